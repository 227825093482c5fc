"""A short word after a finished action, with *Urungkan* where it can be undone."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space

UNDO_KEYS = "Ctrl+Z"


class Toast(QWidget):
    """One word at a time at the bottom of its host; it goes after five seconds.

    It stays while the pointer or the focus is on it. *Urungkan* is reached by Tab, or by Ctrl+Z.
    Nothing important may be said only here.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._undo: Callable[[], None] | None = None
        self._words = Label("", ink="on_tooltip", wrap=True)
        self.button = QPushButton("Urungkan")
        self.button.setProperty("kind", "toast")
        self.button.setToolTip(UNDO_KEYS)
        self.button.setAccessibleName("Urungkan")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(Space.AROUND, Space.INSIDE, Space.AROUND, Space.INSIDE)
        row.setSpacing(Space.AROUND)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tokens.TOAST_MS)
        self._timer.timeout.connect(self._on_time_up)
        self._shortcut = QShortcut(QKeySequence(UNDO_KEYS), host)
        self._shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self._shortcut.setEnabled(False)
        self._shortcut.activated.connect(self._on_undo)
        self.button.clicked.connect(self._on_undo)
        host.installEventFilter(self)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show that word; ``undo`` is called once if *Urungkan* is pressed."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._undo = undo
        self.button.setVisible(undo is not None)
        self._shortcut.setEnabled(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def is_counting(self) -> bool:
        """Whether it will go by itself."""
        return self._timer.isActive()

    def dismiss(self) -> None:
        """Go at once."""
        self._timer.stop()
        self._undo = None
        self._shortcut.setEnabled(False)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the host."""
        if watched is self._host and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go five seconds after the pointer has."""
        if not self.isHidden():
            self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground that sets it apart from the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme_of(self).colour("tooltip"))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.end()

    def _place(self) -> None:
        theme = theme_of(self)
        most = min(theme.px(Size.TOAST) * 3 // 2, self._host.width() - 2 * Space.GROUPS)
        button = self.button.sizeHint().width() + Space.AROUND if self._undo else 0
        words = QFontMetrics(self._words.font()).horizontalAdvance(self._words.text()) + Space.BETWEEN
        width = max(0, min(most, words + button + 2 * Space.AROUND))
        self._row.activate()
        height = max(self.heightForWidth(width), theme.px(Size.CONTROL) + Space.AROUND)
        left = (self._host.width() - width) // 2
        self.setGeometry(
            left, self._host.height() - height - Space.AROUND - theme.px(Size.STATUS), width, height
        )

    def _on_undo(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()

    def _on_time_up(self) -> None:
        if self.button.hasFocus():
            self._timer.start()
        else:
            self.dismiss()

    def _on_theme_changed(self) -> None:
        self.button.setFont(theme_of(self).font(bold=True))
        self.update()
