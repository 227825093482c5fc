"""The agenda registers: numbers without gaps, and the lines that bear them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, literal, select, update

from sopdesk.domain.numbers import INCOMING
from sopdesk.store import book_tables
from sopdesk.store.upserts import upsert

_L = book_tables.register_line
_S = book_tables.series

# Made once: making them anew costs a number more than running them.
_STANDING = select(_S).where(
    _S.c.register == bindparam("register"), _S.c.year == bindparam("year"), _S.c.series == bindparam("series")
)
_ADD = insert(_L).returning(_L.c.id)


@cache
def _take(dialect: str) -> Any:
    first = upsert(dialect, _S)
    return first.on_conflict_do_update(
        index_elements=["register", "year", "series"],
        set_={"last": _S.c.last + literal(1), "last_date": first.excluded.last_date},
    ).returning(_S.c.last)


_SEARCHED = ("text", "ref", "subject", "party", "code", "reason", "note")


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a register; ``party`` is the addressee (outgoing) or the sender (incoming).

    ``ref`` and ``ref_date`` are an incoming letter's own number and date; ``date`` is the day it is registered under.
    ``disposed`` is empty, ``waiting``, ``given`` or ``not_needed``.
    """

    id: int
    register: str
    year: int
    series: str
    urut: int
    sisipan: str
    text: str
    date: dt.date
    code: str
    subject: str
    party: str
    state: str
    reason: str
    dossier_id: int | None
    step: int | None
    sent_on: dt.date | None
    actor: str
    logged_at: datetime
    seq: int
    ref: str = ""
    ref_date: dt.date | None = None
    nature: str = ""
    enclosure: str = ""
    note: str = ""
    received_at: datetime | None = None
    answer_due: datetime | None = None
    disposed: str = ""
    import_id: int | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """Where a series of a register stands in a year."""

    register: str
    year: int
    series: str
    last: int
    last_date: dt.date
    closed: bool


def line_from(mapping: RowMapping) -> LineRow:
    """The line of a row of the table."""
    return LineRow(**mapping)


def search_words(values: Mapping[str, object]) -> str:
    """What a search in a book looks through, case folded; ``values`` has the names of the columns."""
    texts = (str(values.get(name) or "") for name in _SEARCHED)
    return " ".join(t for t in texts if t).casefold()


class Registers:
    """The registers, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def series(self, register: str, year: int, series: str) -> SeriesRow | None:
        """Where the series stands; None before its first number."""
        named = {"register": register, "year": year, "series": series}
        found = self._connection.execute(_STANDING, named).mappings().first()
        return SeriesRow(**found) if found else None

    def take(self, register: str, year: int, series: str, day: dt.date) -> int:
        """Take the next running number; one statement for the first of a year and all others."""
        first = {"register": register, "year": year, "series": series, "last": 1, "last_date": day}
        return int(self._connection.execute(_take(self._connection.dialect.name), first).scalar_one())

    def add(self, values: Mapping[str, object]) -> int:
        """Add a line; its id."""
        found = {**values, "search": search_words(values)}
        return int(self._connection.execute(_ADD, found).scalar_one())

    def line(self, register: str, year: int, series: str, urut: int, sisipan: str) -> LineRow | None:
        """The line with this number."""
        found = (
            self._connection.execute(
                select(_L).where(
                    _L.c.register == register,
                    _L.c.year == year,
                    _L.c.series == series,
                    _L.c.urut == urut,
                    _L.c.sisipan == sisipan,
                )
            )
            .mappings()
            .first()
        )
        return line_from(found) if found else None

    def line_by_id(self, line_id: int) -> LineRow | None:
        """The line with this id."""
        found = self._connection.execute(select(_L).where(_L.c.id == line_id)).mappings().first()
        return line_from(found) if found else None

    def incoming_with_ref(self, ref: str) -> list[LineRow]:
        """The incoming letters whose own number may be ``ref``, whatever case and spaces, the newest first."""
        rows = self._connection.execute(
            select(_L)
            .where(
                _L.c.register == INCOMING,
                _L.c.state != "void",
                func.replace(func.lower(_L.c.ref), " ", "") == "".join(ref.lower().split()),
            )
            .order_by(_L.c.id.desc())
            .limit(50)
        ).mappings()
        return [line_from(r) for r in rows]

    def by_ids(self, ids: Sequence[int]) -> list[LineRow]:
        """The lines with these ids."""
        rows = self._connection.execute(select(_L).where(_L.c.id.in_(ids))).mappings()
        return [line_from(r) for r in rows]

    def inserted_after(self, register: str, year: int, series: str, urut: int) -> list[str]:
        """The inserted marks (a, b, …) already given after ``urut``."""
        rows = self._connection.execute(
            select(_L.c.sisipan).where(
                _L.c.register == register,
                _L.c.year == year,
                _L.c.series == series,
                _L.c.urut == urut,
                _L.c.sisipan != "",
            )
        )
        return [r.sisipan for r in rows]

    def mark(self, line_id: int, **values: object) -> None:
        """Change what may change on a line: its state and reason, the day it was sent, what is corrected."""
        self._connection.execute(update(_L).where(_L.c.id == line_id).values(**values))
        if not values.keys().isdisjoint(_SEARCHED):
            found = self._connection.execute(select(_L).where(_L.c.id == line_id)).mappings().one()
            words = search_words(dict(found))
            self._connection.execute(update(_L).where(_L.c.id == line_id).values(search=words))

    def of_dossier(self, dossier_id: int) -> list[LineRow]:
        """The lines of a dossier, oldest first."""
        rows = self._connection.execute(
            select(_L).where(_L.c.dossier_id == dossier_id).order_by(_L.c.id)
        ).mappings()
        return [line_from(r) for r in rows]

    def of_letters(self) -> list[LineRow]:
        """The lines that a dossier's letter bears."""
        rows = self._connection.execute(select(_L).where(_L.c.dossier_id.is_not(None))).mappings()
        return [line_from(r) for r in rows]

    def of_series(self, register: str, year: int, series: str) -> list[LineRow]:
        """The lines of one series of a year."""
        rows = self._connection.execute(
            select(_L).where(_L.c.register == register, _L.c.year == year, _L.c.series == series)
        ).mappings()
        return [line_from(r) for r in rows]

    def of_year(self, register: str, year: int) -> list[LineRow]:
        """The lines of a year in the order of the book: series, running number, inserted mark."""
        rows = self._connection.execute(
            select(_L)
            .where(_L.c.register == register, _L.c.year == year)
            .order_by(_L.c.series, _L.c.urut, func.length(_L.c.sisipan), _L.c.sisipan)
        ).mappings()
        return [line_from(r) for r in rows]

    def places(self) -> set[tuple[str, int, str]]:
        """Every register, year and series that has lines."""
        rows = self._connection.execute(select(_L.c.register, _L.c.year, _L.c.series).distinct())
        return {(r.register, r.year, r.series) for r in rows}

    def all_series(self) -> list[SeriesRow]:
        """Every series of every register."""
        return [SeriesRow(**r) for r in self._connection.execute(select(_S)).mappings()]
