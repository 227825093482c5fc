"""Pejabat: adding, changing, ending and removing posts, and who is in force today."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk as Table
from sopdesk.services import settings
from sopdesk.services.office import Office
from sopdesk.services.settings import AppointmentWish
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.settings.appointment import AppointmentDialog, EndDialog, nip_note
from sopdesk.ui.settings.officials import NOW as ACTING
from sopdesk.ui.settings.officials import OVER, STANDS_BACK, OfficialsSection, empty_desks, post_rows
from sopdesk.ui.settings.page import SettingsPage
from tests.ui.settings.conftest import CLERK, NOW, appoint, opened

TODAY = date(2026, 11, 23)


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def section(page: SettingsPage) -> OfficialsSection:
    made = opened(page, "pejabat")
    assert isinstance(made, OfficialsSection)
    return made


def form() -> AppointmentDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AppointmentDialog)
    return dialog


def seen(section: OfficialsSection) -> list[tuple[str, str]]:
    return [(row.post.official.name, row.state) for row in section.table.model.records]


def again(section: OfficialsSection, desk: Desk) -> None:
    desk.tell(Changes(office=True))
    assert section.isVisible()


def test_a_post_is_added_by_typing(qtbot: QtBot, section: OfficialsSection, office: Office) -> None:
    press(section.add)
    dialog = form()
    assert dialog.table.value() is Table.CAMAT, "the first desk that nobody holds"
    assert dialog.post_title.value() == "Camat Karang Contoh"
    QTest.keyClicks(dialog.name.line, "Budi <b>&amp; Contoh</b>, S.E.")
    QTest.keyClicks(dialog.nip.line, "123")
    assert "18 angka" in dialog.nip.line.accessibleDescription()
    with qtbot.waitSignal(section.done):
        press(dialog.action)
    post = office.look().appointments[0]
    assert (post.official.name, post.begins, post.ends) == ("Budi <b>&amp; Contoh</b>, S.E.", TODAY, None)
    assert seen(section) == [("Budi <b>&amp; Contoh</b>, S.E.", ACTING)]


def test_stand_in_is_marked_and_the_holder_stands_back(
    section: OfficialsSection, office: Office, desk: Desk
) -> None:
    appoint(office, "Tetap", Table.CAMAT, date(2024, 1, 1))
    appoint(office, "Harian", Table.CAMAT, date(2026, 11, 20), date(2026, 11, 27), Status.PLH)
    appoint(office, "Dahulu", Table.CAMAT, date(2020, 1, 1), date(2023, 12, 31))
    again(section, desk)
    assert seen(section) == [("Harian", ACTING), ("Tetap", STANDS_BACK)]
    QTest.mouseClick(section.past, Qt.MouseButton.LeftButton, pos=section.past.rect().center() / 4)
    section.past.setChecked(True)
    assert seen(section)[-1] == ("Dahulu", OVER)
    assert "Sekcam" in section.warning.text
    assert "Camat," not in section.warning.text


def test_one_person_may_hold_two_desks(section: OfficialsSection, office: Office, desk: Desk) -> None:
    appoint(office, "Sekcam Contoh", Table.SEKCAM, date(2024, 1, 1))
    again(section, desk)
    press(section.add)
    dialog = form()
    QTest.keyClicks(dialog.name.line, "sekcam contoh")
    dialog.status.set_value(Status.PLT)
    press(dialog.action)
    people = {post.official.id for post in office.look().appointments}
    assert len(people) == 1
    assert empty_desks(office.look().appointments, TODAY) == ["Kasubbag"]


def test_two_definitive_holders_get_a_gentle_warning(
    section: OfficialsSection, office: Office, desk: Desk
) -> None:
    appoint(office, "Lama", Table.KASUBBAG, date(2024, 1, 1))
    again(section, desk)
    press(section.add)
    dialog = form()
    dialog.table.set_value(Table.KASUBBAG)
    QTest.keyClicks(dialog.name.line, "Baru")
    dialog.post_title.set_value("Kasubbag")
    press(dialog.action)
    assert "Lama" in dialog.notice.text
    assert len(office.look().appointments) == 1
    press(dialog.action)
    assert len(office.look().appointments) == 2
    assert post_rows(office.look().appointments, TODAY)[0].post.official.name == "Baru"


def test_end_before_begin_is_said_at_the_field(section: OfficialsSection, office: Office) -> None:
    press(section.add)
    dialog = form()
    QTest.keyClicks(dialog.name.line, "Budi")
    QTest.keyClicks(dialog.ends.line, "1/1/2020")
    press(dialog.action)
    assert dialog.ends.error
    assert dialog.name.value() == "Budi"
    assert office.look().appointments == ()
    dialog.reject()


def test_change_end_and_remove(section: OfficialsSection, office: Office, desk: Desk) -> None:
    kept = appoint(office, "Budi", Table.CAMAT, date(2024, 1, 1))
    again(section, desk)
    section.table.select(kept)
    press(section.change)
    dialog = form()
    dialog.rank.line.setFocus()
    QTest.keyClicks(dialog.rank.line, "Pembina (IV/a)")
    press(dialog.action)
    assert office.look().appointments[0].official.rank == "Pembina (IV/a)"
    section.table.select(kept)
    press(section.end)
    ending = QApplication.activeModalWidget()
    assert isinstance(ending, EndDialog)
    ending.ends.set_value(date(2023, 1, 1))
    press(ending.action)
    assert ending.ends.error
    ending.ends.set_value(date(2026, 11, 30))
    press(ending.action)
    assert office.look().appointments[0].ends == date(2026, 11, 30)
    section.table.select(kept)
    assert not section.end.isEnabled()
    press(section.drop)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    assert question.focusWidget() is question.cancel, "a dangerous action is never where Enter would press it"
    press(question.action)
    assert office.look().appointments == ()


def test_keyboard_opens_a_row(section: OfficialsSection, office: Office, desk: Desk) -> None:
    kept = appoint(office, "Budi", Table.CAMAT, date(2024, 1, 1))
    again(section, desk)
    section.table.select(kept)
    QTest.keyClick(section.table.view, Qt.Key.Key_Return)
    dialog = form()
    assert dialog.name.value() == "Budi"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_short_nip_is_noted_as_soon_as_the_post_is_opened(
    section: OfficialsSection, office: Office, desk: Desk
) -> None:
    wish = AppointmentWish(Table.CAMAT, "Camat", "Budi", nip="123", begins=TODAY)
    settings.save_appointment(office, wish, by=CLERK, now=NOW)
    again(section, desk)
    section.table.select(section.table.model.records[0].post.id)
    press(section.change)
    assert "Terbaca 3 angka" in form().nip.line.accessibleDescription()
    QTest.keyClick(form(), Qt.Key.Key_Escape)
    press(section.add)
    dialog = form()
    assert dialog.nip.line.accessibleDescription() == ""
    QTest.keyClicks(dialog.name.line, "Budi")
    assert "Terbaca 3 angka" in dialog.nip.line.accessibleDescription(), "filled in with the known name"
    dialog.hide()


def test_nip_note() -> None:
    assert nip_note("") == ""
    assert nip_note("1" * 18) == ""
    assert nip_note("12 34") == "Terbaca 4 angka; NIP biasanya 18 angka."
