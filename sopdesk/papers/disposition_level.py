"""A level of a disposition: to whom, with which instructions, a note, and who disposes."""

from functools import partial

from sopdesk.domain.dates import long_date
from sopdesk.domain.forms import DispositionBlock, Tick
from sopdesk.papers import boxes, fitting, signer_cell
from sopdesk.papers.bands import Band, Measure
from sopdesk.papers.boxes import Boxes
from sopdesk.papers.fitting import Block
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE
from sopdesk.papers.signer_cell import NOBODY, Cell

TO = "Diteruskan kepada Sdr.:"
PLEASE = "Dengan hormat harap:"
NOTE = "Catatan:"
UNTIL = "Batas waktu:"
DAY = "Tanggal"
INITIALS = "Paraf"
PAD = 2.0  # millimetres
NOTE_SHARE = 0.54
NOTE_HEIGHT = 30.0  # millimetres
BLANK_BOXES = 5  # for those who fill in everything by hand
CRAMPED = 0.75  # from this scale down any way to save room is right
_WORDS = 9.0
_HEAD = 8.5
_ROW = 5.4  # millimetres from box to box
_GAP = 12.0  # millimetres for the initials


def bands(of: Measure, block: DispositionBlock, heading: str = "") -> list[Band]:
    """The bands of one level."""
    found = [_heading(of, heading)] if heading else []
    return [*found, _ticks(of, block), _closing(of, block)]


def _heading(of: Measure, words: str) -> Band:
    def draw(y: float, height: float) -> None:
        style = of.style(_WORDS, Font.BOLD)
        of.pen.write_middle(of.area.middle, y + height / 2 + 0.36 * style.size, words, style)

    return Band(of.mm(6.5), draw)


def _ticks(of: Measure, block: DispositionBlock) -> Band:
    room = of.area.room / 2 - 2 * of.mm(PAD)
    blank = BLANK_BOXES * of.mm(_ROW + 0.6)
    one, other = (_listed(of, ticks, room, 1) for ticks in (block.receivers, block.instructions))
    beside = max(one.height, blank if not block.receivers else 0)
    instructions = _shorter(of, block.instructions, room, beside)
    receivers = _shorter(of, block.receivers, room, min(other.height, instructions.height) or blank)
    tallest = max(receivers.height or blank, instructions.height or blank)
    height = tallest + of.style(_HEAD).leading + 2 * of.mm(PAD) + of.mm(0.8)
    return Band(height, partial(_draw_ticks, of, receivers, instructions), stretch=0.3)


def _listed(of: Measure, ticks: tuple[Tick, ...], room: float, columns: int) -> Boxes:
    return boxes.listed(of.pen, ticks, of.style(_WORDS), room, of.mm(_ROW), columns)


def _shorter(of: Measure, ticks: tuple[Tick, ...], room: float, beside: float) -> Boxes:
    """The ticks in one column, or in two where that makes the band lower than ``beside`` it is anyhow."""
    one, two = (_listed(of, ticks, room, columns) for columns in (1, 2))
    if one.height <= beside or two.height >= one.height:
        return one
    # Names that go over lines in narrow columns are hard to read down.
    broken = any(len(found.words.lines) > 1 for found in two.placed)
    return one if broken and of.scale > CRAMPED else two


def _draw_ticks(of: Measure, receivers: Boxes, instructions: Boxes, y: float, height: float) -> None:
    pen, area, pad = of.pen, of.area, of.mm(PAD)
    head = of.style(_HEAD, Font.BOLD)
    pen.rule(area.middle, y, area.middle, y + height, RULE)
    for x, words, found in ((area.left, TO, receivers), (area.middle, PLEASE, instructions)):
        pen.write(x + pad, y + pad + head.size, words, head)
        top = y + pad + head.leading + of.mm(0.8)
        if found.placed:
            boxes.draw_all(pen, x + pad, top, found)
        else:
            style = of.style(_WORDS)
            boxes.draw_blank(
                pen, x + pad, top, style, area.room / 2 - 2 * pad, of.mm(_ROW + 0.6), BLANK_BOXES
            )


def _closing(of: Measure, block: DispositionBlock) -> Band:
    pad = of.mm(PAD)
    wide = of.area.room * NOTE_SHARE
    words = of.style(_WORDS)
    note = fitting.in_lines(of.pen, (block.note,), words, wide - 2 * pad, of.mm(NOTE_HEIGHT))
    until = fitting.in_lines(of.pen, (block.deadline,), words, wide - 2 * pad, 3 * words.leading)
    signer = signer_cell.cell(
        of.pen, block.signer or NOBODY, _WORDS * of.scale, of.area.room - wide - 2 * pad, of.mm(_GAP)
    )
    left = of.style(_HEAD).leading + note.height + (until.height + words.leading if until.lines else 0)
    right = words.leading * 1.25 + signer.height
    height = max(left, right) + 2 * pad
    return Band(height, partial(_draw_closing, of, block, note, until, signer), stretch=1)


def _draw_closing(
    of: Measure, block: DispositionBlock, note: Block, until: Block, signer: Cell, y: float, height: float
) -> None:
    pen, area, pad = of.pen, of.area, of.mm(PAD)
    head, words = of.style(_HEAD, Font.BOLD), of.style(_WORDS)
    x = area.left + area.room * NOTE_SHARE
    pen.rule(x, y, x, y + height, RULE)
    pen.write(area.left + pad, y + pad + head.size, NOTE, head)
    fitting.write(pen, area.left + pad, y + pad + head.leading, note)
    if until.lines:
        top = y + height - pad - until.height
        pen.write(area.left + pad, top - head.leading + head.size, UNTIL, head)
        fitting.write(pen, area.left + pad, top, until)
    base = y + pad + words.size
    label = f"{DAY} "
    pen.write(x + pad, base, label, words)
    begins = x + pad + pen.width(label, words)
    if block.day:
        pen.write(begins, base, long_date(block.day), words)
    else:
        pen.dots(begins, base, area.right - pad)
    top = y + pad + words.leading * 1.25
    deeper = height - pad - (top - y) - signer.height
    small = of.style(6.5)
    gap = signer.gap + deeper
    at = top + (signer.head.height or words.leading) + gap / 2 + 0.36 * small.size
    pen.write(x + pad, at, INITIALS, small)
    signer_cell.draw(pen, x + pad, top, signer, deeper)
