"""Words cut to the width of a card, laid out once and kept."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTextLayout, QTextOption

# More than fits on two lines of any card; a title may have 500 characters.
_READ: Final = 240
_KEPT: Final = 6000


class Lines:
    """Prepared words of one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._kept: dict[tuple[str, float], QStaticText] = {}
        self._pairs: dict[tuple[str, float], tuple[QStaticText, QStaticText | None]] = {}
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """How wide the words are uncut, in logical pixels."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) > _KEPT:
                self._widths.clear()
            found = self._widths[text] = self.metrics.horizontalAdvance(text)
        return found

    def one(self, text: str, width: float) -> QStaticText:
        """One line no wider than ``width``, with an ellipsis where it is cut."""
        key = (text, width)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            found = self._kept[key] = self._fitting(text[:_READ], width)
        return found

    def two(self, text: str, width: float) -> tuple[QStaticText, QStaticText | None]:
        """The same on two lines at most."""
        key = (text, width)
        found = self._pairs.get(key)
        if found is None:
            if len(self._pairs) > _KEPT:
                self._pairs.clear()
            found = self._pairs[key] = self._broken(" ".join(text[:_READ].split()), width)
        return found

    def _fitting(self, text: str, width: float) -> QStaticText:
        # Laid out it is measured too: most words fit, and need not be measured to be cut.
        static = self._prepared(text)
        if static.size().width() <= width:
            return static
        return self._prepared(self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))

    def _broken(self, text: str, width: float) -> tuple[QStaticText, QStaticText | None]:
        if self.width(text) <= width:
            return self._prepared(text), None
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        # Qt counts in UTF-16, where an emoji is two.
        cut = len(text.encode("utf-16-le")[: 2 * line.textLength()].decode("utf-16-le", "ignore"))
        layout.endLayout()
        first, rest = text[:cut].rstrip(), text[cut:].lstrip()
        if not rest:
            return self._prepared(first), None
        cut_rest = self.metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return self._prepared(first), self._prepared(cut_rest)

    def _prepared(self, text: str) -> QStaticText:
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=self.font)
        return static
