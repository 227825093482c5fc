"""Pages that are longer than the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sopdesk.ui.kit.theme import on_surface, theme_of
from sopdesk.ui.kit.tokens import Size, Space


class _TopColumn(QVBoxLayout):
    """Its parts stand at the top; none is lower than its wrapped words need.

    A column aligned by Qt itself gets no more height than its size hint, which knows nothing of lines that wrap.
    """

    def setGeometry(self, rect: QRect) -> None:
        """Take what the parts need at this width, or all of it where one of them grows."""
        if not self.expandingDirections() & Qt.Orientation.Vertical:
            needed = (
                self.heightForWidth(rect.width()) if self.hasHeightForWidth() else self.sizeHint().height()
            )
            rect = QRect(rect.topLeft(), QSize(rect.width(), min(rect.height(), needed)))
        super().setGeometry(rect)


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
        self.column = _TopColumn(inside)
        self.column.setContentsMargins(Space.AROUND, Space.AROUND, Space.AROUND, Space.AROUND)
        self.column.setSpacing(Space.INSIDE)
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

    def reveal(self, part: QWidget) -> None:
        """Bring a part into sight, also one that has just grown."""
        # What grew has no place before the layout has heard of it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.ensureWidgetVisible(part, 0, Space.BETWEEN)

    def _on_theme_changed(self) -> None:
        if self._reading:
            self._inside.setMaximumWidth(theme_of(self).px(Size.DIALOG_WIDE))


class FittedPage(ScrollPage):
    """As tall as what is in it while there is room, up to ``most`` pixels at 100 %; where there is less, it scrolls.

    It never gets lower than ``least``.
    """

    def __init__(
        self, *, most: int = 0, least: int = Size.CONTROL * 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(surface=True, parent=parent)
        # What it holds takes the keys: it is no stop of its own on the way of the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._most = most
        self._least = least
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.WITHIN)

    def sizeHint(self) -> QSize:
        """What is in it, or the most."""
        height = self._inside.sizeHint().height()
        most = theme_of(self).px(self._most) if self._most else height
        return QSize(super().sizeHint().width(), min(height, most))

    def minimumSizeHint(self) -> QSize:
        """What is in it, or the least."""
        least = min(self.sizeHint().height(), theme_of(self).px(self._least))
        return QSize(super().minimumSizeHint().width(), least)
