"""The operations of ``batch``: the fields of a line, read and handed to their use case."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sopdesk.cli import reading as r
from sopdesk.cli.asked import Asked, Told
from sopdesk.cli.delivery_operations import DELIVERY_OPERATIONS
from sopdesk.cli.letter_operations import LETTER_OPERATIONS, incoming_of
from sopdesk.cli.number_operations import NUMBER_OPERATIONS
from sopdesk.domain.dossier import FACT_KEYS
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services import approvals, corrections, dossiers, handoffs
from sopdesk.services.deadlines import set_deadline
from sopdesk.services.entries import Answer


def _start(call: Asked) -> Answer:
    line = call.line
    letter = incoming_of(call)
    wish = dossiers.Start(
        sop=r.text(line, "sop"),
        title=r.text(line, "title", None if letter is None else ""),
        period=r.text(line, "period", ""),
        deadline=_deadline(line.get("deadline"), call),
        nature=r.text(line, "nature", ""),
        from_step=r.whole(line, "from_step"),
        incoming=letter,
    )
    return dossiers.start(call.office, wish, by=call.by, at=call.at, now=call.now, action_id=call.action_id)


def _deadline(value: object, call: Asked) -> datetime | date | None:
    if value is None:
        return None
    if isinstance(value, str) and len(value.strip()) == 10:
        return r.day(value, "deadline")
    return r.moment(value, call.zone, "deadline")


def _set_deadline(call: Asked) -> Answer:
    if "deadline" not in call.line:
        raise Refused(Rule.BAD_INPUT, why="deadline tidak ada; null menghapus batas waktu")
    return set_deadline(
        call.office,
        call.dossier,
        _deadline(call.line["deadline"], call),
        r.text(call.line, "reason", ""),
        by=call.by,
        now=call.now,
        step=call.step,
        action_id=call.action_id,
    )


def _hand_on(call: Asked) -> Answer:
    return handoffs.hand_on(call.office, call.dossier, note=r.text(call.line, "note", ""), **call.timed())


def _receive(call: Asked) -> Answer:
    return handoffs.receive(call.office, call.dossier, **call.timed())


def _facts(call: Asked) -> Answer:
    given = {k: v for k, v in call.line.items() if k in FACT_KEYS}
    return approvals.facts(
        call.office,
        call.dossier,
        given,
        by=call.by,
        at=call.maybe_at,
        now=call.now,
        step=call.step,
        action_id=call.action_id,
    )


def _return(call: Asked) -> Answer:
    return handoffs.give_back(
        call.office,
        call.dossier,
        r.text(call.line, "reason", ""),
        to_step=r.whole(call.line, "to_step"),
        **call.timed(),
    )


def _skip(call: Asked) -> Answer:
    return handoffs.skip(call.office, call.dossier, r.text(call.line, "reason", ""), **call.timed())


def _hold(call: Asked) -> Answer:
    return handoffs.hold(call.office, call.dossier, r.text(call.line, "reason", ""), **call.timed())


def _resume(call: Asked) -> Answer:
    return handoffs.resume(call.office, call.dossier, **call.timed())


def _stamp(call: Asked) -> Answer:
    return approvals.stamp(call.office, call.dossier, **call.timed())


def _undo(call: Asked) -> Answer:
    return corrections.undo(
        call.office, call.dossier, by=call.by, now=call.now, step=call.step, action_id=call.action_id
    )


def _correct(call: Asked) -> Answer:
    event = r.whole(call.line, "event")
    if event is None:
        raise Refused(Rule.BAD_INPUT, why="event tidak ada")
    return corrections.correct(
        call.office,
        call.dossier,
        event,
        r.text(call.line, "reason", ""),
        by=call.by,
        now=call.now,
        step=call.step,
        action_id=call.action_id,
    )


def _cancel(call: Asked) -> Answer:
    return dossiers.cancel(call.office, call.dossier, r.text(call.line, "reason", ""), **call.timed())


OPERATIONS: Mapping[str, Callable[[Asked], Told]] = {
    "start": _start,
    "hand_on": _hand_on,
    "receive": _receive,
    "facts": _facts,
    "return": _return,
    "skip": _skip,
    "hold": _hold,
    "resume": _resume,
    **NUMBER_OPERATIONS,
    "stamp": _stamp,
    **DELIVERY_OPERATIONS,
    **LETTER_OPERATIONS,
    "undo": _undo,
    "correct": _correct,
    "cancel": _cancel,
    "deadline": _set_deadline,
}
