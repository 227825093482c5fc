"""The start of the program against an empty main window, each in a process of its own, to the first paint."""

import os
import subprocess
import sys
from pathlib import Path

from sopdesk import paths
from sopdesk.services.office import Office
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare

ROOT = paths.resources().parent

_BARE = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        import os; os._exit(0)
app = QApplication(sys.argv)
window = Window(); window.resize(1366, 768); window.show()
app.exec()
"""

_OURS = """
import sys, os
from datetime import datetime
from pathlib import Path
from sopdesk.ui.main.app import Program, make_application, remembered_theme
from PySide6.QtCore import QEvent, QObject
folder, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
app = make_application(sys.argv)
program = Program(remembered_theme(app, folder), folder, lambda: now)
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            app.removeEventFilter(self)
            window_painted()
        return False
def window_painted():
    os._exit(0)
watch = Painted()
program.shell.installEventFilter(watch)
program.shell.resize(1366, 768)
program.show()
app.exec()
"""

_FILLED = """
import sys, os
from datetime import datetime
from pathlib import Path
from sopdesk.ui.main.app import Program, make_application, remembered_theme
folder, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
app = make_application(sys.argv)
program = Program(remembered_theme(app, folder), folder, lambda: now)
program.shell.resize(1366, 768)
program.show()
program.open()
program.opened.board.grab()
os._exit(0)
"""


def _run(code: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _compiled() -> None:
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "sopdesk")], check=True)


def test_first_paint(tmp_path: Path) -> None:
    _compiled()
    folder = tmp_path / "kantor"
    compare(
        "own window painted",
        lambda: _run(_OURS, str(folder), NOW.isoformat()),
        lambda: _run(_BARE),
        1.6,
        rounds=13,
    )


def test_board_filled(big_office: Office) -> None:
    folder = str(big_office.folder)
    compare(
        "start to the board of 2,000 cards",
        lambda: _run(_FILLED, folder, NOW.isoformat()),
        lambda: _run(_BARE),
        4,
        rounds=13,
    )
