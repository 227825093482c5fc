"""Offices beside each other on one server: one is coming, one is at work, others are kept; each is a schema."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.bases import Tell
from sopdesk.store.copying import copy_rows
from sopdesk.store.engine import WRITES, open_engine
from sopdesk.store.log import Log
from sopdesk.store.place import Server
from sopdesk.store.server_base import ServerBase, open_server_engine, server_told
from sopdesk.store.server_contents import ServerContents, make_room
from sopdesk.store.server_schema import (
    ONE_WRITER,
    SCHEMA_NAME,
    make_guards,
    make_tables,
    measure,
    revision_on,
)
from sopdesk.store.store import Store, Unit
from sopdesk.store.troubles import told_as_trouble

COMING: Final = f"{SCHEMA_NAME}_pulih"
KEPT: Final = f"{SCHEMA_NAME}_sebelum_"
_NAME: Final = re.compile(r"[0-9a-f]{64}\.[a-z0-9]+\Z")  # of a file that is kept
_HELD: Final = text(f"SELECT 1 FROM pg_namespace WHERE nspname = '{SCHEMA_NAME}'")
_ALONE: Final = text("SELECT pg_try_advisory_lock(7230684)")
Head = tuple[int, str]
"""The place and hash of a log's newest entry."""


@contextmanager
def alone(server: Server) -> Iterator[None]:
    """Be the only one, among all PCs, that lets an office come or go: those that come are filled in one place.

    Raises Trouble(FILE_LOCKED) at once where another is.
    """
    engine = open_server_engine(server)
    try:
        with ExitStack() as held:
            with server_told(server):
                connection = held.enter_context(engine.connect())
                # In no transaction, for hours if need be; the server lets go of it when this program ends.
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                taken = connection.execute(_ALONE).scalar()
            if not taken:
                raise Trouble(Fault.FILE_LOCKED, path=server.shown)
            yield
    finally:
        engine.dispose()


def holds_office(server: Server) -> bool:
    """Whether there is an office at work. Raises Trouble."""
    engine = open_server_engine(server)
    try:
        with server_told(server), engine.connect() as connection:
            return revision_on(connection) is not None
    finally:
        engine.dispose()


def store_there(server: Server) -> Store | None:
    """The office at work, to be looked at whatever its schema; None where there is none. Raises Trouble."""
    if not holds_office(server):
        return None
    return Store(ServerBase.beside(server, open_server_engine(server)))


def bring_in(server: Server, database: Path, tell: Tell) -> None:
    """Fill an office that is coming with all that is in a database file of the newest schema.

    It is at work only after ``exchange``. Raises Trouble.
    """
    here = open_engine(database)
    there = open_server_engine(server)
    try:
        with (
            told_as_trouble(database),
            server_told(server),
            here.connect() as source,
            there.connect() as target,
        ):
            make_room(target)
            target.execute(text(f"DROP SCHEMA IF EXISTS {COMING} CASCADE"))
            make_tables(target, COMING)
            source.begin()
            copy_rows(source, target, tell)
            make_guards(target)
            measure(target)
            target.commit()
    finally:
        here.dispose()
        there.dispose()


def coming_store(server: Server) -> Store:
    """The office that is coming, to be looked through. Raises Trouble."""
    return Store(ServerBase.beside(server, open_server_engine(server, COMING)))


def send_files(server: Server, folder: Path, files: Path) -> None:
    """Send every file of the folder ``files`` to the server that has none of its name; what else lies there stays.

    Raises OSError, Trouble.
    """
    engine = open_server_engine(server)
    try:
        with server_told(server), engine.connect() as connection:
            make_room(connection)
            connection.commit()
        contents = ServerContents(ServerBase.beside(server, engine), folder)
        for path in sorted(path for path in files.iterdir() if _is_kept(path)):
            with path.open("rb") as source:
                contents.take(path.name, source)
    finally:
        engine.dispose()


def _is_kept(path: Path) -> bool:
    return _NAME.match(path.name) is not None and path.is_file()


def drop_coming(server: Server) -> None:
    """Throw away an office that did not come to work; from a server that is gone the next one to come does it."""
    engine = open_server_engine(server)
    try:
        # What went wrong is being told already.
        with suppress(Trouble), server_told(server), engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {COMING} CASCADE"))
            connection.commit()
    finally:
        engine.dispose()


@contextmanager
def exchange(
    server: Server, coming: str, keep: str, remark: Callable[[Unit | None], str]
) -> Iterator[tuple[Unit, Head | None]]:
    """Let ``coming`` be at work from the end of the block on; what was at work is kept as ``keep`` with a remark.

    The block gets the office that comes, to enter that, and where the log of the one that goes ended (None where
    none was there or it cannot be read); ``remark`` is asked of the one that goes, with None where it cannot be
    read. All of it stands or nothing. Raises Trouble.
    """
    engine = open_server_engine(server)
    base = ServerBase.beside(server, engine)
    try:
        with server_told(server), engine.connect().execution_options(**{WRITES: True}) as connection:
            connection.execute(ONE_WRITER)
            left = None
            if connection.execute(_HELD).scalar() is not None:
                left, said = _last_words(connection, base, remark)
                connection.execute(text(f"ALTER SCHEMA {SCHEMA_NAME} RENAME TO {keep}"))
                _remark(connection, keep, said)
            connection.execute(text(f"ALTER SCHEMA {coming} RENAME TO {SCHEMA_NAME}"))
            connection.execute(text(f"SET LOCAL search_path TO {SCHEMA_NAME}"))
            yield Unit(connection, base), left
            base.commit(connection)
    finally:
        engine.dispose()


def _last_words(
    connection: Connection, base: ServerBase, remark: Callable[[Unit | None], str]
) -> tuple[Head | None, str]:
    """Of an office that goes; it may be one that cannot be read, for that is why it goes."""
    try:
        with server_told(base.server), connection.begin_nested():
            left = Log(connection).head()
            return left, remark(Unit(connection, base))
    except Trouble as trouble:
        if trouble.fault is not Fault.DATABASE_DAMAGED:
            raise
        return None, remark(None)


def _remark(connection: Connection, schema: str, said: str) -> None:
    # COMMENT takes no parameter.
    quoted = connection.execute(text("SELECT quote_literal(:said)"), {"said": said}).scalar_one()
    connection.exec_driver_sql(f"COMMENT ON SCHEMA {schema} IS {quoted}".replace("%", "%%"))


def kept_there(server: Server) -> dict[str, str]:
    """The kept offices, each with its remark. Raises Trouble."""
    engine = open_server_engine(server)
    try:
        with server_told(server), engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace "
                    "WHERE nspname LIKE :kept ORDER BY nspname"
                ),
                {"kept": f"{KEPT.replace('_', chr(92) + '_')}%"},
            )
            return {str(name): str(said or "") for name, said in rows}
    finally:
        engine.dispose()
