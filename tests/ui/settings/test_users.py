"""Petugas in the settings: roles, PINs and the switch, by real clicks."""

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.pins import shown_code
from sopdesk.domain.rights import EVERY_ROLE, Role
from sopdesk.domain.sop import Desk as Table
from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper_orders import make
from sopdesk.services.rights import PinRules
from sopdesk.services.users import has_recovery
from sopdesk.ui.desk import Desk
from sopdesk.ui.settings.clerks import ClerksSection
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.users.dialogs import ROLE_WORDS, CodeDialog, PinDialog, UserDialog
from tests.ui.settings.conftest import CLERK, NOW, appoint, opened

D = TypeVar("D", bound=QDialog)


def press(widget: QWidget) -> None:
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(9, 9))


def asked(kind: type[D]) -> D:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def section_of(page: SettingsPage) -> ClerksSection:
    section = opened(page, "petugas")
    assert isinstance(section, ClerksSection)
    section.table.select(CLERK)
    return section


def give_pin(section: ClerksSection, pin: str, again: str = "") -> PinDialog:
    press(section.pin)
    dialog = asked(PinDialog)
    QTest.keyClicks(dialog.first.line, pin)
    QTest.keyClicks(dialog.again.line, again or pin)
    press(dialog.action)
    return dialog


def user(section: ClerksSection) -> tuple[frozenset[Role], int | None, bool]:
    found = next(each for each in section.user_acts.users() if each.name == CLERK)
    return found.roles, found.official_id, found.has_pin


def test_roles_are_ticked(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    appoint(desk.office, "Camat Contoh", Table.CAMAT, NOW.date())
    section = section_of(page)
    assert user(section) == (EVERY_ROLE, None, False)
    press(section.change)
    dialog = asked(UserDialog)
    ticks = dict(zip(ROLE_WORDS, dialog.roles.ticks, strict=True))
    press(ticks[Role.AGENDA])
    press(ticks[Role.PEJABAT])
    press(dialog.action)
    assert "Pilih pejabat" in dialog.official.error
    dialog.official.set_value(section.user_acts.officials()[0].id)
    with qtbot.waitSignal(page.done):
        press(dialog.action)
    roles, official, _pin = user(section)
    assert roles == {Role.PETUGAS, Role.PEJABAT, Role.ADMIN}
    assert official == section.user_acts.officials()[0].id
    shown = section.table.current()
    assert shown is not None
    assert shown.roles == roles


def test_the_switch_needs_a_pin_first(qtbot: QtBot, page: SettingsPage) -> None:
    section = section_of(page)
    press(section.pins)
    assert "Atur dahulu" in section.notice.text
    assert not section.pins.isChecked()
    dialog = give_pin(section, "1234")
    assert "mudah ditebak" in dialog.first.error
    assert dialog.focusWidget() is dialog.first.line
    press(dialog.cancel)
    dialog = give_pin(section, "2580", "2581")
    assert "Tidak sama" in dialog.again.error
    press(dialog.cancel)
    give_pin(section, "2580")
    section.table.select(CLERK)
    with qtbot.waitSignal(page.done):
        press(section.pins)
    assert section.user_acts.pins == PinRules(on=True)
    assert section.idle.isVisible()
    section.idle.set_value("25")
    press(section.keep_idle)
    assert section.user_acts.pins == PinRules(on=True, idle=25)
    section.idle.set_value("0")
    press(section.keep_idle)
    assert "120" in section.idle.error
    press(section.drop)
    assert "admin terakhir" in section.notice.text
    press(section.pins)
    assert not section.user_acts.pins.on


def test_the_own_pin_asks_for_the_old_one(page: SettingsPage) -> None:
    section = section_of(page)
    give_pin(section, "2580")
    press(section.pins)
    section.table.select(CLERK)
    press(section.pin)
    dialog = asked(PinDialog)
    for field, typed in ((dialog.old, "9753"), (dialog.first, "8642"), (dialog.again, "8642")):
        QTest.keyClicks(field.line, typed)
    press(dialog.action)
    assert dialog.old.error == "PIN salah. Coba lagi."
    dialog.old.set_value("2580")
    press(dialog.action)
    assert QApplication.activeModalWidget() is None


def test_a_recovery_code_is_shown_once_and_printed(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    section = section_of(page)
    press(section.code)
    dialog = asked(CodeDialog)
    code = dialog.code.text()
    with qtbot.waitSignal(page.paper_requested) as order:
        press(dialog.action)
    wanted = order.args[0]
    assert isinstance(wanted, PaperOrder)
    paper = make(desk.office, wanted, NOW)
    assert paper.pdf.startswith(b"%PDF-")
    assert shown_code(wanted.option.partition("\n")[0]) == code
    assert code not in f"{paper.letter}{paper.copy}{paper.file_name}{paper.title}"
    assert has_recovery(desk.office, CLERK)
