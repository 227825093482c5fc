"""What a line of a register says of itself: to the log, and to the letter that bears its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.dossier import TakenNumber
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import DEFAULT_SERIES
from sopdesk.services.entries import marked
from sopdesk.store.log import REGISTER
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

RESERVE = "reserve"
OUTSIDE = "outside"
CLOSE_YEAR = "close_year"


@dataclass(frozen=True, slots=True)
class LineRef:
    """A line by its number, as people name it."""

    register: str
    year: int
    number: int
    series: str = DEFAULT_SERIES
    insert: str = ""


def find_line(unit: Unit, ref: LineRef) -> LineRow:
    """The line. Raises Refused(NUMBER_UNKNOWN)."""
    line = unit.registers.line(ref.register, ref.year, ref.series or DEFAULT_SERIES, ref.number, ref.insert)
    if line is None:
        raise Refused(Rule.NUMBER_UNKNOWN, number=ref.number, year=ref.year)
    return line


@dataclass(frozen=True, slots=True)
class Span:
    """Running numbers of a series, from ``first`` to ``last``, that get lines of one kind."""

    register: str
    year: int
    series: str
    first: int
    last: int


def said_of(line: Mapping[str, Any]) -> rules.Data:
    """What the log keeps of a line of a register."""
    return {
        "register": line["register"],
        "year": line["year"],
        "series": line["series"],
        "number": line["urut"],
        "insert": line["sisipan"],
        "text": line["text"],
        "date": line["date"].isoformat(),
        "code": line["code"],
        "subject": line["subject"],
        "party": line["party"],
        "reason": line["reason"],
    }


def is_line(taken: TakenNumber, line: LineRow) -> bool:
    """Whether a letter's number is that of the line: by every part of it, for two series may give one text."""
    return (taken.register, taken.year, taken.series, taken.urut, taken.sisipan) == (
        line.register,
        line.year,
        line.series,
        line.urut,
        line.sisipan,
    )


def as_dict(line: LineRow) -> dict[str, Any]:
    """The line under the names of its columns."""
    return {name: getattr(line, name) for name in LineRow.__dataclass_fields__}


def add_span(
    unit: Unit,
    kind: str,
    state: str,
    span: Span,
    *,
    day: date,
    party: str,
    reason: str,
    by: str,
    now: datetime,
) -> int:
    """Give every number of a span its bare line, by one entry of the log; its place there.

    Such a line has no letter yet: its text is the number alone.
    """
    body = {
        "register": span.register,
        "year": span.year,
        "series": span.series,
        "first": span.first,
        "last": span.last,
        "date": day.isoformat(),
        "party": party,
        "reason": reason,
    }
    seq = unit.log.append(REGISTER, kind, actor=by, at=now, now=now, body=marked(unit, now, body))
    same = {
        "register": span.register,
        "year": span.year,
        "series": span.series,
        "sisipan": "",
        "date": day,
        "code": "",
        "subject": "",
        "party": party,
        "state": state,
        "reason": reason,
        "actor": by,
        "logged_at": now,
        "seq": seq,
    }
    unit.numbers.add_many([{**same, "urut": n, "text": str(n)} for n in range(span.first, span.last + 1)])
    return seq
