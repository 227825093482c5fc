"""A file of days off of which rows are refused: which ones, and why. Nothing of it is taken."""

from PySide6.QtWidgets import QWidget

from sopdesk.services.code_import import RefusedRow
from sopdesk.services.days_import import DaysReading, days_words
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size

_ROWS = 8
_WAY_ON = "Betulkan baris yang ditolak di file itu, lalu pilih lagi. Belum ada hari libur yang diambil."


def _row(refused: RefusedRow) -> int:
    return refused.row


def _number(refused: RefusedRow) -> str:
    return str(refused.row)


def _reason(refused: RefusedRow) -> str:
    return refused.reason


class DaysFileDialog(Dialog):
    """The refused rows of a file; it has nothing to confirm."""

    def __init__(self, name: str, reading: DaysReading, parent: QWidget) -> None:
        super().__init__("Impor hari libur", parent, action="Tutup", cancel="", wide=True)
        self.table: RecordTable[RefusedRow] = RecordTable(
            (
                Column("baris", "Baris", _number, sort=_row, width=72, right=True),
                Column("sebab", "Sebab ditolak", _reason, stretch=True, tip=_reason),
            ),
            identity=_row,
            name="Baris yang ditolak",
            filtered=False,
            empty=EmptyState("circle-check", "Tidak ada baris yang ditolak", ""),
        )
        self.table.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW * _ROWS))
        self.table.set_records(reading.refused)
        self.body.addWidget(Label(days_words(name, reading), bold=True, wrap=True))
        self.body.addWidget(self.table, 1)
        self.fail(_WAY_ON)
        self.confirmed.connect(self.accept)
