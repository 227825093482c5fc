"""Whatever is changed in a row behind the program's back: ``verify`` finds it and names the row (rules 26).

The tables and columns are those of the program itself, so that a new one is tried on the day it is made.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import Column, Connection, Integer, Table, and_, delete, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.office import Office, open_office
from sopdesk.services.sound_settings import setting_name
from sopdesk.services.verification import verify
from sopdesk.store.tables import metadata
from sopdesk.store.types import CanonicalJson, Day, UtcTime
from tests import postgres
from tests.behind import tables_behind
from tests.services.desk import MONDAY, copy_office
from tests.services.full_office import furnish

Row = Mapping[str, Any]
ID: Final = (
    "a number nobody sees, which says nothing of its row; whoever points to it is held against the log"
)
ANSWER: Final = "kept to answer a repeated question once more; it tells nothing of the office's work"
TRY: Final = (
    "counted before a PIN is looked at, so no entry tells of it; a PIN and its waiting follow from the mark"
)
EXEMPT: Final[Mapping[tuple[str, str], str]] = {
    ("register_line", "id"): ID,
    ("disposition", "id"): ID,
    ("delivery", "id"): ID,
    ("attachment", "id"): ID,
    ("book_import", "id"): ID,
    ("action", "id"): ANSWER,
    ("action", "answer"): ANSWER,
    ("clerk", "failures"): TRY,
    ("clerk", "locked_until"): TRY,
}
UNSEEN: Final[Mapping[str, str]] = {
    "version": "a count that makes other windows read the settings again",
    "visits_stale": "says that the visits are to be reckoned anew",
}
"""Settings that no entry tells of."""
MAY_GO: Final[Mapping[str, str]] = {
    "action": ANSWER,
    "party": "a name that is not offered any more is offered again when it is next typed",
    "setting": "what is said of the settings that no entry tells of",
}
UNREADABLE: Final = "unreadable"
MAY_COME: Final[Mapping[str, str]] = {"action": ANSWER, "clerk": ""}


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has everything."""
    folder = tmp_path_factory.mktemp("everything")
    office = open_office(copy_office(template, folder / "data"), MONDAY)
    furnish(office, folder)
    assert verify(office).problems == ()
    office.close()
    return folder / "data"


@pytest.fixture
def office(lived: Path) -> Iterator[Office]:
    opened = open_office(lived, MONDAY)
    yield opened
    opened.close()


def other(column: "Column[Any]", value: Any) -> Any:
    """A value that the column might have had as well, as near to ``value`` as can be."""
    kind = column.type
    if isinstance(kind, CanonicalJson):
        return ["lain"] if value is None else leaf(value)
    match value:
        case None:
            times: dict[type, Any] = {UtcTime: MONDAY, Day: MONDAY.date()}
            return times.get(type(kind), 7 if isinstance(kind, Integer) else "x")
        case bool():
            return not value
        case int():
            return value + 1
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            # The day of a sending is that of its entry's moment, or by UTC one beside it.
            return value + timedelta(days=2 if column.name == "sent_on" else 1)
    text = str(value)
    if text[:1] == "{" and column.table.name == "sop":
        return json.dumps(leaf(json.loads(text)), ensure_ascii=False, indent=1)
    most = getattr(kind, "length", None)
    return text + "x" if most is None or len(text) < most else text[:-1] + ("y" if text[-1] == "x" else "x")


def leaf(value: Any) -> Any:
    """``value`` with one of its leaves changed."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "x"
        case dict() if value:
            # The last: in an SOP the first ones say which it is, and that is another column.
            name = sorted(value)[-1]
            return value | {name: leaf(value[name])}
        case list() if value:
            return [*value[:-1], leaf(value[-1])]
    return ["lain"] if value is None or value == [] else {"lain": 1}


def where(table: Table, row: Row) -> Any:
    return and_(*(column == row[column.name] for column in table.primary_key.columns))


def rows_of(connection: Connection, table: Table) -> list[Row]:
    with connection.begin():
        found = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
        return [dict(row) for row in found]


def chosen(rows: list[Row], column: str) -> list[Row]:
    """The oldest and the newest row that has a value in the column, and the newest that has none."""
    full = [row for row in rows if row[column] not in (None, "", [], {})]
    bare = [row for row in rows if row[column] in (None, "", [], {})]
    return full[: len(full) > 1] + full[-1:] + bare[-1:]


def tries(table: Table, rows: list[Row]) -> Iterator[tuple[Row, str, Any]]:
    """Rows, columns and what these are changed to; of settings, users and SOPs every row.

    On a server, where what differs is how values are kept and not what they are held against, each column once.
    """
    if not postgres.is_wanted():
        yield from all_tries(table, rows)
        return
    tried: set[str] = set()
    for row, column, value in all_tries(table, rows):
        if column not in tried:
            tried.add(column)
            yield row, column, value


def all_tries(table: Table, rows: list[Row]) -> Iterator[tuple[Row, str, Any]]:
    """All of them."""
    for column in table.columns:
        if (table.name, column.name) in EXEMPT:
            continue
        whole = table.name in ("setting", "clerk", "sop")
        for row in rows if whole else chosen(rows, column.name):
            if table.name == "setting" and row["name"] in UNSEEN:
                continue
            yield row, column.name, other(column, row[column.name])
            if column.nullable and row[column.name] is not None:
                yield row, column.name, None


def problems(office: Office) -> tuple[str, ...]:
    try:
        return verify(office).problems
    except Trouble as trouble:
        if trouble.fault is not Fault.DATABASE_DAMAGED:
            raise
        # What can no longer be read at all is told when the office is opened, with what to do about it.
        return (UNREADABLE,)


def found(office: Office, connection: Connection, statement: Any, back: Any) -> tuple[str, ...] | None:
    """What ``verify`` says of a change, which is taken back; None where the database itself refuses it."""
    try:
        with connection.begin():
            connection.execute(statement)
    except (IntegrityError, DataError):
        return None
    try:
        return problems(office)
    finally:
        with connection.begin():
            connection.execute(back)


def number_of(rows: Mapping[str, list[Row]], line_id: Any) -> str:
    line = next((row for row in rows["register_line"] if row["id"] == line_id), None)
    return f"{line['urut']}{line['sisipan']}" if line else str(line_id)


def line_names(rows: Mapping[str, list[Row]], line_id: Any) -> tuple[str, ...]:
    line = next((row for row in rows["register_line"] if row["id"] == line_id), None)
    return (f"omor {line['text']}", f"omor {number_of(rows, line_id)}") if line else ()


def code_of(rows: Mapping[str, list[Row]], dossier_id: Any) -> str:
    return next((str(row["code"]) for row in rows["dossier"] if row["id"] == dossier_id), str(dossier_id))


def letter_names(row: Row) -> tuple[str, ...]:
    values = (row["issued"], row["form"])
    issued, form = (value if isinstance(value, dict) else {} for value in values)
    texts = (issued.get("letter", {}).get("number"), form.get("subject"), f"tanda {row['id']} ")
    return tuple(text for text in texts if text)


Names = Callable[[Row, Mapping[str, list[Row]]], tuple[str, ...]]
SAYS: Final[Mapping[str, Names]] = {
    "log": lambda row, _: (f"atatan nomor {row['seq']} ",),
    "dossier": lambda row, _: (f"erkas {row['code']}", f"Hitungan nomor berkas {row['year']}"),
    "visit": lambda row, rows: (code_of(rows, row["dossier_id"]),),
    "counter": lambda row, _: (str(row["year"]), f"“{row['name']}”"),
    "letter": lambda row, _: letter_names(row),
    "setting": lambda row, _: (setting_name(row["name"]),),
    "official": lambda row, _: (row["name"],),
    "appointment": lambda row, _: (f"Jabatan {row['title']}",),
    "clerk": lambda row, _: (f"Petugas {row['name']}",),
    "sop": lambda _row, _: ("SOP ",),
    "series": lambda row, _: (f"{row['year']} seri {row['series']}", f" {row['year']} "),
    "register_line": lambda row, _: (
        f"omor {row['text']}",
        f"omor {row['urut']}{row['sisipan']} ",
        f"omor {row['urut']}{row['sisipan']}/",
    ),
    "line_change": lambda row, rows: (*line_names(rows, row["line_id"]), "dengan tanda "),
    "disposition": lambda row, rows: (f"Disposisi surat masuk nomor {number_of(rows, row['line_id'])}/",),
    "delivery": lambda row, _: (f" {row['urut']} di buku ekspedisi {row['year']}",),
    "attachment": lambda row, _: (f"File {row['name']}",),
    "party": lambda row, _: (f"“{row['name']}”",),
    "year_close": lambda row, _: (f"Penutupan buku surat keluar {row['year']}",),
    "book_import": lambda row, _: (row["file"],),
    "classification": lambda row, _: (f"Kode klasifikasi {row['code']}",),
}
"""By what a row is known in the office: its number, its code, its name."""


def is_named(said: tuple[str, ...], table: Table, *states: tuple[Row, Mapping[str, list[Row]]]) -> bool:
    """Whether a problem names the row, as it was or as it is."""
    wanted = [text for row, rows in states for text in SAYS[table.name](row, rows)]
    return any(text in problem for problem in said for text in wanted) or said == (UNREADABLE,)


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_a_changed_column_of_any_table_is_found_and_the_row_is_named(office: Office, name: str) -> None:
    table = metadata.tables[name]
    silent: list[str] = []
    tried = 0
    with tables_behind(office) as connection:
        rows = {each: rows_of(connection, metadata.tables[each]) for each in ("dossier", "register_line")}
        mine = rows_of(connection, table)
        assert mine, f"the office has no {name}"
        for row, column, value in tries(table, mine):
            changed = {**row, column: value}
            said = found(
                office,
                connection,
                update(table).where(where(table, row)).values({column: value}),
                update(table).where(where(table, changed)).values({column: row[column]}),
            )
            tried += said is not None
            if said is not None and not (said and is_named(said, table, (row, rows), (changed, rows))):
                silent.append(f"{column}: {row[column]!r} → {value!r}: {said}"[:400])
    assert silent == []
    assert tried or all((name, column.name) in EXEMPT for column in table.columns)
    assert verify(office).problems == ()


@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_a_row_that_is_taken_away_from_any_table_is_found_and_named(office: Office, name: str) -> None:
    table = metadata.tables[name]
    silent: list[str] = []
    with tables_behind(office) as connection:
        rows = {each: rows_of(connection, metadata.tables[each]) for each in ("dossier", "register_line")}
        mine = rows_of(connection, table)
        # The newest entry's absence is a cleanly cut tail: backups and printed books tell of that one.
        for row in {0: mine[0], 1: mine[len(mine) // 2], 2: mine[-2 if name == "log" else -1]}.values():
            if name in MAY_GO and (name != "setting" or row["name"] in {*UNSEEN, "reasons"}):
                continue
            gone = delete(table).where(where(table, row))
            said = found(office, connection, gone, insert(table).values(dict(row)))
            if not (said and is_named(said, table, (row, rows))):
                silent.append(f"{row}: {said}"[:600])
    assert silent == []
    assert verify(office).problems == ()


@pytest.mark.parametrize("name", sorted(metadata.tables.keys() - MAY_COME.keys()))
def test_a_row_that_is_added_to_any_table_is_found_and_named(office: Office, name: str) -> None:
    """A copy of another row, under a key of its own."""
    table = metadata.tables[name]
    with tables_behind(office) as connection:
        rows = {each: rows_of(connection, metadata.tables[each]) for each in ("dossier", "register_line")}
        mine = rows_of(connection, table)
        row = dict(mine[-1])
        unique = {column.name for key in table.constraints for column in getattr(key, "columns", ())}
        keys = {column.name for column in table.primary_key.columns}
        for column in table.columns:
            if column.name in keys and column.name not in ("register", "sop", "series", "line_id"):
                row[column.name] = 9000 if isinstance(row[column.name], int) else f"{row[column.name]}2"
            elif column.name in unique & {"urut", "running", "code"}:
                row[column.name] = 9000 if isinstance(row[column.name], int) else "2026-9000-X"
        away = delete(table).where(where(table, row))
        said = found(office, connection, insert(table).values(row), away)
    assert said
    assert is_named(said, table, (row, rows)), said
    assert verify(office).problems == ()


def test_every_exemption_is_of_a_column_that_there_is() -> None:
    """A list that nobody prunes would in the end excuse what was never meant."""
    for table, column in EXEMPT:
        assert column in metadata.tables[table].columns
    assert (MAY_GO.keys() | MAY_COME.keys() | SAYS.keys() | {"action"}) == metadata.tables.keys()
