"""The calendar of the traps: the five-day week, the shipped days off, Ramadan of 2026; nothing for 2028."""

from dataclasses import replace
from datetime import date, datetime

from sopdesk.domain.calendar import Calendar, Period
from sopdesk.domain.presets import default_calendar, preset
from tests.domain.worktime_oracle import WIB, Oracle

RAMADAN = Period("Ramadan", date(2026, 2, 18), date(2026, 3, 19), preset("ramadan-5").week)
TRAPS: Calendar = replace(default_calendar(), periods=(RAMADAN,))

# From here on the minutes are counted one by one: the spring of 2026, and the turn to a year without a list.
SPRING = Oracle(TRAPS, date(2026, 2, 2), 120)
NEW_YEAR = Oracle(TRAPS, date(2027, 12, 1), 90)

MOMENTS = {
    "before opening": "2026-03-02T06:10",
    "after closing": "2026-02-12T17:45",
    "in the break": "2026-02-12T12:20",
    "in the break of Ramadan": "2026-03-02T12:10",
    "on Friday, before its longer break": "2026-02-13T11:29",
    "in Friday's break": "2026-02-13T12:40",
    "at Friday's end": "2026-02-13T16:29",
    "on a Saturday": "2026-02-14T10:00",
    "on a holiday": "2026-02-17T09:00",
    "on the holidays of Idul Fitri": "2026-03-20T10:00",
    "on the last day before Ramadan": "2026-02-13T15:50",
    "on the first day of Ramadan": "2026-02-18T08:00",
    "before the first opening of Ramadan": "2026-02-18T07:45",
    "on the last working day of Ramadan": "2026-03-17T14:50",
    "on the first day after Ramadan": "2026-03-25T07:30",
    "at the very second of opening": "2026-04-07T07:30",
    "at the very second of closing": "2026-04-07T16:00",
    "at the very second the break begins": "2026-04-07T12:00",
    "at the very second the break ends": "2026-04-07T13:00",
    "one minute before closing": "2026-04-07T15:59",
    "over New Year": "2027-12-30T15:30",
    "in the year without a list": "2028-01-03T09:00",
}


def trap(name: str) -> tuple[Oracle, datetime]:
    """The moment of that name, and who counts its minutes."""
    at = datetime.fromisoformat(MOMENTS[name]).replace(tzinfo=WIB)
    return (SPRING if at.year == 2026 else NEW_YEAR), at
