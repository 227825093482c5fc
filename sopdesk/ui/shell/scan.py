"""A scanner types faster than a person: its burst is caught wherever the keys go.

The watch sits at the window, before the keys reach what has the focus. It holds nothing back: every key goes on
at once, so typing stays as quick as it was. Only when a burst turns out to be a code of ours is it taken out again
of the field that got it; any other burst, say of a post's barcode into a field for it, stays where it was typed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from sopdesk.domain.scanned import as_meant, is_code

if TYPE_CHECKING:
    from sopdesk.ui.shell.taken_out import Spot

# Scanners send a character every 1–15 ms, a busy PC may hold one up; the fastest typist needs about 60. The system's
# own times of the keys count, so that a busy window neither tears a burst apart nor makes one of slow typing.
GAP_S = 0.05
# A scanner with no key after its code is done when so long nothing came: some times the longest gap within a code,
# and still too short for a person to have put a hand on the next key.
SILENCE_MS = 120
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_END_LETTERS = frozenset("\r\n\t")  # as Ctrl+M, Ctrl+J and Ctrl+I give them
_LEAST = 10  # characters of the shortest code: 2026 0041 V without what stands between
_LEAST_ELSEWHERE = 6  # of a burst that is told to be no code


def _told_time(event: QKeyEvent) -> float:
    return event.timestamp() / 1000


class ScanWatch(QObject):
    """``scanned`` carries a code of ours that came in a burst, whether Enter, Tab or nothing ended it.

    It also carries what else came in a burst while no field had the focus, so that it can be told what is wrong.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject, moment: Callable[[QKeyEvent], float] = _told_time) -> None:
        """Know by ``moment`` when a key was pressed, in seconds."""
        super().__init__(parent)
        self.moment = moment
        self._typed = ""
        self._last = 0.0
        self._done = float("-inf")  # when the last key of a code came that silence had ended
        self._spot: Spot | None = None
        self._window: QWindow | None = None
        self._gone = QMetaObject.Connection()
        self._popups: list[QWindow] = []
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._on_silence)

    def follow(self, app: QGuiApplication) -> None:
        """Listen to the keys of whatever window has the focus, dialogs too.

        Not to the whole application: every event of every part would come by here.
        """
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())

    def watch(self, window: QWindow | None) -> None:
        """Listen to the keys of that window only."""
        if self._window is not None:
            QObject.disconnect(self._gone)
            # The focus may leave a window that is being taken down, before anybody is told of its end.
            if isValid(self._window):
                self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            self._gone = window.destroyed.connect(self._on_gone)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Gather quick keys; what ends a code of ours is kept from the screen."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is not self._window and watched not in self._popups:
            return False
        now = self.moment(event)
        gap = now - self._last
        if event.key() in _ENDS or event.text() in _END_LETTERS:
            code = self._ended() if 0 <= gap <= SILENCE_MS / 1000 else ""
            if code:
                self._take(code)
                return True
            # A busy window hears the silence first, and then the key that had come in time.
            late = 0 <= now - self._done <= SILENCE_MS / 1000
            self._forget()
            return late
        letter = event.text()
        if not letter:  # Shift, Caps Lock: between the letters of a burst too
            return False
        if not letter.isprintable() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._forget()
            return False
        if not 0 <= gap <= GAP_S:
            self._forget()
            self._begin()
        self._typed += letter
        self._last = now
        if self._code():
            self._silence.start()
        else:
            self._silence.stop()
        return False

    def _begin(self) -> None:
        # Not known before a key is pressed: no window waits for editors that it does not have yet.
        from sopdesk.ui.shell.taken_out import Spot, suggestions

        self._spot = Spot.here()
        popup = suggestions(self._spot)
        # While its suggestions are open, Qt sends a field's keys to their window.
        if popup is not None and popup not in self._popups:
            popup.installEventFilter(self)
            self._popups = [popup]

    def _code(self) -> str:
        """The burst so far as it was meant, where it is a code of ours."""
        if len(self._typed) < _LEAST:
            return ""
        meant = as_meant(self._typed)
        return meant if is_code(meant) else ""

    def _ended(self) -> str:
        """The burst that a key has ended: a code of ours, or what was meant for no field, to be told of."""
        code = self._code()
        # A key held down gives the same letter again and again. X11 calls a scanner's 00 a held key too, so that
        # the system's own word for it tells nothing.
        several = len(set(self._typed)) > 1
        if not code and several and self._spot is None and len(self._typed) >= _LEAST_ELSEWHERE:
            return self._typed
        return code

    def _take(self, code: str) -> None:
        spot = self._spot
        self._forget()
        if spot is not None:
            spot.restore()
        self.scanned.emit(code)

    def _forget(self) -> None:
        self._silence.stop()
        self._typed = ""
        self._last = self._done = float("-inf")
        self._spot = None

    def _on_silence(self) -> None:
        code = self._code()
        if code:
            last = self._last
            self._take(code)
            self._done = last

    def _on_gone(self) -> None:
        self._window = None
