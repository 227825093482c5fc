"""The screens of the window as they stand in the sample office, light and dark, small and large."""

from sopdesk.services import queries
from sopdesk.tour.album import HEIGHT, WIDTH, Album, Unmet, expect
from sopdesk.tour.at_backup import backup
from sopdesk.tour.at_calendar import calendar
from sopdesk.tour.at_deliveries import deliveries, folder
from sopdesk.tour.at_imports import old_book
from sopdesk.tour.at_numbers import numbers
from sopdesk.tour.at_papers import note, placed
from sopdesk.tour.at_scans import pile
from sopdesk.tour.at_users import pins
from sopdesk.tour.letters import incoming_letters
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.agenda.page import OUTGOING, AgendaPage
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.main.switchboard import AGENDA, BOARD, REPORTS, SETTINGS, WELCOME, Switchboard
from sopdesk.ui.panel.panel import FACTS, LADDER, LETTERS, LOG
from sopdesk.ui.reports.page import ReportsPage
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.sops.page import SopPage
from sopdesk.ui.today.desk import TODAY
from sopdesk.ui.today.page import TodayPage
from sopdesk.ui.welcome.clerk import ClerkDialog
from sopdesk.ui.welcome.page import WelcomePage

_SOP = "lakip"
_PAUSE = 350  # milliseconds, after which a preview of the settings is drawn


def welcome(hand: Hand, album: Album) -> None:
    """The first start: the two ways, and the guide's first page."""
    page = hand.page(WELCOME, WelcomePage)
    album.screen(hand, "mulai")
    hand.click(page.begin)
    album.screen(hand, "panduan-awal")


def sign_in(hand: Hand, album: Album, board: Switchboard) -> None:
    """Say who is at the desk."""
    dialog = hand.dialog(ClerkDialog)
    album.screen(hand, "petugas")
    hand.click(dialog.buttons[0])
    hand.no_dialog()
    expect(board.desk.clerk, "petugas tidak masuk")


def around(hand: Hand, album: Album, board: Switchboard) -> None:
    """Every page once, in light colours."""
    shown = queries.board(board.desk.office, board.desk.now())
    cards = [card for column in shown.columns.values() for card in column]
    page = hand.page(BOARD, BoardPage)
    on_board = sum(c.model.total for c in page.field.order if c.lane is not None)
    expect(on_board == len(cards), f"papan menampilkan {on_board} dari {len(cards)} berkas")
    album.screen(hand, "papan")
    _panel(hand, album, board, next(c.id for c in cards if c.round > 1))
    hand.click(hand.shell.header.today)
    expect(hand.page(TODAY, TodayPage).lines, "antrean hari ini kosong")
    album.screen(hand, "hari-ini")
    _go(hand, BOARD)
    pile(hand, album, cards)
    _sop(hand, album)
    folder(hand, album, board)
    _agenda(hand, album, board)
    _reports(hand, album)
    _settings(hand, album, board)
    _go(hand, BOARD)


def looks(hand: Hand, album: Album) -> None:
    """Dark colours, and letters of 150 percent."""
    hand.look(dark=True)
    album.screen(hand, "papan-gelap")
    _go(hand, _SOP)
    album.screen(hand, "sop-gelap")
    _go(hand, TODAY)
    album.screen(hand, "hari-ini-gelap")
    _go(hand, AGENDA)
    album.screen(hand, "agenda-gelap")
    _go(hand, REPORTS)
    album.screen(hand, "laporan-gelap")
    _go(hand, BOARD)
    hand.look(scale=150)
    hand.resize(WIDTH, HEIGHT)
    album.screen(hand, "papan-150")
    _go(hand, _SOP)
    album.screen(hand, "sop-150")
    _go(hand, TODAY)
    album.screen(hand, "hari-ini-150")
    _go(hand, REPORTS)
    album.screen(hand, "laporan-150")
    _go(hand, BOARD)
    hand.look()
    hand.resize(WIDTH, HEIGHT)


def _panel(hand: Hand, album: Album, board: Switchboard, dossier: int) -> None:
    board.open_dossier(dossier)
    panel = board.panel
    if panel is None:
        raise Unmet("panel berkas tidak terbuka")
    for place, name in {LADDER: "langkah", LOG: "catatan", LETTERS: "surat", FACTS: "data"}.items():
        hand.tab(panel.tabs, place)
        album.screen(hand, f"berkas-{name}")
    placed(hand, album, board, dossier)
    hand.tab(panel.tabs, LADDER)
    hand.click(panel.close_button)


def _sop(hand: Hand, album: Album) -> None:
    _go(hand, _SOP)
    page = hand.page(_SOP, SopPage)
    for place, section in enumerate(page.sections):
        hand.tab(page.bar, place)
        album.screen(hand, f"sop-{section}")
    hand.tab(page.bar, 0)


def _agenda(hand: Hand, album: Album, board: Switchboard) -> None:
    _go(hand, AGENDA)
    page = hand.page(AGENDA, AgendaPage)
    incoming_letters(hand, album, page, board.desk)
    book = page.show_book(OUTGOING)
    if not isinstance(book, OutgoingPage) or not book.sums.text():
        raise Unmet("agenda tidak berisi")
    album.screen(hand, "agenda")
    numbers(hand, album, book, board.desk)
    note(hand, album, page, board.desk)
    deliveries(hand, album, page)
    old_book(hand, album, page)


def _reports(hand: Hand, album: Album) -> None:
    _go(hand, REPORTS)
    page = hand.page(REPORTS, ReportsPage)
    for place in range(page.list.count()):
        page.list.setCurrentRow(place)
        hand.wait(_PAUSE)
        words = page.list.item(place).text()
        expect(page.told.text(), f"laporan {words} tidak berkata apa-apa")
        album.screen(hand, f"laporan-{words.lower().replace(' ', '-')}")
    page.list.setCurrentRow(0)
    table = page.sheet.table
    expect(table is not None and table.model.rowCount(), "laporan kepatuhan kosong")
    if table is not None:
        table.view.selectRow(0)
        hand.click(page.sheet.look)
        expect(page.sheet.behind.model.rowCount(), "tidak ada berkas di balik angka")
        album.screen(hand, "laporan-berkas")
        hand.click(page.sheet.back)


def _settings(hand: Hand, album: Album, board: Switchboard) -> None:
    _go(hand, SETTINGS)
    page = hand.page(SETTINGS, SettingsPage)
    for place in range(page.list.count()):
        page.list.setCurrentRow(place)
        hand.wait(_PAUSE)
        words = page.list.item(place).text()
        album.screen(hand, f"pengaturan-{words.lower().replace(' ', '-')}")
    calendar(hand, album, page, board.desk)
    backup(hand, album, page, board.desk, board.desk.now())
    pins(hand, album, page, board)
    page.list.setCurrentRow(0)


def _go(hand: Hand, key: str) -> None:
    tabs = hand.shell.tabs
    hand.tab(tabs, tabs.keys.index(key))
    expect(tabs.current == key, f"tab {key} tidak terbuka")
