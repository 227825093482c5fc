"""Nota dinas: letters that stay inside the office, beside a dossier or without one (norms 1.6)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.correspondence import NotaDinas
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LINE_LIMIT, NUMBER_LIMIT, Kop, LetterState, Signer
from sopdesk.domain.numbers import OUTGOING
from sopdesk.domain.officials import holder
from sopdesk.domain.rights import Right
from sopdesk.domain.signing import Form, signer
from sopdesk.domain.text import clean, clean_name
from sopdesk.services.attachments import read_attachment
from sopdesk.services.entries import DossierRef, find
from sopdesk.services.letter_log import DROPPED, log_filled, log_issued
from sopdesk.services.letters import layout_of
from sopdesk.services.note_forms import NoteForm as NoteForm
from sopdesk.services.note_forms import checked_note
from sopdesk.services.numbering import NumberAnswer, NumberWish, take_number
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import NOTA_DINAS, kop_of
from sopdesk.services.rights import require
from sopdesk.services.settings import note as note_setting
from sopdesk.store.letters import LetterRow
from sopdesk.store.log import OFFICE, REGISTER
from sopdesk.store.store import Unit

NOTES: Final = "notes"  # the setting: how notes were numbered last, and in which series
SERIES: Final = "nota dinas"
MARK: Final = "ND"
BY_HAND: Final = "note_number"  # the entry of a number that the office gave by hand
DRAFT, CLEAN = "konsep", "siap"


@dataclass(frozen=True, slots=True)
class NoteAtHand:
    """A nota dinas with its values and layout; ``id`` is None before it is saved."""

    id: int | None
    note: NotaDinas
    layout: Layout
    form: NoteForm
    dossier_id: int | None = None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A line of the list of notes."""

    id: int
    subject: str
    to: str
    sender: str
    number: str
    day: date | None
    made_at: datetime | None
    dossier_id: int | None
    dossier: str


def save_note(
    office: Office,
    form: NoteForm,
    *,
    by: str,
    now: datetime,
    letter_id: int | None = None,
    dossier: DossierRef | None = None,
) -> int:
    """Keep a nota dinas until it has its number; its id. The log says who filled it in.

    Raises Refused: NOT_ALLOWED, ALREADY_NUMBERED, UNKNOWN_LETTER.
    """
    kept, clerk = checked_note(form), clean_name(by, field="by")
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, clerk, Right.LOG, now=now)
        value = json.loads(to_json(kept))
        _compose(known, kept, known.local(now).date())
        new = letter_id is None
        if letter_id is not None:
            row = _row(unit, letter_id)
            if row.issued is not None:
                raise Refused(Rule.ALREADY_NUMBERED, text=str(row.issued["letter"].get("number")))
            unit.letters.change(letter_id, form=value)
        else:
            row_id = find(unit, known, dossier).id if dossier is not None else None
            letter_id = unit.letters.add(
                dossier_id=row_id, step=None, kind=NOTA_DINAS, form=value, made_at=now
            )
        log_filled(unit, letter_id, kept.subject, new=new, by=clerk, now=now)
        return letter_id


def drop_note(office: Office, letter_id: int, *, by: str, now: datetime) -> None:
    """Throw away a draft; the log keeps that it was there. Raises Refused(ALREADY_NUMBERED)."""
    with office.store.write() as unit:
        require(office.known(unit), by, Right.LOG, now=now)
        row = _row(unit, letter_id)
        if row.issued is not None:
            raise Refused(Rule.ALREADY_NUMBERED, text=str(row.issued["letter"].get("number")))
        unit.letters.drop(letter_id)
        body = {"letter": letter_id, "subject": _form(row).subject}
        unit.log.append(OFFICE, DROPPED, actor=clean_name(by, field="by"), at=now, now=now, body=body)


def number_note(office: Office, letter_id: int, *, day: date, by: str, now: datetime, text: str = "") -> str:
    """Give a nota dinas its number: the next of the register's own series, or ``text`` that was written by hand.

    The number's text. Raises Refused (ALREADY_NUMBERED, DATE_BEFORE_LAST …).
    """
    by_hand = clean(text, field="letter_number", limit=NUMBER_LIMIT, empty=True)
    with office.store.read() as unit:
        form = _form(_row(unit, letter_id))
    if not by_hand:
        # With its mark, so that no note bears the number of a letter of the other series.
        code = f"{form.code}/{MARK}" if form.code else MARK
        wish = NumberWish(OUTGOING, form.subject, form.to, day, code, series=SERIES)

        def keep(unit: Unit, answer: NumberAnswer) -> None:
            _issue(office, unit, letter_id, answer.text, day, line_id=answer.line_id, by=by, now=now)
            _keep_way(office, unit, hand=False, by=by, now=now)

        return take_number(office, wish, by=by, now=now, then=keep).text
    with office.store.write() as unit:
        require(office.known(unit), by, Right.NUMBERS, now=now)
        _issue(office, unit, letter_id, by_hand, day, line_id=None, by=by, now=now)
        body = {"letter": letter_id, "text": by_hand, "date": day.isoformat(), "subject": form.subject}
        unit.log.append(REGISTER, BY_HAND, actor=clean_name(by, field="by"), at=now, now=now, body=body)
        _keep_way(office, unit, hand=True, by=by, now=now)
    return by_hand


def is_by_hand(known: Known) -> bool:
    """Whether the newest note was numbered by hand: what is offered first for the next."""
    value = known.settings.get(NOTES)
    return isinstance(value, Mapping) and bool(value.get("by_hand"))


def note_at_hand(office: Office, letter_id: int, *, now: datetime) -> NoteAtHand:
    """A nota dinas in the state that it is in. Raises Refused(UNKNOWN_LETTER)."""
    with office.store.read() as unit:
        known = office.known(unit)
        row = _row(unit, letter_id)
    form = _form(row)
    if row.issued is not None:
        kept = from_json(NotaDinas, json.dumps(row.issued["letter"]))
        logo = read_attachment(office, str(row.issued["logo"]))
        layout = from_json(Layout, json.dumps(row.issued["layout"]))
        return NoteAtHand(
            row.id, replace(kept, kop=replace(kept.kop, logo=logo)), layout, form, row.dossier_id
        )
    return replace(draft_of(office, known, form, now), id=row.id, dossier_id=row.dossier_id)


def draft_of(office: Office, known: Known, form: NoteForm, now: datetime) -> NoteAtHand:
    """The note that a form would make, saved or not."""
    note = replace(_compose(known, form, known.local(now).date()), kop=kop_of(office, known))
    return NoteAtHand(None, note, layout_of(known, NOTA_DINAS), form)


def note_paper(hand: NoteAtHand, copy: str = "") -> Paper:
    """The nota dinas as a paper. ``copy`` of one without a number: ``konsep``, or ``siap`` for the signature."""
    from sopdesk.papers import nota_dinas as drawn

    note = hand.note
    if note.state is not LetterState.TERBIT:
        if copy not in ("", DRAFT, CLEAN):
            raise Refused(Rule.BAD_VALUE, field="copy", value=copy)
        note = replace(note, state=LetterState(copy or DRAFT))
    made = drawn.render(note, hand.layout)
    return Paper(
        NOTA_DINAS,
        title_of(NOTA_DINAS),
        made.pdf,
        made.missing,
        copy or ("" if note.state is LetterState.TERBIT else DRAFT),
        note.state.value,
        f"nota-dinas-{hand.id or 'baru'}-{note.state.value}.pdf",
        f"{hand.id or ''}/{note.number or ''}",
    )


def notes(office: Office, dossier: int | None = None) -> tuple[NoteRow, ...]:
    """The notes of the office, or of one dossier, the newest first."""
    with office.store.read() as unit:
        rows = unit.letters.of_kind(NOTA_DINAS)
        found = []
        for row in rows:
            if dossier is not None and row.dossier_id != dossier:
                continue
            form = _form(row)
            letter = row.issued["letter"] if row.issued else {}
            of = unit.dossiers.get(row.dossier_id) if row.dossier_id else None
            found.append(
                NoteRow(
                    row.id,
                    form.subject,
                    form.to,
                    form.sender,
                    str(letter.get("number") or ""),
                    date.fromisoformat(letter["day"]) if letter.get("day") else None,
                    row.made_at,
                    row.dossier_id,
                    of.code if of else "",
                )
            )
    return tuple(found)


def _row(unit: Unit, letter_id: int) -> LetterRow:
    row = unit.letters.get(letter_id)
    if row is None or row.kind != NOTA_DINAS:
        raise Refused(Rule.UNKNOWN_LETTER, letter=letter_id)
    return row


def _form(row: LetterRow) -> NoteForm:
    return from_json(NoteForm, json.dumps(row.form))


def _compose(known: Known, form: NoteForm, day: date) -> NotaDinas:
    profile = known.profile
    found = holder(known.appointments, form.signing, day)
    person = (
        signer(Form.LANGSUNG, [found])
        if found
        else Signer((f"{' '.join(form.sender.split()).upper()[:LINE_LIMIT]},",), "")
    )
    return NotaDinas(
        kop=Kop(profile.kabupaten, profile.kecamatan, profile.address_lines),
        to=form.to,
        sender=form.sender,
        copies_to=form.copies_to,
        nature=form.nature,
        enclosure=form.enclosure,
        subject=form.subject,
        body=form.body,
        signer=person,
    )


def _issue(
    office: Office,
    unit: Unit,
    letter_id: int,
    text: str,
    day: date,
    *,
    line_id: int | None,
    by: str,
    now: datetime,
) -> None:
    known = office.known(unit)
    row = _row(unit, letter_id)
    if row.issued is not None:
        raise Refused(Rule.ALREADY_NUMBERED, text=str(row.issued["letter"].get("number")))
    composed = _compose(known, _form(row), day)
    note = replace(composed, state=LetterState.TERBIT, number=text, day=day)
    issued: dict[str, Any] = {
        "letter": json.loads(to_json(note)),
        "layout": json.loads(to_json(layout_of(known, NOTA_DINAS))),
        "logo": known.profile.logo,
        "kind": NOTA_DINAS,
    }
    unit.letters.change(letter_id, issued=issued, line_id=line_id)
    log_issued(unit, letter_id, text, by=clean_name(by, field="by"), now=now)


def _keep_way(office: Office, unit: Unit, *, hand: bool, by: str, now: datetime) -> None:
    if is_by_hand(office.known(unit)) == hand:
        return
    value = {"by_hand": hand}
    unit.office.put_setting(NOTES, value)
    note_setting(unit, NOTES, {"value": value}, by=by, now=now)
