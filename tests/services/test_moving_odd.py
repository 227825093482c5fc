"""Offices on a server that are damaged, exchanged under a backup, or left behind: on a real PostgreSQL."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.backups import make_backup
from sopdesk.services.inspecting import inspect
from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.office import Office, open_office
from sopdesk.services.restoring import kept_offices, restore
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from sopdesk.store import server_base
from sopdesk.store.bases import Tell
from sopdesk.store.contents import FOLDER
from sopdesk.store.copying import copy_rows
from sopdesk.store.place import SETTING
from tests import postgres
from tests.services.desk import CLERK, Clerk

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


@pytest.fixture
def backup(office: Office, clerk: Clerk, address: str, data_folder: Path) -> Path:
    """Of an office that is on the server by now; nobody has it open."""
    clerk.start()
    office.close()
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    path = data_folder / "kantor.sopdesk"
    with closing(open_office(data_folder, clerk.now)) as there:
        make_backup(there, path, by=CLERK, now=clerk.now)
    return path


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE sopdesk.alembic_version",
        "DROP TABLE sopdesk.log CASCADE",
        "DROP TABLE sopdesk.setting",
        "ALTER TABLE sopdesk.dossier RENAME code TO kode",
    ],
)
def test_a_damaged_office_on_the_server_gives_way_to_a_backup(
    backup: Path, clerk: Clerk, address: str, data_folder: Path, damage: str
) -> None:
    with closing(psycopg.connect(address, autocommit=True)) as behind:
        behind.execute(damage.encode())
    compared = inspect(data_folder, backup)
    assert compared.here is not None
    assert not compared.here.readable
    kept = restore(data_folder, backup, by=CLERK, now=clerk.now)
    with closing(open_office(data_folder, clerk.now)) as again:
        assert verify(again).problems == ()
        with again.store.read() as unit:
            assert len(unit.dossiers.under_way()) == 1
    assert kept_offices(data_folder) == [kept]


def test_an_office_of_a_newer_program_does_not_give_way(
    backup: Path, clerk: Clerk, address: str, data_folder: Path
) -> None:
    with closing(psycopg.connect(address, autocommit=True)) as behind:
        behind.execute("UPDATE sopdesk.alembic_version SET version_num = '9999'")
    with pytest.raises(Trouble) as found:
        restore(data_folder, backup, by=CLERK, now=clerk.now)
    assert found.value.fault is Fault.DATABASE_NEWER
    assert kept_offices(data_folder) == []


def test_no_backup_is_made_half_of_one_office_and_half_of_another(
    backup: Path, clerk: Clerk, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored: list[int] = []

    def copied(source: Connection, target: Connection, tell: Tell) -> None:
        def told(done: int, whole: int) -> None:
            if not restored:
                restored.append(done)
                restore(data_folder, backup, by=CLERK, now=clerk.now)
            tell(done, whole)

        copy_rows(source, target, told)

    second = data_folder / "kedua.sopdesk"
    with closing(open_office(data_folder, clerk.now)) as there:
        monkeypatch.setattr(server_base, "copy_rows", copied)
        with pytest.raises(Trouble) as found:
            make_backup(there, second, by=CLERK, now=clerk.now)
    assert found.value.fault is Fault.DATABASE_REPLACED
    assert restored
    assert not second.exists()


@pytest.mark.usefixtures("backup")
def test_the_file_that_was_left_is_not_worked_on_again(clerk: Clerk, address: str, data_folder: Path) -> None:
    (data_folder / SETTING).unlink()
    with pytest.raises(Trouble) as found:
        open_office(data_folder, clerk.now)
    assert found.value.fault is Fault.SERVER_ADDRESS
    assert address.rsplit("/", 1)[1] in sentence(found.value)
    use_server(data_folder, address)
    open_office(data_folder, clerk.now).close()


def test_what_else_lies_among_the_files_stays_behind(
    office: Office, clerk: Clerk, address: str, data_folder: Path
) -> None:
    clerk.start()
    office.close()
    (data_folder / FOLDER / "salinan").mkdir(parents=True)
    (data_folder / FOLDER / "Thumbs.db").write_bytes(b"x")
    move_to_server(data_folder, address, by=CLERK, now=clerk.now)
    with closing(psycopg.connect(address)) as behind:
        assert behind.execute("SELECT count(*) FROM sopdesk_lampiran.content").fetchone() == (0,)
