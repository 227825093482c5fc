"""A damaged file of this PC's own settings: the usual values, a notice, and the file itself is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sopdesk.services.backup_places import Keeping, keeping
from sopdesk.services.own_files import damaged_words, set_aside_damaged
from tests.ui.main.office import Codes, Start

NAMES = ("tampilan.json", "cetak.json", "cadangan.json")
RUBBISH = [b"", b"{", b"[1]", b"\xff\xfe", b'{"a":' * 100_000, b"1"]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=[str(n) for n in range(len(RUBBISH))])
@pytest.mark.parametrize("name", NAMES)
def test_it_is_told_and_kept(
    codes: Codes, start: Start, data_folder: Path, name: str, rubbish: bytes
) -> None:
    (data_folder / name).write_bytes(rubbish)
    work = start()
    assert codes.late in work.cards()
    assert work.said.startswith("Pengaturan ")
    assert f"{name}.rusak" in work.said
    assert (data_folder / f"{name}.rusak").read_bytes() == rubbish
    assert keeping(data_folder) == Keeping()
    work.shell.close()
    again = start()
    assert again.said == "", "told once"


def test_a_second_one_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    for word in (b"{1", b"{2"):
        (tmp_path / NAMES[0]).write_bytes(word)
        assert set_aside_damaged(tmp_path) == [NAMES[0]]
    assert sorted(p.read_bytes() for p in tmp_path.glob("*.rusak*")) == [b"{1", b"{2"]


def test_sound_ones_stay(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert set_aside_damaged(tmp_path) == []
    assert damaged_words([]) == ""
    assert "kata sandi" in damaged_words(["cadangan.json"])


@pytest.mark.sqlite
def test_the_window_opens_with_a_spoiled_setting_and_says_which(
    codes: Codes, start: Start, data_folder: Path
) -> None:
    """At each start, until it is saved anew."""
    with closing(sqlite3.connect(data_folder / "sopdesk.db")) as database, database:
        database.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('calendar', '{')")
    for _ in range(2):
        work = start()
        assert codes.late in work.cards()
        assert work.said.startswith("Pengaturan rusak: Kalender dan jam kerja.")
        assert "simpan lagi di Pengaturan" in work.said
        work.shell.close()
