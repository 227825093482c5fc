"""Register numbers: taken in one transaction, never given twice, never silently skipped (rules 21, 22)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.letters import NUMBER_LIMIT
from sopdesk.domain.numbers import DEFAULT_SERIES, OUTGOING, REGISTERS, NumberState, letter_number
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean, clean_name, clean_reason
from sopdesk.services.classification import code_for
from sopdesk.services.entries import (
    Case,
    DossierRef,
    case_of,
    check_time,
    find,
    marked,
    settle,
    stop_if_answered,
)
from sopdesk.services.issuing import freeze, thaw
from sopdesk.services.letter_states import current_sending
from sopdesk.services.number_places import Place, Sought, check_unsent, find_place, follow_day
from sopdesk.services.number_settings import format_of, numbering_of
from sopdesk.services.number_wishes import NumberAnswer as NumberAnswer
from sopdesk.services.number_wishes import NumberWish as NumberWish
from sopdesk.services.office import Known, Office
from sopdesk.services.register_lines import (
    OUTSIDE,
    LineRef,
    Span,
    add_span,
    as_dict,
    find_line,
    is_line,
    said_of,
)
from sopdesk.services.rights import require
from sopdesk.store.log import DOSSIER, REGISTER
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit


def take_number(
    office: Office,
    wish: NumberWish,
    *,
    by: str,
    now: datetime,
    dossier: DossierRef | None = None,
    at: datetime | None = None,
    step: int | None = None,
    action_id: str | None = None,
    then: Callable[[Unit, NumberAnswer], None] | None = None,
) -> NumberAnswer:
    """Take a number, for a dossier's letter where ``dossier`` is given. Raises Refused, Trouble, Answered.

    ``then`` does what belongs to it within the same transaction.
    """
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.NUMBERS, now=now)
        case = case_of(unit, known, find(unit, known, dossier)) if dossier is not None else None
        data: rules.Data = {}
        happened = now
        if case is not None:
            if wish.register != OUTGOING:
                raise Refused(Rule.BAD_VALUE, field="register", value=wish.register)
            rules.check_step(case.state, step)
            happened = case.state.last_at if at is None else at
            check_time(known, happened, now, case.state.last_at)
            data = rules.number(case.state)
        line, place = _line(unit, known, wish, case)
        if place.skipped is not None:
            explain_skipped(unit, line, place.skipped, wish.reason, clerk, now)
        filled = {"fills": place.filled.state} if place.filled is not None else {}
        data = marked(unit, now, {**data, **said_of(line), **filled})
        seq = unit.log.append(
            DOSSIER if case else REGISTER,
            EventKind.NUMBER.value,
            actor=clerk,
            at=happened,
            now=now,
            body=data,
            dossier_id=case.row.id if case else None,
        )
        line_id = put_line(unit, line, place, by=clerk, now=now, seq=seq)
        answer = NumberAnswer(
            year=line["year"],
            series=line["series"],
            number=line["urut"],
            insert=line["sisipan"] or None,
            text=line["text"],
            line_id=line_id,
            dossier_id=case.row.id if case else None,
        )
        if case is not None:
            sending = current_sending(case.sop, case.state)
            freeze(
                unit,
                case,
                sending,
                number=line["text"],
                day=wish.day,
                line_id=line_id,
                by=clerk,
                now=now,
                addressee=line["party"],
            )
            settle(unit, case, Event(seq, EventKind.NUMBER, happened, now, clerk, data), None)
        if then is not None:
            then(unit, answer)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def put_line(unit: Unit, line: dict[str, Any], place: Place, *, by: str, now: datetime, seq: int) -> int:
    """Write a line to its place, that of a line which waited for its letter too; its id."""
    unit.parties.use(str(line["party"]), now)
    if place.filled is None:
        return unit.registers.add({**line, "actor": by, "logged_at": now, "seq": seq})
    unit.registers.mark(place.filled.id, **{**line, "actor": by, "logged_at": now})
    follow_day(unit, place.filled, line["date"])
    # Used outside the program, it may have been sent from its bare line.
    unit.deliveries.follow_line(place.filled.id, place.filled.id, line["text"], line["date"])
    unit.numbers.note_change(place.filled.id, seq)
    return place.filled.id


def explain_skipped(
    unit: Unit, line: dict[str, Any], skipped: tuple[int, int], reason: str, by: str, now: datetime
) -> None:
    """Enter the numbers that a jump passes over as used outside the program."""
    span = Span(line["register"], line["year"], line["series"], *skipped)
    why = clean_reason(reason)
    add_span(unit, OUTSIDE, NumberState.OUTSIDE, span, day=line["date"], party="", reason=why, by=by, now=now)


def check_place(register: str, day: date) -> None:
    """Refuse a register that is none, and a day out of the world."""
    if register not in REGISTERS:
        raise Refused(Rule.BAD_VALUE, field="register", value=register)
    if not 1900 <= day.year <= 2199:
        raise Refused(Rule.BAD_VALUE, field="date", value=day.isoformat())


def _line(unit: Unit, known: Known, wish: NumberWish, case: Case | None) -> tuple[dict[str, Any], Place]:
    check_place(wish.register, wish.day)
    subject = clean(wish.subject, field="subject", limit=500)
    party = clean_name(wish.addressee, field="addressee")
    code = clean(wish.code, field="code", limit=30, empty=True)
    if not code:
        code = code_for(known, case.sop) if case else known.profile.general_code
    counted = numbering_of(known)
    series = clean(wish.series, field="series", limit=40, empty=True) or counted.series_for(
        wish.register, code
    )
    reason = clean_reason(wish.reason) if wish.insert_after is not None else ""
    place = find_place(
        unit,
        Sought(
            wish.register,
            wish.day,
            series,
            insert_after=wish.insert_after,
            number=wish.number,
            reserved=wish.reserved,
            confirmed=wish.confirmed,
            jump_limit=counted.jump_limit,
        ),
    )
    told = replace(wish, series=series, subject=subject, addressee=party, code=code, reason=reason)
    if case:
        check_unsent(unit, place)
    at_step = (case.row.id, case.state.step) if case else None
    return line_of(known, told, place.urut, place.sisipan, dossier=at_step), place


def line_of(
    known: Known, wish: NumberWish, urut: int, sisipan: str, *, dossier: tuple[int, int] | None
) -> dict[str, Any]:
    """The line that bears this number. ``wish`` is judged and complete, ``dossier`` an id and the step it is at."""
    text = letter_number(
        format_of(known, wish.register),
        code=wish.code,
        urut=urut,
        sisipan=sisipan,
        unit=known.profile.unit_code,
        day=wish.day,
    )
    if len(text) > NUMBER_LIMIT:
        # No register and no letter could print it, and a number cannot be given back.
        raise Refused(Rule.BAD_TEXT, field="letter_number", limit=NUMBER_LIMIT, reason="long")
    return {
        "register": wish.register,
        "year": wish.day.year,
        "series": wish.series or numbering_of(known).series_for(wish.register, wish.code),
        "urut": urut,
        "sisipan": sisipan,
        "text": text,
        "date": wish.day,
        "code": wish.code,
        "subject": wish.subject,
        "party": wish.addressee,
        "state": NumberState.ISSUED.value,
        "reason": wish.reason,
        "dossier_id": dossier[0] if dossier else None,
        "step": dossier[1] if dossier else None,
    }


def void_number(
    office: Office,
    *,
    register: str,
    year: int,
    number: int,
    reason: str,
    by: str,
    now: datetime,
    series: str = DEFAULT_SERIES,
    insert: str = "",
    action_id: str | None = None,
) -> NumberAnswer:
    """Make a number void: the line stays, marked BATAL with the reason, and the number is never given again."""
    clerk = clean_name(by, field="by")
    why = clean_reason(reason)
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        require(office.known(unit), by, Right.NUMBERS, now=now)
        line = find_line(unit, LineRef(register, year, number, series, insert))
        answer = void_line(unit, office.known(unit), line, why, clerk, now)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def check_stands(line: LineRow) -> None:
    """Refuse a line that is void or whose letter was given another number."""
    if line.state == NumberState.VOID:
        raise Refused(Rule.NUMBER_VOID, text=line.text, reason=line.reason)
    if line.state == NumberState.CORRECTED:
        raise Refused(Rule.NUMBER_CORRECTED, text=line.text, reason=line.reason)


def void_line(unit: Unit, known: Known, line: LineRow, why: str, by: str, now: datetime) -> NumberAnswer:
    """Make a line void within a transaction. Raises Refused where it is so already."""
    check_stands(line)
    row = unit.dossiers.get(line.dossier_id) if line.dossier_id is not None else None
    case = case_of(unit, known, row) if row else None
    # A void tells no time of its own in the dossier's life: it must not push its clock on.
    at = case.state.last_at if case else now
    released = {"released": True} if line.state == NumberState.RESERVED else {}
    data = marked(unit, now, {**said_of(as_dict(line)), "reason": why, **released})
    seq = unit.log.append(
        DOSSIER if case else REGISTER,
        EventKind.VOID_NUMBER.value,
        actor=by,
        at=at,
        now=now,
        body=data,
        dossier_id=line.dossier_id,
    )
    unit.registers.mark(line.id, state=NumberState.VOID.value, reason=why)
    unit.numbers.note_change(line.id, seq)
    if case is not None:
        if any(is_line(taken, line) for taken in (case.state.number, *case.state.waiting_numbers) if taken):
            thaw(unit, case.row.id, line.id, by=by, now=now)
        settle(unit, case, Event(seq, EventKind.VOID_NUMBER, at, now, by, data), None)
    else:
        thaw(unit, None, line.id, by=by, now=now)
    return NumberAnswer(
        line.year, line.series, line.urut, line.sisipan or None, line.text, line.id, "void", line.dossier_id
    )
