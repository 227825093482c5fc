"""What the board is made of: flat frozen records, apart from those of other screens, which its start can do without."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sopdesk.domain.clocks import Level
from sopdesk.domain.sop import Ask, Desk, Kind


class Card(NamedTuple):
    """A dossier on the board. Raw times only: its face is painted from them without a query.

    A tuple, because a board of thousands is made of them at a stroke.
    """

    id: int
    code: str
    sop: str
    revision: int
    label: str
    title: str
    step: int
    steps: int
    brief: str
    kind: Kind
    desk: Desk
    life: str
    round: int
    waiting: bool
    since: datetime
    due: datetime | None
    warn_from: datetime | None
    deadline: datetime | None
    deadline_warn: datetime | None
    hold_reason: str
    held_since: datetime | None
    number_text: str
    receipt_missing: bool
    ended_at: datetime | None
    owner: str


@dataclass(frozen=True, slots=True)
class Face:
    """How a card stands at a moment: ``share`` of the time gone by, 0 to 1; ``words`` short, ``sentence`` long.

    While the level stays, ``words`` and ``share`` stay the same before ``until``; None promises nothing.
    """

    level: Level
    words: str
    sentence: str
    share: float
    of_dossier: bool
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Open cards by desk, late first, and those that ended lately."""

    columns: Mapping[Desk, tuple[Card, ...]]
    done: tuple[Card, ...]


class Deed(StrEnum):
    """What a button or a drop can ask for."""

    HAND_ON = "hand_on"
    RECEIVE = "receive"
    FACTS = "facts"
    RETURN = "return"
    SKIP = "skip"
    HOLD = "hold"
    RESUME = "resume"
    NUMBER = "number"
    STAMP = "stamp"
    DISPATCH = "dispatch"
    RECEIPT = "receipt"
    CANCEL = "cancel"
    TITLE = "title"
    DEADLINE = "deadline"
    UNDO = "undo"
    CORRECT = "correct"
    VOID_NUMBER = "void_number"


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that is offered, with the words of its button; ``ask`` is what it needs to know first."""

    deed: Deed
    label: str
    asks: tuple[Ask, ...] = ()
    to_step: int | None = None


@dataclass(frozen=True, slots=True)
class DropVerdict:
    """What dropping a card on a column would do: ``offer`` None means no, with the reason in ``words``."""

    offer: Offer | None
    words: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The pills of the head: open dossiers by level, and by SOP with the late ones."""

    running: int
    late: int
    warning: int
    by_sop: Mapping[str, tuple[int, int]]
