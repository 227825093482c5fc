"""The values of the printed reports: any report, the monitoring form, and why a clock is late."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT, Kop, within
from sopdesk.domain.report_sheets import Report


@dataclass(frozen=True, slots=True)
class Laporan:
    """A report on paper, with the log's hash as of its printing."""

    kop: Kop
    report: Report
    printed: datetime
    log_hash: str


@dataclass(frozen=True, slots=True)
class FormLine:
    """A row of the monitoring form; ``verdict`` is empty where the judging is left to the person."""

    no: int
    procedure: str
    verdict: str
    note: str

    def __post_init__(self) -> None:
        within(2 * TEXT_LIMIT, procedure=self.procedure, note=self.note)


@dataclass(frozen=True, slots=True)
class Pemantauan:
    """The monitoring form of an SOP with its evaluation list; action and paraf stay empty."""

    kop: Kop
    sop: str
    number: str
    period: str
    lines: tuple[FormLine, ...]
    notes: tuple[str, ...]
    evaluation: tuple[str, ...]
    printed: datetime
    log_hash: str


@dataclass(frozen=True, slots=True)
class WhySegment:
    """A part of the explained time; ``counted`` is the working time that it took, in words, or empty."""

    when: str
    words: str
    counted: str
    over: bool = False  # after the deadline


@dataclass(frozen=True, slots=True)
class KenapaTerlambat:
    """A clock explained on one page; ``brief`` are the same segments joined, for a page that would be too long."""

    kop: Kop
    code: str
    title: str
    heading: str
    head: str
    segments: tuple[WhySegment, ...]
    brief: tuple[WhySegment, ...]
    total: str
    warnings: tuple[str, ...]
    printed: datetime
    log_hash: str

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, title=self.title)
        within(LINE_LIMIT, heading=self.heading, code=self.code)
        if not self.segments:
            raise Refused(Rule.BAD_VALUE, field="segments", value="")
