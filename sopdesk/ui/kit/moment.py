"""Fields for dates and times, typed the way people write them."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt

from sopdesk.domain import dates
from sopdesk.ui.kit.button import IconButton
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.moment_line import CalendarPopup, DateLine, TimeLine
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size

_NOT_A_DATE = "Bukan tanggal. Contoh: 5/3, 5 Maret, kemarin."
_NOT_A_TIME = "Bukan pukul. Contoh: 14.30 atau 1430."


class _Typed(Field):
    """A field that puts what was typed into its usual form when it is left."""

    def _watch(self, line: DateLine | TimeLine) -> None:
        line.installEventFilter(self)
        line.textEdited.connect(self._on_typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tidy a line that loses the focus."""
        if event.type() == QEvent.Type.FocusOut and isinstance(watched, DateLine | TimeLine):
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
        self.line = DateLine(today)
        self.add_editor(self.line)
        self._watch(self.line)
        self.opener = IconButton("calendar", "Pilih dari kalender")
        self.opener.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.addWidget(self.opener)
        self.opener.setHidden(not calendar)
        self.opener.clicked.connect(self.open_calendar)
        self.set_value(value)

    def value(self) -> date | None:
        """The date, or None when nothing was typed; raises ValueError for what is no date."""
        return self.line.day()

    def settled(self) -> date | None:
        """The date; None while nothing, or no date yet, is typed."""
        return None if self.problem() else self.value()

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
        popup = CalendarPopup(self._on_picked, self)
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
        self.date_line = DateLine(self._today)
        self.time_line = TimeLine()
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
