"""How rows go over pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.layout import Layout
from sopdesk.papers.fonts import Font
from sopdesk.papers.pen import Pen, Style
from sopdesk.papers.sheet import portrait
from sopdesk.papers.table import Column, Table

STYLE = Style(Font.REGULAR, 10)


def _table() -> Table:
    pen = Pen(portrait(Layout()), "Tabel")
    return Table(pen, (Column("Satu", 1), Column("Dua", 2)), 50, 300, STYLE, STYLE)


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=12),
    st.floats(-50, 400),
    st.floats(60, 600),
)
def test_every_line_is_on_a_page_once_and_every_page_holds_its_rows(
    depths: list[tuple[int, int]], first: float, later: float
) -> None:
    table = _table()
    rows = [
        table.row(("\n".join(f"a{n}.{i}" for i in range(left)), "\n".join(f"b{n}.{i}" for i in range(right))))
        for n, (left, right) in enumerate(depths)
    ]
    pages = table.fill(rows, first, later)
    for cell in (0, 1):
        printed = [line for page in pages for row in page for line in row.cells[cell]]
        assert printed == [line for row in rows for line in row.cells[cell]]
    assert sum(row.begins for page in pages for row in page) == len(rows)
    for place, page in enumerate(pages):
        assert sum(map(table.height, page)) <= (later if place else max(first, 0)) + 1e-6
        assert page or place == 0


@pytest.mark.parametrize("room", [0.0, 5.0])
def test_where_not_even_a_line_has_room_the_rows_still_come_out(room: float) -> None:
    table = _table()
    rows = [table.row(("satu", "dua"))] * 3
    assert [row for page in table.fill(rows, room, room) for row in page] == rows
