"""From October on the board says that the next year has no list of days off."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.calendar import DayOff
from sopdesk.services.calendars import with_off
from sopdesk.services.office import Office
from sopdesk.services.settings import save_calendar
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import CLERK, WIB
from tests.ui.board.conftest import Clock


@pytest.fixture
def board(qtbot: QtBot, desk: Desk, theme: Theme, clock: Clock) -> BoardPage:
    clock.now = datetime(2027, 9, 30, 9, 0, tzinfo=WIB)
    page = BoardPage(desk, theme)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_banner_comes_in_october_and_goes_with_the_list(
    qtbot: QtBot, board: BoardPage, clock: Clock, office: Office, desk: Desk
) -> None:
    assert board.year.isHidden()
    october = clock.later(days=1)
    board.tick(october)
    assert board.year.isVisible()
    assert board.year.text.startswith("Kalender 2028 belum diisi.")
    with qtbot.waitSignal(board.year.action_requested):
        QTest.mouseClick(board.year.action, Qt.MouseButton.LeftButton)
    calendar = with_off(office.look().calendar, [DayOff(date(2028, 1, 1), "Tahun Baru")])
    save_calendar(office, calendar.to_json(), by=CLERK, now=october)
    desk.tell(Changes(office=True))
    assert board.year.isHidden()


def test_banner_closed_comes_back_the_next_day_only(board: BoardPage, clock: Clock) -> None:
    board.tick(clock.later(days=1))
    close = board.year.findChildren(QPushButton)[-1]
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    board.tick(clock.later(hours=3))
    assert board.year.isHidden()
    board.tick(clock.later(days=1))
    assert board.year.isVisible()
