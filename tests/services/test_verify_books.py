"""``verify`` meets what is no day, no time and no JSON in the books, changed behind the program's back (rules 26).

That every other change is found too is tried for each table in ``tests/faults/test_every_column.py``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.services.verification import verify
from tests.behind import behind
from tests.services.desk import MONDAY, Clerk, copy_office
from tests.services.full_office import enter_letters, take_numbers


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose every book has lines of every kind."""
    folder = tmp_path_factory.mktemp("books")
    office = open_office(copy_office(template, folder / "data"), MONDAY)
    clerk = Clerk(office)
    enter_letters(clerk, office, folder)
    clerk.start("lakip", "Laporan")
    clerk.to_end()
    clerk.receipt()
    take_numbers(clerk, office)
    assert verify(office).problems == ()
    office.close()
    return folder / "data"


@pytest.fixture
def busy(lived: Path) -> Iterator[Office]:
    office = open_office(lived, MONDAY)
    yield office
    office.close()


# A server itself refuses what is no day and no number.
@pytest.mark.parametrize(
    ("table", "change"),
    [
        pytest.param("register_line", "date = 'kemarin'", marks=pytest.mark.sqlite),
        pytest.param("register_line", "ref_date = 7", marks=pytest.mark.sqlite),
        pytest.param("series", "last_date = '2026-02-30'", marks=pytest.mark.sqlite),
        pytest.param("delivery", "letter_date = ''", marks=pytest.mark.sqlite),
        ("delivery", "sent_at = 4611686018427387904"),
        pytest.param("disposition", "at = 'kemarin'", marks=pytest.mark.sqlite),
        ("disposition", "receivers = '[{'"),
    ],
)
def test_what_is_no_day_no_time_and_no_json_is_damage(busy: Office, table: str, change: str) -> None:
    """Told as damage, in a sentence: never an error of the program."""
    with behind(busy) as database:
        rows = database.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
        database.execute(f"UPDATE {table} SET {change}")
        try:
            with pytest.raises(Trouble) as trouble:
                verify(busy)
        finally:
            database.execute(f"DELETE FROM {table}")
            names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
            for row in rows:
                database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
    assert trouble.value.fault is Fault.DATABASE_DAMAGED
