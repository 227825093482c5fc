"""Surat masuk dan disposisi: the office sets its answer times and what can be ticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sopdesk.services.answer_times import AnswerTimes, answer_times
from sopdesk.services.disposition_lists import instructions, others
from sopdesk.services.office import Office
from sopdesk.ui.settings.incoming import IncomingSection
from sopdesk.ui.settings.page import INCOMING, SettingsPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(page: SettingsPage) -> IncomingSection:
    page.show_section(INCOMING)
    found = page.section(INCOMING)
    assert isinstance(found, IncomingSection)
    return found


def test_times_and_lists_are_kept(section: IncomingSection, office: Office) -> None:
    assert section.ordinary.value() == "5"
    section.ordinary.line.selectAll()
    QTest.keyClicks(section.ordinary.line, "3")
    section.instructions.paper.selectAll()
    QTest.keyClicks(section.instructions.paper, "Untuk diketahui")
    QTest.keyClick(section.instructions.paper, Qt.Key.Key_Return)
    QTest.keyClicks(section.instructions.paper, "  Teliti & lapor  ")
    section.others.paper.selectAll()
    QTest.keyClick(section.others.paper, Qt.Key.Key_Delete)
    QTest.mouseClick(section.save, LEFT)
    assert not section.dirty
    known = office.look()
    assert answer_times(known) == AnswerTimes(24, 48, 3)
    assert instructions(known) == ("Untuk diketahui", "Teliti & lapor")
    assert others(known) == ()


def test_what_no_sheet_can_hold_is_told_at_its_field(section: IncomingSection, office: Office) -> None:
    section.others.paper.selectAll()
    section.others.paper.insertPlainText("\n".join(f"Kasi {n}" for n in range(11)))
    QTest.mouseClick(section.save, LEFT)
    assert "antara 0 dan 10" in section.others.error
    assert section.dirty
    section.instructions.paper.selectAll()
    QTest.keyClick(section.instructions.paper, Qt.Key.Key_Delete)
    QTest.mouseClick(section.save, LEFT)
    assert section.instructions.error == "Wajib diisi."
    section.urgent.line.selectAll()
    QTest.keyClicks(section.urgent.line, "0")
    QTest.mouseClick(section.save, LEFT)
    assert section.urgent.error == "Paling sedikit 1."
    assert answer_times(office.look()) == AnswerTimes()
