"""Imports of old agenda books: what was brought in together, and what has come to hang on it since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from sopdesk.store import book_tables, tables
from sopdesk.store.registers import LineRow, line_from

_I = book_tables.book_import
_L = book_tables.register_line
_S = book_tables.series


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import; ``body`` says how far the series stood before and after, ``undone_seq`` who took it back."""

    id: int
    register: str
    file: str
    digest: str
    lines: int
    body: Mapping[str, Any]
    at: datetime
    actor: str
    seq: int
    undone_seq: int | None


class Imports:
    """The imports, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, values: Mapping[str, object]) -> int:
        """Add an import; its id."""
        return int(self._connection.execute(insert(_I).returning(_I.c.id), dict(values)).scalar_one())

    def get(self, import_id: int) -> ImportRow | None:
        """The import with this id."""
        found = self._connection.execute(select(_I).where(_I.c.id == import_id)).mappings().first()
        return ImportRow(**found) if found else None

    def every(self) -> list[ImportRow]:
        """Every import, the newest first."""
        rows = self._connection.execute(select(_I).order_by(_I.c.id.desc())).mappings()
        return [ImportRow(**row) for row in rows]

    def mark_undone(self, import_id: int, seq: int) -> None:
        """Say by which entry the import was taken back."""
        self._connection.execute(update(_I).where(_I.c.id == import_id).values(undone_seq=seq))

    def lines(self, import_id: int) -> list[LineRow]:
        """The lines that came with an import."""
        rows = self._connection.execute(select(_L).where(_L.c.import_id == import_id)).mappings()
        return [line_from(row) for row in rows]

    def every_line(self) -> list[LineRow]:
        """The lines of all imports."""
        rows = self._connection.execute(select(_L).where(_L.c.import_id.is_not(None))).mappings()
        return [line_from(row) for row in rows]

    def drop_lines(self, import_id: int) -> None:
        """Remove the lines of an import; the log keeps them."""
        self._connection.execute(delete(_L).where(_L.c.import_id == import_id))

    def foreign_lines(self, import_id: int, register: str, year: int, series: str, seq: int) -> int:
        """How many lines of a series were entered after ``seq`` and not by this import."""
        found = self._connection.execute(
            select(func.count())
            .select_from(_L)
            .where(
                _L.c.register == register,
                _L.c.year == year,
                _L.c.series == series,
                _L.c.seq > seq,
                or_(_L.c.import_id.is_(None), _L.c.import_id != import_id),
            )
        )
        return int(found.scalar_one())

    def used_line(self, import_id: int) -> LineRow | None:
        """A line of the import that a dossier, a disposition, a delivery, a file or a correction hangs on."""
        own = select(_L.c.id).where(_L.c.import_id == import_id)
        hanging = [
            select(column).where(column.in_(own))
            for column in (
                book_tables.disposition.c.line_id,
                book_tables.delivery.c.line_id,
                book_tables.line_change.c.line_id,
                tables.letter.c.line_id,
                tables.dossier.c.incoming_id,
            )
        ]
        attached = select(book_tables.attachment.c.owner_id).where(
            book_tables.attachment.c.owner == "line",
            book_tables.attachment.c.owner_id.in_(own),
        )
        found = (
            self._connection.execute(
                select(_L)
                .where(
                    _L.c.import_id == import_id,
                    or_(_L.c.dossier_id.is_not(None), *(_L.c.id.in_(each) for each in (*hanging, attached))),
                )
                .limit(1)
            )
            .mappings()
            .first()
        )
        return line_from(found) if found else None

    def set_back(self, register: str, year: int, series: str, before: tuple[int, dt.date] | None) -> None:
        """Let a series stand where it stood before; None where there was none."""
        here = (_S.c.register == register, _S.c.year == year, _S.c.series == series)
        if before is None:
            self._connection.execute(delete(_S).where(*here))
        else:
            self._connection.execute(update(_S).where(*here).values(last=before[0], last_date=before[1]))
