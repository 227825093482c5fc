"""The calendar compiled into tables: per date the hours, with running sums of work and of working days.

All instants are integers: days since 1900-01-01 and microseconds of the day in office time. Sums count from
2020-01-01, whatever years a table holds, so that a position means the same in every table.
"""

from bisect import bisect_left, bisect_right
from datetime import date
from typing import Final, NamedTuple

from sopdesk.domain.calendar import Calendar, Hours

EPOCH: Final = date(1900, 1, 1)
ANCHOR_YEAR: Final = 2020
MINUTE: Final = 60_000_000


class DayPlan(NamedTuple):
    """The hours of one kind of day, ready for bisection.

    ``bounds`` are all starts and ends. The work done up to ``us`` is ``offsets[j] + us`` inside an interval
    (``j`` odd) and ``offsets[j]`` outside, ``j`` being the place of ``us`` among the bounds. Back from work
    to the time of day: ``befores`` is the work before each interval, ``shifts`` what to add for the time.
    """

    bounds: tuple[int, ...]
    offsets: tuple[int, ...]
    total: int
    befores: tuple[int, ...]
    shifts: tuple[int, ...]

    def earliest(self, done: int) -> int:
        """The earliest time of day at which ``done`` (above 0) is worked: an end, not the next start."""
        return done + self.shifts[bisect_left(self.befores, done) - 1]

    def latest(self, done: int) -> int:
        """The latest time of day at which ``done`` (below the total) is worked: the end of a break."""
        return done + self.shifts[bisect_right(self.befores, done) - 1]


def day_plan(hours: Hours) -> DayPlan:
    """Compile the hours of a day; intervals that touch become one."""
    joined: list[list[int]] = []
    for start, end in hours:
        if joined and joined[-1][1] == start * MINUTE:
            joined[-1][1] = end * MINUTE
        else:
            joined.append([start * MINUTE, end * MINUTE])
    bounds: list[int] = []
    offsets = [0]
    befores: list[int] = []
    done = 0
    for start, end in joined:
        bounds += [start, end]
        befores.append(done)
        offsets.append(done - start)
        done += end - start
        offsets.append(done)
    shifts = tuple(pair[0] - before for pair, before in zip(joined, befores, strict=True))
    return DayPlan(tuple(bounds), tuple(offsets), done, tuple(befores), shifts)


class Rules:
    """Which hours hold on which date, by the order of precedence of the calendar."""

    __slots__ = ("_dated", "_periods", "standing")

    def __init__(self, calendar: Calendar) -> None:
        self.standing = tuple(day_plan(hours) for hours in calendar.week.days)
        closed = day_plan(())
        self._dated = {(each.day - EPOCH).days: closed for each in calendar.off}
        self._dated.update({(each.day - EPOCH).days: day_plan(each.hours) for each in calendar.extra})
        self._periods = [
            ((each.first - EPOCH).days, (each.last - EPOCH).days, tuple(map(day_plan, each.week.days)))
            for each in calendar.periods
        ]

    def between(self, first: int, stop: int) -> list[DayPlan]:
        """The plan of each date from ``first`` up to, not including, ``stop``."""
        # 1900-01-01 was a Monday, so the day number modulo 7 is the weekday.
        plans = [self.standing[day % 7] for day in range(first, stop)]
        for begin, end, week in self._periods:
            for day in range(max(begin, first), min(end + 1, stop)):
                plans[day - first] = week[day % 7]
        for day, plan in self._dated.items():
            if first <= day < stop:
                plans[day - first] = plan
        return plans


class Table:
    """Whole years of dates from ``first`` on, 2020 among them; never changed, only replaced by a wider one.

    ``worked`` and ``counted`` hold for each date the work and the working days before it. For each working
    day, the first of which has the number ``lowest``: ``days`` its date, ``totals`` its length, ``starts``
    the work before it (with one entry more: the work at the end).
    """

    __slots__ = (
        "counted",
        "days",
        "first",
        "first_year",
        "last_year",
        "lowest",
        "plans",
        "size",
        "starts",
        "totals",
        "worked",
    )

    def __init__(self, rules: Rules, first_year: int, last_year: int) -> None:
        self.first_year, self.last_year = first_year, last_year
        self.first = (date(first_year, 1, 1) - EPOCH).days
        stop = (date(last_year, 12, 31) - EPOCH).days + 1
        self.plans = rules.between(self.first, stop)
        self.size = len(self.plans)
        before = [plan.total for plan in self.plans[: (date(ANCHOR_YEAR, 1, 1) - EPOCH).days - self.first]]
        work, count = -sum(before), -sum(1 for total in before if total)
        self.lowest = count
        self.worked: list[int] = []
        self.counted: list[int] = []
        self.days: list[int] = []
        self.totals: list[int] = []
        self.starts: list[int] = []
        for day, plan in enumerate(self.plans, self.first):
            self.worked.append(work)
            self.counted.append(count)
            total = plan.total
            if total:
                self.days.append(day)
                self.totals.append(total)
                self.starts.append(work)
                work += total
                count += 1
        self.starts.append(work)
