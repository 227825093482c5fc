"""PDF pages as pictures: the same for the preview and for the printer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtGui import QImage

POINTS: Final = 72.0
MM_PER_INCH: Final = 25.4

# PDFium may not be entered by two threads at once, and a print runs beside the preview.
_ENTRY = threading.Lock()


class Pages:
    """The pages of a PDF file that is held in memory; sizes in points.

    Nothing of PDFium is kept between two calls, so that no thread ever lets go of what another one uses.
    """

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with _opened(pdf) as document:
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                document.get_page_size(place) for place in range(len(document))
            )

    def __len__(self) -> int:
        return len(self.sizes)

    def millimetres(self, place: int) -> tuple[float, float]:
        """Width and height of a page as it is read."""
        width, height = self.sizes[place]
        return width / POINTS * MM_PER_INCH, height / POINTS * MM_PER_INCH

    def picture(self, place: int, dpi: float) -> QImage:
        """The page at that resolution, black on white."""
        with _opened(self._pdf) as document:
            page = document[place]
            bitmap = page.render(scale=dpi / POINTS, prefer_bgrx=True, may_draw_forms=False)
            seen = QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            )
            picture = seen.copy()  # the buffer goes with the bitmap
            bitmap.close()
            page.close()
        return picture


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # only when a paper is shown: it is not part of the start

    with _ENTRY:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
