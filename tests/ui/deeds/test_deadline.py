"""The deadline of a dossier by clicks and keys: set, moved, taken away; each with its reason."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sopdesk.services.views import Deed
from sopdesk.ui.deeds.deadline import DeadlineDialog
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import WIB, Clerk
from tests.ui.deeds.office import click, offer_of, opened


@pytest.fixture
def deeds(desk: Desk, theme: Theme, host: QWidget) -> Iterator[Deeds]:
    yield Deeds(desk, theme, host)
    for dialog in host.findChildren(DeadlineDialog):
        dialog.hide()


def ask(deeds: Deeds, desk: Desk, host: QWidget, dossier: int, label: str) -> DeadlineDialog:
    offer = offer_of(desk, dossier, Deed.DEADLINE)
    assert offer.label == label
    deeds.perform(dossier, 1, offer)
    return opened(host, DeadlineDialog)


def test_deadline_is_set_moved_and_taken_away(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    dossier = clerk.start("lakip", "Laporan Kinerja").dossier_id
    dialog = ask(deeds, desk, host, dossier, "Tetapkan batas waktu")
    click(dialog.action)
    assert dialog.day.error
    QTest.keyClicks(dialog.day.line, "18/12/2026")
    click(dialog.action)
    assert dialog.reason.error
    click(dialog.reason.buttons[0])
    click(dialog.action)
    assert clerk.row.deadline == datetime(2026, 12, 18, 16, 30, tzinfo=WIB)

    dialog = ask(deeds, desk, host, dossier, "Ubah batas waktu")
    assert "Sekarang Jumat, 18 Desember 2026 pukul 16.30." in dialog.now.text()
    click(dialog.reason.buttons[0])
    click(dialog.action)
    assert "sama dengan" in dialog.day.error
    dialog.day.line.selectAll()
    QTest.keyClicks(dialog.day.line, "11/12/2026")
    click(dialog.action)
    assert clerk.row.deadline == datetime(2026, 12, 11, 16, 30, tzinfo=WIB)

    dialog = ask(deeds, desk, host, dossier, "Ubah batas waktu")
    dialog.day.line.clear()
    click(dialog.reason.buttons[3])
    click(dialog.action)
    assert clerk.row.deadline is None
