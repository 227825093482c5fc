"""``verify`` names what was changed in the books behind the program's back: every column, every row (rules 26)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.services.verification import verify
from tests.services.desk import MONDAY, Clerk, copy_office
from tests.services.full_office import enter_letters, take_numbers

TABLES: Final = (
    *("series", "register_line", "line_change", "disposition", "delivery", "attachment", "year_close"),
    *("book_import", "classification", "counter"),
)
# An id says nothing of its row; where others point to it, they say so. Of a mark only whether it is set counts,
# and of a letter's step only whether there is one: its entry says which.
FREE: Final = frozenset(
    {(table, "id") for table in TABLES} | {("series", "closed"), ("classification", "hidden")}
)


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


def _other(value: Any, kind: str) -> Any:
    """A value that the column might have had as well."""
    if value is None:
        return 7 if "INT" in kind.upper() else "2026-07-01"
    if isinstance(value, int):
        return value + 1
    if value[:2] == "20" and value[4:5] == "-":
        return value[:8] + ("15" if value[8:10] != "15" else "25") + value[10:]
    if value[:1] in ("{", "["):
        return '["lain"]'
    return value + "x"


def _found(office: Office, file: sqlite3.Connection, statement: str, values: tuple[Any, ...]) -> bool | None:
    """Whether ``verify`` sees it; None where the database itself refuses it. Afterwards all is as before."""
    snapshot = sqlite3.connect(":memory:")
    with closing(snapshot):
        file.backup(snapshot)
        try:
            file.execute(statement, values)
        except sqlite3.IntegrityError:
            file.rollback()
            return None
        file.commit()
        seen = bool(verify(office).problems)
        snapshot.backup(file)
        return seen


@pytest.mark.parametrize(
    "change",
    [
        "register_line SET date = 'kemarin'",
        "register_line SET ref_date = 7",
        "series SET last_date = '2026-02-30'",
        "delivery SET letter_date = ''",
        "delivery SET sent_at = 4611686018427387904",
        "disposition SET at = 'kemarin'",
        "disposition SET receivers = '[{'",
    ],
)
def test_what_is_no_day_no_time_and_no_json_is_damage(busy: Office, change: str) -> None:
    """Told as damage, in a sentence: never an error of the program."""
    with closing(sqlite3.connect(busy.store.path)) as file, closing(sqlite3.connect(":memory:")) as snapshot:
        file.backup(snapshot)
        file.execute(f"UPDATE {change}")
        file.commit()
        try:
            with pytest.raises(Trouble) as trouble:
                verify(busy)
        finally:
            snapshot.backup(file)
    assert trouble.value.fault is Fault.DATABASE_DAMAGED


@pytest.mark.parametrize("table", TABLES)
def test_rule_26_every_column_of_the_books_is_held_against_the_log(busy: Office, table: str) -> None:
    silent: list[str] = []
    judged = 0
    with closing(sqlite3.connect(busy.store.path)) as file:
        file.execute("PRAGMA foreign_keys = OFF")
        columns = [(row[1], row[2]) for row in file.execute(f"PRAGMA table_info({table})")]
        rows = file.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
        assert rows
        # The first, the last, and some between: each kind of line is among them.
        for row in rows[:: max(1, len(rows) // 6)] + rows[-1:]:
            for (column, kind), value in zip(columns, row[1:], strict=True):
                if (table, column) in FREE:
                    continue
                change = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"
                seen = _found(busy, file, change, (_other(value, kind), row[0]))
                judged += seen is not None
                if seen is False:
                    silent.append(f"{column} of row {row[0]}: {value!r}")
            seen = _found(busy, file, f"DELETE FROM {table} WHERE rowid = ?", (row[0],))
            if not seen:
                silent.append(f"row {row[0]} removed")
    assert silent == []
    assert judged > 1
    assert verify(busy).problems == ()
