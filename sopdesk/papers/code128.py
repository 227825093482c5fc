"""Code 128 in set C, two digits to a symbol: bars as runs of modules."""

from functools import lru_cache

from reportlab.graphics.barcode.code128 import Code128

DOT = 72 / 300  # points: of the resolution that papers are printed with
# 0.34 mm, a whole number of the printer's dots, so that every bar is as wide as it is meant. Thinner bars are lost
# on a worn office printer.
MODULE = 4 * DOT
QUIET = 10  # modules of quiet zone on each side, as the standard asks


@lru_cache(maxsize=1024)
def runs(digits: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The number of modules, quiet zones not included, and each bar as (first module, modules).

    Raises ValueError unless ``digits`` is an even number of digits: else the code would be half as wide again.
    """
    if not (digits.isascii() and digits.isdigit() and len(digits) % 2 == 0):
        raise ValueError(digits)
    code = Code128(digits, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    at = 0
    bars = []
    # Capitals are bars, small letters spaces; A is one module wide, B two, and so on.
    for mark in code.decomposed:
        width = ord(mark.upper()) - ord("A") + 1
        if mark.isupper():
            bars.append((at, width))
        at += width
    return at, tuple(bars)


def width(digits: str) -> float:
    """The width of the code with both quiet zones, in points."""
    return (runs(digits)[0] + 2 * QUIET) * MODULE
