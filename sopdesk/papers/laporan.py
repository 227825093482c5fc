"""Laporan: a report with its picture and its table, landscape, on as many pages as it needs."""

from typing import Final

from sopdesk.domain.layout import Layout
from sopdesk.domain.report_papers import Laporan
from sopdesk.papers import chart, fitting, foot, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import SMALLEST, Pen, Rendered, Style
from sopdesk.papers.progress import Progress, tell
from sopdesk.papers.sheet import MM, landscape
from sopdesk.papers.table import Align, Column, Row, Table

_TITLE: Final = Style(Font.BOLD, 13)
_PERIOD: Final = Style(Font.REGULAR, 10)
_TOLD: Final = Style(Font.BOLD, 10)
_NOTE: Final = Style(Font.REGULAR, 8)
_CELL: Final = Style(Font.REGULAR, 8.5)
_CELL_HEAD: Final = Style(Font.BOLD, 8.5)
_FOOT: Final = Style(Font.REGULAR, 7.5)
_HEAD: Final = 15 * MM
_TOLD_MOST: Final = 14 * MM
_STRIDE: Final = 64


def render(value: Laporan, layout: Layout, progress: Progress | None = None) -> Rendered:
    """The report. ``progress`` hears of rows set, and may stop it: then ``Cancelled`` is raised."""
    report = value.report
    pen = Pen(landscape(layout), f"{report.title} {report.period}")
    sheet = pen.sheet
    table = Table(
        pen,
        [Column(c.title, c.share, Align.RIGHT if c.right else Align.LEFT) for c in report.columns],
        sheet.left,
        sheet.room,
        _CELL,
        _CELL_HEAD,
        (1.2 * MM, 0.9 * MM),
    )
    rows: list[Row] = []
    for made in report.rows:
        if len(rows) % _STRIDE == 0:
            tell(progress, len(rows), len(report.rows))
        rows.append(table.row([cell or "–" for cell in made.cells]))
    notes = fitting.in_lines(
        pen, (" ".join(filter(None, (report.thresholds, *report.notes))),), _NOTE, sheet.room, 16 * MM
    )
    bottom = sheet.bottom - _FOOT.leading - 3 * MM - len(notes.lines) * notes.style.leading
    y = _first(pen, value)
    later = sheet.top + _HEAD
    least = table.head_height + (table.height(rows[0]) if rows else 0)
    pages: list[list[Row]] = []
    if rows:
        first_room = bottom - y - table.head_height
        if bottom - y < least:
            pages.append([])
            first_room = bottom - later - table.head_height
            pages += table.fill(rows, first_room, first_room)
        else:
            pages = table.fill(rows, first_room, bottom - later - table.head_height)
    pages = pages or [[]]
    for place, page in enumerate(pages, start=1):
        if place > 1:
            _head(pen, value)
            y = later
        if page:
            y = table.draw_head(y)
            for row in page:
                y = table.draw(y, row)
        if place == len(pages):
            fitting.write(pen, sheet.left, y + 1.5 * MM, notes)
        _foot(pen, value, f"Halaman {place} dari {len(pages)}")
        pen.turn_page()
    tell(progress, len(rows), len(rows))
    return pen.finish()


def _first(pen: Pen, value: Laporan) -> float:
    """Draws head, answer and pictures of the first page; gives the y where the table begins."""
    sheet, report = pen.sheet, value.report
    _head(pen, value)
    told = fitting.in_lines(pen, (report.told,), _TOLD, sheet.room, _TOLD_MOST)
    y = fitting.write(pen, sheet.left, sheet.top + _HEAD, told) + 3 * MM
    for each in report.charts:
        y = chart.draw(pen, each, sheet.left, y, sheet.room) + 4 * MM
    return y


def _head(pen: Pen, value: Laporan) -> None:
    sheet, report = pen.sheet, value.report
    kop.draw_small(pen, value.kop, sheet.room * 0.28)
    title = report.title.upper()
    style = pen.fitting(title, _TITLE, sheet.room * 0.42, SMALLEST)
    pen.write_middle(sheet.middle, sheet.top + _TITLE.size, title, style)
    words = " · ".join(filter(None, (report.sop, report.period)))
    base = sheet.top + _TITLE.size + _PERIOD.leading + 2
    pen.write_middle(sheet.middle, base, words, pen.fitting(words, _PERIOD, sheet.room * 0.42, SMALLEST))


def _foot(pen: Pen, value: Laporan, page: str) -> None:
    foot.draw(pen, pen.sheet.bottom - 2, value.printed, value.log_hash, page, style=_FOOT)
