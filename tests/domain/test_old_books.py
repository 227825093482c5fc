"""Old agenda books: heads found, cells read as people wrote them, rows judged."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.old_book_cells import number_within, read_day, read_number
from sopdesk.domain.old_book_columns import BookColumn as C
from sopdesk.domain.old_book_columns import find_head, guess, told_register
from sopdesk.domain.old_book_judging import JUMP_MOST, gaps, judge
from sopdesk.domain.old_book_lines import OldLine, Reading, Remark, Standing, Why
from sopdesk.domain.old_books import read_lines
from sopdesk.domain.spreadsheet import Cell, SheetRow

TODAY = date(2026, 7, 6)


def rows(*cells: tuple[Cell, ...]) -> list[SheetRow]:
    return [SheetRow(number, each) for number, each in enumerate(cells, 1)]


@pytest.mark.parametrize(
    ("heads", "register", "columns"),
    [
        (
            ("No urut", "Tgl penerimaan", "Nomor surat", "Tgl surat", "Pengirim", "Isi singkat"),
            INCOMING,
            {C.URUT: 0, C.DATE: 1, C.NUMBER: 2, C.REF_DATE: 3, C.PARTY: 4, C.SUBJECT: 5},
        ),
        (
            ("NO.", "TANGGAL TERIMA", "NO. SURAT", "TGL. SURAT", "DARI", "PERIHAL", "LAMP.", "KET"),
            INCOMING,
            {
                C.URUT: 0,
                C.DATE: 1,
                C.NUMBER: 2,
                C.REF_DATE: 3,
                C.PARTY: 4,
                C.SUBJECT: 5,
                C.ENCLOSURE: 6,
                C.NOTE: 7,
            },
        ),
        (
            (
                "No. urut",
                "Nomor surat",
                "Tanggal surat",
                "Ditujukan kepada",
                "Isi singkat",
                "Tgl kirim",
                "Keterangan",
            ),
            OUTGOING,
            {C.URUT: 0, C.NUMBER: 1, C.DATE: 2, C.PARTY: 3, C.SUBJECT: 4, C.SENT: 5, C.NOTE: 6},
        ),
        (
            ("No", "Kode", "Tgl", "Tujuan Surat", "Hal"),
            OUTGOING,
            {C.URUT: 0, C.CODE: 1, C.DATE: 2, C.PARTY: 3, C.SUBJECT: 4},
        ),
    ],
)
def test_columns_are_known_by_their_names(
    heads: tuple[str, ...], register: str, columns: dict[C, int]
) -> None:
    found = find_head(
        rows(("BUKU AGENDA",), ("Kecamatan", None, "Tahun 2024"), heads, ("1", "2", "3")), register
    )
    assert found.place == 2
    assert found.columns == columns


def test_head_of_two_rows_with_joined_cells_is_found() -> None:
    book = rows(
        ("AGENDA SURAT MASUK",),
        ("No urut", "Tgl terima", "Surat", None, "Pengirim", "Isi singkat"),
        (None, None, "Nomor", "Tanggal"),
        (1, "02/01/2024", "005/1", "01/01/2024", "Camat", "Undangan"),
    )
    head = find_head(book, INCOMING)
    assert head.place == 2
    assert head.columns == {C.URUT: 0, C.DATE: 1, C.NUMBER: 2, C.REF_DATE: 3, C.PARTY: 4, C.SUBJECT: 5}


@pytest.mark.parametrize(
    "title", [("BUKU AGENDA SURAT KELUAR TAHUN 2025",), ("BUKU AGENDA", None, "SURAT KELUAR")]
)
def test_title_just_above_the_head_is_no_part_of_it(title: tuple[str | None, ...]) -> None:
    book = rows(
        title,
        ("No", "Nomor Surat", "Tanggal", "Kepada", "Perihal", "Ket"),
        (1, "005/1/Kec.XX/2025", "07/01/2025", "Kepala Desa", "Undangan"),
    )
    head = find_head(book, OUTGOING)
    assert head.place == 1
    assert head.columns == {C.URUT: 0, C.NUMBER: 1, C.DATE: 2, C.PARTY: 3, C.SUBJECT: 4, C.NOTE: 5}


@pytest.mark.parametrize(
    ("title", "register"),
    [
        (("BUKU AGENDA SURAT KELUAR TAHUN 2025",), OUTGOING),
        (("Kecamatan", "Agenda Surat Masuk"), INCOMING),
        (("Agenda surat masuk dan surat keluar",), None),
        (("No", "Perihal", "Rekap surat masuk"), None),  # a head, no title
        (("BUKU AGENDA",), None),
    ],
)
def test_title_names_the_register(title: tuple[str, ...], register: str | None) -> None:
    book = rows(title, ("No", "Nomor Surat", "Perihal"), ("1", "005/1", "Tindak lanjut surat masuk"))
    assert told_register([book]) == register


def test_book_without_a_head_has_none() -> None:
    assert find_head(rows(("1", "2/1/2024", "Undangan")), INCOMING).place == -1
    assert find_head([], INCOMING).place == -1


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12/3/2024", date(2024, 3, 12)),
        ("12-3-24", date(2024, 3, 12)),
        ("12.03.2024", date(2024, 3, 12)),
        ("2024-03-12", date(2024, 3, 12)),
        ("2024-03-12 07:30:00", date(2024, 3, 12)),
        ("12 Maret 2024", date(2024, 3, 12)),
        ("12 Mar 24", date(2024, 3, 12)),
        ("Rabu, 12 Maret 2024", date(2024, 3, 12)),  # it was a Tuesday; the date counts
        ("12 Nopember 2023", date(2023, 11, 12)),
        ("12 Maret", date(2024, 3, 12)),
        ("3/5/98", date(1998, 5, 3)),
        (45363, date(2024, 3, 12)),
        (45363.5, date(2024, 3, 12)),
        ("45363", date(2024, 3, 12)),
        (date(2024, 3, 12), date(2024, 3, 12)),
        (datetime(2024, 3, 12, 8, 0), date(2024, 3, 12)),  # noqa: DTZ001 - a worksheet knows no zone
    ],
)
def test_day_is_read_as_it_was_written(cell: Cell, day: date) -> None:
    assert read_day(cell, 2024) == day


@pytest.mark.parametrize(
    "cell",
    ["", "kemarin", "13/13/2024", "30/2/2024", "12/3/20245", "2024", 12, 1.5, None, "Rapat, 12", "99999999"],
)
def test_what_is_no_day_is_not_read(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_day(cell, 2024)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12", (12, "")), ("12.a", (12, "a")), ("12A", (12, "a")), ("12 b", (12, "b")), ("012", (12, "")), (7, (7, "")),
     ("12-c", (12, "c")), ("12.", (12, ""))],
)  # fmt: skip
def test_number_and_its_mark_are_parted(cell: Cell, number: tuple[int, str]) -> None:
    assert read_number(cell) == number


@pytest.mark.parametrize("cell", ["", "a", "0", "12.5.6", "1234567", 1.5, "12 abc", None, "-3"])
def test_what_is_no_number_is_not_read(cell: Cell) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_number(cell)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("000.7.2.4/12/Kec.PB/2024", (12, "")),
        ("050/123.a/Kec.PB/2026", (123, "a")),
        ("012/Kec/2024", (12, "")),
        ("12/2024", (12, "")),
        ("050/123", (123, "")),
        ("06/SOP/BTG", (6, "")),
        ("140/001/TGR/VII/2021", (1, "")),
    ],
)
def test_running_number_is_found_within_the_whole(text: str, number: tuple[int, str]) -> None:
    assert number_within(text) == number


OUT = {C.URUT: 0, C.DATE: 1, C.NUMBER: 2, C.PARTY: 3, C.SUBJECT: 4, C.NOTE: 5, C.SENT: 6}


def read(*cells: tuple[Cell, ...], year: int | None = 2024, skipped: tuple[int, ...] = ()) -> Reading:
    return read_lines(rows(*cells), OUT, OUTGOING, year, 2026, skipped)


def whys(remarks: tuple[Remark, ...]) -> list[tuple[int, Why]]:
    return [(remark.row, remark.why) for remark in remarks]


def test_row_becomes_a_line() -> None:
    reading = read(
        ("12.a", "5/3/2024", "005/12.a/Kec/2024", " Para  Kades ", "Undangan\nrapat", "segera", "6/3/2024")
    )
    assert reading.lines == (
        OldLine(1, 12, "a", date(2024, 3, 5), "005/12.a/Kec/2024", "005", "Undangan rapat", "Para Kades",
                sent_on=date(2024, 3, 6), note="segera"),
    )  # fmt: skip
    assert not reading.refused + reading.warnings


def test_ditto_blank_rows_and_column_counts_are_understood() -> None:
    reading = read(
        (1, 2, 3, 4, 5),
        ("1", "5/3/2024", "", "Para Kades", "Undangan"),
        (None, " ", None),
        ("2", '"', "", "idem", "Undangan"),
    )
    assert [(line.row, line.day, line.party) for line in reading.lines] == [
        (2, date(2024, 3, 5), "Para Kades"),
        (4, date(2024, 3, 5), "Para Kades"),
    ]
    assert reading.refused == ()


def test_each_fault_is_told_with_its_row() -> None:
    reading = read(
        ("", "5/3/2024", "", "A", "Isi"),
        ("dua", "5/3/2024", "", "A", "Isi"),
        ("3", "", "", "A", "Isi"),
        ("4", "35/3/2024", "", "A", "Isi"),
        ("5", "5/3/2023", "", "A", "Isi"),
        ("6", "5/3/2024", "", "A", "I" * 501),
        ("7", "5/3/2024", "", "A", ""),
        ("8", "5/3/2024", "", "", "Isi", "", "besok pagi"),
        ("x", "", "", "", "dilewati"),
        skipped=(9,),
    )
    assert whys(reading.refused) == [
        (1, Why.NO_NUMBER),
        (2, Why.BAD_NUMBER),
        (3, Why.NO_DATE),
        (4, Why.BAD_DATE),
        (5, Why.OTHER_YEAR),
        (6, Why.TOO_LONG),
        (7, Why.NO_SUBJECT),
    ]
    assert whys(reading.warnings) == [(8, Why.DATE_DROPPED), (8, Why.NO_PARTY)]
    assert reading.skipped == (9,)


@pytest.mark.parametrize(
    "note", ["BATAL", "batal, salah alamat", "Surat dibatalkan", "Dibatalkan karena salah"]
)
def test_void_line_of_the_old_book_is_void(note: str) -> None:
    [line] = read(("1", "5/3/2024", "", "", "", note)).lines
    assert line.void


def test_word_in_the_subject_makes_no_void() -> None:
    [line] = read(("1", "5/3/2024", "", "A", "Permohonan pembatalan izin")).lines
    assert not line.void


def test_lines_are_judged_beside_the_register() -> None:
    reading = read(
        ("1", "5/3/2024", "", "A", "Isi"),
        ("3", "4/3/2024", "", "A", "Isi"),
        ("3", "6/3/2024", "", "A", "Isi"),
        ("5", "6/3/2024", "", "A", "Isi"),
        ("2000", "6/3/2024", "", "A", "Isi"),
    )
    judged = judge(reading, {(2024, "umum"): Standing(frozenset({(5, "")}), 0)}, TODAY)
    assert whys(judged.refused) == [(3, Why.TWICE), (4, Why.IN_BOOK), (5, Why.TOO_FAR)]
    assert whys(judged.warnings) == [(2, Why.DATE_BEFORE)]
    assert [line.urut for line in judged.lines] == [1, 3]
    assert gaps(judged.lines, Standing()) == [2]
    assert whys(judge(reading, {(2024, "umum"): Standing(closed=True)}, TODAY).refused) == [
        (n, Why.CLOSED) for n in range(1, 6)
    ]


def test_numbers_missing_between_are_gaps_and_an_inserted_one_needs_its_base() -> None:
    reading = read(("2.a", "5/3/2024", "", "A", "Isi"), ("4", "5/3/2024", "", "A", "Isi"))
    assert gaps(reading.lines, Standing()) == [1, 2, 3]
    assert gaps(reading.lines, Standing(frozenset({(1, ""), (2, "")}), 2)) == [3]
    far = read((str(JUMP_MOST), "5/3/2024", "", "A", "Isi"))
    assert not judge(far, {}, TODAY).refused


def test_day_that_has_not_come_warns_and_a_year_that_has_not_come_refuses() -> None:
    """One slip of the pen would date the book ahead, and no letter could get a number before that day."""
    reading = read(
        ("1", "6/7/2026", "", "A", "Isi"),
        ("2", "7/7/2026", "", "A", "Isi"),
        ("3", "1/1/2027", "", "A", "Isi"),
        ("4", "2/1/2199", "", "A", "Isi"),
        year=None,
    )
    judged = judge(reading, {}, TODAY)
    assert whys(judged.refused) == [(3, Why.FUTURE_YEAR), (4, Why.FUTURE_YEAR)]
    assert whys(judged.warnings) == [(2, Why.FUTURE_DATE)]


any_cell: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.sampled_from(["1", "12.a", "5/3/2024", "BATAL", '"', "No urut", "Tgl surat", "Kepada", "Perihal"]),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
)


@given(st.lists(st.lists(any_cell, max_size=8).map(tuple), max_size=8), st.sampled_from((INCOMING, OUTGOING)))
def test_any_cells_are_lines_or_remarks(cells: list[tuple[Cell, ...]], register: str) -> None:
    made = rows(*cells)
    head = find_head(made, register)
    reading = judge(read_lines(made[head.place + 1 :], head.columns or OUT, register, None, 2026), {}, TODAY)
    told = [line.row for line in reading.lines] + [remark.row for remark in reading.refused]
    assert len(told) == len(set(told)) <= len(made)


@given(st.lists(st.text(max_size=30), max_size=12))
def test_no_column_is_two_things(heads: list[str]) -> None:
    found = guess([head.casefold() for head in heads], OUTGOING)
    assert len(set(found.values())) == len(found)
