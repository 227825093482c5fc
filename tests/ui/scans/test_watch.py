"""A scanner's burst is caught wherever the keys go, and leaves no trace in a field."""

from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from sopdesk.domain.codes import make_code, payload
from sopdesk.domain.step_codes import Action, make_step_code
from sopdesk.ui.shell.scan import ScanWatch
from tests.ui.scans.bursts import Hand, press, scan, window_of

QR = payload("KKC", str(make_code("KKC", 2026, 41)))
STEP = make_step_code("KKC", 2026, 41, 7, Action.TERIMA).digits
ENDS = [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, None]
ESAN = "8991234567890"  # of a thing from a shop: no code of ours


class Form(QWidget):
    """A window with two fields, a text and a button, and a watch at its keys."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.next = QLineEdit(), QLineEdit()
        self.text, self.button = QPlainTextEdit(), QPushButton("Meja")
        column = QVBoxLayout(self)
        for part in (self.line, self.next, self.text, self.button):
            column.addWidget(part)
        self.hand = Hand()
        self.watch = ScanWatch(self, self.hand)
        self.heard: list[str] = []
        self.watch.scanned.connect(self.heard.append)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.watch.watch(window_of(made))
    return made


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("code", [QR, STEP])
@pytest.mark.parametrize("where", ["line", "text", "button"])
def test_a_code_is_heard_from_anywhere(
    qtbot: QtBot, form: Form, where: str, code: str, end: Qt.Key | None
) -> None:
    part = getattr(form, where)
    part.setFocus()
    clicked: list[bool] = []
    form.button.clicked.connect(clicked.append)
    with qtbot.waitSignal(form.watch.scanned) as told:
        scan(form.watch, form, code, end)
    assert told.args == [code]
    assert form.heard == [code]
    assert part.hasFocus()
    assert form.line.text() == form.text.toPlainText() == ""
    assert clicked == []


@pytest.mark.parametrize("end", ENDS)
def test_what_stood_in_a_field_stands_there_again(qtbot: QtBot, form: Form, end: Qt.Key | None) -> None:
    form.line.setFocus()
    form.line.setText("Laporan 2026 yang lama")
    form.line.setSelection(8, 4)
    typed: list[str] = []
    form.line.textEdited.connect(typed.append)
    with qtbot.waitSignal(form.watch.scanned):
        scan(form.watch, form, STEP, end)
    assert form.line.text() == "Laporan 2026 yang lama"
    assert form.line.selectedText() == "2026"
    # Whoever followed what was typed has heard that it is gone.
    assert typed[-1] == "Laporan 2026 yang lama"


def test_the_cursor_of_a_long_text_is_where_it_was(form: Form) -> None:
    form.text.setFocus()
    form.text.setPlainText("Satu\n2 dua\ntiga")
    place = form.text.textCursor()
    place.setPosition(6)
    form.text.setTextCursor(place)
    scan(form.watch, form, STEP)
    assert form.text.toPlainText() == "Satu\n2 dua\ntiga"
    assert form.text.textCursor().position() == 6
    form.hand.step = 0.2
    press(form, "x", None)
    assert form.text.toPlainText() == "Satu\n2x dua\ntiga"


def test_a_field_with_a_limit_is_whole_again(form: Form) -> None:
    form.line.setMaxLength(8)
    form.line.setText("26 Nov")
    form.line.setFocus()
    form.line.setCursorPosition(2)
    scan(form.watch, form, QR)
    assert form.heard == [QR]
    assert (form.line.text(), form.line.cursorPosition()) == ("26 Nov", 2)


def test_a_typist_is_no_scanner(form: Form) -> None:
    form.hand.step = 0.06
    form.line.setFocus()
    scan(form.watch, form, STEP)
    assert form.heard == []
    assert form.line.text() == STEP


def test_other_bursts_stay_in_their_field_with_their_enter(form: Form) -> None:
    form.line.setFocus()
    done: list[bool] = []
    form.line.returnPressed.connect(partial(done.append, True))
    scan(form.watch, form, ESAN)
    assert form.heard == []
    assert form.line.text() == ESAN
    assert done == [True]
    scan(form.watch, form, ESAN, Qt.Key.Key_Tab)
    assert form.next.hasFocus()


def test_a_strange_code_is_told_of_where_no_field_took_it(form: Form) -> None:
    form.button.setFocus()
    scan(form.watch, form, ESAN)
    assert form.heard == [ESAN]


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_M])
def test_a_scanner_that_ends_with_a_control_key(form: Form, key: Qt.Key) -> None:
    form.line.setFocus()
    scan(form.watch, form, STEP, None)
    letter = chr(key.value - 64)
    QApplication.sendEvent(
        window_of(form), QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier, letter)
    )
    assert form.heard == [STEP]
    assert form.line.text() == ""


def test_what_was_typed_just_before_is_no_part_of_the_code(form: Form) -> None:
    form.line.setFocus()
    form.hand.step = 0.2
    press(form, "12", None)
    form.hand.step = 0.005
    scan(form.watch, form, STEP)
    assert form.heard == [STEP]
    assert form.line.text() == "12"


def test_a_key_that_is_held_down_is_no_scanner(form: Form) -> None:
    for place in (form.line, form.button):
        place.setFocus()
        form.hand.pause()
        press(form, "2", None)
        for _ in range(30):
            again(form, "2")
        press(form, "")
        assert form.heard == []
    assert form.line.text() == "2" * 31


def test_digits_that_come_twice_are_no_held_key(form: Form) -> None:
    """X11 marks the second of two equal digits within a millisecond as repeated by itself."""
    form.line.setFocus()
    form.hand.pause()
    before = ""
    for letter in STEP:
        again(form, letter) if letter == before else press(form, letter, None)
        before = letter
    press(form, "")
    assert form.heard == [STEP]
    assert form.line.text() == ""


def again(form: Form, letter: str) -> None:
    held = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter, True)
    QApplication.sendEvent(window_of(form), held)


@pytest.mark.parametrize(
    "came",
    [QR.lower(), QR.replace(":", "Ö").replace("-", "ß"), QR.lower().replace(":", "ö").replace("-", "ß")],
)
def test_caps_lock_and_another_layout(form: Form, came: str) -> None:
    form.button.setFocus()
    scan(form.watch, form, came)
    assert [code.upper() for code in form.heard] == [QR]


def test_an_open_list_of_suggestions_does_not_swallow_it(qtbot: QtBot, form: Form) -> None:
    completer = QCompleter(["2026 Renja", "2026 Renstra"], form.line)
    popup = completer.popup()
    assert popup is not None
    form.line.setCompleter(completer)
    form.line.setFocus()
    form.hand.step = 0.2
    press(form, "20", None)
    qtbot.waitUntil(popup.isVisible)
    form.hand.step = 0.005
    scan(form.watch, form, STEP)
    assert form.heard == [STEP]
    assert form.line.text() == "20"
    popup.hide()


def test_the_watch_follows_to_a_dialog_and_back(qtbot: QtBot, form: Form) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    form.watch.follow(app)
    dialog = QDialog(form)
    line = QLineEdit(dialog)
    with qtbot.waitSignal(app.focusWindowChanged):
        dialog.open()
        dialog.activateWindow()
    assert app.focusWindow() == dialog.windowHandle()
    line.setFocus()
    scan(form.watch, dialog, STEP)
    assert form.heard == [STEP]
    assert line.text() == ""
    assert dialog.isVisible()
    with qtbot.waitSignal(app.focusWindowChanged):
        dialog.close()
        form.activateWindow()
    qtbot.waitUntil(lambda: app.focusWindow() == form.windowHandle())
    form.line.setFocus()
    scan(form.watch, form, QR)
    assert form.heard == [STEP, QR]
    app.focusWindowChanged.disconnect(form.watch.watch)
    form.watch.watch(None)


@pytest.mark.parametrize("end", ENDS[:3])
@pytest.mark.parametrize("where", ["line", "button"])
def test_an_end_that_a_busy_window_hears_after_the_silence(form: Form, where: str, end: Qt.Key) -> None:
    part = getattr(form, where)
    part.setFocus()
    done: list[bool] = []
    form.line.returnPressed.connect(partial(done.append, True))
    form.button.clicked.connect(done.append)
    scan(form.watch, form, STEP, None)
    form.watch._on_silence()
    assert form.heard == [STEP]
    press(form, "", end)
    assert part.hasFocus()
    assert done == []
    form.hand.pause()
    press(form, "", Qt.Key.Key_Tab)  # of a person, later
    assert not part.hasFocus()


def test_a_field_that_went_away_meanwhile_is_no_trouble(qtbot: QtBot, form: Form) -> None:
    form.line.setFocus()
    form.hand.pause()
    with qtbot.waitSignal(form.watch.scanned):
        press(form, STEP, None)
        form.line.deleteLater()
    assert form.heard == [STEP]


def test_a_window_that_went_without_a_word_is_left_behind(qtbot: QtBot, form: Form) -> None:
    # A dialog may lose the focus while it is being taken down, before it tells anybody that it is gone.
    dialog = QWindow()
    form.watch.watch(dialog)
    dialog.destroyed.disconnect()
    delete(dialog)
    form.watch.watch(window_of(form))
    form.line.setFocus()
    with qtbot.waitSignal(form.watch.scanned) as told:
        scan(form.watch, form, QR, Qt.Key.Key_Return)
    assert told.args == [QR]
