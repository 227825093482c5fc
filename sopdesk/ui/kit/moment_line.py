"""The lines of dates and times, and the calendar that opens below one."""

from collections.abc import Callable
from datetime import date, time, timedelta

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from sopdesk.domain import dates
from sopdesk.domain.calendar import FIRST_YEAR, LAST_YEAR
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName


class SteppedLine(QLineEdit):
    """A line whose value goes up and down with the arrow keys."""

    def __init__(self, step: Callable[[int], None]) -> None:
        super().__init__()
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow up and down move the value."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """A month to pick a day from; Monday comes first, as the office's weeks do."""

    def __init__(self, picked: Callable[[date], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._picked = picked
        self.setProperty("box", True)
        self.month = QCalendarWidget(self)
        self.month.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        # Its own range begins 4,700 years before ours.
        self.month.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
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


class DateLine(SteppedLine):
    """The line of a date; ``today`` decides what *kemarin* is."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self._move)
        self._today = today
        self.setPlaceholderText("tgl/bln/tahun")

    def day(self) -> date | None:
        """The date, or None for an empty line; raises ValueError for what is no date."""
        text = self.text().strip()
        return dates.parse_date(text, self._today()) if text else None

    def set_day(self, day: date | None) -> None:
        """Write that date."""
        self.setText(dates.short_date(day) if day else "")

    def tidy(self) -> None:
        """Write the value in its usual form; what cannot be read stays."""
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


class TimeLine(SteppedLine):
    """The line of a time of day."""

    def __init__(self) -> None:
        super().__init__(self._move)
        self.setPlaceholderText("jam.menit")

    def clock(self) -> time | None:
        """The time, or None for an empty line; raises ValueError for what is no time."""
        text = self.text().strip()
        return dates.parse_time(text) if text else None

    def set_clock(self, clock: time | None) -> None:
        """Write that time."""
        self.setText(f"{clock:%H.%M}" if clock else "")

    def tidy(self) -> None:
        """Write the value in its usual form; what cannot be read stays."""
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
