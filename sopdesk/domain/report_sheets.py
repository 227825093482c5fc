"""What a report is on any way out, screen, paper or spreadsheet: its words, its bars, and what stands behind both."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from sopdesk.domain.reports import ReportKind
from sopdesk.domain.spreadsheet import Cell

Tone = Literal["accent", "aman", "waspada", "terlambat", "ditunda", "luar", "muted"]

STEPS: Final = 4  # of a scale


@dataclass(frozen=True, slots=True)
class Series:
    """What one part of the bars means."""

    name: str
    tone: Tone


class Which(StrEnum):
    """What stands behind a figure."""

    VISITS = "visits"
    FLOW = "flow"  # begun or ended
    ENDED = "ended"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Behind:
    """Which visits or dossiers a figure was counted from, within the report's period and SOP."""

    which: Which = Which.VISITS
    sop: str = ""
    revision: int | None = None
    step: int | None = None
    desk: str = ""
    month: int | None = None  # year × 100 + month
    reason: str | None = None
    returned: bool = False
    held: bool = False
    timed: bool = False
    inside: bool = False  # without the steps outside the office
    life: str = ""
    dossier: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: one amount for each series, and what is written at its end."""

    label: str
    parts: tuple[int, ...]
    words: str = ""
    behind: Behind | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that lie, or, ``upright``, columns that stand; their parts in a row, or, ``beside``, next to each other.

    With ``whole`` each bar is as long as the room: what counts are the shares.
    """

    title: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    upright: bool = False
    beside: bool = False
    whole: bool = False

    @property
    def most(self) -> int:
        """The amount of the longest bar; at least 1."""
        longest = (max(bar.parts, default=0) if self.beside else sum(bar.parts) for bar in self.bars)
        return max([1, *longest])

    @property
    def top(self) -> int:
        """The end of the scale of standing columns: the next number that four steps divide well."""
        step, size = 1, 1
        while step * STEPS < self.most:
            step = next((n * size for n in (1, 2, 3, 4, 5) if n * size * STEPS >= self.most), 10 * size)
            size *= 10
        return step * STEPS


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column; ``share`` is its part of the width, ``right`` for what is counted or measured.

    In a file what is measured is a number: so many of what its rows are ordered by are ``per`` one ``unit``.
    """

    key: str
    title: str
    share: int = 10
    right: bool = False
    per: int = 0  # 0 for words
    unit: str = ""

    @property
    def saved_title(self) -> str:
        """The head of the column in a file, with the unit of its numbers."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def saved(self, words: str, order: int | str) -> Cell:
        """A cell as it stands in a file; two places behind the comma are as many as people can use."""
        if not self.per or not isinstance(order, int):
            return words or None
        if not words and order < 0:
            return None  # nothing was measured
        whole, rest = divmod(order, self.per)
        return round(order / self.per, 2) if rest else whole


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row: its cells in words, what they are ordered by, and what stands behind them."""

    cells: tuple[str, ...]
    order: tuple[int | str, ...]
    behind: Behind | None = None
    tone: Tone | None = None

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.order):
            raise ValueError("a cell without its order")


@dataclass(frozen=True, slots=True)
class Report:
    """A report in words. ``told`` is its answer in one sentence, ``notes`` say how it was counted."""

    kind: ReportKind
    title: str
    period: str
    told: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    charts: tuple[Chart, ...] = ()
    notes: tuple[str, ...] = ()
    sop: str = ""
    thresholds: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.rows


@dataclass(frozen=True, slots=True)
class BehindRow:
    """A visit or a dossier behind a figure, in words; ``since`` and ``until`` in office time."""

    dossier_id: int
    code: str
    title: str
    what: str
    since: str
    until: str
    took: str
    stood: str
    late: bool = False
    order: tuple[str, str, int] = field(default=("", "", 0))
