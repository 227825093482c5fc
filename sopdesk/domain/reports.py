"""The periods and the figures of the reports."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sopdesk.domain.dates import long_date, month_name
from sopdesk.domain.errors import Refused, Rule


class ReportKind(StrEnum):
    """Which report; the values are the words of the command line."""

    SOP = "kepatuhan-sop"
    STEP = "kepatuhan-langkah"
    DESK = "kepatuhan-meja"
    MONTH = "kepatuhan-bulan"
    RETURNS = "pengembalian"
    DESK_TIME = "waktu-meja"
    FLOW = "arus"
    LENGTHS = "lama-berkas"
    OPEN = "berkas-terbuka"
    MONITORING = "pemantauan"
    ADVICE = "saran"


_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2199
_LONGEST_YEARS: Final = 25


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both inclusive. Raises Refused(BAD_VALUE) where that is no time."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not (self.first.year >= _FIRST_YEAR and self.last.year <= _LAST_YEAR):
            raise Refused(Rule.BAD_VALUE, field="period", value=f"{self.first} – {self.last}")
        if self.last < self.first or self.last.year - self.first.year > _LONGEST_YEARS:
            raise Refused(Rule.BAD_VALUE, field="period", value=f"{self.first} – {self.last}")

    @property
    def words(self) -> str:
        """``Juli 2026``, ``Semester I 2026``, ``Tahun 2026`` the day or the two days."""
        year = self.first.year
        if self == month(year, self.first.month):
            return f"{month_name(self.first.month)} {year}"
        for number, name in ((1, "I"), (2, "II")):
            if self == half(year, number):
                return f"Semester {name} {year}"
        if self == whole_year(year):
            return f"Tahun {year}"
        if self.first == self.last:
            return long_date(self.first)
        return f"{long_date(self.first)} sampai {long_date(self.last)}"

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Year and number of each month that it touches."""
        begin, end = self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month
        return tuple((n // 12, n % 12 + 1) for n in range(begin, end))


def month(year: int, number: int) -> Period:
    """A month."""
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def half(year: int, number: int) -> Period:
    """The first or second half of a year."""
    first = 1 if number == 1 else 7
    return Period(date(year, first, 1), month(year, first + 5).last)


def whole_year(year: int) -> Period:
    """A year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


# Figures. All amounts of time are microseconds of working time.


@dataclass(frozen=True, slots=True)
class Compliance:
    """Visits that ended and had a standard time, by ``key``; their clocks without holds."""

    key: tuple[str | int, ...]
    runs: int
    late: int
    median: int
    longest: int

    @property
    def kept(self) -> int:
        """Those that ended within the standard time."""
        return self.runs - self.late


@dataclass(frozen=True, slots=True)
class Returned:
    """Returns from a step for a reason. ``cost`` runs until the papers were again where they came from.

    ``out`` are those that are not, whose cost is that until now.
    """

    sop: str
    revision: int
    step: int
    reason: str
    often: int
    cost: int
    out: int


@dataclass(frozen=True, slots=True)
class DeskTime:
    """What the visits of a desk took, split; ``holds`` by reason, the longest first."""

    desk: str
    visits: int
    waiting: int
    at_desk: int
    held: int
    outside: int
    holds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """Dossiers of a month by what happened to them."""

    year: int
    month: int
    started: int = 0
    finished: int = 0
    cancelled: int = 0


@dataclass(frozen=True, slots=True)
class Lengths:
    """The finished dossiers of an SOP: rounds, and working time from start to end, holds included."""

    sop: str
    finished: int
    rounds: int
    most_rounds: int
    median: int
    longest: int
    with_deadline: int
    in_time: int


@dataclass(frozen=True, slots=True)
class OpenDossier:
    """A dossier under way; ``age`` since its start, ``here`` since it came to its step."""

    id: int
    code: str
    sop: str
    revision: int
    title: str
    step: int
    desk: str
    age: int
    here: int
    level: str
    words: str
    rounds: int


def median(low: int, high: int) -> int:
    """The middle of a sorted row of which these two stand in the middle, rounded down."""
    return (low + high) // 2


def share_words(part: int, whole: int) -> str:
    """``83 %``, rounded down so that 100 % means all of them; empty for nothing."""
    return f"{100 * part // whole} %" if whole else ""


def middle(values: Sequence[int]) -> int:
    """The median of a sorted row that is not empty."""
    count = len(values)
    return median(values[(count - 1) // 2], values[count // 2])
