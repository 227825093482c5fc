"""The letterhead of forms: coat of arms, the two name lines and the address, small (norms 1.5)."""

from sopdesk.domain.letters import Kop
from sopdesk.papers import fitting
from sopdesk.papers.fitting import TINY
from sopdesk.papers.fonts import Font
from sopdesk.papers.kop import first_line, logo, second_line
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

LOGO_PART = 0.58  # of its size on a letter
ADDRESS_HEIGHT = 9 * MM
_GAP = 3 * MM
_REGENCY = Style(Font.REGULAR, 10)
_KECAMATAN = Style(Font.BOLD, 12)
_ADDRESS = Style(Font.REGULAR, 7.5)


def draw(pen: Pen, kop: Kop, left: float, right: float, top: float) -> float:
    """Draws the letterhead between ``left`` and ``right``; gives the y of its closing rule's lower edge."""
    y, bottom = draw_names(pen, kop, left, right, top, ruled=True)
    y = max(y, bottom) + 1.6 * MM
    pen.rule(left, y, right, y, 1.6)
    pen.rule(left, y + 2, right, y + 2, 0.5)
    return y + 2.3


def draw_names(
    pen: Pen, kop: Kop, left: float, right: float, top: float, *, ruled: bool, scale: float = 1
) -> tuple[float, float]:
    """Draws the letterhead without its rules, centred where ``ruled``, else from the left.

    Gives the y under its lines and that under the coat of arms. ``scale`` is of everything but the room.
    """
    indent, bottom = 0.0, top
    if kop.logo:
        picture, width, height = logo(kop.logo)
        width, height = scale * LOGO_PART * width, scale * LOGO_PART * height
        pen.image(picture, left, top, width, height)
        indent, bottom = width + _GAP, top + height
    names = (
        (first_line(kop), Style(_REGENCY.font, scale * _REGENCY.size)),
        (second_line(kop), Style(_KECAMATAN.font, scale * _KECAMATAN.size)),
    )
    middle, room = (left + right) / 2, right - left - 2 * indent
    if not ruled or any(pen.width(words, style) > room for words, style in names):
        middle, room = (left + indent + right) / 2, right - left - indent
    y = top
    for words, style in names:
        fitted = pen.fitting(words, style, room, TINY)
        y += style.size * 1.15
        _write(pen, left + indent, middle, y, words, fitted, ruled)
    small = Style(_ADDRESS.font, scale * _ADDRESS.size)
    block = fitting.in_lines(pen, kop.address_lines, small, room, scale * ADDRESS_HEIGHT)
    y += 0.15 * scale * _KECAMATAN.size
    for line in block.lines:
        y += block.style.leading
        _write(pen, left + indent, middle, y, line, block.style, ruled)
    return y, bottom


def _write(pen: Pen, left: float, middle: float, y: float, words: str, style: Style, ruled: bool) -> None:
    if ruled:
        pen.write_middle(middle, y, words, style)
    else:
        pen.write(left, y, words, style)
