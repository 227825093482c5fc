"""What the offices of the long fault runs stand on: a file each, or a database each of one server.

The server is one that lets nothing be acknowledged before it is on its disk, and that can be struck: all its processes
end at once, as in a power cut, and it is started again.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg

from sopdesk.store.place import SETTING, choose_server, server_at, server_of
from sopdesk.store.server_contents import SCHEMA as FILES
from sopdesk.store.server_places import COMING, KEPT, holds_office
from sopdesk.store.server_schema import SCHEMA_NAME
from sopdesk.store.swap import KEPT as KEPT_FILES
from sopdesk.store.swap import LOCK, clear_leftovers
from tests import postgres

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
BOTH: Final = "both"
USUAL: Final = frozenset(
    {"sopdesk.db", "sopdesk.db-wal", "sopdesk.db-shm", "lampiran", "catatan", KEPT_FILES, LOCK, SETTING}
)


class Files:
    """Each office is a file in its folder."""

    name = SQLITE
    strikes = 0  # how often the ground itself was struck: never

    def lay(self, folder: Path) -> None:
        """Make ready what the office of ``folder`` is made on."""

    def clear(self, folder: Path) -> None:
        """Take away the office of ``folder``, and the folder."""
        shutil.rmtree(folder, ignore_errors=True)

    def strike(self) -> None:
        """There is nothing but the program itself that could be killed."""
        raise AssertionError("a file has no process")

    def mend(self) -> None:
        """Nothing was struck."""

    def leftovers(self, folder: Path) -> set[str]:
        """What lies in the folder and has no business there."""
        clear_leftovers(folder)
        left = {path.name for path in folder.iterdir()} - USUAL
        journal = folder / "sopdesk.db-journal"
        if journal.exists() and journal.read_bytes()[:1] in (b"", b"\0"):
            left.discard(journal.name)  # begun and never filled: SQLite takes such a one for none
        return left

    def forget_kept(self, folder: Path) -> None:
        """Throw away the offices that a restore took the place of."""
        shutil.rmtree(folder / KEPT_FILES, ignore_errors=True)


class OnServer(Files):
    """Each office is a database of one server."""

    name = POSTGRESQL

    def __init__(self, server: postgres.Cluster) -> None:
        self.server = server
        self.strikes = 0
        self._down = False
        self._count = 0

    def lay(self, folder: Path) -> None:
        """An empty database, which the folder names."""
        choose_server(folder, server_at(self.address()))

    def address(self) -> str:
        """Of another empty database."""
        self._count += 1
        name = f"kantor_{self._count}"
        self._say("postgres", f"CREATE DATABASE {name}")
        return self.server.url(name)

    def clear(self, folder: Path) -> None:
        """The database too."""
        server = server_of(folder)
        assert server is not None
        self._say("postgres", f"DROP DATABASE {server.url.database} WITH (FORCE)")
        super().clear(folder)

    def strike(self) -> None:
        """All processes of the server end at once."""
        self.strikes += 1
        self._down = True
        self.server.stop("immediate")

    def mend(self) -> None:
        """Start it again where it was struck."""
        if self._down:
            self.server.start()
            self._down = False

    def leftovers(self, folder: Path) -> set[str]:
        """Beside the office and its files only what is kept, and one that did not come to work."""
        named = {SCHEMA_NAME, FILES, COMING}
        there = {name for name in self._schemas(folder) if not name.startswith(KEPT)}
        return super().leftovers(folder) | (there - named)

    def forget_kept(self, folder: Path) -> None:
        """Of the server's schemas too."""
        super().forget_kept(folder)
        for name in self._schemas(folder):
            if name.startswith(KEPT):
                self._say(self._database(folder), f"DROP SCHEMA {name} CASCADE")

    def _schemas(self, folder: Path) -> list[str]:
        wanted = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'sopdesk%'"
        return [str(name) for (name,) in self._say(self._database(folder), wanted)]

    def _database(self, folder: Path) -> str:
        server = server_of(folder)
        assert server is not None
        return str(server.url.database)

    def _say(self, database: str, statement: str) -> list[tuple[Any, ...]]:
        with closing(psycopg.connect(self.server.url(database), autocommit=True)) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def there_is_one(folder: Path) -> bool:
    """Whether an office was ever made in ``folder``, or on the server that it names."""
    server = server_of(folder)
    return (folder / "sopdesk.db").exists() if server is None else holds_office(server)


@contextmanager
def ground_of(name: str) -> Iterator[Files]:
    """Files, or a server for as long as the block lasts."""
    if name == SQLITE:
        yield Files()
        return
    with postgres.cluster(durable=True) as server:
        yield OnServer(server)


def add_choice(options: argparse.ArgumentParser) -> None:
    """``--on``: which database."""
    options.add_argument(
        "--on",
        choices=(SQLITE, POSTGRESQL, BOTH),
        default=SQLITE,
        help="which database lies under the office",
    )


def chosen(name: str) -> list[str]:
    """The databases that ``--on`` names, so far as there can be a server here."""
    lacking = postgres.lacking()
    names = [SQLITE, POSTGRESQL] if name == BOTH else [name]
    if lacking and POSTGRESQL in names:
        print(f"not run on PostgreSQL: {lacking}", file=sys.stderr)
        names.remove(POSTGRESQL)
    return names
