"""Words on a screen; what people typed is always shown as typed, never read as markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter


def plain_tip(text: str) -> str:
    """The text as a tooltip that shows it as typed and breaks long lines."""
    if not text:
        return ""
    # The library's own escape brings a table of two thousand names to every start.
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{plain.replace(chr(10), '<br>')}</qt>"


class Label(QLabel):
    """Plain text in one of our sizes and colours."""

    def __init__(
        self,
        text: str = "",
        *,
        size: Letter = Letter.BODY,
        ink: ColourName = "text",
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._ink = ink
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        theme_of(self).changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_ink(self, ink: ColourName) -> None:
        """Write in that colour from now on."""
        self._ink = ink
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        theme = theme_of(self)
        self.setFont(theme.font(self._size, bold=self._bold))
        palette = self.palette()
        # On a surface a label takes the colour of Text, on the ground that of WindowText.
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, theme.colour(self._ink))
        self.setPalette(palette)


class ElidedLabel(Label):
    """One line that gives up its end when the place is narrow; the whole is then in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        size: Letter = Letter.BODY,
        ink: ColourName = "text",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, size=size, ink=ink, bold=bold, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show that text; line ends become spaces."""
        super().setText(" ".join(text.split("\n")))
        self._tell()

    def shown(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        metrics = self.fontMetrics()
        return QSize(
            min(metrics.horizontalAdvance(self.text()), metrics.averageCharWidth() * 4), metrics.height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole in the tooltip when it is cut."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown())
        painter.end()

    def _tell(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self.shown() != self.text() else "")


def hairline(*, upright: bool = False) -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setProperty("hairline", "upright" if upright else True)
    return line
