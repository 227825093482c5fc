"""The working calendar as screens show it, and the calendar file of the command line."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from sopdesk.domain.calendar import Calendar, DayOff, Hours, Week
from sopdesk.domain.dates import short_date
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.presets import days_off
from sopdesk.domain.span_words import span

_LARGEST = 4_000_000  # bytes; two centuries of days off are a tenth of that
_WARNS_FROM = 10  # October: the lists of the next year are usually decided by then


class DayKind(StrEnum):
    """Whose day off it is."""

    NASIONAL = "nasional"
    BERSAMA = "cuti bersama"
    LOKAL = "lokal"


@dataclass(frozen=True, slots=True)
class DayFace:
    """A date of the calendar: its hours (none: free), the days off on it, the period or extra day that rules it."""

    day: date
    hours: Hours
    names: tuple[str, ...] = ()
    period: str = ""
    extra: str | None = None

    @property
    def minutes(self) -> int:
        """Working minutes of the day."""
        return minutes(self.hours)


def minutes(hours: Hours) -> int:
    """Working minutes of a day with these hours."""
    return sum(each.end - each.start for each in hours)


def minute_words(count: int) -> str:
    """``7 jam 30 menit``."""
    return span(0, timedelta(minutes=count))


def hours_words(hours: Hours) -> str:
    """``07.30–12.00 dan 13.00–16.00``; ``libur`` for none."""
    return " dan ".join(str(each).replace(":", ".").replace("-", "–") for each in hours) or "libur"


def week_words(week: Week) -> str:
    """What a working day and a week come to: ``1 hari kerja = 7 jam 30 menit …``."""
    lengths = [minutes(hours) for hours in week.days if hours]
    if not lengths:
        return "Belum ada jam kerja."
    usual, often = Counter(lengths).most_common(1)[0]
    if often == len(lengths):
        day = f"1 hari kerja = {minute_words(usual)}"
    else:
        day = f"Hari kerja {minute_words(min(lengths))} sampai {minute_words(max(lengths))}"
    return f"{day}; 1 minggu = {len(lengths)} hari kerja, {minute_words(sum(lengths))}."


def kind_of(off: DayOff) -> DayKind:
    """National and joint days are those of the shipped list; every other one is the office's own."""
    for each in days_off():
        if (each.day, each.name) == (off.day, off.name):
            return DayKind.BERSAMA if each.joint else DayKind.NASIONAL
    return DayKind.LOKAL


def faces(calendar: Calendar, first: date, last: date) -> Iterator[DayFace]:
    """Each date from ``first`` to ``last``, both inclusive, with what holds on it."""
    names: dict[date, list[str]] = {}
    for off in calendar.off:
        names.setdefault(off.day, []).append(off.name)
    extra = {each.day: each for each in calendar.extra}
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        period = next((p for p in calendar.periods if p.first <= day <= p.last), None)
        hours = (period.week if period else calendar.week).days[day.weekday()]
        free = tuple(names.get(day, ()))
        if day in extra:
            yield DayFace(day, extra[day].hours, free, period.name if period else "", extra[day].name)
        else:
            yield DayFace(day, () if free else hours, free, period.name if period else "")


def year_words(calendar: Calendar, year: int) -> str:
    """``2026: 24 hari libur, 241 hari kerja.``"""
    off = len({each.day for each in calendar.off if each.day.year == year})
    work = sum(1 for face in faces(calendar, date(year, 1, 1), date(year, 12, 31)) if face.hours)
    return f"{year}: {off} hari libur, {work} hari kerja."


def unlisted_year(calendar: Calendar, today: date) -> int | None:
    """The year whose days off should be there by ``today`` and are not: this one, from October on the next."""
    if today.year not in calendar.listed_years:
        return today.year
    if today.month >= _WARNS_FROM and today.year + 1 not in calendar.listed_years:
        return today.year + 1
    return None


def shipped_years() -> tuple[int, ...]:
    """The years whose days off ship."""
    return tuple(sorted({each.day.year for each in days_off()}))


def restored(calendar: Calendar, year: int) -> Calendar:
    """The calendar with the shipped days of ``year`` back in it; the office's own days stay."""
    shipped = [DayOff(each.day, each.name) for each in days_off() if each.day.year == year]
    here = set(calendar.off)
    return with_off(calendar, [each for each in shipped if each not in here])


def with_off(calendar: Calendar, added: Iterable[DayOff]) -> Calendar:
    """The calendar with more days off, in the order of dates."""
    return replace(calendar, off=tuple(sorted((*calendar.off, *added), key=lambda each: each.day)))


def clashes(calendar: Calendar) -> tuple[str, ...]:
    """What may not be meant: extra days on which the office would work anyway, as sentences."""
    free = {off.day for off in calendar.off}
    told = []
    for each in calendar.extra:
        plain = replace(calendar, extra=())
        hours = next(faces(plain, each.day, each.day)).hours
        if hours and each.day not in free:
            told.append(f"{short_date(each.day)} memang hari kerja; jamnya diganti menjadi jam tambahan.")
    return tuple(told)


def read_calendar(file: Path) -> Calendar:
    """The calendar in ``file``, in the form of ``calendar show``. Raises Refused(BAD_CALENDAR), Trouble."""
    try:
        with file.open("rb") as opened:
            data = opened.read(_LARGEST + 1)
    except OSError as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=str(file)) from error
    try:
        if len(data) > _LARGEST:
            raise ValueError("too large")
        return Calendar.from_json(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise Refused(Rule.BAD_CALENDAR, place=file.name, reason="isinya bukan JSON") from error
