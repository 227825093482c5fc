"""Who is at the desk: names as buttons, figures, and a name that is not on the list."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.services import settings
from sopdesk.services.office import Office
from sopdesk.services.users import save_clerk
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.welcome.clerk import ClerkDialog
from tests.ui.welcome.conftest import NOW


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def names(office: Office) -> list[str]:
    for name in ("Cici", "Ani & <b>Adik</b>", "Budi"):
        save_clerk(office, name, by="x", now=NOW)
    return ["Ani & <b>Adik</b>", "Budi", "Cici"]


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def in_front(dialog: ClerkDialog) -> bool:
    return QApplication.activeWindow() is dialog


def opened(qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget) -> ClerkDialog:
    dialog = ClerkDialog(desk, theme, host)
    dialog.open()
    dialog.activateWindow()
    # A dialog whose host is active counts as active too, but the keys would still go to the host.
    qtbot.waitUntil(partial(in_front, dialog))
    return dialog


def test_one_click_picks(qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, names: list[str]) -> None:
    assert ClerkDialog.names(desk) == names
    dialog = opened(qtbot, desk, theme, host)
    assert [button.accessibleName() for button in dialog.buttons] == names
    assert "Ani && <b>Adik</b>" in dialog.buttons[0].text()
    with qtbot.waitSignal(dialog.picked) as picked:
        press(dialog.buttons[0])
    assert picked.args == [names[0]]


def test_figure_and_arrows_pick(
    qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, names: list[str]
) -> None:
    dialog = opened(qtbot, desk, theme, host)
    with qtbot.waitSignal(dialog.picked) as picked:
        QTest.keyClick(dialog, Qt.Key.Key_3)
    assert picked.args == ["Cici"]
    desk.sign_in("Cici")
    dialog = opened(qtbot, desk, theme, host)
    assert dialog.focusWidget() is dialog.buttons[2], "it begins at who is there"
    QTest.keyClick(dialog.buttons[2], Qt.Key.Key_Up)
    assert dialog.focusWidget() is dialog.buttons[1]
    with qtbot.waitSignal(dialog.picked) as picked:
        QTest.keyClick(dialog.buttons[1], Qt.Key.Key_Space)
    assert picked.args == [names[1]]


def test_another_name_is_kept_on_the_list(
    qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, office: Office, names: list[str]
) -> None:
    dialog = opened(qtbot, desk, theme, host)
    assert not dialog.action.isVisible()
    press(dialog.other)
    press(dialog.action)
    assert dialog.name.error == "Wajib diisi."
    QTest.keyClicks(dialog.name.line, "1 Dedi")
    with qtbot.waitSignal(dialog.picked) as picked:
        QTest.keyClick(dialog.name.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert picked.args == ["1 Dedi"]
    assert settings.clerks(office) == ["1 Dedi", *names]


def test_another_name_need_not_be_kept(
    qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, office: Office, names: list[str]
) -> None:
    dialog = opened(qtbot, desk, theme, host)
    press(dialog.other)
    QTest.keyClicks(dialog.name.line, "Tamu")
    dialog.keep.setChecked(False)
    with qtbot.waitSignal(dialog.picked):
        press(dialog.action)
    assert settings.clerks(office) == names


def test_a_name_typed_again_is_the_one_on_the_list(
    qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, office: Office, names: list[str]
) -> None:
    dialog = opened(qtbot, desk, theme, host)
    press(dialog.other)
    QTest.keyClicks(dialog.name.line, " budi ")
    with qtbot.waitSignal(dialog.picked) as picked:
        press(dialog.action)
    assert picked.args == ["Budi"]
    assert settings.clerks(office) == names


def test_an_empty_list_asks_for_a_name(
    qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, office: Office
) -> None:
    dialog = opened(qtbot, desk, theme, host)
    assert dialog.name.line.hasFocus()
    QTest.keyClicks(dialog.name.line, "Ani")
    with qtbot.waitSignal(dialog.picked):
        press(dialog.action)
    assert settings.clerks(office) == ["Ani"]


def test_many_names_are_scrolled(
    qtbot: QtBot, desk: Desk, theme: Theme, host: QWidget, office: Office
) -> None:
    for number in range(30):
        save_clerk(office, f"Petugas {number:02d} " + "x" * 60, by="x", now=NOW)
    dialog = opened(qtbot, desk, theme, host)
    assert len(dialog.buttons) == 30
    assert dialog.height() < 700
    with qtbot.waitSignal(dialog.picked) as picked:
        press(dialog.buttons[0])
    assert picked.args == ["Petugas 00 " + "x" * 60]
