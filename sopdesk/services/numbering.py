"""Register numbers: taken in one transaction, never given twice, never silently skipped (rules 21, 22)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.letters import NUMBER_LIMIT
from sopdesk.domain.numbers import DEFAULT_SERIES, OUTGOING, REGISTERS, letter_number, next_insert
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
from sopdesk.services.letter_states import current_sending
from sopdesk.services.letters import freeze, thaw
from sopdesk.services.office import Known, Office
from sopdesk.services.register_lines import as_dict, is_line, said_of
from sopdesk.store.log import DOSSIER, REGISTER
from sopdesk.store.registers import LineRow, SeriesRow
from sopdesk.store.store import Unit


@dataclass(frozen=True, slots=True)
class NumberWish:
    """What a register line is to say. ``insert_after`` asks for an inserted number, with a ``reason``."""

    register: str
    subject: str
    addressee: str
    day: date
    code: str = ""
    series: str = DEFAULT_SERIES
    insert_after: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The number that was taken, or that was made void; ``dossier_id`` is whose letter bears it."""

    year: int
    series: str
    number: int
    insert: str | None
    text: str
    line_id: int
    state: str = "issued"
    dossier_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``."""
        shown: dict[str, Any] = {
            "ok": True,
            "year": self.year,
            "series": self.series,
            "number": self.number,
            "insert": self.insert,
            "text": self.text,
        }
        return shown if self.state == "issued" else shown | {"state": self.state}


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
) -> NumberAnswer:
    """Take a number, for a dossier's letter where ``dossier`` is given. Raises Refused, Trouble, Answered."""
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
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
        line = _line(unit, known, wish, case)
        data = marked(unit, now, {**data, **said_of(line)})
        seq = unit.log.append(
            DOSSIER if case else REGISTER,
            EventKind.NUMBER.value,
            actor=clerk,
            at=happened,
            now=now,
            body=data,
            dossier_id=case.row.id if case else None,
        )
        line_id = unit.registers.add({**line, "actor": clerk, "logged_at": now, "seq": seq})
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
            freeze(unit, case, sending, number=line["text"], day=wish.day, line_id=line_id)
            settle(unit, case, Event(seq, EventKind.NUMBER, happened, now, clerk, data), None)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _line(unit: Unit, known: Known, wish: NumberWish, case: Case | None) -> dict[str, Any]:
    if wish.register not in REGISTERS:
        raise Refused(Rule.BAD_VALUE, field="register", value=wish.register)
    series = clean(wish.series, field="series", limit=40)
    subject = clean(wish.subject, field="subject", limit=500)
    party = clean_name(wish.addressee, field="addressee")
    code = clean(wish.code, field="code", limit=30, empty=True)
    if not code:
        code = code_for(known, case.sop) if case else known.profile.general_code
    if not 1900 <= wish.day.year <= 2199:
        raise Refused(Rule.BAD_VALUE, field="date", value=wish.day.isoformat())
    year = wish.day.year
    standing = unit.registers.series(wish.register, year, series)
    reason = ""
    if wish.insert_after is not None:
        reason = clean_reason(wish.reason)
        urut, sisipan = _insert(unit, wish, series, standing)
    else:
        urut, sisipan = _next(unit, wish, series, standing), ""
    return line_of(
        known,
        replace(wish, series=series, subject=subject, addressee=party, code=code, reason=reason),
        urut,
        sisipan,
        dossier=(case.row.id, case.state.step) if case else None,
    )


def line_of(
    known: Known, wish: NumberWish, urut: int, sisipan: str, *, dossier: tuple[int, int] | None
) -> dict[str, Any]:
    """The line that bears this number. ``wish`` is judged and complete, ``dossier`` an id and the step it is at."""
    text = letter_number(
        known.profile.number_format,
        code=wish.code,
        urut=urut,
        sisipan=sisipan,
        unit=known.profile.unit_code,
        day=wish.day,
    )
    if (
        len(text) > NUMBER_LIMIT
    ):  # no register and no letter could print it, and a number cannot be given back
        raise Refused(Rule.BAD_TEXT, field="letter_number", limit=NUMBER_LIMIT, reason="long")
    return {
        "register": wish.register,
        "year": wish.day.year,
        "series": wish.series,
        "urut": urut,
        "sisipan": sisipan,
        "text": text,
        "date": wish.day,
        "code": wish.code,
        "subject": wish.subject,
        "party": wish.addressee,
        "state": "issued",
        "reason": wish.reason,
        "dossier_id": dossier[0] if dossier else None,
        "step": dossier[1] if dossier else None,
    }


def _next(unit: Unit, wish: NumberWish, series: str, standing: SeriesRow | None) -> int:
    if standing is not None:
        if standing.closed:
            raise Refused(Rule.YEAR_CLOSED, year=wish.day.year)
        if wish.day < standing.last_date:
            raise Refused(Rule.DATE_BEFORE_LAST, date=wish.day, last=standing.last_date, number=standing.last)
    return unit.registers.take(wish.register, wish.day.year, series, wish.day)


def _insert(unit: Unit, wish: NumberWish, series: str, standing: SeriesRow | None) -> tuple[int, str]:
    after = wish.insert_after
    if (
        isinstance(after, bool)
        or not isinstance(after, int)
        or standing is None
        or not 1 <= after <= standing.last
    ):
        raise Refused(Rule.NUMBER_UNKNOWN, number=after, year=wish.day.year)
    given = unit.registers.inserted_after(wish.register, wish.day.year, series, after)
    return after, next_insert(given)


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
        known = office.known(unit)
        line = unit.registers.line(register, year, series, number, insert)
        if line is None:
            raise Refused(Rule.NUMBER_UNKNOWN, number=number, year=year)
        if line.state == "void":
            raise Refused(Rule.NUMBER_VOID, text=line.text, reason=line.reason)
        _void(unit, known, line, why, clerk, now)
        answer = NumberAnswer(
            year, series, number, insert or None, line.text, line.id, "void", line.dossier_id
        )
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _void(unit: Unit, known: Known, line: LineRow, why: str, by: str, now: datetime) -> None:
    row = unit.dossiers.get(line.dossier_id) if line.dossier_id is not None else None
    case = case_of(unit, known, row) if row else None
    # A void tells no time of its own in the dossier's life: it must not push its clock on.
    at = case.state.last_at if case else now
    data = marked(unit, now, {**said_of(as_dict(line)), "reason": why})
    seq = unit.log.append(
        DOSSIER if case else REGISTER,
        EventKind.VOID_NUMBER.value,
        actor=by,
        at=at,
        now=now,
        body=data,
        dossier_id=line.dossier_id,
    )
    unit.registers.mark(line.id, state="void", reason=why)
    if case is not None:
        if any(is_line(taken, line) for taken in (case.state.number, *case.state.waiting_numbers) if taken):
            thaw(unit, case.row.id, line.id)
        settle(unit, case, Event(seq, EventKind.VOID_NUMBER, at, now, by, data), None)
