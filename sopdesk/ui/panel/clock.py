"""The big clock: how the dossier stands, in a colour, an icon and words."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sopdesk.domain.clocks import Level
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space
from sopdesk.ui.panel.clamped import ClampedText
from sopdesk.ui.panel.looks import ICON, INK, SOFT


class BigClock(QWidget):
    """The words of the worst clock, and below them where the papers are and since when."""

    def __init__(self) -> None:
        super().__init__()
        self._level = Level.TANPA
        self._icon = QLabel()
        self.words = ClampedText(size=Letter.HERO, bold=True, lines=2)
        self.note = ClampedText(size=Letter.TABLE, lines=4)
        column = QVBoxLayout()
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.words)
        column.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.INSIDE, Space.BETWEEN, Space.INSIDE, Space.BETWEEN)
        row.setSpacing(Space.INSIDE)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        theme_of(self).changed.connect(self._on_theme_changed)

    @property
    def level(self) -> Level:
        """How it stands."""
        return self._level

    def show_level(self, level: Level, words: str, note: str) -> None:
        """Say how it stands."""
        self._level = level
        self.words.set_text(words)
        self.note.set_text(note)
        self.setAccessibleName(f"{words}. {note}")
        self._on_theme_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the level's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme_of(self).colour(SOFT[self._level]))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.end()

    def _on_theme_changed(self) -> None:
        ink = INK[self._level]
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(theme_of(self).pixmap(ICON[self._level], ink, Size.ICON_HERO, ratio))
        self.words.set_ink(ink)
        self.note.set_ink(ink)
        self.update()
