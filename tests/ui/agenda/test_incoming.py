"""Surat masuk: a clerk enters letters, passes them on, and finds them again."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Desk as Meja
from sopdesk.services import files
from sopdesk.services.disposition_lists import Person
from sopdesk.services.dispositions import DispositionWish, give
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.incoming_views import dispositions_of
from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.services.queries import register
from sopdesk.services.verification import verify
from sopdesk.ui.agenda.dispositions.page import DispositionsPage
from sopdesk.ui.agenda.incoming.columns import COLUMNS
from sopdesk.ui.agenda.incoming.dispose import DisposeDialog
from sopdesk.ui.agenda.incoming.entry import IncomingDialog
from sopdesk.ui.agenda.incoming.page import IncomingPage
from sopdesk.ui.agenda.incoming.reasons import ReasonDialog
from sopdesk.ui.agenda.outgoing.void import VoidDialog
from sopdesk.ui.agenda.page import DISPOSITIONS, INCOMING, AgendaPage
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.tall import TallForm
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import CLERK, Clerk
from tests.ui.agenda.conftest import NOW
from tests.ui.agenda.test_outgoing import statements, type_in

KEYS = [column.key for column in COLUMNS]
SENDER = "Dinas Sosial Kabupaten"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> IncomingPage:
    """The page, not shown yet."""
    made = IncomingPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1334, 600)
    return made


def enter(clerk: Clerk, subject: str = "Undangan", **told: Any) -> int:
    chosen = {"sender": SENDER, "subject": subject, "received_at": clerk.now, **told}
    answer = register_incoming(clerk.office, IncomingWish(**chosen), by=CLERK, now=clerk.now)
    clerk.later(minutes=1)
    return answer.line_id


def opened(qtbot: QtBot, host: QWidget, kind: type[Any]) -> Any:
    (dialog,) = (d for d in host.findChildren(kind) if d.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def show(qtbot: QtBot, page: QWidget) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)


def cell(page: IncomingPage, row: int, key: str) -> str:
    return str(page.table.model.index(row, KEYS.index(key)).data())


def shown(page: IncomingPage) -> list[str]:
    return [cell(page, row, "urut") for row in range(page.table.model.rowCount())]


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def tick(box: Any) -> None:
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_insert_begins_a_letter_in_an_empty_book_from_anywhere(
    qtbot: QtBot, desk: Desk, theme: Theme
) -> None:
    agenda = AgendaPage(desk, theme)
    qtbot.addWidget(agenda)
    agenda.resize(1334, 600)
    agenda.show_book(INCOMING)
    show(qtbot, agenda)
    agenda.bar.setFocus()
    QTest.keyClick(agenda.bar, Qt.Key.Key_Insert)
    dialog: IncomingDialog = opened(qtbot, agenda, IncomingDialog)
    dialog.reject()


def test_a_letter_is_entered_with_the_keyboard_alone(
    qtbot: QtBot, page: IncomingPage, office: Office, clerk: Clerk
) -> None:
    enter(clerk, sender="Dinas Sosial")
    show(qtbot, page)
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Insert)
    dialog = opened(qtbot, page, IncomingDialog)
    assert dialog.number.text() == "Nomor agenda berikutnya: 2/2026"
    fields = dialog.fields
    QTest.keyClicks(fields.party.line, "sos")
    assert fields.party.offered() == ["Dinas Sosial"]
    popup = fields.party.completer.popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert fields.party.value() == "Dinas Sosial"
    QTest.keyClicks(fields.ref.line, "460/7/Dinsos")
    QTest.keyClicks(fields.ref_date.line, "19/11")
    QTest.keyClicks(fields.subject.paper, "Data <b>warga</b> & bantuan")
    assert fields.nature._below.text() == "Jawab paling lambat Senin, 30 November 2026 pukul 10.30."
    with qtbot.waitSignal(page.done) as said:
        QTest.keyClick(fields.subject.paper, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["Surat masuk nomor 2 dicatat."]
    assert not dialog.isVisible()
    row = page.table.current()
    assert row is not None
    assert (row.shown, row.ref, row.ref_date) == ("2", "460/7/Dinsos", date(2026, 11, 19))
    assert page.pane.isVisible()
    assert page.pane.title.text() == "Surat masuk 2/2026"
    assert shown(page) == ["2", "1"]
    assert cell(page, 0, "subject") == "Data <b>warga</b> & bantuan"
    assert cell(page, 0, "answer_due") == "sisa 5 h"
    assert verify(office).problems == ()


def test_a_letter_is_entered_without_scrolling(qtbot: QtBot, page: IncomingPage) -> None:
    show(qtbot, page)
    click(page.head.enter)
    dialog = opened(qtbot, page, IncomingDialog)
    tall = dialog.findChild(TallForm)
    assert tall is not None
    QTest.keyClicks(dialog.fields.ref_date.line, "18/11/2026\t")
    bar = tall.verticalScrollBar()
    qtbot.waitUntil(
        lambda: bar.maximum() == 0 or dialog.height() == dialog.screen().availableGeometry().height()
    )
    assert bar.maximum() == 0
    dialog.reject()
    dialog.reject()


def test_letters_one_after_the_other(qtbot: QtBot, page: IncomingPage, office: Office) -> None:
    show(qtbot, page)
    click(page.table.empty.action)
    dialog = opened(qtbot, page, IncomingDialog)
    for subject in ("Satu", "Dua"):
        QTest.keyClicks(dialog.fields.party.line, SENDER)
        QTest.keyClicks(dialog.fields.subject.paper, subject)
        click(dialog.again)
        assert dialog.isVisible()
        assert dialog.fields.party.value() == ""
        assert dialog.fields.subject.value() == ""
    assert dialog.number.text() == "Nomor agenda berikutnya: 3/2026"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # nothing was typed for a third one
    assert not dialog.isVisible()
    assert [row.subject for row in register(office, "incoming", 2026)] == ["Satu", "Dua"]


def test_what_is_missing_or_wrong_is_said_at_its_field(
    qtbot: QtBot, page: IncomingPage, office: Office, clerk: Clerk
) -> None:
    enter(clerk, received_at=clerk.now)
    clerk.now = NOW
    enter(clerk)
    show(qtbot, page)
    page.deeds.enter()
    dialog = opened(qtbot, page, IncomingDialog)
    click(dialog.action)
    assert dialog.fields.party.error == "Wajib diisi."
    QTest.keyClicks(dialog.fields.party.line, SENDER)
    QTest.keyClicks(dialog.fields.subject.paper, "Terlambat dicatat")
    type_in(dialog.fields.received.date_line, "21/11")
    click(dialog.action)
    assert "sudah bertanggal 23/11/2026" in dialog.fields.received.error
    # The way that is left is offered at once.
    assert dialog.fields.after.isVisible()
    QTest.keyClicks(dialog.fields.after.line, "1")
    assert dialog.number.text() == "Nomor agenda berikutnya: 1.a/2026"
    QTest.keyClicks(dialog.fields.reason.line, "Tertinggal di meja")
    click(dialog.action)
    assert not dialog.isVisible()
    assert [row.shown for row in register(office, "incoming", 2026)] == ["1", "1.a", "2"]


def test_a_letter_that_is_there_already_is_told_once(
    qtbot: QtBot, page: IncomingPage, office: Office, clerk: Clerk
) -> None:
    enter(clerk, ref="005/1")
    show(qtbot, page)
    page.deeds.enter()
    dialog = opened(qtbot, page, IncomingDialog)
    QTest.keyClicks(dialog.fields.party.line, SENDER.upper())
    QTest.keyClicks(dialog.fields.ref.line, "005 / 1")
    QTest.keyClicks(dialog.fields.subject.paper, "Undangan")
    click(dialog.action)
    assert "sudah dicatat sebagai nomor 1/2026" in dialog.notice.text
    assert len(register(office, "incoming", 2026)) == 1
    click(dialog.action)
    assert len(register(office, "incoming", 2026)) == 2


def test_scans_dropped_on_the_form_are_added_once_it_is_saved(
    qtbot: QtBot, page: IncomingPage, office: Office, tmp_path: Path
) -> None:
    scan, wrong = tmp_path / "pindaian.pdf", tmp_path / "program.exe"
    for path in (scan, wrong):
        path.write_bytes(b"x")
    show(qtbot, page)
    page.deeds.enter()
    dialog = opened(qtbot, page, IncomingDialog)
    dialog.take([scan, wrong])
    assert dialog.attached.text() == "Ditambahkan setelah disimpan: pindaian.pdf, program.exe"
    QTest.keyClicks(dialog.fields.party.line, SENDER)
    QTest.keyClicks(dialog.fields.subject.paper, "Undangan")
    with qtbot.waitSignal(page.done) as said:
        click(dialog.action)
    assert "jenis .exe tidak disimpan" in said.args[0]
    (row,) = register(office, "incoming", 2026)
    assert [f.name for f in files.files_of(office, files.LINE, row.id)] == ["pindaian.pdf"]
    assert cell(page, 0, "lampiran") == "1"


def test_a_line_is_corrected(qtbot: QtBot, page: IncomingPage, office: Office, clerk: Clerk) -> None:
    line = enter(clerk, nature="segera", ref="1", note="Catatan lama")
    show(qtbot, page)
    page.show_line(line)
    click(page.pane.amend)
    dialog = opened(qtbot, page, IncomingDialog)
    assert dialog.fields.party.value() == SENDER
    assert dialog.fields.note.value() == "Catatan lama"
    assert not dialog.again.isVisible()
    type_in(dialog.fields.ref.line, "2")
    click(dialog.action)
    assert register(office, "incoming", 2026)[0].ref == "2"
    assert cell(page, 0, "ref") == "2"
    assert verify(office).problems == ()


def test_a_disposition_is_ticked_and_goes_on_to_the_next_level(
    qtbot: QtBot, page: IncomingPage, desk: Desk, office: Office, clerk: Clerk
) -> None:
    clerk.appoint("Jati Contoh", Meja.CAMAT)
    clerk.appoint("Kenanga Contoh", Meja.SEKCAM)
    desk.tell(Changes(office=True))
    line = enter(clerk)
    show(qtbot, page)
    page.show_line(line)
    click(page.pane.dispose)
    dialog = opened(qtbot, page, DisposeDialog)
    assert dialog.giver.combo.currentText() == "Camat (Jati Contoh)"
    click(dialog.action)
    assert dialog.to.error == "Penerima disposisi belum diisi. Isilah lalu ulangi."
    tick(dialog.to.ticks[0])
    QTest.keyClicks(dialog.other.line, "Bidan Desa")
    tick(dialog.told.ticks[5])
    QTest.keyClicks(dialog.own.line, "Lapor lisan")
    QTest.keyClicks(dialog.note.paper, "Segera")
    QTest.keyClicks(dialog.deadline.line, "24/11")
    with qtbot.waitSignal(page.done) as said:
        click(dialog.action)
    assert said.args == ["Disposisi surat masuk nomor 1 dicatat."]
    (given,) = dispositions_of(office, line, now=NOW)
    assert given.receivers == (Person("Sekcam", "Kenanga Contoh", "sekcam"), Person(name="Bidan Desa"))
    assert (given.instructions, given.note) == (("Siapkan bahan", "Lapor lisan"), "Segera")
    assert given.deadline is not None
    assert given.deadline.date() == date(2026, 11, 24)
    assert cell(page, 0, "disposed") == "Sekcam, Bidan Desa"
    (box,) = page.pane.boxes
    click(box.buttons["pass_on"])
    below = opened(qtbot, page, DisposeDialog)
    assert below.giver.combo.currentText() == "Sekcam (Kenanga Contoh)"
    assert "Sekcam (Kenanga Contoh)" not in [t.toolTip() or t.accessibleName() for t in below.to.ticks]
    tick(below.to.ticks[0])
    click(below.action)
    assert [d.depth for d in dispositions_of(office, line, now=NOW)] == [0, 1]
    assert len(page.pane.boxes) == 2
    click(page.pane.boxes[1].buttons["finish"])
    assert [d.state for d in dispositions_of(office, line, now=NOW)] == ["open", "done"]
    click(page.pane.boxes[1].buttons["withdraw"])
    asked = opened(qtbot, page, ReasonDialog)
    QTest.keyClicks(asked.reason.line, "Salah penerima")
    click(asked.action)
    assert [d.state for d in dispositions_of(office, line, now=NOW)] == ["open", "withdrawn"]
    assert verify(office).problems == ()


def test_tab_goes_through_a_letter_from_top_to_bottom(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    line = enter(clerk)
    show(qtbot, page)
    page.show_line(line)
    pane = page.pane
    assert pane.files is not None
    way: list[QWidget] = [pane.files.add, pane.dispose, pane.skip, pane.start, pane.amend]
    way[0].setFocus()
    for here, after in pairwise(way):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after


def test_a_long_subject_leaves_room_for_the_ticks(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    clerk.appoint("Jati Contoh", Meja.CAMAT)
    heights = []
    for subject in ("Undangan rapat " * 8, "Undangan rapat " * 33):
        line = enter(clerk, subject.strip())
        show(qtbot, page)
        page.show_line(line)
        click(page.pane.dispose)
        dialog = opened(qtbot, page, DisposeDialog)
        heights.append(dialog.minimumSizeHint().height())
        dialog.reject()
    assert heights[0] == heights[1]


def test_a_letter_that_needs_none(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    line = enter(clerk)
    show(qtbot, page)
    assert page.head.waiting.text() == "1 belum didisposisi"
    page.show_line(line)
    click(page.pane.skip)
    asked = opened(qtbot, page, ReasonDialog)
    click(asked.action)
    assert asked.reason.error == "Wajib diisi."
    QTest.keyClicks(asked.reason.line, "Hanya tembusan")
    click(asked.action)
    assert cell(page, 0, "disposed") == "Tidak perlu"
    assert not page.head.waiting.isVisible()
    assert not page.pane.skip.isEnabled()


def test_filters_find_what_waits(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    first = enter(clerk, "Rapat", nature="segera")
    second = enter(clerk, "Banjir")
    enter(clerk, "Salah buku", nature="biasa")
    clerk.void(3, register="incoming", reason="Salah buku")
    give(clerk.office, DispositionWish(second, (Person("Sekcam"),)), by=CLERK, at=clerk.now, now=clerk.now)
    show(qtbot, page)
    assert shown(page) == ["3", "2", "1"]
    assert cell(page, 0, "keterangan") == "BATAL: Salah buku"
    click(page.head.waiting)
    assert shown(page) == ["1"]
    click(page.head.unanswered)
    assert shown(page) == ["1"]
    page.filters.clear()
    QTest.keyClicks(page.filters.words.line, "BANJIR sosial")
    assert shown(page) == ["2"]
    type_in(page.filters.words.line, "tidak ada")
    assert page.table.nothing.isVisible()
    page.show_line(first)  # a letter asked for from elsewhere is shown whatever is filtered
    row = page.table.current()
    assert row is not None
    assert row.id == first
    type_in(page.filters.first.line, "21/11/2026")
    assert shown(page) == []


def test_a_void_line_can_only_be_read(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    line = enter(clerk)
    show(qtbot, page)
    page.show_line(line)
    page.actions_["void"].trigger()
    dialog = opened(qtbot, page, VoidDialog)
    QTest.keyClicks(dialog.reason.line, "Tercatat dua kali")
    click(dialog.action)
    assert cell(page, 0, "keterangan") == "BATAL: Tercatat dua kali"
    for button in (page.pane.dispose, page.pane.skip, page.pane.start, page.pane.amend):
        assert not button.isEnabled()


def test_papers_are_asked_for_by_the_letters_chosen(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    lines = [enter(clerk, f"Surat {n}") for n in range(3)]
    clerk.void(1, register="incoming")
    show(qtbot, page)

    def entries() -> dict[str, Any]:
        click(page.head.print)
        menu = page.findChild(QMenu, "cetak-surat-masuk")
        assert isinstance(menu, QMenu)
        found = {action.text(): action for action in menu.actions() if action.text()}
        menu.setObjectName("")
        menu.close()
        return found

    def order(words: str) -> PaperOrder:
        with qtbot.waitSignal(page.paper_requested) as asked:
            entries()[words].trigger()
        found = asked.args[0]
        assert isinstance(found, PaperOrder)
        return found

    assert not entries()["Pilih surat untuk mencetak lembar disposisi dan tanda terimanya"].isEnabled()
    assert order("Buku agenda, November 2026") == PaperOrder("agenda-masuk", year=2026, month=11)
    page.table.select(lines[1])
    assert order("Cap agenda nomor 2") == PaperOrder("cap-agenda", line=lines[1])
    assert order("Lembar disposisi kosong nomor 2") == PaperOrder(
        "disposisi", ids=(lines[1],), option="kosong"
    )
    page.table.view.selectAll()
    # The void line is left out; the order is that of the rows.
    assert order("Tanda terima 2 surat") == PaperOrder("tanda-terima", ids=(lines[2], lines[1]))
    assert not entries()["Cap agenda 2 surat"].isEnabled()


def test_a_dossier_is_begun_from_the_letter(qtbot: QtBot, page: IncomingPage, clerk: Clerk) -> None:
    line = enter(clerk, nature="biasa")
    show(qtbot, page)
    page.show_line(line)
    with qtbot.waitSignal(page.start_requested) as asked:
        click(page.pane.start)
    assert asked.args == [line]
    clerk.start("balasan", "Balasan", incoming=line)
    page.refresh(Changes())
    assert cell(page, 0, "berkas") == clerk.code
    with qtbot.waitSignal(page.dossier_opened) as dossier:
        click(page.pane.open_dossier)
    assert dossier.args == [clerk.row.id]


def test_a_long_book_is_read_a_window_at_a_time(
    qtbot: QtBot, page: IncomingPage, office: Office, clerk: Clerk
) -> None:
    for n in range(300):
        register_incoming(office, IncomingWish(SENDER, f"Surat {n}", clerk.now), by=CLERK, now=clerk.now)
    with statements(office) as said:
        show(qtbot, page)
    assert len(shown(page)) == 300
    few = len(said)
    assert few < 60
    page.table.view.scrollToBottom()
    assert cell(page, 299, "urut") == "1"


def test_the_pane_gives_way_in_a_narrow_window(
    qtbot: QtBot, page: IncomingPage, clerk: Clerk, theme: Theme
) -> None:
    line = enter(clerk, "x" * 500, nature="biasa")
    theme.set_scale(150)
    show(qtbot, page)
    page.resize(1366, 660)
    assert page.filters.first.isVisible()
    page.show_line(line)
    assert not page.filters.first.isVisible()
    assert not page.head.waiting.isVisible()
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= 1366)
    click(page.pane.close_button)
    assert not page.pane.isVisible()
    assert page.filters.first.isVisible()
    page.refresh(Changes())  # something changed elsewhere
    assert not page.pane.isVisible()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.pane.isVisible()


def test_the_list_of_dispositions(qtbot: QtBot, desk: Desk, theme: Theme, clerk: Clerk) -> None:
    line, other = enter(clerk, "Rapat"), enter(clerk, "Banjir")
    sekcam, kasubbag = Person("Sekcam", "", "sekcam"), Person("Kasubbag", "", "kasubbag")
    at = clerk.now
    late = DispositionWish(line, (sekcam,), ("Siapkan bahan",), deadline=at + timedelta(hours=1))
    give(clerk.office, late, by=CLERK, at=at, now=at)
    give(clerk.office, DispositionWish(other, (kasubbag,)), by=CLERK, at=at, now=at)
    agenda = AgendaPage(desk, theme)
    qtbot.addWidget(agenda)
    agenda.resize(1334, 640)
    show(qtbot, agenda)
    page = agenda.show_book(DISPOSITIONS)
    assert isinstance(page, DispositionsPage)
    assert page.sums.text() == "2 masih berjalan, 1 lewat batas waktu"
    model = page.table.model

    def subjects() -> list[str]:
        return [record.subject for record in model.records]

    assert subjects() == ["Banjir", "Rapat"]
    page.state.combo.setFocus()
    QTest.keyClick(page.state.combo, Qt.Key.Key_Down)
    assert subjects() == ["Rapat"]
    QTest.keyClick(page.state.combo, Qt.Key.Key_Up)
    page.receiver.set_value("kasubbag")
    page.receiver.edited.emit()
    assert subjects() == ["Banjir"]
    page.receiver.set_value("")
    page.receiver.edited.emit()
    QTest.keyClicks(page.words.line, "siapkan")
    assert subjects() == ["Rapat"]
    page.table.select(model.records[0].id)
    page.actions_["finish"].trigger()
    assert subjects() == []
    page.words.set_value("")
    page.table.select(model.records[0].id)
    with qtbot.waitSignal(page.paper_requested) as asked:
        click(page.print)
    assert asked.args == [PaperOrder("disposisi", ids=(other,))]
    page.table.activated.emit(model.records[0])
    book = agenda.book(INCOMING)
    assert isinstance(book, IncomingPage)
    assert book.isVisible()
    assert book.pane.title.text() == "Surat masuk 2/2026"


def test_the_clock_that_is_behind_is_told_before_anything_is_entered(
    qtbot: QtBot, page: IncomingPage, clerk: Clerk
) -> None:
    clerk.now = NOW + timedelta(days=2)
    enter(clerk)
    show(qtbot, page)
    page.deeds.enter()
    dialog = opened(qtbot, page, IncomingDialog)
    assert dialog.action.text() == "Tetap simpan"
    dialog.close()
