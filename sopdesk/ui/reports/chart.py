"""The picture of a report: bars that lie or columns that stand, painted in the palette's own colours."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sopdesk.domain.report_sheets import STEPS, Bar, Chart, Tone
from sopdesk.ui.kit.text import plain_tip
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import RADIUS_SMALL, ColourName, Letter, Size, Space

_LABELS_MOST: Final = 0.34  # of the width
_COLUMN_ROOM: Final = 0.66  # of a column's place is the column
_ROUND: Final = RADIUS_SMALL / 2
_HATCHED: Final = {"terlambat": Qt.BrushStyle.BDiagPattern, "ditunda": Qt.BrushStyle.Dense6Pattern}
_SOFT: Final[dict[Tone, ColourName]] = {"terlambat": "terlambat_soft", "ditunda": "ditunda_soft"}
_UPRIGHT: Final = Size.CARD + Size.ICON_EMPTY  # the height of standing columns


class ChartView(QWidget):
    """Shows a chart; ``chosen`` carries what stands behind a bar that was clicked.

    Colour is never alone: each bar says its amount in words, and its tooltip the parts.
    """

    chosen = Signal(object)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("; ".join(map(self.told, chart.bars)))
        theme_of(self).changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """As high as its bars need."""
        theme = theme_of(self)
        body = theme.px(_UPRIGHT) if self.chart.upright else self._row() * len(self.chart.bars)
        return QSize(theme.px(Size.PANEL), int(self._head() + body))

    def minimumSizeHint(self) -> QSize:
        """The words of the bars give way, the bars do not."""
        return QSize(theme_of(self).px(Size.PANEL_LEAST), self.sizeHint().height())

    def told(self, bar: Bar) -> str:
        """A bar as a sentence."""
        parts = [f"{n} {series.name}" for n, series in zip(bar.parts, self.chart.series, strict=True) if n]
        told = bar.words if max(bar.parts, default=0) > 10**6 or len(bar.parts) == 1 else ", ".join(parts)
        return f"{bar.label}: {told or bar.words or 0}"

    def places(self) -> list[QRectF]:
        """Where each bar has its place, words and all."""
        head, width = self._head(), float(self.width())
        if not self.chart.upright:
            row = self._row()
            return [QRectF(0, head + n * row, width, row) for n in range(len(self.chart.bars))]
        left = self._axis()
        each = (width - left) / max(1, len(self.chart.bars))
        return [
            QRectF(left + n * each, head, each, self.height() - head) for n in range(len(self.chart.bars))
        ]

    def bar_at(self, place: QPointF) -> Bar | None:
        """The bar under a point."""
        found = (bar for bar, box in zip(self.chart.bars, self.places(), strict=True) if box.contains(place))
        return next(found, None)

    def event(self, event: QEvent) -> bool:
        """Say what a bar is made of where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self.bar_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.told(bar)) if bar else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand where something stands behind."""
        bar = self.bar_at(event.position())
        behind = bar is not None and bar.behind is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if behind else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for what stands behind the bar."""
        bar = self.bar_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and bar is not None and bar.behind is not None:
            self.chosen.emit(bar.behind)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the head, then the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        if self.chart.upright:
            self._paint_columns(painter)
        else:
            self._paint_bars(painter)
        painter.end()

    def _row(self) -> float:
        return float(theme_of(self).px(Size.ICON_LARGE + Space.TIGHT))

    def _head(self) -> float:
        return float(theme_of(self).px(Size.BADGE) + Space.INSIDE)

    def _axis(self) -> float:
        metrics = QFontMetricsF(theme_of(self).font(Letter.SMALL))
        most = "100 %" if self.chart.whole else str(self.chart.top)
        return metrics.horizontalAdvance(most) + Space.INSIDE

    def _paint_head(self, painter: QPainter) -> None:
        theme = theme_of(self)
        painter.setFont(theme.font(Letter.BODY, bold=True))
        painter.setPen(theme.colour("text"))
        line = float(theme.px(Size.BADGE))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(self.chart.title)
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignVCenter, self.chart.title)
        painter.setFont(theme.font(Letter.SMALL))
        metrics = QFontMetricsF(painter.font())
        side, gap = float(theme.px(Letter.SMALL)), Space.WITHIN + Space.TIGHT
        each = [side + gap + metrics.horizontalAdvance(series.name) for series in self.chart.series]
        # At the right; where that is too narrow, right behind the title.
        x = max(wide + Space.GROUPS, self.width() - sum(each) - Space.AROUND * (len(each) - 1))
        for series, length in zip(self.chart.series, each, strict=True):
            self._fill(painter, QRectF(x, (line - side) / 2, side, side), series.tone)
            painter.setPen(theme.colour("muted"))
            words = QRectF(x + side + gap, 0, length, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, series.name)
            x += length + Space.AROUND

    def _fill(self, painter: QPainter, box: QRectF, tone: Tone) -> None:
        theme = theme_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tone))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        if tone in _HATCHED:
            # Green and red are one colour to many eyes: what is late is hatched as well.
            painter.setBrush(QBrush(theme.colour(_SOFT[tone]), _HATCHED[tone]))
            painter.drawRoundedRect(box, _ROUND, _ROUND)

    def _paint_bars(self, painter: QPainter) -> None:
        theme, chart = theme_of(self), self.chart
        painter.setFont(theme.font(Letter.TABLE))
        metrics = QFontMetricsF(painter.font())
        labels = min(
            max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0.0),
            self.width() * _LABELS_MOST,
        )
        words = max((metrics.horizontalAdvance(bar.words) for bar in chart.bars), default=0.0)
        left = labels + Space.INSIDE
        room = max(1.0, self.width() - left - words - Space.INSIDE)
        for bar, place in zip(chart.bars, self.places(), strict=True):
            box = place.adjusted(0, Space.WITHIN, 0, -Space.WITHIN)
            painter.setPen(theme.colour("text"))
            shown = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, labels)
            painter.drawText(
                QRectF(0, place.y(), labels, place.height()), Qt.AlignmentFlag.AlignVCenter, shown
            )
            whole = sum(bar.parts) if chart.whole else chart.most
            self._paint_parts(painter, bar, QRectF(left, box.y(), room, box.height()), whole)
            end = room if chart.whole else room * sum(bar.parts) / max(1, whole)
            painter.setPen(theme.colour("muted"))
            says = QRectF(left + end + Space.BETWEEN, place.y(), words + Space.WITHIN, place.height())
            painter.drawText(says, Qt.AlignmentFlag.AlignVCenter, bar.words)

    def _paint_parts(self, painter: QPainter, bar: Bar, room: QRectF, whole: int) -> None:
        x = room.x()
        for amount, series in zip(bar.parts, self.chart.series, strict=True):
            if amount:
                # An amount that is there is seen, however small it is.
                width = max(room.width() * amount / max(1, whole), float(Space.TIGHT))
                self._fill(painter, QRectF(x, room.y(), width, room.height()), series.tone)
                x += width + 1

    def _paint_columns(self, painter: QPainter) -> None:
        theme, chart = theme_of(self), self.chart
        painter.setFont(theme.font(Letter.SMALL))
        metrics = QFontMetricsF(painter.font())
        foot, top = metrics.height() + Space.WITHIN, self._head() + metrics.height()
        bottom = self.height() - foot
        room, left = bottom - top, self._axis()
        for n in range(STEPS + 1):
            y = bottom - room * n / STEPS
            painter.setPen(theme.colour("line"))
            painter.drawLine(QPointF(left, y), QPointF(self.width(), y))
            painter.setPen(theme.colour("muted"))
            said = f"{100 * n // STEPS} %" if chart.whole else str(chart.top * n // STEPS)
            side = QRectF(0, y - metrics.height() / 2, left - Space.BETWEEN, metrics.height())
            painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, said)
        skip = self._skip(metrics)
        for n, (bar, place) in enumerate(zip(chart.bars, self.places(), strict=True)):
            box = QRectF(
                place.x() + place.width() * (1 - _COLUMN_ROOM) / 2, top, place.width() * _COLUMN_ROOM, room
            )
            self._paint_column(painter, bar, box)
            painter.setPen(theme.colour("muted"))
            if n % skip == 0:
                label = QRectF(place.x(), bottom + Space.WITHIN, place.width() * skip, metrics.height())
                across = Qt.AlignmentFlag.AlignHCenter if skip == 1 else Qt.AlignmentFlag.AlignLeft
                painter.drawText(label, across, bar.label)
            if bar.words and metrics.horizontalAdvance(bar.words) < place.width():
                above = QRectF(place.x(), top - metrics.height(), place.width(), metrics.height())
                painter.drawText(above, Qt.AlignmentFlag.AlignHCenter, bar.words)

    def _skip(self, metrics: QFontMetricsF) -> int:
        """Every how many columns there is room for a label."""
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self.chart.bars), default=0.0)
        each = max(1.0, (self.width() - self._axis()) / max(1, len(self.chart.bars)))
        return max(1, int(-(-(widest + Space.WITHIN) // each)))

    def _paint_column(self, painter: QPainter, bar: Bar, box: QRectF) -> None:
        chart = self.chart
        whole = max(1, sum(bar.parts) if chart.whole else chart.top)
        each = box.width() / len(bar.parts) if chart.beside else box.width()
        x, y = box.x(), box.bottom()
        for amount, series in zip(bar.parts, chart.series, strict=True):
            height = box.height() * amount / whole
            if amount:
                self._fill(painter, QRectF(x, y - height, max(each - 1, 1.0), height), series.tone)
            if chart.beside:
                x += each
            else:
                y -= height

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
