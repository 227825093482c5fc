"""Formulir pemantauan SOP: filled in from measured times, to be judged and initialled by hand (norms 3.2)."""

from typing import Final

from sopdesk.domain.layout import Layout
from sopdesk.domain.report_papers import Pemantauan
from sopdesk.papers import fitting, foot, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import SMALLEST, Pen, Rendered, Style
from sopdesk.papers.sheet import MM, landscape
from sopdesk.papers.table import Align, Column, Row, Table

_FORM: Final = (
    Column("No.", 4, Align.MIDDLE),
    Column("Prosedur", 28),
    Column("Penilaian", 12),
    Column("Catatan hasil penilaian", 28),
    Column("Tindakan yang harus diambil", 20),
    Column("Paraf penilai", 8),
)
_LIST: Final = (
    Column("No.", 5, Align.MIDDLE),
    Column("Pernyataan", 50),
    Column("Ya", 6, Align.MIDDLE),
    Column("Tidak", 6, Align.MIDDLE),
    Column("Catatan", 33),
)
_TITLE: Final = Style(Font.BOLD, 13)
_PERIOD: Final = Style(Font.REGULAR, 10)
_CELL: Final = Style(Font.REGULAR, 8.5)
_CELL_HEAD: Final = Style(Font.BOLD, 8.5)
_NOTE: Final = Style(Font.REGULAR, 8)
_FOOT: Final = Style(Font.REGULAR, 7.5)
_HEAD: Final = 18 * MM
_ROOMS_TO_WRITE: Final = (9 * MM, 8 * MM, 7 * MM)  # the first of them that makes the fewest pages
_COMPANY: Final = 3  # rows on the last page, where there is more than one
_SIGN: Final = 34 * MM


def render(value: Pemantauan, layout: Layout) -> Rendered:
    """The form, then the evaluation list with room for the judge's name on a page of its own."""
    pen = Pen(landscape(layout), f"Pemantauan SOP {value.sop}")
    sheet = pen.sheet
    pad = (1.2 * MM, 0.9 * MM)
    form = Table(pen, _FORM, sheet.left, sheet.room, _CELL, _CELL_HEAD, pad)
    notes = fitting.in_lines(pen, (" ".join(value.notes),), _NOTE, sheet.room, 14 * MM)
    top = sheet.top + _HEAD
    bottom = sheet.bottom - _FOOT.leading - 3 * MM - len(notes.lines) * notes.style.leading
    pages = _pages(form, value, bottom - top - form.head_height)
    count = len(pages) + 1
    for place, page in enumerate(pages, start=1):
        _head(pen, value, "FORMULIR PEMANTAUAN SOP")
        y = _draw(form, top, page)
        if place == len(pages):
            fitting.write(pen, sheet.left, y + 1.5 * MM, notes)
        _foot(pen, value, f"Halaman {place} dari {count}")
        pen.turn_page()
    _head(pen, value, "DAFTAR EVALUASI SOP")
    table = Table(pen, _LIST, sheet.left, sheet.room, _CELL, _CELL_HEAD, pad)
    asked = [
        table.row((f"{n}.", words, "", "", ""), least=_ROOMS_TO_WRITE[0])
        for n, words in enumerate(value.evaluation, start=1)
    ]
    y = _draw(table, top, asked)
    _sign(pen, min(y + 8 * MM, sheet.bottom - _SIGN - 8 * MM))
    _foot(pen, value, f"Halaman {count} dari {count}")
    pen.turn_page()
    return pen.finish()


def _pages(form: Table, value: Pemantauan, room: float) -> list[list[Row]]:
    """The rows on as few pages as they can be written on, the last of them not all but empty."""
    tries = [
        form.fill(
            [
                form.row((f"{line.no}.", line.procedure, line.verdict, line.note, "", ""), least=least)
                for line in value.lines
            ],
            room,
            room,
        )
        for least in _ROOMS_TO_WRITE
    ]
    pages = min(tries, key=len)
    rows = [row for page in pages for row in page]
    while len(pages) > 1 and len(pages[-1]) < _COMPANY:
        room -= MM
        fewer = form.fill(rows, room, room)
        if len(fewer) > len(pages):
            break
        pages = fewer
    return pages


def _draw(table: Table, y: float, rows: list[Row]) -> float:
    y = table.draw_head(y)
    for row in rows:
        y = table.draw(y, row)
    return y


def _sign(pen: Pen, y: float) -> None:
    """Where the judge signs."""
    sheet = pen.sheet
    x = sheet.left + sheet.room * 0.62
    for base, words in ((y, "Tanggal penilaian"), (y + 7 * MM, "Penilai")):
        pen.write(x, base, words, _PERIOD)
        pen.dots(x + 36 * MM, base, sheet.right)
    pen.write(x, y + 14 * MM, "Tanda tangan", _PERIOD)
    pen.dots(x + 36 * MM, y + 28 * MM, sheet.right)


def _head(pen: Pen, value: Pemantauan, title: str) -> None:
    sheet = pen.sheet
    kop.draw_small(pen, value.kop, sheet.room * 0.28)
    pen.write_middle(sheet.middle, sheet.top + _TITLE.size, title, _TITLE)
    base = sheet.top + _TITLE.size
    for words in (" · ".join(filter(None, (value.sop, value.number))), value.period):
        base += _PERIOD.leading
        pen.write_middle(sheet.middle, base, words, pen.fitting(words, _PERIOD, sheet.room * 0.42, SMALLEST))


def _foot(pen: Pen, value: Pemantauan, page: str) -> None:
    foot.draw(pen, pen.sheet.bottom - 2, value.printed, value.log_hash, page, style=_FOOT)
