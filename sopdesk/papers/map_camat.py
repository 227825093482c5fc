"""Map Camat: the list on the signing folder, with boxes for what was signed and what was sent back."""

from collections.abc import Sequence

from sopdesk.domain.dates import day_moment
from sopdesk.domain.layout import Layout
from sopdesk.domain.overviews import MapCamat, MapLine
from sopdesk.papers import boxes, fitting, kop
from sopdesk.papers.fitting import TINY
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, landscape
from sopdesk.papers.table import Align, Column, Row, Table

TITLE = "DAFTAR NASKAH UNTUK DITANDATANGANI"
NONE = "Tidak ada naskah yang menunggu tanda tangan."
CHOICES = ("ditandatangani", "dikembalikan")
LATE = "terlambat"
ROW = 13 * MM  # room for a pen
_CHOICE = 5  # the column of the boxes
_COLUMNS = (
    Column("No.", 10, Align.MIDDLE),
    Column("Judul dan berkas", 84),
    Column("Naskah", 60),
    Column("Menunggu", 27),
    Column("Batas", 31),
    Column("Keputusan", 33),
    Column("Catatan", 57),
)
_TITLE = Style(Font.BOLD, 13)
_WORDS = Style(Font.REGULAR, 10)
_CELL = Style(Font.REGULAR, 9)
_CELL_HEAD = Style(Font.BOLD, 9)
_BOX = Style(Font.REGULAR, 8.5)
_FOOT = Style(Font.REGULAR, 7)
_SIDE = 0.26  # of the width: the letterhead, and the sum
_MIDDLE = 0.46  # the title
_PAD = (1.3 * MM, 1.5 * MM)
_SIGNER_HEIGHT = 12 * MM
_CLOSING = 22 * MM
_CLOSING_LINES = ("Diserahkan tanggal, jam", "Dikembalikan tanggal, jam", "Paraf")


def render(value: MapCamat, layout: Layout) -> Rendered:
    """The list, on as many pages as it needs; on the last one the lines for when it went and came back."""
    pen = Pen(landscape(layout), "Map tanda tangan")
    sheet = pen.sheet
    table = Table(pen, _COLUMNS, sheet.left, sheet.room, _CELL, _CELL_HEAD, _PAD)
    rows = [_row(table, place, line) for place, line in enumerate(value.lines, start=1)]
    y = _head(pen, value)
    room = sheet.bottom - table.head_height - _FOOT.leading - 2 * MM
    pages = table.fill(rows, room - y, room - sheet.top)
    begins = y if len(pages) == 1 else sheet.top
    left = room - begins - sum(map(table.height, pages[-1]))
    if left < _CLOSING:
        # The lines to sign stand under a row of the list, never alone.
        kept, moved = pages[-1][:-1], pages[-1][-1:]
        pages[-1:] = [kept, moved] if kept else [moved, []]
    for place, page in enumerate(pages):
        y = _rows(pen, table, sheet.top if place else y, page, empty=not rows)
        if place == len(pages) - 1:
            _closing(pen, y + 9 * MM)
        words = f"halaman {place + 1} dari {len(pages)}"
        pen.write(sheet.left, sheet.bottom - 2, f"Dicetak {day_moment(value.printed)}", _FOOT)
        pen.write_right(sheet.right, sheet.bottom - 2, words, _FOOT)
        pen.turn_page()
    return pen.finish()


def _row(table: Table, place: int, line: MapLine) -> Row:
    due = line.due
    if line.late and not any(word in due.lower() for word in ("lambat", "lewat")):
        due = f"{due}\n{LATE}".strip()
    code = " · ".join(filter(None, (line.code, line.sop)))
    title = " ".join(line.title.split())
    texts = (f"{place}.", f"{title}\n{code}".strip(), line.letter, line.waiting, due, "", line.note)
    return table.row(texts, least=ROW)


def _head(pen: Pen, value: MapCamat) -> float:
    sheet = pen.sheet
    below = kop.draw_small(pen, value.kop, _SIDE * sheet.room)
    y = sheet.top + _TITLE.size
    pen.write_middle(sheet.middle, y, TITLE, pen.fitting(TITLE, _TITLE, _MIDDLE * sheet.room, 6))
    signer = fitting.in_lines(pen, (value.signer,), _WORDS, _MIDDLE * sheet.room, _SIGNER_HEIGHT)
    y = fitting.write_middle(pen, sheet.middle, y + 1.2 * MM, signer)
    late = sum(line.late for line in value.lines)
    words = f"{len(value.lines)} naskah" + (f", {late} {LATE}" if late else "")
    style = pen.fitting(words, _WORDS, _SIDE * sheet.room, TINY)
    pen.write_right(sheet.right, sheet.top + _TITLE.size, words, style)
    return max(y, below) + 4 * MM


def _rows(pen: Pen, table: Table, y: float, rows: Sequence[Row], *, empty: bool) -> float:
    if empty:
        pen.write_middle(pen.sheet.middle, y + 8 * MM, NONE, _WORDS)
        return y + 8 * MM
    if not rows:
        return y
    y = table.draw_head(y)
    for row in rows:
        top, y = y, table.draw(y, row)
        if row.begins:
            x = table.edges[_CHOICE] + _PAD[0]
            side = boxes.SIDE * _BOX.size
            for place, words in enumerate(CHOICES):
                at = top + _PAD[1] + place * 5.4 * MM
                boxes.draw(pen, x, at, side, on=False)
                room = table.edges[_CHOICE + 1] - x - side - 1 * MM
                style = pen.fitting(words, _BOX, room, TINY)
                pen.write(x + side + 1 * MM, at + side / 2 + 0.36 * style.size, words, style)
    return y


def _closing(pen: Pen, y: float) -> None:
    sheet = pen.sheet
    share = (0.39, 0.39, 0.22)
    x = sheet.left
    for words, part in zip(_CLOSING_LINES, share, strict=True):
        end = x + part * sheet.room
        style = pen.fitting(words, _WORDS, 0.62 * part * sheet.room, TINY)
        pen.write(x, y, words, style)
        pen.dots(x + pen.width(words, style) + 3, y, end - 3 * MM)
        x = end
