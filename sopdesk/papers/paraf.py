"""The cap paraf hierarki: a small grid of positions with room for initials and date (norms 1.8)."""

from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import CapParaf
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE, Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM, portrait

COLUMNS = (44 * MM, 16 * MM, 20 * MM)
WIDTH = sum(COLUMNS)
ROW = 8 * MM  # room for a pen
HEAD = 5 * MM
PAD = 1.5 * MM

_TEXT = Style(Font.REGULAR, 8)
_HEAD = Style(Font.BOLD, 8)


def height(pen: Pen, rows: tuple[str, ...]) -> float:
    """The height in points of the block with these positions; nothing for none."""
    return 2 * HEAD + sum(_row_height(pen, row) for row in rows) if rows else 0


def draw(pen: Pen, x: float, y: float, rows: tuple[str, ...]) -> float:
    """Draws the block with its upper left corner at ``x``, ``y``; gives the y of its lower edge."""
    if not rows:
        return y
    bottom = y + height(pen, rows)
    pen.box(x, y, WIDTH, bottom - y)
    pen.write_middle(x + WIDTH / 2, y + 3.6 * MM, "Paraf hierarki", _HEAD)
    y += HEAD
    pen.rule(x, y, x + WIDTH, y)
    edge = x
    for column, words in zip(COLUMNS, ("Jabatan", "Paraf", "Tanggal"), strict=True):
        pen.write_middle(edge + column / 2, y + 3.6 * MM, words, _TEXT)
        edge += column
        if edge < x + WIDTH - 1:
            pen.rule(edge, y, edge, bottom, RULE)
    y += HEAD
    for row in rows:
        pen.rule(x, y, x + WIDTH, y)
        lines = pen.lines(row, _TEXT, COLUMNS[0] - 2 * PAD)
        tall = _row_height(pen, row)
        base = y + (tall - len(lines) * _TEXT.leading) / 2 + _TEXT.size
        for line in lines:
            pen.write(x + PAD, base, line, _TEXT)
            base += _TEXT.leading
        y += tall
    return y


def render(block: CapParaf, layout: Layout) -> Rendered:
    """The block alone, to be printed onto paper; a place too near to the edge is moved inward (rules 25)."""
    sheet = portrait(layout)
    pen = Pen(sheet, "Cap paraf hierarki")
    # The office's margins are of no concern here, only what a printer reaches.
    edge = SAFE + RULE
    lowest = sheet.height - SAFE_BOTTOM - RULE - height(pen, block.rows)
    rightmost = sheet.width - edge - WIDTH
    draw(pen, max(edge, min(block.x * MM, rightmost)), max(edge, min(block.y * MM, lowest)), block.rows)
    pen.turn_page()
    return pen.finish()


def _row_height(pen: Pen, row: str) -> float:
    lines = pen.lines(row, _TEXT, COLUMNS[0] - 2 * PAD)
    return max(ROW, len(lines) * _TEXT.leading + 2 * PAD)
