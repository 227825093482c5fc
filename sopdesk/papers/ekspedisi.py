"""Buku ekspedisi: what was delivered to whom, with room to sign for it (norms 2.1, 2.4)."""

from sopdesk.domain.book_values import BukuEkspedisi, DeliveryLine
from sopdesk.domain.dates import short_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LineState
from sopdesk.papers import book
from sopdesk.papers.pen import Rendered
from sopdesk.papers.progress import Progress
from sopdesk.papers.sheet import MM
from sopdesk.papers.table import Align, Column, Row, Table

SIGNING = 11 * MM  # the height of a line that is to be signed by hand
_FRAME = book.Frame(
    "BUKU EKSPEDISI",
    (
        Column("No. urut", 5, Align.MIDDLE),
        Column("Tgl kirim", 7.4, Align.MIDDLE),
        Column("Nomor surat", 16.2),
        Column("Tgl surat", 7.4, Align.MIDDLE),
        Column("Isi singkat", 19.5),
        Column("Ditujukan kepada", 17),
        Column("Rangkap", 6.5, Align.MIDDLE),
        Column("Nama, tanggal, tanda tangan penerima", 14.5),
        Column("Ket.", 6.5),
    ),
    words_at=4,
)


def render(value: BukuEkspedisi, layout: Layout, progress: Progress | None = None) -> Rendered:
    """The book. ``progress`` hears of lines set and drawn, and may stop it: then ``Cancelled`` is raised."""
    return book.render(_FRAME, value.book, value.lines, _row, layout, progress)


def _row(table: Table, line: DeliveryLine) -> Row:
    texts = (
        line.urut,
        short_date(line.sent),
        line.number,
        short_date(line.day) if line.day else "",
        line.subject,
        line.addressee,
        str(line.copies),
        line.taken,
    )
    to_sign = not line.taken and line.state is LineState.TERBIT
    return book.line_row(table, texts, line.note, line.state, SIGNING if to_sign else 0)
