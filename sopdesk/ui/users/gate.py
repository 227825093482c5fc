"""Who may use what, on screens: what the one at the desk may not do rests, and its tooltip says who may.

The use cases refuse all the same; this only spares a form that would be filled in for nothing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Desk as Place
from sopdesk.services.board_views import Deed, Offer
from sopdesk.services.rights import may, refusal
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.resting import Action

if TYPE_CHECKING:
    from sopdesk.services.views import DossierView

_OF_DEED = {
    Deed.NUMBER: Right.NUMBERS,
    Deed.VOID_NUMBER: Right.NUMBERS,
    Deed.STAMP: Right.STAMP,
    Deed.DISPATCH: Right.DISPATCH,
    Deed.RECEIPT: Right.DISPATCH,
    Deed.CORRECT: Right.CORRECT_OTHERS,
}
_AT_NO_DESK = frozenset({Deed.UNDO})  # taking back moves the papers away from a desk


def hindrance(desk: Desk, right: Right, place: Place | None = None) -> str:
    """Why the one at the desk may not, as a sentence that says who may; empty where nothing is in the way."""
    known, now = desk.known, desk.now()
    if may(known, desk.clerk, right, now=now, desk=place):
        return ""
    return sentence(refusal(known, right, now=now, desk=place))


def offer_hindrance(desk: Desk, view: "DossierView", offer: Offer) -> str:
    """The same for what is offered of a dossier; taking back one's own entry is no correcting of others."""
    newest = next((row for row in view.log if row.seq == view.newest), None)
    own = newest is not None and newest.by == desk.clerk
    return deed_hindrance(desk, offer.deed, view.card.desk, own=own)


def deed_hindrance(desk: Desk, deed: Deed, place: Place, *, own: bool = False) -> str:
    """The same for a deed on a dossier that lies at ``place``; ``own``: the newest entry is the clerk's own."""
    right = _OF_DEED.get(deed, Right.LOG)
    if deed in _AT_NO_DESK or (deed is Deed.CORRECT and own):
        return hindrance(desk, Right.LOG)
    return hindrance(desk, right, place if right is Right.LOG else None)


class Gate(QObject):
    """Keeps buttons and menu entries at rest; it looks again when somebody else comes to the desk."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: list[tuple[Right, Button | Action]] = []
        desk.clerk_changed.connect(self._on_clerk)
        desk.changed.connect(self._on_changed)

    def keep(self, right: Right, *parts: Button | Action) -> None:
        """These are for who has the right."""
        why = hindrance(self._desk, right)
        for part in parts:
            self._kept.append((right, part))
            part.forbid(why)

    def renew(self) -> None:
        """Look again who may use what."""
        told: dict[Right, str] = {}
        for right, part in self._kept:
            if right not in told:
                told[right] = hindrance(self._desk, right)
            part.forbid(told[right])

    def _on_clerk(self, _name: str) -> None:
        self.renew()

    def _on_changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.office:
            self.renew()
