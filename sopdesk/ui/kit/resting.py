"""Buttons and menu entries that rest while somebody may not use them, whatever the screen says of them."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip

from sopdesk.ui.kit.text import plain_tip

_WHY: Final = "resting"


class Rest:
    """What a button is kept from: ``wanted`` by the screen, ``why`` it rests; an empty reason keeps it from nothing."""

    def __init__(self) -> None:
        self.wanted = True
        self.why = ""

    @property
    def enabled(self) -> bool:
        """Whether it can be pressed."""
        return self.wanted and not self.why


class Action(QAction):
    """A menu entry that can be kept at rest; a ``TellingMenu`` says why."""

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self._rest = Rest()

    def setEnabled(self, enabled: bool) -> None:
        """What the screen wants; it counts while nothing keeps this at rest."""
        self._rest.wanted = enabled
        super().setEnabled(self._rest.enabled)

    def forbid(self, why: str) -> None:
        """Rest for this reason; an empty one ends it."""
        self._rest.why = why
        self.setProperty(_WHY, why)
        super().setEnabled(self._rest.enabled)


class TellingMenu(QMenu):
    """A menu that says why an entry of it rests; of the others it says nothing but their words."""

    def event(self, event: QEvent) -> bool:
        """Tell the reason where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            why = reason_of(self.actionAt(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(why), self)
            return True
        return super().event(event)


def reason_of(action: QAction | None) -> str:
    """Why an entry rests; empty where it does not."""
    why = action.property(_WHY) if action is not None else None
    return why if isinstance(why, str) else ""
