"""What the numbers of a register need beyond taking the next: ranges, neighbours, histories, closed years."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from sopdesk.store import book_tables
from sopdesk.store.registers import LineRow, line_from, search_words
from sopdesk.store.upserts import upsert

_L = book_tables.register_line
_S = book_tables.series
_C = book_tables.line_change
_Y = book_tables.year_close


@dataclass(frozen=True, slots=True)
class YearCloseRow:
    """A closed year of a register; ``body`` is what was found when it was closed."""

    register: str
    year: int
    at: datetime
    actor: str
    body: Any
    seq: int


class Numbers:
    """Beside ``Registers``, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def advance(self, register: str, year: int, series: str, last: int, day: dt.date) -> None:
        """Let the series stand at ``last``; it is made where there is none."""
        first = upsert(self._connection.dialect.name, _S).values(
            register=register, year=year, series=series, last=last, last_date=day
        )
        self._connection.execute(
            first.on_conflict_do_update(
                index_elements=["register", "year", "series"],
                set_={"last": first.excluded.last, "last_date": first.excluded.last_date},
            )
        )

    def add_many(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add lines that say nothing of each other."""
        self._connection.execute(insert(_L), [{**row, "search": search_words(row)} for row in rows])

    def around(
        self, register: str, year: int, series: str, urut: int
    ) -> tuple[LineRow | None, LineRow | None]:
        """The nearest lines before and after a running number, inserted ones left out."""
        here = (_L.c.register == register, _L.c.year == year, _L.c.series == series, _L.c.sisipan == "")
        before = select(_L).where(*here, _L.c.urut < urut).order_by(_L.c.urut.desc()).limit(1)
        after = select(_L).where(*here, _L.c.urut > urut).order_by(_L.c.urut).limit(1)
        found = [self._connection.execute(each).mappings().first() for each in (before, after)]
        one, other = (line_from(row) if row else None for row in found)
        return one, other

    def note_change(self, line_id: int, seq: int) -> None:
        """Keep that an entry changed a line."""
        self._connection.execute(insert(_C), {"line_id": line_id, "seq": seq})

    def changes_of(self, line_id: int) -> list[int]:
        """The entries that changed a line, oldest first."""
        rows = self._connection.execute(select(_C.c.seq).where(_C.c.line_id == line_id).order_by(_C.c.seq))
        return list(rows.scalars())

    def every_change(self) -> dict[int, list[int]]:
        """The entries that changed each line."""
        found: dict[int, list[int]] = {}
        for row in self._connection.execute(select(_C).order_by(_C.c.line_id, _C.c.seq)):
            found.setdefault(row.line_id, []).append(row.seq)
        return found

    def special(self, register: str, year: int) -> list[LineRow]:
        """Every line that is more than a letter's next number, in the order of the book."""
        rows = self._connection.execute(
            select(_L)
            .where(
                _L.c.register == register,
                _L.c.year == year,
                or_(_L.c.state != "issued", _L.c.sisipan != ""),
            )
            .order_by(_L.c.series, _L.c.urut, func.length(_L.c.sisipan), _L.c.sisipan)
        ).mappings()
        return [line_from(r) for r in rows]

    def in_state(self, register: str, year: int, state: str) -> list[LineRow]:
        """The lines of a year in one state, in the order of the book."""
        rows = self._connection.execute(
            select(_L)
            .where(_L.c.register == register, _L.c.year == year, _L.c.state == state)
            .order_by(_L.c.series, _L.c.urut, func.length(_L.c.sisipan), _L.c.sisipan)
        ).mappings()
        return [line_from(r) for r in rows]

    def closing(self, register: str, year: int) -> YearCloseRow | None:
        """The closing of a year; None while it is open."""
        found = (
            self._connection.execute(select(_Y).where(_Y.c.register == register, _Y.c.year == year))
            .mappings()
            .first()
        )
        return YearCloseRow(**found) if found else None

    def closings(self) -> list[YearCloseRow]:
        """Every closed year."""
        return [YearCloseRow(**r) for r in self._connection.execute(select(_Y)).mappings()]

    def close(self, row: YearCloseRow) -> None:
        """Close a year with all its series."""
        names = YearCloseRow.__dataclass_fields__
        self._connection.execute(insert(_Y), {name: getattr(row, name) for name in names})
        self._connection.execute(
            update(_S).where(and_(_S.c.register == row.register, _S.c.year == row.year)).values(closed=True)
        )
