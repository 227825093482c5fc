"""An independent answer to the questions of working time: it lists every working minute and counts."""

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from math import ceil

from hypothesis import strategies as st

from sopdesk.domain.calendar import Calendar, DayOff, ExtraDay, Hours, Interval, Period, Week

WIB = timezone(timedelta(hours=7))
FIRST = date(2026, 2, 2)
DAYS = 120
NEAR = 30  # questions are asked from the middle of the window
_ZERO = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=WIB)


@st.composite
def hours(draw: st.DrawFn, least: int = 0) -> Hours:
    """Up to three intervals, some of which touch."""
    count = draw(st.integers(least, 3))
    cuts = sorted(draw(st.lists(st.integers(0, 1440), min_size=2 * count, max_size=2 * count)))
    found = tuple(Interval(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if a < b)
    return found or ((Interval(480, 960),) if least else ())


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    days = [draw(hours()) for _ in range(6)]
    return Week((draw(hours(least=1)), *days))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A calendar with everything in it, dense with exceptions around the window's middle."""
    day = st.integers(0, DAYS - 1).map(lambda n: FIRST + timedelta(n))
    edges = sorted(set(draw(st.lists(day, max_size=4))))
    periods = tuple(
        Period(f"P{a}", a, b, draw(weeks())) for a, b in zip(edges[::2], edges[1::2], strict=False)
    )
    off = tuple(DayOff(each, "libur") for each in draw(st.lists(day, max_size=12)))
    extra = tuple(
        ExtraDay(each, draw(hours(least=1)), "lembur")
        for each in sorted(set(draw(st.lists(day, max_size=4))))
    )
    return Calendar(draw(weeks()), periods, off, extra)


def moment(minute: int) -> datetime:
    return _ZERO + timedelta(minutes=minute)


class Oracle:
    """Working minutes of the window, each counted one by one; minutes are counted from the window's start."""

    def __init__(self, calendar: Calendar, first: date = FIRST, days: int = DAYS) -> None:
        self.by_day: list[list[int]] = []
        self.zero = datetime(first.year, first.month, first.day, tzinfo=WIB)
        for number in range(days):
            day = first + timedelta(number)
            open_ = _open_minutes(calendar, day)
            if open_:
                self.by_day.append([number * 1440 + minute for minute in sorted(open_)])
        self.minutes = [minute for day in self.by_day for minute in day]
        working = set(self.minutes)
        self.before = [0]
        for minute in range(days * 1440):
            self.before.append(self.before[-1] + (minute in working))

    def moment(self, minute: int) -> datetime:
        return self.zero + timedelta(minutes=minute)

    def minute(self, at: datetime) -> int:
        """The number of a whole minute."""
        minute, rest = divmod(at - self.zero, timedelta(minutes=1))
        assert not rest
        return minute

    def between(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]

    def due_minutes(self, start: int, amount: int) -> datetime:
        return self.moment(self.minutes[self.before[start] + amount - 1] + 1)

    def latest_start_minutes(self, deadline: int, amount: int) -> datetime:
        return self.moment(self.minutes[self.before[deadline] - amount])

    def _place(self, minute: int) -> tuple[int, Fraction]:
        """The number of the working day and the share of it gone by, below one."""
        for number, day in enumerate(self.by_day):
            if day[-1] < minute:
                continue
            done = sum(1 for each in day if each < minute)
            return number, Fraction(done, len(day))
        raise AssertionError("the window is too small")

    def due_days(self, start: int, amount: int) -> datetime:
        number, share = self._place(start)
        if not share:
            return self.moment(self.by_day[number + amount - 1][-1] + 1)
        day = self.by_day[number + amount]
        done = share * len(day)
        whole = ceil(done) - 1
        return self.moment(day[whole]) + timedelta(microseconds=round((done - whole) * 60_000_000))

    def due_share(self, start: int, days: Fraction) -> datetime:
        """The earliest moment at the position so many working days, and a share of one, after ``start``."""
        number, share = self._place(start)
        whole, share = divmod(number + share + days, 1)
        if not share:
            return self.moment(self.by_day[int(whole) - 1][-1] + 1)
        done = share * len(self.by_day[int(whole)])
        minute = ceil(done) - 1
        rest = timedelta(microseconds=round((done - minute) * 60_000_000))
        return self.moment(self.by_day[int(whole)][minute]) + rest

    def latest_start_days(self, deadline: int, amount: int) -> datetime:
        number, share = self._place(deadline)
        day = self.by_day[number - amount]
        done = share * len(day)
        whole = int(done)
        return self.moment(day[whole]) + timedelta(microseconds=round((done - whole) * 60_000_000))

    def days_between(self, start: int, end: int) -> Fraction:
        (first, begun), (last, ended) = self._place(start), self._place(end)
        return last + ended - first - begun


def _open_minutes(calendar: Calendar, day: date) -> set[int]:
    chosen: Hours = calendar.week.days[day.weekday()]
    for period in calendar.periods:
        if period.first <= day <= period.last:
            chosen = period.week.days[day.weekday()]
    if any(each.day == day for each in calendar.off):
        chosen = ()
    for extra in calendar.extra:
        if extra.day == day:
            chosen = extra.hours
    return {minute for a, b in chosen for minute in range(a, b)}
