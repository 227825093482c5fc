"""Replies, notes, envelopes and stamps in the dialogs: what can be chosen, and what comes of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LetterState
from sopdesk.services import paper_settings
from sopdesk.services.attachments import keep_picture
from sopdesk.services.letter_forms import COVER, REPLY
from sopdesk.services.letters import layout_of, letter_at_hand, save_form
from sopdesk.services.note_forms import new_form
from sopdesk.services.notes import note_at_hand, notes, save_note
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.services.stamps import StampSetting, save_stamp
from sopdesk.ui.desk import Changes
from sopdesk.ui.papers.chooser import PrinterDialog
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.layout_dialog import LayoutDialog
from sopdesk.ui.papers.letter import LetterDialog
from sopdesk.ui.papers.note import NoteDialog
from sopdesk.ui.papers.note_number import NoteNumberDialog
from tests.services.desk import Clerk
from tests.ui.papers.desk_for_papers import CLERK, NOW, SMALL, Counter
from tests.ui.papers.test_letter import drawn
from tests.ui.papers.test_paper_dialog import know_printer, press_print, window

LEFT = Qt.MouseButton.LeftButton


def reply(counter: Counter, step: int = 3) -> int:
    clerk = Clerk(counter.office, now=NOW - timedelta(days=4))
    answer = clerk.start("balasan", "Permintaan data", addressees=("Kepala Dinas Contoh",))
    clerk.to_step(step)
    return answer.dossier_id


def letter(counter: Counter, dossier: int) -> LetterDialog:
    counter.prints.fill_letter(dossier)
    assert counter.refusals == []
    dialog: LetterDialog = window(counter, LetterDialog)
    return dialog


def paper(counter: Counter, order: PaperOrder) -> PaperDialog:
    counter.prints.show_order(order)
    assert counter.refusals == []
    dialog: PaperDialog = window(counter, PaperDialog)
    return dialog


def pick(field: QWidget, key: Qt.Key) -> None:
    field.setFocus()
    QTest.keyClick(field, key)


def test_a_reply_is_filled_in_seen_and_kept(qtbot: QtBot, counter: Counter) -> None:
    dossier = reply(counter)
    dialog = letter(counter, dossier)
    assert dialog.title.text() == "Surat balasan"
    assert dialog.items.isHidden()
    before = drawn(dialog)
    body = dialog.form_fields.body.paper
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(body, "Data kami lampirkan.")
    QTest.keyClick(body, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: drawn(dialog) != before)
    QTest.mouseClick(dialog.action, LEFT)
    assert counter.said == ["Surat balasan disimpan."]
    form = letter_at_hand(counter.office, dossier, now=counter.now).form
    assert form.kind == REPLY
    assert form.body[0] == "Data kami lampirkan."
    assert form.body[1].startswith("Sehubungan dengan hal tersebut")


def test_the_kind_is_switched_and_switched_back_without_losing_a_word(counter: Counter) -> None:
    dossier = reply(counter)
    dialog = letter(counter, dossier)
    fields = dialog.form_fields
    fields.subject.set_value("Jawaban kami")
    pick(fields.kind.combo, Qt.Key.Key_Up)
    assert dialog.title.text() == "Surat pengantar"
    assert not dialog.items.isHidden()
    assert fields.subject.isHidden()
    assert dialog.items.items()[0].note.startswith("Dengan hormat"), "the office's wording fills the gap"
    dialog.draw()
    assert dialog.told.text == ""
    pick(fields.kind.combo, Qt.Key.Key_Down)
    assert fields.subject.value() == "Jawaban kami"
    pick(fields.kind.combo, Qt.Key.Key_Up)
    QTest.mouseClick(dialog.action, LEFT)
    assert letter_at_hand(counter.office, dossier, now=counter.now).form.kind == COVER


def test_a_reply_without_a_body_is_refused_at_its_field(counter: Counter) -> None:
    dialog = letter(counter, reply(counter))
    dialog.form_fields.body.set_value("")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.isVisible()
    assert dialog.form_fields.body.error == "Wajib diisi."
    dialog.form_fields.body.set_value("x" * 20_001)
    QTest.mouseClick(dialog.action, LEFT)
    assert "20000" in dialog.form_fields.body.error
    dialog.done(0)


def test_an_issued_reply_shows_without_letting_anything_be_changed(counter: Counter) -> None:
    dossier = reply(counter, 14)
    clerk = Clerk(counter.office, now=counter.now)
    clerk.number(dossier=dossier, at=None)
    dialog = letter(counter, dossier)
    assert not dialog.action.isVisible()
    for field in (dialog.form_fields.subject, dialog.form_fields.body, dialog.form_fields.copies_to):
        before = field.value()
        QTest.keyClicks(field.editors[0], "x")
        assert field.value() == before
    assert not dialog.form_fields.kind.isEnabled()
    dialog.reject()


def test_a_paper_is_laid_out_from_its_own_dialog(counter: Counter) -> None:
    dossier = reply(counter)
    dialog = paper(counter, PaperOrder(REPLY, dossier))
    before = dialog.paper.pdf
    QTest.mouseClick(dialog.side.arrange, LEFT)
    asked: LayoutDialog = window(counter, LayoutDialog)
    assert not asked.reset.isVisible()
    asked.fields.sides["left"].line.selectAll()
    QTest.keyClicks(asked.fields.sides["left"].line, "46")
    QTest.mouseClick(asked.action, LEFT)
    assert asked.fields.sides["left"].error == "Paling banyak 45."
    asked.fields.sides["left"].line.selectAll()
    QTest.keyClicks(asked.fields.sides["left"].line, "40")
    QTest.mouseClick(asked.action, LEFT)
    assert layout_of(counter.desk.known, REPLY).left == 40
    assert layout_of(counter.desk.known) == Layout()
    assert dialog.paper.pdf != before
    QTest.mouseClick(dialog.side.arrange, LEFT)
    asked = window(counter, LayoutDialog)
    QTest.mouseClick(asked.reset, LEFT)
    assert dialog.paper.pdf == before
    dialog.reject()


def test_an_issued_letter_keeps_its_layout(counter: Counter) -> None:
    dossier = reply(counter, 14)
    Clerk(counter.office, now=counter.now).number(dossier=dossier, at=None)
    dialog = paper(counter, PaperOrder(REPLY, dossier))
    assert not dialog.side.arrange.isVisible()
    dialog.reject()


def test_the_stamp_is_offered_only_where_it_may_be_and_each_print_says_so(
    qtbot: QtBot, counter: Counter, tmp_path: Path
) -> None:
    file = tmp_path / "cap.png"
    Image.new("RGBA", (80, 80), (90, 0, 120, 140)).save(file)
    name = keep_picture(counter.office, file)
    save_stamp(counter.office, StampSetting(name), by=CLERK, now=counter.now)
    dossier = reply(counter, 14)
    dialog = paper(counter, PaperOrder(REPLY, dossier))
    assert not dialog.side.stamp.isVisible()
    dialog.reject()
    Clerk(counter.office, now=counter.now).number(dossier=dossier, at=None)
    dialog = paper(counter, PaperOrder(REPLY, dossier))
    assert dialog.side.stamp.isVisible()
    plain = dialog.paper.pdf
    QTest.mouseClick(dialog.side.stamp, LEFT, pos=dialog.side.stamp.rect().center() / 4)
    dialog.side.stamp.setChecked(True)
    assert dialog.paper.stamped
    assert dialog.paper.pdf != plain
    know_printer(counter, REPLY)
    press_print(qtbot, counter, dialog)
    with counter.office.store.read() as unit:
        (printed,) = [e for e in unit.log.of_dossier(dossier) if e.kind.value == "print"]
    assert printed.data["stamp"] is True
    QTest.mouseClick(dialog.side.copies["tindih"], LEFT)
    assert not dialog.side.stamp.isVisible()
    assert not dialog.paper.stamped
    dialog.reject()


def test_an_envelope_is_of_the_office_until_another_is_chosen(counter: Counter) -> None:
    dialog = paper(counter, PaperOrder("amplop", reply(counter)))
    assert dialog.side.copies["dl"].isChecked()
    assert "220" in dialog.side.printing.text()
    QTest.mouseClick(dialog.side.copies["c5"], LEFT)
    assert (dialog.paper.copy, "229" in dialog.side.printing.text()) == ("c5", True)
    assert not dialog.side.arrange.isVisible()
    dialog.reject()


def test_the_paper_that_was_chosen_for_one_envelope_is_not_taken_for_another(
    qtbot: QtBot, counter: Counter
) -> None:
    counter.remembered.keep("amplop.pencetak", SMALL)
    dialog = paper(counter, PaperOrder("amplop", reply(counter)))
    QTest.mouseClick(dialog.action, LEFT)
    asked: PrinterDialog = window(counter, PrinterDialog)
    assert asked.paper.isVisible(), "that printer knows no envelope"
    pick(asked.paper.combo, Qt.Key.Key_Down)
    assert "sudut kiri atas" in asked.info.text
    with qtbot.waitSignal(counter.prints.done):
        QTest.mouseClick(asked.action, LEFT)
    QTest.mouseClick(dialog.action, LEFT)
    qtbot.waitUntil(lambda: len(counter.said) == 2)
    QTest.mouseClick(dialog.side.copies["c5"], LEFT)
    QTest.mouseClick(dialog.action, LEFT)
    assert window(counter, PrinterDialog).paper.value() is None, "asked anew for the other size"
    window(counter, PrinterDialog).reject()
    dialog.reject()


def test_labels_that_are_gone_are_left_out(counter: Counter) -> None:
    dialog = paper(counter, PaperOrder("label", reply(counter)))
    before = dialog.paper.pdf
    assert dialog.side.option is not None
    line = dialog.side.option.editors[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "3")
    assert dialog.paper.pdf != before
    QTest.keyClicks(line, "3")
    assert "harus" in dialog.notice.text or "tidak dapat" in dialog.notice.text, "there is no 33rd label"
    dialog.reject()


# Nota dinas


def test_a_note_is_made_numbered_and_locked(counter: Counter) -> None:
    counter.prints.fill_note()
    dialog: NoteDialog = window(counter, NoteDialog)
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.fields.subject.error == "Wajib diisi."
    QTest.keyClicks(dialog.fields.subject.editors[0], "Usulan rapat")
    QTest.mouseClick(dialog.action, LEFT)
    assert counter.said == ["Nota dinas disimpan."]
    (row,) = notes(counter.office)
    assert row.subject == "Usulan rapat"
    number = NoteNumberDialog(counter.desk, row.id, counter.host)
    number.open()
    assert number.text.isHidden()
    QTest.mouseClick(number.action, LEFT)
    assert notes(counter.office)[0].number == "ND/1/Kec.PB/2026"
    counter.prints.fill_note(None, row.id)
    locked: NoteDialog = window(counter, NoteDialog)
    assert not locked.action.isVisible()
    assert "ND/1/Kec.PB/2026" in locked.notice.text
    locked.reject()


def test_the_way_of_numbering_is_remembered(counter: Counter) -> None:
    form = replace(new_form(counter.desk.known, counter.now), subject="Usulan")
    note = save_note(counter.office, form, by=counter.desk.clerk, now=counter.now)
    number = NoteNumberDialog(counter.desk, note, counter.host)
    number.open()
    pick(number.way.combo, Qt.Key.Key_Down)
    QTest.mouseClick(number.action, LEFT)
    assert number.text.error == "Wajib diisi."
    QTest.keyClicks(number.text.line, "5/ND/2026")
    QTest.mouseClick(number.action, LEFT)
    assert note_at_hand(counter.office, note, now=counter.now).note.number == "5/ND/2026"
    later = NoteNumberDialog(counter.desk, note, counter.host)
    later.open()
    assert not later.text.isHidden()
    later.reject()


def test_a_note_prints_as_a_draft_or_clean(counter: Counter) -> None:
    form = replace(new_form(counter.desk.known, counter.now), subject="Usulan")
    note = save_note(counter.office, form, by=counter.desk.clerk, now=counter.now)
    dialog = paper(counter, PaperOrder("nota-dinas", letter=note))
    assert dialog.side.state.text() == "Konsep"
    QTest.mouseClick(dialog.side.copies["siap"], LEFT)
    assert dialog.paper.state == LetterState.SIAP.value
    dialog.reject()


def test_an_open_paper_of_the_office_follows_its_settings(counter: Counter) -> None:
    dialog = paper(counter, PaperOrder("penggaris"))
    before = dialog.paper.pdf
    own = Layout(font_size=10, left=40)
    paper_settings.save_paper_layout(counter.office, "penggaris", own, by=CLERK, now=counter.now)
    counter.desk.tell(Changes(office=True))
    assert dialog.paper.pdf != before or layout_of(counter.desk.known, "penggaris") == own
    dialog.reject()


@pytest.mark.parametrize("name", ["surat-balasan", "riwayat", "lembar-kendali"])
def test_a_dialog_is_titled_by_its_paper(counter: Counter, name: str) -> None:
    dialog = paper(counter, PaperOrder(name, reply(counter)))
    assert dialog.windowTitle().lower().startswith(name.split("-")[0])
    dialog.reject()


def test_saving_a_form_of_one_kind_keeps_the_other(counter: Counter) -> None:
    dossier = reply(counter)
    form = letter_at_hand(counter.office, dossier, now=counter.now).form
    save_form(
        counter.office,
        dossier,
        replace(form, kind=COVER, subject="Tetap ada"),
        by=counter.desk.clerk,
        now=counter.now,
    )
    assert letter_at_hand(counter.office, dossier, now=counter.now).form.subject == "Tetap ada"
