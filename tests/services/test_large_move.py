"""Years of an office go to a server: equal, told all the way, in little memory, no statement near the end of patience.

``SOPDESK_LARGE_MOVE`` says how many dossiers, 600 without.
"""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg
import pytest

from sopdesk.services.office import open_office
from sopdesk.services.sample_fill import fill
from sopdesk.services.verification import verify
from tests import postgres
from tests.services.desk import MONDAY

ROOT: Final = Path(__file__).resolve().parents[2]
DOSSIERS: Final = int(os.environ.get("SOPDESK_LARGE_MOVE", "600"))
MOST_MEMORY: Final = 300  # megabytes
_PROGRAM: Final = """
import sys, time
from datetime import datetime
from pathlib import Path
from sopdesk.services.moving import move_to_server

told = []

def progress(done, whole):
    told.append(done / whole)
    return True

begun = time.monotonic()
now = datetime.fromisoformat(sys.argv[3])
moved = move_to_server(Path(sys.argv[1]), sys.argv[2], by="Petugas Satu", now=now, progress=progress)
assert len(told) > 10 and told == sorted(told) and told[-1] == 1
# Not getrusage: that counts what the parent had before it became this program.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
print(f"{peak:.0f} {time.monotonic() - begun:.1f} {moved.head}")
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


def test_years_of_an_office_go_to_a_server(data_folder: Path) -> None:
    with closing(open_office(data_folder, MONDAY)) as office:
        fill(
            office, years=DOSSIERS // 300, open_=DOSSIERS // 60, closed=DOSSIERS - DOSSIERS // 60, now=MONDAY
        )
        before = verify(office)
    assert before.counts["dossiers"] == DOSSIERS
    with postgres.cluster() as server:
        url = server.url("kantor")
        with closing(psycopg.connect(server.url("postgres"), autocommit=True)) as said:
            said.execute("CREATE DATABASE kantor")
        command = [sys.executable, "-c", _PROGRAM, str(data_folder), url, MONDAY.isoformat()]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
        assert done.returncode == 0, done.stderr
        peak, seconds, head = done.stdout.split()
        print(f"{DOSSIERS} dossiers: {peak} MB of memory, {seconds} s")
        assert float(peak) < MOST_MEMORY
        with closing(open_office(data_folder, MONDAY)) as office:
            after = verify(office)
        with closing(psycopg.connect(url)) as said:
            # A server that does not know how much has come plans every question as if there were nothing.
            counted = said.execute(
                "SELECT reltuples FROM pg_class WHERE oid = 'sopdesk.log'::regclass"
            ).fetchone()
    assert (head, after.problems) == (before.log_head, before.problems)
    assert after.counts == {**before.counts, "log": before.counts["log"] + 1}
    assert counted is not None
    assert abs(counted[0] - before.counts["log"]) <= 1
