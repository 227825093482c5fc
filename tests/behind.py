"""A hand in an office's database that the program knows nothing of: the same on a file and on a server."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

import psycopg
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from sopdesk.services.office import Office
from sopdesk.store.contents import FOLDER
from sopdesk.store.engine import open_engine
from sopdesk.store.file_base import FileBase
from sopdesk.store.place import DATABASE, Server, server_of
from sopdesk.store.server_base import ServerBase
from sopdesk.store.server_contents import SCHEMA
from sopdesk.store.server_schema import SCHEMA_NAME
from sopdesk.store.store import Store

BROKEN_RULES: Final = (
    sqlite3.IntegrityError,
    psycopg.errors.IntegrityError,
    psycopg.errors.RaiseException,
    psycopg.errors.DataError,
)
"""What the database itself says to a change that its keys, types and guards forbid."""


class _Speaks(Protocol):
    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Any: ...


class Behind:
    """A connection whose every statement stands at once. Placeholders are ``?``; truths are TRUE and FALSE."""

    def __init__(self, connection: _Speaks, mark: str) -> None:
        self._connection = connection
        self._mark = mark

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of the answer, if there are any."""
        cursor = self._said(statement, values)
        return [tuple(row) for row in cursor.fetchall()] if cursor.description else []

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows of the answer with their columns' names."""
        cursor = self._said(statement, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row."""
        return self.execute(statement, values)[0][0]

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        return [column[0] for column in self._said(f"SELECT * FROM {table} WHERE 1 = 0", ()).description]

    def _said(self, statement: str, values: Sequence[Any]) -> Any:
        if not values:
            return self._connection.execute(statement)
        if self._mark != "?":
            statement = statement.replace("%", "%%").replace("?", self._mark)
        return self._connection.execute(statement, values)


@contextmanager
def behind(office: Office | Store | Path, *, guarded: bool = False) -> Iterator[Behind]:
    """The database of an office, or of a data folder.

    Keys and guards hold only where ``guarded``; as the block ends they are all in their place again.
    """
    place = _place(office)
    if isinstance(place, Server):
        with psycopg.connect(**_words(place, guarded=guarded)) as connection:
            yield Behind(connection, "%s")
        return
    with closing(sqlite3.connect(place, isolation_level=None)) as file:
        file.execute(f"PRAGMA foreign_keys = {'ON' if guarded else 'OFF'}")
        guards = [] if guarded else file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()  # fmt: skip
        for name, _sql in guards:
            file.execute(f"DROP TRIGGER {name}")
        try:
            yield Behind(file, "?")
        finally:
            for _name, sql in guards:
                file.execute(sql)


@contextmanager
def tables_behind(office: Office) -> Iterator[Connection]:
    """The same by the program's own tables: no keys, and nothing that keeps the log as it is."""
    place = _place(office)
    if isinstance(place, Server):
        words = _words(place, guarded=False) | {"autocommit": False}
        engine = create_engine(place.url, creator=partial(psycopg.connect, **words), poolclass=NullPool)
        with engine.connect() as connection:
            yield connection
        return
    engine = open_engine(place, foreign_keys=False)
    kept = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    try:
        with engine.connect() as connection:
            with connection.begin():
                triggers = connection.exec_driver_sql(kept).all()
                for name, _sql in triggers:
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            with connection.begin():
                for _name, sql in triggers:
                    connection.exec_driver_sql(sql)
    finally:
        engine.dispose()


def spoil_file(office: Office, name: str, data: bytes | None) -> None:
    """Put ``data`` in the place of an attachment where it counts, or nothing at all for None."""
    local = office.folder / FOLDER / name
    local.unlink(missing_ok=True)
    if isinstance(office.store.base, FileBase):
        if data is not None:
            local.write_bytes(data)
        return
    with behind(office) as database:
        database.execute(f"DELETE FROM {SCHEMA}.content WHERE file = ?", (name,))
        if data is not None:
            database.execute(
                f"INSERT INTO {SCHEMA}.content (file, piece, data) VALUES (?, 0, ?)", (name, data)
            )


def _place(office: Office | Store | Path) -> Server | Path:
    if isinstance(office, Path):
        return server_of(office) or office / DATABASE
    base = office.base if isinstance(office, Store) else office.store.base
    if isinstance(base, ServerBase):
        return base.server
    assert isinstance(base, FileBase)
    return base.path


def _words(server: Server, *, guarded: bool) -> dict[str, Any]:
    settings = [f"search_path={SCHEMA_NAME}"]
    # Who may leave keys and guards aside is the server's own administrator.
    if not guarded:
        settings.append("session_replication_role=replica")
    url = server.url
    return {
        "host": url.host,
        "port": url.port,
        "dbname": url.database,
        "user": url.username if guarded else "postgres",
        "password": url.password,
        "options": " ".join(f"-c {setting}" for setting in settings),
        "autocommit": True,
    }
