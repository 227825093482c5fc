"""A bar that says something about the place it stands in: information, a warning, an error."""

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button, IconButton, Kind
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName


class Tone(StrEnum):
    """How serious a notice is."""

    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


_LOOK: dict[Tone, tuple[ColourName, ColourName, str]] = {
    Tone.INFO: ("ditunda", "ditunda_soft", "info"),
    Tone.GOOD: ("aman", "aman_soft", "circle-check"),
    Tone.WARNING: ("waspada", "waspada_soft", "triangle-alert"),
    Tone.ERROR: ("terlambat", "terlambat_soft", "circle-alert"),
}


class Notice(QWidget):
    """A sentence in its tone, with at most one action; it stays until it is closed or hidden."""

    action_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = QLabel()
        self._words = Label(wrap=True)
        self.action = Button(action, Kind.LINK)
        self._close = IconButton("x", "Tutup", Kind.GHOST)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            tokens.Space.INSIDE, tokens.Space.BETWEEN, tokens.Space.INSIDE, tokens.Space.BETWEEN
        )
        row.setSpacing(tokens.Space.BETWEEN)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self.action)
        row.addWidget(self._close)
        # Hidden, never shown here: what is shown before it has a place is a window of its own for a moment.
        for part, wanted in ((self.action, bool(action)), (self._close, closable), (self, bool(text))):
            if not wanted:
                part.hide()
        self.action.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._on_closed)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._write(text, tone)

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show that sentence; an empty one hides the bar."""
        self._write(text, tone or self._tone)
        self.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tone's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme_of(self).colour(_LOOK[self._tone][1]))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.end()

    def _write(self, text: str, tone: Tone) -> None:
        self._tone = tone
        self._words.setText(text)
        self.setAccessibleName(text)
        self._on_theme_changed()

    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        ink, _, icon = _LOOK[self._tone]
        self._icon.setPixmap(theme.pixmap(icon, ink, tokens.Size.ICON_LARGE, ratio=self.devicePixelRatioF()))
        self._words.set_ink("text" if self._tone is Tone.INFO else ink)
        self.update()
