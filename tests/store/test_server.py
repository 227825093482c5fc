"""An office on a PostgreSQL server: its address, its tables, its silence, and whom it refuses; on a real one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.sentences import sentence
from sopdesk.store import server_base, server_schema, tables
from sopdesk.store.log import OFFICE
from sopdesk.store.migrate import HEAD
from sopdesk.store.place import SETTING, choose_server, server_at, server_of
from sopdesk.store.server_base import ServerBase, open_server_engine
from sopdesk.store.server_schema import CHANNEL, SCHEMA_NAME, revision_on
from sopdesk.store.store import Store, Unit, open_server_store, open_store
from sopdesk.store.tables import metadata
from tests import postgres
from tests.behind import BROKEN_RULES, behind
from tests.store.conftest import NOW

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="has a server of its own, and is run with the files"),
]
ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "kunci/rahasia 7@:"


@pytest.fixture
def store(address: str, data_folder: Path) -> Iterator[Store]:
    opened = open_server_store(server_at(address), data_folder)
    yield opened
    opened.close()


def append(store: Store, actor: str = "x") -> None:
    with store.write() as unit:
        unit.log.append(OFFICE, "note", actor=actor, at=NOW, now=NOW, body={})


def fail_after_append(store: Store) -> None:
    with store.write() as unit:
        unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={})
        raise ZeroDivisionError


def actors(store: Store) -> list[str]:
    with store.read() as unit:
        return [entry.actor for entry in unit.log.walk()]


def process_of(unit: Unit) -> int:
    """The server's process that answers this unit."""
    return int(unit._connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())


@contextmanager
def standing_still(*processes: int) -> Iterator[None]:
    """As behind a cable that was pulled: nobody answers, and nobody says that he will not."""
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


@contextmanager
def trouble(fault: Fault) -> Iterator[list[Trouble]]:
    found: list[Trouble] = []
    with pytest.raises(Trouble) as raised:
        yield found
    found.append(raised.value)
    assert raised.value.fault is fault, raised.value.data


# The address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://ani:x@server:5433/kantor", "server:5433/kantor"),
        ("postgres://ani@server/kantor", "server:5432/kantor"),
        ("  postgresql+psycopg://ani:a%2Fb%40c@10.0.0.2/kantor?sslmode=require\n", "10.0.0.2:5432/kantor"),
        ("postgresql://ani:x@[::1]:5432/kantor", "::1:5432/kantor"),
    ],
)
def test_an_address_is_read_and_shown_without_its_password(text: str, shown: str) -> None:
    server = server_at(text)
    assert server.shown == shown
    assert server_at(server.text) == server


@pytest.mark.parametrize(
    "text",
    [
        *("", "sopdesk.db", "sqlite:///sopdesk.db", "mysql://a:b@c/d", "http://server/kantor"),
        *("postgresql://server", "postgresql://server/", "postgresql://server:lima/kantor", "postgresql:"),
    ],
)
def test_any_other_text_is_no_address(text: str) -> None:
    with trouble(Fault.SERVER_ADDRESS) as found:
        server_at(text)
    assert "postgresql://" in sentence(found[0])


def test_the_surroundings_come_before_the_folders_setting(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert server_of(data_folder) is None
    choose_server(data_folder, server_at("postgresql://ani:x@satu/kantor"))
    found = server_of(data_folder)
    assert found is not None
    assert found.shown == "satu:5432/kantor"
    monkeypatch.setenv("SOPDESK_DATABASE_URL", "postgresql://ani:x@dua/kantor")
    found = server_of(data_folder)
    assert found is not None
    assert found.shown == "dua:5432/kantor"
    monkeypatch.setenv("SOPDESK_DATABASE_URL", "dua")
    with trouble(Fault.SERVER_ADDRESS):
        server_of(data_folder)
    monkeypatch.delenv("SOPDESK_DATABASE_URL")
    choose_server(data_folder, None)
    assert server_of(data_folder) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"url": 7}', '{"url": "sopdesk.db"}', "[" * 100_000])
def test_a_spoiled_setting_is_told_and_never_taken_for_none(data_folder: Path, text: str) -> None:
    """Else a PC would go on, alone, on a file of its own."""
    data_folder.mkdir()
    (data_folder / SETTING).write_text(text, encoding="utf-8")
    with trouble(Fault.SERVER_ADDRESS):
        open_store(data_folder, NOW)
    assert not (data_folder / "sopdesk.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_nobody_else_on_the_pc_reads_the_password(data_folder: Path) -> None:
    choose_server(data_folder, server_at("postgresql://ani:sandi@satu/kantor"))
    assert (data_folder / SETTING).stat().st_mode & 0o077 == 0
    assert json.loads((data_folder / SETTING).read_text(encoding="utf-8")).keys() == {"url"}


# Who is refused


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"password": SECRET}, Fault.SERVER_REFUSED),
        ({"username": "orang", "password": SECRET}, Fault.SERVER_REFUSED),
        ({"password": SECRET, "port": 1}, Fault.SERVER_GONE),
        ({"password": SECRET, "host": "tidak-ada.invalid"}, Fault.SERVER_GONE),
        ({"database": "tidak_ada"}, Fault.SERVER_REFUSED),
    ],
)
def test_a_refusal_says_where_and_never_the_password(
    address: str, data_folder: Path, changed: dict[str, Any], fault: Fault
) -> None:
    server = server_at(address)
    server = type(server)(server.url.set(**changed))
    with trouble(fault) as found:
        open_server_store(server, data_folder)
    told = [sentence(found[0]), str(found[0]), repr(found[0]), repr(found[0].data), repr(found[0].__cause__)]
    assert server.shown in told[0]
    for words in told:
        assert SECRET not in words
        assert server.text not in words
        assert ":sandi@" not in words


# The tables


def test_four_programs_that_begin_at_once_make_one_office(address: str, data_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.store.conftest import NOW\n"
        "from sopdesk.store.store import open_store\n"
        "print('siap', flush=True); sys.stdin.readline()\n"
        "store = open_store(Path(sys.argv[1]), NOW)\n"
        "with store.write() as unit: unit.dossiers.next_running(2026)\n"
        "store.close()\n"
    )
    choose_server(data_folder, server_at(address))
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(data_folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(4)
    ]
    for each in programs:
        assert each.stdout is not None
        assert each.stdout.readline() == "siap\n"
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    for each in programs:
        with each:
            each.communicate(timeout=60)
        assert each.returncode == 0
    with behind(data_folder) as database:
        assert database.execute("SELECT version_num FROM alembic_version") == [(HEAD,)]
        assert database.one("SELECT last FROM counter") == 4


def test_who_waited_for_the_making_finds_the_office_whole(address: str) -> None:
    """Its connection remembers that there was nothing: where little was made, the server does not remind it."""
    engine = open_server_engine(server_at(address))
    try:
        with engine.connect() as waiting:
            assert revision_on(waiting) is None
            waiting.rollback()
            waiting.exec_driver_sql("SELECT 1")
            with psycopg.connect(address) as other:
                other.execute(f"CREATE SCHEMA {SCHEMA_NAME}")
                other.execute(f"CREATE TABLE {SCHEMA_NAME}.alembic_version (version_num TEXT)")
                other.execute(f"INSERT INTO {SCHEMA_NAME}.alembic_version VALUES ('made')")
            assert revision_on(waiting) == "made"
    finally:
        engine.dispose()


def test_the_tables_are_those_of_the_program(store: Store) -> None:
    """Alembic's own comparison; and all text is in the order of its bytes, whatever language the server speaks."""
    with store.base.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    with behind(store) as database:
        otherwise = database.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = ? "
            "AND data_type IN ('text', 'character varying') AND coalesce(collation_name, '') <> 'C' "
            "AND table_name <> 'alembic_version'",
            (SCHEMA_NAME,),
        )
        assert otherwise == []
        database.execute("ALTER TABLE dossier ADD COLUMN asing TEXT")
    with store.base.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) != []
    with store.read() as unit:
        assert unit.integrity_problems() == ["tabel dossier bukan yang dibuat program"]


def test_text_is_put_in_order_as_in_a_file(store: Store, tmp_path: Path) -> None:
    names = ["Ani", "ani", "Ánis", "Z", "é", "_", "10", "9", "a b", "a-b", "ab", "😀", "\ufffd", ""]
    found = []
    with closing(open_store(tmp_path / "berkas", NOW, local=True)) as file:
        for each in (store, file):
            with each.write() as unit:
                unit._connection.execute(
                    insert(tables.official), [{"name": name, "nip": "", "rank": ""} for name in names]
                )
            with each.read() as unit:
                named = select(tables.official.c.name).order_by(tables.official.c.name)
                found.append(unit._connection.execute(named).scalars().all())
    assert found[0] == found[1] == sorted(names, key=str.encode)


def test_a_long_answer_in_parts_says_nothing_of_the_questions_after_it(store: Store) -> None:
    """Else each of them would open a cursor on the server."""
    with store.read() as unit:
        before = dict(unit._connection.get_execution_options())
        unit.history.every()
        list(unit.log.walk())
        assert dict(unit._connection.get_execution_options()) == before


def test_what_is_asked_for_with_a_nul_is_not_there(store: Store) -> None:
    """A server takes no such text at all; a file does."""
    with store.write() as unit:
        unit.keep_answer("a", {"ok": True})
        assert unit.answer_of("a\0") is None
        assert unit.answer_of("\0") is None
        assert unit.dossiers.by_code("2026-0001-\0") is None


def test_an_office_of_a_newer_program_is_refused_and_untouched(store: Store, address: str) -> None:
    with behind(store) as database:
        database.execute("UPDATE alembic_version SET version_num = '0999'")
    with trouble(Fault.DATABASE_NEWER):
        ServerBase(server_at(address))
    with behind(store) as database:
        assert database.one("SELECT version_num FROM alembic_version") == "0999"


@pytest.mark.parametrize("spoil", ["DELETE FROM alembic_version", "DROP TABLE alembic_version"])
def test_an_office_without_its_revision_is_damage_and_not_made_anew(
    store: Store, address: str, spoil: str
) -> None:
    append(store)
    with behind(store) as database:
        database.execute(spoil)
    with trouble(Fault.DATABASE_DAMAGED):
        ServerBase(server_at(address))
    with behind(store) as database:
        assert database.one("SELECT count(*) FROM log") == 1


def test_an_empty_database_is_no_office_to_who_asks_for_one(address: str) -> None:
    with trouble(Fault.NO_OFFICE):
        ServerBase(server_at(address), new=False)
    with closing(psycopg.connect(address)) as connection:
        held = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (SCHEMA_NAME,)).fetchall()
    assert held == []


@pytest.mark.parametrize("anew", [False, True], ids=["taken away", "made anew"])
def test_an_open_store_never_writes_into_another_office(store: Store, address: str, anew: bool) -> None:
    append(store)
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        connection.execute(f"DROP SCHEMA {SCHEMA_NAME} CASCADE")
    if anew:
        ServerBase(server_at(address)).close()
    with trouble(Fault.DATABASE_REPLACED):
        actors(store)
    with trouble(Fault.DATABASE_REPLACED):
        append(store)


# The log


@pytest.mark.parametrize(
    "statement", ["UPDATE log SET actor = 'y'", "DELETE FROM log", "TRUNCATE log CASCADE", "TRUNCATE dossier CASCADE"]
)  # fmt: skip
def test_the_log_only_grows_for_its_owner_too(store: Store, statement: str) -> None:
    append(store)
    with behind(store, guarded=True) as database, pytest.raises(BROKEN_RULES, match="append-only"):
        database.execute(statement)
    assert actors(store) == ["x"]


@pytest.mark.parametrize(
    "statement", ["ALTER TABLE log DISABLE TRIGGER log_no_update", "DROP TRIGGER log_no_delete ON log"]
)
def test_a_guard_that_was_taken_away_is_found(store: Store, statement: str) -> None:
    with store.read() as unit:
        assert unit.integrity_problems() == []
    with behind(store, guarded=True) as database:
        database.execute(statement)
    with store.read() as unit:
        assert unit.integrity_problems() == ["penjaga catatan sudah dilepas"]


def test_each_new_entry_is_told_to_who_listens(store: Store, address: str) -> None:
    """Once it stands: what was taken back is told to nobody."""
    with closing(psycopg.connect(address, autocommit=True)) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        with pytest.raises(ZeroDivisionError):
            fail_after_append(store)
        append(store)
        append(store)
        told = [said.payload for said in listener.notifies(timeout=5, stop_after=2)]
    assert told == ["1", "2"]


# Silence


def took(deed: Callable[[], object]) -> float:
    begun = time.monotonic()
    deed()
    return time.monotonic() - begun


@pytest.mark.slow
def test_a_silent_server_is_told_in_five_seconds_and_found_again(
    store: Store, server: postgres.Cluster
) -> None:
    append(store)
    with store.read() as unit:
        process = process_of(unit)

    def asks() -> None:
        with trouble(Fault.SERVER_GONE) as found:
            actors(store)
        assert store.name in sentence(found[0])

    with standing_still(process):
        assert 4 < took(asks) < 6.5
    with standing_still(server.main_process()):
        assert 4 < took(asks) < 6.5  # not even a new connection
    assert actors(store) == ["x"]
    append(store, "y")
    assert actors(store) == ["x", "y"]


@pytest.mark.slow
def test_after_a_power_cut_of_the_server_all_goes_on(store: Store, server: postgres.Cluster) -> None:
    append(store)
    server.stop("immediate")
    try:
        for deed in (actors, append):
            with trouble(Fault.SERVER_GONE):
                deed(store)
    finally:
        server.start()
    append(store, "y")
    assert actors(store) == ["x", "y"]
    # A connection that lay idle while the server was started anew is no trouble of anybody's.
    server.stop()
    server.start()
    assert actors(store) == ["x", "y"]


@pytest.mark.slow
def test_a_commit_without_an_answer_is_told_as_unsure(store: Store) -> None:
    """The server may have done it or not; what it did is whole."""
    with trouble(Fault.SERVER_UNSURE) as found, store.write() as unit:
        unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={})
        os.kill(process := process_of(unit), signal.SIGSTOP)
    os.kill(process, signal.SIGCONT)
    assert "sudah tercatat" in sentence(found[0])
    append(store, "y")  # waits for its turn, until the other has ended
    assert actors(store) in (["y"], ["x", "y"])
    with store.read() as unit:
        assert unit.log.head()[0] == unit.log.count()


def test_a_commit_that_was_cut_leaves_nothing_half(store: Store, address: str) -> None:
    with trouble(Fault.SERVER_UNSURE), store.write() as unit:
        unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={})
        with closing(psycopg.connect(address, autocommit=True)) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (process_of(unit),))
    assert actors(store) == []
    append(store)
    assert actors(store) == ["x"]


def test_who_stands_still_in_a_unit_holds_nobody_up(
    address: str, store: Store, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another PC gets its turn when the server has ended the one that does nothing."""
    monkeypatch.setitem(server_base._SETTINGS, "idle_in_transaction_session_timeout", "300ms")
    with (
        closing(open_server_store(server_at(address), data_folder)) as idle,
        trouble(Fault.SERVER_GONE),
        idle.write() as unit,
    ):
        unit.log.append(OFFICE, "note", actor="idle", at=NOW, now=NOW, body={})
        append(store, "y")
        unit.log.append(OFFICE, "note", actor="idle", at=NOW, now=NOW, body={})
    assert actors(store) == ["y"]


def test_who_reckons_long_in_a_unit_of_reading_is_left_to_it(
    address: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds nobody up; a look through ten years thinks longer between two questions than a writer may."""
    monkeypatch.setitem(server_base._SETTINGS, "idle_in_transaction_session_timeout", "100ms")
    with closing(open_server_store(server_at(address), data_folder)) as slow, slow.read() as unit:
        with closing(psycopg.connect(address, autocommit=True)) as other:
            other.execute("SELECT pg_sleep(0.5)")
        assert unit.log.head()[0] == 0


def test_a_turn_that_does_not_come_is_told(
    address: str, store: Store, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(server_base._SETTINGS, "lock_timeout", "200ms")
    with closing(open_server_store(server_at(address), data_folder)) as other:
        with store.write(), trouble(Fault.FILE_LOCKED):
            append(other)
        append(other)
    assert actors(store) == ["x"]


# An upgrade while others are at work


def test_a_program_that_was_open_during_an_upgrade_touches_nothing(store: Store, address: str) -> None:
    append(store)
    with closing(psycopg.connect(address, autocommit=True)) as newer:
        newer.execute("UPDATE sopdesk.alembic_version SET version_num = '9999'")
        newer.execute("ALTER TABLE sopdesk.log RENAME COLUMN actor TO petugas")
    with trouble(Fault.DATABASE_NEWER):
        append(store)
    with trouble(Fault.DATABASE_NEWER):
        actors(store)


def test_an_upgrade_waits_for_who_writes(
    store: Store, address: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgraded: list[bool] = []
    monkeypatch.setattr(server_schema, "_TURNS", 1)
    monkeypatch.setattr(server_schema, "_upgrade", lambda _connection: upgraded.append(True))
    with store.write():
        with closing(psycopg.connect(address, autocommit=True)) as older:
            older.execute("UPDATE sopdesk.alembic_version SET version_num = '0001'")
        with trouble(Fault.FILE_LOCKED):
            open_server_store(server_at(address), data_folder)
    assert not upgraded
