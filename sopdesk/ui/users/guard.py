"""Locks the window: by Ctrl+L, after idle minutes, and until somebody has come in."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from shiboken6 import isValid

from sopdesk.services.rights import user_of
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.users.acts import UserActs
from sopdesk.ui.users.lock import LockPage

_MINUTE_MS = 60_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Guard(QObject):
    """Where PINs are asked for, nobody sees the window but who is known. ``forgotten`` carries a name.

    Dialogs are hidden, not closed: what was typed in them is there again for who comes in.
    """

    forgotten = Signal(str)
    locking = Signal()
    locked_changed = Signal(bool)

    def __init__(self, desk: Desk, theme: Theme, shell: QMainWindow) -> None:
        super().__init__(shell)
        self._desk = desk
        self._theme = theme
        self._shell = shell
        self._acts = UserActs(desk)
        self._hidden: list[QDialog] = []
        self._focus: QWidget | None = None
        self._window: QWindow | None = None
        self._follows = False  # the window that has the keys
        self._gone = False
        self.page: LockPage | None = None
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        desk.changed.connect(self._on_changed)

    @property
    def stands(self) -> bool:
        """Whether PINs are asked for."""
        return not self._gone and self._desk.known.profile.set_up and self._acts.pins.on

    @property
    def locked(self) -> bool:
        """Whether the lock page lies over the window."""
        return self.page is not None

    def lock(self) -> None:
        """Put the lock page over everything; a second call changes nothing."""
        if self.locked or not self.stands:
            return
        self.locking.emit()
        self._focus = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        while popup is not None and popup.close():
            popup = QApplication.activePopupWidget()
        self._hidden = [each for each in self._shell.findChildren(QDialog) if each.isVisible()]
        for each in reversed(self._hidden):
            each.hide()
        page = self.page = LockPage(self._acts, self._theme, self._shell)
        page.opened.connect(self._on_opened)
        page.forgotten.connect(self.forgotten)
        self._rest(True)
        page.setGeometry(self._shell.rect())
        page.offer([user.name for user in self._acts.users()], self._desk.clerk)
        page.show()
        page.raise_()
        page.pad.setFocus()
        self._shell.installEventFilter(self)
        self.idle.stop()
        self.locked_changed.emit(True)

    def renew(self) -> None:
        """Watch for idle minutes or no longer; whoever is no user with a PIN must come in anew."""
        if not self.stands:
            self._rest_from_watching()
            return
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and not self._follows:
            self._follows = True
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())
        self.idle.setInterval(self._acts.pins.idle * _MINUTE_MS)
        if not self.locked:
            self.idle.start()
        user = user_of(self._desk.known, self._desk.clerk)
        if user is None or not user.active or not user.has_pin:
            self.lock()

    def stop(self) -> None:
        """The office is left: the next one in the window has users of its own."""
        self._gone = True
        self._hidden = []
        self._rest_from_watching()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or press is a sign of life; behind the lock page no shortcut works, and it keeps its size."""
        if watched is self._window and event.type() in _SIGNS_OF_LIFE and not self.locked:
            self.idle.start()
        elif self.page is not None and event.type() == QEvent.Type.Resize and watched is self._shell:
            self.page.setGeometry(self._shell.rect())
        elif self.locked and event.type() == QEvent.Type.Shortcut:
            # What stood open is hidden: a dialog that is seen is one of the lock page's own.
            owner = watched.parent()
            return not (isinstance(owner, QDialog) and owner.isVisible())
        return False

    def _rest_from_watching(self) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication) and self._follows:
            self._follows = False
            app.focusWindowChanged.disconnect(self._watch)
        self._watch(None)
        self._open()
        self.idle.stop()

    def _watch(self, window: QWindow | None) -> None:
        # Not the whole application: every event of every part would come by here.
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window.destroyed.disconnect(self._on_gone)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._on_gone)

    def _on_gone(self) -> None:
        self._window = None

    def _rest(self, on: bool) -> None:
        for part in (self._shell.menuBar(), self._shell.centralWidget()):
            if part is not None:
                part.setEnabled(not on)
        app = QApplication.instance()
        if app is not None:
            # While it is locked only: every shortcut of every part must rest.
            (app.installEventFilter if on else app.removeEventFilter)(self)

    def _on_opened(self, _name: str) -> None:
        self._open()

    def _open(self) -> None:
        page, self.page = self.page, None
        if page is None:
            return
        self._shell.removeEventFilter(self)
        self._rest(False)
        page.hide()
        page.deleteLater()
        hidden, self._hidden = self._hidden, []
        for each in hidden:
            # What it belonged to may have gone meanwhile, and the dialog with it.
            if isValid(each):
                each.show()
        if self._focus is not None and isValid(self._focus) and not hidden:
            self._focus.setFocus()
        self._focus = None
        self.idle.start()
        self.locked_changed.emit(False)

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.office and not self._gone:
            self.renew()
