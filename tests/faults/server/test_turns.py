"""Several PCs at one server: one dies or stands still while it is its turn, their clocks differ."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from time import monotonic
from typing import Final

import psycopg
import pytest
from sqlalchemy import Connection, Engine

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.numbering import take_number
from sopdesk.services.office import Office
from sopdesk.services.shared_clock import Clock, SharedClock, apart_from, apart_words
from sopdesk.services.verification import verify
from sopdesk.store import server_base, server_schema
from tests.faults.server.conftest import OpenAt, Say, log_of
from tests.faults.server.test_gone import before_commit, number, told, wish, works
from tests.services.desk import MONDAY, OTHER, WIB, Clerk

ROOT: Final = paths.resources().parent
_IN_THE_MIDDLE: Final = """
import json, sys
from datetime import datetime
from pathlib import Path
from sopdesk.domain.errors import Trouble
from sopdesk.services.numbering import NumberWish, take_number
from sopdesk.services.office import open_office

def stand_still(*_):
    print("middle", flush=True)
    sys.stdin.readline()

now = datetime.fromisoformat(sys.argv[2])
office = open_office(Path(sys.argv[1]), now)
wish = NumberWish("outgoing", "Surat pengantar", "Bupati", now.date())
try:
    take_number(office, wish, by="Petugas Dua", now=now, action_id="jauh", then=stand_still)
    print("done", flush=True)
except Trouble as trouble:
    print(trouble.fault.value, flush=True)
"""


@contextmanager
def in_the_middle(office: Office) -> Iterator["subprocess.Popen[str]"]:
    """Another PC that has its turn to write, and has written, but not the last word."""
    pipe = subprocess.PIPE
    words = [sys.executable, "-c", _IN_THE_MIDDLE, str(office.folder), MONDAY.isoformat()]
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "middle\n"
            yield process
        finally:
            process.kill()


def test_a_pc_that_dies_in_its_turn_holds_nobody_up(clerk: Clerk, open_at: OpenAt, address: str) -> None:
    with in_the_middle(open_at(address)) as other:
        other.kill()
        other.wait()
        assert number(clerk, "dekat") == 1  # else it would be told that another has its turn
    works(clerk)


@pytest.mark.slow
def test_a_pc_that_stands_still_in_its_turn_is_passed_over(
    clerk: Clerk, open_at: OpenAt, address: str
) -> None:
    """Its lid was shut. The others are told within five seconds, go on within twenty, and it is told when it wakes."""
    with in_the_middle(open_at(address)) as other:
        os.kill(other.pid, signal.SIGSTOP)
        begun = monotonic()
        with told(Fault.FILE_LOCKED) as words:
            number(clerk, "dekat")
        assert words[0].startswith("Komputer lain sedang mencatat")
        assert clerk.state.open  # what is written can be read meanwhile
        assert _patiently(clerk, begun) == 1
        os.kill(other.pid, signal.SIGCONT)
        said, _ = other.communicate("go\n")
        assert said == "server_gone\n"
    assert (OTHER, "number") not in log_of(clerk.office)
    works(clerk)


def _patiently(clerk: Clerk, begun: float) -> int:
    """As a person who clicks again each time it is refused."""
    while monotonic() - begun < 40:
        try:
            return number(clerk, "dekat")
        except Trouble as trouble:
            if trouble.fault is not Fault.FILE_LOCKED:
                raise
    pytest.fail("held up for much more than twenty seconds")


def test_a_deed_that_the_server_gave_up_is_told_to_be_undone(clerk: Clerk, say: Say) -> None:
    """It was ended before the last word. Where the line broke before that word of the server's came through, the
    program knows no better than that nobody knows; that it was not stored holds all the same."""

    def stand_still(connection: Connection) -> None:
        connection.exec_driver_sql("SET idle_in_transaction_session_timeout = 1")
        say("SELECT pg_sleep(0.5)")

    with pytest.raises(Trouble) as found, before_commit(clerk.office, stand_still):
        number(clerk, "satu")
    assert found.value.fault in (Fault.SERVER_GONE, Fault.SERVER_UNSURE)
    assert number(clerk, "satu") == 1
    works(clerk)


def test_clocks_that_differ_by_seven_minutes(clerk: Clerk, open_at: OpenAt, address: str) -> None:
    """Each PC goes by the server's clock: the entries stand in the order in which they were made."""
    clocks = []
    for seconds in (440, -440, 0):
        office = open_at(address)
        clock = SharedClock(_late_by(timedelta(seconds=seconds)))
        clock.set_apart(apart_from(office, clock.own))
        clocks.append((office, clock))
    for office, clock in clocks * 3:
        by = f"Petugas {clock.apart.total_seconds() / 60:.0f}"
        take_number(office, wish(clock().date()), by=by, now=clock())
    with clerk.office.store.read() as unit:
        logged = [entry.logged_at for entry in unit.log.walk() if entry.kind == "number"]
    assert len(logged) == 9
    assert logged == sorted(logged)
    assert abs(datetime.now(UTC) - logged[-1]) < timedelta(seconds=30)
    assert verify(clerk.office).problems == ()
    words = [apart_words(clock.apart) for _, clock in clocks]
    assert words == [
        "Jam komputer ini 7 menit lebih cepat dari jam server; yang dicatat jam server.",
        "Jam komputer ini 7 menit lebih lambat dari jam server; yang dicatat jam server.",
        "",
    ]


def _late_by(much: timedelta) -> Clock:
    def now() -> datetime:
        return datetime.now(WIB) + much

    return now


def test_who_comes_while_another_pc_makes_the_office_waits_for_it(
    address: str, open_at: OpenAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long that takes: an upgrade of ten years outlasts every single wait."""
    monkeypatch.setitem(server_base._SETTINGS, "lock_timeout", "50ms")
    waits = count()
    real = server_schema._bring_up

    def bring_up(engine: Engine) -> None:
        if next(waits) == 4:
            other.execute("SELECT pg_advisory_unlock(7230682)")
        real(engine)

    monkeypatch.setattr(server_schema, "_bring_up", bring_up)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(7230682)")
        assert open_at(address).look().profile.kecamatan == ""
        assert next(waits) == 5


def test_who_waits_in_vain_for_the_making_is_told(
    address: str, open_at: OpenAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(server_base._SETTINGS, "lock_timeout", "20ms")
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(7230682)")
        with told(Fault.FILE_LOCKED):
            open_at(address)
        other.execute("SELECT pg_advisory_unlock(7230682)")
    assert open_at(address).look().profile.kecamatan == ""
