"""What nobody foresaw: the whole trace in the log, one sentence on the screen, and the work goes on."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from sopdesk.ui.main.crash import WORDS, CrashWatch
from sopdesk.ui.main.hand import Watch
from tests.ui.main.office import Codes, Start, click

LOG = Path("catatan") / "sopdesk.log"


@pytest.fixture
def said() -> list[str]:
    return []


@contextmanager
def watching(qtbot: QtBot, said: list[str], folder: Path) -> Iterator[CrashWatch]:
    """A watch that stands; those who listened before hear what it hears, and here shall not mind."""
    with qtbot.captureExceptions():
        made = CrashWatch(said.append)
        made.stand(folder)
        try:
            yield made
        finally:
            made.leave()


def fail_here() -> None:
    raise LookupError("what nobody foresaw")


def fail_there() -> None:
    raise LookupError("something else")


def test_a_slot_that_fails(qtbot: QtBot, codes: Codes, start: Start, data_folder: Path) -> None:
    """A click goes wrong three times: three traces, one sentence; another place has its own."""
    with qtbot.captureExceptions() as heard:
        work = start()
        work.shell.guide_requested.disconnect()
        work.shell.guide_requested.connect(fail_here)
        work.shell.today_requested.connect(fail_there)
        said = []
        for _ in range(3):
            work.shell.guide_requested.emit("papan")
            said.append(work.said)
            work.shell.say("")
        assert said == [WORDS, "", ""]
        click(work.shell.header.today)
        assert work.said == WORDS
        assert [str(error) for _kind, error, _trace in heard] == ["what nobody foresaw"] * 3 + [
            "something else"
        ]
        work.search(codes.calm)
        assert work.panel.dossier == work.id_of(codes.calm)
        work.shell.close()
    log = (data_folder / LOG).read_text(encoding="utf-8")
    assert log.count("LookupError: what nobody foresaw") == 3
    assert log.count("LookupError: something else") == 1
    assert "in fail_here" in log


def test_after_a_second_opening_each_error_is_written_once(
    qtbot: QtBot, said: list[str], data_folder: Path
) -> None:
    with watching(qtbot, said, data_folder) as watch:
        watch.stand(data_folder)
        watch.stand(data_folder)
        provoke()
    assert (data_folder / LOG).read_text(encoding="utf-8").count("LookupError: ") == 1
    assert said == [WORDS]


def test_another_office_has_its_own_log(
    qtbot: QtBot, said: list[str], data_folder: Path, tmp_path: Path
) -> None:
    with watching(qtbot, said, data_folder) as watch:
        watch.stand(tmp_path / "lain")
        provoke()
    assert not (data_folder / LOG).exists()
    assert "LookupError" in (tmp_path / "lain" / LOG).read_text(encoding="utf-8")


def test_everything_is_given_back(data_folder: Path, said: list[str]) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger("sopdesk").handlers))
    watch = CrashWatch(said.append)
    watch.stand(data_folder)
    assert sys.excepthook is not before[0]
    watch.leave()
    watch.leave()
    assert (sys.excepthook, threading.excepthook, logging.getLogger("sopdesk").handlers) == before
    handler = qInstallMessageHandler(None)
    qInstallMessageHandler(handler)
    assert "crash" not in getattr(handler, "__module__", "")


def test_a_thread_that_fails(qtbot: QtBot, said: list[str], data_folder: Path) -> None:
    with watching(qtbot, said, data_folder):
        thread = threading.Thread(target=fail_here)
        thread.start()
        thread.join()
    assert "in fail_here" in (data_folder / LOG).read_text(encoding="utf-8")
    assert said == [], "a sentence of another thread would touch the window from there"


@pytest.mark.qt_log_ignore("a word of Qt")
def test_what_qt_complains_of(qtbot: QtBot, said: list[str], data_folder: Path) -> None:
    with watching(qtbot, said, data_folder):
        qWarning("a word of Qt")
    assert "Qt: a word of Qt" in (data_folder / LOG).read_text(encoding="utf-8")


def test_a_folder_that_takes_no_log(tmp_path: Path, said: list[str], qtbot: QtBot) -> None:
    """Then the sentence is all there is, and it is said."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with qtbot.captureExceptions():
        watch = CrashWatch(said.append)
        watch.stand(tmp_path / "file")
        provoke()
        watch.leave()
    assert said == [WORDS]


def provoke() -> None:
    """What Qt's bridge does with an error in a slot."""
    try:
        fail_here()
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)


def test_who_listened_before_hears_it_too(codes: Codes, start: Start) -> None:
    """The tour and the self-check listen so; a watch that kept it to itself would make them deaf."""
    with Watch() as listening:
        work = start()
        assert codes.late in work.cards()
        work.shell.today_requested.connect(fail_there)
        work.shell.today_requested.emit()
        qWarning("a word of Qt")
        work.shell.close()
    assert any("something else" in words for words in listening.heard)
    assert "Qt: a word of Qt" in listening.heard
