"""Spans of working time in Indonesian words (rules 19).

From one working day on: whole working days by position, then the rest in jam and menit; below that jam and
menit of working time. All words round down to the minute, so that "sisa" never promises more than there is;
whether something is late is decided on the exact times (``WorkingTime.is_late``), never on rounded words.
"""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from sopdesk.domain.duration import Unit
from sopdesk.domain.worktime import WorkingTime

_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
# A stored deadline is rounded to the microsecond; "1 hari" less half of one is still 1 hari.
_NEAR: Final = 10**7
_SLACK: Final = timedelta(milliseconds=1)
_SOON: Final = timedelta(seconds=1)  # more than the share of a day that ``_NEAR`` forgives
_LONG: Final = (" hari", " jam", " menit")
_SHORT: Final = (" h", " j", " m")


def words(worktime: WorkingTime, start: datetime, end: datetime, *, short: bool = False) -> str:
    """The working time between two moments: ``1 hari 2 jam 5 menit``; ``short``, for cards: ``1 h 2 j``.

    The order of the two moments does not matter. A card names no minutes beside days.
    """
    return span(*elapsed(worktime, start, end), short=short)


def elapsed(worktime: WorkingTime, start: datetime, end: datetime) -> tuple[int, timedelta]:
    """Whole working days between two moments in either order, and the working time beyond them."""
    if end < start:
        start, end = end, start
    return worktime.elapsed(start, end, _NEAR)


def span(days: int, rest: timedelta, *, short: bool = False) -> str:
    """Whole days and working time in words; see ``words``."""
    hours, minutes = divmod((rest + _SLACK) // _MINUTE, 60)
    if short and days:
        minutes = 0
    units = _SHORT if short else _LONG
    said = [f"{n}{unit}" for n, unit in zip((days, hours, minutes), units, strict=True) if n]
    if said:
        return " ".join(said)
    if rest:
        return "< 1 m" if short else "kurang dari 1 menit"
    return f"0{units[2]}"


def clock_words(worktime: WorkingTime, now: datetime, due: datetime, *, short: bool = False) -> str:
    """``sisa 25 menit``, ``terlambat 2 jam 10 menit``; ``jatuh tempo`` at the deadline itself.

    The closed hours after a deadline belong to it: nothing becomes late outside working time.
    """
    days, rest = elapsed(worktime, now, due)
    if not (days or rest):
        return "jatuh tempo"
    return f"{'sisa' if due > now else 'terlambat'} {span(days, rest, short=short)}"


def same_until(worktime: WorkingTime, start: datetime, now: datetime, days: int, rest: timedelta) -> datetime:
    """Before when the short words of the span from ``start`` to ``now``, so many ``days`` and ``rest``, stay.

    A card names no minutes beside days, so they stay until the hour is full or the day: at least until then by
    the clock on the wall, which is never slower than working time.
    """
    if not days:
        return now
    hour = now + _HOUR - (rest + _SLACK) % _HOUR
    return min(hour, worktime.extend(start, Fraction(days + 1), Unit.HARI) - _SOON)
