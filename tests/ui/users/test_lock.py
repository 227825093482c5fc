"""The lock page by real clicks and keys: it lies over everything, and what was typed stays."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sopdesk.domain.pins import shown_code
from sopdesk.services.rights import PinRules
from sopdesk.services.users import save_user, set_pins
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.desk import Changes
from sopdesk.ui.users.dialogs import CodeDialog, ForgottenDialog
from sopdesk.ui.users.lock import LockPage
from sopdesk.ui.welcome.clerk import ClerkDialog
from tests.services.desk import CLERK
from tests.services.pins import ADMIN, AGENDA, PETUGAS, PIN, with_pins
from tests.ui.main.office import NOW, AtWork, Clock, Start, click

CONTROL = Qt.KeyboardModifier.ControlModifier


def page_of(work: AtWork) -> LockPage:
    page = work.desk.entry.guard.page
    assert page is not None
    assert page.isVisible()
    assert page.geometry() == work.shell.rect()
    return page


def come_in(work: AtWork, name: str, pin: str = PIN) -> None:
    page = page_of(work)
    click(page.buttons[name])
    QTest.keyClicks(page.pad.line, pin)
    QTest.keyClick(page.pad.line, Qt.Key.Key_Return)


def test_the_office_opens_behind_the_lock(locked: AtWork) -> None:
    page = page_of(locked)
    assert set(page.buttons) >= {ADMIN, AGENDA, PETUGAS}
    assert locked.desk.desk.clerk == ""
    centre = locked.shell.centralWidget()
    assert centre is not None
    assert not centre.isEnabled()
    come_in(locked, PETUGAS)
    assert locked.desk.desk.clerk == PETUGAS
    assert not locked.desk.entry.guard.locked
    assert centre.isEnabled()
    assert locked.shell.menuBar().isEnabled()


def test_the_pad_is_used_by_mouse(locked: AtWork) -> None:
    page = page_of(locked)
    click(page.buttons[AGENDA])
    for words in ("9", "Hapus", "7", "Kosongkan", *PIN):
        click(page.pad.keys[words])
    assert page.pad.pin == PIN
    assert page.pad.line.displayText() != PIN
    click(page.enter)
    assert locked.desk.desk.clerk == AGENDA


def test_letters_are_no_pin(locked: AtWork) -> None:
    page = page_of(locked)
    QTest.keyClicks(page.pad.line, "12ab34 56789")
    assert page.pad.pin == "12345678"


def test_no_shortcut_works_behind_the_lock(locked: AtWork) -> None:
    page = page_of(locked)
    tab = locked.shell.tabs.current
    for key in (Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_K, Qt.Key.Key_L):
        QTest.keyClick(page.pad.line, key, CONTROL)
    QTest.keyClick(locked.shell, Qt.Key.Key_N, CONTROL)
    assert locked.no_dialog()
    assert locked.shell.tabs.current == tab
    come_in(locked, PETUGAS)
    QTest.keyClick(locked.shell, Qt.Key.Key_N, CONTROL)
    assert locked.dialog(NewDossierDialog).isVisible()


def test_who_comes_in_is_chosen_by_a_letter_or_an_arrow(locked: AtWork) -> None:
    """Ctrl+L, a letter, the PIN: no mouse."""
    page = page_of(locked)
    QTest.keyClicks(page.pad.line, f"{PETUGAS[0].lower()}{PIN}")
    QTest.keyClick(page.pad.line, Qt.Key.Key_Return)
    assert locked.desk.desk.clerk == PETUGAS
    QTest.keyClick(locked.shell, Qt.Key.Key_L, CONTROL)
    page = page_of(locked)
    names = list(page.buttons)
    assert page.chosen == PETUGAS
    QTest.keyClick(page.pad.line, Qt.Key.Key_Down)
    assert page.chosen == names[names.index(PETUGAS) + 1]
    for _ in names:
        QTest.keyClick(page.pad.line, Qt.Key.Key_Up)
    assert page.chosen == names[0], "and stays at the end of the list"
    assert page.pad.line.hasFocus()
    QTest.keyClicks(page.pad.line, f"z{PIN}")
    assert page.chosen == names[0], "no name begins with z"
    QTest.keyClick(page.pad.line, Qt.Key.Key_Return)
    assert locked.desk.desk.clerk == names[0]


def test_names_are_chosen_by_keys_while_one_waits(locked: AtWork) -> None:
    page = page_of(locked)
    for _ in range(4):
        come_in(locked, PETUGAS, "9753")
    assert not page.pad.isEnabled()
    holder = QApplication.focusWidget()
    assert holder is page.buttons[PETUGAS]
    QTest.keyClicks(holder, AGENDA[0])
    assert page.chosen == AGENDA
    assert page.pad.line.hasFocus()


def test_wrong_pins_wait(locked: AtWork, clock: Clock) -> None:
    page = page_of(locked)
    for _ in range(4):
        come_in(locked, PETUGAS, "9753")
    assert page.notice.text == "PIN salah. Coba lagi sesudah 5 detik."
    assert page.enter.text() == "Tunggu 5 detik"
    assert not page.pad.isEnabled()
    click(page.buttons[AGENDA])
    assert page.pad.isEnabled(), "the wait is one user's own"
    click(page.buttons[PETUGAS])
    assert not page.enter.isEnabled(), "and is there again"
    clock.later(seconds=6)
    click(page.buttons[PETUGAS])
    come_in(locked, PETUGAS)
    assert locked.desk.desk.clerk == PETUGAS


def test_the_seconds_are_counted_down_to_the_pad(locked: AtWork) -> None:
    page = page_of(locked)
    for _ in range(4):
        come_in(locked, PETUGAS, "9753")
    page._second.setInterval(0)
    locked.qtbot.waitUntil(page.pad.isEnabled)
    assert page.enter.text() == "Masuk"
    assert page.notice.text == ""


def test_what_was_typed_in_a_dialog_stays(locked: AtWork) -> None:
    """Ctrl+L hides it, also from the screen's reader; the same text is there for who comes in."""
    come_in(locked, PETUGAS)
    QTest.keyClick(locked.shell, Qt.Key.Key_N, CONTROL)
    dialog = locked.dialog(NewDossierDialog)
    QTest.keyClicks(dialog.title_field.paper, "Laporan Kinerja yang belum selesai")
    locked.desk.pick_clerk()
    assert not dialog.isVisible()
    page_of(locked)
    come_in(locked, AGENDA)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert QApplication.activeModalWidget() is dialog
    assert dialog.title_field.value() == "Laporan Kinerja yang belum selesai"


def test_ctrl_l_locks(locked: AtWork) -> None:
    come_in(locked, PETUGAS)
    QTest.keyClick(locked.shell, Qt.Key.Key_L, CONTROL)
    page = page_of(locked)
    assert page.chosen == PETUGAS
    assert page.title.text() == "SOP Desk terkunci"


def test_idle_minutes_lock_and_a_key_begins_them_anew(locked: AtWork) -> None:
    come_in(locked, PETUGAS)
    guard = locked.desk.entry.guard
    assert guard.idle.interval() == 10 * 60_000
    assert guard.idle.isActive()
    guard.idle.stop()
    QTest.keyClick(locked.shell.windowHandle(), Qt.Key.Key_Down)
    assert guard.idle.isActive()
    guard.idle.setInterval(1)
    locked.qtbot.waitUntil(lambda: guard.locked)
    page_of(locked)


def test_the_page_follows_the_window(locked: AtWork) -> None:
    locked.shell.resize(1500, 820)
    locked.qtbot.waitUntil(lambda: page_of(locked).width() == locked.shell.width())


def test_a_forgotten_pin(locked: AtWork, recovery: str) -> None:
    page = page_of(locked)
    click(page.buttons[ADMIN])
    click(page.lost)
    dialog = locked.dialog(ForgottenDialog)
    QTest.keyClicks(dialog.code.line, shown_code(recovery).lower())
    for field in (dialog.first, dialog.again):
        QTest.keyClicks(field.line, "8642")
    locked.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.again.line, Qt.Key.Key_Return, CONTROL)
    assert locked.no_dialog()
    come_in(locked, ADMIN, "8642")
    assert locked.desk.desk.clerk == ADMIN
    following = locked.dialog(CodeDialog)
    assert following.code.text() != shown_code(recovery)
    assert len(following.code.text()) == 23


def test_a_user_who_was_taken_off_must_come_in_anew(locked: AtWork) -> None:
    come_in(locked, PETUGAS)
    office = locked.desk.desk.office
    save_user(office, PETUGAS, by=ADMIN, now=NOW, active=False)
    locked.desk.desk.tell(Changes(office=True))
    assert PETUGAS not in page_of(locked).buttons


def test_pins_switched_off_elsewhere_open_the_window(locked: AtWork) -> None:
    page_of(locked)
    set_pins(locked.desk.desk.office, PinRules(on=False), by=ADMIN, now=NOW)
    locked.desk.desk.tell(Changes(office=True))
    assert not locked.desk.entry.guard.locked
    centre = locked.shell.centralWidget()
    assert centre is not None
    assert centre.isEnabled()


def test_a_question_for_the_name_is_taken_back_when_pins_begin(work: AtWork) -> None:
    """Another program switches them on while the names are offered: none of them comes in by a click."""
    office = work.desk.desk.office
    save_user(office, "Kenari", by=CLERK, now=NOW)
    work.desk.pick_clerk()
    assert work.dialog(ClerkDialog).buttons
    with_pins(office, NOW)
    work.desk.desk.tell(Changes(office=True))
    come_in(work, PETUGAS)
    assert work.no_dialog()
    assert work.desk.desk.clerk == PETUGAS


def test_closing_behind_the_lock_leaves_nothing_behind(locked: AtWork, start: Start, clock: Clock) -> None:
    page_of(locked)
    with locked.qtbot.waitSignal(locked.shell.closing):
        locked.shell.close()
    clock.later(minutes=1)
    assert clock.now == NOW + timedelta(minutes=1)
    again = start()
    come_in(again, PETUGAS)
    assert again.desk.desk.clerk == PETUGAS


@pytest.mark.parametrize("name", [PETUGAS, AGENDA])
def test_what_rests_in_the_settings_says_who_may(locked: AtWork, name: str) -> None:
    from sopdesk.ui.settings.clerks import ClerksSection
    from sopdesk.ui.settings.page import SettingsPage

    come_in(locked, name)
    page = SettingsPage(locked.desk.desk, locked.program.theme)
    locked.qtbot.addWidget(page)
    page.show()
    page.show_section("petugas")
    section = page.section("petugas")
    assert isinstance(section, ClerksSection)
    assert not section.pins.isEnabled()
    assert section.who.isVisible()
    assert section.who.text == f"Hanya admin yang dapat mengubah petugas dan PIN: {ADMIN}."
    assert section.pins.isChecked()
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("was_locked", [True, False])
def test_an_office_that_was_left_locks_nobody(locked: AtWork, was_locked: bool) -> None:
    """As before a restore: the next office in the window has users of its own."""
    if not was_locked:
        come_in(locked, PETUGAS)
    guard, window = locked.desk.entry.guard, locked.shell.windowHandle()
    guard.stop()
    assert not guard.locked
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.focusWindowChanged.emit(window)
    QTest.keyClick(window, Qt.Key.Key_Down)
    assert not guard.idle.isActive()
