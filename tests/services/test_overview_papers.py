"""A dossier's history and the board as papers, through the one door."""

import pypdfium2 as pdfium
import pytest

from sopdesk.domain.errors import Refused
from sopdesk.domain.events import EventKind
from sopdesk.services import queries
from sopdesk.services.paper import Paper, log_print
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.sentences import DESKS
from tests.services.desk import Clerk


def told(paper: Paper) -> str:
    """All that the paper says, on one line."""
    document = pdfium.PdfDocument(paper.pdf)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(words.split())


def history(clerk: Clerk) -> Paper:
    return make(clerk.office, PaperOrder("riwayat", clerk.row.id), clerk.now)


def board(clerk: Clerk, *ids: int, option: str = "") -> str:
    return told(make(clerk.office, PaperOrder("papan", ids=ids, option=option), clerk.now))


def test_the_history_tells_what_the_log_holds_from_the_first_entry_on(clerk: Clerk) -> None:
    clerk.start("lakip", "Laporan Kinerja 2026", owner="Pelaksana Contoh")
    clerk.to_step(5)
    clerk.give_back("Angka belum cocok")
    clerk.hand_on()
    clerk.undo()
    paper = history(clerk)
    words = told(paper)
    order = [words.index(w) for w in ("Berkas dimulai", "Dikembalikan ke Pelaksana", "Diurungkan")]
    assert order == sorted(order)
    assert "Angka belum cocok" in words
    assert words.count("dicabut") == 1
    assert "Laporan Kinerja 2026" in words
    assert "Pelaksana Contoh" in words
    assert f"Langkah {clerk.state.step} dari 12, {DESKS[clerk.state.desk.value]}:" in words
    with clerk.office.store.read() as unit:
        _seq, head = unit.log.head()
    assert head in words
    assert paper.file_name == f"riwayat-{clerk.code}.pdf"
    assert paper.title == "Riwayat berkas"


def test_the_history_of_a_finished_dossier_names_its_letter_and_shares(clerk: Clerk) -> None:
    clerk.start("lakip")
    while clerk.state.open:
        clerk.one_step()
    words = told(history(clerk))
    number = next(e.text("text") for e in clerk.events if e.kind is EventKind.NUMBER)
    assert f"Surat pengantar nomor {number} tanggal 6 Juli 2026" in words
    assert "capaian keuangan 80 %, capaian fisik 90 %" in words
    assert "Selesai" in words
    assert "Langkah 12 dari" not in words


def test_a_reprint_of_the_same_moment_is_the_same_file_and_the_log_knows_it(clerk: Clerk) -> None:
    clerk.start("rup")
    first = history(clerk)
    assert history(clerk).pdf == first.pdf
    assert not log_print(clerk.office, first, by=clerk.by, now=clerk.now, ref=clerk.code)
    assert "Dicetak: Riwayat berkas" in told(history(clerk))


@pytest.mark.parametrize("dossier", [None, 4711])
def test_a_history_of_nothing_is_refused(clerk: Clerk, dossier: int | None) -> None:
    with pytest.raises(Refused):
        make(clerk.office, PaperOrder("riwayat", dossier), clerk.now)


def test_the_board_shows_every_dossier_at_its_desk_or_those_that_were_chosen(clerk: Clerk) -> None:
    assert "Pelaksana · 0" in board(clerk)
    codes: dict[str, int] = {}
    for step in (1, 5, 12):
        clerk.start("lakip", f"Laporan pada langkah {step}")
        clerk.to_step(step)
        codes[clerk.code] = clerk.row.id
    clerk.start("balasan", "Balasan yang dibatalkan")
    clerk.cancel()
    words = board(clerk)
    for desk in ("Pelaksana", "Kasubbag", "Bagian Umum"):
        assert f"{desk} · 1" in words
    assert "Semua berkas" in words
    assert all(code in words for code in codes)
    assert "dibatalkan" not in words
    first, *others = codes
    words = board(clerk, codes[first], option="Saringan: LAKIP")
    assert first in words
    assert "Saringan: LAKIP" in words
    assert not any(code in words for code in others)
    # A filter that lets nothing through prints an empty board, not the whole one.
    assert "LAKIP" not in board(clerk, option="Saringan: “tidak ada”").replace("Saringan", "")


def test_a_card_on_paper_says_what_it_says_on_the_screen(clerk: Clerk) -> None:
    clerk.start("lakip", "Laporan yang lama")
    clerk.later(days=30)
    shown = queries.board(clerk.office, clerk.now)
    assert sum(map(len, shown.columns.values())) == 1
    words = board(clerk)
    assert "Pelaksana · 1, terlambat 1" in words
    assert "terlambat" in words.replace("Pelaksana · 1, terlambat 1", "")
    clerk.hold("Camat dinas luar")
    assert "ditunda: Camat dinas luar" in board(clerk)
