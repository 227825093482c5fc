"""Ruled tables that go on over pages: the head row again on each, a row split only where it must be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from sopdesk.papers.pen import RULE, Pen, Style
from sopdesk.papers.sheet import MM


class Align(Enum):
    """Where a cell's lines stand."""

    LEFT = 1
    MIDDLE = 2
    RIGHT = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``share`` is its part of the table's width."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its texts already in lines.

    ``struck`` says of each cell whether a line goes through it, ``least`` is the smallest height in points,
    ``mark`` is the paper's own. ``begins`` is false for what of a row went over to another page.
    """

    cells: tuple[tuple[str, ...], ...]
    struck: tuple[bool, ...] = ()
    least: float = 0
    mark: str = ""
    begins: bool = True

    @property
    def depth(self) -> int:
        """The number of lines of the deepest cell."""
        return max(map(len, self.cells))

    def split(self, depth: int) -> tuple["Row", "Row"]:
        """The first ``depth`` lines, and the rest."""
        above = tuple(cell[:depth] for cell in self.cells)
        below = tuple(cell[depth:] for cell in self.cells)
        return replace(self, cells=above, least=0), replace(self, cells=below, least=0, begins=False)


class Table:
    """A table between ``x`` and ``x + width`` points."""

    def __init__(
        self,
        pen: Pen,
        columns: Sequence[Column],
        x: float,
        width: float,
        text: Style,
        head: Style,
        pad: tuple[float, float] = (2 * MM, 1.6 * MM),
    ) -> None:
        self._pen = pen
        self._columns = columns
        self._text = text
        self._head = head
        self._across, self._down = pad
        whole = sum(column.share for column in columns)
        self._edges = [x]
        for column in columns:
            self._edges.append(self._edges[-1] + width * column.share / whole)

    @property
    def edges(self) -> tuple[float, ...]:
        """The x of each upright rule, from the table's left edge to its right one."""
        return tuple(self._edges)

    def row(
        self, texts: Sequence[str], *, struck: Sequence[bool] = (), least: float = 0, mark: str = ""
    ) -> Row:
        """The texts, one a column, broken into lines."""
        return Row(
            tuple(
                tuple(self._pen.lines(typed, self._text, self._room(place)))
                for place, typed in enumerate(texts)
            ),
            tuple(struck),
            least,
            mark,
        )

    def height(self, row: Row) -> float:
        """The height of the row in points."""
        return max(self._deep(row.depth), row.least)

    @property
    def head_height(self) -> float:
        """The height of the head row in points."""
        depth = max(
            len(self._pen.lines(column.title, self._head, self._room(place)))
            for place, column in enumerate(self._columns)
        )
        return depth * self._head.leading + 2 * self._down

    def draw_head(self, y: float) -> float:
        """Draws the head row; gives the y of its lower edge."""
        bottom = y + self.head_height
        for place, column in enumerate(self._columns):
            lines = self._pen.lines(column.title, self._head, self._room(place))
            base = (y + bottom - len(lines) * self._head.leading) / 2 + self._head.size
            middle = (self._edges[place] + self._edges[place + 1]) / 2
            for line in lines:
                self._pen.write_middle(middle, base, line, self._head)
                base += self._head.leading
        self._rules(y, bottom)
        return bottom

    def draw(self, y: float, row: Row, tall: float = 0) -> float:
        """Draws the row, at least ``tall`` points high; gives the y of its lower edge."""
        pen, style = self._pen, self._text
        bottom = y + max(self.height(row), tall)
        for place, lines in enumerate(row.cells):
            base = y + self._down + style.size
            left = self._edges[place] + self._across
            middle = (self._edges[place] + self._edges[place + 1]) / 2
            for line in lines:
                x = left
                if self._columns[place].align is Align.MIDDLE:
                    x = middle - pen.width(line, style) / 2
                elif self._columns[place].align is Align.RIGHT:
                    x = self._edges[place + 1] - self._across - pen.width(line, style)
                pen.write(x, base, line, style)
                if row.struck and row.struck[place]:
                    through = base - style.size * 0.32
                    pen.rule(x, through, x + pen.width(line, style), through)
                base += style.leading
        self._rules(y, bottom)
        return bottom

    def fill(self, rows: Sequence[Row], first: float, later: float) -> list[list[Row]]:
        """The rows by page: ``first`` points of room on the first page, ``later`` on the others."""
        pages: list[list[Row]] = [[]]
        left = first
        for whole in rows:
            row = whole
            while self.height(row) > left:
                if self.height(row) <= later and pages[-1]:
                    pages.append([])
                    left = later
                    continue
                fits = self.fits(left)
                if fits >= 1:
                    above, row = row.split(min(fits, max(row.depth - 1, 1)))
                    pages[-1].append(above)
                elif not pages[-1] and left >= later:
                    break  # not even a line fits on an empty page: nothing is gained by another
                pages.append([])
                left = later
            pages[-1].append(row)
            left -= self.height(row)
        return pages

    def fits(self, room: float) -> int:
        """How many lines of a row ``room`` points hold; less than one for none."""
        return int((room - 2 * self._down) // self._text.leading)

    def _deep(self, lines: int) -> float:
        return lines * self._text.leading + 2 * self._down

    def _room(self, place: int) -> float:
        return self._edges[place + 1] - self._edges[place] - 2 * self._across

    def _rules(self, y: float, bottom: float) -> None:
        self._pen.box(self._edges[0], y, self._edges[-1] - self._edges[0], bottom - y, RULE)
        for edge in self._edges[1:-1]:
            self._pen.rule(edge, y, edge, bottom, RULE)
