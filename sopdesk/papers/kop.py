"""The letterhead: coat of arms, regency, kecamatan, address, closing double rule (norms 1.3)."""

import re
from functools import lru_cache

from PIL import Image
from reportlab.lib.utils import ImageReader

from sopdesk.domain.letters import Kop
from sopdesk.papers import picture
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import MM

LOGO_WIDTH = 20 * MM
LOGO_HEIGHT = 24 * MM
GAP = 4 * MM
ADDRESS_HEIGHT = 25 * MM
LOGO_PIXELS = 500  # 24 mm at 530 dots an inch: finer than any office printer shows

_REGENCY = Style(Font.REGULAR, 14)
_KECAMATAN = Style(Font.BOLD, 17)
_ADDRESS = Style(Font.REGULAR, 9.5)
_SMALL = (Style(Font.REGULAR, 8.5), Style(Font.BOLD, 9))
_SMALLEST = 4.0


def first_line(kop: Kop) -> str:
    """``PEMERINTAH KABUPATEN …``; a regency named with its kind keeps it (``Kota …``, ``Kabupaten …``)."""
    name = " ".join(kop.kabupaten.split())
    if re.match(r"(?i)pemerintah\b", name):
        return name.upper()
    kind = "" if re.match(r"(?i)(kabupaten|kota)\s", name) else "KABUPATEN "
    return f"PEMERINTAH {kind}{name.upper()}"


def second_line(kop: Kop) -> str:
    """``KECAMATAN …``."""
    name = " ".join(kop.kecamatan.split())
    return name.upper() if re.match(r"(?i)kecamatan\s", name) else f"KECAMATAN {name.upper()}"


def draw(pen: Pen, kop: Kop) -> float:
    """Draws the letterhead at the top of the sheet and gives the y of its lower edge.

    ``Trouble`` with ``file_unreadable`` when the logo is no picture.
    """
    sheet = pen.sheet
    y = sheet.top
    indent = LOGO_WIDTH + GAP if kop.logo else 0
    # Centred between the logo and its mirror image, unless the words need that room.
    middle = sheet.middle
    room = sheet.room - 2 * indent
    wide = sheet.room - indent
    bottom = y
    if kop.logo:
        arms, width, height = logo(kop.logo)
        pen.image(arms, sheet.left + (LOGO_WIDTH - width) / 2, y, width, height)
        bottom = y + LOGO_HEIGHT
    if max(pen.width(first_line(kop), _REGENCY), pen.width(second_line(kop), _KECAMATAN)) > room:
        middle, room = sheet.right - wide / 2, wide
    for words, style in ((first_line(kop), _REGENCY), (second_line(kop), _KECAMATAN)):
        y += style.size * 1.22
        pen.write_middle(middle, y, words, pen.fitting(words, style, room, _SMALLEST))
    y += 1.5
    address, lines = pen.block(kop.address_lines, _ADDRESS, room, ADDRESS_HEIGHT)
    for line, _ in lines:
        y += address.leading
        pen.write_middle(middle, y, line, address)
    y = max(y + 3 * MM, bottom + 2 * MM)
    pen.rule(sheet.left, y, sheet.right, y, 3)
    pen.rule(sheet.left, y + 3.2, sheet.right, y + 3.2, 0.75)
    return y + 3.6


def draw_small(pen: Pen, kop: Kop, room: float) -> float:
    """Draws the two name lines small at the upper left, as on the office's own sheets; gives their foot."""
    y = pen.sheet.top + _SMALL[0].size
    for words, style in zip((first_line(kop), second_line(kop)), _SMALL, strict=True):
        pen.write(pen.sheet.left, y, words, pen.fitting(words, style, room, _SMALLEST))
        y += style.leading
    return y - _SMALL[-1].leading + 2


@lru_cache(maxsize=8)
def logo(data: bytes) -> tuple[ImageReader, float, float]:
    """The coat of arms in grey on white, and its size in points within the room of the letterhead.

    ``Trouble`` with ``file_unreadable`` when it is no picture.
    """
    with picture.opened(data, "lambang daerah") as image:
        image.draft("L", (LOGO_PIXELS, LOGO_PIXELS))
        clear = picture.eight_bits(image)
    paper = Image.new("RGBA", clear.size, "white")
    grey = Image.alpha_composite(paper, clear).convert("L")
    grey.thumbnail((LOGO_PIXELS, LOGO_PIXELS), Image.Resampling.LANCZOS)
    scale = min(LOGO_WIDTH / grey.width, LOGO_HEIGHT / grey.height)
    return ImageReader(grey), grey.width * scale, grey.height * scale
