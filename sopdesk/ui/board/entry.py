"""A card as the board keeps it: where it stands in its column, and until when that holds."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sopdesk.domain.clocks import Level, Reading
from sopdesk.services.board_views import Card
from sopdesk.services.faces import RANK, key_of, reading
from sopdesk.services.office import Known

_NEVER: Final = float("inf")
_OPEN: Final = frozenset({"running", "held"})


@dataclass(slots=True)
class Entry:
    """A card with its place: ``key`` sorts it, ``level`` counts it.

    Neither changes before ``wake``, so that a tick of the clock need not reckon two thousand of them.
    """

    card: Card
    key: tuple[int, float, int] = (0, 0.0, 0)
    level: Level = Level.TANPA
    wake: float = _NEVER  # seconds since 1970: comparing two thousand of them costs nothing
    hay: str = field(default="", repr=False)

    def stand(self, known: Known, now: datetime) -> bool:
        """Reckon where the card stands at ``now``; whether that is another place or level than before."""
        before = (self.key, self.level)
        card = self.card
        if card.life not in _OPEN:
            self.level = Level.SELESAI if card.life == "finished" else Level.BATAL
            self.key = (0, -card.ended_at.timestamp() if card.ended_at else 0.0, -card.id)
            return (self.key, self.level) != before
        due, warn = card.due, card.warn_from
        if due is None:
            due, warn = card.deadline, card.deadline_warn
            one = True
        else:
            one = card.deadline is None
        if one and due is not None and warn is not None and card.life == "running" and not card.desk.outside:
            # Most cards have one clock, and two thousand are read at once: the same as below, at a third of it.
            ends = due.timestamp()
            if known.worktime.is_late(now, due):
                level, self.wake = Level.TERLAMBAT, _NEVER
            elif now >= warn:
                # Passed in closed hours, it is late only with the next working minute: ask again.
                level, self.wake = Level.WASPADA, ends if due > now else now.timestamp()
            else:
                level, self.wake = Level.AMAN, min(warn, due).timestamp()
            self.level, self.key = level, (RANK[level], ends, card.id)
            return (self.key, level) != before
        found = reading(known.worktime, card, now)
        self.level = found.level
        self.key = key_of(found, card)
        self.wake = _next_change(known, card, found, now)
        return (self.key, self.level) != before

    def holds(self, words: tuple[str, ...], known: Known, now: datetime) -> bool:
        """Whether every one of the folded ``words`` is in what a person knows of the card."""
        if not self.hay:
            self.hay = _hay(self.card, known, now)
        return all(word in self.hay for word in words)


def is_open(card: Card) -> bool:
    """Whether the dossier is still under way."""
    return card.life in _OPEN


def _next_change(known: Known, card: Card, found: Reading, now: datetime) -> float:
    if found.late and (card.due is None or card.deadline is None):
        return _NEVER
    wake: datetime | None = None
    for due, warn in ((card.due, card.warn_from), (card.deadline, card.deadline_warn)):
        if due is None or (found.late and due is found.due):
            continue
        if due > now:
            coming = min(warn, due) if warn is not None and warn > now else due
            wake = coming if wake is None else min(wake, coming)
        elif not known.worktime.is_late(now, due):
            # Passed in closed hours, it is late only with the next working minute: ask again.
            return now.timestamp()
    return wake.timestamp() if wake is not None else _NEVER


def _hay(card: Card, known: Known, now: datetime) -> str:
    holds = known.holder(card.desk, now)
    official = f"{holds.official.name} {holds.title}" if holds else ""
    parts = (card.title, card.code, card.label, card.brief, card.owner, card.number_text, official)
    return "\n".join(parts).casefold()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the board shows: nothing chosen shows everything."""

    sops: frozenset[str] = frozenset()
    level: Level | None = None
    words: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether anything is kept back."""
        return bool(self.sops or self.level or self.words)

    def shows(self, entry: Entry, known: Known, now: datetime) -> bool:
        """Whether the card is shown."""
        if self.sops and entry.card.sop not in self.sops:
            return False
        if self.level is not None and entry.level is not self.level:
            return False
        return not self.words or entry.holds(self.words, known, now)


_TOKEN: Final = re.compile(r"\{([a-z_]+)(?::\d)?\}")


def short_number(text: str, template: str) -> str:
    """The running number within a letter number, read by the office's format; the whole where it does not fit."""
    pattern = ""
    at = 0
    for token in _TOKEN.finditer(template):
        pattern += re.escape(template[at : token.start()])
        pattern += r"(\d+(?:\.[a-z]+)?)" if token[1] == "urut" else ".*?"
        at = token.end()
    pattern += re.escape(template[at:])
    found = re.fullmatch(pattern, text)
    return found[1] if found and found.lastindex else text
