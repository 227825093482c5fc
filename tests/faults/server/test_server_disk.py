"""The disk of the server is full: told by name, nothing half-written, and work goes on once there is room."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.files import DOSSIER, add_file
from sopdesk.services.verification import verify
from tests import postgres
from tests.faults.disk import NoDiskError, filled, small_disk
from tests.faults.server.conftest import OpenAt, Say, log_of
from tests.faults.server.test_gone import number, told, works
from tests.services.desk import CLERK, Clerk


@pytest.fixture
def disk() -> Iterator[Path]:
    try:
        with small_disk("48m") as found:
            yield found
    except NoDiskError as lacking:
        pytest.skip(str(lacking))


@pytest.fixture
def clerk(disk: Path, server: postgres.Cluster, database: str, say: Say, open_at: OpenAt) -> Iterator[Clerk]:
    """In an office whose database lies on a small disk of the server."""
    place = disk / "basis"
    place.mkdir()
    shutil.chown(place, "postgres", "postgres")  # who mounts a disk is root, and root's server is that user's
    say(f"CREATE TABLESPACE kecil LOCATION '{place}'")
    say(f"ALTER DATABASE {database} SET TABLESPACE kecil")
    clerk = Clerk(open_at(server.url(database)))
    clerk.start()
    yield clerk
    say(f"DROP DATABASE {database} WITH (FORCE)")
    say("DROP TABLESPACE kecil")


def test_a_full_disk_of_the_server(clerk: Clerk, disk: Path, tmp_path: Path) -> None:
    scan = tmp_path / "pindaian.pdf"
    scan.write_bytes(b"%PDF-1.4 halaman" * 100_000)
    dossier = clerk.row.id
    with filled(disk, 2):
        with told(Fault.DISK_FULL) as words:
            add_file(clerk.office, DOSSIER, dossier, scan, by=CLERK, now=clerk.now)
        assert words[0].startswith(f"Disk di komputer server data {clerk.office.store.name} penuh")
        before = log_of(clerk.office)
        done = _work_until_full(clerk)
        assert clerk.state.open  # what is written can be read all the while
        assert log_of(clerk.office) == [*before, *[(CLERK, "number")] * done]
        assert verify(clerk.office).problems == ()
    assert number(clerk, f"nomor {done}") == done + 1
    add_file(clerk.office, DOSSIER, dossier, scan, by=CLERK, now=clerk.now)
    works(clerk)


def _work_until_full(clerk: Clerk) -> int:
    """Letters entered until there is no room for another; how many were."""
    for done in range(3000):
        try:
            number(clerk, f"nomor {done}")
        except Trouble as trouble:
            if trouble.fault is not Fault.DISK_FULL:
                raise
            return done
    pytest.fail("the disk was never full")
