"""A form as bands below each other, all set smaller together until they have room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE, Pen, Style
from sopdesk.papers.sheet import MM, Sheet

SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2)


@dataclass(frozen=True, slots=True)
class Measure:
    """The room of a form and how large its parts are set; ``scale`` is 1 where nothing was set smaller."""

    pen: Pen
    area: Sheet
    scale: float

    def mm(self, length: float) -> float:
        """So many millimetres in points, scaled."""
        return length * MM * self.scale

    def style(self, size: float, font: Font = Font.REGULAR) -> Style:
        """A face in so many points, scaled."""
        return Style(font, size * self.scale)


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a form: its smallest height, how it is drawn from a y and with a height, its part of what is left."""

    height: float
    draw: Callable[[float, float], None]
    stretch: float = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Bands in the size at which they have room between ``top`` and the area's foot; ``spare`` points are left."""

    area: Sheet
    top: float
    bands: Sequence[Band]
    spare: float
    scale: float


def set_in(
    pen: Pen, area: Sheet, top: float, bands: Callable[[Measure], Sequence[Band]], largest: float = 1.0
) -> Fitted:
    """The bands in the largest size at which they have room."""
    for scale in (largest, *SCALES):
        found = bands(Measure(pen, area, scale))
        spare = area.bottom - top - sum(band.height for band in found)
        if spare >= 0:
            break
    return Fitted(area, top, found, max(spare, 0), scale)


def draw_ruled(pen: Pen, of: Fitted) -> float:
    """Draws the bands in a frame with a rule between two; gives the y of its lower edge.

    What is left over is shared among the bands that stretch.
    """
    area = of.area
    y = draw(of.top, of.bands, of.spare, lambda line: pen.rule(area.left, line, area.right, line, RULE))
    pen.box(area.left, of.top, area.room, y - of.top, 1)
    return y


def draw(
    top: float, bands: Sequence[Band], spare: float, between: Callable[[float], None] | None = None
) -> float:
    """Draws the bands from ``top`` down; gives the y of the lower edge of the last."""
    whole = sum(band.stretch for band in bands)
    y = top
    for place, band in enumerate(bands):
        if place and between:
            between(y)
        height = band.height + (spare * band.stretch / whole if whole else 0)
        band.draw(y, height)
        y += height
    return y
