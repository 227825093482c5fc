"""``sopdesk backup`` and ``sopdesk restore``: what they answer, and that the office is there again."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopdesk.services.office import open_office
from sopdesk.services.restoring import kept_offices
from tests.behind import behind
from tests.cli.running import NOW, sopdesk, start

PASSWORD = "SOPDESK_BACKUP_PASSWORD"


@pytest.fixture
def folder(data_folder: Path) -> Path:
    start("rup")
    start("balasan")
    return data_folder


def test_there_and_back(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.sopdesk"
    made = sopdesk("backup", file, "--json", "--by", "Petugas Satu")
    assert (made.code, made.err) == (0, "")
    assert made.json["ok"] is True
    assert made.json["counts"]["dossiers"] == 2
    assert made.json["size"] == file.stat().st_size
    before = sopdesk("dossier", "list", "--json").json
    new = tmp_path / "baru"
    told = sopdesk("restore", file, "--data", new, "--json")
    assert (told.code, told.err) == (0, "")
    assert told.json["kept"] is None
    assert told.json["log_head"] == made.json["log_head"]
    assert sopdesk("dossier", "list", "--json", "--data", new).json == before
    assert sopdesk("verify", "--data", new).code == 0
    start("rup")
    again = sopdesk("restore", file, "--json")
    assert again.json["lost_entries"] == 1
    assert [kept.name for kept in kept_offices(folder)] == [again.json["kept"]]
    assert sopdesk("dossier", "list", "--json").json == before
    assert sopdesk("verify").code == 0


def test_it_says_in_words_what_it_did(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.sopdesk"
    made = sopdesk("backup", file)
    assert (made.code, made.out) == (0, "")
    assert made.err.startswith(f"Cadangan selesai dan sudah diperiksa: {file} (1 MB, 2 berkas, ")
    told = sopdesk("restore", file)
    assert (told.code, told.out) == (0, "")
    assert (
        told.err.splitlines()[0] == "Data kantor ini dipulihkan dari cadangan 23 November 2026 pukul 16.00."
    )
    assert told.err.splitlines()[1].startswith("Data yang sebelumnya disimpan di ")
    assert folder.is_dir()


def test_behind_a_password(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, other = tmp_path / "satu.sopdesk", tmp_path / "dua.sopdesk"
    monkeypatch.setenv(PASSWORD, "rahasia kantor")
    assert sopdesk("backup", file).code == 0
    monkeypatch.delenv(PASSWORD)
    assert sopdesk("backup", other, "--password", stdin=b"rahasia lain\n").code == 0
    for path, password in ((file, b"rahasia kantor\n"), (other, b"rahasia lain\n")):
        asked = sopdesk("restore", path, "--json")
        assert (asked.code, asked.json["code"]) == (1, "backup_password")
        wrong = sopdesk("restore", path, "--password", "--json", stdin=b"salah\n")
        assert (wrong.code, wrong.json["code"]) == (1, "backup_password")
        assert sopdesk("restore", path, "--password", stdin=password).code == 0
    assert sopdesk("backup", tmp_path / "tiga.sopdesk", "--password", stdin=b"\n").code == 2
    assert not (tmp_path / "tiga.sopdesk").exists()
    assert folder.is_dir()


@pytest.mark.sqlite
def test_what_cannot_be_done(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.sopdesk"
    assert sopdesk("backup", file, "--data", tmp_path / "kosong").code == 3
    assert not (tmp_path / "kosong").exists()
    assert sopdesk("backup").code == 2
    missing = sopdesk("restore", file, "--json")
    assert (missing.code, missing.json["code"]) == (3, "file_unreadable")
    assert sopdesk("backup", file).code == 0
    twice = sopdesk("backup", file, "--json")
    assert (twice.code, twice.json["code"]) == (1, "bad_value")
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    cut = sopdesk("restore", file, "--json")
    assert (cut.code, cut.json["code"]) == (1, "bad_backup")
    assert "cadangan.sopdesk" in cut.json["message"]
    file.write_bytes(whole)
    held = open_office(folder, NOW)
    try:
        locked = sopdesk("restore", file, "--json")
        assert held.look().version > 0
    finally:
        held.close()
    assert (locked.code, locked.json["code"]) == (3, "file_locked")


def test_as_a_process_while_another_writes(folder: Path, tmp_path: Path) -> None:
    """A batch goes on beside it; the copy holds a whole number of its lines."""
    command = [sys.executable, "-m", "sopdesk.__main__"]
    env = {**os.environ, "SOPDESK_DATA": str(folder)}
    with subprocess.Popen(
        [*command, "batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        for _ in range(5):
            writer.stdin.write(json.dumps(start_line()).encode() + b"\n")
            writer.stdin.flush()
            assert json.loads(writer.stdout.readline())["ok"] is True
        file = tmp_path / "cadangan.sopdesk"
        done = subprocess.run(
            [*command, "backup", str(file), "--json"], env=env, check=True, capture_output=True
        )
        writer.stdin.write(json.dumps(start_line()).encode() + b"\n")
        writer.stdin.flush()
        assert json.loads(writer.stdout.readline())["ok"] is True
        writer.stdin.close()
    assert json.loads(done.stdout)["counts"]["dossiers"] == 7
    subprocess.run([*command, "restore", str(file)], env=env, check=True, capture_output=True)
    with behind(folder) as database:
        assert database.one("SELECT count(*) FROM dossier") == 7


def start_line() -> dict[str, str]:
    return {"op": "start", "sop": "rup", "title": "RUP", "at": "2026-11-02T08:00", "by": "Ani"}
