"""Pages that are longer than the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Size, Space


class ScrollPage(QScrollArea):
    """A column of parts that scrolls up and down only; ``column`` takes the parts.

    With ``reading`` the column is no wider than a line that can be read, and stands at the left.
    """

    def __init__(
        self, *, surface: bool = False, reading: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._inside = inside = QWidget()
        if surface:
            on_surface(inside)
            on_surface(self)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(Space.AROUND, Space.AROUND, Space.AROUND, Space.AROUND)
        self.column.setSpacing(Space.INSIDE)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reading = reading
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def add(self, part: QWidget) -> None:
        """Put a part below the others."""
        self.column.addWidget(part)

    def _on_theme_changed(self) -> None:
        if self._reading:
            self._inside.setMaximumWidth(theme_of(self).px(Size.DIALOG_WIDE))
