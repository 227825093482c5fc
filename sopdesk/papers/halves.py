"""Forms of half a sheet: two on one sheet with a line to cut along, or each on half a sheet of its own."""

from dataclasses import replace

from sopdesk.domain.layout import Layout
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM, Sheet, portrait

CUT = 7 * MM  # from the line of the cut: what is cut need not be reached by a printer
_WORDS = Style(Font.REGULAR, 6)
_CUT_HERE = "potong di sini"


def whole(layout: Layout) -> Sheet:
    """The sheet itself. The margins at the sides are the office's; above and below a form takes all there is."""
    sheet = portrait(layout)
    return replace(sheet, top=SAFE, bottom=sheet.height - SAFE_BOTTOM)


def both(layout: Layout) -> tuple[Sheet, Sheet]:
    """The upper and the lower half of the sheet; their lengths are from the corner of the whole sheet.

    Both have the same room, so that a form that comes twice looks the same twice.
    """
    sheet = whole(layout)
    middle = sheet.height / 2
    upper = replace(sheet, bottom=middle - CUT - (SAFE_BOTTOM - SAFE))
    return upper, replace(sheet, top=middle + CUT)


def single(layout: Layout) -> Sheet:
    """A sheet that has been cut in half, lying across."""
    sheet = whole(layout)
    return replace(sheet, height=sheet.height / 2, bottom=sheet.height / 2 - SAFE_BOTTOM)


def draw_cut(pen: Pen) -> None:
    """Draws the line to cut along, from edge to edge as far as a printer reaches."""
    sheet = pen.sheet
    y = sheet.height / 2
    gap = pen.width(_CUT_HERE, _WORDS) / 2 + 2 * MM
    pen.dots(SAFE + 1, y, sheet.width / 2 - gap)
    pen.write_middle(sheet.width / 2, y + 0.3 * _WORDS.size, _CUT_HERE, _WORDS)
    pen.dots(sheet.width / 2 + gap, y, sheet.width - SAFE - 1)
