"""The append-only log of the office; each entry's hash covers the one before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Text, bindparam, func, insert, select, type_coerce

from sopdesk.domain.events import Event, EventKind
from sopdesk.store import tables
from sopdesk.store.types import canonical_json, to_microseconds

GENESIS = "0" * 64
_AT_ONCE = 1000

# Made once: making them anew costs an action more than running them.
_NEWEST = select(tables.log.c.seq, tables.log.c.hash).order_by(tables.log.c.seq.desc()).limit(1)
_NEWEST_WHOLE = (
    select(tables.log.c.seq, tables.log.c.hash, tables.log.c.logged_at)
    .order_by(tables.log.c.seq.desc())
    .limit(1)
)
_OLDEST_TIME = select(tables.log.c.logged_at).order_by(tables.log.c.seq).limit(1)
_APPEND = insert(tables.log)
_OF_DOSSIER = (
    select(tables.log).where(tables.log.c.dossier_id == bindparam("dossier")).order_by(tables.log.c.seq)
)
DOSSIER = "dossier"
OFFICE = "office"
REGISTER = "register"
MOVED = "moved_to_server"  # the last entry in a file whose office went to a server


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log as it stands."""

    seq: int
    stream: str
    dossier_id: int | None
    kind: str
    at: datetime
    logged_at: datetime
    actor: str
    body: Mapping[str, object]
    hash: str


def entry_hash(previous: str, entry: Entry) -> str:
    """SHA-256, in hexadecimal, over the hash before and every column of the entry."""
    covered = [
        previous,
        entry.seq,
        entry.stream,
        entry.dossier_id,
        entry.kind,
        to_microseconds(entry.at),
        to_microseconds(entry.logged_at),
        entry.actor,
        entry.body,
    ]
    return hashlib.sha256(canonical_json(covered).encode()).hexdigest()


class Log:
    """The log, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._head: tuple[int, str] | None = None  # as last read or written by a deed, for its next entry

    def append(
        self,
        stream: str,
        kind: str,
        *,
        actor: str,
        at: datetime,
        now: datetime,
        body: Mapping[str, object],
        dossier_id: int | None = None,
    ) -> int:
        """Add an entry; its place in the log. The caller holds the write lock: no other comes between."""
        last, head = self._head or self.head()
        entry = Entry(last + 1, stream, dossier_id, kind, at, now, actor, body, "")
        written = entry_hash(head, entry)
        self._connection.execute(
            _APPEND,
            {
                "seq": entry.seq,
                "stream": stream,
                "dossier_id": dossier_id,
                "kind": kind,
                "at": at,
                "logged_at": now,
                "actor": actor,
                "body": body,
                "hash": written,
            },
        )
        self._head = (entry.seq, written)
        return entry.seq

    def head(self) -> tuple[int, str]:
        """The last entry's place and hash; (0, GENESIS) for an empty log."""
        row = self._connection.execute(_NEWEST).first()
        return (row.seq, row.hash) if row else (0, GENESIS)

    def last_logged_at(self) -> datetime | None:
        """When the newest entry of the office was logged."""
        row = self._connection.execute(_NEWEST_WHOLE).first()
        if row is None:
            return None
        # Each deed asks before it adds its entry: the same look at the newest one serves both.
        self._head = (row.seq, row.hash)
        found: datetime = row.logged_at
        return found

    def forget_head(self) -> None:
        """Entries were added past ``append``."""
        self._head = None

    def first_logged_at(self) -> datetime | None:
        """When the first entry of the office was logged."""
        return self._connection.execute(_OLDEST_TIME).scalar()

    def since(self, seq: int) -> set[tuple[str, str, int | None]]:
        """Stream, kind and dossier of the entries after ``seq``, each once."""
        rows = self._connection.execute(
            select(tables.log.c.stream, tables.log.c.kind, tables.log.c.dossier_id)
            .where(tables.log.c.seq > seq)
            .distinct()
        )
        return {(r.stream, r.kind, r.dossier_id) for r in rows}

    def of_dossier(self, dossier_id: int) -> list[Event]:
        """Every entry of a dossier, oldest first."""
        rows = self._connection.execute(_OF_DOSSIER, {"dossier": dossier_id})
        return [Event(r.seq, EventKind(r.kind), r.at, r.logged_at, r.actor, r.body) for r in rows]

    def of_dossiers(self, ids: Sequence[int]) -> dict[int, list[Event]]:
        """Every entry of some hundred dossiers at most, by dossier, oldest first."""
        found: dict[int, list[Event]] = {dossier: [] for dossier in ids}
        rows = self._connection.execute(
            select(tables.log).where(tables.log.c.dossier_id.in_(ids)).order_by(tables.log.c.seq)
        )
        for r in rows:
            found[r.dossier_id].append(Event(r.seq, EventKind(r.kind), r.at, r.logged_at, r.actor, r.body))
        return found

    def some(self, seqs: Sequence[int]) -> list[Entry]:
        """The entries at these places, oldest first."""
        rows = self._connection.execute(
            select(tables.log).where(tables.log.c.seq.in_(seqs)).order_by(tables.log.c.seq)
        )
        return [
            Entry(r.seq, r.stream, r.dossier_id, r.kind, r.at, r.logged_at, r.actor, r.body, r.hash)
            for r in rows
        ]

    def newest_of(self, kind: str, most: int = 100) -> list[Entry]:
        """The newest entries of a kind, newest first."""
        rows = self._connection.execute(
            select(tables.log).where(tables.log.c.kind == kind).order_by(tables.log.c.seq.desc()).limit(most)
        )
        return [
            Entry(r.seq, r.stream, r.dossier_id, r.kind, r.at, r.logged_at, r.actor, r.body, r.hash)
            for r in rows
        ]

    def hashes(self, seqs: Sequence[int]) -> dict[int, str]:
        """The hashes at these places, whether the entries can be read or not; places without one are left out."""
        rows = self._connection.execute(
            select(tables.log.c.seq, tables.log.c.hash).where(tables.log.c.seq.in_(seqs))
        )
        return {r.seq: r.hash for r in rows}

    def place_of(self, beginning: str) -> tuple[int, datetime] | None:
        """Place and time of the first entry whose hash begins so; None where there is none."""
        c = tables.log.c
        found = self._connection.execute(
            select(c.seq, c.logged_at)
            .where(c.hash.startswith(beginning, autoescape=True))
            .order_by(c.seq)
            .limit(1)
        ).first()
        return (found.seq, found.logged_at) if found else None

    def count(self) -> int:
        """How many entries there are."""
        return self._connection.execute(select(func.count()).select_from(tables.log)).scalar_one()

    def walk(self) -> Iterator[Entry]:
        """Every entry, oldest first, a few at a time; a body that is no JSON object stands under ``unreadable``."""
        columns = [
            c if c is not tables.log.c.body else type_coerce(c, Text).label("body") for c in tables.log.c
        ]
        wanted = select(*columns).order_by(tables.log.c.seq).limit(_AT_ONCE)
        # Each part is a question of its own: who stops in the middle leaves no cursor open on a server.
        rows = self._connection.execute(wanted).all()
        while rows:
            for r in rows:
                body = _body(r.body)
                yield Entry(r.seq, r.stream, r.dossier_id, r.kind, r.at, r.logged_at, r.actor, body, r.hash)
            rows = self._connection.execute(wanted.where(tables.log.c.seq > rows[-1].seq)).all()


def _body(text: object) -> Mapping[str, object]:
    try:
        body = json.loads(str(text))
    except (ValueError, RecursionError):
        body = None
    return body if isinstance(body, dict) else {"unreadable": text}
