"""Pemeriksaan data: what is found is shown row by row, and a printed hash is found again."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.services.printing import Cancelled
from sopdesk.services.verification import verify
from sopdesk.ui.settings import proof
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.settings.proof import ProofSection
from tests.ui.settings.conftest import opened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(page: SettingsPage) -> ProofSection:
    made = opened(page, "pemeriksaan")
    assert isinstance(made, ProofSection)
    return made


def test_good_data_is_said_to_be_whole(qtbot: QtBot, section: ProofSection) -> None:
    QTest.mouseClick(section.check, LEFT)
    assert not section.check.isEnabled()
    qtbot.waitUntil(section.check.isEnabled)
    assert section.result.text.startswith("Data utuh. 2 catatan, 0 berkas")
    assert section.table.model.rowCount() == 0
    assert section.nothing.title.text() == "Tidak ada masalah"
    assert section.nothing.words.text().startswith("Diperiksa ")


def test_changed_log_is_found_and_named(qtbot: QtBot, section: ProofSection, data_folder: Path) -> None:
    with sqlite3.connect(data_folder / "sopdesk.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE log SET actor = 'Orang lain' WHERE seq = 1")
    database.close()
    QTest.mouseClick(section.check, LEFT)
    qtbot.waitUntil(section.check.isEnabled)
    assert section.result.text.startswith("Ditemukan ")
    assert section.table.model.rowCount() >= 1


def test_a_check_that_fails_unforeseen_keeps_nobody_waiting(
    qtbot: QtBot, section: ProofSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise LookupError("unforeseen")

    monkeypatch.setattr(proof, "verify", broken)
    with qtbot.captureExceptions() as raised:
        QTest.mouseClick(section.check, LEFT)
        qtbot.waitUntil(section.check.isEnabled)
        qtbot.waitUntil(partial(bool, raised))
    assert section.result.text.startswith("Ada kesalahan pada program")
    assert QApplication.activeModalWidget() is None
    assert [kind for kind, *_ in raised] == [LookupError]


def test_check_stops_when_asked(office: Office) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return False

    with pytest.raises(Cancelled):
        verify(office, stop)
    assert told == [(0, 2)]


def test_what_is_found_can_be_copied_whole(qtbot: QtBot, section: ProofSection, data_folder: Path) -> None:
    assert not section.copy.isEnabled()
    with sqlite3.connect(data_folder / "sopdesk.db") as database:
        database.execute("INSERT INTO official (name, nip, rank) VALUES ('Orang Lain', '', '')")
        database.execute("INSERT INTO party (folded, name, used_at) VALUES ('x', 'X', 5)")
    database.close()
    QTest.mouseClick(section.check, LEFT)
    qtbot.waitUntil(section.check.isEnabled)
    QTest.mouseClick(section.copy, LEFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Pengaturan", "Pejabat dan petugas"]
    assert "Orang Lain" in lines[1]


def test_the_hash_of_a_book_is_compared_with_the_log(section: ProofSection, office: Office) -> None:
    head = verify(office).log_head
    QTest.keyClicks(section.head.line, head[:8].upper())
    QTest.keyClick(section.head.line, Qt.Key.Key_Return)
    assert section.compared.text.startswith("Cocok: log masih memuat catatan nomor ")
    section.head.set_value("f" * 64)
    QTest.mouseClick(section.compare, LEFT)
    assert "tidak ada di log" in section.compared.text


def test_what_can_be_no_hash_is_said_at_the_field(section: ProofSection) -> None:
    QTest.keyClicks(section.head.line, "bukan")
    QTest.mouseClick(section.compare, LEFT)
    assert "Sidik log" in section.head.error
    assert section.compared.text == ""
