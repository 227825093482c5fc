"""What old agenda books come to: lines, and what is the matter with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sopdesk.domain.numbers import DEFAULT_SERIES

Book = tuple[int, str]
"""A year of a register and a series of it."""


class Why(StrEnum):
    """Why a row cannot be a line of the register; the last four only warn."""

    NO_NUMBER = "no_number"
    BAD_NUMBER = "bad_number"
    TWICE = "twice"
    IN_BOOK = "in_book"
    TOO_FAR = "too_far"
    NO_DATE = "no_date"
    BAD_DATE = "bad_date"
    OTHER_YEAR = "other_year"
    CLOSED = "closed"
    TOO_LONG = "too_long"
    NO_SUBJECT = "no_subject"
    FUTURE_YEAR = "future_year"
    FUTURE_DATE = "future_date"
    DATE_BEFORE = "date_before"
    DATE_DROPPED = "date_dropped"
    NO_PARTY = "no_party"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is the matter with a row; ``data`` holds what the sentence names."""

    row: int
    why: Why
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OldLine:
    """A line of an old book. ``text`` is the letter's whole number (outgoing), ``ref`` the sender's (incoming)."""

    row: int
    urut: int
    sisipan: str
    day: date
    text: str
    code: str
    subject: str
    party: str
    ref: str = ""
    ref_day: date | None = None
    sent_on: date | None = None
    enclosure: str = ""
    note: str = ""
    void: bool = False
    series: str = DEFAULT_SERIES

    @property
    def book(self) -> Book:
        """The year and the series that it counts in."""
        return self.day.year, self.series

    @property
    def place(self) -> tuple[int, str]:
        """Its number."""
        return self.urut, self.sisipan


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rows of a book come to. ``skipped`` are rows that were left out on purpose."""

    lines: tuple[OldLine, ...]
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the register has of a book: its lines, how far it is counted, whether it is closed."""

    taken: frozenset[tuple[int, str]] = frozenset()
    last: int = 0
    closed: bool = False
