"""The first draft of a reply: it quotes the letter that it answers (norms 1.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sopdesk.domain.dates import long_date
from sopdesk.domain.letters import LINE_LIMIT, NAME_LIMIT, TEXT_LIMIT, LetterItem
from sopdesk.domain.worktime_plan import Nature
from sopdesk.services.classification import code_for
from sopdesk.services.entries import Case
from sopdesk.services.letter_forms import REPLY, LetterForm
from sopdesk.services.office import Known
from sopdesk.services.wording import words

_NATURES = {
    Nature.SANGAT_SEGERA.value: "Sangat segera",
    Nature.SEGERA.value: "Segera",
    Nature.BIASA.value: "Biasa",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of the letter that is answered; an empty text for what is not."""

    sender: str = ""
    ref: str = ""
    day: date | None = None
    subject: str = ""

    @property
    def can_be_quoted(self) -> bool:
        """Whether enough is known to name the letter."""
        return bool(self.sender and (self.ref or self.day))


def answered_by(case: Case) -> Answered:
    """The incoming letter that the dossier answers, as the dossier's origin tells it."""
    told = case.row.origin.get("incoming")
    if not isinstance(told, Mapping):
        return Answered()
    return Answered(
        _line(told.get("sender"), LINE_LIMIT),
        _line(told.get("ref"), LINE_LIMIT),
        _day(told.get("ref_date")),
        _line(told.get("subject"), TEXT_LIMIT),
    )


def first_draft(known: Known, case: Case) -> LetterForm:
    """The reply as the office's wording begins and ends it."""
    letter, title = answered_by(case), case.state.title
    to = tuple(case.row.addressees)[:1] or ((letter.sender,) if letter.sender else ())
    return LetterForm(
        addressee_lines=to,
        addressee_place=(known.profile.kabupaten_seat or "Tempat")[:NAME_LIMIT],
        items=(LetterItem(title, "1 (satu) berkas"),),
        code=code_for(known, case.sop),
        kind=REPLY,
        nature=_NATURES.get(case.row.nature, "Biasa"),
        subject=(
            words(known, "surat-balasan.perihal", perihal=letter.subject, berkas=title)
            if letter.subject
            else title
        )[:TEXT_LIMIT],
        body=_body(known, letter, title),
    )


def _body(known: Known, letter: Answered, title: str) -> tuple[str, ...]:
    if letter.can_be_quoted:
        opening = words(
            known,
            "surat-balasan.pembuka",
            pengirim=letter.sender,
            nomor=letter.ref,
            tanggal=long_date(letter.day) if letter.day else "",
            perihal=letter.subject or title,
        )
    else:
        opening = words(known, "surat-balasan.pembuka-tanpa-surat", berkas=title)
    closing = words(known, "surat-balasan.penutup", berkas=title)
    return (*_lines(opening), *_lines(closing))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _line(value: Any, limit: int) -> str:
    return " ".join(value.split())[:limit] if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) and value else None
    except ValueError:
        return None
