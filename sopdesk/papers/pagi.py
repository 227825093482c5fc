"""The morning list: what is late, due today, close, and about to arrive, on one page with room for a word each."""

from dataclasses import dataclass, replace

from sopdesk.domain.dates import day_date, long_moment
from sopdesk.domain.layout import Layout
from sopdesk.domain.overviews import DaftarPagi, MorningLine, MorningPart
from sopdesk.papers import fitting, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, SAFE_BOTTOM, portrait
from sopdesk.papers.table import Column, Row, Table

TITLE = "DAFTAR PAGI"
NONE = "Tidak ada berkas yang mendesak pagi ini."
TITLE_LINES = 2
MOST_DUTIES = 6
_COLUMNS = (
    Column("Waktu", 42),
    Column("Berkas", 74),
    Column("Di meja: langkah", 52),
    Column("Catatan", 22),
)
_TITLE = Style(Font.BOLD, 14)
_WORDS = Style(Font.REGULAR, 10.5)
_PART = Style(Font.BOLD, 10.5)
_CELL = Style(Font.REGULAR, 9)
_HEAD = Style(Font.BOLD, 9)
_FOOT = Style(Font.REGULAR, 7.5)
_PAD = (1.6 * MM, 1.1 * MM)
_BAND = 7.5 * MM  # a heading with its room
_GAP = 4 * MM
_MARK = 2.6 * MM
_APART = 1.6 * MM  # the mark from its words
_FILLED = {"terlambat": 1.0, "waspada": 0.5}
_KOP = 0.45  # of the width
_RULE = 0.5 * MM


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    rows: tuple[tuple[MorningLine, Row], ...]


def render(value: DaftarPagi, layout: Layout) -> Rendered:
    """The list. What does not fit on the page is counted in a line at its end: the most pressing come first."""
    # It is read aloud and thrown away, not bound: the margins of letters would only cost a dozen rows.
    whole = portrait(layout)
    side = SAFE + _RULE  # the frame is drawn on the edge, half of it outside
    sheet = replace(whole, top=SAFE, left=side, right=whole.width - side, bottom=whole.height - SAFE_BOTTOM)
    pen = Pen(sheet, "Daftar pagi")
    table = Table(pen, _COLUMNS, sheet.left, sheet.room, _CELL, _HEAD, _PAD)
    parts = [_set(pen, table, part) for part in value.parts if part.lines]
    y = _head(pen, value)
    duties = value.duties[:MOST_DUTIES]
    below = (_BAND + len(duties) * _WORDS.leading + _GAP) if duties else 0.0
    bottom = sheet.bottom - 2 * _FOOT.leading - below
    if parts:
        y = _lines(pen, table, parts, table.draw_head(y), bottom)
    else:
        pen.write_middle(sheet.middle, y + 8 * MM, NONE, _WORDS)
        y += 8 * MM
    _duties(pen, duties, len(value.duties) - len(duties), y + _GAP)
    pen.write(sheet.left, sheet.bottom - 2, f"Dicetak {long_moment(value.printed)}", _FOOT)
    pen.write_right(sheet.right, sheet.bottom - 2, "halaman 1 dari 1", _FOOT)
    pen.turn_page()
    return pen.finish()


def _set(pen: Pen, table: Table, part: MorningPart) -> _Part:
    rooms = [
        after - before - 2 * _PAD[0] for before, after in zip(table.edges, table.edges[1:], strict=False)
    ]
    rows = []
    for line in part.lines:
        code = pen.clipped(" · ".join(filter(None, (line.code, line.sop))), _CELL, rooms[1])
        cells = (
            fitting.few(pen, line.words, _time_style(line), rooms[0] - _MARK - _APART, 2),
            (*fitting.few(pen, line.title, _CELL, rooms[1], TITLE_LINES), code),
            fitting.few(pen, line.where, _CELL, rooms[2], 3),
            (),
        )
        rows.append((line, Row(cells)))
    return _Part(part.title, tuple(rows))


def _head(pen: Pen, value: DaftarPagi) -> float:
    sheet = pen.sheet
    below = kop.draw_small(pen, value.kop, _KOP * sheet.room)
    y = max(below, sheet.top) + 7 * MM
    pen.write_middle(sheet.middle, y, TITLE, _TITLE)
    y += _WORDS.leading + 1
    for words in (day_date(value.printed.date()), value.chosen):
        pen.write_middle(sheet.middle, y, words, pen.fitting(words, _WORDS, sheet.room, fitting.TINY))
        y += _WORDS.leading
    return y


def _lines(pen: Pen, table: Table, parts: list[_Part], y: float, bottom: float) -> float:
    left = {part.name: len(part.rows) for part in parts}
    limit = bottom - _WORDS.leading  # of the line that counts the rest
    for part in parts:
        if y + _BAND + table.height(part.rows[0][1]) > limit:
            break
        title = pen.clipped(f"{part.name} ({len(part.rows)})", _PART, pen.sheet.room - 2 * _PAD[0])
        pen.write(pen.sheet.left + _PAD[0], y + 0.68 * _BAND, title, _PART)
        pen.box(pen.sheet.left, y, pen.sheet.room, _BAND)
        y += _BAND
        for line, row in part.rows:
            if y + table.height(row) > limit:
                break
            y = _line(pen, table, y, line, row)
            left[part.name] -= 1
        else:
            continue
        break
    if any(left.values()):
        rest = ", ".join(f"{count} {name.lower()}" for name, count in left.items() if count)
        words = f"dan {sum(left.values())} berkas lain ({rest}); lihat Hari ini di program."
        y += _WORDS.leading
        pen.write(pen.sheet.left, y, words, pen.fitting(words, _WORDS, pen.sheet.room, fitting.TINY))
    return y


def _line(pen: Pen, table: Table, y: float, line: MorningLine, row: Row) -> float:
    # The mark stands before the time, so the lines of that cell are written here.
    words, *others = row.cells
    bottom = table.draw(y, Row(((), *others)), table.height(row))
    x, base = pen.sheet.left + _PAD[0], y + _PAD[1] + _CELL.size
    pen.mark(x, base - 0.78 * _CELL.size, _MARK, filled=_FILLED.get(line.level, 0.0))
    for text in words:
        pen.write(x + _MARK + _APART, base, text, _time_style(line))
        base += _CELL.leading
    return bottom


def _time_style(line: MorningLine) -> Style:
    return _HEAD if line.level in _FILLED else _CELL


def _duties(pen: Pen, duties: tuple[str, ...], more: int, y: float) -> None:
    if not duties:
        return
    left = pen.sheet.left
    count = f" ({more} lagi di program)" if more else ""
    pen.write(left, y + 0.68 * _BAND, f"Tugas berkala yang harus dimulai{count}", _PART)
    y += _BAND + _WORDS.size - 2
    for words in duties:
        pen.write(left, y, pen.clipped(pen.flat(words), _WORDS, pen.sheet.room), _WORDS)
        y += _WORDS.leading
