"""Whoever only looks into a backup leaves nothing in the folder, and a copy of before an upgrade is a whole one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sopdesk.papers.progress import Cancelled
from sopdesk.services.backups import make_backup
from sopdesk.services.inspecting import inspect
from sopdesk.services.office import Office, open_office
from sopdesk.services.restoring import restore
from sopdesk.store.migrate import copy_database
from sopdesk.store.swap import LOCK
from tests.services.backup_office import LATER, furnish
from tests.services.desk import CLERK


@pytest.fixture
def backup(office: Office, tmp_path: Path) -> Path:
    furnish(office, scans=1)
    return make_backup(office, tmp_path / "flash" / "kantor.sopdesk", by=CLERK, now=LATER).path


@pytest.mark.parametrize("fresh", [True, False])
def test_looking_into_a_backup_makes_no_database(backup: Path, tmp_path: Path, fresh: bool) -> None:
    """An empty one, beside the backups that wait on a new PC, would be told as a damaged office."""
    new = tmp_path / "baru"
    left = [LOCK]
    if not fresh:
        (new / "cadangan").mkdir(parents=True)
        (new / "cadangan" / backup.name).write_bytes(backup.read_bytes())
        left = ["cadangan", LOCK]
    assert inspect(new, backup).here is None
    assert sorted(path.name for path in new.iterdir()) == left
    with pytest.raises(Cancelled):
        restore(new, backup, by=CLERK, now=LATER, progress=lambda _done, _whole: False)
    assert sorted(path.name for path in new.iterdir()) == left
    open_office(new, LATER).close()


def test_a_copy_has_its_name_only_when_it_is_whole(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "sebelum.db"
    # What an upgrade left that was cut off in the middle of its copy.
    target.with_name("sebelum.db.part").write_bytes(b"SQLite format 3\0" + bytes(5000))
    copy_database(office.folder / "sopdesk.db", target)
    with closing(sqlite3.connect(target)) as made:
        assert made.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert made.execute("SELECT count(*) FROM setting").fetchone()[0] > 0
    assert sorted(path.name for path in tmp_path.glob("sebelum*")) == ["sebelum.db"]
