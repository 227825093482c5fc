"""The delivery book on the screen: real rows, real clicks, real typing."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sopdesk.services import deliveries
from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.store.deliveries import DeliveryRow
from sopdesk.ui.agenda.deliveries.page import DeliveriesPage
from sopdesk.ui.agenda.deliveries.receipt import ReceiveDialog
from sopdesk.ui.agenda.deliveries.send import SendDialog
from sopdesk.ui.agenda.deliveries.take_back import TakeBackDialog
from sopdesk.ui.agenda.page import DELIVERIES, AgendaPage
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import Clerk
from tests.ui.agenda.conftest import NOW
from tests.ui.deeds.office import click, opened, write


def book(office: Office) -> list[DeliveryRow]:
    with office.store.read() as unit:
        return unit.deliveries.every()


def plain(clerk: Clerk, *names: str, subject: str = "Undangan") -> tuple[int, ...]:
    """A letter of the register alone, sent to these."""
    line = clerk.number(dossier=None, at=None, subject=subject, addressee=names[0]).line_id
    given = [(name, 1) for name in names]
    sent = deliveries.send_line(clerk.office, line, given, by=clerk.by, at=clerk.now, now=clerk.now)
    return sent.ids


def of_dossier(clerk: Clerk, *names: str) -> int:
    clerk.start("lakip")
    clerk.to_step(12)
    clerk.number()
    clerk.stamp()
    clerk.dispatch("", recipients=[(name, 2) for name in names])
    return clerk.row.id


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, theme: Theme) -> DeliveriesPage:
    made = DeliveriesPage(desk, theme)
    qtbot.addWidget(made)
    made.resize(1334, 600)
    return made


@pytest.fixture
def shown(qtbot: QtBot, page: DeliveriesPage, clerk: Clerk) -> DeliveriesPage:
    """With a letter of the register to two, and one of a dossier to one."""
    plain(clerk, "Lurah Karang Mulya", "Lurah Amin Jaya")
    of_dossier(clerk, "Kepala BAPPEDA")
    with qtbot.waitExposed(page):
        page.show()
    return page


def cells(page: DeliveriesPage, key: str) -> list[str]:
    model = page.table.model
    column = next(n for n, c in enumerate(model.columns) if c.key == key)
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def choose(page: DeliveriesPage, *urut: int) -> None:
    """Select the lines with these numbers, as with Ctrl and the mouse."""
    flag = QItemSelectionModel.SelectionFlag
    selection = page.table.view.selectionModel()
    selection.clearSelection()
    for place, number in enumerate(cells(page, "urut")):
        if int(number) in urut:
            index = page.table.model.index(place, 0)
            selection.setCurrentIndex(index, flag.Select | flag.Rows)


def test_an_empty_book_says_how_it_fills(qtbot: QtBot, page: DeliveriesPage) -> None:
    with qtbot.waitExposed(page):
        page.show()
    assert page.table.empty.isVisible()
    assert page.sums.text() == "Semua lembar 2 sudah kembali."
    assert not page.take.isEnabled()


def test_the_lines_as_on_paper(shown: DeliveriesPage) -> None:
    assert shown.title.text() == "Buku ekspedisi 2026"
    assert cells(shown, "urut") == ["1", "2", "3"]
    assert cells(shown, "addressee") == ["Lurah Karang Mulya", "Lurah Amin Jaya", "Kepala BAPPEDA"]
    assert cells(shown, "copies") == ["1", "1", "2"]
    assert cells(shown, "letter")[0] == "000/1/Kec/2026"
    assert shown.sums.text().startswith("3 lembar 2 belum kembali")


def test_words_days_and_what_is_out(shown: DeliveriesPage, clerk: Clerk) -> None:
    QTest.keyClicks(shown.filters.words.line, "lurah amin")
    assert cells(shown, "urut") == ["2"]
    shown.filters.clear()
    assert len(cells(shown, "urut")) == 3
    write(shown.filters.first.editors[0], "21/11/2026")
    assert cells(shown, "urut") == []
    shown.filters.clear()
    deliveries.receive(clerk.office, (1,), "Siti", by="A", at=NOW, now=NOW)
    shown.filters.out.setChecked(True)
    assert cells(shown, "urut") == ["2", "3"]
    assert not shown.filters.year.isEnabled()
    assert shown.title.text() == "Lembar 2 yang belum kembali"


def test_days_typed_without_a_year_belong_to_the_book_that_is_shown(shown: DeliveriesPage) -> None:
    shown.filters.offer([2026, 2025], 2025)
    write(shown.filters.first.editors[0], "1/11")
    assert shown.filters.first.settled() == date(2025, 11, 1)
    shown.filters.offer([2026, 2025], 2026)
    write(shown.filters.first.editors[0], "2/11")
    assert shown.filters.first.settled() == date(2026, 11, 2)


def test_two_sheets_are_recorded_together(shown: DeliveriesPage, office: Office) -> None:
    choose(shown, 1, 3)
    heard: list[str] = []
    shown.done.connect(heard.append)
    click(shown.take)
    dialog = opened(shown, ReceiveDialog)
    assert dialog.receipt.lines is not None
    assert all(tick.isChecked() for tick in dialog.receipt.lines.ticks)
    click(dialog.action)
    assert dialog.receipt.name.error == "Wajib diisi."
    QTest.keyClicks(dialog.receipt.name.line, "Siti")
    click(dialog.action)
    assert heard == ["Lembar 2 ekspedisi no. 1, 3 dicatat kembali."]
    assert [row.state for row in book(office)] == ["back", "out", "back"]
    assert cells(shown, "state") == [
        "Lembar 2 kembali",
        "Ditunggu 1 hari kerja",
        "Lembar 2 kembali",
    ]


def test_a_stale_sheet_is_told_and_nothing_is_lost(shown: DeliveriesPage, office: Office) -> None:
    choose(shown, 1, 2)
    click(shown.take)
    dialog = opened(shown, ReceiveDialog)
    deliveries.receive(office, (1,), "Orang lain", by="B", at=NOW, now=NOW)
    QTest.keyClicks(dialog.receipt.name.line, "Siti")
    click(dialog.action)
    assert "lembar 2" in dialog.notice.text
    assert dialog.receipt.name.value() == "Siti"
    assert [row.receiver for row in book(office)][:2] == ["Orang lain", ""]
    dialog.reject()


def test_a_letter_of_the_register_is_found_and_sent(
    shown: DeliveriesPage, clerk: Clerk, office: Office
) -> None:
    clerk.number(dossier=None, at=None, subject="Permohonan data", addressee="Kepala Dinas")
    click(shown.send)
    dialog = opened(shown, SendDialog)
    click(dialog.action)
    assert dialog.to.error or dialog.notice.text
    QTest.keyClicks(dialog.letters.filter, "permohonan")
    assert dialog.letters.model.rowCount() == 1
    dialog.letters.view.selectRow(0)
    assert dialog.to.value() == [("Kepala Dinas", 1)]
    click(dialog.action)
    assert [(row.subject, row.addressee) for row in book(office)][-1] == ("Permohonan data", "Kepala Dinas")


def test_a_name_that_was_typed_outlives_the_choice_of_another_letter(
    shown: DeliveriesPage, clerk: Clerk
) -> None:
    clerk.number(dossier=None, at=None, subject="Permohonan data", addressee="Kepala Dinas")
    click(shown.send)
    dialog = opened(shown, SendDialog)
    letters = [dialog.letters.model.index(r, 0).data() for r in range(dialog.letters.model.rowCount())]
    assert letters == ["000/3/Kec/2026", "000/1/Kec/2026"], "the newest first"
    dialog.letters.view.selectRow(0)
    dialog.letters.view.selectRow(1)
    assert dialog.to.value() == [("Lurah Karang Mulya", 1)]
    QTest.keyClicks(dialog.to.rows[0].name.line, " di Karang")
    dialog.letters.view.selectRow(0)
    assert dialog.to.value() == [("Lurah Karang Mulya di Karang", 1)]
    dialog.reject()


def test_letters_of_dossiers_are_not_offered_there(shown: DeliveriesPage) -> None:
    click(shown.send)
    dialog = opened(shown, SendDialog)
    assert [dialog.letters.model.index(r, 0).data() for r in range(dialog.letters.model.rowCount())] == [
        "000/1/Kec/2026"
    ]
    dialog.reject()


def test_a_wrong_sending_is_taken_back(shown: DeliveriesPage, office: Office) -> None:
    choose(shown, 3)
    assert not shown.back.isEnabled(), "a dossier's sending is corrected in the dossier"
    choose(shown, 1)
    shown.back.trigger()
    dialog = opened(shown, TakeBackDialog)
    QTest.keyClicks(dialog.reason.line, "Salah surat")
    click(dialog.action)
    assert [row.state for row in book(office)] == ["void", "void", "out"]
    assert cells(shown, "state")[0] == "BATAL: Salah surat"


def test_what_can_be_printed(shown: DeliveriesPage) -> None:
    choose(shown, 1, 2)
    orders: list[Any] = []
    shown.paper_requested.connect(orders.append)
    click(shown.print)
    menu = shown.findChild(QMenu, "cetak-ekspedisi")
    assert menu is not None
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Tanda terima 2 baris terpilih", "Amplop 2 baris terpilih", "Label alamat 2 baris terpilih",
                     "Buku ekspedisi"]  # fmt: skip
    menu.actions()[0].trigger()
    assert orders == [PaperOrder("tanda-terima", ids=(1, 2), option="kirim")]
    sizes = menu.actions()[1].menu()
    assert isinstance(sizes, QMenu)
    sizes.actions()[0].trigger()
    assert orders[-1] == PaperOrder("amplop", ids=(1, 2), option="dl")
    rest = menu.actions()[-1].menu()
    assert isinstance(rest, QMenu)
    assert [a.text() for a in rest.actions() if a.text()] == [
        "Buku ekspedisi hari ini, 23/11/2026",
        "Buku ekspedisi seluruh tahun 2026",
        "November 2026",
    ]
    menu.close()


def test_enter_opens_the_dossier(shown: DeliveriesPage, clerk: Clerk, qtbot: QtBot) -> None:
    choose(shown, 3)
    with qtbot.waitSignal(shown.dossier_opened) as heard:
        QTest.keyClick(shown.table.view, Qt.Key.Key_Return)
    assert heard.args == [clerk.row.id]


def test_the_book_follows_what_happens(shown: DeliveriesPage, clerk: Clerk, desk: Desk) -> None:
    from sopdesk.ui.desk import Changes

    plain(clerk, "Lurah Baru")
    desk.tell(Changes(registers=True))
    assert cells(shown, "urut") == ["1", "2", "3", "4"]


def test_a_thousand_lines_read_a_window(qtbot: QtBot, page: DeliveriesPage, clerk: Clerk) -> None:
    for _ in range(9):
        plain(clerk, *(f"Kepala Desa {n}" for n in range(60)))
    with qtbot.waitExposed(page):
        page.show()
    assert page.table.model.rowCount() == 540
    page.table.view.scrollToBottom()
    assert cells(page, "urut")[-1] == "540"


def test_the_tab_is_in_the_agenda(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    agenda = AgendaPage(desk, theme)
    qtbot.addWidget(agenda)
    assert isinstance(agenda.show_book(DELIVERIES), DeliveriesPage)
    assert DELIVERIES in agenda.keys


def test_old_sheets_wait_in_working_days(qtbot: QtBot, clerk: Clerk, theme: Theme) -> None:
    plain(clerk, "Lurah")
    page = DeliveriesPage(Desk(clerk.office, (NOW + timedelta(days=9)).astimezone), theme)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    assert cells(page, "state") == ["Ditunggu 8 hari kerja"]
    assert page.sums.text() == "1 lembar 2 belum kembali, yang terlama 8 hari kerja."
