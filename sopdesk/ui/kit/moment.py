"""Fields for dates and times, typed the way people write them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from sopdesk.domain import dates
from sopdesk.ui.kit.button import IconButton
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Size

_NOT_A_DATE = "Bukan tanggal. Contoh: 5/3, 5 Maret, kemarin."
_NOT_A_TIME = "Bukan pukul. Contoh: 14.30 atau 1430."


class _Stepped(QLineEdit):
    """A line whose value goes up and down with the arrow keys."""

    def __init__(self, step: Callable[[int], None]) -> None:
        super().__init__()
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class _CalendarPopup(QFrame):
    """A month to pick a day from; Monday comes first, as the office's weeks do."""

    def __init__(self, picked: Callable[[date], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._picked = picked
        self.setProperty("box", True)
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setGridVisible(False)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, _written_in("terlambat"))
        self.month.setHeaderTextFormat(_written_in("muted"))
        column = QVBoxLayout(self)
        column.addWidget(self.month)
        self.month.activated.connect(self._on_picked)
        self.month.clicked.connect(self._on_picked)

    def _on_picked(self, day: QDate) -> None:
        self.close()
        self._picked(date(day.year(), day.month(), day.day()))


def _written_in(colour: ColourName) -> QTextCharFormat:
    written = QTextCharFormat()
    written.setForeground(theme_of().colour(colour))
    return written


class _DateLine(_Stepped):
    """The line of a date; ``today`` decides what *kemarin* is."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self._move)
        self._today = today
        self.setPlaceholderText("tgl/bln/tahun")

    def day(self) -> date | None:
        text = self.text().strip()
        return dates.parse_date(text, self._today()) if text else None

    def set_day(self, day: date | None) -> None:
        self.setText(dates.short_date(day) if day else "")

    def tidy(self) -> None:
        try:
            self.set_day(self.day())
        except ValueError:
            return

    def _move(self, days: int) -> None:
        try:
            day = self.day()
        except ValueError:
            return
        self.set_day(day + timedelta(days=days) if day else self._today())
        self.textEdited.emit(self.text())


class _TimeLine(_Stepped):
    """The line of a time of day."""

    def __init__(self) -> None:
        super().__init__(self._move)
        self.setPlaceholderText("jam.menit")

    def clock(self) -> time | None:
        text = self.text().strip()
        return dates.parse_time(text) if text else None

    def set_clock(self, clock: time | None) -> None:
        self.setText(f"{clock:%H.%M}" if clock else "")

    def tidy(self) -> None:
        try:
            self.set_clock(self.clock())
        except ValueError:
            return

    def _move(self, steps: int) -> None:
        try:
            clock = self.clock()
        except ValueError:
            return
        if clock is not None:
            minutes = (clock.hour * 60 + clock.minute + steps * 5) % (24 * 60)
            self.set_clock(time(minutes // 60, minutes % 60))
            self.textEdited.emit(self.text())


class _Typed(Field):
    """A field that puts what was typed into its usual form when it is left."""

    def _watch(self, line: _DateLine | _TimeLine) -> None:
        line.installEventFilter(self)
        line.textEdited.connect(self._on_typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tidy a line that loses the focus."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, _DateLine | _TimeLine):
            watched.tidy()
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._read_back()
        self._on_edited()

    def _read_back(self) -> None:
        """Say below how the value is understood."""


class DateField(_Typed):
    """A date: ``5/3``, ``5 maret``, ``kemarin``, the arrow keys, or the calendar.

    ``today`` gives the office's date when asked. The day understood is told below in words.
    """

    def __init__(
        self,
        label: str,
        today: Callable[[], date],
        value: date | None = None,
        *,
        note: str = "",
        required: bool = False,
        calendar: bool = True,
    ) -> None:
        super().__init__(label, note=note, required=required)
        self._plain_note = note
        self._today = today
        self.line = _DateLine(today)
        self.add_editor(self.line)
        self._watch(self.line)
        self.opener = IconButton("calendar", "Pilih dari kalender")
        self.opener.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.opener.setVisible(calendar)
        self._row.addWidget(self.opener)
        self.opener.clicked.connect(self.open_calendar)
        self.set_value(value)

    def value(self) -> date | None:
        """The date, or None when nothing was typed; raises ValueError for what is no date."""
        return self.line.day()

    def set_value(self, value: date | None) -> None:
        """Fill in."""
        self.line.set_day(value)
        self.clear_error()
        self._read_back()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.line.text().strip()

    def problem(self) -> str:
        """What is wrong with the date."""
        try:
            self.value()
        except ValueError:
            return _NOT_A_DATE
        return super().problem()

    def open_calendar(self) -> None:
        """Show the month below the field."""
        popup = _CalendarPopup(self._on_picked, self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        try:
            day = self.value() or self._today()
        except ValueError:
            day = self._today()
        popup.month.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.adjustSize()
        place = self.line.mapToGlobal(QPoint(0, self.line.height()))
        room = self.screen().availableGeometry()
        if place.y() + popup.height() > room.bottom():
            place = self.line.mapToGlobal(QPoint(0, -popup.height()))
        popup.move(place)
        popup.show()
        popup.month.setFocus()

    def _on_picked(self, day: date) -> None:
        self.set_value(day)
        self._on_edited()
        self.focus()

    def _read_back(self) -> None:
        try:
            day = self.value()
        except ValueError:
            day = None
        self.set_note(dates.day_date(day) if day else self._plain_note)


class TimeField(_Typed):
    """A time of day: ``1430``, ``14.30`` or ``9``; the arrow keys move it by five minutes."""

    def __init__(
        self, label: str, value: time | None = None, *, note: str = "", required: bool = False
    ) -> None:
        super().__init__(label, note=note, required=required)
        self.line = _TimeLine()
        self.add_editor(self.line)
        self._watch(self.line)
        self.set_value(value)

    def value(self) -> time | None:
        """The time, or None when nothing was typed; raises ValueError for what is no time."""
        return self.line.clock()

    def set_value(self, value: time | None) -> None:
        """Fill in."""
        self.line.set_clock(value)
        self.clear_error()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.line.text().strip()

    def problem(self) -> str:
        """What is wrong with the time."""
        try:
            self.value()
        except ValueError:
            return _NOT_A_TIME
        return super().problem()


class MomentField(_Typed):
    """A date and a time of day together: when something happened, in the office's zone.

    ``now`` gives an aware datetime; its zone is the value's zone. The field begins with now.
    """

    def __init__(
        self,
        label: str,
        now: Callable[[], datetime],
        value: datetime | None = None,
        *,
        note: str = "",
    ) -> None:
        super().__init__(label, note=note, required=True)
        self._now = now
        self._plain_note = note
        self.date_line = _DateLine(self._today)
        self.time_line = _TimeLine()
        self.add_editor(self.date_line, 3)
        self.add_editor(self.time_line, 2)
        self.time_line.setMinimumWidth(theme_of(self).px(Size.CONTROL * 2))
        self.date_line.setAccessibleName(f"{label}: tanggal")
        self.time_line.setAccessibleName(f"{label}: pukul")
        self._watch(self.date_line)
        self._watch(self.time_line)
        self._typed = False
        self.set_value(value or now())

    def value(self) -> datetime:
        """The moment, in the zone of ``now``; raises ValueError while it is incomplete or wrong.

        A value that nobody touched is *now* to the second, not to the minute that is shown.
        """
        if not self._typed:
            return self._value
        day, clock = self.date_line.day(), self.time_line.clock()
        if day is None or clock is None:
            raise ValueError("incomplete")
        return datetime.combine(day, clock, tzinfo=self._value.tzinfo)

    def set_value(self, value: datetime) -> None:
        """Fill in an aware moment; raises ValueError for a naive one."""
        if value.tzinfo is None:
            raise ValueError("naive")
        self._value = value
        self._typed = False
        self.date_line.set_day(value.date())
        self.time_line.set_clock(value.timetz().replace(tzinfo=None))
        self.clear_error()
        self._read_back()

    def is_empty(self) -> bool:
        """Whether the date or the time is missing."""
        return not (self.date_line.text().strip() and self.time_line.text().strip())

    def problem(self) -> str:
        """What is wrong with the moment."""
        try:
            self.date_line.day()
        except ValueError:
            return _NOT_A_DATE
        try:
            self.time_line.clock()
        except ValueError:
            return _NOT_A_TIME
        return super().problem()

    def _today(self) -> date:
        return self._now().date()

    def _on_typed(self) -> None:
        self._typed = True
        super()._on_typed()

    def _read_back(self) -> None:
        try:
            day = self.date_line.day()
        except ValueError:
            day = None
        self.set_note(dates.day_date(day) if day else self._plain_note)
