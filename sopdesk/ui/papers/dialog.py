"""A paper on screen as it will be on paper, with what prints it and what saves it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import Paper, log_print
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.notice import Tone
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.papers.chooser import PrinterDialog, keep_wish, remembered_wish
from sopdesk.ui.papers.layout_dialog import LayoutDialog
from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.placing import PlacingView, sheet_below, start_of
from sopdesk.ui.papers.preview import Preview, enlarge
from sopdesk.ui.papers.printers import Printers, PrintWish, matching, paper_name, portrait
from sopdesk.ui.papers.saver import PdfSaver
from sopdesk.ui.papers.side import PLACES, PaperSide
from sopdesk.ui.papers.spool import spool
from sopdesk.ui.papers.view import Fit
from sopdesk.ui.papers.words import queue_words, spooled_words, wish_words
from sopdesk.ui.papers.work import Tell, Work

_PAUSE_MS = 150  # a number typed figure by figure moves the block once
_SEVERAL = 4  # pages; fewer are in the queue before a sheet could be read


class PaperDialog(Dialog):
    """Shows a paper that is already made; *Cetak* prints it as the last of its kind was printed.

    ``told`` carries a sentence for the window once something was printed or saved.
    """

    told = Signal(str)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        order: PaperOrder,
        paper: Paper,
        remembered: Remembered,
        printers: Printers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(paper.title, parent, action="Cetak", cancel="Tutup", wide=True)
        self._desk = desk
        self._theme = theme
        self._remembered = remembered
        self._printers = printers
        self._order = order
        self._paper = paper
        self._work: Work | None = None
        self._sheet: ProgressSheet | None = None
        placed = order.name in PLACES
        self.preview = Preview(view=PlacingView("Pratinjau") if placed else None)
        self.side = PaperSide(order, paper)
        self._saver = PdfSaver(remembered, self)
        self.save_button = Button("Simpan PDF…", icon="download")
        self.save_button.set_tip("Simpan sebagai file PDF", "Ctrl+S")
        self.save_button.setShortcut("Ctrl+S")
        self.foot.insertWidget(self.foot.count() - 1, self.save_button)
        row = QHBoxLayout()
        row.setSpacing(Space.AROUND)
        row.addWidget(self.preview, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.side.copy_chosen.connect(self._on_copy)
        self.side.place_chosen.connect(self._on_place)
        self.side.stamp_chosen.connect(self._on_stamp)
        self.side.option_chosen.connect(self._on_option)
        self.side.printer_requested.connect(self.choose_printer)
        self.side.layout_requested.connect(self.arrange)
        self._saver.saved.connect(self._on_saved)
        self._saver.failed.connect(self._on_not_saved)
        self.save_button.clicked.connect(self.save)
        self.confirmed.connect(self.print_now)
        self.notice.action_requested.connect(self.save)
        desk.changed.connect(self._on_changed)
        self._show(paper)
        if isinstance(self.preview.view, PlacingView):
            self.preview.view.set_fit(Fit.PAGE)
            self.preview.view.moved.connect(self._on_moved)
            self.preview.view.set_under(sheet_below(desk, order))
        enlarge(self)

    @property
    def paper(self) -> Paper:
        """The paper shown."""
        return self._paper

    @property
    def is_busy(self) -> bool:
        """Whether a print is under way."""
        return self._work is not None

    def refresh(self) -> None:
        """Make the paper anew, e.g. in another copy."""
        try:
            self._show(make(self._desk.office, self._order, self._desk.now()))
        except (Refused, Trouble) as error:
            self.fail(sentence(error))

    def print_now(self) -> None:
        """Print as last time; ask first where there was none, or where that printer or paper is gone."""
        pages = Pages(self._paper.pdf)
        wish = remembered_wish(self._remembered, self._paper.name, pages)
        sheet = portrait(pages.millimetres(0))
        ready = wish.printer and wish.printer in self._printers.names()
        if ready and matching(self._printers, wish.printer, sheet, wish.paper):
            self._print(wish)
        else:
            self.choose_printer()

    def choose_printer(self) -> None:
        """Ask for printer, copies and pages, and print."""
        pages = Pages(self._paper.pdf)
        wish = remembered_wish(self._remembered, self._paper.name, pages)
        asked = PrinterDialog(self._printers, wish, pages, self)
        asked.chosen.connect(self._print)
        asked.pdf_requested.connect(self.save)
        asked.open()

    def save(self) -> None:
        """Ask for a place and write the PDF file there."""
        self._saver.ask(self._paper)

    def arrange(self) -> None:
        """Ask for paper, margins and letters of this kind of paper."""
        LayoutDialog(self._desk, self._paper.name, self).open()

    def done(self, result: int) -> None:
        """Close; a print under way is stopped first."""
        if self._work is not None:
            self._work.end()
            self._end_work()
        super().done(result)

    def _show(self, paper: Paper) -> None:
        self._paper = paper
        self.title.setText(paper.title)
        self.setWindowTitle(paper.title)
        self.preview.show_pdf(paper.pdf)
        self.side.show_paper(paper)
        self._tell_printing()

    def _tell_printing(self) -> None:
        pages = Pages(self._paper.pdf)
        wish = remembered_wish(self._remembered, self._paper.name, pages)
        self.side.say_printing(wish_words(wish, paper_name(pages.millimetres(0))))

    def _print(self, wish: PrintWish) -> None:
        keep_wish(self._remembered, self._paper.name, wish, Pages(self._paper.pdf))
        self._tell_printing()
        self.notice.say("")
        self.action.setEnabled(False)
        paper = self._paper
        self._work = Work(partial(_spool, self._printers, paper, wish), self)
        self._work.ready.connect(partial(self._on_spooled, paper, wish))
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)
        if len(wish.pages) * wish.copies > _SEVERAL:
            self._sheet = ProgressSheet("Mencetak", self, text=paper.title)
            self._work.advanced.connect(self._on_advanced)
            self._sheet.cancelled.connect(self._work.stop)
            self._sheet.open()
        self._work.start()

    def _on_advanced(self, done: int, whole: int) -> None:
        if self._sheet is not None:
            self._sheet.advance(done, whole, f"Halaman {done} dari {whole}")

    def _on_spooled(self, paper: Paper, wish: PrintWish, halted: object) -> None:
        self._end_work()
        try:
            again = self._log(paper, "print", wish.copies)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        words = spooled_words(wish.printer, again)
        self.action.set_text("Cetak lagi")
        self.notice.say(f"{words} {queue_words(halted)}", Tone.WARNING if halted else Tone.GOOD)
        # The button that printed had the keys and lost them while it worked; the next Enter must save no file.
        self.cancel.setFocus()
        self.told.emit(words)

    def _on_failed(self, error: Refused | Trouble) -> None:
        self._end_work()
        self.fail(sentence(error))
        self._offer_pdf(True)

    def _on_stopped(self) -> None:
        self._end_work()
        self.notice.say("Pencetakan dihentikan, tidak ada yang dicetak.", Tone.INFO)

    def _end_work(self) -> None:
        self._offer_pdf(False)
        if self._sheet is not None:
            self._sheet.finish()
            self._sheet = None
        if self._work is not None:
            self._work.deleteLater()
            self._work = None
        self.action.setEnabled(True)

    def _offer_pdf(self, offered: bool) -> None:
        self.notice.action.set_text("Simpan PDF…")
        self.notice.action.setVisible(offered)

    def _on_saved(self, path: Path) -> None:
        self._offer_pdf(False)
        try:
            self._log(self._paper, "pdf", 1)
        except (Refused, Trouble) as error:
            self.fail(sentence(error))
            return
        words = f"PDF disimpan: {path.name}"
        self.notice.say(f"{words}, di folder {path.parent}", Tone.GOOD)
        self.told.emit(f"{words}.")

    def _on_not_saved(self, error: Trouble) -> None:
        self.fail(sentence(error))

    def _log(self, paper: Paper, how: str, copies: int) -> bool:
        dossier = self._order.dossier
        again = log_print(
            self._desk.office,
            paper,
            by=self._desk.clerk,
            now=self._desk.now(),
            ref=dossier,
            how=how,
            copies=copies,
        )
        if dossier is not None:
            self._desk.tell(Changes(dossiers=frozenset({dossier})))
        return again

    def _on_copy(self, copy: str) -> None:
        self._change(replace(self._order, copy=copy, stamped=False))

    def _on_stamp(self, stamped: bool) -> None:
        self._change(replace(self._order, stamped=stamped))

    def _on_option(self, option: str) -> None:
        self._change(replace(self._order, option=option))

    def _change(self, order: PaperOrder) -> None:
        self._order = order
        self.action.set_text("Cetak")
        self.notice.say("")
        self.refresh()

    def _on_place(self, x: float, y: float) -> None:
        self._order = replace(self._order, x=x, y=y)
        self._remembered.keep(f"{self._order.name}.x", str(x))
        self._remembered.keep(f"{self._order.name}.y", str(y))
        self._pause.start()

    def _on_moved(self, dx: float, dy: float) -> None:
        block = self.preview.view.block if isinstance(self.preview.view, PlacingView) else None
        if block is not None:
            told = (self._order.x, self._order.y)
            x, y = (
                round(start_of(at, stands, usual) + way, 1)
                for at, stands, usual, way in zip(
                    told, block, PLACES[self._order.name], (dx, dy), strict=False
                )
            )
            self._on_place(x, y)
            self.side.show_place(x, y)
            self._pause.stop()
            self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if self.is_busy or self._order.is_long:
            return
        every = not (changes.dossiers or changes.registers or changes.office)
        dossier = self._order.dossier
        if every or changes.office or dossier in changes.dossiers or (changes.registers and dossier is None):
            self.refresh()


def _spool(printers: Printers, paper: Paper, wish: PrintWish, tell: Tell) -> bool:
    spool(printers, paper.pdf, paper.title, wish, tell)
    return printers.is_halted(wish.printer)
