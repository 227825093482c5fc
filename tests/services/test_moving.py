"""An office goes from a file to a server, is backed up and restored there, and comes back: on a real PostgreSQL."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services import moving
from sopdesk.services.backups import make_backup
from sopdesk.services.files import DOSSIER, add_file, path_of
from sopdesk.services.inspecting import inspect
from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.office import MOVED, Office, open_office
from sopdesk.services.restoring import kept_offices, restore, undo_restore
from sopdesk.services.verification import verify
from sopdesk.store.place import server_of
from sopdesk.store.snapshot import facts_of
from tests import postgres
from tests.services.desk import CLERK, MONDAY, Clerk

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(b"%PDF-1.4 halaman" * 200_000)  # three pieces and a bit
    return path


@pytest.fixture
def moved(office: Office, clerk: Clerk, address: str, scan: Path, data_folder: Path) -> Iterator[Clerk]:
    """A clerk at work on the server, in an office that had begun in a file: a finished dossier with a scan."""
    clerk.start()
    clerk.to_end()
    add_file(office, DOSSIER, clerk.row.id, scan, by=CLERK, now=clerk.now)
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    there = open_office(data_folder, clerk.now)
    yield Clerk(there, now=clerk.now, code=clerk.code)
    there.close()


def heads(folder: Path) -> tuple[int, str]:
    with closing(open_office(folder, MONDAY)) as opened, opened.store.read() as unit:
        return unit.log.head()


def test_an_office_goes_on_where_it_was(moved: Clerk, scan: Path, data_folder: Path) -> None:
    assert verify(moved.office).problems == ()
    assert moved.state.life == "finished"
    (data_folder / "lampiran").rename(data_folder / "lampiran-lama")
    assert path_of(moved.office, 1).read_bytes() == scan.read_bytes()  # fetched from the server
    moved.start("rup", "Berkas sesudah pindah")  # ids and numbers go on behind those that came
    moved.to_end()
    assert verify(moved.office).problems == ()


def test_the_file_that_was_left_says_so_and_is_whole(moved: Clerk, data_folder: Path) -> None:
    with closing(open_office(data_folder, MONDAY, local=True)) as left, left.store.read() as unit:
        assert unit.log.newest_of(MOVED)[0].body["server"] == moved.office.store.name
        assert verify(left).problems == ()
    assert facts_of(data_folder / "sopdesk.db", thorough=True).counts["dossiers"] == 1


def test_a_server_that_has_an_office_is_not_written_over(moved: Clerk, tmp_path: Path, address: str) -> None:
    other = tmp_path / "lain"
    open_office(other, MONDAY, local=True).close()
    with pytest.raises(Refused) as found:
        move_to_server(other, address, by=CLERK, now=MONDAY)
    assert found.value.rule is Rule.SERVER_TAKEN
    assert server_of(other) is None
    assert use_server(other, address) == moved.office.store.name
    assert heads(other) == heads(moved.office.folder)


def test_a_copy_that_is_not_the_same_is_thrown_away(
    office: Office, clerk: Clerk, address: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.start()
    before = verify(office)
    office.close()
    reports = iter([before, type(before)((), {}, "")])
    monkeypatch.setattr(moving, "verify", lambda _office: next(reports))
    with pytest.raises(Trouble) as found:
        move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    assert found.value.fault is Fault.SERVER_COPY
    monkeypatch.undo()
    assert server_of(data_folder) is None
    with closing(open_office(data_folder, clerk.now)) as still:
        assert verify(still) == before
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)  # nothing of it stands in the way


def test_a_program_that_has_the_file_open_is_told_first(
    clerk: Clerk, address: str, data_folder: Path
) -> None:
    clerk.start()
    with pytest.raises(Trouble) as found:
        move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    assert found.value.fault is Fault.FILE_LOCKED
    assert server_of(data_folder) is None


def test_a_backup_of_the_server_is_restored_there_and_taken_back(moved: Clerk, data_folder: Path) -> None:
    backup = data_folder / "kantor.sopdesk"
    made = make_backup(moved.office, backup, by=CLERK, now=moved.now)
    assert made.manifest.counts == {"dossiers": 1, "letters": 1, "entries": 19, "files": 1}
    moved.start("rup", "Berkas sesudah cadangan")
    compared = inspect(data_folder, backup)
    assert (compared.lost.entries, compared.lost.dossiers, compared.gained.entries) == (1, 1, 0)
    kept = restore(data_folder, backup, by=CLERK, now=moved.now)
    with pytest.raises(Trouble) as found:
        moved.start("rup", "Ditulis ke kantor yang sudah diganti")
    assert found.value.fault is Fault.DATABASE_REPLACED
    with closing(open_office(data_folder, moved.now)) as now:
        assert verify(now).problems == ()
        with now.store.read() as unit:
            assert unit.log.newest_of("restore")[0].body["left"]["shared"] == 19  # type: ignore[index]
    assert kept is not None
    assert [each.name for each in kept_offices(data_folder)] == [kept.name]
    undo_restore(data_folder, kept.name, by=CLERK, now=moved.now)
    with closing(open_office(data_folder, moved.now)) as again:
        assert verify(again).problems == ()
        with again.store.read() as unit:
            assert len(unit.dossiers.under_way()) == 1  # what was begun after the backup
            assert unit.log.newest_of("restore_undone")


def test_a_backup_of_the_server_becomes_a_file_again(moved: Clerk, data_folder: Path, tmp_path: Path) -> None:
    backup = data_folder / "kantor.sopdesk"
    make_backup(moved.office, backup, by=CLERK, now=moved.now)
    alone = tmp_path / "komputer-baru"
    restore(alone, backup, by=CLERK, now=moved.now)
    with closing(open_office(alone, moved.now)) as file:
        assert file.store.path == alone / "sopdesk.db"
        assert verify(file).problems == ()
        assert path_of(file, 1).is_file()
