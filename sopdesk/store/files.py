"""Rows of files: whose they are, under which name they came, where they lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from sopdesk.store import book_tables, tables

_A = book_tables.attachment
LINE, DOSSIER, DELIVERY, DISPOSITION = "line", "dossier", "delivery", "disposition"
_OWNERS: Final = {
    LINE: book_tables.register_line,
    DOSSIER: tables.dossier,
    DELIVERY: book_tables.delivery,
    DISPOSITION: book_tables.disposition,
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of ``attachment``: ``name`` as it came, ``file`` as it lies in the data folder, ``size`` in bytes.

    ``withdrawn`` is the reason for which it counts no more, empty while it counts.
    """

    id: int
    owner: str
    owner_id: int
    name: str
    file: str
    size: int
    withdrawn: str
    actor: str
    logged_at: datetime
    seq: int


def _row(mapping: RowMapping) -> FileRow:
    return FileRow(**mapping)


class Files:
    """The rows of files, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def owner_stands(self, owner: str, owner_id: int) -> bool:
        """Whether there is such an owner; an unknown kind of owner has none."""
        table = _OWNERS.get(owner)
        if table is None:
            return False
        return self._connection.execute(select(table.c.id).where(table.c.id == owner_id)).first() is not None

    def add(self, values: Mapping[str, object]) -> int:
        """Add a row; its id."""
        return int(self._connection.execute(insert(_A).returning(_A.c.id), dict(values)).scalar_one())

    def get(self, file_id: int) -> FileRow | None:
        """The file with this id."""
        found = self._connection.execute(select(_A).where(_A.c.id == file_id)).mappings().first()
        return _row(found) if found else None

    def of_owner(self, owner: str, owner_id: int) -> list[FileRow]:
        """The files of one owner, withdrawn ones too, in the order in which they came."""
        rows = self._connection.execute(
            select(_A).where(_A.c.owner == owner, _A.c.owner_id == owner_id).order_by(_A.c.id)
        ).mappings()
        return [_row(r) for r in rows]

    def counts(self, owner: str, ids: Sequence[int]) -> dict[int, int]:
        """How many files that count each of these owners has; those without any are left out."""
        rows = self._connection.execute(
            select(_A.c.owner_id, func.count())
            .where(_A.c.owner == owner, _A.c.owner_id.in_(ids), _A.c.withdrawn == "")
            .group_by(_A.c.owner_id)
        )
        return {r[0]: int(r[1]) for r in rows}

    def withdraw(self, file_id: int, reason: str) -> None:
        """Mark a file as one that counts no more."""
        self._connection.execute(update(_A).where(_A.c.id == file_id).values(withdrawn=reason))

    def every(self) -> list[FileRow]:
        """Every file of the office."""
        return [_row(r) for r in self._connection.execute(select(_A).order_by(_A.c.id)).mappings()]
