"""The operations of ``batch``: the fields of a line, read and handed to their use case."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sopdesk.cli import reading as r
from sopdesk.domain.dossier import FACT_KEYS
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import DEFAULT_SERIES
from sopdesk.services import approvals, corrections, dossiers, handoffs, numbering
from sopdesk.services.entries import Answer
from sopdesk.services.numbering import NumberAnswer, NumberWish
from sopdesk.services.office import Office

Line = Mapping[str, Any]


class Asked:
    """One line, with what every operation needs of it."""

    def __init__(self, office: Office, line: Line, now: datetime) -> None:
        self.office = office
        self.line = line
        self.now = now
        self.zone = office.look().profile.tz
        self.by = r.text(line, "by")
        self.action_id = _action_id(line)
        self.step = r.whole(line, "step")

    @property
    def at(self) -> datetime:
        """When it happened."""
        return r.moment(r.required(self.line, "at"), self.zone)

    @property
    def maybe_at(self) -> datetime | None:
        """When it happened, for operations that need not say so."""
        return r.moment(self.line["at"], self.zone) if self.line.get("at") is not None else None

    @property
    def dossier(self) -> str:
        """The code of the dossier."""
        return r.text(self.line, "dossier")

    def timed(self) -> dict[str, Any]:
        """The keywords of an action on a dossier."""
        return {"by": self.by, "at": self.at, "now": self.now, "step": self.step, "action_id": self.action_id}


def _action_id(line: Line) -> str | None:
    value = line.get("id")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int) or not 1 <= len(str(value)) <= 200:
        raise Refused(Rule.BAD_INPUT, why="id bukan teks")
    return str(value)


def _start(call: Asked) -> Answer:
    line = call.line
    wish = dossiers.Start(
        sop=r.text(line, "sop"),
        title=r.text(line, "title"),
        period=r.text(line, "period", ""),
        deadline=_deadline(line.get("deadline"), call),
        nature=r.text(line, "nature", ""),
        from_step=r.whole(line, "from_step"),
    )
    return dossiers.start(call.office, wish, by=call.by, at=call.at, now=call.now, action_id=call.action_id)


def _deadline(value: object, call: Asked) -> datetime | date | None:
    if value is None:
        return None
    if isinstance(value, str) and len(value.strip()) == 10:
        return r.day(value, "deadline")
    return r.moment(value, call.zone, "deadline")


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


def _number(call: Asked) -> NumberAnswer:
    line = call.line
    wish = NumberWish(
        register=r.text(line, "register"),
        subject=r.text(line, "subject"),
        addressee=r.text(line, "addressee"),
        day=r.day(r.required(line, "date")),
        code=r.text(line, "code", ""),
        series=r.text(line, "series", DEFAULT_SERIES),
        insert_after=r.whole(line, "insert_after"),
        reason=r.text(line, "reason", ""),
    )
    return numbering.take_number(
        call.office,
        wish,
        by=call.by,
        now=call.now,
        dossier=call.dossier if line.get("dossier") is not None else None,
        at=call.maybe_at,
        step=call.step,
        action_id=call.action_id,
    )


def _void_number(call: Asked) -> NumberAnswer:
    line = call.line
    year, number = r.whole(line, "year"), r.whole(line, "number")
    if year is None or number is None:
        raise Refused(Rule.BAD_INPUT, why="year atau number tidak ada")
    return numbering.void_number(
        call.office,
        register=r.text(line, "register"),
        year=year,
        number=number,
        series=r.text(line, "series", DEFAULT_SERIES),
        insert=r.text(line, "insert", ""),
        reason=r.text(line, "reason", ""),
        by=call.by,
        now=call.now,
        action_id=call.action_id,
    )


def _stamp(call: Asked) -> Answer:
    return approvals.stamp(call.office, call.dossier, **call.timed())


def _dispatch(call: Asked) -> Answer:
    return approvals.dispatch(call.office, call.dossier, r.text(call.line, "to"), **call.timed())


def _receipt(call: Asked) -> Answer:
    return approvals.receipt(
        call.office,
        call.dossier,
        r.text(call.line, "name"),
        by=call.by,
        at=call.at,
        now=call.now,
        step=call.step,
        action_id=call.action_id,
    )


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


OPERATIONS: Mapping[str, Callable[[Asked], Answer | NumberAnswer]] = {
    "start": _start,
    "hand_on": _hand_on,
    "receive": _receive,
    "facts": _facts,
    "return": _return,
    "skip": _skip,
    "hold": _hold,
    "resume": _resume,
    "number": _number,
    "void_number": _void_number,
    "stamp": _stamp,
    "dispatch": _dispatch,
    "receipt": _receipt,
    "undo": _undo,
    "correct": _correct,
    "cancel": _cancel,
}
