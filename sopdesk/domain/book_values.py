"""The values of the books as they are printed (norms 2.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from sopdesk.domain.letters import (
    BLOCK_LIMIT,
    LINE_LIMIT,
    NUMBER_LIMIT,
    TEXT_LIMIT,
    Kop,
    LineState,
    within,
)


@dataclass(frozen=True, slots=True)
class IncomingLine:
    """A line of the register of incoming letters; ``urut`` with its inserted suffix."""

    urut: str
    received: date
    number: str
    day: date | None
    sender: str
    subject: str
    code: str = ""
    enclosure: str = ""
    disposition: str = ""  # to whom, in words
    note: str = ""
    state: LineState = LineState.TERBIT

    def __post_init__(self) -> None:
        within(LINE_LIMIT, urut=self.urut, number=self.number, enclosure=self.enclosure, code=self.code)
        within(BLOCK_LIMIT, sender=self.sender)
        within(TEXT_LIMIT, subject=self.subject, disposition=self.disposition, note=self.note)


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A line of the buku ekspedisi; ``taken`` is who signed for it and when, empty to be signed by hand."""

    urut: str
    sent: date
    number: str
    day: date | None
    subject: str
    addressee: str
    copies: int = 1
    taken: str = ""
    note: str = ""
    state: LineState = LineState.TERBIT

    def __post_init__(self) -> None:
        within(LINE_LIMIT, urut=self.urut, number=self.number)
        within(BLOCK_LIMIT, addressee=self.addressee)
        within(TEXT_LIMIT, subject=self.subject, taken=self.taken, note=self.note)


@dataclass(frozen=True, slots=True)
class Book:
    """What every book says of itself: ``period`` in words, ``log_hash`` that of the newest log entry."""

    kop: Kop
    year: int
    period: str
    printed: datetime
    log_hash: str

    def __post_init__(self) -> None:
        within(NUMBER_LIMIT, period=self.period, log_hash=self.log_hash)


@dataclass(frozen=True, slots=True)
class AgendaMasuk:
    """The register of incoming letters."""

    book: Book
    lines: tuple[IncomingLine, ...]


@dataclass(frozen=True, slots=True)
class BukuEkspedisi:
    """The delivery book."""

    book: Book
    lines: tuple[DeliveryLine, ...]
