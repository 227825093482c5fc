"""A question to a long book as what a table reads from: a window at a time, whatever the number of lines."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from sopdesk.services.books import BookQuestion
from sopdesk.services.delivery_views import DeliveryQuestion
from sopdesk.services.incoming_views import DispositionQuestion

Q = TypeVar("Q", BookQuestion, DeliveryQuestion, DispositionQuestion)
R = TypeVar("R")


class Asked(Generic[Q, R]):
    """``Source`` over the book that ``count``, ``window`` and ``place_of`` read.

    ``question`` gives what is asked beside words and order, anew for each reading: it may hold the time. Without a
    wish the lines stand as ``usual`` says: by that column, and whether backwards.
    """

    def __init__(
        self,
        question: Callable[[], Q],
        count: Callable[[Q], int],
        window: Callable[[Q, int, int], Sequence[R]],
        place_of: Callable[[Q, int], int | None],
        usual: tuple[str, bool] = ("", False),
    ) -> None:
        self._question: Callable[[], Q] = question
        self._count: Callable[[Q], int] = count
        self._window: Callable[[Q, int, int], Sequence[R]] = window
        self._place_of: Callable[[Q, int], int | None] = place_of
        self._usual = usual

    def count(self, words: tuple[str, ...]) -> int:
        """How many lines have these words."""
        return self._count(replace(self._question(), words=words))

    def window(
        self, words: tuple[str, ...], order: str, backwards: bool, offset: int, limit: int
    ) -> Sequence[R]:
        """A few lines from a place on."""
        return self._window(self._ordered(words, order, backwards), offset, limit)

    def place_of(self, words: tuple[str, ...], order: str, backwards: bool, identity: Hashable) -> int:
        """The place of a line, or -1."""
        if not isinstance(identity, int):
            return -1
        found = self._place_of(self._ordered(words, order, backwards), identity)
        return -1 if found is None else found

    def _ordered(self, words: tuple[str, ...], order: str, backwards: bool) -> Q:
        by, turned = (order, backwards) if order else self._usual
        return replace(self._question(), words=words, order=by, backwards=turned)
