"""Whether every letter is what was filled in, and bears alone the number and values it was issued with."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sopdesk.services.findings import Finding, Room
from sopdesk.services.letter_log import DROPPED, FILLED, ISSUED, row_digest
from sopdesk.store.letters import LetterRow
from sopdesk.store.log import Entry
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit


def letter_problems(unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[Finding]:
    """Letters against their line in the book, and against the newest entry about each."""
    told: dict[object, Entry] = {}
    begun: list[int] = []
    for entry in sorted(
        (e for kind in (FILLED, ISSUED, DROPPED) for e in of_books.get(kind, ())), key=_place
    ):
        key = entry.body.get("letter")
        if entry.kind == DROPPED:
            told.pop(key, None)
            continue
        told[key] = entry
        if entry.body.get("new") is True and isinstance(key, int):
            begun.append(key)
    # Letters from before the log told of them bear no digest; all that came later do.
    first = min(begun, default=None)
    numbered = Counter(unit.letters.lines())
    lines = {line.id: line for line in unit.registers.of_letters()}
    there: set[object] = set()
    for row in unit.letters.every():
        there.add(row.id)
        mine = told.get(row.id)
        if row.line_id is not None:
            # A nota dinas has its number without a dossier.
            line = lines.get(row.line_id) or unit.registers.line_by_id(row.line_id)
            yield from _in_book(row, line, only=numbered[row.line_id] < 2)
        after = mine.logged_at if mine else None
        if mine is None and first is not None and row.id >= first:
            yield Finding(f"{_name(row)} tidak ada di log.", Room.LETTERS)
        elif mine is not None and mine.body.get("row") != row_digest(row):
            yield Finding(f"{_name(row)} tidak sama dengan log.", Room.LETTERS, after)
    for last in (entry for key, entry in told.items() if key not in there):
        name = last.body.get("text") or last.body.get("subject") or "–"
        words = f"Surat “{name}” ada di log tetapi tidak ada di daftar surat."
        yield Finding(words, Room.LETTERS, last.logged_at)


def _in_book(row: LetterRow, line: LineRow | None, *, only: bool) -> Iterator[Finding]:
    """What a letter was issued with is what the book says of its number."""
    letter = row.issued.get("letter", {}) if isinstance(row.issued, dict) else {}
    if line is None or (letter.get("number"), letter.get("day")) != (line.text, line.date.isoformat()):
        yield Finding(f"{_name(row)} tidak sama dengan barisnya di buku agenda.", Room.LETTERS)
    # A nota dinas may lie beside a dossier whose own letter bears another number.
    elif row.step is not None and row.dossier_id != line.dossier_id:
        yield Finding(
            f"{_name(row)} tidak sama dengan barisnya di buku agenda.", Room.LETTERS, line.logged_at
        )
    elif not only:
        yield Finding(f"{_name(row)}: nomornya ada pada lebih dari satu surat.", Room.LETTERS, line.logged_at)


def _name(row: LetterRow) -> str:
    letter = row.issued.get("letter", {}) if isinstance(row.issued, dict) else {}
    number = letter.get("number")
    return f"Surat dengan nomor {number}" if number else f"Surat dengan tanda {row.id} (belum bernomor)"


def _place(entry: Entry) -> int:
    return entry.seq
