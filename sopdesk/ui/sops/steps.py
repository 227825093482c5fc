"""The SOP's table of steps, word for word, with the time axis and the dossiers that lie at each step."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.forecast import PastCase
from sopdesk.domain.sop import Kind, Sop, Step
from sopdesk.services.office import Known
from sopdesk.services.sentences import DESKS
from sopdesk.services.sop_times import SopTimes, StepTime, sop_times
from sopdesk.services.sop_views import experience_words, finish_words, notes_by_step
from sopdesk.services.views import Card
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label, hairline
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import EMPTY_CELL, Letter, Size, Space
from sopdesk.ui.sops.bar import TimeBar
from sopdesk.ui.sops.chips import DossierChips

_KINDS: Final = {
    Kind.KERJA: "kerja",
    Kind.KOREKSI: "koreksi",
    Kind.RAPAT: "rapat",
    Kind.PARAF: "paraf",
    Kind.TANDA_TANGAN: "tanda tangan",
    Kind.AGENDA_KIRIM: "agenda dan kirim",
    Kind.LUAR: "di luar kantor",
}
_HEADS: Final = ("No", "Kegiatan", "Meja", "Kelengkapan", "Waktu dan jumlahnya", "Output", "Keterangan")
_SHARES: Final = (0, 40, 10, 15, 20, 15, 12)
_DETAILS: Final = (3, 5, 6)  # these columns go below the kegiatan where the place is narrow
_NO_TIMES: Final = (
    "SOP ini tidak menetapkan mutu baku waktu. Batas jawaban mengikuti sifat surat: sangat segera 24 jam, "
    "segera 48 jam, biasa 5 hari kerja."
)


def selectable(
    text: str, *, ink_muted: bool = False, bold: bool = False, size: Letter = Letter.TABLE
) -> Label:
    """Words of the SOP that can be copied with the mouse."""
    label = Label(
        text or EMPTY_CELL,
        size=size,
        ink="muted" if ink_muted or not text else "text",
        bold=bold,
        wrap=True,
    )
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class StepRow:
    """The widgets of one step; the table puts them into its grid."""

    def __init__(self, step: Step, time: StepTime | None, notes: int) -> None:
        self.step = step
        self.chips = DossierChips()
        self.chips.hide()
        self.notes = Pill(
            f"{notes} catatan", icon="message-square", pressable=True, small=True, tip="Lihat catatan"
        )
        self.notes.setAccessibleName(f"{notes} catatan penelaahan untuk langkah {step.no}")
        if not notes:
            # Only hidden: shown before it has its place, it would be a window for a moment.
            self.notes.hide()
        self.no = Label(str(step.no), bold=True)
        self.no.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.kegiatan = selectable(step.kegiatan, size=Letter.BODY)
        details = (
            f"Kelengkapan: {step.kelengkapan or EMPTY_CELL}\nOutput: {step.output or EMPTY_CELL}"
            f"\nKeterangan: {step.keterangan or EMPTY_CELL}"
        )
        self.details = selectable(details, ink_muted=True, size=Letter.SMALL)
        self.details.hide()
        self.what = _column(self.kegiatan, self.details, _beside(self.notes, self.chips))
        self.desk = _column(
            selectable(DESKS[step.desk.value]),
            selectable(_KINDS[step.kind], ink_muted=True, size=Letter.SMALL),
        )
        self.kelengkapan = selectable(step.kelengkapan)
        self.time = _time_cell(step, time)
        self.output = selectable(step.output)
        self.keterangan = selectable(step.keterangan)

    @property
    def cells(self) -> tuple[QWidget, ...]:
        """The cells in the order of the columns."""
        return (self.no, self.what, self.desk, self.kelengkapan, self.time, self.output, self.keterangan)

    def set_narrow(self, narrow: bool) -> None:
        """Tell the details below the kegiatan, or in columns of their own."""
        self.details.setVisible(narrow)
        for column in _DETAILS:
            self.cells[column].setVisible(not narrow)


class StepTable(ScrollPage):
    """The whole table; ``notes_requested`` carries the step whose notes are wanted."""

    dossier_opened = Signal(int)
    notes_requested = Signal(int)

    def __init__(
        self,
        known: Known,
        sop: Sop,
        now: datetime,
        past: Sequence[PastCase] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._known = known
        self._sop = sop
        self._past = past
        self._narrow: bool | None = None
        times = sop_times(sop, known.calendar.week)
        self.total = Label(_total_words(times), size=Letter.TITLE, bold=True, wrap=True)
        self.note = Label(
            _note_words(known, sop, times, past, now), size=Letter.TABLE, ink="muted", wrap=True
        )
        for part in (self.total, self.note):
            if not part.text():
                part.hide()
        self.add(_column(self.total, self.note))
        self._frame = QFrame()
        self._frame.setProperty("box", True)
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
        self._grid.setHorizontalSpacing(Space.AROUND)
        self._grid.setVerticalSpacing(Space.BETWEEN)
        self.heads = [Label(head, size=Letter.SMALL, ink="muted", bold=True) for head in _HEADS]
        notes = notes_by_step(sop)
        self.rows = [
            StepRow(step, times.steps.get(step.no), len(notes.get(step.no, ()))) for step in sop.steps
        ]
        self._fill()
        self.add(self._frame)
        theme_of(self).changed.connect(self._on_letters_changed)
        self._on_letters_changed()

    def set_cards(self, cards: Sequence[Card], now: datetime) -> None:
        """Put the running dossiers on their steps; one of an older, longer revision lies at the last."""
        placed: dict[int, list[Card]] = {}
        for card in cards:
            placed.setdefault(min(card.step, self._sop.last), []).append(card)
        for row in self.rows:
            mine = placed.get(row.step.no, [])
            row.chips.set_cards(mine, self._known, now)
            row.chips.setVisible(bool(mine))

    def tick(self, now: datetime) -> None:
        """Paint the states of that moment."""
        for row in self.rows:
            row.chips.tick(self._known, now)
        times = sop_times(self._sop, self._known.calendar.week)
        self.note.setText(_note_words(self._known, self._sop, times, self._past, now))

    def reveal_step(self, no: int) -> None:
        """Scroll to a step."""
        for row in self.rows:
            if row.step.no == no:
                self.ensureWidgetVisible(row.what, 0, Space.GROUPS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the details up as columns where there is no room for them."""
        super().resizeEvent(event)
        self._set_narrow(self.viewport().width() < theme_of(self).px(Size.DIALOG_WIDE + Size.FIELD_LEAST))

    def _set_narrow(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for column in _DETAILS:
            self.heads[column].setVisible(not narrow)
            self._grid.setColumnStretch(column, 0 if narrow else _SHARES[column])
        for row in self.rows:
            row.set_narrow(narrow)

    def _fill(self) -> None:
        for column, head in enumerate(self.heads):
            head.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, _SHARES[column])
        self.heads[0].setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        for place, row in enumerate(self.rows):
            self._grid.addWidget(hairline(), 2 * place + 1, 0, 1, len(_HEADS))
            for column, cell in enumerate(row.cells):
                self._grid.addWidget(cell, 2 * place + 2, column)
            row.chips.opened.connect(self.dossier_opened)
            row.notes.clicked.connect(partial(self._on_notes, row.step.no))

    def _on_notes(self, step: int) -> None:
        self.notes_requested.emit(step)

    def _on_letters_changed(self) -> None:
        self._grid.setColumnMinimumWidth(0, theme_of(self).px(Size.ICON_LARGE))


def _column(*parts: QWidget) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.TIGHT)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return cell


def _beside(*parts: QWidget) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.BETWEEN)
    for part in parts:
        row.addWidget(part)
    row.addStretch(0)
    return cell


def _time_cell(step: Step, time: StepTime | None) -> QWidget:
    waktu = selectable(step.waktu, bold=bool(step.waktu))
    if time is None:
        return _column(waktu)
    words = "tidak dihitung sebagai waktu kantor" if time.outside else f"jumlah {time.so_far}"
    return _column(
        waktu, TimeBar(time, f"{step.waktu}, {words}"), selectable(words, ink_muted=True, size=Letter.SMALL)
    )


def _total_words(times: SopTimes) -> str:
    said = f"Jumlah mutu baku {times.total}" if times.total else ""
    return f"{said}, ditambah {times.outside} di BAPPEDA" if said and times.outside else said


def _note_words(known: Known, sop: Sop, times: SopTimes, past: Sequence[PastCase], now: datetime) -> str:
    own = experience_words(known, sop, past, now)
    if not times.total:
        return " ".join(part for part in (_NO_TIMES if sop.answer_by_nature else "", own) if part)
    weeks = f"1 minggu dihitung {times.week_days} hari kerja." if times.week_days else ""
    return " ".join(part for part in (finish_words(known, sop, now), own, weeks) if part)
