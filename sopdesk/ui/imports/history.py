"""Riwayat impor: what was brought in, and the way back."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import short_date
from sopdesk.domain.rights import Right
from sopdesk.services import importing
from sopdesk.services.importing import PastImport
from sopdesk.ui.clock_doubt import note_clock
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.imports.dialog import BOOKS
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.dialog import Dialog, Question
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Size
from sopdesk.ui.users.gate import hindrance


def _identity(row: PastImport) -> int:
    return row.id


def _when(row: PastImport) -> str:
    return short_date(row.at.date())


def _when_order(row: PastImport) -> float:
    return row.at.timestamp()


def _book(row: PastImport) -> str:
    return BOOKS.get(row.register, row.register).removeprefix("Agenda ").capitalize()


def _years(row: PastImport) -> str:
    return ", ".join(str(year) for year in row.years)


def _lines(row: PastImport) -> str:
    return str(row.lines)


def _count(row: PastImport) -> int:
    return row.lines


def _file(row: PastImport) -> str:
    return row.file


def _by(row: PastImport) -> str:
    return row.by


def _state(row: PastImport) -> str:
    return "Dibatalkan" if row.undone else ""


def _ink(row: PastImport) -> ColourName | None:
    return "muted" if row.undone else None


COLUMNS: Final = (
    Column("waktu", "Tanggal", _when, sort=_when_order, width=110, right=True, ink=_ink),
    Column("buku", "Buku", _book, width=110, ink=_ink),
    Column("tahun", "Tahun", _years, width=80, ink=_ink),
    Column("banyak", "Surat", _lines, sort=_count, width=80, right=True, ink=_ink),
    Column("file", "File", _file, width=200, stretch=True, ink=_ink),
    Column("oleh", "Oleh", _by, width=130, ink=_ink),
    Column("keadaan", "Keadaan", _state, width=110, ink=_ink),
)


class HistoryDialog(Dialog):
    """``undone`` carries a sentence once an import was taken back."""

    undone = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__("Riwayat impor", parent, action="Tutup", cancel="", wide=True)
        self._desk = desk
        self.table: RecordTable[PastImport] = RecordTable(
            COLUMNS,
            identity=_identity,
            name="Riwayat impor",
            filtered=False,
            unit="impor",
            empty=EmptyState(
                "history",
                "Belum ada impor",
                "Buku agenda lama yang diimpor tercatat di sini dan dapat dibatalkan.",
            ),
        )
        self.table.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW * 7))
        self.setMinimumWidth(theme_of(self).px(Size.DIALOG_WIDE + Size.FIELD_LEAST))
        self.undo = Button("Batalkan impor…", Kind.DANGER)
        self.undo.forbid(hindrance(desk, Right.REGISTERS))
        self.body.addWidget(self.table, 1)
        self.left.addWidget(self.undo)
        self.confirmed.connect(self.accept)
        self.undo.clicked.connect(self._on_undo)
        self.table.selected.connect(self._on_selected)
        self._load()

    def _load(self) -> None:
        try:
            self.table.set_records(importing.past_imports(self._desk.office))
        except Trouble as error:
            self.fail(sentence(error))
        self._on_selected(self.table.current())

    def _on_selected(self, row: PastImport | None) -> None:
        self.undo.setEnabled(row is not None and not row.undone)

    def _on_undo(self) -> None:
        row = self.table.current()
        if row is None:
            return
        question = Question(
            "Batalkan impor ini?",
            f"{row.lines} surat dari {row.file} diambil kembali dari buku agenda, dan nomor berikutnya kembali seperti "
            "sebelum impor. Impor dan pembatalannya tetap tercatat.",
            self,
            action="Batalkan impor",
            cancel="Tidak",
            danger=True,
        )
        note_clock(question, self._desk)
        question.confirmed.connect(partial(self._undo, row))
        question.open()

    def _undo(self, row: PastImport) -> None:
        desk = self._desk
        self.notice.say("")
        try:
            importing.undo_import(desk.office, row.id, by=desk.clerk, now=desk.now())
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        desk.tell(Changes(registers=True))
        self._load()
        self.undone.emit(f"Impor {row.file} dibatalkan.")
