"""Who may change what the office has set: the sections say so, and their buttons rest (rules, Roles)."""

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.settings import page as pages
from sopdesk.ui.settings.backup import BackupSection
from sopdesk.ui.settings.clerks import ClerksSection
from sopdesk.ui.settings.numbering import NumberingSection
from sopdesk.ui.settings.page import SettingsPage
from tests.services.desk import MONDAY
from tests.services.pins import ADMIN, PETUGAS, with_pins

GUARDED = (
    pages.PROFILE,
    pages.OFFICIALS,
    pages.CLERKS,
    pages.WORKTIME,
    pages.NUMBERING,
    pages.INCOMING,
    pages.PAPER,
    pages.WORDING,
    pages.CODES,
    pages.STAMP,
    pages.BACKUP,
    pages.SERVER,
)


@pytest.fixture
def settings(qtbot: QtBot, office: Office, theme: Theme) -> SettingsPage:
    with_pins(office, MONDAY)
    desk = Desk(office, MONDAY.astimezone)
    desk.sign_in(PETUGAS)
    made = SettingsPage(desk, theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("key", GUARDED)
def test_each_section_says_who_may(settings: SettingsPage, key: str) -> None:
    settings.show_section(key)
    section = settings.section(key)
    assert section.who.isVisible()
    assert section.who.text.startswith("Hanya admin yang dapat ")
    assert f": {ADMIN}" in section.who.text
    section.desk.sign_in(ADMIN)
    assert not section.who.isVisible()
    section.desk.sign_in(PETUGAS)
    assert section.who.isVisible()


@pytest.mark.parametrize("key", [pages.LOOK, pages.ABOUT])
def test_ones_own_sections_are_for_everybody(settings: SettingsPage, key: str) -> None:
    settings.show_section(key)
    assert not settings.section(key).who.isVisible()


def test_what_is_typed_and_pressed_rests(settings: SettingsPage) -> None:
    numbering, clerks = settings.section(pages.NUMBERING), settings.section(pages.CLERKS)
    backup = settings.section(pages.BACKUP)
    assert isinstance(numbering, NumberingSection)
    assert isinstance(clerks, ClerksSection)
    assert isinstance(backup, BackupSection)
    parts = (
        *(numbering.jump, numbering.series, clerks.add, clerks.pins, clerks.code),
        *(backup.second, backup.days, backup.set_password, backup.restore),
    )
    assert [part.isEnabled() for part in parts] == [False] * len(parts)
    assert backup.now.isEnabled()  # a backup may be made by whoever stands before the PC
    numbering.desk.sign_in(ADMIN)
    assert [part.isEnabled() for part in parts] == [True] * len(parts)
