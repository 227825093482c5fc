"""``INSERT … ON CONFLICT`` in the words of the database at hand."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite


def upsert(dialect: str, table: Table) -> Any:
    """An insert into ``table`` that goes on with ``on_conflict_do_update`` or ``on_conflict_do_nothing``.

    ``dialect`` is the name of the connection's dialect.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # late: an office on this PC needs none of it

        return postgresql.insert(table)
    return sqlite.insert(table)
