"""The rows and the entries of an import: an entry for it, one for each line, one for each run of missing numbers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sopdesk.domain.numbers import NumberState
from sopdesk.domain.old_book_lines import Book, OldLine, Reading
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.entries import marked
from sopdesk.services.incoming_lines import details_of
from sopdesk.services.register_lines import said_of
from sopdesk.store.bulk import Rows
from sopdesk.store.imports import ImportRow
from sopdesk.store.log import REGISTER, Entry
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

IMPORT: Final = "import"
IMPORT_LINE: Final = "import_line"
IMPORT_GAP: Final = "import_gap"
UNDO_IMPORT: Final = "undo_import"
NOT_IN_OLD_BOOK: Final = "Tidak tercatat di buku lama"
_TELL_EVERY = 100  # lines
_VOID_REASON = "BATAL menurut buku lama"


def write_book(
    unit: Unit,
    head: Mapping[str, str],
    reading: Reading,
    missing: Mapping[Book, Sequence[int]],
    *,
    by: str,
    now: datetime,
    progress: Progress | None,
) -> int:
    """Write an import; its id. ``head`` has register, file and digest."""
    register = head["register"]
    books: dict[Book, list[OldLine]] = {}
    for line in reading.lines:
        books.setdefault(line.book, []).append(line)
    counted = [_counted(unit, register, *book, lines) for book, lines in books.items()]
    body = {
        **head,
        "lines": len(reading.lines),
        "gaps": sum(len(numbers) for numbers in missing.values()),
        "skipped": list(reading.skipped),
        "series": counted,
    }
    seq = unit.log.append(REGISTER, IMPORT, actor=by, at=now, now=now, body=marked(unit, now, body))
    import_id = unit.imports.add(
        {
            "register": register,
            "file": head["file"],
            "digest": head["digest"],
            "lines": len(reading.lines),
            "body": body,
            "at": now,
            "actor": by,
            "seq": seq,
        }
    )
    rows = Rows()
    maker = _Maker(rows, {"actor": by, "logged_at": now, "import_id": import_id}, seq)
    for done, line in enumerate(reading.lines):
        if done % _TELL_EVERY == 0:
            tell(progress, done, len(reading.lines))
        maker.line(register, line)
    for book, numbers in missing.items():
        for first, last in runs(numbers):
            maker.gap(register, book, (first, last), _day_before(books[book], first))
    # The last moment at which it can be stopped: what follows is one writing.
    tell(progress, len(reading.lines), len(reading.lines))
    unit.bulk.write(rows)
    for each in counted:
        last, day = each["after"]
        unit.numbers.advance(register, each["year"], each["series"], last, date.fromisoformat(day))
    return import_id


def stood_before(unit: Unit, row: ImportRow, each: Mapping[str, Any]) -> list[Any] | None:
    """How far a series of an import stands without it: as before, but for what its last line was dated since."""
    before: list[Any] | None = each["before"]
    if before is None:
        return None
    last, day = before
    line = unit.registers.line(row.register, each["year"], each["series"], last, "")
    if line is None:
        return before
    for entry in unit.log.some([seq for seq in unit.numbers.changes_of(line.id) if seq > row.seq]):
        if _dates(entry.body, line):
            day = entry.body["date"]
    return [last, day]


def _dates(body: Mapping[str, Any], line: LineRow) -> bool:
    """Whether an entry about a line gave it its day: a letter came to a number that waited, or the day was mended."""
    if (body.get("number"), body.get("insert")) != (line.urut, line.sisipan):
        return False  # its letter went to another number
    was = body.get("was")
    return bool(body.get("fills")) or (isinstance(was, Mapping) and was.get("date") != body.get("date"))


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as runs without a hole, each with its first and last."""
    first: int | None = None
    before = 0
    for number in numbers:
        if first is not None and number != before + 1:
            yield first, before
            first = number
        first = number if first is None else first
        before = number
    if first is not None:
        yield first, before


def _counted(unit: Unit, register: str, year: int, series: str, lines: Sequence[OldLine]) -> dict[str, Any]:
    """How far the series stood before, and where it stands once the lines are in."""
    stands = unit.registers.series(register, year, series)
    top = max(lines, key=_number)
    last, day = top.urut, top.day
    if stands is not None:
        last, day = (
            (last, max(day, stands.last_date)) if last > stands.last else (stands.last, stands.last_date)
        )
    return {
        "year": year,
        "series": series,
        "before": [stands.last, stands.last_date.isoformat()] if stands else None,
        "after": [last, day.isoformat()],
    }


def _number(line: OldLine) -> tuple[int, bool]:
    return line.urut, not line.sisipan


def _day_before(lines: Sequence[OldLine], number: int) -> date:
    """The day of the line before a missing number, else of the first one behind it."""
    before = [line for line in lines if line.urut < number]
    return max(before, key=_number).day if before else min(lines, key=_number).day


class _Maker:
    """Makes entries and lines, one after the other."""

    def __init__(self, rows: Rows, same: Mapping[str, Any], import_seq: int) -> None:
        self._rows = rows
        self._same = same
        self._import = import_seq
        self._seq = import_seq

    def line(self, register: str, line: OldLine) -> None:
        values = {
            **line_of(register, *line.book, line.urut, line.sisipan, line.day),
            "text": line.text,
            "code": line.code,
            "subject": line.subject,
            "party": line.party,
            "state": (NumberState.VOID if line.void else NumberState.ISSUED).value,
            "reason": (line.note or _VOID_REASON) if line.void else "",
            "sent_on": line.sent_on,
            "ref": line.ref,
            "ref_date": line.ref_day,
            "enclosure": line.enclosure,
            "note": line.note,
        }
        self._entry(IMPORT_LINE, said_of_import(values))
        self._rows.lines.append({**values, **self._same, "seq": self._seq})

    def gap(self, register: str, book: Book, run: tuple[int, int], day: date) -> None:
        (year, series), (first, last) = book, run
        place = {"register": register, "year": year, "series": series, "first": first, "last": last}
        self._entry(IMPORT_GAP, {**place, "date": day.isoformat(), "reason": NOT_IN_OLD_BOOK})
        for urut in range(first, last + 1):
            values = line_of(register, year, series, urut, "", day)
            self._rows.lines.append({**values, **self._same, "seq": self._seq})

    def _entry(self, kind: str, body: Mapping[str, Any]) -> None:
        self._seq += 1
        now, by = self._same["logged_at"], self._same["actor"]
        said = {**body, "import": self._import}
        self._rows.entries.append(Entry(self._seq, REGISTER, None, kind, now, now, by, said, ""))


def line_of(register: str, year: int, series: str, urut: int, sisipan: str, day: date) -> dict[str, Any]:
    """A line that nothing is known of but its number: as a missing one is entered."""
    return {
        "register": register,
        "year": year,
        "series": series,
        "urut": urut,
        "sisipan": sisipan,
        "text": f"{urut}.{sisipan}" if sisipan else str(urut),
        "date": day,
        "code": "",
        "subject": "",
        "party": "",
        "state": NumberState.OUTSIDE.value,
        "reason": NOT_IN_OLD_BOOK,
        "dossier_id": None,
        "step": None,
        "sent_on": None,
        "ref": "",
        "ref_date": None,
        "nature": "",
        "enclosure": "",
        "note": "",
        "received_at": None,
        "answer_due": None,
        "disposed": "",
    }


def said_of_import(line: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of an imported line."""
    sent = line["sent_on"]
    return {
        **said_of(line),
        **details_of(dict(line)),
        "state": line["state"],
        "sent_on": sent.isoformat() if sent else None,
    }
