"""The Agenda tab over an office of its own, on Monday 23 November 2026 at half past ten."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office, open_office
from sopdesk.ui.agenda.page import AgendaPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import WIB, Clerk, copy_office, make_template

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("agenda"))


@pytest.fixture
def office(template: Path, data_folder: Path) -> Iterator[Office]:
    opened = open_office(copy_office(template, data_folder), NOW)
    yield opened
    opened.close()


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office, now=NOW.replace(day=20, hour=8))


@pytest.fixture
def desk(office: Office) -> Desk:
    found = Desk(office, NOW.astimezone)
    found.sign_in("Petugas Satu")
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> AgendaPage:
    """The page, not shown yet."""
    made = AgendaPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1334, 600)
    return made
