"""SIGKILL in the middle of a backup and at every named point of a restore: the old office or the new one, whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from sopdesk.services.backup_rounds import run_round
from sopdesk.services.office import Office, open_office
from sopdesk.services.restoring import kept_offices, undo_restore
from sopdesk.services.verification import verify
from sopdesk.store.swap import clear_leftovers
from tests.services.backup_office import LATER, entries, furnish, work_on
from tests.services.desk import CLERK

ROOT: Final = Path(__file__).resolve().parents[2]
POINTS: Final = (
    *("folder made", "unpacked", "entered", "before the journal", "journal written"),
    *("moved sopdesk.db", "moved lampiran", "moved cetak.json", "all moved"),
    *("placed sopdesk.db", "placed lampiran", "placed tampilan.json", "all placed", "journal gone"),
)
_OLD: Final = POINTS[:4]  # up to here the old office is what the next opening finds
_RESTORE: Final = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from sopdesk.services.restoring import restore
from tests.services.backup_office import LATER

def reached(point):
    if point == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

restore(Path(sys.argv[1]), Path(sys.argv[2]), by="Petugas Satu", now=LATER + timedelta(hours=1), reached=reached)
"""
_BACKUP: Final = """
import os, signal, sys
from pathlib import Path
from sopdesk.services.backup_rounds import run_round
from sopdesk.services.office import open_office
from tests.services.backup_office import LATER

def progress(done, whole):
    if done >= whole * float(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return True

run_round(open_office(Path(sys.argv[1]), LATER), by="Petugas Satu", now=LATER, progress=progress)
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there"),
]


def killed(program: str, *argv: str) -> None:
    done = subprocess.run([sys.executable, "-c", program, *argv], cwd=ROOT, check=False, env={**os.environ})
    assert done.returncode == -signal.SIGKILL


@pytest.fixture
def backup(office: Office) -> Path:
    furnish(office)
    made = run_round(office, by=CLERK, now=LATER).made
    assert made is not None
    office.close()
    work_on(office.folder, "Sesudah cadangan")
    return made.path


@pytest.mark.parametrize("point", POINTS)
def test_a_restore_that_is_killed(backup: Path, office: Office, point: str) -> None:
    folder = office.folder
    old = entries(folder)
    killed(_RESTORE, str(folder), str(backup), point)
    opened = open_office(folder, LATER)
    try:
        assert verify(opened).problems == ()
    finally:
        opened.close()
    found = entries(folder)
    if point in _OLD:
        assert found == old
    else:
        assert found[:-1] == old[: len(found) - 1]
        kept = kept_offices(folder)
        assert [k.by for k in kept] == [CLERK]
        assert entries(folder / "sebelum-pulih" / kept[0].name) == old
        undo_restore(folder, kept[0].name, by=CLERK, now=LATER)
        assert entries(folder)[:-1] == old
    clear_leftovers(folder)
    assert list(folder.glob(".pulih-*")) == []
    assert not (folder / "pemulihan.json").exists()


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 1.0])
def test_a_backup_that_is_killed(office: Office, share: float) -> None:
    """It does not count, the office stands, and the next round takes its remains away."""
    furnish(office)
    office.close()
    before = entries(office.folder)
    killed(_BACKUP, str(office.folder), str(share))
    place = office.folder / "cadangan"
    assert list(place.glob("*.sopdesk")) == []
    assert list(place.glob("*.part*")) != []
    assert entries(office.folder) == before
    opened = open_office(office.folder, LATER)
    try:
        assert run_round(opened, by=CLERK, now=LATER).made is not None
        assert verify(opened).problems == ()
    finally:
        opened.close()
    assert sorted(path.suffix for path in place.iterdir()) == ["", ".sopdesk"]
