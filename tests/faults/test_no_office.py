"""A folder without an office stays one, and a database that was emptied or cut is never taken for a new one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.store.wholeness import is_cut
from tests.cli.running import sopdesk
from tests.services.backup_office import furnish
from tests.services.desk import MONDAY

DB = "sopdesk.db"
WAITING = "sopdesk.db-wal"


@pytest.mark.parametrize(
    "argv",
    [
        ("verify",),
        ("register", "outgoing", "--year", "2026"),
        ("dossier", "list"),
        ("dossier", "show", "2026-0001-A"),
        ("paper", "agenda-keluar", "--year", "2026", "--out", "x.pdf"),
        ("export", "csv", "--table", "log", "--out", "x.csv"),
        ("backup", "x.sopdesk"),
    ],
)
@pytest.mark.parametrize("there", [False, True])
def test_a_reader_makes_no_office(
    data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], there: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    if there:
        data_folder.mkdir()
    told = sopdesk(*argv, "--json")
    assert (told.code, told.json["code"]) == (3, "no_office"), told.err
    assert str(data_folder) in told.err
    assert data_folder.exists() == there
    assert not list(tmp_path.glob("data/*")) + list(tmp_path.glob("x.*"))


@pytest.mark.parametrize("argv", [("sop", "list"), ("calendar", "show"), ("sop", "show", "lakip")])
def test_what_every_office_has_is_told_without_one(data_folder: Path, argv: tuple[str, ...]) -> None:
    told = sopdesk(*argv, "--json")
    assert told.code == 0, told.err
    assert not data_folder.exists()
    open_office(data_folder, MONDAY).close()
    assert sopdesk(*argv, "--json").out == told.out


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_by_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def beheaded(path: Path) -> None:
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])


def short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def lost(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [emptied, cut, cut_by_a_page, beheaded, short, lost])
def test_a_spoiled_database_is_neither_opened_nor_made_anew(
    office: Office, spoil: Callable[[Path], None]
) -> None:
    furnish(office)
    office.close()
    path = office.folder / DB
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    for new in (True, False):
        with pytest.raises(Trouble) as trouble:
            open_office(office.folder, MONDAY, new=new)
        assert trouble.value.fault is Fault.DATABASE_DAMAGED
    assert (path.read_bytes() if path.exists() else None) == before


def test_entries_that_wait_beside_an_emptied_file_stay(office: Office, tmp_path: Path) -> None:
    """SQLite would throw them away: they are all that is left."""
    furnish(office, scans=0)
    folder = tmp_path / "mati"
    folder.mkdir()
    shutil.copy(office.folder / WAITING, folder)
    (folder / DB).write_bytes(b"")
    waiting = (folder / WAITING).read_bytes()
    assert len(waiting) > 4096
    with pytest.raises(Trouble) as trouble:
        open_office(folder, MONDAY)
    assert trouble.value.fault is Fault.DATABASE_DAMAGED
    assert (folder / WAITING).read_bytes() == waiting


def test_a_first_start_that_was_killed_begins_again(data_folder: Path) -> None:
    """An empty file without a trace of work is what a kill in the first second leaves."""
    (data_folder / "catatan").mkdir(parents=True)
    (data_folder / "catatan" / "sopdesk.log").write_text("x", encoding="utf-8")
    (data_folder / DB).write_bytes(b"")
    open_office(data_folder, MONDAY).close()
    assert not is_cut(data_folder / DB)


def test_a_copy_taken_in_the_middle_of_work_opens(office: Office, tmp_path: Path) -> None:
    """The file may be behind what waits beside it: that is no cut."""
    furnish(office, scans=0)
    copy = tmp_path / "salinan"
    shutil.copytree(office.folder, copy)
    again = open_office(copy, MONDAY)
    assert again.look().profile.kecamatan == "Karang Contoh"
    again.close()
