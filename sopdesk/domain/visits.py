"""How a dossier lives: whether it runs, and its stays in the steps."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.events import EventKind
from sopdesk.domain.sop import Desk


class Life(StrEnum):
    """Whether a dossier runs."""

    RUNNING = "running"
    HELD = "held"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Hold:
    """A stop with a reason; ``until`` is None while it lasts."""

    since: datetime
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of the dossier in a step. ``waiting``: it changed desk and nobody has taken it up yet.

    ``round`` counts the visits to this step from 1; ``left_by`` is the entry that ended the visit.
    """

    step: int
    desk: Desk
    since: datetime
    round: int
    waiting: bool
    received: datetime | None = None
    until: datetime | None = None
    left_by: EventKind | None = None
    holds: tuple[Hold, ...] = ()


def as_resumed(visit: Visit, now: datetime) -> Visit:
    """The visit as it would be if a hold that lasts ended ``now``: what was left when it began is left still."""
    if not visit.holds or visit.holds[-1].until is not None:
        return visit
    last = visit.holds[-1]
    return replace(visit, holds=(*visit.holds[:-1], replace(last, until=max(now, last.since))))
