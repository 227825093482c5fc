"""A number that was mistyped, a line that says something wrong: corrected with a trace (rules 22)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.numbers import OUTGOING, NumberState, letter_number
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean, clean_name, clean_reason
from sopdesk.services.entries import Case, case_of, marked, settle, stop_if_answered
from sopdesk.services.letter_log import log_issued
from sopdesk.services.number_places import (
    Sought,
    check_between,
    check_open,
    check_unsent,
    find_place,
    follow_day,
)
from sopdesk.services.number_settings import format_of, numbering_of
from sopdesk.services.numbering import (
    NumberAnswer,
    NumberWish,
    check_place,
    check_stands,
    explain_skipped,
    line_of,
    put_line,
)
from sopdesk.services.office import Known, Office
from sopdesk.services.register_lines import LineRef, as_dict, find_line, said_of
from sopdesk.services.rights import require
from sopdesk.store.log import DOSSIER, REGISTER
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit


@dataclass(frozen=True, slots=True)
class Mending:
    """What a line is to say instead; None leaves it as it is."""

    subject: str | None = None
    party: str | None = None
    code: str | None = None
    day: date | None = None


def correct_number(
    office: Office,
    ref: LineRef,
    to: int,
    *,
    reason: str,
    by: str,
    now: datetime,
    confirmed: bool = False,
    action_id: str | None = None,
) -> NumberAnswer:
    """Let the letter of a mistyped number bear ``to``, which is free or waits for its letter.

    The wrong line stays, marked as corrected, and its number is never given again. Raises Refused, Trouble, Answered.
    """
    clerk, why = clean_name(by, field="by"), clean_reason(reason)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.NUMBERS, now=now)
        old = _of_letter(unit, ref)
        if to == old.urut and not old.sisipan:
            raise Refused(Rule.BAD_VALUE, field="number", reason="surat ini sudah bernomor itu")
        place = find_place(
            unit,
            Sought(
                old.register,
                old.date,
                old.series,
                number=to,
                confirmed=confirmed,
                jump_limit=numbering_of(known).jump_limit,
            ),
        )
        check_unsent(unit, place)
        case = _case(unit, known, old)
        at_step = (case.row.id, old.step or case.state.step) if case else None
        line = line_of(known, _wish_of(old), place.urut, place.sisipan, dossier=at_step)
        if place.skipped is not None:
            explain_skipped(unit, line, place.skipped, why, clerk, now)
        fills = {"fills": place.filled.state} if place.filled is not None else {}
        seq = _enter(unit, case, old, {**line, **fills}, why, clerk, now)
        line["sent_on"] = old.sent_on
        line_id = put_line(unit, line, place, by=clerk, now=now, seq=seq)
        unit.registers.mark(
            old.id, state=NumberState.CORRECTED.value, reason=why, dossier_id=None, step=None, sent_on=None
        )
        unit.numbers.note_change(old.id, seq)
        _renumber_letters(unit, old.id, line_id, line["text"], old.date, by=clerk, now=now)
        answer = _answer(line, line_id, case)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def amend_line(
    office: Office,
    ref: LineRef,
    mending: Mending,
    *,
    reason: str,
    by: str,
    now: datetime,
    action_id: str | None = None,
) -> NumberAnswer:
    """Mend what a line says; its running number stays, its text follows code and date.

    Raises Refused, Trouble, Answered.
    """
    clerk, why = clean_name(by, field="by"), clean_reason(reason)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.NUMBERS, now=now)
        old = _of_letter(unit, ref)
        line = {**as_dict(old), **_mended(unit, known, old, mending)}
        if line == as_dict(old):
            raise Refused(Rule.BAD_VALUE, field="subject", reason="tidak ada yang berubah")
        case = _case(unit, known, old)
        seq = _enter(unit, case, old, line, why, clerk, now)
        changed = {
            n: line[n] for n in ("subject", "party", "code", "date", "text") if line[n] != getattr(old, n)
        }
        unit.registers.mark(old.id, **changed)
        unit.numbers.note_change(old.id, seq)
        if line["date"] != old.date:
            # A slip of the last day must not go on closing the book to every letter before it.
            follow_day(unit, old, line["date"])
        _renumber_letters(unit, old.id, old.id, line["text"], line["date"], by=clerk, now=now)
        answer = _answer(line, old.id, case)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _of_letter(unit: Unit, ref: LineRef) -> LineRow:
    if ref.register != OUTGOING:
        # What an incoming letter says is corrected where it was entered, and nobody writes its number by hand.
        raise Refused(Rule.BAD_VALUE, field="register", value=ref.register)
    line = find_line(unit, ref)
    check_stands(line)
    if line.state != NumberState.ISSUED:
        raise Refused(Rule.BAD_VALUE, field="number", reason="nomor ini belum dipakai surat")
    return line


def _case(unit: Unit, known: Known, line: LineRow) -> Case | None:
    row = unit.dossiers.get(line.dossier_id) if line.dossier_id is not None else None
    return case_of(unit, known, row) if row else None


def _wish_of(line: LineRow) -> NumberWish:
    return NumberWish(line.register, line.subject, line.party, line.date, code=line.code, series=line.series)


def _enter(
    unit: Unit, case: Case | None, old: LineRow, new: dict[str, Any], why: str, by: str, now: datetime
) -> int:
    """Log a correction: what is now, as a number says it, and what ``was``."""
    said: rules.Data = {**said_of(new), "was": said_of(as_dict(old)), "reason": why}
    if "fills" in new:
        said["fills"] = new.pop("fills")
    if case is not None:
        said["step"] = case.state.step
    # As with a void: no time of its own in the dossier's life.
    at = case.state.last_at if case else now
    data = marked(unit, now, said)
    kind = EventKind.CORRECT_NUMBER
    seq = unit.log.append(
        DOSSIER if case else REGISTER,
        kind.value,
        actor=by,
        at=at,
        now=now,
        body=data,
        dossier_id=case.row.id if case else None,
    )
    if case is not None:
        settle(unit, case, Event(seq, kind, at, now, by, data), None)
    return seq


def _renumber_letters(
    unit: Unit, old_id: int, new_id: int, text: str, day: date, *, by: str, now: datetime
) -> None:
    """The kept values of the letter with this number, and the delivery book: a reprint bears what is right."""
    for row in unit.letters.of_line(old_id):
        issued = json.loads(json.dumps(row.issued))
        if isinstance(issued, dict) and isinstance(issued.get("letter"), dict):
            issued["letter"] |= {"number": text, "day": day.isoformat()}
        unit.letters.change(row.id, issued=issued, line_id=new_id)
        log_issued(unit, row.id, text, by=by, now=now)
    unit.deliveries.follow_line(old_id, new_id, text, day)


def _mended(unit: Unit, known: Known, old: LineRow, mending: Mending) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if mending.subject is not None:
        said["subject"] = clean(mending.subject, field="subject", limit=500)
    if mending.party is not None:
        said["party"] = clean_name(mending.party, field="addressee")
    if mending.code is not None:
        said["code"] = clean(mending.code, field="code", limit=30)
        if said["code"] != old.code and old.series == old.code:
            why = "seri nomor mengikuti kode; batalkan nomor ini lalu ambil nomor baru"
            raise Refused(Rule.BAD_VALUE, field="code", reason=why)
    if mending.day is not None and mending.day != old.date:
        said["date"] = _day(unit, old, mending.day)
    said["text"] = _text(known, old, str(said.get("code", old.code)), said.get("date", old.date))
    return said


def _day(unit: Unit, old: LineRow, day: date) -> date:
    check_place(old.register, day)
    if day.year != old.year:
        raise Refused(Rule.BAD_VALUE, field="date", reason=f"nomor ini milik buku tahun {old.year}")
    check_open(unit, old.register, old.year, unit.registers.series(old.register, old.year, old.series))
    if not old.sisipan:
        check_between(unit, old, day)
    return day


def _text(known: Known, old: LineRow, code: str, day: date) -> str:
    """The number's text with that code and day; one of another form than the office's now only changes its code."""

    def written(of_code: str, of_day: date) -> str:
        return letter_number(
            format_of(known, old.register),
            code=of_code,
            urut=old.urut,
            sisipan=old.sisipan,
            unit=known.profile.unit_code,
            day=of_day,
        )

    if written(old.code, old.date) == old.text:
        return written(code, day)
    return old.text.replace(old.code, code, 1) if old.code and old.text.count(old.code) == 1 else old.text


def _answer(line: dict[str, Any], line_id: int, case: Case | None) -> NumberAnswer:
    return NumberAnswer(
        line["year"],
        line["series"],
        line["urut"],
        line["sisipan"] or None,
        line["text"],
        line_id,
        dossier_id=case.row.id if case else None,
    )
