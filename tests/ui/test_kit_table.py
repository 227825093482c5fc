"""Tables: sorted, filtered, copied, remembered."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class Letter:
    number: int
    sender: str
    subject: str = "Undangan"


LETTERS = (
    Letter(2, "Dinas PU"),
    Letter(10, "BAPPEDA", "Rapat & <b>koreksi</b>"),
    Letter(1, ""),
    Letter(3, "Desa"),
)


def number_text(letter: Letter) -> str:
    return str(letter.number)


def number_of(letter: Letter) -> int:
    return letter.number


def sender_of(letter: Letter) -> str:
    return letter.sender


def subject_of(letter: Letter) -> str:
    return letter.subject


COLUMNS = (
    Column("number", "No.", number_text, sort=number_of, width=60, right=True),
    Column("sender", "Dari", sender_of),
    Column("subject", "Perihal", subject_of, stretch=True),
)


def make(qtbot: QtBot, remembered: Remembered | None = None) -> RecordTable[Letter]:
    table = RecordTable(COLUMNS, identity=number_of, name="agenda", remembered=remembered, unit="surat")
    qtbot.addWidget(table)
    table.set_records(LETTERS)
    table.resize(700, 400)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    return table


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable[Letter]:
    return make(qtbot)


def click_header(table: RecordTable[Letter], section: int) -> None:
    header = table.view.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def numbers(table: RecordTable[Letter]) -> list[int]:
    return [letter.number for letter in table.model.records]


def test_rows_come_as_given_and_sort_as_numbers(table: RecordTable[Letter]) -> None:
    assert numbers(table) == [2, 10, 1, 3]
    click_header(table, 0)
    assert numbers(table) == [1, 2, 3, 10]
    click_header(table, 0)
    assert numbers(table) == [10, 3, 2, 1]


@pytest.mark.parametrize("scale", [100, 150])
def test_the_arrow_of_the_sorting_leaves_the_title_whole(
    table: RecordTable[Letter], theme: Theme, scale: int
) -> None:
    theme.set_scale(scale)
    header = table.view.horizontalHeader()
    top = header.height() * 7 // 20  # the letters stand below it, the arrow above
    title = QRect(header.sectionViewportPosition(0), top, header.sectionSize(0), header.height() - top)
    whole = QRect(title.x(), 0, title.width(), header.height())
    before, bare = header.grab(title).toImage(), header.grab(whole).toImage()
    table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert header.grab(title).toImage() == before
    assert header.grab(whole).toImage() != bare, "the arrow is there"


def test_empty_cells_are_dashes_and_stay_last(table: RecordTable[Letter]) -> None:
    click_header(table, 1)
    assert numbers(table) == [10, 3, 2, 1]
    assert table.model.index(3, 1).data() == "–"
    click_header(table, 1)
    assert numbers(table) == [2, 3, 10, 1]


def test_filter_wants_every_word_and_says_how_many(table: RecordTable[Letter]) -> None:
    QTest.keyClicks(table.filter, "KOREKSI bapp")
    assert numbers(table) == [10]
    assert table.count.text() == "1 dari 4 surat"
    QTest.keyClicks(table.filter, "zzz")
    assert table.nothing.isVisible()
    QTest.mouseClick(table.nothing.action, Qt.MouseButton.LeftButton)
    assert numbers(table) == [2, 10, 1, 3]
    assert table.view.isVisible()


def test_a_table_without_records_says_what_it_is_for(table: RecordTable[Letter]) -> None:
    table.set_records([])
    assert table.empty.isVisible()
    assert not table.view.isVisible()


def test_copy_gives_the_shown_cells_as_text(table: RecordTable[Letter]) -> None:
    table.view.setFocus()
    table.view.selectAll()
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[1] == "10\tBAPPEDA\tRapat & <b>koreksi</b>"
    assert len(lines) == 4
    table.view.horizontalHeader().moveSection(1, 0)
    table.view.horizontalHeader().setSectionHidden(2, True)
    table.select(10)
    table.copy(titles=True)
    assert QGuiApplication.clipboard().text() == "Dari\tNo.\nBAPPEDA\t10"


def test_selection_outlives_a_re_read(qtbot: QtBot, table: RecordTable[Letter]) -> None:
    assert table.select(3)
    table.set_records(LETTERS[1:])
    current = table.current()
    assert current is not None
    assert current.number == 3
    with qtbot.waitSignal(table.selected, check_params_cb=lambda record: record is None):
        table.set_records(LETTERS[:1])
    assert table.current() is None
    assert not table.select(99)


def test_several_selected_rows_outlive_a_re_read(table: RecordTable[Letter]) -> None:
    table.view.selectAll()
    table.set_records(LETTERS[1:])
    assert [letter.number for letter in table.chosen()] == [10, 1, 3]


def test_enter_and_double_click_open_the_record(qtbot: QtBot, table: RecordTable[Letter]) -> None:
    table.select(10)
    with qtbot.waitSignal(table.activated) as opened:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [LETTERS[1]]
    place = table.view.visualRect(table.model.index(0, 1)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(table.activated) as opened:
        QTest.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [LETTERS[0]]


def test_context_menu_copies_and_holds_the_screens_actions(qtbot: QtBot, table: RecordTable[Letter]) -> None:
    void = QAction("Batalkan nomor", table)
    table.add_action(void)
    table.select(2)
    table.view.customContextMenuRequested.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Batalkan nomor", "Salin", "Salin dengan judul kolom"]
    menu.actions()[-1].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text().startswith("No.\tDari\tPerihal\n2\t")
    with qtbot.waitSignal(void.triggered):
        void.trigger()


def test_columns_are_remembered_until_they_change(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "jendela.json"
    remembered = Remembered(path)
    table = make(qtbot, remembered)
    header = table.view.horizontalHeader()
    header.resizeSection(0, 91)
    header.setSectionHidden(1, True)
    click_header(table, 0)
    assert remembered.save()
    again = make(qtbot, Remembered(path))
    assert again.view.horizontalHeader().sectionSize(0) == 91
    assert again.view.horizontalHeader().isSectionHidden(1)
    assert numbers(again) == [1, 2, 3, 10]
    fewer = RecordTable(COLUMNS[:2], identity=number_of, name="agenda", remembered=Remembered(path))
    qtbot.addWidget(fewer)
    assert not fewer.view.horizontalHeader().isSectionHidden(1)


def test_column_menu_hides_and_brings_back(table: RecordTable[Letter]) -> None:
    header = table.view.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    assert header.isSectionHidden(1)
    menu.actions()[-1].trigger()
    assert not header.isSectionHidden(1)
    menu.close()


def test_rows_grow_with_the_letters(table: RecordTable[Letter], theme: Theme) -> None:
    before = table.view.rowHeight(0)
    theme.set_scale(150)
    assert table.view.rowHeight(0) == round(before * 1.5)


@pytest.mark.parametrize("broken", ["", "{", "[1]", '{"a": '])
def test_a_broken_memory_is_an_empty_one(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "jendela.json"
    path.write_text(broken, encoding="utf-8")
    remembered = Remembered(path)
    assert remembered.text("a", "x") == "x"
    remembered.keep("n", 3)
    remembered.keep("b", True)
    assert remembered.save()
    again = Remembered(path)
    assert (again.number("n"), again.flag("b"), again.text("n", "-"), again.number("b", 7)) == (
        3,
        True,
        "-",
        7,
    )
    again.forget("n")
    assert again.save()
    assert Remembered(path).number("n", 9) == 9


def test_a_memory_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where the folder should be", encoding="utf-8")
    remembered = Remembered(tmp_path / "folder" / "jendela.json")
    remembered.keep("a", "b")
    assert not remembered.save()
