"""An office on a server of the tests' own, to which everything may be done."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from sopdesk.services.office import Office, open_office
from sopdesk.store.place import choose_server, server_at
from tests import postgres
from tests.services.desk import MONDAY, Clerk

Say = Callable[[str], None]
OpenAt = Callable[[str], Office]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They need a server."""
    for item in items:
        if postgres.lacking() and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=postgres.lacking()))


@pytest.fixture
def say(server: postgres.Cluster) -> Say:
    """What the server's own administrator does."""
    return server.say


@pytest.fixture
def database(server: postgres.Cluster, tmp_path: Path) -> Iterator[str]:
    """The name of an empty one."""
    name = f"kantor_{abs(hash(tmp_path))}"
    with server.database(name):
        yield name


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[OpenAt]:
    """Opens the office at an address as another PC does, in a data folder of its own."""
    opened: list[Office] = []

    def at(address: str) -> Office:
        folder = tmp_path / f"komputer-{len(opened)}"
        choose_server(folder, server_at(address))
        opened.append(open_office(folder, MONDAY))
        return opened[-1]

    yield at
    for office in opened:
        office.close()


@pytest.fixture
def address(server: postgres.Cluster, database: str) -> str:
    return server.url(database)


@pytest.fixture
def office(address: str, open_at: OpenAt) -> Office:
    return open_at(address)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    """At work in it, with a dossier begun."""
    clerk = Clerk(office)
    clerk.start()
    return clerk


def log_of(office: Office) -> list[tuple[str, str]]:
    """Who did what, in the order in which it is written."""
    with office.store.read() as unit:
        return [(entry.actor, entry.kind) for entry in unit.log.walk()]


@contextmanager
def frozen(server: postgres.Cluster) -> Iterator[None]:
    """All its processes stand still, as a PC that was put to sleep does: nothing answers, nothing is refused."""
    processes = _family(server.main_process())
    for process in processes:
        _signal(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            _signal(process, signal.SIGCONT)


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    # The parent first: it begins no others while they are counted.
    return [process, *(int(child) for child in children)]


def _signal(process: int, what: Any) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, what)
