"""What a store stands on: what differs between a file on this PC and a server that several PCs share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from sopdesk.store.contents import Contents

Tell = Callable[[int, int], None]
"""Called with what is done and the whole; whoever wants it stopped raises."""


class Base(Protocol):
    """A database, and how to speak with it."""

    @property
    def name(self) -> str:
        """Where it is, for a sentence: a path, or a server without its password."""
        ...

    @property
    def engine(self) -> Engine:
        """Its connections."""
        ...

    def told(self) -> AbstractContextManager[None]:
        """Raises Trouble in place of what the driver and the system say."""
        ...

    def check(self) -> None:
        """Looked at around each unit. Raises Trouble where this is no longer the office that was opened."""
        ...

    def begin(self, connection: Connection) -> None:
        """The first thing in a transaction. Raises Trouble where this is no longer the office that was opened."""
        ...

    def end(self, connection: Connection) -> None:
        """The last thing in a unit of reading. Raises Trouble where it was not one office that was read."""
        ...

    def options(self, *, writes: bool) -> dict[str, Any]:
        """The execution options of a unit's connection."""
        ...

    def commit(self, connection: Connection) -> None:
        """Let what was written stand. Raises Trouble(SERVER_UNSURE) where nobody can say whether it does."""
        ...

    def is_worth_again(self, error: DBAPIError) -> bool:
        """Whether a unit that did not come to begin may come to it on a new connection."""
        ...

    def problems(self, connection: Connection) -> list[str]:
        """What the database finds wrong with itself; empty when all is well."""
        ...

    def its_time(self, connection: Connection) -> datetime | None:
        """The time by the clock that all PCs share; None where this PC's own is the only one."""
        ...

    def contents(self, folder: Path) -> Contents:
        """The files of the office; ``folder`` is this PC's data folder."""
        ...

    def size(self) -> int:
        """How many bytes the database takes, near enough to foresee a disk's room. Raises Trouble."""
        ...

    def snapshot(self, target: Path, tell: Tell) -> None:
        """Write all of it, as of one moment, into a new SQLite file, while others go on. Raises Trouble."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...
