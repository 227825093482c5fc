"""Tables on their way out, read back as other programs read them."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.spreadsheet import TEXT_MOST, Cell, Table, cell_text
from sopdesk.exchange import csv_in, csv_out, xlsx_in, xlsx_out
from sopdesk.exchange.guard import marked, needs_mark, unmarked

MADE = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=7)))
TRAPS = ("=1+1", "=cmd|'/c calc'!A1", "+62 812", "-5", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1")
FIGURES = ("0012", "197001011990031001", "1E5", "12/7", "1-2", "12/07/2026")


def table(*rows: tuple[Cell, ...], titles: tuple[str, ...] = ("No.", "Isi")) -> Table:
    return Table("Agenda surat keluar 2026", titles, rows)


def sheet(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.parametrize("text", [*TRAPS, *FIGURES, "000.7/12", "Undangan\nrapat"])
def test_text_is_text_in_xlsx(text: str) -> None:
    cell = sheet(xlsx_out.render(table(("1", text)), MADE))["B2"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value == cell_text(text)
    with zipfile.ZipFile(io.BytesIO(xlsx_out.render(table(("1", text)), MADE))) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", [*TRAPS, *FIGURES])
def test_text_that_looks_like_more_is_marked_in_csv_and_comes_back(text: str) -> None:
    data = csv_out.render(table(("a", text)))
    field = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1][1]
    assert field == "'" + cell_text(text)
    assert unmarked(field) == cell_text(text)


@pytest.mark.parametrize(
    "text", ["000.7.2.4/12/Kec.PB/2026", "12.a", "Para Kepala Desa", "'kutipan", "1.5", "25"]
)
def test_plain_text_is_not_marked(text: str) -> None:
    assert marked(text) == text


@given(st.text())
def test_mark_is_taken_off_exactly_where_it_was_put(text: str) -> None:
    assert unmarked(marked(text)) == text
    assert needs_mark(text) == (marked(text) != text)


def test_values_keep_their_kind() -> None:
    row: tuple[Cell, ...] = (12, Decimal("1.5"), date(2026, 3, 1), MADE, None, "")
    data = xlsx_out.render(table(row, titles=("a", "b", "c", "d", "e", "f")), MADE)
    found = sheet(data)
    assert [found.cell(2, n).value for n in range(1, 7)] == [
        12,
        1.5,
        datetime(2026, 3, 1),  # noqa: DTZ001 - a worksheet knows no zone
        datetime(2026, 11, 23, 10, 30),  # noqa: DTZ001
        None,
        None,
    ]
    assert found["C2"].number_format == "dd/mm/yyyy"
    assert found.freeze_panes == "A2"
    assert found.title == "Agenda surat keluar 2026"
    text = csv_out.render(table(row, titles=("a", "b", "c", "d", "e", "f"))).decode("utf-8-sig")
    assert text == "a;b;c;d;e;f\r\n12;1,5;01/03/2026;23/11/2026 10:30;;\r\n"


def test_csv_is_what_indonesian_programs_open() -> None:
    data = csv_out.render(table(("1", 'Kepala "BAPPEDA"; Sekda')))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == 'No.;Isi\r\n1;"Kepala ""BAPPEDA""; Sekda"\r\n'


def test_same_table_gives_the_same_bytes() -> None:
    assert xlsx_out.render(table(("1", "a")), MADE) == xlsx_out.render(table(("1", "a")), MADE)


def test_too_long_text_is_cut_with_a_mark_and_old_dates_are_text() -> None:
    found = sheet(xlsx_out.render(table(("😀" * 20_000, date(1899, 12, 31))), MADE))
    assert found["A2"].value.endswith("… (dipotong)")
    assert len(found["A2"].value.encode("utf-16-le")) // 2 <= TEXT_MOST
    assert found["B2"].value == "31/12/1899"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Agenda: 2026/1 [x]", "Agenda 2026 1 x"),
        ("'a'", "a"),
        ("", "Tabel"),
        ("History", "Tabel"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_has_a_name_that_it_may_have(name: str, kept: str) -> None:
    assert xlsx_out.sheet_name(name) == kept


# Text as it can come out of any cell, control characters and lone surrogates too.
cells: st.SearchStrategy[Cell] = st.one_of(
    st.text(st.characters(), max_size=30),
    st.integers(-(10**12), 10**12),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1850, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.none(),
)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=6))
def test_whatever_stands_in_a_table_is_written_and_read_back(rows: list[list[Cell]]) -> None:
    made = table(*map(tuple, rows), titles=("a", "b", "c", "d"))
    [back] = xlsx_in.read(xlsx_out.render(made, MADE), "t.xlsx")
    for row in back.rows[1:]:
        for was, found in zip(rows[row.number - 2], row.cells, strict=False):
            if isinstance(was, str):
                # XML keeps line ends only roughly, and space around is nobody's wish.
                assert " ".join(str(found or "").split()) == " ".join(cell_text(was).split())
            if isinstance(was, int):
                assert found == was
    again = csv_in.read(csv_out.render(made), "t.csv")
    assert list(again.rows[0].cells) == ["a", "b", "c", "d"]
    told = {row.number - 2: row.cells for row in again.rows[1:]}
    for number, was_row in enumerate(rows):
        for column, was in enumerate(was_row):
            if isinstance(was, str) and cell_text(was).strip():
                assert told[number][column] == cell_text(was).strip()
