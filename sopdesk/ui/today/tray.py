"""The icon beside the clock: tells quietly while the window is not looked at. Not every desktop has a place for it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

_TITLE = "SOP Desk"
_SHOWN_MS = 8_000


class Tray(QObject):
    """``opened`` when the icon or its message is pressed."""

    opened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._menu: QMenu | None = None
        self.icon: QSystemTrayIcon | None = None

    def show(self) -> None:
        """Take a place beside the clock where the desktop has one."""
        if self.icon is not None or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        icon = self.icon = QSystemTrayIcon(self._window.windowIcon(), self)
        menu = self._menu = QMenu(self._window)
        menu.addAction("Buka SOP Desk").triggered.connect(self.opened)
        icon.setContextMenu(menu)
        icon.setToolTip(_TITLE)
        icon.messageClicked.connect(self.opened)
        icon.activated.connect(self._on_activated)
        icon.show()

    def hide(self) -> None:
        """Give the place back."""
        if self.icon is not None:
            self.icon.hide()
            self.icon.deleteLater()
            self.icon = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def tell(self, words: str) -> bool:
        """Say it; False where there is no place to say it."""
        if self.icon is None or not QSystemTrayIcon.supportsMessages():
            return False
        self.icon.showMessage(_TITLE, words, self._window.windowIcon(), _SHOWN_MS)
        return True

    def set_tip(self, words: str) -> None:
        """What the pointer is told over the icon."""
        if self.icon is not None:
            self.icon.setToolTip(words)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()
