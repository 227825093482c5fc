"""What the clerk wishes at the board: handoff by key, by drop or by menu, one card or several."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor

from sopdesk.services.board_views import Card, Deed, DropVerdict
from sopdesk.ui.board.column import Column
from sopdesk.ui.board.drops import hindrance, verdict
from sopdesk.ui.board.field import BoardField
from sopdesk.ui.board.lanes import Lane
from sopdesk.ui.board.menu import CardMenu
from sopdesk.ui.board.tips import CardTips
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.users.gate import deed_hindrance, offer_hindrance

if TYPE_CHECKING:
    from sopdesk.services.views import DossierView


class Wishes(QObject):
    """Turns keys, drops and menus into offers; it does none of them.

    ``offered`` carries dossier, the step that was seen, and the Offer; ``many`` a list of (dossier, step) to hand on
    together; ``refused`` a sentence, or an empty one when the last is no longer true.
    """

    offered = Signal(int, int, object)
    many = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, field: BoardField) -> None:
        super().__init__(field)
        self._desk = desk
        self._field = field
        self._dragged: list[Card] = []
        self._source: Column | None = None
        self._dropped_on: Column | None = None
        self.menu = CardMenu(theme, field, partial(offer_hindrance, desk))
        self.tips = CardTips(desk, field)
        self.menu.offer_chosen.connect(self.offered)
        self.menu.many_chosen.connect(self.many)
        for column in field.order:
            view = column.view
            view.hand_on_asked.connect(self._on_hand_on)
            view.return_asked.connect(self._on_return)
            view.menu_asked.connect(self._on_menu)
            view.drag_began.connect(partial(self._on_drag_began, column))
            view.drag_ended.connect(self._on_drag_ended)
            column.model.dropped.connect(partial(self._on_dropped, column))

    def _cards(self, ids: Collection[int]) -> list[Card]:
        found = ((self._field.column_of(dossier), dossier) for dossier in ids)
        cards = (column.model.find(dossier) for column, dossier in found if column is not None)
        return [card for card in cards if card is not None]

    def _view_of(self, dossier: int) -> "DossierView | None":
        from sopdesk.services.panel import (
            dossier_view,  # late: a dossier is looked at closely only when asked for
        )

        try:
            return dossier_view(self._desk.office, dossier, self._desk.now())
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return None

    def _steps(self, cards: Collection[Card]) -> list[tuple[int, int]]:
        return [(card.id, card.step) for card in cards]

    def _on_hand_on(self, ids: list[int]) -> None:
        cards = self._cards(ids)
        if len(cards) > 1:
            why = hindrance(self._desk.known, cards)
            self.refused.emit(why)
            if not why:
                self.many.emit(self._steps(cards))
            return
        for card in cards:
            view = self._view_of(card.id)
            if view is not None and view.main is not None:
                self.refused.emit("")
                self.offered.emit(card.id, card.step, view.main)
            elif view is not None:
                self.refused.emit("Tidak ada lagi yang perlu dilakukan pada berkas ini.")

    def _on_return(self, dossier: int) -> None:
        view = self._view_of(dossier)
        if view is None:
            return
        offer = next((o for o in view.others if o.deed is Deed.RETURN), None)
        if offer is None:
            self.refused.emit("Berkas ini tidak dapat dikembalikan dari langkah sekarang.")
            return
        self.refused.emit("")
        for card in self._cards([dossier]):
            self.offered.emit(dossier, card.step, offer)

    def _on_menu(self, ids: list[int], place: QPoint) -> None:
        if len(ids) > 1:
            cards = self._cards(ids)
            possible = not hindrance(self._desk.known, cards)
            self.menu.show_many(len(cards), self._steps(cards) if possible else [], place)
            return
        view = self._view_of(ids[0]) if ids else None
        if view is not None:
            self.menu.show_one(view, place)

    def _verdict(self, cards: Sequence[Card], lane: Lane) -> DropVerdict:
        """What a drop would do; nothing where the clerk may not log at the desk that a card lies at."""
        found = verdict(self._desk.known, cards, lane)
        if found.offer is None:
            return found
        each = (deed_hindrance(self._desk, found.offer.deed, card.desk) for card in cards)
        why = next(filter(None, each), "")
        return DropVerdict(None, why) if why else found

    def _on_drag_began(self, source: Column, ids: list[int]) -> None:
        self._dragged = self._cards(ids)
        self._source, self._dropped_on = source, None
        for column in self._field.order:
            if column is not source:
                column.announce(self._verdict(self._dragged, column.lane))

    def _on_dropped(self, column: Column, _ids: list[int]) -> None:
        self._dropped_on = column

    def _on_drag_ended(self) -> None:
        # Asked only now: within the drop the pointer still belongs to the drag.
        self._field.end_drag()
        column, cards = self._dropped_on, self._dragged
        self._dropped_on, self._dragged = None, []
        if column is None:
            # What is not taken is never dropped: only the pointer tells where it was let go.
            wrong = self._field.column_at(QCursor.pos())
            if wrong is not None and wrong is not self._source and cards:
                why = self._verdict(cards, wrong.lane)
                self.refused.emit("" if why.offer else f"Berkas tidak dipindahkan. {why.words}")
            return
        offer = self._verdict(cards, column.lane).offer
        if offer is None:
            return
        self.refused.emit("")
        if len(cards) > 1:
            self.many.emit(self._steps(cards))
        else:
            self.offered.emit(cards[0].id, cards[0].step, offer)
