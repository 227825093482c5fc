"""The way up: the window first, then the office; every trouble on the way is a sentence with a way on."""

import gzip
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLockFile, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.paths import SAMPLE
from sopdesk.services import queries
from sopdesk.services.office import open_office
from sopdesk.services.users import save_clerk
from sopdesk.store import migrate as migrations
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.main import opening
from sopdesk.ui.main.switchboard import BOARD, SETTINGS, WELCOME
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.welcome.clerk import ClerkDialog
from sopdesk.ui.welcome.page import WelcomePage
from tests.rights import as_nobody, folder_for_all
from tests.services.desk import CLERK, OTHER, copy_office
from tests.ui.main.office import NOW, TROUBLE, AtWork, Clock, Codes, Start, button_of, click

CTRL = Qt.KeyboardModifier.ControlModifier


class Paints(QObject):
    """Notes when a widget is painted."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._told.append("painted")
        return super().eventFilter(watched, event)


def test_the_window_is_painted_before_the_office_opens(
    qtbot: QtBot,
    theme: Theme,
    codes: Codes,
    data_folder: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    real = opening.open_desk

    def noted(*given: object) -> object:
        told.append("opened")
        return real(*given)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(opening, "open_desk", noted)
    work = AtWork(qtbot, theme, data_folder, clock)
    paints = Paints(told)
    work.shell.installEventFilter(paints)
    work.show()
    assert codes.late in work.cards()
    assert told[0] == "painted"
    assert told.count("opened") == 1


def test_a_database_is_not_upgraded_under_another_window(data_folder: Path) -> None:
    """A window of an older program may be at work on it: its lock is asked first."""
    data_folder.mkdir(parents=True, exist_ok=True)
    path = data_folder / "sopdesk.db"
    sample = Path(__file__).parents[2] / "data" / "schema-0001.db.gz"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    before = path.read_bytes()
    other = QLockFile(str(data_folder / "jendela.lock"))
    assert other.tryLock(0)
    with pytest.raises(Trouble) as trouble:
        opening.open_desk(data_folder, lambda: NOW)
    assert trouble.value.fault is Fault.ALREADY_RUNNING
    assert path.read_bytes() == before
    other.unlock()
    desk, lock = opening.open_desk(data_folder, lambda: NOW)
    desk.office.close()
    lock.unlock()
    assert migrations.revision_of(path) == migrations.HEAD


def spoil(path: Path, table: str) -> bytes:
    """Damage the first page of a table in a file that nobody has open; what it was before."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    begin = (page - 1) * size
    path.write_bytes(whole[:begin] + b"\xff" * size + whole[begin + size :])
    return whole


def test_the_first_paint_waits_for_no_database() -> None:
    """What the window needs to be painted leaves SQLAlchemy, reportlab and the use cases alone."""
    ask = "import sys, sopdesk.ui.main.app; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, encoding="utf-8", check=True)
    assert not {"sqlalchemy", "alembic", "reportlab", "pypdfium2"} & set(done.stdout.split())


class TestTrouble:
    """Each trouble is told in words, the office stays closed, and *Coba lagi* works once it is mended."""

    def check_mended(self, work: AtWork, codes: Codes) -> None:
        work.try_again()
        assert TROUBLE not in work.shell.tabs.keys
        assert set(work.cards()) == {codes.late, codes.near, codes.calm}
        assert work.shell.header.new.isEnabled()

    def check_told(self, work: AtWork, *words: str) -> None:
        assert all(part in work.trouble for part in words), work.trouble
        assert work.shell.tabs.keys == (TROUBLE,)
        assert work.program.opened is None
        # Nothing that needs an office can be begun without one.
        assert not work.shell.header.new.isEnabled()
        for key in (Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_L):
            QTest.keyClick(work.shell, key, CTRL)
        assert work.no_dialog()

    def test_a_folder_that_cannot_be_written(
        self, qtbot: QtBot, theme: Theme, codes: Codes, data_folder: Path, clock: Clock
    ) -> None:
        # What the window loads only when an office is opened may lie where nobody else can read it.
        AtWork(qtbot, theme, data_folder, clock).show().shell.close()
        with folder_for_all() as folder:
            shutil.copytree(data_folder, folder)
            (folder / "sopdesk.db").chmod(0o444)
            folder.chmod(0o555)
            work = AtWork(qtbot, theme, folder, clock)
            with as_nobody():
                work.show()
            self.check_told(work, "hanya dapat dibaca", str(folder))
            folder.chmod(0o755)
            (folder / "sopdesk.db").chmod(0o644)
            self.check_mended(work, codes)
            work.shell.close()

    def test_a_damaged_database(self, codes: Codes, data_folder: Path, start: Start) -> None:
        path = data_folder / "sopdesk.db"
        whole = path.read_bytes()
        path.write_bytes(b"\0" * 4096 + whole[4096:])
        work = start()
        self.check_told(work, "rusak", "cadangan")
        work.try_again()
        self.check_told(work, "rusak")
        path.write_bytes(whole)
        self.check_mended(work, codes)

    def test_a_database_of_a_newer_program(self, codes: Codes, data_folder: Path, start: Start) -> None:
        path = data_folder / "sopdesk.db"

        def set_revision(revision: str) -> None:
            with closing(sqlite3.connect(path)) as file, file:
                file.execute("UPDATE alembic_version SET version_num = ?", (revision,))

        set_revision("9999")
        before = path.read_bytes()
        work = start()
        self.check_told(work, "lebih baru", "data tidak diubah")
        assert path.read_bytes() == before
        set_revision(migrations.HEAD)
        self.check_mended(work, codes)

    def test_a_second_copy(self, codes: Codes, start: Start) -> None:
        """The first goes on undisturbed; the second says why it stays closed."""
        first = start()
        second = start()
        self.check_told(second, "sudah terbuka")
        first.desk.desk.hand_on(first.id_of(codes.calm), step=1, at=NOW)
        first.shell.close()
        self.check_mended(second, codes)

    def test_a_lock_that_a_power_cut_left(self, codes: Codes, data_folder: Path, start: Start) -> None:
        """Its process is gone, so it keeps nobody out, however young it is."""
        leave = (
            "import os, sys; from PySide6.QtCore import QLockFile; "
            "lock = QLockFile(sys.argv[1]); print(lock.tryLock(0), flush=True); os._exit(1)"
        )
        place = data_folder / "jendela.lock"
        done = subprocess.run(
            [sys.executable, "-c", leave, str(place)], capture_output=True, encoding="utf-8", check=False
        )
        assert done.stdout.strip() == "True"
        assert place.exists()
        assert codes.late in start().cards()

    @pytest.mark.parametrize("spoiled", ["{", '{"key": "lakip"}', ""])
    def test_a_damaged_file_of_the_program(
        self,
        codes: Codes,
        tmp_path: Path,
        start: Start,
        monkeypatch: pytest.MonkeyPatch,
        spoiled: str,
    ) -> None:
        whole = paths.resources()
        copy = tmp_path / "resources"
        shutil.copytree(whole, copy)
        (copy / "sop" / "lakip.json").write_text(spoiled, encoding="utf-8")
        monkeypatch.setattr(paths, "resources", lambda: copy)
        work = start()
        self.check_told(work, "lakip.json", "rusak")
        shutil.copy(whole / "sop" / "lakip.json", copy / "sop")
        self.check_mended(work, codes)

    def test_a_log_that_cannot_be_read(self, codes: Codes, start: Start, data_folder: Path) -> None:
        """The file opens and fails only then: what was begun is taken away again, and the lock with it."""
        whole = spoil(data_folder / "sopdesk.db", "log")
        work = start()
        self.check_told(work, "rusak", "cadangan")
        (data_folder / "sopdesk.db").write_bytes(whole)
        self.check_mended(work, codes)

    def test_names_that_cannot_be_read(self, codes: Codes, start: Start, data_folder: Path) -> None:
        """Who may what cannot be told any more: nothing is opened."""
        whole = spoil(data_folder / "sopdesk.db", "clerk")
        work = start()
        self.check_told(work, "rusak", "cadangan")
        (data_folder / "sopdesk.db").write_bytes(whole)
        self.check_mended(work, codes)


class TestFirstStart:
    """An office that is not set up begins with the guide, or with a sample that can be thrown away."""

    @pytest.fixture
    def fresh(self, bare_template: Path, data_folder: Path, start: Start) -> AtWork:
        copy_office(bare_template, data_folder)
        return start()

    def page(self, work: AtWork) -> WelcomePage:
        page = work.shell.body.page(WELCOME)
        assert isinstance(page, WelcomePage)
        assert page.isVisible()
        return page

    def test_a_missing_folder_is_made(self, start: Start, data_folder: Path) -> None:
        assert not data_folder.exists()
        work = start()
        self.page(work)
        assert (data_folder / "sopdesk.db").is_file()

    def test_guide_then_board(self, fresh: AtWork) -> None:
        page = self.page(fresh)
        assert fresh.shell.tabs.keys == (WELCOME,)
        assert not fresh.shell.header.new.isEnabled()
        QTest.keyClick(fresh.shell, Qt.Key.Key_N, CTRL)
        assert fresh.no_dialog()
        click(page.begin)
        guide = page.guide
        QTest.keyClicks(guide.office.places.kabupaten.line, "Contoh Raya")
        QTest.keyClicks(guide.office.places.kecamatan.line, "Karang Contoh")
        for _ in range(3):
            click(guide.next)
        QTest.keyClicks(guide.clerks.mine.line, CLERK)
        click(guide.next)
        tabs = fresh.shell.tabs
        assert tabs.keys == (
            BOARD,
            "hari-ini",
            "renja",
            "lakip",
            "rfk",
            "renstra",
            "rup",
            "balasan",
            "agenda",
            "laporan",
            "pengaturan",
        )
        assert tabs.current == BOARD
        assert fresh.board.empty.isVisible()
        assert fresh.shell.header.clerk.text() == f"Petugas: {CLERK}"
        assert "Karang Contoh" in fresh.shell.windowTitle()
        assert fresh.no_dialog()
        click(fresh.board.empty.action)
        fresh.dialog(NewDossierDialog).hide()

    def test_about_says_the_version_before_there_are_settings(self, fresh: AtWork) -> None:
        fresh.shell.about_requested.emit()
        assert "versi" in fresh.said
        assert str(fresh.program.folder) in fresh.said

    def test_sample_and_back(self, fresh: AtWork, data_folder: Path) -> None:
        click(self.page(fresh).sample)
        assert fresh.program.folder == data_folder / "contoh"
        dialog = fresh.dialog(ClerkDialog)
        click(dialog.buttons[0])
        assert len(fresh.cards()) > 10
        header = fresh.shell.header
        assert header.new.isEnabled()
        assert "Kantor contoh" in fresh.shell.status.words.text()
        # One office in the window: each wish is heard once.
        click(header.new)
        fresh.dialog(NewDossierDialog).hide()
        fresh.shell.tabs.show_key(SETTINGS)
        page = fresh.shell.body.page(SETTINGS).findChild(SettingsPage)
        assert isinstance(page, SettingsPage)
        click(page.sample.action)
        click(button_of(fresh.dialog(Question), "Buang data contoh"))
        assert self.page(fresh)
        assert fresh.program.folder == data_folder
        assert not (data_folder / "contoh").exists()
        assert fresh.shell.tabs.keys == (WELCOME,)
        assert header.clerk.text() == "Masuk"
        assert not header.late.isVisible()
        assert fresh.shell.windowTitle() == "SOP Desk", "nothing names the sample any more"
        assert fresh.shell.status.words.text() == ""
        assert not header.new.isEnabled()

    def test_a_sample_that_cannot_be_made(self, fresh: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_given: object) -> Path:
            raise Trouble(Fault.DISK_FULL, path="D:")

        monkeypatch.setattr(opening, "make_sample", full)
        click(self.page(fresh).sample)
        assert fresh.said.startswith("Disk penuh")
        page = self.page(fresh)
        assert page.begin.isEnabled()
        assert page.sample.isEnabled()

    def test_an_office_in_a_folder_named_like_the_sample_is_not_thrown_away(
        self, bare_template: Path, tmp_path: Path
    ) -> None:
        place = tmp_path / "kantor" / SAMPLE
        copy_office(bare_template, place)
        assert opening.drop_sample(place) == place
        assert (place / "sopdesk.db").is_file()


class TestClerk:
    """A single name signs in by itself; several are asked for."""

    def test_one_clerk_signs_in(self, work: AtWork) -> None:
        assert work.desk.desk.clerk == CLERK
        assert work.shell.header.clerk.text() == f"Petugas: {CLERK}"
        assert work.no_dialog()

    def test_two_clerks_are_asked(self, codes: Codes, data_folder: Path, start: Start) -> None:
        office = open_office(data_folder, NOW)
        save_clerk(office, OTHER, by=CLERK, now=NOW)
        office.close()
        work = start()
        assert codes.late in work.cards()
        assert "Belum ada petugas" in work.shell.status.words.text()
        dialog = work.dialog(ClerkDialog)
        click(button_of(dialog, next(b.text() for b in dialog.buttons if OTHER in b.text())))
        assert work.desk.desk.clerk == OTHER
        assert work.shell.header.clerk.text() == f"Petugas: {OTHER}"
        assert "Belum ada petugas" not in work.shell.status.words.text()

    def test_another_takes_over(self, work: AtWork) -> None:
        click(work.shell.header.clerk)
        dialog = work.dialog(ClerkDialog)
        click(dialog.other)
        QTest.keyClicks(dialog.name.line, OTHER)
        click(dialog.action)
        assert work.desk.desk.clerk == OTHER


class TestClosing:
    """A closed window holds nothing."""

    def test_lock_and_database_are_let_go(self, work: AtWork, data_folder: Path) -> None:
        lock = QLockFile(str(data_folder / "jendela.lock"))
        assert not lock.tryLock(0)
        work.shell.close()
        assert lock.tryLock(0)
        lock.unlock()
        assert not (data_folder / "sopdesk.db-wal").exists(), "the last connection folds the log in"
        # Coming back to a closed window must not open the file again.
        work.desk.news.look()
        assert not (data_folder / "sopdesk.db-wal").exists()

    def test_it_stands_as_it_was_left(self, work: AtWork, start: Start, codes: Codes) -> None:
        work.shell.tabs.show_key("agenda")
        work.shell.close()
        again = start()
        assert again.shell.tabs.current == "agenda"
        assert again.shell.header.running.text() == "3 berjalan", "counted also behind another tab"
        assert codes.late in again.cards()

    def test_what_was_logged_is_there_after_a_start(self, work: AtWork, start: Start, codes: Codes) -> None:
        dossier = work.id_of(codes.calm)
        work.desk.desk.hand_on(dossier, step=1, at=NOW - timedelta(minutes=1))
        work.shell.close()
        again = start()
        (card,) = queries.cards(again.desk.desk.office, [dossier])
        assert card.step == 2
