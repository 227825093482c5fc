"""The way back where no office is open: the first screen of a new PC, and the page of damaged data."""

import json
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from sopdesk.services.backups import key_of, make_backup
from sopdesk.services.office import open_office
from sopdesk.ui.backups.restore import RestoreDialog
from sopdesk.ui.kit.theme import Appearance
from sopdesk.ui.main.switchboard import BOARD, WELCOME
from sopdesk.ui.welcome.page import WelcomePage
from tests.services.desk import CLERK
from tests.ui.backups.conftest import Begin
from tests.ui.main.office import NOW, TROUBLE, AtWork, Codes, button_of, click


@pytest.fixture
def backup(codes: Codes, data_folder: Path, tmp_path: Path) -> Path:
    assert codes
    return backed_up(data_folder, tmp_path / "flash" / "kantor.sopdesk")


def backed_up(folder: Path, path: Path, password: str = "") -> Path:
    office = open_office(folder, NOW)
    try:
        make_backup(office, path, by=CLERK, now=NOW, key=key_of(password) if password else None)
    finally:
        office.close()
    return path


def compared(work: AtWork, dialog: RestoreDialog) -> None:
    click(dialog.action)
    work.qtbot.waitUntil(lambda: dialog.compared is not None)


def test_a_move_to_a_new_pc_from_the_first_screen(begin: Begin, backup: Path, tmp_path: Path) -> None:
    work = begin(tmp_path / "komputer baru")
    page = work.shell.body.page(WELCOME)
    assert isinstance(page, WelcomePage)
    click(page.restore)
    dialog = work.dialog(RestoreDialog)
    work.qtbot.waitUntil(lambda: "Tidak ada cadangan" in dialog.none.text())
    dialog.take(backup)
    compared(work, dialog)
    assert dialog.verdict.text == "Di komputer ini belum ada data kantor. Cadangan ini akan menjadi datanya."
    assert not dialog.kept.isVisible(), "there is nothing to be kept"
    click(dialog.action)
    work.qtbot.waitUntil(lambda: BOARD in work.shell.tabs.keys)
    assert len(work.cards()) == 3
    assert "Cadangan sudah dipulihkan" in work.said
    assert WELCOME not in work.shell.tabs.keys


def test_damaged_data_from_the_page_of_the_trouble(begin: Begin, backup: Path, data_folder: Path) -> None:
    for name in ("sopdesk.db-wal", "sopdesk.db-shm"):
        (data_folder / name).unlink(missing_ok=True)
    (data_folder / "sopdesk.db").write_bytes(b"rusak" * 4000)
    work = begin(data_folder)
    assert "Data rusak" in work.trouble
    click(button_of(work.shell.body.page(TROUBLE), "Pulihkan dari cadangan …"))
    dialog = work.dialog(RestoreDialog)
    dialog.take(backup)
    work.qtbot.waitUntil(dialog.action.isEnabled)
    compared(work, dialog)
    assert dialog.verdict.text.startswith("Data di komputer ini rusak")
    assert dialog.kept.isVisible()
    click(dialog.action)
    work.qtbot.waitUntil(lambda: BOARD in work.shell.tabs.keys)
    assert len(work.cards()) == 3
    kept = next((data_folder / "sebelum-pulih").iterdir())
    assert (kept / "sopdesk.db").read_bytes() == b"rusak" * 4000


def test_a_password_is_asked_for_and_a_wrong_one_told(
    begin: Begin, codes: Codes, data_folder: Path, tmp_path: Path
) -> None:
    assert codes
    path = backed_up(data_folder, tmp_path / "kantor.sopdesk", "rahasia kantor")
    work = begin(tmp_path / "komputer baru")
    page = work.shell.body.page(WELCOME)
    assert isinstance(page, WelcomePage)
    click(page.restore)
    dialog = work.dialog(RestoreDialog)
    dialog.take(path)
    work.qtbot.waitUntil(dialog.action.isEnabled)
    assert not dialog.password.isVisible()
    click(dialog.action)
    work.qtbot.waitUntil(dialog.password.isVisible)
    assert dialog.password.line.hasFocus()
    QTest.keyClicks(dialog.password.line, "Rahasia kantor")
    click(dialog.action)
    work.qtbot.waitUntil(lambda: "tidak cocok" in dialog.notice.text)
    dialog.password.line.clear()
    QTest.keyClicks(dialog.password.line, "rahasia kantor")
    compared(work, dialog)
    click(dialog.action)
    work.qtbot.waitUntil(lambda: BOARD in work.shell.tabs.keys)


def test_a_file_that_is_no_backup(begin: Begin, codes: Codes, data_folder: Path, tmp_path: Path) -> None:
    assert codes
    photo = tmp_path / "foto.sopdesk"
    photo.write_bytes(b"\xff\xd8\xff" * 500)
    work = begin(tmp_path / "komputer baru")
    page = work.shell.body.page(WELCOME)
    assert isinstance(page, WelcomePage)
    click(page.restore)
    dialog = work.dialog(RestoreDialog)
    dialog.take(photo)
    work.qtbot.waitUntil(dialog.action.isEnabled)
    click(dialog.action)
    work.qtbot.waitUntil(lambda: bool(dialog.notice.text))
    assert dialog.notice.text == (
        "File cadangan foto.sopdesk bukan cadangan SOP Desk. Pilih file yang berakhiran .sopdesk."
    )
    click(dialog.cancel)
    assert work.no_dialog()
    assert data_folder.is_dir()


def test_the_restored_office_keeps_its_own_look(
    begin: Begin, codes: Codes, data_folder: Path, tmp_path: Path
) -> None:
    assert codes
    look = data_folder / "tampilan.json"
    look.write_text(json.dumps({"appearance": "gelap", "scale": 120, "kolom/agenda-keluar": "abc"}))
    path = backed_up(data_folder, tmp_path / "kantor.sopdesk")
    work = begin(tmp_path / "komputer baru")
    work.program.theme.set_appearance(Appearance.LIGHT)
    work.program.theme.set_scale(100)
    page = work.shell.body.page(WELCOME)
    assert isinstance(page, WelcomePage)
    click(page.restore)
    dialog = work.dialog(RestoreDialog)
    dialog.take(path)
    work.qtbot.waitUntil(dialog.action.isEnabled)
    compared(work, dialog)
    click(dialog.action)
    work.qtbot.waitUntil(lambda: BOARD in work.shell.tabs.keys)
    assert (work.program.theme.appearance, work.program.theme.scale) == (Appearance.DARK, 120)
    work.shell.close()
    kept = json.loads((tmp_path / "komputer baru" / "tampilan.json").read_text())
    assert (kept["appearance"], kept["scale"], kept["kolom/agenda-keluar"]) == ("gelap", 120, "abc")
