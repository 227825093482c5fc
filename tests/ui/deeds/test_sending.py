"""Sending to several with copies and ticks, and their second sheets: real clicks, real typing."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.services.checklists import after_signing
from sopdesk.services.office import Office
from sopdesk.services.views import Deed
from sopdesk.store.deliveries import DeliveryRow
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.deeds.sending import DispatchDialog, ReceiptDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import Clerk
from tests.ui.deeds.office import click, offer_of, opened, write


@pytest.fixture
def deeds(desk: Desk, theme: Theme, host: QWidget) -> Deeds:
    return Deeds(desk, theme, host)


@pytest.fixture
def dossier(clerk: Clerk) -> int:
    """Numbered and stamped, to be sent."""
    clerk.start("lakip", addressees=("Kepala BAPPEDA", "Inspektur"))
    clerk.to_step(12)
    clerk.number()
    clerk.stamp()
    return clerk.row.id


@pytest.fixture
def dialog(deeds: Deeds, desk: Desk, dossier: int, host: QWidget) -> DispatchDialog:
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.DISPATCH))
    return opened(host, DispatchDialog)


def book(office: Office) -> list[DeliveryRow]:
    with office.store.read() as unit:
        return unit.deliveries.every()


def test_every_addressee_of_the_dossier_is_offered(dialog: DispatchDialog) -> None:
    assert dialog.to.value() == [("Kepala BAPPEDA", 1), ("Inspektur", 1)]
    dialog.reject()


def lose(dialog: Dialog) -> None:
    """Write what is typed and die: nobody hears of an end."""
    assert dialog.draft is not None
    dialog.draft.write()
    dialog.blockSignals(True)
    dialog.hide()
    dialog.setParent(None)


def test_rows_that_were_typed_are_there_again_after_a_crash(
    dialog: DispatchDialog, deeds: Deeds, desk: Desk, host: QWidget, dossier: int, qtbot: QtBot
) -> None:
    """Also those that the form did not have when it was opened."""
    for name in ("Dinas Satu", "Dinas Dua"):
        dialog.to.add_row.click()
        QTest.keyClicks(dialog.to.rows[-1].name.line, name)
    write(dialog.to.rows[-1].copies.line, "3")
    typed = dialog.to.value()
    lose(dialog)
    qtbot.addWidget(dialog)
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.DISPATCH))
    later = opened(host, DispatchDialog)
    assert later.draft is not None
    assert later.to.value() != typed
    later.draft.notice.action.click()
    assert later.to.value() == typed
    assert typed[-1] == ("Dinas Dua", 3)
    later.action.click()
    assert not list((desk.office.folder / "isian").glob("kirim-*.json")), "it is sent"


def test_rows_are_added_and_removed(dialog: DispatchDialog, office: Office, clerk: Clerk) -> None:
    click(dialog.to.add_row)
    assert dialog.to.rows[2].name.line.hasFocus()
    QTest.keyClicks(dialog.to.rows[2].name.line, "Kepala Dinas Kominfo")
    write(dialog.to.rows[0].copies.line, "3")
    click(dialog.to.rows[1].remove)
    assert dialog.to.total.text() == "2 tujuan, 4 rangkap"
    click(dialog.action)
    assert not clerk.state.open
    assert [(r.addressee, r.copies, r.method) for r in book(office)] == [
        ("Kepala BAPPEDA", 3, "kurir"),
        ("Kepala Dinas Kominfo", 1, "kurir"),
    ]


def test_another_recipient_is_asked_for_after_those_that_are_there(
    qtbot: QtBot, dialog: DispatchDialog
) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)
    for count in (2, 3):
        assert len(dialog.to.rows) == count
        last = dialog.to.rows[-1].remove
        last.setFocus()
        QTest.keyClick(last, Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.to.add_row
        click(dialog.to.add_row)
    dialog.reject()
    dialog.reject()


def test_a_blank_row_counts_for_nothing(dialog: DispatchDialog, office: Office) -> None:
    click(dialog.to.add_row)
    click(dialog.action)
    assert len(book(office)) == 2


def test_nobody_and_the_same_twice_are_told_at_the_field(dialog: DispatchDialog, office: Office) -> None:
    write(dialog.to.rows[1].name.line, "kepala bappeda")
    click(dialog.action)
    assert "tertulis dua kali" in dialog.to.error
    for row in dialog.to.rows:
        write(row.name.line, "")
    click(dialog.action)
    assert dialog.to.error == "Wajib diisi."
    write(dialog.to.rows[0].name.line, "Bupati")
    write(dialog.to.rows[0].copies.line, "0")
    click(dialog.action)
    assert dialog.to.error == "Baris 1: Paling sedikit 1."
    assert book(office) == []
    dialog.reject()


def test_what_is_ticked_is_logged_with_the_sending(dialog: DispatchDialog, clerk: Clerk) -> None:
    assert [tick.text() for tick in dialog.ticks] == [
        "Salin berkas ke CD",
        "Gandakan sesuai jumlah tujuan",
        "Amplop dan alamat tujuan, beserta CD",
    ]
    dialog.ticks[1].setChecked(True)
    click(dialog.action)
    done = {item.text for item in after_signing(clerk.case) if item.done and item.known is None}
    assert done == {"Gandakan sesuai jumlah tujuan"}


def test_one_of_several_sheets_comes_back(
    dialog: DispatchDialog,
    deeds: Deeds,
    desk: Desk,
    dossier: int,
    host: QWidget,
    clerk: Clerk,
    office: Office,
) -> None:
    click(dialog.action)
    clerk.later(days=1)
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.RECEIPT))
    receipt = opened(host, ReceiptDialog)
    lines = receipt.receipt.lines
    assert lines is not None
    assert [tick.isChecked() for tick in lines.ticks] == [True, False]
    lines.ticks[0].setChecked(False)
    QTest.keyClicks(receipt.name.line, "Siti")
    click(receipt.action)
    assert lines.error == "Tandai lembar 2 yang sudah kembali."
    lines.ticks[1].setChecked(True)
    QTest.keyClicks(receipt.receipt.position.line, "Staf TU")
    click(receipt.action)
    assert [(r.state, r.receiver, r.position) for r in book(office)] == [
        ("out", "", ""),
        ("back", "Siti", "Staf TU"),
    ]
    assert clerk.state.receipt_missing


def test_both_sheets_at_once(
    dialog: DispatchDialog,
    deeds: Deeds,
    desk: Desk,
    dossier: int,
    host: QWidget,
    clerk: Clerk,
    office: Office,
) -> None:
    click(dialog.action)
    clerk.later(hours=2)
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.RECEIPT))
    receipt = opened(host, ReceiptDialog)
    assert receipt.receipt.lines is not None
    for tick in receipt.receipt.lines.ticks:
        tick.setChecked(True)
    QTest.keyClicks(receipt.name.line, "Siti")
    click(receipt.action)
    assert {r.state for r in book(office)} == {"back"}
    assert not clerk.state.receipt_missing


def test_a_time_before_the_sending_is_told_at_its_field(
    dialog: DispatchDialog,
    deeds: Deeds,
    desk: Desk,
    dossier: int,
    host: QWidget,
    clerk: Clerk,
    office: Office,
) -> None:
    click(dialog.to.rows[1].remove)
    click(dialog.action)
    clerk.later(hours=2)
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.RECEIPT))
    receipt = opened(host, ReceiptDialog)
    assert receipt.receipt.lines is None
    assert receipt.receipt.files is not None
    QTest.keyClicks(receipt.name.line, "Siti")
    write(receipt.receipt.received.time_line, "0805")
    click(receipt.action)
    assert receipt.receipt.received.error
    gone = clerk.state.dispatched[0].at
    write(receipt.receipt.received.time_line, f"{gone.astimezone(clerk.now.tzinfo):%H%M}")
    click(receipt.action)
    (row,) = book(office)
    assert row.received_at is not None
    assert abs(row.received_at - gone) < timedelta(minutes=1)


def test_many_addressees_scroll(dialog: DispatchDialog, qtbot: QtBot) -> None:
    for n in range(12):
        click(dialog.to.add_row)
        QTest.keyClicks(dialog.to.rows[-1].name.line, f"Kepala Desa {n}")
    qtbot.waitUntil(lambda: dialog.height() <= dialog.screen().availableGeometry().height())
    assert len(dialog.to.value()) == 14
    dialog.reject()
