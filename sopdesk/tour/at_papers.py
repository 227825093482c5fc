"""Nota dinas from the form to its number, blocks that are placed, and papers that are of no single dossier."""

from datetime import datetime

from sopdesk.services import printing
from sopdesk.services.notes import notes
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.tour.album import Album, Unmet, expect
from sopdesk.ui.agenda.notes.page import NotesPage
from sopdesk.ui.agenda.page import NOTES, AgendaPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.main.switchboard import Switchboard
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.note import NoteDialog
from sopdesk.ui.papers.note_number import NoteNumberDialog


def note(hand: Hand, album: Album, page: AgendaPage, desk: Desk) -> None:
    """A nota dinas is filled in, kept as a draft, numbered, and kept as a paper."""
    book = page.show_book(NOTES)
    if not isinstance(book, NotesPage):
        raise Unmet("daftar nota dinas tidak terbuka")
    hand.click(book.new)
    dialog = hand.dialog(NoteDialog)
    hand.write(dialog.fields.subject.paper, "Usulan rapat koordinasi perencanaan triwulan III")
    dialog.draw()
    album.screen(hand, "nota-dinas-isi")
    hand.click(dialog.action)
    hand.no_dialog()
    (row,) = notes(desk.office)
    book.table.view.selectRow(0)
    hand.click(book.number)
    number = hand.dialog(NoteNumberDialog)
    album.screen(hand, "nota-dinas-nomor")
    hand.click(number.action)
    hand.no_dialog()
    (row,) = notes(desk.office)
    expect(row.number.startswith("ND/"), "nota dinas tidak bernomor")
    album.screen(hand, "nota-dinas")
    album.paper(make(desk.office, PaperOrder(printing.NOTA_DINAS, letter=row.id), desk.now()))


def placed(hand: Hand, album: Album, board: Switchboard, dossier: int) -> None:
    """The cap paraf over the letter that is printed already."""
    board.papers.show_order(PaperOrder(printing.CAP_PARAF, dossier))
    dialog = hand.dialog(PaperDialog)
    album.screen(hand, "cap-paraf-letak")
    hand.click(dialog.cancel)
    hand.no_dialog()


def of_the_office(album: Album, board: Switchboard, now: datetime) -> None:
    """The papers that belong to no dossier."""
    album.paper(make(board.desk.office, PaperOrder(printing.PENGGARIS), now))
