"""What ``verify`` checks of the deadlines of dossiers that have ended; those of open ones follow the calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sopdesk.domain.errors import Refused
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.limits import Limit
from sopdesk.services.office import CALENDAR, PROFILE, Known
from sopdesk.services.settings import DEADLINES
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

MOVERS: Final = frozenset({CALENDAR, PROFILE})
"""The entries of the office that move deadlines: another calendar, another zone."""
_SETTERS: Final = frozenset({EventKind.START, EventKind.DEADLINE})


def deadline_problems(
    unit: Unit, known: Known, events: Mapping[int, Sequence[Event]], of_books: Mapping[str, Sequence[Entry]]
) -> Iterator[str]:
    """Ended dossiers whose deadline is none that the log ever gave them."""
    moved: dict[int, set[datetime | None]] = {}
    for kind in MOVERS:
        for entry in of_books.get(kind, ()):
            told = entry.body.get(DEADLINES)
            for dossier, when in told.items() if isinstance(told, Mapping) else ():
                moved.setdefault(int(dossier), set()).add(_moment(when))
    for row in unit.dossiers.every():
        if row.ended_at is None:
            continue
        setters = [event for event in events.get(row.id, ()) if event.kind in _SETTERS]
        given = {_moment(event.data.get("deadline")) for event in setters}
        if row.deadline in given | moved.get(row.id, set()):
            continue
        # One that was set again by taking back a later one, after the calendar had changed.
        given = {_by_today(known, event) for event in setters}
        if row.deadline not in given:
            yield f"Berkas {row.code}: batas waktu tidak sama dengan catatannya."


def _by_today(known: Known, event: Event) -> datetime | None:
    try:
        limit = Limit.of(event)
        return limit.due(known.worktime) if limit else None
    except (Refused, ValueError, TypeError):
        return None  # the chain tells of what was spoilt


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) and text else None
    except ValueError:
        return None  # the chain tells of what was spoilt
