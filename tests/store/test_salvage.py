"""Rows read from the pages of a database that SQLite gives up."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sopdesk.services.office import Office
from sopdesk.store.salvage import Rows, read_rows
from tests.services.backup_office import furnish
from tests.services.desk import Clerk

pytestmark = pytest.mark.sqlite
TABLES = ("log", "dossier", "register_line")


def unheard(_done: int, _whole: int) -> None:
    """Listen to no page."""


def truth(path: Path) -> dict[str, dict[int, dict[str, Any]]]:
    """The rows as SQLite itself reads them."""
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        return {
            table: {row[0]: dict(row) for row in opened.execute(f"SELECT * FROM {table}")} for table in TABLES
        }


def all_in(found: Rows) -> dict[str, dict[int, dict[str, Any]]]:
    return {table: getattr(found, table) for table in TABLES}


def work_in(office: Office) -> None:
    """A day's work, some of it longer than a page."""
    clerk: Clerk = furnish(office, scans=0)
    for place in range(40):
        clerk.start("rup", title=f"Judul {place} " + "panjang " * 55)


@pytest.fixture
def path(office: Office) -> Path:
    """The database of an office at rest."""
    work_in(office)
    office.close()
    return office.folder / "sopdesk.db"


def test_a_sound_file_gives_every_row(path: Path) -> None:
    found = read_rows(path, unheard)
    assert all_in(found) == truth(path)
    assert len(found.log) > 40
    assert found.bad_pages == 0


def test_what_waits_beside_the_file_is_read(office: Office, tmp_path: Path) -> None:
    """The day's entries are not yet in the file itself."""
    work_in(office)
    folder, copy = office.folder, tmp_path / "salinan"
    shutil.copytree(folder, copy)
    assert (copy / "sopdesk.db-wal").stat().st_size > 4096
    found = read_rows(copy / "sopdesk.db", unheard)
    assert all_in(found) == truth(folder / "sopdesk.db")
    (copy / "sopdesk.db").write_bytes(b"")
    assert set(read_rows(copy / "sopdesk.db", unheard).log) <= set(found.log)
    assert len(read_rows(copy / "sopdesk.db", unheard).log) > 20


def test_without_its_head_all_is_there_but_the_head(path: Path) -> None:
    whole = truth(path)
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    with closing(sqlite3.connect(path)) as opened, pytest.raises(sqlite3.DatabaseError):
        opened.execute("SELECT * FROM log")
    assert all_in(read_rows(path, unheard)) == whole


def test_a_cut_file_gives_what_is_before_the_cut(path: Path) -> None:
    whole = truth(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size - 10 * 4096 - 17])
    found = all_in(read_rows(path, unheard))
    assert sum(map(len, found.values())) > 0
    for table, rows in found.items():
        assert rows.items() <= whole[table].items(), "nothing is made up"


def test_one_bad_page_costs_its_own_rows_alone(path: Path) -> None:
    whole = truth(path)
    data = bytearray(path.read_bytes())
    leaf = next(
        at
        for at in range(4096, len(data), 4096)
        if data[at] == 0x0D and b'"title"' in data[at : at + 4096] and b"Judul 3" in data[at : at + 4096]
    )
    data[leaf : leaf + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    found = all_in(read_rows(path, unheard))
    for table, rows in found.items():
        assert rows.items() <= whole[table].items()
    lost = sum(map(len, whole.values())) - sum(map(len, found.values()))
    assert 0 < lost < 15


@pytest.mark.parametrize("seed", range(30))
def test_rubbish_anywhere_is_no_error(path: Path, seed: int) -> None:
    """Whatever stands in the pages: an answer comes, and never one that stops the rescue."""
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(400):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    assert len(read_rows(path, unheard).log) > 3
    path.write_bytes(chance.randbytes(50_000))
    assert not read_rows(path, unheard).log


def test_nothing_is_written(path: Path) -> None:
    before = {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()}
    read_rows(path, unheard)
    assert {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()} == before
