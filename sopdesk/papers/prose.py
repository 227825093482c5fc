"""The text of a letter: paragraphs in lines, justified, and shared out over pages (norms 1.4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.papers import fonts, text
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

INDENT = 12.5 * MM  # of a paragraph's first line
BETWEEN = 0.4  # of a line, between paragraphs
LOOSEST = 1.2  # of the letters' size: a space is not made wider by more than that
_MARKED = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)](?=\s)|[-–•](?=\s)")
_APART = 2  # lines of a paragraph that go together to another page


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its offset from the left, the air above it, and how much wider its spaces are; in points.

    ``mark`` is the number or dash that stands before it, at ``mark_x``.
    """

    words: str
    x: float = 0
    above: float = 0
    spread: float = 0
    mark: str = ""
    mark_x: float = 0


Paragraph = tuple[Line, ...]
Pages = list[list[Paragraph]]


def paragraphs(pen: Pen, typed: Sequence[str], style: Style) -> list[Paragraph]:
    """The text set across the sheet. A line that a clerk ended stays ended; one that begins with a number or a
    dash is set as an item of a list."""
    found: list[Paragraph] = []
    for whole in typed:
        parts = [part for part in pen.clean(whole).split("\n") if part.strip()]
        for order, part in enumerate(parts):
            above = 0.0 if order or not found else BETWEEN * style.leading
            found.append(_set(pen, part, style, above, first=not order))
    return found


def pages(of: Sequence[Paragraph], style: Style, first: float, later: float) -> Pages:
    """The paragraphs by page: ``first`` points of room on the first page, ``later`` on the others.

    No line of a paragraph of several stands alone at the foot or the head of a page.
    """
    done: Pages = [[]]
    left = first
    for whole in of:
        rest = whole
        while rest:
            above = rest[0].above if done[-1] else 0
            fits = max(0, int((left - above + 0.01) // style.leading))
            taken = _together(len(rest), fits)
            if not taken and not done[-1]:
                taken = max(1, min(fits, len(rest)))  # an empty page: nothing is gained by another
            if taken:
                done[-1].append(rest[:taken])
                left -= above + taken * style.leading
            rest = rest[taken:]
            if rest:
                done.append([])
                left = later
    return done


def height(of: Sequence[Paragraph], style: Style) -> float:
    """The height in points of the paragraphs at the head of a page or below each other."""
    lines = sum(map(len, of))
    return lines * style.leading + sum(paragraph[0].above for paragraph in of[1:])


def closed(
    of: Sequence[Paragraph], style: Style, first: float, later: float, closings: Sequence[float]
) -> tuple[Pages, int | None]:
    """The paragraphs by page as in ``pages``, with room under the last one for what closes the letter.

    That is as high as one of ``closings``, the best first, which are in points; the place of the one that was
    chosen comes with the pages, None where even a page of its own has not enough room for the first. What closes
    a letter never stands on a page without two lines of the letter, or all of it where there are fewer.
    """
    done = pages(of, style, first, later)
    if len(done) > 1:
        lone = max(0, _APART - sum(map(len, done[-1])))
        kept, moved = _end(done[-2], lone)
        if kept or len(done) == 2:
            done[-2:] = [kept, moved + done[-1]]
    room = (first if len(done) == 1 else later) - height(done[-1], style)
    for place, closing in enumerate(closings):
        if closing <= room:
            return done, place
    *before, last = done
    kept, moved = _end(last, _APART)
    if kept or not before:
        done = [*before, kept, moved]
    return done, 0 if closings[0] <= later - height(done[-1], style) else None


def _end(page: list[Paragraph], least: int) -> tuple[list[Paragraph], list[Paragraph]]:
    """The page's paragraphs without their end, and that end: at least so many lines."""
    kept = list(page)
    moved: list[Paragraph] = []
    while kept and sum(map(len, moved)) < least:
        paragraph = kept.pop()
        if len(paragraph) >= 2 * _APART:
            kept.append(paragraph[:-_APART])
            paragraph = paragraph[-_APART:]
        moved.insert(0, paragraph)
    return kept, moved


def draw(pen: Pen, of: Sequence[Paragraph], style: Style, y: float) -> float:
    """Draws the paragraphs from the upper edge ``y`` down; gives the y of their lower edge."""
    left = pen.sheet.left
    for order, paragraph in enumerate(of):
        y += paragraph[0].above if order else 0
        for line in paragraph:
            base = y + style.size
            if line.mark:
                pen.write(left + line.mark_x, base, line.mark, style)
            pen.write(left + line.x, base, line.words, style, line.spread)
            y += style.leading
    return y


def _together(lines: int, fits: int) -> int:
    """How many of a paragraph's ``lines`` go on a page that has room for ``fits``."""
    if lines <= fits:
        return lines
    taken = min(fits, lines - _APART)
    return taken if taken >= _APART else 0


def _set(pen: Pen, typed: str, style: Style, above: float, *, first: bool) -> Paragraph:
    face = fonts.face_of(pen.sheet.family, style.font)
    room = pen.sheet.room
    typed = typed.strip()
    marked = _MARKED.match(typed)
    if marked:
        mark = marked[0]
        x = INDENT + max(7 * MM, fonts.width(f"{mark} ", face, style.size))
        words = text.wrapped(typed[marked.end() :], face, style.size, room - x)
        return tuple(
            Line(
                line,
                x,
                above if not order else 0,
                _spread(line, face, style, room - x) if order < len(words) - 1 else 0,
                mark if not order else "",
                INDENT,
            )
            for order, line in enumerate(words)
        )
    indent = INDENT if first else 0
    words = text.wrapped(typed, face, style.size, room - indent, -indent)
    return tuple(
        Line(
            line,
            0 if order else indent,
            0 if order else above,
            _spread(line, face, style, room if order else room - indent) if order < len(words) - 1 else 0,
        )
        for order, line in enumerate(words)
    )


def _spread(line: str, face: fonts.Face, style: Style, room: float) -> float:
    """How much wider the spaces of a line are made so that it ends at the right margin."""
    spaces = line.count(" ")
    each = (room - fonts.width(line, face, style.size)) / spaces if spaces else 0
    return each if 0 < each <= LOOSEST * style.size else 0
