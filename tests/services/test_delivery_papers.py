"""What the papers of deliveries say: the text of the PDF that comes out of the one door."""

from collections.abc import Sequence

import pypdfium2 as pdfium
import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.sop import Desk
from sopdesk.services import deliveries
from sopdesk.services.office import Office
from sopdesk.services.paper_orders import PaperOrder, make
from sopdesk.services.printing import Cancelled
from tests.services.desk import Clerk, refused


def text(office: Office, clerk: Clerk, order: PaperOrder) -> str:
    pages = pdfium.PdfDocument(make(office, order, clerk.now).pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def sent(clerk: Clerk, recipients: Sequence[tuple[str, int]]) -> None:
    clerk.start("lakip", "Laporan", addressees=("Kepala BAPPEDA",))
    clerk.to_step(12)
    clerk.number(subject="Laporan kinerja")
    clerk.stamp()
    clerk.dispatch("", recipients=recipients)


@pytest.fixture
def book(clerk: Clerk) -> Clerk:
    """Three lines: one back, one out, one void."""
    sent(clerk, (("Kepala BAPPEDA", 2), ("Inspektur", 1)))
    clerk.receipt("Siti", told={"position": "Staf TU"})
    line = clerk.number(dossier=None, at=None, subject="Undangan", addressee="Lurah").line_id
    (void,) = deliveries.send_line(
        clerk.office, line, [("Lurah", 1)], by="A", at=clerk.now, now=clerk.now
    ).ids
    deliveries.take_back(clerk.office, void, "Salah alamat", by="A", now=clerk.now)
    return clerk


def test_the_book(book: Clerk, office: Office) -> None:
    said = text(office, book, PaperOrder("ekspedisi", year=2026))
    for words in ("BUKU EKSPEDISI", "Kepala BAPPEDA", "Inspektur", "Siti, Staf TU", "BATAL", "Salah alamat"):
        assert words in said
    assert "Inspektur" not in text(office, book, PaperOrder("ekspedisi", year=2025))
    assert "Inspektur" not in text(office, book, PaperOrder("ekspedisi", year=2026, month=8))
    day = book.now.date()
    assert "tanggal 6 Juli 2026" in text(
        office, book, PaperOrder("ekspedisi", year=2026, first=day, last=day)
    )
    with refused(Rule.BAD_VALUE, field="year"):
        make(office, PaperOrder("ekspedisi", year=12), book.now)


def test_the_book_can_be_stopped(book: Clerk, office: Office) -> None:
    with pytest.raises(Cancelled):
        make(office, PaperOrder("ekspedisi", year=2026), book.now, lambda _done, _whole: False)


def test_receipts_for_what_was_sent(book: Clerk, office: Office) -> None:
    said = text(office, book, PaperOrder("tanda-terima", ids=(1, 2, 3), option="kirim"))
    assert "Ekspedisi 1/2026" in said
    assert "2 rangkap" in said
    assert "Lurah" not in said, "a void line has no receipt"
    with refused(Rule.BAD_VALUE):
        make(office, PaperOrder("tanda-terima", ids=(3,), option="kirim"), book.now)


def test_envelopes_and_labels(book: Clerk, office: Office) -> None:
    assert "Inspektur" in text(office, book, PaperOrder("amplop", ids=(1, 2), option="c5"))
    assert "Kepala BAPPEDA" in text(office, book, PaperOrder("amplop", dossier=book.row.id))
    with office.store.read() as unit:
        line = next(x for x in unit.registers.of_year("outgoing", 2026) if x.dossier_id is None)
    assert "Lurah" in text(office, book, PaperOrder("amplop", line=line.id))
    assert "Inspektur" in text(office, book, PaperOrder("label", ids=(1, 2), option="3+garis"))
    for order in (
        PaperOrder("amplop", ids=(1,), option="besar"),
        PaperOrder("label", ids=(1,), option="x"),
        PaperOrder("label", ids=(1,), option="3+warna"),
        PaperOrder("amplop", ids=(3,)),
        PaperOrder("amplop"),
    ):
        with refused(Rule.BAD_VALUE):
            make(office, order, book.now)


def test_the_signing_folder(clerk: Clerk, office: Office) -> None:
    assert "Tidak ada naskah" in text(office, clerk, PaperOrder("map-camat"))
    clerk.start("rup", "Rencana Umum Pengadaan")
    clerk.to_step(next(s.no for s in clerk.sop.steps if s.desk is Desk.CAMAT))
    first = clerk.row.id
    clerk.start("renja", "Rencana Kerja")
    clerk.to_step(next(s.no for s in clerk.sop.steps if s.desk is Desk.CAMAT))
    both = text(office, clerk, PaperOrder("map-camat"))
    assert "Rencana Umum Pengadaan" in both
    assert "Rencana Kerja" in both
    assert "Rencana Kerja" not in text(office, clerk, PaperOrder("map-camat", ids=(first,)))
