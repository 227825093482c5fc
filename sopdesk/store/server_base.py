"""An office's database on a PostgreSQL server that several PCs share, in a schema of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.bases import Tell
from sopdesk.store.contents import Contents
from sopdesk.store.copying import copy_rows
from sopdesk.store.engine import WRITES, open_engine
from sopdesk.store.line import Line
from sopdesk.store.migrate import HEAD, bring_up
from sopdesk.store.patience import PATIENCE, PatientConnection, SilentServer, in_time
from sopdesk.store.place import Server
from sopdesk.store.server_contents import ServerContents
from sopdesk.store.server_schema import ONE_WRITER, SCHEMA_NAME, migrate_server, problems_of
from sopdesk.store.server_text import ADAPTERS
from sopdesk.store.server_troubles import is_crowded, is_undone, server_fault_of
from sopdesk.store.snapshot import quiet
from sopdesk.store.troubles import told_as_trouble

_IDENTITY: Final = text(f"SELECT oid FROM pg_namespace WHERE nspname = '{SCHEMA_NAME}'")
_REVISION: Final = text(f"SELECT version_num FROM {SCHEMA_NAME}.alembic_version")
# A look through ten years reckons for minutes between two questions; it holds nobody up.
_READING: Final = text(
    f"SELECT set_config('idle_in_transaction_session_timeout', '30min', true), ({_IDENTITY})"
)
_SIZE: Final = text(
    "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c "
    f"JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{SCHEMA_NAME}' AND c.relkind = 'r'"
)
_SETTINGS: Final = {
    "timezone": "UTC",
    "lock_timeout": f"{int(PATIENCE * 900)}ms",
    # A PC that stands still in the middle of a unit must not hold up the others.
    "idle_in_transaction_session_timeout": "20s",
}


def connect_to(server: Server, schema: str = SCHEMA_NAME, *, autocommit: bool = False) -> PatientConnection:
    """A connection to ``server`` that never waits longer than ``PATIENCE`` for a word.

    Raises psycopg.Error, Trouble(SERVER_ADDRESS) for an address with parts that PostgreSQL does not know, and
    Trouble(SERVER_REFUSED) for a database that cannot hold every letter.
    """
    settings = {"search_path": schema, **_SETTINGS}
    arguments: dict[str, Any] = {
        **server.url.translate_connect_args(username="user", database="dbname"),
        **server.url.query,
        "connect_timeout": int(PATIENCE),
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        "application_name": "SOP Desk",
        "client_encoding": "UTF8",
    }
    try:
        # Read as PostgreSQL reads it: a part that it does not know could be one that psycopg's own caller gives.
        address = make_conninfo(**arguments)
        made = in_time(partial(PatientConnection.connect, address, autocommit=autocommit, context=ADAPTERS))
    except (psycopg.ProgrammingError, UnicodeError):
        raise Trouble(Fault.SERVER_ADDRESS) from None
    encoding = made.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        made.close()
        raise Trouble(Fault.SERVER_REFUSED, server=server.shown, encoding=encoding)
    return made


def open_server_engine(server: Server, schema: str = SCHEMA_NAME) -> Engine:
    """Connections to ``server`` that never wait longer than ``PATIENCE`` for a word from it."""

    def connect() -> Any:
        return connect_to(server, schema)

    return create_engine(
        server.url,
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        # What is written stands in no message: messages go to the book of crashes.
        hide_parameters=True,
    )


@contextmanager
def server_told(server: Server) -> Iterator[None]:
    """Raise Trouble in place of what the server, the line to it and the types of the columns say."""
    try:
        yield
    except DBAPIError as error:
        fault = server_fault_of(error)
        if fault is None:
            raise
        said = {"server": server.shown, "path": server.shown, "detail": str(error.orig)}
        raise Trouble(fault, **said, crowded=is_crowded(error)) from error
    except sqlite3.DatabaseError as error:  # of a value that is none of its column's type
        raise Trouble(Fault.DATABASE_DAMAGED, path=server.shown, detail=str(error)) from error


class ServerBase:
    """The office on ``server``; made or upgraded where needed. Raises Trouble."""

    def __init__(self, server: Server, *, new: bool = True) -> None:
        self.server = server
        self.line = Line(server.shown)
        self.engine: Engine = open_server_engine(server)
        self._office: object = None
        try:
            with self.told():
                migrate_server(self.engine, server.shown, new=new)
                with self.engine.connect() as connection:
                    self._office = connection.execute(_IDENTITY).scalar()
        except BaseException:
            self.engine.dispose()
            raise

    @classmethod
    def beside(cls, server: Server, engine: Engine) -> "ServerBase":
        """On connections of somebody else, who knows which office they lead to: it is not looked at."""
        base = cls.__new__(cls)
        base.server, base.engine, base._office = server, engine, None
        base.line = Line(server.shown)
        return base

    @property
    def name(self) -> str:
        """The server and the database, without the password."""
        return self.server.shown

    @contextmanager
    def told(self) -> Iterator[None]:
        """Raises Trouble in place of what the server, the line and the column types say."""
        self.line.require()
        try:
            with server_told(self.server):
                yield
        except Trouble as trouble:
            if trouble.fault in (Fault.SERVER_GONE, Fault.SERVER_UNSURE):
                self.line.lost()
            raise

    def check(self) -> None:
        """Nothing: ``begin`` looks, within the transaction."""

    def begin(self, connection: Connection) -> None:
        """Wait for the turn to write; look whether it is still the same office, and of the same schema.

        Raises Trouble(DATABASE_REPLACED, DATABASE_NEWER).
        """
        if connection.get_execution_options().get(WRITES, False):
            connection.execute(ONE_WRITER)
            office = connection.execute(_IDENTITY).scalar()
        else:
            office = connection.execute(_READING).one()[1]
        if self._office is None:
            return
        if office != self._office:
            raise Trouble(Fault.DATABASE_REPLACED, path=self.name)
        # Another PC may have upgraded it meanwhile: to this program its tables would look damaged.
        revision = connection.execute(_REVISION).scalar()
        if revision != HEAD:
            raise Trouble(Fault.DATABASE_NEWER, path=self.name, revision=revision)

    def end(self, connection: Connection) -> None:
        """Look again, by the server's newest state: an office that was exchanged meanwhile is read half, half empty.

        Raises Trouble(DATABASE_REPLACED).
        """
        connection.rollback()
        self.begin(connection)

    def options(self, *, writes: bool) -> dict[str, Any]:
        """A unit of reading sees one moment; one of writing, alone as it is, sees what stands."""
        if writes:
            return {WRITES: True}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def commit(self, connection: Connection) -> None:
        """On the server's disk when this returns."""
        try:
            connection.commit()
        except DBAPIError as error:
            if server_fault_of(error) is Fault.SERVER_GONE and not is_undone(error):
                raise Trouble(Fault.SERVER_UNSURE, server=self.name) from error
            raise

    def is_worth_again(self, error: DBAPIError) -> bool:
        """A connection that lay idle while the server was started anew says so only when it is used."""
        return error.connection_invalidated and not isinstance(error.orig, SilentServer)

    def problems(self, connection: Connection) -> list[str]:
        """Whether tables and guards are those that the program made; the server looks after its own pages."""
        return problems_of(connection)

    def its_time(self, connection: Connection) -> datetime | None:
        """The server's clock."""
        found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found

    def contents(self, folder: Path) -> Contents:
        """Files on the server, with copies in the data folder."""
        return ServerContents(self, folder)

    def size(self) -> int:
        """Of the tables and what finds their rows."""
        with self.told(), self.engine.connect() as connection:
            return int(connection.execute(_SIZE).scalar_one())

    def snapshot(self, target: Path, tell: Tell) -> None:
        """Row by row; ``tell`` hears rows. Raises Trouble."""
        with told_as_trouble(target):
            bring_up(target)
            engine = open_engine(target, foreign_keys=False)
            try:
                with (
                    self.told(),
                    self.engine.connect().execution_options(**self.options(writes=False)) as source,
                    engine.connect().execution_options(**{WRITES: True}) as copy,
                ):
                    self.begin(source)
                    copy_rows(source, copy, tell)
                    self.end(source)
                    copy.commit()
            finally:
                engine.dispose()
            quiet(target)

    def close(self) -> None:
        """Let go of the server."""
        self.engine.dispose()
