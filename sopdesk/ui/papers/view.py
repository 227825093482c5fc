"""Pages one below the other, as they lie on paper; only those on screen are drawn."""

from collections import OrderedDict
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.papers.pixels import POINTS, Pages

STEPS: Final = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 200, 300)
_KEPT_BYTES: Final = 64_000_000
_LINES: Final = 3


class Fit(Enum):
    """How the zoom follows the room: the page's width, the whole page, or not at all."""

    WIDTH = "width"
    PAGE = "page"
    FIXED = "fixed"


class PageView(QAbstractScrollArea):
    """A column of pages. ``zoom_changed`` carries the percentage, 100 being the paper's true size.

    ``page_changed`` carries the page that is read and how many there are, counted from 1.
    """

    zoom_changed = Signal(int)
    page_changed = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._pages: Pages | None = None
        self._fit = Fit.WIDTH
        self._zoom = 100.0
        self._places: list[QRect] = []
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._told = (0, 0)
        self.drawn: list[int] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        # A bar that comes and goes would change the width that the zoom is made from, and so come and go.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme_of(self).changed.connect(self.viewport().update)

    @property
    def zoom(self) -> int:
        """The percentage shown now."""
        return round(self._zoom)

    @property
    def fit(self) -> Fit:
        """What the zoom follows."""
        return self._fit

    @property
    def page(self) -> int:
        """The page that is read now, from 1; 0 for none."""
        return self._told[0]

    def set_pages(self, pages: Pages | None) -> None:
        """Show these pages; the place on the paper stays when they are of the same sizes."""
        same = pages is not None and self._pages is not None and pages.sizes == self._pages.sizes
        place = self.verticalScrollBar().value() if same else 0
        self._pages = pages
        self._pictures.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._tell_page()
        self.viewport().update()

    def set_fit(self, fit: Fit) -> None:
        """Let the zoom follow that from now on."""
        self._fit = fit
        self._lay_out()

    def set_zoom(self, percent: float) -> None:
        """Show that percentage from now on."""
        self._fit = Fit.FIXED
        self._zoom = max(STEPS[0], min(STEPS[-1], percent))
        self._lay_out()

    def zoom_in(self) -> None:
        """The next larger step."""
        self.set_zoom(next((s for s in STEPS if s > self._zoom + 1), STEPS[-1]))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self.set_zoom(next((s for s in reversed(STEPS) if s < self._zoom - 1), STEPS[0]))

    def go_to(self, page: int) -> None:
        """Show the top of that page, counted from 1."""
        if 1 <= page <= len(self._places):
            self.verticalScrollBar().setValue(self._places[page - 1].top() - Space.AROUND)

    def sizeHint(self) -> QSize:
        """Room to read a page's width; its height gives way to what must be said."""
        theme = theme_of(self)
        return QSize(theme.px(Size.READING), theme.px(Size.PANEL_LEAST))

    def minimumSizeHint(self) -> QSize:
        """Room to know a page."""
        theme = theme_of(self)
        return QSize(theme.px(Size.FIELD_LEAST), theme.px(Size.FIELD_LEAST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_in() if turned > 0 else self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl with +, - and 0 zooms; Home and End go to the ends."""
        bar = self.verticalScrollBar()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif control and key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif control and key == Qt.Key.Key_0:
            self.set_fit(Fit.WIDTH)
        elif key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Draw sharp on the screen that the window was moved to."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._pictures.clear()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the pages that can be seen; paper is white in the dark too."""
        theme = theme_of(self)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("track"))
        shift = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        seen = QRect(shift, self.viewport().size())
        for place, box in enumerate(self._places):
            if not box.intersects(seen):
                continue
            shown = box.translated(-shift)
            painter.drawImage(shown.topLeft(), self._picture(place, box))
            painter.setPen(QPen(theme.colour("line_strong"), Space.HAIR))
            painter.drawRect(shown.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), tokens.FOCUS_WIDTH))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew: the focus ring does not scroll with the pages."""
        self.viewport().update()

    def focusInEvent(self, _event: object) -> None:
        """Show the ring."""
        self.viewport().update()

    def focusOutEvent(self, _event: object) -> None:
        """Take the ring away."""
        self.viewport().update()

    def _picture(self, place: int, box: QRect) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (place, round(box.width() * ratio))
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if self._pages is None:
            return QImage()
        self.drawn.append(place)
        picture = self._pages.picture(place, key[1] / self._pages.sizes[place][0] * POINTS)
        picture.setDevicePixelRatio(ratio)
        self._pictures[key] = picture
        kept = sum(p.sizeInBytes() for p in self._pictures.values())
        while kept > _KEPT_BYTES and len(self._pictures) > 1:
            kept -= self._pictures.popitem(last=False)[1].sizeInBytes()
        return picture

    def _lay_out(self) -> None:
        room = self.viewport().size()
        sizes = self._pages.sizes if self._pages else ()
        if sizes:
            self._zoom = self._wanted_zoom(sizes, room)
        scale = self._zoom / 100 * self.logicalDpiX() / POINTS
        boxes = [QSize(round(w * scale), round(h * scale)) for w, h in sizes]
        widest = max((box.width() for box in boxes), default=0)
        width = max(room.width(), widest + 2 * Space.AROUND)
        y = int(Space.AROUND)
        self._places = []
        for box in boxes:
            self._places.append(QRect(QPoint((width - box.width()) // 2, y), box))
            y += box.height() + Space.AROUND
        for bar, whole, part in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), y, room.height()),
        ):
            share = bar.value() / bar.maximum() if bar.maximum() else 0.0
            bar.setRange(0, max(0, whole - part))
            # Where nothing is hidden the bar keeps its place and shows no handle.
            bar.setEnabled(whole > part)
            bar.setPageStep(part)
            bar.setSingleStep(theme_of(self).px(tokens.Letter.BODY) * _LINES)
            bar.setValue(round(share * bar.maximum()))
        self.zoom_changed.emit(self.zoom)
        self._tell_page()
        self.viewport().update()

    def _wanted_zoom(self, sizes: tuple[tuple[float, float], ...], room: QSize) -> float:
        dots = self.logicalDpiX() / POINTS
        wide = (room.width() - 2 * Space.AROUND) / (max(w for w, _ in sizes) * dots) * 100
        tall = (room.height() - 2 * Space.AROUND) / (max(h for _, h in sizes) * dots) * 100
        wanted = {Fit.WIDTH: wide, Fit.PAGE: min(wide, tall), Fit.FIXED: self._zoom}[self._fit]
        return max(10.0, min(float(STEPS[-1]), wanted))

    def _on_scrolled(self) -> None:
        self._tell_page()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        begun = sum(1 for box in self._places if box.top() <= middle)
        told = (max(1, begun) if self._places else 0, len(self._places))
        if told != self._told:
            self._told = told
            self.setAccessibleDescription(f"Halaman {told[0]} dari {told[1]}")
            self.page_changed.emit(*told)
