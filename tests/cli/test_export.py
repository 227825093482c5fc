"""``sopdesk export``: tables of the office as files that spreadsheet programs open."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from sopdesk.services.office import open_office
from tests.cli.running import NOW, batch, sopdesk, start


def letter(subject: str, **more: object) -> None:
    line = {
        "op": "number",
        "register": "outgoing",
        "subject": subject,
        "addressee": "Camat",
        "date": "2026-11-02",
    }
    [answer] = batch({**line, "by": "Ani", **more})
    assert answer["ok"], answer


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))


def test_register_as_csv_keeps_text_as_text(tmp_path: Path) -> None:
    letter("=cmd|' /C calc'!A0")
    letter("Undangan")
    told = sopdesk("export", "csv", "--table", "outgoing", "--out", tmp_path / "keluar.csv", "--year", "2026")
    assert told.code == 0, told.err
    assert "2 baris" in told.err
    head, one, two = rows(tmp_path / "keluar.csv")
    assert head[:5] == ["No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat"]
    assert one[4] == "'=cmd|' /C calc'!A0"
    assert two[2:5] == ["02/11/2026", "Camat", "Undangan"]


@pytest.mark.parametrize("table", ["dossiers", "incoming", "outgoing", "delivery", "log"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_table_in_both_forms(tmp_path: Path, table: str, form: str) -> None:
    start()
    letter("Undangan")
    letter("Surat masuk", register="incoming")
    path = tmp_path / f"tabel.{form}"
    told = sopdesk("export", form, "--table", table, "--out", path, "--json")
    assert told.code == 0, told.err
    counted = told.json["rows"]
    assert counted == {"dossiers": 1, "incoming": 1, "outgoing": 1, "delivery": 0, "log": 3}[table]
    assert told.json["bytes"] == path.stat().st_size
    if form == "csv":
        assert len(rows(path)) == counted + 1
    else:
        sheet = openpyxl.load_workbook(path).active
        assert sheet.max_row == counted + 1


def test_without_a_table_a_workbook_has_them_all_and_a_csv_the_dossiers(tmp_path: Path) -> None:
    start()
    letter("=cmd")
    told = sopdesk("export", "xlsx", "--out", tmp_path / "a.xlsx", "--json")
    assert (told.code, told.json["table"], told.json["rows"]) == (0, None, 4)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heads = ["Berkas", "Agenda surat masuk", "Agenda surat keluar", "Buku ekspedisi", "Catatan"]
    assert book.sheetnames == [f"{head} 2026" for head in heads]
    assert [sheet.max_row for sheet in book.worksheets] == [2, 1, 2, 1, 3]
    cell = book["Agenda surat keluar 2026"]["E2"]
    assert (cell.value, cell.data_type) == ("=cmd", "s")
    assert sopdesk("export", "csv", "--out", tmp_path / "a.csv", "--json").json["table"] == "dossiers"
    assert rows(tmp_path / "a.csv")[0][0] == "Kode"
    assert sopdesk("verify").code == 0


def test_other_year_is_empty_and_the_export_is_in_the_log(tmp_path: Path, data_folder: Path) -> None:
    letter("Undangan")
    told = sopdesk(
        "export", "csv", "--table", "outgoing", "--out", tmp_path / "a.csv", "--year", "2020", "--json"
    )
    assert told.json["rows"] == 0
    office = open_office(data_folder, NOW)
    with office.store.read() as unit:
        last = list(unit.log.walk())[-1]
    office.close()
    assert (last.stream, last.kind, last.actor) == ("office", "export", "sopdesk export")
    assert last.body == {"table": "Agenda surat keluar 2020", "form": "csv", "rows": 0, "file": "a.csv"}
    assert sopdesk("verify").code == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("xes", "--table", "log", "--out", "a"), "xes belum dapat dibuat. Pilihannya: xlsx, csv."),
        (("csv", "--table", "surat", "--out", "a"), "Tabel surat tidak ada. Pilihannya: dossiers, incoming"),
        (("csv", "--table", "log"), "--out"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = sopdesk("export", *argv)
    assert told.code == 2
    assert said in told.err
    assert told.out == ""
    assert not (tmp_path / "a").exists()


@pytest.mark.usefixtures("office")
def test_place_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    told = sopdesk("export", "csv", "--table", "log", "--out", tmp_path / "tidak-ada" / "a.csv", "--json")
    assert told.code == 3
    assert told.json["code"] == "folder_missing"


def test_a_report_as_a_table_of_numbers(tmp_path: Path) -> None:
    start()
    path = tmp_path / "arus.csv"
    told = sopdesk("export", "csv", "--table", "laporan-arus", "--year", "2026", "--out", path, "--json")
    assert (told.code, told.json["table"], told.json["rows"]) == (0, "laporan-arus", 11)  # no month to come
    head, *months = rows(path)
    assert head == ["Bulan", "Dimulai", "Selesai", "Dibatalkan", "Pertambahan"]
    assert [row for row in months if row[1] != "0"] == [["November 2026", "1", "0", "0", "1"]]
    path = tmp_path / "formulir.xlsx"
    told = sopdesk(
        "export", "xlsx", "--table", "laporan-pemantauan:rfk", "--year", "2026", "--out", path, "--json"
    )
    assert (told.code, told.json["rows"]) == (0, 12)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == (1, "n")


def test_a_report_of_no_sop_is_refused(tmp_path: Path) -> None:
    start()
    out = ("--out", tmp_path / "a.csv", "--json")
    assert sopdesk("export", "csv", "--table", "laporan-pemantauan", *out).code == 1
    assert sopdesk("export", "csv", "--table", "laporan-arus:kopi", *out).code == 1
    assert sopdesk("export", "csv", "--table", "laporan-kopi", *out).code == 2
