"""Incoming letters and dispositions as screens show them, a window at a time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain.clocks import Level, deadline_term, read_term
from sopdesk.domain.numbers import shown
from sopdesk.domain.span_words import clock_words
from sopdesk.services.disposition_lists import Person, person_from
from sopdesk.services.incoming import GIVEN, NOT_NEEDED, WAITING
from sopdesk.services.incoming_lines import agenda_number
from sopdesk.services.office import Known, Office
from sopdesk.store.books import BookQuestion
from sopdesk.store.dispositions import DispositionQuestion as DispositionQuestion
from sopdesk.store.dispositions import DispositionRow
from sopdesk.store.files import LINE
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit

OPEN, OVERDUE, DONE, WITHDRAWN, NONE = "open", "overdue", "done", "withdrawn", "none"
WAITING_WORDS: Final = "Belum didisposisi"
NOT_NEEDED_WORDS: Final = "Tidak perlu"


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """An incoming letter; times are office time. ``level`` None where no answer is due any more."""

    id: int
    year: int
    urut: int
    insert: str
    shown: str
    agenda: str
    date: dt.date
    received_at: datetime | None
    ref: str
    ref_date: dt.date | None
    party: str
    subject: str
    nature: str
    code: str
    enclosure: str
    note: str
    state: str
    reason: str
    disposed: str
    disposition: str
    answer_due: datetime | None
    level: Level | None
    answer: str
    answer_brief: str
    dossier: str
    dossier_id: int | None
    dossier_life: str
    files: int
    by: str
    logged_at: datetime

    @property
    def void(self) -> bool:
        """Whether the line is BATAL."""
        return self.state == "void"


@dataclass(frozen=True, slots=True)
class DispositionView:
    """A disposition; ``depth`` is 0 for that of the Camat. ``state``: open, overdue, done, withdrawn or none (none
    is needed: ``note`` is the reason)."""

    id: int
    line_id: int
    agenda: str
    party: str
    subject: str
    ref: str
    giver: Person
    receivers: tuple[Person, ...]
    instructions: tuple[str, ...]
    note: str
    deadline: datetime | None
    at: datetime
    done_at: datetime | None
    state: str
    withdrawn: str
    parent_id: int | None
    depth: int
    dossier: str
    dossier_id: int | None
    by: str

    @property
    def to(self) -> str:
        """The receivers in words."""
        return ", ".join(person.words for person in self.receivers)


def incoming_window(
    office: Office, asked: BookQuestion, offset: int, limit: int, *, now: datetime
) -> list[IncomingRow]:
    """``limit`` letters at most, from the place ``offset`` (from 0) on."""
    with office.store.read() as unit:
        return incoming_rows(unit, office.known(unit), unit.books.window(asked, offset, limit), now)


def incoming_letter(office: Office, line_id: int, *, now: datetime) -> IncomingRow | None:
    """The letter with this id."""
    with office.store.read() as unit:
        found = unit.registers.line_by_id(line_id)
        return incoming_rows(unit, office.known(unit), [found], now)[0] if found else None


def incoming_rows(unit: Unit, known: Known, lines: Sequence[LineRow], now: datetime) -> list[IncomingRow]:
    """Lines as screens show them: with their dispositions, dossiers and files, three statements for all."""
    ids = [line.id for line in lines]
    given = unit.dispositions.of_lines(ids)
    dossiers = unit.dossiers.of_incoming(ids)
    files = unit.files.counts(LINE, ids)
    return [
        _incoming(known, line, given.get(line.id, []), dossiers.get(line.id), files.get(line.id, 0), now)
        for line in lines
    ]


def disposition_words(rows: Sequence[DispositionRow]) -> str:
    """To whom a letter was passed on, by the offices of those who got it first."""
    people = [
        person_from(each) for row in rows if not row.withdrawn and not row.parent_id for each in row.receivers
    ]
    return ", ".join(dict.fromkeys(person.title or person.name for person in people))


def _incoming(
    known: Known,
    line: LineRow,
    rows: Sequence[DispositionRow],
    dossier: tuple[int, str, str] | None,
    files: int,
    now: datetime,
) -> IncomingRow:
    done = any(row.done_at is not None and not row.withdrawn for row in rows)
    answered = "dijawab" if dossier and dossier[2] == "finished" else "selesai" if done else ""
    level, answer, brief = _answer(known, line, answered, now)
    words = {WAITING: WAITING_WORDS, NOT_NEEDED: NOT_NEEDED_WORDS}.get(line.disposed, "")
    return IncomingRow(
        id=line.id,
        year=line.year,
        urut=line.urut,
        insert=line.sisipan,
        shown=shown(line.urut, line.sisipan),
        agenda=agenda_number(line),
        date=line.date,
        received_at=known.local(line.received_at) if line.received_at else None,
        ref=line.ref,
        ref_date=line.ref_date,
        party=line.party,
        subject=line.subject,
        nature=line.nature,
        code=line.code,
        enclosure=line.enclosure,
        note=line.note,
        state=line.state,
        reason=line.reason,
        disposed=line.disposed,
        disposition=disposition_words(rows) if line.disposed == GIVEN else words,
        answer_due=known.local(line.answer_due) if line.answer_due else None,
        level=level,
        answer=answer,
        answer_brief=brief,
        dossier=dossier[1] if dossier else "",
        dossier_id=dossier[0] if dossier else None,
        dossier_life=dossier[2] if dossier else "",
        files=files,
        by=line.actor,
        logged_at=known.local(line.logged_at),
    )


def _answer(known: Known, line: LineRow, answered: str, now: datetime) -> tuple[Level | None, str, str]:
    """How the answer stands, in words and in few words."""
    if line.answer_due is None or line.state == "void" or line.disposed == NOT_NEEDED:
        return None, "", ""
    if answered:
        return Level.SELESAI, answered, answered
    received = line.received_at or line.answer_due
    term = deadline_term(known.worktime, received, line.answer_due)
    level = read_term(known.worktime, term, now)
    said = [clock_words(known.worktime, now, term.due, short=short) for short in (False, True)]
    return level, said[0], said[1]


def dispositions_of(office: Office, line_id: int, *, now: datetime) -> list[DispositionView]:
    """The dispositions of a letter, each followed by those that were given on the strength of it."""
    with office.store.read() as unit:
        rows = unit.dispositions.of_lines([line_id]).get(line_id, [])
        views = disposition_views(unit, office.known(unit), rows, now)
    return _as_tree(views, None)


def disposition_window(
    office: Office, asked: DispositionQuestion, offset: int, limit: int
) -> list[DispositionView]:
    """``limit`` dispositions at most, from the place ``offset`` (from 0) on."""
    with office.store.read() as unit:
        rows = unit.dispositions.window(asked, offset, limit)
        return disposition_views(unit, office.known(unit), rows, asked.now)


def disposition_count(office: Office, asked: DispositionQuestion) -> int:
    """How many dispositions answer."""
    with office.store.read() as unit:
        return unit.dispositions.count(asked)


def disposition_place(office: Office, asked: DispositionQuestion, disposition_id: int) -> int | None:
    """The place of a disposition among those that answer; None where it does not."""
    with office.store.read() as unit:
        return unit.dispositions.place_of(asked, disposition_id)


def disposition_views(
    unit: Unit, known: Known, rows: Sequence[DispositionRow], now: datetime
) -> list[DispositionView]:
    """Rows as screens show them."""
    lines = {line.id: line for line in unit.registers.by_ids(sorted({row.line_id for row in rows}))}
    dossiers = unit.dossiers.of_incoming(list(lines))
    open_ones = unit.dispositions.open_ids([row.id for row in rows])
    depths: dict[int, int] = {}
    found = []
    for row in rows:
        depths[row.id] = _depth(unit, row, depths)
        line, dossier = lines[row.line_id], dossiers.get(row.line_id)
        found.append(
            DispositionView(
                id=row.id,
                line_id=row.line_id,
                agenda=agenda_number(line),
                party=line.party,
                subject=line.subject,
                ref=line.ref,
                giver=person_from(row.giver),
                receivers=tuple(person_from(each) for each in row.receivers),
                instructions=tuple(row.instructions),
                note=row.note,
                deadline=known.local(row.deadline) if row.deadline else None,
                at=known.local(row.at),
                done_at=known.local(row.done_at) if row.done_at else None,
                state=_state(row, open_=row.id in open_ones, now=now),
                withdrawn=row.withdrawn,
                parent_id=row.parent_id,
                depth=depths[row.id],
                dossier=dossier[1] if dossier else "",
                dossier_id=dossier[0] if dossier else None,
                by=row.actor,
            )
        )
    return found


def _state(row: DispositionRow, *, open_: bool, now: datetime) -> str:
    if row.withdrawn:
        return WITHDRAWN
    if not row.receivers:
        return NONE
    if not open_:
        return DONE
    return OVERDUE if row.deadline is not None and row.deadline < now else OPEN


def _depth(unit: Unit, row: DispositionRow, known: dict[int, int]) -> int:
    if row.parent_id is None:
        return 0
    if row.parent_id not in known:
        parent = unit.dispositions.get(row.parent_id)
        known[row.parent_id] = _depth(unit, parent, known) if parent is not None else 0
    return known[row.parent_id] + 1


def _as_tree(views: Sequence[DispositionView], parent: int | None) -> list[DispositionView]:
    found: list[DispositionView] = []
    for view in views:
        if view.parent_id == parent:
            found += [view, *_as_tree(views, view.id)]
    return found
