"""The operations of ``batch`` on incoming letters and dispositions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from sopdesk.cli import reading as r
from sopdesk.cli.asked import Asked, Line, Told
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.sop import Desk
from sopdesk.services import dispositions, incoming
from sopdesk.services.disposition_lists import Person, people
from sopdesk.services.dispositions import DispositionAnswer, DispositionWish
from sopdesk.services.incoming import IncomingWish
from sopdesk.services.numbering import NumberAnswer

_MORNING = time(8)  # of a letter of which only the day is known


def letter_of(call: Asked, line: Line) -> int:
    """The incoming letter that ``year``, ``number`` and ``insert`` name. Raises Refused."""
    year, number = r.whole(line, "year"), r.whole(line, "number")
    if year is None or number is None:
        raise Refused(Rule.BAD_INPUT, why="year atau number tidak ada")
    return incoming.line_of_number(call.office, year, number, r.text(line, "insert", ""))


def incoming_of(call: Asked) -> int | None:
    """The incoming letter that a dossier is begun from: ``"incoming": {"year", "number"}``."""
    value = call.line.get("incoming")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Refused(Rule.BAD_INPUT, why="incoming bukan objek")
    return letter_of(call, value)


def _incoming(call: Asked) -> NumberAnswer:
    line = call.line
    wish = IncomingWish(
        sender=r.text(line, "sender"),
        subject=r.text(line, "subject"),
        received_at=_received(call),
        ref=r.text(line, "ref", ""),
        ref_date=r.day(line["ref_date"], "ref_date") if line.get("ref_date") is not None else None,
        nature=r.text(line, "nature", ""),
        code=r.text(line, "code", ""),
        enclosure=r.text(line, "enclosure", ""),
        note=r.text(line, "note", ""),
        insert_after=r.whole(line, "insert_after"),
        reason=r.text(line, "reason", ""),
    )
    return incoming.register_incoming(call.office, wish, by=call.by, now=call.now, action_id=call.action_id)


def _received(call: Asked) -> datetime:
    """``received_at``, or of ``date`` the morning (today: now), or now."""
    line = call.line
    if line.get("received_at") is not None:
        return r.moment(line["received_at"], call.zone, "received_at")
    if line.get("date") is None:
        return call.now
    day = r.day(line["date"])
    return call.now if day == call.now.astimezone(call.zone).date() else _at_eight(day, call)


def _at_eight(day: date, call: Asked) -> datetime:
    return datetime.combine(day, _MORNING, call.zone)


def _disposition(call: Asked) -> DispositionAnswer:
    line = call.line
    at = call.at
    giver = r.text(line, "giver", "")
    wish = DispositionWish(
        line=letter_of(call, line),
        receivers=tuple(_person(call, text, at) for text in _texts(line, "to")),
        instructions=_texts(line, "instructions"),
        note=r.text(line, "note", ""),
        deadline=_deadline(call),
        giver=_person(call, giver, at) if giver else None,
        parent=r.whole(line, "parent"),
    )
    return dispositions.give(call.office, wish, by=call.by, at=at, now=call.now, action_id=call.action_id)


def _no_disposition(call: Asked) -> DispositionAnswer:
    return dispositions.not_needed(
        call.office,
        letter_of(call, call.line),
        r.text(call.line, "reason", ""),
        by=call.by,
        at=call.maybe_at,
        now=call.now,
        action_id=call.action_id,
    )


def _deadline(call: Asked) -> datetime | date | None:
    value = call.line.get("deadline")
    if value is None:
        return None
    if isinstance(value, str) and len(value.strip()) == 10:
        return r.day(value, "deadline")
    return r.moment(value, call.zone, "deadline")


def _texts(line: Line, key: str) -> tuple[str, ...]:
    value = line.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise Refused(Rule.BAD_INPUT, why=f"{key} bukan daftar teks")
    return tuple(value)


def _person(call: Asked, text: str, at: datetime) -> Person:
    """A desk's key is its official of the day, any other text a person."""
    if text not in set(Desk):
        return Person(name=text)
    known = call.office.look()
    found = (p for p in people(known, known.local(at).date()) if p.desk == text)
    return next(found, Person(title=text.replace("_", " ").capitalize(), desk=text))


LETTER_OPERATIONS: Mapping[str, Callable[[Asked], Told]] = {
    "incoming": _incoming,
    "disposition": _disposition,
    "no_disposition": _no_disposition,
}
