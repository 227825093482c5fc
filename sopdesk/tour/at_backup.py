"""A backup is made, its minutes are kept as a paper, and it is looked through as before a restore."""

from datetime import datetime

from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.tour.album import Album, Unmet, expect
from sopdesk.ui.backups.restore import RestoreDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.settings.backup import BackupSection
from sopdesk.ui.settings.page import BACKUP, SettingsPage

_PAUSE = 100  # milliseconds
_PATIENCE = 300  # pauses


def backup(hand: Hand, album: Album, page: SettingsPage, desk: Desk, now: datetime) -> None:
    """Make one by its button; look through it; go away again."""
    page.show_section(BACKUP)
    section = page.section(BACKUP)
    if not isinstance(section, BackupSection):
        raise Unmet("bagian cadangan tidak terbuka")
    hand.click(section.now)
    _wait(hand, section)
    expect("sudah diperiksa" in section.result.text, f"cadangan tidak jadi: {section.result.text}")
    album.screen(hand, "cadangan-dibuat")
    album.paper(make(desk.office, PaperOrder("berita-acara", option="cadangan"), now))
    section.restore.click()
    dialog = hand.dialog(RestoreDialog)
    for _ in range(_PATIENCE):
        hand.wait(_PAUSE)
        if dialog.action.isEnabled():
            break
    album.screen(hand, "pulihkan-pilih")
    hand.click(dialog.action)
    for _ in range(_PATIENCE):
        hand.wait(_PAUSE)
        if dialog.compared is not None:
            break
    expect(dialog.compared is not None, f"cadangan tidak terbaca: {dialog.notice.text}")
    album.screen(hand, "pulihkan-bandingkan")
    hand.click(dialog.cancel)
    hand.no_dialog()


def _wait(hand: Hand, section: BackupSection) -> None:
    for _ in range(_PATIENCE):
        hand.wait(_PAUSE)
        if section.result.text:
            return
    raise Unmet("cadangan tidak selesai")
