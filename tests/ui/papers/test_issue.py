"""Terbitkan: the number that would come, the number that is taken, and how it comes onto the sheet."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sopdesk.domain.numbers import OUTGOING
from sopdesk.services import queries, settings
from sopdesk.services.next_number import next_number
from sopdesk.services.numbering import NumberWish
from sopdesk.services.office import Office
from sopdesk.services.views import RegisterRow
from sopdesk.ui.desk import Changes
from sopdesk.ui.numbers.acts import NumberActs
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.papers.issue import IssueDialog
from sopdesk.ui.papers.issued import Way
from tests.ui.papers.desk_for_papers import TODAY, Counter

LEFT = Qt.MouseButton.LeftButton


def opened(counter: Counter, dossier: int | None = None, step: int | None = None) -> IssueDialog:
    counter.prints.issue(dossier, step)
    assert counter.refusals == []
    found = [w for w in counter.host.findChildren(IssueDialog) if w.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(counter: Counter, count: int = 12) -> None:
    """Numbers that the office gave before, on the day."""
    for _ in range(count):
        counter.desk.take_number(NumberWish(OUTGOING, "Undangan", "Kepala Desa", TODAY))


def lines(counter: Counter) -> list[RegisterRow]:
    return queries.register(counter.office, OUTGOING, 2026)


def retype(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)


def choose(dialog: IssueDialog, words: str) -> None:
    """Choose with the keys how the letter is numbered."""
    combo = dialog.way.how.combo
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentText() != words:
        before = combo.currentIndex()
        QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before, f"{words} is not offered"


def test_number_is_shown_before_it_is_taken(counter: Counter) -> None:
    fill(counter)
    dialog = opened(counter, counter.dossier(12), 12)
    assert dialog.shown_number == "000.7.2.8/13/Kec.PB/2026"
    assert dialog.hint.text() == "Nomor berikut: 13 · nomor terakhir 12 tanggal 23/11/2026."
    assert dialog.addressee.value() == "Kepala BAPPEDA Kabupaten Kotawaringin Barat"
    assert dialog.subject.value().startswith("Laporan Realisasi Fisik dan Keuangan")
    assert len(lines(counter)) == 12, "showing it takes nothing"
    dialog.reject()
    assert len(lines(counter)) == 12


def test_number_follows_the_code_and_the_year(counter: Counter) -> None:
    fill(counter, 2)
    dialog = opened(counter)
    retype(dialog.code.line, "005")
    assert dialog.shown_number == "005/3/Kec.PB/2026"
    retype(dialog.day.line, "2/1/2027")
    assert dialog.shown_number == "005/1/Kec.PB/2027"
    assert dialog.hint.text().startswith("Nomor berikut: 1, yang pertama tahun 2027. Tanggal itu belum tiba")
    retype(dialog.day.line, "bukan tanggal")
    assert dialog.shown_number == ""
    dialog.reject()


def test_a_date_to_come_is_warned_of(counter: Counter) -> None:
    """It would leave only inserted numbers for every day before it."""
    dialog = opened(counter)
    retype(dialog.day.line, "24/11/2026")
    assert dialog.hint.text().endswith("nomor untuk hari sebelum 24/11/2026 nanti hanya dapat sisipan.")
    retype(dialog.day.line, "23/11/2026")
    assert "belum tiba" not in dialog.hint.text()
    dialog.reject()


def test_number_taken_by_another_moves_the_hint(counter: Counter) -> None:
    dialog = opened(counter)
    assert dialog.shown_number.split("/")[1] == "1"
    fill(counter, 1)
    assert dialog.shown_number.split("/")[1] == "2"
    dialog.reject()


def test_number_is_taken_and_the_letter_is_issued(qtbot: QtBot, counter: Counter) -> None:
    fill(counter)
    dossier = counter.dossier(12)
    dialog = opened(counter, dossier, 12)
    with qtbot.waitSignal(dialog.issued) as issued:
        QTest.mouseClick(dialog.action, LEFT)
    assert issued.args is not None
    assert issued.args[0].text == "000.7.2.8/13/Kec.PB/2026"
    row = lines(counter)[-1]
    assert (row.text, row.dossier_id, row.date) == ("000.7.2.8/13/Kec.PB/2026", dossier, TODAY)
    assert counter.said == ["Nomor 000.7.2.8/13/Kec.PB/2026 diambil."]
    assert dialog.done_page.number.text() == "000.7.2.8/13/Kec.PB/2026"
    assert dialog.action.text() == "Nanti saja"
    QTest.mouseClick(dialog.action, LEFT)
    assert not dialog.isVisible()
    assert len(lines(counter)) == 13, "the button takes no second number"


@pytest.mark.parametrize(("way", "copy"), [(Way.OVERPRINT, "tindih"), (Way.REPRINT, "lembar")])
def test_ways_that_print(counter: Counter, way: Way, copy: str) -> None:
    dialog = opened(counter, counter.dossier(12), 12)
    QTest.mouseClick(dialog.action, LEFT)
    QTest.mouseClick(dialog.done_page.buttons[way], LEFT)
    papers = [w for w in counter.host.findChildren(PaperDialog) if w.isVisible()]
    assert [p.paper.copy for p in papers] == [copy]
    papers[0].reject()


def test_number_written_by_hand_is_recorded(counter: Counter) -> None:
    dossier = counter.dossier(12)
    dialog = opened(counter, dossier, 12)
    QTest.mouseClick(dialog.action, LEFT)
    QTest.mouseClick(dialog.done_page.buttons[Way.BY_HAND], LEFT)
    assert counter.log(dossier)[0] == "Nomor dan tanggal ditulis tangan pada lembar bertanda tangan"
    assert not dialog.isVisible()


def test_letter_of_its_own_has_no_sheet_to_print(counter: Counter) -> None:
    dialog = opened(counter)
    assert dialog.action.text() == "Ambil nomor"
    dialog.addressee.set_value("Camat Tetangga")
    dialog.subject.set_value("Undangan <b>& rapat")
    QTest.mouseClick(dialog.action, LEFT)
    assert list(dialog.done_page.buttons) == [Way.COPY]
    QTest.mouseClick(dialog.done_page.buttons[Way.COPY], LEFT)
    assert QGuiApplication.clipboard().text() == "000/1/Kec.PB/2026"
    QTest.mouseClick(dialog.action, LEFT)
    assert [(r.subject, r.party) for r in lines(counter)] == [("Undangan <b>& rapat", "Camat Tetangga")]


def test_what_is_missing_is_said_where_it_is(counter: Counter) -> None:
    dialog = opened(counter)
    dialog.code.set_value("")
    QTest.mouseClick(dialog.action, LEFT)
    assert [f.error for f in (dialog.addressee, dialog.subject, dialog.code)] == ["Wajib diisi."] * 3
    dialog.subject.paper.setPlainText("x" * 501)
    QTest.mouseClick(dialog.action, LEFT)
    assert "501" in dialog.subject.error
    assert len(dialog.subject.paper.toPlainText()) == 501
    assert lines(counter) == []
    dialog.reject()


def test_date_before_the_last_number_is_refused(counter: Counter) -> None:
    fill(counter)
    dialog = opened(counter)
    dialog.addressee.set_value("A")
    dialog.subject.set_value("B")
    retype(dialog.day.line, "20/11/2026")
    assert "gunakan nomor sisipan" in dialog.hint.text()
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.day.error == (
        "Nomor 12 sudah bertanggal 23/11/2026. Untuk tanggal yang lebih awal gunakan nomor sisipan dengan alasan."
    )
    assert len(lines(counter)) == 12
    dialog.reject()


def test_inserted_number(counter: Counter) -> None:
    fill(counter)
    dialog = opened(counter)
    dialog.addressee.set_value("A")
    dialog.subject.set_value("B")
    assert not dialog.way.after.isVisible()
    retype(dialog.day.line, "20/11/2026")
    choose(dialog, "Nomor sisipan untuk tanggal yang sudah lewat")
    assert dialog.way.after.isVisible()
    retype(dialog.way.after.line, "40")
    assert dialog.hint.text() == "Nomor 40 belum pernah diberikan tahun 2026."
    retype(dialog.way.after.line, "7")
    assert dialog.shown_number == "000/7.a/Kec.PB/2026"
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.way.reason.error == "Wajib diisi."
    QTest.keyClicks(dialog.way.reason.line, "Surat lupa dicatat")
    QTest.mouseClick(dialog.action, LEFT)
    row = next(r for r in lines(counter) if r.insert)
    assert (row.shown, row.reason, row.date) == ("7.a", "Surat lupa dicatat", date(2026, 11, 20))
    dialog.reject()
    assert next_number(counter.office, OUTGOING, 2026, insert_after=7).shown == "7.b"
    assert next_number(counter.office, OUTGOING, 2026).shown == "13", "the counter does not move"


def test_unknown_number_to_insert_after(counter: Counter) -> None:
    fill(counter, 2)
    dialog = opened(counter)
    dialog.addressee.set_value("A")
    dialog.subject.set_value("B")
    choose(dialog, "Nomor sisipan untuk tanggal yang sudah lewat")
    dialog.way.after.set_value("9")
    dialog.way.reason.set_value("Sebab")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.way.after.error == "Nomor 9 tidak ada di buku agenda tahun 2026."
    dialog.reject()


def test_a_reserved_number_is_chosen(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier(12), 12)
    assert "Nomor yang dicadangkan" not in [
        dialog.way.how.combo.itemText(i) for i in range(dialog.way.how.combo.count())
    ]
    NumberActs(counter.desk).reserve(TODAY, person="Kasi Ekbang", reason="Menyusul", count=2, series="")
    fill(counter, 1)
    choose(dialog, "Nomor yang dicadangkan")
    assert dialog.shown_number == "…"
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.way.reserved.error == "Wajib diisi."
    QTest.keyClick(dialog.way.reserved.combo, Qt.Key.Key_Down)
    QTest.keyClick(dialog.way.reserved.combo, Qt.Key.Key_Down)
    assert dialog.shown_number == "000.7.2.8/2/Kec.PB/2026"
    assert dialog.hint.text() == "Dicadangkan untuk Kasi Ekbang. Nomor urut tidak bergeser."
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.done_page.number.text() == "000.7.2.8/2/Kec.PB/2026"
    assert [(r.urut, r.state) for r in lines(counter)] == [(1, "reserved"), (2, "issued"), (3, "issued")]
    dialog.reject()


def test_a_number_that_is_on_the_letter_already(counter: Counter) -> None:
    fill(counter, 2)
    dialog = opened(counter)
    dialog.addressee.set_value("A")
    dialog.subject.set_value("B")
    choose(dialog, "Nomor sudah ditulis tangan pada surat")
    assert not dialog.way.reason.isVisible()
    QTest.keyClicks(dialog.way.written.line, "2")
    QTest.mouseClick(dialog.action, LEFT)
    assert (
        dialog.way.written.error
        == "Nomor 2 sudah dipakai: 000/2/Kec.PB/2026. Periksa nomor yang tertulis pada surat."
    )
    retype(dialog.way.written.line, "3")
    assert dialog.hint.text() == "Sama dengan nomor berikut menurut buku."
    assert not dialog.way.reason.isVisible()
    retype(dialog.way.written.line, "5")
    assert dialog.way.reason.isVisible()
    assert dialog.hint.text().startswith("Nomor 3–4 belum ada di buku")
    QTest.keyClicks(dialog.way.reason.line, "Ditulis di buku lama")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.done_page.number.text() == "000/5/Kec.PB/2026"
    assert [r.state for r in lines(counter)] == ["issued", "issued", "outside", "outside", "issued"]
    dialog.reject()


def test_a_long_jump_is_asked_for_again(counter: Counter) -> None:
    dialog = opened(counter)
    dialog.addressee.set_value("A")
    dialog.subject.set_value("B")
    choose(dialog, "Nomor sudah ditulis tangan pada surat")
    QTest.keyClicks(dialog.way.written.line, "355")
    QTest.keyClicks(dialog.way.reason.line, "Buku lama")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.notice.text.startswith("Nomor 355 melompati 354 nomor; yang berikut 1.")
    assert dialog.action.text() == "Tetap ambil nomor"
    assert lines(counter) == []
    retype(dialog.way.written.line, "35")
    assert dialog.action.text() == "Ambil nomor", "what is typed anew is asked for anew"
    QTest.mouseClick(dialog.action, LEFT)
    QTest.mouseClick(dialog.action, LEFT)
    assert len(lines(counter)) == 35
    dialog.reject()


def test_number_before_the_signature_is_refused(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier(11), 11)
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.notice.text.startswith("Surat belum ditandatangani Camat")
    assert dialog.addressee.value()
    assert lines(counter) == []
    dialog.reject()


def test_dossier_that_moved_since_is_refused(counter: Counter) -> None:
    dialog = opened(counter, counter.dossier(12), 11)
    QTest.mouseClick(dialog.action, LEFT)
    assert "sudah berpindah ke langkah 12" in dialog.notice.text
    assert lines(counter) == []
    dialog.reject()


def test_number_follows_the_offices_own_form(counter: Counter) -> None:
    profile = replace(
        counter.desk.known.profile, number_format="{kode}/{urut:3}/{unit}/{bulan_romawi}/{tahun}"
    )
    settings.save_profile(counter.office, profile, by="Admin", now=counter.now)
    counter.desk.tell(Changes(office=True))
    dialog = opened(counter)
    assert dialog.shown_number == "000/001/Kec.PB/XI/2026"
    dialog.addressee.set_value("A")
    dialog.subject.set_value("B")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.done_page.number.text() == "000/001/Kec.PB/XI/2026"
    dialog.reject()


def test_unknown_dossier_opens_nothing(counter: Counter) -> None:
    counter.prints.issue(4711, 1)
    counter.prints.fill_letter(4711)
    assert [("tidak ditemukan" in words) for words in counter.refusals] == [True, True]


def test_next_number_of_an_empty_year(office: Office) -> None:
    found = next_number(office, OUTGOING, 2031)
    assert (found.shown, found.last, found.last_date, found.closed) == ("1", 0, None, False)
    assert not next_number(office, OUTGOING, 2031, insert_after=1).known
