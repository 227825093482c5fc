"""Rows of dispositions: who passed a letter on to whom, with which instruction, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Text,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)

from sopdesk.store import book_tables, tables

_P = book_tables.disposition
_L = book_tables.register_line
_D = tables.dossier
# A letter whose dossier is finished has been dealt with, whatever was ticked.
_ANSWERED = exists().where(_D.c.incoming_id == _P.c.line_id, _D.c.life == "finished")
# One without receivers says that the letter needs none.
_OPEN = and_(
    _P.c.withdrawn == "",
    type_coerce(_P.c.receivers, Text) != "[]",
    _P.c.done_at.is_(None),
    _L.c.state != "void",
    ~_ANSWERED,
)
_ORDERS: dict[str, Any] = {
    "at": _P.c.at,
    "deadline": _P.c.deadline,
    "agenda": (_L.c.year, _L.c.urut),
    "subject": func.lower(_L.c.subject),
    "party": func.lower(_L.c.party),
}


@dataclass(frozen=True, slots=True)
class DispositionRow:
    """A row of ``disposition``; ``giver`` and each of ``receivers`` are ``{"desk", "title", "name"}``.

    ``withdrawn`` is the reason for which it counts no more, empty while it counts.
    """

    id: int
    line_id: int
    parent_id: int | None
    giver: Mapping[str, str]
    receivers: Sequence[Mapping[str, str]]
    instructions: Sequence[str]
    note: str
    deadline: datetime | None
    at: datetime
    done_at: datetime | None
    withdrawn: str
    actor: str
    logged_at: datetime
    seq: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class DispositionQuestion:
    """Which dispositions, also those that say that none is needed; empty or None asks nothing.

    ``state``: ``open``, ``overdue``, ``done`` or ``withdrawn``. ``desk`` is that of a receiver. ``now`` decides what
    is overdue. ``order`` names a column, empty for newest first.
    """

    now: datetime
    year: int | None = None
    state: str = ""
    desk: str = ""
    words: tuple[str, ...] = ()
    order: str = ""
    backwards: bool = False


def _row(mapping: RowMapping) -> DispositionRow:
    return DispositionRow(**mapping)


class Dispositions:
    """The dispositions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: Mapping[str, object]) -> int:
        """Add a row; its id."""
        return int(self._connection.execute(insert(_P).returning(_P.c.id), dict(values)).scalar_one())

    def get(self, disposition_id: int) -> DispositionRow | None:
        """The disposition with this id."""
        found = self._connection.execute(select(_P).where(_P.c.id == disposition_id)).mappings().first()
        return _row(found) if found else None

    def mark(self, disposition_id: int, **values: object) -> None:
        """Change what may change: ``withdrawn`` and ``done_at``."""
        self._connection.execute(update(_P).where(_P.c.id == disposition_id).values(**values))

    def of_lines(self, ids: Sequence[int]) -> dict[int, list[DispositionRow]]:
        """The dispositions of these lines, withdrawn ones too, oldest first, by the line's id."""
        found: dict[int, list[DispositionRow]] = {}
        for start in range(0, len(ids), 500):  # SQLite takes a limited number of parameters
            part = ids[start : start + 500]
            rows = self._connection.execute(
                select(_P).where(_P.c.line_id.in_(part)).order_by(_P.c.id)
            ).mappings()
            for row in rows:
                found.setdefault(row["line_id"], []).append(_row(row))
        return found

    def every(self) -> list[DispositionRow]:
        """Every disposition, oldest first."""
        return [_row(r) for r in self._connection.execute(select(_P).order_by(_P.c.id)).mappings()]

    def open_ids(self, ids: Sequence[int]) -> frozenset[int]:
        """Those of these dispositions that still wait to be carried out."""
        rows = self._connection.execute(select(_P.c.id).join(_L).where(_P.c.id.in_(ids), _OPEN))
        return frozenset(rows.scalars())

    def count(self, asked: DispositionQuestion) -> int:
        """How many dispositions answer."""
        found = select(func.count()).select_from(_P.join(_L)).where(_where(asked))
        return int(self._connection.execute(found).scalar_one())

    def window(self, asked: DispositionQuestion, offset: int, limit: int) -> list[DispositionRow]:
        """``limit`` dispositions at most, from the place ``offset`` (from 0) on."""
        rows = self._connection.execute(
            select(_P)
            .select_from(_P.join(_L))
            .where(_where(asked))
            .order_by(*_order(asked))
            .offset(offset)
            .limit(limit)
        ).mappings()
        return [_row(r) for r in rows]

    def place_of(self, asked: DispositionQuestion, disposition_id: int) -> int | None:
        """The place (from 0) of a disposition among those that answer; None where it does not."""
        ids = self._connection.execute(
            select(_P.c.id).select_from(_P.join(_L)).where(_where(asked)).order_by(*_order(asked))
        ).scalars()
        return next((place for place, found in enumerate(ids) if found == disposition_id), None)


def _where(asked: DispositionQuestion) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [_P.c.id.is_not(None)]
    match asked.state:
        case "open":
            tests.append(_OPEN)
        case "overdue":
            tests += [_OPEN, _P.c.deadline < asked.now]
        case "done":
            tests += [_P.c.withdrawn == "", or_(_P.c.done_at.is_not(None), _ANSWERED)]
        case "withdrawn":
            tests.append(_P.c.withdrawn != "")
    if asked.year is not None:
        tests.append(_L.c.year == asked.year)
    if asked.desk:
        # The column is canonical JSON: no spaces, so that a desk stands in it in one way only.
        tests.append(type_coerce(_P.c.receivers, Text).contains(f'"desk":"{asked.desk}"', autoescape=True))
    for word in asked.words:
        folded = word.casefold()
        tests.append(
            or_(_P.c.search.contains(folded, autoescape=True), _L.c.search.contains(folded, autoescape=True))
        )
    return and_(*tests)


def _order(asked: DispositionQuestion) -> tuple[Any, ...]:
    wanted = _ORDERS.get(asked.order)
    if wanted is None:
        return (_P.c.at.desc(), _P.c.id.desc())
    columns = wanted if isinstance(wanted, tuple) else (wanted,)
    turned = tuple(c.desc() if asked.backwards else c for c in columns)
    # A person who sorts looks for what is there: empty cells stay at the end both ways.
    return (*(c.is_(None) for c in columns), *turned, _P.c.id)
