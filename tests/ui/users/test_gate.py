"""What the one at the desk may not do rests on every screen, and says who may (rules, Roles)."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from sopdesk.domain.sop import Desk as Place
from sopdesk.services.files import LINE, add_file
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.office import Office
from sopdesk.services.rights import PinRules
from sopdesk.services.users import set_pins
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.files.list import FileList
from sopdesk.ui.kit.resting import TellingMenu, reason_of
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.panel.panel import FACTS, LOG, DossierPanel
from sopdesk.ui.panel.record import Record
from tests.services.desk import MONDAY, Clerk
from tests.services.pins import ADMIN, AGENDA, KASUBBAG, PETUGAS, SEKCAM, with_pins

NUMBERS = "Hanya petugas agenda atau admin yang dapat mengambil atau membatalkan nomor: Bakung, Meranti."


@pytest.fixture
def desk(office: Office) -> Desk:
    with_pins(office, MONDAY)
    return Desk(office, MONDAY.astimezone)


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().split("\t")[0].rstrip("…"): action for action in menu.actions()}


def test_files_and_lists(qtbot: QtBot, desk: Desk, theme: Theme, office: Office, tmp_path: Path) -> None:
    """Of a letter they are Bagian Umum's, of a dossier they are for who may log at its desk."""
    clerk = Clerk(office, now=MONDAY, by=ADMIN)
    dossier = clerk.start("lakip").dossier_id
    clerk.to_step(5)  # at the Kasubbag
    line = register_incoming(
        office, IncomingWish("Dinas Sosial", "Undangan", MONDAY), by=ADMIN, now=MONDAY
    ).line_id
    scan = tmp_path / "undangan.pdf"
    scan.write_bytes(b"%PDF-1.7")
    number = add_file(office, LINE, line, scan, by=ADMIN, now=MONDAY)
    listed = FileList(desk, LINE, line)
    panel = DossierPanel(desk, theme)
    for widget in (listed, panel):
        qtbot.addWidget(widget)
        widget.show()
    panel.show_dossier(dossier)
    panel.tabs.setCurrentIndex(FACTS)
    record = panel.findChild(Record)
    assert isinstance(record, Record)
    for name, of_letter, of_desk in (
        (PETUGAS, False, True),
        (AGENDA, True, True),
        (KASUBBAG, False, True),
        (SEKCAM, False, False),
        (ADMIN, True, True),
    ):
        desk.sign_in(name)
        assert listed.add.isEnabled() is of_letter, name
        assert listed.withdrawers[number].isEnabled() is of_letter, name
        assert listed.acceptDrops() is of_letter, name
        assert listed.openers[number].isEnabled(), "whoever may look may open"
        assert [tick.isEnabled() for tick in record.ticks] == [of_desk] * len(record.ticks), name
    assert record.ticks
    desk.sign_in(SEKCAM)
    assert record.ticks[0].toolTip()
    desk.sign_in(PETUGAS)
    assert "Hanya" in listed.add.toolTip()


def test_the_book_of_outgoing_letters(qtbot: QtBot, desk: Desk, theme: Theme, office: Office) -> None:
    page = OutgoingPage(desk, theme)
    qtbot.addWidget(page)
    page.show()
    for name, may in ((PETUGAS, False), (AGENDA, True), (KASUBBAG, False), (ADMIN, True)):
        desk.sign_in(name)
        assert page.take.isEnabled() is may
        assert (NUMBERS in page.take.toolTip()) is not may
        page.deeds.pop_up(QPoint(0, 0))
        menu = page.findChild(TellingMenu, "lainnya-agenda")
        assert menu is not None
        reserve = entries(menu)["Cadangkan nomor"]
        assert reserve.isEnabled() is may
        assert reason_of(reserve) == ("" if may else NUMBERS)
        menu.close()
        menu.setObjectName("")
    desk.sign_in(PETUGAS)
    set_pins(office, PinRules(on=False), by=ADMIN, now=MONDAY)
    desk.tell(Changes(office=True))
    assert page.take.isEnabled()


def test_a_button_stays_at_rest_when_its_screen_would_wake_it(qtbot: QtBot, desk: Desk, theme: Theme) -> None:
    desk.sign_in(PETUGAS)
    page = OutgoingPage(desk, theme)
    qtbot.addWidget(page)
    page.take.setEnabled(True)
    assert not page.take.isEnabled()
    page.take.setEnabled(False)
    desk.sign_in(AGENDA)
    assert not page.take.isEnabled()  # not woken by the right alone
    page.take.setEnabled(True)
    assert page.take.isEnabled()


def test_an_official_has_the_buttons_of_the_own_desk(
    qtbot: QtBot, desk: Desk, theme: Theme, office: Office
) -> None:
    clerk = Clerk(office, by=PETUGAS)
    dossier = clerk.start().dossier_id
    clerk.to_step(5)
    panel = DossierPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.show()
    desk.sign_in(SEKCAM)
    panel.show_dossier(dossier)
    buttons = panel.buttons
    assert not buttons.main.isEnabled()
    assert "pejabat di mejanya sendiri" in buttons.main.toolTip()
    assert not entries(buttons.more_menu)["Tunda"].isEnabled()
    desk.sign_in(KASUBBAG)
    assert buttons.main.isEnabled()
    assert buttons.back.isEnabled()
    assert entries(buttons.more_menu)["Tunda"].isEnabled()


def test_others_entries_are_taken_back_by_who_may(
    qtbot: QtBot, desk: Desk, theme: Theme, office: Office
) -> None:
    clerk = Clerk(office, by=PETUGAS)
    dossier = clerk.start().dossier_id
    clerk.hand_on()
    panel = DossierPanel(desk, theme)
    qtbot.addWidget(panel)
    panel.show()
    panel.tabs.setCurrentIndex(LOG)
    for name, may in ((AGENDA, False), (SEKCAM, True), (ADMIN, True), (PETUGAS, True)):
        desk.sign_in(name)
        panel.show_dossier(dossier)
        correct = next(button for button in panel.log.buttons if "Koreksi" in button.text())
        assert correct.isEnabled() is may, name


def test_the_menu_of_a_card_and_a_drop(qtbot: QtBot, desk: Desk, theme: Theme, office: Office) -> None:
    clerk = Clerk(office, by=PETUGAS)
    dossier = clerk.start().dossier_id
    clerk.to_step(9)  # the paraf of the Kasubbag
    desk.sign_in(SEKCAM)
    page = BoardPage(desk, theme)
    qtbot.addWidget(page)
    page.show()
    page.refresh(Changes())
    source = page.field.column_of(dossier)
    assert source is not None
    source.view.menu_asked.emit([dossier], QPoint(0, 0))
    menu = page.wishes.menu.menu
    assert isinstance(menu, TellingMenu)
    assert not entries(menu)["Tunda"].isEnabled()
    assert entries(menu)["Buka berkas"].isEnabled()
    menu.close()
    goal = next(column for column in page.field.order if column.lane is Place.SEKCAM)
    for name, may in ((SEKCAM, False), (KASUBBAG, True)):
        desk.sign_in(name)
        source.view.drag_began.emit([dossier])
        assert ("pejabat di mejanya sendiri" not in goal.sign.words) is may
        assert goal.sign.words.startswith("Lepas di sini") is may
        source.view.drag_ended.emit()
