"""Jam kerja dan hari libur: the week, periods, days off, the month, and a file taken in."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.calendar import Calendar, DayOff
from sopdesk.domain.presets import default_calendar, preset
from sopdesk.services.calendars import (
    DayKind,
    faces,
    kind_of,
    restored,
    unlisted_year,
    week_words,
    year_words,
)
from sopdesk.services.office import Office
from sopdesk.ui.settings.day_dialogs import DayOffDialog, ExtraDayDialog, PeriodDialog
from sopdesk.ui.settings.month_view import face_words
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.settings.week_editor import minute_of
from sopdesk.ui.settings.worktime import WorktimeSection
from tests.ui.settings.conftest import opened

LEFT = Qt.MouseButton.LeftButton


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


@pytest.fixture
def section(page: SettingsPage) -> WorktimeSection:
    made = opened(page, "jam_kerja")
    assert isinstance(made, WorktimeSection)
    return made


def type_over(section: WorktimeSection, day: int, place: int, text: str) -> None:
    line = section.week.days[day].lines[place]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_preset_shows_what_it_comes_to_and_is_saved(
    qtbot: QtBot, section: WorktimeSection, office: Office
) -> None:
    assert section.week.total.text() == week_words(preset("umum-5").week)
    assert section.week.total.text().startswith(
        "1 hari kerja = 7 jam 30 menit; 1 minggu = 5 hari kerja, 37 jam 30"
    )
    press(section.presets[1])
    assert "6 hari kerja, 38 jam" in section.week.total.text()
    with qtbot.waitSignal(section.done):
        press(section.save)
    assert office.look().calendar.week == preset("umum-6").week
    assert office.look().calendar.off == default_calendar().off


def test_hours_are_typed_short_and_tidied(section: WorktimeSection, office: Office) -> None:
    type_over(section, 0, 0, "8")
    QTest.keyClick(section.week.days[0].lines[0], Qt.Key.Key_Tab)
    assert section.week.days[0].lines[0].text() == "08.00"
    assert section.week.days[0].words.text() == "7 jam"
    press(section.week.copy)
    assert section.week.days[4].lines[0].text() == "08.00"
    press(section.save)
    assert office.look().calendar.week.days[4][0].start == 8 * 60


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (1, "07.00", "Selesai sebelum mulai."),
        (2, "11.00", "Bertumpuk"),
        (0, "abc", "Tulis seperti"),
        (3, "", "mulai dan selesai"),
    ],
)
def test_wrong_hours_are_said_in_their_row_and_not_saved(
    section: WorktimeSection, office: Office, place: int, text: str, said: str
) -> None:
    line = section.week.days[1].lines[place]
    type_over(section, 1, place, text or "1")
    if not text:
        QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert said in section.week.days[1].words.text()
    assert section.week.total.text() == ""
    press(section.save)
    assert section.notice.text.startswith("Selasa:")
    assert line.hasFocus()
    assert section.dirty
    assert office.look().calendar == default_calendar()


def test_midnight_ends_a_day() -> None:
    assert (minute_of("24.00"), minute_of("24"), minute_of("0730")) == (1440, 1440, 450)
    with pytest.raises(ValueError, match="hour"):
        minute_of("25")


def test_three_intervals_get_their_own_columns(section: WorktimeSection, tmp_path: Path) -> None:
    value = default_calendar().to_json()
    value["week"] = {"mon": ["07:00-09:00", "10:00-12:00", "13:00-24:00"]}
    file = tmp_path / "kalender.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    section.take(file)
    assert len(section.week.days[0].lines) == 6
    assert section.week.days[0].words.text() == "15 jam"
    assert section.dirty


def test_period_with_its_own_hours(section: WorktimeSection, office: Office) -> None:
    section.tabs.setCurrentIndex(1)
    press(section.add_period)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PeriodDialog)
    assert dialog.week.week() == preset("ramadan-5").week
    press(dialog.offers[1])
    QTest.keyClicks(dialog.first.line, "8/2/2027")
    QTest.keyClicks(dialog.last.line, "7/2/2027")
    press(dialog.action)
    assert dialog.last.error
    dialog.last.line.selectAll()
    QTest.keyClicks(dialog.last.line, "9/3/2027")
    press(dialog.action)
    press(section.save)
    (period,) = office.look().calendar.periods
    assert (period.name, period.week) == ("Ramadan", preset("ramadan-6").week)
    press(section.add_period)
    second = QApplication.activeModalWidget()
    assert isinstance(second, PeriodDialog)
    second.first.set_value(date(2027, 3, 1))
    second.last.set_value(date(2027, 3, 20))
    press(second.action)
    assert "Ramadan" in second.first.error
    second.reject()
    section.periods.view.selectAll()
    press(section.drop_period)
    press(section.save)
    assert office.look().calendar.periods == ()


def test_local_days_are_added_and_removed(section: WorktimeSection, office: Office) -> None:
    section.tabs.setCurrentWidget(section.days)
    press(section.days.add_off)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DayOffDialog)
    QTest.keyClicks(dialog.first.line, "3/12/2026")
    QTest.keyClicks(dialog.last.line, "4/12/2026")
    QTest.keyClicks(dialog.name.line, "Hari jadi & <b>pesta</b>")
    press(dialog.action)
    added = [DayOff(date(2026, 12, day), "Hari jadi & <b>pesta</b>") for day in (3, 4)]
    row = section.days.table.current()
    assert row is not None
    assert (row.entry, row.kind) == (added[0], "lokal")
    assert section.days.month.current() == date(2026, 12, 3)
    press(section.save)
    assert set(added) <= set(office.look().calendar.off)
    assert section.days.table.select((added[1].day, added[1].name, "lokal"))
    QTest.keyClick(section.days.table.view, Qt.Key.Key_Delete)
    press(section.save)
    assert added[1] not in office.look().calendar.off
    assert added[0] in office.look().calendar.off


def test_extra_day_has_hours_and_may_not_repeat(section: WorktimeSection, office: Office) -> None:
    section.tabs.setCurrentWidget(section.days)
    errors = []
    for _ in range(2):
        press(section.days.add_extra)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExtraDayDialog)
        QTest.keyClicks(dialog.day.line, "28/11/2026")
        press(dialog.action)
        errors.append(dialog.day.error)
        dialog.reject()
    assert errors[0] == ""
    assert "sudah menjadi" in errors[1]
    press(section.save)
    (extra,) = office.look().calendar.extra
    assert (extra.day, extra.hours) == (date(2026, 11, 28), preset("umum-5").week.days[0])
    face = next(faces(office.look().calendar, extra.day, extra.day))
    assert face_words(face).startswith("Sabtu, 28 November 2026: 07.30–12.00 dan 13.00–16.00, 7 jam 30 menit")


def test_shipped_list_can_be_brought_back(section: WorktimeSection, office: Office) -> None:
    section.tabs.setCurrentWidget(section.days)
    assert not section.days.restore.isEnabled()
    section.days.table.view.selectAll()
    press(section.days.drop)
    assert section.days.table.empty.isVisible()
    assert "2026 belum diisi" in section.missing.text
    press(section.days.restore)
    assert section.days.table.model.total == 25
    press(section.save)
    assert set(office.look().calendar.off) == set(default_calendar().off)


def test_missing_year_warns_from_october_on() -> None:
    calendar = default_calendar()
    assert unlisted_year(calendar, date(2026, 11, 23)) is None
    assert unlisted_year(calendar, date(2027, 9, 30)) is None
    assert unlisted_year(calendar, date(2027, 10, 1)) == 2028
    assert unlisted_year(calendar, date(2028, 1, 1)) == 2028


def test_kinds_come_from_the_shipped_list() -> None:
    kinds = {kind_of(each) for each in default_calendar().off}
    assert kinds == {DayKind.NASIONAL, DayKind.BERSAMA}
    assert kind_of(DayOff(date(2026, 12, 25), "Hari lain")) is DayKind.LOKAL
    own = Calendar(default_calendar().week, off=(DayOff(date(2026, 12, 3), "Lokal"),))
    assert len(restored(own, 2026).off) == 26
    assert restored(own, 2030) == own
    assert year_words(own, 2026) == "2026: 1 hari libur, 260 hari kerja."


def test_month_moves_by_keys(qtbot: QtBot, section: WorktimeSection) -> None:
    section.tabs.setCurrentWidget(section.days)
    month = section.days.month
    assert month.current() == date(2026, 11, 23)
    month.grid.setFocus()
    QTest.keyClick(month.grid, Qt.Key.Key_Right)
    assert month.current() == date(2026, 11, 24)
    QTest.keyClick(month.grid, Qt.Key.Key_PageDown)
    assert month.title.text() == "Desember 2026"
    month.show_day(date(2026, 12, 25))
    assert "libur, Hari Raya Natal" in month.detail.text()
    with qtbot.waitSignal(month.day_chosen):
        QTest.keyClick(month.grid, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DayOffDialog)
    assert dialog.first.value() == date(2026, 12, 25)
    dialog.reject()


def test_two_clicks_on_a_day_ask_once(section: WorktimeSection) -> None:
    section.tabs.setCurrentWidget(section.days)
    grid = section.days.month.grid
    day = grid.item(2, 2)
    assert day is not None
    place = grid.visualItemRect(day).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    asked = [each for each in section.findChildren(DayOffDialog) if each.isVisible()]
    for each in asked:
        each.reject()
    assert len(asked) == 1


def test_month_shows_the_week_that_is_being_typed(section: WorktimeSection) -> None:
    press(section.presets[1])
    section.tabs.setCurrentWidget(section.days)
    section.days.month.show_day(date(2026, 11, 28))
    assert "07.00–13.00" in section.days.month.detail.text()


@pytest.mark.parametrize("text", ["{", '{"week": {}}', '{"week": {"mon": ["25:00-26:00"]}}', "[]"])
def test_a_bad_file_changes_nothing(
    section: WorktimeSection, office: Office, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "rusak.json"
    file.write_text(text, encoding="utf-8")
    section.take(file)
    assert section.notice.text
    assert not section.dirty
    assert office.look().calendar == default_calendar()
    section.take(tmp_path / "tidak-ada.json")
    assert "tidak-ada.json" in section.notice.text
