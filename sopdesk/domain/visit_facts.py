"""What a visit that has ended leaves for the reports: flat, computed from the log, and computed anew when asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sopdesk.domain.clocks import split, step_term
from sopdesk.domain.dossier import State
from sopdesk.domain.events import Event, EventKind, effective
from sopdesk.domain.sop import Sop
from sopdesk.domain.visits import Visit
from sopdesk.domain.worktime import WorkingTime

LEAVES: Final = frozenset(
    {EventKind.HAND_ON, EventKind.SKIP, EventKind.RETURN, EventKind.DISPATCH, EventKind.CANCEL}
)
# A step that was passed over or broken off was not done: it is held against no standard time.
_DONE: Final = frozenset({EventKind.HAND_ON, EventKind.RETURN, EventKind.DISPATCH})
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Left:
    """A visit that has ended. ``place`` counts the visits of the dossier from 0.

    ``reason`` is why it was returned, skipped or cancelled. ``back_at`` is, of a return, when the papers were again
    as far as the step that returned them, or the dossier's end where they never were; None while they are not.
    """

    place: int
    visit: Visit
    reason: str = ""
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VisitFact:
    """A visit in figures; all amounts are microseconds of working time.

    ``due`` is None where the step has no standard time or was not done. ``over`` is what it took beyond ``due``,
    ``cost`` what a return cost until ``back_at``. ``month`` is year × 100 + month of its end in office time.
    ``holds`` are reasons with what each took; outside the office there are none.
    """

    dossier_id: int
    place: int
    sop: str
    revision: int
    step: int
    desk: str
    round: int
    since: datetime
    received: datetime
    until: datetime
    month: int
    left_by: str
    reason: str
    due: datetime | None
    late: bool
    over: int
    waiting: int
    at_desk: int
    held: int
    outside: int
    back_at: datetime | None
    cost: int | None
    holds: tuple[tuple[str, int], ...] = ()

    @property
    def counted(self) -> int:
        """What the step's clock counted: all but the holds."""
        return self.waiting + self.at_desk + self.outside


def left_visits(state: State, events: Sequence[Event]) -> tuple[Left, ...]:
    """The visits of a dossier that have ended, oldest first; none of one whose start was taken back."""
    ended = [visit for visit in state.visits if visit.until is not None and visit.left_by in LEAVES]
    leaving = [event for event in effective(events) if event.kind in LEAVES] if ended else []
    return tuple(
        Left(place, visit, event.text("reason"), _back_at(state, place))
        for place, (visit, event) in enumerate(zip(ended, leaving, strict=True))
    )


def _back_at(state: State, place: int) -> datetime | None:
    visits = state.visits
    if visits[place].left_by is not EventKind.RETURN:
        return None
    for later in visits[place + 1 :]:
        if later.step >= visits[place].step:
            return later.since
    return None if state.open else visits[-1].until


def fact_of(worktime: WorkingTime, sop: Sop, dossier_id: int, left: Left) -> VisitFact:
    """The figures of a visit by the calendar as it is now."""
    visit = left.visit
    until = visit.until or visit.since
    done = visit.left_by in _DONE
    term = step_term(worktime, visit, sop.step(visit.step).duration) if done else None
    parts = split(worktime, visit, until)
    late = term is not None and worktime.is_late(until, term.due)
    local = until.astimezone(worktime.zone)
    reasons: dict[str, int] = {}
    # Outside the office all of it is outside, held or not.
    for hold in () if visit.desk.outside else visit.holds:
        took = worktime.between(hold.since, min(hold.until or until, until)) // _MICROSECOND
        reasons[hold.reason] = reasons.get(hold.reason, 0) + took
    return VisitFact(
        dossier_id=dossier_id,
        place=left.place,
        sop=sop.key,
        revision=sop.revision,
        step=visit.step,
        desk=visit.desk.value,
        round=visit.round,
        since=visit.since,
        received=visit.received or until,
        until=until,
        month=local.year * 100 + local.month,
        left_by=visit.left_by.value if visit.left_by else "",
        reason=left.reason,
        due=term.due if term else None,
        late=late,
        over=worktime.between(term.due, until) // _MICROSECOND if term and late else 0,
        waiting=parts.waiting // _MICROSECOND,
        at_desk=parts.at_desk // _MICROSECOND,
        held=parts.held // _MICROSECOND,
        outside=parts.outside // _MICROSECOND,
        back_at=left.back_at,
        cost=worktime.between(until, left.back_at) // _MICROSECOND if left.back_at else None,
        holds=tuple(sorted(reasons.items())),
    )
