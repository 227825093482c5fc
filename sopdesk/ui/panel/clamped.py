"""Words on at most so many lines."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size

_LEADING = 1.3


class ClampedText(QWidget):
    """Plain words that wrap and end in … after ``lines`` lines; the whole is then in the tooltip.

    With ``whole`` set every line is shown.
    """

    def __init__(
        self, *, size: Letter = Letter.BODY, ink: ColourName = "text", bold: bool = False, lines: int = 3
    ) -> None:
        super().__init__()
        self._size = size
        self._ink = ink
        self._bold = bold
        self._lines = lines
        self._text = ""
        self._whole = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_of(self).changed.connect(self._on_theme_changed)

    @property
    def text(self) -> str:
        """The words, whole."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show these words; line ends become spaces."""
        self._text = " ".join(text.split("\n"))
        self.setAccessibleName(self._text)
        self._tell()

    def set_ink(self, ink: ColourName) -> None:
        """Write in that colour from now on."""
        self._ink = ink
        self.update()

    def set_whole(self, whole: bool) -> None:
        """Show every line, or only the first ones."""
        self._whole = whole
        self._tell()

    def is_cut(self) -> bool:
        """Whether the words need more lines than may be shown."""
        return len(self._laid(self.width())[1]) > self._lines

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for the lines shown at that width."""
        count = len(self._laid(width)[1])
        shown = count if self._whole else min(count, self._lines)
        return round(self._step() * max(1, shown))

    def sizeHint(self) -> QSize:
        """Room for the words at a panel's width."""
        width = self.width() if self.width() > 1 else theme_of(self).px(Size.PANEL_LEAST)
        return QSize(theme_of(self).px(Size.FIELD_LEAST), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A few letters wide, as high as needed."""
        return QSize(theme_of(self).px(Size.FIELD_LEAST) // 2, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines fall anew."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, the last one ending in … where there are more."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme_of(self).colour(self._ink))
        layout, starts = self._laid(self.width())
        shown = len(starts) if self._whole else min(len(starts), self._lines)
        step = self._step()
        for number in range(shown):
            if number == shown - 1 and shown < len(starts):
                # Qt counts UTF-16 units, Python whole characters.
                rest = self._text.encode("utf-16-le")[2 * starts[number] :].decode("utf-16-le", "ignore")
                cut = QFontMetricsF(self._font()).elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                place = QRectF(0, number * step, self.width(), step)
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
            else:
                line = layout.lineAt(number)
                line.draw(painter, QPointF(0, number * step - line.y() - (line.height() - step) / 2))
        painter.end()

    def _font(self) -> QFont:
        return theme_of(self).font(self._size, bold=self._bold)

    def _step(self) -> float:
        # The font's own line is half as high again as its letters, which tears a heading apart.
        return _LEADING * self._font().pixelSize()

    def _laid(self, width: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(self._text, self._font())
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        starts: list[int] = []
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
            line = layout.createLine()
        layout.endLayout()
        return layout, starts

    def _tell(self) -> None:
        self.setToolTip(plain_tip(self._text) if not self._whole and self.is_cut() else "")
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self._tell()
