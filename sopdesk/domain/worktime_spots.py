"""Positions in working time: from moments to spots, moved along, and back to moments.

A *spot* is the number of a working day and the microseconds of work done in it, from 0 up to but not
including the day's length: an integer, or a fraction where a share of a day does not divide.
"""

from bisect import bisect_right
from datetime import datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Final

from sopdesk.domain.calendar import FIRST_YEAR, LAST_YEAR, Calendar
from sopdesk.domain.duration import Unit
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.worktime_table import ANCHOR_YEAR, EPOCH, DayPlan, Rules, Table

DAY_UNITS: Final = frozenset({Unit.HARI, Unit.MINGGU})
_LONGEST_CLOSURE: Final = 10  # years

Amount = int | Fraction


class Spots:
    """The arithmetic under ``WorkingTime``: it owns the table and lets it grow."""

    __slots__ = ("_epoch", "_line", "_rules", "_table", "calendar", "week_length", "zone")

    def __init__(self, calendar: Calendar, zone: tzinfo) -> None:
        if zone.utcoffset(None) is None:
            raise ValueError("the office's zone has a fixed offset")
        self.calendar = calendar
        self.zone = zone
        self.week_length = calendar.week.working_days
        self._epoch = datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=zone)
        self._rules = Rules(calendar)
        self._table = Table(self._rules, ANCHOR_YEAR, ANCHOR_YEAR)
        # A moment and where its working time began to count, read and replaced as one.
        self._line = (self._epoch, self._epoch)

    # Moments and spots

    def _day_of(self, moment: datetime) -> tuple[Table, DayPlan, int, int]:
        """The table, the plan, the day's number and the microsecond of the day at ``moment``."""
        since = moment - self._epoch
        table = self._table_for(self._table, since.days)
        us = since.seconds * 1_000_000 + since.microseconds
        return table, table.plans[since.days - table.first], since.days, us

    def _spot(self, moment: datetime) -> tuple[Table, int, Amount]:
        since = moment - self._epoch
        table = self._table
        index = since.days - table.first
        if not 0 <= index < table.size:
            table = self._table_for(table, since.days)
            index = since.days - table.first
        us = since.seconds * 1_000_000 + since.microseconds
        bounds, offsets, total, _befores, _shifts = table.plans[index]
        place = bisect_right(bounds, us)
        done = offsets[place] + us if place & 1 else offsets[place]
        day = table.counted[index]
        if done == total:
            done = 0
            if total:
                day += 1
        if day - table.lowest >= len(table.days):
            table = self._table_with(table, day)
        return table, day, done

    def _moved(
        self, table: Table, day: int, done: Amount, unit: Unit, amount: Amount
    ) -> tuple[Table, int, Amount]:
        """The spot ``amount`` away: microseconds for menit and jam, else days or weeks; either direction."""
        if unit not in DAY_UNITS:
            return self._at_work(table, table.starts[day - table.lowest] + done + amount)
        if unit is Unit.MINGGU:
            amount *= self.week_length
        if done == 0 and type(amount) is int:
            return self._table_with(table, day + amount), day + amount, 0
        # Position = day + done / length, moved by amount, over one common denominator: in plain integers this
        # is ten times as fast as in fractions.
        length = table.totals[day - table.lowest]
        below = done.denominator * length * amount.denominator
        above = done.numerator * amount.denominator + amount.numerator * done.denominator * length
        days, share = divmod(above, below)
        day += days
        table = self._table_with(table, day)
        return table, day, _ratio(share * table.totals[day - table.lowest], below)

    def _at_work(self, table: Table, work: Amount) -> tuple[Table, int, Amount]:
        """The spot at which ``work`` microseconds of work are done since the anchor."""
        while work >= table.starts[-1]:
            table = self._later(table)
        while work < table.starts[0]:
            table = self._earlier(table)
        found = bisect_right(table.starts, work) - 1
        return table, found + table.lowest, work - table.starts[found]

    def _earliest(self, table: Table, day: int, done: Amount) -> datetime:
        if type(done) is not int:
            done = round(done)
        if done == 0:
            day -= 1
            if day < table.lowest:
                table = self._table_with(table, day)
            done = table.totals[day - table.lowest]
        date_number = table.days[day - table.lowest]
        us = table.plans[date_number - table.first].earliest(done)
        return self._epoch + timedelta(date_number, 0, us)

    def _latest(self, table: Table, day: int, done: Amount) -> datetime:
        done = round(done)
        if done == table.totals[day - table.lowest]:
            day, done = day + 1, 0
            table = self._table_with(table, day)
        date_number = table.days[day - table.lowest]
        us = table.plans[date_number - table.first].latest(done)
        return self._epoch + timedelta(date_number, 0, us)

    # Wider tables

    def _table_for(self, table: Table, number: int) -> Table:
        """A table that holds the date with this number."""
        if 0 <= number - table.first < table.size:
            return table
        year = (EPOCH + timedelta(number)).year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise _out_of_range()
        # One year more on either side: the next question is seldom further away.
        return self._wider(table, year - 1, year + 1)

    def _table_with(self, table: Table, day: int) -> Table:
        """A table that holds the working day with this number."""
        while day - table.lowest >= len(table.days):
            table = self._later(table)
        while day < table.lowest:
            table = self._earlier(table)
        return table

    def _later(self, table: Table) -> Table:
        if table.last_year >= LAST_YEAR:
            raise _out_of_range()
        grown = self._wider(table, table.first_year, table.last_year + _LONGEST_CLOSURE)
        if len(grown.days) == len(table.days):
            raise _never_opens()
        return grown

    def _earlier(self, table: Table) -> Table:
        if table.first_year <= FIRST_YEAR:
            raise _out_of_range()
        grown = self._wider(table, table.first_year - _LONGEST_CLOSURE, table.last_year)
        if grown.lowest == table.lowest:
            raise _never_opens()
        return grown

    def _wider(self, table: Table, first_year: int, last_year: int) -> Table:
        first = max(FIRST_YEAR, min(first_year, table.first_year))
        last = min(LAST_YEAR, max(last_year, table.last_year))
        # Assigned whole, so that another thread sees the old table or the new one and nothing between.
        self._table = wider = Table(self._rules, first, last)
        return wider


def _ratio(above: int, below: int) -> Amount:
    quotient, rest = divmod(above, below)
    return Fraction(above, below) if rest else quotient


def _out_of_range() -> Refused:
    return Refused(Rule.BAD_VALUE, field="waktu", reason=f"di luar tahun {FIRST_YEAR}–{LAST_YEAR}")


def _never_opens() -> Refused:
    return Refused(
        Rule.BAD_CALENDAR, place="kalender", reason=f"tidak ada hari kerja selama {_LONGEST_CLOSURE} tahun"
    )
