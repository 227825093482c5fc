"""The letters of dossiers: what was filled in, who signs, and the values that are kept once the number is in place."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.codes import payload
from sopdesk.domain.correspondence import SuratBiasa
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import effective
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import (
    TEXT_LIMIT,
    Kop,
    LetterItem,
    LetterState,
    Signer,
    SuratPengantar,
)
from sopdesk.domain.officials import holder
from sopdesk.domain.rights import Right
from sopdesk.domain.signing import Form, signer
from sopdesk.domain.sop import Desk
from sopdesk.domain.text import clean_name
from sopdesk.services.attachments import read_attachment
from sopdesk.services.classification import code_for
from sopdesk.services.dossiers import suggested_title
from sopdesk.services.entries import Case, DossierRef, case_of, find
from sopdesk.services.letter_forms import COVER, KINDS, REPLY, checked_form
from sopdesk.services.letter_forms import LetterForm as LetterForm
from sopdesk.services.letter_forms import form_from as form_from
from sopdesk.services.letter_forms import form_value as form_value
from sopdesk.services.letter_log import log_filled
from sopdesk.services.letter_states import current_sending, default_kind, letter_state
from sopdesk.services.office import LAYOUT, LAYOUTS, Known, Office
from sopdesk.services.periods import period_words
from sopdesk.services.replies import first_draft
from sopdesk.services.rights import require
from sopdesk.services.wording import words
from sopdesk.store.letters import LetterRow
from sopdesk.store.store import Unit

SIGNING_DESKS = {
    Form.LANGSUNG: (Desk.CAMAT,),
    Form.AN: (Desk.CAMAT, Desk.SEKCAM),
    Form.UB: (Desk.CAMAT, Desk.SEKCAM, Desk.KASUBBAG),
}
Letter = SuratPengantar | SuratBiasa
_CLASSES: dict[str, type[SuratPengantar] | type[SuratBiasa]] = {COVER: SuratPengantar, REPLY: SuratBiasa}


@dataclass(frozen=True, slots=True)
class LetterAtHand:
    """A letter ready to print: its values with the letterhead's picture, and the layout that goes with them."""

    id: int | None
    letter: Letter
    layout: Layout
    form: LetterForm
    step: int


def layout_of(known: Known, paper: str = "") -> Layout:
    """Paper, margins and letters of the paper so named, or the office's where it has none of its own."""
    value = known.settings.get(LAYOUTS, {}).get(paper) or known.settings.get(LAYOUT)
    return from_json(Layout, json.dumps(value)) if value else Layout()


def letter_at_hand(
    office: Office, ref: DossierRef, *, now: datetime, sending: int | None = None
) -> LetterAtHand:
    """The letter of a dossier in the state that it is in. Raises Refused."""
    with office.store.read() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, ref))
        step = sending or current_sending(case.sop, case.state)
        row = letter_row(unit, case.row.id, step)
    return at_hand(office, case, row, step, now)


def letter_row(unit: Unit, dossier_id: int, step: int) -> LetterRow | None:
    """The stored letter that step ``step`` sends."""
    return newest_letter(unit.letters.of_dossier(dossier_id), step)


def newest_letter(rows: Sequence[LetterRow], step: int) -> LetterRow | None:
    """Of a dossier's letters the one that step ``step`` sends: the newest, where one had a successor."""
    return next((r for r in reversed(rows) if r.kind in KINDS and r.step == step), None)


def signing_form(rows: Sequence[LetterRow], case: Case) -> Form:
    """In which form the letter on its way is to be signed."""
    row = newest_letter(rows, current_sending(case.sop, case.state))
    return form_from(row.form).form if row else Form.LANGSUNG


def at_hand(office: Office, case: Case, row: LetterRow | None, step: int, now: datetime) -> LetterAtHand:
    """The letter, from the kept values where it is issued, else from the form."""
    known = case.known
    form = form_from(row.form) if row else default_form(known, case)
    state = letter_state(case.sop, case.state, step)
    if row is not None and row.issued is not None and state is LetterState.TERBIT:
        kept = thawed(row.issued)
        letter = replace(kept[0], kop=replace(kept[0].kop, logo=read_attachment(office, kept[2])))
        return LetterAtHand(row.id, letter, kept[1], form, step)
    letter = compose(known, case, form, known.local(now).date())
    letter = replace(letter, kop=replace(letter.kop, logo=read_attachment(office, known.profile.logo)))
    return LetterAtHand(
        row.id if row else None, replace(letter, state=state), layout_of(known, form.kind), form, step
    )


def default_form(known: Known, case: Case, kind: str = "") -> LetterForm:
    """The form as the SOP suggests it, for a letter of that kind or of the SOP's own."""
    if (kind or default_kind(case.sop)) == REPLY:
        return first_draft(known, case)
    sop, row = case.sop, case.row
    addressee = suggested_title(known, sop, row.period, template=sop.addressee_hint)
    given = tuple(row.addressees)[:1] or ((addressee,) if addressee else ())
    subject = suggested_title(known, sop, row.period, template=sop.subject_hint) if row.period else ""
    title = case.state.title
    note = words(known, "surat-pengantar.keterangan", berkas=title, periode=period_words(row.period))
    return LetterForm(
        addressee_lines=given,
        addressee_place=known.profile.kabupaten_seat or "Tempat",
        items=(LetterItem(subject or title, "1 (satu) berkas", note[:TEXT_LIMIT]),),
        code=code_for(known, sop),
    )


def draft_form(office: Office, ref: DossierRef, kind: str) -> LetterForm:
    """A first draft of the dossier's letter, were it of that kind. Raises Refused."""
    with office.store.read() as unit:
        known = office.known(unit)
        return default_form(known, case_of(unit, known, find(unit, known, ref)), kind)


def save_form(
    office: Office,
    ref: DossierRef,
    form: LetterForm,
    *,
    by: str,
    now: datetime,
    sending: int | None = None,
) -> LetterAtHand:
    """Keep what was filled in, until the number is in place; the log says who did.

    Raises Refused: NOT_ALLOWED, ALREADY_NUMBERED, ALREADY_SIGNED.
    """
    kept, clerk = checked_form(form), clean_name(by, field="by")
    with office.store.write() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, ref))
        require(known, clerk, Right.LOG, now=now, desk=case.state.desk)
        step = sending or current_sending(case.sop, case.state)
        row = letter_row(unit, case.row.id, step)
        issued = row is not None and row.issued is not None
        if issued and letter_state(case.sop, case.state, step) is LetterState.TERBIT:
            raise Refused(Rule.ALREADY_NUMBERED, text=str(row.issued["letter"].get("number")) if row else "")
        if step == current_sending(case.sop, case.state) and _signed_form(case) not in (None, kept.form):
            raise Refused(Rule.ALREADY_SIGNED)
        value = form_value(kept)
        if row is None or issued:
            letter_id = unit.letters.add(dossier_id=case.row.id, step=step, kind=kept.kind, form=value)
        else:
            letter_id = row.id
            unit.letters.change(letter_id, kind=kept.kind, form=value)
        log_filled(unit, letter_id, kept.about, new=row is None or issued, by=clerk, now=now)
        # Within the transaction: a form that makes no letter must not be kept, or nothing would open it again.
        return at_hand(office, case, letter_row(unit, case.row.id, step), step, case.row.last_at)


def _signed_form(case: Case) -> Form | None:
    """The form in which the letter on its way was signed; None where no signature of it is in the log."""
    for event in reversed(effective(case.events)):
        form = event.text("form")
        if form and event.number("step") in case.state.signatures:
            return Form(form)
    return None


def compose(known: Known, case: Case, form: LetterForm, day: date) -> Letter:
    """The letter's values without number, and without the letterhead's picture."""
    profile = known.profile
    kop = Kop(profile.kabupaten, profile.kecamatan, profile.address_lines)
    code, scan = case.row.code, payload(profile.mark, case.row.code)
    person, rows = signer_of(known, form.form, day), paraf_rows(known, day)
    if form.kind == REPLY:
        return SuratBiasa(
            kop=kop,
            place=profile.place,
            nature=form.nature,
            enclosure=form.enclosure,
            subject=form.subject,
            addressee_lines=form.addressee_lines,
            addressee_place=form.addressee_place,
            body=form.body,
            signer=person,
            copies_to=form.copies_to,
            dossier_code=code,
            scan=scan,
            paraf_rows=rows,
        )
    return SuratPengantar(
        kop=kop,
        place=profile.place,
        addressee_lines=form.addressee_lines,
        addressee_place=form.addressee_place,
        items=form.items,
        signer=person,
        dossier_code=code,
        scan=scan,
        paraf_rows=rows,
    )


def signer_of(known: Known, form: Form, day: date) -> Signer:
    """Who signs on ``day``; an empty name leaves a line to write on where the office has not said."""
    chain = [holder(known.appointments, desk, day) for desk in SIGNING_DESKS[form]]
    held = [a for a in chain if a is not None]
    if len(held) == len(chain):
        return signer(form, held)
    if form is Form.LANGSUNG:
        return Signer((f"CAMAT {known.profile.kecamatan}".strip().upper() + ",",), "")
    raise Refused(Rule.OFFICE_INCOMPLETE, missing="pejabat penanda tangan")


def paraf_rows(known: Known, day: date) -> tuple[str, ...]:
    """The rows of the cap paraf: the highest first."""
    rows = []
    for desk, fallback in ((Desk.SEKCAM, "Sekretaris Kecamatan"), (Desk.KASUBBAG, "Kasubbag")):
        found = holder(known.appointments, desk, day)
        rows.append(f"{found.status.prefix}{found.title}" if found else fallback)
    return (*rows, "Pelaksana")


def issued_value(case: Case, form: LetterForm, *, number: str, day: date) -> dict[str, Any]:
    """The values of a letter with its number, as they are kept: a reprint shows them whatever the office sets."""
    known = case.known
    letter = replace(compose(known, case, form, day), state=LetterState.TERBIT, number=number, day=day)
    return {
        "letter": json.loads(to_json(letter)),
        "layout": json.loads(to_json(layout_of(known, form.kind))),
        "logo": known.profile.logo,
        "kind": form.kind,
    }


def thawed(issued: Any) -> tuple[Letter, Layout, str]:
    """The kept letter, its layout, and the name of its letterhead's picture."""
    kind = _CLASSES[issued.get("kind", COVER)]
    letter: Letter = from_json(kind, json.dumps(issued["letter"]))
    return letter, from_json(Layout, json.dumps(issued["layout"])), str(issued["logo"])
