"""The form of a surat pengantar: it follows typing, keeps what was typed, and is locked once issued."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.domain.letters import LetterItem
from sopdesk.domain.officials import Status
from sopdesk.domain.signing import Form
from sopdesk.domain.sop import Desk as Place
from sopdesk.services import letters, settings
from sopdesk.services.numbering import NumberWish
from sopdesk.ui.papers.letter import LetterDialog
from sopdesk.ui.papers.preview import FullPreview
from tests.ui.papers.desk_for_papers import TODAY, Counter

LEFT = Qt.MouseButton.LeftButton
ODD = "Buku <b>tebal</b> & “kutip” 😀 عربي"


def opened(counter: Counter, dossier: int) -> LetterDialog:
    counter.prints.fill_letter(dossier)
    assert counter.refusals == []
    found = [w for w in counter.host.findChildren(LetterDialog) if w.isVisible()]
    assert len(found) == 1
    return found[0]


def kept(counter: Counter, dossier: int) -> letters.LetterForm:
    return letters.letter_at_hand(counter.office, dossier, now=counter.now).form


def drawn(dialog: LetterDialog) -> Any:
    return dialog._draft.pdf if dialog._draft else None


def test_form_begins_with_what_the_sop_suggests(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier())
    assert dialog.addressee.value() == "Kepala BAPPEDA Kabupaten Kotawaringin Barat"
    assert dialog.place.value() == "Pangkalan Bun"
    assert dialog.code.value() == "000.7.2.8"
    assert dialog.items.rows[0].cells[1].text() == "1 (satu) berkas"
    assert dialog.signature.name.text() == "NAMA CAMAT, S.IP."
    dialog.reject()


def test_letter_follows_typing_after_a_pause(qtbot: QtBot, counter: Counter) -> None:
    dossier = counter.dossier()
    dialog = opened(counter, dossier)
    before = drawn(dialog)
    QTest.keyClicks(dialog.place.line, " Kota")
    assert drawn(dialog) == before, "not with every letter"
    qtbot.waitUntil(lambda: drawn(dialog) != before)
    assert kept(counter, dossier).addressee_place == "Pangkalan Bun", "nothing is kept before Simpan"
    dialog.reject()


def test_what_is_filled_in_is_kept_word_for_word(counter: Counter) -> None:
    dossier = counter.dossier()
    dialog = opened(counter, dossier)
    dialog.addressee.set_value("Kepala Dinas <i>&\nKabupaten Contoh")
    dialog.items.rows[0].cells[0].setPlainText(ODD)
    QTest.mouseClick(dialog.items.more, LEFT)
    cells = dialog.items.rows[1].cells
    assert cells[0].hasFocus() or dialog.items.rows[1].number.text() == "2."
    QTest.keyClicks(cells[0], "Keping CD")
    cells[2].setPlainText("Baris satu\nbaris dua")
    dialog.signing.set_value(Form.AN)
    dialog.code.set_value("050")
    QTest.mouseClick(dialog.action, LEFT)
    assert counter.said == ["Surat pengantar disimpan."]
    form = kept(counter, dossier)
    assert form.addressee_lines == ("Kepala Dinas <i>&", "Kabupaten Contoh")
    assert form.items[0].text == ODD
    assert form.items[1] == LetterItem("Keping CD", "1 (satu) berkas", "Baris satu\nbaris dua")
    assert (form.form, form.code) == (Form.AN, "050")


def test_row_can_be_removed_but_never_the_last(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier())
    assert not dialog.items.rows[0].drop.isEnabled()
    QTest.mouseClick(dialog.items.more, LEFT)
    QTest.keyClicks(dialog.items.rows[1].cells[0], "Yang tinggal")
    QTest.mouseClick(dialog.items.rows[0].drop, LEFT)
    assert [row.item().text for row in dialog.items.rows] == ["Yang tinggal"]
    assert dialog.items.rows[0].number.text() == "1."
    assert not dialog.items.rows[0].drop.isEnabled()
    dialog.reject()


def test_row_that_holds_nothing_is_not_printed(counter: Counter) -> None:
    dossier = counter.dossier()
    dialog = opened(counter, dossier)
    QTest.mouseClick(dialog.items.more, LEFT)
    QTest.mouseClick(dialog.action, LEFT)
    assert len(kept(counter, dossier).items) == 1


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        (0, "", "Baris 1: jenis yang dikirim belum diisi."),
        (1, "", "Baris 1: banyaknya belum diisi."),
        (0, "x" * 501, "Baris 1: jenis yang dikirim paling banyak 500 huruf, kini 501."),
        (1, "y" * 10_000, "Baris 1: banyaknya paling banyak 160 huruf, kini 10000."),
    ],
)
def test_wrong_row_is_named_and_stays(counter: Counter, column: int, text: str, sentence: str) -> None:
    dossier = counter.dossier()
    dialog = opened(counter, dossier)
    cell = dialog.items.rows[0].cells[column]
    cell.setPlainText(text)
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.isVisible()
    assert dialog.items.error == sentence
    assert cell.toPlainText() == text
    assert counter.said == []
    dialog.reject()


@pytest.mark.parametrize("text", ["", "   ", "a" * 201, "\n".join(["baris"] * 11)])
def test_wrong_addressee_stays_as_typed(counter: Counter, text: str) -> None:
    dialog = opened(counter, counter.dossier())
    dialog.addressee.paper.setPlainText(text)
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.addressee.error
    assert dialog.addressee.paper.toPlainText() == text
    dialog.draw()  # a text without room leaves the last picture
    assert drawn(dialog) is not None
    dialog.reject()


def test_signature_block_is_shown_live(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier())
    dialog.signing.combo.setFocus()
    QTest.keyClick(dialog.signing.combo, Qt.Key.Key_Down)
    dialog.signing.combo.activated.emit(dialog.signing.combo.currentIndex())
    assert dialog.signature.head.text() == "a.n. CAMAT PANGKALAN BANTENG\nSEKRETARIS KECAMATAN,"
    assert dialog.signature.name.text() == "NAMA SEKRETARIS, S.E."
    assert dialog.signature.foot.text() == "Pembina (IV/a)", "no label without a NIP"
    dialog.reject()


def test_form_that_nobody_can_sign_is_refused(counter: Counter) -> None:
    """The office has no Kasubbag yet, so nobody can sign u.b."""
    dossier = counter.dossier()
    dialog = opened(counter, dossier)
    dialog.signing.set_value(Form.UB)
    dialog.signing.edited.emit()
    assert "Lengkapi di Pengaturan" in dialog.signature.head.text()
    QTest.mouseClick(dialog.action, LEFT)
    assert "Lengkapi di Pengaturan" in dialog.signing.error
    assert kept(counter, dossier).form is Form.LANGSUNG
    dialog.reject()


def test_missing_characters_are_named_while_typing(qtbot: QtBot, counter: Counter) -> None:
    dialog = opened(counter, counter.dossier())
    dialog.items.rows[0].cells[0].setPlainText("Laporan 😀")
    qtbot.waitUntil(lambda: "U+1F600" in dialog.told.text)
    dialog.items.rows[0].cells[0].setPlainText("Laporan")
    qtbot.waitUntil(lambda: dialog.told.text == "")
    dialog.reject()


def test_full_preview_shows_what_is_typed(counter: Counter) -> None:
    dossier = counter.dossier()
    dialog = opened(counter, dossier)
    before = drawn(dialog)
    dialog.place.set_value("Sampit")
    QTest.mouseClick(dialog.full, LEFT)
    full = dialog.findChildren(FullPreview)[0]
    assert full.isVisible()
    assert drawn(dialog) != before
    QTest.mouseClick(full.action, LEFT)
    assert dialog.isVisible()
    assert kept(counter, dossier).addressee_place == "Pangkalan Bun"
    dialog.reject()


def test_issued_letter_is_locked(counter: Counter) -> None:
    dossier = counter.dossier(12)
    wish = NumberWish("outgoing", "Laporan", "BAPPEDA", TODAY)
    answer = counter.desk.take_number(wish, dossier=dossier, at=counter.now)
    dialog = opened(counter, dossier)
    assert answer.text in dialog.notice.text
    assert "tidak dapat diubah lagi" in dialog.notice.text
    assert not dialog.action.isVisible()
    before = dialog.items.rows[0].cells[0].text()
    QTest.keyClicks(dialog.items.rows[0].cells[0], "diubah")
    QTest.keyClicks(dialog.place.line, "diubah")
    assert dialog.items.rows[0].cells[0].text() == before
    assert dialog.place.value() == "Pangkalan Bun"
    QTest.mouseClick(dialog.cancel, LEFT)
    assert not dialog.isVisible()


def test_letter_issued_meanwhile_is_told(counter: Counter) -> None:
    dossier = counter.dossier(12)
    dialog = opened(counter, dossier)
    dialog.place.set_value("Diketik lama")
    wish = NumberWish("outgoing", "Laporan", "BAPPEDA", TODAY)
    counter.desk.take_number(wish, dossier=dossier, at=counter.now)
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.notice.text.startswith("Surat ini sudah bernomor")
    assert dialog.place.value() == "Diketik lama"
    dialog.reject()


def test_enter_stays_in_the_note_and_moves_nothing_else(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier())
    text, _, note = dialog.items.rows[0].cells
    text.setPlainText("satu")
    note.setPlainText("")
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert text.toPlainText() == "satu"
    assert note.toPlainText() == "\n"
    assert dialog.isVisible()
    dialog.reject()


def test_every_cell_has_a_name(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier())
    names = [cell.accessibleName() for cell in dialog.items.rows[0].cells]
    assert names == ["Jenis yang dikirim, baris 1", "Banyaknya, baris 1", "Keterangan, baris 1"]
    assert dialog.items.rows[0].drop.accessibleName() == "Hapus baris 1"
    dialog.reject()


def test_stand_in_is_named_as_such(counter: Counter) -> None:
    wish = settings.AppointmentWish(
        Place.CAMAT,
        "Camat Pangkalan Banteng",
        "Nama Pengganti",
        status=Status.PLT,
        begins=date(2026, 11, 1),
        ends=TODAY + timedelta(days=30),
    )
    settings.save_appointment(counter.office, wish, by="Admin", now=counter.now)
    dialog = opened(counter, counter.dossier())
    assert dialog.signature.head.text() == "Plt. CAMAT PANGKALAN BANTENG,"
    assert dialog.signature.name.text() == "NAMA PENGGANTI"
    dialog.reject()
