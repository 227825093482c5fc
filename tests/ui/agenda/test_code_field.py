"""The field of a code: typed with real keys, chosen from what it offers, free text kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.services import classification
from sopdesk.services.classification import CodeWish
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.fields.code_field import CodeField


@pytest.fixture
def field(qtbot: QtBot, desk: Desk) -> CodeField:
    made = CodeField("Kode klasifikasi", desk, note="Kode menurut daftar kantor.")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus()
    return made


def test_code_is_offered_by_words_and_taken_with_the_keyboard(qtbot: QtBot, field: CodeField) -> None:
    QTest.keyClicks(field.line, "rencana tah")
    assert field.offered() == ["000.7.2.4 – Rencana tahunan"]
    assert field.popup.isVisible()
    QTest.keyClick(field.popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert field.value() == "000.7.2.4"
    assert not field.popup.isVisible()
    assert field.editors[0].accessibleDescription() == "Rencana tahunan"


def test_text_that_is_in_no_list_is_kept(qtbot: QtBot, field: CodeField) -> None:
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field.line, "999.XY")
    assert field.value() == "999.XY"
    assert field.offered() == []
    assert field.editors[0].accessibleDescription() == "Kode menurut daftar kantor."
    assert field.check()


def test_name_of_the_value_stands_below_once_one_goes_there(field: CodeField) -> None:
    field.set_value("000.5")
    assert field.value() == "000.5"
    assert field.editors[0].accessibleDescription() == "Kearsipan"


def test_code_that_was_just_added_is_offered(field: CodeField, desk: Desk) -> None:
    QTest.keyClicks(field.line, "istimewa")
    assert field.offered() == []
    wish = CodeWish("000.7.9", "Rencana istimewa")
    classification.save_code(desk.office, wish, by=desk.clerk, now=desk.now())
    desk.tell(Changes(office=True))
    field.line.selectAll()
    QTest.keyClicks(field.line, "istimewa")
    assert field.offered() == ["000.7.9 – Rencana istimewa"]
