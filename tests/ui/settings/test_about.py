"""Tentang: what is said of the data, checked beside the window."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk import __version__
from sopdesk.services.office import Office
from sopdesk.services.printing import Cancelled
from sopdesk.services.verification import verify
from sopdesk.ui.settings.about import AboutSection
from sopdesk.ui.settings.page import SettingsPage
from tests.ui.settings.conftest import opened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(page: SettingsPage) -> AboutSection:
    made = opened(page, "tentang")
    assert isinstance(made, AboutSection)
    return made


def test_version_and_folder(section: AboutSection, data_folder: Path) -> None:
    assert __version__ in section.version.text()
    assert section.folder.text() == str(data_folder)
    QTest.mouseClick(section.copy_folder, LEFT)
    assert QGuiApplication.clipboard().text() == str(data_folder)


def test_good_data_is_said_to_be_whole(qtbot: QtBot, section: AboutSection) -> None:
    QTest.mouseClick(section.check, LEFT)
    assert not section.check.isEnabled()
    qtbot.waitUntil(section.check.isEnabled)
    assert section.result.text.startswith("Data utuh. 2 catatan, 0 berkas")
    assert section.problems.count() == 0


def test_changed_log_is_found_and_named(qtbot: QtBot, section: AboutSection, data_folder: Path) -> None:
    with sqlite3.connect(data_folder / "sopdesk.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE log SET actor = 'Orang lain' WHERE seq = 1")
    database.close()
    QTest.mouseClick(section.check, LEFT)
    qtbot.waitUntil(section.check.isEnabled)
    assert section.result.text.startswith("Ditemukan ")
    assert section.problems.count() >= 1


def test_check_stops_when_asked(office: Office) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return False

    with pytest.raises(Cancelled):
        verify(office, stop)
    assert told == [(0, 2)]
