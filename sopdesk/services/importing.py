"""Old agenda books brought into the registers: read, shown, then all lines at once or none; undone as a whole."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.numbers import DEFAULT_SERIES, REGISTERS
from sopdesk.domain.old_book_cells import read_day
from sopdesk.domain.old_book_columns import BookColumn, find_head
from sopdesk.domain.old_book_judging import gaps, judge
from sopdesk.domain.old_book_lines import Book, Reading, Standing
from sopdesk.domain.old_books import read_lines
from sopdesk.domain.rights import Right
from sopdesk.domain.sop_places import spans
from sopdesk.domain.spreadsheet import ReadSheet, SheetRow
from sopdesk.domain.text import clean, clean_name
from sopdesk.exchange.limits import BYTES_MOST
from sopdesk.papers.progress import Progress
from sopdesk.services.import_rows import UNDO_IMPORT, stood_before, write_book
from sopdesk.services.number_settings import numbering_of
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require
from sopdesk.store.imports import ImportRow
from sopdesk.store.log import REGISTER
from sopdesk.store.store import Unit

NAME_MOST: Final = 255
_SAMPLED = 400  # rows that tell the year of a book


@dataclass(frozen=True, slots=True)
class OldBook:
    """A file as it was read: its name, the hash of its bytes, its sheets."""

    name: str
    digest: str
    sheets: tuple[ReadSheet, ...]


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """How a book is read. ``head`` is the place of the last row of its head, -1 without one.

    ``year`` is that of all its lines, None where each line's own date tells it; ``skipped`` are rows to be left out.
    """

    register: str
    sheet: int = 0
    head: int = -1
    columns: Mapping[BookColumn, int] = field(default_factory=dict)
    year: int | None = None
    skipped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class YearGaps:
    """The running numbers of a year that will be entered as used outside."""

    year: int
    count: int
    words: str
    series: str = DEFAULT_SERIES


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import would do. It is run only when nothing is ``refused``."""

    reading: Reading
    gaps: tuple[YearGaps, ...]
    imported_at: datetime | None

    @property
    def ready(self) -> bool:
        """Whether it can be run as it is."""
        return bool(self.reading.lines) and not self.reading.refused


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import as the history shows it."""

    id: int
    register: str
    file: str
    lines: int
    gaps: int
    years: tuple[int, ...]
    at: datetime
    by: str
    undone: bool


def open_book(path: Path) -> OldBook:
    """Read a file. Raises Refused(BAD_FILE) with the reason, Trouble(FILE_UNREADABLE)."""
    try:
        if path.stat().st_size > BYTES_MOST:
            reason = f"lebih besar dari {BYTES_MOST // 1_000_000} MB"
            raise Refused(Rule.BAD_FILE, file=path.name, reason=reason)
        data = path.read_bytes()
    except OSError as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=path.name) from error
    return read_book(data, path.name)


def read_book(data: bytes, name: str) -> OldBook:
    """The bytes of a file as a book. Raises Refused(BAD_FILE) where it holds no table."""
    from sopdesk.exchange import csv_in, xlsx_in

    # A name can hold what no text may, as one from a disk that was written with other letters.
    name = clean(name[:NAME_MOST], field="file", limit=NAME_MOST, empty=True)
    packed = data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.casefold().endswith(
        (".xlsx", ".xlsm", ".xls")
    )
    sheets = xlsx_in.read(data, name) if packed else [csv_in.read(data, name)]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused(Rule.BAD_FILE, file=name, reason="tidak ada isinya")
    return OldBook(name, hashlib.sha256(data).hexdigest(), tuple(sheets))


def propose(book: OldBook, register: str, today: date, sheet: int | None = None) -> ImportChoice:
    """How the book seems to be meant: the sheet with the most known columns, its head, the commonest year."""
    if register not in REGISTERS:
        raise Refused(Rule.BAD_VALUE, field="register", value=register)
    heads = [find_head(each.rows, register) for each in book.sheets]
    place = sheet if sheet is not None else max(range(len(heads)), key=lambda n: len(heads[n].columns))
    head = heads[place]
    rows = book.sheets[place].rows[head.place + 1 :]
    columns = dict(head.columns)
    return ImportChoice(register, place, head.place, columns, commonest_year(rows, columns, today))


def commonest_year(rows: tuple[SheetRow, ...], columns: Mapping[BookColumn, int], today: date) -> int | None:
    """The year that most of the lines bear; None where no date is read."""
    column = columns.get(BookColumn.DATE, columns.get(BookColumn.REF_DATE))
    if column is None:
        return None
    years: Counter[int] = Counter()
    for row in rows[:_SAMPLED]:
        if column < len(row.cells):
            try:
                years[read_day(row.cells[column], today.year).year] += 1
            except ValueError:
                continue
    return years.most_common(1)[0][0] if years else None


def report(office: Office, book: OldBook, choice: ImportChoice, *, now: datetime) -> ImportReport:
    """What the import would do; nothing is written."""
    with office.store.read() as unit:
        known = office.known(unit)
        reading, missing = _judged(unit, known, book, choice, known.local(now).date())
        before = [row for row in unit.imports.every() if row.digest == book.digest and row.undone_seq is None]
    told = tuple(
        YearGaps(year, len(numbers), spans(numbers), series)
        for (year, series), numbers in missing.items()
        if numbers
    )
    return ImportReport(reading, told, known.local(before[0].at) if before else None)


def import_book(
    office: Office,
    book: OldBook,
    choice: ImportChoice,
    *,
    by: str,
    now: datetime,
    progress: Progress | None = None,
) -> PastImport:
    """Bring the book in, all of it, judged anew in the same transaction.

    Raises Refused(IMPORT_REFUSED) with ``lines`` while any row is refused, and ``Cancelled`` when ``progress`` says
    to stop: then nothing is there.
    """
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.REGISTERS, now=now)
        reading, missing = _judged(unit, known, book, choice, known.local(now).date())
        if reading.refused or not reading.lines:
            raise Refused(Rule.IMPORT_REFUSED, lines=len(reading.refused))
        whence = {"register": choice.register, "file": book.name, "digest": book.digest}
        made = write_book(unit, whence, reading, missing, by=clerk, now=now, progress=progress)
        return next(_past(known, row) for row in unit.imports.every() if row.id == made)


def past_imports(office: Office) -> list[PastImport]:
    """Every import, the newest first."""
    with office.store.read() as unit:
        known = office.known(unit)
        rows = unit.imports.every()
    return [_past(known, row) for row in rows]


def _past(known: Known, row: ImportRow) -> PastImport:
    body = row.body
    return PastImport(
        row.id,
        row.register,
        row.file,
        row.lines,
        int(body["gaps"]),
        tuple(sorted({each["year"] for each in body["series"]})),
        known.local(row.at),
        row.actor,
        row.undone_seq is not None,
    )


def undo_import(office: Office, import_id: int, *, by: str, now: datetime) -> None:
    """Take an import back as a whole: its lines go, the counters go back, the log keeps both.

    Raises Refused(CANNOT_UNDO_IMPORT) where that would take a number from under something that came later.
    """
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        require(office.known(unit), by, Right.REGISTERS, now=now)
        row = unit.imports.get(import_id)
        if row is None:
            raise Refused(Rule.BAD_VALUE, field="import", value=import_id)
        if row.undone_seq is not None:
            raise Refused(Rule.CANNOT_UNDO_IMPORT, why="undone")
        used = unit.imports.used_line(import_id)
        if used is not None:
            raise Refused(Rule.CANNOT_UNDO_IMPORT, why="used", number=used.text)
        for each in row.body["series"]:
            _check_series(unit, import_id, row.register, row.seq, each)
        series = [
            {"year": each["year"], "series": each["series"], "before": stood_before(unit, row, each)}
            for each in row.body["series"]
        ]
        told = {"import": row.seq, "file": row.file, "register": row.register, "lines": row.lines}
        body = {**told, "series": series}
        seq = unit.log.append(REGISTER, UNDO_IMPORT, actor=clerk, at=now, now=now, body=body)
        unit.imports.drop_lines(import_id)
        for each in series:
            before = each["before"]
            unit.imports.set_back(
                row.register,
                each["year"],
                each["series"],
                (before[0], date.fromisoformat(before[1])) if before else None,
            )
        unit.imports.mark_undone(import_id, seq)


def _check_series(unit: Unit, import_id: int, register: str, seq: int, each: Mapping[str, Any]) -> None:
    year, series = each["year"], each["series"]
    standing = unit.registers.series(register, year, series)
    if standing is not None and standing.closed:
        raise Refused(Rule.CANNOT_UNDO_IMPORT, why="closed", year=year)
    moved = standing is None or standing.last != each["after"][0]
    if moved or unit.imports.foreign_lines(import_id, register, year, series, seq):
        raise Refused(Rule.CANNOT_UNDO_IMPORT, why="later", year=year)


def _judged(
    unit: Unit, known: Known, book: OldBook, choice: ImportChoice, today: date
) -> tuple[Reading, dict[Book, list[int]]]:
    """The lines beside the register, and by book the numbers that are missing between them."""
    rows = book.sheets[choice.sheet].rows
    head = rows[choice.head].cells if choice.head >= 0 else None
    # Printed books repeat their head on every page.
    below = [row for row in rows[choice.head + 1 :] if row.cells != head]
    reading = read_lines(below, choice.columns, choice.register, choice.year, today.year, choice.skipped)
    # Of the office's way of counting: an old line counts where a new one with its code would.
    counted = numbering_of(known)
    lines = tuple(replace(x, series=counted.series_for(choice.register, x.code)) for x in reading.lines)
    reading = replace(reading, lines=lines)
    books = sorted({line.book for line in reading.lines})
    standing = {each: _standing(unit, choice.register, *each) for each in books}
    judged = judge(reading, standing, today)
    missing: dict[Book, list[int]] = {}
    for each in books:
        lines = tuple(line for line in judged.lines if line.book == each)
        if lines:
            missing[each] = gaps(lines, standing[each])
    return judged, missing


def _standing(unit: Unit, register: str, year: int, series: str) -> Standing:
    row = unit.registers.series(register, year, series)
    lines = unit.registers.of_series(register, year, series)
    return Standing(
        frozenset((line.urut, line.sisipan) for line in lines),
        row.last if row else 0,
        bool(row and row.closed) or unit.numbers.closing(register, year) is not None,
    )
