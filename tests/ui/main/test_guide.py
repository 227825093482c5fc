"""F1 opens the guide at the page that fits, beside the work."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.ui.agenda.page import AgendaPage
from sopdesk.ui.main.guide import GuideDialog, guide_pages, page_title
from sopdesk.ui.main.switchboard import AGENDA, BOARD, REPORTS, SETTINGS
from tests.ui.main.office import AtWork


def shown(work: AtWork) -> GuideDialog:
    dialog = work.shell.findChild(GuideDialog)
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


@pytest.mark.parametrize(
    ("tab", "title"),
    [
        (BOARD, "Papan"),
        ("renja", "Berkas baru"),
        (AGENDA, "Surat masuk dan disposisi"),
        (REPORTS, "Laporan"),
        (SETTINGS, "Pengaturan"),
    ],
)
def test_f1_opens_the_page_of_the_tab(work: AtWork, tab: str, title: str) -> None:
    work.shell.tabs.show_key(tab)
    QTest.keyClick(work.shell, Qt.Key.Key_F1)
    dialog = shown(work)
    assert dialog.list.currentItem().text() == title
    assert dialog.text.toPlainText().startswith(title)
    assert not dialog.isModal(), "one reads and works at the same time"


def test_there_is_room_to_read(work: AtWork) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_F1)
    text = shown(work).text
    assert text.height() >= text.screen().availableGeometry().height() // 2


def test_the_second_f1_turns_the_page_of_the_same_guide(work: AtWork) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_F1)
    work.shell.tabs.show_key(AGENDA)
    work.shell.guide_requested.emit(AGENDA)
    assert len(work.shell.findChildren(GuideDialog)) == 1
    assert shown(work).list.currentItem().text() == "Surat masuk dan disposisi"


def test_f1_in_the_agenda_opens_the_page_of_the_book(work: AtWork) -> None:
    work.shell.tabs.show_key(AGENDA)
    agenda = work.shell.findChild(AgendaPage)
    assert agenda is not None
    titles = []
    for key in agenda.keys:
        agenda.show_book(key)
        work.shell.guide_requested.emit(AGENDA)
        titles.append(shown(work).list.currentItem().text())
    incoming = "Surat masuk dan disposisi"
    numbers, sent = "Nomor surat keluar", "Pengiriman, lembar 2, dan map Camat"
    assert titles == [incoming, numbers, incoming, sent, "Kertas, susunan kata, stempel"]


def test_links_and_the_list_lead_to_pages(work: AtWork) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_F1)
    dialog = shown(work)
    dialog.text.anchorClicked.emit(QUrl("03-surat-dan-nomor.md"))
    assert dialog.list.currentItem().text() == "Surat dan nomor"
    dialog.list.setCurrentRow(0)
    assert dialog.text.toPlainText().startswith("Memulai")


def test_pictures_are_no_wider_than_the_page(work: AtWork, qtbot: QtBot) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_F1)
    text = shown(work).text
    picture = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("../gambar/papan.png"))
    assert 0 < picture.width() <= text.viewport().width()

    def fits() -> bool:
        return text.horizontalScrollBar().maximum() == 0

    qtbot.waitUntil(fits)


def test_every_link_and_picture_of_the_guide_is_there() -> None:
    pages = guide_pages()
    assert len(pages) >= 5
    for page in pages:
        for part in page.read_text(encoding="utf-8").split("](")[1:]:
            assert (page.parent / part.partition(")")[0]).is_file(), (page.name, part[:40])


def test_a_page_without_a_heading_has_its_name(tmp_path: Path) -> None:
    page = tmp_path / "09-lain.md"
    page.write_text("Tanpa judul", encoding="utf-8")
    assert page_title(page) == "09-lain"
    assert page_title(tmp_path / "tidak-ada.md") == "tidak-ada"
