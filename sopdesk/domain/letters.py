"""The values that papers print. They are kept with the letter, so that a reprint gives the same bytes.

A text longer than its place can hold is refused (``bad_text`` with ``field`` and ``limit``) when the value is
made, so that no paper ever finds itself without room.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.room import BLOCK_LIMIT as BLOCK_LIMIT
from sopdesk.domain.room import BODY_LIMIT as BODY_LIMIT
from sopdesk.domain.room import LINE_LIMIT as LINE_LIMIT
from sopdesk.domain.room import NAME_LIMIT as NAME_LIMIT
from sopdesk.domain.room import NUMBER_LIMIT as NUMBER_LIMIT
from sopdesk.domain.room import SHORT_LINE as SHORT_LINE
from sopdesk.domain.room import TEXT_LIMIT as TEXT_LIMIT
from sopdesk.domain.room import block_size as block_size
from sopdesk.domain.room import within as within
from sopdesk.domain.step_codes import is_step_code

SCAN_LIMIT = 40  # a longer code would need a larger QR than 22 mm to be read by cheap scanners
PARAF_ROWS = 6


def scannable(**payloads: str) -> None:
    """Refuse (BAD_VALUE naming the field) what a small QR cannot hold."""
    for field, payload in payloads.items():
        if not (payload.isascii() and payload.isprintable() and len(payload) <= SCAN_LIMIT):
            raise Refused(Rule.BAD_VALUE, field=field)


def check_paraf(rows: tuple[str, ...]) -> None:
    """Refuse more rows than a cap paraf has."""
    within(BLOCK_LIMIT, paraf_rows=rows)
    if len(rows) > PARAF_ROWS:
        raise Refused(Rule.BAD_VALUE, field="paraf_rows", low=0, high=PARAF_ROWS)


class LetterState(StrEnum):
    """The three printed states of a letter (rules 23)."""

    KONSEP = "konsep"
    SIAP = "siap"  # clean, with a gap for number and date
    TERBIT = "terbit"


@dataclass(frozen=True, slots=True)
class Kop:
    """The letterhead. ``kabupaten`` and ``kecamatan`` are bare names; ``logo`` is a PNG or JPEG file."""

    kabupaten: str
    kecamatan: str
    address_lines: tuple[str, ...] = ()
    logo: bytes | None = None

    def __post_init__(self) -> None:
        within(NAME_LIMIT, kabupaten=self.kabupaten, kecamatan=self.kecamatan)
        within(BLOCK_LIMIT, address_lines=self.address_lines)


@dataclass(frozen=True, slots=True)
class Signer:
    """A signature block: the lines above the room for the signature, and the person below it.

    What is empty is left out with its label; ``name`` empty leaves a dotted line to write on.
    """

    head_lines: tuple[str, ...]
    name: str
    rank: str = ""
    nip: str = ""

    def __post_init__(self) -> None:
        within(BLOCK_LIMIT, head_lines=self.head_lines)
        within(LINE_LIMIT, name=self.name, rank=self.rank, nip=self.nip)

    @property
    def foot_lines(self) -> tuple[str, ...]:
        """Rank and NIP, each only when it is known: a label never stands alone (norms 6)."""
        lines = [self.rank.strip()] if self.rank.strip() else []
        if self.nip.strip():
            lines.append(f"NIP. {self.nip.strip()}")
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class LetterItem:
    """A row of a surat pengantar: what is sent, how many, and what is said of it."""

    text: str
    quantity: str
    note: str = ""

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, text=self.text, note=self.note)
        within(LINE_LIMIT, quantity=self.quantity)


@dataclass(frozen=True, slots=True)
class SuratPengantar:
    """A cover letter. ``number`` and ``day`` are printed only when it is *terbit*.

    ``archive`` asks for the one archive copy, with the paraf block of ``paraf_rows``, instead of the two
    sheets. ``scan`` is the payload of the QR on the sheets that stay with or come back to the office; empty
    for none.
    """

    kop: Kop
    place: str
    addressee_lines: tuple[str, ...]
    addressee_place: str
    items: tuple[LetterItem, ...]
    signer: Signer
    state: LetterState = LetterState.KONSEP
    day: date | None = None
    number: str | None = None
    dossier_code: str = ""
    scan: str = ""
    archive: bool = False
    paraf_rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        within(NAME_LIMIT, place=self.place, addressee_place=self.addressee_place)
        within(NUMBER_LIMIT, number=self.number or "")
        within(BLOCK_LIMIT, addressee_lines=self.addressee_lines)
        check_paraf(self.paraf_rows)
        within(40, dossier_code=self.dossier_code)
        scannable(scan=self.scan)
        if self.state is LetterState.TERBIT and (self.day is None or not (self.number or "").strip()):
            raise Refused(Rule.NEEDS_NUMBER)


@dataclass(frozen=True, slots=True)
class KendaliStep:
    """A row of the control sheet. The texts are the SOP's own.

    ``received`` is when the desk took the papers up for this step, ``sent`` when it handed them on; what is
    known is printed in, the rest is left to be written. ``receive_code`` and ``send_code`` are the codes that log
    the one and the other, in groups of digits; empty where there is nothing to scan. ``brief`` is the step's short
    name, empty for none.
    """

    no: int
    kegiatan: str
    desk: str
    mutu_baku: str
    received: datetime | None = None
    sent: datetime | None = None
    note: str = ""
    brief: str = ""
    receive_code: str = ""
    send_code: str = ""

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, kegiatan=self.kegiatan, note=self.note)
        within(LINE_LIMIT, desk=self.desk, mutu_baku=self.mutu_baku, brief=self.brief)
        for field, code in (("receive_code", self.receive_code), ("send_code", self.send_code)):
            if code and not is_step_code(code):
                raise Refused(Rule.BAD_VALUE, field=field)


@dataclass(frozen=True, slots=True)
class LembarKendali:
    """The sheet that travels with a dossier. Times are in the office's own zone.

    ``scan`` opens the dossier; it may be empty.
    ``blank_rows`` is the largest number of empty rows after the last step, for rounds after a return: as many as
    its page still holds.
    """

    kop: Kop
    dossier_code: str
    title: str
    sop: str
    period: str
    owner: str
    origin: str
    addressee: str
    started: datetime
    steps: tuple[KendaliStep, ...]
    due: datetime | None = None
    scan: str = ""
    blank_rows: int = 6

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, title=self.title)
        within(LINE_LIMIT, sop=self.sop, period=self.period, owner=self.owner, origin=self.origin)
        within(BLOCK_LIMIT, addressee=self.addressee)
        within(40, dossier_code=self.dossier_code)
        scannable(scan=self.scan)
        if not 0 <= self.blank_rows <= 40:
            raise Refused(Rule.BAD_VALUE, field="blank_rows", low=0, high=40)


@dataclass(frozen=True, slots=True)
class CapParaf:
    """The cap paraf hierarki alone, ``x`` and ``y`` millimetres from the paper's upper left corner."""

    rows: tuple[str, ...]
    x: float = 25.0
    y: float = 250.0

    def __post_init__(self) -> None:
        check_paraf(self.rows)


class LineState(StrEnum):
    """What became of a number in the register."""

    TERBIT = "terbit"
    BATAL = "batal"
    DICADANGKAN = "dicadangkan"
    DI_LUAR = "di_luar"  # used outside the program
    DIBETULKAN = "dibetulkan"  # its letter bears another number


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of the register of outgoing letters; ``urut`` with its inserted suffix, e.g. ``123.a``."""

    urut: str
    number: str
    day: date | None
    addressee: str
    subject: str
    sent: date | None = None
    note: str = ""
    state: LineState = LineState.TERBIT

    def __post_init__(self) -> None:
        within(LINE_LIMIT, urut=self.urut, number=self.number)
        within(BLOCK_LIMIT, addressee=self.addressee)
        within(TEXT_LIMIT, subject=self.subject, note=self.note)


@dataclass(frozen=True, slots=True)
class AgendaKeluar:
    """The register of outgoing letters. ``period`` is in words, ``log_hash`` that of the newest log entry."""

    kop: Kop
    year: int
    period: str
    lines: tuple[AgendaLine, ...]
    printed: datetime
    log_hash: str

    def __post_init__(self) -> None:
        within(NUMBER_LIMIT, period=self.period, log_hash=self.log_hash)
