"""A scanner's burst as the X server sends it, into a field of a real window."""

import os
import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.codes import make_code, payload
from sopdesk.domain.step_codes import Action, make_step_code
from sopdesk.ui.shell.scan import ScanWatch

pytestmark = pytest.mark.skipif(
    os.environ.get("SOPDESK_TEST_DISPLAY") != "1"
    or not os.environ.get("DISPLAY")
    or not shutil.which("xdotool"),
    reason="real keys need a display (SOPDESK_TEST_DISPLAY=1) and xdotool",
)

CODES = [
    make_step_code("KKC", 2026, 41, 7, Action.TERIMA).digits,
    payload("KKC", str(make_code("KKC", 2026, 41))),
]


def type_keys(text: str, delay: int) -> QProcess:
    """Let the server press the keys, so many milliseconds apart."""
    process = QProcess()
    process.start("xdotool", ["type", "--delay", str(delay), text])
    return process


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
    made = ScanWatch(line.window())
    made.watch(line.window().windowHandle())
    return made


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("end", ["\n", "\t", ""])
def test_a_burst_is_heard_and_leaves_no_trace(
    qtbot: QtBot, line: QLineEdit, watch: ScanWatch, code: str, end: str
) -> None:
    with qtbot.waitSignal(watch.scanned) as told:
        process = type_keys(code + end, 4)
    assert told.args == [code]
    qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)
    assert line.text() == "Laporan "
    assert line.hasFocus()


def test_a_quick_typist_writes_on(qtbot: QtBot, line: QLineEdit, watch: ScanWatch) -> None:
    with qtbot.assertNotEmitted(watch.scanned):
        process = type_keys(CODES[0], 90)
        qtbot.waitUntil(lambda: line.text() == f"Laporan {CODES[0]}")
        qtbot.waitUntil(lambda: process.state() is QProcess.ProcessState.NotRunning)
