"""The office's stamp as a picture: left of the signature and partly over it, as a hand would set it (norms 1.9)."""

from dataclasses import dataclass
from functools import lru_cache

from PIL import Image
from reportlab.lib.utils import ImageReader

from sopdesk.papers import picture
from sopdesk.papers.pen import Pen
from sopdesk.papers.sheet import MM

USUAL_MM = 38.0  # the middle of the three circles of the round stamp (norms 1.9)
PIXELS = 900  # 38 mm at 600 dots an inch
_BESIDE = 0.34  # the part of its width that lies left of the signature


@dataclass(frozen=True, slots=True)
class Stamp:
    """A scanned stamp, a PNG or JPEG file, printed ``millimetres`` wide or high, whichever is more."""

    picture: bytes
    millimetres: float = USUAL_MM

    def draw(self, pen: Pen, x: float, middle: float) -> None:
        """Draws it beside and over the signature that begins at ``x``, with its own middle at the y ``middle``.

        ``Trouble`` with ``file_unreadable`` when it is no picture.
        """
        image, width, height = _read(self.picture)
        side = self.millimetres * MM / max(width, height)
        wide, high = width * side, height * side
        sheet = pen.sheet
        left = min(max(x - _BESIDE * wide, sheet.left), sheet.right - wide)
        top = min(max(middle - high / 2, sheet.top), sheet.bottom - high)
        pen.image(image, left, top, wide, high, clear=True)


@lru_cache(maxsize=4)
def _read(data: bytes) -> tuple[ImageReader, float, float]:
    """The picture with its transparency, and its size in pixels."""
    with picture.opened(data, "gambar stempel") as image:
        clear = picture.eight_bits(image)
    clear.thumbnail((PIXELS, PIXELS), Image.Resampling.LANCZOS)
    return ImageReader(clear), clear.width, clear.height
