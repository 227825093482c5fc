"""The one place that opens papers, letters and numbers for the rest of the window.

The dialogs are loaded when the first of them is opened: Qt's printing is no part of the start.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sopdesk.services.orders import PaperOrder
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme

if TYPE_CHECKING:
    from sopdesk.services.paper import Paper
    from sopdesk.ui.kit.progress import ProgressSheet
    from sopdesk.ui.papers.printers import Printers
    from sopdesk.ui.papers.work import Tell, Work

_FILE = "cetak.json"


class PrintDesk(QObject):
    """Opens the dialogs of papers over ``host``.

    ``done`` carries a sentence once something was printed, saved or numbered, ``refused`` one that says why
    nothing could be shown. What is remembered of printers is kept in the data folder, unless ``remembered``
    says where.
    """

    done = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        host: QWidget,
        *,
        remembered: Remembered | None = None,
        printers: "Printers | None" = None,
    ) -> None:
        super().__init__(host)
        self._desk = desk
        self._theme = theme
        self._host = host
        self._remembered = remembered or Remembered(desk.office.folder / _FILE)
        self._printers = printers
        self._work: Work | None = None
        host.destroyed.connect(self._forget)

    def show(
        self,
        dossier: int | None,
        paper_name: str,
        copy: str = "",
        *,
        sending: int | None = None,
        year: int | None = None,
        month: int | None = None,
    ) -> None:
        """Show a paper: one of ``paper_orders.MAKERS``, of a dossier or of the office."""
        self.show_order(PaperOrder(paper_name, dossier, copy, sending, year, month))

    def show_order(self, order: PaperOrder) -> None:
        """Show the paper that the order names; a long one is made beside the window."""
        order = self._placed(order)
        if order.is_long:
            self._make_long(order)
            return
        try:
            paper = _made(self._desk, order)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        self._open(order, paper)

    def fill_letter(self, dossier: int, sending: int | None = None) -> None:
        """Open the form of a dossier's letter."""
        from sopdesk.ui.papers.letter import LetterDialog

        try:
            asked = LetterDialog(self._desk, self._theme, dossier, sending, self._host)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        asked.saved.connect(self.done)
        asked.open()

    def fill_note(self, dossier: int | None = None, letter: int | None = None) -> None:
        """Open the form of a nota dinas: a new one, also beside a dossier, or the one with that id."""
        from sopdesk.ui.papers.note import NoteDialog

        try:
            asked = NoteDialog(self._desk, letter, dossier, self._host)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        asked.saved.connect(self.done)
        asked.open()

    def issue(self, dossier: int | None = None, step: int | None = None) -> None:
        """Open *Terbitkan*: the number of a dossier's letter, or of a letter of its own."""
        from sopdesk.ui.papers.issue import IssueDialog

        try:
            asked = IssueDialog(self._desk, self._theme, dossier, step, self._host)
        except (Refused, Trouble) as error:
            self.refused.emit(sentence(error))
            return
        asked.told.connect(self.done)
        asked.paper_requested.connect(self.show)
        asked.open()

    def _open(self, order: PaperOrder, paper: object) -> None:
        from sopdesk.services.paper import Paper
        from sopdesk.ui.papers.dialog import PaperDialog
        from sopdesk.ui.papers.printers import Printers

        assert isinstance(paper, Paper)
        self._printers = self._printers or Printers()
        dialog = PaperDialog(
            self._desk, self._theme, order, paper, self._remembered, self._printers, self._host
        )
        dialog.told.connect(self.done)
        dialog.open()

    def _placed(self, order: PaperOrder) -> PaperOrder:
        if order.x is not None or order.y is not None:
            return order
        x, y = (self._remembered.text(f"{order.name}.{side}") for side in ("x", "y"))
        try:
            return replace(order, x=float(x), y=float(y))
        except ValueError:
            return order

    def _make_long(self, order: PaperOrder) -> None:
        from sopdesk.services.paper import title_of
        from sopdesk.ui.kit.progress import ProgressSheet
        from sopdesk.ui.papers.work import Work

        if self._work is not None:
            return
        sheet = ProgressSheet(f"Menyiapkan {title_of(order.name).lower()}", self._host)
        self._work = Work(partial(_make, self._desk, order), self)
        self._work.advanced.connect(sheet.advance)
        self._work.ready.connect(partial(self._on_made, sheet, order))
        self._work.failed.connect(partial(self._on_not_made, sheet))
        self._work.stopped.connect(partial(self._end_work, sheet))
        sheet.cancelled.connect(self._work.stop)
        sheet.open()
        self._work.start()

    def _on_made(self, sheet: "ProgressSheet", order: PaperOrder, paper: object) -> None:
        self._end_work(sheet)
        self._open(order, paper)

    def _on_not_made(self, sheet: "ProgressSheet", error: Refused | Trouble) -> None:
        self._end_work(sheet)
        self.refused.emit(sentence(error))

    def _end_work(self, sheet: "ProgressSheet") -> None:
        sheet.finish()
        if self._work is not None:
            self._work.deleteLater()
            self._work = None

    def _forget(self) -> None:
        if self._work is not None:
            self._work.end()
            self._work = None


def _make(desk: Desk, order: PaperOrder, tell: "Tell") -> "Paper":
    return _made(desk, order, tell)


def _made(desk: Desk, order: PaperOrder, tell: "Tell | None" = None) -> "Paper":
    from sopdesk.services.paper_orders import make  # late: it knows every paper, and the start needs none

    return make(desk.office, order, desk.now(), tell)
