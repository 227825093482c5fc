"""``python -m tests.cups.window PRINTER FOLDER``: the dialog of a paper on a printer of CUPS, used from standard input.

Each line presses *Cetak* and is answered by what the dialog says then, as JSON. In a process of its own, because the
CUPS library asks for its server only once.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.paths import resources
from sopdesk.services import printing
from sopdesk.services.office import open_office
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.print_desk import PrintDesk
from sopdesk.ui.papers.printers import Printers
from sopdesk.ui.papers.work import Work
from tests.services.desk import MONDAY
from tests.ui.papers.desk_for_papers import Counter, furnish

_LONGEST_MS = 60_000


def main(printer: str, folder: Path) -> int:
    """Answer until the input ends."""
    app = QApplication(["cetak"])
    theme = Theme(resources(), Appearance.LIGHT)
    theme.install(app)
    office = open_office(folder / "data", MONDAY)
    furnish(office)
    host = QWidget()
    counter = Counter(office, theme, host, folder)
    counter.remembered.keep(f"{printing.PENGGARIS}.pencetak", printer)
    desk = PrintDesk(counter.desk, theme, host, remembered=counter.remembered, printers=Printers())
    desk.show(None, printing.PENGGARIS)
    dialog = host.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog), counter.refusals
    with office.store.read() as unit:
        before = unit.log.head()[0]
    print("open", flush=True)
    for _line in sys.stdin:
        press(dialog)
        with office.store.read() as unit:
            entered = unit.log.head()[0] - before
        said = {
            "entered": entered,
            "notice": dialog.notice.text,
            "action": dialog.action.text(),
            "enabled": dialog.action.isEnabled(),
            "offers_pdf": dialog.notice.action.isVisible(),
        }
        print(json.dumps(said), flush=True)
    dialog.reject()
    office.close()
    return 0


def press(dialog: PaperDialog) -> None:
    """Press the main action, and stay until the printer's queue has answered."""
    QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    if dialog.is_busy:
        work = dialog.findChildren(Work)[-1]  # an earlier one may still wait for its end
        loop = QEventLoop()
        # The dialog hears of it first: what it says then is there when this ends.
        for signal in (work.ready, work.failed, work.stopped):
            signal.connect(loop.quit)
        QTimer.singleShot(_LONGEST_MS, loop.quit)
        loop.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
