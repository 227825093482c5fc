"""What is known of a dossier, and the lists of what belongs to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from sopdesk.domain.checklist import Item
from sopdesk.domain.dates import day_moment
from sopdesk.services.sentences import percent
from sopdesk.services.views import DossierView
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

_REMINDER = "Tanda dicatat bersama nama dan waktunya, dan tidak menghalangi apa pun."


@dataclass(frozen=True, slots=True)
class TickList:
    """A list as it stands: which one, of which step, under which title."""

    which: str
    place: int
    title: str
    items: tuple[Item, ...]


class Facts(QWidget):
    """The facts as a list, and the lists of ticks. ``ticked`` carries the list, its step, the item, and whether."""

    ticked = Signal(str, int, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self.ticks: list[Check] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.WITHIN, Space.WITHIN, Space.WITHIN, 0)
        self._inside: QWidget | None = None

    def show_facts(
        self, view: DossierView, lists: Sequence[TickList], more: Sequence[tuple[str, str]]
    ) -> None:
        """Show what is known, with ``more`` facts behind it."""
        named = (*_named(view), *more)
        wanted = (view.card.id, named, *((x.which, x.place, tuple(i.text for i in x.items)) for x in lists))
        if wanted != self._shown:
            self._shown = wanted
            self._build(named, lists)
        # Of the same lists only the ticks are set: the keys stay where they are.
        items = [item for each in lists for item in each.items]
        for tick, item in zip(self.ticks, items, strict=True):
            blocked = tick.blockSignals(True)
            tick.setChecked(item.done)
            tick.blockSignals(blocked)

    def _build(self, named: Sequence[tuple[str, str]], lists: Sequence[TickList]) -> None:
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.WITHIN)
        inside.addLayout(self._grid(named))
        self.ticks = []
        for each in lists:
            if not each.items:
                continue
            inside.addSpacing(Space.BETWEEN)
            inside.addWidget(Label(each.title, size=Letter.TABLE, bold=True))
            for item in each.items:
                inside.addWidget(self._tick(each, item))
        if self.ticks:
            inside.addWidget(Label(_REMINDER, size=Letter.SMALL, ink="muted", wrap=True))
        self._column.addWidget(self._inside)
        self._inside.show()

    def _grid(self, named: Sequence[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.AROUND)
        grid.setVerticalSpacing(Space.BETWEEN)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(named):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(name, size=Letter.TABLE, ink="muted"), row, 0, top)
            words = Label(text, size=Letter.TABLE, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(f"{name}: {text}")
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            grid.addWidget(words, row, 1)
        return grid

    def _tick(self, of: TickList, item: Item) -> Check:
        tick = Check(item.text, checked=item.done)
        if item.known is not None:
            tick.setEnabled(False)
            tick.setToolTip("Dicatat sendiri dari nomor, stempel, pengiriman, dan lembar 2")
        tick.toggled.connect(partial(self._on_ticked, of, item.text))
        self.ticks.append(tick)
        return tick

    def _on_ticked(self, of: TickList, text: str, done: bool) -> None:
        self.ticked.emit(of.which, of.place, text, done)


def _named(view: DossierView) -> list[tuple[str, str]]:
    started, deadline = view.started_at, view.deadline
    rows = [
        ("SOP", view.sop_name),
        ("Periode", view.period[:1].upper() + view.period[1:]),
        ("Pelaksana", view.owner),
        ("Asal", view.origin),
        ("Sifat surat", view.nature),
        ("Tujuan", "\n".join(view.addressees)),
        ("Dimulai", day_moment(started)),
        ("Batas waktu", day_moment(deadline) if deadline else ""),
        ("Mulai paling lambat", day_moment(view.latest_start) if view.latest_start else ""),
        *_asked(view.facts),
    ]
    return [(name, text) for name, text in rows if text]


def _asked(facts: Mapping[str, object]) -> list[tuple[str, str]]:
    rows = []
    if "financial_percent" in facts:
        rows.append(("Keuangan", percent(facts["financial_percent"])))
    if "physical_percent" in facts:
        rows.append(("Fisik", percent(facts["physical_percent"])))
    if "outside_renstra" in facts:
        rows.append(("Di luar Renstra", "Ada" if facts["outside_renstra"] else "Tidak ada"))
    if facts.get("emergency_reason"):
        rows.append(("Kegawatdaruratan", str(facts["emergency_reason"])))
    if facts.get("hierarchy_initialled"):
        rows.append(("Paraf hierarki", "Sudah lengkap"))
    return rows
