"""The values of the office's forms beside its letters: disposition, receipt, envelopes (norms 1.5, 1.6).

As there, a text without room is refused when the value is made. A person or number that is not known is an empty
text, and its label is left out or a line to write on takes its place.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import (
    BLOCK_LIMIT,
    LINE_LIMIT,
    NAME_LIMIT,
    NUMBER_LIMIT,
    TEXT_LIMIT,
    Kop,
    Signer,
    within,
)

MOST_TICKS = 16  # of a half sheet


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick, with what stands beside it."""

    text: str
    on: bool = False

    def __post_init__(self) -> None:
        within(LINE_LIMIT, text=self.text)


def _few(**ticks: tuple[Tick, ...]) -> None:
    for field, boxes in ticks.items():
        if len(boxes) > MOST_TICKS:
            raise Refused(Rule.BAD_VALUE, field=field, low=0, high=MOST_TICKS)


@dataclass(frozen=True, slots=True)
class DispositionBlock:
    """One level of a disposition: to whom, with which instructions, by whom. Empty blocks are written by hand."""

    receivers: tuple[Tick, ...]
    instructions: tuple[Tick, ...]
    note: str = ""
    deadline: str = ""  # in words
    signer: Signer | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        _few(receivers=self.receivers, instructions=self.instructions)
        within(TEXT_LIMIT, note=self.note)
        within(LINE_LIMIT, deadline=self.deadline)


@dataclass(frozen=True, slots=True)
class LembarDisposisi:
    """The disposition sheet of an incoming letter; ``agenda_number`` is that of the register.

    ``natures`` are the boxes of the letter's sifat. ``second`` is the block of the second level, None to leave it out.
    ``scan`` is the payload of a QR, empty for none.
    """

    kop: Kop
    sender: str
    letter_number: str
    letter_day: date | None
    subject: str
    received: date
    agenda_number: str
    natures: tuple[Tick, ...]
    first: DispositionBlock
    second: DispositionBlock | None = None
    code: str = ""
    enclosure: str = ""
    scan: str = ""

    def __post_init__(self) -> None:
        _few(natures=self.natures)
        within(TEXT_LIMIT, subject=self.subject)
        within(LINE_LIMIT, sender=self.sender, letter_number=self.letter_number, enclosure=self.enclosure)
        within(NUMBER_LIMIT, agenda_number=self.agenda_number, code=self.code)


@dataclass(frozen=True, slots=True)
class TandaTerima:
    """A receipt for a letter: who brought what, and who took it. ``received`` None leaves the day to be written."""

    kop: Kop
    giver: str  # pengirim
    letter_number: str
    letter_day: date | None
    subject: str
    taker: str = ""  # the office or person it is for
    items: str = ""  # "1 (satu) berkas"
    received: datetime | None = None
    receiver: str = ""
    position: str = ""
    reference: str = ""  # "Agenda masuk 12/2026"
    place: str = ""

    def __post_init__(self) -> None:
        within(TEXT_LIMIT, subject=self.subject)
        within(NAME_LIMIT, place=self.place)
        within(
            LINE_LIMIT,
            giver=self.giver,
            letter_number=self.letter_number,
            taker=self.taker,
            items=self.items,
            receiver=self.receiver,
            position=self.position,
            reference=self.reference,
        )


class EnvelopeSize(StrEnum):
    """An envelope by its name; ``millimetres`` are width and height, the long side first."""

    DL = "dl"
    C5 = "c5"
    KABINET = "kabinet"
    FOLIO = "folio"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height as it lies before the writer."""
        return {
            EnvelopeSize.DL: (220.0, 110.0),
            EnvelopeSize.C5: (229.0, 162.0),
            EnvelopeSize.KABINET: (230.0, 110.0),
            EnvelopeSize.FOLIO: (350.0, 240.0),
        }[self]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a letter goes. ``mark`` is a word like RAHASIA or SEGERA."""

    lines: tuple[str, ...]
    place: str = ""
    number: str = ""
    mark: str = ""

    def __post_init__(self) -> None:
        within(BLOCK_LIMIT, addressee_lines=self.lines)
        within(LINE_LIMIT, place=self.place, number=self.number, mark=self.mark)


@dataclass(frozen=True, slots=True)
class Amplop:
    """Envelopes of one size, one for each address."""

    kop: Kop
    size: EnvelopeSize
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Labels on a sheet, all lengths in millimetres; ``skip`` labels at the beginning are gone already.

    ``outline`` draws the edges of each label, for a sheet that is cut by hand.
    """

    columns: int = 2
    rows: int = 6
    width: float = 92.0
    height: float = 46.0
    left: float = 13.0
    top: float = 13.0
    gap_x: float = 4.0
    gap_y: float = 3.0
    skip: int = 0
    outline: bool = False

    def __post_init__(self) -> None:
        if not (
            1 <= self.columns <= 6 and 1 <= self.rows <= 20 and 0 <= self.skip < self.columns * self.rows
        ):
            raise Refused(Rule.BAD_VALUE, field="labels", low=1, high=20)


@dataclass(frozen=True, slots=True)
class CapAgenda:
    """The agenda stamp alone, for a letter that came in (norms 2.1); ``x``, ``y`` in millimetres from the upper
    left."""

    office: str
    received: date
    agenda_number: str
    code: str = ""
    x: float = 140.0
    y: float = 20.0

    def __post_init__(self) -> None:
        within(LINE_LIMIT, office=self.office)
        within(NUMBER_LIMIT, agenda_number=self.agenda_number, code=self.code)


@dataclass(frozen=True, slots=True)
class KodePemulihan:
    """The recovery code of an administrator, in groups as it is typed again."""

    office: str
    name: str
    code: str

    def __post_init__(self) -> None:
        within(LINE_LIMIT, office=self.office, name=self.name, code=self.code)
