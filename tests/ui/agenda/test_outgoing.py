"""Surat keluar: a clerk opens the book, looks for a letter, and makes a number void."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.ui.agenda.outgoing.columns import COLUMNS
from sopdesk.ui.agenda.outgoing.line import LineDialog
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.agenda.outgoing.void import VoidDialog
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import Clerk

KEYS = [column.key for column in COLUMNS]


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """What is said to the database in the block."""
    said: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(office.store.base.engine, "before_cursor_execute", note)
    yield said
    event.remove(office.store.base.engine, "before_cursor_execute", note)


def shown(page: OutgoingPage) -> list[str]:
    return [row.shown for row in page.table.model.records]


def cell(page: OutgoingPage, row: int, key: str) -> str:
    return str(page.table.model.index(row, KEYS.index(key)).data())


def type_in(line: Any, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)


def pick(page: OutgoingPage, row: int) -> None:
    view = page.table.view
    place = view.visualRect(page.table.model.index(row, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def open_void(page: OutgoingPage, qtbot: QtBot, row: int) -> VoidDialog:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.view.setFocus()
    pick(page, row)
    QTest.keyClick(page.table.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = page.findChildren(VoidDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def book(clerk: Clerk) -> Clerk:
    """A letter of a dossier, and others: 1–4, 2.a inserted, 3 void."""
    clerk.start("renja", "Renja 2027")
    clerk.to_step(12)
    clerk.number(subject="Renja Tahun 2027")
    for subject in ("Undangan rapat", "Edaran <b>libur</b> &amp; cuti", "Permintaan data"):
        clerk.number(dossier=None, subject=subject, addressee="Sekretaris Daerah")
    clerk.void(3, "Salah tujuan")
    clerk.number(dossier=None, subject="Susulan", insert_after=2, reason="Tertinggal", day=date(2026, 10, 5))
    return clerk


@pytest.fixture
def opened(qtbot: QtBot, book: Clerk, page: OutgoingPage) -> OutgoingPage:
    assert book.code
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_nothing_is_read_before_the_page_is_shown(office: Office, page: OutgoingPage, qtbot: QtBot) -> None:
    with statements(office) as said:
        page.refresh(Changes(registers=True))
        assert said == []
        with qtbot.waitExposed(page):
            page.show()
    assert said


def test_empty_book_offers_the_first_number(page: OutgoingPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    assert page.table.empty.isVisible()
    assert not page.print.isEnabled()
    for button in (page.table.empty.action, page.take):
        with qtbot.waitSignal(page.number_requested):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_lines_stand_as_in_the_book_on_paper(opened: OutgoingPage) -> None:
    assert shown(opened) == ["1", "2", "2.a", "3", "4"]
    assert opened.title.text() == "Agenda surat keluar 2026"
    assert opened.sums.text() == (
        "5 nomor · 1 batal · 1 sisipan · terakhir 000/4/Kec/2026  ·  "
        "Nomor 1–4 lengkap, termasuk 1 BATAL dengan alasan."
    )
    assert not opened.integrity.isVisible()
    assert cell(opened, 0, "subject") == "Renja Tahun 2027"
    assert cell(opened, 0, "date") == "20/11/2026"
    assert cell(opened, 0, "sent_on") == "–"
    assert cell(opened, 3, "subject") == "Edaran <b>libur</b> &amp; cuti"
    assert cell(opened, 3, "state") == "BATAL: Salah tujuan"
    assert cell(opened, 2, "state") == "Sisipan: Tertinggal"


def test_void_line_is_struck_and_its_reason_is_not(opened: OutgoingPage) -> None:
    def struck(row: int, key: str) -> bool:
        option = QStyleOptionViewItem()
        index = opened.table.model.index(row, KEYS.index(key))
        delegate: Any = opened.table.view.itemDelegate()
        delegate.initStyleOption(option, index)
        return bool(option.font.strikeOut())

    assert [struck(3, key) for key in ("urut", "text", "subject", "state")] == [True, True, True, False]
    assert not struck(2, "text")


def test_typing_filters_at_once(opened: OutgoingPage, book: Clerk) -> None:
    type_in(opened.filters.words.line, "sekretaris undangan")
    assert shown(opened) == ["2"]
    assert opened.table.count.text() == "1 dari 5 nomor"
    type_in(opened.filters.words.line, "salah tujuan")
    assert shown(opened) == ["3"]
    type_in(opened.filters.words.line, book.code.lower())
    assert shown(opened) == ["1"]
    type_in(opened.filters.words.line, "2.a")
    assert shown(opened) == ["2.a"]
    type_in(opened.filters.words.line, "tidak ada itu")
    assert opened.table.nothing.isVisible()
    QTest.mouseClick(opened.table.nothing.action, Qt.MouseButton.LeftButton)
    assert len(shown(opened)) == 5
    assert opened.filters.words.value() == ""


def test_states_filter(opened: OutgoingPage) -> None:
    combo = opened.filters.state.combo
    combo.setFocus()
    found = {}
    for _ in range(combo.count()):
        found[combo.currentText()] = shown(opened)
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert found == {
        "Semua keadaan": ["1", "2", "2.a", "3", "4"],
        "Terbit": ["1", "2", "2.a", "4"],
        "BATAL": ["3"],
        "Dicadangkan": [],
        "Di luar aplikasi": [],
        "Dibetulkan": [],
    }


def test_dates_filter_while_they_are_typed(opened: OutgoingPage) -> None:
    type_in(opened.filters.first.line, "1 nov")
    assert shown(opened) == ["1", "2", "3", "4"]
    type_in(opened.filters.last.line, "31/10")
    assert opened.table.nothing.isVisible()
    type_in(opened.filters.first.line, "")
    assert shown(opened) == ["2.a"]
    type_in(opened.filters.last.line, "bukan tanggal")
    assert len(shown(opened)) == 5


def test_sorting_by_number_keeps_inserted_ones_in_place(opened: OutgoingPage) -> None:
    header = opened.table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + header.sectionSize(0) // 2, header.height() // 2)
    orders = []
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append(shown(opened))
    assert sorted(orders) == [["1", "2", "2.a", "3", "4"], ["4", "3", "2.a", "2", "1"]]


def test_year_is_chosen_by_keys_and_typed_days_belong_to_it(opened: OutgoingPage, book: Clerk) -> None:
    book.now = book.now.replace(year=2027, month=1, day=5)
    book.number(dossier=None, subject="Tahun baru")
    opened.refresh(Changes(registers=True))
    combo = opened.filters.year.combo
    assert [combo.itemText(i) for i in range(combo.count())] == ["2027", "2026"]
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Up)
    assert shown(opened) == ["1"]
    assert opened.title.text() == "Agenda surat keluar 2027"
    type_in(opened.filters.first.line, "5/1")
    assert shown(opened) == ["1"]
    type_in(opened.filters.first.line, "6/1")
    assert opened.table.nothing.isVisible()


def test_series_are_offered_only_when_there_are_several(opened: OutgoingPage, book: Clerk) -> None:
    assert not opened.filters.series.isVisible()
    book.number(dossier=None, series="perjalanan", subject="SPT")
    opened.refresh(Changes(registers=True))
    assert opened.filters.series.isVisible()
    assert opened.sums.text().startswith("Seri perjalanan: 1 nomor")
    combo = opened.filters.series.combo
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert [row.series for row in opened.table.model.records] == ["perjalanan"]
    assert opened.sums.text().startswith("1 nomor")


def test_missing_number_is_told_where_the_book_is(
    qtbot: QtBot, book: Clerk, page: OutgoingPage, office: Office
) -> None:
    with office.store.write() as unit:
        unit._connection.exec_driver_sql("DELETE FROM register_line WHERE urut = 4")
    with qtbot.waitExposed(page):
        page.show()
    assert page.integrity.isVisible()
    assert page.integrity.text.startswith("Nomor 4 tidak ada di buku")
    assert book.now


def test_number_is_made_void_with_its_reason(opened: OutgoingPage, qtbot: QtBot, desk: Desk) -> None:
    dialog = open_void(opened, qtbot, 1)
    assert dialog.action.text() == "Batalkan nomor"
    QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert shown(opened) == ["1", "2", "2.a", "3", "4"]
    QTest.keyClicks(dialog.reason.line, "Rapat <i>ditunda</i>")
    with qtbot.waitSignal(opened.done) as told:
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["Nomor 2 dibatalkan."]
    assert cell(opened, 1, "state") == "BATAL: Rapat <i>ditunda</i>"
    assert "2 batal" in opened.sums.text()
    again = open_void(opened, qtbot, 0)
    completer = again.reason.line.completer()
    assert completer.model().index(0, 0).data() == "Rapat <i>ditunda</i>"
    again.reject()
    assert desk.clerk


def test_reason_stays_when_the_office_refuses(opened: OutgoingPage, book: Clerk, qtbot: QtBot) -> None:
    dialog = open_void(opened, qtbot, 1)
    book.void(2, "Oleh petugas lain")
    QTest.keyClicks(dialog.reason.line, "Salah isi")
    QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "000/2/Kec/2026" in dialog.notice.text
    assert dialog.reason.value() == "Salah isi"
    dialog.reject()


def test_clock_that_went_back_asks_twice(
    qtbot: QtBot, book: Clerk, desk: Desk, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "now", book.now.replace(day=1).astimezone)
    page = OutgoingPage(desk, theme)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    dialog = open_void(page, qtbot, 0)
    assert dialog.action.text() == "Tetap batalkan nomor"
    dialog.reject()


def test_void_line_is_not_made_void_again(opened: OutgoingPage) -> None:
    pick(opened, 3)
    assert not opened.deeds.void.isEnabled()
    assert not opened.deeds.open_dossier.isEnabled()
    pick(opened, 0)
    assert opened.deeds.void.isEnabled()
    assert opened.deeds.open_dossier.isEnabled()


def test_enter_opens_the_dossier_of_a_line(opened: OutgoingPage, book: Clerk, qtbot: QtBot) -> None:
    pick(opened, 0)
    with qtbot.waitSignal(opened.dossier_opened) as told:
        QTest.keyClick(opened.table.view, Qt.Key.Key_Return)
    assert told.args == [book.row.id]
    pick(opened, 1)
    with qtbot.assertNotEmitted(opened.dossier_opened):
        QTest.keyClick(opened.table.view, Qt.Key.Key_Return)
    (detail,) = opened.findChildren(LineDialog)
    assert [event.words for event in detail.history] == ["Nomor diambil: 000/2/Kec/2026"]
    detail.accept()


def test_letter_number_is_copied(opened: OutgoingPage) -> None:
    pick(opened, 2)
    opened.deeds.copy_number.trigger()
    assert QGuiApplication.clipboard().text() == "000/2.a/Kec/2026"


def test_book_of_a_year_or_of_a_month_is_asked_for(opened: OutgoingPage, qtbot: QtBot) -> None:
    QTest.mouseClick(opened.print, Qt.MouseButton.LeftButton)
    (menu,) = opened.findChildren(QMenu, "cetak-agenda")
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert [a.text() for a in actions] == ["Seluruh tahun 2026", "November 2026", "Oktober 2026"]
    with qtbot.waitSignal(opened.paper_requested) as told:
        actions[1].trigger()
    assert told.args == [PaperOrder("agenda-keluar", year=2026, month=11)]
    menu.close()


def test_another_dossier_s_change_reads_nothing(opened: OutgoingPage, office: Office) -> None:
    with statements(office) as said:
        opened.refresh(Changes(dossiers=frozenset({1})))
    assert said == []
    with statements(office) as said:
        opened.refresh(Changes())
    assert said


def test_new_number_appears_by_itself(opened: OutgoingPage, desk: Desk) -> None:
    from sopdesk.services.numbering import NumberWish

    desk.take_number(NumberWish("outgoing", "Surat baru", "Camat lain", date(2026, 11, 23)))
    assert shown(opened)[-1] == "5"
    assert cell(opened, 5, "subject") == "Surat baru"


def test_new_number_is_in_sight_wherever_the_book_was_open(opened: OutgoingPage, desk: Desk) -> None:
    from sopdesk.services.numbering import NumberWish

    for subject in ("Surat lama", "Surat lain"):  # more than the lowest page shows
        desk.take_number(NumberWish("outgoing", subject, "Camat lain", date(2026, 11, 20)))
    opened.resize(opened.width(), opened.minimumSizeHint().height())
    bar = opened.table.view.verticalScrollBar()
    opened.table.view.scrollToTop()
    assert bar.maximum() > 0
    desk.take_number(NumberWish("outgoing", "Surat baru", "Camat lain", date(2026, 11, 23)))
    assert bar.value() == bar.maximum()


def test_columns_are_remembered_and_grow_with_the_letters(
    qtbot: QtBot, book: Clerk, desk: Desk, theme: Theme, tmp_path: Path
) -> None:
    remembered = Remembered(tmp_path / "ingatan.json")
    first = OutgoingPage(desk, theme, remembered)
    qtbot.addWidget(first)
    first.table.view.horizontalHeader().resizeSection(KEYS.index("text"), 200)
    theme.set_scale(150)
    second = OutgoingPage(desk, theme, remembered)
    qtbot.addWidget(second)
    assert first.table.view.columnWidth(KEYS.index("text")) == 300
    assert second.table.view.columnWidth(KEYS.index("text")) == 300
    assert book.now


def test_of_ten_thousand_lines_only_a_window_is_read(
    qtbot: QtBot, clerk: Clerk, office: Office, page: OutgoingPage
) -> None:
    clerk.number(dossier=None, subject="Surat nomor 1")
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
        "INSERT INTO register_line (register, year, series, urut, sisipan, text, date, code, subject, party, "
        "state, reason, dossier_id, step, sent_on, actor, logged_at, seq, search) "
        "SELECT register, year, series, n.i, '', code || '/' || n.i, date, code, 'Surat nomor ' || n.i, party, "
        "state, reason, dossier_id, step, sent_on, actor, logged_at, seq, 'surat nomor ' || n.i FROM register_line, n"
    )
    with office.store.write() as unit:
        unit._connection.exec_driver_sql(many)
        unit._connection.exec_driver_sql("UPDATE series SET last = 10000")
    with qtbot.waitExposed(page):
        page.show()
    assert page.table.count.text() == "10000 nomor"
    assert "Nomor 1–10000 lengkap." in page.sums.text()
    with statements(office) as said:
        type_in(page.filters.words.line, "nomor 777")
        assert page.table.count.text() == f"{sum('777' in str(i) for i in range(1, 10_001))} dari 10000 nomor"
    asked = [s for s in said if s.startswith("SELECT")]
    assert len(asked) <= 4 * len("nomor 777")  # how many, of how many, the first lines, their dossiers
    assert all("LIMIT" in s or "count(" in s for s in asked if "register_line" in s)
    assert shown(page) == [str(i) for i in range(1, 10_001) if "777" in str(i)]


def test_trouble_is_told_on_the_page_and_read_again_later(
    qtbot: QtBot, page: OutgoingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sopdesk.domain.errors import Fault, Trouble
    from sopdesk.ui.agenda.outgoing import page as module

    def locked(*_given: object) -> None:
        raise Trouble(Fault.FILE_LOCKED, path="sopdesk.db")

    with monkeypatch.context() as broken:
        broken.setattr(module, "agenda", locked)
        with qtbot.waitExposed(page):
            page.show()
        assert page.notice.isVisible()
        assert "sedang dipakai program lain" in page.notice.text
    page.refresh(Changes(registers=True))
    assert not page.notice.isVisible()
