"""Files that come in: of every make, and broken in every way."""

import codecs
import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.spreadsheet import SheetRow
from sopdesk.exchange import csv_in, limits, xlsx_in

WORDS = "No;Perihal\n1;Undangan – café\n"


def xlsx(*rows: tuple[Any, ...], merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode("utf-8"),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("cp1252"),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.replace("\n", "\r\n").encode("utf-8"),
        WORDS.replace("\n", "\r").encode("utf-8"),
        WORDS.replace(";", ",").encode("utf-8"),
        WORDS.replace(";", "\t").encode("utf-8"),
    ],
)
def test_letters_and_separator_are_found_out(data: bytes) -> None:
    assert csv_in.read(data, "b.csv").rows == (
        SheetRow(1, ("No", "Perihal")),
        SheetRow(2, ("1", "Undangan – café")),
    )


def test_separator_is_the_one_that_parts_evenly_not_the_one_that_is_frequent() -> None:
    text = "No;Kepada\n1;Kades A, B, C, D\n2;Camat, di tempat\n3;Bupati\n"
    assert csv_in.separator_of(text) == ";"
    assert [row.cells[0] for row in csv_in.read(text.encode(), "b.csv").rows] == ["No", "1", "2", "3"]


def test_rows_have_the_numbers_that_the_spreadsheet_shows() -> None:
    data = b'No,Isi\n\n,\n3,"dua\nbaris"\n4,x\n'
    assert [(row.number, row.cells) for row in csv_in.read(data, "b.csv").rows] == [
        (1, ("No", "Isi")),
        (4, ("3", "dua\nbaris")),
        (5, ("4", "x")),
    ]
    assert csv_in.read(b"sep=|\nNo|Isi\n1|a;b;c\n", "b.csv").rows == (
        SheetRow(2, ("No", "Isi")),
        SheetRow(3, ("1", "a;b;c")),
    )


def test_values_of_a_worksheet_are_read_with_their_kind() -> None:
    when = datetime(2024, 3, 1)  # noqa: DTZ001 - a worksheet knows no zone
    data = xlsx(("AGENDA SURAT MASUK",), (), ("No", "Tgl"), (12.0, when), ("=1+1", 1.5), merged="A1:B1")
    [sheet] = xlsx_in.read(data, "b.xlsx")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("AGENDA SURAT MASUK",)),
        (3, ("No", "Tgl")),
        (4, (12, when)),
        # A formula that no program has reckoned shows nothing; the formula itself is never read.
        (5, (None, 1.5)),
    ]


def refused(data: bytes, read: Any, reason: str) -> None:
    with pytest.raises(Refused) as found:
        read(data, "buku.xlsx")
    assert found.value.rule is Rule.BAD_FILE
    assert reason in str(found.value.data["reason"])
    assert found.value.data["file"] == "buku.xlsx"


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "."), data)
    return out.getvalue()


def test_what_is_no_table_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1", xlsx_in.read, ".xls")
    refused(b"bukan zip", xlsx_in.read, "bukan xlsx")
    refused(packed(content__xml=b"<a/>"), xlsx_in.read, "OpenDocument")
    refused(packed(lain__txt=b"x"), xlsx_in.read, "bukan xlsx")
    refused(b"PK\x03\x04" + b"\0" * 100, csv_in.read, "bukan file CSV")
    refused(codecs.BOM_UTF8 + b"\xff\xfe", csv_in.read, "huruf")
    monkeypatch.setattr(xlsx_in, "UNPACKED_MOST", 1000)
    refused(xlsx(("a",)), xlsx_in.read, "terlalu besar")
    monkeypatch.undo()
    monkeypatch.setattr(csv_in, "ROWS_READ", 3)
    refused(b"a;b\n" * 5, csv_in.read, "lebih dari 3 baris")
    monkeypatch.setattr(xlsx_in, "ROWS_READ", 3)
    refused(xlsx(*[("a",)] * 5), xlsx_in.read, "lebih dari 3 baris")
    assert limits.ROWS_READ >= 10_000


def test_file_of_a_million_tiny_things_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is not the bytes alone: an empty cell has four, and takes the memory of a full one."""
    monkeypatch.setattr(xlsx_in, "MARKS_MOST", 5_000)
    assert xlsx_in.read(xlsx(("a",)), "buku.xlsx")
    refused(xlsx(*[tuple("a" * 60)] * 60), xlsx_in.read, "terlalu besar")


def rule_of(read: Any, data: bytes) -> Rule | None:
    """By what rule the file is refused; None where it is read."""
    try:
        read(data, "b")
    except Refused as error:
        return error.rule
    return None


def test_damaged_worksheets_are_refused() -> None:
    """Every byte of a small file changed in turn, a few at a time: read, or refused, and nothing else."""
    whole = xlsx(("No", "Isi"), (1, "a"))
    outcomes = set()
    for place in range(0, len(whole), 97):
        spoilt = whole[:place] + b"\xff\x00\xff" + whole[place + 3 :]
        outcomes.add(rule_of(xlsx_in.read, spoilt))
    assert outcomes == {None, Rule.BAD_FILE}


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    for read in (csv_in.read, xlsx_in.read):
        assert rule_of(read, data) in (None, Rule.BAD_FILE)


@given(st.text(st.sampled_from("\";,\t\n\r'=0a|\u2028\x0c"), max_size=60))
def test_any_play_of_signs_is_a_table(text: str) -> None:
    for row in csv_in.read(text.encode(), "b").rows:
        assert any(row.cells)
