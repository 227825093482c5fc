"""``verify`` names what was changed in the books behind the program's back: every column, every row (rules 26)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out
from sopdesk.services import (
    classification,
    deliveries,
    dispositions,
    files,
    importing,
    incoming,
    renumbering,
    reserving,
    year_closing,
)
from sopdesk.services.disposition_lists import Person
from sopdesk.services.office import Office, open_office
from sopdesk.services.register_lines import LineRef
from sopdesk.services.verification import verify
from tests.services.desk import MONDAY, Clerk, copy_office

TODAY: Final = MONDAY.date()
HEAD: Final = ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat", "Tgl kirim")
TABLES: Final = (
    *("series", "register_line", "line_change", "disposition", "delivery", "attachment", "year_close"),
    *("book_import", "classification", "counter"),
)
# An id says nothing of its row; where others point to it, they say so. Of a mark only whether it is set counts,
# and of a letter's step only whether there is one: its entry says which.
FREE: Final = frozenset(
    {(table, "id") for table in TABLES}
    | {("series", "closed"), ("classification", "hidden"), ("register_line", "step")}
)


def _old_book(year: int, *numbers: int) -> importing.OldBook:
    rows = [
        (str(n), f"005/{n}/Kec/{year}", f"02/01/{year}", "Kades", "Undangan", f"03/01/{year}")
        for n in numbers
    ]
    return importing.read_book(csv_out.render(Table("Agenda", HEAD, rows)), f"agenda-{year}.csv")


def _letters(clerk: Clerk, office: Office, folder: Path) -> None:
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    for sender in ("Dinas Satu", "Dinas Dua", "Dinas Tiga"):
        wish = incoming.IncomingWish(
            sender=sender,
            subject="Undangan",
            received_at=clerk.now,
            ref="005/7",
            ref_date=date(2026, 7, 1),
            nature="segera",
            code="005",
            enclosure="1 berkas",
            note="Penting",
        )
        incoming.register_incoming(office, wish, **told)
    sekcam = Person(title="Sekretaris Camat", desk="sekcam")
    wishes = (
        dispositions.DispositionWish(line=1, receivers=(sekcam, Person(name="Budi")), note="Segera"),
        dispositions.DispositionWish(line=1, receivers=(Person(name="Ani"),), giver=sekcam, parent=1),
        dispositions.DispositionWish(line=2, receivers=(sekcam,), instructions=("Tindak lanjuti",)),
    )
    for each in wishes:
        dispositions.give(office, each, at=clerk.now, **told)
    dispositions.finish(office, 2, done=True, at=clerk.now, **told)
    dispositions.withdraw(office, 3, "Salah orang", **told)
    dispositions.not_needed(office, 3, "Tembusan", **told)
    for name in ("satu.pdf", "dua.pdf"):
        (folder / name).write_bytes(name.encode())
        files.add_file(office, files.LINE, 1, folder / name, **told)
    files.withdraw_file(office, 2, "Salah berkas", **told)


def _numbers(clerk: Clerk, office: Office) -> None:
    told: dict[str, Any] = {"by": clerk.by, "now": clerk.now}
    clerk.number(dossier=None, at=None)
    reserving.reserve(office, "outgoing", TODAY, person="Sekcam", reason="Rapat", count=2, **told)
    reserving.record_outside(office, "outgoing", 8, TODAY, reason="Sebelum aplikasi", **told)
    clerk.number(dossier=None, at=None)
    clerk.number(dossier=None, at=None, reserved=3)
    clerk.number(dossier=None, at=None, insert_after=2, reason="Tertinggal")
    renumbering.correct_number(office, LineRef("outgoing", 2026, 9), 11, reason="Salah ketik", **told)
    clerk.void(11)
    deliveries.send_line(
        office,
        LineRef("outgoing", 2026, 2),
        [("Bupati", 2), ("Kapolsek", 1)],
        at=clerk.now,
        by=clerk.by,
        now=clerk.now,
    )
    for year in (2024, 2025):
        book = _old_book(year, 1, 2, 5)
        importing.import_book(office, book, importing.propose(book, "outgoing", TODAY), **told)
    importing.undo_import(office, 1, **told)
    year_closing.close_year(office, "outgoing", 2025, **told)
    classification.save_code(office, classification.CodeWish("999.1", "Kode sendiri"), **told)


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose every book has lines of every kind."""
    folder = tmp_path_factory.mktemp("books")
    office = open_office(copy_office(template, folder / "data"), MONDAY)
    clerk = Clerk(office)
    _letters(clerk, office, folder)
    clerk.start("lakip", "Laporan")
    clerk.to_end()
    clerk.receipt()
    _numbers(clerk, office)
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
