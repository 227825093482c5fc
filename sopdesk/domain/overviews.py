"""The values of what is printed to look at: signing folder, history, board, minutes."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import (
    LINE_LIMIT,
    NAME_LIMIT,
    NUMBER_LIMIT,
    TEXT_LIMIT,
    Kop,
    Signer,
    scannable,
    within,
)

CODE_LIMIT = 40  # of a dossier


@dataclass(frozen=True, slots=True)
class MapLine:
    """A letter in the Camat's signing folder. ``waiting`` and ``due`` are in words."""

    code: str
    title: str
    sop: str
    letter: str  # which paper, to whom
    waiting: str
    due: str = ""
    late: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, title=self.title, letter=self.letter, note=self.note)
        within(LINE_LIMIT, sop=self.sop, waiting=self.waiting, due=self.due)


@dataclass(frozen=True, slots=True)
class MapCamat:
    """What the Camat is to sign: each line with boxes *ditandatangani* and *dikembalikan* and room for a word."""

    kop: Kop
    signer: str  # position, and name where known
    printed: datetime
    lines: tuple[MapLine, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what is said under it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """An entry of a dossier's log: ``words`` say what, ``struck`` that it was taken back."""

    at: datetime
    logged_at: datetime
    words: str
    reason: str
    by: str
    late_entry: bool = False
    struck: bool = False

    def __post_init__(self) -> None:
        within(2 * TEXT_LIMIT, words=self.words, reason=self.reason)


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A step as it went: planned and real time in words, and the rounds."""

    no: int
    kegiatan: str
    desk: str
    planned: str
    real: str
    rounds: int
    official: str = ""
    late: bool = False

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, kegiatan=self.kegiatan)


@dataclass(frozen=True, slots=True)
class Riwayat:
    """A dossier's history, for the file."""

    kop: Kop
    dossier_code: str
    title: str
    facts: tuple[Fact, ...]
    steps: tuple[HistoryStep, ...]
    lines: tuple[HistoryLine, ...]
    printed: datetime
    log_hash: str
    scan: str = ""

    def __post_init__(self) -> None:
        within(CODE_LIMIT, dossier_code=self.dossier_code)
        within(TEXT_LIMIT, title=self.title)
        within(NUMBER_LIMIT, log_hash=self.log_hash)
        scannable(scan=self.scan)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A card of the board print-out; ``words`` tell its clock, ``level`` is aman, waspada, terlambat …"""

    code: str
    sop: str
    title: str
    step: str
    words: str
    level: str

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, title=self.title)
        within(LINE_LIMIT, sop=self.sop, step=self.step, words=self.words)


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A desk with its cards, late first."""

    desk: str
    cards: tuple[BoardCard, ...]


@dataclass(frozen=True, slots=True)
class PapanCetak:
    """The board on paper; ``chosen`` says in words what it was filtered by."""

    kop: Kop
    printed: datetime
    columns: tuple[BoardColumn, ...]
    chosen: str = ""

    def __post_init__(self) -> None:
        within(LINE_LIMIT, chosen=self.chosen)


@dataclass(frozen=True, slots=True)
class MorningLine:
    """A dossier of the morning list: ``words`` tell its time, ``where`` its desk and step."""

    code: str
    title: str
    sop: str
    where: str
    words: str
    level: str = ""

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, title=self.title)
        within(LINE_LIMIT, sop=self.sop, where=self.where, words=self.words)


@dataclass(frozen=True, slots=True)
class MorningPart:
    """Lines under one heading, the most pressing first."""

    title: str
    lines: tuple[MorningLine, ...]


@dataclass(frozen=True, slots=True)
class DaftarPagi:
    """What presses this morning, on one page; ``chosen`` says whose it is, ``duties`` what must begin soon."""

    kop: Kop
    printed: datetime
    chosen: str
    parts: tuple[MorningPart, ...]
    duties: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        within(LINE_LIMIT, chosen=self.chosen)


@dataclass(frozen=True, slots=True)
class BeritaAcara:
    """Minutes: numbered ``paragraphs``, a table of facts, and who signs, each with a line to sign on.

    ``witnesses`` stand below the signers under *Mengetahui*.
    """

    kop: Kop
    title: str
    number: str
    opening: str
    paragraphs: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: str
    place: str
    day: date
    signers: tuple[Signer, ...]
    witnesses: tuple[Signer, ...] = ()
    log_hash: str = ""

    def __post_init__(self) -> None:
        within(LINE_LIMIT, title=self.title, number=self.number)
        within(NAME_LIMIT, place=self.place)
        if any(len(row) != len(self.head) for row in self.rows):
            raise Refused(Rule.BAD_VALUE, field="rows", low=len(self.head), high=len(self.head))
