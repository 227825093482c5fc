"""The letters of dossiers as PDF, of either kind, in the state that each is in (rules 23)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sopdesk.domain.correspondence import SuratBiasa
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LetterState, SuratPengantar
from sopdesk.services.entries import DossierRef
from sopdesk.services.letter_forms import COVER, REPLY, LetterForm
from sopdesk.services.letters import Letter, LetterAtHand, layout_of, letter_at_hand, signer_of
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.stamps import stamp_picture, stamp_setting

if TYPE_CHECKING:
    from sopdesk.papers.pen import Rendered

SHEETS, ARCHIVE, OVERPRINT = "lembar", "arsip", "tindih"
_COPIES: Final = {
    COVER: {SHEETS: "lembar 1 dan 2", ARCHIVE: "rangkap arsip", OVERPRINT: "nomor dan tanggal saja"},
    REPLY: {SHEETS: "lembar surat", ARCHIVE: "rangkap arsip", OVERPRINT: "nomor dan tanggal saja"},
}


def letter_paper(
    office: Office,
    ref: DossierRef,
    *,
    now: datetime,
    copy: str = "",
    sending: int | None = None,
    stamped: bool = False,
) -> Paper:
    """The letter of a dossier, of the kind that it is, in the state that it is in.

    ``copy``: ``lembar`` (what is sent), ``arsip`` (the one copy with the paraf block) or ``tindih`` (only number
    and date, for the gap of the signed sheet). By default a draft prints its archive copy.
    Raises Refused: NEEDS_NUMBER for an overprint without a number, STAMP_TOO_EARLY and NO_STAMP for a scanned stamp.
    """
    hand = letter_at_hand(office, ref, now=now, sending=sending)
    letter, kind = hand.letter, kind_of(hand.letter)
    issued = letter.state is LetterState.TERBIT
    wanted = copy or (ARCHIVE if letter.state is LetterState.KONSEP else SHEETS)
    if wanted not in _COPIES[kind]:
        raise Refused(Rule.BAD_VALUE, field="copy", value=copy)
    if stamped and (not issued or wanted == OVERPRINT):
        raise Refused(Rule.STAMP_TOO_EARLY)
    if wanted == OVERPRINT:
        if not issued:
            raise Refused(Rule.NEEDS_NUMBER, action="overprint")
        made = _drawn(kind, "render_overprint")(letter, hand.layout)
    else:
        # ``terbit`` is reached only with the signature in the log, so that no stamp is ever before it.
        look = _stamp(office) if stamped else {}
        made = _drawn(kind, "render")(replace(letter, archive=wanted == ARCHIVE), hand.layout, **look)
    return Paper(
        kind,
        f"{title_of(kind)} – {_COPIES[kind][wanted]}",
        made.pdf,
        made.missing,
        wanted,
        letter.state.value,
        f"{kind}-{letter.dossier_code}-langkah-{hand.step}-{letter.state.value}-{wanted}.pdf",
        f"{hand.step}/{letter.number or ''}",
        stamped,
        issued and wanted != OVERPRINT and bool(stamp_setting(office.look()).picture),
    )


def letter_draft(hand: LetterAtHand, form: LetterForm, known: Known, now: datetime) -> Paper:
    """The letter at hand as ``form`` would make it, saved or not: no query, so that it can follow typing.

    Raises Refused for a text without room on paper and for a signer whom the office has not named.
    """
    letter = _as_filled(hand.letter, form, known, known.local(now).date())
    kind = kind_of(letter)
    issued = hand.letter.state is LetterState.TERBIT
    layout: Layout = hand.layout if issued else layout_of(known, kind)
    made = _drawn(kind, "render")(letter, layout)
    return Paper(kind, title_of(kind), made.pdf, made.missing, ARCHIVE, letter.state.value)


def _as_filled(letter: Letter, form: LetterForm, known: Known, day: date) -> Letter:
    common: dict[str, Any] = {
        "kop": letter.kop,
        "place": letter.place,
        "addressee_lines": form.addressee_lines,
        "addressee_place": form.addressee_place,
        "signer": letter.signer if letter.state is LetterState.TERBIT else signer_of(known, form.form, day),
        "state": letter.state,
        "day": letter.day,
        "number": letter.number,
        "dossier_code": letter.dossier_code,
        "scan": letter.scan,
        "archive": True,
        "paraf_rows": letter.paraf_rows,
    }
    if form.kind == REPLY:
        return SuratBiasa(
            **common,
            nature=form.nature,
            enclosure=form.enclosure,
            subject=form.subject,
            body=form.body,
            copies_to=form.copies_to,
        )
    return SuratPengantar(**common, items=form.items)


def kind_of(letter: Letter) -> str:
    """The kind of a letter by its values."""
    return REPLY if isinstance(letter, SuratBiasa) else COVER


def _stamp(office: Office) -> dict[str, Any]:
    known = office.look()
    return {"stamp": stamp_picture(office, known), "stamp_mm": stamp_setting(known).diameter}


def _drawn(kind: str, how: str) -> "Callable[..., Rendered]":
    # reportlab is loaded with the first paper, not with the program.
    if kind == REPLY:
        from sopdesk.papers import surat_biasa

        return surat_biasa.render_overprint if how == "render_overprint" else surat_biasa.render
    from sopdesk.papers import surat_pengantar

    return surat_pengantar.render_overprint if how == "render_overprint" else surat_pengantar.render
