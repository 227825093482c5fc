"""A copy to a server that is cut short, and windows that were opened beside it: on a real PostgreSQL."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services import moving
from sopdesk.services.backups import make_backup
from sopdesk.services.moving import CAME, move_to_server, use_server
from sopdesk.services.office import MOVED, Office, open_office
from sopdesk.services.restoring import restore
from sopdesk.services.settings import note
from sopdesk.services.unpacking import RESTORE
from sopdesk.services.verification import verify
from sopdesk.services.whereabouts import leave_server
from sopdesk.store.place import SETTING, server_of
from sopdesk.store.store import Unit
from tests import postgres
from tests.services.desk import CLERK, Clerk, copy_office

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


def test_a_window_that_was_opened_meanwhile_writes_no_more_into_the_file(
    office: Office, clerk: Clerk, address: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.start()
    office.close()
    opened: list[Office] = []

    def beside(checked: Office) -> object:
        found = verify(checked)
        if checked.store.on_server:  # the file is held by then
            opened.append(open_office(data_folder, clerk.now, local=True))
        return found

    monkeypatch.setattr(moving, "verify", beside)
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    with closing(opened[0]) as window:
        late = Clerk(window, now=clerk.now, code=clerk.code)
        assert late.row.code == clerk.code
        with pytest.raises(Trouble) as found:
            late.start("rup", "Dicatat di berkas yang ditinggalkan")
    assert found.value.fault is Fault.DATABASE_REPLACED
    with closing(open_office(data_folder, clerk.now, local=True)) as left, left.store.read() as unit:
        assert unit.log.newest_of(MOVED)[0].seq == unit.log.head()[0]


@pytest.fixture
def cut_short(
    office: Office, clerk: Clerk, address: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of an office that is on the server whole, which this PC did not come to note."""
    clerk.start()
    office.close()

    def struck(unit: Unit, kind: str, *said: object, **more: object) -> None:
        if kind == MOVED:
            raise Trouble(Fault.DISK_FULL, path=str(data_folder))
        note(unit, kind, *said, **more)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(moving, "note", struck)
    with pytest.raises(Trouble) as found:
        move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    assert found.value.fault is Fault.DISK_FULL
    monkeypatch.undo()
    assert server_of(data_folder) is None
    return data_folder


def test_a_copy_that_was_cut_at_its_very_end_is_brought_to_its_end(
    cut_short: Path, clerk: Clerk, address: str
) -> None:
    moved = move_to_server(cut_short, address, by=CLERK, now=clerk.now)
    assert moved.counts["dossiers"] == 1
    with closing(open_office(cut_short, clerk.now)) as there, there.store.read() as unit:
        assert there.store.on_server
        assert len(unit.log.newest_of(CAME)) == 1
        assert verify(there).problems == ()
    with closing(open_office(cut_short, clerk.now, local=True)) as left, left.store.read() as unit:
        assert unit.log.newest_of(MOVED)[0].seq == unit.log.head()[0]


def test_a_file_that_was_worked_on_since_is_not_taken_for_what_is_there(
    cut_short: Path, clerk: Clerk, address: str
) -> None:
    with closing(open_office(cut_short, clerk.now)) as office:
        Clerk(office, now=clerk.now).start("rup", "Sesudah salinan terpotong")
    with pytest.raises(Refused) as found:
        move_to_server(cut_short, address, by=CLERK, now=clerk.now)
    assert found.value.rule is Rule.SERVER_TAKEN
    assert server_of(cut_short) is None


def test_a_setting_that_cannot_be_written_is_told(
    office: Office, clerk: Clerk, address: str, data_folder: Path
) -> None:
    clerk.start()
    office.close()
    (data_folder / SETTING).mkdir()  # as nobody can write there
    with pytest.raises(Trouble):
        move_to_server(data_folder, address, by=CLERK, now=clerk.now)


def test_a_restore_on_the_server_is_logged_by_its_clock(
    office: Office, clerk: Clerk, address: str, data_folder: Path
) -> None:
    clerk.start()
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    path = data_folder / "kantor.sopdesk"
    ahead = datetime.now(UTC) + timedelta(days=3650)
    with closing(open_office(data_folder, clerk.now)) as there:
        make_backup(there, path, by=CLERK, now=clerk.now)
    restore(data_folder, path, by=CLERK, now=ahead)
    with closing(open_office(data_folder, clerk.now)) as there, there.store.read() as unit:
        its = unit.its_time()
        assert its is not None
        assert abs(unit.log.newest_of(RESTORE)[0].logged_at - its) < timedelta(days=1)


def test_a_copy_of_which_only_the_address_was_not_kept_is_brought_to_its_end(
    cut_short: Path, clerk: Clerk, address: str
) -> None:
    move_to_server(cut_short, address, by=CLERK, now=clerk.now)
    (cut_short / SETTING).unlink()
    move_to_server(cut_short, address, by=CLERK, now=clerk.now)
    with closing(open_office(cut_short, clerk.now)) as there:
        assert there.store.on_server
    with closing(open_office(cut_short, clerk.now, local=True)) as left, left.store.read() as unit:
        assert len(unit.log.newest_of(MOVED)) == 1


def test_a_file_knows_of_its_copy_once_that_is_used(cut_short: Path, clerk: Clerk, address: str) -> None:
    use_server(cut_short, address)
    with pytest.raises(Refused) as found:
        leave_server(cut_short, by=CLERK, now=clerk.now)
    assert found.value.rule is Rule.LEFT_BEHIND
    with closing(open_office(cut_short, clerk.now, local=True)) as left:
        assert verify(left).problems == ()


@pytest.mark.parametrize("begun", [True, False])
def test_a_file_of_another_office_is_left_as_it_was(
    office: Office, clerk: Clerk, address: str, template: Path, data_folder: Path, tmp_path: Path, begun: bool
) -> None:
    if begun:
        clerk.start()
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    other = copy_office(template, tmp_path / "lain")
    use_server(other, address)
    leave_server(other, by=CLERK, now=clerk.now)
    with closing(open_office(other, clerk.now)) as own, own.store.read() as unit:
        assert unit.log.newest_of(MOVED) == []
