"""The office's database: units of reading and of writing."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store import tables
from sopdesk.store.books import Books
from sopdesk.store.bulk import Bulk
from sopdesk.store.classification import Classification
from sopdesk.store.deliveries import Deliveries
from sopdesk.store.dispositions import Dispositions
from sopdesk.store.dossiers import Dossiers
from sopdesk.store.engine import WRITES, open_engine
from sopdesk.store.files import Files
from sopdesk.store.imports import Imports
from sopdesk.store.letters import Letters
from sopdesk.store.log import Log
from sopdesk.store.migrate import SCHEMA, migrate
from sopdesk.store.numbers import Numbers
from sopdesk.store.office import OfficeTables
from sopdesk.store.parties import Parties
from sopdesk.store.registers import Registers
from sopdesk.store.swap import recover
from sopdesk.store.troubles import told_as_trouble
from sopdesk.store.users import Users
from sopdesk.store.wholeness import require_whole


class Unit:
    """One transaction: everything in it stands, or nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.log = Log(connection)
        self.dossiers = Dossiers(connection)
        self.registers = Registers(connection)
        self.books = Books(connection)
        self.numbers = Numbers(connection)
        self.dispositions = Dispositions(connection)
        self.files = Files(connection)
        self.parties = Parties(connection)
        self.office = OfficeTables(connection)
        self.users = Users(connection)
        self.letters = Letters(connection)
        self.deliveries = Deliveries(connection)
        self.classification = Classification(connection)
        self.imports = Imports(connection)
        self.bulk = Bulk(connection, self.log)

    def answer_of(self, action_id: str) -> Any | None:
        """What was answered to the action with this id; None for a new one (rules 2)."""
        return self._connection.execute(
            select(tables.action.c.answer).where(tables.action.c.id == action_id)
        ).scalar()

    def keep_answer(self, action_id: str, answer: object) -> None:
        """Remember the answer to an action."""
        self._connection.execute(insert(tables.action), {"id": action_id, "answer": answer})

    def integrity_problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when all is well."""
        found = [str(r[0]) for r in self._connection.exec_driver_sql("PRAGMA quick_check(20)")]
        if found == ["ok"]:
            found = []
        made = self._connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name <> 'alembic_version' ORDER BY name"
        )
        text = "\n".join(" ".join(str(r[0]).split()) for r in made)
        if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != SCHEMA:
            # Every office has been through the same migrations: a letter of it that differs was not written by them.
            found.append("susunan tabelnya bukan yang dibuat program")
        broken = self._connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        return found + [f"foreign key: {tuple(r)}" for r in broken[:20]]


class Store:
    """An open database. Raises Trouble where the environment fails.

    The file of ``path`` is looked at around every unit: a folder that was removed, moved or put back from a copy
    leaves its open connections working on a file that nobody will ever see again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.on_damage: Callable[[], None] | None = None
        """Called, in whatever thread, each time a unit meets damage."""
        self._engine: Engine = open_engine(path)
        with told_as_trouble(path):
            self._file = _identity(path)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A consistent view; it changes nothing."""
        with self._told():
            self._check_file()
            with self._engine.connect() as connection, connection.begin():
                yield Unit(connection)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """The one writer of the moment: on the disk when the block ends, undone when it raises."""
        with self._told():
            self._check_file()
            with (
                self._engine.connect().execution_options(**{WRITES: True}) as connection,
                connection.begin(),
            ):
                yield Unit(connection)
            self._check_file()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with told_as_trouble(self.path):
                yield
        except Trouble as trouble:
            if trouble.fault is Fault.DATABASE_DAMAGED and self.on_damage is not None:
                self.on_damage()
            raise

    def _check_file(self) -> None:
        found = self.path.stat()
        if (found.st_dev, found.st_ino) != self._file:
            raise Trouble(Fault.DATABASE_REPLACED, path=str(self.path))
        if found.st_size == 0:
            raise Trouble(Fault.DATABASE_DAMAGED, path=str(self.path), detail="empty")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def is_network_folder(folder: Path) -> bool:
    """Whether ``folder`` is a UNC path: SQLite's WAL corrupts on a network share."""
    return str(folder).startswith(("\\\\", "//"))


def open_store(folder: Path, now: datetime, *, new: bool = True) -> Store:
    """Open the office's database in ``folder``, upgraded where needed, and created where ``new`` says so.

    Raises Trouble: no such folder, no office in it, not writable, disk full, damaged, of a newer program, on a
    network share.
    """
    if is_network_folder(folder):
        raise Trouble(Fault.NETWORK_FOLDER, path=str(folder))
    path = folder / "sopdesk.db"
    with told_as_trouble(path):
        if not new and not folder.is_dir():
            raise Trouble(Fault.NO_OFFICE, path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        require_whole(path)
        if not new and not path.is_file():
            raise Trouble(Fault.NO_OFFICE, path=str(folder))
        migrate(path, now)
    return Store(path)
