"""The hours of a week: a row for each weekday, from–to beside the break."""

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sopdesk.domain.calendar import Hours, Interval, Week
from sopdesk.domain.dates import DAYS, parse_time
from sopdesk.services.calendars import minute_words, minutes, week_words
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

_LEAST_PAIRS = 2
_MIDNIGHT = re.compile(r"24[.:]?00|24")
_HEADS = ("Mulai", "Istirahat", "Lanjut", "Pulang")


def minute_of(text: str) -> int:
    """Minutes from midnight of a typed time; ``24.00`` ends a day. Raises ValueError."""
    if _MIDNIGHT.fullmatch(text.strip()):
        return 24 * 60
    clock = parse_time(text)
    return clock.hour * 60 + clock.minute


def clock_of(minute: int) -> str:
    """``07.30`` for 450."""
    return f"{minute // 60:02d}.{minute % 60:02d}"


class _ClockLine(QLineEdit):
    """A time of day in a grid; it takes its usual form when it is left."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText("–")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        try:
            self.setText(clock_of(minute_of(self.text())))
        except ValueError:
            return

    def set_wrong(self, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            # A style sheet looks at properties only when it is put on anew.
            self.style().unpolish(self)
            self.style().polish(self)


class DayHours:
    """One weekday's lines and what is wrong with them."""

    def __init__(self, name: str, pairs: int) -> None:
        self.name = name
        self.lines = [_ClockLine(f"{name}: {_head(place).lower()}") for place in range(2 * pairs)]
        self.words = Label("", ink="muted", size=Letter.TABLE)
        self.head = Label(name)

    def fill(self, hours: Hours) -> None:
        """Show hours."""
        texts = [clock_of(minute) for each in hours for minute in (each.start, each.end)]
        for place, line in enumerate(self.lines):
            line.setText(texts[place] if place < len(texts) else "")

    def problem(self) -> str:
        """What is wrong, as a short sentence; the lines that are wrong show it."""
        found, wrong = "", -1
        last = -1
        for place in range(0, len(self.lines), 2):
            first, second = (line.text().strip() for line in self.lines[place : place + 2])
            if not first and not second:
                continue
            if not (first and second):
                found, wrong = "Isi jam mulai dan selesainya.", place + bool(first)
                break
            try:
                start, end = minute_of(first), minute_of(second)
            except ValueError:
                found, wrong = "Tulis seperti 07.30.", place
                break
            if end <= start:
                found, wrong = "Selesai sebelum mulai.", place + 1
                break
            if start < last:
                found, wrong = "Bertumpuk dengan jam sebelumnya.", place
                break
            last = end
        for place, line in enumerate(self.lines):
            line.set_wrong(place == wrong)
        return found

    def hours(self) -> Hours:
        """The hours; only where there is no problem."""
        pairs = [
            (self.lines[place].text().strip(), self.lines[place + 1].text().strip())
            for place in range(0, len(self.lines), 2)
        ]
        return tuple(Interval(minute_of(a), minute_of(b)) for a, b in pairs if a and b)

    def tell(self) -> str:
        """Show what the day comes to, or what is wrong; the problem."""
        problem = self.problem()
        if problem:
            self.words.setText(problem)
            self.words.set_ink("terlambat")
        else:
            total = minutes(self.hours())
            self.words.setText(minute_words(total) if total else "libur")
            self.words.set_ink("text" if total else "muted")
        return problem


class WeekEditor(QWidget):
    """``edited`` fires when a person changes the hours; ``week`` gives them when nothing is wrong."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days: list[DayHours] = []
        self.total = Label("", bold=True, wrap=True)
        self.copy = Button("Salin jam Senin ke Selasa–Jumat", Kind.LINK)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.BETWEEN)
        self._grid.setVerticalSpacing(Space.WITHIN)
        self.copy.clicked.connect(self._on_copy)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._build(_LEAST_PAIRS)

    def set_week(self, week: Week) -> None:
        """Show a week."""
        pairs = max(_LEAST_PAIRS, *(len(hours) for hours in week.days))
        if not self.days or len(self.days[0].lines) != 2 * pairs:
            self._build(pairs)
        for day, hours in zip(self.days, week.days, strict=True):
            day.fill(hours)
        self.tell()

    def problem(self) -> str:
        """What is wrong with the week; empty when it is good."""
        for day in self.days:
            if found := day.problem():
                return f"{day.name}: {found}"
        return ""

    def week(self) -> Week:
        """The week; only where there is no problem."""
        return Week(tuple(day.hours() for day in self.days))

    def focus_wrong(self) -> None:
        """Go to the first line that is wrong."""
        for day in self.days:
            for line in day.lines:
                if line.property("wrong"):
                    line.setFocus()
                    return

    def tell(self) -> None:
        """Show what each day and the week come to."""
        problems = [day.tell() for day in self.days]
        self.total.setText("" if any(problems) else week_words(self.week()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What a line became when it was left is told too."""
        if event.type() == QEvent.Type.FocusOut:
            self.tell()
        return super().eventFilter(watched, event)

    def _build(self, pairs: int) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in (self.total, self.copy):
                widget.hide()
                widget.deleteLater()
        for place in range(2 * pairs):
            self._grid.addWidget(Label(_head(place), size=Letter.SMALL, ink="muted"), 0, 1 + place)
        self.days = [DayHours(name, pairs) for name in DAYS]
        for row, day in enumerate(self.days, 1):
            self._grid.addWidget(day.head, row, 0)
            for place, line in enumerate(day.lines):
                self._grid.addWidget(line, row, 1 + place)
                line.textEdited.connect(self._on_edited)
                line.installEventFilter(self)
            self._grid.addWidget(day.words, row, 1 + 2 * pairs)
        self._grid.setColumnStretch(1 + 2 * pairs, 1)
        left = Qt.AlignmentFlag.AlignLeft
        self._grid.addWidget(self.copy, len(DAYS) + 1, 1, 1, 1 + 2 * pairs, left)
        self._grid.addWidget(self.total, len(DAYS) + 2, 0, 1, 2 + 2 * pairs)
        self._on_theme_changed()

    def _on_edited(self) -> None:
        self.tell()
        self.edited.emit()

    def _on_copy(self) -> None:
        monday = [line.text() for line in self.days[0].lines]
        for day in self.days[1:5]:
            for line, text in zip(day.lines, monday, strict=True):
                line.setText(text)
        self._on_edited()

    def _on_theme_changed(self) -> None:
        width = theme_of(self).px(Size.CONTROL * 2)
        for day in self.days:
            for line in day.lines:
                line.setFixedWidth(width)
            day.words.setMinimumWidth(theme_of(self).px(Size.FIELD_LEAST))


def _head(place: int) -> str:
    return _HEADS[place] if place < len(_HEADS) else ("Lanjut" if place % 2 == 0 else "Sampai")
