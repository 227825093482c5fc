"""A change of the calendar says which running deadlines it moves before it is saved; lists of days off from a file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.calendar import DayOff
from sopdesk.domain.presets import default_calendar
from sopdesk.services.office import Office
from sopdesk.ui.settings.day_dialogs import DayOffDialog
from sopdesk.ui.settings.days_file import DaysFileDialog
from sopdesk.ui.settings.page import LeaveQuestion, SettingsPage
from sopdesk.ui.settings.shifts import ShiftsDialog
from sopdesk.ui.settings.worktime import WorktimeSection
from tests.services.desk import Clerk
from tests.ui.settings.conftest import NOW, opened

TOMORROW = date(2026, 11, 24)


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    """Two dossiers run: one with a deadline of its own, one in a step of hours."""
    clerk = Clerk(office, now=NOW.replace(hour=8))
    clerk.start("lakip", "Laporan Kinerja", deadline=date(2026, 12, 4))
    clerk.start("rfk", "RFK Oktober", from_step=5)
    return clerk


@pytest.fixture
def section(page: SettingsPage) -> Iterator[WorktimeSection]:
    made = opened(page, "jam_kerja")
    assert isinstance(made, WorktimeSection)
    yield made
    for dialog in made.findChildren(ShiftsDialog):
        dialog.hide()


def free(section: WorktimeSection, text: str) -> None:
    """Type a day off, as a person does."""
    section.tabs.setCurrentWidget(section.days)
    press(section.days.add_off)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DayOffDialog)
    QTest.keyClicks(dialog.first.line, text)
    QTest.keyClicks(dialog.name.line, "Libur setempat")
    press(dialog.action)


def asked() -> ShiftsDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ShiftsDialog)
    return dialog


def test_deadlines_that_move_are_shown_before_anything_is_saved(
    qtbot: QtBot, clerk: Clerk, section: WorktimeSection, office: Office
) -> None:
    before = clerk.row
    free(section, "24/11/2026")
    press(section.save)
    dialog = asked()
    assert dialog.words.text() == "1 batas waktu pada 1 berkas bergeser: 1 mundur."
    (shift,) = dialog.table.model.records
    assert (shift.title, shift.what) == ("Laporan Kinerja", "Langkah 1: Menerima disposisi")
    assert (shift.was.date(), shift.now.date()) == (TOMORROW, date(2026, 11, 25))
    assert office.look().calendar == default_calendar()
    press(dialog.cancel)
    assert section.dirty
    assert clerk.row == before
    press(section.save)
    with qtbot.waitSignal(section.done) as told:
        press(asked().action)
    assert told.args == ["Jam kerja disimpan. 1 batas waktu pada 1 berkas bergeser: 1 mundur."]
    assert not section.dirty
    assert DayOff(TOMORROW, "Libur setempat") in office.look().calendar.off
    lakip = Clerk(office, code=shift.code)
    assert lakip.row.due == shift.now


def test_what_becomes_late_by_it_is_said(clerk: Clerk, section: WorktimeSection) -> None:
    assert clerk.state.open
    free(section, "4/12/2026")
    press(section.save)
    (shift,) = asked().table.model.records
    assert shift.own
    assert (shift.was.date(), shift.now.date()) == (date(2026, 12, 4), date(2026, 12, 3))
    assert not shift.later
    asked().reject()


def test_nothing_moves_and_it_is_saved_at_once(
    qtbot: QtBot, clerk: Clerk, section: WorktimeSection, office: Office
) -> None:
    assert clerk.state.open
    free(section, "30/12/2026")
    with qtbot.waitSignal(section.done) as told:
        press(section.save)
    assert told.args == ["Jam kerja disimpan. Tidak ada batas waktu yang bergeser."]
    assert DayOff(date(2026, 12, 30), "Libur setempat") in office.look().calendar.off


def test_leaving_with_save_still_asks(clerk: Clerk, section: WorktimeSection, page: SettingsPage) -> None:
    assert clerk.state.open
    free(section, "24/11/2026")
    page.show_section("tentang")
    question = QApplication.activeModalWidget()
    assert isinstance(question, LeaveQuestion)
    press(question.action)
    assert page.current == "jam_kerja"
    press(asked().action)
    assert not section.dirty


def test_list_of_a_year_is_taken_into_the_draft(
    section: WorktimeSection, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "libur-2028.csv"
    file.write_text("tanggal;nama\n1/1/2028;Tahun Baru\n26 Januari 2028;Imlek\n", encoding="utf-8")
    section.take(file)
    assert section.days.year == 2028
    assert section.days.table.model.total == 2
    assert section.notice.text == "libur-2028.csv: 2 hari libur baru. Periksa, lalu simpan."
    assert 2028 not in office.look().calendar.listed_years
    press(section.save)
    assert 2028 in office.look().calendar.listed_years


def test_wrong_rows_are_listed_and_nothing_is_taken(section: WorktimeSection, tmp_path: Path) -> None:
    file = tmp_path / "libur.csv"
    file.write_text("tanggal,nama\n1/1/2028,Tahun Baru\n32/1/2028,Salah\n1/5/2028,\n", encoding="utf-8")
    section.take(file)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DaysFileDialog)
    assert [row.row for row in dialog.table.model.records] == [3, 4]
    press(dialog.action)
    assert not section.dirty
    file.write_bytes(b"\0\0")
    section.take(file)
    assert "bukan file CSV" in section.notice.text
