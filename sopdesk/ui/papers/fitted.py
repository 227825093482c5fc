"""A form that scrolls only where the screen is too low for it."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size


class FittedScroll(ScrollPage):
    """Asks for all the height of what it holds, and takes less where there is no more."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(surface=True)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.add(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The size of the part at the width it has."""
        width = max(self.viewport().width(), theme_of(self).px(Size.PANEL_LEAST))
        layout = self.column
        tall = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        wanted = layout.totalSizeHint()
        return QSize(wanted.width(), max(tall, wanted.height()))

    def minimumSizeHint(self) -> QSize:
        """Room for a field."""
        theme = theme_of(self)
        return QSize(theme.px(Size.PANEL_LEAST), theme.px(Size.FIELD_LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask anew when the part wants another height."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
