"""What a place says while there is nothing in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space


class EmptyState(QWidget):
    """What this place is for, and the first action to take here."""

    action_requested = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        action: str = "",
        *,
        kind: Kind = Kind.MAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = Label(title, size=Letter.TITLE, bold=True)
        self.words = Label(text, ink="muted", wrap=True)
        self.action = Button(action, kind)
        if not action:
            self.action.hide()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setSpacing(Space.BETWEEN)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self.title)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addSpacing(Space.BETWEEN)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        self._ways = QVBoxLayout()
        column.addLayout(self._ways)
        column.addStretch(3)
        self.action.clicked.connect(self.action_requested)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def add_way(self, text: str) -> Button:
        """Another way on, below the first action."""
        way = Button(text, Kind.LINK)
        self._ways.addWidget(way, 0, Qt.AlignmentFlag.AlignHCenter)
        return way

    def add_below(self, widget: QWidget) -> None:
        """Show that between the words and the first action."""
        self._below.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_words(self, text: str) -> None:
        """Say something else of this place; the words get the room that they need."""
        self.words.setText(text)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self._icon.setPixmap(
            theme.pixmap(self._icon_name, "field_line", Size.ICON_EMPTY, self.devicePixelRatioF())
        )
        self.words.setVisible(bool(self.words.text()))
        if not self.words.text():
            return
        # A centred label that wraps would be given one line's height only.
        one_line = QFontMetrics(self.words.font()).horizontalAdvance(self.words.text()) + Space.BETWEEN
        # It stands in the panel too, which has scroll bars and margins of its own.
        self.words.setFixedWidth(min(one_line, theme.px(Size.PANEL) - 3 * Space.GROUPS))
        self.words.setFixedHeight(self.words.heightForWidth(self.words.width()))
