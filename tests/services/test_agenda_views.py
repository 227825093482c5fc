"""The register of outgoing letters as the Agenda tab shows it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, event

from sopdesk.domain.numbers import OUTGOING
from sopdesk.services.agenda_views import SeriesSum, agenda, note_words, sums_words, whole_words
from sopdesk.services.office import Office
from sopdesk.services.queries import register
from sopdesk.store import book_tables
from tests.services.desk import Clerk


@pytest.fixture
def book(clerk: Clerk) -> Clerk:
    """Four numbers, one of them void, and one inserted."""
    for subject in ("Undangan", "Laporan", "Edaran", "Permintaan data"):
        clerk.number(dossier=None, subject=subject)
    clerk.void(3, "Salah tujuan")
    clerk.number(dossier=None, subject="Susulan", insert_after=2, reason="Tertinggal", day=date(2026, 7, 1))
    return clerk


def test_lines_stand_in_the_order_of_the_book(office: Office, book: Clerk) -> None:
    shown = agenda(office, OUTGOING, 2026)
    assert [row.shown for row in register(office, OUTGOING, 2026)] == ["1", "2", "2.a", "3", "4"]
    assert shown.lines == 5
    assert shown.years == (2026,)
    (total,) = shown.sums
    assert (total.lines, total.void, total.inserted, total.last, total.missing) == (5, 1, 1, 4, ())
    assert sums_words(total) == "5 nomor · 1 batal · 1 sisipan · terakhir 000/4/Kec/2026"
    assert whole_words(total) == "Nomor 1–4 lengkap, termasuk 1 BATAL dengan alasan."
    assert book.now


def test_missing_number_is_named_also_at_the_end(office: Office, book: Clerk) -> None:
    with office.store.write() as unit:
        unit._connection.execute(
            delete(book_tables.register_line).where(book_tables.register_line.c.urut.in_((1, 4)))
        )
    (total,) = agenda(office, OUTGOING, 2026).sums
    assert total.missing == (1, 4)
    assert not total.whole
    assert whole_words(total).startswith("Nomor 1, 4 tidak ada di buku dan tidak ada penjelasannya.")
    assert book.now


def test_series_are_summed_apart_and_years_too(office: Office, book: Clerk) -> None:
    book.number(dossier=None, series="perjalanan")
    book.now = book.now.replace(year=2027)
    book.number(dossier=None)
    assert [(s.series, s.last) for s in agenda(office, OUTGOING, 2026).sums] == [
        ("perjalanan", 1),
        ("umum", 4),
    ]
    later = agenda(office, OUTGOING, 2027)
    assert (later.years, later.lines) == ((2027, 2026), 1)
    assert whole_words(later.sums[0]) == "Nomor 1 lengkap."
    assert agenda(office, OUTGOING, 2025).sums == ()


def test_an_empty_and_a_closed_series_are_told() -> None:
    empty = SeriesSum("umum", 0, "", 0, 0, 0, 0, 0, (), closed=False)
    assert sums_words(empty) == "0 nomor · 0 batal · 0 sisipan · terakhir –"
    assert sums_words(replace(empty, closed=True)).endswith("tahun sudah ditutup")


def test_note_says_what_became_of_the_line(office: Office, book: Clerk) -> None:
    notes = {row.shown: note_words(row) for row in register(office, OUTGOING, 2026)}
    assert notes == {"1": "", "2": "", "2.a": "Sisipan: Tertinggal", "3": "BATAL: Salah tujuan", "4": ""}
    book.void(2, "Dua kali", insert="a")
    assert {r.shown: note_words(r) for r in register(office, OUTGOING, 2026)}[
        "2.a"
    ] == "BATAL, sisipan: Dua kali"


def test_register_costs_the_same_statements_whatever_its_length(office: Office, clerk: Clerk) -> None:
    said: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        # A server is asked first, in every unit, whether it is still the same office of the same schema.
        if "pg_namespace" not in statement and "alembic_version" not in statement:
            said.append(statement)

    event.listen(office.store.base.engine, "before_cursor_execute", note)
    counted = []
    for _ in range(2):
        for _ in range(5):
            clerk.number(dossier=None)
        clerk.start()
        said.clear()
        agenda(office, OUTGOING, 2026)
        counted.append(len([s for s in said if s.startswith("SELECT")]))
    assert counted[0] == counted[1] <= 5
