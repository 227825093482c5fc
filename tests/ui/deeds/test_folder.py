"""The Camat's signing folder in its dialog: decided, printed, logged in one go."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sopdesk.domain.sop import Desk as Place
from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.services.signing_folder import waiting
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.deeds.folder import LEFT, RETURNED, SIGNED, FolderDialog, FolderRow
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import Clerk
from tests.ui.deeds.office import click, opened


@pytest.fixture
def deeds(desk: Desk, theme: Theme, host: QWidget) -> Deeds:
    return Deeds(desk, theme, host)


@pytest.fixture
def three(clerk: Clerk) -> list[str]:
    """The codes of three dossiers on the Camat's desk."""
    codes = []
    for sop, title in (("lakip", "Satu"), ("rup", "Dua"), ("renja", "Tiga")):
        clerk.start(sop, title)
        clerk.to_step(next(s.no for s in clerk.sop.steps if s.desk is Place.CAMAT))
        codes.append(clerk.code)
    return codes


@pytest.fixture
def dialog(deeds: Deeds, three: list[str], host: QWidget) -> FolderDialog:
    assert len(three) == 3
    deeds.open_folder()
    return opened(host, FolderDialog)


def decide(row: FolderRow, fate: str) -> None:
    """Choose with the arrow keys, as a person does."""
    for _ in range((LEFT, SIGNED, RETURNED).index(fate)):
        QTest.keyClick(row.fate.combo, Qt.Key.Key_Down)


def test_an_empty_folder_says_so(deeds: Deeds, host: QWidget) -> None:
    deeds.open_folder()
    dialog = opened(host, FolderDialog)
    assert dialog.rows == []
    assert not dialog.action.isVisible()
    assert not dialog.print.isVisible()
    dialog.reject()


def test_nothing_is_decided_for_anybody(dialog: FolderDialog) -> None:
    assert [row.fate.value() for row in dialog.rows] == [LEFT] * 3
    assert not dialog.action.isEnabled()
    assert dialog.sums.text().startswith("3 naskah menunggu")
    dialog.reject()


def test_all_are_signed_with_one_click(
    dialog: FolderDialog, deeds: Deeds, clerk: Clerk, office: Office
) -> None:
    heard: list[Any] = []
    deeds.done.connect(lambda *said: heard.append(said))
    click(dialog.all_signed)
    assert dialog.action.text() == "Catat 3 naskah"
    click(dialog.action)
    assert heard == [("Map Camat dicatat: 3 naskah ditandatangani.", 0, False)]
    assert waiting(office, clerk.now) == []


def test_the_reason_asked_for_is_in_sight(dialog: FolderDialog) -> None:
    third = dialog.rows[2]
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    decide(third, RETURNED)
    assert third.reason.line.visibleRegion().boundingRect() == third.reason.line.rect()
    dialog.reject()


def test_one_comes_back_with_a_reason_and_one_stays(
    dialog: FolderDialog, clerk: Clerk, office: Office
) -> None:
    first, second, third = dialog.rows
    decide(first, RETURNED)
    decide(second, SIGNED)
    click(dialog.action)
    assert first.reason.error == "Wajib diisi."
    assert len(waiting(office, clerk.now)) == 3
    QTest.keyClicks(first.reason.line, "Angka belum cocok")
    click(dialog.action)
    assert [line.id for line in waiting(office, clerk.now)] == [third.line.id]
    clerk.code = first.line.code
    assert clerk.state.step == first.line.return_to
    clerk.code = second.line.code
    assert clerk.state.desk is Place.BAGIAN_UMUM


def test_one_that_moved_meanwhile_stops_all_and_is_named(
    dialog: FolderDialog, clerk: Clerk, office: Office
) -> None:
    clerk.code = dialog.rows[0].line.code
    clerk.give_back()
    click(dialog.all_signed)
    click(dialog.action)
    assert clerk.code in dialog.notice.text
    assert len(waiting(office, clerk.now)) == 2
    assert [row.fate.value() for row in dialog.rows] == [SIGNED] * 3, "what was decided stays"
    dialog.reject()


def test_what_is_held_cannot_be_decided(deeds: Deeds, three: list[str], clerk: Clerk, host: QWidget) -> None:
    clerk.code = three[0]
    clerk.hold("Camat dinas luar")
    deeds.open_folder()
    dialog = opened(host, FolderDialog)
    held = next(row for row in dialog.rows if row.line.code == three[0])
    assert not held.fate.isEnabled()
    click(dialog.all_signed)
    assert len(dialog.outcomes()) == 2
    dialog.reject()


def test_renstra_asks_for_the_hierarchy(deeds: Deeds, clerk: Clerk, host: QWidget, office: Office) -> None:
    clerk.start("renstra", "Renstra")
    clerk.to_step(15)
    deeds.open_folder()
    dialog = opened(host, FolderDialog)
    click(dialog.all_signed)
    assert dialog.rows[0].initialled.isVisible()
    click(dialog.action)
    assert "paraf hierarki" in dialog.notice.text
    dialog.rows[0].initialled.setChecked(True)
    click(dialog.action)
    assert waiting(office, clerk.now) == []


def test_the_list_is_printed(dialog: FolderDialog, deeds: Deeds) -> None:
    orders: list[Any] = []
    deeds.order_requested.connect(orders.append)
    click(dialog.print)
    assert orders == [PaperOrder("map-camat")]
    dialog.reject()
