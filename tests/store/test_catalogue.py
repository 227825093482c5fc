"""The shipped SOP files, whole and damaged."""

import shutil
from pathlib import Path

import pytest

from sopdesk import paths
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.sop_file import to_file_text
from sopdesk.store.catalogue import ORDER, read_file, shipped, shipped_revisions


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.resources() / "sop", tmp_path / "sop"))


def test_six_in_the_order_of_the_tabs() -> None:
    sops = shipped()
    assert tuple(sop.key for sop in sops) == ORDER
    assert [sop.label for sop in sops] == ["Renja", "LAKIP", "RFK & TEPPA", "Renstra", "RUP", "Surat Balasan"]


def test_every_file_in_the_folder_is_shipped() -> None:
    assert {path.stem for path in (paths.resources() / "sop").glob("*.json")} == set(ORDER)


@pytest.mark.parametrize("key", ORDER)
def test_a_file_is_just_what_the_program_would_write(key: str) -> None:
    path = paths.resources() / "sop" / f"{key}.json"
    assert path.read_bytes() == to_file_text(read_file(path)).encode("utf-8")


def test_a_missing_file_is_a_damaged_resource(folder: Path) -> None:
    (folder / "rfk.json").unlink()
    with pytest.raises(Trouble) as caught:
        shipped(folder)
    assert caught.value.fault is Fault.RESOURCE_DAMAGED
    assert caught.value.data == {"file": "rfk.json"}


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    with pytest.raises(Trouble) as caught:
        read_file(folder)  # a folder is no file
    assert caught.value.fault is Fault.FILE_UNREADABLE
    assert caught.value.data == {"file": "sop"}


def test_a_file_in_another_encoding_names_the_line(folder: Path) -> None:
    path = folder / "lakip.json"
    text = path.read_text(encoding="utf-8").replace('"label": "LAKIP"', '"label": "LÀKIP"')
    path.write_bytes(text.encode("cp1252", errors="replace"))
    with pytest.raises(Refused) as caught:
        shipped(folder)
    assert caught.value.rule is Rule.BAD_SOP
    assert caught.value.data["file"] == "lakip.json"
    assert caught.value.data["line"] == 3


def test_a_broken_file_names_file_and_line(folder: Path) -> None:
    path = folder / "rup.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"revision": 1,', '"revision": 1'), encoding="utf-8"
    )
    with pytest.raises(Refused) as caught:
        shipped(folder)
    assert caught.value.data["file"] == "rup.json"
    assert caught.value.data["line"] == 7  # the line where the comma is missed


def test_a_file_under_another_name(folder: Path) -> None:
    shutil.copy(folder / "renja.json", folder / "renstra.json")
    with pytest.raises(Refused) as caught:
        shipped(folder)
    assert caught.value.data == {
        "file": "renstra.json",
        "line": 1,
        "reason": "berisi SOP “renja”, bukan “renstra”",
    }


def test_a_file_saved_by_notepad(folder: Path) -> None:
    path = folder / "rup.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert shipped(folder) == shipped()


def test_a_file_nested_beyond_reading(folder: Path) -> None:
    """Both ways in: the glance at the revision at every start, and the reading."""
    (folder / "rup.json").write_text("[" * 100_000, encoding="utf-8")
    assert ("rup", 0) in shipped_revisions(folder)
    with pytest.raises(Refused) as caught:
        shipped(folder)
    assert caught.value.data["file"] == "rup.json"
