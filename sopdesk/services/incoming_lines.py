"""A line of the incoming register: found, named in the log, and quoted by the dossier that deals with it."""

from datetime import UTC, date, datetime
from typing import Any, Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.numbers import DEFAULT_SERIES, INCOMING, shown
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

_MARK_MOST: Final = 8  # letters of an inserted mark, as many as its column holds
_DETAILS: Final = (
    *("code", "subject", "party", "ref", "ref_date", "nature", "enclosure", "note"),
    *("received_at", "answer_due"),
)


def incoming_line(unit: Unit, line_id: int) -> LineRow:
    """The line of an incoming letter that is not void. Raises Refused."""
    line = unit.registers.line_by_id(line_id)
    if line is None or line.register != INCOMING:
        raise Refused(Rule.BAD_VALUE, field="incoming", value=line_id)
    if line.state == "void":
        raise Refused(Rule.NUMBER_VOID, text=line.text, reason=line.reason)
    return line


def numbered_line(unit: Unit, year: int, number: int, insert: str = "") -> LineRow:
    """The incoming letter with this number. Raises Refused(NUMBER_UNKNOWN)."""
    line = unit.registers.line(INCOMING, year, DEFAULT_SERIES, number, insert)
    if line is None:
        raise Refused(Rule.NUMBER_UNKNOWN, number=shown(number, insert[:_MARK_MOST]), year=year)
    return line


def agenda_number(line: LineRow) -> str:
    """The number of the line with its year: ``214/2026``."""
    return f"{shown(line.urut, line.sisipan)}/{line.year}"


def place_of_line(line: LineRow) -> dict[str, Any]:
    """Which line an entry of the log speaks of."""
    return {
        "register": line.register,
        "year": line.year,
        "series": line.series,
        "number": line.urut,
        "insert": line.sisipan,
    }


def details_of(line: dict[str, Any]) -> dict[str, Any]:
    """What the log keeps of an incoming letter beside its number, by the names of the columns."""
    found: dict[str, Any] = {}
    for name in _DETAILS:
        value = line[name]
        if isinstance(value, datetime):
            value = value.astimezone(UTC).isoformat()
        elif isinstance(value, date):
            value = value.isoformat()
        found[name] = value
    return found


def quoted(line: LineRow) -> dict[str, Any]:
    """What the dossier that deals with a letter keeps of it: a reply quotes this, whatever is corrected later."""
    return {
        "line": line.id,
        "agenda": agenda_number(line),
        "ref": line.ref,
        "ref_date": line.ref_date.isoformat() if line.ref_date else None,
        "sender": line.party,
        "subject": line.subject,
        "nature": line.nature,
        "received": line.received_at.isoformat() if line.received_at else None,
    }
