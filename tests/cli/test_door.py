"""``python3 -m sopdesk``: which way each command line goes."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import sopdesk
from sopdesk import bootstrap, provision
from sopdesk.__main__ import main

Went = list[tuple[str, Path | None]]


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> Went:
    """Where the door led to, instead of going there."""
    noted: Went = []

    def note(place: str, code: int) -> Callable[..., int]:
        def go(where: Path | None = None) -> int:
            noted.append((place, where))
            return code

        return go

    tour = SimpleNamespace(main=note("tour", 11), self_check=note("check", 12))
    monkeypatch.setitem(sys.modules, "sopdesk.tour", tour)
    monkeypatch.setattr(sopdesk, "tour", tour, raising=False)
    monkeypatch.setattr(bootstrap, "open_window", note("window", 13), raising=False)
    return noted


def see(monkeypatch: pytest.MonkeyPatch, display: bool) -> None:
    monkeypatch.setattr(provision, "has_display", lambda: display)


def test_nothing_asked_opens_the_window(
    went: Went, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    see(monkeypatch, display=True)
    assert main([]) == 13
    assert main(["--data", "lain"]) == 13
    assert went == [("window", data_folder), ("window", Path("lain"))]


def test_no_display_makes_the_tour_and_says_so(
    went: Went, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    see(monkeypatch, display=False)
    assert main([]) == 11
    assert went == [("tour", Path("tour"))]
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err
        == "Tidak ada layar, jadi jendela tidak dibuka. Sebagai gantinya tur dibuat di folder tour.\n"
    )


def test_tour_and_self_check(went: Went) -> None:
    assert main(["tour", "hasil"]) == 11
    assert main(["--self-check"]) == 12
    assert went == [("tour", Path("hasil")), ("check", None)]


def test_commands_go_to_the_terminal(went: Went, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sop", "show", "apbd"]) == 1
    assert main(["sop", "hapus"]) == 2
    assert main(["sop", "list"]) == 0
    assert went == []
    assert capsys.readouterr().out.startswith("KUNCI")


def test_interrupt_anywhere_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "terminal", interrupted)
    assert main([]) == 130


def test_program_without_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle started by a double click on Windows has no streams at all."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert main(["sop", "list"]) == 0
    assert main(["batch"]) == 0
    bootstrap.forget_output()


@pytest.mark.parametrize("name", ["--data", "--out"])
def test_an_empty_name_is_not_the_folder_one_stands_in(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``--data "$KANTOR"`` with nothing in the variable must not make an office wherever the terminal is."""
    monkeypatch.chdir(tmp_path)
    wanted = ["verify", "--data", ""] if name == "--data" else ["paper", "cap-paraf", "--out", ""]
    assert main(wanted) == 2
    assert f"{name} belum diberi isi." in capsys.readouterr().err
    assert list(tmp_path.glob("*.db")) == []


def test_a_name_too_long_for_the_system_is_a_missing_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--data", str(tmp_path / ("x" * 300))]) == 3
    assert "Folder data tidak dapat dibuka" in capsys.readouterr().err
