"""The tooltip of a card, with the split clock of its dossier: read when the pointer rests on it, for no other card."""

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from sopdesk.ui.board.column import Column
from sopdesk.ui.board.entry import is_open
from sopdesk.ui.board.field import BoardField
from sopdesk.ui.board.words import card_tip
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble


class CardTips(QObject):
    """Answers each column's wish for a tooltip."""

    def __init__(self, desk: Desk, field: BoardField) -> None:
        super().__init__(field)
        self._desk = desk
        self._columns: dict[QObject, Column] = {}
        for column in field.order:
            viewport = column.view.viewport()
            self._columns[viewport] = column
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the tooltip of the card under the pointer."""
        column = self._columns.get(watched)
        if column is not None and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = column.view.indexAt(event.pos())
            if index.isValid():
                where = column.view.visualRect(index)
                QToolTip.showText(event.globalPos(), self.tip(column, index), column.view.viewport(), where)
                return True
        return super().eventFilter(watched, event)

    def tip(self, column: Column, index: QModelIndex) -> str:
        """All that there is to say of a card; without its split clock where that cannot be read now."""
        card, face = column.model.card(index.row()), column.model.face(index.row())
        return card_tip(card, face, self._desk.known, self._spent(card.id) if is_open(card) else ())

    def _spent(self, dossier: int) -> tuple[str, ...]:
        from sopdesk.services.split_clock import split_clock  # late: nobody's pointer rests at the start
        from sopdesk.ui.panel.rung_detail import split_words

        try:
            found = split_clock(self._desk.office, dossier, self._desk.now())
        except (Refused, Trouble):
            return ()
        step, whole = split_words(found.step), split_words(found.whole)
        own = f"Langkah ini: {step[:1].lower()}{step[1:]}"
        return (own,) if step == whole else (own, f"Seluruh berkas: {whole[:1].lower()}{whole[1:]}")
