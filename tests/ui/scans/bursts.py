"""A scanner at the window: real key events, at times that the test tells."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sopdesk.ui.shell.scan import ScanWatch


@dataclass
class Hand:
    """When keys are pressed: each so many seconds after the one before."""

    step: float = 0.005
    now: float = 0.0

    def __call__(self, _event: QKeyEvent) -> float:
        self.now += self.step
        return self.now

    def pause(self) -> None:
        """Between two bursts or words."""
        self.now += 10


def window_of(widget: QWidget) -> QWindow:
    """The window that the keys reach first."""
    found = widget.window().windowHandle()
    assert found is not None
    return found


def press(widget: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Keys into the window of ``widget``, as the system sends them."""
    window = window_of(widget)
    plain = Qt.KeyboardModifier.NoModifier
    for letter in text:
        if letter.isascii():
            QTest.keyClick(window, letter)  # type: ignore[call-overload]  # the stub forgets the letters
        else:  # QTest knows the keys of ASCII only
            QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, 0, plain, letter))
    if end is not None:
        QTest.keyClick(window, end)


def scan(watch: ScanWatch, widget: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """One burst of a scanner."""
    hand = watch.moment
    assert isinstance(hand, Hand)
    hand.pause()
    press(widget, text, end)
