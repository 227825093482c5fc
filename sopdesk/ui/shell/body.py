"""The middle of the window: the pages, and a panel that opens beside them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Size, Space

_MEMORY = "panel"


class Body(QSplitter):
    """Pages by key at the left; at most one panel at the right, as wide as it was last time.

    Beside a page that stands alone the panel rests until another page is shown, or it is asked for.
    """

    panel_left = Signal()

    def __init__(self, remembered: Remembered) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._remembered = remembered
        self._pages: dict[str, QWidget] = {}
        self._alone: set[str] = set()
        self._panel: QWidget | None = None
        self._stack = QStackedWidget()
        self._side = QFrame()
        on_surface(self._side)
        self._column = QVBoxLayout(self._side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._side.hide()
        self.addWidget(self._stack)
        self.addWidget(self._side)
        self.setStretchFactor(0, 1)
        self.setHandleWidth(Space.HAIR)
        self.setChildrenCollapsible(False)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def panel(self) -> QWidget | None:
        """What stands at the right, or None."""
        return self._panel

    def page(self, key: str) -> QWidget:
        """The page of that key; raises KeyError for an unknown one."""
        return self._pages[key]

    def add_page(self, key: str, page: QWidget) -> None:
        """Add a page."""
        self._pages[key] = page
        self._stack.addWidget(page)

    def remove_page(self, key: str) -> None:
        """Take a page away and delete it; an unknown key is ignored."""
        page = self._pages.pop(key, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def stand_alone(self, key: str) -> None:
        """Leave the whole width to that page."""
        self._alone.add(key)

    def show_page(self, key: str) -> None:
        """Show a page; an unknown key is ignored."""
        page = self._pages.get(key)
        if page is None or page is self._stack.currentWidget():
            return
        self._stack.setCurrentWidget(page)
        self._show_side(self._panel is not None and key not in self._alone)

    def set_panel(self, panel: QWidget | None) -> None:
        """Show a widget at the right; None closes the place. The one before is deleted."""
        if self._panel is not panel:
            self.keep()
            if self._panel is not None:
                self._column.removeWidget(self._panel)
                self._panel.hide()
                self._panel.deleteLater()
            self._panel = panel
            if panel is not None:
                self._column.addWidget(panel)
                panel.show()
        self._show_side(panel is not None)

    def _show_side(self, shown: bool) -> None:
        was_open = not self._side.isHidden()
        if shown is was_open:
            return
        self.keep()
        self._side.setVisible(shown)
        if shown:
            width = theme_of(self).px(self._remembered.number(_MEMORY, Size.PANEL))
            self.setSizes([max(0, self.width() - width), width])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on a page, where nothing else wants it, closes the panel beside it."""
        if event.key() == Qt.Key.Key_Escape and not self._side.isHidden():
            self.panel_left.emit()
        else:
            super().keyPressEvent(event)

    def keep(self) -> None:
        """Remember how wide the panel is."""
        if self._panel is not None and self.isVisible() and not self._side.isHidden():
            # As it would be with letters of the usual size: larger ones make a wider panel, and only while they last.
            self._remembered.keep(_MEMORY, round(self.sizes()[1] * 100 / theme_of(self).scale))

    def _on_theme_changed(self) -> None:
        self._side.setMinimumWidth(theme_of(self).px(Size.PANEL_LEAST))
