"""The agenda stamp for a letter that came in, alone, to be printed onto the letter (norms 2.1)."""

from sopdesk.domain.dates import long_date
from sopdesk.domain.forms import CapAgenda
from sopdesk.domain.layout import Layout
from sopdesk.papers import fitting
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE, Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM, portrait

WIDTH = 60 * MM
HEIGHT = 40 * MM
FRAME = 1.2
_HEAD = 10 * MM
_LABEL = 19 * MM
_PAD = 2 * MM
_OFFICE = Style(Font.BOLD, 9)
_TEXT = Style(Font.REGULAR, 8.5)
_NUMBER = Style(Font.BOLD, 13)


def render(value: CapAgenda, layout: Layout) -> Rendered:
    """The stamp alone; a place too near to the edge is moved inward (rules 25)."""
    sheet = portrait(layout)
    pen = Pen(sheet, "Cap agenda")
    # The office's margins are of no concern here, only what a printer reaches.
    edge = SAFE + FRAME
    x = max(edge, min(value.x * MM, sheet.width - edge - WIDTH))
    y = max(edge, min(value.y * MM, sheet.height - SAFE_BOTTOM - FRAME - HEIGHT))
    _stamp(pen, value, x, y)
    pen.turn_page()
    return pen.finish()


def _stamp(pen: Pen, value: CapAgenda, x: float, y: float) -> None:
    pen.box(x, y, WIDTH, HEIGHT, FRAME)
    office = fitting.in_lines(pen, (value.office,), _OFFICE, WIDTH - 2 * _PAD, _HEAD - 2 * MM)
    fitting.write_middle(pen, x + WIDTH / 2, y + (_HEAD - office.height) / 2, office)
    rows = (
        ("Tgl. terima", long_date(value.received), _TEXT),
        ("No. agenda", value.agenda_number, _NUMBER),
        ("Kode", value.code, _TEXT),
    )
    tall = (HEIGHT - _HEAD) / len(rows)
    y += _HEAD
    for label, words, style in rows:
        pen.rule(x, y, x + WIDTH, y, RULE)
        pen.write(x + _PAD, y + tall / 2 + 0.36 * _TEXT.size, label, _TEXT)
        left, right = x + _LABEL + 2 * _PAD, x + WIDTH - _PAD
        if words.strip():
            found = fitting.in_lines(pen, (words,), style, right - left, tall - 1 * MM)
            fitting.write(pen, left, y + (tall - found.height) / 2, found)
        else:
            pen.dots(left, y + tall / 2 + 0.36 * _TEXT.size, right)
        y += tall
    pen.rule(x + _LABEL + _PAD, y, x + _LABEL + _PAD, y - 3 * tall, RULE)
