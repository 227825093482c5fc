"""Working time: every question about deadlines and elapsed time is asked here (product 4, rules 13–20).

*menit* and *jam* count working time. *hari* and *minggu* count working days: a moment has a position, the
number of working days gone by and the share of its own day, and *n hari* later is the same share *n* days on.

Positions are exact (integers of microseconds, fractions where a share does not divide) and are rounded to the
microsecond only in an answer. Closed hours have the position of the closing before them and of the opening
after them; of the moments with one position a deadline is the earliest, a latest start the latest.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

from sopdesk.domain.duration import Duration, Unit, whole
from sopdesk.domain.worktime_explain import Segment, explain
from sopdesk.domain.worktime_spots import DAY_UNITS, Spots
from sopdesk.domain.worktime_table import EPOCH, MINUTE

WARN_SHARE: Final = Fraction(3, 4)


class WorkingTime(Spots):
    """A calendar made ready for questions. Any aware datetime goes in; answers are in the office's zone.

    Years are compiled when they are first asked for. Safe to share between threads.

    Raises (every method that takes a moment):
        TypeError: a naive datetime.
        Refused: ``BAD_VALUE`` for a moment or an answer outside 1900–2200; ``BAD_CALENDAR`` when the calendar
            stays closed for ten years.
    """

    __slots__ = ()

    # Questions

    def due(self, start: datetime, duration: Duration) -> datetime:
        """The deadline of ``duration`` (its upper bound) begun at ``start``."""
        table, day, done = self._spot(start)
        for unit, amount in duration.moves:
            if unit in DAY_UNITS or type(amount) is not int or type(done) is not int:
                table, day, done = self._moved(table, day, done, unit, amount)
                continue
            # The common case, menit and jam in whole microseconds, without a call.
            work = table.starts[day - table.lowest] + done + amount
            found = bisect_right(table.starts, work) - 1
            if found >= len(table.days):
                table, day, done = self._at_work(table, work)
            else:
                day, done = found + table.lowest, work - table.starts[found]
        return self._earliest(table, day, done)

    def warn_from(self, start: datetime, duration: Duration, share: Fraction = WARN_SHARE) -> datetime:
        """When the warning begins: a range's lower bound, else ``share`` of each part in its own unit."""
        if duration.is_range:
            return self.due(start, duration.lower)
        table, day, done = self._spot(start)
        for unit, amount in duration.moves:
            part, rest = divmod(amount * share.numerator, share.denominator)
            table, day, done = self._moved(table, day, done, unit, part if rest == 0 else amount * share)
        return self._earliest(table, day, done)

    def latest_start(self, deadline: datetime, duration: Duration) -> datetime:
        """The latest moment to begin ``duration`` (its upper bound) and still end by ``deadline``."""
        table, day, done = self._spot(deadline)
        for unit, amount in reversed(duration.moves):
            table, day, done = self._moved(table, day, done, unit, -amount)
        return self._latest(table, day, done)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from ``start`` to ``end``, exact; negative when ``end`` comes first."""
        table = self._table
        since, until = start - self._epoch, end - self._epoch
        first, last = since.days - table.first, until.days - table.first
        if not (0 <= first < table.size and 0 <= last < table.size):
            table = self._table_for(self._table_for(table, since.days), until.days)
            first, last = since.days - table.first, until.days - table.first
        us = since.seconds * 1_000_000 + since.microseconds
        plan = table.plans[first]
        place = bisect_right(plan[0], us)
        begun = table.worked[first] + plan[1][place] + (us if place & 1 else 0)
        us = until.seconds * 1_000_000 + until.microseconds
        plan = table.plans[last]
        place = bisect_right(plan[0], us)
        return timedelta(0, 0, table.worked[last] + plan[1][place] + (us if place & 1 else 0) - begun)

    def position(self, moment: datetime) -> Fraction:
        """Working days since 1 January 2020, the day's own share included; exact."""
        table, day, done = self._spot(moment)
        return day + Fraction(done, table.totals[day - table.lowest])

    def days_between(self, start: datetime, end: datetime) -> Fraction:
        """Working days from ``start`` to ``end`` by position; negative when ``end`` comes first."""
        return self.position(end) - self.position(start)

    def elapsed(self, start: datetime, end: datetime, near: int) -> tuple[int, timedelta]:
        """Whole working days from ``start`` to a later ``end`` by position, and the working time beyond them.

        What lacks a ``near``-th of a day is a whole day too, and nothing is beyond it. The days are the same as
        ``days_between`` rounded down, the rest the same as ``between`` after them, in plain integers.
        """
        table, first, begun = self._spot(start)
        later, last, done = self._spot(end)
        length, other = table.totals[first - table.lowest], later.totals[last - later.lowest]
        over = (done * length - begun * other) * near + length * other
        days = last - first + int(over // (length * other * near))
        table, day, since = (
            self._moved(later, first, begun, Unit.HARI, days) if days else (later, first, begun)
        )
        rest = table.starts[last - table.lowest] + done - table.starts[day - table.lowest] - round(since)
        return days, timedelta(0, 0, int(max(rest, 0)))

    def is_late(self, now: datetime, due: datetime) -> bool:
        """Whether working time has gone by since ``due``: never in closed hours right after it."""
        if now <= due:
            return False
        asked, line = self._line
        if asked is not now:
            # Thousands of deadlines are asked about at one moment; what is before its position is late.
            line = self.settle(now)
            self._line = (now, line)
        return due < line

    def remaining(self, at: datetime, due: datetime, unit: Unit) -> Fraction:
        """What is left at ``at``, negative when late: days for hari and minggu, else working minutes."""
        if unit in DAY_UNITS:
            return self.days_between(at, due)
        return Fraction(self.between(at, due) // timedelta(microseconds=1), MINUTE)

    def extend(self, at: datetime, left: Fraction, unit: Unit) -> datetime:
        """The deadline that has ``left``, as ``remaining`` gave it, to go at ``at``: after a hold."""
        table, day, done = self._spot(at)
        if unit in DAY_UNITS:
            return self._earliest(*self._moved(table, day, done, Unit.HARI, whole(left)))
        return self._earliest(*self._moved(table, day, done, Unit.MENIT, whole(left * MINUTE)))

    def settle(self, deadline: datetime) -> datetime:
        """The earliest moment with the deadline's position: closed hours go back to the last closing."""
        return self._earliest(*self._spot(deadline))

    def is_working(self, moment: datetime) -> bool:
        """Whether the office works at ``moment``; a closing minute is no longer work."""
        _table, plan, _day, us = self._day_of(moment)
        return bool(bisect_right(plan.bounds, us) & 1)

    def next_opening(self, moment: datetime) -> datetime:
        """``moment`` itself when the office works, else the next moment at which it does."""
        if self.is_working(moment):
            return moment.astimezone(self.zone)
        return self._latest(*self._spot(moment))

    def work_day(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working hours of a date, empty when the office is closed."""
        number = (day - EPOCH).days
        table = self._table_for(self._table, number)
        bounds = table.plans[number - table.first].bounds
        moments = [self._epoch + timedelta(number, 0, us) for us in bounds]
        return list(zip(moments[::2], moments[1::2], strict=True))

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are from ``first`` to ``last``, both inclusive."""
        begin, end = (first - EPOCH).days, (last - EPOCH).days
        table = self._table_for(self._table_for(self._table, begin), end)
        counted = table.counted[end - table.first] - table.counted[begin - table.first]
        return counted + (1 if table.plans[end - table.first].total else 0)

    def warnings(self, start: datetime, end: datetime) -> list[int]:
        """The years from ``start`` to ``end`` (in either order) that have no list of days off."""
        # Not astimezone, which would take a naive datetime for the PC's own time.
        years = sorted((self._epoch + (moment - self._epoch)).year for moment in (start, end))
        listed = self.calendar.listed_years
        return [year for year in range(years[0], years[1] + 1) if year not in listed]

    def explain(self, start: datetime, end: datetime) -> list[Segment]:
        """Why the time from ``start`` to ``end`` counted or not; see ``worktime_explain``."""
        return explain(self.calendar, self.zone, start, end)

    # Chains, exact from one link to the next

    def chain(self, start: datetime, durations: Iterable[Duration]) -> list[datetime]:
        """The deadlines of durations that follow one another, without rounding between them."""
        table, day, done = self._spot(start)
        answers = []
        for duration in durations:
            for unit, amount in duration.moves:
                table, day, done = self._moved(table, day, done, unit, amount)
            answers.append(self._earliest(table, day, done))
        return answers

    def chain_back(self, deadline: datetime, durations: Sequence[Duration]) -> list[datetime]:
        """The latest starts, first to last, of durations that follow one another up to ``deadline``."""
        table, day, done = self._spot(deadline)
        answers = []
        for duration in reversed(durations):
            for unit, amount in reversed(duration.moves):
                table, day, done = self._moved(table, day, done, unit, -amount)
            answers.append(self._latest(table, day, done))
        return answers[::-1]
