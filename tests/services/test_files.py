"""Files of letters and dossiers: copied under their hash, listed, withdrawn, looked at before they are opened."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Rule, Trouble
from sopdesk.papers.progress import Cancelled, Progress
from sopdesk.services import files
from sopdesk.services.files import (
    add_file,
    files_of,
    files_of_dossier,
    path_of,
    size_words,
    withdraw_file,
)
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.incoming_views import incoming_letter
from sopdesk.services.panel import at_hand
from sopdesk.services.verification import verify
from tests.behind import behind, spoil_file
from tests.services.desk import CLERK, Clerk, refused

PDF = b"%PDF-1.7 surat"


@pytest.fixture
def line(clerk: Clerk) -> int:
    wish = IncomingWish("Dinas Sosial", "Undangan", clerk.now)
    return register_incoming(clerk.office, wish, by=CLERK, now=clerk.now).line_id


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "Undangan & <b>rapat.PDF"
    path.write_bytes(PDF)
    return path


def add(clerk: Clerk, owner: str, owner_id: int, source: Path, progress: Progress | None = None) -> int:
    return add_file(clerk.office, owner, owner_id, source, by=CLERK, now=clerk.now, progress=progress)


def kept(clerk: Clerk) -> list[str]:
    return sorted(path.name for path in (clerk.office.folder / "lampiran").iterdir())


def test_a_scan_is_copied_and_listed_under_its_own_name(clerk: Clerk, line: int, scan: Path) -> None:
    number = add(clerk, files.LINE, line, scan)
    scan.unlink()  # a memory stick that is taken away again
    (found,) = files_of(clerk.office, files.LINE, line)
    assert (found.id, found.name, found.size, found.by) == (
        number,
        "Undangan & <b>rapat.PDF",
        len(PDF),
        CLERK,
    )
    path = path_of(clerk.office, number)
    assert path == clerk.office.folder / "lampiran" / f"{hashlib.sha256(PDF).hexdigest()}.pdf"
    assert path.read_bytes() == PDF
    letter = incoming_letter(clerk.office, line, now=clerk.now)
    assert letter is not None
    assert letter.files == 1
    assert verify(clerk.office).problems == ()


def test_the_same_file_lies_there_once(clerk: Clerk, line: int, scan: Path) -> None:
    clerk.start()
    first = add(clerk, files.LINE, line, scan)
    assert add(clerk, files.LINE, line, scan) == first
    again = add(clerk, files.DOSSIER, clerk.row.id, scan)
    assert again != first
    assert len(kept(clerk)) == 1
    assert len(files_of(clerk.office, files.LINE, line)) == 1


def test_a_file_of_a_dossier_is_in_its_log_and_moves_no_clock(clerk: Clerk, scan: Path) -> None:
    clerk.start()
    before = clerk.row
    number = add(clerk, files.DOSSIER, clerk.row.id, scan)
    withdraw_file(clerk.office, number, "Salah berkas", by=CLERK, now=clerk.now)
    log = at_hand(clerk.office, clerk.row.id).view(clerk.now).log
    said = [(row.words, row.reason) for row in log if row.kind == "attach"]
    assert sorted(said) == [
        ("File dicabut: Undangan & <b>rapat.PDF", "Salah berkas"),
        ("File ditambahkan: Undangan & <b>rapat.PDF", ""),
    ]
    assert (clerk.row.last_at, clerk.row.step, clerk.row.due) == (before.last_at, before.step, before.due)
    assert verify(clerk.office).problems == ()


def test_a_withdrawn_file_stays_with_its_reason(clerk: Clerk, line: int, scan: Path, tmp_path: Path) -> None:
    number = add(clerk, files.LINE, line, scan)
    with refused(Rule.NEEDS_REASON):
        withdraw_file(clerk.office, number, " ", by=CLERK, now=clerk.now)
    withdraw_file(clerk.office, number, "Salah pindai", by=CLERK, now=clerk.now)
    with refused(Rule.BAD_VALUE, field="file"):
        withdraw_file(clerk.office, number, "Lagi", by=CLERK, now=clerk.now)
    better = tmp_path / "betul.png"
    better.write_bytes(b"png")
    add(clerk, files.LINE, line, better)
    listed = files_of(clerk.office, files.LINE, line)
    assert [(f.name, f.withdrawn) for f in listed] == [("betul.png", ""), (scan.name, "Salah pindai")]
    assert path_of(clerk.office, number).read_bytes() == PDF
    # What was withdrawn can be added again.
    assert add(clerk, files.LINE, line, scan) != number
    assert verify(clerk.office).problems == ()


def test_the_scan_of_a_letter_is_at_hand_in_its_dossier(clerk: Clerk, line: int, scan: Path) -> None:
    number = add(clerk, files.LINE, line, scan)
    clerk.start("balasan", "Balasan", incoming=line)
    assert [f.id for f in files_of_dossier(clerk.office, clerk.row.id)] == [number]
    withdraw_file(clerk.office, number, "Salah", by=CLERK, now=clerk.now)
    assert files_of_dossier(clerk.office, clerk.row.id) == []
    clerk.start()
    assert files_of_dossier(clerk.office, clerk.row.id) == []


@pytest.mark.parametrize("name", ["virus.exe", "tanpa akhiran", "makro.docm", "pintasan.lnk", "halaman.html"])
def test_kinds_that_are_not_kept(clerk: Clerk, line: int, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    with refused(Rule.BAD_VALUE, field="file"):
        add(clerk, files.LINE, line, path)
    assert files_of(clerk.office, files.LINE, line) == []
    assert not (clerk.office.folder / "lampiran").exists()


def test_empty_and_too_large_files_are_refused(clerk: Clerk, line: int, tmp_path: Path) -> None:
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    with refused(Rule.BAD_VALUE, field="file"):
        add(clerk, files.LINE, line, empty)
    large = tmp_path / "besar.pdf"
    with large.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with refused(Rule.BAD_VALUE, field="file"):
        add(clerk, files.LINE, line, large)
    stopped = tmp_path / "tumbuh.pdf"
    stopped.write_bytes(b"x" * (1 << 20))
    with pytest.raises(Cancelled):
        add_file(
            clerk.office,
            files.LINE,
            line,
            stopped,
            by=CLERK,
            now=clerk.now,
            progress=lambda _done, _whole: False,
        )
    assert kept(clerk) == []  # no half of a file is left


def test_an_owner_that_is_not_there_is_refused(clerk: Clerk, line: int, scan: Path) -> None:
    for owner, owner_id in (
        ("line", line + 1),
        ("dossier", 1),
        ("disposition", 1),
        ("delivery", 1),
        ("camat", 1),
    ):
        with refused(Rule.BAD_VALUE, field="owner_of_file"):
            add(clerk, owner, owner_id, scan)
    with refused(Rule.BAD_VALUE, field="file"):
        path_of(clerk.office, 99)


def test_a_file_that_cannot_be_read_is_told(clerk: Clerk, line: int, tmp_path: Path) -> None:
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    for source in (tmp_path / "hilang.pdf", folder):
        with pytest.raises(Trouble) as trouble:
            add(clerk, files.LINE, line, source)
        assert trouble.value.fault is Fault.FILE_UNREADABLE


@pytest.mark.parametrize(("errno", "fault"), [(28, Fault.DISK_FULL), (30, Fault.FOLDER_READ_ONLY)])
def test_a_data_folder_that_takes_nothing_is_told(
    clerk: Clerk, line: int, scan: Path, monkeypatch: pytest.MonkeyPatch, errno: int, fault: Fault
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(errno, "no")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(Trouble) as trouble:
        add(clerk, files.LINE, line, scan)
    assert trouble.value.fault is fault
    assert kept(clerk) == []
    assert files_of(clerk.office, files.LINE, line) == []


def test_what_a_power_cut_left_goes_with_the_next_copy(clerk: Clerk, line: int, scan: Path) -> None:
    folder = clerk.office.folder / "lampiran"
    folder.mkdir()
    old, young = folder / "1-1.part", folder / "2-2.part"
    for path in (old, young):
        path.write_bytes(b"x")
    os.utime(old, (0, old.stat().st_mtime - 25 * 60 * 60))
    add(clerk, files.LINE, line, scan)
    assert not old.exists()
    assert young.exists()


def test_a_folder_that_is_no_folder_is_told(clerk: Clerk, line: int, scan: Path) -> None:
    """Nothing can be removed there either; what is said is the first cause."""
    (clerk.office.folder / "lampiran").write_bytes(b"")
    with pytest.raises(Trouble) as trouble:
        add(clerk, files.LINE, line, scan)
    assert trouble.value.fault is Fault.FOLDER_READ_ONLY
    assert files_of(clerk.office, files.LINE, line) == []


@pytest.mark.parametrize("size", [3_000_000, 0, 12_000_000])
def test_a_file_that_changes_while_it_is_copied_is_refused(
    clerk: Clerk, line: int, tmp_path: Path, size: int
) -> None:
    """A scanning program that still writes it: half a scan is no scan."""
    path = tmp_path / "pindai.pdf"
    path.write_bytes(b"x" * 9_000_000)

    def touch(_done: int, _whole: int) -> bool:
        os.truncate(path, size)
        return True

    with refused(Rule.BAD_VALUE, field="file"):
        add(clerk, files.LINE, line, path, progress=touch)
    assert files_of(clerk.office, files.LINE, line) == []
    assert not list(clerk.office.folder.rglob("*.part"))


@pytest.mark.parametrize("left", [None, PDF + b"!"], ids=["removed", "changed"])
def test_a_changed_file_is_not_opened_and_verify_names_it(
    clerk: Clerk, line: int, scan: Path, left: bytes | None
) -> None:
    number = add(clerk, files.LINE, line, scan)
    spoil_file(clerk.office, path_of(clerk.office, number).name, left)
    with pytest.raises(Trouble) as trouble:
        path_of(clerk.office, number)
    assert trouble.value.fault is Fault.ATTACHMENT_CHANGED
    (problem,) = verify(clerk.office).problems
    assert scan.name in problem
    # Adding it once more mends what lies there, for the owner that has it already too.
    add(clerk, files.LINE, line, scan)
    assert path_of(clerk.office, number).read_bytes() == PDF
    assert verify(clerk.office).problems == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE attachment SET name = 'lain.pdf'", "tidak sama dengan log"),
        ("UPDATE attachment SET withdrawn = 'x' WHERE id = 1", "tidak sama dengan log"),
        ("UPDATE attachment SET owner_id = 9", "tidak sama dengan log"),
        ("UPDATE attachment SET file = '../sopdesk.db'", "hilang atau berubah"),
        ("UPDATE attachment SET seq = 1", "tidak ada di log"),
        ("DELETE FROM attachment", "tidak ada di daftar lampiran"),
    ],
)
def test_a_change_behind_the_programs_back_is_found(
    clerk: Clerk, line: int, scan: Path, statement: str, said: str
) -> None:
    add(clerk, files.LINE, line, scan)
    with behind(clerk.office) as database:
        database.execute(statement)
    assert any(said in problem for problem in verify(clerk.office).problems)


def test_a_file_is_on_the_disk_before_the_book_says_so(
    clerk: Clerk, line: int, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def note(handle: int) -> None:
        synced.append(handle)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    add(clerk, files.LINE, line, scan)
    assert len(synced) == 2  # the file, then the folder that has its name


def test_a_pc_without_room_for_a_copy_is_told_so(
    clerk: Clerk, line: int, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fetched from a server onto a full disk: nothing is wrong with the file itself."""
    kept = add(clerk, files.LINE, line, scan)

    def full(_name: str) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(clerk.office.contents, "path", full)
    with pytest.raises(Trouble) as trouble:
        path_of(clerk.office, kept)
    assert trouble.value.fault is Fault.DISK_FULL


@pytest.mark.parametrize(("size", "said"), [(1, "1 KB"), (320_400, "320 KB"), (1_440_000, "1,4 MB")])
def test_sizes_in_words(size: int, said: str) -> None:
    assert size_words(size) == said
