"""The lines of the book for the table: each question goes to the database, a window at a time."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from sopdesk.services import books
from sopdesk.services.books import BookQuestion
from sopdesk.services.office import Office
from sopdesk.services.views import RegisterRow
from sopdesk.ui.kit.lazy import LazyTableModel


class BookSource:
    """``Source`` over a register; ``asked`` is what is asked beside the words and the order."""

    def __init__(self, office: Office, asked: BookQuestion) -> None:
        self._office = office
        self._asked = asked

    def count(self, words: tuple[str, ...]) -> int:
        """How many lines have these words."""
        return books.count(self._office, replace(self._asked, words=words))

    def window(
        self, words: tuple[str, ...], order: str, backwards: bool, offset: int, limit: int
    ) -> Sequence[RegisterRow]:
        """A few lines from a place on."""
        return books.window(self._office, self._question(words, order, backwards), offset, limit)

    def place_of(self, words: tuple[str, ...], order: str, backwards: bool, identity: Hashable) -> int:
        """The place of a line, or -1."""
        if not isinstance(identity, int):
            return -1
        place = books.place_of(self._office, self._question(words, order, backwards), identity)
        return -1 if place is None else place

    def _question(self, words: tuple[str, ...], order: str, backwards: bool) -> BookQuestion:
        return replace(self._asked, words=words, order=order, backwards=backwards)


class BookModel(LazyTableModel[RegisterRow]):
    """Tells a book in which nothing answers from one in which nothing stands: ``lines`` are those of the year."""

    lines = 0

    @property
    def total(self) -> int:
        """How many lines the year has, whatever is asked."""
        return max(self.lines, super().total)
