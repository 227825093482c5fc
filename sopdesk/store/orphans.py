"""Rows that point to a row that is not there: what a program that heeds no foreign keys leaves behind."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sopdesk.store import book_tables as book_tables  # their tables join those of metadata
from sopdesk.store import history_tables as history_tables
from sopdesk.store.tables import metadata

_MOST = 20  # of each reference


@dataclass(frozen=True, slots=True)
class Orphan:
    """A row, by its table and key, whose ``column`` names the row ``meant`` of ``target``, which is gone."""

    table: str
    key: tuple[Any, ...]
    column: str
    target: str
    meant: Any


def orphans(connection: Connection) -> list[Orphan]:
    """Every reference that leads nowhere, by table and key; the first twenty of each kind."""
    found: list[Orphan] = []
    for table in metadata.sorted_tables:
        for reference in sorted(table.foreign_keys, key=_name):
            target = reference.column.table.alias()
            there = select(target).where(target.c[reference.column.name] == reference.parent).exists()
            keys = tuple(table.primary_key.columns)
            rows = connection.execute(
                select(
                    *(key.label(f"key_{no}") for no, key in enumerate(keys)), reference.parent.label("meant")
                )
                .where(reference.parent.is_not(None), ~there)
                .order_by(*keys)
                .limit(_MOST)
            )
            for row in rows:
                name, onto = reference.parent.name, reference.column.table.name
                found.append(Orphan(table.name, tuple(row)[:-1], name, onto, row.meant))
    return found


def _name(reference: Any) -> str:
    return str(reference.parent.name)
