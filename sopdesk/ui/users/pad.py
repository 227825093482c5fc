"""A PIN by keys or by mouse: a hidden field over the twelve keys of a telephone."""

from functools import partial

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from sopdesk.domain.pins import LONGEST
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Letter, Size, Space

CLEAR, BACK = "Kosongkan", "Hapus"
_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", CLEAR, "0", BACK)
_COLUMNS = 3


class _PinLine(QLineEdit):
    """Hidden figures; a letter before the first is left to the page, which knows names."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName("PIN")
        self.setPlaceholderText("PIN")
        figures = QRegularExpression(f"[0-9]{{0,{LONGEST}}}")
        self.setValidator(QRegularExpressionValidator(figures, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter goes on to what the field lies in; amid a PIN it is a slip, which loses nothing."""
        if event.text().isalpha() and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class PinPad(QWidget):
    """``submitted`` when Enter is pressed in the field."""

    submitted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line = _PinLine()
        self.keys: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setSpacing(Space.BETWEEN)
        for place, words in enumerate(_KEYS):
            key = self.keys[words] = Button(words)
            # The focus stays in the field, so that keys and mouse go together.
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.clicked.connect(partial(self._on_key, words))
            grid.addWidget(key, place // _COLUMNS, place % _COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.INSIDE)
        column.addWidget(self.line)
        column.addLayout(grid)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.submitted)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def pin(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    def _on_key(self, words: str) -> None:
        if words == CLEAR:
            self.line.clear()
        elif words == BACK:
            self.line.backspace()
        elif len(self.pin) < LONGEST:
            self.line.insert(words)
        self.line.setFocus()

    def _on_theme_changed(self) -> None:
        height = self._theme.px(Size.CONTROL + Space.BETWEEN)
        for words, key in self.keys.items():
            key.setFixedHeight(height)
            if words not in (CLEAR, BACK):
                key.setFont(self._theme.font(Letter.TITLE))
        self.line.setFont(self._theme.font(Letter.TITLE))
        self.line.setFixedHeight(height)
