"""The Laporan tab over a small office in which two dossiers went their ways, on Monday 20 July 2026."""

from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.reports.page import ReportsPage
from tests.services.desk import WIB, Clerk

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=WIB)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    """LAKIP came back twice for its typing errors and went on; RUP is at its second step."""
    found = Clerk(office)
    found.start("lakip", "LAKIP tahun 2025", period="2025")
    found.to_step(5)
    for _ in range(2):
        found.later(hours=2)
        found.give_back("Salah ketik")
        found.later(minutes=50)
        found.hand_on()
    found.later(days=2)
    found.hand_on()
    found.hold("Camat dinas luar")
    found.later(hours=3)
    found.resume()
    found.to_end()
    found.start("rup", "RUP tahun 2026", period="2026")
    found.later(minutes=20)
    found.hand_on()
    return found


@pytest.fixture
def desk(office: Office) -> Desk:
    found = Desk(office, NOW.astimezone)
    found.sign_in("Petugas Satu")
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> ReportsPage:
    """The page, not shown yet."""
    made = ReportsPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1366, 648)
    return made


@pytest.fixture
def shown(qtbot: QtBot, clerk: Clerk, page: ReportsPage) -> ReportsPage:
    assert clerk.now < NOW - timedelta(minutes=1)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page
