"""What every book of the agenda does: it reads when it is first shown, and again when something of it changed."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.users.gate import Gate


class Book(QWidget):
    """A subclass gives ``_read``, which ends what is stale; ``gate`` keeps its buttons for those who may."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self.gate = Gate(desk, self)
        desk.changed.connect(self.refresh)

    def concerns(self, changes: Changes) -> bool:
        """Whether the book may say something else after these changes."""
        return changes.registers or changes.office or not changes.dossiers

    def refresh(self, changes: Changes) -> None:
        """Read the book anew if it may have changed; while the page is hidden, as soon as it is shown."""
        if self.concerns(changes):
            self._stale = True
            if self.isVisible():
                self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is stale."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        raise AssertionError("a book reads something")
