"""A dossier's state, computed from its log: where the papers are, what is signed, numbered, sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sopdesk.domain.events import Event, EventKind, effective
from sopdesk.domain.limits import Limit
from sopdesk.domain.sendings import Dispatched as Dispatched
from sopdesk.domain.sendings import dispatched_of, with_receipt
from sopdesk.domain.sop import Desk, Kind, Sop
from sopdesk.domain.taken_numbers import TakenNumber as TakenNumber
from sopdesk.domain.taken_numbers import named, number_of, same_number
from sopdesk.domain.taken_numbers import sending_step as sending_step
from sopdesk.domain.visits import Hold, Life, Visit


@dataclass(frozen=True, slots=True)
class State:
    """What the effective entries of a dossier add up to."""

    life: Life
    title: str
    step: int
    began_at: int  # the step it was entered at (from 1)
    visits: tuple[Visit, ...]
    last_at: datetime
    last_seq: int
    parafs: frozenset[int] = frozenset()  # steps whose paraf is in force
    signatures: frozenset[int] = frozenset()  # steps whose signature is in force
    number: TakenNumber | None = None  # of the letter on its way
    waiting_numbers: tuple[TakenNumber, ...] = ()  # of later letters, returned past an earlier sending
    stamped: bool = False
    dispatched: tuple[Dispatched, ...] = ()
    returns: int = 0
    facts: dict[str, object] = field(default_factory=dict)
    limit: Limit | None = None  # the dossier's own deadline

    @property
    def visit(self) -> Visit:
        """The visit that runs, or the last one."""
        return self.visits[-1]

    @property
    def desk(self) -> Desk:
        """Where the papers lie, or lay last."""
        return self.visit.desk

    @property
    def round(self) -> int:
        """The card's putaran: 1 and the number of returns (rules 7)."""
        return 1 + self.returns

    @property
    def open(self) -> bool:
        """Whether it is under way, held or not."""
        return self.life in (Life.RUNNING, Life.HELD)

    @property
    def receipt_missing(self) -> bool:
        """Whether a sending still waits for its second sheet."""
        return any(d.receipt_missing for d in self.dispatched)


def replay(sop: Sop, events: Iterable[Event]) -> State:
    """The state that ``events`` (oldest first, beginning with the start) lead to.

    A start that was itself taken back leaves a cancelled dossier. Raises ValueError without a start.
    """
    every = list(events)
    counting = effective(every)
    if not every or every[0].kind is not EventKind.START:
        raise ValueError("a dossier's log begins with its start")
    if not counting or counting[0].kind is not EventKind.START:
        return _end(_start(sop, every[0]), every[0], Life.CANCELLED)
    state = _start(sop, counting[0])
    for event in counting[1:]:
        state = apply(sop, state, event)
    return state


def _start(sop: Sop, event: Event) -> State:
    first = event.number("step") or 1
    before = [s for s in sop.steps if s.no < first]
    sent = max((s.no for s in before if s.kind is Kind.AGENDA_KIRIM), default=0)
    step = sop.step(first)
    return State(
        life=Life.RUNNING,
        title=event.text("title"),
        step=first,
        began_at=first,
        visits=(Visit(first, step.desk, event.at, 1, waiting=False, received=event.at),),
        last_at=event.at,
        last_seq=event.seq,
        # A dossier entered while under way: what its earlier steps were for is taken as done (rules 10).
        parafs=frozenset(s.no for s in before if s.kind is Kind.PARAF),
        signatures=frozenset(s.no for s in before if s.kind is Kind.TANDA_TANGAN and s.no > sent),
        limit=Limit.of(event),
    )


def apply(sop: Sop, state: State, event: Event) -> State:
    """``state`` after one more effective entry; the entry is taken as decided, not judged again."""
    after = replace(state, last_at=event.at, last_seq=event.seq)
    match event.kind:
        case EventKind.HAND_ON | EventKind.SKIP:
            return _advance(sop, after, event)
        case EventKind.RECEIVE:
            return _with_visit(after, replace(state.visit, received=event.at, waiting=False))
        case EventKind.FACTS:
            given = {k: v for k, v in event.data.items() if k in FACT_KEYS}
            return replace(after, facts={**state.facts, **given})
        case EventKind.RETURN:
            return _go_back(sop, after, event)
        case EventKind.HOLD:
            hold = Hold(event.at, event.text("reason"))
            visit = replace(state.visit, holds=(*state.visit.holds, hold))
            return replace(_with_visit(after, visit), life=Life.HELD)
        case EventKind.RESUME:
            return replace(_with_visit(after, _resumed(state.visit, event.at)), life=Life.RUNNING)
        case EventKind.NUMBER:
            return replace(after, number=number_of(sop, event))
        case EventKind.VOID_NUMBER:
            return _void(sop, after, event)
        case EventKind.CORRECT_NUMBER:
            return _renumber(sop, after, event)
        case EventKind.STAMP:
            return replace(after, stamped=True)
        case EventKind.DISPATCH:
            return _dispatch(sop, after, event)
        case EventKind.RECEIPT:
            return replace(after, dispatched=with_receipt(after.dispatched, event))
        case EventKind.CANCEL:
            return _end(after, event, Life.CANCELLED)
        case EventKind.TITLE:
            return replace(after, title=event.text("title"))
        case EventKind.DEADLINE:
            return replace(after, limit=Limit.of(event))
        case _:
            raise ValueError(f"{event.kind} is no effective entry")


FACT_KEYS = frozenset(
    {"financial_percent", "physical_percent", "outside_renstra", "emergency_reason", "hierarchy_initialled"}
)


def _with_visit(state: State, visit: Visit) -> State:
    return replace(state, visits=(*state.visits[:-1], visit))


def _resumed(visit: Visit, at: datetime) -> Visit:
    if not visit.holds or visit.holds[-1].until is not None:
        return visit
    return replace(visit, holds=(*visit.holds[:-1], replace(visit.holds[-1], until=at)))


def _leave(state: State, event: Event) -> State:
    visit = _resumed(state.visit, event.at)
    # Handed on without a word of receipt: taken up at the moment it was handed over (rules 1).
    received = visit.received or visit.since
    left = replace(visit, received=received, waiting=False, until=event.at, left_by=event.kind)
    return _with_visit(state, left)


def _enter(sop: Sop, state: State, no: int, at: datetime) -> State:
    step = sop.step(no)
    moved = step.desk is not state.visit.desk
    visit = Visit(
        no,
        step.desk,
        at,
        round=1 + sum(v.step == no for v in state.visits),
        waiting=moved,
        received=None if moved else at,
    )
    return replace(state, step=no, visits=(*state.visits, visit))


def _advance(sop: Sop, state: State, event: Event) -> State:
    kind = sop.step(state.step).kind
    done = {state.step}
    after = _leave(state, event)
    if kind is Kind.PARAF:
        after = replace(after, parafs=state.parafs | done)
    elif kind is Kind.TANDA_TANGAN:
        after = replace(after, signatures=state.signatures | done)
    return _enter(sop, after, state.step + 1, event.at)


def _go_back(sop: Sop, state: State, event: Event) -> State:
    to = event.number("to") or 1
    # Returned past an earlier sending, the papers are that letter's again: this one's number waits for it.
    aside = state.number is not None and sending_step(sop, to) != state.number.sending
    after = replace(
        _leave(state, event),
        number=None if aside else state.number,
        waiting_numbers=(*state.waiting_numbers, state.number)
        if aside and state.number
        else state.waiting_numbers,
        returns=state.returns + 1,
        # What is returned past is void for the gates; a number once taken stays with the letter (rules 5, 8).
        parafs=frozenset(n for n in state.parafs if n < to),
        signatures=frozenset(n for n in state.signatures if n < to),
        stamped=state.stamped and not any(n >= to for n in state.signatures),
        # The tick stands for parafs, and what comes back corrected is initialled anew.
        facts={k: v for k, v in state.facts.items() if k != "hierarchy_initialled"},
    )
    return _enter(sop, after, to, event.at)


def _void(sop: Sop, state: State, event: Event) -> State:
    voided = number_of(sop, event)
    if state.number is not None and same_number(state.number, voided):
        return replace(state, number=None, stamped=False)
    return replace(
        state, waiting_numbers=tuple(n for n in state.waiting_numbers if not same_number(n, voided))
    )


def _renumber(sop: Sop, state: State, event: Event) -> State:
    """The letter keeps its place and bears another number; the entry says ``was`` and, as a number does, what is."""
    now, was = number_of(sop, event), event.data.get("was")
    if not isinstance(was, Mapping):
        return state
    old = named(was)

    def put(taken: TakenNumber) -> TakenNumber:
        return replace(now, sending=taken.sending) if same_number(taken, old) else taken

    sent = tuple(replace(d, letter=now.text) if d.letter == was.get("text") else d for d in state.dispatched)
    return replace(
        state,
        number=put(state.number) if state.number else None,
        waiting_numbers=tuple(map(put, state.waiting_numbers)),
        dispatched=sent,
    )


def _dispatch(sop: Sop, state: State, event: Event) -> State:
    after = replace(
        state,
        dispatched=(*state.dispatched, dispatched_of(event, state.step)),
        # The next letter of the dossier begins anew: own signature, number and stamp (rules 3). The parafs before it
        # are asked of the first letter alone, and stand where the papers come back to it but not past them (rules 5).
        signatures=frozenset(),
        number=None,
        stamped=False,
    )
    if state.step == sop.last:
        return _end(after, event, Life.FINISHED)
    following = sending_step(sop, state.step + 1)
    back = next((n for n in state.waiting_numbers if n.sending == following), None)
    kept = tuple(n for n in state.waiting_numbers if n is not back)
    after = replace(after, number=back, waiting_numbers=kept)
    return _enter(sop, _leave(after, event), state.step + 1, event.at)


def _end(state: State, event: Event, life: Life) -> State:
    return replace(_leave(state, event), life=life)
