"""An ear at a real server: entries, a server that stands still, its return, its clock; and who makes the backups."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from threading import Event
from time import monotonic
from typing import Any

import psycopg
import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.backup_rounds import is_due, is_news, run_round, standing
from sopdesk.services.backups import CLOSING, DAILY
from sopdesk.services.listening import Listening, Told, listen
from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.office import Office, open_office
from sopdesk.services.server_address import Address, There, address_of, look_there
from sopdesk.services.shared_clock import SharedClock, apart_words, clock_of
from sopdesk.store import listening
from sopdesk.store.listening import QUIET, Ears, Listener
from sopdesk.store.patience import PATIENCE
from sopdesk.store.server_base import ServerBase, connect_to
from tests import postgres
from tests.services.backup_office import LATER, furnish
from tests.services.desk import CLERK, MONDAY, Clerk

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def offices(
    office: Office, address: str, data_folder: Path, tmp_path: Path
) -> Iterator[tuple[Office, Office]]:
    """The office of two PCs."""
    furnish(office)
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=LATER)
    use_server(tmp_path / "dua", address)
    with (
        closing(open_office(data_folder, LATER)) as one,
        closing(open_office(tmp_path / "dua", LATER)) as two,
    ):
        yield one, two


class Ear:
    """What was told, in its order."""

    def __init__(self, office: Office, clock: SharedClock) -> None:
        self.heard: Queue[object] = Queue()
        told = Told(self._news, self._lost, self._found, clock.set_apart)
        found = listen(office, told, clock.own)
        assert found is not None
        self.line: Listening = found

    def _news(self) -> None:
        self.heard.put("news")

    def _lost(self) -> None:
        self.heard.put("lost")

    def _found(self) -> None:
        self.heard.put("found")

    def next(self) -> object:
        return self.heard.get(timeout=60)


@pytest.fixture
def ear(offices: tuple[Office, Office]) -> Iterator[Ear]:
    made = Ear(offices[0], SharedClock(lambda: datetime.now(UTC)))
    made.line.begin()
    assert made.next() == "news"  # whatever came before
    yield made
    made.line.stop()


@contextmanager
def standing_still(server: postgres.Cluster) -> Iterator[None]:
    """The server is there and says nothing, as behind a cable that was pulled."""
    head = server.main_process()
    children = Path(f"/proc/{head}/task/{head}/children").read_text(encoding="ascii").split()
    every = [head, *map(int, children)]
    for each in every:
        os.kill(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in every:
            os.kill(each, signal.SIGCONT)


def test_an_entry_of_another_pc_is_heard_within_a_second(offices: tuple[Office, Office], ear: Ear) -> None:
    took = []
    for number in range(5):  # one of them while this PC does nothing else
        Clerk(offices[1], now=LATER + MINUTE).start("rup", f"Dari komputer dua, {number}")
        begun = monotonic()
        assert ear.next() == "news"
        took.append(monotonic() - begun)
    assert min(took) < 1


def test_who_knocks_while_the_server_speaks_is_answered(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cut COMMIT that was stored after all: its word arrives at the instant at which the line counts as lost."""
    base, wait, met = offices[0].store.base, Listener._wait, Event()
    assert isinstance(base, ServerBase)

    def at_once(line: Listener, seconds: float, connection: psycopg.Connection[Any] | None = None) -> object:
        heard = wait(line, seconds, connection)
        if connection is not None and heard is connection and not met.is_set():
            met.set()
            base.line.lost()
        return heard

    monkeypatch.setattr(Listener, "_wait", at_once)
    ear = Ear(offices[0], SharedClock(lambda: datetime.now(UTC)))
    ear.line.begin()
    try:
        assert ear.next() == "news"
        begun = monotonic()
        Clerk(offices[1], now=LATER + MINUTE).start("rup", "Dari komputer dua")
        assert ear.next() == "lost"
        assert "found" in {ear.next(), ear.next()}
        assert monotonic() - begun < QUIET  # not when the server is asked anyway
    finally:
        ear.line.stop()


def test_one_wait_is_enough_until_the_server_is_back(
    offices: tuple[Office, Office], ear: Ear, server: postgres.Cluster
) -> None:
    clerk = Clerk(offices[0], now=LATER + MINUTE)
    with standing_still(server):
        begun = monotonic()
        with pytest.raises(Trouble) as first:
            clerk.start("rup", "Tidak tercatat")
        assert first.value.fault is Fault.SERVER_GONE
        assert monotonic() - begun < 2 * PATIENCE
        assert ear.next() == "lost"
        begun = monotonic()
        for _ in range(100):
            with pytest.raises(Trouble) as then:
                offices[0].look()
            assert then.value.fault is Fault.SERVER_GONE
        assert monotonic() - begun < PATIENCE  # each alone would have waited so long
    ear.line.knock()
    assert ear.next() == "found"
    assert ear.next() == "news"
    begun = monotonic()
    clerk.start("rup", "Tercatat lagi")
    assert monotonic() - begun < PATIENCE  # no connection of before is waited for


def test_who_does_not_listen_tries_each_time(
    offices: tuple[Office, Office], server: postgres.Cluster
) -> None:
    server.stop("immediate")
    try:
        for _ in range(2):
            with pytest.raises(Trouble) as found:
                offices[0].look()
            assert found.value.fault is Fault.SERVER_GONE
    finally:
        server.start()
    assert offices[0].look().profile.kecamatan


def test_an_office_in_a_file_has_no_ear(office: Office) -> None:
    assert listen(office, Told(print, print, print, print), lambda: MONDAY) is None
    own = clock_of(office, lambda: MONDAY)
    assert own() == MONDAY


def test_the_servers_clock_counts(offices: tuple[Office, Office]) -> None:
    slow = clock_of(offices[0], lambda: datetime.now(UTC) - timedelta(minutes=7))
    assert abs(slow() - datetime.now(UTC)) < timedelta(seconds=30)
    assert apart_words(slow.apart).endswith("lebih lambat dari jam server; yang dicatat jam server.")
    right = clock_of(offices[0], lambda: datetime.now(UTC) + timedelta(seconds=1))
    assert right.apart == timedelta(0)


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (timedelta(minutes=2), ""),
        (timedelta(minutes=-2), ""),
        (timedelta(minutes=7), "7 menit lebih lambat"),
        (timedelta(hours=-3, minutes=-5), "3 jam 5 menit lebih cepat"),
        (timedelta(days=400), "400 hari lebih lambat"),
    ],
)
def test_a_clock_that_is_far_off_is_told(apart: timedelta, words: str) -> None:
    assert words in apart_words(apart)
    assert bool(words) == bool(apart_words(apart))


def test_a_clock_does_not_tremble() -> None:
    clock = SharedClock(lambda: MONDAY)
    clock.set_apart(timedelta(seconds=90))
    clock.set_apart(timedelta(seconds=90.4))
    assert clock() == MONDAY + timedelta(seconds=90)
    clock.set_apart(timedelta(seconds=1.9))
    assert clock() == MONDAY


def test_a_server_says_what_it_has(
    office: Office, address: str, server: postgres.Cluster, data_folder: Path
) -> None:
    shown = address.rpartition("@")[2]
    assert look_there(address) == There(shown, office=False)
    kecamatan = furnish(office).office.look().profile.kecamatan
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=LATER)
    found = look_there(address)
    assert (found.shown, found.office, found.kecamatan) == (shown, True, kecamatan)
    assert found.dossiers > 0
    with pytest.raises(Trouble) as wrong:
        look_there(address.replace("sandi", "salah"))
    assert wrong.value.fault is Fault.SERVER_REFUSED
    kept = address_of(data_folder)
    assert kept == Address("127.0.0.1", server.port, shown.rpartition("/")[2], "sopdesk", "sandi")
    assert kept.text == address


def test_a_password_may_hold_any_letter() -> None:
    secret = "a@b:c/d?e#f %20'\"\\ ü"
    assert Address("pc-umum", 5433, "data", "orang", secret).text.count(":") == 3
    from sopdesk.store.place import parts_of, server_at

    again = parts_of(server_at(Address("pc-umum", 5433, "data", "orang", secret).text), 5432)
    assert again == ("pc-umum", 5433, "data", "orang", secret)


def test_one_backup_a_day_is_enough_for_all_pcs(offices: tuple[Office, Office]) -> None:
    one, two = offices
    assert is_due(two, LATER)
    assert run_round(one, by=CLERK, now=LATER, reason=DAILY).made is not None
    assert not is_due(two, LATER + MINUTE)
    assert not is_news(two)
    assert run_round(two, by=CLERK, now=LATER + MINUTE, reason=CLOSING).made is None
    assert standing(two, LATER + MINUTE).last == one.look().local(LATER)
    Clerk(two, now=LATER + MINUTE).start("rup", "Sesudah cadangan")
    assert not is_due(two, LATER + 2 * MINUTE)
    assert is_due(two, LATER + timedelta(days=1))
    assert run_round(two, by=CLERK, now=LATER + 3 * MINUTE, reason=CLOSING).made is not None


def test_who_listens_goes_on_after_a_server_that_refuses_in_its_own_way(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at the same address a server that was made anew, with another encoding, until somebody mends it."""
    refusals = iter([Trouble(Fault.SERVER_REFUSED, server="", encoding="LATIN1")] * 2)

    def connect(*said: Any, **more: Any) -> Any:
        for refusal in refusals:
            raise refusal
        return connect_to(*said, **more)

    monkeypatch.setattr(listening, "connect_to", connect)
    monkeypatch.setattr(listening, "PAUSES", (0.01,))
    ear = Ear(offices[0], SharedClock(lambda: datetime.now(UTC)))
    ear.line.begin()
    try:
        assert [ear.next() for _ in range(3)] == ["lost", "found", "news"]
    finally:
        ear.line.stop()


def test_who_has_stopped_is_told_nothing_by_a_slow_server(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window that would be told is gone by then."""
    asked, go_on, told = Event(), Event(), Event()
    base, ask = offices[0].store.base, Listener._ask

    def slowly(line: Listener, connection: psycopg.Connection[Any]) -> None:
        asked.set()
        assert go_on.wait(60)
        ask(line, connection)

    monkeypatch.setattr(Listener, "_ask", slowly)
    monkeypatch.setattr(listening, "_FAREWELL", 0.01)
    assert isinstance(base, ServerBase)
    ears = Ears(told.set, told.set, told.set, lambda _apart: told.set())
    line = Listener(base, ears, lambda: datetime.now(UTC))
    line.begin()
    assert asked.wait(60)
    line.stop()
    go_on.set()
    line._thread.join(60)
    assert not line._thread.is_alive()
    assert not told.is_set()
