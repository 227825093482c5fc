"""Kenapa terlambat: a clock explained segment by segment, on one page."""

from collections.abc import Sequence
from typing import Final

from sopdesk.domain.layout import Layout
from sopdesk.domain.report_papers import KenapaTerlambat, WhySegment
from sopdesk.papers import fitting, foot, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, portrait
from sopdesk.papers.table import Align, Column, Row, Table

_COLUMNS: Final = (
    Column("Waktu", 46),
    Column("Keterangan", 39),
    Column("Dihitung", 15, Align.RIGHT),
)
_TITLE: Final = Style(Font.BOLD, 14)
_NAME: Final = Style(Font.BOLD, 11)
_HEAD: Final = Style(Font.REGULAR, 10)
_TOTAL: Final = Style(Font.BOLD, 10)
_NOTE: Final = Style(Font.REGULAR, 8.5)
_FOOT: Final = Style(Font.REGULAR, 7)
_SIZES: Final = (9.5, 9.0, 8.5, 8.0)  # of the table, from the first that fits
_TIGHT: Final = 7.5  # letters from which on the rows stand closer
_SMALLEST: Final = 6.0


def render(value: KenapaTerlambat, layout: Layout) -> Rendered:
    """The page: every segment where they fit, else joined ones, in smaller letters where it must be."""
    pen = Pen(portrait(layout), f"{value.heading} {value.code}".strip())
    sheet = pen.sheet
    y = _head(pen, value)
    total = fitting.in_lines(pen, (value.total, *value.warnings), _TOTAL, sheet.room, 24 * MM)
    bottom = sheet.bottom - _FOOT.leading - 4 * MM - len(total.lines) * total.style.leading
    table, rows = _fitting(pen, value, bottom - y)
    pages = table.fill(rows, bottom - y - table.head_height, bottom - sheet.top - table.head_height)
    for place, page in enumerate(pages, start=1):
        y = table.draw_head(y if place == 1 else sheet.top)
        for row in page:
            y = table.draw(y, row)
        if place == len(pages):
            fitting.write(pen, sheet.left, y + 2 * MM, total)
        foot.draw(pen, sheet.bottom - 2, value.printed, value.log_hash, style=_FOOT)
        pen.turn_page()
    return pen.finish()


def _fitting(pen: Pen, value: KenapaTerlambat, room: float) -> tuple[Table, list[Row]]:
    tries = [(value.segments, size) for size in _SIZES]
    tries += [(value.brief, size) for size in (*_SIZES, 7.0, 6.5, _SMALLEST)]
    for segments, size in tries:
        table, rows = _set(pen, segments, size)
        if table.head_height + sum(map(table.height, rows)) <= room:
            break
    return table, rows


def _set(pen: Pen, segments: Sequence[WhySegment], size: float) -> tuple[Table, list[Row]]:
    sheet = pen.sheet
    text, head = Style(Font.REGULAR, size), Style(Font.BOLD, size)
    table = Table(
        pen, _COLUMNS, sheet.left, sheet.room, text, head, (1.4 * MM, (0.7 if size > _TIGHT else 0.3) * MM)
    )
    return table, [table.row((each.when, each.words, each.counted or "–")) for each in segments]


def _head(pen: Pen, value: KenapaTerlambat) -> float:
    sheet = pen.sheet
    y = kop.draw_small(pen, value.kop, sheet.room) + 7 * MM
    pen.write(sheet.left, y, value.heading.upper(), _TITLE)
    y += 2.5 * MM
    named = fitting.in_lines(pen, (f"{value.code}  {value.title}",), _NAME, sheet.room, 16 * MM)
    y = fitting.write(pen, sheet.left, y, named) + 1 * MM
    pen.rule(sheet.left, y, sheet.right, y, 1.5)
    told = fitting.in_lines(pen, (value.head,), _HEAD, sheet.room, 30 * MM)
    return fitting.write(pen, sheet.left, y + 1.5 * MM, told) + 2.5 * MM
