"""Tanda terima: a receipt for a letter, two on one sheet with a line to cut along (norms 1.6)."""

from collections.abc import Sequence
from functools import partial

from sopdesk.domain.dates import clock_time, day_date, long_date
from sopdesk.domain.forms import TandaTerima
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import Signer
from sopdesk.papers import bands, fitting, form_kop, halves, signer_cell
from sopdesk.papers.bands import Band, Measure
from sopdesk.papers.fitting import TINY
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, Sheet

TITLE = "TANDA TERIMA"
COPIES = ("lembar 1 untuk yang menyerahkan", "lembar 2 untuk yang menerima")
_TITLE = Style(Font.BOLD, 13)
_FOOT = Style(Font.REGULAR, 6.5)
_WORDS = 10.5  # points
_LABEL = 43.0  # millimetres, as all below
_ROW = 6.6
_VALUE_HEIGHT = 15.0
_SUBJECT_HEIGHT = 20.0
_GAP = 15.0
_MOST_AIR = 14 * MM
_SIGNERS = (0.0, 0.56)  # where the two blocks begin, in parts of the width
_WIDE = 0.42
_LONGEST_DATE = "30 September 2026"


def render(slips: Sequence[TandaTerima], layout: Layout) -> Rendered:
    """The slips, two on a sheet. A single one comes twice: for who brings and for who takes."""
    pen = Pen(halves.whole(layout), "Tanda terima")
    copies = [(slip, "") for slip in slips]
    if len(slips) == 1:
        copies = [(slips[0], words) for words in COPIES]
    for first in range(0, max(len(copies), 1), 2):
        halves.draw_cut(pen)
        for area, (slip, words) in zip(halves.both(layout), copies[first : first + 2], strict=False):
            _slip(pen, slip, area, words)
        pen.turn_page()
    return pen.finish()


def _slip(pen: Pen, slip: TandaTerima, area: Sheet, copy: str) -> None:
    y = form_kop.draw(pen, slip.kop, area.left, area.right, area.top) + 4 * MM
    y += _TITLE.size
    pen.write_middle(area.middle, y, TITLE, _TITLE)
    pen.underline(area.middle - pen.width(TITLE, _TITLE) / 2, y, TITLE, _TITLE)
    if slip.reference:
        style = pen.fitting(slip.reference, Style(Font.REGULAR, 9), area.room, TINY)
        y += 4.4 * MM
        pen.write_middle(area.middle, y, slip.reference, style)
    found = bands.set_in(pen, area, y + 4 * MM, partial(_bands, slip))
    # What else is left stays free below: the words keep together.
    bands.draw(found.top, found.bands, min(found.spare, _MOST_AIR))
    if copy:
        pen.write_right(area.right, area.bottom - 2, copy, _FOOT)


def _bands(slip: TandaTerima, of: Measure) -> list[Band]:
    received = ""
    if slip.received:
        received = f"{day_date(slip.received.date())} pukul {clock_time(slip.received)}"
    facts = (
        ("Telah terima dari", slip.giver, _VALUE_HEIGHT, False),
        ("Untuk", slip.taker, _VALUE_HEIGHT, False),
        ("Berupa", slip.items, _VALUE_HEIGHT, False),
        ("Nomor surat", slip.letter_number, _VALUE_HEIGHT, False),
        ("Tanggal surat", long_date(slip.letter_day) if slip.letter_day else "", _VALUE_HEIGHT, False),
        ("Perihal", slip.subject, _SUBJECT_HEIGHT, False),
        ("Diterima tanggal, jam", received, _VALUE_HEIGHT, True),
    )
    found = [
        _fact(of, label, words, tallest) for label, words, tallest, always in facts if words.strip() or always
    ]
    air = Band(of.mm(4), lambda _y, _height: None, stretch=1)
    return [*found, air, _signers(of, slip)]


def _fact(of: Measure, label: str, words: str, tallest: float) -> Band:
    style = of.style(_WORDS)
    value = fitting.in_lines(of.pen, (words,), style, of.area.room - of.mm(_LABEL), of.mm(tallest))

    def draw(y: float, _height: float) -> None:
        x = of.area.left
        base = y + style.size
        of.pen.write(x, base, label, style)
        of.pen.write(x + of.mm(_LABEL) - of.mm(3), base, ":", style)
        if value.lines:
            fitting.write(of.pen, x + of.mm(_LABEL), base - value.style.size, value)
        else:
            of.pen.dots(x + of.mm(_LABEL), base, of.area.right - 1)

    return Band(max(of.mm(_ROW), value.height + style.size - value.style.size + of.mm(1.6)), draw)


def _signers(of: Measure, slip: TandaTerima) -> Band:
    room = of.area.room * _WIDE
    given = Signer(("Yang menyerahkan,",), "")
    taken = Signer(("Yang menerima,",), slip.receiver)
    cells = [signer_cell.cell(of.pen, who, _WORDS * of.scale, room, of.mm(_GAP)) for who in (given, taken)]
    style = of.style(_WORDS)
    label = "Jabatan "
    above = style.leading if slip.place.strip() else 0.0
    where = of.pen.fitting(f"{slip.place}, {_LONGEST_DATE}", style, room, TINY)
    position = fitting.in_lines(of.pen, (slip.position,), style, room, 3 * style.leading)
    height = above + max(cell.height for cell in cells) + max(position.height, style.leading * 1.4)

    def draw(y: float, _height: float) -> None:
        if above:
            _place(of, slip, of.area.left + of.area.room * _SIGNERS[1], y + style.size, where, room)
            y += above
        for share, cell in zip(_SIGNERS, cells, strict=True):
            x = of.area.left + of.area.room * share
            below = signer_cell.draw(of.pen, x, y, cell)
            if cell is cells[1] and position.lines:
                fitting.write(of.pen, x, below, position)
            elif cell is cells[1]:
                base = below + 0.2 * style.leading + style.size
                of.pen.write(x, base, label, style)
                of.pen.dots(x + of.pen.width(label, style), base, x + room - 1)

    return Band(height, draw)


def _place(of: Measure, slip: TandaTerima, x: float, base: float, style: Style, room: float) -> None:
    words = f"{slip.place}, "
    if slip.received:
        of.pen.write(x, base, words + long_date(slip.received.date()), style)
        return
    of.pen.write(x, base, words, style)
    of.pen.dots(x + of.pen.width(words, style), base, x + room - 1)
