"""Out of memory in a paper, a table or a command: a sentence, nothing half done, and the next one is made."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out, xlsx_out
from sopdesk.papers import penggaris
from sopdesk.services import export_tables, exporting, paper_orders
from sopdesk.services.office import Office, open_office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from sopdesk.ui.papers.work import Tell, Work
from tests.cli.running import Told, sopdesk, start
from tests.services.desk import MONDAY

RULER = PaperOrder("penggaris")


def exhausted(*_given: object) -> None:
    raise MemoryError


def test_a_paper_that_needs_too_much_is_told_and_the_next_is_made(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(penggaris, "render", exhausted)
        with pytest.raises(Trouble) as told:
            paper_orders.make(office, RULER, MONDAY)
    assert told.value.fault is Fault.OUT_OF_MEMORY
    assert "Memori komputer tidak cukup" in sentence(told.value)
    assert paper_orders.make(office, RULER, MONDAY).pdf.startswith(b"%PDF")


def test_work_beside_the_window_tells_it_too(qtbot: QtBot) -> None:
    def task(_tell: Tell) -> object:
        raise MemoryError

    work = Work(task)
    with qtbot.waitSignal(work.failed) as heard:
        work.start()
    assert isinstance(heard.args[0], Trouble)
    assert heard.args[0].fault is Fault.OUT_OF_MEMORY
    work.wait()


@pytest.mark.parametrize(("form", "maker"), [("xlsx", xlsx_out), ("csv", csv_out)])
def test_a_table_that_needs_too_much_is_told(
    form: str, maker: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "render", exhausted)
    with pytest.raises(Trouble) as told:
        exporting.made_file(Table("Tabel", ("Satu",), iter([["1"]])), form, 1, made=MONDAY)
    assert told.value.fault is Fault.OUT_OF_MEMORY


def check_told(told: Told, out: Path) -> None:
    assert told.code == 3
    assert "Memori komputer tidak cukup" in told.err
    assert "Traceback" not in told.err
    assert told.json["code"] == "out_of_memory"
    assert list(out.parent.iterdir()) == [], "neither the file nor a part of it"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "hasil").mkdir()
    return tmp_path / "hasil" / "file"


def entries(data_folder: Path) -> int:
    office = open_office(data_folder, MONDAY)
    try:
        report = verify(office)
        assert report.ok
        return report.counts["log"]
    finally:
        office.close()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("where", ["rows", "file"])
def test_an_export_of_the_command_line(
    form: str, where: str, out: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start()
    before = entries(data_folder)
    asked = ("export", form, "--table", "dossiers", "--out", out, "--json")
    with monkeypatch.context() as patch:
        if where == "rows":
            name, heads, _read = export_tables._MAKERS["dossiers"]
            patch.setitem(export_tables._MAKERS, "dossiers", (name, heads, exhausted))
        else:
            patch.setattr({"xlsx": xlsx_out, "csv": csv_out}[form], "render", exhausted)
        check_told(sopdesk(*asked), out)
    assert entries(data_folder) == before, "what nobody got is not entered"
    assert sopdesk(*asked).code == 0
    assert out.stat().st_size > 0
    assert entries(data_folder) == before + 1


def test_a_paper_of_the_command_line(out: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    before = entries(data_folder)
    asked = ("paper", "penggaris", "--out", out, "--json")
    with monkeypatch.context() as patch:
        patch.setattr(penggaris, "render", exhausted)
        check_told(sopdesk(*asked), out)
    assert entries(data_folder) == before
    assert sopdesk(*asked).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert entries(data_folder) == before + 1
