"""The lines of the delivery book for the table: each question goes to the database, a window at a time."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from sopdesk.services import delivery_views
from sopdesk.services.delivery_views import DeliveryQuestion, DeliveryView
from sopdesk.ui.desk import Desk


class DeliverySource:
    """``Source`` over the book; ``asked`` is what is asked beside the words and the order."""

    def __init__(self, desk: Desk, asked: DeliveryQuestion) -> None:
        self._desk = desk
        self._asked = asked

    def count(self, words: tuple[str, ...]) -> int:
        """How many lines have these words."""
        return delivery_views.count(self._desk.office, replace(self._asked, words=words))

    def window(
        self, words: tuple[str, ...], order: str, backwards: bool, offset: int, limit: int
    ) -> Sequence[DeliveryView]:
        """A few lines from a place on."""
        asked = self._question(words, order, backwards)
        return delivery_views.window(self._desk.office, asked, offset, limit, now=self._desk.now())

    def place_of(self, words: tuple[str, ...], order: str, backwards: bool, identity: Hashable) -> int:
        """The place of a line, or -1."""
        if not isinstance(identity, int):
            return -1
        place = delivery_views.place_of(self._desk.office, self._question(words, order, backwards), identity)
        return -1 if place is None else place

    def _question(self, words: tuple[str, ...], order: str, backwards: bool) -> DeliveryQuestion:
        return replace(self._asked, words=words, order=order, backwards=backwards)
