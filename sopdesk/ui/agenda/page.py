"""The Agenda tab: the books of Bagian Umum side by side, each built when it is first looked at."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sopdesk.domain import numbers
from sopdesk.ui.agenda.deliveries.page import DeliveriesPage
from sopdesk.ui.agenda.dispositions.page import DispositionsPage
from sopdesk.ui.agenda.incoming.page import IncomingPage
from sopdesk.ui.agenda.notes.page import NotesPage
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.imports.button import ImportButton
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.text import hairline
from sopdesk.ui.kit.theme import Theme, on_surface
from sopdesk.ui.kit.tokens import Space

INCOMING: Final = "masuk"
OUTGOING: Final = "keluar"
DISPOSITIONS: Final = "disposisi"
DELIVERIES: Final = "ekspedisi"
NOTES: Final = "nota-dinas"
_LAST = "agenda.buku"


class AgendaPage(QWidget):
    """A bar of books over the book that is open.

    ``paper_requested`` carries a ``PaperOrder``; ``number_requested`` asks for *Ambil nomor*, ``start_requested`` for
    a dossier that deals with the letter of that line. A book has the same signals as far as it needs them, and
    listens to the desk by itself.
    """

    dossier_opened = Signal(int)
    paper_requested = Signal(object)
    number_requested = Signal()
    start_requested = Signal(int)
    done = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, remembered: Remembered | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._remembered = remembered
        self._books: dict[str, QWidget] = {}
        self._makers: dict[str, tuple[str, Callable[[], QWidget]]] = {
            INCOMING: ("Surat masuk", self._incoming),
            OUTGOING: ("Surat keluar", self._outgoing),
            DISPOSITIONS: ("Disposisi", self._dispositions),
            DELIVERIES: ("Ekspedisi", self._deliveries),
            NOTES: ("Nota dinas", self._notes),
        }
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName("Buku agenda")
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for title, _build in self._makers.values():
            self.bar.addTab(title)
        self.old_books = ImportButton(desk, remembered)
        self.old_books.done.connect(self.done)
        self._stack = QStackedWidget()
        self._lay_out()
        self.bar.currentChanged.connect(self._on_book)
        keys = list(self._makers)
        last = remembered.text(_LAST) if remembered is not None else ""
        self.show_book(last if last in keys else keys[0])

    @property
    def keys(self) -> tuple[str, ...]:
        """The books, from left to right."""
        return tuple(self._makers)

    @property
    def shown(self) -> str:
        """The book that is open."""
        return self.keys[self.bar.currentIndex()]

    def book(self, key: str) -> QWidget:
        """The book ``key``, built if it was not yet."""
        if key not in self._books:
            self._books[key] = self._makers[key][1]()
            self._stack.addWidget(self._books[key])
        return self._books[key]

    def show_book(self, key: str) -> QWidget:
        """Open a book and give it."""
        place = list(self._makers).index(key)
        if self.bar.currentIndex() != place:
            self.bar.setCurrentIndex(place)
        self._on_book(place)
        return self.book(key)

    def _lay_out(self) -> None:
        head = QWidget()
        on_surface(head)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(Space.AROUND, Space.WITHIN, Space.AROUND, 0)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.old_books)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    def _on_book(self, place: int) -> None:
        key = list(self._makers)[place]
        self._stack.setCurrentWidget(self.book(key))
        self.old_books.register = numbers.INCOMING if key in (INCOMING, DISPOSITIONS) else numbers.OUTGOING
        if self._remembered is not None:
            self._remembered.keep(_LAST, key)

    def _notes(self) -> QWidget:
        book = NotesPage(self._desk, self._theme, self._remembered)
        book.dossier_opened.connect(self.dossier_opened)
        book.paper_requested.connect(self.paper_requested)
        book.done.connect(self.done)
        return book

    def show_letter(self, line: int) -> None:
        """Open the book of incoming letters at a letter."""
        book = self.show_book(INCOMING)
        if isinstance(book, IncomingPage):
            book.show_line(line)

    def _incoming(self) -> QWidget:
        book = IncomingPage(self._desk, self._theme, self._remembered)
        book.dossier_opened.connect(self.dossier_opened)
        book.paper_requested.connect(self.paper_requested)
        book.start_requested.connect(self.start_requested)
        book.done.connect(self.done)
        return book

    def _dispositions(self) -> QWidget:
        book = DispositionsPage(self._desk, self._theme, self._remembered)
        book.letter_opened.connect(self.show_letter)
        book.dossier_opened.connect(self.dossier_opened)
        book.paper_requested.connect(self.paper_requested)
        book.start_requested.connect(self.start_requested)
        book.done.connect(self.done)
        return book

    def _outgoing(self) -> QWidget:
        book = OutgoingPage(self._desk, self._theme, self._remembered)
        book.dossier_opened.connect(self.dossier_opened)
        book.paper_requested.connect(self.paper_requested)
        book.number_requested.connect(self.number_requested)
        book.done.connect(self.done)
        return book

    def _deliveries(self) -> QWidget:
        book = DeliveriesPage(self._desk, self._theme, self._remembered)
        book.dossier_opened.connect(self.dossier_opened)
        book.paper_requested.connect(self.paper_requested)
        book.done.connect(self.done)
        return book
