"""Lembar disposisi: half a sheet that goes with an incoming letter, two on one sheet (norms 1.5).

With a block of the second level, or with very much on it, the form takes a whole sheet; on half sheets the second
level is a page of its own, for the back.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sopdesk.domain.dates import long_date
from sopdesk.domain.forms import LembarDisposisi, Tick
from sopdesk.domain.layout import Layout
from sopdesk.papers import bands, boxes, disposition_level, fitting, form_kop, halves
from sopdesk.papers.bands import Band, Measure
from sopdesk.papers.disposition_level import PAD
from sopdesk.papers.fitting import TINY, Block
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import RULE, Pen, Rendered, Style
from sopdesk.papers.qr import quiet
from sopdesk.papers.sheet import MM, Sheet

TITLE = "LEMBAR DISPOSISI"
CONTINUED = "DISPOSISI LANJUTAN"
COPIES = ("lembar 1 untuk surat", "lembar 2 arsip")
QR_SIDE = 22 * MM
LARGEST = 1.12  # of a form that has a whole sheet
READABLE = 0.7  # 6.5 points; a form that would be set smaller takes a whole sheet
_TITLE = Style(Font.BOLD, 12)
_FOOT = Style(Font.REGULAR, 6.5)
_LABEL = 23.0  # millimetres, as all below but what is in points
_WORDS = 9.5  # points
_HEAD = 8.5  # points
_ROW = 6.6
_VALUE_HEIGHT = 12.0
_SUBJECT_HEIGHT = 19.0
_NUMBER = 12.0  # points: the agenda number is what people look for


def render(sheets: Sequence[LembarDisposisi], layout: Layout, *, half: bool = False) -> Rendered:
    """The forms. A single one on whole sheets comes twice, for the letter and for the file."""
    page = halves.single(layout) if half else halves.whole(layout)
    pen = Pen(page, "Lembar disposisi")
    copies = [(sheet, "") for sheet in sheets]
    if len(sheets) == 1 and not half:
        copies = [(sheets[0], words) for words in COPIES]
    if half:
        for sheet, words in copies:
            _on_half(pen, sheet, words)
        return pen.finish()
    waiting: list[tuple[LembarDisposisi, str]] = []
    for sheet, words in copies:
        if sheet.second is not None or _crowded(sheet, layout):
            _form(pen, sheet, halves.whole(layout), words, two=True)
            pen.turn_page()
            continue
        waiting.append((sheet, words))
        if len(waiting) == 2:
            _pair(pen, waiting, layout)
            waiting.clear()
    if waiting or not copies:
        _pair(pen, waiting, layout)
    return pen.finish()


def _crowded(sheet: LembarDisposisi, layout: Layout) -> bool:
    """Whether the form has so much on it that on half a sheet it could hardly be read."""
    # Set on a pen that is thrown away: the height of a form is known only when its head is drawn.
    area = min(halves.both(layout), key=lambda half: half.bottom - half.top)
    return _form(Pen(area, TITLE), sheet, area, COPIES[0], two=False) < READABLE


def _pair(pen: Pen, sheets: Sequence[tuple[LembarDisposisi, str]], layout: Layout) -> None:
    halves.draw_cut(pen)
    for area, (sheet, words) in zip(halves.both(layout), sheets, strict=False):
        _form(pen, sheet, area, words, two=False)
    pen.turn_page()


def _on_half(pen: Pen, sheet: LembarDisposisi, words: str) -> None:
    _form(pen, sheet, pen.sheet, words, two=False)
    pen.turn_page()
    if sheet.second is None:
        return
    area = pen.sheet
    title = f"{CONTINUED} · No. agenda {sheet.agenda_number}"
    style = pen.fitting(title, _TITLE, area.room, TINY)
    pen.write_middle(area.middle, area.top + _TITLE.size, title, style)
    top = area.top + _TITLE.leading + 1 * MM
    second = sheet.second
    bands.draw_ruled(pen, bands.set_in(pen, area, top, lambda of: disposition_level.bands(of, second)))
    pen.turn_page()


def _form(pen: Pen, sheet: LembarDisposisi, area: Sheet, copy: str, *, two: bool) -> float:
    """Draws a form; gives the scale in which it is set."""
    right, lowest = area.right, area.top
    if sheet.scan:
        # The quiet zone is white and may lie in the margin: the modules end at the edges of the form.
        edge = quiet(sheet.scan, QR_SIDE)
        pen.qr(sheet.scan, area.right - QR_SIDE + edge, area.top - edge, QR_SIDE)
        right -= QR_SIDE - 2 * edge + 4 * MM
        lowest += QR_SIDE - 2 * edge + 1 * MM
    y = form_kop.draw(pen, sheet.kop, area.left, right, area.top) + 1.4 * MM
    pen.write_middle((area.left + right) / 2, y + _TITLE.size, TITLE, _TITLE)
    top = max(y + _TITLE.leading + 1 * MM, lowest)
    inner = replace(area, bottom=area.bottom - _FOOT.leading) if copy else area
    found = bands.set_in(pen, inner, top, partial(_bands, sheet, two), LARGEST if two else 1.0)
    bands.draw_ruled(pen, found)
    if copy:
        pen.write_right(area.right, area.bottom - 2, copy, _FOOT)
    return found.scale


def _bands(sheet: LembarDisposisi, two: bool, of: Measure) -> list[Band]:
    day = long_date(sheet.letter_day) if sheet.letter_day else ""
    found = [
        _facts(of, ("Surat dari", sheet.sender), ("Diterima tgl", long_date(sheet.received))),
        _facts(of, ("No. surat", sheet.letter_number), ("No. agenda", sheet.agenda_number)),
        _natures(of, ("Tgl. surat", day), sheet.natures),
    ]
    if sheet.enclosure or sheet.code:
        found.append(_facts(of, ("Lampiran", sheet.enclosure), ("Kode", sheet.code)))
    found.append(_subject(of, sheet.subject))
    found += disposition_level.bands(of, sheet.first)
    if two and sheet.second is not None:
        found += disposition_level.bands(of, sheet.second, CONTINUED)
    return found


def _value(of: Measure, words: str, room: float) -> Block:
    return fitting.in_lines(of.pen, (words,), of.style(_WORDS), room, of.mm(_VALUE_HEIGHT))


def _half(of: Measure) -> float:
    """The room for a value in half the form's width, in points."""
    return of.area.room / 2 - of.mm(_LABEL) - of.mm(PAD)


def _height(of: Measure, *heights: float) -> float:
    return max(of.mm(_ROW), *(height + of.mm(1.6) for height in heights))


def _facts(of: Measure, left: tuple[str, str], right: tuple[str, str]) -> Band:
    values = [_value(of, words, _half(of)) for _, words in (left, right)]
    if right[0] == "No. agenda":
        # The number is what people look for, and must equal the register's.
        bold = of.style(_NUMBER, Font.BOLD)
        values[1] = fitting.in_lines(of.pen, (right[1],), bold, _half(of), of.mm(_VALUE_HEIGHT))

    def draw(y: float, height: float) -> None:
        of.pen.rule(of.area.middle, y, of.area.middle, y + height, RULE)
        for x, (label, _), value in zip((of.area.left, of.area.middle), (left, right), values, strict=True):
            top = y + (height - tall) / 2 + first - value.style.size
            _write(of, x, top, label, value)

    first = max(value.style.size for value in values)
    tall = max(value.height for value in values)
    return Band(_height(of, *(value.height for value in values)), draw)


def _natures(of: Measure, left: tuple[str, str], ticks: tuple[Tick, ...]) -> Band:
    value = _value(of, left[1], _half(of))
    found = boxes.in_a_row(of.pen, ticks, of.style(_HEAD), of.area.room / 2 - of.mm(_LABEL) - of.mm(PAD))

    def draw(y: float, height: float) -> None:
        x = of.area.middle
        of.pen.rule(x, y, x, y + height, RULE)
        top = y + (height - tall) / 2
        _write(of, of.area.left, top, left[0], value)
        _write(of, x, top, "Sifat", Block(of.style(_HEAD), ()))
        boxes.draw_all(of.pen, x + of.mm(_LABEL), top, found)

    tall = max(value.height, found.height)
    return Band(_height(of, tall), draw)


def _subject(of: Measure, words: str) -> Band:
    room = of.area.room - of.mm(_LABEL) - of.mm(PAD)
    value = fitting.in_lines(of.pen, (words,), of.style(_WORDS), room, of.mm(_SUBJECT_HEIGHT))

    def draw(y: float, height: float) -> None:
        _write(of, of.area.left, y + (height - value.height) / 2, "Perihal", value)

    return Band(max(of.mm(10), _height(of, value.height)), draw)


def _write(of: Measure, x: float, top: float, label: str, value: Block) -> None:
    """Writes a label and, beside it, its value from ``top`` down, their first lines on one baseline."""
    style = of.style(_HEAD)
    base = top + value.style.size
    of.pen.write(x + of.mm(PAD), base, label, style)
    of.pen.write(x + of.mm(_LABEL) - of.mm(2.4), base, ":", style)
    fitting.write(of.pen, x + of.mm(_LABEL), top, value)
