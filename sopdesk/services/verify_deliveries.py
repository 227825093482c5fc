"""Whether the delivery book says what the log says: every sending, every receipt, nothing more and nothing less."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sopdesk.domain.events import COUNTERS, Event, EventKind, countered
from sopdesk.domain.sendings import line_of
from sopdesk.services.deliveries import RECEIPT, RECEIPT_BACK, SEND, SEND_BACK
from sopdesk.services.sent_rows import UNDONE, rows_of
from sopdesk.store.deliveries import BACK, SEARCHED, VOID, DeliveryRow, delivery_words
from sopdesk.store.log import Entry
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

OfBooks = Mapping[str, Sequence[Entry]]
Place = tuple[int, int]
_FIXED = (
    "dossier_id",
    "subject",
    "addressee",
    "copies",
    "sent_at",
    "method",
    "actor",
    "logged_at",
    "seq",
    "state",
    "reason",
    "receiver",
    "position",
    "note",
    "received_at",
    "receipt_seq",
)
_EMPTY: dict[str, Any] = {
    "reason": "",
    "receiver": "",
    "position": "",
    "note": "",
    "received_at": None,
    "receipt_seq": None,
}


def problems(unit: Unit, of_books: OfBooks, events: Mapping[int, Sequence[Event]]) -> Iterator[str]:
    """What differs, in Indonesian sentences that name the line."""
    try:
        told = _told(of_books, events)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # A changed entry, which the chain has told already.
        yield f"Catatan pengiriman di log tidak dapat dibaca ({type(error).__name__})."
        return
    # Most are of a dossier's letter: read at once, and the others one by one.
    lines: dict[int, LineRow | None] = {line.id: line for line in unit.registers.of_letters()}
    rows = {(row.year, row.urut): row for row in unit.deliveries.every()}
    for place in told.keys() - rows.keys():
        yield f"Baris {place[1]} di buku ekspedisi {place[0]} ada di log tetapi tidak ada di buku."
    for place, row in rows.items():
        if place not in told:
            yield f"Baris {row.urut} di buku ekspedisi {row.year} tidak ada di log."
            continue
        if row.line_id is not None and row.line_id not in lines:
            lines[row.line_id] = unit.registers.line_by_id(row.line_id)
        searched = row.search == delivery_words({name: getattr(row, name) for name in SEARCHED})
        if not (searched and _same(row, told[place], lines.get(row.line_id or 0))):
            yield f"Baris {row.urut} di buku ekspedisi {row.year} tidak sama dengan log."
    yield from _gaps(unit, rows.keys())


def _gaps(unit: Unit, places: Collection[Place]) -> Iterator[str]:
    standing = unit.deliveries.standing()
    for year, last in standing.items():
        for urut in range(1, last + 1):
            if (year, urut) not in places:
                yield f"Nomor {urut} di buku ekspedisi {year} tidak ada tanpa penjelasan."
    for year, urut in places:
        if urut > standing.get(year, 0):
            yield f"Nomor {urut} di buku ekspedisi {year} melebihi hitungan terakhir, {standing.get(year, 0)}."


def _same(row: DeliveryRow, told: Mapping[str, Any], line: LineRow | None) -> bool:
    if line is None or any(getattr(row, name) != told[name] for name in _FIXED):
        return False
    # Its number may have been corrected since; which line it is, the sending says.
    named = (line.register, line.year, line.series, line.urut, line.sisipan)
    mine = told["named"] in (None, named) and line.dossier_id == row.dossier_id
    return mine and (row.letter, row.letter_date) == (line.text, line.date)


def _told(of_books: OfBooks, events: Mapping[int, Sequence[Event]]) -> dict[Place, dict[str, Any]]:
    found: dict[Place, dict[str, Any]] = {}
    reasons = _taken_back(of_books, events)
    moves = _moves(of_books)
    for entry in (*of_books.get(EventKind.DISPATCH, ()), *of_books.get(SEND, ())):
        body: Any = entry.body
        if not body.get("recipients"):
            continue  # of an older program
        rows = rows_of(
            body,
            seq=entry.seq,
            by=entry.actor,
            at=entry.at,
            now=entry.logged_at,
            dossier_id=entry.dossier_id,
            line=None,
        )
        for row in rows:
            found[row["year"], row["urut"]] = {**_EMPTY, **row, "named": _named(body, moves)}
            if entry.seq in reasons:
                found[row["year"], row["urut"]] |= {"state": VOID, "reason": reasons[entry.seq]}
    for entry in of_books.get(RECEIPT, ()):
        place = line_of(entry.body)
        if place in found and entry.seq not in reasons:
            found[place] |= _received(entry)
    return found


def _received(entry: Entry) -> dict[str, Any]:
    body: Any = entry.body
    told = body.get("received_at")
    return {
        "state": BACK,
        "receiver": body["name"],
        "position": body.get("position", ""),
        "note": body.get("note", ""),
        "received_at": datetime.fromisoformat(told) if told else entry.at,
        "receipt_seq": entry.seq,
    }


Line = tuple[str, int, str, int, str]


def _named(body: Mapping[str, Any], moves: Mapping[Line, Line]) -> Line | None:
    """The register's line that a sending without a dossier names, or the one that its letter was moved to since."""
    if "register" not in body:
        return None
    line = _line(body)
    for _ in moves:  # no further: a log that was changed may lead in a circle
        line = moves.get(line, line)
    return line


def _line(said: Mapping[str, Any]) -> Line:
    return said["register"], said["year"], said["series"], said["number"], said["insert"]


def _moves(of_books: OfBooks) -> dict[Line, Line]:
    """To which lines the letters of mistyped numbers were moved; a number that was left is never given again."""
    found: dict[Line, Line] = {}
    for entry in of_books.get(EventKind.CORRECT_NUMBER, ()):
        body: Any = entry.body
        old, new = _line(body["was"]), _line(body)
        if old != new:
            found[old] = new
    return found


def _taken_back(of_books: OfBooks, events: Mapping[int, Sequence[Event]]) -> dict[int, str]:
    """The entries that do not count any more, with the reason."""
    reasons = {
        int(str(entry.body["event"])): str(entry.body["reason"])
        for kind in (SEND_BACK, RECEIPT_BACK)
        for entry in of_books.get(kind, ())
    }
    for every in events.values():
        gone = countered(every)
        for event in every:
            if event.kind in COUNTERS and (meant := event.number("event")) in gone:
                reasons[meant or 0] = event.text("reason") or UNDONE
    return reasons


def days_sent(of_books: OfBooks) -> dict[Line, list[date]]:
    """The days by UTC on which lines of the register left without a dossier, what was taken back left out."""
    gone = {entry.body.get("event") for entry in of_books.get(SEND_BACK, ())}
    found: dict[Line, list[date]] = {}
    moves = _moves(of_books)
    for entry in of_books.get(SEND, ()):
        named = _named(entry.body, moves) if entry.seq not in gone else None
        if named is not None:
            found.setdefault(named, []).append(entry.at.date())
    return found
