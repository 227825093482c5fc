"""The memory of the window with the board of 2,000 cards against that of an empty window."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from sopdesk import paths
from sopdesk.services.office import Office
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare_amounts

ROOT = paths.resources().parent
ROUNDS = 3

_SAY = """
def say():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            print(line.split()[1], flush=True)
    os._exit(0)
"""

_BARE = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
window.grab()
say()
"""

_OURS = """
import os, sys
from datetime import datetime
from pathlib import Path
from sopdesk.ui.main.app import Program, make_application, remembered_theme
folder, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
app = make_application(sys.argv)
program = Program(remembered_theme(app, folder), folder, lambda: now)
program.shell.resize(1366, 768)
program.show()
program.open()
program.shell.grab()
assert program.opened.board.field.order[0].model.total
say()
"""


def _megabytes(code: str, *arguments: str) -> float:
    found = []
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", _SAY + code, *arguments],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found.append(int(done.stdout) / 1024)
    return statistics.median(found)


def test_memory(big_office: Office) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("only Linux tells a process its memory in a file")
    ours = _megabytes(_OURS, str(big_office.folder), NOW.isoformat())
    compare_amounts("memory with the board of 2,000 cards", ours, _megabytes(_BARE), 3, "MB", ROUNDS)
