"""Where a block stands on a sheet that is printed already: shown on the sheet, moved by mouse or keys."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sopdesk.services.files import LINE, files_of, path_of
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import SHEETS, SURAT_PENGANTAR
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.papers.pixels import MM_PER_INCH, POINTS, Pages
from sopdesk.ui.papers.view import PageView

REACH_MM: Final = 13.0  # nothing is printed nearer to the top and the sides (rules 25)
BOTTOM_REACH_MM: Final = 15.0
STEP_MM: Final = 1.0
LEAP_MM: Final = 5.0
_LOOK_DPI: Final = 50  # enough to find where the block begins and ends
_BLUR_MM: Final = 1.0  # what that tells is no finer
_LARGEST: Final = 20_000_000  # bytes of a scan that is looked at
_FAINT: Final = 0.3
_GRAB_MM: Final = 3.0
_KEYS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PlacingView(PageView):
    """A page with one block on it. ``moved`` carries by how many millimetres it is to go right and down.

    The block follows the mouse at once; the page is drawn anew once it is let go.
    """

    moved = Signal(float, float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._under: Pages | None = None
        self._block: tuple[float, float, float, float] | None = None
        self._held: QPoint | None = None
        self._way = QPoint()
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleDescription("Geser blok dengan tetikus, atau dengan tombol panah.")

    @property
    def block(self) -> tuple[float, float, float, float] | None:
        """Left, top, width and height of the block in millimetres; None where the page holds nothing."""
        return self._block

    def set_under(self, pdf: bytes | None) -> None:
        """Show that sheet faintly below the block: the one that is printed already."""
        self._under = Pages(pdf) if pdf else None
        self.set_pages(self._pages)

    def set_pages(self, pages: Pages | None) -> None:
        """Show the page with the block where it stands now."""
        self._way = QPoint()
        self._block = _ink(pages.picture(0, _LOOK_DPI)) if pages is not None and len(pages) else None
        super().set_pages(pages)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the block."""
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_block(event.position().toPoint()):
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the block follow."""
        at = event.position().toPoint()
        if self._held is None:
            shape = Qt.CursorShape.OpenHandCursor if self._is_on_block(at) else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            return
        self._way = self._within(at - self._held)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the block down."""
        if self._held is None:
            super().mouseReleaseEvent(event)
            return
        self._held = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        per = self._per_mm()
        if not self._way.isNull() and per:
            self.moved.emit(self._way.x() / per, self._way.y() / per)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the block by a millimetre, with Shift by five."""
        way = _KEYS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        length = LEAP_MM if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_MM
        per = self._per_mm()
        if per:
            # Not beyond what a printer reaches; measured exactly, for a pixel is more than a step is worth.
            dx, dy = self._within_mm(way[0] * length, way[1] * length)
            if dx or dy:
                self.moved.emit(dx, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, and a frame around the block."""
        super().paintEvent(event)
        box = self._block_box()
        if box is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme_of(self).colour("focus"), tokens.FOCUS_WIDTH, Qt.PenStyle.DashLine))
        painter.drawRect(box.translated(self._way).adjusted(-3, -3, 3, 3))
        painter.end()

    def _picture(self, place: int, box: QRect) -> QImage:
        block = super()._picture(place, box)
        if place or (self._under is None and self._way.isNull()):
            return block
        ratio, wide = block.devicePixelRatio(), self._pages.sizes[0][0] if self._pages else 1.0
        sheet = QImage(block.size(), QImage.Format.Format_RGB32)
        sheet.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(sheet)
        if self._under is not None:
            painter.setOpacity(_FAINT)
            # At its own size from the upper left corner, as it lies in the printer.
            painter.drawImage(QPoint(0, 0), self._under_picture(block.width() / wide * POINTS))
            painter.setOpacity(1.0)
        # White is no ink: what lies below shows through the block's own page.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        plain = QImage(block)
        plain.setDevicePixelRatio(1.0)
        painter.drawImage(self._way * ratio, plain)
        painter.end()
        sheet.setDevicePixelRatio(ratio)
        return sheet

    def _under_picture(self, dpi: float) -> QImage:
        key = (-1, round(dpi))
        if key not in self._pictures and self._under is not None:
            self._pictures[key] = self._under.picture(0, dpi)
        return self._pictures[key]

    def _per_mm(self) -> float:
        return (
            self._places[0].width() / self._pages.millimetres(0)[0] if self._pages and self._places else 0.0
        )

    def _block_box(self) -> QRect | None:
        per = self._per_mm()
        if self._block is None or not per:
            return None
        left, top, width, height = (round(side * per) for side in self._block)
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRect(self._places[0].topLeft() - shift + QPoint(left, top), QSize(width, height))

    def _is_on_block(self, at: QPoint) -> bool:
        box = self._block_box()
        near = round(_GRAB_MM * self._per_mm())
        return box is not None and box.adjusted(-near, -near, near, near).contains(at)

    def _within(self, way: QPoint) -> QPoint:
        per = self._per_mm()
        dx, dy = self._within_mm(way.x() / per, way.y() / per)
        return QPoint(round(dx * per), round(dy * per))

    def _within_mm(self, dx: float, dy: float) -> tuple[float, float]:
        """The way as far as a printer reaches (rules 25)."""
        if self._block is None or self._pages is None:
            return 0.0, 0.0
        left, top, width, height = self._block
        wide, tall = self._pages.millimetres(0)
        return (
            max(REACH_MM - left, min(dx, wide - REACH_MM - width - left)),
            max(REACH_MM - top, min(dy, tall - BOTTOM_REACH_MM - height - top)),
        )


def start_of(told: float | None, stands: float, usual: float) -> float:
    """From where a block is moved: the place that was told, which is exact where what is seen is not.

    A place beyond a printer's reach was moved inward: then from where it really stands.
    """
    exact = usual if told is None else told
    return exact if abs(exact - stands) <= _BLUR_MM else stands


def sheet_below(desk: Desk, order: PaperOrder) -> bytes | None:
    """What lies in the printer when the block is printed onto it: the dossier's letter, or the scan of the letter
    that came. None where there is none: the block is placed on a blank sheet all the same."""
    try:
        if order.dossier is not None:
            return make(desk.office, PaperOrder(SURAT_PENGANTAR, order.dossier, SHEETS), desk.now()).pdf
        lines = order.ids or (() if order.line is None else (order.line,))
        return next((scan for line in lines[:1] for scan in _scans(desk, line)), None)
    except (Refused, Trouble):
        return None


def _scans(desk: Desk, line: int) -> Iterator[bytes]:
    for file in files_of(desk.office, LINE, line):
        if file.withdrawn or not file.name.lower().endswith(".pdf") or file.size > _LARGEST:
            continue
        data = path_of(desk.office, file.id).read_bytes()
        # Whatever a scanner or a mail program called a PDF may be none.
        with suppress(RuntimeError, OSError):
            if len(Pages(data)):
                yield data


def _ink(picture: QImage) -> tuple[float, float, float, float] | None:
    """The place of everything that is not white, in millimetres."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, tall, stride = grey.width(), grey.height(), grey.bytesPerLine()
    data = bytes(grey.constBits())
    blank = b"\xff" * wide
    rows = [y for y in range(tall) if data[y * stride : y * stride + wide] != blank]
    if not rows:
        return None
    left, right = wide, 0
    for y in rows:
        row = data[y * stride : y * stride + wide]
        left = min(left, wide - len(row.lstrip(b"\xff")))
        right = max(right, len(row.rstrip(b"\xff")))
    per = _LOOK_DPI / MM_PER_INCH
    return left / per, rows[0] / per, (right - left) / per, (rows[-1] - rows[0] + 1) / per
