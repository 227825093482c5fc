"""What is said of a damaged office's backups where they cannot be looked through: never that they are bad."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services import backups
from sopdesk.services.backup_rounds import run_round
from sopdesk.services.office import Office
from sopdesk.services.salvage import prospect
from sopdesk.store.oslock import only_one
from sopdesk.store.swap import LOCK
from tests.services.backup_office import LATER, furnish
from tests.services.desk import CLERK

pytestmark = pytest.mark.sqlite


@pytest.fixture
def folder(office: Office) -> Path:
    """Of a damaged office that has a good backup."""
    furnish(office)
    run_round(office, by=CLERK, now=LATER)
    office.close()
    path = office.folder / "sopdesk.db"
    path.write_bytes(path.read_bytes()[:50_000])
    return office.folder


def test_a_disk_without_room_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = prospect(folder)
    assert found.backup is not None
    with monkeypatch.context() as patch:
        full = SimpleNamespace(**{**vars(shutil), "disk_usage": lambda _folder: SimpleNamespace(free=0)})
        patch.setattr(backups, "shutil", full)
        with pytest.raises(Trouble) as raised:
            prospect(folder)
    assert raised.value.fault is Fault.DISK_FULL
    assert prospect(folder) == found


def test_who_looks_already_is_told(folder: Path) -> None:
    with only_one(folder / LOCK), pytest.raises(Trouble) as raised:
        prospect(folder)
    assert raised.value.fault is Fault.FILE_LOCKED
