"""The command that runs the tests of faults knows them all."""

from pathlib import Path

import pytest

from tests.faults.__main__ import ROOMS, ROOT, main

ALONE = {"tests/faults/test_rooms.py"}


def test_every_file_is_in_a_room() -> None:
    named = {file for files in ROOMS.values() for file in files}
    here = {f.relative_to(ROOT).as_posix() for f in Path(__file__).parent.rglob("test_*.py")}
    assert here <= named | ALONE
    assert [file for file in named if not (ROOT / file).is_file()] == []


def test_the_list_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "damage"]) == 0
    told = capsys.readouterr().out.split()
    assert told == ["damage", *ROOMS["damage"]]


def test_an_unknown_room_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["banjir"])
    assert "banjir" in capsys.readouterr().err
