"""Boxes to tick, with their words: drawn, since no font's tick looks like one made by a pen."""

from dataclasses import dataclass

from sopdesk.domain.forms import Tick
from sopdesk.papers.fitting import Block, in_lines
from sopdesk.papers.pen import RULE, Pen, Style

SIDE = 1.05  # of the size of the words beside it
GAP = 0.5
APART = 1.6  # between two boxes on one line
_STROKE = 0.17  # the weight of a tick


def draw(pen: Pen, x: float, y: float, side: float, *, on: bool) -> None:
    """A box with its upper left corner at ``x``, ``y``, and a tick in it that reaches a little over its corner."""
    pen.box(x, y, side, side, RULE)
    if on:
        low = (x + 0.42 * side, y + 0.82 * side)
        pen.rule(x + 0.16 * side, y + 0.5 * side, *low, _STROKE * side)
        pen.rule(*low, x + 1.02 * side, y - 0.08 * side, _STROKE * side)


@dataclass(frozen=True, slots=True)
class Placed:
    """A tick with its words in lines, from the upper left corner of their room."""

    x: float
    y: float
    words: Block
    on: bool


@dataclass(frozen=True, slots=True)
class Boxes:
    """Ticks with the places that they take; lengths in points."""

    style: Style
    placed: tuple[Placed, ...]
    height: float


def listed(pen: Pen, ticks: tuple[Tick, ...], style: Style, room: float, row: float, columns: int) -> Boxes:
    """The ticks below each other, in ``columns`` columns that are read downward; a row is at least ``row`` high."""
    if not ticks:
        return Boxes(style, (), 0)
    indent = (SIDE + GAP) * style.size
    wide = room / columns
    deep = -(-len(ticks) // columns)
    placed: list[Placed] = []
    tallest = 0.0
    for column in range(columns):
        y = 0.0
        for tick in ticks[column * deep : (column + 1) * deep]:
            words = in_lines(
                pen, (tick.text,), style, wide - indent - (GAP * style.size if columns > 1 else 0)
            )
            placed.append(Placed(column * wide, y, words, tick.on))
            y += max(row, words.height + 0.35 * style.size)
        tallest = max(tallest, y)
    return Boxes(style, tuple(placed), tallest)


def in_a_row(pen: Pen, ticks: tuple[Tick, ...], style: Style, room: float) -> Boxes:
    """The ticks beside each other, on as many lines as they need."""
    indent = (SIDE + GAP) * style.size
    placed: list[Placed] = []
    x = y = lowest = 0.0
    for tick in ticks:
        words = in_lines(pen, (tick.text,), style, room - indent)
        wide = indent + max((pen.width(line, style) for line in words.lines), default=0)
        if x and x + wide > room:
            x, y = 0.0, lowest
        placed.append(Placed(x, y, words, tick.on))
        lowest = max(lowest, y + max(words.height, style.leading) + 0.15 * style.size)
        x += wide + APART * style.size
    return Boxes(style, tuple(placed), lowest)


def draw_all(pen: Pen, x: float, y: float, boxes: Boxes) -> None:
    """Draws the boxes and their words with the upper left corner of their room at ``x``, ``y``."""
    size = boxes.style.size
    for one in boxes.placed:
        top = y + one.y
        draw(pen, x + one.x, top + (boxes.style.leading - SIDE * size) / 2, SIDE * size, on=one.on)
        for place, line in enumerate(one.words.lines):
            base = top + place * boxes.style.leading + 1.0 * size
            pen.write(x + one.x + (SIDE + GAP) * size, base, line, boxes.style)


def draw_blank(pen: Pen, x: float, y: float, style: Style, room: float, row: float, count: int) -> None:
    """Boxes with a dotted line each, to be filled in by hand; a row of them is ``row`` points high."""
    for place in range(count):
        top = y + place * row
        draw(pen, x, top + (style.leading - SIDE * style.size) / 2, SIDE * style.size, on=False)
        pen.dots(x + (SIDE + GAP) * style.size, top + 1.1 * style.size, x + room)
