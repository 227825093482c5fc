"""Cells of old agenda books, as people and spreadsheet programs wrote them."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from sopdesk.domain.dates import DAYS, parse_date, short_date
from sopdesk.domain.spreadsheet import Cell

URUT_MOST: Final = 999_999
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_AHEAD: Final = 20  # years
_DAY_ZERO: Final = date(1899, 12, 30)  # of spreadsheet programs, for every day after February 1900
_SERIAL: Final = range(
    7306, 109_574
)  # 1920 to 2199: smaller numbers are no days but years or slips of the pen
_NUMBER = re.compile(r"0*([0-9]{1,6})\s*(?:[.\-/ ]?\s*([a-z]{1,2}))?\.?")
_CLOCK = re.compile(
    r"[ T]+(?:pukul |jam )?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2}(?:\.[0-9]+)?)?$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_DITTO: Final = frozenset(
    {'"', "''", "”", "“", "„", '-"-', '- " -', "idem", "sda", "s.d.a", "s.d.a.", "s d a"}
)


def cell_words(cell: Cell) -> str:
    """A cell as the words that it shows."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, date):
        return short_date(cell)
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".replace(".", ",")
    return str(cell)


def is_ditto(cell: Cell) -> bool:
    """Whether the cell says *the same as above*."""
    return isinstance(cell, str) and " ".join(cell.casefold().split()) in _DITTO


def read_day(cell: Cell, year: int) -> date:
    """The day that a cell means; ``year`` is that of a day without one, and its century that of a short year.

    ``12/3/2024``, ``12-3-24``, ``2024-03-12``, ``12 Maret 2024``, ``Selasa, 12 Mar 24``, a spreadsheet's day count,
    each with or without a time of day. Raises ValueError for anything else.
    """
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, str):
        said = " ".join(cell.split())
        if said.isascii() and said.isdigit():
            return read_day(int(said[:9]), year)
        weekday, comma, rest = said.partition(",")
        if comma and weekday.strip().casefold().replace("'", "") in _WEEKDAYS:
            # A book's wrong weekday is no reason to lose its date.
            said = rest.strip()
        said = _CLOCK.sub("", said)
        if not any(c.isdigit() for c in said):
            raise ValueError(f"not a date: {said[:40]!r}")
        day = parse_date(said, date(year, 1, 1))
        if day.year > year + _AHEAD and str(day.year) not in said:
            day = day.replace(year=day.year - 100)  # 98 in a book of 2003
        return _within(day)
    if isinstance(cell, (int, float)) and int(cell) in _SERIAL:
        return _DAY_ZERO + timedelta(days=int(cell))
    raise ValueError(f"not a date: {cell!r}")


_WEEKDAYS: Final = frozenset({*(day.casefold() for day in DAYS), "ahad"})


def read_number(cell: Cell) -> tuple[int, str]:
    """A running number and its inserted mark: ``12``, ``012``, ``12.a``, ``12 B``. Raises ValueError."""
    if isinstance(cell, float):
        raise ValueError(f"not a number: {cell!r}")
    found = _NUMBER.fullmatch(cell_words(cell).casefold())
    if found is None or not 1 <= int(found[1]) <= URUT_MOST:
        raise ValueError(f"not a number: {cell_words(cell)[:40]!r}")
    return int(found[1]), found[2] or ""


def number_within(text: str) -> tuple[int, str]:
    """The running number within a letter's whole number: ``000.7/12.a/Kec/2024`` has 12.a. Raises ValueError.

    It stands behind the code, else in front.
    """
    parts = [part.strip() for part in text.split("/")]
    places = [1, 0, 2] if len(parts) > 2 or (len(parts) == 2 and not _YEAR.fullmatch(parts[1])) else [0]
    for place in places:
        if place < len(parts) and not (place and _YEAR.fullmatch(parts[place])):
            try:
                return read_number(parts[place])
            except ValueError:
                continue
    raise ValueError(f"no running number: {text[:40]!r}")


def _within(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"outside {_FIRST_YEAR}–{_LAST_YEAR}")
    return day
