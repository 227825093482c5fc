"""The line at the foot of a printed overview: when it was printed, of which log, and the page."""

from datetime import datetime

from sopdesk.domain.dates import long_moment
from sopdesk.papers.pen import SMALLEST, Pen, Style
from sopdesk.papers.sheet import MM

_PAGE_SHARE = 0.4
_APART = 4 * MM


def draw(
    pen: Pen,
    base: float,
    printed: datetime,
    log_hash: str,
    page: str = "",
    *,
    style: Style,
    smallest: float = SMALLEST,
) -> None:
    """Write the moment and the log's hash at the left of ``base``, ``page`` at its right."""
    sheet = pen.sheet
    place = pen.fitting(page, style, sheet.room * _PAGE_SHARE, smallest)
    room = sheet.room - pen.width(page, place) - _APART
    words = f"Dicetak tgl {long_moment(printed)} · Log {log_hash}"
    pen.write(sheet.left, base, words, pen.fitting(words, style, room, smallest))
    pen.write_right(sheet.right, base, page, place)
