"""Putting backups back: what comes, what is kept, what is refused, and the way back."""

import gzip
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Rule, Trouble
from sopdesk.papers.progress import Cancelled
from sopdesk.services.backups import key_of, make_backup
from sopdesk.services.inspecting import inspect, side_of
from sopdesk.services.office import Office, open_office
from sopdesk.services.restoring import kept_offices, restore, undo_restore
from sopdesk.services.verification import verify
from sopdesk.store import archive
from sopdesk.store.snapshot import facts_of
from sopdesk.store.swap import KEPT
from tests.services.backup_office import LATER, contents, entries, furnish, work_on
from tests.services.desk import CLERK, MONDAY, refused

# Files in the place of files; what a restore does on a server is in test_moving.
pytestmark = pytest.mark.sqlite

NEXT = LATER + timedelta(days=1)


@pytest.fixture
def backup(office: Office, tmp_path: Path) -> Path:
    """A backup of a furnished office, which is closed again."""
    furnish(office)
    path = tmp_path / "flash" / "cadangan.sopdesk"
    make_backup(office, path, by=CLERK, now=LATER)
    office.close()
    return path


@pytest.fixture
def folder(office: Office) -> Path:
    return office.folder


def report_of(folder: Path) -> tuple[str, ...]:
    office = open_office(folder, NEXT)
    try:
        return verify(office).problems
    finally:
        office.close()


def beside(folder: Path) -> set[str]:
    """What stands in the data folder beside the office."""
    office = {"sopdesk.db", "sopdesk.db-wal", "sopdesk.db-shm", "lampiran", "tampilan.json", "cetak.json"}
    return {path.name for path in folder.iterdir()} - office


def test_a_move_to_a_new_pc(backup: Path, folder: Path, tmp_path: Path) -> None:
    """Everything is there: the same rows and files, and one entry more that says where it came from."""
    before = contents(folder)
    new = tmp_path / "komputer baru"
    assert restore(new, backup, by=CLERK, now=NEXT) is None
    with closing(sqlite3.connect(new / "sopdesk.db")) as database:
        said = database.execute("SELECT kind, actor FROM log ORDER BY seq DESC").fetchone()
    assert said == ("restore", CLERK)
    after = contents(new)
    # The backup's own entry came after it; the restored office has the restore in its place.
    assert {n: h for n, h in after.items() if n != "database"} == {
        n: h for n, h in before.items() if n != "database"
    }
    assert entries(new)[:-1] == entries(folder)[:-1]
    assert report_of(new) == ()
    assert beside(new) == {"pemulihan.kunci"} | ({KEPT} if (new / KEPT).exists() else set())


def test_over_a_newer_office_what_was_there_is_kept(backup: Path, folder: Path) -> None:
    work_on(folder, "Sesudah cadangan")
    newer = entries(folder)
    found = inspect(folder, backup)
    assert (found.lost.entries, found.lost.dossiers, found.gained.entries) == (1, 1, 0)
    assert found.here is not None
    assert found.here.counts["dossiers"] == found.there.counts["dossiers"] + 1
    kept = restore(folder, backup, by=CLERK, now=NEXT)
    assert kept is not None
    assert entries(folder)[:-1] == newer[: found.shared]
    assert entries(folder / KEPT / kept.name) == newer
    assert [k.name for k in kept_offices(folder)] == [kept.name]
    assert (kept.kecamatan, kept.backup, kept.by) == ("Karang Contoh", backup.name, CLERK)
    assert report_of(folder) == ()


def test_it_can_be_taken_back_as_a_whole(backup: Path, folder: Path) -> None:
    """And that again: each way keeps what it took the place of."""
    work_on(folder, "Sesudah cadangan")
    newer, before = entries(folder), contents(folder)
    kept = restore(folder, backup, by=CLERK, now=NEXT)
    assert kept is not None
    work_on(folder, "Sesudah pemulihan")
    restored = entries(folder)
    back = undo_restore(folder, kept.name, by=CLERK, now=NEXT + timedelta(minutes=5))
    assert back is not None
    assert entries(folder)[:-1] == newer
    assert {n: h for n, h in contents(folder).items() if n != "database"} == {
        n: h for n, h in before.items() if n != "database"
    }
    assert entries(folder / KEPT / back.name) == restored
    assert [k.name for k in kept_offices(folder)] == [back.name]
    assert report_of(folder) == ()
    undo_restore(folder, back.name, by=CLERK, now=NEXT + timedelta(minutes=9))
    assert entries(folder)[:-1] == restored
    with refused(Rule.CANNOT_UNDO_RESTORE):
        undo_restore(folder, "../pindaian", by=CLERK, now=NEXT)


def test_over_a_damaged_office(backup: Path, folder: Path) -> None:
    good = entries(folder)
    (folder / "sopdesk.db").write_bytes(b"rusak" * 4000)
    found = inspect(folder, backup)
    assert found.here is not None
    assert not found.here.readable
    kept = restore(folder, backup, by="", now=NEXT)
    assert kept is not None
    assert entries(folder)[:-1] == good[:-1]
    assert (folder / KEPT / kept.name / "sopdesk.db").read_bytes() == b"rusak" * 4000
    assert report_of(folder) == ()
    # The damaged one can be had back too: nothing is thrown away.
    undo_restore(folder, kept.name, by="", now=NEXT + timedelta(minutes=1))
    assert (folder / "sopdesk.db").read_bytes() == b"rusak" * 4000


@pytest.mark.parametrize("damage", ["cut", "byte", "password"])
def test_a_bad_backup_changes_nothing(backup: Path, folder: Path, damage: str) -> None:
    whole = backup.read_bytes()
    before, names = contents(folder), beside(folder)
    if damage == "cut":
        backup.write_bytes(whole[:-2000])
    elif damage == "byte":
        backup.write_bytes(whole[:50_000] + bytes([whole[50_000] ^ 1]) + whole[50_001:])
    else:
        office = open_office(folder, LATER)
        backup.unlink()
        make_backup(office, backup, by=CLERK, now=LATER, key=key_of("rahasia kantor"))
        office.close()
        before = contents(folder)
    with refused(Rule.BACKUP_PASSWORD if damage == "password" else Rule.BAD_BACKUP):
        restore(folder, backup, by=CLERK, now=NEXT)
    assert contents(folder) == before
    assert beside(folder) == names | {"pemulihan.kunci"}


def test_while_a_program_has_it_open_it_is_refused(backup: Path, folder: Path) -> None:
    open_elsewhere = open_office(folder, LATER)
    before = entries(folder)
    try:
        with pytest.raises(Trouble) as told:
            restore(folder, backup, by=CLERK, now=NEXT)
        assert told.value.fault is Fault.FILE_LOCKED
        assert open_elsewhere.look().profile.kecamatan == "Karang Contoh"
    finally:
        open_elsewhere.close()
    assert entries(folder) == before
    assert not (folder / KEPT).exists() or list((folder / KEPT).iterdir()) == []
    restore(folder, backup, by=CLERK, now=NEXT)


def test_two_restores_at_once(backup: Path, folder: Path) -> None:
    """The second is refused while the first is at it, and nobody opens the office in between."""
    met: Counter[Fault] = Counter()

    def meanwhile(point: str) -> None:
        if point == "unpacked":
            with pytest.raises(Trouble) as second:
                restore(folder, backup, by=CLERK, now=NEXT)
            met[second.value.fault] += 1
        if point == "all moved":
            with pytest.raises(Trouble) as opening:
                open_office(folder, NEXT)
            met[opening.value.fault] += 1

    restore(folder, backup, by=CLERK, now=NEXT, reached=meanwhile)
    assert met == {Fault.FILE_LOCKED: 2}
    assert report_of(folder) == ()


def test_cancelled_it_leaves_the_office_as_it_was(backup: Path, folder: Path) -> None:
    before = contents(folder)
    told: list[int] = []

    def progress(done: int, _whole: int) -> bool:
        told.append(done)
        return len(told) < 3

    with pytest.raises(Cancelled):
        restore(folder, backup, by=CLERK, now=NEXT, progress=progress)
    assert contents(folder) == before
    assert beside(folder) == {"pemulihan.kunci"}


def test_room_on_the_disk_is_asked_for_first(
    backup: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    usage = shutil.disk_usage(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=21_000_000))
    with pytest.raises(Trouble) as told:
        restore(folder, backup, by=CLERK, now=NEXT)
    assert told.value.fault is Fault.DISK_FULL
    assert int(str(told.value.data["needed"])) > 21_000_000 == told.value.data["free"]
    assert contents(folder) == before


def test_a_backup_of_the_old_schema_is_brought_up(tmp_path: Path) -> None:
    """One that was made by an older program: its office comes up as any old one does."""
    folder, old = tmp_path / "data", tmp_path / "lama"
    old.mkdir()
    sample = Path(__file__).parents[1] / "data" / "schema-0001.db.gz"
    (old / "sopdesk.db").write_bytes(gzip.decompress(sample.read_bytes()))
    path = tmp_path / "lama.sopdesk"
    facts = facts_of(old / "sopdesk.db", thorough=True)
    manifest = archive.Manifest(
        1, "0.0.9", facts.schema, "", "", "", NEXT.isoformat(), "file", "x", facts.counts, "",
        facts.head.seq, facts.head.hash, facts.head.first,
    )  # fmt: skip
    with archive.packing(path, None, {}, lambda _count: None) as into:
        with (old / "sopdesk.db").open("rb") as source:
            into.add("sopdesk.db", source, packed=True)
        into.finish(archive.manifest_of({**asdict(manifest), "members": [asdict(m) for m in into.members]}))
    restore(folder, path, by=CLERK, now=NEXT)
    assert len(entries(folder)) == facts.head.seq + 1
    assert report_of(folder) == ()
    assert list(folder.glob("sopdesk-sebelum-*")) == []


def test_the_place_of_a_kept_office_is_free(backup: Path, folder: Path) -> None:
    """Two restores in the same second keep two offices."""
    restore(folder, backup, by=CLERK, now=NEXT)
    restore(folder, backup, by=CLERK, now=NEXT)
    names = {kept.name for kept in kept_offices(folder)}
    assert len(names) == 2
    assert all(name.startswith("202607") for name in names)
    assert side_of(folder / KEPT / min(names) / "sopdesk.db") is not None
    assert MONDAY < NEXT
