"""What a change of the working calendar does to running deadlines, asked before it is saved."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from sopdesk.services.calendar_change import Shift, shift_moment, shifts_words
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space

_ROWS = 9
_ABOUT = "Periksa sebelum menyimpan. Catatan waktu yang sudah ada tidak berubah."


def _identity(shift: Shift) -> tuple[int, str]:
    return (shift.dossier, shift.what)


def _code(shift: Shift) -> str:
    return shift.code


def _title(shift: Shift) -> str:
    return shift.title


def _what(shift: Shift) -> str:
    return shift.what


def _was(shift: Shift) -> str:
    return shift_moment(shift.was)


def _was_order(shift: Shift) -> object:
    return shift.was


def _now(shift: Shift) -> str:
    return shift_moment(shift.now)


def _now_order(shift: Shift) -> object:
    return shift.now


def _direction(shift: Shift) -> str:
    return "Mundur: waktunya bertambah" if shift.later else "Maju: waktunya berkurang"


def _icon(shift: Shift) -> str:
    return "arrow-right" if shift.later else "arrow-left"


def _ink(shift: Shift) -> ColourName | None:
    return "aman" if shift.later else "terlambat"


_COLUMNS: tuple[Column[Shift], ...] = (
    Column("kode", "Berkas", _code, width=116, bold=True),
    Column("judul", "Judul", _title, stretch=True, tip=_title),
    Column("jam", "Yang bergeser", _what, width=190, tip=_what),
    Column("dari", "Dari", _was, sort=_was_order, width=176, right=True),
    Column(
        "menjadi",
        "Menjadi",
        _now,
        sort=_now_order,
        width=204,
        right=True,
        bold=True,
        icon=_icon,
        ink=_ink,
        tip=_direction,
    ),
)


def _about(shifts: tuple[Shift, ...], now: datetime) -> str:
    late = sum(shift.now < now <= shift.was for shift in shifts)
    return f"{late} di antaranya menjadi terlambat. {_ABOUT}" if late else _ABOUT


class ShiftsDialog(Dialog):
    """``confirmed`` says that the calendar is to be saved all the same; it then closes by itself."""

    def __init__(self, shifts: tuple[Shift, ...], now: datetime, parent: QWidget) -> None:
        super().__init__(
            "Batas waktu bergeser", parent, action="Simpan kalender", cancel="Kembali", wide=True
        )
        self.words = Label(shifts_words(shifts), bold=True, wrap=True)
        empty = EmptyState("calendar", "Tidak ada batas waktu yang bergeser", "")
        self.table: RecordTable[Shift] = RecordTable(
            _COLUMNS,
            identity=_identity,
            name="batas-waktu-bergeser",
            empty=empty,
            filtered=False,
            unit="batas waktu",
        )
        self.table.view.setAccessibleName("Batas waktu yang bergeser")
        self.body.addWidget(self.words)
        self.body.addWidget(Label(_about(shifts, now), size=Letter.TABLE, ink="muted", wrap=True))
        self.body.addWidget(self.table, 1)
        self.table.set_records(shifts)
        theme = theme_of(self)
        self.table.setMinimumHeight(theme.px(Size.TABLE_ROW * min(len(shifts) + 2, _ROWS)))
        room = self.screen().availableGeometry().width() - 2 * Space.GROUPS
        self.setMinimumWidth(min(theme.px(Size.DIALOG_WIDE + Size.PANEL), room))
        self.confirmed.connect(self.accept)
