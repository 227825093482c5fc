"""What is done with a register's whole year: its numbers are accounted for, it is closed, its minutes are printed."""

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.orders import PaperOrder
from sopdesk.ui.agenda.integrity import BOOKS, CloseYearDialog, IntegrityDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Trouble, sentence
from sopdesk.ui.kit.remembered import Remembered

_MINUTES: Final = "berita-acara"


class YearDeeds(QObject):
    """``year`` is set by the page once it has read its book.

    ``told`` carries what was done, ``failed`` why it could not be begun, ``paper_requested`` a ``PaperOrder``.
    """

    told = Signal(str)
    failed = Signal(str)
    paper_requested = Signal(object)

    def __init__(self, desk: Desk, register: str, host: QWidget, remembered: Remembered | None) -> None:
        super().__init__(host)
        self._desk = desk
        self._register = register
        self._host = host
        self._remembered = remembered
        self.year = 0

    def show_check(self) -> None:
        """Why the year has the numbers it has."""
        try:
            dialog = IntegrityDialog(self._desk, self._register, self.year, self._remembered, self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.close_requested.connect(self.show_close)
        dialog.minutes_requested.connect(self.print_minutes)
        dialog.open()

    def show_close(self) -> None:
        """Close the year, or say why it cannot be."""
        try:
            dialog = CloseYearDialog(self._desk, self._register, self.year, self._host)
        except Trouble as error:
            self.failed.emit(sentence(error))
            return
        dialog.closed.connect(self._on_closed)
        dialog.open()

    def print_minutes(self) -> None:
        """The Berita Acara of the year."""
        self.paper_requested.emit(PaperOrder(_MINUTES, year=self.year, option=self._register))

    def _on_closed(self, year: int) -> None:
        self.told.emit(f"Buku agenda {BOOKS[self._register]} {year} ditutup.")
        self.print_minutes()
