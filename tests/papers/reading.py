"""Reads a finished PDF back: its texts, the places of its texts, its ink."""

from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    text: str


def pages(pdf: bytes) -> list[Page]:
    document = pdfium.PdfDocument(pdf)
    found = []
    for page in document:
        words = page.get_textpage().get_text_bounded()
        found.append(Page(page.get_width(), page.get_height(), words.replace("\r\n", "\n")))
    document.close()
    return found


def place_of(pdf: bytes, words: str, page: int = 0) -> tuple[float, ...]:
    """The box of the first character and that of the last, in points: left, bottom, right, top of each."""
    document = pdfium.PdfDocument(pdf)
    text = document[page].get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found is not None, f"{words!r} is not on the page"
    begins, count = found
    boxes = (*text.get_charbox(begins), *text.get_charbox(begins + count - 1))
    document.close()
    return tuple(round(edge, 3) for edge in boxes)


def pictures(pdf: bytes, dpi: float) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    found = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return found


def coloured(pdf: bytes, dpi: float) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    found = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    document.close()
    return found


def ink(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of all that is darker than paper, in pixels."""
    return picture.point([255 if shade < 200 else 0 for shade in range(256)]).getbbox()


def margins(pdf: bytes, dpi: float = 72) -> list[tuple[float, float, float, float]]:
    """Of each page that bears ink, the white at the left, top, right, bottom in millimetres."""
    found = []
    for picture in pictures(pdf, dpi):
        box = ink(picture)
        if box:
            left, top, right, bottom = box
            edges = (left, top, picture.width - right, picture.height - bottom)
            found.append(
                (edges[0] / dpi * 25.4, edges[1] / dpi * 25.4, edges[2] / dpi * 25.4, edges[3] / dpi * 25.4)
            )
    return found
