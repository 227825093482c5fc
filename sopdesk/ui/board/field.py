"""The columns side by side; those that do not fit scroll sideways."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from sopdesk.domain.sop import Desk as Place
from sopdesk.ui.board.column import Column
from sopdesk.ui.board.lanes import LANES, Lane
from sopdesk.ui.board.painting import MARGIN, CardPaint
from sopdesk.ui.kit.tokens import Size, Space

_PACE_MS: Final = 30


class BoardField(QScrollArea):
    """The seven columns. Whole columns are shown, as many as fit, and they share the width.

    ``folder``, in the menu of the Camat's column, asks for the signing folder.
    """

    def __init__(self, paint: CardPaint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paint = paint
        self._pull = 0
        inside = QWidget()
        row = QHBoxLayout(inside)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        # From the outside in: a part that moves to another place is styled anew with all that is in it.
        self.columns: dict[Lane, Column] = {lane: Column(lane, paint, inside) for lane in LANES}
        row.setContentsMargins(Space.AROUND - Space.WITHIN, Space.INSIDE, 0, 0)
        row.setSpacing(0)
        for column in self.columns.values():
            row.addWidget(column)
            column.dragged_at.connect(self._on_dragged_at)
        row.addStretch(1)
        self.folder = QAction("Map tanda tangan Camat…", self)
        self.columns[Place.CAMAT].head.addAction(self.folder)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setInterval(_PACE_MS)
        self._timer.timeout.connect(self._on_pull)

    @property
    def order(self) -> Sequence[Column]:
        """The columns from the left."""
        return tuple(self.columns.values())

    def column_of(self, dossier: int) -> Column | None:
        """The column in which the dossier is, shown or not."""
        return next((column for column in self.order if column.model.has(dossier)), None)

    def column_at(self, point: QPoint) -> Column | None:
        """The column seen at that point of the screen."""
        if not self.viewport().rect().contains(self.viewport().mapFromGlobal(point)):
            return None
        return next((c for c in self.order if c.rect().contains(c.mapFromGlobal(point))), None)

    def neighbour(self, column: Column, step: int) -> Column | None:
        """The next column that shows a card, to the left (-1) or right (1)."""
        order = self.order
        place = order.index(column) + step
        while 0 <= place < len(order):
            if order[place].model.rowCount():
                return order[place]
            place += step
        return None

    def reveal(self, column: Column) -> None:
        """Scroll sideways until the column is seen whole."""
        self.ensureWidgetVisible(column, Space.INSIDE, 0)

    def take_keys(self, dossier: int) -> None:
        """Give the keys to the column of that dossier, if its card is shown."""
        column = self.column_of(dossier)
        if column is not None and column.model.row_of(dossier) >= 0:
            column.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self) -> None:
        """Take the measures of the theme as it is now."""
        for column in self.order:
            column.renew()
        self._fit()

    def end_drag(self) -> None:
        """Stand still, and say nothing more of dropping."""
        self._timer.stop()
        for column in self.order:
            column.announce(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._paint.theme
        room = self.viewport().width() - Space.AROUND + Space.WITHIN
        least = theme.px(Size.FIELD_LEAST)
        most = theme.px(2 * Size.FIELD_LEAST)
        fitting = max(1, min(len(self.columns), room // least))
        width = min(most, max(least, room // fitting))
        self._paint.width = width - MARGIN - Space.BETWEEN
        for column in self.order:
            column.setFixedWidth(width)

    def _on_dragged_at(self, point: QPoint) -> None:
        edge = self._paint.theme.px(Size.CONTROL)
        seen = QRect(self.viewport().mapToGlobal(QPoint(0, 0)), self.viewport().size())
        at = point.x()
        self._pull = -1 if at < seen.left() + edge else 1 if at > seen.right() - edge else 0
        if self._pull and not self._timer.isActive():
            self._timer.start()
        elif not self._pull:
            self._timer.stop()

    def _on_pull(self) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + self._pull * self._paint.theme.px(Space.AROUND))
