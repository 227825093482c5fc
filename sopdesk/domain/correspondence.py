"""The values of letters that say something: the ordinary letter and the nota dinas (norms 1.4, 1.6)."""

from dataclasses import dataclass
from datetime import date

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import (
    BLOCK_LIMIT,
    BODY_LIMIT,
    LINE_LIMIT,
    NAME_LIMIT,
    NUMBER_LIMIT,
    TEXT_LIMIT,
    Kop,
    LetterState,
    Signer,
    check_paraf,
    scannable,
    within,
)


@dataclass(frozen=True, slots=True)
class SuratBiasa:
    """An ordinary letter, such as a reply (norms 1.4). ``body`` are paragraphs of plain text.

    ``number`` and ``day`` are printed only when it is *terbit*; ``copies_to`` are its tembusan.
    """

    kop: Kop
    place: str
    nature: str
    enclosure: str
    subject: str
    addressee_lines: tuple[str, ...]
    addressee_place: str
    body: tuple[str, ...]
    signer: Signer
    copies_to: tuple[str, ...] = ()
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
        within(LINE_LIMIT, nature=self.nature, enclosure=self.enclosure)
        within(TEXT_LIMIT, subject=self.subject)
        within(BLOCK_LIMIT, addressee_lines=self.addressee_lines)
        within(BODY_LIMIT, body="\n".join(self.body))
        within(2 * BLOCK_LIMIT, copies_to=self.copies_to)
        check_paraf(self.paraf_rows)
        within(40, dossier_code=self.dossier_code)
        scannable(scan=self.scan)
        if self.state is LetterState.TERBIT and (self.day is None or not (self.number or "").strip()):
            raise Refused(Rule.NEEDS_NUMBER)


@dataclass(frozen=True, slots=True)
class NotaDinas:
    """A letter that stays inside the office: no stamp (norms 1.6). ``state`` as of a letter."""

    kop: Kop
    to: str
    sender: str
    copies_to: tuple[str, ...]
    nature: str
    enclosure: str
    subject: str
    body: tuple[str, ...]
    signer: Signer
    state: LetterState = LetterState.KONSEP
    day: date | None = None
    number: str | None = None

    def __post_init__(self) -> None:
        within(NUMBER_LIMIT, number=self.number or "")
        within(LINE_LIMIT, to=self.to, sender=self.sender, nature=self.nature, enclosure=self.enclosure)
        within(TEXT_LIMIT, subject=self.subject)
        within(BODY_LIMIT, body="\n".join(self.body))
        within(2 * BLOCK_LIMIT, copies_to=self.copies_to)
