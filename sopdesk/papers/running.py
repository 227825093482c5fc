"""What the pages of a letter after the first begin with: the subject, small, and the number of the page."""

from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

HEIGHT = 12 * MM  # with the air below
_TEXT = Style(Font.REGULAR, 8)


def draw(pen: Pen, subject: str, page: int) -> float:
    """Draws the head of page ``page``, counted from 1; gives the upper edge of what stands below."""
    sheet = pen.sheet
    base = sheet.top + _TEXT.size
    number = f"– {page} –"
    room = sheet.room - pen.width(number, _TEXT) - 6 * MM
    pen.write(sheet.left, base, pen.clipped(subject, _TEXT, room), _TEXT)
    pen.write_right(sheet.right, base, number, _TEXT)
    return sheet.top + HEIGHT
