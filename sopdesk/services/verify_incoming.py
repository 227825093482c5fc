"""Whether incoming letters and their dispositions are as the log says."""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sopdesk.domain.errors import Refused, Trouble
from sopdesk.domain.events import EventKind
from sopdesk.domain.numbers import INCOMING, shown
from sopdesk.services.dispositions import (
    DONE,
    GIVE,
    NONE_NEEDED,
    WITHDRAW,
    disposed_by,
    disposition_search,
    said_of_disposition,
)
from sopdesk.services.incoming import AMEND, WAITING
from sopdesk.services.incoming_lines import details_of, place_of_line
from sopdesk.services.register_lines import as_dict
from sopdesk.store.dispositions import DispositionRow
from sopdesk.store.log import Entry
from sopdesk.store.registers import LineRow, search_words
from sopdesk.store.store import Unit

Place = tuple[int, str, int, str]  # year, series, number, inserted mark
Numbers = MutableMapping[tuple[str, int, str], dict[tuple[int, str], dict[str, Any]]]
OfBooks = Mapping[str, Sequence[Entry]]
_GONE = -1  # the place of an entry that there is not
_EMPTY = {"ref": "", "ref_date": None, "nature": "", "enclosure": "", "note": "", "received_at": None}


def incoming_problems(unit: Unit, of_books: OfBooks) -> Iterator[str]:
    """Incoming letters and dispositions against the log. What cannot be read is a change that the chain has told."""
    try:
        yield from _lines(unit, of_books)
        yield from _dispositions(unit, of_books)
    except (Refused, Trouble):
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        yield f"Catatan surat masuk atau disposisi tidak dapat dibaca ({type(error).__name__})."


def _lines(unit: Unit, of_books: OfBooks) -> Iterator[str]:
    said: dict[Place, dict[str, Any]] = {}
    came: set[Place] = set()  # numbers that were taken with the letter's details
    told = [*of_books.get(EventKind.NUMBER.value, ()), *of_books.get(AMEND, ())]
    for entry in sorted(told, key=attrgetter("seq")):
        if entry.body.get("register") != INCOMING:
            continue
        place = _place(entry)
        if entry.kind == AMEND:
            changed: Any = entry.body["changed"]
            # A line of an old book is told by its import: only what was corrected since is told here.
            said.setdefault(place, {}).update({name: value[1] for name, value in changed.items()})
        else:
            # A reserved number may have been corrected before its letter came to it.
            details = {**_EMPTY, "answer_due": None, **said.get(place, {}), **entry.body}
            said[place] = {name: details[name] for name in _names()}
            if "received_at" in entry.body:
                came.add(place)
    by_line = unit.dispositions.of_lines([line.id for line in _incoming(unit)])
    for line in _incoming(unit):
        rows = by_line.get(line.id, [])
        name = f"Surat masuk nomor {shown(line.urut, line.sisipan)}/{line.year}"
        expected = said.get(_of_line(line))
        details = details_of(as_dict(line))
        if expected is not None and any(details[key] != value for key, value in expected.items()):
            yield f"{name}: isinya tidak sama dengan log."
        # A reserved number, or one used outside the program, is no letter yet, though it be corrected.
        begun = WAITING if _of_line(line) in came and line.import_id is None else ""
        if line.disposed != (disposed_by(rows) if rows else begun):
            yield f"{name}: tanda disposisinya tidak sama dengan catatan disposisi."
        if line.search != search_words(as_dict(line)):
            yield f"{name}: bahan pencariannya tidak sama dengan isinya."


def _dispositions(unit: Unit, of_books: OfBooks) -> Iterator[str]:
    given = {e.seq: e for kind in (GIVE, NONE_NEEDED) for e in of_books.get(kind, ())}
    withdrawn = {int(str(e.body["disposition"])): str(e.body["reason"]) for e in of_books.get(WITHDRAW, ())}
    done: dict[int, datetime | None] = {
        int(str(e.body["disposition"])): e.at if e.body["done"] else None for e in of_books.get(DONE, ())
    }
    lines = {line.id: line for line in _incoming(unit)}
    rows = unit.dispositions.every()
    by_id = {row.id: row for row in rows}
    for row in rows:
        line = lines.get(row.line_id)
        entry = given.pop(row.seq, None)
        number = f"{shown(line.urut, line.sisipan)}/{line.year}" if line else f"dengan tanda {row.line_id}"
        name = f"Disposisi surat masuk nomor {_number(entry) if entry else number}"
        if entry is None or line is None:
            yield f"{name} tidak ada di log."
            continue
        parent = by_id.get(row.parent_id) if row.parent_id is not None else None
        as_logged = {
            **place_of_line(line),
            **said_of_disposition(_values(row)),
            "parent": parent.seq if parent else row.parent_id and _GONE,
        }
        same = (
            as_logged == {key: entry.body.get(key) for key in as_logged}
            and (row.at, row.actor, row.logged_at) == (entry.at, entry.actor, entry.logged_at)
            and row.withdrawn == withdrawn.get(row.seq, "")
            and row.done_at == done.get(row.seq)
            and row.search == disposition_search(_values(row))
        )
        if not same:
            yield f"{name} tidak sama dengan log."
    for entry in given.values():
        yield f"Disposisi surat masuk nomor {_number(entry)} ada di log tetapi tidak ada di daftar disposisi."


def _values(row: DispositionRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DispositionRow.__dataclass_fields__}


def _names() -> tuple[str, ...]:
    return (*("code", "subject", "party"), *_EMPTY, "answer_due")


def _incoming(unit: Unit) -> list[LineRow]:
    found: list[LineRow] = []
    for series in unit.registers.all_series():
        if series.register == INCOMING:
            found += unit.registers.of_series(INCOMING, series.year, series.series)
    return found


def _series(entry: Entry) -> tuple[str, int, str]:
    return str(entry.body["register"]), int(str(entry.body["year"])), str(entry.body["series"])


def _place(entry: Entry) -> Place:
    _register, year, series = _series(entry)
    return year, series, int(str(entry.body["number"])), str(entry.body["insert"])


def _number(entry: Entry) -> str:
    year, _series, number, insert = _place(entry)
    return f"{shown(number, insert)}/{year}"


def _of_line(line: LineRow) -> Place:
    return line.year, line.series, line.urut, line.sisipan
