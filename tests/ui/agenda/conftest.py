"""The Agenda tab over an office of its own, on Monday 23 November 2026 at half past ten."""

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import WIB, Clerk

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office, now=NOW.replace(day=20, hour=8))


@pytest.fixture
def desk(office: Office) -> Desk:
    found = Desk(office, NOW.astimezone)
    found.sign_in("Petugas Satu")
    return found


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> OutgoingPage:
    """The page, not shown yet."""
    made = OutgoingPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1334, 600)
    return made
