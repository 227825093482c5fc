"""What screens are made of: flat frozen records, each made for its screen from as few queries as can be."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sopdesk.domain.clocks import Level, Split
from sopdesk.domain.forecast import Range
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
class LadderRow:
    """A step of a dossier as a rung: planned, real, visits. ``state`` is done, now, ahead or skipped."""

    no: int
    brief: str
    kegiatan: str
    desk: Desk
    kind: Kind
    state: str
    visits: int
    waktu: str
    planned: str
    real: str
    level: Level | None
    official: str
    done_at: datetime | None
    planned_end: datetime | None
    split: Split | None


@dataclass(frozen=True, slots=True)
class LogRow:
    """An entry of a dossier's log in words."""

    seq: int
    kind: str
    words: str
    reason: str
    by: str
    at: datetime
    logged_at: datetime
    late_entry: bool
    countered: bool
    step: int | None


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter of a dossier as the panel shows it; ``state`` is konsep, siap or terbit."""

    id: int | None
    kind: str
    title: str
    state: str
    number: str
    day: dt.date | None
    step: int


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything that the panel beside the board shows of one dossier."""

    card: Card
    face: Face
    code: str
    label: str
    sop_name: str
    title: str
    origin: str
    period: str
    owner: str
    nature: str
    addressees: tuple[str, ...]
    started_at: datetime
    clock_note: str
    main: Offer | None
    others: tuple[Offer, ...]
    ladder: tuple[LadderRow, ...]
    log: tuple[LogRow, ...]
    letters: tuple[LetterCard, ...]
    facts: Mapping[str, object]
    finish_by_plan: datetime | None
    forecast: Range | None
    outlasted: tuple[int, int] | None  # how many past dossiers, of how many
    deadline: datetime | None
    overdue: bool  # past the deadline
    latest_start: datetime | None  # of the whole dossier, to keep its deadline by mutu baku
    leave_by: datetime | None  # of the step at hand: when it must be done
    kelengkapan: str
    checklist: tuple[str, ...]
    return_to: int | None
    undo_until: datetime | None
    newest: int | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of a register."""

    id: int
    register: str
    year: int
    series: str
    urut: int
    insert: str
    shown: str
    text: str
    date: dt.date
    code: str
    subject: str
    party: str
    state: str
    reason: str
    dossier: str
    dossier_id: int | None
    sent_on: dt.date | None
    by: str
    logged_at: datetime | None = None
    ref: str = ""
    ref_date: dt.date | None = None
    nature: str = ""
    enclosure: str = ""
    note: str = ""
    received_at: datetime | None = None
    answer_due: datetime | None = None
    disposed: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of the search box."""

    id: int
    code: str
    label: str
    title: str
    where: str
    open: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The pills of the head: open dossiers by level, and by SOP with the late ones."""

    running: int
    late: int
    warning: int
    by_sop: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class WhyLine:
    """A segment of *Kenapa terlambat?*: ``counted`` says whether it is working time."""

    from_: datetime
    to: datetime
    counted: bool
    words: str
    span: str


@dataclass(frozen=True, slots=True)
class Why:
    """A clock explained: its beginning, its deadline, every segment between, in words."""

    title: str
    head: str
    lines: tuple[WhyLine, ...]
    total: str
    warnings: tuple[str, ...] = ()
