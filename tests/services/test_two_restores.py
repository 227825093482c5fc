"""Two PCs that bring an office to the same server at once: on a real PostgreSQL."""

from contextlib import closing
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services import moving
from sopdesk.services.backups import make_backup
from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.office import Office, open_office
from sopdesk.services.restoring import kept_offices, restore, undo_restore
from sopdesk.services.unpacking import RESTORE
from sopdesk.services.verification import Report, verify
from sopdesk.store import server_places
from sopdesk.store.bases import Tell
from sopdesk.store.place import Server
from tests import postgres
from tests.services.desk import CLERK, Clerk, copy_office

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


@pytest.fixture
def backups(
    office: Office, clerk: Clerk, address: str, data_folder: Path, tmp_path: Path
) -> tuple[Path, Path]:
    """Two, of one dossier and of two, of the office that two PCs have on the server."""
    clerk.start()
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    use_server(tmp_path / "dua", address)
    with closing(open_office(data_folder, clerk.now)) as there:
        make_backup(there, tmp_path / "satu.sopdesk", by=CLERK, now=clerk.now)
        Clerk(there, now=clerk.now).start("rup", "Kedua")
        make_backup(there, tmp_path / "dua.sopdesk", by=CLERK, now=clerk.now)
    return tmp_path / "satu.sopdesk", tmp_path / "dua.sopdesk"


def test_a_restore_waits_for_the_one_of_another_pc(
    backups: tuple[Path, Path],
    clerk: Clerk,
    data_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill = server_places.bring_in
    met: list[Fault] = []

    def filled(server: Server, database: Path, tell: Tell) -> None:
        fill(server, database, tell)
        if not met:
            for act in (_restore, _undo):
                with pytest.raises(Trouble) as found:
                    act(tmp_path / "dua", backups[1], clerk)
                met.append(found.value.fault)

    restore(data_folder, backups[1], by=CLERK, now=clerk.now)
    monkeypatch.setattr(server_places, "bring_in", filled)
    restore(data_folder, backups[0], by=CLERK, now=clerk.now)
    assert met == [Fault.FILE_LOCKED] * 2
    with closing(open_office(data_folder, clerk.now)) as there, there.store.read() as unit:
        assert len(unit.dossiers.under_way()) == 1
        assert unit.log.newest_of(RESTORE)[0].body["backup"] == backups[0].name
        assert verify(there).problems == ()


def _restore(folder: Path, backup: Path, clerk: Clerk) -> None:
    restore(folder, backup, by=CLERK, now=clerk.now)


def _undo(folder: Path, _backup: Path, clerk: Clerk) -> None:
    undo_restore(folder, kept_offices(folder)[0].name, by=CLERK, now=clerk.now)


def test_a_copy_waits_for_the_one_of_another_pc(
    office: Office,
    clerk: Clerk,
    address: str,
    template: Path,
    data_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clerk.start()
    office.close()
    other = copy_office(template, tmp_path / "lain")
    met: list[Fault] = []

    def looked(checked: Office) -> Report:
        if checked.store.on_server and not met:
            with pytest.raises(Trouble) as found:
                move_to_server(other, address, by=CLERK, now=clerk.now)
            met.append(found.value.fault)
        return verify(checked)

    monkeypatch.setattr(moving, "verify", looked)
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    assert met == [Fault.FILE_LOCKED]
    with closing(open_office(data_folder, clerk.now)) as there, there.store.read() as unit:
        assert len(unit.dossiers.under_way()) == 1
