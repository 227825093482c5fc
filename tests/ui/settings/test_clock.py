"""Settings on a PC whose clock is ten years back or a year ahead: asked once more before they are saved (rules 9)."""

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.settings.profile import ProfileSection
from tests.ui.settings.conftest import CLERK, NOW, PROFILE


def opened(qtbot: QtBot, office: Office, theme: Theme, away: timedelta) -> ProfileSection:
    desk = Desk(office, (NOW + away).astimezone)
    desk.sign_in(CLERK)
    section = ProfileSection(desk, theme)
    qtbot.addWidget(section)
    section.show()
    QTest.keyClicks(section.fields["place"].editors[0], " Baru")
    return section


@pytest.mark.parametrize(
    ("away", "words"),
    [(timedelta(days=-3653), "lebih awal daripada"), (timedelta(days=365), "jauh sesudah")],
)
def test_a_wrong_clock_is_asked_about_before_it_is_saved(
    qtbot: QtBot, office: Office, theme: Theme, away: timedelta, words: str
) -> None:
    section = opened(qtbot, office, theme, away)
    before = office.look().profile.place
    section.save.click()
    assert words in section.notice.text
    assert "tekan Simpan sekali lagi" in section.notice.text
    assert (office.look().profile.place, section.dirty) == (before, True)
    section.save.click()
    assert office.look().profile.place == f"{PROFILE.place} Baru"
    assert section.notice.text == ""


def test_a_right_clock_saves_at_once(qtbot: QtBot, office: Office, theme: Theme) -> None:
    section = opened(qtbot, office, theme, timedelta(hours=1))
    section.save.click()
    assert office.look().profile.place == f"{PROFILE.place} Baru"
