"""The Berita Acara of a closed year, and the book that shows what became of its numbers."""

from datetime import timedelta

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.layout import Layout
from sopdesk.domain.sop import Desk
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.paper_settings import save_paper_layout
from sopdesk.services.wording import save_wording
from sopdesk.services.year_closing import close_year
from tests.papers.reading import pages
from tests.services.desk import CLERK, Clerk, refused
from tests.services.test_rules_09_12 import set_profile
from tests.services.test_special_numbers import at_new_year, correct, outside, take

ORDER = PaperOrder("berita-acara", year=2026, option="outgoing")


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in pages(pdf)).split())


@pytest.fixture
def closed(clerk: Clerk) -> Clerk:
    set_profile(clerk.office, kecamatan="Karang Contoh", place="Karang Contoh", unit_code="Kec")
    outside(clerk, 3)
    for _ in range(4):
        take(clerk)
    clerk.void(5, "Salah tujuan & <alamat>")
    clerk.number(dossier=None, at=None, insert_after=6, reason="Tertinggal")
    correct(clerk, 7, 8)
    at_new_year(clerk)
    close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    return clerk


def test_the_minutes_name_every_number_that_needs_a_word(closed: Clerk) -> None:
    paper = make(closed.office, ORDER, closed.now)
    words = words_of(paper.pdf)
    assert "BERITA ACARA PENUTUPAN BUKU AGENDA SURAT KELUAR TAHUN 2026" in words
    assert "5 Januari 2027" in words
    assert "Nomor terakhir 8 (000/8/Kec/2026), seluruhnya 9 baris: 4 terbit, 1 batal, 1 sisipan" in words
    for row in ("1–3 Di luar aplikasi", "5 BATAL Salah tujuan & <alamat>", "6.a Sisipan Tertinggal",
                "7 Dibetulkan Salah ketik"):  # fmt: skip
        assert row in words, words
    assert "PETUGAS SATU" in words
    assert "NIP." not in words
    assert paper.file_name == "berita-acara-agenda-keluar-2026.pdf"


def test_a_reprint_is_the_same_whatever_came_after(closed: Clerk) -> None:
    first = make(closed.office, ORDER, closed.now).pdf
    take(closed)
    closed.void(4, "Sesudah ditutup")
    closed.appoint("Sekcam Baru", Desk.SEKCAM)
    set_profile(closed.office, kecamatan="Nama Lain", place="Tempat Lain")
    now = closed.now
    save_wording(closed.office, "berita-acara.penutup", "Kata penutup yang lain.", by=CLERK, now=now)
    save_paper_layout(closed.office, "berita-acara", Layout(font_size=10), by=CLERK, now=now)
    assert make(closed.office, ORDER, closed.now + timedelta(days=40)).pdf == first


def test_officials_of_the_day_sign(clerk: Clerk) -> None:
    clerk.appoint("Sri Contoh", Desk.SEKCAM)
    clerk.appoint("Umum Contoh", Desk.BAGIAN_UMUM)
    clerk.appoint("Camat Contoh", Desk.CAMAT)
    take(clerk)
    at_new_year(clerk)
    close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    words = words_of(make(clerk.office, ORDER, clerk.now).pdf)
    for name in ("SRI CONTOH", "UMUM CONTOH", "CAMAT CONTOH", "Mengetahui"):
        assert name in words


def test_an_open_year_has_no_minutes(clerk: Clerk) -> None:
    take(clerk)
    with refused(Rule.BAD_VALUE, field="year"):
        make(clerk.office, ORDER, clerk.now)


def test_the_book_strikes_a_corrected_line(closed: Clerk) -> None:
    words = words_of(make(closed.office, PaperOrder("agenda-keluar", year=2026), closed.now).pdf)
    assert "dibetulkan: Salah ketik" in words
    assert "dipakai di luar aplikasi: Dicatat di buku lama" in words
