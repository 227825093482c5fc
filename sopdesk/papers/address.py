"""The block of an address on envelopes and labels: Yth., the lines, di –, the place; a mark in a box."""

import re
from dataclasses import dataclass

from sopdesk.domain.forms import Address
from sopdesk.papers import fitting
from sopdesk.papers.fitting import STEP, TINY, Block
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

_TO = "Kepada"
_HONOUR = "Yth. "
_IN = "di –"
_PAD = 1.6 * MM  # within the box of a mark


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """The address in lines, each with its indent in points."""

    style: Style
    lines: tuple[tuple[str, float], ...]
    honoured: int  # the line before which Yth. stands; -1 for none

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.style.leading


def block(
    pen: Pen, address: Address, size: float, room: float, tallest: float, *, to: bool = False
) -> AddressBlock:
    """The address, smaller where it would be taller than ``tallest`` points; *Kepada* above it where ``to``."""
    while True:
        found = _set(pen, address, Style(Font.REGULAR, size), room, to=to)
        if found.height <= tallest or size <= TINY:
            return found
        size = max(TINY, size - STEP)


def _set(pen: Pen, address: Address, style: Style, room: float, *, to: bool) -> AddressBlock:
    hang = pen.width(_HONOUR, style)
    named = [line for line in address.lines if line.strip()]
    if named:
        named[0] = re.sub(r"^\s*(?:Kepada\s+)?Yth\b\.?\s*", "", named[0]) or named[0]
    lines = [(_TO, 0.0)] if to else []
    honoured = len(lines) if named else -1
    lines += [(line, hang) for line in fitting.in_lines(pen, named, style, room - hang).lines]
    if address.place.strip():
        lines.append((_IN, 0.0))
        lines += [(line, hang) for line in fitting.in_lines(pen, (address.place,), style, room - hang).lines]
    return AddressBlock(style, tuple(lines), honoured)


def draw(pen: Pen, x: float, y: float, found: AddressBlock) -> float:
    """Draws the block with its upper left corner at ``x``, ``y``; gives the y of its lower edge."""
    style = found.style
    for place, (line, indent) in enumerate(found.lines):
        base = y + style.size + place * style.leading
        if place == found.honoured:
            pen.write(x, base, _HONOUR, style)
        pen.write(x + indent, base, line, style)
    return y + found.height


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in its lines, and its box; lengths in points."""

    words: Block
    width: float
    height: float


def mark(pen: Pen, words: str, style: Style, room: float, tallest: float) -> Mark | None:
    """The mark in a box of at most ``room`` by ``tallest`` points; none for no words."""
    found = fitting.in_lines(pen, (words,), style, room - 2 * _PAD, tallest - _PAD)
    if not found.lines:
        return None
    wide = max(pen.width(line, found.style) for line in found.lines)
    return Mark(found, wide + 2 * _PAD, found.height + _PAD)


def draw_mark(pen: Pen, x: float, y: float, found: Mark) -> None:
    """Draws the mark in its box with the upper left corner at ``x``, ``y``."""
    pen.box(x, y, found.width, found.height, 1.2)
    fitting.write(pen, x + _PAD, y + _PAD / 2 + 0.06 * found.words.style.leading, found.words)
