"""The database under an open office is taken away, swapped or spoiled: nothing is told as done that nobody can find."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services import dossiers, queries
from sopdesk.services.entries import Answer
from sopdesk.services.office import Office, open_office
from sopdesk.services.panel import dossier_view
from tests.services.desk import CLERK, MONDAY

DB = "sopdesk.db"


@pytest.fixture
def office(data_folder: Path) -> Iterator[Office]:
    opened = open_office(data_folder, MONDAY)
    start(opened)
    yield opened
    opened.close()


def start(office: Office) -> Answer:
    return dossiers.start(office, dossiers.Start(sop="rup", title="Judul"), by=CLERK, at=MONDAY, now=MONDAY)


def removed(folder: Path) -> None:
    shutil.rmtree(folder)


def moved(folder: Path) -> None:
    folder.rename(folder.with_name("dipindah"))


def swapped(folder: Path) -> None:
    """Put back from a copy, as somebody does who restores by hand."""
    shutil.copy(folder / DB, folder / "salinan.db")
    (folder / "salinan.db").replace(folder / DB)


def emptied(folder: Path) -> None:
    (folder / DB).write_bytes(b"")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can neither be moved nor removed there")
@pytest.mark.parametrize(
    ("take_away", "fault"),
    [
        (removed, Fault.FOLDER_MISSING),
        (moved, Fault.FOLDER_MISSING),
        (swapped, Fault.DATABASE_REPLACED),
        (emptied, Fault.DATABASE_DAMAGED),
    ],
)
def test_a_file_that_is_gone_takes_no_entry(
    office: Office, data_folder: Path, take_away: Callable[[Path], None], fault: Fault
) -> None:
    """The open connection would go on with the old file, and every entry of the day would be lost with it."""
    take_away(data_folder)
    for use in (lambda: start(office), office.look, lambda: queries.board(office, MONDAY)):
        with pytest.raises(Trouble) as trouble:
            use()
        assert trouble.value.fault is fault


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can neither be moved nor removed there")
def test_a_folder_that_goes_under_a_unit_is_told(office: Office, data_folder: Path) -> None:
    """Committed to a file without a name is not saved."""

    def write() -> None:
        with office.store.write() as unit:
            unit.office.put_clerk("Baru", active=True)
            removed(data_folder)

    with pytest.raises(Trouble) as trouble:
        write()
    assert trouble.value.fault is Fault.FOLDER_MISSING


def test_the_folder_put_back_goes_on(office: Office, data_folder: Path) -> None:
    """A stick pulled out and put in again is the same file."""
    if data_folder.drive:
        pytest.skip("an open file cannot be moved there")
    away = data_folder.with_name("dicabut")
    data_folder.rename(away)
    with pytest.raises(Trouble):
        start(office)
    away.rename(data_folder)
    assert start(office).dossier.startswith("2026-0002-")


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE dossier SET origin = x'ff00'",
        "UPDATE dossier SET title = CAST(x'fffe' AS TEXT)",
    ],
)
def test_a_spoiled_page_is_told_as_damage(office: Office, spoil: str) -> None:
    """An overwritten page need not look broken to SQLite: the text in it does."""
    with office.store.write() as unit:
        unit._connection.exec_driver_sql(spoil)
    fresh = Office(office.store, office.folder)
    with pytest.raises(Trouble) as trouble:
        dossier_view(fresh, 1, MONDAY)
    assert trouble.value.fault is Fault.DATABASE_DAMAGED
