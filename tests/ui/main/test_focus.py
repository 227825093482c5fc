"""Where the keys are after a dossier is begun or a panel is closed, and when the clock below goes on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sopdesk.ui.deeds.moves import CorrectDialog
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.panel.panel import LOG
from tests.ui.main.office import AtWork, Clock, Codes, click


def test_a_begun_dossier_has_the_keys_on_its_card(work: AtWork) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = work.shell.findChild(NewDossierDialog)
    assert dialog is not None
    QTest.mouseClick(dialog.sop.tiles["renja"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    shown = work.panel.dossier
    assert shown is not None
    column = work.board.field.column_of(shown)
    assert column is not None
    assert work.shell.focusWidget() is column.view
    assert column.view.current_id() == shown


def test_escape_on_the_board_closes_the_panel_and_keeps_the_card(work: AtWork, codes: Codes) -> None:
    dossier = work.id_of(codes.calm)
    work.desk.open_dossier(dossier)
    column = work.board.field.column_of(dossier)
    assert column is not None
    column.view.setFocus()
    QTest.keyClick(column.view, Qt.Key.Key_Escape)
    assert work.desk.panel is None
    assert column.view.hasFocus()
    assert work.board.selected() == [dossier]


def test_closing_the_panel_gives_the_keys_back_to_the_card(work: AtWork, codes: Codes) -> None:
    dossier = work.id_of(codes.calm)
    work.desk.open_dossier(dossier)
    work.panel.close_button.setFocus()
    QTest.keyClick(work.panel.close_button, Qt.Key.Key_Return)
    column = work.board.field.column_of(dossier)
    assert column is not None
    assert column.view.hasFocus()


def test_undo_in_the_log_keeps_the_keys_in_the_panel(work: AtWork, codes: Codes) -> None:
    dossier = work.id_of(codes.calm)
    work.desk.open_dossier(dossier)
    click(work.panel.buttons.main)
    work.panel.tabs.setCurrentIndex(LOG)
    undo = work.panel.log.buttons[0]
    assert undo.text() == "Urungkan"
    undo.setFocus()
    QTest.keyClick(undo, Qt.Key.Key_Return)
    assert work.panel.view is not None
    assert work.panel.view.card.step == 1
    assert work.panel.tabs.hasFocus()


def test_a_correction_keeps_the_keys_in_the_panel_behind_its_dialog(work: AtWork, codes: Codes) -> None:
    work.desk.open_dossier(work.id_of(codes.calm))
    click(work.panel.buttons.main)
    work.panel.tabs.setCurrentIndex(LOG)
    correct = work.panel.log.buttons[1]
    correct.setFocus()
    QTest.keyClick(correct, Qt.Key.Key_Return)
    dialog = work.dialog(CorrectDialog)
    click(dialog.reason.buttons[0])
    click(dialog.action)
    assert work.no_dialog()
    assert work.panel.view is not None
    assert work.panel.view.card.step == 1
    assert work.shell.focusWidget() is work.panel.tabs


def test_the_clock_below_goes_on_when_the_minute_does(work: AtWork, clock: Clock) -> None:
    clock.now = clock.now.replace(second=40)
    work.desk.tick()
    assert work.desk._minute.interval() == 20_000
    clock.now = clock.now.replace(second=0)
    work.desk.tick()
    assert work.desk._minute.interval() == 60_000
