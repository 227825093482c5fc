"""Days off and extra working days of a year as a table, with the month beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sopdesk.domain.calendar import Calendar, DayOff, ExtraDay
from sopdesk.domain.dates import day_name, long_date
from sopdesk.services.calendars import (
    DayKind,
    hours_words,
    kind_of,
    restored,
    shipped_years,
    with_off,
    year_words,
)
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import ColourName, Size, Space
from sopdesk.ui.settings.day_dialogs import DayOffDialog, ExtraDayDialog
from sopdesk.ui.settings.month_view import MonthView

_EXTRA = "hari kerja"


@dataclass(frozen=True, slots=True)
class DayRow:
    """A line of the table: a day off or an extra working day."""

    place: int
    entry: DayOff | ExtraDay
    kind: str


def day_rows(calendar: Calendar, year: int) -> list[DayRow]:
    """The days of a year that are not as the week has them, by date."""
    entries: list[DayOff | ExtraDay] = [*calendar.off, *calendar.extra]
    here = sorted((each for each in entries if each.day.year == year), key=_day_of)
    return [
        DayRow(place, each, kind_of(each).value if isinstance(each, DayOff) else _EXTRA)
        for place, each in enumerate(here)
    ]


def _day_of(entry: DayOff | ExtraDay) -> date:
    return entry.day


def _identity(row: DayRow) -> tuple[date, str, str]:
    return (row.entry.day, row.entry.name, row.kind)


def _date(row: DayRow) -> str:
    return long_date(row.entry.day)


def _number(row: DayRow) -> int:
    return row.place


def _weekday(row: DayRow) -> str:
    return day_name(row.entry.day)


def _name(row: DayRow) -> str:
    if isinstance(row.entry, ExtraDay):
        return " · ".join(part for part in (row.entry.name, hours_words(row.entry.hours)) if part)
    return row.entry.name


def _kind(row: DayRow) -> str:
    return row.kind


_INKS: dict[str, ColourName] = {
    DayKind.NASIONAL.value: "terlambat",
    DayKind.BERSAMA.value: "waspada",
    _EXTRA: "aman",
}


def _ink(row: DayRow) -> ColourName | None:
    return _INKS.get(row.kind)


_COLUMNS: tuple[Column[DayRow], ...] = (
    Column("tanggal", "Tanggal", _date, sort=_number, width=148),
    Column("hari", "Hari", _weekday, width=72),
    Column("nama", "Nama", _name, stretch=True, tip=_name),
    Column("jenis", "Jenis", _kind, width=112, ink=_ink),
)


class DaysTab(QWidget):
    """``changed`` carries the calendar after each change of the draft."""

    changed = Signal(object)
    file_requested = Signal()

    def __init__(self, today: Callable[[], date], calendar: Calendar) -> None:
        super().__init__()
        self._today = today
        self._calendar = calendar
        self.year = today().year
        self.before = IconButton("chevron-left", "Tahun sebelumnya", Kind.GHOST)
        self.after = IconButton("chevron-right", "Tahun berikutnya", Kind.GHOST)
        self.title = Label("", bold=True)
        self.summary = Label("", ink="muted")
        self.add_off = Button("Tambah hari libur…", icon="plus")
        self.add_extra = Button("Tambah hari kerja…")
        self.drop = Button("Hapus")
        self.file = Button("Impor dari file…", Kind.LINK)
        self.file.set_tip(
            "CSV atau xlsx dengan kolom tanggal dan nama, misalnya daftar dari SKB tiga menteri"
        )
        self.restore = Button("Kembalikan daftar bawaan")
        self.restore.set_tip("Menambahkan lagi libur nasional dan cuti bersama yang terhapus")
        empty = EmptyState(
            "calendar-days",
            "Tahun ini belum diisi",
            "Tanpa daftar libur, batas waktu di tahun ini dihitung seolah-olah tidak ada hari libur.",
        )
        self.table: RecordTable[DayRow] = RecordTable(
            _COLUMNS, identity=_identity, name="Hari libur", empty=empty, filtered=False, unit="hari"
        )
        self.month = MonthView(today())
        self._lay_out()
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        self.add_off.clicked.connect(self._on_add_off)
        self.add_extra.clicked.connect(self._on_add_extra)
        self.drop.clicked.connect(self.drop_chosen)
        self.restore.clicked.connect(self._on_restore)
        self.file.clicked.connect(self.file_requested)
        self.table.selected.connect(self._on_selected)
        self.month.day_chosen.connect(self._on_day)
        QShortcut(QKeySequence("Del"), self.table.view).activated.connect(self.drop_chosen)
        self.set_calendar(calendar)

    def set_calendar(self, calendar: Calendar) -> None:
        """Show that calendar."""
        self._calendar = calendar
        self.title.setText(str(self.year))
        self.summary.setText(year_words(calendar, self.year).partition(": ")[2])
        self.table.set_records(day_rows(calendar, self.year))
        self.month.set_calendar(calendar)
        whole = self.year in shipped_years() and restored(calendar, self.year) == calendar
        self.restore.setVisible(self.year in shipped_years())
        self.restore.setEnabled(not whole)
        self._on_selected(self.table.current())

    def show_year(self, year: int) -> None:
        """Open a year."""
        self.year = year
        self.set_calendar(self._calendar)
        if self.month.year != year:
            self.month.show_day(date(year, self.month.month, 1))

    def drop_chosen(self) -> None:
        """Take the selected days out."""
        chosen = [row.entry for row in self.table.chosen()]
        if chosen:
            off = tuple(each for each in self._calendar.off if each not in chosen)
            extra = tuple(each for each in self._calendar.extra if each not in chosen)
            self._change(replace(self._calendar, off=off, extra=extra))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.BETWEEN)
        for part in (self.before, self.title, self.after, self.summary):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.file)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BETWEEN)
        for button in (self.add_off, self.add_extra, self.drop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.restore)
        left = QVBoxLayout()
        left.setSpacing(Space.BETWEEN)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        left.addLayout(buttons)
        inside = QWidget()
        on_surface(inside)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setContentsMargins(0, Space.INSIDE, Space.TIGHT, 0)
        self._row.setSpacing(Space.GROUPS)
        self._row.addLayout(left, 3)
        self._row.addWidget(self.month, 2)
        page = QScrollArea()
        page.setWidget(inside)
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the month below the table where both would be narrow."""
        super().resizeEvent(event)
        theme = theme_of(self)
        wide = self.width() >= theme.px(Size.READING + Size.PANEL) + Space.GROUPS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
        self.table.setMinimumHeight(theme.px(Size.TABLE_ROW * 7))

    def _change(self, calendar: Calendar) -> None:
        self.set_calendar(calendar)
        self.changed.emit(calendar)

    def _on_before(self) -> None:
        self.show_year(self.year - 1)

    def _on_after(self) -> None:
        self.show_year(self.year + 1)

    def _on_selected(self, record: object) -> None:
        self.drop.setEnabled(record is not None)
        if isinstance(record, DayRow) and self.month.current() != record.entry.day:
            self.month.show_day(record.entry.day)

    def _on_add_off(self) -> None:
        self._begin_off(None)

    def _on_day(self, day: object) -> None:
        if isinstance(day, date):
            self._begin_off(day)

    def _begin_off(self, day: date | None) -> None:
        dialog = DayOffDialog(self._today, self, day)
        dialog.chosen.connect(self._on_off_chosen)
        dialog.open()

    def _on_off_chosen(self, days: object) -> None:
        if isinstance(days, tuple) and days:
            here = set(self._calendar.off)
            self.year = days[0].day.year
            self._change(with_off(self._calendar, [each for each in days if each not in here]))
            self.table.select((days[0].day, days[0].name, kind_of(days[0]).value))

    def _on_add_extra(self) -> None:
        dialog = ExtraDayDialog(self._today, self, self._calendar)
        dialog.chosen.connect(self._on_extra_chosen)
        dialog.open()

    def _on_extra_chosen(self, day: object) -> None:
        if isinstance(day, ExtraDay):
            self.year = day.day.year
            extra = tuple(sorted((*self._calendar.extra, day), key=_day_of))
            self._change(replace(self._calendar, extra=extra))
            self.table.select((day.day, day.name, _EXTRA))

    def _on_restore(self) -> None:
        self._change(restored(self._calendar, self.year))
