"""Dates and times as the office writes and types them, without a locale."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from sopdesk.domain.calendar import FIRST_YEAR, LAST_YEAR

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# Spellings that are no beginning of the month's name.
_ALSO: Final = {"agt": 8, "ags": 8, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2}
_NEAR: Final = {"kemarin": -1, "hari ini": 0, "besok": 1, "lusa": 2}

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})\s*[-/.]\s*([0-9]{1,2})(?:\s*[-/.]\s*([0-9]{4}|[0-9]{2}))?")
_WORDS = re.compile(r"([0-9]{1,2})[\s-]+([a-z]+)\.?(?:[\s-]+([0-9]{4}|[0-9]{2}))?")
_TIME = re.compile(r"([0-9]{1,2})(?:\s*[.:]\s*([0-9]{2}))?|([0-9]{1,2})([0-9]{2})")


def month_name(month: int) -> str:
    """``November`` for 11. ``ValueError`` outside 1–12."""
    return _of_month(MONTHS, month)


def roman_month(month: int) -> str:
    """``XI`` for 11, as letter numbers write it. ``ValueError`` outside 1–12."""
    return _of_month(_ROMAN, month)


def long_date(day: date) -> str:
    """``23 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_name(day: date) -> str:
    """``Senin``."""
    return DAYS[day.weekday()]


def day_date(day: date) -> str:
    """``Senin, 23 November 2026``."""
    return f"{day_name(day)}, {long_date(day)}"


def short_date(day: date) -> str:
    """``23/11/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def clock_time(moment: datetime | time) -> str:
    """``10.30``; seconds are cut off, and a datetime is shown in its own zone."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def long_moment(moment: datetime) -> str:
    """``23 November 2026 pukul 10.30``, in the moment's own zone."""
    return f"{long_date(moment.date())} pukul {clock_time(moment)}"


def day_moment(moment: datetime) -> str:
    """``Senin, 23 November 2026 pukul 10.30``, in the moment's own zone."""
    return f"{day_name(moment.date())}, {long_moment(moment)}"


def parse_date(text: str, today: date) -> date:
    """Read a date as people type it; a year left out is that of ``today``, two digits are of this century.

    ``5/3``, ``5/3/26``, ``5-3-2026``, ``5 maret``, ``5 mar 2026``, ``Kamis, 5 Maret 2026``, ``2026-03-05``,
    ``kemarin``, ``hari ini``, ``besok``, ``lusa``.

    Raises:
        ValueError: anything else, a date that does not exist, or one outside 1900–2200.
    """
    said = " ".join(text.lower().split())
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    weekday, comma, rest = said.partition(",")
    if comma:
        if weekday.strip() not in {name.lower() for name in DAYS}:
            raise ValueError(f"not a date: {text[:40]!r}")
        said = rest.strip()
    if found := _ISO.fullmatch(said):
        answer = date(int(found[1]), int(found[2]), int(found[3]))
    elif found := _NUMBERS.fullmatch(said):
        answer = date(_year(found[3], today), int(found[2]), int(found[1]))
    elif found := _WORDS.fullmatch(said):
        answer = date(_year(found[3], today), _month(found[2]), int(found[1]))
    else:
        raise ValueError(f"not a date: {text[:40]!r}")
    if not FIRST_YEAR <= answer.year <= LAST_YEAR:
        raise ValueError(f"outside {FIRST_YEAR}–{LAST_YEAR}: {text[:40]!r}")
    if comma and day_name(answer).lower() != weekday.strip():
        raise ValueError(f"the weekday is another: {text[:40]!r}")
    return answer


def parse_time(text: str) -> time:
    """Read ``1430``, ``14.30``, ``14:30``, ``930`` or ``9`` as a time of day. Else ``ValueError``."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a time of day: {text[:40]!r}")
    return time(int(found[1] or found[3]), int(found[2] or found[4] or 0))


def _of_month(names: tuple[str, ...], month: int) -> str:
    if not 1 <= month <= 12:
        raise ValueError(f"not a month: {month}")
    return names[month - 1]


def _year(digits: str | None, today: date) -> int:
    if digits is None:
        return today.year
    return int(digits) if len(digits) == 4 else today.year // 100 * 100 + int(digits)


def _month(word: str) -> int:
    """The month that a name or its first three or more letters mean."""
    if word in _ALSO:
        return _ALSO[word]
    if len(word) >= 3:
        for number, name in enumerate(MONTHS, 1):
            if name.lower().startswith(word):
                return number
    raise ValueError(f"not a month: {word[:40]!r}")


def day_in(year: int, day: date) -> date:
    """The same day of another year; for the last days of a month the 28th, which every month has."""
    return day if day.year == year else date(year, day.month, min(day.day, 28))
