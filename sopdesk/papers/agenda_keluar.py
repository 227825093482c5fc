"""Buku agenda surat keluar: the register of outgoing letters as a book, landscape (norms 2.1)."""

from collections import Counter
from collections.abc import Sequence

from sopdesk.domain.dates import long_moment, short_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import AgendaKeluar, AgendaLine, LineState
from sopdesk.papers import kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import SMALLEST, Pen, Rendered, Style
from sopdesk.papers.progress import Progress, tell
from sopdesk.papers.sheet import MM, landscape
from sopdesk.papers.table import Align, Column, Row, Table

TITLE = "BUKU AGENDA SURAT KELUAR"
STRIDE = 64  # lines between two reports of progress
_COLUMNS = (
    Column("No. urut", 6, Align.MIDDLE),
    Column("Nomor surat", 17),
    Column("Tgl surat", 8, Align.MIDDLE),
    Column("Ditujukan kepada", 20),
    Column("Isi singkat", 30),
    Column("Tgl kirim", 8, Align.MIDDLE),
    Column("Keterangan", 13),
)
_STATE_WORDS = {
    LineState.TERBIT: "",
    LineState.BATAL: "BATAL",
    LineState.DICADANGKAN: "dicadangkan",
    LineState.DI_LUAR: "dipakai di luar aplikasi",
}
_CELL = Style(Font.REGULAR, 9)
_CELL_HEAD = Style(Font.BOLD, 9)
_TITLE = Style(Font.BOLD, 13)
_PERIOD = Style(Font.REGULAR, 10)
_SUM = Style(Font.BOLD, 9)
_FOOT = Style(Font.REGULAR, 8)
_HEAD_HEIGHT = 14 * MM
_FOOT_HEIGHT = 11 * MM
_NONE = "none"


def render(book: AgendaKeluar, layout: Layout, progress: Progress | None = None) -> Rendered:
    """The book. ``progress`` hears of lines set and drawn, and may stop it: then ``Cancelled`` is raised."""
    pen = Pen(landscape(layout), f"Buku agenda surat keluar {book.year}")
    sheet = pen.sheet
    table = Table(pen, _COLUMNS, sheet.left, sheet.room, _CELL, _CELL_HEAD, (1.2 * MM, 0.9 * MM))
    whole = 2 * len(book.lines)
    rows: list[Row] = []
    for line in book.lines:
        if len(rows) % STRIDE == 0:
            tell(progress, len(rows), whole)
        rows.append(_row(table, line))
    if not rows:
        rows.append(table.row(("", "", "", "", "Tidak ada surat.", "", ""), mark=_NONE))
    y = sheet.top + _HEAD_HEIGHT
    room = sheet.bottom - _FOOT_HEIGHT - table.head_height - y
    pages = table.fill(rows, room, room)
    so_far: Counter[str] = Counter()
    for place, page in enumerate(pages, start=1):
        tell(progress, min(whole, len(book.lines) + so_far.total()), whole)
        here = Counter(row.mark for row in page if row.begins)
        so_far += here
        _head(pen, book)
        _rows(table, y, page)
        _foot(pen, book, here, so_far, f"Halaman {place} dari {len(pages)}")
        pen.turn_page()
    tell(progress, whole, whole)
    return pen.finish()


def _row(table: Table, line: AgendaLine) -> Row:
    void = line.state is LineState.BATAL
    note = ": ".join(filter(None, (_STATE_WORDS[line.state], line.note)))
    texts = (
        line.urut,
        line.number,
        short_date(line.day) if line.day else "",
        line.addressee,
        line.subject,
        short_date(line.sent) if line.sent else "",
        note,
    )
    return table.row(texts, struck=(*[void] * (len(texts) - 1), False), mark=line.state.value)


def _rows(table: Table, y: float, rows: Sequence[Row]) -> None:
    y = table.draw_head(y)
    for row in rows:
        y = table.draw(y, row)


def _head(pen: Pen, book: AgendaKeluar) -> None:
    sheet = pen.sheet
    kop.draw_small(pen, book.kop, sheet.room * 0.3)
    pen.write_middle(sheet.middle, sheet.top + _TITLE.size, TITLE, _TITLE)
    words = " · ".join(filter(None, (f"Tahun {book.year}", book.period)))
    base = sheet.top + _TITLE.size + _PERIOD.leading + 2
    pen.write_middle(sheet.middle, base, words, pen.fitting(words, _PERIOD, sheet.room * 0.4, SMALLEST))


def _foot(pen: Pen, book: AgendaKeluar, here: Counter[str], so_far: Counter[str], page: str) -> None:
    sheet = pen.sheet
    y = sheet.bottom - _FOOT.leading - 4
    words = f"Jumlah surat halaman ini: {_sum(here)}    s.d. halaman ini: {_sum(so_far)}"
    pen.write(sheet.left, y, words, _SUM)
    y = sheet.bottom - 3
    printed = f"Dicetak tgl {long_moment(book.printed)}"
    words = f"{printed} · Log {book.log_hash}"
    room = sheet.room - pen.width(page, _FOOT) - 4 * MM
    pen.write(sheet.left, y, words, pen.fitting(words, _FOOT, room, SMALLEST))
    pen.write_right(sheet.right, y, page, _FOOT)


def _sum(counted: Counter[str]) -> str:
    letters = counted[LineState.TERBIT.value] + counted[LineState.DI_LUAR.value]
    others = [
        f"{words} {counted[state.value]}"
        for state, words in ((LineState.BATAL, "batal"), (LineState.DICADANGKAN, "dicadangkan"))
        if counted[state.value]
    ]
    return f"{letters} ({', '.join(others)})" if others else str(letters)
