"""Entries of a dossier's log: what happened, when, who logged it and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Facts = Mapping[str, object]  # JSON values


class EventKind(StrEnum):
    """What an entry of a dossier's log says."""

    START = "start"
    HAND_ON = "hand_on"
    RECEIVE = "receive"
    FACTS = "facts"
    RETURN = "return"
    SKIP = "skip"
    HOLD = "hold"
    RESUME = "resume"
    NUMBER = "number"
    VOID_NUMBER = "void_number"
    CORRECT_NUMBER = "correct_number"
    STAMP = "stamp"
    DISPATCH = "dispatch"
    RECEIPT = "receipt"
    CANCEL = "cancel"
    TITLE = "title"
    DEADLINE = "deadline"  # the dossier's own deadline was set, moved or taken away
    UNDO = "undo"
    CORRECT = "correct"
    PRINT = "print"
    NOTE = "note"
    CHECK = "check"  # a tick on a list: kelengkapan, or what is done after the signature
    LETTER = "letter"  # a letter was filled in
    ATTACH = "attach"  # a file was added, or with ``withdrawn`` taken off


COUNTERS = frozenset({EventKind.UNDO, EventKind.CORRECT})
# These tell of the dossier and change nothing in it: they neither move its time on nor stand in the way of an undo.
REMARKS = frozenset({EventKind.PRINT, EventKind.NOTE, EventKind.CHECK, EventKind.LETTER, EventKind.ATTACH})


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. ``seq`` is its place in the office's log.

    ``at`` is when it happened, ``logged_at`` when it was logged.
    """

    seq: int
    kind: EventKind
    at: datetime
    logged_at: datetime
    by: str
    data: Facts

    def text(self, key: str) -> str:
        """The text under ``key``, empty where there is none."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int | None:
        """The whole number under ``key``, None where there is none."""
        value = self.data.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def countered(events: Iterable[Event]) -> frozenset[int]:
    """The ``seq`` of every entry that a counter-entry takes back."""
    return frozenset(n for e in events if e.kind in COUNTERS and (n := e.number("event")) is not None)


def effective(events: Iterable[Event]) -> list[Event]:
    """The entries that count, oldest first: no counter-entries, nothing countered, no remarks."""
    every = list(events)
    gone = countered(every)
    return [e for e in every if e.kind not in COUNTERS and e.kind not in REMARKS and e.seq not in gone]
