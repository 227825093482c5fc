"""The box that finds a dossier by words, number or a scanned code."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Letter, Size, Space

_PROMPT = "Cari atau pindai lembar kendali"


class SearchBox(QWidget):
    """``changed`` fires with every letter, ``submitted`` on Enter, ``stepped_down`` on arrow down."""

    changed = Signal(str)
    submitted = Signal(str)
    stepped_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setProperty("bare", True)
        self.line.setPlaceholderText(_PROMPT)
        self.line.setAccessibleName(_PROMPT)
        self.setFocusProxy(self.line)
        self._icon = QLabel()
        self._keys = Label("Ctrl K", size=Letter.SMALL, ink="muted")
        self._keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.INSIDE, 0, Space.BETWEEN, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(self._icon)
        row.addWidget(self.line, 1)
        row.addWidget(self._keys)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self._on_return)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def begin(self) -> None:
        """Go to the box, with what stands there ready to be written over."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """Empty the box."""
        self.line.clear()
        self.changed.emit("")

    def sizeHint(self) -> QSize:
        """As wide as on the drawing."""
        theme = theme_of(self)
        return QSize(theme.px(Size.SEARCH), theme.px(Size.CONTROL))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape empties, then leaves; arrow down goes to the results."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                if self.line.text():
                    self.clear()
                else:
                    self.line.clearFocus()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.stepped_down.emit()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint one frame around icon, line and keys."""
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.line.hasFocus()
        width = tokens.FOCUS_WIDTH if focused else Space.HAIR
        inset = width / 2
        painter.setPen(QPen(theme.colour("focus" if focused else "field_line"), width))
        painter.setBrush(theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        painter.setPen(QPen(theme.colour("line_strong"), Space.HAIR))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        keys = QRectF(self._keys.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(keys, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.end()

    def _on_return(self) -> None:
        text = self.line.text().strip()
        if text:
            self.submitted.emit(text)

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self._icon.setPixmap(theme.pixmap("search", "muted", ratio=self.devicePixelRatioF()))
        self._keys.setContentsMargins(Space.WITHIN, 0, Space.WITHIN, 0)
        self._keys.setFixedHeight(self._keys.fontMetrics().height() + Space.TIGHT)
        self.setFixedHeight(theme.px(Size.CONTROL))
        self.setMaximumWidth(theme.px(Size.SEARCH))
        self.updateGeometry()
        self.update()
