"""Any table as a file: by its menus, in the order shown, filtered, lazy ones a window at a time."""

import csv
import gc
import io
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from sopdesk.domain.spreadsheet import Cell
from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Trouble
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.export import ExportWish, can_export, cell_of, set_exporter, wish_of
from sopdesk.ui.kit.lazy import LazyTableModel
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.main.export_desk import ExportDesk
from tests.services.desk import CLERK, MONDAY
from tests.ui.test_kit_lazy import COLUMNS as LAZY_COLUMNS
from tests.ui.test_kit_lazy import Ledger, Line
from tests.ui.test_kit_table import LETTERS, Letter, make


@pytest.fixture
def desk(office: Office) -> Desk:
    made = Desk(office, MONDAY.astimezone)
    made.sign_in(CLERK)
    return made


@pytest.fixture
def exports(qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[ExportDesk]:
    made = ExportDesk(desk, Remembered(tmp_path / "ingatan.json"))
    set_exporter(made)
    yield made
    qapp.setProperty("sopdesk.exporter", None)


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable[Letter]:
    return make(qtbot)


def menu_words(table: RecordTable[Letter]) -> list[str]:
    menu = opened_menu(table)
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return words


def opened_menu(table: RecordTable[Letter], header: bool = False) -> QMenu:
    place = QPoint(5, 5)
    if header:
        table.view.horizontalHeader().customContextMenuRequested.emit(place)
    else:
        table.view.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(table: RecordTable[Letter], words: str, path: Path, *, header: bool = False) -> None:
    """Choose from the menu, and name the file in the dialog that comes."""
    menu = opened_menu(table, header)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    dialog = next(d for d in table.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))


def test_menus_offer_nothing_before_an_office_is_open(table: RecordTable[Letter]) -> None:
    assert "Simpan sebagai CSV…" not in menu_words(table)


def test_rows_are_saved_as_they_are_shown(
    qtbot: QtBot, table: RecordTable[Letter], exports: ExportDesk, tmp_path: Path
) -> None:
    table.filter.setText("a")
    table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table.view.horizontalHeader().moveSection(0, 2)
    table.view.horizontalHeader().setSectionHidden(1, True)
    with qtbot.waitSignal(exports.done) as done:
        choose(table, "Simpan sebagai CSV…", tmp_path / "surat", header=True)
    assert done.args == ["4 baris disimpan sebagai surat.csv."]
    assert rows(tmp_path / "surat.csv") == [
        ["Perihal", "No."],
        ["Rapat & <b>koreksi</b>", "10"],
        ["Undangan", "3"],
        ["Undangan", "2"],
        ["Undangan", "1"],
    ]


def test_an_exporter_that_went_is_not_asked(table: RecordTable[Letter], desk: Desk, tmp_path: Path) -> None:
    """Its office was left: the tables of the next may not even touch what it was."""
    gone = ExportDesk(desk, Remembered(tmp_path / "ingatan.json"))
    set_exporter(gone)
    assert can_export()
    delete(gone)
    assert not can_export()
    del gone
    gc.collect()
    assert not can_export()
    assert "Simpan sebagai CSV…" not in menu_words(table)


def test_files_are_offered_at_the_foot_too(
    qtbot: QtBot, exports: ExportDesk, table: RecordTable[Letter], tmp_path: Path
) -> None:
    with qtbot.waitExposed(table):
        table.show()
    assert table.foot.save.isVisible()
    QTest.mouseClick(table.foot.save, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Simpan sebagai CSV…").trigger()
    menu.close()
    dialog = next(d for d in table.findChildren(QFileDialog) if d.isVisible())
    with qtbot.waitSignal(exports.done):
        dialog.fileSelected.emit(str(tmp_path / "kaki.csv"))
    dialog.close()
    assert len(rows(tmp_path / "kaki.csv")) == 1 + len(LETTERS)
    table.filter.setText("tidak ada")
    assert not table.foot.save.isVisible()


def test_xlsx_has_numbers_as_numbers_and_the_log_knows_of_it(
    qtbot: QtBot, table: RecordTable[Letter], exports: ExportDesk, desk: Desk, tmp_path: Path
) -> None:
    with qtbot.waitSignal(exports.done):
        choose(table, "Simpan sebagai xlsx…", tmp_path / "surat.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "surat.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["No.", "Dari", "Perihal"],
        *[[x.number, x.sender or None, x.subject] for x in LETTERS],
    ]
    with desk.office.store.read() as unit:
        last = list(unit.log.walk())[-1]
    assert (last.kind, last.actor) == ("export", CLERK)
    assert last.body == {"table": "agenda", "form": "xlsx", "rows": 4, "file": "surat.xlsx"}


def test_wish_keeps_what_was_shown_when_it_was_made(table: RecordTable[Letter]) -> None:
    wish = wish_of(table.model, table.view, "agenda", "csv")
    table.filter.setText("tidak ada")
    table.set_records(())
    assert [row[0] for row in wish.rows()] == [2, 10, 1, 3]


def test_lazy_wish_keeps_its_question(book: RecordTable[Line]) -> None:
    book.filter.setText("genap")
    wish = wish_of(book.model, book.view, "Buku", "csv")
    book.filter.setText("")
    assert wish.count == 2500
    assert [row[0] for row in wish.rows()][:2] == [2, 4]


def test_empty_table_has_nothing_to_save(table: RecordTable[Letter], exports: ExportDesk) -> None:
    assert exports is not None
    table.set_records(())
    menu = opened_menu(table, header=True)
    states = {action.text(): action.isEnabled() for action in menu.actions()}
    menu.close()
    assert states["Simpan sebagai CSV…"] is states["Simpan sebagai xlsx…"] is False


def test_older_file_is_replaced_only_when_asked(
    qtbot: QtBot, table: RecordTable[Letter], exports: ExportDesk, tmp_path: Path
) -> None:
    path = tmp_path / "surat.csv"
    path.write_text("lama")
    choose(table, "Simpan sebagai CSV…", path)
    question = next(q for q in table.findChildren(Question) if q.isVisible())
    assert path.read_text() == "lama"
    with qtbot.waitSignal(exports.done):
        question.confirm()
    assert len(rows(path)) == 5


def test_place_that_refuses_is_told_and_another_can_be_chosen(
    qtbot: QtBot, table: RecordTable[Letter], exports: ExportDesk, tmp_path: Path
) -> None:
    with qtbot.assertNotEmitted(exports.done):
        choose(table, "Simpan sebagai CSV…", tmp_path / "tidak-ada" / "surat.csv")
    told = next(q for q in table.findChildren(Question) if q.isVisible())
    assert "Folder" in told.words.text()
    told.confirm()
    dialog = next(d for d in table.findChildren(QFileDialog) if d.isVisible())
    dialog.close()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(5000)


@pytest.fixture
def book(qtbot: QtBot, ledger: Ledger) -> RecordTable[Line]:
    table: RecordTable[Line] = RecordTable(LAZY_COLUMNS, identity=_no, name="Buku", model=LazyTableModel)
    qtbot.addWidget(table)
    assert isinstance(table.model, LazyTableModel)
    table.model.set_source(ledger)
    table.resize(500, 300)
    with qtbot.waitExposed(table):
        table.show()
    return table


def _no(line: Line) -> int:
    return line.no


def test_lazy_table_is_read_window_by_window_beside_the_window(
    qtbot: QtBot, book: RecordTable[Line], ledger: Ledger, exports: ExportDesk, tmp_path: Path
) -> None:
    ledger.asked.clear()
    menu = _menu(book)
    next(a for a in menu.actions() if a.text() == "Simpan sebagai CSV…").trigger()
    menu.close()
    dialog = next(d for d in book.findChildren(QFileDialog) if d.isVisible())
    with qtbot.waitSignal(exports.done):
        dialog.fileSelected.emit(str(tmp_path / "buku.csv"))
        dialog.close()
        assert any(sheet.isVisible() for sheet in book.findChildren(ProgressSheet))
    made = rows(tmp_path / "buku.csv")
    assert len(made) == 5001
    assert made[5000] == ["5000", "surat genap"]
    assert max(limit for _, limit in ledger.asked) <= 500


def test_long_saving_can_be_stopped_and_leaves_no_file(
    qtbot: QtBot, book: RecordTable[Line], exports: ExportDesk, tmp_path: Path
) -> None:
    wish = wish_of(book.model, book.view, "Buku", "csv")
    held = threading.Event()

    def slow() -> Iterator[list[Cell]]:
        for place, row in enumerate(wish.rows()):
            if place == 50:
                held.wait(20)
            yield list(row)

    exports._make(ExportWish("Buku", "csv", wish.titles, wish.count, slow, book), tmp_path / "b.csv")
    sheet = next(s for s in book.findChildren(ProgressSheet) if s.isVisible())
    with qtbot.assertNotEmitted(exports.done), qtbot.waitSignal(sheet.finished):
        QTest.mouseClick(sheet.action, Qt.MouseButton.LeftButton)
        held.set()
    assert not (tmp_path / "b.csv").exists()


def _menu(table: RecordTable[Line]) -> QMenu:
    table.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_book_that_cannot_be_read_any_more_is_told(
    qtbot: QtBot, book: RecordTable[Line], ledger: Ledger, exports: ExportDesk, tmp_path: Path
) -> None:
    ledger.size = 300
    assert isinstance(book.model, LazyTableModel)
    book.model.reread()
    wish = wish_of(book.model, book.view, "Buku", "csv")
    ledger.trouble = True
    with pytest.raises(Trouble):
        list(wish.rows())
    with qtbot.assertNotEmitted(exports.done):
        exports._make(wish, tmp_path / "b.csv")
    told = next(q for q in book.findChildren(Question) if q.isVisible())
    told.reject()
    assert not (tmp_path / "b.csv").exists()


def text(value: str) -> str:
    return value


@pytest.mark.parametrize(
    ("shown_text", "right", "left"),
    [
        ("12", 12, "12"),
        ("012", "012", "012"),
        ("02/01/2026", date(2026, 1, 2), "02/01/2026"),
        ("02/01/2026 07.30", datetime(2026, 1, 2, 7, 30), "02/01/2026 07.30"),  # noqa: DTZ001 - of a worksheet
        ("31/02/2026", "31/02/2026", "31/02/2026"),
        ("197001011990031001", "197001011990031001", "197001011990031001"),
        ("12.a", "12.a", "12.a"),
        ("", "", ""),
    ],
)
def test_only_columns_of_numbers_have_numbers(shown_text: str, right: object, left: object) -> None:
    assert cell_of(Column("a", "A", text, right=True), shown_text) == right
    assert cell_of(Column("a", "A", text), shown_text) == left
