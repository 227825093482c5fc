"""Lines of old agenda books: read from their rows, each judged by itself."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from sopdesk.domain.errors import Refused
from sopdesk.domain.letters import NUMBER_LIMIT
from sopdesk.domain.numbers import INCOMING, shown
from sopdesk.domain.old_book_cells import cell_words, is_ditto, number_within, read_day, read_number
from sopdesk.domain.old_book_columns import BookColumn
from sopdesk.domain.old_book_lines import OldLine, Reading, Remark, Why
from sopdesk.domain.spreadsheet import Cell, SheetRow
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT, TITLE_LIMIT, clean

C = BookColumn
_CODE = re.compile(r"[0-9]{3}(?:\.[0-9]+)*")
_VOID = re.compile(r"(?:surat |nomor )?(?:di)?batal(?:kan)?\b.*", re.IGNORECASE | re.DOTALL)
_LIMITS: Final = {C.NUMBER: NUMBER_LIMIT, C.PARTY: NAME_LIMIT, C.SUBJECT: TITLE_LIMIT, C.CODE: 30,
                  C.ENCLOSURE: NAME_LIMIT, C.NOTE: REASON_LIMIT}  # fmt: skip


def read_lines(
    rows: Sequence[SheetRow],
    columns: Mapping[BookColumn, int],
    register: str,
    year: int | None,
    century: int,
    skipped: Collection[int] = (),
) -> Reading:
    """The lines of the rows below the head, each judged by itself.

    ``year`` is the book's own where one is chosen: another year's line is refused. ``century`` is a year of the
    century that short years belong to.
    """
    reader = _Reader(columns, register, year, century)
    lines: list[OldLine] = []
    refused: list[Remark] = []
    warnings: list[Remark] = []
    left_out: list[int] = []
    for row in rows:
        cells = reader.cells(row)
        if not any(cell_words(cell) for cell in cells.values()) or _counts_columns(row):
            continue
        if row.number in skipped:
            left_out.append(row.number)
            continue
        found = reader.line(row.number, cells)
        if isinstance(found, Remark):
            refused.append(found)
        else:
            lines.append(found)
            warnings += reader.warnings(row.number, cells, found)
    return Reading(tuple(lines), tuple(refused), tuple(warnings), tuple(left_out))


def _counts_columns(row: SheetRow) -> bool:
    """Whether it is the row ``1 2 3 4 …`` that printed books have below their head."""
    told = [cell_words(cell) for cell in row.cells if cell is not None]
    return len(told) > 2 and told == [str(n) for n in range(1, len(told) + 1)]


class _Reader:
    """Reads one row after the other: a ditto mark means the row before."""

    def __init__(
        self, columns: Mapping[BookColumn, int], register: str, year: int | None, century: int
    ) -> None:
        self._columns = columns
        self._incoming = register == INCOMING
        self._year = year
        self._base = year or century
        self._above: dict[BookColumn, Cell] = {}
        self._bad_days: set[BookColumn] = set()

    def cells(self, row: SheetRow) -> dict[BookColumn, Cell]:
        found: dict[BookColumn, Cell] = {}
        for name, column in self._columns.items():
            cell = row.cells[column] if 0 <= column < len(row.cells) else None
            if is_ditto(cell) and name not in (C.URUT, C.SISIPAN):
                cell = self._above.get(name)
            found[name] = cell
        if any(cell_words(cell) for cell in found.values()):
            self._above = found
        return found

    def line(self, row: int, cells: Mapping[BookColumn, Cell]) -> OldLine | Remark:
        self._bad_days = set()
        texts: dict[BookColumn, str] = {}
        for name, limit in _LIMITS.items():
            try:
                texts[name] = clean(cell_words(cells.get(name)), field=name, limit=limit, empty=True)
            except Refused as error:
                return Remark(row, Why.TOO_LONG, {"column": name, **error.data})
        number = self._number(row, cells, texts[C.NUMBER])
        if isinstance(number, Remark):
            return number
        day = self._day(row, cells)
        if isinstance(day, Remark):
            return day
        void = any(_VOID.fullmatch(texts[name]) for name in (C.NOTE, C.SUBJECT))
        if not texts[C.SUBJECT] and not void:
            return Remark(row, Why.NO_SUBJECT)
        own = shown(*number)
        code = texts[C.CODE] or ("" if self._incoming else _code_within(texts[C.NUMBER]))
        return OldLine(
            row,
            *number,
            day,
            text=own if self._incoming else texts[C.NUMBER] or own,
            code=code,
            subject=" ".join(texts[C.SUBJECT].split()),
            party=" ".join(texts[C.PARTY].split()),
            ref=texts[C.NUMBER] if self._incoming else "",
            ref_day=self._side_day(C.REF_DATE, cells) if self._incoming else None,
            sent_on=None if self._incoming else self._side_day(C.SENT, cells),
            enclosure=texts[C.ENCLOSURE],
            note=texts[C.NOTE],
            void=void,
        )

    def warnings(self, row: int, cells: Mapping[BookColumn, Cell], line: OldLine) -> Iterator[Remark]:
        for name in sorted(self._bad_days):
            yield Remark(row, Why.DATE_DROPPED, {"column": name, "value": cell_words(cells[name])})
        if not line.party and not line.void:
            yield Remark(row, Why.NO_PARTY)

    def _number(self, row: int, cells: Mapping[BookColumn, Cell], whole: str) -> tuple[int, str] | Remark:
        cell = cells.get(C.URUT)
        if C.URUT not in self._columns:
            cell = whole
        said = cell_words(cell)
        if not said:
            return Remark(row, Why.NO_NUMBER)
        try:
            # Many books have the whole number where the running number should be.
            urut, sisipan = number_within(said) if "/" in said else read_number(cell)
            mark = cell_words(cells.get(C.SISIPAN)).casefold().strip(".")
            if mark and (sisipan or not mark.isascii() or not mark.isalpha() or len(mark) > 2):
                raise ValueError(mark)
        except ValueError:
            return Remark(row, Why.BAD_NUMBER, {"value": said})
        return urut, sisipan or mark

    def _day(self, row: int, cells: Mapping[BookColumn, Cell]) -> date | Remark:
        name = C.DATE if C.DATE in self._columns else C.REF_DATE
        said = cell_words(cells.get(name))
        if not said:
            return Remark(row, Why.NO_DATE)
        try:
            day = read_day(cells[name], self._base)
        except ValueError:
            return Remark(row, Why.BAD_DATE, {"value": said})
        if self._year is not None and day.year != self._year:
            return Remark(row, Why.OTHER_YEAR, {"date": day, "year": self._year})
        return day

    def _side_day(self, name: BookColumn, cells: Mapping[BookColumn, Cell]) -> date | None:
        """A day that a line can do without: what cannot be read is left out, with a warning."""
        cell = cells.get(name)
        if not cell_words(cell).strip("-–. "):
            return None
        try:
            return read_day(cell, self._base)
        except ValueError:
            self._bad_days.add(name)
            return None


def _code_within(number: str) -> str:
    first = number.split("/")[0].strip()
    return first if "/" in number and _CODE.fullmatch(first) else ""
