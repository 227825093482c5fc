"""Buku agenda surat keluar: the register of outgoing letters as a book (norms 2.1)."""

from sopdesk.domain.book_values import Book
from sopdesk.domain.dates import short_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import AgendaKeluar, AgendaLine
from sopdesk.papers import book
from sopdesk.papers.pen import Rendered
from sopdesk.papers.progress import Progress
from sopdesk.papers.table import Align, Column, Row, Table

_FRAME = book.Frame(
    "BUKU AGENDA SURAT KELUAR",
    (
        Column("No. urut", 6, Align.MIDDLE),
        Column("Nomor surat", 17),
        Column("Tgl surat", 8, Align.MIDDLE),
        Column("Ditujukan kepada", 20),
        Column("Isi singkat", 30),
        Column("Tgl kirim", 8, Align.MIDDLE),
        Column("Keterangan", 13),
    ),
    words_at=4,
)


def render(value: AgendaKeluar, layout: Layout, progress: Progress | None = None) -> Rendered:
    """The book. ``progress`` hears of lines set and drawn, and may stop it: then ``Cancelled`` is raised."""
    facts = Book(value.kop, value.year, value.period, value.printed, value.log_hash)
    return book.render(_FRAME, facts, value.lines, _row, layout, progress)


def _row(table: Table, line: AgendaLine) -> Row:
    texts = (
        line.urut,
        line.number,
        short_date(line.day) if line.day else "",
        line.addressee,
        line.subject,
        short_date(line.sent) if line.sent else "",
    )
    return book.line_row(table, texts, line.note, line.state)
