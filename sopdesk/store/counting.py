"""Ids that were given by hand, where the database counts for itself."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, text


def count_on(connection: Connection, tables: Iterable[Table]) -> None:
    """Let a server's own counters go on after the highest id; SQLite looks for it by itself each time."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        counted = table.autoincrement_column
        if counted is not None:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{counted.name}'), max({counted.name})) "
                    f"FROM {table.name} HAVING max({counted.name}) IS NOT NULL"
                )
            )
