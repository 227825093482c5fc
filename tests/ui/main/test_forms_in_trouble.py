"""A disk that fails under an open form: the sentence stands at the form, what was typed stays, and it goes on."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.store import engine, migrate
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.desk import Changes
from sopdesk.ui.kit.theme import Theme
from tests.ui.main.office import AtWork, Clock, Codes, Start, click

TITLE = "Judul yang tidak boleh hilang"


@pytest.fixture
def small() -> Iterator[Path]:
    """A disk of eight megabytes of its own."""
    place = Path(tempfile.mkdtemp(prefix="sopdesk-disk-"))
    asked = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(asked, check=False, capture_output=True).returncode != 0:
        place.rmdir()
        pytest.skip("this machine lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)
    place.rmdir()


def filled_in(work: AtWork) -> NewDossierDialog:
    click(work.shell.header.new)
    form = work.dialog(NewDossierDialog)
    click(form.sop.tiles["lakip"])
    form.title_field.set_value("")
    QTest.keyClicks(form.title_field.editors[0], TITLE)
    return form


def titles(work: AtWork) -> list[str]:
    return [e.card.title for column in work.board.field.order for e in column.model.entries]


def check_refused(work: AtWork, form: NewDossierDialog, words: str) -> None:
    before = titles(work)
    click(form.action)
    assert words in form.notice.text, form.notice.text
    assert form.isVisible()
    assert form.title_field.value() == TITLE
    assert titles(work) == before


def check_done(work: AtWork, form: NewDossierDialog) -> None:
    click(form.action)
    assert work.no_dialog()
    assert titles(work).count(TITLE) == 1


def test_another_program_holds_it(
    codes: Codes, start: Start, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE_MS", 50)
    work = start()
    assert codes.late in work.cards()
    form = filled_in(work)
    with closing(sqlite3.connect(data_folder / "sopdesk.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        check_refused(work, form, "sedang dipakai program lain")
    check_done(work, form)


def test_the_disk_is_full(
    codes: Codes, qtbot: QtBot, theme: Theme, data_folder: Path, clock: Clock, small: Path
) -> None:
    folder = small / "data"
    shutil.copytree(data_folder, folder)
    work = AtWork(qtbot, theme, folder, clock).show()
    try:
        assert codes.late in work.cards()
        form = filled_in(work)
        filler = small / "penuh"
        with filler.open("wb") as file:
            left = os.statvfs(small)
            file.write(b"x" * (left.f_bavail * left.f_frsize))
        check_refused(work, form, "Disk penuh")
        filler.unlink()
        check_done(work, form)
    finally:
        work.shell.close()


@pytest.fixture
def seal(data_folder: Path) -> Iterator[Callable[[str], None]]:
    """Sets ``+i`` or ``-i`` on the database and its folder: the disk has become one that is only read."""

    def change(mark: str) -> None:
        # Not the index of the journal: what is written to it is written in memory.
        for path in (data_folder / "sopdesk.db", data_folder / "sopdesk.db-wal", data_folder):
            if path.exists():
                subprocess.run(["chattr", mark, str(path)], check=True, capture_output=True)

    try:
        change("+i")
        change("-i")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine lets nobody seal a file")
    yield change
    change("-i")


def test_the_disk_is_only_read(work: AtWork, seal: Callable[[str], None]) -> None:
    """A failing flash disk says of itself that it is only read: SQLite knows no more than that nothing was written."""
    form = filled_in(work)
    seal("+i")
    check_refused(work, form, "hanya dapat dibaca")
    work.desk.desk.tell(Changes(office=True))
    assert work.said == "", "what is there can be read"
    seal("-i")
    check_done(work, form)


def test_another_program_has_it_for_itself(
    codes: Codes, start: Start, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of the work: what is there can be read, what is typed waits."""
    monkeypatch.setattr(engine, "_PATIENCE_MS", 50)
    work = start()
    form = filled_in(work)
    with closing(sqlite3.connect(data_folder / "sopdesk.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        check_refused(work, form, "sedang dipakai program lain")
        check_refused(work, form, "sedang dipakai program lain")
        work.desk.desk.tell(Changes(office=True))
        assert codes.late in work.cards()
        assert work.said == ""
    check_done(work, form)


def test_another_program_has_it_before_the_window(
    codes: Codes, start: Start, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE_MS", 50)
    monkeypatch.setattr(migrate, "_PATIENCE_S", 0.05)
    with closing(sqlite3.connect(data_folder / "sopdesk.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        work = start()
        assert "sedang dipakai program lain" in work.trouble
        work.try_again()
        assert "sedang dipakai program lain" in work.trouble
    work.try_again()
    assert codes.late in work.cards()


def test_the_flash_disk_is_pulled_out(work: AtWork, data_folder: Path) -> None:
    form = filled_in(work)
    away = data_folder.with_name("dicabut")
    data_folder.rename(away)
    check_refused(work, form, "Pastikan disk terpasang")
    away.rename(data_folder)
    check_done(work, form)
