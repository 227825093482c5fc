"""The register of incoming letters: a line for each, taken in one transaction, corrected with a trace (norms 2.1)."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any, Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.letters import NUMBER_LIMIT
from sopdesk.domain.numbers import DEFAULT_SERIES, INCOMING, letter_number, next_insert
from sopdesk.domain.rights import Right
from sopdesk.domain.text import NAME_LIMIT, TITLE_LIMIT, clean, clean_name, clean_reason
from sopdesk.services.answer_times import NATURES, answer_due
from sopdesk.services.entries import check_time, marked, stop_if_answered
from sopdesk.services.incoming_lines import details_of, incoming_line, numbered_line, place_of_line
from sopdesk.services.number_places import check_day, check_open
from sopdesk.services.number_settings import numbering_of
from sopdesk.services.numbering import NumberAnswer
from sopdesk.services.office import Known, Office
from sopdesk.services.queries import register_row
from sopdesk.services.register_lines import as_dict, said_of
from sopdesk.services.rights import require
from sopdesk.services.views import RegisterRow
from sopdesk.store.log import REGISTER
from sopdesk.store.store import Unit

AMEND: Final = "amend_incoming"  # the kind of its entries in the log
WAITING, GIVEN, NOT_NEEDED = "waiting", "given", "not_needed"
_CODE_LIMIT = 30
_FIRST, _LAST = 1900, 2199
_MORNING = time(8)


@dataclass(frozen=True, slots=True)
class IncomingWish:
    """A letter that came. ``ref`` and ``ref_date`` are its own number and date, ``nature`` its sifat.

    ``nature`` is empty where nothing has to be answered; of a secret letter (``rahasia``) only what the envelope
    says is entered. ``insert_after`` asks for an inserted number, with a ``reason``.
    """

    sender: str
    subject: str
    received_at: datetime
    ref: str = ""
    ref_date: date | None = None
    nature: str = ""
    code: str = ""
    enclosure: str = ""
    note: str = ""
    insert_after: int | None = None
    reason: str = ""


def register_incoming(
    office: Office, wish: IncomingWish, *, by: str, now: datetime, action_id: str | None = None
) -> NumberAnswer:
    """Enter a letter under the next number of the day on which it came. Raises Refused, Trouble, Answered."""
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.REGISTERS, now=now)
        check_time(known, wish.received_at, now)
        told = _told(known, wish)
        day = known.local(wish.received_at).date()
        reason = clean_reason(wish.reason) if wish.insert_after is not None else ""
        urut, sisipan = _take(unit, day, wish.insert_after)
        line: dict[str, Any] = {
            "register": INCOMING,
            "year": day.year,
            "series": DEFAULT_SERIES,
            "urut": urut,
            "sisipan": sisipan,
            "text": _number_text(known, day, told["code"], urut, sisipan),
            "date": day,
            "state": "issued",
            "reason": reason,
            "dossier_id": None,
            "step": None,
            "disposed": WAITING,
            **told,
        }
        data = marked(unit, now, {**said_of(line), **details_of(line)})
        seq = unit.log.append(
            REGISTER, EventKind.NUMBER.value, actor=clerk, at=wish.received_at, now=now, body=data
        )
        line_id = unit.registers.add({**line, "actor": clerk, "logged_at": now, "seq": seq})
        unit.parties.use(line["party"], now)
        answer = NumberAnswer(day.year, DEFAULT_SERIES, urut, sisipan or None, line["text"], line_id=line_id)
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def amend_incoming(office: Office, line_id: int, wish: IncomingWish, *, by: str, now: datetime) -> None:
    """Correct what a line says; its number and its day stay, and the log keeps what it said before.

    Raises Refused for a void line and for another day of receipt, Trouble.
    """
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.REGISTERS, now=now)
        line = incoming_line(unit, line_id)
        check_time(known, wish.received_at, now)
        if known.local(wish.received_at).date() != line.date:
            # The numbers of a register follow the days.
            raise Refused(
                Rule.BAD_VALUE,
                field="received_at",
                reason=f"nomor {line.text} sudah diberikan untuk hari itu",
            )
        told = _told(known, wish)
        was = as_dict(line)
        changed = {name: value for name, value in told.items() if was[name] != value}
        if not changed:
            return
        before, after = details_of(was), details_of({**was, **told})
        said = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
        body = {**place_of_line(line), "changed": said}
        seq = unit.log.append(REGISTER, AMEND, actor=clerk, at=now, now=now, body=marked(unit, now, body))
        unit.registers.mark(line.id, **changed)
        unit.numbers.note_change(line.id, seq)
        unit.parties.use(told["party"], now)


def line_of_number(office: Office, year: int, number: int, insert: str = "") -> int:
    """The id of the letter with this number. Raises Refused(NUMBER_UNKNOWN)."""
    with office.store.read() as unit:
        return numbered_line(unit, year, number, insert).id


def known_twice(office: Office, sender: str, ref: str, *, but: int | None = None) -> RegisterRow | None:
    """The line of a letter with this sender and number that is in the book already; None where none is.

    Asked before a letter is entered: the same letter comes by post and by courier. ``but`` is a line to pass over.
    """
    name, number = _folded(sender), _folded(ref)
    if not name or not number:
        return None
    with office.store.read() as unit:
        found = unit.registers.incoming_with_ref(ref.strip())
        for line in found:
            if line.id != but and (_folded(line.party), _folded(line.ref)) == (name, number):
                return register_row(line, {})
    return None


def wish_of(row: RegisterRow, known: Known) -> IncomingWish:
    """The wish that would make the line as it stands."""
    received = row.received_at or datetime.combine(row.date, _MORNING, known.profile.tz)
    names = {f.name for f in fields(IncomingWish)} & set(RegisterRow.__dataclass_fields__)
    kept = {name: getattr(row, name) for name in names if name not in ("received_at", "reason")}
    return IncomingWish(sender=row.party, received_at=known.local(received), **kept)


def _told(known: Known, wish: IncomingWish) -> dict[str, Any]:
    """What the wish says, judged."""
    if wish.nature and wish.nature not in NATURES:
        raise Refused(Rule.BAD_VALUE, field="nature", value=wish.nature)
    day = known.local(wish.received_at).date()
    if wish.ref_date is not None and not _FIRST <= wish.ref_date.year <= _LAST:
        raise Refused(Rule.BAD_VALUE, field="ref_date", value=wish.ref_date.isoformat())
    if wish.ref_date is not None and wish.ref_date > day:
        raise Refused(Rule.BAD_VALUE, field="ref_date", reason="lebih akhir daripada hari diterima")
    return {
        "party": clean_name(wish.sender, field="sender"),
        "subject": clean(wish.subject, field="subject", limit=TITLE_LIMIT),
        "ref": clean(wish.ref, field="ref", limit=NAME_LIMIT, empty=True),
        "ref_date": wish.ref_date,
        "nature": wish.nature,
        "code": clean(wish.code, field="code", limit=_CODE_LIMIT, empty=True),
        "enclosure": clean(wish.enclosure, field="enclosure", limit=NAME_LIMIT, empty=True),
        "note": clean(wish.note, field="note", limit=TITLE_LIMIT, empty=True),
        "received_at": wish.received_at,
        "answer_due": answer_due(known, wish.nature, wish.received_at),
    }


def _number_text(known: Known, day: date, code: str, urut: int, sisipan: str) -> str:
    """The agenda number as the office writes it. Raises Refused for one that no register could print."""
    text = letter_number(
        numbering_of(known).incoming_format,
        code=code,
        urut=urut,
        sisipan=sisipan,
        unit=known.profile.unit_code,
        day=day,
    )
    if len(text) > NUMBER_LIMIT:
        raise Refused(Rule.BAD_TEXT, field="letter_number", limit=NUMBER_LIMIT, reason="long")
    return text


def _take(unit: Unit, day: date, insert_after: int | None) -> tuple[int, str]:
    standing = unit.registers.series(INCOMING, day.year, DEFAULT_SERIES)
    if insert_after is not None:
        if standing is None or not 1 <= insert_after <= standing.last:
            raise Refused(Rule.NUMBER_UNKNOWN, number=insert_after, year=day.year)
        given = unit.registers.inserted_after(INCOMING, day.year, DEFAULT_SERIES, insert_after)
        return insert_after, next_insert(given)
    check_open(unit, INCOMING, day.year, standing)
    check_day(day, standing)
    return unit.registers.take(INCOMING, day.year, DEFAULT_SERIES, day), ""


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
