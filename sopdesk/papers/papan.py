"""The board on paper: landscape, a column for each desk, its cards late first, in black and white."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sopdesk.domain.dates import long_moment
from sopdesk.domain.layout import Layout
from sopdesk.domain.overviews import BoardCard, PapanCetak
from sopdesk.papers import fitting, kop
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import HAIR, SMALLEST, Pen, Rendered, Style
from sopdesk.papers.sheet import MM, SAFE, Sheet, landscape

TITLE = "PAPAN BERKAS"
NARROWEST = 34 * MM  # of a column; more desks than the sheet holds stand on more sheets
TITLE_LINES = 4  # of a card; the code tells the rest
_HEAD = 13 * MM
_DESK = 7 * MM  # the height of a column's head
_GAP = 2.5 * MM
_PAD = 1.6 * MM
_MARK = 2.6 * MM
_APART = 0.7 * MM  # between title, step and clock
_TITLE = Style(Font.BOLD, 13)
_CHOSEN = Style(Font.REGULAR, 10)
_NAME = Style(Font.BOLD, 9.5)
_LEAST_NAME = 7.5
_CODE = Style(Font.BOLD, 8)
_TEXT = Style(Font.REGULAR, 8)
_CLOCK = Style(Font.BOLD, 8)
_FOOT = Style(Font.REGULAR, 7.5)
_LATE, _WARNING = "terlambat", "waspada"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A card with its texts in lines."""

    card: BoardCard
    code: str
    sop: str
    title: tuple[str, ...]
    step: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def height(self) -> float:
        """In points."""
        lines = len(self.title) + len(self.step) + len(self.words)
        return 2 * _PAD + _CODE.leading + lines * _TEXT.leading + 2 * _APART


@dataclass(frozen=True, slots=True)
class _Stack:
    """Cards of a desk that stand below each other in one column."""

    head: str
    cards: tuple[_Drawn, ...]


def render(value: PapanCetak, layout: Layout) -> Rendered:
    """The board. Desks with more cards than a column holds go on behind the columns of the others."""
    # It is pinned to a wall and not bound: the wide margin of the books would only cost a row of cards.
    sheet = replace(landscape(layout), top=max(layout.top * MM, SAFE))
    pen = Pen(sheet, "Papan berkas")
    most = max(1, int((sheet.room + _GAP) // (NARROWEST + _GAP)))
    across = max(1, min(most, len(value.columns)))
    width = (sheet.room - (across - 1) * _GAP) / across
    tall = sheet.bottom - 2 * _FOOT.leading - sheet.top - _HEAD - _DESK - _GAP
    firsts: list[_Stack] = []
    rests: list[_Stack] = []
    for column in value.columns:
        late = sum(card.level == _LATE for card in column.cards)
        count = f"{len(column.cards)}, terlambat {late}" if late else str(len(column.cards))
        first, *others = _stacks([_set(pen, card, width) for card in column.cards], tall)
        firsts.append(_Stack(f"{column.desk} · {count}", first))
        rests += [_Stack(f"{column.desk} (lanjutan)", cards) for cards in others]
    stacks = firsts + rests
    # All heads in one size, as far as one with very long words does not make the others hard to read.
    heads = [_NAME, *(pen.fitting(stack.head, _NAME, width, _LEAST_NAME) for stack in stacks)]
    name = min(heads, key=lambda style: style.size)
    pages = [stacks[at : at + across] for at in range(0, len(stacks), across)] or [[]]
    for place, page in enumerate(pages, start=1):
        _head(pen, value)
        for order, stack in enumerate(page):
            _column(pen, sheet.left + order * (width + _GAP), width, stack, name)
        _foot(pen, value, f"Halaman {place} dari {len(pages)}")
        pen.turn_page()
    return pen.finish()


def _set(pen: Pen, card: BoardCard, width: float) -> _Drawn:
    room = width - 2 * _PAD
    sop = pen.clipped(card.sop, _TEXT, room * 0.5)
    code = pen.clipped(card.code, _CODE, room - pen.width(sop, _TEXT) - 1 * MM)
    return _Drawn(
        card,
        code,
        sop,
        fitting.few(pen, card.title, _TEXT, room, TITLE_LINES),
        fitting.few(pen, card.step, _TEXT, room, 2),
        fitting.few(pen, card.words, _CLOCK, room - _MARK - 1 * MM, 2),
    )


def _stacks(cards: Sequence[_Drawn], tall: float) -> list[tuple[_Drawn, ...]]:
    """The cards by column of ``tall`` points; at least one column, perhaps empty."""
    done: list[list[_Drawn]] = [[]]
    left = tall
    for card in cards:
        if card.height > left and done[-1]:
            done.append([])
            left = tall
        done[-1].append(card)
        left -= card.height + _GAP
    return [tuple(stack) for stack in done]


def _head(pen: Pen, value: PapanCetak) -> None:
    sheet = pen.sheet
    kop.draw_small(pen, value.kop, sheet.room * 0.28)
    pen.write_middle(sheet.middle, sheet.top + _TITLE.size, TITLE, _TITLE)
    words = value.chosen or "Semua berkas"
    base = sheet.top + _TITLE.size + _CHOSEN.leading + 1
    pen.write_middle(sheet.middle, base, words, pen.fitting(words, _CHOSEN, sheet.room * 0.42, SMALLEST))


def _column(pen: Pen, x: float, width: float, stack: _Stack, head: Style) -> None:
    y = pen.sheet.top + _HEAD
    name = pen.fitting(stack.head, head, width, 5.0)
    pen.write(x, y + _DESK - 2.4 * MM, pen.clipped(stack.head, name, width), name)
    pen.rule(x, y + _DESK - 1 * MM, x + width, y + _DESK - 1 * MM, 1.5)
    y += _DESK + 1 * MM
    for drawn in stack.cards:
        _card(pen, x, y, width, drawn)
        y += drawn.height + _GAP


def _card(pen: Pen, x: float, y: float, width: float, drawn: _Drawn) -> None:
    level = drawn.card.level
    # Whatever is late has a heavier edge as well as its mark and its words: no colour is needed.
    pen.box(x, y, width, drawn.height, 1.6 if level == _LATE else HAIR)
    base = y + _PAD + _CODE.size
    pen.write(x + _PAD, base, drawn.code, _CODE)
    pen.write_right(x + width - _PAD, base, drawn.sop, _TEXT)
    base += _CODE.leading
    for lines in (drawn.title, drawn.step):
        for line in lines:
            pen.write(x + _PAD, base, line, _TEXT)
            base += _TEXT.leading
        base += _APART
    if drawn.words:
        pen.mark(x + _PAD, base - 0.75 * _CLOCK.size, _MARK, filled=_FILLED.get(level, 0))
    for line in drawn.words:
        pen.write(x + _PAD + _MARK + 1 * MM, base, line, _CLOCK)
        base += _CLOCK.leading


_FILLED = {_LATE: 1.0, _WARNING: 0.5}


def _foot(pen: Pen, value: PapanCetak, page: str) -> None:
    sheet = pen.sheet
    y = sheet.bottom - 2
    pen.write(sheet.left, y, f"Dicetak tgl {long_moment(value.printed)}", _FOOT)
    _legend(pen, sheet, y)
    pen.write_right(sheet.right, y, page, _FOOT)


def _legend(pen: Pen, sheet: Sheet, y: float) -> None:
    parts = (("terlambat", 1.0), ("waspada", 0.5), ("lainnya", 0.0))
    wide = sum(pen.width(words, _FOOT) + _MARK + 6 * MM for words, _ in parts)
    x = sheet.middle - wide / 2
    for words, filled in parts:
        pen.mark(x, y - 0.75 * _FOOT.size, _MARK, filled=filled)
        pen.write(x + _MARK + 1 * MM, y, words, _FOOT)
        x += _MARK + pen.width(words, _FOOT) + 6 * MM
