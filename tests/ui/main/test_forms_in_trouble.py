"""A disk that fails under an open form: the sentence stands at the form, what was typed stays, and it goes on."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.store import engine
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
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


def test_the_flash_disk_is_pulled_out(work: AtWork, data_folder: Path) -> None:
    form = filled_in(work)
    away = data_folder.with_name("dicabut")
    data_folder.rename(away)
    check_refused(work, form, "Pastikan disk terpasang")
    away.rename(data_folder)
    check_done(work, form)
