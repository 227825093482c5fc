"""A PostgreSQL server of the tests' own, and on it a database for each office that a test makes.

``SOPDESK_TEST_DATABASE=postgresql`` puts the same tests on it; ``python3 -m tests`` does both passes.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from random import SystemRandom
from typing import Any, Final, cast

import psycopg

from sopdesk.store import place
from sopdesk.store.place import SETTING, Server, choose_server, server_at

WANTED: Final = "SOPDESK_TEST_DATABASE"
SERVER: Final = "SOPDESK_TEST_SERVER"
OWNER: Final = "sopdesk"
_PORTS: Final = range(12_000, 32_000)
_USER: Final = "postgres"  # whom Debian's package makes; the server refuses to run as root


def is_wanted() -> bool:
    """Whether the tests of this run put their offices on a server."""
    return os.environ.get(WANTED) == "postgresql"


@cache
def programs() -> Path | None:
    """The folder of the server's programs; None where there is no server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


def lacking() -> str:
    """Why there can be no server here; empty where there can."""
    if sys.platform == "win32":
        return "the tests start a PostgreSQL server on Linux only"
    return "" if programs() else "lacking: postgresql"


class Cluster:
    """A server on a port of its own that asks for a password over TCP, as the office's does; gone when stopped."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = _free_port()
        self._durable = durable
        _give_away(folder)
        secret = folder / "secret"
        secret.write_text("sandi", encoding="utf-8")
        _give_away(secret)
        _as_owner(
            *(str(_program("initdb")), "-D", str(self.data), "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8"),
            *("--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"),
        )
        self.start()
        self.say(f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD 'sandi'")

    def url(self, database: str, *, user: str = OWNER) -> str:
        """The address of a database of it."""
        return f"postgresql://{user}:sandi@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """The address of an empty database ``name`` for as long as the block lasts."""
        self.say(f"CREATE DATABASE {name} OWNER {OWNER}")
        yield self.url(name)
        # By a connection of its own: the server may have been started anew meanwhile.
        self.say(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def start(self) -> None:
        """Start it, and return once it answers."""
        flags = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        if not self._durable:
            flags += " -c fsync=off -c full_page_writes=off -c autovacuum=off"
        _as_owner(
            *(str(_program("pg_ctl")), "-D", str(self.data), "-w", "-s", "-l", str(self.folder / "log")),
            *("-o", flags, "start"),
        )

    def stop(self, how: str = "fast") -> None:
        """End it: ``immediate`` is what a power cut leaves."""
        with suppress(subprocess.CalledProcessError):
            _as_owner(str(_program("pg_ctl")), "-D", str(self.data), "-w", "-s", "-m", how, "stop")

    def main_process(self) -> int:
        """The id of its first process."""
        return int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])

    def say(self, statement: str) -> None:
        """What the server's own administrator does."""
        with closing(psycopg.connect(self.url("postgres", user=_USER), autocommit=True)) as administrator:
            administrator.execute(statement.encode())


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A server for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="sopdesk-server-"))
    made = None
    try:
        made = Cluster(folder, durable=durable)
        yield made
    finally:
        if made is not None:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Offices:
    """Databases on one server, each made when a folder's office is first asked for."""

    def __init__(self, address: str) -> None:
        self._address = server_at(address)
        # Who owns a database may not end what the server itself does in it.
        self._administrator = Server(self._address.url.set(username=_USER)).text
        self._count = 0
        self._made: dict[str, Path] = {}

    def server_for(self, folder: Path) -> Server | None:
        """What the program asks: the server that the folder names, or else a new empty database."""
        # A folder that is a file, or that nobody may write to, is refused as it would be without a server.
        if not (folder / SETTING).exists() and not folder.is_file():
            choose_server(folder, self._new(folder))
        return place.server_of(folder)

    def copy(self, template: Path, folder: Path) -> None:
        """Give ``folder`` a copy of the office of ``template``, which nobody has open."""
        source = place.server_of(template)
        if source is None:
            raise AssertionError(f"no server for {template}")
        choose_server(folder, self._new(folder, str(source.url.database)))

    def drop(self, inside: Path) -> None:
        """Take away the databases of the folders inside ``inside``."""
        for name in [name for name, folder in self._made.items() if folder.is_relative_to(inside)]:
            del self._made[name]
            self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Let go of the server."""
        _connected(self._administrator).close()
        _connected.cache_clear()

    def _new(self, folder: Path, template: str = "template0") -> Server:
        self._count += 1
        name = f"uji_{os.getpid()}_{self._count}"
        self._say(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {OWNER}')
        self._made[name] = folder
        return Server(self._address.url.set(database=name))

    def _say(self, statement: str) -> None:
        _connected(self._administrator).execute(statement)


OFFICES = cast("Offices", None)
"""Of this run; only where it is on a server."""


@cache
def _connected(address: str) -> psycopg.Connection[Any]:
    """One for all: making one takes as long as making a database."""
    return psycopg.connect(address, autocommit=True)


def _program(name: str) -> Path:
    folder = programs()
    if folder is None:
        raise AssertionError(lacking())
    return folder / name


def _as_owner(*command: str) -> None:
    as_root = os.geteuid() == 0
    subprocess.run(
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        user=_USER if as_root else None,
        group=_USER if as_root else None,
        extra_groups=[] if as_root else None,
        cwd="/",
    )


def _give_away(path: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(path, _USER, _USER)


def _free_port() -> int:
    """Not one that the system gives to whoever connects: it would be taken while the server is made, or is stopped."""
    # Not by ``random``, which is the same in each process where a test has set it.
    for port in SystemRandom().sample(_PORTS, 100):
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
