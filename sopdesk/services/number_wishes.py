"""What is wished of a number, and what is answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class NumberWish:
    """What a register line is to say. An empty ``series`` is the one that the office counts such a letter in.

    ``insert_after`` asks for an inserted number, with a ``reason``; ``reserved`` for that reserved number;
    ``number`` is one that stands on the paper already: where it lies ahead of the next, the ``reason`` explains those
    between, and a jump over more than the office's limit must be ``confirmed``.
    """

    register: str
    subject: str
    addressee: str
    day: date
    code: str = ""
    series: str = ""
    insert_after: int | None = None
    reason: str = ""
    number: int | None = None
    reserved: int | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The number that was taken, or that was made void; ``dossier_id`` is whose letter bears it."""

    year: int
    series: str
    number: int
    insert: str | None
    text: str
    line_id: int
    state: str = "issued"
    dossier_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``."""
        shown: dict[str, Any] = {
            "ok": True,
            "year": self.year,
            "series": self.series,
            "number": self.number,
            "insert": self.insert,
            "text": self.text,
        }
        return shown if self.state == "issued" else shown | {"state": self.state}
