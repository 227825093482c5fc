"""The list of files: dropped, opened, withdrawn."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sopdesk.services import files
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from sopdesk.ui.files.list import FileList
from sopdesk.ui.files.withdraw import WithdrawFileDialog
from tests.behind import spoil_file
from tests.services.desk import CLERK, WIB, Clerk

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office, now=NOW)


@pytest.fixture
def desk(office: Office) -> Desk:
    found = Desk(office, NOW.astimezone)
    found.sign_in(CLERK)
    return found


@pytest.fixture
def line(clerk: Clerk) -> int:
    wish = IncomingWish("Dinas Sosial", "Undangan", clerk.now)
    return register_incoming(clerk.office, wish, by=CLERK, now=clerk.now).line_id


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, line: int) -> FileList:
    made = FileList(desk, files.LINE, line)
    qtbot.addWidget(made)
    made.resize(340, 400)
    made.show()
    return made


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "pindaian & <b>rapat.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def drop(shown: FileList, *paths: Path) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle = QPointF(shown.rect().center())
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    shown.dragEnterEvent(QDragEnterEvent(middle.toPoint(), action, data, button, none))
    event = QDropEvent(middle, action, data, button, none)
    shown.dropEvent(event)
    return event


def names(shown: FileList) -> list[str]:
    return [shown.openers[key].accessibleName() for key in shown.openers]


def test_a_dropped_scan_is_added(
    qtbot: QtBot, shown: FileList, scan: Path, office: Office, line: int
) -> None:
    assert shown.hint.isVisible()
    with qtbot.waitSignal(shown.done) as said:
        assert drop(shown, scan).isAccepted()
    assert said.args == ["File ditambahkan."]
    assert names(shown) == ["Buka pindaian & <b>rapat.pdf"]
    assert not shown.hint.isVisible()
    assert [f.by for f in files.files_of(office, files.LINE, line)] == [CLERK]


def test_what_is_not_kept_is_told_and_the_others_are_added(
    shown: FileList, scan: Path, tmp_path: Path
) -> None:
    program = tmp_path / "program.exe"
    program.write_bytes(b"x")
    drop(shown, program, scan)
    assert "jenis .exe tidak disimpan" in shown.notice.text
    assert len(names(shown)) == 1


def test_a_large_file_is_copied_beside_the_window(qtbot: QtBot, shown: FileList, tmp_path: Path) -> None:
    large = tmp_path / "anggaran.pdf"
    large.write_bytes(b"x" * 5_000_000)
    with qtbot.waitSignal(shown.done):
        shown.take([large])
    assert names(shown) == ["Buka anggaran.pdf"]


def test_only_files_are_taken(shown: FileList, tmp_path: Path) -> None:
    assert not drop(shown, tmp_path).isAccepted()


def test_files_are_picked_from_a_dialog(qtbot: QtBot, shown: FileList, scan: Path) -> None:
    QTest.mouseClick(shown.add, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(scan)])
    dialog.close()
    assert len(names(shown)) == 1
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_file_is_opened_by_its_own_program(
    shown: FileList, scan: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return not opened[1:]

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    drop(shown, scan)
    ((key, opener),) = shown.openers.items()
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    kept = files.path_of(office, key)
    assert opened == [str(kept)]
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert "Tidak ada program" in shown.notice.text
    kept.write_bytes(b"lain")
    QTest.mouseClick(opener, Qt.MouseButton.LeftButton)
    assert "hilang atau berubah" in shown.notice.text
    assert len(opened) == 2


def test_a_file_that_is_gone_is_told_and_adding_it_again_mends_it(
    qtbot: QtBot, shown: FileList, scan: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    with qtbot.waitSignal(shown.done):
        drop(shown, scan)
    [number] = shown.openers
    spoil_file(office, files.path_of(office, number).name, None)
    QTest.mouseClick(shown.openers[number], Qt.MouseButton.LeftButton)
    assert scan.name in shown.notice.text
    assert "hilang atau berubah" in shown.notice.text
    assert opened == []
    with qtbot.waitSignal(shown.done):
        drop(shown, scan)
    assert shown.notice.text == ""
    QTest.mouseClick(shown.openers[number], Qt.MouseButton.LeftButton)
    assert len(opened) == 1


def test_a_file_is_withdrawn_with_a_reason(
    qtbot: QtBot, shown: FileList, scan: Path, office: Office, line: int
) -> None:
    drop(shown, scan)
    ((_key, button),) = shown.withdrawers.items()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = shown.findChildren(WithdrawFileDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert dialog.reason.error == "Wajib diisi."
    QTest.keyClicks(dialog.reason.line, "Salah berkas")
    with qtbot.waitSignal(shown.done) as said:
        QTest.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    assert said.args == [f"File {scan.name} dicabut."]
    assert shown.withdrawers == {}
    assert [f.withdrawn for f in files.files_of(office, files.LINE, line)] == ["Salah berkas"]


def test_the_scan_of_the_letter_is_listed_with_its_dossier(
    qtbot: QtBot, desk: Desk, clerk: Clerk, line: int, scan: Path
) -> None:
    files.add_file(clerk.office, files.LINE, line, scan, by=CLERK, now=clerk.now)
    clerk.start("balasan", "Balasan", incoming=line)
    of_dossier = FileList(desk, files.DOSSIER, clerk.row.id)
    qtbot.addWidget(of_dossier)
    assert len(of_dossier.openers) == 1
    assert of_dossier.withdrawers == {}  # it is withdrawn where it belongs
    clerk.start()
    of_dossier.show_owner(files.DOSSIER, clerk.row.id)
    assert of_dossier.openers == {}
