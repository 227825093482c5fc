"""Questions of the screens: each from as few SQL statements as can be, whatever the number of rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sopdesk.domain.codes import looks_like_code
from sopdesk.domain.events import EventKind
from sopdesk.domain.numbers import shown
from sopdesk.domain.sop import Desk
from sopdesk.services.board_views import Board, Card
from sopdesk.services.faces import order_key
from sopdesk.services.office import Known, Office
from sopdesk.services.sentences import DESKS
from sopdesk.store.brief import BriefRow
from sopdesk.store.dossiers import DossierRow
from sopdesk.store.log import OFFICE, REGISTER

if TYPE_CHECKING:
    from sopdesk.services.views import Found, RegisterRow
    from sopdesk.store.registers import LineRow

DONE_FOR = timedelta(days=14)
DONE_MOST = 50


def card_of(known: Known, row: DossierRow) -> Card:
    """The card of a whole row."""
    return brief_card(known, BriefRow(*(getattr(row, name) for name in BriefRow._fields)))


def brief_card(known: Known, row: BriefRow) -> Card:
    """A card from the few columns that a board reads."""
    (
        key, code, sop_key, revision, title, step_no, life, rounds, waiting, since,
        due, warn, deadline, own_warn, hold_reason, held_since, number, missing, owner, ended,
    ) = row  # fmt: skip
    sop = known.sops[(sop_key, revision)]
    step = sop.steps[step_no - 1]
    return Card(
        key,
        code,
        sop_key,
        revision,
        sop.label,
        title,
        step_no,
        len(sop.steps),
        step.brief,
        step.kind,
        step.desk,
        life,
        rounds,
        waiting,
        since,
        due,
        warn,
        deadline,
        own_warn,
        hold_reason,
        held_since,
        number,
        missing,
        ended,
        owner,
    )


def board(office: Office, now: datetime, *, sort: bool = True) -> Board:
    """The board: every open dossier by desk, late first, and those that ended in the last two weeks.

    ``sort=False`` leaves the order to one who reads each clock anyway.
    """
    with office.store.read() as unit:
        known = office.known(unit)
        rows = unit.dossiers.under_way_briefly()
        done = unit.dossiers.ended_lately(now - DONE_FOR, DONE_MOST)
    columns: dict[Desk, list[Card]] = {desk: [] for desk in Desk}
    for row in rows:
        card = brief_card(known, row)
        columns[card.desk].append(card)
    return Board(
        {desk: tuple(ordered(known, cards, now) if sort else cards) for desk, cards in columns.items()},
        tuple(brief_card(known, row) for row in done),
    )


def ordered(known: Known, cards: Sequence[Card], now: datetime) -> list[Card]:
    """Cards late first, then by time left."""
    return sorted(cards, key=lambda card: order_key(known.worktime, card, now))


def cards(office: Office, ids: Sequence[int]) -> list[Card]:
    """The cards of these dossiers, whatever their state."""
    with office.store.read() as unit:
        known = office.known(unit)
        return [card_of(known, row) for row in unit.dossiers.some(ids)]


def search(office: Office, text: str, limit: int = 50) -> "list[Found]":
    """The newest dossiers that match every word, or the one whose code was scanned or typed.

    Raises Refused (BAD_CODE, OTHER_OFFICE, UNKNOWN_DOSSIER) for text in the shape of a code.
    """
    words = text.casefold().split()[:8]
    if not words:
        return []
    from sopdesk.services.entries import find  # late: it brings all that an entry is checked by

    with office.store.read() as unit:
        known = office.known(unit)
        rows = [find(unit, known, text)] if looks_like_code(text) else unit.dossiers.search(words, limit)
    return [_found(known, row) for row in rows]


def _found(known: Known, row: DossierRow) -> "Found":
    from sopdesk.services.views import Found

    where = {
        "finished": "Selesai",
        "cancelled": "Dibatalkan",
        "held": f"Ditunda di {DESKS[row.desk]}",
    }.get(row.life, f"{DESKS[row.desk]} · langkah {row.step}")
    return Found(
        row.id, row.code, known.sop(row.sop, row.revision).label, row.title, where, row.ended_at is None
    )


def register(office: Office, name: str, year: int) -> "list[RegisterRow]":
    """The lines of a register's year, in the order of the book."""
    with office.store.read() as unit:
        lines = unit.registers.of_year(name, year)
        ids = sorted({line.dossier_id for line in lines if line.dossier_id is not None})
        codes = unit.dossiers.codes(ids)
    return [register_row(line, codes) for line in lines]


def register_row(line: "LineRow", codes: Mapping[int, str]) -> "RegisterRow":
    """A line as screens and the command line show it."""
    from sopdesk.services.views import RegisterRow  # late, as what else the board has no use for

    return RegisterRow(
        id=line.id,
        register=line.register,
        year=line.year,
        series=line.series,
        urut=line.urut,
        insert=line.sisipan,
        shown=shown(line.urut, line.sisipan),
        text=line.text,
        date=line.date,
        code=line.code,
        subject=line.subject,
        party=line.party,
        state=line.state,
        reason=line.reason,
        dossier=codes.get(line.dossier_id or 0, ""),
        dossier_id=line.dossier_id,
        sent_on=line.sent_on,
        by=line.actor,
        logged_at=line.logged_at,
        ref=line.ref,
        ref_date=line.ref_date,
        nature=line.nature,
        enclosure=line.enclosure,
        note=line.note,
        received_at=line.received_at,
        answer_due=line.answer_due,
        disposed=line.disposed,
        imported=line.import_id is not None,
    )


@dataclass(frozen=True, slots=True)
class News:
    """What was logged since an entry, by any program; ``newest`` is the place of the last entry now."""

    newest: int
    dossiers: frozenset[int]
    registers: bool
    office: bool


_NO_NEWS = (EventKind.PRINT, "backup")  # they change nothing that a screen shows
_IN_REGISTERS = frozenset(
    {
        EventKind.NUMBER,
        EventKind.VOID_NUMBER,
        EventKind.CORRECT_NUMBER,
        EventKind.DISPATCH,
        EventKind.RECEIPT,
        EventKind.ATTACH,
        EventKind.LETTER,
        EventKind.UNDO,
        EventKind.CORRECT,
    }
)


def news(office: Office, seen: int | None = None) -> News:
    """What came after entry ``seen``; with None only where the log stands."""
    with office.store.read() as unit:
        newest, _hash = unit.log.head()
        came = unit.log.since(seen) if seen is not None and seen != newest else set()
    return News(
        newest,
        frozenset(dossier for _stream, _kind, dossier in came if dossier is not None),
        registers=any(stream == REGISTER or kind in _IN_REGISTERS for stream, kind, _dossier in came),
        office=any(stream == OFFICE and kind not in _NO_NEWS for stream, kind, _dossier in came),
    )


def clock_leaps_ahead(office: Office, now: datetime) -> datetime | None:
    """The newest entry's time where the PC's clock is so far past it that it may be wrong; None when all is well."""
    from sopdesk.domain.rules import leaps_ahead

    with office.store.read() as unit:
        newest = unit.log.last_logged_at()
    return newest if leaps_ahead(newest, now) else None


def clock_is_behind(office: Office, now: datetime) -> datetime | None:
    """The newest entry's time where the PC's clock is earlier than it (rules 9); None when all is well."""
    from sopdesk.domain.rules import runs_behind

    with office.store.read() as unit:
        newest = unit.log.last_logged_at()
    return newest if runs_behind(newest, now) else None
