"""Riwayat berkas: a dossier's facts, its steps as planned and as they went, and its whole log, for the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.dates import clock_time, short_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.overviews import HistoryLine, HistoryStep, Riwayat
from sopdesk.papers import fitting, foot, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE, Pen, Rendered, Style
from sopdesk.papers.qr import quiet
from sopdesk.papers.sheet import MM, portrait
from sopdesk.papers.table import Align, Column, Row, Table

TITLE = "RIWAYAT BERKAS"
QR_SIDE = 22 * MM
FACT_HEIGHT = 20 * MM
LATER_HEAD = 9 * MM
_STEPS = (
    Column("No.", 5, Align.MIDDLE),
    Column("Kegiatan", 35),
    Column("Meja dan pejabat", 21),
    Column("Mutu baku", 12),
    Column("Nyata", 18),
    Column("Putaran", 9, Align.MIDDLE),
)
_LOG = (
    Column("Waktu", 13),
    Column("Kejadian", 46),
    Column("Dicatat oleh", 20),
    Column("Keterangan", 21),
)
_FACT = Style(Font.REGULAR, 9.5)
_TITLE = Style(Font.BOLD, 14)
_CODE = Style(Font.BOLD, 18)
_NAME = Style(Font.BOLD, 11)
_CAPTION = Style(Font.BOLD, 10)
_CELL = Style(Font.REGULAR, 8)
_CELL_HEAD = Style(Font.BOLD, 8)
_FOOT = Style(Font.REGULAR, 7)
_LABELS = 32 * MM
_TINY = 2.0  # points: the values are limited, so that this is hardly ever reached


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows of a table on a page from ``y``, with what stands over them."""

    table: Table
    y: float
    rows: list[Row]
    caption: str


def render(value: Riwayat, layout: Layout) -> Rendered:
    """The history, on as many pages as it needs."""
    pen = Pen(portrait(layout), f"Riwayat berkas {value.dossier_code}".strip())
    sheet = pen.sheet
    y = _head(pen, value)
    steps, log = (
        Table(pen, columns, sheet.left, sheet.room, _CELL, _CELL_HEAD, (1.2 * MM, 1 * MM))
        for columns in (_STEPS, _LOG)
    )
    pages: list[list[_Piece]] = [[]]
    y = _flow(pen, pages, y, steps, "Langkah", [_step(steps, step) for step in value.steps])
    _flow(pen, pages, y, log, "Catatan peristiwa", [_line(log, line) for line in value.lines])
    for place, page in enumerate(pages, start=1):
        if place > 1:
            _later_head(pen, value)
        for piece in page:
            y = piece.y
            pen.write(sheet.left, y - 1.6 * MM, piece.caption, _CAPTION)
            y = piece.table.draw_head(y)
            for row in piece.rows:
                y = piece.table.draw(y, row)
        _foot(pen, value, f"{value.dossier_code} · halaman {place} dari {len(pages)}")
        pen.turn_page()
    return pen.finish()


def _flow(
    pen: Pen, pages: list[list[_Piece]], y: float, table: Table, caption: str, rows: Sequence[Row]
) -> float:
    """Lays a table out from ``y`` on the last page on; gives the y below it."""
    if not rows:
        return y
    sheet = pen.sheet
    over = _CAPTION.leading + 3 * MM
    bottom = sheet.bottom - 2 * _FOOT.leading - 2 * MM
    top = sheet.top + LATER_HEAD
    first = bottom - y - over - table.head_height
    later = bottom - top - over - table.head_height
    if first < min(table.height(rows[0]), later):
        pages.append([])
        y, first = top, later
    for place, some in enumerate(table.fill(rows, first, later)):
        if place:
            pages.append([])
            y = top
        begins = y + over
        pages[-1].append(_Piece(table, begins, some, caption if not place else f"{caption} (lanjutan)"))
        y = begins + table.head_height + sum(map(table.height, some)) + 4 * MM
    return y


def _step(table: Table, step: HistoryStep) -> Row:
    real = f"{step.real} (terlambat)" if step.late else step.real
    desk = f"{step.desk}\n{step.official}" if step.official else step.desk
    rounds = str(step.rounds) if step.rounds else "–"
    return table.row((f"{step.no}.", step.kegiatan, desk, step.planned, real or "–", rounds))


def _line(table: Table, line: HistoryLine) -> Row:
    told = [f"dicatat kemudian, {_moment(line.logged_at)}"] if line.late_entry else []
    if line.struck:
        told.append("dicabut")
    at = f"{short_date(line.at)}\n{clock_time(line.at)}"
    words = f"{line.words}\n{line.reason}" if line.reason else line.words
    return table.row(
        (at, words, line.by, "; ".join(told)), struck=(line.struck, line.struck, line.struck, False)
    )


def _moment(when: datetime) -> str:
    return f"{short_date(when)} {clock_time(when)}"


def _head(pen: Pen, value: Riwayat) -> float:
    """Draws all above the tables; gives its lower edge."""
    sheet = pen.sheet
    right, below = sheet.right, sheet.top
    if value.scan:
        # The quiet zone may lie in the margin: the modules themselves end at the edges of the text.
        edge = quiet(value.scan, QR_SIDE)
        pen.qr(value.scan, sheet.right - QR_SIDE + edge, sheet.top - edge, QR_SIDE)
        right, below = sheet.right - QR_SIDE, sheet.top + QR_SIDE - 2 * edge
    y = kop.draw_small(pen, value.kop, right - sheet.left) + 7 * MM
    pen.write(sheet.left, y, TITLE, _TITLE)
    y += 8 * MM
    pen.write(
        sheet.left,
        y,
        value.dossier_code,
        pen.fitting(value.dossier_code, _CODE, right - sheet.left, _TINY),
    )
    y = max(y + 2.5 * MM, below + 1 * MM)
    y = fitting.write(pen, sheet.left, y, fitting.in_lines(pen, (value.title,), _NAME, sheet.room, 30 * MM))
    y += 1.5 * MM
    pen.rule(sheet.left, y, sheet.right, y, 1.5)
    y += 1.5 * MM
    for fact in value.facts:
        block = fitting.in_lines(pen, (fact.text,), _FACT, sheet.room - _LABELS, FACT_HEIGHT)
        if block.lines:
            label = pen.fitting(fact.label, _FACT, _LABELS - 4 * MM, _TINY)
            pen.write(sheet.left, y + _FACT.size, fact.label, label)
            pen.write(sheet.left + _LABELS - 3 * MM, y + _FACT.size, ":", _FACT)
            y = fitting.write(pen, sheet.left + _LABELS, y, block)
    return y + 1 * MM


def _later_head(pen: Pen, value: Riwayat) -> None:
    sheet = pen.sheet
    y = sheet.top + _FACT.size
    code = f"{value.dossier_code}  "
    bold = pen.fitting(code, Style(Font.BOLD, _FACT.size), sheet.room * 0.6, _TINY)
    pen.write(sheet.left, y, code, bold)
    begins = sheet.left + pen.width(code, bold)
    pen.write(begins, y, pen.clipped(value.title, _FACT, sheet.right - begins), _FACT)
    pen.rule(sheet.left, y + 4, sheet.right, y + 4, RULE)


def _foot(pen: Pen, value: Riwayat, page: str) -> None:
    foot.draw(pen, pen.sheet.bottom - 2, value.printed, value.log_hash, page, style=_FOOT, smallest=_TINY)
