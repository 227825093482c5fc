"""An office's database as one SQLite file in its data folder."""

import hashlib
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.bases import Tell
from sopdesk.store.contents import Contents, FolderContents
from sopdesk.store.engine import WRITES, open_engine
from sopdesk.store.log import MOVED
from sopdesk.store.migrate import SCHEMA
from sopdesk.store.troubles import told_as_trouble

_NEWEST: Final = "SELECT kind FROM log ORDER BY seq DESC LIMIT 1"


class FileBase:
    """The file at ``path``, looked at around every unit: a folder that was removed, moved or put back from a copy
    leaves its open connections working on a file that nobody will ever see again. Raises Trouble."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine: Engine = open_engine(path)
        with told_as_trouble(path):
            self._file = _identity(path)
        self._left: bool | None = None  # whether it had been left behind when it was opened

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def told(self) -> AbstractContextManager[None]:
        """Raises Trouble in place of what SQLite and the system say."""
        return told_as_trouble(self.path)

    def check(self) -> None:
        """Raises Trouble(DATABASE_REPLACED, DATABASE_DAMAGED), OSError."""
        found = self.path.stat()
        if (found.st_dev, found.st_ino) != self._file:
            raise Trouble(Fault.DATABASE_REPLACED, path=str(self.path))
        if found.st_size == 0:
            raise Trouble(Fault.DATABASE_DAMAGED, path=str(self.path), detail="empty")

    def begin(self, connection: Connection) -> None:
        """Let nobody go on writing into what an office left behind while it was open here.

        Raises Trouble(DATABASE_REPLACED).
        """
        if self._left is not None and not connection.get_execution_options().get(WRITES, False):
            return
        left = connection.exec_driver_sql(_NEWEST).scalar() == MOVED
        if self._left is None:
            self._left = left  # who opens it knows what it is
        elif left and not self._left:
            raise Trouble(Fault.DATABASE_REPLACED, path=str(self.path))

    def end(self, connection: Connection) -> None:
        """Nothing: what is read of an open file is that file's."""

    def options(self, *, writes: bool) -> dict[str, Any]:
        """A unit of writing takes SQLite's lock at its beginning."""
        return {WRITES: True} if writes else {}

    def commit(self, connection: Connection) -> None:
        """On the disk when this returns."""
        connection.commit()

    def is_worth_again(self, error: DBAPIError) -> bool:  # noqa: ARG002 - a server's is, at times
        """Never: a file that refuses refuses again."""
        return False

    def problems(self, connection: Connection) -> list[str]:
        """What SQLite itself finds wrong with the file, and whether its tables are those of the migrations."""
        found = [str(r[0]) for r in connection.exec_driver_sql("PRAGMA quick_check(20)")]
        if found == ["ok"]:
            found = []
        made = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND name <> 'alembic_version' ORDER BY name"
        )
        text = "\n".join(" ".join(str(r[0]).split()) for r in made)
        if hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() != SCHEMA:
            # Every office has been through the same migrations: a letter of it that differs was not written by them.
            found.append("susunan tabelnya bukan yang dibuat program")
        return found

    def its_time(self, connection: Connection) -> datetime | None:  # noqa: ARG002 - a server's has need of it
        """None: the PC that has the file has the clock."""
        return None

    def contents(self, folder: Path) -> Contents:
        """Files in the data folder."""
        return FolderContents(folder)

    def size(self) -> int:
        """Of the file; what waits beside it is little."""
        with self.told():
            return self.path.stat().st_size

    def snapshot(self, target: Path, tell: Tell) -> None:
        """By SQLite's own backup; ``tell`` hears pages. Raises Trouble."""
        from sopdesk.store.snapshot import snapshot  # late: the start copies nothing

        snapshot(self.path, target, tell)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
