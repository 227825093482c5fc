"""The pen that all papers are drawn with: text, rules, boxes, codes, on reportlab's canvas."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sopdesk.papers import code128, fonts, text
from sopdesk.papers.fonts import Font
from sopdesk.papers.qr import runs
from sopdesk.papers.sheet import Sheet

# Streams as bytes: written out as letters they are a quarter longer, and no way of mail or print asks for it.
rl_config.useA85 = 0

HAIR = 0.5  # the thinnest rule in points: cheap printers drop what is under 0.4
RULE = 0.75
LEADING = 1.3
_CUT = " …"
SMALLEST = 6.0  # points: what of an endless text can still be read


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper as a PDF file, and the characters that its font has not, as typed (rules 24)."""

    pdf: bytes
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """Face and size in points."""

    font: Font
    size: float

    @property
    def leading(self) -> float:
        """From one baseline to the next, in points."""
        return self.size * LEADING


class Pen:
    """Draws on one PDF. Lengths are points from the upper left corner; the y of a text is its baseline."""

    def __init__(self, sheet: Sheet, title: str) -> None:
        self.sheet = sheet
        self._faces = {font: fonts.face_of(sheet.family, font) for font in Font}
        regular = self._faces[Font.REGULAR]
        fonts.ready(regular)
        self._out = io.BytesIO()
        # invariant: no time and no random id in the file, so that a reprint is the same bytes. The initial
        # font is ours because reportlab's own, Helvetica, would stand in the file without being embedded.
        self._canvas = Canvas(
            self._out,
            pagesize=(sheet.width, sheet.height),
            invariant=1,
            initialFontName=regular,
            lang="id",
        )
        self._canvas.setTitle(text.clean(title, sheet.family)[0])
        self._canvas.setCreator("SOP Desk")
        self._canvas.setProducer("SOP Desk")
        self._canvas.setAuthor("")
        self._missing: dict[str, None] = {}
        self._weight = 0.0  # of the pen now; none yet on this page

    def finish(self) -> Rendered:
        """Ends the file. The last page must have been turned."""
        self._canvas.save()
        return Rendered(self._out.getvalue(), tuple(self._missing))

    def turn_page(self) -> None:
        """Ends this page."""
        self._canvas.showPage()
        self._weight = 0.0

    def clean(self, typed: str) -> str:
        """The text as it can be drawn; what cannot be is noted for the result."""
        if typed.isascii() and typed.isprintable():
            return typed
        drawn, missing = text.clean(typed, self.sheet.family)
        self._missing.update(dict.fromkeys(missing))
        return drawn

    def lines(self, typed: str, style: Style, room: float) -> list[str]:
        """The text in lines of at most ``room`` points; its own line ends are kept."""
        return text.wrapped(self.clean(typed), self._faces[style.font], style.size, room)

    def block(
        self, typed: Sequence[str], style: Style, room: float, tallest: float, hang: float = 0
    ) -> tuple[Style, list[tuple[str, float]]]:
        """Lines of a block and their indents, set smaller where they would be taller than ``tallest`` points.

        All but the very first line are indented by ``hang`` points.
        """
        flat = [self.flat(line) for line in typed]
        while True:
            lines = [
                (part, hang if place or order else 0.0)
                for place, words in enumerate(flat)
                for order, part in enumerate(
                    text.wrapped(
                        words,
                        self._faces[style.font],
                        style.size,
                        room - (hang if place else 0),
                        0 if place else hang,
                    )
                )
            ]
            if len(lines) * style.leading <= tallest or style.size <= SMALLEST:
                return style, lines
            style = Style(style.font, style.size - 0.5)

    def width(self, typed: str, style: Style) -> float:
        """The width of the text on one line."""
        return fonts.width(self.flat(typed), self._faces[style.font], style.size)

    def fitting(self, typed: str, style: Style, room: float, smallest: float) -> Style:
        """The style, set smaller where the text on one line would be wider than ``room`` points.

        It is never set smaller than ``smallest``.
        """
        return Style(
            style.font, text.fitting(self.flat(typed), self._faces[style.font], style.size, room, smallest)
        )

    def clipped(self, typed: str, style: Style, room: float) -> str:
        """The text as far as one line of ``room`` points holds it, with a sign where it goes on."""
        lines = self.lines(self.flat(typed), style, room)
        if len(lines) <= 1:
            return "".join(lines)
        return self.lines(self.flat(typed), style, room - self.width(_CUT, style))[0] + _CUT

    def write(self, x: float, y: float, typed: str, style: Style, spread: float = 0) -> None:
        """One line of text that begins at ``x``, each space wider by ``spread`` points."""
        drawn = self.flat(typed)
        if not drawn:
            return
        face = self._faces[style.font]
        fonts.ready(face)
        self._canvas.setFont(face, style.size)
        self._canvas.drawString(x, self.sheet.height - y, drawn, wordSpace=spread)

    def write_middle(self, x: float, y: float, typed: str, style: Style) -> None:
        """One line of text with its middle at ``x``."""
        self.write(x - self.width(typed, style) / 2, y, typed, style)

    def write_right(self, x: float, y: float, typed: str, style: Style) -> None:
        """One line of text that ends at ``x``."""
        self.write(x - self.width(typed, style), y, typed, style)

    def rule(self, x: float, y: float, to_x: float, to_y: float, weight: float = RULE) -> None:
        """A straight line."""
        self._weigh(weight)
        self._canvas.line(x, self.sheet.height - y, to_x, self.sheet.height - to_y)

    def dots(self, x: float, y: float, to_x: float) -> None:
        """A dotted line to write on."""
        before = self._weight
        self._canvas.saveState()
        self._canvas.setLineCap(1)
        self._canvas.setDash([0, 3])
        self.rule(x, y, to_x, y, 0.9)
        self._canvas.restoreState()
        self._weight = before

    def underline(self, x: float, y: float, typed: str, style: Style) -> None:
        """The line under a text written at the same place."""
        below = y + style.size * 0.13
        self.rule(x, below, x + self.width(typed, style), below, style.size / 14)

    def box(self, x: float, y: float, width: float, height: float, weight: float = RULE) -> None:
        """A rectangle with its upper left corner at ``x``, ``y``."""
        self._weigh(weight)
        self._canvas.rect(x, self.sheet.height - y - height, width, height)

    def mark(self, x: float, y: float, side: float, *, filled: float) -> None:
        """A small square with its upper left corner at ``x``, ``y``, black from below as far as it is ``filled``."""
        if filled:
            self._canvas.rect(x, self.sheet.height - y - side, side, side * filled, stroke=0, fill=1)
        self.box(x, y, side, side, HAIR)

    def filled(self, x: float, y: float, width: float, height: float) -> None:
        """A black rectangle with its upper left corner at ``x``, ``y``."""
        self._canvas.rect(x, self.sheet.height - y - height, width, height, stroke=0, fill=1)

    def image(
        self, picture: ImageReader, x: float, y: float, width: float, height: float, *, clear: bool = False
    ) -> None:
        """A picture with its upper left corner at ``x``, ``y``; its transparency is heeded where ``clear``."""
        mask = "auto" if clear else None
        self._canvas.drawImage(picture, x, self.sheet.height - y - height, width, height, mask=mask)

    def qr(self, payload: str, x: float, y: float, side: float) -> None:
        """A QR code, its quiet zone included in ``side``."""
        count, found = runs(payload)
        module = side / count
        path = self._canvas.beginPath()
        for row, column, length in found:
            path.rect(
                x + column * module, self.sheet.height - y - (row + 1) * module, length * module, module
            )
        self._canvas.drawPath(path, stroke=0, fill=1)

    def bars(self, digits: str, x: float, y: float, height: float) -> None:
        """Digits as Code 128; its left quiet zone begins at ``x``, give or take a printer's dot."""
        begins = round(x / code128.DOT) * code128.DOT + code128.QUIET * code128.MODULE
        path = self._canvas.beginPath()
        for at, count in code128.runs(digits)[1]:
            path.rect(
                begins + at * code128.MODULE, self.sheet.height - y - height, count * code128.MODULE, height
            )
        self._canvas.drawPath(path, stroke=0, fill=1)

    def across(self, word: str) -> None:
        """A word in outline from corner to corner, drawn first so that the text stands over it."""
        sheet = self.sheet
        bold = self._faces[Font.BOLD]
        fonts.ready(bold)
        angle = math.degrees(math.atan2(sheet.bottom - sheet.top, sheet.right - sheet.left))
        size = 0.72 * math.hypot(sheet.bottom - sheet.top, sheet.room) / fonts.width(word, bold, 1)
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(sheet.middle, sheet.height - (sheet.top + sheet.bottom) / 2)
        canvas.rotate(angle)
        canvas.setLineWidth(HAIR)
        outline = canvas.beginText(-fonts.width(word, bold, size) / 2, -0.36 * size)
        outline.setFont(bold, size)
        outline.setTextRenderMode(1)
        outline.textOut(word)
        canvas.drawText(outline)
        canvas.restoreState()

    def flat(self, typed: str) -> str:
        """The text as it can be drawn on one line."""
        return self.clean(typed).replace("\n", " ")

    def _weigh(self, weight: float) -> None:
        if weight != self._weight:
            self._weight = weight
            self._canvas.setLineWidth(weight)
