"""Codes out of files: all or none, each refused row with its reason, verified afterwards."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk.domain.classification import Code
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.spreadsheet import Cell, Table
from sopdesk.exchange import csv_out, xlsx_out
from sopdesk.services import classification as c
from sopdesk.services.code_import import RefusedRow, import_codes, read_codes
from sopdesk.services.importing import OldBook, read_book
from sopdesk.services.office import Office
from sopdesk.services.verification import verify
from tests.behind import behind
from tests.services.desk import CLERK, MONDAY, refused

FILE = "Kode;Uraian\n000.9.9;Urusan khusus\n000.7.2.4;Rencana tahunan\n000.7.3;Koordinasi antarinstansi\n"


def book(text: str) -> OldBook:
    return read_book(text.encode(), "kode.csv")


def test_new_and_changed_codes_are_taken_and_known_ones_left_alone(office: Office) -> None:
    reading = import_codes(office, book(FILE), by=CLERK, now=MONDAY)
    assert reading.known == 1
    assert [code.code for code in reading.codes] == ["000.9.9", "000.7.3"]
    assert c.search(office, "khusus") == [Code("000.9.9", "Urusan khusus", "own")]
    assert c.name_of(office, "000.7.3") == "Koordinasi antarinstansi"
    assert verify(office).problems == ()
    assert import_codes(office, book(FILE), by=CLERK, now=MONDAY).codes == ()


def test_rows_are_refused_with_their_number_and_then_nothing_is_taken(office: Office) -> None:
    wrong = book(FILE + "000 8;Ada spasi\n;Tanpa kode\n000.9.8;\n000.9.9;Dua kali\n")
    assert read_codes(office, wrong).refused == (
        RefusedRow(5, "Kode klasifikasi tidak dapat dipakai: “000 8”. Betulkan isinya."),
        RefusedRow(6, "Kode klasifikasi belum diisi. Isilah lalu ulangi."),
        RefusedRow(7, "Uraian kode belum diisi. Isilah lalu ulangi."),
        RefusedRow(8, "Kode 000.9.9 sudah ada di baris 2."),
    )
    with refused(Rule.IMPORT_REFUSED, lines=4):
        import_codes(office, wrong, by=CLERK, now=MONDAY)
    with office.store.read() as unit:
        assert unit.classification.own() == []


def test_file_without_a_head_has_code_and_name_in_its_first_columns(office: Office) -> None:
    assert [x.code for x in read_codes(office, book("000.9.1;Satu\n000.9.2;Dua\n")).codes] == [
        "000.9.1",
        "000.9.2",
    ]


def test_shipped_lists_have_the_form_that_is_read(office: Office, resources: Path) -> None:
    data = (resources / "codes" / "2012.csv").read_bytes()
    reading = read_codes(office, read_book(data, "2012.csv"))
    assert not reading.refused
    assert len(reading.codes) + reading.known > 2000


@pytest.fixture
def resources() -> Path:
    return Path(__file__).resolve().parents[2] / "resources"


def test_zeros_that_a_spreadsheet_took_come_back_and_lost_ones_are_refused(office: Office) -> None:
    rows: tuple[tuple[Cell, ...], ...] = ((5, "Undangan"), (100.1, "Otonomi"))
    data = xlsx_out.render(Table("Kode", ("Kode", "Nama"), rows), MONDAY)
    reading = read_codes(office, read_book(data, "kode.xlsx"))
    assert [code.code for code in reading.codes] == ["005"]
    assert "teks" in reading.refused[0].reason


@pytest.mark.parametrize(
    "statement",
    ["UPDATE classification SET name = 'Lain'", "UPDATE classification SET hidden = TRUE", "DELETE FROM classification",
     "INSERT INTO classification VALUES ('9', 'Asing', FALSE)"],
)  # fmt: skip
def test_codes_changed_behind_the_programs_back_are_found(
    office: Office, data_folder: Path, statement: str
) -> None:
    import_codes(office, book("Kode;Nama\n000.9.9;Khusus\n"), by=CLERK, now=MONDAY)
    with behind(data_folder) as database:
        database.execute(statement)
    [problem] = verify(office).problems
    assert problem.startswith("Kode klasifikasi ")


fields = st.one_of(st.sampled_from(["Kode", "Uraian", "000.1", "", "5"]), st.text(max_size=10))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(fields, fields), max_size=6))
def test_any_file_is_taken_whole_or_not_at_all(office: Office, rows: list[tuple[str, str]]) -> None:
    data = csv_out.render(Table("Kode", ("a", "b"), rows))
    with office.store.read() as unit:
        before = len(unit.classification.own())
    rule, taken = None, 0
    try:
        taken = len(import_codes(office, read_book(data, "kode.csv"), by=CLERK, now=MONDAY).codes)
    except Refused as error:
        rule = error.rule
    assert rule in (None, Rule.IMPORT_REFUSED, Rule.BAD_FILE)
    with office.store.read() as unit:
        after = len(unit.classification.own())
    assert before <= after <= before + taken
