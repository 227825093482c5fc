"""Ten years of an office in one backup and back: equal, stoppable, in little memory however large the files are.

``python3 -m tests.faults large`` takes 2,000 MB of attachments, ``SOPDESK_LARGE_BACKUP`` says how many, 300 without.
"""

import hashlib
import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from sopdesk.services.office import open_office
from sopdesk.services.sample_fill import fill
from sopdesk.services.verification import verify
from sopdesk.store.swap import LOCK

ROOT: Final = Path(__file__).resolve().parents[2]
MEGABYTES: Final = int(os.environ.get("SOPDESK_LARGE_BACKUP", "300"))
EACH: Final = 20  # megabytes
MOST_MEMORY: Final = 300  # megabytes
NOW: Final = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
_PROGRAM: Final = """
import sys, time
from datetime import datetime, timedelta
from pathlib import Path
from sopdesk.services.backups import key_of, make_backup
from sopdesk.services.office import open_office
from sopdesk.services.inspecting import inspect
from sopdesk.papers.progress import Cancelled
from sopdesk.services.restoring import restore

folder, target, now = Path(sys.argv[2]), Path(sys.argv[3]), datetime.fromisoformat(sys.argv[4])
told = []
stop_at = float(sys.argv[5])

def progress(done, whole):
    told.append(done / whole)
    return done / whole < stop_at

begun = time.monotonic()
stopped = False
try:
    if sys.argv[1] == "backup":
        office = open_office(folder, now)
        make_backup(office, target, by="Petugas Satu", now=now, key=key_of("rahasia kantor"), progress=progress)
        office.close()
    else:
        inspect(folder, target, password="rahasia kantor")
        restore(folder, target, by="Petugas Satu", now=now, password="rahasia kantor", progress=progress)
except Cancelled:
    stopped = True
assert stopped is (stop_at < 1)
assert len(told) > 100 and told == sorted(told)
assert told[-1] >= min(stop_at, 1)
# Not getrusage: that counts what the parent had before it became this program.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
print(f"{peak:.0f} {time.monotonic() - begun:.1f}")
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the highest memory is read where Linux tells it"
)
def test_ten_years_there_and_back(tmp_path: Path) -> None:
    folder, target, new = tmp_path / "data", tmp_path / "flash" / "besar.sopdesk", tmp_path / "baru"
    office = open_office(folder, NOW)
    try:
        fill(office, years=10, now=NOW)
        with office.store.read() as unit:
            dossiers = sum(unit.dossiers.counts().values())
    finally:
        office.close()
    assert dossiers >= 3000
    names = _attach(folder, MEGABYTES // EACH)
    _does("backup", folder, target, stop_at=0.4)
    _does("backup", folder, target, stop_at=0.9)  # while it is read again
    assert list(target.parent.iterdir()) == []
    _does("backup", folder, target)
    _does("restore", new, target, stop_at=0.6)
    # Only the lock stays, that of one file for good: another program may be waiting at it.
    assert [path.name for path in new.iterdir()] == [LOCK]
    _does("restore", new, target)
    assert {path.name: path.stat().st_size for path in (new / "lampiran").iterdir()} == names
    for name in names:
        assert hashlib.sha256((new / "lampiran" / name).read_bytes()).hexdigest() == name[:64]
    office = open_office(new, NOW)
    try:
        found = verify(office)
    finally:
        office.close()
    assert found.problems == ()
    assert found.counts["dossiers"] == dossiers
    assert found.counts["numbers"] >= 15_000


def _attach(folder: Path, many: int) -> dict[str, int]:
    """So many scans beside the first lines of the register: each is one that no packing makes smaller."""
    from sopdesk.services import files

    chance = random.Random(1)
    office = open_office(folder, NOW)
    scan = folder.parent / "pindaian.pdf"
    try:
        for number in range(many):
            scan.write_bytes(b"%PDF-1.4\n" + chance.randbytes(EACH * 1_000_000))
            files.add_file(office, files.DOSSIER, number + 1, scan, by="Petugas Satu", now=NOW)
    finally:
        office.close()
        scan.unlink(missing_ok=True)
    return {path.name: path.stat().st_size for path in (folder / "lampiran").iterdir()}


def _does(deed: str, place: Path, target: Path, *, stop_at: float = 2.0) -> None:
    command = [sys.executable, "-c", _PROGRAM, deed, str(place), str(target), NOW.isoformat(), str(stop_at)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    peak, seconds = map(float, done.stdout.split())
    size = target.stat().st_size / 1e6 if target.exists() else 0
    print(f"{deed} to {min(stop_at, 1):.0%}: {peak:.0f} MB of memory, {seconds:.1f} s, file {size:.0f} MB")
    assert peak < MOST_MEMORY
