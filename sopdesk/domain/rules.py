"""What may happen to a dossier next (rules 1–10). Each function judges one action and gives the entry's data.

All raise Refused; none changes anything. ``at`` is when it happened, ``now`` when it is logged.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Unpack

from sopdesk.domain.dossier import State
from sopdesk.domain.errors import After, Refused, Rule
from sopdesk.domain.events import Event, EventKind, countered, effective
from sopdesk.domain.percent import clean_percent
from sopdesk.domain.sendings import Receipt, clean_recipients, receipt_of
from sopdesk.domain.sop import Ask, Kind, Sop, Step
from sopdesk.domain.text import clean, clean_reason, clean_title
from sopdesk.domain.visits import Life

Data = dict[str, object]

CLOCK_TOLERANCE = timedelta(minutes=2)
CLOCK_LEAP = timedelta(
    days=60
)  # longer than any office rests; a year wrong, as clocks are set, is six times that
LATE_ENTRY = timedelta(minutes=15)
UNDO_WITHIN = timedelta(minutes=10)
_SKIPPABLE = frozenset({Kind.KERJA, Kind.RAPAT, Kind.LUAR})
_NEVER_UNDONE = frozenset({EventKind.NUMBER, EventKind.VOID_NUMBER, EventKind.CORRECT_NUMBER})


def check_time(at: datetime, now: datetime, last: datetime | None = None, after: After = After.ENTRY) -> None:
    """Refuse a time that lies ahead of ``now`` or before the ``last`` effective entry (rules 9).

    ``after`` says what it is that happened last, where it is no entry of a dossier.
    """
    if at > now + CLOCK_TOLERANCE:
        raise Refused(Rule.TIME_IN_FUTURE, at=at, now=now)
    if last is not None and at < last:
        raise Refused(Rule.TIME_BACKWARDS, at=at, last=last, after=after)


def runs_behind(newest: datetime | None, now: datetime) -> bool:
    """Whether the PC's clock is earlier than the office's newest entry (rules 9)."""
    return newest is not None and now < newest - CLOCK_TOLERANCE


def leaps_ahead(newest: datetime | None, now: datetime) -> bool:
    """Whether the PC's clock is so far past the office's newest entry, backups included, that it may be wrong."""
    return newest is not None and now - newest > CLOCK_LEAP


def logged_late(at: datetime, logged_at: datetime) -> bool:
    """Whether an entry is marked *dicatat kemudian* (rules 9)."""
    return logged_at - at > LATE_ENTRY


def _running(state: State, *, held: bool = False) -> None:
    if not state.open:
        raise Refused(Rule.ENDED, life=state.life.value)
    if state.life is Life.HELD and not held:
        raise Refused(Rule.HELD, reason=state.visit.holds[-1].reason)


def check_step(state: State, seen: int | None) -> None:
    """Refuse an action that was decided on when the dossier stood at another step (rules 2)."""
    if seen is not None and (seen != state.step or not state.open):
        raise Refused(Rule.STALE, seen=seen, step=state.step, life=state.life.value)


def check_seen(state: State, seen: int | None) -> None:
    """``check_step`` for what is done to a dossier that may have ended: only another step is stale."""
    if seen is not None and seen != state.step:
        raise Refused(Rule.STALE, seen=seen, step=state.step, life=state.life.value)


def start(sop: Sop, title: object, from_step: int | None) -> Data:
    """A new dossier; ``from_step`` is where it is entered when it is already under way (rules 10)."""
    first = 1 if from_step is None else from_step
    if isinstance(first, bool) or not isinstance(first, int) or not 1 <= first <= sop.last:
        raise Refused(Rule.BAD_VALUE, field="from_step", value=from_step)
    return {"sop": sop.key, "revision": sop.revision, "title": clean_title(title), "step": first}


def hand_on(sop: Sop, state: State, *, note: object = "") -> Data:
    """Hand the papers on to the next step: in a paraf or signature step, that is the approval."""
    _running(state)
    step = sop.step(state.step)
    if step.kind is Kind.AGENDA_KIRIM:
        raise Refused(Rule.NEEDS_DISPATCH, step=step.no)
    for ask in step.asks:
        _check_ask(ask, state, step)
    if step.kind is Kind.TANDA_TANGAN:
        _check_parafs(sop, state)
    data: Data = {"step": step.no, "to": step.no + 1}
    if note:
        data["note"] = clean(note, field="note", limit=1000, lines=True)
    return data


def _check_parafs(sop: Sop, state: State) -> None:
    before = [s.no for s in sop.steps if s.no < state.step]
    previous = max((n for n in before if sop.step(n).kind is Kind.TANDA_TANGAN), default=0)
    missing = [n for n in before if n > previous and sop.step(n).kind is Kind.PARAF and n not in state.parafs]
    if missing:
        raise Refused(Rule.NEEDS_PARAF, step=missing[0], brief=sop.step(missing[0]).brief)


def _check_ask(ask: Ask, state: State, step: Step) -> None:
    facts = state.facts
    match ask:
        case Ask.PERCENT:
            if "financial_percent" not in facts or "physical_percent" not in facts:
                raise Refused(Rule.NEEDS_FACTS, ask=ask.value, step=step.no)
            financial, physical = (
                Decimal(str(facts["financial_percent"])),
                Decimal(str(facts["physical_percent"])),
            )
            if financial > physical:
                raise Refused(Rule.PERCENT, financial=financial, physical=physical)
        case Ask.OUTSIDE_RENSTRA:
            outside = facts.get("outside_renstra")
            if outside is None or (outside and not facts.get("emergency_reason")):
                raise Refused(Rule.NEEDS_FACTS, ask=ask.value, step=step.no, reason_missing=bool(outside))
        case Ask.HIERARCHY_INITIALLED:
            if facts.get("hierarchy_initialled") is not True:
                raise Refused(Rule.NEEDS_FACTS, ask=ask.value, step=step.no)


def receive(state: State) -> Data:
    """Take the papers up at the desk they were handed to."""
    _running(state, held=True)
    if not state.visit.waiting:
        raise Refused(Rule.NOTHING_TO_RECEIVE, desk=state.desk.value)
    return {"step": state.step}


def facts(state: State, given: Data) -> Data:
    """Facts of the dossier: percentages (0–100), programmes outside the Renstra, the hierarchy's tick."""
    _running(state, held=True)
    data: Data = {"step": state.step}
    for key in ("financial_percent", "physical_percent"):
        if given.get(key) is not None:
            data[key] = clean_percent(key, given[key])
    for key in ("outside_renstra", "hierarchy_initialled"):
        if given.get(key) is not None:
            if not isinstance(given[key], bool):
                raise Refused(Rule.BAD_VALUE, field=key, value=given[key])
            data[key] = given[key]
    if given.get("emergency_reason") is not None:
        data["emergency_reason"] = clean(
            given["emergency_reason"], field="emergency_reason", limit=1000, lines=True, empty=True
        )
    if len(data) == 1:
        raise Refused(Rule.BAD_VALUE, field="facts", value=None)
    return data


def give_back(sop: Sop, state: State, to: int | None, reason: object) -> Data:
    """Return for correction to an earlier step, by default to the step's own target (rules 5)."""
    _running(state)
    target = sop.step(state.step).return_to if to is None else to
    if isinstance(target, bool) or not isinstance(target, int) or not 1 <= target < state.step:
        raise Refused(Rule.CANNOT_RETURN, step=state.step, to=to)
    return {"step": state.step, "to": target, "reason": clean_reason(reason)}


def can_skip(step: Step, *, same_person: bool) -> bool:
    """Whether a step may be skipped: work, meetings, outside; a paraf only of the one who signs (rules 6)."""
    return step.kind in _SKIPPABLE or (step.kind is Kind.PARAF and same_person)


def skip(sop: Sop, state: State, reason: object, *, same_person: bool) -> Data:
    """Skip the step. ``same_person``: the desk's official is the one who signs."""
    _running(state)
    step = sop.step(state.step)
    if not can_skip(step, same_person=same_person):
        raise Refused(Rule.CANNOT_SKIP, step=step.no, kind=step.kind.value)
    # What a paraf asks is a condition of leaving the desk; that nobody need initial it changes nothing in it.
    for ask in step.asks:
        _check_ask(ask, state, step)
    return {"step": step.no, "to": step.no + 1, "reason": clean_reason(reason)}


def hold(state: State, reason: object) -> Data:
    """Stop the step's clock for a stated reason."""
    _running(state)
    return {"step": state.step, "reason": clean_reason(reason)}


def resume(state: State) -> Data:
    """Let the step's clock run on."""
    _running(state, held=True)
    if state.life is not Life.HELD:
        raise Refused(Rule.NOT_HELD)
    return {"step": state.step}


def signed(state: State) -> bool:
    """Whether the letter on its way bears a signature in force."""
    return bool(state.signatures)


def number(state: State) -> Data:
    """A register number for the letter on its way: after the signature, once (rules 3, 4)."""
    _running(state)
    if not signed(state):
        raise Refused(Rule.NEEDS_SIGNATURE, action="number")
    if state.number is not None:
        raise Refused(Rule.ALREADY_NUMBERED, text=state.number.text)
    return {"step": state.step}


def stamp(state: State) -> Data:
    """The office's stamp: after signature and number."""
    _running(state)
    if not signed(state):
        raise Refused(Rule.NEEDS_SIGNATURE, action="stamp")
    if state.number is None:
        raise Refused(Rule.NEEDS_NUMBER, action="stamp")
    if state.stamped:
        raise Refused(Rule.ALREADY_STAMPED)
    return {"step": state.step}


def dispatch(sop: Sop, state: State, to: object, recipients: object = None) -> Data:
    """Send the letter: ends a step of kind agenda_kirim, and the last one ends the dossier (rules 3).

    ``recipients`` are pairs of a name and its number of copies; without them ``to`` gets one copy.
    """
    _running(state)
    if not signed(state):
        raise Refused(Rule.NEEDS_SIGNATURE, action="dispatch")
    if state.number is None:
        raise Refused(Rule.NEEDS_NUMBER, action="dispatch")
    if not state.stamped:
        raise Refused(Rule.NEEDS_STAMP)
    if sop.step(state.step).kind is not Kind.AGENDA_KIRIM:
        raise Refused(Rule.WRONG_STEP, step=state.step, action="dispatch")
    told = clean_recipients(to, recipients)
    data: Data = {
        "step": state.step,
        "to": told[0]["to"],
        "letter": state.number.text,
        "recipients": told,
    }
    if state.step < sop.last:
        data["to_step"] = state.step + 1
    return data


def receipt(state: State, name: object, **told: Unpack[Receipt]) -> Data:
    """A second sheet came back, signed by ``name``."""
    return {"step": state.step, **receipt_of(state.dispatched, name, **told)}


def cancel(state: State, reason: object) -> Data:
    """Stop the dossier for good."""
    _running(state, held=True)
    return {"step": state.step, "reason": clean_reason(reason)}


def retitle(state: State, title: object) -> Data:
    """Correct the title."""
    _running(state, held=True)
    return {"step": state.step, "title": clean_title(title), "was": state.title}


def newest(events: Sequence[Event]) -> Event | None:
    """The newest effective entry, or None where all are taken back."""
    counting = effective(events)
    return counting[-1] if counting else None


def undo(events: Sequence[Event], by: str, now: datetime) -> Data:
    """Take back the newest effective entry: same clerk, within ten minutes, never a number (rules 8)."""
    last = newest(events)
    if last is None:
        raise Refused(Rule.CANNOT_UNDO, why="nothing")
    if last.kind in _NEVER_UNDONE:
        raise Refused(Rule.CANNOT_UNDO, why="number", number=last.text("text"))
    if last.by != by:
        raise Refused(Rule.CANNOT_UNDO, why="other_clerk", by=last.by)
    if now - last.logged_at > UNDO_WITHIN:
        raise Refused(Rule.CANNOT_UNDO, why="too_late", logged_at=last.logged_at)
    return {"event": last.seq, "of": last.kind.value, "step": last.number("step")}


def correct(events: Sequence[Event], event: object, reason: object) -> Data:
    """Take back a wrong entry by a counter-entry, with a reason: the newest effective one only (rules 8)."""
    if isinstance(event, bool) or not isinstance(event, int):
        raise Refused(Rule.BAD_VALUE, field="event", value=event)
    last = newest(events)
    if last is None or last.seq != event or event in countered(events):
        raise Refused(Rule.NOT_NEWEST, event=event, newest=last.seq if last else None)
    if last.kind in _NEVER_UNDONE:
        raise Refused(Rule.CANNOT_UNDO, why="number", number=last.text("text"))
    data = {"event": last.seq, "of": last.kind.value, "step": last.number("step")}
    return {**data, "reason": clean_reason(reason)}
