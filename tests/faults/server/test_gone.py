"""The server is put to sleep, stopped, renamed, locked, overcrowded: told in time and in words, and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.entries import Answered
from sopdesk.services.moving import move_to_server
from sopdesk.services.numbering import NumberWish, take_number
from sopdesk.services.office import Office, open_office
from sopdesk.services.queries import board
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from sopdesk.store.patience import PATIENCE
from sopdesk.store.place import SETTING
from sopdesk.store.server_base import ServerBase
from tests import postgres
from tests.faults.server.conftest import OpenAt, Say, frozen, log_of
from tests.services.desk import CLERK, MONDAY, Clerk

SOON = 2 * PATIENCE  # the five seconds of rules 27, once, on a machine that is busy


@contextmanager
def told(fault: Fault, within: float = SOON) -> Iterator[list[str]]:
    """The block meets the trouble in time; gives its sentence, in which no password may be."""
    words: list[str] = []
    begun = monotonic()
    with pytest.raises(Trouble) as found:
        yield words
    assert monotonic() - begun < within
    assert found.value.fault is fault, found.value
    words.append(sentence(found.value))
    assert "sandi@" not in f"{words} {found.value!r} {found.value.data}"


def wish(day: date) -> NumberWish:
    return NumberWish("outgoing", "Surat pengantar", "Bupati", day)


def number(clerk: Clerk, action: str, **more: Any) -> int:
    return take_number(
        clerk.office, wish(clerk.now.date()), by=clerk.by, now=clerk.now, action_id=action, **more
    ).number


def works(clerk: Clerk) -> None:
    """Reading and writing, without anything being opened anew, and nothing was lost."""
    before = len(log_of(clerk.office))
    clerk.hand_on()
    assert len(log_of(clerk.office)) == before + 1
    assert clerk.code in {c.code for cards in board(clerk.office, clerk.now).columns.values() for c in cards}
    assert verify(clerk.office).problems == ()


def test_a_server_that_sleeps_is_told_in_time_and_works_when_it_wakes(
    server: postgres.Cluster, clerk: Clerk
) -> None:
    before = log_of(clerk.office)
    with frozen(server):
        with told(Fault.SERVER_GONE) as words:
            clerk.hand_on()
        with told(Fault.SERVER_GONE):
            board(clerk.office, clerk.now)
    assert words[0].startswith(
        f"Server data {clerk.office.store.name} tidak menjawab, jadi tidak ada yang dicatat"
    )
    assert log_of(clerk.office) == before
    works(clerk)


@contextmanager
def before_commit(office: Office, strike: Callable[[Connection], None]) -> Iterator[None]:
    """The next deed is struck when all of it is written but the last word."""
    base = office.store.base
    commit = base.commit

    def struck(connection: Connection) -> None:
        strike(connection)
        commit(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "commit", struck)
        yield


def test_a_server_that_falls_asleep_at_the_last_word_of_a_deed_leaves_it_unsure(
    server: postgres.Cluster, clerk: Clerk
) -> None:
    """It has been asked to keep it, and may have heard: sent again with its id it is one number, not two."""
    with ExitStack() as asleep:

        def sleep(_: Connection) -> None:
            asleep.enter_context(frozen(server))

        with told(Fault.SERVER_UNSURE) as words, before_commit(clerk.office, sleep):
            number(clerk, "satu")
    assert "lihat dulu apakah sudah tercatat" in words[0]
    try:
        first = number(clerk, "satu")
    except Answered as before:
        first = before.answer["number"]
    assert first == 1
    assert number(clerk, "dua") == 2
    assert log_of(clerk.office)[-2:] == [(CLERK, "number")] * 2
    works(clerk)


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_server_that_is_stopped_and_started(server: postgres.Cluster, clerk: Clerk, how: str) -> None:
    clerk.hand_on()
    before = log_of(clerk.office)
    server.stop(how)
    try:
        with told(Fault.SERVER_GONE, within=PATIENCE):
            clerk.hand_on()
        with told(Fault.SERVER_GONE, within=PATIENCE):
            board(clerk.office, clerk.now)
    finally:
        server.start()
    assert log_of(clerk.office) == before
    works(clerk)


def test_a_server_that_was_started_anew_over_lunch_is_not_noticed(
    server: postgres.Cluster, clerk: Clerk
) -> None:
    """The connections that lay idle meanwhile are dead; they say so only when they are used."""
    clerk.hand_on()
    server.stop("immediate")
    server.start()
    works(clerk)


@pytest.mark.parametrize("how", ["fast", "immediate"])
@pytest.mark.parametrize("last_word", [True, False])
def test_a_server_that_stops_in_the_middle_of_a_deed(
    server: postgres.Cluster, clerk: Clerk, how: str, last_word: bool
) -> None:
    def stop(*_: object) -> None:
        server.stop(how)

    try:
        if last_word:
            with told(Fault.SERVER_UNSURE), before_commit(clerk.office, stop):
                number(clerk, "satu")
        else:
            with told(Fault.SERVER_GONE):
                number(clerk, "satu", then=stop)
    finally:
        server.start()
    assert (CLERK, "number") not in log_of(clerk.office)
    assert number(clerk, "satu") == 1
    works(clerk)


def test_a_copy_onto_the_server_whose_last_word_is_lost_says_so(
    server: postgres.Cluster, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not that nothing was written, which nobody can know; the file is as it was, and the copy can be made."""
    folder = tmp_path / "satu-komputer"
    alone = Clerk(open_office(folder, MONDAY, local=True))
    alone.start()
    alone.office.close()
    commit = ServerBase.commit

    def struck(base: ServerBase, connection: Connection) -> None:
        server.stop("immediate")
        commit(base, connection)

    monkeypatch.setattr(ServerBase, "commit", struck)
    try:
        with told(Fault.SERVER_UNSURE):
            move_to_server(folder, address, by=CLERK, now=alone.now)
    finally:
        server.start()
        monkeypatch.undo()
    assert not (folder / SETTING).exists()
    move_to_server(folder, address, by=CLERK, now=alone.now)
    with closing(open_office(folder, MONDAY)) as moved:
        works(Clerk(moved, now=alone.now, code=alone.code))


def test_a_password_that_was_changed(
    server: postgres.Cluster, database: str, say: Say, open_at: OpenAt
) -> None:
    role = f"petugas_{database}"
    say(f"CREATE ROLE {role} LOGIN PASSWORD 'sandi'")
    say(f"ALTER DATABASE {database} OWNER TO {role}")
    clerk = Clerk(open_at(server.url(database, user=role)))
    clerk.start()
    say(f"ALTER ROLE {role} PASSWORD 'lain'")
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{role}'")
    with told(Fault.SERVER_REFUSED) as words:
        clerk.hand_on()
    assert "menolak komputer ini" in words[0]
    assert "kata sandi" in words[0]
    say(f"ALTER ROLE {role} PASSWORD 'sandi'")
    works(clerk)


def test_a_database_that_was_renamed_and_gets_its_name_back(clerk: Clerk, database: str, say: Say) -> None:
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
    say(f"ALTER DATABASE {database} RENAME TO {database}_lama")
    with told(Fault.SERVER_REFUSED) as words:
        clerk.hand_on()
    assert "Periksa nama basis data" in words[0]
    say(f"ALTER DATABASE {database}_lama RENAME TO {database}")
    works(clerk)


def test_a_database_that_was_dropped_is_not_made_anew_under_an_open_office(
    clerk: Clerk, database: str, say: Say
) -> None:
    say(f"DROP DATABASE {database} WITH (FORCE)")
    with told(Fault.SERVER_REFUSED):
        clerk.hand_on()
    say(f"CREATE DATABASE {database} OWNER {postgres.OWNER}")
    with told(Fault.DATABASE_REPLACED):
        clerk.hand_on()
    with told(Fault.DATABASE_REPLACED):
        board(clerk.office, clerk.now)


@pytest.mark.parametrize("whose", ["database", "role"])
def test_connections_that_are_used_up_are_told_and_waited_for_no_longer(
    server: postgres.Cluster, database: str, say: Say, open_at: OpenAt, whose: str
) -> None:
    role = f"petugas_{database}"
    say(f"CREATE ROLE {role} LOGIN PASSWORD 'sandi'")
    say(f"ALTER DATABASE {database} OWNER TO {role}")
    clerk = Clerk(open_at(server.url(database, user=role)))
    clerk.start()
    say(f"ALTER {whose} {database if whose == 'database' else role} CONNECTION LIMIT 1")
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{role}'")
    with psycopg.connect(server.url(database, user=role)), told(Fault.SERVER_GONE, within=PATIENCE) as words:
        clerk.hand_on()
    assert "sambungan" in words[0]
    assert "kabel" not in words[0]
    works(clerk)


def take_all(address: str, held: ExitStack) -> None:
    """Connect until it is refused."""
    with suppress(psycopg.OperationalError):
        while True:
            held.enter_context(closing(psycopg.connect(address)))


@pytest.mark.slow
def test_all_connections_of_the_server_used_up(server: postgres.Cluster, clerk: Clerk, say: Say) -> None:
    """With the server's own words for it, which are others than those for a limit that somebody set."""
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{postgres.OWNER}'")
    with ExitStack() as others:
        for user in (postgres.OWNER, "postgres"):
            take_all(server.url("postgres", user=user), others)
            with told(Fault.SERVER_GONE, within=PATIENCE) as words:
                clerk.hand_on()
            assert "sambungan" in words[0]
    works(clerk)
