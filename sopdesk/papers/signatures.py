"""The blocks under a letter: the signature at the right, under a surat pengantar a receipt at the left (norms 1.2)."""

from dataclasses import dataclass

from sopdesk.domain.letters import Signer
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM
from sopdesk.papers.stamp import Stamp

GAP = 26 * MM  # for the signature, and the stamp that partly covers it (norms 1.9)
TIGHT_GAP = 20 * MM  # where only so the blocks stay on the page of the table
HEAD_HEIGHT = 45 * MM
NAME_HEIGHT = 15 * MM
LEFT_SHARE = 0.44
RIGHT_FROM = 0.54
_RECEIPT_FOOT = ("Pangkat", "NIP.", "Telepon")


Block = tuple[Style, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Both blocks with their texts in lines; lengths in points. ``receipt`` is false for the signature alone."""

    head: Block
    name: Block
    foot: Block
    style: Style
    gap: float
    receipt: bool = True

    @property
    def name_at(self) -> float:
        """From the upper edge to the baseline of the first line of the name."""
        least = 3 * self.style.leading if self.receipt else 0
        return max(_height(self.head), least) + self.gap

    @property
    def height(self) -> float:
        """From the upper edge to below the last line."""
        name = _height(self.name) or self.style.leading
        receipt = (1 + len(_RECEIPT_FOOT)) * self.style.leading if self.receipt else 0
        return self.name_at - self.style.size + max(name + _height(self.foot), receipt)


def _height(block: Block) -> float:
    style, lines = block
    return len(lines) * style.leading


def blocks(pen: Pen, signer: Signer, size: float, gap: float) -> Blocks:
    """The blocks set in ``size`` points for the pen's sheet, with ``gap`` points for the signature."""
    return _set(pen, ("Pengirim,", *signer.head_lines), signer, size, gap, receipt=True)


def signature(pen: Pen, signer: Signer, size: float, gap: float) -> Blocks:
    """The block of who signs alone, set as in ``blocks``."""
    return _set(pen, signer.head_lines, signer, size, gap, receipt=False)


def _set(
    pen: Pen, head: tuple[str, ...], signer: Signer, size: float, gap: float, *, receipt: bool
) -> Blocks:
    style, bold = Style(Font.REGULAR, size), Style(Font.BOLD, size)
    room = pen.sheet.room * (1 - RIGHT_FROM)
    return Blocks(
        pen.block(head, style, room, HEAD_HEIGHT),
        pen.block((signer.name,), bold, room, NAME_HEIGHT),
        pen.block(signer.foot_lines, style, room, NAME_HEIGHT),
        style,
        gap,
        receipt,
    )


def draw(pen: Pen, y: float, both: Blocks, stamp: Stamp | None = None) -> float:
    """Draws the blocks from ``y`` down, the stamp below the texts; gives the y of their lower edge."""
    if stamp:
        begins = y + max(_height(both.head), both.style.leading)
        middle = (begins + y + both.name_at) / 2
        stamp.draw(pen, pen.sheet.left + pen.sheet.room * RIGHT_FROM, middle)
    _sender(pen, y, both)
    if both.receipt:
        _receipt(pen, y, both)
    return y + both.height


def _sender(pen: Pen, y: float, both: Blocks) -> None:
    x = pen.sheet.left + pen.sheet.room * RIGHT_FROM
    style, lines = both.head
    base = y + both.style.size
    for line, _ in lines:
        pen.write(x, base, line, style)
        base += style.leading
    base = y + both.name_at
    style, lines = both.name
    if not lines:
        pen.dots(x, base, pen.sheet.right)
        base += both.style.leading
    for line, _ in lines:
        pen.write(x, base, line, style)
        pen.underline(x, base, line, style)
        base += style.leading
    style, lines = both.foot
    for line, _ in lines:
        pen.write(x, base, line, style)
        base += style.leading


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
