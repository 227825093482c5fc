"""The operations of ``batch`` on the numbers of the registers."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.cli import reading as r
from sopdesk.cli.asked import Asked, Line
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import DEFAULT_SERIES
from sopdesk.services import numbering, renumbering, reserving, year_closing
from sopdesk.services.numbering import NumberAnswer, NumberWish
from sopdesk.services.register_lines import LineRef
from sopdesk.services.reserving import SpanAnswer
from sopdesk.services.year_closing import ClosedYear


def _number(call: Asked) -> NumberAnswer:
    line = call.line
    wish = NumberWish(
        register=r.text(line, "register"),
        subject=r.text(line, "subject"),
        addressee=r.text(line, "addressee"),
        day=r.day(r.required(line, "date")),
        code=r.text(line, "code", ""),
        series=r.text(line, "series", ""),
        insert_after=r.whole(line, "insert_after"),
        reason=r.text(line, "reason", ""),
        number=r.whole(line, "number"),
        reserved=r.whole(line, "reserved"),
        confirmed=_flag(line, "confirmed"),
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
    ref = _ref(call.line)
    return numbering.void_number(
        call.office,
        register=ref.register,
        year=ref.year,
        number=ref.number,
        series=ref.series,
        insert=ref.insert,
        reason=r.text(call.line, "reason", ""),
        **_by(call),
    )


def _reserve_number(call: Asked) -> SpanAnswer:
    line = call.line
    count = r.whole(line, "count")
    return reserving.reserve(
        call.office,
        r.text(line, "register"),
        r.day(r.required(line, "date")),
        person=r.text(line, "person"),
        reason=r.text(line, "reason", ""),
        count=1 if count is None else count,
        series=r.text(line, "series", ""),
        **_by(call),
    )


def _release_number(call: Asked) -> NumberAnswer:
    return reserving.release(
        call.office, _ref(call.line), reason=r.text(call.line, "reason", ""), **_by(call)
    )


def _outside_number(call: Asked) -> SpanAnswer:
    line = call.line
    return reserving.record_outside(
        call.office,
        r.text(line, "register"),
        _whole(line, "upto"),
        r.day(r.required(line, "date")),
        reason=r.text(line, "reason", ""),
        series=r.text(line, "series", ""),
        confirmed=_flag(line, "confirmed"),
        **_by(call),
    )


def _correct_number(call: Asked) -> NumberAnswer:
    """To another number with ``to``; without it, what the line says."""
    line = call.line
    ref, reason = _ref(line), r.text(line, "reason", "")
    to = r.whole(line, "to")
    if to is not None:
        confirmed = _flag(line, "confirmed")
        return renumbering.correct_number(
            call.office, ref, to, reason=reason, confirmed=confirmed, **_by(call)
        )
    mending = renumbering.Mending(
        subject=_maybe(line, "subject"),
        party=_maybe(line, "addressee"),
        code=_maybe(line, "code"),
        day=r.day(line["date"]) if line.get("date") is not None else None,
    )
    return renumbering.amend_line(call.office, ref, mending, reason=reason, **_by(call))


def _close_year(call: Asked) -> ClosedYear:
    line = call.line
    return year_closing.close_year(call.office, r.text(line, "register"), _whole(line, "year"), **_by(call))


def _by(call: Asked) -> dict[str, Any]:
    return {"by": call.by, "now": call.now, "action_id": call.action_id}


def _ref(line: Line) -> LineRef:
    year, number = r.whole(line, "year"), r.whole(line, "number")
    if year is None or number is None:
        raise Refused(Rule.BAD_INPUT, why="year atau number tidak ada")
    return LineRef(
        r.text(line, "register"),
        year,
        number,
        r.text(line, "series", DEFAULT_SERIES),
        r.text(line, "insert", ""),
    )


def _whole(line: Line, name: str) -> int:
    found = r.whole(line, name)
    if found is None:
        raise Refused(Rule.BAD_INPUT, why=f"{name} tidak ada")
    return found


def _maybe(line: Line, name: str) -> str | None:
    return r.text(line, name) if line.get(name) is not None else None


def _flag(line: Line, name: str) -> bool:
    found = line.get(name, False)
    if not isinstance(found, bool):
        raise Refused(Rule.BAD_INPUT, why=f"{name} bukan true atau false")
    return found


NUMBER_OPERATIONS: Mapping[str, Callable[[Asked], NumberAnswer | SpanAnswer | ClosedYear]] = {
    "number": _number,
    "void_number": _void_number,
    "reserve_number": _reserve_number,
    "release_number": _release_number,
    "outside_number": _outside_number,
    "correct_number": _correct_number,
    "close_year": _close_year,
}
