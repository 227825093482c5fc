"""The line at the bottom: the time, today's hours, and the state of what is kept."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.ui.kit.text import ElidedLabel, Label
from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space


class StatusLine(QWidget):
    """Two words at the left, any number at the right."""

    def __init__(self) -> None:
        super().__init__()
        on_surface(self)
        self.clock = Label("", size=Letter.TABLE, ink="muted")
        self.hours = ElidedLabel("", size=Letter.TABLE, ink="muted")
        self.note = ElidedLabel("", size=Letter.TABLE, ink="muted")
        self.words = ElidedLabel("", size=Letter.TABLE, ink="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.AROUND, 0, Space.AROUND, 0)
        row.setSpacing(Space.AROUND)
        row.addWidget(self.clock)
        row.addWidget(self.hours)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.words)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_clock(self, clock: str, hours: str) -> None:
        """Show the date and time, and the office's hours today."""
        self.clock.setText(clock)
        self.hours.setText(hours)

    def set_note(self, words: str) -> None:
        """Show what stands beside the state words: how old the last backup is."""
        self.note.setText(words)

    def set_words(self, words: Sequence[str]) -> None:
        """Show these at the right: the last backup, whether all is saved."""
        self.words.setText("\u2003".join(words))

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(theme_of(self).px(Size.STATUS))
