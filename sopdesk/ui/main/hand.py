"""A hand and an eye at the window: presses and types as a person would, and takes pictures. For the tour."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QMenu,
    QRadioButton,
    QTabBar,
    QWidget,
)

from sopdesk import paths
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.main.app import Program, make_application

_D = TypeVar("_D", bound=QDialog)
_W = TypeVar("_W", bound=QWidget)
_ROUNDS = 6  # a click may show a dialog that asks for a layout that asks for a paint
_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHADE = 26  # of the window behind a dialog
# The platform without a screen cannot tell a window how it may grow nor bring a list to the front, and says so.
_NO_SCREEN = "This plugin does not support "


class Fumble(Exception):  # noqa: N818 - what a person meets, no fault of a value
    """What should be there to press is not; the first argument says what."""


def themed() -> Theme:
    """The theme of the running application, which is begun where there is none. Needs no screen."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else make_application(["sopdesk"])
    theme = Theme(paths.resources(), Appearance.LIGHT)
    theme.install(app)
    return theme


class Watch:
    """Hears every error and every warning of Qt while it stands; ``heard`` are their words."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._hook: Callable[[type[BaseException], BaseException, TracebackType | None], object]
        self._before: Callable[[QtMsgType, QMessageLogContext, str], None] | None = None

    def __enter__(self) -> "Watch":
        self._hook = sys.excepthook
        sys.excepthook = self._on_error
        self._before = qInstallMessageHandler(self._on_qt)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(self._before)

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        place = ""
        while trace is not None:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
            trace = trace.tb_next
        self.heard.append(f"{kind.__name__}: {error} ({place})")

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and _NO_SCREEN not in text:
            self.heard.append(f"Qt: {text}")


class Hand:
    """Works at one program's window."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.shell = program.shell

    def show(self, width: int, height: int, *, opens: bool = True) -> None:
        """Put the window up, and wait until the office in it is open, or without ``opens`` told to be in trouble."""
        self.program.show()
        # On a small screen the window opens as large as that is.
        self.shell.setWindowState(Qt.WindowState.WindowNoState)
        self.resize(width, height)
        if (self.program.opened is not None) is not opens:
            raise Fumble("the office did not open" if opens else "the office opened")

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.shell.resize(width, height)
        self.rest()

    def close(self) -> None:
        """Close the window and whatever stands over it."""
        for dialog in self.shell.findChildren(QDialog):
            dialog.close()
        self.shell.close()
        self.shell.deleteLater()
        self.program.deleteLater()
        self.rest()

    def rest(self) -> None:
        """Let everything that is waiting happen."""
        for _ in range(_ROUNDS):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def wait(self, milliseconds: int) -> None:
        """Let that much of real time go by: some previews are drawn only when the typing pauses."""
        pause = QTimer()
        pause.setSingleShot(True)
        pause.start(milliseconds)
        while pause.isActive():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.rest()

    def click(self, widget: QWidget) -> None:
        """Click in the middle of it. Raises Fumble where nobody could."""
        middle = widget.rect().center()
        if isinstance(widget, QCheckBox | QRadioButton):
            # The words may be shorter than the widget, and beside them nothing answers.
            middle.setX(middle.y())
        self._click_at(widget, middle)

    def tab(self, bar: QTabBar, place: int) -> None:
        """Click on a tab of a bar."""
        self._click_at(bar, bar.tabRect(place).center())

    def write(self, editor: QWidget, text: str) -> None:
        """Type into an editor, over what it held."""
        self._reach(editor)
        editor.setFocus()
        self.press(editor, Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        for character in text:
            self.press(editor, Qt.Key(0), text=character)
        self.rest()

    def press(
        self, widget: QWidget, key: Qt.Key, *, text: str = "", modifier: Qt.KeyboardModifier = _PLAIN
    ) -> None:
        """Press and let go of a key."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifier, text))

    def choose(self, combo: QComboBox, place: int) -> None:
        """Go with the arrow keys to the entry at that place."""
        self._reach(combo)
        combo.setFocus()
        for _ in range(combo.count() + 1):
            if combo.currentIndex() == place:
                self.rest()
                return
            self.press(combo, Qt.Key.Key_Down if combo.currentIndex() < place else Qt.Key.Key_Up)
        raise Fumble(f"{combo.itemText(place)} cannot be chosen")

    def pick(self, menu: QMenu, words: str) -> None:
        """Choose the entry of a menu whose words begin so."""
        found = [a for a in menu.actions() if a.text().replace("&", "").startswith(words)]
        if not found or not found[0].isEnabled():
            raise Fumble(f"no entry {words}: {[a.text() for a in menu.actions()]}")
        found[0].trigger()
        self.rest()

    def dialog(self, kind: type[_D]) -> _D:
        """The dialog of that kind that is open. Raises Fumble."""
        self.rest()
        found = [d for d in self.shell.findChildren(kind) if d.isVisible()]
        if not found:
            others = [type(d).__name__ for d in self.shell.findChildren(QDialog) if d.isVisible()]
            raise Fumble(f"{kind.__name__} is not open, but {others}")
        return found[-1]

    def page(self, key: str, kind: type[_W]) -> _W:
        """The page of a tab, which may be built when it is first looked at. Raises Fumble."""
        self.rest()
        page = self.shell.body.page(key)
        found = page if isinstance(page, kind) else page.findChild(kind)
        if not isinstance(found, kind) or not found.isVisible():
            raise Fumble(f"{kind.__name__} is not shown")
        return found

    def no_dialog(self) -> None:
        """Raise Fumble where a dialog is still open."""
        self.rest()
        left = [d.windowTitle() for d in self.shell.findChildren(QDialog) if d.isVisible()]
        if left:
            raise Fumble(f"still open: {left}")

    def picture(self) -> QPixmap:
        """The window, with the dialogs that stand over it."""
        self.rest()
        shown = self.shell.grab()
        over = [d for d in self.shell.findChildren(QDialog) if d.isVisible()]
        if over:
            painter = QPainter(shown)
            for dialog in over:
                ground = QColor(self.program.theme.colour("text"))  # its own: the theme keeps the other
                ground.setAlpha(_SHADE)
                painter.fillRect(shown.rect(), ground)
                leaf = dialog.grab()
                corner = QPoint((shown.width() - leaf.width()) // 2, (shown.height() - leaf.height()) // 2)
                painter.drawPixmap(corner, leaf)
                painter.setPen(self.program.theme.colour("line_strong"))
                painter.drawRect(corner.x() - 1, corner.y() - 1, leaf.width() + 1, leaf.height() + 1)
            painter.end()
        return shown

    def save(self, path: Path) -> tuple[int, int, int]:
        """Take a picture; its width, its height, and how many colours it has. Raises OSError."""
        shown = self.picture()
        if not shown.save(str(path), "PNG"):
            raise OSError(f"{path} cannot be written")
        return shown.width(), shown.height(), len(_colours(shown))

    def colours(self) -> set[int]:
        """The colours of the window as it stands; a window that shows nothing has few."""
        return _colours(self.picture())

    def look(self, *, dark: bool = False, scale: int = 100) -> None:
        """Let the window look so."""
        self.program.theme.set_appearance(Appearance.DARK if dark else Appearance.LIGHT)
        self.program.theme.set_scale(scale)
        self.rest()

    def _reach(self, widget: QWidget) -> None:
        self.rest()
        if not widget.isVisible() or not widget.isEnabled():
            state = "hidden" if not widget.isVisible() else "disabled"
            raise Fumble(f"{type(widget).__name__} {widget.accessibleName()} is {state}")

    def _click_at(self, widget: QWidget, place: QPoint) -> None:
        self._reach(widget)
        local, over = QPointF(place), QPointF(widget.mapToGlobal(place))
        press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(widget, QMouseEvent(press, local, over, _LEFT, _LEFT, _PLAIN))
        QApplication.sendEvent(widget, QMouseEvent(release, local, over, _LEFT, none, _PLAIN))
        self.rest()


def _colours(shown: QPixmap) -> set[int]:
    small = shown.toImage().scaled(160, 90)
    return {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
