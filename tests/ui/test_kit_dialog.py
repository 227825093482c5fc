"""Dialogs, notices and toasts, by keys and by clicks."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button, Check, IconButton, Kind
from sopdesk.ui.kit.dialog import Dialog, Question
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, TextField
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.text import ElidedLabel, Label, plain_tip
from sopdesk.ui.kit.toast import Toast


class Asked:
    """A dialog with a reason, open over a window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.show()
        self.dialog = Dialog("Kembalikan berkas", self.host, action="Kembalikan")
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(self.dialog)
        form = Form()
        self.reason = form.add(TextField("Alasan", required=True))
        self.dialog.set_form(form)
        with qtbot.waitActive(self.dialog):
            self.dialog.open()
            self.dialog.activateWindow()


def test_a_dialog_is_as_high_as_its_wrapped_words_need(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    words = "Catatan terakhir kantor lebih muda daripada jam komputer. " * 4
    question = Question("Jam komputer tampak mundur", words, host, action="Tetap lanjutkan")
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(question)
    with qtbot.waitExposed(question):
        question.open()
    label = question.words
    assert label.height() == label.heightForWidth(label.width())
    question.reject()


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def test_dialog_begins_in_the_first_field(asked: Asked) -> None:
    assert asked.reason.paper.hasFocus()
    assert asked.dialog.isModal()


def test_ctrl_enter_confirms_from_within_the_text(qtbot: QtBot, asked: Asked) -> None:
    QTest.keyClicks(asked.reason.paper, "Lampiran kurang")
    with qtbot.waitSignal(asked.dialog.confirmed):
        QTest.keyClick(asked.reason.paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.reason.value() == "Lampiran kurang"


def test_enter_goes_on_through_what_is_empty_and_then_presses_the_action(qtbot: QtBot) -> None:
    dialog = Dialog("Catat", None, action="Catat")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    form = Form()
    name = form.add(LineField("Nama", required=True))
    filled = form.add(LineField("Pelaksana", "Wati"))
    subject = form.add(TextField("Isi singkat", lines=2, single=True))
    note = form.add(LineField("Catatan"))
    dialog.set_form(form)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()

    def enter(key: Qt.Key = Qt.Key.Key_Return) -> None:
        QTest.keyClick(dialog.focusWidget(), key)

    with qtbot.assertNotEmitted(dialog.confirmed):
        enter()
        assert name.line.hasFocus()
        assert name.error
        QTest.keyClicks(name.line, "Dwi")
        enter()
        assert subject.paper.hasFocus()
        QTest.keyClicks(subject.paper, "Undangan")
        enter()
        assert subject.paper.toPlainText() == "Undangan", "one paragraph has no second line"
        assert note.line.hasFocus()
        enter(Qt.Key.Key_Enter)
        assert dialog.action.hasFocus()
    with qtbot.waitSignal(dialog.confirmed):
        enter()
    name.set_value("")
    filled.line.setFocus()
    enter()
    enter()
    assert name.line.hasFocus()


def test_enter_presses_a_button_once_however_long_it_is_held(qtbot: QtBot) -> None:
    button = Button("Serahkan")
    qtbot.addWidget(button)
    presses: list[str] = []

    def on_click() -> None:
        presses.append(button.text())

    button.clicked.connect(on_click)
    QTest.keyClick(button, Qt.Key.Key_Return)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, autorep=True)
    QApplication.sendEvent(button, held)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(presses) == 1


def test_a_wrong_form_is_not_confirmed_and_nothing_is_cut(qtbot: QtBot, asked: Asked) -> None:
    with qtbot.assertNotEmitted(asked.dialog.confirmed):
        QTest.mouseClick(asked.dialog.action, Qt.MouseButton.LeftButton)
    assert asked.reason.error == "Wajib diisi."
    assert asked.dialog.isVisible()


def test_a_refusal_keeps_what_was_typed(asked: Asked) -> None:
    QTest.keyClicks(asked.reason.paper, "Lampiran kurang")
    before = asked.dialog.height()
    asked.dialog.fail("Berkas sudah berpindah sejak layar ini dibuka.")
    QApplication.sendPostedEvents()
    assert asked.dialog.isVisible()
    assert asked.reason.value() == "Lampiran kurang"
    assert asked.dialog.notice.text == "Berkas sudah berpindah sejak layar ini dibuka."
    assert asked.dialog.height() > before
    QTest.keyClicks(asked.reason.paper, " sekali")
    assert asked.dialog.notice.isHidden()


def test_escape_asks_once_more_before_words_are_lost(qtbot: QtBot, asked: Asked) -> None:
    QTest.keyClicks(asked.reason.paper, "Lampiran")
    QTest.keyClick(asked.dialog, Qt.Key.Key_Escape)
    assert asked.dialog.isVisible()
    assert "Esc" in asked.dialog.notice.text
    with qtbot.waitSignal(asked.dialog.rejected):
        QTest.keyClick(asked.dialog, Qt.Key.Key_Escape)
    assert not asked.dialog.isVisible()


def test_escape_closes_an_untouched_dialog_at_once(qtbot: QtBot, asked: Asked) -> None:
    with qtbot.waitSignal(asked.dialog.rejected):
        QTest.keyClick(asked.dialog, Qt.Key.Key_Escape)


def test_a_dangerous_answer_is_not_under_enter(qtbot: QtBot) -> None:
    question = Question(
        "Batalkan berkas", "Berkas tidak dapat dijalankan lagi.", None, action="Batalkan", danger=True
    )
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(question)
    with qtbot.waitActive(question):
        question.open()
        question.activateWindow()
    assert question.cancel.hasFocus()
    with qtbot.assertNotEmitted(question.confirmed):
        QTest.keyClick(question.focusWidget(), Qt.Key.Key_Return)
    question.open()
    with qtbot.waitSignals([question.confirmed, question.accepted]):
        QTest.mouseClick(question.action, Qt.MouseButton.LeftButton)


def test_progress_stays_until_the_work_has_stopped(qtbot: QtBot) -> None:
    sheet = ProgressSheet("Mencadangkan", None, text="Menyalin data.")
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(sheet)
    sheet.open()
    sheet.advance(3, 10, "berkas 3")
    assert (sheet.bar.value(), sheet.bar.maximum()) == (3, 10)
    with qtbot.waitSignal(sheet.cancelled):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    with qtbot.assertNotEmitted(sheet.cancelled):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    sheet.finish()
    assert not sheet.isVisible()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 500)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def test_toast_is_undone_by_click_once(host: QWidget) -> None:
    done: list[str] = []
    toast = Toast(host)
    toast.say("Berkas diserahkan ke Sekcam pukul 10.15.", lambda: done.append("urung"))
    assert host.rect().contains(toast.geometry())
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert done == ["urung"]
    assert toast.text == ""


def test_toast_is_undone_by_keys_only_while_it_is_shown(host: QWidget) -> None:
    done: list[str] = []
    toast = Toast(host)
    toast.say("Selesai.", lambda: done.append("urung"))
    QTest.keyClick(host, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(host, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["urung"]


def test_toast_goes_by_itself_but_not_from_under_the_pointer(
    qtbot: QtBot, host: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "TOAST_MS", 1)
    toast = Toast(host)
    toast.say("Selesai.")
    assert not toast.button.isVisible()
    point = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(point, point, point))
    assert not toast.is_counting()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_counting()
    qtbot.waitUntil(toast.isHidden)


def test_notice_speaks_and_can_be_closed(qtbot: QtBot) -> None:
    notice = Notice("Jam komputer mundur.", Tone.WARNING, action="Periksa", closable=True)
    qtbot.addWidget(notice)
    notice.show()
    with qtbot.waitSignal(notice.action_requested):
        QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    close = next(button for button in notice.findChildren(IconButton) if button.accessibleName() == "Tutup")
    with qtbot.waitSignal(notice.closed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.isHidden()
    notice.say("Lagi.")
    assert notice.isVisible()
    notice.say("")
    assert notice.isHidden()


def test_empty_state_offers_the_first_action(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "Belum ada berkas", "Mulailah dengan berkas pertama.", "Berkas baru")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.action_requested):
        QTest.mouseClick(empty.action, Qt.MouseButton.LeftButton)


def test_empty_state_shows_all_its_words(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "Belum ada berkas", "Di sini berkas berjalan dari meja ke meja. " * 4)
    qtbot.addWidget(empty)
    empty.resize(1200, 700)
    empty.show()
    line = empty.words.fontMetrics().lineSpacing()
    assert empty.words.height() >= empty.words.heightForWidth(empty.words.width()) >= 2 * line
    empty.set_words("Tidak ada yang cocok dengan saringan ini.")
    assert empty.words.width() >= empty.words.fontMetrics().horizontalAdvance(empty.words.text())


MARKUP = '<b>tebal</b> & <img src="file:///x">'


def test_typed_markup_is_shown_as_typed(qtbot: QtBot) -> None:
    label, elided, button = Label(MARKUP), ElidedLabel(MARKUP), Button(MARKUP, Kind.MAIN)
    for widget in (label, elided, button):
        qtbot.addWidget(widget)
    assert label.textFormat() == elided.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert button.text().count("&&") == 1
    assert button.accessibleName() == MARKUP
    assert Check("A & B").text() == "A && B"
    assert "<b>" not in plain_tip(MARKUP)
    assert "<img" not in plain_tip(MARKUP)


def test_a_cut_line_tells_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Laporan Akuntabilitas Kinerja Instansi Pemerintah")
    qtbot.addWidget(label)
    label.resize(80, 24)
    label.show()
    assert label.shown().endswith("…")
    assert "Pemerintah" in label.toolTip()
    label.resize(800, 24)
    assert label.toolTip() == ""


def test_pill_is_pressed_by_keys_only_when_it_is_a_button(qtbot: QtBot) -> None:
    pill = Pill("3 terlambat", tokens.State.TERLAMBAT, pressable=True)
    mark = Pill("LAKIP")
    qtbot.addWidget(pill)
    qtbot.addWidget(mark)
    pill.show()
    with qtbot.waitSignal(pill.clicked):
        QTest.keyClick(pill, Qt.Key.Key_Space)
    assert mark.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert mark.sizeHint().width() < pill.sizeHint().width()


def test_line_field_can_hide_what_is_typed(qtbot: QtBot) -> None:
    field = LineField("PIN", secret=True)
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "1234")
    assert field.value() == "1234"
    assert field.line.displayText() != "1234"
