"""One column: its head, its list, and while a card is dragged the word whether it is taken here."""

from functools import cached_property

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sopdesk.services.board_views import DropVerdict
from sopdesk.ui.board.dragged import dropped_ids
from sopdesk.ui.board.lanes import Lane, empty_words, lane_title
from sopdesk.ui.board.model import CardModel
from sopdesk.ui.board.painting import MARGIN, CardPaint
from sopdesk.ui.board.view import CardView
from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.tokens import ColourName, Letter, Size, Space


class ColumnHead(QWidget):
    """The name of the desk, how many cards lie there, how many of them are late."""

    def __init__(self, title: str, paint: CardPaint, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self._paint = paint
        self._count = ""
        self._late = ""
        self.renew()

    @property
    def words(self) -> str:
        """What stands under the name."""
        return f"{self._count} · {self._late}" if self._late else self._count

    def say(self, shown: int, total: int, late: int) -> None:
        """Show these counts; of a filtered column how many of how many."""
        self._count = f"{shown} berkas" if shown == total else f"{shown} dari {total} berkas"
        self._late = f"{late} terlambat" if late else ""
        self.setAccessibleName(f"{self._title}: {self.words}")
        self.setToolTip("")
        self.update()

    def renew(self) -> None:
        """Take the measures of the theme as it is now."""
        px = self._paint.theme.px
        self.setFixedHeight(px(Letter.BODY) + px(Letter.SMALL) + Space.AROUND + Space.TIGHT)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a column that has one."""
        if self.actions():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint two lines and the rule under them."""
        theme = self._paint.theme
        painter = QPainter(self)
        left, width = MARGIN, self.width() - MARGIN - Space.BETWEEN
        name, small, strong = self._paint.title, self._paint.small, self._paint.strong
        painter.setFont(name.font)
        painter.setPen(theme.colour("text"))
        cut = name.metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, width - Space.BETWEEN)
        painter.drawText(left + Space.WITHIN, round(name.metrics.ascent()), cut)
        base = self.height() - Space.BETWEEN - Space.TIGHT
        painter.setFont(small.font)
        painter.setPen(theme.colour("muted"))
        count = f"{self._count} · " if self._late else self._count
        painter.drawText(left + Space.WITHIN, base, count)
        if self._late:
            at = left + Space.WITHIN + round(small.width(count))
            painter.setFont(strong.font)
            painter.setPen(theme.colour("terlambat"))
            painter.drawText(at, base, self._late)
        rule = QRect(left, self.height() - Space.TIGHT, width, Space.TIGHT)
        painter.fillRect(rule, theme.colour("line_strong"))
        painter.end()


class DropSign(QWidget):
    """Says during a drag what this column would do with the card."""

    def __init__(self, paint: CardPaint, parent: QWidget) -> None:
        super().__init__(parent)
        self._paint = paint
        self._words = ""
        self._takes = False
        self._over = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def words(self) -> str:
        """What is said now; empty outside a drag."""
        return "" if self.isHidden() else self.accessibleName()

    def say(self, found: DropVerdict) -> None:
        """Show what the column would do."""
        self._takes, self._over = found.offer is not None, False
        self._words = found.words.replace(": ", ":\n", 1) if self._takes else found.words
        self.setAccessibleName(found.words)
        self.show()
        self.update()

    def set_over(self, over: bool) -> None:
        """Whether the card is above this column."""
        if over != self._over:
            self._over = over
            self.update()

    def wanted_height(self, width: int) -> int:
        """Enough for its words."""
        theme = self._paint.theme
        room = QRect(0, 0, width - 2 * Space.INSIDE, theme.px(Size.PANEL))
        metrics = QFontMetrics(theme.font(Letter.TABLE, bold=True))
        text = metrics.boundingRect(room, int(_WRAP), self._words).height()
        icon = 0 if self._takes else theme.px(Size.ICON) + Space.WITHIN
        return max(theme.px(2 * Size.TABLE_ROW), text + icon + Space.AROUND + Space.BETWEEN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dashed in the accent where the card is taken; grey with the sign of a ban where not."""
        theme = self._paint.theme
        name: ColourName = "accent" if self._takes else "terlambat" if self._over else "muted"
        ink = theme.colour(name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, tokens.FOCUS_WIDTH if self._takes or self._over else Space.HAIR)
        if self._takes and not self._over:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground: ColourName = "track" if not self._takes else "selection" if self._over else "accent_soft"
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
        room = self.rect().adjusted(Space.INSIDE, Space.BETWEEN, -Space.INSIDE, -Space.BETWEEN)
        if not self._takes:
            side = theme.px(Size.ICON)
            pixmap = theme.pixmap("ban", name, ratio=self.devicePixelRatioF())
            painter.drawPixmap(room.center().x() - side // 2, room.top(), pixmap)
            room.setTop(room.top() + side + Space.WITHIN)
        painter.setFont(theme.font(Letter.TABLE if self._takes else Letter.SMALL, bold=self._takes))
        painter.drawText(room, int(_WRAP), self._words)
        painter.end()


_WRAP = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class Column(QWidget):
    """Head and list; the whole column is where a card can be dropped.

    ``dragged_at`` tells where a card is being held above it, as a point of the screen.
    """

    dragged_at = Signal(object)

    def __init__(self, lane: Lane, paint: CardPaint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lane = lane
        self._verdict: DropVerdict | None = None
        self.model = CardModel(self)
        self.head = ColumnHead(lane_title(lane), paint, self)
        self.view = CardView(self.model, paint, self)
        self.view.setAccessibleName(lane_title(lane))
        self._paint = paint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(Space.WITHIN)
        column.addWidget(self.view, 1)
        self._column = column
        self.setAcceptDrops(True)
        self.model.counted.connect(self._on_counted)
        self._on_counted()

    @cached_property
    def sign(self) -> DropSign:
        """What is said during a drag; made for the first one."""
        return DropSign(self._paint, self)

    @cached_property
    def _gap(self) -> QWidget:
        gap = QWidget(self)
        self._column.insertWidget(2, gap)
        return gap

    def renew(self) -> None:
        """Take the measures of the theme as it is now."""
        self.head.renew()
        self.view.renew()

    def announce(self, found: DropVerdict | None) -> None:
        """Say what a drop would do, until told None."""
        before, self._verdict = self._verdict, found
        if found is None:
            if before is not None:
                self.sign.hide()
                self._gap.hide()
            return
        self.sign.say(found)
        self._place_sign()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sign where it belongs."""
        super().resizeEvent(event)
        if self._verdict is not None:
            self._place_sign()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Follow the card, taken or not, to say which."""
        if self._verdict is None or not dropped_ids(event.mimeData()):
            event.ignore()
            return
        self.sign.set_over(True)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The pointer tells too whether the card is taken."""
        self.dragged_at.emit(self.mapToGlobal(event.position().toPoint()))
        if self._verdict is not None and self._verdict.offer is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The card has gone on."""
        self.sign.set_over(False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what the verdict said; the event stays refused, for no row has moved."""
        if self._verdict is not None and self._verdict.offer is not None:
            here = self.view.rootIndex()
            self.model.dropMimeData(event.mimeData(), event.proposedAction(), -1, -1, here)
        event.ignore()

    def _place_sign(self) -> None:
        width = self.width() - MARGIN - Space.BETWEEN
        height = self.sign.wanted_height(width)
        top = self.head.geometry().bottom() + 1 + Space.WITHIN + MARGIN
        self.sign.setGeometry(MARGIN, top, width, height)
        self._gap.setFixedHeight(height + MARGIN)
        self._gap.show()
        self.sign.raise_()

    def _on_counted(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.head.say(shown, total, self.model.late)
        self.view.empty_words = empty_words(self.lane, total - shown)
        if not shown:
            self.view.viewport().update()
