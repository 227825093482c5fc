"""What screens are made of: flat frozen records, each made for its screen from as few queries as can be."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.clocks import Level, Split
from sopdesk.domain.forecast import Range
from sopdesk.domain.sop import Desk, Kind
from sopdesk.services.board_views import Board as Board
from sopdesk.services.board_views import Card as Card
from sopdesk.services.board_views import Counts as Counts
from sopdesk.services.board_views import Deed as Deed
from sopdesk.services.board_views import DropVerdict as DropVerdict
from sopdesk.services.board_views import Face as Face
from sopdesk.services.board_views import Offer as Offer


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
