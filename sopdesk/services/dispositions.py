"""Dispositions: a letter is passed on with an instruction, or needs none; what was wrong is withdrawn (norms 1.5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sopdesk.domain.errors import After, Refused, Rule
from sopdesk.domain.forms import MOST_TICKS
from sopdesk.domain.rights import Right
from sopdesk.domain.text import TITLE_LIMIT, clean, clean_name, clean_reason
from sopdesk.services.disposition_lists import Person, checked_person, giver_of, person_from
from sopdesk.services.entries import check_time, marked, stop_if_answered
from sopdesk.services.incoming import GIVEN, NOT_NEEDED, WAITING
from sopdesk.services.incoming_lines import incoming_line, place_of_line
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require
from sopdesk.store.dispositions import DispositionRow
from sopdesk.store.log import REGISTER
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

GIVE: Final = "disposition"
NONE_NEEDED: Final = "no_disposition"
WITHDRAW: Final = "withdraw_disposition"
DONE: Final = "disposition_done"
_INSTRUCTION_LIMIT = 120
_DEEPEST = 4  # Camat, Sekcam, Kasubbag, Pelaksana


@dataclass(frozen=True, slots=True)
class DispositionWish:
    """A disposition of the letter with the id ``line``.

    ``giver`` None is the Camat of the day, or of a further level (``parent``, an id) its first receiver.
    ``deadline`` as a date is that day's closing.
    """

    line: int
    receivers: tuple[Person, ...]
    instructions: tuple[str, ...] = ()
    note: str = ""
    deadline: datetime | date | None = None
    giver: Person | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class DispositionAnswer:
    """What was recorded; ``disposed`` is how the letter stands now."""

    id: int
    line: int
    disposed: str

    def to_json(self) -> dict[str, Any]:
        """The answer line of ``batch``."""
        return {"ok": True, "disposition": self.id, "disposed": self.disposed}


def give(
    office: Office,
    wish: DispositionWish,
    *,
    by: str,
    at: datetime,
    now: datetime,
    action_id: str | None = None,
) -> DispositionAnswer:
    """Record a disposition. Raises Refused, Trouble, Answered."""
    clerk = clean_name(by, field="by")

    def judge(unit: Unit, known: Known, line: LineRow) -> dict[str, Any]:
        parent = _parent(unit, line, wish.parent)
        giver = wish.giver or _next_giver(parent) or giver_of(known, known.local(at).date())
        if not 1 <= len(wish.receivers) <= MOST_TICKS:
            raise Refused(Rule.BAD_TEXT, field="receivers", reason="empty")
        if len(wish.instructions) > MOST_TICKS:
            raise Refused(Rule.BAD_VALUE, field="instructions", low=0, high=MOST_TICKS)
        told = [clean(text, field="instruction", limit=_INSTRUCTION_LIMIT) for text in wish.instructions]
        people = [checked_person(each, field="receivers").to_json() for each in wish.receivers]
        if parent is not None:
            check_time(known, at, now, parent.at, After.DISPOSITION)
        return {
            "parent_id": parent.id if parent else None,
            "giver": checked_person(giver, field="giver").to_json(),
            "receivers": [each for n, each in enumerate(people) if each not in people[:n]],
            "instructions": list(dict.fromkeys(told)),
            "note": clean(wish.note, field="note", limit=TITLE_LIMIT, lines=True, empty=True),
            "deadline": _deadline(known, wish.deadline, at),
        }

    return _record(office, wish.line, GIVE, judge, by=clerk, at=at, now=now, action_id=action_id)


def not_needed(
    office: Office,
    line_id: int,
    reason: str,
    *,
    by: str,
    now: datetime,
    at: datetime | None = None,
    action_id: str | None = None,
) -> DispositionAnswer:
    """Say that a letter needs no disposition, with the reason. Raises Refused, Trouble, Answered."""
    clerk, why = clean_name(by, field="by"), clean_reason(reason)

    def judge(unit: Unit, _known: Known, line: LineRow) -> dict[str, Any]:
        if any(not row.withdrawn for row in _rows(unit, line.id)):
            raise Refused(Rule.BAD_VALUE, field="disposition", reason="surat ini sudah didisposisi")
        nobody: dict[str, Any] = {"parent_id": None, "giver": {}, "receivers": [], "instructions": []}
        return {**nobody, "note": why, "deadline": None}

    return _record(office, line_id, NONE_NEEDED, judge, by=clerk, at=at or now, now=now, action_id=action_id)


def withdraw(
    office: Office, disposition_id: int, reason: str, *, by: str, now: datetime
) -> DispositionAnswer:
    """Withdraw a disposition that was recorded wrongly; it stays in the book with the reason.

    Raises Refused where another was given on the strength of it, Trouble.
    """
    clerk, why = clean_name(by, field="by"), clean_reason(reason)
    with office.store.write() as unit:
        require(office.known(unit), by, Right.REGISTERS, now=now)
        row = disposition_row(unit, disposition_id)
        line = incoming_line(unit, row.line_id)
        if row.withdrawn:
            raise Refused(Rule.BAD_VALUE, field="disposition", reason=f"sudah dicabut: {row.withdrawn[:100]}")
        if any(each.parent_id == row.id and not each.withdrawn for each in _rows(unit, line.id)):
            raise Refused(
                Rule.BAD_VALUE, field="disposition", reason="masih ada disposisi lanjutan yang berlaku"
            )
        body = {**place_of_line(line), "disposition": row.seq, "reason": why}
        unit.log.append(REGISTER, WITHDRAW, actor=clerk, at=now, now=now, body=marked(unit, now, body))
        unit.dispositions.mark(row.id, withdrawn=why)
        return DispositionAnswer(row.id, line.id, _refresh(unit, line.id))


def finish(
    office: Office, disposition_id: int, *, by: str, at: datetime, now: datetime, done: bool = True
) -> None:
    """Say that what a disposition asked for is done, or with ``done`` false that it is not yet. Raises Refused."""
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.REGISTERS, now=now)
        row = disposition_row(unit, disposition_id)
        line = incoming_line(unit, row.line_id)
        check_time(known, at, now, row.at, After.DISPOSITION)
        if row.withdrawn or not row.receivers:
            why = "sudah dicabut" if row.withdrawn else "surat ini tidak perlu disposisi"
            raise Refused(Rule.BAD_VALUE, field="disposition", reason=why)
        if (row.done_at is not None) == done:
            return
        body = {**place_of_line(line), "disposition": row.seq, "done": done}
        unit.log.append(REGISTER, DONE, actor=clerk, at=at, now=now, body=marked(unit, now, body))
        unit.dispositions.mark(row.id, done_at=at if done else None)


def disposition_row(unit: Unit, disposition_id: int) -> DispositionRow:
    """The disposition with this id. Raises Refused."""
    row = unit.dispositions.get(disposition_id)
    if row is None:
        raise Refused(Rule.BAD_VALUE, field="disposition", value=disposition_id)
    return row


def disposed_by(rows: Sequence[DispositionRow]) -> str:
    """How a letter stands by its dispositions."""
    standing = [row for row in rows if not row.withdrawn]
    if any(row.receivers for row in standing):
        return GIVEN
    return NOT_NEEDED if standing else WAITING


def said_of_disposition(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of a disposition, by the names of the columns."""
    deadline = values["deadline"]
    kept = {name: values[name] for name in ("giver", "receivers", "instructions", "note")}
    return {**kept, "deadline": deadline.astimezone(UTC).isoformat() if deadline else None}


def disposition_search(values: Mapping[str, Any]) -> str:
    """What a search among the dispositions looks through, case folded."""
    people = [person_from(each).words for each in (values["giver"], *values["receivers"])]
    return " ".join(t for t in (*people, *values["instructions"], values["note"]) if t).casefold()


Judge = Callable[[Unit, Known, LineRow], dict[str, Any]]


def _record(
    office: Office,
    line_id: int,
    kind: str,
    judge: Judge,
    *,
    by: str,
    at: datetime,
    now: datetime,
    action_id: str | None,
) -> DispositionAnswer:
    with office.store.write() as unit:
        stop_if_answered(unit, action_id)
        known = office.known(unit)
        require(known, by, Right.REGISTERS, now=now)
        line = incoming_line(unit, line_id)
        check_time(known, at, now, line.received_at, After.ARRIVAL)
        values = judge(unit, known, line)
        parent = disposition_row(unit, values["parent_id"]).seq if values["parent_id"] else None
        body = {**place_of_line(line), **said_of_disposition(values), "parent": parent}
        seq = unit.log.append(REGISTER, kind, actor=by, at=at, now=now, body=marked(unit, now, body))
        kept = unit.dispositions.add(
            {
                **values,
                "line_id": line.id,
                "at": at,
                "done_at": None,
                "withdrawn": "",
                "search": disposition_search(values),
                "actor": by,
                "logged_at": now,
                "seq": seq,
            }
        )
        answer = DispositionAnswer(kept, line.id, _refresh(unit, line.id))
        if action_id is not None:
            unit.keep_answer(action_id, answer.to_json())
        return answer


def _rows(unit: Unit, line_id: int) -> list[DispositionRow]:
    return unit.dispositions.of_lines([line_id]).get(line_id, [])


def _refresh(unit: Unit, line_id: int) -> str:
    disposed = disposed_by(_rows(unit, line_id))
    unit.registers.mark(line_id, disposed=disposed)
    return disposed


def _parent(unit: Unit, line: LineRow, parent_id: int | None) -> DispositionRow | None:
    if parent_id is None:
        return None
    row: DispositionRow | None = disposition_row(unit, parent_id)
    if row is None or row.line_id != line.id or row.withdrawn or not row.receivers:
        raise Refused(Rule.BAD_VALUE, field="parent", reason="disposisi asalnya tidak berlaku")
    depth, above = 1, row
    while above.parent_id is not None:
        above, depth = disposition_row(unit, above.parent_id), depth + 1
    if depth >= _DEEPEST:
        raise Refused(Rule.BAD_VALUE, field="parent", reason=f"sudah {_DEEPEST} tingkat")
    return row


def _next_giver(parent: DispositionRow | None) -> Person | None:
    return person_from(parent.receivers[0]) if parent is not None else None


def _deadline(known: Known, given: datetime | date | None, at: datetime) -> datetime | None:
    if given is None:
        return None
    if not isinstance(given, datetime):
        given = datetime.combine(given + timedelta(days=1), time(), known.profile.tz)
        due = known.worktime.settle(given)
    else:
        due = given
    if due < at:
        raise Refused(Rule.BAD_VALUE, field="deadline", reason="sudah lewat saat disposisi diberikan")
    return due
