"""The round: daily and at closing, in two places, with old ones taken away; and what verify makes of the heads."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Rule, Trouble
from sopdesk.services import backup_places
from sopdesk.services.backup_places import find_second, found_backups, keeping, mounts
from sopdesk.services.backup_rounds import is_due, is_news, run_round, standing, working_days
from sopdesk.services.backup_settings import drop_second, protect, use_second, warn_after
from sopdesk.services.backups import BACKUP, CLOSING, DAILY, make_backup
from sopdesk.services.inspecting import inspect
from sopdesk.services.office import Office, open_office
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.restoring import restore
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from sopdesk.store.place import SETTING
from tests.behind import behind
from tests.papers.reading import pages
from tests.services.backup_office import LATER, furnish
from tests.services.desk import CLERK, Clerk, refused

DAY = timedelta(days=1)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return furnish(office)


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flash disk that is plugged in."""
    place = tmp_path / "media" / "FLASH"
    place.mkdir(parents=True)
    monkeypatch.setattr(backup_places, "mounts", lambda: [place] if place.is_dir() else [])
    return place


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.sopdesk"))


def test_a_round_is_made_once_for_the_same_state(office: Office, clerk: Clerk) -> None:
    assert is_due(office, LATER)
    first = run_round(office, by=CLERK, now=LATER, reason=DAILY)
    assert first.made is not None
    assert not is_news(office)
    assert run_round(office, by=CLERK, now=LATER + DAY, reason=CLOSING).made is None
    clerk.start("rup", title="Baru")
    assert is_news(office)
    assert not is_due(office, LATER + timedelta(hours=1))
    assert is_due(office, LATER + DAY)
    assert run_round(office, by="", now=LATER + DAY, reason=CLOSING).made is not None
    assert len(files(office.folder / "cadangan")) == 2
    assert verify(office).problems == ()


def test_a_lost_backup_is_news_again(office: Office, clerk: Clerk) -> None:
    made = run_round(office, by=clerk.by, now=LATER).made
    assert made is not None
    made.path.unlink()
    # On a server it may as well lie at another PC, and then it counts.
    assert is_news(office) is not office.store.on_server


def test_weeks_of_rounds_are_rotated_and_others_are_left(office: Office, clerk: Clerk) -> None:
    own = office.folder / "cadangan"
    for day in range(20):
        clerk.now = LATER + DAY * day
        clerk.start("rup", title=f"Hari {day}")
        run_round(office, by=CLERK, now=clerk.now, reason=DAILY)
        if day == 0:
            make_backup(office, own / "SOPDesk-Karang-Contoh-20200101-000000.sopdesk", by=CLERK, now=LATER)
            (own / "SOPDesk-Karang-Contoh-20190101-000000.sopdesk").write_bytes(b"bukan cadangan")
    left = files(own)
    assert left[:2] == [
        "SOPDesk-Karang-Contoh-20190101-000000.sopdesk",
        "SOPDesk-Karang-Contoh-20200101-000000.sopdesk",
    ]
    days = [name.rsplit("-", 2)[1] for name in left[2:]]
    # From 6 to 25 July: seven days, and the Sundays of the two weeks before them.
    assert days == ["20260712", *(f"202607{day}" for day in range(19, 26))]
    assert verify(office).problems == ()


def test_it_is_copied_to_the_second_place_wherever_its_disk_is(
    office: Office, clerk: Clerk, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = use_second(office, disk, by=clerk.by, now=LATER)
    assert used == disk / "Cadangan SOP Desk"
    monkeypatch.setattr(os.path, "ismount", lambda place: Path(place) in (disk, Path("/")))
    use_second(office, disk, by=clerk.by, now=LATER)
    done = run_round(office, by=CLERK, now=LATER)
    assert done.second == used
    assert done.made is not None
    copy = used / done.made.path.name
    assert copy.read_bytes() == done.made.path.read_bytes()
    # The system gives the disk another place the next time.
    elsewhere = disk.with_name("FLASH1")
    disk.rename(elsewhere)
    assert find_second(keeping(office.folder)) is None
    monkeypatch.setattr(backup_places, "mounts", lambda: [elsewhere])
    assert find_second(keeping(office.folder)) == elsewhere / used.name
    clerk.start("rup", title="Baru")
    again = run_round(office, by=CLERK, now=LATER + DAY)
    assert again.second == elsewhere / used.name
    assert len(files(elsewhere / used.name)) == 2
    assert {f.second for f in found_backups(office.folder)} == {False, True}


def test_a_disk_that_is_away_is_told_and_warned_of_after_a_week(
    office: Office, clerk: Clerk, disk: Path
) -> None:
    use_second(office, disk, by=clerk.by, now=LATER)
    run_round(office, by=CLERK, now=LATER)
    shutil.rmtree(disk)
    clerk.start("rup", title="Baru")
    done = run_round(office, by=CLERK, now=LATER + DAY)
    assert done.made is not None
    assert done.trouble is not None
    assert done.trouble.data["why"] == "away"
    assert "tidak terpasang" in sentence(done.trouble)
    assert standing(office, LATER + DAY * 6).second_away is None
    assert standing(office, LATER + DAY * 8).second_away == LATER
    drop_second(office, by=clerk.by, now=LATER)
    assert standing(office, LATER + DAY * 8).second_away is None


def test_a_disk_of_the_same_name_without_the_marker_is_another(
    office: Office, clerk: Clerk, disk: Path
) -> None:
    used = use_second(office, disk, by=clerk.by, now=LATER)
    (used / ".sopdesk-cadangan").write_text('{"id": "yang lain"}', encoding="utf-8")
    assert find_second(keeping(office.folder)) is None
    with refused(Rule.BAD_VALUE, field="second_place"):
        use_second(office, office.folder / "cadangan", by=clerk.by, now=LATER)


@pytest.fixture
def small() -> Iterator[Path]:
    """A disk of two megabytes of its own."""
    place = Path(tempfile.mkdtemp(prefix="sopdesk-disk-"))
    asked = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(asked, check=False, capture_output=True).returncode != 0:
        place.rmdir()
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)
    place.rmdir()


def test_a_full_second_place_is_told_and_keeps_nothing_half(
    office: Office, clerk: Clerk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_second(office, small, by=clerk.by, now=LATER)
    done = run_round(office, by=CLERK, now=LATER)
    assert done.made is not None
    assert done.trouble is not None
    assert done.trouble.data["why"] == "full"
    assert keeping(office.folder).trouble == "full"
    assert files(small) == []
    # And where the room goes while it is written, as another program's file takes it:
    monkeypatch.setattr("sopdesk.services.backup_rounds.require_space", lambda _place, _needed: None)
    assert run_round(office, by=CLERK, now=LATER + DAY).trouble is not None
    assert list(small.glob("*.part")) == []


def test_a_full_disk_under_the_backup_itself(
    office: Office, clerk: Clerk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.store.read() as unit:
        before = unit.log.head()
    for room in ("asked", "taken"):
        if room == "taken":
            monkeypatch.setattr("sopdesk.services.backups.require_space", lambda _place, _needed: None)
        with pytest.raises(Trouble) as told:
            make_backup(office, small / "x.sopdesk", by=clerk.by, now=LATER)
        assert told.value.fault is Fault.DISK_FULL
        assert "cadangan belum dibuat" in sentence(told.value) or room == "asked"
        assert list(small.iterdir()) == []
    with office.store.read() as unit:
        assert unit.log.head() == before


def test_a_restore_onto_a_full_disk_changes_nothing(
    office: Office, clerk: Clerk, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run_round(office, by=clerk.by, now=LATER).made
    assert made is not None
    monkeypatch.setattr("sopdesk.services.unpacking.require_space", lambda _place, _needed: None)
    with pytest.raises(Trouble) as told:
        restore(small / "data", made.path, by=CLERK, now=LATER)
    assert told.value.fault is Fault.DISK_FULL
    assert "belum dipulihkan" in sentence(told.value)
    assert {p.name for p in (small / "data").iterdir()} - {SETTING} == {"pemulihan.kunci"}


def test_old_backups_are_counted_in_working_days(office: Office, clerk: Clerk) -> None:
    """From Monday 6 July: on Thursday three working days have gone, on Friday four, and the weekend adds none."""
    run_round(office, by=clerk.by, now=LATER)
    told = {day: standing(office, LATER + DAY * day) for day in (0, 3, 4, 6, 7)}
    assert {day: s.days for day, s in told.items()} == {0: 0, 3: 3, 4: 4, 6: 4, 7: 5}
    assert [day for day, s in told.items() if s.old] == [4, 6, 7]
    warn_after(office, 5, by=CLERK, now=LATER)
    assert not standing(office, LATER + DAY * 7).old
    with refused(Rule.BAD_VALUE, field="warn_days"):
        warn_after(office, 0, by=CLERK, now=LATER)
    assert working_days(office.look(), LATER.date(), LATER.date() - DAY) == 0


def test_rounds_behind_a_password_are_found_and_opened_with_the_kept_key(
    office: Office, clerk: Clerk
) -> None:
    protect(office, "rahasia kantor", by=clerk.by, now=LATER)
    made = run_round(office, by=CLERK, now=LATER).made
    assert made is not None
    assert inspect(office.folder, made.path).manifest.head_seq == made.manifest.head_seq
    assert [f.locked for f in found_backups(office.folder)] == [False]
    assert verify(office).problems == ()
    protect(office, "", by=CLERK, now=LATER)
    assert [f.locked for f in found_backups(office.folder)] == [True]
    with refused(Rule.BACKUP_PASSWORD, why="needed"):
        inspect(office.folder, made.path)
    assert inspect(office.folder, made.path, password="rahasia kantor").lost.entries == 1
    with refused(Rule.BAD_VALUE, field="password"):
        protect(office, "pendek", by=CLERK, now=LATER)
    assert "rahasia" not in (office.folder / "cadangan.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("password", ["", "rahasia kantor"])
def test_rule_26_a_cut_tail_is_found_by_a_backups_head(office: Office, clerk: Clerk, password: str) -> None:
    protect(office, password, by=clerk.by, now=LATER)
    made = run_round(office, by=CLERK, now=LATER).made
    assert made is not None
    protect(office, "", by=clerk.by, now=LATER)  # the head can be read without the password
    assert verify(office).problems == ()
    office.store.close()
    with behind(office) as database:
        database.execute("DELETE FROM log WHERE seq >= ?", (made.manifest.head_seq,))
    assert [p for p in verify(office).problems if made.path.name in p] == [
        f"Cadangan {made.path.name} menyimpan catatan nomor {made.manifest.head_seq} yang tidak ada lagi di log: "
        "catatan dihapus atau diubah sesudah cadangan itu dibuat."
    ]


def test_rule_26_a_restore_explains_the_backups_that_it_left_behind(office: Office, clerk: Clerk) -> None:
    early = run_round(office, by=clerk.by, now=LATER).made
    clerk.start("rup", title="Lain")
    late = run_round(office, by=CLERK, now=LATER + DAY).made
    assert early is not None
    assert late is not None
    folder = office.folder
    office.close()
    restore(folder, early.path, by=CLERK, now=LATER + DAY * 2)
    assert problems_in(folder) == ()
    restore(folder, late.path, by=CLERK, now=LATER + DAY * 3)
    assert problems_in(folder) == ()
    again = open_office(folder, LATER + DAY * 3)
    Clerk(again, now=LATER + DAY * 3).start("rup", title="Cabang")
    branch = run_round(again, by=CLERK, now=LATER + DAY * 4).made
    again.close()
    assert branch is not None
    assert problems_in(folder) == ()
    # One that says that it was made after the restore is explained by nothing.
    restore(folder, early.path, by=CLERK, now=LATER + DAY * 3)
    assert [branch.path.name in problem for problem in problems_in(folder)] == [True]


def problems_in(folder: Path) -> tuple[str, ...]:
    opened = open_office(folder, LATER)
    try:
        return verify(opened).problems
    finally:
        opened.close()


def test_the_minutes_of_a_backup(office: Office, clerk: Clerk) -> None:
    order = PaperOrder("berita-acara", option="cadangan")
    with refused(Rule.BAD_VALUE, field="backup_file"):
        make(office, order, LATER)
    made = run_round(office, by=clerk.by, now=LATER).made
    assert made is not None
    paper = make(office, order, LATER + DAY)
    said = "\n".join(page.text for page in pages(paper.pdf))
    assert "BERITA ACARA CADANGAN DATA" in said
    assert made.path.name in said
    assert made.digest in said
    assert "2 berkas" in said
    assert "3 lampiran" in said
    assert paper.file_name == "berita-acara-cadangan-20260706-1600.pdf"
    assert f"oleh {clerk.by} dengan" in " ".join(said.split())
    assert BACKUP == "backup"


def test_no_program_signs_the_minutes(office: Office) -> None:
    assert run_round(office, by="", now=LATER).made is not None
    paper = make(office, PaperOrder("berita-acara", option="cadangan"), LATER)
    said = " ".join("\n".join(page.text for page in pages(paper.pdf)).split())
    assert "telah dibuat cadangan data SOP Desk secara otomatis dengan keadaan" in said
    assert said.count("SOP Desk") == 1, "and a person writes the name below"


def test_only_disks_that_can_be_taken_out_are_offered(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/bagian\\040umum/FLASH\\040DISK vfat rw 0 0\n"
        "tmpfs /run/media tmpfs rw 0 0\n/dev/sdc1 /run/media/umum/DATA exfat rw 0 0\n"
        "tmpfs /mnt/lain tmpfs rw 0 0\nserver:/x /mnt/jaringan nfs rw 0 0\n/dev/sdd1 /mnt/kosong ntfs3 rw 0 0\n",
        encoding="utf-8",
    )
    assert list(backup_places._mounted(table)) == [
        Path("/media/bagian umum/FLASH DISK"),
        Path("/run/media/umum/DATA"),
        Path("/mnt/kosong"),
    ]
    assert isinstance(mounts(), list)


def test_the_drives_of_windows_that_have_a_disk_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    removable, fixed, none = 2, 3, 1
    kinds = {"C:\\": fixed, "E:\\": removable, "F:\\": removable, "G:\\": removable}
    for root in ("C:\\", "E:\\", "G:\\"):  # F is a slot for cards without a card
        Path(root).mkdir()

    def kind_of(root: str) -> int:
        if root == "G:\\":
            raise PermissionError("locked")
        return kinds.get(root, none)

    assert list(backup_places._drives(kind_of)) == [Path("E:\\")]
