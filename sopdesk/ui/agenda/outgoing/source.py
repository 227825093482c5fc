"""The lines of the book for the table: each question goes to the database, a window at a time."""

from functools import partial

from sopdesk.services import books
from sopdesk.services.books import BookQuestion
from sopdesk.services.office import Office
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.asked import Asked
from sopdesk.ui.kit.lazy import LazyTableModel


def book_source(
    office: Office, asked: BookQuestion, usual: tuple[str, bool] = ("", False)
) -> Asked[BookQuestion, RegisterRow]:
    """The lines of a register; ``usual`` is their order without a wish."""
    return Asked(
        lambda: asked,
        partial(books.count, office),
        partial(books.window, office),
        partial(books.place_of, office),
        usual,
    )


class BookModel(LazyTableModel[RegisterRow]):
    """Tells a book in which nothing answers from one in which nothing stands: ``lines`` are those of the year."""

    lines = 0

    @property
    def total(self) -> int:
        """How many lines the year has, whatever is asked."""
        return max(self.lines, super().total)
