"""What ``verify`` checks of the deadlines of dossiers that have ended; those of open ones follow the calendar."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Final, TypeVar

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.errors import Refused
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.limits import Limit
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.profile import Profile
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.office import CALENDAR, PROFILE, Known
from sopdesk.services.settings import DEADLINES
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

MOVERS: Final = frozenset({CALENDAR, PROFILE})
"""The entries of the office that move deadlines: another calendar, another zone."""
_SETTERS: Final = frozenset({EventKind.START, EventKind.DEADLINE})
T = TypeVar("T")


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
    once = _Once(known, of_books)
    for row in unit.dossiers.every():
        if row.ended_at is None:
            continue
        setters = [event for event in events.get(row.id, ()) if event.kind in _SETTERS]
        given = {_moment(event.data.get("deadline")) for event in setters}
        if row.deadline in given | moved.get(row.id, set()) or once.gave(row.deadline, setters):
            continue
        yield f"Berkas {row.code}: batas waktu tidak sama dengan catatannya."


class _Once:
    """Every calendar that the office has had: one of them may have been in force when an entry was taken back."""

    def __init__(self, known: Known, of_books: Mapping[str, Sequence[Entry]]) -> None:
        self._known = known
        self._books = of_books

    @cached_property
    def _worktimes(self) -> tuple[WorkingTime, ...]:
        calendars = [default_calendar(), *_read(self._books.get(CALENDAR, ()), Calendar.from_json)]
        zones = {self._known.profile.tz, Profile().tz, *_read(self._books.get(PROFILE, ()), _zone)}
        return tuple(WorkingTime(calendar, zone) for calendar in calendars for zone in zones)

    def gave(self, deadline: datetime | None, setters: Sequence[Event]) -> bool:
        """Whether one of them made that deadline of what a person or the rule had set."""
        for event in setters:
            try:
                limit = Limit.of(event)
                if limit and any(limit.due(worktime) == deadline for worktime in self._worktimes):
                    return True
            except (Refused, ValueError, TypeError):
                continue  # the chain tells of what was spoilt
        return False


def _zone(value: object) -> tzinfo:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return Profile(zone=str(value.get("zone", ""))).tz


def _read(entries: Sequence[Entry], read: Callable[[object], T]) -> Iterator[T]:
    for entry in entries:
        try:
            yield read(entry.body.get("value"))
        except (Refused, ValueError, TypeError, KeyError):
            continue  # the chain tells of what was spoilt


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) and text else None
    except ValueError:
        return None  # the chain tells of what was spoilt
