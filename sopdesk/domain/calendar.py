"""The office's working calendar as values: weekly pattern, dated periods, days off, extra working days.

What holds on a date: an extra working day before a day off, a day off before a dated period (Ramadan), a
period before the standing week. ``calendar show`` and ``calendar import`` use the JSON form given here.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple, NoReturn, Self, TypeVar

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.text import clean

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200

_HOURS = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})\s*[-–]\s*([0-9]{1,2})[:.]([0-9]{2})")
_LONGEST_NAME: Final = 200
_T = TypeVar("_T")


def _refuse(place: str, reason: str) -> NoReturn:
    raise Refused(Rule.BAD_CALENDAR, place=place, reason=reason)


class Interval(NamedTuple):
    """Working time within a day, in minutes from midnight; the end is not part of it and may be 1440."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str, place: str) -> Self:
        """Read ``07:30-12:00``; ``place`` names the spot in a refusal."""
        found = _HOURS.fullmatch(text.strip())
        if found is None:
            _refuse(place, f"jam {text[:40]!r} tidak terbaca; tulis seperti 07:30-12:00")
        hour, minute, end_hour, end_minute = map(int, found.groups())
        start, end = hour * 60 + minute, end_hour * 60 + end_minute
        if minute > 59 or end_minute > 59 or end > 1440:
            _refuse(place, f"jam {text[:40]!r} di luar 00:00 sampai 24:00")
        if end <= start:
            _refuse(place, f"jam {text[:40]!r} berakhir sebelum mulai")
        return cls(start, end)

    def __str__(self) -> str:
        return f"{self.start // 60:02d}:{self.start % 60:02d}-{self.end // 60:02d}:{self.end % 60:02d}"


Hours = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of the seven weekdays, Monday first; an empty day is closed."""

    days: tuple[Hours, ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(WEEKDAYS):
            _refuse("week", "satu minggu harus berisi tujuh hari")
        for name, hours in zip(WEEKDAYS, self.days, strict=True):
            _check_hours(hours, name)

    @property
    def working_days(self) -> int:
        """How many weekdays have hours: the length of ``1 minggu``."""
        return sum(1 for hours in self.days if hours)

    @classmethod
    def from_json(cls, value: object, place: str) -> Self:
        """Read ``{"mon": ["07:30-12:00", …], …}``; a weekday that is not named is closed."""
        named = _mapping(value, place)
        for key in named:
            if key not in WEEKDAYS:
                _refuse(place, f"hari {str(key)[:40]!r} tidak dikenal; pakai mon sampai sun")
        return cls(tuple(_hours(named.get(name, []), f"{place}.{name}") for name in WEEKDAYS))

    def to_json(self) -> dict[str, list[str]]:
        """All seven weekdays, Monday first."""
        return {name: list(map(str, hours)) for name, hours in zip(WEEKDAYS, self.days, strict=True)}


@dataclass(frozen=True, slots=True)
class Period:
    """A week that replaces the standing one from ``first`` to ``last``, both inclusive."""

    name: str
    first: date
    last: date
    week: Week

    def __post_init__(self) -> None:
        if self.last < self.first:
            _refuse(self.name or "periods", "tanggal akhir mendahului tanggal awal")


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day without work: national, cuti bersama or local."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class ExtraDay:
    """A day worked by exception, with its own hours."""

    day: date
    hours: Hours
    name: str

    def __post_init__(self) -> None:
        if not self.hours:
            _refuse(f"extra {self.day.isoformat()}", "hari kerja tambahan harus mempunyai jam")
        _check_hours(self.hours, f"extra {self.day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole calendar. Two days off may share a date; periods may not overlap, nor extra days repeat.

    Raises:
        Refused: ``BAD_CALENDAR`` with ``place`` (where) and ``reason`` (an Indonesian fragment).
    """

    week: Week
    periods: tuple[Period, ...] = ()
    off: tuple[DayOff, ...] = ()
    extra: tuple[ExtraDay, ...] = ()

    def __post_init__(self) -> None:
        if not self.week.working_days:
            _refuse("week", "pola mingguan tidak mempunyai jam kerja sama sekali")
        in_order = sorted(self.periods, key=lambda period: period.first)
        for before, after in pairwise(in_order):
            if after.first <= before.last:
                _refuse("periods", f"periode {before.name!r} dan {after.name!r} bertumpuk")
        dates = [each.day for each in self.extra]
        if len(set(dates)) != len(dates):
            _refuse("extra", "satu tanggal ditulis dua kali")
        edges = [period.first for period in self.periods] + [period.last for period in self.periods]
        for day in [*edges, *dates, *(each.day for each in self.off)]:
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                _refuse(day.isoformat(), f"tanggal di luar tahun {FIRST_YEAR}–{LAST_YEAR}")

    @property
    def listed_years(self) -> frozenset[int]:
        """Years with at least one day off; any other year has no list, and answers that touch it say so."""
        return frozenset(each.day.year for each in self.off)

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read the form of ``calendar show``; all but ``week``, the dates and the hours may be missing."""
        whole = _mapping(value, "kalender")
        for key in whole:
            if key not in ("week", "periods", "off", "extra"):
                _refuse("kalender", f"bagian {str(key)[:40]!r} tidak dikenal")
        if "week" not in whole:
            _refuse("kalender", "bagian 'week' tidak ada")
        return cls(
            week=Week.from_json(whole["week"], "week"),
            periods=_entries(whole, "periods", _period),
            off=_entries(whole, "off", _day_off),
            extra=_entries(whole, "extra", _extra),
        )

    def to_json(self) -> dict[str, object]:
        """The form of ``calendar show``: ``from_json`` of it is equal to this calendar."""
        return {
            "week": self.week.to_json(),
            "periods": [
                {
                    "name": each.name,
                    "from": each.first.isoformat(),
                    "to": each.last.isoformat(),
                    "week": each.week.to_json(),
                }
                for each in self.periods
            ],
            "off": [{"date": each.day.isoformat(), "name": each.name} for each in self.off],
            "extra": [
                {"date": each.day.isoformat(), "hours": list(map(str, each.hours)), "name": each.name}
                for each in self.extra
            ],
        }


def _check_hours(hours: Hours, place: str) -> None:
    for each in hours:
        if not 0 <= each.start < each.end <= 1440:
            _refuse(place, "jam berakhir sebelum mulai, atau di luar satu hari")
    for before, after in pairwise(hours):
        if after.start < before.end:
            _refuse(place, f"jam {before} dan {after} bertumpuk atau tidak berurutan")


def _mapping(value: object, place: str) -> Mapping[object, object]:
    if not isinstance(value, Mapping):
        _refuse(place, "isinya bukan objek JSON")
    return value


def _list(value: object, place: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        _refuse(place, "isinya bukan daftar")
    return value


def _hours(value: object, place: str) -> Hours:
    texts = _list(value, place)
    return tuple(Interval.parse(text if isinstance(text, str) else repr(text), place) for text in texts)


def _date(entry: Mapping[object, object], key: str, place: str) -> date:
    text = entry.get(key)
    try:
        return date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        _refuse(place, f"tanggal {key!r} tidak ada atau tidak terbaca; tulis seperti 2026-03-19")


def _name(entry: Mapping[object, object], place: str) -> str:
    name = entry.get("name", "")
    if not isinstance(name, str) or len(name) > _LONGEST_NAME:
        _refuse(place, f"nama harus teks, paling panjang {_LONGEST_NAME} huruf")
    return clean(name, field="name", limit=_LONGEST_NAME, empty=True)


def _period(entry: Mapping[object, object], place: str) -> Period:
    first, last = _date(entry, "from", place), _date(entry, "to", place)
    return Period(_name(entry, place), first, last, Week.from_json(entry.get("week"), f"{place}.week"))


def _day_off(entry: Mapping[object, object], place: str) -> DayOff:
    return DayOff(_date(entry, "date", place), _name(entry, place))


def _extra(entry: Mapping[object, object], place: str) -> ExtraDay:
    return ExtraDay(
        _date(entry, "date", place), _hours(entry.get("hours"), f"{place}.hours"), _name(entry, place)
    )


def _entries(
    whole: Mapping[object, object], key: str, read: Callable[[Mapping[object, object], str], _T]
) -> tuple[_T, ...]:
    found: Iterable[object] = _list(whole.get(key, []), key)
    return tuple(
        read(_mapping(entry, f"{key}[{index}]"), f"{key}[{index}]") for index, entry in enumerate(found)
    )
