"""What is filled in of a nota dinas, and the first draft of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT
from sopdesk.domain.officials import holder
from sopdesk.domain.sop import Desk
from sopdesk.domain.text import clean, clean_name
from sopdesk.services.letter_forms import copies, paragraphs
from sopdesk.services.office import Known
from sopdesk.services.wording import words

CODE_MOST: Final = 27  # the mark of a nota dinas comes after it
SIGNERS: Final = (Desk.KASUBBAG, Desk.SEKCAM, Desk.CAMAT)


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What is filled in of a nota dinas; ``signing`` is the desk whose official signs."""

    to: str
    sender: str
    subject: str
    body: tuple[str, ...]
    signing: Desk = Desk.KASUBBAG
    copies_to: tuple[str, ...] = ()
    nature: str = "Biasa"
    enclosure: str = "-"
    code: str = ""


def new_form(known: Known, now: datetime) -> NoteForm:
    """A first draft: from the Kasubbag to the Camat, in the office's wording."""
    day = known.local(now).date()
    opening, closing = (words(known, f"nota-dinas.{part}", perihal="") for part in ("pembuka", "penutup"))
    body = tuple(line for text in (opening, closing) for line in text.split("\n") if line.strip())
    return NoteForm(
        to=_title(known, Desk.CAMAT, day) or "Camat",
        sender=_title(known, Desk.KASUBBAG, day) or "Kasubbag",
        subject="",
        body=body,
    )


def checked_note(form: NoteForm) -> NoteForm:
    """The form with its texts cleaned. Raises Refused naming the field."""
    if form.signing not in SIGNERS:
        raise Refused(Rule.BAD_VALUE, field="chain", value=form.signing)
    return NoteForm(
        clean_name(form.to, field="to"),
        clean_name(form.sender, field="sender"),
        clean(form.subject, field="subject", limit=TEXT_LIMIT),
        paragraphs(form.body),
        form.signing,
        copies(form.copies_to),
        clean(form.nature, field="nature", limit=LINE_LIMIT, empty=True),
        clean(form.enclosure, field="enclosure", limit=LINE_LIMIT, empty=True),
        clean(form.code, field="code", limit=CODE_MOST, empty=True),
    )


def _title(known: Known, desk: Desk, day: date) -> str:
    found = holder(known.appointments, desk, day)
    return f"{found.status.prefix}{found.title}" if found else ""
