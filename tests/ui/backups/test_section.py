"""Pengaturan, Cadangan: each button does what it says, and what it did stands in the section."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from sopdesk.services import backup_places
from sopdesk.services.backup_places import Keeping, keeping
from sopdesk.services.office import open_office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.ui.backups import second as second_module
from sopdesk.ui.backups.password import PasswordDialog
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main.switchboard import SETTINGS
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.settings.backup import BackupSection
from sopdesk.ui.settings.page import BACKUP, SettingsPage
from tests.ui.backups.conftest import Begin
from tests.ui.main.office import NOW, AtWork, Codes, click


@pytest.fixture
def work(begin: Begin, codes: Codes, data_folder: Path) -> AtWork:
    assert codes
    return begin(data_folder)


@pytest.fixture
def section(work: AtWork) -> BackupSection:
    work.shell.tabs.show_key(SETTINGS)
    page = work.shell.findChild(SettingsPage)
    assert isinstance(page, SettingsPage)
    page.show_section(BACKUP)
    found = page.section(BACKUP)
    assert isinstance(found, BackupSection)
    backups = work.program.backups
    assert backups is not None
    work.qtbot.waitUntil(lambda: bool(found.state.text) and not backups.busy)
    return found


def said(work: AtWork, section: BackupSection, words: str) -> None:
    work.qtbot.waitUntil(lambda: words in section.result.text and work.no_dialog())


def test_a_backup_by_the_button(work: AtWork, section: BackupSection, data_folder: Path) -> None:
    click(section.now)
    said(work, section, "Cadangan selesai dan sudah diperiksa")
    work.qtbot.waitUntil(lambda: section.state.text == "Cadangan terakhir 23 November 2026 pukul 10.30.")
    assert len(list((data_folder / "cadangan").glob("*.sopdesk"))) == 1


def test_nothing_is_cut_where_letters_are_large_and_a_panel_is_open(
    work: AtWork, section: BackupSection, theme: Theme, data_folder: Path
) -> None:
    theme.set_scale(150)
    page = section.findChild(ScrollPage)
    assert isinstance(page, ScrollPage)
    for place in ("", str(data_folder.parent / "sebuah-folder-yang-panjang-namanya" / "Cadangan SOP Desk")):
        section.second.show_place(Keeping(path=place))
        inside = page.widget()
        assert inside is not None
        # The section beside a panel of the usual width in a window of 1366 pixels.
        assert inside.minimumSizeHint().width() <= 450
    assert work.no_dialog()


def test_a_flash_disk_by_one_press_and_off_again(
    work: AtWork, section: BackupSection, data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "FLASH"
    disk.mkdir()
    for module in (backup_places, second_module):
        monkeypatch.setattr(module, "mounts", lambda: [disk])
    section.load()
    assert section.second.disk.text() == "Pakai FLASH"
    click(section.second.disk)
    said(work, section, f"Salinannya ada di {disk / 'Cadangan SOP Desk'}.")
    assert len(list((disk / "Cadangan SOP Desk").glob("*.sopdesk"))) == 1
    assert keeping(data_folder).path == str(disk / "Cadangan SOP Desk")
    assert not section.second.disk.isVisible()
    click(section.second.drop)
    assert keeping(data_folder).path == ""
    with work.desk.desk.office.store.read() as unit:
        assert [e.body["path"] for e in unit.log.newest_of("backup_place")] == [
            "",
            str(disk / "Cadangan SOP Desk"),
        ]


def test_the_data_folder_is_no_second_place(section: BackupSection, data_folder: Path) -> None:
    section.second.chosen.emit(str(data_folder))
    assert section.result.text == (
        "Tempat cadangan kedua tidak dapat dipakai: folder ini berada di dalam folder data. Betulkan isinya."
    )


def test_a_password_is_typed_twice_and_taken_off(
    work: AtWork, section: BackupSection, data_folder: Path
) -> None:
    click(section.set_password)
    dialog = work.dialog(PasswordDialog)
    QTest.keyClicks(dialog.first.line, "rahasia kantor")
    QTest.keyClicks(dialog.again.line, "rahasia kantot")
    click(dialog.action)
    assert "Tidak sama" in dialog.again.error
    assert keeping(data_folder).key == ""
    dialog.again.line.clear()
    QTest.keyClicks(dialog.again.line, "rahasia kantor")
    click(dialog.action)
    assert work.no_dialog()
    assert section.locked.text() == "Cadangan memakai kata sandi."
    assert keeping(data_folder).closing_key is not None
    click(section.now)
    said(work, section, "sudah diperiksa")
    newest = max((data_folder / "cadangan").glob("*.sopdesk"))
    assert newest.read_bytes().startswith(b"SOPDESK TERKUNCI")
    click(section.no_password)
    assert keeping(data_folder).closing_key is None


def test_into_a_file_of_ones_choice(work: AtWork, section: BackupSection, tmp_path: Path) -> None:
    click(section.to_file)
    asked = work.dialog(QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "titipan.sopdesk"))
    asked.close()
    said(work, section, "titipan.sopdesk")
    assert (tmp_path / "titipan.sopdesk").is_file()
    section.save_to(str(tmp_path / "titipan.sopdesk"))
    said(work, section, "sudah ada")


def test_the_days_until_the_warning(section: BackupSection, data_folder: Path) -> None:
    section.days.combo.setCurrentIndex(4)
    section.days.combo.activated.emit(4)
    assert keeping(data_folder).warn_days == 10


def test_the_minutes_are_shown_for_printing(work: AtWork, section: BackupSection) -> None:
    work.qtbot.waitUntil(section.minutes.isEnabled)
    with work.qtbot.waitSignal(section.paper_requested) as told:
        click(section.minutes)
    assert told.args == [PaperOrder("berita-acara", option="cadangan")]
    dialog = work.dialog(PaperDialog)
    assert dialog.isVisible()
    dialog.close()


def test_without_a_clerk_nothing_is_set(work: AtWork, section: BackupSection, data_folder: Path) -> None:
    work.desk.desk.sign_in("")
    click(section.set_password)
    dialog = work.dialog(PasswordDialog)
    for field in (dialog.first, dialog.again):
        QTest.keyClicks(field.line, "rahasia kantor")
    click(dialog.action)
    assert "Belum ada petugas" in section.result.text
    assert keeping(data_folder).key == ""
    open_office(data_folder, NOW).close()
