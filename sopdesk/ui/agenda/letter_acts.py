"""The use cases of incoming letters and dispositions, as the clerk at the desk does them."""

from datetime import datetime

from sopdesk.services import dispositions, incoming
from sopdesk.services.dispositions import DispositionWish
from sopdesk.services.incoming import IncomingWish
from sopdesk.services.numbering import NumberAnswer
from sopdesk.services.views import RegisterRow
from sopdesk.ui.desk import Changes, Desk

_BOOKS = Changes(registers=True)


class LetterActs:
    """Every method raises Refused or Trouble; what changes the books is told to every screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, wish: IncomingWish) -> NumberAnswer:
        """Enter a letter."""
        answer = incoming.register_incoming(
            self._desk.office, wish, by=self._desk.clerk, now=self._desk.now()
        )
        self._desk.tell(_BOOKS)
        return answer

    def amend(self, line: int, wish: IncomingWish) -> None:
        """Correct a letter's line."""
        incoming.amend_incoming(self._desk.office, line, wish, by=self._desk.clerk, now=self._desk.now())
        self._desk.tell(_BOOKS)

    def known_twice(self, sender: str, ref: str, but: int | None) -> RegisterRow | None:
        """The line of a letter with this sender and number that is there already."""
        return incoming.known_twice(self._desk.office, sender, ref, but=but)

    def give(self, wish: DispositionWish, *, at: datetime) -> None:
        """Record a disposition."""
        dispositions.give(self._desk.office, wish, by=self._desk.clerk, at=at, now=self._desk.now())
        self._desk.tell(_BOOKS)

    def not_needed(self, line: int, reason: str) -> None:
        """Say that a letter needs no disposition."""
        dispositions.not_needed(self._desk.office, line, reason, by=self._desk.clerk, now=self._desk.now())
        self._desk.tell(_BOOKS)

    def withdraw(self, disposition: int, reason: str) -> None:
        """Withdraw a disposition."""
        dispositions.withdraw(
            self._desk.office, disposition, reason, by=self._desk.clerk, now=self._desk.now()
        )
        self._desk.tell(_BOOKS)

    def finish(self, disposition: int, *, done: bool) -> None:
        """Say that a disposition is carried out, or not yet."""
        now = self._desk.now()
        dispositions.finish(self._desk.office, disposition, by=self._desk.clerk, at=now, now=now, done=done)
        self._desk.tell(_BOOKS)
