"""A register as a window on a long book: how many lines answer a question, and a few of them at a time."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    extract,
    false,
    func,
    literal_column,
    or_,
    select,
)

from sopdesk.store import book_tables, tables
from sopdesk.store.registers import LineRow, line_from

_L = book_tables.register_line
_P = book_tables.disposition
_ORDERS: Final[dict[str, Any]] = {
    "date": _L.c.date,
    "ref_date": _L.c.ref_date,
    "sent_on": _L.c.sent_on,
    "received_at": _L.c.received_at,
    "answer_due": _L.c.answer_due,
    "text": _L.c.text,
    "ref": _L.c.ref,
    "party": func.lower(_L.c.party),
    "subject": func.lower(_L.c.subject),
    "state": _L.c.state,
    "disposed": _L.c.disposed,
    "series": _L.c.series,
    "actor": _L.c.actor,
    "code": _L.c.code,
    "dossier": _L.c.dossier_id,  # as their codes
}
# What needs no disposition needs no answer either; a finished dossier has given it, or a disposition that is done.
_UNANSWERED = and_(
    _L.c.answer_due.is_not(None),
    _L.c.state != "void",
    _L.c.disposed != "not_needed",
    ~exists().where(tables.dossier.c.incoming_id == _L.c.id, tables.dossier.c.life == "finished"),
    ~exists().where(_P.c.line_id == _L.c.id, _P.c.withdrawn == "", _P.c.done_at.is_not(None)),
)
_BOOK = (_L.c.series, _L.c.urut, func.length(_L.c.sisipan), _L.c.sisipan)


@dataclass(frozen=True, slots=True)
class BookQuestion:
    """Which lines of a register, and in what order; empty or None asks nothing.

    ``words`` must all stand in a line, whatever the case. ``unanswered``: incoming letters that still wait for their
    answer; ``loose``: lines of no dossier. ``order`` names a column, empty for the order of the book.
    """

    register: str
    year: int | None = None
    series: str = ""
    words: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    states: tuple[str, ...] = ()
    disposed: tuple[str, ...] = ()
    unanswered: bool = False
    loose: bool = False
    order: str = ""
    backwards: bool = False


class Books:
    """Windows on the registers, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, asked: BookQuestion) -> int:
        """How many lines answer."""
        found = self._connection.execute(select(func.count()).select_from(_L).where(_where(asked)))
        return int(found.scalar_one())

    def window(self, asked: BookQuestion, offset: int, limit: int) -> list[LineRow]:
        """``limit`` lines at most, from the place ``offset`` (from 0) on."""
        order = _order(asked)
        # Only the few are read whole: what lies before them is passed over within an index.
        few = select(_L.c.id).where(_where(asked)).order_by(*order).offset(offset).limit(limit)
        rows = self._connection.execute(select(_L).where(_L.c.id.in_(few)).order_by(*order)).mappings()
        return [line_from(r) for r in rows]

    def place_of(self, asked: BookQuestion, line_id: int) -> int | None:
        """The place (from 0) of a line among those that answer; None where it does not."""
        ids = self._connection.execute(
            select(_L.c.id).where(_where(asked)).order_by(*_order(asked))
        ).scalars()
        return next((place for place, found in enumerate(ids) if found == line_id), None)

    def sums(self, register: str, year: int) -> list[tuple[str, str, bool, int, int]]:
        """By series, state and whether inserted: how many lines, and the highest running number."""
        rows = self._connection.execute(
            select(_L.c.series, _L.c.state, _L.c.sisipan, func.count(), func.max(_L.c.urut))
            .where(_L.c.register == register, _L.c.year == year)
            # In the order of the index: nothing is sorted.
            .group_by(_L.c.series, _L.c.state, _L.c.sisipan)
        )
        found: dict[tuple[str, str, bool], tuple[int, int]] = {}
        for series, state, mark, count, highest in rows:
            key = (series, state, mark != "")
            before = found.get(key, (0, 0))
            found[key] = (before[0] + int(count), max(before[1], int(highest)))
        return [(*key, *sums) for key, sums in found.items()]

    def plain_numbers(self, register: str, year: int, series: str) -> list[int]:
        """Every running number of a series that has a line of its own, in order."""
        rows = self._connection.execute(
            select(_L.c.urut)
            .where(_L.c.register == register, _L.c.year == year, _L.c.series == series, _L.c.sisipan == "")
            .order_by(_L.c.urut)
        )
        return list(rows.scalars())

    def years(self, register: str) -> list[int]:
        """The years that have a series, newest first."""
        s = book_tables.series
        rows = self._connection.execute(
            select(s.c.year).where(s.c.register == register).distinct().order_by(s.c.year.desc())
        )
        return list(rows.scalars())

    def months(self, register: str, year: int) -> list[int]:
        """The months of a year whose days have lines, newest first."""
        month = extract("month", _L.c.date)
        rows = self._connection.execute(
            select(month).where(_L.c.register == register, _L.c.year == year).distinct()
        )
        return sorted((int(m) for m in rows.scalars()), reverse=True)


def _where(asked: BookQuestion) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [_L.c.register == asked.register]
    if asked.year is not None:
        tests.append(_L.c.year == asked.year)
    if asked.series:
        tests.append(_L.c.series == asked.series)
    if asked.first is not None:
        tests.append(_L.c.date >= asked.first)
        if asked.year is None:
            tests.append(_L.c.year >= asked.first.year)  # the index begins with the year
    if asked.last is not None:
        tests.append(_L.c.date <= asked.last)
    if asked.states:
        tests.append(_L.c.state.in_(asked.states))
    if asked.disposed == ("waiting",):
        # As it stands in the index of those lines: a parameter would hide it.
        tests.append(_L.c.disposed == literal_column("'waiting'"))
    elif asked.disposed:
        tests.append(_L.c.disposed.in_(asked.disposed))
    if asked.loose:
        tests.append(_L.c.dossier_id.is_(None))
    if asked.unanswered:
        tests.append(_UNANSWERED)
    for word in asked.words:
        if "\x00" in word:  # no line has it, and SQLite would ask only for what stands before it
            return false()
        # A number is asked for as it is written in the first column: 123 or 123.a.
        found: ColumnElement[bool] = _L.c.search.contains(word.casefold(), autoescape=True)
        urut, _, mark = word.partition(".")
        if urut.isascii() and urut.isdigit() and len(urut) < 10:
            number = _L.c.urut == int(urut)
            found = or_(found, and_(number, _L.c.sisipan == mark.lower()) if mark else number)
        if "-" in word:
            found = or_(found, _of_dossier(word))
        tests.append(found)
    return and_(*tests)


def _of_dossier(word: str) -> ColumnElement[bool]:
    code = tables.dossier.c.code
    return _L.c.dossier_id.in_(
        select(tables.dossier.c.id).where(code.contains(word.upper(), autoescape=True))
    )


def _order(asked: BookQuestion) -> tuple[Any, ...]:
    wanted = _ORDERS.get(asked.order)
    if wanted is None:
        return tuple(c.desc() for c in _BOOK) if asked.backwards else _BOOK
    # A person who sorts looks for what is there: empty cells stay at the end both ways.
    empty = (wanted.is_(None), wanted == "") if asked.order not in _DATED else (wanted.is_(None),)
    return (*empty, *(c.desc() if asked.backwards else c for c in (wanted, *_BOOK)))


_DATED: Final = frozenset({"dossier", "date", "ref_date", "sent_on", "received_at", "answer_due"})
