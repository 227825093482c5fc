"""*Kenapa terlambat?*: a span cut into segments, each with why it counted or did not (product 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
from typing import Final

from sopdesk.domain.calendar import FIRST_YEAR, LAST_YEAR, Calendar, Hours
from sopdesk.domain.errors import Refused, Rule

_MIDNIGHT: Final = 1440


class SegmentKind(StrEnum):
    """Why a segment counts or not.

    WORK counts. BREAK lies between two stretches of work of one day. CLOSED is before the opening and after
    the closing of a working day. WEEKEND is a whole day that the pattern in force and the standing week both
    leave closed. OFF is a day off. PERIOD is closed only because a dated period's pattern differs: hours, or
    a whole day, that the standing week works and the period does not. So the evening of an early Ramadan
    closing is PERIOD up to the usual closing and CLOSED from then on.
    """

    WORK = "work"
    BREAK = "break"
    CLOSED = "closed"
    WEEKEND = "weekend"
    OFF = "off"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one kind, in office time; ``name`` is that of the day off, period or extra working day."""

    from_: datetime
    to: datetime
    kind: SegmentKind
    name: str


def explain(calendar: Calendar, zone: tzinfo, start: datetime, end: datetime) -> list[Segment]:
    """Cut ``start`` to ``end`` into touching segments; neighbours of one kind and name are one.

    Raises:
        ValueError: ``end`` before ``start``.
        TypeError: a naive datetime.
        Refused: ``BAD_VALUE`` outside 1900–2200.
    """
    if end < start:
        raise ValueError("a span ends before it starts")
    epoch = datetime(FIRST_YEAR, 1, 1, tzinfo=zone)
    # Not astimezone, which would take a naive datetime for the PC's own time.
    start, end = epoch + (start - epoch), epoch + (end - epoch)
    if start.year < FIRST_YEAR or end.year > LAST_YEAR:
        raise Refused(Rule.BAD_VALUE, field="waktu", reason=f"di luar tahun {FIRST_YEAR}–{LAST_YEAR}")
    reasons = _Reasons(calendar)
    segments: list[Segment] = []
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    while midnight < end:
        for begin, stop, kind, name in reasons.of(midnight.date()):
            since = max(start, midnight + timedelta(minutes=begin))
            until = min(end, midnight + timedelta(minutes=stop))
            if since >= until:
                continue
            if segments and (segments[-1].kind, segments[-1].name) == (kind, name):
                since = segments.pop().from_
            segments.append(Segment(since, until, kind, name))
        midnight += timedelta(days=1)
    return segments


_Stretch = tuple[int, int, SegmentKind, str]


class _Reasons:
    """The stretches of a date, from midnight to midnight, in minutes."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._extra = {each.day: each for each in calendar.extra}
        self._off: dict[date, str] = {}
        for each in calendar.off:
            known = self._off.get(each.day)
            self._off[each.day] = f"{known}, {each.name}" if known else each.name

    def of(self, day: date) -> Iterator[_Stretch]:
        extra = self._extra.get(day)
        if extra is not None:
            return _stretches(extra.hours, (), extra.name)
        if day in self._off:
            return iter([(0, _MIDNIGHT, SegmentKind.OFF, self._off[day])])
        usual = self._calendar.week.days[day.weekday()]
        for period in self._calendar.periods:
            if period.first <= day <= period.last:
                hours = period.week.days[day.weekday()]
                if hours or usual:
                    return _stretches(hours, usual, period.name)
                break
        else:
            if usual:
                return _stretches(usual, usual, "")
        return iter([(0, _MIDNIGHT, SegmentKind.WEEKEND, "")])


def _stretches(hours: Hours, usual: Hours, name: str) -> Iterator[_Stretch]:
    """Cut a day with ``hours`` at every bound of them and of the ``usual`` ones."""
    if not hours:
        yield 0, _MIDNIGHT, SegmentKind.PERIOD, name
        return
    opening, closing = hours[0].start, hours[-1].end
    bounds = sorted({0, _MIDNIGHT, *(minute for each in (*hours, *usual) for minute in each)})
    for begin, stop in pairwise(bounds):
        if _within(begin, hours):
            yield begin, stop, SegmentKind.WORK, name
        elif _within(begin, usual):
            yield begin, stop, SegmentKind.PERIOD, name
        elif opening < begin < closing:
            yield begin, stop, SegmentKind.BREAK, ""
        else:
            yield begin, stop, SegmentKind.CLOSED, ""


def _within(minute: int, hours: Hours) -> bool:
    return any(start <= minute < end for start, end in hours)
