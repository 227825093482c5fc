"""Amplop: envelopes of one size, the sender's letterhead at the upper left, the address at the lower right."""

from dataclasses import replace

from sopdesk.domain.forms import Address, Amplop, EnvelopeSize
from sopdesk.domain.layout import Layout
from sopdesk.papers import address, fitting, form_kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM, Sheet

NUMBER = "Nomor : "
ADDRESS_FROM = 0.46  # of the width
ADDRESS_TOP = 0.46  # of the height
KOP_SHARE = 0.6  # of the printed width; the upper right corner is left to the post
_SIZES = {EnvelopeSize.DL: 11.5, EnvelopeSize.KABINET: 12.0, EnvelopeSize.C5: 13.0, EnvelopeSize.FOLIO: 16.0}
_AIR = 4 * MM
_MARK_EDGE = 0.6  # half the weight of its box
_NUMBER = 10.0  # points
_NUMBER_HEIGHT = 12 * MM


def render(value: Amplop, layout: Layout | None = None) -> Rendered:
    """An envelope for each address; with no address one that shows the sender alone.

    Of the layout only the letters' family counts: an envelope has its own size and edges.
    """
    width, height = (side * MM for side in value.size.millimetres)
    sheet = Sheet(width, height, SAFE, width - SAFE, height - SAFE_BOTTOM, SAFE, _SIZES[value.size])
    if layout:
        sheet = replace(sheet, family=layout.font)
    pen = Pen(sheet, "Amplop")
    for to in value.addresses or (Address(()),):
        _envelope(pen, value, to)
        pen.turn_page()
    return pen.finish()


def _envelope(pen: Pen, value: Amplop, to: Address) -> None:
    sheet = pen.sheet
    right = sheet.left + sheet.room * KOP_SHARE
    scale = max(1, 0.085 * sheet.size)
    y = max(form_kop.draw_names(pen, value.kop, sheet.left, right, sheet.top, ruled=False, scale=scale))
    y += 1.4 * MM
    pen.rule(sheet.left, y, right, y, 1)
    if to.number.strip():
        room = right - sheet.left
        number = fitting.in_lines(
            pen, (NUMBER + to.number,), Style(Font.REGULAR, scale * _NUMBER), room, _NUMBER_HEIGHT
        )
        y = fitting.write(pen, sheet.left, y + 1.6 * MM, number)
    style = Style(Font.BOLD, sheet.size + 2)
    begins = sheet.width * ADDRESS_FROM
    top = max(sheet.height * ADDRESS_TOP, y + _AIR)
    mark = address.mark(pen, to.mark, style, begins - sheet.left - _AIR, 2 * style.leading)
    if mark:
        address.draw_mark(pen, sheet.left + _MARK_EDGE, sheet.bottom - _MARK_EDGE - mark.height, mark)
    if to.lines or to.place.strip():
        found = address.block(pen, to, sheet.size, sheet.right - begins, sheet.bottom - top, to=True)
        address.draw(pen, begins, top, found)
