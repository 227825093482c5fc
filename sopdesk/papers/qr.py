"""QR codes as horizontal runs of dark modules: a tenth of the drawing that a square each would be."""

from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

BORDER = 4  # modules of quiet zone on each side, as the standard asks


@lru_cache(maxsize=256)
def runs(payload: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The number of modules on a side, quiet zone included, and each dark run as (row, column, length).

    Level Q: a quarter of the code may be hidden by a stamp or a fold.
    """
    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(payload)
    code.make()
    found = []
    for row, modules in enumerate(code.modules):
        column = 0
        for dark, group in groupby(map(bool, modules)):
            length = len(list(group))
            if dark:
                found.append((row + BORDER, column + BORDER, length))
            column += length
    return code.getModuleCount() + 2 * BORDER, tuple(found)


def quiet(payload: str, side: float) -> float:
    """The width of the quiet zone of a code that is ``side`` wide with it, in the same unit."""
    return side * BORDER / runs(payload)[0]
