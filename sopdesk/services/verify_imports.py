"""Whether imported lines, and the imports themselves, are as the log says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sopdesk.domain.numbers import shown
from sopdesk.services.import_rows import IMPORT, IMPORT_GAP, IMPORT_LINE, UNDO_IMPORT, line_of, said_of_import
from sopdesk.services.incoming import AMEND
from sopdesk.services.register_lines import as_dict
from sopdesk.services.verify_deliveries import days_sent
from sopdesk.services.verify_numbers import NumberLog
from sopdesk.store.imports import ImportRow
from sopdesk.store.log import Entry
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

Key = tuple[str, int, str, int, str]
_KEPT = ("register", "file", "digest", "lines")


def import_problems(unit: Unit, of_books: Mapping[str, Sequence[Entry]], log: NumberLog) -> Iterator[str]:
    """Imports against the log. What cannot be read there is a change that the chain has told already."""
    try:
        yield from _imports(unit, of_books)
        yield from _lines(unit, of_books, log)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"Catatan impor buku lama tidak dapat dibaca ({type(error).__name__})."


def _imports(unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    rows: dict[int, ImportRow] = {}
    for row in unit.imports.every():
        if row.seq in rows:
            yield f"Impor buku lama “{row.file}” ada dua kali di daftar impor."
        rows[row.seq] = row
    entries = {entry.seq: entry for entry in of_books.get(IMPORT, ())}
    undone = {int(str(entry.body["import"])): entry.seq for entry in of_books.get(UNDO_IMPORT, ())}
    for seq in sorted(rows.keys() | entries.keys()):
        mine, entry = rows.get(seq), entries.get(seq)
        if mine is None or entry is None or not _same(mine, entry) or mine.undone_seq != undone.get(seq):
            name = mine.file if mine else str(entry.body.get("file") if entry else "")
            yield f"Impor buku lama “{name}” tidak sama dengan log."


def _same(row: ImportRow, entry: Entry) -> bool:
    body: dict[str, Any] = {key: value for key, value in entry.body.items() if key != "clock_behind"}
    return (
        (row.at, row.actor, dict(row.body)) == (entry.at, entry.actor, body)
        and {name: getattr(row, name) for name in _KEPT} == {name: body[name] for name in _KEPT}
    )  # fmt: skip


def _lines(unit: Unit, of_books: Mapping[str, Sequence[Entry]], log: NumberLog) -> Iterator[str]:
    undone = {int(str(entry.body["import"])) for entry in of_books.get(UNDO_IMPORT, ())}
    told: dict[Key, dict[str, Any]] = {}
    for kind in (IMPORT_LINE, IMPORT_GAP):
        for entry in of_books.get(kind, ()):
            if int(str(entry.body["import"])) not in undone:
                told.update(_told(entry))
    ids = {row.id: row.seq for row in unit.imports.every()}
    sent = days_sent(of_books)
    amended = _amended(of_books)
    for line in unit.imports.every_line():
        said = told.pop(_key(line), None)
        name = f"Baris nomor {shown(line.urut, line.sisipan)} tahun {line.year} dari buku lama"
        if said is None:
            yield f"{name} tidak ada di log."
            continue
        is_ = {**said_of_import(as_dict(line)), "import": ids.get(line.import_id or 0), "seq": line.seq}
        is_ |= {"actor": line.actor, "logged_at": line.logged_at}
        later = _changed_later(log, line) | amended.get(_key(line), set())
        later |= {"sent_on"} if _key(line) in sent else set()
        if any(is_[key] != value for key, value in said.items() if key not in later):
            yield f"{name} tidak sama dengan log."
    for key in told:
        yield f"Baris nomor {shown(key[3], key[4])} tahun {key[1]} dari buku lama ada di log tetapi tidak di buku."


def _told(entry: Entry) -> Iterator[tuple[Key, dict[str, Any]]]:
    body: dict[str, Any] = dict(entry.body)
    also = {"seq": entry.seq, "actor": entry.actor, "logged_at": entry.logged_at}
    if entry.kind == IMPORT_LINE:
        key = (body["register"], body["year"], body["series"], body["number"], body["insert"])
        yield key, {name: value for name, value in body.items() if name != "clock_behind"} | also
        return
    place = (str(body["register"]), int(body["year"]), str(body["series"]))
    for urut in range(int(body["first"]), int(body["last"]) + 1):
        line = line_of(*place, urut, "", date.fromisoformat(body["date"]))
        said = {**said_of_import(line), "reason": body["reason"], "import": body["import"]}
        yield (*place, urut, ""), said | also


def _changed_later(log: NumberLog, line: LineRow) -> set[str]:
    """The fields that an entry after the import has set: those are compared with that one."""
    found = log.lines.get((line.register, line.year, line.series), {}).get((line.urut, line.sisipan))
    if found is None:
        return set()
    changed = set(found.said)
    if line.dossier_id is not None:
        changed.add("sent_on")
    return changed


def _amended(of_books: Mapping[str, Sequence[Entry]]) -> dict[Key, set[str]]:
    """What was corrected of incoming letters since: those fields are compared with the corrections."""
    found: dict[Key, set[str]] = {}
    for entry in of_books.get(AMEND, ()):
        body: dict[str, Any] = dict(entry.body)
        key = (body["register"], body["year"], body["series"], body["number"], body["insert"])
        found.setdefault(key, set()).update(body["changed"])
    return found


def _key(line: LineRow) -> Key:
    return line.register, line.year, line.series, line.urut, line.sisipan
