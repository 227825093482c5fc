"""Windows on a long register: the same lines, in the same order, as the whole book."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk.services import books
from sopdesk.services.books import BookQuestion
from sopdesk.services.office import Office
from sopdesk.services.queries import register
from tests.services.desk import Clerk

SUBJECTS = (
    "Undangan rapat",
    "Laporan Kinerja 100%",
    "Surat_tugas",
    "Permintaan data",
    "undangan SOSIALISASI",
)


@pytest.fixture
def book(office: Office) -> Office:
    """Twelve letters, two inserted behind the third, one void."""
    clerk = Clerk(office)
    for place in range(12):
        clerk.number(dossier=None, subject=SUBJECTS[place % 5], addressee=f"Kepala Desa {chr(65 + place)}")
    clerk.number(dossier=None, subject="Sisipan satu", insert_after=3, reason="Tertinggal")
    clerk.number(dossier=None, subject="Sisipan dua", insert_after=3, reason="Tertinggal")
    clerk.void(5)
    return office


def texts(office: Office, asked: BookQuestion) -> list[str]:
    return [row.text for row in books.window(office, asked, 0, 1000)]


def test_window_after_window_is_the_book(book: Office) -> None:
    asked = BookQuestion("outgoing", 2026)
    whole = register(book, "outgoing", 2026)
    assert books.count(book, asked) == len(whole) == 14
    found = [row for place in range(0, 15, 5) for row in books.window(book, asked, place, 5)]
    assert found == whole
    assert [row.shown for row in whole][2:6] == ["3", "3.a", "3.b", "4"]


def test_place_of_a_line(book: Office) -> None:
    asked = BookQuestion("outgoing", 2026)
    for place, row in enumerate(books.window(book, asked, 0, 100)):
        assert books.place_of(book, asked, row.id) == place
    assert books.place_of(book, BookQuestion("outgoing", 2026, words=("sosialisasi",)), 1) is None


def test_words_are_text_and_all_of_them_must_be_there(book: Office) -> None:
    def count(*words: str) -> int:
        return books.count(book, BookQuestion("outgoing", 2026, words=words))

    assert count("UNDANGAN") == 5
    assert count("undangan", "rapat") == 3
    assert count("100%") == 3
    assert count("%") == 3
    assert count("surat_tugas") == 2
    assert count("t_n") == 0
    assert count("3.a") == 1
    assert count("desa", "7") == 1


def test_columns_order_and_empty_cells_stay_at_the_end(book: Office) -> None:
    rows = books.window(book, BookQuestion("outgoing", 2026, order="party"), 0, 100)
    parties = [row.party.lower() for row in rows]
    assert parties == sorted(parties)
    back = books.window(book, BookQuestion("outgoing", 2026, order="party", backwards=True), 0, 100)
    assert [row.party.lower() for row in back] == sorted(parties, reverse=True)
    sent = books.window(book, BookQuestion("outgoing", 2026, order="sent_on"), 0, 100)
    assert len(sent) == 14


def test_states_series_and_days(book: Office) -> None:
    assert texts(book, BookQuestion("outgoing", 2026, states=("void",))) == ["000/5/Kec/2026"]
    assert books.count(book, BookQuestion("outgoing", 2026, series="lain")) == 0
    assert books.count(book, BookQuestion("outgoing", 2026, first=date(2026, 12, 1))) == 0
    assert books.count(book, BookQuestion("incoming", 2026)) == 0
    assert books.years(book, "outgoing") == [2026]


PIECES = st.sampled_from(
    ["rapat", "%", "_", "'", "desa", "A", "100%", "\\", "İ", "7", "3.b", "data", ";--", "ß"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(PIECES | st.text(max_size=4), max_size=3),
    offset=st.integers(0, 15),
    limit=st.integers(1, 9),
)
def test_any_words_and_any_window(book: Office, words: list[str], offset: int, limit: int) -> None:
    """Whatever is typed is text: the lines are those that hold every word, or bear it as their number."""
    every = books.window(book, BookQuestion("outgoing", 2026), 0, 100)
    hay = {
        row.id: " ".join((row.text, row.subject, row.party, row.code, row.reason)).casefold() for row in every
    }
    wanted = [row for row in every if all(w.casefold() in hay[row.id] or w.lower() == row.shown or
              (w.isascii() and w.isdigit() and int(w) == row.urut) for w in words)]  # fmt: skip
    asked = BookQuestion("outgoing", 2026, words=tuple(words))
    assert books.count(book, asked) == len(wanted)
    assert books.window(book, asked, offset, limit) == wanted[offset : offset + limit]
