"""Recurring duties: by when each period's report or plan is due, and when its dossier is opened (product 4)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from sopdesk.domain.duration import Duration
from sopdesk.domain.limits import Limit
from sopdesk.domain.sop import PeriodKind
from sopdesk.domain.worktime import WorkingTime

ROUND_YEARS: Final = 5
_TWO_MONTHS: Final = timedelta(days=62)  # within which a limit falls wherever one begins


@dataclass(frozen=True, slots=True)
class Duty:
    """What an SOP asks for again and again, and its limit: ``day`` of ``month``, ``after`` the period.

    Of a monthly duty ``after`` counts months and ``month`` is 0; else it counts years from the period's first, and is
    negative for a plan that is made before its year. A day that the month has not is its last one. ``forward``: where
    the limit is a day off, the next working day counts instead of the one before. ``first`` is a year in which a
    round of five begins.
    """

    sop: str
    every: PeriodKind
    day: int
    month: int = 0
    after: int = 1
    forward: bool = False
    first: int = 0
    owner: str = ""
    on: bool = True


def limit_day(duty: Duty, period: str) -> date:
    """The last day of ``period``'s duty by the rule, a day off or not. ValueError for a period of another kind."""
    year = int(period[:4])
    if duty.every is PeriodKind.MONTH:
        count = year * 12 + int(period[5:7]) - 1 + duty.after
        return _day(count // 12, count % 12 + 1, duty.day)
    return _day(year + duty.after, duty.month, duty.day)


def deadline(worktime: WorkingTime, duty: Duty, period: str) -> datetime:
    """The last working moment of the duty: on its limit, or on the working day before it, or after it if forward."""
    return duty_limit(worktime.zone, duty, period).due(worktime)


def duty_limit(zone: tzinfo, duty: Duty, period: str) -> Limit:
    """The limit by the rule, which follows the calendar from then on."""
    end = datetime.combine(limit_day(duty, period) + timedelta(days=1), time(), zone)
    return Limit(end, forward=duty.forward)


def periods(duty: Duty, since: date, until: date) -> list[str]:
    """The periods whose limit lies from ``since`` to ``until``, both inclusive, by the limit."""
    found = [each for each in _around(duty, since, until) if since <= limit_day(duty, each) <= until]
    return sorted(found, key=lambda each: limit_day(duty, each))


def is_of(duty: Duty, period: str) -> bool:
    """Whether ``period`` is one of the duty's."""
    try:
        day = limit_day(duty, period)
    except ValueError:
        return False
    return period in periods(duty, day, day)


def month_about(duty: Duty, day: date) -> str:
    """The month that a monthly duty begun on ``day`` is about: the one whose limit comes next, that day included."""
    return periods(duty, day, day + _TWO_MONTHS)[0]


def opens_at(worktime: WorkingTime, latest: datetime, ahead: int) -> datetime:
    """The opening of the office ``ahead`` working days before the day of the latest start."""
    moment = worktime.latest_start(latest, Duration.parse(f"{ahead} hari")) if ahead else latest
    hours = worktime.work_day(worktime.next_opening(moment).date())
    return hours[0][0]


def _around(duty: Duty, since: date, until: date) -> list[str]:
    if duty.every is PeriodKind.MONTH:
        first, last = (day.year * 12 + day.month - 1 - duty.after for day in (since, until))
        return [f"{count // 12:04d}-{count % 12 + 1:02d}" for count in range(first, last + 1)]
    years = range(since.year - duty.after, until.year - duty.after + 1)
    if duty.every is PeriodKind.YEAR:
        return [f"{year:04d}" for year in years]
    rounds = (year for year in years if (year - duty.first) % ROUND_YEARS == 0)
    return [f"{year:04d}-{year + ROUND_YEARS - 1:04d}" for year in rounds]


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
