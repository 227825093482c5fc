"""One pass over the log: its chain, and its entries by what they speak of."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from sys import intern
from typing import Any, Final

from sopdesk.domain.events import Event, EventKind
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.classification import CLASSIFICATION
from sopdesk.services.findings import Finding, Room
from sopdesk.services.letter_log import DROPPED, FILLED
from sopdesk.services.verify_backups import RESTORES
from sopdesk.services.verify_deadlines import MOVERS
from sopdesk.services.verify_numbers import NumberLog
from sopdesk.services.verify_settings import FOLLOWED
from sopdesk.services.verify_sops import SOP
from sopdesk.services.verify_users import USER_KINDS
from sopdesk.store.log import GENESIS, OFFICE, REGISTER, Entry, entry_hash
from sopdesk.store.store import Unit

_TELL_EVERY: Final = 200  # entries
_FEW: Final = 4  # parts of a body that may well be the same in other entries
_SHORT: Final = 40  # letters of a text that may well stand in other entries too
_EVENTS: Final = frozenset(EventKind)
_KEPT: Final = (
    frozenset({EventKind.DISPATCH, EventKind.RECEIPT, EventKind.ATTACH, EventKind.CORRECT_NUMBER})
    | {CLASSIFICATION, FILLED, DROPPED, SOP}
    | RESTORES
    | USER_KINDS
    | MOVERS
    | FOLLOWED
)


class Walk:
    """One pass over the log: the chain is checked, the entries are sorted by what they speak of."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress = progress
        self._whole = whole
        self.head = GENESIS
        self.count = 0
        self.events: dict[int, list[Event]] = {}
        self.numbers = NumberLog()
        # Entries that speak of the books, by kind: what the checks of dispositions, deliveries and files compare with.
        self.of_books: dict[str, list[Entry]] = {}
        # The newest entry of the office of each kind: what the settings are compared with.
        self.newest: dict[str, Entry] = {}
        self._bodies: dict[object, dict[str, object]] = {}

    def chain(self, unit: Unit) -> Iterator[Finding]:
        """Problems of the chain itself."""
        before: datetime | None = None
        for entry in unit.log.walk():
            if self.count % _TELL_EVERY == 0:
                tell(self._progress, self.count, self._whole)
            self.count += 1
            if entry.seq != self.count:
                yield Finding(f"Catatan nomor {self.count} hilang dari log.", Room.LOG, before)
                self.count = entry.seq
            if entry_hash(self.head, entry) != entry.hash:
                words = f"Catatan nomor {entry.seq} tidak cocok dengan rantainya: isinya berubah."
                yield Finding(words, Room.LOG, before)
            self.head, before = entry.hash, entry.logged_at
            self._sort(self._sparing(entry))

    def _sort(self, entry: Entry) -> None:
        if entry.stream == REGISTER or entry.kind in _KEPT:
            self.of_books.setdefault(entry.kind, []).append(entry)
        if entry.stream == OFFICE:
            self.newest[entry.kind] = entry
        # What cannot be read is a change that the chain has told already.
        if entry.dossier_id is not None and entry.kind in _EVENTS:
            event = Event(
                entry.seq, EventKind(entry.kind), entry.at, entry.logged_at, entry.actor, entry.body
            )
            self.events.setdefault(entry.dossier_id, []).append(event)
        self.numbers.take(entry)

    def _sparing(self, entry: Entry) -> Entry:
        """The same entry; what it says in the words of many others is kept once: most say no more than a step."""
        body = {_short(key): _short(value) for key, value in entry.body.items()}
        if len(body) <= _FEW:
            with suppress(TypeError):  # of a value with parts
                key = tuple((name, type(value), value) for name, value in body.items())
                body = self._bodies.setdefault(key, body)
        return Entry(
            entry.seq,
            entry.stream,
            entry.dossier_id,
            entry.kind,
            entry.at,
            entry.at if entry.at == entry.logged_at else entry.logged_at,
            _short(entry.actor),
            body,
            entry.hash,
        )


def _short(value: Any) -> Any:
    return intern(value) if type(value) is str and len(value) <= _SHORT else value
