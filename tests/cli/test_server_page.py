"""``docs/server.md``: what it tells to type is typed, on a server that is as its installer leaves it."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from sopdesk.domain.errors import Fault, Rule
from tests import postgres
from tests.cli.running import sopdesk, start

PAGE: Final = (Path(__file__).resolve().parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
NETWORK: Final = "192.168.1.0/24"
PASSWORD: Final = "SOPDESK_DATABASE_PASSWORD"

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


def blocks(language: str) -> list[str]:
    fences = re.findall(r"^```(\w*)\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [inside for name, inside in fences if name == language]


def commands() -> list[str]:
    """The commands of the program, as they stand in the page."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.removeprefix("sopdesk ") for line in lines if line.startswith("sopdesk ")]


def command(deed: str) -> str:
    [found] = [each for each in commands() if each.startswith(deed)]
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Cluster]:
    """Set up by the page alone."""
    with postgres.cluster() as found:
        with closing(connected(found)) as said:
            said.execute(f"DROP ROLE {postgres.OWNER}")
            [told] = blocks("sql")
            shown: list[Any] = []
            for statement in told.split(";\n"):
                cursor = said.execute(statement.encode()) if statement.strip() else None
                shown = cursor.fetchall() if cursor is not None and cursor.description else shown
        [line] = [each for each in blocks("") if each.startswith("host")]
        assert NETWORK in line
        # The page adds its line to those that let the server's own PC in; the test's PC is to need it.
        kept = f"host  all  postgres  127.0.0.1/32  scram-sha-256\n{line.replace(NETWORK, '127.0.0.1/32')}"
        Path(shown[0][0]).write_text(kept, encoding="utf-8")
        found.stop()
        found.start()
        yield found


def connected(server: postgres.Cluster) -> psycopg.Connection[Any]:
    return psycopg.connect(server.url("postgres", user="postgres"), autocommit=True)


def typed(line: str, server: postgres.Cluster) -> list[str]:
    """The command, with the address of the test's server in it."""
    return line.replace("192.168.1.10:5432", f"127.0.0.1:{server.port}").split()


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    """Of the page's first line, given at the prompt."""
    [found] = re.findall(r"PASSWORD '(.+?)'", PAGE)
    monkeypatch.setenv(PASSWORD, found)
    return str(found)


def test_it_can_be_followed_to_its_end(server: postgres.Cluster, password: str, tmp_path: Path) -> None:
    start("rup")
    copied = sopdesk(*typed(command("server copy"), server))
    assert copied.code == 0, copied.err
    other, third = tmp_path / "lain", tmp_path / "ketiga"
    for folder in (other, third):
        used = sopdesk(*typed(command("server use"), server), "--data", folder)
        assert used.code == 0, used.err
    start("rup")
    assert len(sopdesk("dossier", "list", "--json", "--data", other).json) == 2
    backup = tmp_path / "kantor.sopdesk"
    assert sopdesk("backup", backup, "--data", other).code == 0

    # The server dies; what takes its place has the address, the role and an empty database.
    with closing(connected(server)) as said:
        said.execute("DROP DATABASE sopdesk WITH (FORCE)")
        said.execute("CREATE DATABASE sopdesk OWNER sopdesk ENCODING 'UTF8' TEMPLATE template0")
    assert sopdesk("server", "show", "--json").json["office"] is False
    assert sopdesk("server", "use", "--to", server.url("sopdesk").replace("sandi", password)).code == 3
    restored = sopdesk("restore", backup, "--data", third)
    assert restored.code == 0, restored.err
    assert len(sopdesk("dossier", "list", "--json").json) == 2
    assert sopdesk("verify", "--data", other).code == 0

    # Back to one PC.
    alone = tmp_path / "sendiri"
    assert sopdesk("backup", tmp_path / "akhir.sopdesk").code == 0
    assert sopdesk("restore", tmp_path / "akhir.sopdesk", "--data", alone).code == 0
    assert sopdesk("server", "show", "--json", "--data", alone).json["kept"] == "file"
    assert sopdesk("verify", "--data", alone).code == 0
    never = tmp_path / "komputer-ketiga"
    assert sopdesk(*typed(command("server use"), server), "--data", never).code == 0
    assert sopdesk("server", "back", "--data", never).code == 0
    assert sopdesk("restore", tmp_path / "akhir.sopdesk", "--data", never).code == 0
    assert len(sopdesk("dossier", "list", "--json", "--data", never).json) == 2


def test_the_line_in_pg_hba_lets_in_to_this_database_alone(server: postgres.Cluster, password: str) -> None:
    with closing(psycopg.connect(server.url("sopdesk").replace("sandi", password))) as said:
        assert said.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    with pytest.raises(psycopg.OperationalError, match="pg_hba"):
        psycopg.connect(server.url("postgres").replace("sandi", password))
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.url("sopdesk"))
    with closing(connected(server)) as said:
        assert said.execute(
            "SELECT setting FROM pg_file_settings WHERE name = 'listen_addresses' AND sourcefile LIKE '%auto.conf'"
        ).fetchone() == ("*",)


def test_codes_that_it_names_are_known() -> None:
    known = {rule.value for rule in Rule} | {fault.value for fault in Fault}
    table = PAGE.split("## If it does not work")[1]
    named = {
        word
        for line in table.splitlines()[3:]
        for word in re.findall(r"`([a-z]+_[a-z]+)`", line.split("|")[1])
    }
    assert {"server_gone", "server_refused", "server_address", "server_taken", "server_copy"} <= named
    assert named <= known


def test_each_of_its_commands_is_one() -> None:
    assert [line.split()[0] for line in commands()] == ["server", "server", "restore", "backup", "restore"]
    assert {line.split()[1] for line in commands() if line.startswith("server")} == {"copy", "use"}
