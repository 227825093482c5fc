"""``sopdesk server``, and the other commands where the office is on a real PostgreSQL server."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import Connection, Engine, select

from sopdesk.services.backups import make_backup
from sopdesk.services.office import open_office
from sopdesk.store import book_tables as book_tables
from sopdesk.store import history_tables as history_tables
from sopdesk.store.tables import metadata
from tests import postgres
from tests.cli.running import NOW, Told, batch, sopdesk, start
from tests.cli.test_process import ROOT, process

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]
URL: Final = "SOPDESK_DATABASE_URL"
PASSWORD: Final = "SOPDESK_DATABASE_PASSWORD"


@pytest.fixture
def url(address: str) -> str:
    return address


@pytest.fixture
def bare(url: str) -> str:
    """The address without the password."""
    return url.replace(":sandi@", "@")


def program(url: str, folder: Path, *argv: str | Path, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
    """As a process that knows of the server by its environment alone."""
    told = {**os.environ, URL: url, "SOPDESK_DATA": str(folder)}
    with process(*(str(each) for each in argv), env=told) as child:
        out, err = child.communicate(stdin)
    return child.returncode, out, err


def good(url: str, folder: Path, *argv: str | Path, stdin: bytes = b"") -> Any:
    """What it answers as JSON; none is no answer."""
    code, out, err = program(url, folder, *argv, stdin=stdin)
    assert code == 0, err.decode()
    return json.loads(out) if out else None


def secretless(told: Told) -> Told:
    """An answer in which the password stands nowhere."""
    assert ":sandi@127" not in told.out + told.err
    assert "rahasia-kantor" not in told.out + told.err
    return told


class TestTheWay:
    def test_there_and_where_it_is(self, data_folder: Path, url: str, tmp_path: Path) -> None:
        start("rup")
        at_home = sopdesk("server", "show", "--json").json
        assert at_home == {
            "ok": True,
            "kept": "file",
            "server": None,
            "file": str(data_folder / "sopdesk.db"),
            "set_by": None,
            "office": True,
            "kecamatan": "",
            "clock_seconds": None,
        }
        before = sopdesk("dossier", "list", "--json").json
        moved = secretless(sopdesk("server", "copy", "--to", url, "--json", "--by", "Ani"))
        assert (moved.code, moved.err) == (0, "")
        shown = url.split("@")[1]
        assert (moved.json["ok"], moved.json["server"]) == (True, shown)
        assert moved.json["counts"]["dossiers"] == 1
        assert sopdesk("dossier", "list", "--json").json == before
        start("rup")
        there = secretless(sopdesk("server", "show", "--json")).json
        assert (there["kept"], there["server"], there["set_by"], there["office"]) == (
            "server",
            shown,
            "setting",
            True,
        )
        assert type(there["clock_seconds"]) is int  # the test's clock stands still, the server's does not
        other = tmp_path / "komputer-lain"
        used = secretless(sopdesk("server", "use", "--to", url, "--data", other))
        assert (used.code, used.err) == (0, f"Komputer ini memakai data di server {shown}.\n")
        assert len(sopdesk("dossier", "list", "--json", "--data", other).json) == 2
        assert sopdesk("verify", "--data", other).code == 0
        left = sopdesk("server", "back", "--data", other, "--json")
        assert (left.code, left.json["ok"]) == (0, True)
        empty = sopdesk("server", "show", "--data", other)
        assert (empty.code, empty.out) == (0, f"Belum ada data kantor di komputer ini, {other}/sopdesk.db.\n")
        with sqlite3.connect(data_folder / "sopdesk.db") as file:
            assert file.execute("SELECT count(*) FROM dossier").fetchone() == (1,)

    def test_in_words_with_the_way_it_has_gone(self, data_folder: Path, url: str) -> None:
        start("rup")
        told = secretless(sopdesk("server", "copy", "--to", url))
        assert (told.code, told.out) == (0, "")
        lines = told.err.splitlines()
        assert lines[-2] == "100 %"
        assert lines[-1].startswith(f"Data kantor selesai disalin ke server {url.split('@')[1]} ")
        assert sopdesk("server", "show").out == f"Data kantor ini ada di server {url.split('@')[1]}.\n"
        assert data_folder.is_dir()

    def test_the_file_that_was_left_is_not_used_again(self, data_folder: Path, url: str) -> None:
        start("rup")
        assert sopdesk("server", "copy", "--to", url).code == 0
        back = sopdesk("server", "back", "--json")
        assert (back.code, back.json["code"]) == (1, "left_behind")
        assert (data_folder / "server.json").exists()
        # The way back that the sentence names.
        backup = data_folder / "kantor.sopdesk"
        assert sopdesk("backup", backup).code == 0
        new = data_folder.with_name("folder-baru")
        assert sopdesk("restore", backup, "--data", new).code == 0
        assert sopdesk("server", "show", "--json", "--data", new).json["kept"] == "file"
        assert sopdesk("verify", "--data", new).code == 0

    def test_refusals(self, data_folder: Path, url: str, tmp_path: Path, server: postgres.Cluster) -> None:
        nothing = secretless(sopdesk("server", "copy", "--to", url, "--json"))
        assert (nothing.code, nothing.json["code"]) == (3, "no_office")
        start("rup")
        assert sopdesk("server", "back", "--json").json["code"] == "no_server"
        for address in ("mysql://a@b/c", "sopdesk.db", "postgresql://ani:rahasia-kantor@/", "http://[x"):
            for deed in ("copy", "use"):
                told = secretless(sopdesk("server", deed, "--to", address, "--json"))
                assert (told.code, told.json["code"]) == (3, "server_address")
        empty = secretless(sopdesk("server", "use", "--to", url, "--json", "--data", tmp_path / "a"))
        assert (empty.code, empty.json["code"]) == (3, "no_office")
        assert not (tmp_path / "a" / "server.json").exists()
        wrong = url.replace(":sandi@", ":rahasia-kantor@")
        shut = secretless(sopdesk("server", "copy", "--to", wrong, "--json"))
        assert (shut.code, shut.json["code"]) == (3, "server_refused")
        gone = secretless(
            sopdesk("server", "copy", "--to", "postgresql://a:rahasia-kantor@127.0.0.1:9/b", "--json")
        )
        assert (gone.code, gone.json["code"]) == (3, "server_gone")
        assert sopdesk("server", "copy").code == 2
        assert sopdesk("server", "copy", "--to", url).code == 0
        start("rup")
        other = tmp_path / "lain"
        assert sopdesk("sample", "--years", "1", "--closed", "1", "--open", "1", "--data", other).code == 0
        taken = secretless(sopdesk("server", "copy", "--to", url, "--json", "--data", other))
        assert (taken.code, taken.json["code"]) == (1, "server_taken")
        assert server.main_process() > 0
        assert not list(data_folder.glob("**/sopdesk.log"))

    def test_the_password_from_outside_the_address(
        self, data_folder: Path, bare: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start("rup")
        none = sopdesk("server", "copy", "--to", bare, "--json")
        assert (none.code, none.json["code"]) == (3, "server_refused")
        monkeypatch.setenv(PASSWORD, "sandi")
        assert secretless(sopdesk("server", "copy", "--to", bare)).code == 0
        monkeypatch.delenv(PASSWORD)
        assert sopdesk("verify").code == 0
        setting = data_folder / "server.json"
        assert ":sandi@" in setting.read_text(encoding="utf-8")
        assert setting.stat().st_mode & 0o077 == 0

    def test_a_server_that_has_gone(
        self, data_folder: Path, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        away = "postgresql://sopdesk:rahasia-kantor@127.0.0.1:9/sopdesk"
        monkeypatch.setenv(URL, away)
        told = secretless(sopdesk("server", "show", "--json"))
        assert told.code == 3
        assert (told.json["ok"], told.json["code"], told.json["server"], told.json["set_by"]) == (
            False,
            "server_gone",
            "127.0.0.1:9/sopdesk",
            "environment",
        )
        fixed = sopdesk("server", "back")
        assert (fixed.code, fixed.out) == (2, "")
        assert URL in fixed.err
        monkeypatch.setenv(URL, url)
        start("rup")
        assert sopdesk("server", "use", "--to", url).code == 0
        monkeypatch.setenv(URL, away)
        beside = sopdesk("server", "show")
        assert beside.code == 3
        monkeypatch.delenv(URL)
        assert sopdesk("server", "show").code == 0
        (data_folder / "server.json").write_text(json.dumps({"url": away}), encoding="utf-8")
        assert sopdesk("server", "back").code == 0  # nobody there who could forbid it
        assert not (data_folder / "server.json").exists()


class TestEveryCommand:
    """By the environment alone: what makes, writes and replaces as a process of its own, what reads in this one."""

    def test_a_day_on_the_server(self, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = tmp_path / "pc"
        monkeypatch.setenv(URL, url)
        monkeypatch.setenv("SOPDESK_DATA", str(folder))
        assert sopdesk("verify", "--json").code == 3  # nothing there yet
        code, _out, err = program(
            url, folder, "sample", "--years", "1", "--scale", "0.05", "--open", "4", "--closed", "6"
        )
        assert (code, err.decode().splitlines()[-1]) == (
            0,
            f"Kantor contoh selesai dibuat di {url.split('@')[1]}.",
        )
        assert not (folder / "sopdesk.db").exists()
        assert sopdesk("sample", "--years", "1").code == 2
        assert good(url, folder, "verify")["ok"] is True
        dossiers = sopdesk("dossier", "list", "--json").json
        assert len(dossiers) == 10
        shown = sopdesk("dossier", "show", dossiers[0]["code"], "--json").json
        assert shown["log"]
        year = dossiers[0]["code"][:4]
        assert sopdesk("register", "outgoing", "--year", year, "--json").json
        sheet = tmp_path / "lembar.pdf"
        good(url, folder, "paper", "lembar-kendali", "--dossier", dossiers[0]["code"], "--out", sheet)
        assert sheet.read_bytes().startswith(b"%PDF-")
        table = tmp_path / "log.csv"
        sopdesk("export", "csv", "--table", "log", "--year", year, "--out", table)
        assert len(table.read_bytes().splitlines()) > 10
        line = {"op": "start", "sop": "rup", "title": "RUP", "at": "2026-11-02T08:00", "by": "Ani"}
        assert good(url, folder, "batch", stdin=json.dumps(line).encode())["ok"] is True
        backup = folder / "cadangan" / "SOPDesk-contoh.sopdesk"
        backup.parent.mkdir()
        made = good(url, folder, "backup", backup, "--json")
        assert made["counts"]["dossiers"] == 11
        minutes = tmp_path / "berita.pdf"
        sopdesk("paper", "berita-acara", "--option", "cadangan", "--out", minutes)
        assert minutes.read_bytes().startswith(b"%PDF-")
        assert sopdesk("batch", stdin=json.dumps(line).encode()).json["ok"] is True
        code, _out, err = program(url, folder, "restore", backup)
        assert code == 0, err.decode()
        assert "disimpan di server sebagai sopdesk_sebelum_" in err.decode()
        assert len(sopdesk("dossier", "list", "--json").json) == 11
        assert sopdesk("verify", "--json").json["ok"] is True

    def test_two_that_open_an_empty_database_at_once(self, url: str, tmp_path: Path) -> None:
        line = json.dumps(
            {"op": "start", "sop": "rup", "title": "RUP", "at": "2026-11-02T08:00", "by": "Ani"}
        )
        command = [sys.executable, "-m", "sopdesk.__main__", "batch"]
        children = [
            subprocess.Popen(
                command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, URL: url, "SOPDESK_DATA": str(tmp_path / f"pc{number}")},
            )
            for number in range(4)
        ]
        told = [child.communicate(f"{line}\n{line}\n".encode()) for child in children]
        assert [child.returncode for child in children] == [0] * 4, told
        answers = [json.loads(answer) for out, _err in told for answer in out.splitlines()]
        assert all(answer["ok"] for answer in answers), answers
        assert len({answer["dossier"] for answer in answers}) == 8
        report = good(url, tmp_path / "pc0", "verify")
        assert (report["ok"], report["counts"]["dossiers"]) == (True, 8)


def test_what_a_command_logs_has_the_servers_time(data_folder: Path, url: str, tmp_path: Path) -> None:
    """However far this PC's clock is behind."""
    made = tmp_path / "dibuat"
    made.mkdir()
    days = made / "hari.csv"
    days.write_text("tanggal;keterangan\n2027-03-03;Hari contoh\n", encoding="utf-8")
    slow = datetime.now(UTC) - timedelta(minutes=7)
    line = {"op": "start", "sop": "rup", "title": "Pengadaan", "by": "Ani", "at": slow.isoformat()}
    assert batch(line, now=slow)[0]["ok"]
    assert sopdesk("server", "copy", "--to", url, now=slow).code == 0
    for argv in (
        ("duty", "open", "--sop", "rup", "--period", str(slow.year + 1), "--by", "Ani"),
        ("calendar", "import", days),
        ("backup", made / "kantor.sopdesk"),
        ("paper", "papan", "--out", made / "papan.pdf"),
        ("export", "xlsx", "--out", made / "semua.xlsx"),
    ):
        with closing(open_office(data_folder, slow)) as office, office.store.read() as unit:
            before = unit.log.count()
        told = sopdesk(*argv, now=slow)
        assert told.code == 0, told.err
        with closing(open_office(data_folder, slow)) as office, office.store.read() as unit:
            entered = list(unit.log.walk())[before:]
        assert entered, argv
        for entry in entered:
            assert abs(entry.logged_at - datetime.now(UTC)) < timedelta(minutes=1), argv


def rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it lies there."""
    return {
        table.name: [
            tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]
        for table in metadata.sorted_tables
    }


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return rows(connection)


def test_a_backup_of_the_server_is_the_same_on_the_server_and_in_a_file(url: str, tmp_path: Path) -> None:
    """By every row of every table: at the moment of the backup, put back there, and put into a file."""
    folder = tmp_path / "pc"
    options = ("--years", "1", "--scale", "0.05", "--open", "4", "--closed", "6")
    assert sopdesk("sample", *options, "--data", folder).code == 0
    assert sopdesk("server", "copy", "--to", url, "--data", folder).code == 0
    backup = tmp_path / "kantor.sopdesk"
    with closing(open_office(folder, NOW)) as office:
        before = contents(office.store.base.engine)
        make_backup(office, backup, by="Ani", now=NOW)
    assert sum(len(found) for found in before.values()) > 250
    assert sopdesk("restore", backup, "--data", folder).code == 0
    alone = tmp_path / "sendiri"
    assert sopdesk("restore", backup, "--data", alone).code == 0
    entered = {"log", "setting"}  # a restore enters itself and counts a change
    for there in (folder, alone):
        with closing(open_office(there, NOW)) as office:
            after = contents(office.store.base.engine)
        assert after["log"][:-1] == before["log"]
        for name in before.keys() - entered:
            assert after[name] == before[name], name
    with closing(psycopg.connect(url)) as said:
        kept = said.execute(
            "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sopdesk\\_sebelum\\_%'"
        ).fetchone()
    assert kept == (1,)
