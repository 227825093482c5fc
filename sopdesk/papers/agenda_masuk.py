"""Buku agenda surat masuk: the register of incoming letters as a book (norms 2.1)."""

from sopdesk.domain.book_values import AgendaMasuk, IncomingLine
from sopdesk.domain.dates import short_date
from sopdesk.domain.layout import Layout
from sopdesk.papers import book
from sopdesk.papers.pen import Rendered
from sopdesk.papers.progress import Progress
from sopdesk.papers.table import Align, Column, Row, Table

_FRAME = book.Frame(
    "BUKU AGENDA SURAT MASUK",
    (
        Column("No. urut", 5, Align.MIDDLE),
        Column("Tgl terima", 7.4, Align.MIDDLE),
        Column("Nomor surat", 13.5),
        Column("Tgl surat", 7.4, Align.MIDDLE),
        Column("Pengirim", 13.7),
        Column("Isi singkat", 20.3),
        Column("Kode", 6.5),
        Column("Lampiran", 6.5),
        Column("Disposisi", 12.5),
        Column("Ket.", 7),
    ),
    words_at=5,
)


def render(value: AgendaMasuk, layout: Layout, progress: Progress | None = None) -> Rendered:
    """The book. ``progress`` hears of lines set and drawn, and may stop it: then ``Cancelled`` is raised."""
    return book.render(_FRAME, value.book, value.lines, _row, layout, progress)


def _row(table: Table, line: IncomingLine) -> Row:
    texts = (
        line.urut,
        short_date(line.received),
        line.number,
        short_date(line.day) if line.day else "",
        line.sender,
        line.subject,
        line.code,
        line.enclosure,
        line.disposition,
    )
    return book.line_row(table, texts, line.note, line.state)
