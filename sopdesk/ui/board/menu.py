"""The menu of a card: everything that can be done with it now, and what can be printed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from sopdesk.domain.sop import Ask
from sopdesk.services.board_views import Deed, Offer
from sopdesk.ui.kit.button import escaped
from sopdesk.ui.kit.resting import Action, TellingMenu
from sopdesk.ui.kit.theme import Theme

if TYPE_CHECKING:
    from sopdesk.services.views import DossierView

_ICONS: dict[Deed, str] = {
    Deed.HAND_ON: "arrow-right",
    Deed.RECEIVE: "inbox",
    Deed.FACTS: "pencil",
    Deed.RETURN: "corner-up-left",
    Deed.SKIP: "chevron-right",
    Deed.HOLD: "pause",
    Deed.RESUME: "play",
    Deed.NUMBER: "book-open",
    Deed.STAMP: "stamp",
    Deed.DISPATCH: "send",
    Deed.RECEIPT: "mail-open",
    Deed.CANCEL: "ban",
    Deed.DEADLINE: "calendar-days",
    Deed.TITLE: "pencil",
    Deed.VOID_NUMBER: "x",
    Deed.UNDO: "undo-2",
    Deed.CORRECT: "undo-2",
}
# These ask for something before they are done, and say so with three dots.
_ASKING = frozenset(Deed) - {Deed.HAND_ON, Deed.RECEIVE, Deed.RESUME, Deed.STAMP, Deed.UNDO}


class CardMenu(QObject):
    """Opens menus; what is chosen leaves as a signal."""

    open_chosen = Signal(int)
    offer_chosen = Signal(int, int, object)
    many_chosen = Signal(object)
    paper_chosen = Signal(int, str, str)

    def __init__(self, theme: Theme, host: QWidget, hindered: "Callable[[DossierView, Offer], str]") -> None:
        super().__init__(host)
        self._theme = theme
        self._hindered = hindered
        self._host = host
        self.menu: QMenu | None = None

    def show_one(self, view: "DossierView", place: QPoint) -> None:
        """The menu of one dossier."""
        from sopdesk.services.printing import (  # late: the board prints nothing by itself
            LEMBAR_KENDALI,
            title_of,
        )

        menu = self._begin()
        dossier = view.card.id
        if view.main is not None:
            action = self._add_offer(menu, view, view.main, "Ctrl+→")
            font = action.font()
            font.setBold(True)
            action.setFont(font)
        for offer in view.others:
            self._add_offer(menu, view, offer, "Ctrl+←" if offer.deed is Deed.RETURN else "")
        menu.addSeparator()
        self._add(menu, "Buka berkas", "folder-open", "Enter").triggered.connect(
            partial(self.open_chosen.emit, dossier)
        )
        menu.addSeparator()
        self._add_paper(menu, dossier, LEMBAR_KENDALI, "Cetak lembar kendali…")
        letter = next((card for card in reversed(view.letters) if card.step), None)
        if letter is not None:
            self._add_paper(menu, dossier, letter.kind, f"Cetak {title_of(letter.kind).lower()}…")
        menu.popup(place)

    def show_many(self, count: int, steps: list[tuple[int, int]], place: QPoint) -> None:
        """The menu of several: they can only be handed on together; ``steps`` is empty where they cannot."""
        menu = self._begin()
        action = self._add(menu, f"Serahkan {count} berkas ke langkah berikut", "arrow-right", "Ctrl+→")
        action.setEnabled(bool(steps))
        action.triggered.connect(partial(self.many_chosen.emit, steps))
        menu.popup(place)

    def _begin(self) -> QMenu:
        menu = TellingMenu(self._host)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Tindakan berkas")
        menu.destroyed.connect(self._on_gone)
        self.menu = menu
        return menu

    def _on_gone(self) -> None:
        self.menu = None

    def _add(self, menu: QMenu, text: str, icon: str, keys: str = "") -> Action:
        # The keys are those of the list, shown here and not heard here.
        action = Action(f"{escaped(text)}\t{keys}" if keys else escaped(text), menu)
        action.setIcon(self._theme.icon(icon, "muted"))
        menu.addAction(action)
        return action

    def _add_offer(self, menu: QMenu, view: "DossierView", offer: Offer, keys: str = "") -> Action:
        asks = offer.deed in _ASKING or any(isinstance(ask, Ask) for ask in offer.asks)
        action = self._add(menu, f"{offer.label}…" if asks else offer.label, _ICONS[offer.deed], keys)
        action.forbid(self._hindered(view, offer))
        action.triggered.connect(partial(self.offer_chosen.emit, view.card.id, view.card.step, offer))
        return action

    def _add_paper(self, menu: QMenu, dossier: int, paper: str, text: str) -> None:
        self._add(menu, text, "printer").triggered.connect(
            partial(self.paper_chosen.emit, dossier, paper, "")
        )
