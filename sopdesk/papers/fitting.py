"""Texts of forms, whose places have a fixed size: set smaller where they must be, never cut and never run over."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.papers.pen import Pen, Style

STEP = 0.5
_PARTS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
TINY = 1.0  # points: what a place takes at most is limited by the values, so that this is hardly ever reached


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in the size at which they fit."""

    style: Style
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.style.leading


def in_lines(pen: Pen, texts: Sequence[str], style: Style, room: float, tallest: float = 0) -> Block:
    """The texts below each other, each on lines of its own; smaller where they are taller than ``tallest`` points.

    With no ``tallest`` they keep their size.
    """
    while True:
        lines = tuple(line for typed in texts for line in pen.lines(pen.flat(typed), style, room))
        if not tallest or len(lines) * style.leading <= tallest or style.size <= TINY:
            return Block(style, lines)
        style = Style(style.font, max(TINY, style.size - STEP))


def write(pen: Pen, x: float, top: float, block: Block) -> float:
    """Writes the block with its upper edge at ``top``; gives its lower edge."""
    for place, line in enumerate(block.lines):
        pen.write(x, top + block.style.size + place * block.style.leading, line, block.style)
    return top + block.height


def write_middle(pen: Pen, x: float, top: float, block: Block) -> float:
    """As ``write``, each line with its middle at ``x``."""
    for place, line in enumerate(block.lines):
        pen.write_middle(x, top + block.style.size + place * block.style.leading, line, block.style)
    return top + block.height


def height(*blocks: Block) -> float:
    """That of all the blocks together, in points."""
    return sum(block.height for block in blocks)


def balanced(pen: Pen, typed: str, style: Style, room: float, tallest: float) -> Block:
    """As ``in_lines``, for a title: its lines about equally long, so that no word stands alone under the others."""
    widest = in_lines(pen, (typed,), style, room, tallest)
    for part in _PARTS:
        block = in_lines(pen, (typed,), widest.style, part * room)
        if len(block.lines) == len(widest.lines):
            return block
    return widest


def few(pen: Pen, typed: str, style: Style, room: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines; what is more is cut with a sign of it."""
    lines = pen.lines(pen.flat(typed), style, room)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], pen.clipped(" ".join(lines[most - 1 : most + 1]), style, room))
