"""Files of the program in places that the clerk chose: whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.written_files import safe_name, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_and_one_in_the_place_of_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "buku.csv"
    write_whole(path, b"lama")
    write_whole(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert names(tmp_path) == ["buku.csv"]


@pytest.mark.parametrize(
    ("number", "fault"),
    [(errno.ENOSPC, Fault.DISK_FULL), (errno.EDQUOT, Fault.DISK_FULL), (errno.EACCES, Fault.FILE_LOCKED)],
)
def test_what_cannot_be_finished_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: Fault
) -> None:
    path = tmp_path / "buku.csv"
    path.write_bytes(b"lama")

    def fail(_handle: int) -> None:
        raise OSError(number, "x")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Trouble) as found:
        write_whole(path, b"baru")
    assert found.value.fault is fault
    assert path.read_bytes() == b"lama"
    assert names(tmp_path) == ["buku.csv"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as found:
        write_whole(tmp_path / "tidak" / "ada.pdf", b"x")
    assert found.value.fault is Fault.FOLDER_MISSING


@pytest.mark.skipif(os.name == "nt", reason="rights are another matter there")
def test_a_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    beside = tmp_path / "lain"
    beside.write_bytes(b"")
    write_whole(tmp_path / "surat.pdf", b"x")
    assert (tmp_path / "surat.pdf").stat().st_mode == beside.stat().st_mode


@pytest.mark.parametrize(
    ("name", "suffix", "safe"),
    [
        ("Berkas 2026/1", "xlsx", "Berkas 2026-1.xlsx"),
        ("tabel.CSV", "csv", "tabel.csv"),
        ("con", "csv", "surat-con.csv"),
    ],
)
def test_names_with_another_ending(name: str, suffix: str, safe: str) -> None:
    assert safe_name(name, suffix) == safe
