"""The books of incoming letters: one is entered, passed on, and its papers are printed."""

from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.tour.album import Album, Unmet, expect
from sopdesk.ui.agenda.dispositions.page import DispositionsPage
from sopdesk.ui.agenda.incoming.dispose import DisposeDialog
from sopdesk.ui.agenda.incoming.entry import IncomingDialog
from sopdesk.ui.agenda.incoming.page import IncomingPage
from sopdesk.ui.agenda.page import DISPOSITIONS, INCOMING, AgendaPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.main.hand import Hand

_SUBJECT = "Permintaan data pelaksanaan kegiatan triwulan berjalan"


def incoming_letters(hand: Hand, album: Album, agenda: AgendaPage, desk: Desk) -> None:
    """Enter a letter as a clerk does, record its disposition, look at both books, print each paper."""
    page = agenda.show_book(INCOMING)
    if not isinstance(page, IncomingPage):
        raise Unmet("buku surat masuk tidak terbuka")
    before = page.table.model.rowCount()
    expect(before, "buku surat masuk tidak berisi")
    album.screen(hand, "surat-masuk")
    hand.click(page.head.enter)
    entry = hand.dialog(IncomingDialog)
    hand.write(entry.fields.party.line, "BAPPEDA")
    hand.write(entry.fields.ref.line, "000.7/45/BAPPEDA")
    hand.write(entry.fields.subject.paper, _SUBJECT)
    album.screen(hand, "surat-masuk-baru")
    hand.click(entry.action)
    hand.no_dialog()
    row = page.table.current()
    if row is None or row.subject != _SUBJECT:
        raise Unmet("surat masuk yang baru tidak terpilih di buku")
    expect(page.table.model.rowCount() == before + 1, "surat masuk tidak bertambah satu")
    hand.click(page.pane.dispose)
    asked = hand.dialog(DisposeDialog)
    hand.click(asked.to.ticks[0])
    hand.click(asked.told.ticks[1])
    album.screen(hand, "disposisi-baru")
    hand.click(asked.action)
    hand.no_dialog()
    expect(len(page.pane.boxes) == 1, "disposisi tidak tampil pada suratnya")
    album.screen(hand, "surat-masuk-rincian")
    listed = agenda.show_book(DISPOSITIONS)
    expect(isinstance(listed, DispositionsPage) and listed.table.model.rowCount(), "daftar disposisi kosong")
    album.screen(hand, "disposisi")
    _papers(album, desk, row.id, row.year)


def _papers(album: Album, desk: Desk, line: int, year: int) -> None:
    for order in (
        PaperOrder("disposisi", ids=(line,)),
        PaperOrder("tanda-terima", ids=(line,)),
        PaperOrder("cap-agenda", line=line),
        PaperOrder("agenda-masuk", year=year),
    ):
        album.paper(make(desk.office, order, desk.now()))
