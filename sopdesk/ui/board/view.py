"""The list of one column: keys, clicks and the beginning of a drag leave it as wishes."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QScrollBar, QWidget

from sopdesk.ui.board.model import CardModel
from sopdesk.ui.board.painting import MARGIN, CardDelegate, CardPaint
from sopdesk.ui.kit.tokens import Letter, Space

_Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class _NarrowBar(QScrollBar):
    """A scroll bar that fits in the gap between two columns."""

    def sizeHint(self) -> QSize:
        return QSize(Space.BETWEEN, super().sizeHint().height())


class CardView(QListView):
    """``opened`` carries a dossier; ``menu_asked`` the ids and the place on the screen.

    ``sidewards`` asks for the column one to the left (-1) or right (1) at the height of the current card.
    """

    entered = Signal()
    opened = Signal(int)
    hand_on_asked = Signal(object)
    return_asked = Signal(int)
    menu_asked = Signal(object, object)
    sidewards = Signal(int)
    drag_began = Signal(object)
    drag_ended = Signal()

    def __init__(self, model: CardModel, paint: CardPaint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._paint = paint
        self._plain = False
        self._delegate = CardDelegate(model, paint, self)
        self.empty_words = ""
        self.setProperty("board", True)
        self.setVerticalScrollBar(_NarrowBar(Qt.Orientation.Vertical, self))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._on_clicked)
        self.renew()

    # What stands

    def chosen(self) -> list[int]:
        """The dossiers selected, from the top."""
        return [self._model.card(i.row()).id for i in sorted(self.selectedIndexes(), key=QModelIndex.row)]

    def current_id(self) -> int | None:
        """The dossier at which the keys are; None in an empty column."""
        index = self.currentIndex()
        return self._model.card(index.row()).id if index.isValid() else None

    def current_height(self) -> int:
        """The middle of the current card, in pixels of the viewport."""
        return self.visualRect(self.currentIndex()).center().y()

    # What changes

    def renew(self) -> None:
        """Take the measures of the theme as it is now."""
        self.verticalScrollBar().setSingleStep((self._paint.height + 2 * MARGIN) // 3)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def paint_faded(self) -> None:
        """Paint the cards anew whose time has gone on, and no others."""
        for row in self._model.take_faded():
            self.update(self._model.index(row))

    def go_to(self, row: int, *, keys: bool = False) -> None:
        """Select the card at that row alone, and show it."""
        index = self._model.index(row)
        self._delegate.by_keys = keys
        # Not setCurrentIndex: with Ctrl held, as in Ctrl+Enter, that would add the card to those marked before.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def show_from(self, value: int) -> None:
        """Scroll to where the list stood before it was read anew."""
        self.doItemsLayout()
        self.verticalScrollBar().setValue(value)

    def enter_at(self, height: int) -> None:
        """Take the keys, with the card nearest to that height."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, height))
        rows = self._model.rowCount()
        row = index.row() if index.isValid() else (rows - 1 if height > 0 else 0)
        self.go_to(max(0, row), keys=True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What Qt tells

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows sideways, Enter, the two handoff keys; all else as lists do it. Letters are left to the window."""
        self._delegate.by_keys = True
        key, held = event.key(), event.modifiers() & ~_KEYPAD
        step = {_Key.Key_Left: -1, _Key.Key_Right: 1}.get(_Key(key), 0)
        current = self.current_id()
        if step and held == _NONE:
            self.sidewards.emit(step)
        elif step and held == _CTRL:
            if not event.isAutoRepeat() and current is not None:
                self._ask_handoff(step, current)
        elif key in (_Key.Key_Return, _Key.Key_Enter) and held == _NONE:
            if current is not None:
                self.opened.emit(current)
        elif event.text().isprintable() and event.text() and key != _Key.Key_Space and not held & _CTRL:
            event.ignore()
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click is plain when no key is held."""
        self._delegate.by_keys = False
        self._plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == _NONE
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab, the first card takes the keys where none had them."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._delegate.by_keys = True
            if not self.currentIndex().isValid() and self._model.rowCount():
                self.go_to(0, keys=True)
        self.viewport().update()
        self.entered.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the card under the pointer, or of the current one by the menu key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        self.menu_asked.emit(self.chosen(), place)
        event.accept()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Tell the columns what is coming, drag, and tell them that it is over."""
        self.drag_began.emit(self.chosen())
        try:
            super().startDrag(actions)
        finally:
            self.drag_ended.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, or what the column says when there is none."""
        super().paintEvent(event)
        if self._model.rowCount() or not self.empty_words:
            return
        theme = self._paint.theme
        painter = QPainter(self.viewport())
        painter.setFont(theme.font(Letter.SMALL))
        painter.setPen(theme.colour("muted"))
        room = self.viewport().rect().adjusted(Space.BETWEEN, Space.INSIDE, -Space.INSIDE, 0)
        wrap = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(wrap), self.empty_words)
        painter.end()

    # Within

    def _ask_handoff(self, step: int, current: int) -> None:
        if step < 0:
            self.return_asked.emit(current)
            return
        chosen = self.chosen()
        self.hand_on_asked.emit(chosen if current in chosen and len(chosen) > 1 else [current])

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._plain and len(self.selectedIndexes()) == 1:
            self.opened.emit(self._model.card(index.row()).id)
