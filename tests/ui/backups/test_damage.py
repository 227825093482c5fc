"""A damaged office in the window: what can be had back is told, saved and restored by clicks."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest

from sopdesk.services.backup_places import found_backups
from sopdesk.services.backup_rounds import run_round
from sopdesk.services.office import open_office
from sopdesk.ui.backups.damage import DamagedPage
from sopdesk.ui.backups.restore import RestoreDialog
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.kit.dialog import Question
from tests.services.desk import CLERK, Clerk
from tests.ui.main.office import NOW, TROUBLE, AtWork, Codes, Start, at, click, start, work

__all__ = ["at", "start", "work"]

DB = "sopdesk.db"


def back_up(folder: Path, *, later: int = 0, at: datetime = NOW) -> Path:
    """A backup by a round, and work after it."""
    office = open_office(folder, at)
    made = run_round(office, by=CLERK, now=at)
    for number in range(later):
        clerk = Clerk(office, now=NOW + timedelta(minutes=number + 1))
        clerk.start("rup", title=f"Sesudah {number}")
    office.close()
    assert made.made is not None
    return made.made.path


def behead(folder: Path) -> bytes:
    path = folder / DB
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    return path.read_bytes()


def page_of(work: AtWork) -> DamagedPage:
    page = work.shell.body.page(TROUBLE)
    assert isinstance(page, DamagedPage)
    work.qtbot.waitUntil(lambda: not page.found.text.startswith("Mencari"))
    return page


def test_the_newest_good_backup_is_offered_and_restored(
    codes: Codes, data_folder: Path, start: Start
) -> None:
    good = back_up(data_folder, later=2)
    bad = back_up(data_folder, at=NOW + timedelta(days=1))
    bad.write_bytes(bad.read_bytes()[:-2000] + b"\0" * 2000)
    behead(data_folder)
    work = start()
    page = page_of(work)
    assert page.title.text() == "Data kantor rusak"
    assert "sudah diperiksa" in page.found.text
    assert "pada 2 berkas" in page.found.text, page.found.text
    click(page.action)
    dialog = work.dialog(RestoreDialog)
    work.qtbot.waitUntil(dialog.action.isEnabled)
    click(dialog.action)
    work.qtbot.waitUntil(lambda: dialog.compared is not None)
    assert dialog.compared is not None
    assert dialog.compared.path == good
    click(dialog.action)
    work.qtbot.waitUntil(lambda: TROUBLE not in work.shell.tabs.keys)
    assert codes.late in work.cards()


@pytest.mark.usefixtures("codes")
def test_what_was_found_is_whole_at_every_size(data_folder: Path, start: Start) -> None:
    back_up(data_folder, later=2)
    behead(data_folder)
    work = start()
    found = page_of(work).found
    for scale in (150, 90, 100):
        work.program.theme.set_scale(scale)
        work.shell.grab()
        assert found.height() == found.heightForWidth(found.width())
        assert found.rect().contains(found.childrenRect()), scale


@pytest.mark.usefixtures("codes")
def test_what_can_be_read_is_saved_beside_the_rest(data_folder: Path, start: Start) -> None:
    back_up(data_folder, later=3)
    with closing(sqlite3.connect(data_folder / DB)) as file:
        (entries,) = file.execute("SELECT count(*) FROM log").fetchone()
    spoilt = behead(data_folder)
    work = start()
    page = page_of(work)
    for count in (1, 2):
        click(page.save)
        work.qtbot.waitUntil(lambda: "disimpan di" in page.found.text)
        page.found.say("")
        assert len(list((data_folder / "selamat").glob("*.xlsx"))) == count
    assert (data_folder / DB).read_bytes() == spoilt
    book = openpyxl.load_workbook(next((data_folder / "selamat").glob("*.xlsx")))
    assert book.sheetnames == ["Catatan", "Berkas", "Buku agenda"]
    assert len(list(book["Catatan"].rows)) == entries + 1
    titles = [row[2].value for row in book["Berkas"].rows]
    assert "Sesudah 2" in titles


@pytest.mark.usefixtures("codes")
def test_an_emptied_database_without_a_backup(data_folder: Path, start: Start) -> None:
    """Never taken for an office that begins; and the page says where to look."""
    (data_folder / "lampiran").mkdir(exist_ok=True)
    (data_folder / "lampiran" / f"{'a' * 64}.pdf").write_bytes(b"%PDF")
    (data_folder / DB).write_bytes(b"")
    work = start()
    assert "flash disk" in page_of(work).found.text
    assert found_backups(data_folder) == []
    assert (data_folder / DB).stat().st_size == 0


def spoil_log(folder: Path) -> None:
    """Overwrite the log's pages under the open window."""
    with closing(sqlite3.connect(folder / DB)) as file:
        file.execute("UPDATE dossier SET origin = x'ff00', title = CAST(x'fffe' AS TEXT)")
        file.commit()


def test_damage_in_the_middle_of_work_waits_for_the_form(work: AtWork, data_folder: Path) -> None:
    """What is typed stays; the way on is offered when the form is closed, once."""
    click(work.shell.header.new)
    form = work.dialog(NewDossierDialog)
    QTest.keyClicks(form.title_field.editors[0], "Judul yang diketik")
    spoil_log(data_folder)
    work.desk.desk.damaged.emit()
    work.desk.desk.damaged.emit()
    assert form.isVisible()
    assert not [d for d in work.shell.findChildren(Question) if d.isVisible()]
    form.reject()
    work.qtbot.waitUntil(lambda: any(d.isVisible() for d in work.shell.findChildren(Question)))
    asked = work.dialog(Question)
    assert asked.title.text() == "Data kantor rusak"
    click(asked.action)
    assert work.program.opened is None
    page = page_of(work)
    assert page.save.isVisible()


def test_a_read_that_meets_damage_is_heard(work: AtWork, data_folder: Path) -> None:
    heard: list[bool] = []
    work.desk.desk.damaged.connect(lambda: heard.append(True))
    spoil_log(data_folder)
    work.shell.refresh_requested.emit()
    work.qtbot.waitUntil(lambda: any(d.isVisible() for d in work.shell.findChildren(Question)))
    assert heard
    click(work.dialog(Question).cancel)
    assert work.program.opened is not None
