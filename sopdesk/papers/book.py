"""What the office's books have in common: landscape, a head on each page, sums at its foot (norms 2.1)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sopdesk.domain.book_values import Book
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LineState
from sopdesk.papers import foot, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import SMALLEST, Pen, Rendered, Style
from sopdesk.papers.progress import Progress, tell
from sopdesk.papers.sheet import MM, landscape
from sopdesk.papers.table import Column, Row, Table

STRIDE = 64  # lines between two reports of progress
_STATE_WORDS = {
    LineState.TERBIT: "",
    LineState.BATAL: "BATAL",
    LineState.DICADANGKAN: "dicadangkan",
    LineState.DIBETULKAN: "dibetulkan",
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

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of book: its title, its columns, and the column that says when there is nothing in it."""

    title: str
    columns: tuple[Column, ...]
    words_at: int


def render(
    frame: Frame,
    book: Book,
    lines: Sequence[Line],
    row: Callable[[Table, Line], Row],
    layout: Layout,
    progress: Progress | None = None,
) -> Rendered:
    """The book. ``progress`` hears of lines set and drawn, and may stop it: then ``Cancelled`` is raised."""
    pen = Pen(landscape(layout), f"{frame.title.capitalize()} {book.year}")
    sheet = pen.sheet
    table = Table(pen, frame.columns, sheet.left, sheet.room, _CELL, _CELL_HEAD, (1.2 * MM, 0.9 * MM))
    whole = 2 * len(lines)
    rows: list[Row] = []
    for line in lines:
        if len(rows) % STRIDE == 0:
            tell(progress, len(rows), whole)
        rows.append(row(table, line))
    if not rows:
        texts = [""] * len(frame.columns)
        texts[frame.words_at] = "Tidak ada surat."
        rows.append(table.row(texts, mark=_NONE))
    y = sheet.top + _HEAD_HEIGHT
    room = sheet.bottom - _FOOT_HEIGHT - table.head_height - y
    pages = table.fill(rows, room, room)
    so_far: Counter[str] = Counter()
    for place, page in enumerate(pages, start=1):
        tell(progress, min(whole, len(lines) + so_far.total()), whole)
        here = Counter(row.mark for row in page if row.begins)
        so_far += here
        _head(pen, frame.title, book)
        _rows(table, y, page)
        _foot(pen, book, here, so_far, f"Halaman {place} dari {len(pages)}")
        pen.turn_page()
    tell(progress, whole, whole)
    return pen.finish()


def line_row(table: Table, texts: Sequence[str], note: str, state: LineState, least: float = 0) -> Row:
    """A line of the book, its note last with what became of it; a void one is struck through."""
    void = state in (LineState.BATAL, LineState.DIBETULKAN)
    words = ": ".join(filter(None, (_STATE_WORDS[state], note)))
    return table.row((*texts, words), struck=(*[void] * len(texts), False), least=least, mark=state.value)


def _rows(table: Table, y: float, rows: Sequence[Row]) -> None:
    y = table.draw_head(y)
    for row in rows:
        y = table.draw(y, row)


def _head(pen: Pen, title: str, book: Book) -> None:
    sheet = pen.sheet
    kop.draw_small(pen, book.kop, sheet.room * 0.3)
    pen.write_middle(sheet.middle, sheet.top + _TITLE.size, title, _TITLE)
    words = " · ".join(filter(None, (f"Tahun {book.year}", book.period)))
    base = sheet.top + _TITLE.size + _PERIOD.leading + 2
    pen.write_middle(sheet.middle, base, words, pen.fitting(words, _PERIOD, sheet.room * 0.4, SMALLEST))


def _foot(pen: Pen, book: Book, here: Counter[str], so_far: Counter[str], page: str) -> None:
    sheet = pen.sheet
    y = sheet.bottom - _FOOT.leading - 4
    words = f"Jumlah surat halaman ini: {_sum(here)}    s.d. halaman ini: {_sum(so_far)}"
    pen.write(sheet.left, y, words, _SUM)
    foot.draw(pen, sheet.bottom - 3, book.printed, book.log_hash, page, style=_FOOT)


def _sum(counted: Counter[str]) -> str:
    letters = counted[LineState.TERBIT.value] + counted[LineState.DI_LUAR.value]
    others = [
        f"{words} {counted[state.value]}"
        for state, words in (
            (LineState.BATAL, "batal"),
            (LineState.DICADANGKAN, "dicadangkan"),
            (LineState.DIBETULKAN, "dibetulkan"),
        )
        if counted[state.value]
    ]
    return f"{letters} ({', '.join(others)})" if others else str(letters)
