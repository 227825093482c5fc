"""Servers, addresses and settings that are not as they should be: each is told, and none is taken for another."""

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.sentences import sentence
from sopdesk.store import patience
from sopdesk.store.log import OFFICE
from sopdesk.store.patience import SilentServer
from sopdesk.store.place import SETTING, choose_server, server_at, server_from, server_of
from sopdesk.store.server_base import connect_to, open_server_engine
from sopdesk.store.server_places import COMING, exchange
from sopdesk.store.server_schema import SCHEMA_NAME, make_guards, make_tables
from sopdesk.store.server_troubles import server_fault_of
from sopdesk.store.store import Store, open_server_store
from tests import postgres
from tests.store.conftest import NOW

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="has a server of its own, and is run with the files"),
]
FATAL = 'connection failed: connection to server at "10.0.0.5", port 5432 failed: FATAL:  '


@pytest.fixture
def store(address: str, data_folder: Path) -> Iterator[Store]:
    opened = open_server_store(server_at(address), data_folder)
    yield opened
    opened.close()


def fault_of(deed: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as found:
        deed()
    return found.value


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_every_letter_is_refused(
    server: postgres.Cluster, data_folder: Path, encoding: str
) -> None:
    name = f"sandi_{encoding.lower()}"
    server.say(
        f"CREATE DATABASE {name} OWNER {postgres.OWNER} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0"
    )
    trouble = fault_of(lambda: open_server_store(server_at(server.url(name)), data_folder))
    assert trouble.fault is Fault.SERVER_REFUSED
    assert encoding in sentence(trouble)


def test_who_may_not_come_into_the_database_is_refused(
    server: postgres.Cluster, address: str, data_folder: Path
) -> None:
    database = address.rsplit("/", 1)[1]
    server.say("CREATE ROLE orang_lain LOGIN PASSWORD 'sandi'")
    other = server_at(server.url(database, user="orang_lain"))
    assert fault_of(lambda: open_server_store(other, data_folder)).fault is Fault.SERVER_REFUSED
    server.say(f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")
    assert fault_of(lambda: open_server_store(other, data_folder)).fault is Fault.SERVER_REFUSED


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ("?sslmod=require", Fault.SERVER_ADDRESS),
        ("?autocommit=1", Fault.SERVER_ADDRESS),  # nothing of PostgreSQL's, but of its driver
        ("?row_factory=x", Fault.SERVER_ADDRESS),
        ("?sslmode=tentu", Fault.SERVER_REFUSED),
        ("?sslmode=require", Fault.SERVER_REFUSED),  # the server of the tests has no certificate
    ],
)
def test_what_stands_behind_the_address_is_told(
    address: str, data_folder: Path, changed: str, fault: Fault
) -> None:
    assert fault_of(lambda: open_server_store(server_at(address + changed), data_folder)).fault is fault


@pytest.mark.parametrize("host", ["server..kantor", "s" * 80])
def test_a_name_that_no_computer_can_have_is_no_address(host: str) -> None:
    assert fault_of(lambda: connect_to(server_from(host, 5432, "a", "b", "c"))).fault is Fault.SERVER_ADDRESS


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Passwort-Authentifizierung für Benutzer »sopdesk« fehlgeschlagen", Fault.SERVER_REFUSED),
        ("le rôle « sopdesk » n'existe pas", Fault.SERVER_REFUSED),
        ('la base de datos "sopdesk" no existe', Fault.SERVER_REFUSED),
        ("das Datenbanksystem startet", Fault.SERVER_GONE),
        ("the database system is shutting down", Fault.SERVER_GONE),
    ],
)
def test_a_server_of_any_language_refuses(words: str, fault: Fault) -> None:
    assert server_fault_of(psycopg.OperationalError(FATAL + words)) is fault


@pytest.mark.parametrize(
    "words",
    [
        'connection to server at "10.0.0.5", port 5432 failed: Connection refused\n\tIs the server running on "x"?',
        "consuming input failed: SSL SYSCALL error: EOF detected",
    ],
)
def test_a_line_without_an_answer_is_no_refusal(words: str) -> None:
    assert server_fault_of(psycopg.OperationalError(words)) is Fault.SERVER_GONE


def test_a_name_that_is_looked_up_for_ever_is_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a router whose way out is gone: the system asks for its name half a minute long."""
    answered, asked = socket.socketpair()
    monkeypatch.setattr(patience, "PATIENCE", 0.2)

    def look_up(*_asked: object, **_more: object) -> Any:
        asked.recv(1)
        raise socket.gaierror("nobody of that name")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with answered, asked:
        asked.settimeout(60)
        with pytest.raises(SilentServer):
            connect_to(server_from("pc-umum", 5432, "a", "b", "c"))
        answered.send(b"x")


def test_a_connection_that_comes_too_late_is_closed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = connect_to(server_at(address))
    answered, asked = socket.socketpair()
    closed = partial(asked.send, b"x")
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    monkeypatch.setattr(made, "close", closed)

    def late() -> Any:
        asked.recv(1)
        return made

    with answered, asked:
        with pytest.raises(SilentServer):
            patience.in_time(late)
        answered.send(b"x")
        answered.settimeout(5)
        assert answered.recv(1) == b"x"
    monkeypatch.undo()
    made.close()


@pytest.mark.parametrize("data", [b"\xff\xfe{", b'{"url": "\xfc"}'])
def test_a_setting_in_other_letters_is_told(data_folder: Path, data: bytes) -> None:
    data_folder.mkdir()
    (data_folder / SETTING).write_bytes(data)
    assert fault_of(lambda: server_of(data_folder)).fault is Fault.SERVER_ADDRESS


def test_a_setting_that_cannot_be_read_is_never_taken_for_none(data_folder: Path) -> None:
    (data_folder / SETTING).mkdir(parents=True)
    assert fault_of(lambda: server_of(data_folder)).fault is Fault.SERVER_ADDRESS


def test_a_setting_that_an_editor_of_windows_has_saved_is_read(data_folder: Path) -> None:
    data_folder.mkdir()
    text = json.dumps({"url": "postgresql://ani:x@satu/kantor"})
    (data_folder / SETTING).write_text(text, encoding="utf-8-sig")
    found = server_of(data_folder)
    assert found is not None
    assert found.shown == "satu:5432/kantor"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_the_password_is_nobodys_at_no_moment(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes = []
    replace = Path.replace

    def seen(path: Path, target: Path) -> Path:
        modes.append(path.stat().st_mode & 0o777)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", seen)
    choose_server(data_folder, server_at("postgresql://ani:sandi@satu/kantor"))
    assert modes == [0o600]


def test_an_office_that_is_exchanged_is_not_read_half(store: Store, address: str) -> None:
    """Names lead to the new tables at once, whose rows an older view of the database does not see."""
    with store.write() as unit:
        unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={})
    with closing(psycopg.connect(address)) as other:
        engine = open_server_engine(server_at(address))
        with engine.connect() as connection:
            make_tables(connection, COMING)
            make_guards(connection)
            connection.commit()
        engine.dispose()
        assert other.execute("SELECT 1").fetchone() == (1,)
    read = []

    def look() -> None:
        with store.read() as unit:
            read.append(unit.log.head()[0])
            with exchange(server_at(address), COMING, f"{SCHEMA_NAME}_sebelum_1", lambda _unit: "{}"):
                pass
            read.append(unit.log.head()[0])

    assert fault_of(look).fault is Fault.DATABASE_REPLACED
    assert read == [1, 0]
