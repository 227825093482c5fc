"""The delivery book, a letter sent without a dossier, its receipt, and the Camat's signing folder."""

from datetime import datetime

from sopdesk.services import delivery_views
from sopdesk.services.delivery_papers import AMPLOP, EKSPEDISI, LABEL, MAP_CAMAT, OF_DELIVERIES, TANDA_TERIMA
from sopdesk.services.delivery_views import DeliveryQuestion
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.tour.album import Album, Unmet, expect
from sopdesk.ui.agenda.deliveries.page import DeliveriesPage
from sopdesk.ui.agenda.deliveries.receipt import ReceiveDialog
from sopdesk.ui.agenda.deliveries.send import SendDialog
from sopdesk.ui.agenda.page import DELIVERIES, AgendaPage
from sopdesk.ui.deeds.folder import FolderDialog
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.main.switchboard import Switchboard

_SHEETS = 8


def deliveries(hand: Hand, album: Album, page: AgendaPage) -> None:
    """The book as it stands, and the dialogs over it."""
    book = page.show_book(DELIVERIES)
    if not isinstance(book, DeliveriesPage):
        raise Unmet("buku ekspedisi tidak terbuka")
    hand.rest()
    expect(book.table.model.rowCount() > 0, "buku ekspedisi kosong")
    album.screen(hand, "ekspedisi")
    hand.click(book.send)
    send = hand.dialog(SendDialog)
    album.screen(hand, "ekspedisi-kirim")
    hand.click(send.cancel)
    hand.no_dialog()
    hand.click(book.filters.out)
    if book.table.model.rowCount():
        book.table.view.selectRow(0)
        hand.click(book.take)
        receive = hand.dialog(ReceiveDialog)
        album.screen(hand, "ekspedisi-lembar-2")
        hand.click(receive.cancel)
        hand.no_dialog()
    hand.click(book.filters.out)


def folder(hand: Hand, album: Album, board: Switchboard) -> None:
    """What waits for the Camat."""
    board.deeds.open_folder()
    dialog = hand.dialog(FolderDialog)
    album.screen(hand, "map-camat")
    hand.click(dialog.cancel)
    hand.no_dialog()


def papers(album: Album, board: Switchboard, now: datetime) -> None:
    """The papers of deliveries, and the list on the signing folder."""
    office = board.desk.office
    lines = delivery_views.window(office, DeliveryQuestion(year=now.year), 0, _SHEETS, now=now)
    ids = tuple(line.id for line in lines)
    expect(ids, "tidak ada yang dikirim tahun ini")
    for order in (
        PaperOrder(EKSPEDISI, year=now.year),
        PaperOrder(TANDA_TERIMA, ids=ids[:2], option=OF_DELIVERIES),
        PaperOrder(AMPLOP, ids=ids[:1], option="c5"),
        PaperOrder(LABEL, ids=ids),
        PaperOrder(MAP_CAMAT),
    ):
        album.paper(make(office, order, now))
