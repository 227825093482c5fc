"""Pages onto a printer: the pictures of the preview at the printer's resolution, at their true size."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.printing import Cancelled
from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.printers import DPI, Printers, PrintWish, matching, portrait, set_up
from sopdesk.ui.papers.work import Tell


def spool(printers: Printers, pdf: bytes, title: str, wish: PrintWish, tell: Tell) -> int:
    """Hand the pages to the printer; the number of sheets. Returning means spooled, not printed.

    Raises Trouble(PRINTER) when the printer is gone, does not know the paper or takes nothing, and Cancelled
    when ``tell`` says to stop: then nothing is printed.
    """
    pages = Pages(pdf)
    printer = printers.open(wish.printer)
    sheet = pages.millimetres(wish.pages[0])
    size = matching(printers, wish.printer, portrait(sheet), wish.paper)
    if size is None:
        raise Trouble(Fault.PRINTER, name=wish.printer)
    set_up(printer, size, lying=sheet[0] > sheet[1], title=title)
    rounds = wish.copies
    if printer.supportsMultipleCopies():
        printer.setCopyCount(wish.copies)
        printer.setCollateCopies(True)
        rounds = 1
    _paint(printer, pages, wish.pages * rounds, tell, wish.printer)
    return len(wish.pages) * wish.copies


def _paint(printer: QPrinter, pages: Pages, places: tuple[int, ...], tell: Tell, name: str) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(Fault.PRINTER, name=name)
    try:
        # Else the spool holds JPEG, which frays the letters.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for order, place in enumerate(places):
            if not tell(order, len(places)):
                printer.abort()
                raise Cancelled
            if order and not printer.newPage():
                raise Trouble(Fault.PRINTER, name=name)
            picture = thin(pages.picture(place, DPI))
            dots = printer.resolution() / DPI
            # The picture's own dots, never fitted to a page: a number must land in its gap.
            painter.drawImage(QRectF(0, 0, picture.width() * dots, picture.height() * dots), picture)
        tell(len(places), len(places))
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise Trouble(Fault.PRINTER, name=name)


def thin(picture: QImage) -> QImage:
    """The same picture in a quarter of the room where it has no colour."""
    return picture.convertToFormat(QImage.Format.Format_Grayscale8) if picture.isGrayscale() else picture
