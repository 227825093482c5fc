"""Surat keluar: numbers are kept, given back, used elsewhere, corrected, examined, and the year is closed."""

from datetime import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.numbers import Numbering, SeriesMode
from sopdesk.services import year_closing
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.number_settings import save_numbering
from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.services.queries import register
from sopdesk.services.verification import verify
from sopdesk.services.views import RegisterRow
from sopdesk.ui.agenda.incoming.page import IncomingPage
from sopdesk.ui.agenda.integrity import CloseYearDialog, IntegrityDialog
from sopdesk.ui.agenda.outgoing.correct import CorrectDialog
from sopdesk.ui.agenda.outgoing.line import LineDialog
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.agenda.outgoing.reserve import OutsideDialog, ReserveDialog
from sopdesk.ui.agenda.outgoing.void import VoidDialog
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.notice import Notice
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import WIB, Clerk

LEFT = Qt.MouseButton.LeftButton
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def opened(qtbot: QtBot, clerk: Clerk, page: OutgoingPage) -> OutgoingPage:
    """Three letters, the second of a dossier."""
    clerk.number(dossier=None, subject="Undangan")
    clerk.start("lakip", from_step=12)
    clerk.number(subject="LAKIP 2025")
    clerk.number(dossier=None, subject="Edaran")
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def rows(office: Office) -> dict[str, RegisterRow]:
    return {row.shown: row for row in register(office, "outgoing", 2026)}


def states(office: Office) -> list[str]:
    return [row.state for row in rows(office).values()]


def pick(page: OutgoingPage, row: int) -> None:
    view = page.table.view
    place = view.visualRect(page.table.model.index(row, 1)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)


def more(page: OutgoingPage, action: QAction) -> None:
    """Choose it in the menu behind *Lainnya*."""
    QTest.mouseClick(page.more, LEFT)
    (menu,) = (m for m in page.findChildren(QMenu, "lainnya-agenda") if m.isVisible())
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def dialog_of(page: QWidget, kind: type[D], qtbot: QtBot) -> D:
    (found,) = (d for d in page.findChildren(kind) if d.isVisible())
    qtbot.waitUntil(found.isActiveWindow)
    return found


def press(page: OutgoingPage, key: Qt.Key, qtbot: QtBot) -> None:
    """Press it with Ctrl in the table."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, key, Qt.KeyboardModifier.ControlModifier)


def retype(field: LineField, text: str) -> None:
    field.line.selectAll()
    QTest.keyClicks(field.line, text)


def test_numbers_are_reserved_and_one_is_given_back(
    opened: OutgoingPage, office: Office, qtbot: QtBot
) -> None:
    more(opened, opened.deeds.reserve)
    dialog = dialog_of(opened, ReserveDialog, qtbot)
    QTest.mouseClick(dialog.action, LEFT)
    assert [f.error for f in (dialog.person, dialog.reason)] == ["Wajib diisi."] * 2
    QTest.keyClicks(dialog.person.line, "Kasi <b>Ekbang</b>")
    retype(dialog.amount, "2")
    assert dialog.hint.text() == "Yang dicadangkan: nomor 4–5."
    QTest.keyClicks(dialog.reason.line, "Menyusul")
    with qtbot.waitSignal(opened.done) as told:
        QTest.mouseClick(dialog.action, LEFT)
    assert told.args == ["Nomor 4–5 dicadangkan untuk Kasi <b>Ekbang</b> tanggal 23/11/2026."]
    assert states(office) == ["issued"] * 3 + ["reserved"] * 2
    pick(opened, 3)
    assert opened.deeds.void.text() == "Lepaskan cadangan…"
    assert not opened.deeds.correct.isEnabled()
    press(opened, Qt.Key.Key_Delete, qtbot)
    gone = dialog_of(opened, VoidDialog, qtbot)
    QTest.keyClicks(gone.reason.line, "Tidak jadi")
    with qtbot.waitSignal(opened.done) as told:
        QTest.mouseClick(gone.action, LEFT)
    assert told.args == ["Nomor 4 dilepas dan menjadi BATAL."]
    assert states(office) == ["issued"] * 3 + ["void", "reserved"]


def test_a_day_before_the_last_stays_at_its_field(opened: OutgoingPage, office: Office, qtbot: QtBot) -> None:
    more(opened, opened.deeds.reserve)
    dialog = dialog_of(opened, ReserveDialog, qtbot)
    QTest.keyClicks(dialog.person.line, "Kasi")
    QTest.keyClicks(dialog.reason.line, "Menyusul")
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "1/11/2026")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.day.error.startswith("Nomor 3 sudah bertanggal 20/11/2026.")
    assert states(office) == ["issued"] * 3
    dialog.reject()


def test_numbers_used_elsewhere_are_asked_for_twice(
    opened: OutgoingPage, office: Office, qtbot: QtBot
) -> None:
    more(opened, opened.deeds.outside)
    dialog = dialog_of(opened, OutsideDialog, qtbot)
    QTest.keyClicks(dialog.upto.line, "2")
    assert dialog.hint.text() == "Nomor 2 sudah ada di buku. Nomor berikut: 4."
    QTest.keyClicks(dialog.reason.line, "Buku lama")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.notice.text == "Nomor 2 sudah dipakai. Periksa nomor yang tertulis pada surat."
    retype(dialog.upto, "30")
    assert dialog.hint.text().startswith(
        "Yang dicatat sebagai dipakai di luar aplikasi: nomor 4–30 (27 nomor)."
    )
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.action.text() == "Tetap catat"
    assert dialog.notice.text.startswith(
        "Nomor 4 sampai 30, 27 nomor, akan dicatat sebagai dipakai di luar aplikasi."
    )
    assert states(office) == ["issued"] * 3
    retype(dialog.upto, "31")
    assert dialog.action.text() == "Catat"
    for _ in range(2):
        QTest.mouseClick(dialog.action, LEFT)
    assert states(office) == ["issued"] * 3 + ["outside"] * 28
    assert "28 dipakai di luar aplikasi" in opened.sums.text()


def test_a_mistyped_number_is_corrected(
    opened: OutgoingPage, office: Office, desk: Desk, qtbot: QtBot
) -> None:
    pick(opened, 1)
    more(opened, opened.deeds.correct)
    dialog = dialog_of(opened, CorrectDialog, qtbot)
    assert not dialog.to.isVisible()
    before = dialog.height()
    dialog.what.combo.setFocus()
    QTest.keyClick(dialog.what.combo, Qt.Key.Key_Down)
    assert dialog.to.isVisible()
    assert dialog.height() < before, "the fewer fields leave no empty room"
    assert not dialog.subject.isVisible()
    QTest.keyClicks(dialog.to.line, "3")
    QTest.keyClicks(dialog.reason.line, "Salah ketik")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.to.error.startswith("Nomor 3 sudah dipakai")
    retype(dialog.to, "40")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.action.text() == "Tetap betulkan"
    retype(dialog.to, "4")
    told: list[Changes] = []
    desk.changed.connect(told.append)
    with qtbot.waitSignal(opened.done) as said:
        QTest.mouseClick(dialog.action, LEFT)
    assert said.args == ["Nomor 2 dibetulkan menjadi 000.8.6.3/4/Kec/2026."]
    assert told[0].dossiers == {rows(office)["4"].dossier_id}
    assert states(office) == ["issued", "corrected", "issued", "issued"]
    pick(opened, 1)
    assert not opened.deeds.correct.isEnabled()
    assert not opened.deeds.void.isEnabled()
    more(opened, opened.deeds.detail)
    detail = dialog_of(opened, LineDialog, qtbot)
    assert not detail.open_dossier.isVisible()
    assert detail.history[-1].words.startswith("Surat dipindahkan ke nomor 000.8.6.3/4/Kec/2026")
    detail.accept()


def test_what_a_line_says_is_mended(opened: OutgoingPage, office: Office, qtbot: QtBot) -> None:
    pick(opened, 0)
    opened.deeds.correct.trigger()
    dialog = dialog_of(opened, CorrectDialog, qtbot)
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.reason.error == "Wajib diisi."
    QTest.keyClicks(dialog.reason.line, "Salah catat")
    QTest.mouseClick(dialog.action, LEFT)
    assert "tidak ada yang berubah" in dialog.subject.error
    dialog.subject.paper.selectAll()
    QTest.keyClicks(dialog.subject.paper, "Undangan <i>rapat</i>")
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "21/11/2026")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.day.error.startswith("Nomor 2 sudah bertanggal 20/11/2026.")
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "20/11/2026")
    QTest.mouseClick(dialog.action, LEFT)
    assert rows(office)["1"].subject == "Undangan <i>rapat</i>"
    pick(opened, 0)
    press(opened, Qt.Key.Key_I, qtbot)
    detail = dialog_of(opened, LineDialog, qtbot)
    assert [e.words for e in detail.history] == [
        "Nomor diambil: 000/1/Kec/2026",
        "Dibetulkan: isi semula “Undangan”",
    ]
    QTest.keyClick(detail, Qt.Key.Key_Escape)
    assert verify(office).problems == ()


def test_the_detail_leads_to_the_dossier(opened: OutgoingPage, clerk: Clerk, qtbot: QtBot) -> None:
    pick(opened, 1)
    opened.deeds.detail.trigger()
    detail = dialog_of(opened, LineDialog, qtbot)
    with qtbot.waitSignal(opened.dossier_opened) as told:
        QTest.mouseClick(detail.open_dossier, LEFT)
    assert told.args == [clerk.row.id]


def test_the_report_names_what_is_special(opened: OutgoingPage, clerk: Clerk, qtbot: QtBot) -> None:
    clerk.void(3, "Salah tujuan")
    clerk.number(dossier=None, insert_after=1, reason="Tertinggal")
    opened.refresh(Changes(registers=True))
    more(opened, opened.deeds.check)
    dialog = dialog_of(opened, IntegrityDialog, qtbot)
    assert [(s.shown, s.words, s.reason) for s in dialog.table.model.records] == [
        ("1.a", "Sisipan", "Tertinggal"),
        ("3", "BATAL", "Salah tujuan"),
    ]
    assert dialog.verdict.text == "Nomor 1–3 lengkap, termasuk 1 BATAL dengan alasan."
    QTest.mouseClick(dialog.close_year, LEFT)
    asked = dialog_of(opened, CloseYearDialog, qtbot)
    assert not asked.action.isEnabled(), "the year still runs"
    asked.reject()


def test_a_gap_is_told_in_the_report(opened: OutgoingPage, office: Office, qtbot: QtBot) -> None:
    with office.store.write() as unit:
        unit._connection.exec_driver_sql("DELETE FROM register_line WHERE urut = 3")
    opened.deeds.check.trigger()
    dialog = dialog_of(opened, IntegrityDialog, qtbot)
    assert dialog.verdict.text.startswith("Nomor 3 tidak ada di buku dan tidak ada penjelasannya.")
    dialog.accept()


def test_an_empty_year_has_nothing_to_close(page: OutgoingPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    page.deeds.check.trigger()
    dialog = dialog_of(page, IntegrityDialog, qtbot)
    assert dialog.verdict.text == "Belum ada nomor pada tahun 2026."
    assert not dialog.close_year.isVisible()
    dialog.accept()
    page.deeds.close_year.trigger()
    asked = dialog_of(page, CloseYearDialog, qtbot)
    (notice,) = [each for each in asked.findChildren(Notice) if each.isVisible()]
    assert notice.text == "Belum ada nomor pada tahun 2026, jadi tidak ada yang ditutup."
    assert not asked.action.isEnabled()
    asked.reject()


def test_a_year_is_closed_and_its_minutes_are_asked_for(
    opened: OutgoingPage, office: Office, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "now", datetime(2026, 12, 31, 14, tzinfo=WIB).astimezone)
    more(opened, opened.deeds.close_year)
    dialog = dialog_of(opened, CloseYearDialog, qtbot)
    assert not dialog.action.hasFocus(), "Enter must not close a year"
    with qtbot.waitSignals([opened.done, opened.paper_requested]):
        QTest.mouseClick(dialog.action, LEFT)
    assert opened.sums.text().count("tahun sudah ditutup") == 1
    assert not opened.deeds.close_year.isVisible()
    with qtbot.waitSignal(opened.paper_requested) as told:
        more(opened, opened.deeds.minutes)
    assert told.args == [PaperOrder("berita-acara", year=2026, option="outgoing")]
    opened.deeds.check.trigger()
    report = dialog_of(opened, IntegrityDialog, qtbot)
    assert "Buku ditutup oleh Petugas Satu" in report.verdict.text
    with qtbot.waitSignal(opened.paper_requested):
        QTest.mouseClick(report.minutes, LEFT)
    assert verify(office).problems == ()


def test_the_book_of_incoming_letters_is_looked_through_and_closed_too(
    qtbot: QtBot, clerk: Clerk, desk: Desk, theme: Theme, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = IncomingWish("Dinas Sosial", "Undangan", clerk.now)
    register_incoming(office, wish, by="Petugas", now=clerk.now)
    monkeypatch.setattr(desk, "now", datetime(2026, 12, 31, 14, tzinfo=WIB).astimezone)
    page = IncomingPage(desk, theme)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.check.trigger()
    report = dialog_of(page, IntegrityDialog, qtbot)
    assert report.title.text() == "Pemeriksaan nomor surat masuk 2026"
    QTest.mouseClick(report.close_year, LEFT)
    asked = dialog_of(page, CloseYearDialog, qtbot)
    with qtbot.waitSignal(page.paper_requested) as told, qtbot.waitSignal(page.done) as said:
        QTest.mouseClick(asked.action, LEFT)
    assert told.args == [PaperOrder("berita-acara", year=2026, option="incoming")]
    assert said.args == ["Buku agenda surat masuk 2026 ditutup."]
    assert year_closing.closed_year(office, "incoming", 2026) is not None
    assert year_closing.closed_year(office, "outgoing", 2026) is None
    assert verify(office).problems == ()


def test_a_series_for_each_code_is_asked_for(
    qtbot: QtBot, office: Office, desk: Desk, theme: Theme, clerk: Clerk
) -> None:
    save_numbering(office, Numbering(SeriesMode.PER_CODE), by="Petugas", now=clerk.now)
    clerk.number(dossier=None, code="005", series="")
    page = OutgoingPage(desk, theme)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.deeds.reserve.trigger()
    dialog = dialog_of(page, ReserveDialog, qtbot)
    assert dialog.code is not None
    retype(dialog.code, "005")
    assert dialog.hint.text() == "Yang dicadangkan: nomor 2."
    QTest.keyClicks(dialog.person.line, "Kasi")
    QTest.keyClicks(dialog.reason.line, "Nanti")
    QTest.mouseClick(dialog.action, LEFT)
    assert [(r.series, r.urut, r.state) for r in register(office, "outgoing", 2026)] == [
        ("005", 1, "issued"),
        ("005", 2, "reserved"),
    ]
