"""The operations of ``batch`` that send letters and take up what comes back."""

from collections.abc import Callable, Mapping

from sopdesk.cli import reading as r
from sopdesk.cli.asked import Asked, Told
from sopdesk.domain.checklist import SIGNING
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import DEFAULT_SERIES, OUTGOING
from sopdesk.domain.sendings import Receipt
from sopdesk.services import approvals, checklists, deliveries, delivery_views
from sopdesk.services.register_lines import LineRef


def _recipients(call: Asked) -> list[tuple[str, int]]:
    """``[{"to": …, "copies": 2}, …]``; a missing number of copies is one. Raises Refused(BAD_INPUT)."""
    given = call.line.get("recipients")
    if given is None:
        return []
    if not isinstance(given, list) or not given or not all(isinstance(each, dict) for each in given):
        raise Refused(Rule.BAD_INPUT, why="recipients bukan daftar tujuan")
    found = []
    for each in given:
        copies = r.whole(each, "copies")
        found.append((r.text(each, "to"), 1 if copies is None else copies))
    return found


def _dispatch(call: Asked) -> Told:
    recipients = _recipients(call)
    to = r.text(call.line, "to", "" if recipients else None)
    return approvals.dispatch(
        call.office,
        call.dossier,
        to,
        recipients=recipients or None,
        method=r.text(call.line, "method", ""),
        **call.timed(),
    )


def _receipt(call: Asked) -> Told:
    line = call.line
    received = line.get("received")
    told: Receipt = {
        "position": r.text(line, "position", ""),
        "note": r.text(line, "note", ""),
        "received": r.moment(received, call.zone, "received") if received is not None else None,
    }
    urut = r.whole(line, "delivery")
    name = r.text(line, "name")
    if line.get("dossier") is not None:
        if urut is not None:
            told["line"] = (_year(call), urut)
        return approvals.receipt(call.office, call.dossier, name, told=told, **call.timed())
    if urut is None:
        raise Refused(Rule.BAD_INPUT, why="dossier atau delivery tidak ada")
    found = delivery_views.at_place(call.office, _year(call), urut)
    if found is None:
        raise Refused(Rule.NOT_DISPATCHED)
    return deliveries.receive(
        call.office,
        (found,),
        name,
        told=told,
        by=call.by,
        at=call.at,
        now=call.now,
        action_id=call.action_id,
    )


def _year(call: Asked) -> int:
    year = r.whole(call.line, "year")
    return call.at.astimezone(call.zone).year if year is None else year


def _check(call: Asked) -> Told:
    done = call.line.get("done", True)
    if not isinstance(done, bool):
        raise Refused(Rule.BAD_INPUT, why="done bukan true atau false")
    return checklists.check(
        call.office,
        call.dossier,
        r.text(call.line, "item"),
        done=done,
        which=r.text(call.line, "list", SIGNING),
        place=call.step,
        by=call.by,
        now=call.now,
        action_id=call.action_id,
    )


def _send(call: Asked) -> Told:
    line = call.line
    number = r.whole(line, "number")
    if number is None:
        raise Refused(Rule.BAD_INPUT, why="number tidak ada")
    ref = LineRef(
        OUTGOING, _year(call), number, r.text(line, "series", DEFAULT_SERIES), r.text(line, "insert", "")
    )
    recipients = _recipients(call) or [(r.text(line, "to"), 1)]
    return deliveries.send_line(
        call.office,
        ref,
        recipients,
        method=r.text(line, "method", ""),
        by=call.by,
        at=call.at,
        now=call.now,
        action_id=call.action_id,
    )


DELIVERY_OPERATIONS: Mapping[str, Callable[[Asked], Told]] = {
    "dispatch": _dispatch,
    "receipt": _receipt,
    "check": _check,
    "send": _send,
}
