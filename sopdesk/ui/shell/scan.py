"""A scanner types faster than a person: its burst is caught wherever no field has the focus."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

# Scanners send a character every 1–15 ms; the fastest typist needs about 60.
_GAP_S = 0.035
_LEAST = 6


class ScanWatch(QObject):
    """``scanned`` carries the characters of a burst that ended with Enter."""

    scanned = Signal(str)

    def __init__(self, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._typed = ""
        self._last = 0.0

    def follow(self, app: QApplication) -> None:
        """Listen to whatever has the focus.

        Not to the whole application: every event of every part would come by here, and the first of a part that
        only Qt knows makes it look through all its classes, which the first paint would wait for.
        """
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gather quick keys; the Enter of a burst is kept from the screen."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not watched.isWidgetType() or watched is not QApplication.focusWidget():
            return False
        if _takes_letters(watched):
            self._typed = ""
            return False
        now = self._clock()
        if now - self._last > _GAP_S:
            self._typed = ""
        self._last = now
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            burst, self._typed = self._typed, ""
            if len(burst) >= _LEAST:
                self.scanned.emit(burst)
                return True
        elif event.text().isprintable():
            self._typed += event.text()
        return False

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)


def _takes_letters(part: QObject) -> bool:
    # Not known before a key is pressed: no window waits for editors that it does not have yet.
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

    return isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox)
