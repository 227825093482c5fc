"""A scanner's burst as the X server sends it, into a field of a real window."""

import os
import shutil
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.codes import make_code, payload
from sopdesk.domain.step_codes import Action, make_step_code
from sopdesk.ui.shell.scan import GAP_S, ScanWatch

pytestmark = pytest.mark.skipif(
    os.environ.get("SOPDESK_TEST_DISPLAY") != "1"
    or not os.environ.get("DISPLAY")
    or not shutil.which("xdotool"),
    reason="real keys need a display (SOPDESK_TEST_DISPLAY=1) and xdotool",
)

TRIES = 20
CODES = [
    make_step_code("KKC", 2026, 41, 7, Action.TERIMA).digits,
    payload("KKC", str(make_code("KKC", 2026, 41))),
]


def type_keys(text: str, delay: int) -> QProcess:
    """Let the server press the keys, so many milliseconds apart."""
    process = QProcess()
    # It lets half of what it is told go by between two keys.
    process.start("xdotool", ["type", "--delay", str(2 * delay), text])
    return process


class Moments:
    """When each key was pressed, by the server's own clock."""

    def __init__(self) -> None:
        self.told: list[float] = []

    def __call__(self, event: QKeyEvent) -> float:
        moment = event.timestamp() / 1000
        if event.text():  # Shift is none
            self.told.append(moment)
        return moment

    def are_a_burst(self) -> bool:
        return max(after - before for before, after in pairwise(self.told)) <= GAP_S


def type_all(qtbot: QtBot, watch: ScanWatch, text: str) -> Moments:
    """As a scanner does; when each of them was pressed."""
    moments = Moments()
    watch.moment = moments
    process = type_keys(text, 4)
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)
    qtbot.waitUntil(lambda: len(moments.told) == len(text))
    return moments


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[QLineEdit]:
    window = QWidget()
    found = QLineEdit(window)
    QVBoxLayout(window).addWidget(found)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    found.setText("Laporan ")
    found.setFocus()
    qtbot.waitUntil(found.hasFocus)
    yield found
    window.close()


@pytest.fixture
def watch(line: QLineEdit) -> ScanWatch:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = ScanWatch(line.window(), Moments())
    made.watch(line.window().windowHandle())
    return made


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("end", ["\n", "\t", ""])
def test_a_burst_is_heard_and_leaves_no_trace(
    qtbot: QtBot, line: QLineEdit, watch: ScanWatch, code: str, end: str
) -> None:
    heard: list[str] = []
    watch.scanned.connect(heard.append)
    for _ in range(TRIES):
        moments = type_all(qtbot, watch, code + end)
        if moments.are_a_burst():
            break
        # A busy machine has held the keys up on their way: they come as a typist's.
        heard.clear()
        line.setText("Laporan ")
        line.setFocus()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [code]
    assert line.text() == "Laporan "
    assert line.hasFocus()


def test_a_quick_typist_writes_on(qtbot: QtBot, line: QLineEdit, watch: ScanWatch) -> None:
    with qtbot.assertNotEmitted(watch.scanned):
        process = type_keys(CODES[0], 80)
        qtbot.waitUntil(lambda: line.text() == f"Laporan {CODES[0]}")
        qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)
