"""What is known of a dossier, and the ticks that remind of what belongs to it."""

import re
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from sopdesk.domain.dates import day_moment
from sopdesk.services.files import DOSSIER
from sopdesk.services.sentences import percent
from sopdesk.services.views import DossierView
from sopdesk.ui.desk import Desk
from sopdesk.ui.files.list import FileList
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space

_PARTS = re.compile(r"\s*;\s*|\s*,\s+|\n")
_REMINDER = "Tanda ini hanya pengingat: tidak dicatat dan tidak menghalangi apa pun."


class Facts(QWidget):
    """The facts as a list, two lists of ticks, and the dossier's files; ticks are kept while the program runs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.files: FileList | None = None
        self._ticked: set[tuple[int, str]] = set()
        self._shown: tuple[object, ...] = ()
        self.ticks: list[Check] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.WITHIN, Space.WITHIN, Space.WITHIN, 0)
        self._inside: QWidget | None = None

    def show_facts(self, view: DossierView) -> None:
        """Show what is known."""
        self._show_files(view.card.id)
        named = tuple(_named(view))
        lists = (
            (f"Kelengkapan langkah {view.card.step}", _items(view.kelengkapan)),
            ("Setelah tanda tangan", view.checklist),
        )
        wanted = (view.card.id, named, lists)
        if wanted == self._shown:
            return
        self._shown = wanted
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
        for title, items in lists:
            if not items:
                continue
            inside.addSpacing(Space.BETWEEN)
            inside.addWidget(Label(title, size=Letter.TABLE, bold=True))
            for item in items:
                inside.addWidget(self._tick(view.card.id, f"{title}\n{item}", item))
        if self.ticks:
            inside.addWidget(Label(_REMINDER, size=Letter.SMALL, ink="muted", wrap=True))
        self._column.insertWidget(0, self._inside)
        self._inside.show()

    def _show_files(self, dossier: int) -> None:
        if self.files is not None:
            self.files.show_owner(DOSSIER, dossier)
            return
        self.files = FileList(self._desk, DOSSIER, dossier)
        self._column.addSpacing(Space.BETWEEN)
        self._column.addWidget(self.files)

    def _grid(self, named: tuple[tuple[str, str], ...]) -> QGridLayout:
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

    def _tick(self, dossier: int, key: str, words: str) -> Check:
        tick = Check(words, checked=(dossier, key) in self._ticked)
        tick.setToolTip("")
        tick.toggled.connect(partial(self._on_ticked, (dossier, key)))
        self.ticks.append(tick)
        return tick

    def _on_ticked(self, key: tuple[int, str], ticked: bool) -> None:
        if ticked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)


def _items(text: str) -> tuple[str, ...]:
    return tuple(part for part in _PARTS.split(text.strip().rstrip(".;")) if part)


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
