"""The two blocks under a surat pengantar: receipt at the left, sender at the right (norms 1.2)."""

from dataclasses import dataclass

from sopdesk.domain.letters import Signer
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

GAP = 26 * MM  # for the signature, and the stamp that partly covers it (norms 1.9)
LEFT_SHARE = 0.44
RIGHT_FROM = 0.54
_RECEIPT_FOOT = ("Pangkat", "NIP.", "Telepon")


@dataclass(frozen=True, slots=True)
class Blocks:
    """Both blocks with their texts in lines; lengths in points."""

    head: tuple[str, ...]
    name: tuple[str, ...]
    foot: tuple[str, ...]
    style: Style
    bold: Style

    @property
    def name_at(self) -> float:
        """From the upper edge to the baseline of the first line of the name."""
        return max(len(self.head), 3) * self.style.leading + GAP

    @property
    def height(self) -> float:
        """From the upper edge to below the last line."""
        below = max(len(self.name) + len(self.foot), 1 + len(_RECEIPT_FOOT))
        return self.name_at + (below - 1) * self.style.leading + self.style.size * 0.4


def blocks(pen: Pen, signer: Signer, size: float) -> Blocks:
    """The blocks set in ``size`` points for the pen's sheet."""
    style, bold = Style(Font.REGULAR, size), Style(Font.BOLD, size)
    room = pen.sheet.room * (1 - RIGHT_FROM)
    head = [line for words in signer.head_lines for line in pen.lines(words, style, room)]
    foot = [line for words in signer.foot_lines for line in pen.lines(words, style, room)]
    name = pen.lines(signer.name, bold, room)
    return Blocks(("Pengirim,", *head), tuple(name), tuple(foot), style, bold)


def draw(pen: Pen, y: float, both: Blocks) -> float:
    """Draws the blocks from ``y`` down; gives the y of their lower edge."""
    _sender(pen, y, both)
    _receipt(pen, y, both)
    return y + both.height


def _sender(pen: Pen, y: float, both: Blocks) -> None:
    x = pen.sheet.left + pen.sheet.room * RIGHT_FROM
    base = y + both.style.size
    for line in both.head:
        pen.write(x, base, line, both.style)
        base += both.style.leading
    base = y + both.name_at
    if not both.name:
        pen.dots(x, base, pen.sheet.right)
        base += both.style.leading
    for line in both.name:
        pen.write(x, base, line, both.bold)
        pen.underline(x, base, line, both.bold)
        base += both.style.leading
    for line in both.foot:
        pen.write(x, base, line, both.style)
        base += both.style.leading


def _receipt(pen: Pen, y: float, both: Blocks) -> None:
    x = pen.sheet.left
    end = x + pen.sheet.room * LEFT_SHARE
    base = y + both.style.size
    _to_fill(pen, x, base, "Diterima tanggal", end, both.style)
    base += both.style.leading
    pen.write(x, base, "Penerima,", both.style)
    base += both.style.leading
    pen.dots(x, base, end)
    base = y + both.name_at
    pen.dots(x, base, end)
    for label in _RECEIPT_FOOT:
        base += both.style.leading
        _to_fill(pen, x, base, label, end, both.style)


def _to_fill(pen: Pen, x: float, y: float, label: str, end: float, style: Style) -> None:
    pen.write(x, y, label, style)
    pen.dots(x + pen.width(label, style) + 4, y, end)
