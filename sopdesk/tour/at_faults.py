"""What the window shows on a bad day: a spoiled setting, and a database that nobody can read, with its ways on."""

import shutil
from pathlib import Path

from sopdesk.services.office import CALENDAR, open_office
from sopdesk.tour.album import HEIGHT, WIDTH, Album, expect
from sopdesk.tour.clock import OfficeClock
from sopdesk.ui.backups.damage import DamagedPage
from sopdesk.ui.backups.restore import RestoreDialog
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main.app import Program
from sopdesk.ui.main.hand import Hand
from sopdesk.ui.welcome.clerk import ClerkDialog

_PAGE = "galat"
_DATABASE = "sopdesk.db"
_BROKEN = 8192  # bytes
_PAUSE = 100  # milliseconds
_PATIENCE = 300  # pauses


def faults(album: Album, theme: Theme, office: Path, place: Path, clock: OfficeClock) -> None:
    """Spoil a copy of the office in ``place``: a setting first, then the database; look at both."""
    shutil.copytree(office, place, dirs_exist_ok=True)
    opened = open_office(place, clock())
    with opened.store.write() as unit:
        unit.office.put_setting(CALENDAR, "rusak")
    opened.close()
    _spoiled(album, Hand(Program(theme, place, clock)))
    path = place / _DATABASE
    path.write_bytes(b"\0" * _BROKEN + path.read_bytes()[_BROKEN:])
    _damaged(album, Hand(Program(theme, place, clock)))


def _spoiled(album: Album, hand: Hand) -> None:
    hand.show(WIDTH, HEIGHT)
    hand.click(hand.dialog(ClerkDialog).buttons[0])
    hand.no_dialog()
    said = hand.shell.notice
    expect(said.isVisible() and "Kalender dan jam kerja" in said.text, "pengaturan rusak tidak disebut")
    _looks(album, hand, "pengaturan-rusak")
    hand.close()


def _damaged(album: Album, hand: Hand) -> None:
    hand.show(WIDTH, HEIGHT, opens=False)
    page = hand.page(_PAGE, DamagedPage)
    for _ in range(_PATIENCE):
        hand.wait(_PAUSE)
        if not page.is_looking:
            break
    expect("sudah diperiksa" in page.found.text, f"cadangan tidak ditawarkan: {page.found.text}")
    _looks(album, hand, "data-rusak")
    hand.click(page.action)
    hand.dialog(RestoreDialog).close()
    hand.no_dialog()
    hand.close()


def _looks(album: Album, hand: Hand, name: str) -> None:
    album.screen(hand, name)
    hand.look(dark=True)
    album.screen(hand, f"{name}-gelap")
    hand.look(scale=150)
    hand.resize(WIDTH, HEIGHT)
    album.screen(hand, f"{name}-150")
    hand.look()
    hand.resize(WIDTH, HEIGHT)
