"""The one way into a dossier's log: judge, add the entry, refresh the cache, in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NotRequired, TypedDict

from sopdesk.domain import rules
from sopdesk.domain.codes import plain_code, read_scan
from sopdesk.domain.dossier import State, apply, replay
from sopdesk.domain.errors import After, Refused, Rule
from sopdesk.domain.events import COUNTERS, Event, EventKind
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Sop
from sopdesk.domain.text import clean_name
from sopdesk.services.caches import cache_of as cache_of
from sopdesk.services.caches import term_of as term_of
from sopdesk.services.history import keep_visits
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require, right_of
from sopdesk.store.dossiers import DossierRow
from sopdesk.store.log import DOSSIER
from sopdesk.store.store import Unit

DossierRef = int | str


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier at hand, within a transaction."""

    known: Known
    row: DossierRow
    sop: Sop
    events: tuple[Event, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Answer:
    """What a dossier action led to; ``due`` is that of the step, or the dossier's where the step has none."""

    dossier_id: int
    dossier: str
    step: int
    desk: str
    due: datetime | None
    event: int
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``."""
        shown: dict[str, Any] = {
            "ok": True,
            "dossier": self.dossier,
            "step": self.step,
            "desk": self.desk,
            "due": self.due.isoformat() if self.due else None,
            "event": self.event,
        }
        return shown | ({"warnings": list(self.warnings)} if self.warnings else {})


class When(TypedDict):
    """Who logs a deed, when it happened, when it is logged; where the dossier was seen; the action's own id."""

    by: str
    at: datetime
    now: datetime
    step: NotRequired[int | None]
    action_id: NotRequired[str | None]


class Answered(Exception):  # noqa: N818 - no error: the action was done before
    """An action with this id was answered before; ``answer`` is the line that was given then (rules 2)."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__(answer)
        self.answer = answer


def stop_if_answered(unit: Unit, action_id: str | None) -> None:
    """Raise Answered where an action with this id is on record."""
    if action_id is not None and (answer := unit.answer_of(action_id)) is not None:
        raise Answered(answer)


def find(unit: Unit, known: Known, ref: DossierRef) -> DossierRow:
    """The dossier with this id, or with this code (or scanned payload).

    Raises Refused: UNKNOWN_DOSSIER, BAD_CODE, OTHER_OFFICE.
    """
    if isinstance(ref, bool) or not isinstance(ref, int | str):
        raise Refused(Rule.UNKNOWN_DOSSIER, dossier=ref)
    if isinstance(ref, int):
        row = unit.dossiers.get(ref)
    else:
        # By its text first: a code from before the office had its mark has another check character.
        row = unit.dossiers.by_code(plain_code(ref)) or unit.dossiers.by_code(
            str(read_scan(ref, known.profile.mark))
        )
    if row is None:
        raise Refused(Rule.UNKNOWN_DOSSIER, dossier=ref)
    return row


def case_of(unit: Unit, known: Known, row: DossierRow) -> Case:
    """The dossier with its log and state."""
    sop = known.sop(row.sop, row.revision)
    events = tuple(unit.log.of_dossier(row.id))
    return Case(known, row, sop, events, replay(sop, events))


Judge = Callable[[Unit, Case], rules.Data]
Then = Callable[[Unit, Case, Event], None]  # what else the entry changes, beside the dossier


def record(
    office: Office,
    dossier: DossierRef,
    kind: EventKind,
    judge: Judge,
    *,
    by: str,
    at: datetime | None,
    now: datetime,
    step: int | None = None,
    action_id: str | None = None,
    warnings: Callable[[Case], tuple[str, ...]] | None = None,
    check: Callable[[State, int | None], None] = rules.check_step,
    then: Then | None = None,
) -> Answer:
    """Judge an action and log it; on the disk when this returns.

    ``at`` None takes the time of the dossier's last entry: an action that tells no time moves no clock.
    ``step`` is where the dossier was seen. Raises Refused, Trouble, Answered.
    """
    clean_name(by, field="by")  # before the lock is waited for
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        action = Action(kind, judge, at=at, step=step, warnings=warnings, check=check, then=then)
        return record_in(unit, office, dossier, action, by=by, now=now, action_id=action_id)


@dataclass(frozen=True, slots=True)
class Action:
    """An action on a dossier as ``record`` takes it."""

    kind: EventKind
    judge: Judge
    at: datetime | None = None
    step: int | None = None
    warnings: Callable[[Case], tuple[str, ...]] | None = None
    check: Callable[[State, int | None], None] = rules.check_step
    then: Then | None = None


def record_in(
    unit: Unit,
    office: Office,
    dossier: DossierRef,
    action: Action,
    *,
    by: str,
    now: datetime,
    action_id: str | None = None,
) -> Answer:
    """``record`` within a unit that is open: several deeds stand or fall together. Raises Refused."""
    clerk = clean_name(by, field="by")
    known = office.known(unit)
    case = case_of(unit, known, find(unit, known, dossier))
    require(known, clerk, right_of(action.kind), now=now, desk=case.state.desk)
    action.check(case.state, action.step)
    happened = case.state.last_at if action.at is None else action.at
    check_time(known, happened, now, case.state.last_at)
    data = action.judge(unit, case)
    said = action.warnings(case) if action.warnings else ()
    return _append(unit, case, action.kind, data, clerk, happened, now, action_id, said, action.then)


def remark(unit: Unit, case: Case, kind: EventKind, data: rules.Data, *, by: str, now: datetime) -> int:
    """Log what tells of a dossier and changes nothing in it; the entry's place in the log."""
    body = marked(unit, now, data)
    return unit.log.append(DOSSIER, kind.value, actor=by, at=now, now=now, body=body, dossier_id=case.row.id)


def check_time(
    known: Known, at: datetime, now: datetime, last: datetime | None = None, after: After = After.ENTRY
) -> None:
    """``rules.check_time``, with the times of a refusal in office time, as people read them."""
    with locally(known):
        rules.check_time(at, now, last, after)


@contextmanager
def locally(known: Known) -> Iterator[None]:
    """What is refused within tells its times in office time."""
    try:
        yield
    except Refused as no:
        told = {k: known.local(v) if isinstance(v, datetime) else v for k, v in no.data.items()}
        raise Refused(no.rule, **told) from None


def record_counter(
    office: Office,
    dossier: DossierRef,
    kind: EventKind,
    judge: Judge,
    *,
    by: str,
    now: datetime,
    step: int | None = None,
    action_id: str | None = None,
) -> Answer:
    """Log a counter-entry: it happens when it is logged, and the dossier goes back to the entry before."""
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, dossier))
        # Taking back moves the papers away from a desk: that one logs at all is what counts here.
        require(known, clerk, Right.LOG, now=now)
        rules.check_seen(case.state, step)
        return _append(unit, case, kind, judge(unit, case), clerk, now, now, action_id, ())


def _append(
    unit: Unit,
    case: Case,
    kind: EventKind,
    data: rules.Data,
    by: str,
    at: datetime,
    now: datetime,
    action_id: str | None,
    warnings: tuple[str, ...],
    then: Then | None = None,
) -> Answer:
    data = marked(unit, now, data)
    seq = unit.log.append(DOSSIER, kind.value, actor=by, at=at, now=now, body=data, dossier_id=case.row.id)
    event = Event(seq, kind, at, now, by, data)
    if then is not None:
        then(unit, case, event)
    return settle(unit, case, event, action_id, warnings)


def marked(unit: Unit, now: datetime, data: rules.Data) -> rules.Data:
    """``data``, with a mark where the PC's clock is behind the newest entry of the office (rules 9)."""
    behind = rules.runs_behind(unit.log.last_logged_at(), now)
    return {**data, "clock_behind": True} if behind else data


def settle(
    unit: Unit, case: Case, event: Event, action_id: str | None, warnings: tuple[str, ...] = ()
) -> Answer:
    """Refresh the cache of a dossier after ``event`` was added, and give the answer."""
    state = _state_after(case, event)
    cache = cache_of(case.known, case.row, case.sop, state)
    unit.dossiers.refresh(case.row.id, cache)
    keep_visits(unit, case.known, case.row, case.sop, case.state, state, (*case.events, event))
    due = cache["due"] or cache["deadline"]
    answer = Answer(
        dossier_id=case.row.id,
        dossier=case.row.code,
        step=state.step,
        desk=state.desk.value,
        due=case.known.local(due) if isinstance(due, datetime) and state.open else None,
        event=event.seq,
        warnings=warnings,
    )
    if action_id is not None:
        unit.keep_answer(action_id, answer.to_json())
    return answer


def _state_after(case: Case, event: Event) -> State:
    if event.kind is EventKind.START or event.kind in COUNTERS:
        return replay(case.sop, (*case.events, event))
    return apply(case.sop, case.state, event)
