"""Numbers without a letter of their own: kept for somebody, given back, used outside the program (rules 22)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import DEFAULT_SERIES, MOST_AT_ONCE, NumberState
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean, clean_name, clean_reason
from sopdesk.services.entries import stop_if_answered
from sopdesk.services.number_places import check_day, check_jump, check_open, whole
from sopdesk.services.number_settings import numbering_of
from sopdesk.services.numbering import NumberAnswer, check_place, check_stands, void_line
from sopdesk.services.office import Office
from sopdesk.services.queries import register_row
from sopdesk.services.register_lines import OUTSIDE, RESERVE, LineRef, Span, add_span, find_line
from sopdesk.services.rights import require
from sopdesk.services.views import RegisterRow
from sopdesk.store.store import Unit


@dataclass(frozen=True, slots=True)
class SpanAnswer:
    """Which numbers got a line, and what became of them."""

    year: int
    series: str
    first: int
    last: int
    state: str

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``; ``number`` is the first of them."""
        return {
            "ok": True,
            "year": self.year,
            "series": self.series,
            "number": self.first,
            "last": self.last,
            "state": self.state,
        }


def reserve(
    office: Office,
    register: str,
    day: date,
    *,
    person: str,
    reason: str,
    by: str,
    now: datetime,
    count: int = 1,
    series: str = "",
    action_id: str | None = None,
) -> SpanAnswer:
    """Keep the next ``count`` numbers for ``person``; each is used by a letter later, or released.

    Raises Refused, Trouble, Answered.
    """
    clerk, whom, why = clean_name(by, field="by"), clean_name(person, field="person"), clean_reason(reason)
    check_place(register, day)
    if whole(count, field="count") > MOST_AT_ONCE:
        raise Refused(Rule.BAD_VALUE, field="count", low=1, high=MOST_AT_ONCE)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        require(office.known(unit), by, Right.NUMBERS, now=now)
        name = _series(series)
        first = _next(unit, register, day, name)
        limit = numbering_of(office.known(unit)).jump_limit
        if count > limit:
            # A block that large is asked of nobody: its lines would be void at the end of the year.
            raise Refused(Rule.BAD_VALUE, field="count", low=1, high=limit)
        span = Span(register, day.year, name, first, first + count - 1)
        _add(unit, RESERVE, NumberState.RESERVED, span, day, whom, why, clerk, now)
        return _answered(unit, span, NumberState.RESERVED, action_id)


def release(
    office: Office, ref: LineRef, *, reason: str, by: str, now: datetime, action_id: str | None = None
) -> NumberAnswer:
    """Give a reserved number up: it becomes void (BATAL) with the reason. Raises Refused, Trouble, Answered."""
    clerk, why = clean_name(by, field="by"), clean_reason(reason)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        require(office.known(unit), by, Right.NUMBERS, now=now)
        line = find_line(unit, ref)
        check_stands(line)
        if line.state != NumberState.RESERVED:
            raise Refused(Rule.NUMBER_TAKEN, number=line.urut, text=line.text)
        answer = void_line(unit, office.known(unit), line, why, clerk, now)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def record_outside(
    office: Office,
    register: str,
    upto: int,
    day: date,
    *,
    reason: str,
    by: str,
    now: datetime,
    series: str = "",
    confirmed: bool = False,
    action_id: str | None = None,
) -> SpanAnswer:
    """Say that the numbers from the next to ``upto`` were used outside the program, the last of them on ``day``.

    More than the office's jump limit must be ``confirmed``. Raises Refused, Trouble, Answered.
    """
    clerk, why = clean_name(by, field="by"), clean_reason(reason)
    check_place(register, day)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        require(office.known(unit), by, Right.NUMBERS, now=now)
        name = _series(series)
        first, last = _next(unit, register, day, name), whole(upto)
        if last < first:
            raise Refused(Rule.NUMBER_TAKEN, number=last, text="")
        limit = numbering_of(office.known(unit)).jump_limit
        check_jump(first, last, last - first + 1, confirmed=confirmed, limit=limit)
        span = Span(register, day.year, name, first, last)
        _add(unit, OUTSIDE, NumberState.OUTSIDE, span, day, "", why, clerk, now)
        return _answered(unit, span, NumberState.OUTSIDE, action_id)


def waiting_numbers(office: Office, register: str, year: int) -> list[RegisterRow]:
    """The reserved numbers of a year, in the order of the book."""
    with office.store.read() as unit:
        lines = unit.numbers.in_state(register, year, NumberState.RESERVED)
    return [register_row(line, {}) for line in lines]


def _series(typed: str) -> str:
    return clean(typed, field="series", limit=40, empty=True) or DEFAULT_SERIES


def _next(unit: Unit, register: str, day: date, series: str) -> int:
    standing = unit.registers.series(register, day.year, series)
    check_open(unit, register, day.year, standing)
    check_day(day, standing)
    return standing.last + 1 if standing else 1


def _add(
    unit: Unit,
    kind: str,
    state: NumberState,
    span: Span,
    day: date,
    party: str,
    reason: str,
    by: str,
    now: datetime,
) -> None:
    unit.numbers.advance(span.register, span.year, span.series, span.last, day)
    add_span(unit, kind, state.value, span, day=day, party=party, reason=reason, by=by, now=now)


def _answered(unit: Unit, span: Span, state: NumberState, action_id: str | None) -> SpanAnswer:
    answer = SpanAnswer(span.year, span.series, span.first, span.last, state.value)
    if action_id is not None:
        unit.keep_answer(action_id, answer.to_json())
    return answer
