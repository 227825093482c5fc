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
_NARROWEST = 25 * MM
_LOWEST = 12 * MM
_SIZE = 11.0
_NUMBER = Style(Font.REGULAR, 8)
_NUMBER_HEIGHT = 7 * MM
_MARK_HEIGHT = 8 * MM
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

    Those that do not lie whole on the paper are passed over, and those that a printer hardly reaches; of the others
    nothing is printed nearer to the edge than it reaches.
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
            if right > sheet.width + 1 or bottom > sheet.height + 1:
                continue
            place = _within(sheet, left, top, right, bottom)
            if place.right - place.left >= _NARROWEST and place.bottom - place.top >= _LOWEST:
                found.append(place)
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
    tall = bottom - y
    mark = address.mark(pen, to.mark, _MARK, room, min(_MARK_HEIGHT, 0.3 * tall))
    if mark:
        address.draw_mark(pen, right - mark.width, bottom - mark.height, mark)
        bottom -= mark.height + 1 * MM
    if to.number.strip():
        number = fitting.in_lines(
            pen, (f"Nomor : {to.number}",), _NUMBER, room, min(_NUMBER_HEIGHT, 0.2 * tall)
        )
        y = fitting.write(pen, left, y, number) + 1 * MM
    address.draw(pen, left, y, address.block(pen, to, _SIZE, room, bottom - y))
