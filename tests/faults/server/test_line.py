"""The network between the PC and the server swallows everything, is cut, is slow, loses a word: told in time."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, Queue
from time import monotonic

import pytest
from sqlalchemy import Connection

from sopdesk.domain.errors import Fault
from sopdesk.services.entries import Answered
from sopdesk.services.files import DOSSIER, add_file, path_of
from sopdesk.services.listening import Told, listen
from sopdesk.store.patience import PATIENCE
from tests import postgres
from tests.faults.server.conftest import OpenAt, log_of
from tests.faults.server.proxy import Proxy, proxy_to
from tests.faults.server.test_gone import before_commit, number, told, works
from tests.services.desk import OTHER, Clerk


@pytest.fixture
def line(server: postgres.Cluster) -> Iterator[Proxy]:
    with proxy_to(server.port) as found:
        yield found


@pytest.fixture
def far(clerk: Clerk, line: Proxy, server: postgres.Cluster, database: str, open_at: OpenAt) -> Clerk:
    """At another PC, beyond the network."""
    address = server.url(database).replace(f":{server.port}/", f":{line.port}/")
    return Clerk(open_at(address), now=clerk.now, by=OTHER, code=clerk.code)


def test_a_network_that_swallows_everything_is_told_in_time(far: Clerk, clerk: Clerk, line: Proxy) -> None:
    before = log_of(clerk.office)
    line.silent = True
    with told(Fault.SERVER_GONE):
        far.hand_on()
    with told(Fault.SERVER_GONE):  # of a connection that is only to be made
        far.hand_on()
    clerk.hand_on()  # the others are not held up by what was begun
    assert len(log_of(clerk.office)) == len(before) + 1
    line.silent = False
    line.cut()
    works(far)


def test_a_network_that_goes_in_the_middle_of_a_deed_holds_nobody_up(
    far: Clerk, clerk: Clerk, line: Proxy
) -> None:
    """The server still waits for the far PC, which had its turn to write: for no longer than a moment."""

    def swallow(*_: object) -> None:
        line.silent = True

    with told(Fault.SERVER_GONE):
        number(far, "jauh", then=swallow)
    line.cut()  # the far PC has given up, and closed
    assert number(clerk, "dekat") == 1  # else it would be told that another has its turn
    line.silent = False
    assert number(far, "jauh") == 2
    works(far)


@pytest.mark.parametrize("answer_only", [True, False])
def test_the_last_word_of_a_deed_or_the_answer_to_it_is_lost(
    far: Clerk, line: Proxy, answer_only: bool
) -> None:
    """The PC cannot know which it was; sent again with its id it is one number."""

    def swallow(_: Connection) -> None:
        line.deaf_to_server = answer_only
        line.silent = not answer_only

    with told(Fault.SERVER_UNSURE), before_commit(far.office, swallow):
        number(far, "satu")
    line.silent = line.deaf_to_server = False
    line.cut()
    there = (OTHER, "number") in log_of(far.office)
    assert there is answer_only
    try:
        first = number(far, "satu")
    except Answered as before:
        first = before.answer["number"]
    assert first == 1
    assert number(far, "dua") == 2
    works(far)


def test_a_line_that_is_cut_while_nobody_works_is_not_noticed(far: Clerk, line: Proxy) -> None:
    far.hand_on()
    line.cut()
    works(far)


def test_a_line_that_is_cut_in_the_middle_of_a_deed(far: Clerk, line: Proxy) -> None:
    with told(Fault.SERVER_GONE, within=PATIENCE):
        number(far, "satu", then=lambda *_: line.cut())
    assert (OTHER, "number") not in log_of(far.office)
    assert number(far, "satu") == 1
    works(far)


@pytest.mark.parametrize("room", [100_000, 2_500_000, 4_790_000])
def test_a_file_that_is_cut_off_on_the_way_is_there_whole_or_not_at_all(
    far: Clerk, line: Proxy, tmp_path: Path, room: int
) -> None:
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(b"%PDF-1.4 halaman" * 300_000)  # nearly five megabytes
    dossier = far.row.id
    line.room = room
    with told(Fault.SERVER_GONE):
        add_file(far.office, DOSSIER, dossier, scan, by=OTHER, now=far.now)
    assert (OTHER, "attach") not in log_of(far.office)
    add_file(far.office, DOSSIER, dossier, scan, by=OTHER, now=far.now)
    shutil.rmtree(far.office.folder / "lampiran")
    assert path_of(far.office, 1).read_bytes() == scan.read_bytes()
    works(far)


@pytest.mark.slow
def test_a_slow_network_is_slow_and_nothing_else(far: Clerk, line: Proxy) -> None:
    """A third of a second there and back again: as over a bad radio link."""
    line.delay = 0.15
    begun = monotonic()
    far.hand_on()
    took = monotonic() - begun
    assert took > 0.3
    line.delay = 0
    works(far)


def test_an_entry_whose_word_was_lost_is_told_when_the_line_is_back(
    far: Clerk, clerk: Clerk, line: Proxy
) -> None:
    heard: Queue[str] = Queue()

    def hear(what: str) -> Callable[..., None]:
        return lambda *_: heard.put(what)

    told = Told(hear("news"), hear("lost"), hear("found"), hear("apart"))
    listening = listen(far.office, told, lambda: datetime.now(UTC))
    assert listening is not None
    listening.begin()
    try:
        wait_for(heard, "news")  # it listens
        line.silent = True
        line.cut()
        wait_for(heard, "lost")
        clerk.hand_on()  # nobody is told of it
        line.silent = False
        line.cut()
        listening.knock()
        wait_for(heard, "news")
        clerk.hand_on()
        wait_for(heard, "news")
    finally:
        listening.stop()


def wait_for(heard: "Queue[str]", what: str) -> None:
    """Forget what was heard before it. Fails where it is not heard in time."""
    until = monotonic() + 60
    while True:
        try:
            if heard.get(timeout=max(0.01, until - monotonic())) == what:
                return
        except Empty:
            pytest.fail(f"never heard: {what}")
