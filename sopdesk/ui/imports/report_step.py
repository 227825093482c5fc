"""Third step: what would come in, what is refused and why, which numbers are missing."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sopdesk.domain.dates import long_date
from sopdesk.domain.numbers import DEFAULT_SERIES
from sopdesk.domain.old_book_cells import cell_words
from sopdesk.domain.old_book_lines import Remark
from sopdesk.domain.spreadsheet import SheetRow
from sopdesk.services.import_words import remark_words
from sopdesk.services.importing import ImportChoice, ImportReport, OldBook, YearGaps
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space

REFUSED, SKIPPED, WARNED = "Ditolak", "Dilewati", "Peringatan"
_HINT: Final = (
    "Impor baru dapat dijalankan bila tidak ada baris yang ditolak: betulkan di filenya lalu pilih lagi, atau pilih "
    "baris itu dan tekan Lewati baris ini."
)
_INKS: Final[dict[str, ColourName]] = {REFUSED: "terlambat", SKIPPED: "muted", WARNED: "waspada"}
_ICONS: Final = {REFUSED: "ban", SKIPPED: "minus", WARNED: "triangle-alert"}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of the book that something is to be said of."""

    number: int
    state: str
    words: str
    said: str


def _identity(row: ReportRow) -> tuple[int, str, str]:
    return row.number, row.state, row.words


def _number(row: ReportRow) -> int:
    return row.number


def _number_text(row: ReportRow) -> str:
    return str(row.number)


def _state(row: ReportRow) -> str:
    return row.state


def _ink(row: ReportRow) -> ColourName | None:
    return _INKS[row.state]


def _icon(row: ReportRow) -> str:
    return _ICONS[row.state]


def _words(row: ReportRow) -> str:
    return row.words


def _said(row: ReportRow) -> str:
    return row.said


COLUMNS: Final = (
    Column("baris", "Baris", _number_text, sort=_number, width=70, right=True, bold=True),
    Column("keadaan", "Keadaan", _state, width=130, icon=_icon, ink=_ink),
    Column("masalah", "Masalah", _words, width=300, stretch=True),
    Column("isi", "Isi baris", _said, width=280),
)


class ReportStep(QWidget):
    """``skip_asked`` carries row numbers to leave out, ``unskip_asked`` those to read after all."""

    skip_asked = Signal(object)
    unskip_asked = Signal(object)

    def __init__(self, book: OldBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.words = Label("", size=Letter.BODY, bold=True, wrap=True)
        self.hint = Label(_HINT, ink="muted", wrap=True)
        self.gaps = Notice("", Tone.INFO)
        self.again = Notice("", Tone.WARNING)
        self.table: RecordTable[ReportRow] = RecordTable(
            COLUMNS,
            identity=_identity,
            name="Laporan impor",
            empty=EmptyState("circle-check", "Tidak ada masalah", "Semua baris dapat diimpor."),
            unit="catatan",
        )
        self.skip = Button("Lewati baris ini")
        self.skip.set_tip("Baris yang dipilih tidak ikut diimpor")
        self.unskip = Button("Jangan lewati")
        self.skip_action = QAction("Lewati baris ini", self)
        self.table.add_action(self.skip_action)
        for button in (self.unskip, self.skip):
            self.table.tools.addWidget(button)
            button.setEnabled(False)
        self.table.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW * 5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.BETWEEN)
        around = QHBoxLayout()
        around.addWidget(self.words, 1)
        column.addLayout(around)
        column.addWidget(self.hint)
        for notice in (self.again, self.gaps):
            column.addWidget(notice)
        column.addWidget(self.table, 1)
        self.table.selected.connect(self._on_selected)
        self.skip.clicked.connect(self._on_skip)
        self.skip_action.triggered.connect(self._on_skip)
        self.unskip.clicked.connect(self._on_unskip)

    def show_report(self, report: ImportReport, choice: ImportChoice) -> None:
        """Show what the import would do."""
        reading = report.reading
        told = [f"{len(reading.lines)} surat akan diimpor"]
        told += [f"{len(reading.refused)} baris ditolak"] * bool(reading.refused)
        told += [f"{len(reading.skipped)} baris dilewati"] * bool(reading.skipped)
        told += [f"{len(reading.warnings)} peringatan"] * bool(reading.warnings)
        self.words.setText(" · ".join(told))
        self.hint.setVisible(bool(reading.refused))
        self.again.say(
            f"File ini sudah pernah diimpor pada {long_date(report.imported_at.date())}."
            if report.imported_at
            else "",
            Tone.WARNING,
        )
        missing = [f"{_book_words(gap)}: {_cut(gap.words)} ({gap.count} nomor)" for gap in report.gaps]
        self.gaps.say(
            f"Nomor yang tidak ada di buku lama dicatat sebagai dipakai di luar aplikasi – {'; '.join(missing)}."
            if missing
            else "",
            Tone.INFO,
        )
        rows = {row.number: row for row in self._book.sheets[choice.sheet].rows}
        shown = [self._row(remark, REFUSED, rows, choice) for remark in reading.refused]
        shown += [
            ReportRow(n, SKIPPED, "Tidak ikut diimpor.", _said_of(rows.get(n))) for n in reading.skipped
        ]
        shown += [self._row(remark, WARNED, rows, choice) for remark in reading.warnings]
        self.table.set_records(shown)
        self._on_selected(None)

    def _row(self, remark: Remark, state: str, rows: dict[int, SheetRow], choice: ImportChoice) -> ReportRow:
        words = remark_words(remark, choice.register)
        return ReportRow(remark.row, state, words, _said_of(rows.get(remark.row)))

    def _chosen(self, state: str) -> frozenset[int]:
        return frozenset(row.number for row in self.table.chosen() if row.state == state)

    def _on_selected(self, _row: object) -> None:
        self.skip.setEnabled(bool(self._chosen(REFUSED)))
        self.skip_action.setEnabled(self.skip.isEnabled())
        self.unskip.setEnabled(bool(self._chosen(SKIPPED)))

    def _on_skip(self) -> None:
        self.skip_asked.emit(self._chosen(REFUSED))

    def _on_unskip(self) -> None:
        self.unskip_asked.emit(self._chosen(SKIPPED))


def _said_of(row: SheetRow | None) -> str:
    return " · ".join(words for cell in (row.cells if row else ()) if (words := cell_words(cell)))


def _book_words(gap: YearGaps) -> str:
    return f"tahun {gap.year}" if gap.series == DEFAULT_SERIES else f"tahun {gap.year} seri {gap.series}"


def _cut(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:80].rsplit(',', 1)[0]}, …"
