"""A signature block of its own: position, room for the signature, name, rank and NIP."""

from dataclasses import dataclass

from sopdesk.domain.letters import Signer
from sopdesk.papers import fitting
from sopdesk.papers.fitting import Block
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style

HEAD_LINES = 6.5  # what the position may take before it is set smaller
NAME_LINES = 3.2
_DOT = 0.5  # half of one, in points
NOBODY = Signer((), "")  # all of it to be written by hand


@dataclass(frozen=True, slots=True)
class Cell:
    """The block with its texts in lines; lengths in points. ``gap`` is the room for the signature."""

    head: Block
    name: Block
    foot: Block
    style: Style
    room: float
    gap: float

    @property
    def height(self) -> float:
        """From its upper edge to below the last line."""
        name = self.name.height or self.style.leading
        return (self.head.height or self.style.leading) + self.gap + name + self.foot.height


def cell(pen: Pen, signer: Signer, size: float, room: float, gap: float) -> Cell:
    """The block set in ``size`` points within ``room`` points."""
    style, bold = Style(Font.REGULAR, size), Style(Font.BOLD, size)
    return Cell(
        fitting.in_lines(pen, signer.head_lines, style, room, HEAD_LINES * style.leading),
        fitting.in_lines(pen, (signer.name,), bold, room, NAME_LINES * style.leading),
        fitting.in_lines(pen, signer.foot_lines, style, room, NAME_LINES * style.leading),
        style,
        room,
        gap,
    )


def draw(pen: Pen, x: float, y: float, of: Cell, deeper: float = 0) -> float:
    """Draws the block from ``x``, ``y``, its name ``deeper`` points lower; gives the y under its last line.

    A position or name that is not known is a dotted line to write on.
    """
    y = fitting.write(pen, x, y, of.head)
    if not of.head.lines:
        y += of.style.leading
        pen.dots(x + _DOT, y - 0.3 * of.style.size, x + of.room - _DOT)
    y += of.gap + deeper
    if not of.name.lines:
        y += of.style.leading
        pen.dots(x + _DOT, y - 0.3 * of.style.size, x + of.room - _DOT)
    for place, line in enumerate(of.name.lines):
        base = y + of.name.style.size + place * of.name.style.leading
        pen.underline(x, base, line, of.name.style)
    y = fitting.write(pen, x, y, of.name)
    return fitting.write(pen, x, y, of.foot)
