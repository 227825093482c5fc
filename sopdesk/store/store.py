"""The office's database: units of reading and of writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.bases import Base
from sopdesk.store.file_base import FileBase
from sopdesk.store.migrate import migrate
from sopdesk.store.network import is_network_folder
from sopdesk.store.place import DATABASE, Server, server_of
from sopdesk.store.swap import recover
from sopdesk.store.troubles import told_as_trouble
from sopdesk.store.unit import Unit as Unit
from sopdesk.store.wholeness import require_whole


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
                self.base.end(connection)

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
