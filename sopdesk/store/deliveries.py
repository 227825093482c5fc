"""The delivery book (buku ekspedisi): a line for each addressee of each sending."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    type_coerce,
    update,
)

from sopdesk.store import book_tables, tables
from sopdesk.store.upserts import upsert

OUT: Final = "out"
BACK: Final = "back"
VOID: Final = "void"
_COUNTER = "delivery"
_D = book_tables.delivery
_ADD = insert(_D).returning(_D.c.id)
SEARCHED = ("letter", "subject", "addressee", "receiver", "position", "reason", "note")
_ORDERS: Final[dict[str, Any]] = {
    "sent": _D.c.sent_at,
    "letter": _D.c.letter,
    "letter_date": _D.c.letter_date,
    "subject": func.lower(_D.c.subject),
    "addressee": func.lower(_D.c.addressee),
    "copies": _D.c.copies,
    "receiver": func.lower(_D.c.receiver),
    "received": _D.c.received_at,
    "state": _D.c.state,
    "actor": _D.c.actor,
}
_DATED: Final = frozenset({"sent", "letter_date", "received", "copies"})
_BOOK = (_D.c.year, _D.c.urut)
# As a word of the statement: with a parameter in its place the index of what is out would not be taken.
_IS_OUT: Final = _D.c.state == literal_column("'out'")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A line of the book. ``state`` is out (the second sheet is waited for), back or void.

    ``seq`` is the entry of the sending, ``receipt_seq`` that of the receipt in force.
    """

    id: int
    year: int
    urut: int
    dossier_id: int | None
    line_id: int | None
    letter: str
    letter_date: dt.date | None
    subject: str
    addressee: str
    copies: int
    sent_at: datetime
    state: str
    reason: str
    receiver: str
    position: str
    received_at: datetime | None
    search: str
    actor: str
    logged_at: datetime
    seq: int
    receipt_seq: int | None
    method: str
    note: str


@dataclass(frozen=True, slots=True)
class DeliveryQuestion:
    """Which lines, and in what order; empty or None asks nothing. ``first`` and ``last`` (excluded) bound the sending.

    ``words`` must all stand in a line, whatever the case. ``order`` names a column, empty for the order of the book.
    """

    year: int | None = None
    words: tuple[str, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    states: tuple[str, ...] = ()
    order: str = ""
    backwards: bool = False


def delivery_words(values: Mapping[str, object]) -> str:
    """What a search in the book looks through, case folded; ``values`` has the names of the columns."""
    texts = (str(values.get(name) or "") for name in SEARCHED)
    return " ".join(t for t in texts if t).casefold()


class Deliveries:
    """The delivery book, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, year: int) -> int:
        """Take the next running number of ``year``; a rollback gives it back."""
        statement = (
            upsert(self._connection.dialect.name, tables.counter)
            .values(name=_COUNTER, year=year, last=1)
            .on_conflict_do_update(
                index_elements=["name", "year"], set_={"last": tables.counter.c.last + literal(1)}
            )
            .returning(tables.counter.c.last)
        )
        return int(self._connection.execute(statement).scalar_one())

    def standing(self) -> dict[int, int]:
        """The last running number by year."""
        c = tables.counter.c
        rows = self._connection.execute(select(c.year, c.last).where(c.name == _COUNTER))
        return {r.year: r.last for r in rows}

    def add(self, values: Mapping[str, object]) -> int:
        """Add a line; its id."""
        found = {**values, "search": delivery_words(values)}
        return int(self._connection.execute(_ADD, found).scalar_one())

    def mark(self, delivery_id: int, **values: object) -> None:
        """Change what may change on a line: its state and reason, its receipt, the letter's corrected number."""
        self._connection.execute(update(_D).where(_D.c.id == delivery_id).values(**values))
        if not values.keys().isdisjoint(SEARCHED):
            found = self._connection.execute(select(_D).where(_D.c.id == delivery_id)).mappings().one()
            words = delivery_words(dict(found))
            self._connection.execute(update(_D).where(_D.c.id == delivery_id).values(search=words))

    def follow_line(self, line_id: int, to: int, letter: str, day: dt.date) -> None:
        """The letter of a register's line bears the number of the line ``to``: so do the lines that sent it."""
        for row in self._all(_D.c.line_id == line_id):
            self.mark(row.id, line_id=to, letter=letter, letter_date=day)

    def get(self, delivery_id: int) -> DeliveryRow | None:
        """The line with this id."""
        return next(iter(self._all(_D.c.id == delivery_id)), None)

    def some(self, ids: Sequence[int]) -> list[DeliveryRow]:
        """The lines with these ids, in the order of the book."""
        return self._all(_D.c.id.in_(ids))

    def at_place(self, year: int, urut: int) -> DeliveryRow | None:
        """The line with this number."""
        return next(iter(self._all(and_(_D.c.year == year, _D.c.urut == urut))), None)

    def of_dossier(self, dossier_id: int) -> list[DeliveryRow]:
        """The lines of a dossier."""
        return self._all(_D.c.dossier_id == dossier_id)

    def of_line(self, line_id: int) -> list[DeliveryRow]:
        """The lines that sent the letter of a register's line."""
        return self._all(_D.c.line_id == line_id)

    def every(self) -> list[DeliveryRow]:
        """The whole book."""
        return self._all(literal(True))

    def out(self) -> list[DeliveryRow]:
        """Whose second sheet is waited for, longest first."""
        rows = self._connection.execute(select(_D).where(_IS_OUT).order_by(_D.c.sent_at, *_BOOK)).mappings()
        return [_row(r) for r in rows]

    def years(self) -> list[int]:
        """The years that have lines, newest first."""
        c = tables.counter.c
        rows = self._connection.execute(select(c.year).where(c.name == _COUNTER).order_by(c.year.desc()))
        return list(rows.scalars())

    def days(self, year: int) -> list[datetime]:
        """A moment of each day by UTC on which letters of a year's book left: the first and the last of it."""
        first, last = func.min(_D.c.sent_at), func.max(_D.c.sent_at)
        day = type_coerce(_D.c.sent_at, BigInteger) // literal(86_400_000_000)
        rows = self._connection.execute(select(first, last).where(_D.c.year == year).group_by(day))
        return [moment for row in rows for moment in row]

    def count(self, asked: DeliveryQuestion) -> int:
        """How many lines answer."""
        found = self._connection.execute(select(func.count()).select_from(_D).where(_where(asked)))
        return int(found.scalar_one())

    def window(self, asked: DeliveryQuestion, offset: int, limit: int) -> list[DeliveryRow]:
        """``limit`` lines at most, from the place ``offset`` (from 0) on."""
        rows = self._connection.execute(
            select(_D).where(_where(asked)).order_by(*_order(asked)).offset(offset).limit(limit)
        ).mappings()
        return [_row(r) for r in rows]

    def place_of(self, asked: DeliveryQuestion, delivery_id: int) -> int | None:
        """The place (from 0) of a line among those that answer; None where it does not."""
        ids = self._connection.execute(
            select(_D.c.id).where(_where(asked)).order_by(*_order(asked))
        ).scalars()
        return next((place for place, found in enumerate(ids) if found == delivery_id), None)

    def _all(self, test: ColumnElement[bool]) -> list[DeliveryRow]:
        rows = self._connection.execute(select(_D).where(test).order_by(*_BOOK)).mappings()
        return [_row(r) for r in rows]


def _row(mapping: RowMapping) -> DeliveryRow:
    return DeliveryRow(**mapping)


def _where(asked: DeliveryQuestion) -> ColumnElement[bool]:
    tests: list[ColumnElement[bool]] = [literal(True)]
    if asked.year is not None:
        tests.append(_D.c.year == asked.year)
    if asked.first is not None:
        tests.append(_D.c.sent_at >= asked.first)
    if asked.last is not None:
        tests.append(_D.c.sent_at < asked.last)
    if asked.states == (OUT,):
        tests.append(_IS_OUT)
    elif asked.states:
        tests.append(_D.c.state.in_(asked.states))
    for word in asked.words:
        found: ColumnElement[bool] = _D.c.search.contains(word.casefold(), autoescape=True)
        if word.isascii() and word.isdigit() and len(word) < 10:
            found = or_(found, _D.c.urut == int(word))
        tests.append(found)
    return and_(*tests)


def _order(asked: DeliveryQuestion) -> tuple[Any, ...]:
    wanted = _ORDERS.get(asked.order)
    if wanted is None:
        return tuple(c.desc() for c in _BOOK) if asked.backwards else _BOOK
    # A person who sorts looks for what is there: empty cells stay at the end both ways.
    empty = (wanted.is_(None), wanted == "") if asked.order not in _DATED else (wanted.is_(None),)
    return (*empty, wanted.desc() if asked.backwards else wanted, *_BOOK)
