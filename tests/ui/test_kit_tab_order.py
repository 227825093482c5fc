"""The way of the Tab key."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.tab_order import in_order
from sopdesk.ui.kit.tall import TallForm


def _way(first: QWidget, stops: int) -> list[QWidget]:
    """Where Tab leads from there, so many times."""
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    way: list[QWidget] = []
    for _ in range(stops):
        here = QApplication.focusWidget()
        assert here is not None
        way.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return way


def test_what_is_built_later_is_reached_where_it_stands(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    top, middle, foot = Button("Atas"), QWidget(), Button("Bawah")
    inside = QVBoxLayout(middle)
    for part in (top, middle, foot):
        column.addWidget(part)
    with qtbot.waitActive(window):
        window.show()
    late = [Button("Satu"), Button("Dua")]
    for button in late:
        inside.addWidget(button)
        button.show()
    in_order(top, middle, foot)
    assert _way(top, 4) == [top, *late, foot]


def test_a_form_that_scrolls_is_no_stop_of_its_own(qtbot: QtBot) -> None:
    form = Form()
    fields = [form.add(LineField(words)) for words in ("Satu", "Dua", "Tiga")]
    tall = TallForm(form)
    qtbot.addWidget(tall)
    with qtbot.waitActive(tall):
        tall.show()
    lines = [field.line for field in fields]
    assert _way(lines[0], 4) == [*lines, lines[0]]
