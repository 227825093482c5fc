"""``verify`` names what was changed in the books behind the program's back: every column, every row (rules 26)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.services.verification import verify
from sopdesk.store.tables import metadata
from tests.behind import BROKEN_RULES, Behind, behind
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
        return 7 if "INT" in kind else "2026-07-01"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        value = value.isoformat()
    if value[:2] == "20" and value[4:5] == "-":
        return value[:8] + ("15" if value[8:10] != "15" else "25") + value[10:]
    if value[:1] in ("{", "["):
        return '["lain"]'
    return value + "x"


class _Tampering:
    """A table whose rows are changed one at a time; after each change all is as before."""

    def __init__(self, office: Office, database: Behind, table: str) -> None:
        self._office = office
        self._database = database
        self.table = metadata.tables[table]
        self.rows = database.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
        key = [column.name for column in self.table.primary_key.columns]
        self._where = " AND ".join(f"{name} = ?" for name in key)
        self._key = key

    def key(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in self._key)

    def is_found(self, row: dict[str, Any], change: str, *values: Any) -> bool | None:
        """Whether ``verify`` sees it; None where the database itself refuses it."""
        try:
            self._database.execute(f"{change} WHERE {self._where}", (*values, *self.key(row)))
        except BROKEN_RULES:
            return None
        seen = bool(verify(self._office).problems)
        self.put_back()
        return seen

    def put_back(self) -> None:
        """In one transaction: one for each row would wait for the disk as often."""
        names, marks = ", ".join(self.rows[0]), ", ".join("?" * len(self.rows[0]))
        self._database.execute("BEGIN")
        self._database.execute(f"DELETE FROM {self.table.name}")
        for row in self.rows:
            self._database.execute(
                f"INSERT INTO {self.table.name} ({names}) VALUES ({marks})", tuple(row.values())
            )
        self._database.execute("COMMIT")


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
        tampering = _Tampering(busy, database, table)
        database.execute(f"UPDATE {table} SET {change}")
        try:
            with pytest.raises(Trouble) as trouble:
                verify(busy)
        finally:
            tampering.put_back()
    assert trouble.value.fault is Fault.DATABASE_DAMAGED


@pytest.mark.parametrize("table", TABLES)
def test_rule_26_every_column_of_the_books_is_held_against_the_log(busy: Office, table: str) -> None:
    silent: list[str] = []
    judged = 0
    with behind(busy) as database:
        tampering = _Tampering(busy, database, table)
        rows = tampering.rows
        assert rows
        # The first, the last, and some between: each kind of line is among them.
        for row in rows[:: max(1, len(rows) // 6)] + rows[-1:]:
            for column in tampering.table.columns:
                if (table, column.name) in FREE:
                    continue
                value = row[column.name]
                other = _other(value, str(column.type.compile()))
                seen = tampering.is_found(row, f"UPDATE {table} SET {column.name} = ?", other)
                judged += seen is not None
                if seen is False:
                    silent.append(f"{column.name} of row {tampering.key(row)}: {value!r}")
            if not tampering.is_found(row, f"DELETE FROM {table}"):
                silent.append(f"row {tampering.key(row)} removed")
    assert silent == []
    assert judged > 1
    assert verify(busy).problems == ()
