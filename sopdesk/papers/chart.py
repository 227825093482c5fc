"""The picture of a report in black and white: what is late is black, the rest is told apart by lines."""

from collections.abc import Callable, Mapping
from typing import Final

from sopdesk.domain.report_sheets import STEPS, Bar, Chart, Tone
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import HAIR, Pen, Style
from sopdesk.papers.sheet import MM

_TITLE: Final = Style(Font.BOLD, 10)
_TEXT: Final = Style(Font.REGULAR, 8.5)
_ROW: Final = 6 * MM
_BAR: Final = 3.8 * MM
_HEAD: Final = 8 * MM
_COLUMNS: Final = 42 * MM  # the height of standing columns
_LABELS_MOST: Final = 0.34
_APART: Final = 1.3 * MM  # between the lines of a filling
_SIDE: Final = 3 * MM


def height(chart: Chart) -> float:
    """In points."""
    return _HEAD + (_COLUMNS + 10 * MM if chart.upright else _ROW * len(chart.bars))


def draw(pen: Pen, chart: Chart, x: float, y: float, width: float) -> float:
    """Draws the chart from ``y`` down; gives the y below it."""
    _head(pen, chart, x, y, width)
    below = y + _HEAD
    if chart.upright:
        _columns(pen, chart, x, below, width)
    else:
        _bars(pen, chart, x, below, width)
    return y + height(chart)


def _head(pen: Pen, chart: Chart, x: float, y: float, width: float) -> None:
    base = y + _TITLE.size
    pen.write(x, base, chart.title, _TITLE)
    right = x + width
    for series in reversed(chart.series):
        pen.write_right(right, base, series.name, _TEXT)
        right -= pen.width(series.name, _TEXT) + 1.5 * MM + _SIDE
        _fill(pen, right, base - 2.6 * MM, _SIDE, _SIDE, series.tone)
        right -= 5 * MM


def _bars(pen: Pen, chart: Chart, x: float, y: float, width: float) -> None:
    labels = min(max((pen.width(bar.label, _TEXT) for bar in chart.bars), default=0), width * _LABELS_MOST)
    words = max((pen.width(bar.words, _TEXT) for bar in chart.bars), default=0)
    left = x + labels + 3 * MM
    room = width - labels - words - 6 * MM
    for bar in chart.bars:
        base = y + _ROW / 2 + _TEXT.size * 0.36
        pen.write(x, base, pen.clipped(bar.label, _TEXT, labels), _TEXT)
        whole = max(1, sum(bar.parts) if chart.whole else chart.most)
        at = left
        for amount, series in zip(bar.parts, chart.series, strict=True):
            if amount:
                wide = max(room * amount / whole, 0.5 * MM)
                _fill(pen, at, y + (_ROW - _BAR) / 2, wide, _BAR, series.tone)
                at += wide
        pen.write((left + room if chart.whole else at) + 2 * MM, base, bar.words, _TEXT)
        y += _ROW


def _columns(pen: Pen, chart: Chart, x: float, y: float, width: float) -> None:
    top, bottom = y + 4 * MM, y + 4 * MM + _COLUMNS
    said = [f"{100 * n // STEPS} %" if chart.whole else str(chart.top * n // STEPS) for n in range(STEPS + 1)]
    left = x + max(pen.width(each, _TEXT) for each in said) + 2 * MM
    for n, each in enumerate(said):
        line = bottom - _COLUMNS * n / STEPS
        # Only the ground line is long: white columns would show the others through.
        pen.rule(left, line, x + width if n == 0 else left - 1 * MM, line, HAIR)
        pen.write_right(left - 2 * MM, line + _TEXT.size * 0.36, each, _TEXT)
    each_room = (x + width - left) / max(1, len(chart.bars))
    widest = max((pen.width(bar.label, _TEXT) for bar in chart.bars), default=0)
    skip = max(1, int(-(-(widest + 2 * MM) // each_room)))
    for n, bar in enumerate(chart.bars):
        place = left + n * each_room
        _column(pen, chart, bar, (place + each_room * 0.17, each_room * 0.66), bottom)
        if n % skip == 0:
            pen.write_middle(place + each_room / 2, bottom + 1.5 * MM + _TEXT.size, bar.label, _TEXT)
        if bar.words and pen.width(bar.words, _TEXT) < each_room:
            pen.write_middle(place + each_room / 2, top - 1 * MM, bar.words, _TEXT)


def _column(pen: Pen, chart: Chart, bar: Bar, across: tuple[float, float], bottom: float) -> None:
    x, width = across
    whole = max(1, sum(bar.parts) if chart.whole else chart.top)
    each = width / len(bar.parts) if chart.beside else width
    y = bottom
    for amount, series in zip(bar.parts, chart.series, strict=True):
        tall = _COLUMNS * amount / whole
        if amount:
            _fill(pen, x, y - tall, each, tall, series.tone)
        if chart.beside:
            x += each
        else:
            y -= tall


def _fill(pen: Pen, x: float, y: float, width: float, tall: float, tone: Tone) -> None:
    _LOOKS.get(tone, _empty)(pen, x, y, width, tall)
    pen.box(x, y, width, tall, HAIR)


def _empty(_pen: Pen, _x: float, _y: float, _width: float, _tall: float) -> None:
    """White paper."""


def _black(pen: Pen, x: float, y: float, width: float, tall: float) -> None:
    pen.filled(x, y, width, tall)


def _slanted(pen: Pen, x: float, y: float, width: float, tall: float) -> None:
    """Lines from lower left to upper right, each cut at the edges."""
    offset = _APART
    while offset < width + tall:
        x1, y1 = (x + offset, y) if offset <= width else (x + width, y + offset - width)
        x2, y2 = (x, y + offset) if offset <= tall else (x + offset - tall, y + tall)
        pen.rule(x1, y1, x2, y2, HAIR)
        offset += _APART * 1.4


def _upright(pen: Pen, x: float, y: float, width: float, tall: float) -> None:
    at = x + _APART
    while at < x + width:
        pen.rule(at, y, at, y + tall, HAIR)
        at += _APART


_LOOKS: Final[Mapping[Tone, Callable[[Pen, float, float, float, float], None]]] = {
    "terlambat": _black,
    "waspada": _black,
    "accent": _slanted,
    "ditunda": _upright,
}
