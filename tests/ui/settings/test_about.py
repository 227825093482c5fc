"""Tentang: the version, and where the data is."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from sopdesk import __version__
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
