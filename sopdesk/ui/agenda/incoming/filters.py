"""The row of fields above surat masuk, and the window on the book that they ask for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.dates import day_in
from sopdesk.domain.numbers import INCOMING
from sopdesk.services import books
from sopdesk.services.books import BookQuestion
from sopdesk.services.incoming import WAITING
from sopdesk.services.incoming_views import IncomingRow, incoming_window
from sopdesk.services.office import Office
from sopdesk.ui.agenda.asked import Asked
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.tokens import Space

ALL, UNDISPOSED, UNANSWERED = "", "undisposed", "unanswered"
_SHOWS: Final = (
    (ALL, "Semua surat"),
    (UNDISPOSED, "Belum didisposisi"),
    (UNANSWERED, "Perlu dijawab"),
)


_STANDING: Final = ("issued", "outside", "corrected")


class IncomingFilters(QWidget):
    """``changed`` asks for another source; ``words_changed`` only for other words in the same one."""

    changed = Signal()
    words_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.year = ChoiceField("Tahun", [])
        self.year.combo.setMinimumContentsLength(5)
        self.shows = ChoiceField("Tampilkan", _SHOWS, value=ALL)
        self.words = LineField("Cari dalam buku", placeholder="Nomor, pengirim, isi, catatan …")
        self.words.line.setClearButtonEnabled(True)
        self.first = DateField("Dari tanggal", today=self._day_of_year)
        self.last = DateField("Sampai tanggal", today=self._day_of_year)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSIDE)
        for field, share in (
            (self.year, 2),
            (self.shows, 4),
            (self.words, 7),
            (self.first, 4),
            (self.last, 4),
        ):
            row.addWidget(field, share)
        for field in (self.year, self.shows, self.first, self.last):
            field.edited.connect(self.changed)
        self.words.line.textChanged.connect(self.words_changed)

    def offer(self, years: Sequence[int], year: int) -> None:
        """Offer these years, with that one chosen."""
        self.year.set_choices([(each, str(each)) for each in years], year)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the dates while they ask nothing and there is little room."""
        for field in (self.first, self.last):
            field.setHidden(narrow and field.is_empty())

    def clear(self) -> None:
        """Show every letter of the year."""
        self.shows.set_value(ALL)
        self.first.set_value(None)
        self.last.set_value(None)
        self.words.set_value("")
        self.changed.emit()

    def show_only(self, which: str) -> None:
        """Show all letters, or those that wait for a disposition or an answer."""
        self.shows.set_value(which)
        self.changed.emit()

    def chosen_year(self) -> int:
        """The year chosen; before anything is offered this one."""
        year = self.year.value()
        return year if isinstance(year, int) else self._desk.today().year

    def source(self) -> Asked[BookQuestion, IncomingRow]:
        """What is asked for, as a window on the book, the newest letters first without a wish.

        A date that is still being typed sets no limit.
        """
        asked = self._asked(str(self.shows.value() or ALL))
        first, last = self.first.settled(), self.last.settled()
        question = replace(asked, first=first or asked.first, last=last)
        office = self._desk.office

        def window(found: BookQuestion, offset: int, limit: int) -> Sequence[IncomingRow]:
            return incoming_window(office, found, offset, limit, now=self._desk.now())

        return Asked(
            lambda: question,
            partial(books.count, office),
            window,
            partial(books.place_of, office),
            ("", True),
        )

    def count_of(self, office: Office, which: str) -> int:
        """How many letters wait for a disposition or an answer, whatever else is filtered."""
        return books.count(office, self._asked(which))

    def _asked(self, which: str) -> BookQuestion:
        # What waits, waits over New Year too.
        whole = BookQuestion(INCOMING, year=None if which else self.chosen_year())
        if which == UNDISPOSED:
            return replace(whole, states=_STANDING, disposed=(WAITING,))
        if which == UNANSWERED:
            # What nobody answered for a whole year before this one is history.
            return replace(whole, unanswered=True, first=date(self._desk.today().year - 1, 1, 1))
        return whole

    def _day_of_year(self) -> date:
        """Today, in the year that is shown: a date typed without a year belongs to that book."""
        return day_in(self.chosen_year(), self._desk.today())
