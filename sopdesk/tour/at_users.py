"""PINs in the sample office: set, asked for, and switched off again."""

from sopdesk.domain.rights import User
from sopdesk.tour.album import Album, expect
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.main.switchboard import Switchboard
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.settings.clerks import ClerksSection
from sopdesk.ui.settings.page import CLERKS, SettingsPage
from sopdesk.ui.users.dialogs import CodeDialog, PinDialog, UserDialog

_PIN = "2580"


def pins(hand: Hand, album: Album, page: SettingsPage, board: Switchboard) -> None:
    """The roles of a user, a PIN, the recovery code with its sheet, and the lock page."""
    page.show_section(CLERKS)
    section = page.section(CLERKS)
    if not isinstance(section, ClerksSection):
        return
    section.table.select(board.desk.clerk)
    hand.click(section.change)
    roles = hand.dialog(UserDialog)
    album.screen(hand, "petugas-peran")
    hand.click(roles.cancel)
    hand.click(section.pin)
    pin = hand.dialog(PinDialog)
    hand.write(pin.first.line, _PIN)
    hand.write(pin.again.line, _PIN)
    album.screen(hand, "petugas-pin")
    hand.click(pin.action)
    hand.no_dialog()
    hand.click(section.pins)
    expect(_mine(section, board).has_pin and section.user_acts.pins.on, "PIN tidak dinyalakan")
    hand.click(section.code)
    code = hand.dialog(CodeDialog)
    album.screen(hand, "petugas-kode-pemulihan")
    hand.click(code.action)
    paper = hand.dialog(PaperDialog)
    album.screen(hand, "cetak-kode-pemulihan")
    hand.click(paper.cancel)
    hand.no_dialog()
    board.pick_clerk()
    lock = board.entry.guard.page
    expect(lock is not None, "layar tidak terkunci")
    if lock is None:
        return
    album.screen(hand, "terkunci")
    for figure in _PIN:
        hand.click(lock.pad.keys[figure])
    hand.click(lock.enter)
    expect(not board.entry.guard.locked, "PIN tidak membuka layar")
    hand.click(section.pins)
    expect(not section.user_acts.pins.on, "PIN tidak dimatikan")


def _mine(section: ClerksSection, board: Switchboard) -> User:
    return next(user for user in section.user_acts.users() if user.name == board.desk.clerk)
