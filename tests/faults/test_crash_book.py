"""The book of crashes on a disk that fails: one sentence, and no trace on the terminal."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sopdesk import bootstrap
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services.sentences import sentence
from sopdesk.ui.main.crash import WORDS, CrashWatch

FULL = Path("/dev/full")
full_disk = pytest.mark.skipif(not FULL.exists(), reason="no device here that is always full")


def on_a_full_disk(folder: Path) -> Path:
    """A log file that can be opened and not be written."""
    log = bootstrap.crash_log(folder)
    log.parent.mkdir(parents=True)
    log.symlink_to(FULL)
    return folder


@full_disk
def test_a_crash_that_cannot_be_kept(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = bootstrap.keep_crash(on_a_full_disk(tmp_path), LookupError("x"))
    assert said == "Terjadi kesalahan program (LookupError) dan rinciannya tidak dapat disimpan."
    assert capfd.readouterr() == ("", "")


@full_disk
def test_a_window_that_cannot_keep_its_log(
    qtbot: QtBot, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    with qtbot.captureExceptions():
        watch = CrashWatch(said.append)
        watch.stand(on_a_full_disk(tmp_path))
        try:
            fail(LookupError("x"))
        finally:
            watch.leave()
    assert said == [WORDS]
    assert "Logging error" not in capfd.readouterr().err


@pytest.mark.parametrize(
    "error",
    [
        Trouble(Fault.DISK_FULL, path="sopdesk.db"),
        Trouble(Fault.FOLDER_MISSING, path="d"),
        Refused(Rule.NOT_HELD),
    ],
)
def test_a_trouble_that_nobody_caught_is_told_as_what_it_is(
    qtbot: QtBot, tmp_path: Path, error: Trouble | Refused
) -> None:
    """Each time: it is over when the disk is back, and a fault of the program it is not."""
    said: list[str] = []
    with qtbot.captureExceptions():
        watch = CrashWatch(said.append)
        watch.stand(tmp_path)
        try:
            fail(error)
            fail(error)
        finally:
            watch.leave()
    assert said == [sentence(error)] * 2


def fail(error: Exception) -> None:
    """An error that leaves a slot, as Python tells it."""
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())
