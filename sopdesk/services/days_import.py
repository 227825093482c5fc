"""Days off from a file: a row for each day, its date and its name; all rows or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sopdesk.domain.calendar import Calendar, DayOff
from sopdesk.domain.dates import long_date
from sopdesk.domain.errors import Refused
from sopdesk.domain.old_book_cells import cell_words, read_day
from sopdesk.domain.spreadsheet import Cell, SheetRow
from sopdesk.domain.text import clean
from sopdesk.services.calendars import with_off
from sopdesk.services.code_import import RefusedRow
from sopdesk.services.importing import OldBook
from sopdesk.services.sentences import sentence

_DATE_HEADS: Final = frozenset({"tanggal", "tgl", "date", "hari libur"})
_NAME_HEADS: Final = (
    "nama",
    "name",
    "keterangan",
    "uraian",
    "hari libur",
    "nama hari libur",
    "peringatan",
)
# A year of four digits, or of two behind a day and a month: in 25/12 the 12 is the month.
_WITH_YEAR = re.compile(r"[0-9]{4}|[0-9][-/. ]+[^-/. ]+[-/. ]+[0-9]{2}$")
_LOOKED_AT: Final = 10  # rows, within which a head must stand
_NAME_MOST: Final = 200
_NEAR: Final = 2  # years before and after the file's own year; further off is a slip of the pen


@dataclass(frozen=True, slots=True)
class DaysReading:
    """What a file comes to: the new days, how many stand there already, the rows that are no day off."""

    days: tuple[DayOff, ...]
    known: int
    refused: tuple[RefusedRow, ...]

    @property
    def year(self) -> int | None:
        """The year of the first new day."""
        return self.days[0].day.year if self.days else None


def read_days(calendar: Calendar, book: OldBook, today: date) -> DaysReading:
    """The days off of a file (``importing.open_book``) that ``calendar`` lacks; nothing is changed.

    The first sheet counts; its columns are found by their heads, else they are date and name.
    """
    rows = book.sheets[0].rows
    place, date_at, name_at = _head(rows)
    standing = set(calendar.off)
    first: dict[DayOff, int] = {}
    refused: list[RefusedRow] = []
    for row in rows[place + 1 :]:
        try:
            off = DayOff(_day(_at(row, date_at), today), _name(_at(row, name_at)))
        except Refused as error:
            refused.append(RefusedRow(row.number, sentence(error)))
        except ValueError as error:
            refused.append(RefusedRow(row.number, str(error)))
        else:
            if off in first:
                again = f"{long_date(off.day)}, {off.name}, sudah ada di baris {first[off]}."
                refused.append(RefusedRow(row.number, again))
            first.setdefault(off, row.number)
    new = sorted((off for off in first if off not in standing), key=_order)
    return DaysReading(tuple(new), len(first) - len(new), tuple(refused))


def taken(calendar: Calendar, reading: DaysReading) -> Calendar:
    """The calendar with the days of a file in it."""
    return with_off(calendar, reading.days)


def days_words(name: str, reading: DaysReading) -> str:
    """What a file came to, in a sentence: ``libur-2028.csv: 24 hari libur baru, 1 sudah ada.``"""
    told = [f"{len(reading.days)} hari libur baru" if reading.days else "tidak ada hari libur baru"]
    told += [f"{reading.known} sudah ada"] * bool(reading.known)
    told += [f"{len(reading.refused)} baris ditolak"] * bool(reading.refused)
    return f"{name}: {', '.join(told)}."


def _order(off: DayOff) -> tuple[date, str]:
    return (off.day, off.name)


def _head(rows: Sequence[SheetRow]) -> tuple[int, int, int]:
    """Where the head is (-1 without one), and the columns of date and name."""
    for place, row in enumerate(rows[:_LOOKED_AT]):
        heads = [" ".join(cell_words(cell).casefold().split()) for cell in row.cells]
        found = next((n for n, head in enumerate(heads) if head in _DATE_HEADS), None)
        if found is not None:
            others = [heads.index(head) for head in _NAME_HEADS if head in heads]
            return place, found, next((n for n in others if n != found), found + 1)
    return -1, 0, 1


def _at(row: SheetRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


def _day(cell: Cell, today: date) -> date:
    words = cell_words(cell)
    if not words:
        raise ValueError("Tanggal kosong.")
    if isinstance(cell, str) and not words.isdigit() and not _WITH_YEAR.search(words):
        # A day without its year would be taken for one of this year: a list is most often for the next.
        raise ValueError(
            f"Tanggal {words[:40]} harus memuat tahunnya; tulis seperti 2028-01-01 atau 1/1/2028."
        )
    try:
        day = read_day(cell, today.year)
    except ValueError:
        raise ValueError(
            f"Tanggal {words[:40]} tidak terbaca; tulis seperti 2028-01-01 atau 1 Januari 2028."
        ) from None
    if not today.year - _NEAR <= day.year <= today.year + _NEAR:
        raise ValueError(f"Tahun {day.year} terlalu jauh dari sekarang; periksa tahunnya.")
    return day


def _name(cell: Cell) -> str:
    words = cell_words(cell)
    if not words:
        raise ValueError("Nama hari libur kosong.")
    return " ".join(clean(words, field="name", limit=_NAME_MOST).split())
