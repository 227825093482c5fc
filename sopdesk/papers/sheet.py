"""A sheet of paper in points, measured from its upper left corner, with the area a printer can reach."""

from dataclasses import dataclass

from sopdesk.domain.layout import Family, Layout

MM = 72 / 25.4
SAFE = 13 * MM  # top and sides (rules 25)
SAFE_BOTTOM = 15 * MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size and the area for what is printed, all in points from the upper left corner."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    size: float
    family: Family = Family.ARIMO

    @property
    def room(self) -> float:
        """The width of the printed area."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """The x of the printed area's middle."""
        return (self.left + self.right) / 2


def portrait(layout: Layout) -> Sheet:
    """The office's sheet, its margins widened where they are nearer to the edge than rules 25 allow."""
    width, height = (side * MM for side in layout.paper.millimetres)
    return Sheet(
        width,
        height,
        top=max(layout.top * MM, SAFE),
        right=width - max(layout.right * MM, SAFE),
        bottom=height - max(layout.bottom * MM, SAFE_BOTTOM),
        left=max(layout.left * MM, SAFE),
        size=layout.font_size,
        family=layout.font,
    )


def landscape(layout: Layout) -> Sheet:
    """The sheet turned for the books: bound at the top edge, so that the wide margin is there."""
    height, width = (side * MM for side in layout.paper.millimetres)
    return Sheet(
        width,
        height,
        top=max(layout.left * MM, SAFE),
        right=width - SAFE_BOTTOM,
        bottom=height - SAFE_BOTTOM,
        left=SAFE_BOTTOM,
        size=layout.font_size,
        family=layout.font,
    )
