"""The SOP tabs over an office of its own, on Monday 23 November 2026 at half past ten."""

from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.sops.page import SopPage
from tests.services.desk import WIB, Clerk

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)
Opener = Callable[[str], SopPage]


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office, now=NOW.replace(hour=8, minute=0))


@pytest.fixture
def desk(office: Office) -> Desk:
    found = Desk(office, NOW.astimezone)
    found.sign_in("Petugas Satu")
    return found


@pytest.fixture
def made(qtbot: QtBot, desk: Desk, theme: Theme) -> Opener:
    """Makes the page of an SOP; it is not shown yet."""

    def make(key: str) -> SopPage:
        page = SopPage(desk, theme, key)
        qtbot.addWidget(page)
        page.resize(1366, 560)
        return page

    return make


@pytest.fixture
def opened(qtbot: QtBot, made: Opener) -> Opener:
    """Makes the page of an SOP and shows it."""

    def show(key: str) -> SopPage:
        page = made(key)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return show
