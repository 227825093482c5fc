"""The rows of a control sheet: each step with the codes that log it, and room for a pen."""

from datetime import datetime

from sopdesk.domain.dates import clock_time, short_date
from sopdesk.domain.letters import KendaliStep
from sopdesk.papers import code128
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import HAIR, RULE, Pen, Style
from sopdesk.papers.sheet import MM

LEAST = 16.5 * MM  # with bars of 6 mm, the two codes of a row one below the other
USUAL = 18.5 * MM
BLANK = 9.5 * MM  # room for a pen
HEAD = 9 * MM
_NUMBER_COLUMN = 9 * MM
_PARAF_COLUMN = 15 * MM
_NAME_COLUMN = 38 * MM
_PAD = 0.9 * MM
_DIGITS = Style(Font.REGULAR, 7.5)
_NUMBER = Style(Font.BOLD, 16)
_DESK = Style(Font.BOLD, 10)
_BRIEF = Style(Font.REGULAR, 8.5)
_SMALL = Style(Font.REGULAR, 7)
_TIME = Style(Font.REGULAR, 8.5)
_HEAD = Style(Font.BOLD, 8.5)
CUT = " …"
_BENEATH = 2.7 * MM  # the digits under a code
_APART = 1 * MM  # between the lower edge of one code of a row and the upper edge of the other


def least_room(digits: str) -> float:
    """The narrowest table, in points, that holds two codes of so many digits side by side."""
    return _NUMBER_COLUMN + _NAME_COLUMN + 2 * (code128.width(digits) + 2 * _PAD) + _PARAF_COLUMN


class Rows:
    """Draws the table's rows between ``x`` and ``x + width`` points, each ``tall`` points high."""

    def __init__(self, pen: Pen, x: float, width: float, code_width: float) -> None:
        self._pen = pen
        cell = code_width + 2 * _PAD
        name = width - _NUMBER_COLUMN - 2 * cell - _PARAF_COLUMN
        shares = (_NUMBER_COLUMN, name, cell, cell, _PARAF_COLUMN)
        self._edges = [x]
        for share in shares:
            self._edges.append(self._edges[-1] + share)

    def head(self, y: float) -> float:
        """The head row; gives the y of its lower edge."""
        titles = (
            ("No.", ""),
            ("Meja dan langkah", ""),
            ("Diterima", "pindai saat berkas diambil"),
            ("Diserahkan", "pindai saat berkas diteruskan"),
            ("Paraf", ""),
        )
        for place, (title, beneath) in enumerate(titles):
            middle = (self._edges[place] + self._edges[place + 1]) / 2
            base = y + (3.8 if beneath else 5.4) * MM
            self._pen.write_middle(middle, base, title, _HEAD)
            self._pen.write_middle(middle, base + 3.2 * MM, beneath, _SMALL)
        return self._rules(y, HEAD)

    def step(self, y: float, tall: float, step: KendaliStep, silence: str) -> float:
        """A step; ``silence`` stands where there is nothing to scan for *diterima*. Gives the lower edge."""
        pen = self._pen
        bars = (tall - 2 * _PAD - _BENEATH - _APART) / 2
        pen.write_middle((self._edges[0] + self._edges[1]) / 2, y + 7 * MM, str(step.no), _NUMBER)
        self._name(y, tall, step)
        # One above, the other below: a beam across the row meets one code only.
        line = y + tall - _PAD - 1.2 * MM
        if step.receive_code:
            self._code(2, y + _PAD, bars, step.receive_code)
            self._write(2, line, step.received)
        elif step.received:
            self._write(2, line, step.received)
        else:
            pen.write(self._edges[2] + 2 * MM, line, silence, _SMALL)
        self._write(3, y + 5.2 * MM, step.sent)
        if step.send_code:
            self._code(3, y + tall - _PAD - _BENEATH - bars, bars, step.send_code)
        return self._rules(y, tall)

    def blank(self, y: float) -> float:
        """A row to write on, for a step that the papers come back to."""
        pen, base = self._pen, y + 6 * MM
        pen.write(self._edges[1] + 2 * MM, base, "Langkah ……", _BRIEF)
        for column in (2, 3):
            self._write(column, base, None)
        return self._rules(y, BLANK)

    def _name(self, y: float, tall: float, step: KendaliStep) -> None:
        pen, x = self._pen, self._edges[1] + 2 * MM
        room = self._edges[2] - self._edges[1] - 4 * MM
        base = y + 1.5 * MM + _DESK.size
        foot = y + tall - 1.6 * MM
        waktu = f"Mutu baku {step.mutu_baku}" if step.mutu_baku.strip() else ""
        last = " · ".join(t for t in (waktu, step.note) if t.strip())
        style, lines = pen.block((step.desk,), _DESK, room, 2 * _DESK.leading)
        for line, _ in lines:
            pen.write(x, base, line, style)
            base += style.leading
        style, lines = pen.block((step.brief or step.kegiatan,), _BRIEF, room, foot - _SMALL.leading - base)
        for line, _ in lines:
            if base <= foot - (_SMALL.leading if last else 0):
                pen.write(x, base, line, style)
            base += style.leading
        pen.write(x, foot, pen.clipped(last, _SMALL, room), _SMALL)

    def _code(self, column: int, y: float, bars: float, digits: str) -> None:
        pen, left, right = self._pen, self._edges[column], self._edges[column + 1]
        plain = digits.replace(" ", "")
        pen.bars(plain, (left + right - code128.width(plain)) / 2, y, bars)
        pen.write_middle((left + right) / 2, y + bars + _DIGITS.size, digits, _DIGITS)

    def _write(self, column: int, base: float, when: datetime | None) -> None:
        """The time where it is known, else a line for it."""
        pen, left, right = self._pen, self._edges[column], self._edges[column + 1]
        if when is not None:
            words = f"{short_date(when.date())}  pukul {clock_time(when)}"
            pen.write_middle((left + right) / 2, base, words, _TIME)
            return
        label = "tgl/jam"
        pen.write(left + 2 * MM, base, label, _SMALL)
        pen.dots(left + 2 * MM + pen.width(label, _SMALL) + 1 * MM, base, right - 2 * MM)

    def _rules(self, y: float, tall: float) -> float:
        self._pen.box(self._edges[0], y, self._edges[-1] - self._edges[0], tall, RULE)
        for edge in self._edges[1:-1]:
            self._pen.rule(edge, y, edge, y + tall, HAIR)
        return y + tall
