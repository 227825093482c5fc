"""Berita acara: minutes with numbered paragraphs, a table of facts, signers side by side, witnesses below."""

from collections.abc import Callable, Sequence
from functools import partial

from sopdesk.domain.dates import long_date
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import Signer
from sopdesk.domain.overviews import BeritaAcara
from sopdesk.papers import fitting, kop, prose, signer_cell
from sopdesk.papers.fitting import TINY
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, portrait
from sopdesk.papers.signer_cell import Cell
from sopdesk.papers.table import Column, Row, Table

NUMBER = "Nomor : "
NONE = "Nihil"
WITNESSED = "Mengetahui,"
GAP = 22 * MM  # for a signature and the stamp over it
TIGHT_GAP = 16 * MM  # where only so the blocks stay on the page of the words above them
_DATE = 1.4  # lines
_WITNESSED = 1.5
_TITLE_HEIGHT = 20 * MM
_NUMBER_HEIGHT = 12 * MM
_WIDE = 0.44  # of the width: a signature block
_RIGHT_FROM = 0.56
_AIR = 7 * MM
_FOOT = Style(Font.REGULAR, 7)
_PAD = (1.8 * MM, 1.2 * MM)

Drawing = Callable[[], object]


class _Flow:
    """What stands on which page, from above down; drawn when all of it is known."""

    def __init__(self, pen: Pen, y: float) -> None:
        self.pen = pen
        self.y = y
        self.bottom = pen.sheet.bottom - _FOOT.leading - 2 * MM
        self.pages: list[list[Drawing]] = [[]]

    @property
    def left(self) -> float:
        """The room on this page, in points."""
        return self.bottom - self.y

    @property
    def whole(self) -> float:
        """The room of an empty page."""
        return self.bottom - self.pen.sheet.top

    def turn(self) -> None:
        self.pages.append([])
        self.y = self.pen.sheet.top

    def keep(self, height: float) -> None:
        """Goes to a new page where so much has no room on this one."""
        if height > self.left and self.pages[-1]:
            self.turn()

    def add(self, draw: Drawing, height: float) -> None:
        self.pages[-1].append(draw)
        self.y += height


def render(value: BeritaAcara, layout: Layout) -> Rendered:
    """The minutes, on as many pages as they need. Signatures stand under the closing words, never alone."""
    pen = Pen(portrait(layout), value.title.strip() or "Berita acara")
    flow = _Flow(pen, _head(pen, value))
    body = Style(Font.REGULAR, pen.sheet.size)
    numbered = [
        f"{place}. {' '.join(words.split())}" for place, words in enumerate(value.paragraphs, start=1)
    ]
    _text(flow, (value.opening, *numbered), body)
    if value.head:
        flow.y += 0.5 * body.leading
        _table(flow, value, body)
    _closing(flow, value, body)
    for place, page in enumerate(flow.pages, start=1):
        for draw in page:
            draw()
        _foot(pen, value, place, len(flow.pages))
        pen.turn_page()
    return pen.finish()


def _head(pen: Pen, value: BeritaAcara) -> float:
    """Draws the letterhead, the title and the number of the first page."""
    sheet = pen.sheet
    y = kop.draw(pen, value.kop) + 8 * MM
    bold = Style(Font.BOLD, sheet.size + 1)
    title = fitting.balanced(pen, value.title, bold, sheet.room, _TITLE_HEIGHT)
    for place, line in enumerate(title.lines):
        base = y + title.style.size + place * title.style.leading
        pen.underline(sheet.middle - pen.width(line, title.style) / 2, base, line, title.style)
    y = fitting.write_middle(pen, sheet.middle, y, title)
    if value.number.strip():
        number = (NUMBER + value.number,)
        block = fitting.in_lines(pen, number, Style(Font.REGULAR, sheet.size), sheet.room, _NUMBER_HEIGHT)
        y = fitting.write_middle(pen, sheet.middle, y + 0.5 * MM, block)
    return y + _AIR


def _text(flow: _Flow, typed: Sequence[str], body: Style) -> None:
    paragraphs = prose.paragraphs(flow.pen, typed, body)
    if not paragraphs:
        return
    for place, page in enumerate(prose.pages(paragraphs, body, flow.left, flow.whole)):
        if place:
            flow.turn()
        if page:
            flow.add(partial(prose.draw, flow.pen, page, body, flow.y), prose.height(page, body))


def _table(flow: _Flow, value: BeritaAcara, body: Style) -> None:
    pen, sheet = flow.pen, flow.pen.sheet
    cell, head = Style(Font.REGULAR, body.size - 1.5), Style(Font.BOLD, body.size - 1.5)
    rows = value.rows or ((NONE, *[""] * (len(value.head) - 1)),)
    asked = [
        max(pen.width(words, head if not place else cell) for place, words in enumerate(column))
        + 2 * _PAD[0]
        + 0.5 * MM
        for column in zip(value.head, *rows, strict=True)
    ]
    shares = _shared(asked, sheet.room)
    columns = [Column(words, share) for words, share in zip(value.head, shares, strict=True)]
    table = Table(pen, columns, sheet.left, sheet.room, cell, head, _PAD)
    set_rows = [table.row(row) for row in rows]
    # The head never stands at the foot of a page without a line under it.
    flow.keep(table.head_height + table.height(set_rows[0].split(1)[0]))
    pages = table.fill(set_rows, flow.left - table.head_height, flow.whole - table.head_height)
    for place, page in enumerate(pages):
        if place:
            flow.turn()
        if page:
            height = table.head_height + sum(map(table.height, page))
            flow.add(partial(_rows, table, page, flow.y), height)
    flow.y += _AIR


def _shared(asked: Sequence[float], room: float) -> list[float]:
    """What each column gets: what it asks for, only the widest less where together they ask for too much."""
    widest = room
    rest, open_columns = room, len(asked)
    for ask in sorted(asked):
        widest = rest / open_columns
        if ask > widest:
            break
        rest, open_columns = rest - ask, open_columns - 1
    return [min(ask, widest) for ask in asked] if sum(asked) > room else list(asked)


def _rows(table: Table, rows: Sequence[Row], y: float) -> None:
    y = table.draw_head(y)
    for row in rows:
        y = table.draw(y, row)


def _closing(flow: _Flow, value: BeritaAcara, body: Style) -> None:
    pen, sheet = flow.pen, flow.pen.sheet
    paragraphs = prose.paragraphs(pen, (value.closing,), body)
    words = prose.height(paragraphs, body) if paragraphs else 0.0
    where = f"{value.place}, {long_date(value.day)}" if value.place.strip() else long_date(value.day)
    date = _DATE * body.leading
    for gap in (GAP, TIGHT_GAP, GAP):
        rows = _side_by_side(pen, value.signers, body, gap)
        others = _side_by_side(pen, value.witnesses, body, gap)
        whole = words + _AIR + date + _height(rows)
        whole += (_AIR + _WITNESSED * body.leading + _height(others)) if others else 0
        if whole <= flow.left:
            break
    first = date + _height(rows[:1])
    # All who sign stand together with the closing words, unless they are more than a page holds. Words so long
    # that they need a page of their own go on over pages as the text above does.
    if whole <= flow.whole:
        flow.keep(whole)
    elif words + _AIR + first <= flow.whole:
        flow.keep(words + _AIR + first)
    _text(flow, (value.closing,), body)
    flow.y += _AIR
    flow.keep(first)
    style = pen.fitting(where, body, _WIDE * sheet.room, TINY)
    x = sheet.left + _RIGHT_FROM * sheet.room
    flow.add(partial(pen.write, x, flow.y + body.size, where, style), _DATE * body.leading)
    _signatures(flow, rows)
    if others:
        flow.keep(_WITNESSED * body.leading + _height(others[:1]))
        base = flow.y + body.size
        alone = len(others[0]) == 1
        draw = (
            partial(pen.write, others[0][0][0], base, WITNESSED, body)
            if alone
            else partial(pen.write_middle, sheet.middle, base, WITNESSED, body)
        )
        flow.add(draw, _WITNESSED * body.leading)
        _signatures(flow, others)


def _height(rows: Sequence[Sequence[tuple[float, Cell]]]) -> float:
    return sum(_row_height(row) for row in rows) + _AIR * max(0, len(rows) - 1)


def _row_height(row: Sequence[tuple[float, Cell]]) -> float:
    deepest = max(cell.head.height or cell.style.leading for _, cell in row)
    return max(cell.height - (cell.head.height or cell.style.leading) + deepest for _, cell in row)


def _side_by_side(
    pen: Pen, signers: Sequence[Signer], body: Style, gap: float
) -> list[list[tuple[float, Cell]]]:
    """The blocks two in a row, each with its x; one that is left over stands in the middle below the others."""
    sheet = pen.sheet
    room = _WIDE * sheet.room
    cells = [signer_cell.cell(pen, signer, body.size, room, gap) for signer in signers]
    right = sheet.left + _RIGHT_FROM * sheet.room
    found = []
    for first in range(0, len(cells), 2):
        row = cells[first : first + 2]
        places = (sheet.left, right) if len(row) == 2 else (sheet.middle - _wide(pen, row[0]) / 2,)
        found.append(list(zip(places, row, strict=True)))
    return found


def _wide(pen: Pen, cell: Cell) -> float:
    blocks = (cell.head, cell.name, cell.foot)
    if not cell.name.lines:
        return cell.room
    return max(pen.width(line, block.style) for block in blocks for line in block.lines)


def _signatures(flow: _Flow, rows: Sequence[Sequence[tuple[float, Cell]]]) -> None:
    for row in rows:
        height = _row_height(row)
        flow.keep(height)
        deepest = max(cell.head.height or cell.style.leading for _, cell in row)
        for x, cell in row:
            # Names stand on one line, however many lines the positions have.
            deeper = deepest - (cell.head.height or cell.style.leading)
            flow.add(partial(signer_cell.draw, flow.pen, x, flow.y, cell, deeper), 0)
        flow.y += height + _AIR


def _foot(pen: Pen, value: BeritaAcara, place: int, count: int) -> None:
    sheet = pen.sheet
    base = sheet.bottom - 2
    page = f"halaman {place} dari {count}" if count > 1 else ""
    pen.write_right(sheet.right, base, page, _FOOT)
    if value.log_hash:
        room = sheet.room - pen.width(page, _FOOT) - 4 * MM
        words = f"Log {value.log_hash}"
        pen.write(sheet.left, base, words, pen.fitting(words, _FOOT, room, TINY))
