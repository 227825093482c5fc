"""What is under way, kept ready for the queue and the reminders: no minute asks the database."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from sopdesk.services.duties import DutyRow, Standing
from sopdesk.services.queries import cards
from sopdesk.services.today import Stand, stand
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Trouble

_OPEN = frozenset({"running", "held"})
_AGAIN = timedelta(minutes=15)  # after an office that did not answer: each asking may take seconds
_MANY = 50  # dossiers; from there on everything is read as quickly


class Ledger(QObject):
    """Reads everything once, then just what changed; ``changed`` when something did."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._next: datetime | None = None
        self.stand = Stand((), (), (), 0)

    def begin(self) -> None:
        """Read, and follow what changes from now on. Raises Trouble."""
        self._read()
        self._desk.changed.connect(self._on_changed)

    def stop(self) -> None:
        """The office is about to be closed."""
        self._desk.disconnect(self)

    def tick(self, now: datetime) -> None:
        """A minute has gone by: only where a duty has come due meanwhile is anything read."""
        if self._next is not None and now >= self._next:
            self._try()

    def _read(self) -> None:
        now = self._desk.now()
        self.stand = stand(self._desk.office, now)
        self._next = min((row.opens for row in self.stand.duties if _is_ahead(row, now)), default=None)
        self.changed.emit()

    def _try(self) -> None:
        try:
            self._read()
        except Trouble:
            # Whoever wanted the change has told it already; what was read before stands for a while.
            self._next = self._desk.now() + _AGAIN

    def _on_changed(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        if changes.office or not changes.dossiers or len(changes.dossiers) > _MANY:
            if changes.office or not changes.registers:
                self._try()
            return
        try:
            found = {card.id: card for card in cards(self._desk.office, sorted(changes.dossiers))}
        except Trouble:
            return
        if any(card.life not in _OPEN for card in found.values()) or not found.keys() <= self._ids():
            # One that began or ended may be a duty's, or wait for its second sheet.
            self._try()
            return
        self.stand = replace(self.stand, cards=tuple(found.get(card.id, card) for card in self.stand.cards))
        self.changed.emit()

    def _ids(self) -> set[int]:
        return {card.id for card in self.stand.cards}


def _is_ahead(row: DutyRow, now: datetime) -> bool:
    return row.standing is Standing.LATER and row.opens > now
