"""``python -m tests.cups.hand PRINTER FOLDER``: print every PDF of the folder as the program does.

In a process of its own, because the CUPS library asks for its server only once.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.printers import Printers, PrintWish
from sopdesk.ui.papers.spool import spool


def _go_on(_done: int, _of: int) -> bool:
    return True


def _name(file: Path) -> str:
    return file.stem


def main(printer: str, folder: Path) -> int:
    """Print them; a line for each."""
    app = QApplication(["cetak"])
    printers = Printers()
    assert printer in printers.names(), printers.names()
    for file in sorted(folder.glob("*.pdf"), key=_name):
        pdf = file.read_bytes()
        places = tuple(range(len(Pages(pdf))))
        print(file.stem, spool(printers, pdf, file.stem, PrintWish(printer, 1, places), _go_on))
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
