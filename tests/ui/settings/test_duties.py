"""Tugas berkala: the office moves a limit, turns one off; this PC stops reminding."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sopdesk.domain.duties import Duty
from sopdesk.services.duty_rules import duty_settings
from sopdesk.services.office import Office
from sopdesk.services.reminder_file import read_told
from sopdesk.ui.settings.duties import DutiesSection
from sopdesk.ui.settings.page import DUTIES, SettingsPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(page: SettingsPage) -> DutiesSection:
    page.show_section(DUTIES)
    found = page.section(DUTIES)
    assert isinstance(found, DutiesSection)
    return found


def duty_of(office: Office, sop: str) -> Duty:
    return next(duty for duty in duty_settings(office.look()).duties if duty.sop == sop)


def test_what_ships_is_shown_with_what_it_means(section: DutiesSection) -> None:
    rule = section.rules["rfk"]
    assert (rule.day.value(), rule.after.combo.currentText()) == ("3", "bulan berikutnya")
    assert rule.example.text() == "Berikutnya: November 2026, paling lambat Kamis, 3 Desember 2026."
    assert section.rules["lakip"].example.text().endswith("2026, paling lambat Jumat, 26 Februari 2027.")
    assert section.rules["renstra"].example.text().startswith("Berikutnya: 2030–2034,")
    assert not section.dirty


def test_a_moved_limit_is_told_at_once_and_kept(section: DutiesSection, office: Office) -> None:
    rule = section.rules["rfk"]
    rule.day.line.selectAll()
    QTest.keyClicks(rule.day.line, "10")
    assert rule.example.text() == "Berikutnya: November 2026, paling lambat Kamis, 10 Desember 2026."
    QTest.keyClicks(rule.owner.line, "Budi Contoh")
    rule.forward.combo.setFocus()
    QTest.keyClick(rule.forward.combo, Qt.Key.Key_Down)
    section.ahead.line.selectAll()
    QTest.keyClicks(section.ahead.line, "4")
    QTest.mouseClick(section.save, LEFT)
    assert not section.dirty
    kept = duty_of(office, "rfk")
    assert (kept.day, kept.owner, kept.forward) == (10, "Budi Contoh", True)
    assert duty_settings(office.look()).ahead == 4
    assert duty_of(office, "lakip").month == 2, "the others stay as they ship"


def test_one_that_is_not_wanted_is_off(section: DutiesSection, office: Office) -> None:
    QTest.keyClick(section.rules["renja"].on.combo, Qt.Key.Key_Down)
    QTest.mouseClick(section.save, LEFT)
    assert not duty_of(office, "renja").on
    assert duty_of(office, "rfk").on


def test_this_pc_reminds_no_more(section: DutiesSection, office: Office) -> None:
    assert read_told(office.folder).on
    QTest.keyClick(section.reminds.combo, Qt.Key.Key_Down)
    QTest.mouseClick(section.save, LEFT)
    assert not read_told(office.folder).on
    assert "duties" not in office.look().settings, "what this PC does is no setting of the office"


def test_a_day_that_is_none_is_told_at_its_field(section: DutiesSection, office: Office) -> None:
    rule = section.rules["rup"]
    rule.day.line.selectAll()
    QTest.keyClicks(rule.day.line, "32")
    assert rule.example.text() == ""
    QTest.mouseClick(section.save, LEFT)
    assert rule.day.error == "Paling banyak 31."
    assert section.dirty
    assert duty_of(office, "rup").day == 29
