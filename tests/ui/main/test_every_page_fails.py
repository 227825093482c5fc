"""On each page of the window the first slot that hears of a change raises: one notice, a log, and the work goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.agenda.deliveries.page import DeliveriesPage
from sopdesk.ui.agenda.dispositions.page import DispositionsPage
from sopdesk.ui.agenda.incoming.page import IncomingPage
from sopdesk.ui.agenda.notes.page import NotesPage
from sopdesk.ui.agenda.outgoing.page import OutgoingPage
from sopdesk.ui.agenda.page import AgendaPage
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.main.crash import WORDS
from sopdesk.ui.main.later import Later
from sopdesk.ui.main.switchboard import AGENDA, BOARD, REPORTS, SETTINGS
from sopdesk.ui.panel.panel import DossierPanel
from sopdesk.ui.reports.page import ReportsPage
from sopdesk.ui.settings import page as settings_page
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.sops.page import SopPage
from sopdesk.ui.today.desk import TODAY
from sopdesk.ui.today.page import TodayPage
from tests.services.desk import CLERK
from tests.ui.main.office import AtWork, Codes, Start, click

LOG = Path("catatan") / "sopdesk.log"
TITLE = "Laporan Kinerja yang lama"
NEW = "Judul sesudah kesalahan"
SOPS = ("lakip", "renja", "rfk", "renstra", "rup", "balasan")
BOOKS = {
    "masuk": IncomingPage,
    "keluar": OutgoingPage,
    "disposisi": DispositionsPage,
    "ekspedisi": DeliveriesPage,
    "nota-dinas": NotesPage,
}
SECTIONS = {key: make for key, _title, _icon, make in settings_page._SECTIONS}
PAGES: dict[str, tuple[type[QWidget], str]] = {
    BOARD: (BoardPage, "refresh"),
    "panel": (DossierPanel, "_on_changed"),
    TODAY: (TodayPage, "refresh"),
    REPORTS: (ReportsPage, "_on_row"),
    **dict.fromkeys(SOPS, (SopPage, "refresh")),
    **{f"{AGENDA}:{key}": (kind, "_read") for key, kind in BOOKS.items()},
}


class Broken:
    """Stands in the place of a method, and fails with what people typed in its words once it is armed."""

    def __init__(self, whole: Callable[..., Any]) -> None:
        self.whole = whole
        self.armed = False
        self.failed = 0

    def method(self) -> Callable[..., Any]:
        def slot(host: QWidget, *given: Any) -> Any:
            if not self.armed:
                return self.whole(host, *given)
            self.failed += 1
            raise LookupError(f"broken at '{TITLE}' of \"{CLERK}\"")

        return slot


def broken(monkeypatch: pytest.MonkeyPatch, kind: type[QWidget], name: str) -> Broken:
    made = Broken(getattr(kind, name))
    monkeypatch.setattr(kind, name, made.method())
    return made


def page_of(work: AtWork, key: str) -> QWidget:
    page = work.shell.body.page(key)
    return page.page if isinstance(page, Later) else page


def go_to(work: AtWork, place: str, codes: Codes) -> None:
    if place == "panel":
        work.search(codes.late)
        return
    key, _, inside = place.partition(":")
    work.shell.tabs.show_key(key)
    page = page_of(work, key)
    if isinstance(page, AgendaPage):
        page.show_book(inside)
    elif isinstance(page, SettingsPage):
        page.show_section(inside)


def stir(work: AtWork, place: str) -> None:
    """Let the page hear that something changed, as by F5."""
    page = page_of(work, REPORTS) if place == REPORTS else None
    if isinstance(page, ReportsPage):
        page.list.setCurrentRow((page.list.currentRow() + 1) % page.list.count())
    else:
        QTest.keyClick(work.shell, Qt.Key.Key_F5)


def check(place: str, slot: Broken, qtbot: QtBot, codes: Codes, start: Start, data_folder: Path) -> None:
    with qtbot.captureExceptions() as heard:
        work = start()
        go_to(work, place, codes)
        assert work.said == ""
        slot.armed = True
        stir(work, place)
        assert work.said == WORDS
        work.shell.say("")
        stir(work, place)
        assert work.said == "", "told once for each place"
        assert slot.failed >= 2
        assert len(heard) == slot.failed
        slot.armed = False
        # The window goes on: another page, and an entry.
        work.shell.tabs.show_key(BOARD)
        click(work.shell.header.new)
        form = work.dialog(NewDossierDialog)
        click(form.sop.tiles["lakip"])
        form.title_field.set_value(NEW)
        click(form.action)
        assert work.no_dialog()
        assert NEW in [e.card.title for column in work.board.field.order for e in column.model.entries]
        work.shell.close()
    log = (data_folder / LOG).read_text(encoding="utf-8")
    assert log.count("LookupError: broken at") == slot.failed
    assert "in slot" in log
    assert TITLE not in log
    assert CLERK not in log


@pytest.mark.parametrize("place", PAGES)
def test_a_page(
    place: str,
    qtbot: QtBot,
    codes: Codes,
    start: Start,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check(place, broken(monkeypatch, *PAGES[place]), qtbot, codes, start, data_folder)


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_of_the_settings(
    key: str,
    qtbot: QtBot,
    codes: Codes,
    start: Start,
    data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = SECTIONS[key]
    assert isinstance(kind, type)
    check(f"{SETTINGS}:{key}", broken(monkeypatch, kind, "renew"), qtbot, codes, start, data_folder)


def test_no_page_is_left_out(work: AtWork) -> None:
    assert {key.partition(":")[0] for key in PAGES} - {"panel"} == set(work.shell.tabs.keys) - {SETTINGS}
    work.shell.tabs.show_key(AGENDA)
    page = page_of(work, AGENDA)
    assert isinstance(page, AgendaPage)
    assert set(page.keys) == set(BOOKS)
