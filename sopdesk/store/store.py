"""The office's database: units of reading and of writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store import tables
from sopdesk.store.bases import Base
from sopdesk.store.books import Books
from sopdesk.store.bulk import Bulk
from sopdesk.store.classification import Classification
from sopdesk.store.deliveries import Deliveries
from sopdesk.store.dispositions import Dispositions
from sopdesk.store.dossiers import Dossiers
from sopdesk.store.file_base import FileBase
from sopdesk.store.files import Files
from sopdesk.store.history import History
from sopdesk.store.imports import Imports
from sopdesk.store.letters import Letters
from sopdesk.store.log import Log
from sopdesk.store.migrate import migrate
from sopdesk.store.network import is_network_folder
from sopdesk.store.numbers import Numbers
from sopdesk.store.office import OfficeTables
from sopdesk.store.orphans import Orphan, orphans
from sopdesk.store.parties import Parties
from sopdesk.store.place import DATABASE, Server, server_of
from sopdesk.store.registers import Registers
from sopdesk.store.swap import recover
from sopdesk.store.troubles import told_as_trouble
from sopdesk.store.users import Users
from sopdesk.store.wholeness import require_whole


class Unit:
    """One transaction: everything in it stands, or nothing."""

    def __init__(self, connection: Connection, base: Base) -> None:
        self._connection = connection
        self._base = base
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
        self.history = History(connection)
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
        """What the database itself finds wrong; empty when all is well."""
        return self._base.problems(self._connection)

    def orphans(self) -> list[Orphan]:
        """Rows that point to a row that is not there."""
        return orphans(self._connection)

    def its_time(self) -> datetime | None:
        """The time by the clock that all PCs share; None where this PC's own is the only one."""
        return self._base.its_time(self._connection)


class Store:
    """An open database. Raises Trouble where the environment fails."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.on_damage: Callable[[], None] | None = None
        """Called, in whatever thread, each time a unit meets damage."""

    @property
    def name(self) -> str:
        """Where it is, for a sentence."""
        return self.base.name

    @property
    def on_server(self) -> bool:
        """Whether several PCs share it."""
        return not isinstance(self.base, FileBase)

    @property
    def path(self) -> Path:
        """The file. Raises TypeError where the office is on a server."""
        if not isinstance(self.base, FileBase):
            raise TypeError("an office on a server is no file")
        return self.base.path

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A consistent view; it changes nothing."""
        with self._told():
            self.base.check()
            with self._begun(writes=False) as connection:
                yield Unit(connection, self.base)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """The one writer of the moment: on the disk when the block ends, undone when it raises."""
        with self._told():
            self.base.check()
            with self._begun(writes=True) as connection:
                yield Unit(connection, self.base)
                self.base.commit(connection)
            self.base.check()

    def _begun(self, *, writes: bool) -> Connection:
        try:
            return self._begin(writes=writes)
        except DBAPIError as error:
            if not self.base.is_worth_again(error):
                raise
            return self._begin(writes=writes)

    def _begin(self, *, writes: bool) -> Connection:
        """A connection in a transaction; closing it takes back what was not committed."""
        connection = self.base.engine.connect()
        try:
            connection = connection.execution_options(**self.base.options(writes=writes))
            connection.begin()
            self.base.begin(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            with self.base.told():
                yield
        except Trouble as trouble:
            if trouble.fault is Fault.DATABASE_DAMAGED and self.on_damage is not None:
                self.on_damage()
            raise

    def close(self) -> None:
        """Let go of it."""
        self.base.close()


def open_store(folder: Path, now: datetime, *, new: bool = True, local: bool = False) -> Store:
    """Open the office of ``folder``, upgraded where needed, and created where ``new`` says so.

    It is a file in the folder, or on the server that ``server_of`` names; ``local`` asks for no server. Raises
    Trouble: no such folder, no office in it, not writable, disk full, damaged, of a newer program, on a network
    share, a server that is gone or refuses.
    """
    if is_network_folder(folder):
        raise Trouble(Fault.NETWORK_FOLDER, path=str(folder))
    server = None if local else server_of(folder)
    if server is not None:
        return open_server_store(server, folder, new=new)
    path = folder / DATABASE
    with told_as_trouble(path):
        if not new and not folder.is_dir():
            raise Trouble(Fault.NO_OFFICE, path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        require_whole(path)
        if not new and not path.is_file():
            raise Trouble(Fault.NO_OFFICE, path=str(folder))
        migrate(path, now)
    return file_store(path)


def kept_on(folder: Path) -> Server | None:
    """The server that has the office of ``folder``; None where it is a file. Raises Trouble(SERVER_ADDRESS)."""
    return server_of(folder)


def file_store(path: Path) -> Store:
    """The store in a database file that is there. Raises Trouble."""
    return Store(FileBase(path))


def open_server_store(server: Server, folder: Path, *, new: bool = True) -> Store:
    """The store on a server; what this PC keeps for itself goes to ``folder``. Raises Trouble."""
    from sopdesk.store.server_base import ServerBase  # late: an office on this PC has no need of its driver

    with told_as_trouble(folder / DATABASE):
        folder.mkdir(parents=True, exist_ok=True)
    return Store(ServerBase(server, new=new))
