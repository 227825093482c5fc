"""A counter where papers are printed, in an office of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office, open_office
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import MONDAY, copy_office
from tests.ui.papers.desk_for_papers import Counter, furnish


@pytest.fixture(scope="session")
def furnished(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = open_office(copy_office(template, tmp_path_factory.mktemp("furnished")), MONDAY)
    furnish(office)
    office.close()
    return office.store.path


@pytest.fixture
def office(furnished: Path, data_folder: Path) -> Iterator[Office]:
    opened = open_office(copy_office(furnished, data_folder), MONDAY)
    yield opened
    opened.close()


@pytest.fixture
def counter(office: Office, theme: Theme, qtbot: QtBot, tmp_path: Path) -> Counter:
    host = QWidget()
    host.resize(900, 600)
    qtbot.addWidget(host)
    # It stays hidden: without a window manager a window that is shown keeps the keyboard from its dialogs.
    return Counter(office, theme, host, tmp_path)
