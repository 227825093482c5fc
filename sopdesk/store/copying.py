"""Every row of an office from one database into another, of whatever kind either is."""

from typing import Any, Final

from sqlalchemy import Column, Connection, MetaData, Table, TypeDecorator, func, insert, select

from sopdesk.store import book_tables as book_tables  # their tables join those of metadata
from sopdesk.store import history_tables as history_tables
from sopdesk.store.bases import Tell
from sopdesk.store.counting import count_on
from sopdesk.store.tables import metadata

_AT_ONCE: Final = 1000


def copy_rows(source: Connection, target: Connection, tell: Tell) -> None:
    """Copy every row; ``target`` has the same tables, and nothing in them.

    Values go over as they lie there, unread: what is spoiled arrives as spoiled. ``tell`` hears rows. The caller's
    transactions make it one moment of the source, and all or nothing of the target.
    """
    raw = _raw_tables()
    whole = sum(source.execute(select(func.count()).select_from(table)).scalar_one() for table in raw)
    done = 0
    for table in raw:
        wanted = select(table).order_by(*table.primary_key.columns)
        with source.execute(wanted, execution_options={"yield_per": _AT_ONCE}) as rows:
            for some in rows.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in some])
                done += len(some)
                tell(done, whole)
    count_on(target, metadata.sorted_tables)


def _raw_tables() -> list[Table]:
    """The tables with the plain types under those of the program, in the order in which rows point to rows."""
    raw = MetaData()
    return [
        Table(table.name, raw, *(_raw(column) for column in table.columns))
        for table in metadata.sorted_tables
    ]


def _raw(column: Column[Any]) -> Column[Any]:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return Column(column.name, kind, primary_key=column.primary_key, autoincrement=False)
