"""Making backups: what is in them, that they are looked at again, and that nothing half made is left."""

import json
import random
import sqlite3
import threading
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.papers.progress import Cancelled
from sopdesk.services.backups import backup_name, key_of, make_backup, slug
from sopdesk.services.inspecting import inspect
from sopdesk.services.office import Office
from sopdesk.services.verification import verify
from sopdesk.store import archive
from tests.behind import spoil_file
from tests.services.backup_office import LATER, furnish
from tests.services.desk import CLERK, Clerk, refused

DAMAGES = 100


@pytest.fixture
def furnished(office: Office) -> Office:
    furnish(office)
    return office


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "flash" / "cadangan.sopdesk"


def leftovers(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_any_zip_program_finds_the_office_in_it(furnished: Office, target: Path) -> None:
    made = make_backup(furnished, target, by=CLERK, now=LATER)
    with zipfile.ZipFile(target) as opened:
        assert opened.testzip() is None
        names = set(opened.namelist())
        manifest = json.loads(opened.read("manifest.json"))
        database = target.with_name("keluar.db")
        database.write_bytes(opened.read("sopdesk.db"))
    kept = {f"lampiran/{path.name}" for path in (furnished.folder / "lampiran").iterdir()}
    assert names == {"manifest.json", "sopdesk.db", "tampilan.json", "cetak.json", *kept}
    assert len(kept) == 3
    assert manifest["kecamatan"] == "Karang Contoh"
    assert manifest["counts"]["dossiers"] == 2
    assert manifest["counts"]["files"] == 3
    assert {m["name"] for m in manifest["members"]} == names - {"manifest.json"}
    with closing(sqlite3.connect(database)) as copy:
        assert copy.execute("SELECT seq, hash FROM log ORDER BY seq DESC").fetchone() == (
            manifest["head_seq"],
            manifest["head_hash"],
        )
    assert made.manifest.head_seq == manifest["head_seq"]


def test_the_log_knows_of_it_and_stays_whole(furnished: Office, target: Path) -> None:
    made = make_backup(furnished, target, by=CLERK, now=LATER)
    with furnished.store.read() as unit:
        entry = unit.log.newest_of("backup")[0]
        assert unit.log.head()[0] == entry.seq == made.manifest.head_seq + 1
    assert (entry.body["file"], entry.body["digest"]) == (target.name, made.digest)
    assert entry.body["hash"] == made.manifest.head_hash
    assert verify(furnished).problems == ()


def test_others_work_on_while_it_is_made(furnished: Office, target: Path) -> None:
    """Ten dossiers are begun between its pieces: the copy is of one moment, and none of them waits for its end."""
    clerk = Clerk(furnished, now=LATER)
    done: list[int] = []

    def progress(_done: int, _whole: int) -> bool:
        if len(done) < 10:
            thread = threading.Thread(
                target=lambda: done.append(clerk.start("rup", title="Sementara itu").event)
            )
            thread.start()
            thread.join(60)
        return True

    made = make_backup(furnished, target, by=CLERK, now=LATER, progress=progress)
    assert len(done) == 10
    found = inspect(furnished.folder, target)
    assert found.there.counts["dossiers"] == made.manifest.counts["dossiers"] < 12
    assert verify(furnished).problems == ()


def test_cancelled_anywhere_it_leaves_nothing(furnished: Office, target: Path) -> None:
    target.parent.mkdir()
    told: list[tuple[int, int]] = []

    def listen(done: int, whole: int) -> bool:
        told.append((done, whole))
        return True

    make_backup(furnished, target, by=CLERK, now=LATER, progress=listen)
    target.unlink()
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    for stop in range(0, len(told), max(len(told) // 12, 1)):
        left = [stop]

        def progress(_done: int, _whole: int, left: list[int] = left) -> bool:
            left[0] -= 1
            return left[0] >= 0

        with pytest.raises(Cancelled):
            make_backup(furnished, target, by=CLERK, now=LATER, progress=progress)
        assert leftovers(target.parent) == []


def test_it_does_not_write_over_another(furnished: Office, target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(b"punya orang lain")
    with refused(Rule.BAD_VALUE, field="backup_file"):
        make_backup(furnished, target, by=CLERK, now=LATER)
    assert target.read_bytes() == b"punya orang lain"


@pytest.mark.sqlite
def test_a_damaged_office_makes_no_backup(furnished: Office, target: Path) -> None:
    with furnished.store.read() as unit:
        unit.log.head()
    furnished.store.close()
    with closing(sqlite3.connect(furnished.store.path)) as file:
        file.execute("PRAGMA foreign_keys = OFF")
        file.execute("UPDATE attachment SET id = id")
        file.execute("PRAGMA writable_schema = ON")
        file.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'clerk'")
        file.commit()
    with pytest.raises(Trouble) as told:
        make_backup(furnished, target, by=CLERK, now=LATER)
    assert told.value.fault is Fault.DATABASE_DAMAGED
    assert leftovers(target.parent) == []


def test_missing_and_changed_attachments_are_named(furnished: Office, target: Path) -> None:
    first, second, _third = sorted((furnished.folder / "lampiran").iterdir())
    spoil_file(furnished, first.name, None)
    spoil_file(furnished, second.name, b"lain")
    made = make_backup(furnished, target, by=CLERK, now=LATER)
    assert made.manifest.missing == (first.name,)
    assert made.manifest.changed == (second.name,)
    assert inspect(furnished.folder, target).manifest == made.manifest


@pytest.mark.parametrize("password", ["", "rahasia kantor"])
def test_each_damage_is_found_or_harmless(furnished: Office, target: Path, password: str) -> None:
    """A hundred bytes, one at a time: the file is refused, or gives back exactly what was put in."""
    key = key_of(password) if password else None
    made = make_backup(furnished, target, by=CLERK, now=LATER, key=key)
    whole = target.read_bytes()
    chance = random.Random(20261123)
    # All over the file, and as many in the small part that is not the big scan.
    places = [chance.randrange(len(whole)) for _ in range(DAMAGES // 2)]
    places += [len(whole) - 1 - chance.randrange(4000) for _ in range(DAMAGES // 2)]
    found = 0
    for place in places:
        target.write_bytes(
            whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :]
        )
        try:
            manifest = _read(target, made.manifest, key)
        except Refused:
            found += 1
        else:
            assert manifest == made.manifest
    assert found > DAMAGES // 2
    assert key is None or found == DAMAGES  # nothing behind a password may be changed at all


def _read(path: Path, _made: archive.Manifest, key: object) -> archive.Manifest:
    with archive.opened(path, known=key) as inside:  # type: ignore[arg-type]
        inside.check(lambda _count: None)
        return inside.manifest


@pytest.mark.parametrize("password", ["", "rahasia kantor"])
@pytest.mark.parametrize("share", [0.0001, 0.3, 0.9, 0.9999])
def test_a_cut_file_is_told(furnished: Office, target: Path, password: str, share: float) -> None:
    make_backup(furnished, target, by=CLERK, now=LATER, key=key_of(password) if password else None)
    whole = target.read_bytes()
    target.write_bytes(whole[: int(len(whole) * share)])
    with refused(Rule.BAD_BACKUP):
        inspect(furnished.folder, target, password=password or None)


def test_the_password_opens_it_and_no_other_does(furnished: Office, target: Path) -> None:
    make_backup(furnished, target, by=CLERK, now=LATER, key=key_of("rahasia kantor"))
    assert b"Rencana Umum" not in target.read_bytes()
    assert not zipfile.is_zipfile(target)
    with refused(Rule.BACKUP_PASSWORD, why="needed"):
        inspect(furnished.folder, target)
    with refused(Rule.BACKUP_PASSWORD, why="wrong"):
        inspect(furnished.folder, target, password="Rahasia kantor")
    assert inspect(furnished.folder, target, password="rahasia kantor").manifest.kecamatan == "Karang Contoh"


@pytest.mark.parametrize(
    "name", ["../x", "/x", "lampiran/../../x", "C:\\x", "lampiran/x.pdf", "sopdesk.db/x"]
)
def test_a_foreign_name_is_not_unpacked(furnished: Office, target: Path, name: str) -> None:
    make_backup(furnished, target, by=CLERK, now=LATER)
    with zipfile.ZipFile(target, "a") as opened:
        opened.writestr(name, b"x")
    with refused(Rule.BAD_BACKUP, why="unsafe"):
        inspect(furnished.folder, target)


def test_a_link_is_not_unpacked(furnished: Office, target: Path) -> None:
    make_backup(furnished, target, by=CLERK, now=LATER)
    entry = zipfile.ZipInfo(f"lampiran/{'a' * 64}.pdf")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(target, "a") as opened:
        opened.writestr(entry, "/etc/passwd")
    with refused(Rule.BAD_BACKUP, why="unsafe"):
        inspect(furnished.folder, target)


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x05\x06" + bytes(18), b"SOPDESK TERKUNCI 1\n"])
def test_another_file_is_told(furnished: Office, target: Path, content: bytes) -> None:
    target.parent.mkdir()
    target.write_bytes(content)
    with refused(Rule.BAD_BACKUP):
        inspect(furnished.folder, target)


def test_a_foreign_zip_and_a_newer_program_are_told(furnished: Office, target: Path) -> None:
    target.parent.mkdir()
    with zipfile.ZipFile(target, "w") as opened:
        opened.writestr("foto.jpg", b"x")
    with refused(Rule.BAD_BACKUP, why="foreign"):
        inspect(furnished.folder, target)
    with zipfile.ZipFile(target, "w") as opened:
        opened.writestr("manifest.json", json.dumps({"format": archive.FORMAT + 1}))
    with refused(Rule.BAD_BACKUP, why="newer"):
        inspect(furnished.folder, target)


def test_what_is_not_there_is_told(furnished: Office, target: Path) -> None:
    with pytest.raises(Trouble) as told:
        inspect(furnished.folder, target)
    assert told.value.fault is Fault.FILE_UNREADABLE


def test_names_for_every_file_system(furnished: Office) -> None:
    name = backup_name(furnished.look(), LATER + timedelta(seconds=7))
    assert name == "SOPDesk-Karang-Contoh-20260706-160007.sopdesk"
    assert slug("Ĉandi / *Laras*: “2”") == "Candi-Laras-2"
    assert slug("…") == "kantor"
