"""What a line of a register says of itself: to the log, and to the letter that bears its number."""

from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.dossier import TakenNumber
from sopdesk.store.registers import LineRow


def said_of(line: dict[str, Any]) -> rules.Data:
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
