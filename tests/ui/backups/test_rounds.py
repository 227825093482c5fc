"""What the window does by itself and on demand: the day's backup, the one at closing, the words about them."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services import backup_places
from sopdesk.services.backup_rounds import Round
from sopdesk.ui.backups import desk as desk_module
from sopdesk.ui.backups.closing import ClosingSheet
from sopdesk.ui.backups.restore import RestoreDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.main.switchboard import SETTINGS
from sopdesk.ui.papers.work import Tell
from sopdesk.ui.settings.backup import BackupSection
from sopdesk.ui.settings.page import SettingsPage
from tests.ui.backups.conftest import Begin
from tests.ui.main.office import AtWork, Clock, Codes, click


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "cadangan").glob("*.sopdesk"))


def settled(work: AtWork) -> bool:
    """No round runs, and the status line tells of one."""
    backups = work.program.backups
    return backups is not None and not backups.busy and "Cadangan terakhir" in work.shell.status.note.text()


@pytest.fixture
def work(begin: Begin, codes: Codes, data_folder: Path) -> AtWork:
    """A clerk at work, after the day's first backup was made behind the window."""
    assert codes
    made = begin(data_folder)
    made.qtbot.waitUntil(lambda: settled(made))
    return made


def test_the_days_first_backup_is_made_behind_the_window(work: AtWork, data_folder: Path) -> None:
    assert files(data_folder) == ["SOPDesk-Karang-Contoh-20261123-103017.sopdesk"]
    assert work.shell.status.note.text() == "Cadangan terakhir 23/11/2026 10.30"
    assert not work.shell.warning.isVisible()
    assert work.no_dialog()


def test_the_next_day_another_one_is_made(work: AtWork, clock: Clock, data_folder: Path) -> None:
    backups = work.program.backups
    assert backups is not None
    clock.later(days=1)
    backups.look()
    work.qtbot.waitUntil(lambda: not backups.busy)
    assert len(files(data_folder)) == 1  # nothing was done since
    work_on(work)
    backups.look()
    work.qtbot.waitUntil(lambda: len(files(data_folder)) == 2 and not backups.busy)


def work_on(work: AtWork) -> None:
    """Something new for the log."""
    from sopdesk.services.users import save_clerk

    desk = work.desk.desk
    save_clerk(desk.office, f"Petugas {desk.now():%d %H%M}", by=desk.clerk, now=desk.now())


def test_closing_makes_one_and_then_closes(work: AtWork, clock: Clock, data_folder: Path) -> None:
    clock.later(hours=5)
    work_on(work)
    work.shell.close()
    assert work.shell.isVisible()
    assert work.dialog(ClosingSheet).isVisible()
    work.qtbot.waitUntil(lambda: not work.shell.isVisible())
    assert files(data_folder)[-1] == "SOPDesk-Karang-Contoh-20261123-153017.sopdesk"


def test_closing_with_nothing_new_closes_at_once(work: AtWork, data_folder: Path) -> None:
    work.shell.close()
    assert not work.shell.isVisible()
    assert len(files(data_folder)) == 1


class Slow:
    """A round that goes on until it is told to stop."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = threading.Event()
        self.stopped = threading.Event()
        monkeypatch.setattr(desk_module, "_round", self)

    def __call__(self, _desk: Desk, _by: str, _reason: str, tell: Tell) -> Round:
        self.begun.set()
        while tell(1, 3):
            self.stopped.wait(0.01)
        self.stopped.set()
        return Round(None)


def test_nobody_has_to_wait_at_closing(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(monkeypatch)
    work_on(work)
    work.shell.close()
    sheet = work.dialog(ClosingSheet)
    assert sheet.action.text() == "Tutup tanpa menunggu"
    work.qtbot.waitUntil(slow.begun.is_set)
    click(sheet.action)
    assert slow.stopped.is_set()
    assert not work.shell.isVisible()


def test_one_may_stay_and_close_later(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(monkeypatch)
    work_on(work)
    work.shell.close()
    work.qtbot.waitUntil(slow.begun.is_set)
    click(work.dialog(ClosingSheet).cancel)
    assert slow.stopped.is_set()
    assert work.shell.isVisible()
    assert work.no_dialog()
    assert work.desk.desk.office.look().profile.kecamatan == "Karang Contoh"


def failing(fault: Fault) -> Callable[..., Round]:
    def run(*_any: object) -> Round:
        raise Trouble(fault, path="E:\\", needed=5_000_000_000, free=1_000_000)

    return run


def test_a_failure_at_closing_is_said_before_it_closes(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "_round", failing(Fault.DISK_FULL))
    work_on(work)
    work.shell.close()
    sheet = work.dialog(ClosingSheet)
    work.qtbot.waitUntil(lambda: bool(sheet.notice.text))
    assert sheet.notice.text == (
        "Ruang disk tidak cukup di E:\\: perlu 5,0 GB, tersisa 1 MB. Kosongkan sebagian ruang disk, lalu ulangi."
    )
    assert work.shell.isVisible()
    assert sheet.action.text() == "Tutup SOP Desk"
    click(sheet.action)
    assert not work.shell.isVisible()


def test_on_demand_from_the_menu(work: AtWork, clock: Clock, data_folder: Path) -> None:
    clock.later(minutes=9)
    QTest.keyClick(
        work.shell, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    # The newest of the day takes the place of the day's first.
    made = ["SOPDesk-Karang-Contoh-20261123-103917.sopdesk"]
    work.qtbot.waitUntil(lambda: files(data_folder) == made and work.no_dialog())
    assert work.shell.toaster.text.startswith("Cadangan selesai dan sudah diperiksa")


def test_an_old_backup_is_warned_of(work: AtWork, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be made for days, as on a full disk: the fourth working day says so."""
    monkeypatch.setattr(desk_module, "_round", failing(Fault.DISK_FULL))
    work_on(work)
    backups = work.program.backups
    assert backups is not None
    clock.later(days=3)
    backups.look()
    work.qtbot.waitUntil(lambda: not backups.busy)
    assert "Ruang disk tidak cukup" in work.shell.warning.text
    clock.later(days=1)
    backups.look()
    work.qtbot.waitUntil(lambda: "4 hari kerja" in work.shell.warning.text)


def test_a_flash_disk_is_offered_once(work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = tmp_path / "FLASH"
    disk.mkdir()
    monkeypatch.setattr(backup_places, "mounts", lambda: [disk])
    backups = work.program.backups
    assert backups is not None
    backups.look()
    work.qtbot.waitUntil(lambda: "Flash disk FLASH terpasang" in work.said)
    work.shell.say("")
    backups.look()
    work.qtbot.waitUntil(lambda: not backups.busy)
    assert work.said == ""


def section(work: AtWork) -> BackupSection:
    work.shell.tabs.show_key(SETTINGS)
    later = work.shell.body.page(SETTINGS)
    page = later.page  # type: ignore[attr-defined]
    assert isinstance(page, SettingsPage)
    page.show_section("cadangan")
    found = page.section("cadangan")
    assert isinstance(found, BackupSection)
    work.qtbot.waitUntil(lambda: bool(found.state.text))
    return found


def test_restore_and_take_it_back_from_the_settings(work: AtWork, clock: Clock, data_folder: Path) -> None:
    """With clicks alone: a clerk is added after the backup, gone after the restore, and back after the way back."""
    clock.later(hours=1)
    work_on(work)
    shown = section(work)
    click(shown.restore)
    dialog = work.dialog(RestoreDialog)
    work.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text().startswith("23 November 2026 pukul 10.30 · Kecamatan Karang Contoh")
    click(dialog.action)
    work.qtbot.waitUntil(lambda: dialog.compared is not None)
    assert dialog.verdict.text == (
        "Data di komputer ini lebih baru. 1 catatan yang dibuat sesudah cadangan tidak terlihat lagi."
    )
    click(dialog.action)
    work.qtbot.waitUntil(lambda: "Cadangan sudah dipulihkan" in work.said)
    assert clerks(work) == ["Petugas Satu"]
    assert (data_folder / "sebelum-pulih").is_dir()
    work.qtbot.waitUntil(lambda: settled(work))
    work.desk.desk.sign_in("Petugas Satu")
    again = section(work)
    assert again.undo.isVisible()
    again.undo.click()
    from sopdesk.ui.kit.dialog import Question

    click(work.dialog(Question).action)
    work.qtbot.waitUntil(lambda: "Pemulihan dibatalkan" in work.said)
    assert clerks(work) == ["Petugas 23 1130", "Petugas Satu"]


def clerks(work: AtWork) -> list[str]:
    from sopdesk.services.settings import clerks as names

    return sorted(names(work.desk.desk.office))
