"""Address labels on a sheet of the office's paper, bought cut or cut by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.domain.forms import Address, LabelSheet
from sopdesk.domain.layout import Layout
from sopdesk.papers import address, fitting
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import HAIR, Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM, Sheet, portrait

PAD = 3 * MM
_SIZE = 11.0
_NUMBER = Style(Font.REGULAR, 8)
_NUMBER_HEIGHT = 7 * MM
_MARK = Style(Font.BOLD, 9)


@dataclass(frozen=True, slots=True)
class _Place:
    """A label's room in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def render(addresses: Sequence[Address], labels: LabelSheet, layout: Layout) -> Rendered:
    """The labels, row by row, after those of the first sheet that are gone.

    Those that do not lie whole on the paper are passed over; of the others nothing is printed nearer to the edge
    than a printer reaches.
    """
    sheet = portrait(layout)
    pen = Pen(sheet, "Label alamat")
    places = _places(sheet, labels)
    skip = labels.skip % len(places)
    for number, to in enumerate(addresses, start=skip):
        if number > skip and number % len(places) == 0:
            pen.turn_page()
        _label(pen, to, places[number % len(places)], outline=labels.outline)
    pen.turn_page()
    return pen.finish()


def _places(sheet: Sheet, labels: LabelSheet) -> list[_Place]:
    found = []
    for row in range(labels.rows):
        for column in range(labels.columns):
            left = (labels.left + column * (labels.width + labels.gap_x)) * MM
            top = (labels.top + row * (labels.height + labels.gap_y)) * MM
            right, bottom = left + labels.width * MM, top + labels.height * MM
            if right <= sheet.width + 1 and bottom <= sheet.height + 1:
                found.append(_within(sheet, left, top, right, bottom))
    return found or [_within(sheet, 0, 0, sheet.width, sheet.height)]


def _within(sheet: Sheet, left: float, top: float, right: float, bottom: float) -> _Place:
    return _Place(
        max(left, SAFE),
        max(top, SAFE),
        min(right, sheet.width - SAFE),
        min(bottom, sheet.height - SAFE_BOTTOM),
    )


def _label(pen: Pen, to: Address, place: _Place, *, outline: bool) -> None:
    if outline:
        half = HAIR / 2
        pen.box(
            place.left + half,
            place.top + half,
            place.right - place.left - HAIR,
            place.bottom - place.top - HAIR,
            HAIR,
        )
    left, right = place.left + PAD, place.right - PAD
    y, bottom = place.top + PAD, place.bottom - PAD
    room = right - left
    if to.mark.strip():
        mark = address.mark(pen, to.mark, _MARK, room)
        address.draw_mark(pen, right - mark.width, bottom - mark.height, mark)
        bottom -= mark.height + 1 * MM
    if to.number.strip():
        number = fitting.in_lines(pen, (f"Nomor : {to.number}",), _NUMBER, room, _NUMBER_HEIGHT)
        y = fitting.write(pen, left, y, number) + 1 * MM
    address.draw(pen, left, y, address.block(pen, to, _SIZE, room, bottom - y))
