"""What a clerk fills in of a dossier's letter: one form for every kind, so that a switch of kind loses nothing."""

import json
from dataclasses import dataclass
from typing import Any, Final

from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import (
    BLOCK_LIMIT,
    BODY_LIMIT,
    LINE_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    LetterItem,
    block_size,
)
from sopdesk.domain.signing import Form
from sopdesk.domain.text import clean, clean_name

COVER: Final = "surat-pengantar"
REPLY: Final = "surat-balasan"
NOTE: Final = "nota-dinas"  # no letter that a dossier sends: it stays in the office
KINDS: Final = (COVER, REPLY)
KIND_WORDS: Final = {COVER: "Surat pengantar", REPLY: "Surat balasan"}
NATURES: Final = ("Biasa", "Segera", "Sangat segera", "Rahasia")


@dataclass(frozen=True, slots=True)
class LetterForm:
    """What a clerk fills in of a letter. ``items`` are a cover letter's; what follows ``kind`` a reply's.

    ``body`` are paragraphs, ``copies_to`` the tembusan.
    """

    addressee_lines: tuple[str, ...]
    addressee_place: str
    items: tuple[LetterItem, ...]
    form: Form = Form.LANGSUNG
    code: str = ""
    kind: str = COVER
    nature: str = "Biasa"
    enclosure: str = "-"
    subject: str = ""
    body: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """What the letter is about, on one line: what the register says of it."""
        if self.kind == REPLY:
            return " ".join(self.subject.split())
        return "; ".join(" ".join(item.text.split()) for item in self.items)


def checked_form(form: LetterForm) -> LetterForm:
    """The form with its texts cleaned. Raises Refused naming the field."""
    if form.kind not in KINDS:
        raise Refused(Rule.BAD_VALUE, field="kind", value=form.kind)
    lines = tuple(clean_name(x, field="addressee_lines") for x in form.addressee_lines if x.strip())
    if not lines:
        raise Refused(Rule.BAD_TEXT, field="addressee_lines", limit=BLOCK_LIMIT, reason="empty")
    reply = form.kind == REPLY
    return LetterForm(
        lines,
        clean(form.addressee_place, field="addressee_place", limit=NAME_LIMIT),
        _items(form.items, needed=not reply),
        form.form,
        clean(form.code, field="code", limit=30, empty=True),
        form.kind,
        clean(form.nature, field="nature", limit=LINE_LIMIT, empty=True),
        clean(form.enclosure, field="enclosure", limit=LINE_LIMIT, empty=True),
        clean(form.subject, field="subject", limit=TEXT_LIMIT, empty=not reply),
        paragraphs(form.body, needed=reply),
        copies(form.copies_to),
    )


def _items(items: tuple[LetterItem, ...], *, needed: bool) -> tuple[LetterItem, ...]:
    if not items and needed:
        raise Refused(Rule.BAD_TEXT, field="items", limit=TEXT_LIMIT, reason="empty")
    return tuple(
        LetterItem(
            clean(i.text, field="text", limit=TEXT_LIMIT, empty=not needed),
            clean(i.quantity, field="quantity", limit=LINE_LIMIT, empty=not needed),
            clean(i.note, field="note", limit=TEXT_LIMIT, lines=True, empty=True),
        )
        for i in items
    )


def paragraphs(body: tuple[str, ...], *, needed: bool = True) -> tuple[str, ...]:
    """The paragraphs of a letter, cleaned. Raises Refused(BAD_TEXT) with the field ``body``."""
    kept = tuple(clean(p, field="body", limit=BODY_LIMIT) for p in body if p.strip())
    if not kept and needed:
        raise Refused(Rule.BAD_TEXT, field="body", limit=BODY_LIMIT, reason="empty")
    if len("\n".join(kept)) > BODY_LIMIT:
        raise Refused(Rule.BAD_TEXT, field="body", limit=BODY_LIMIT, reason="long")
    return kept


def copies(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The tembusan, cleaned. Raises Refused(BAD_TEXT) with the field ``copies_to``."""
    kept = tuple(clean_name(x, field="copies_to") for x in lines if x.strip())
    if block_size(kept) > 2 * BLOCK_LIMIT:
        raise Refused(Rule.BAD_TEXT, field="copies_to", limit=2 * BLOCK_LIMIT, reason="long")
    return kept


def form_value(form: LetterForm) -> Any:
    """The form as it is stored."""
    return json.loads(to_json(form))


def form_from(value: Any) -> LetterForm:
    """The form from what is stored."""
    return from_json(LetterForm, json.dumps(value))
