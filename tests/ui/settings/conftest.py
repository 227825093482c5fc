"""An office that is set up, with a clerk at the desk, on a Monday morning in November."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sopdesk.domain.officials import Status
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import Desk as Table
from sopdesk.services import settings
from sopdesk.services.office import Office, open_office
from sopdesk.services.settings import AppointmentWish
from sopdesk.services.users import save_clerk
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.settings.section import Section
from tests.services.desk import WIB, copy_office

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)
CLERK = "Petugas Satu"
PROFILE = Profile(
    kabupaten="Contoh Raya",
    kecamatan="Karang Contoh",
    address_lines=("Jalan Contoh Nomor 1",),
    place="Karang Contoh",
    unit_code="Kec.KC",
    mark="KKC",
)


def clock() -> datetime:
    return NOW


def appoint(
    office: Office,
    name: str,
    table: Table,
    begins: date,
    ends: date | None = None,
    status: Status = Status.DEFINITIF,
) -> int:
    wish = AppointmentWish(table, f"Jabatan {table.value}", name, status=status, begins=begins, ends=ends)
    return settings.save_appointment(office, wish, by=CLERK, now=NOW)


@pytest.fixture
def office(template: Path, data_folder: Path) -> Iterator[Office]:
    opened = open_office(copy_office(template, data_folder), NOW)
    settings.save_profile(opened, PROFILE, by=CLERK, now=NOW)
    save_clerk(opened, CLERK, by=CLERK, now=NOW)
    yield opened
    opened.close()


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Desk:
    assert qapp is not None
    made = Desk(office, clock)
    made.sign_in(CLERK)
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> SettingsPage:
    made = SettingsPage(desk, theme)
    qtbot.addWidget(made, before_close_func=give_up)
    made.resize(1200, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def give_up(page: SettingsPage) -> None:
    """Else the page would rightly refuse to close over what a test typed."""
    for row in range(page.list.count()):
        page.section(page.list.item(row).data(Qt.ItemDataRole.UserRole)).give_up()


def opened(page: SettingsPage, key: str) -> Section:
    page.show_section(key)
    assert page.current == key
    return page.section(key)
