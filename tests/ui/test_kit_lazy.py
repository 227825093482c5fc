"""A table over more records than are read: the windows asked for, sorting and filtering by the source."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sopdesk.domain.errors import Fault
from sopdesk.ui.errors import Trouble
from sopdesk.ui.kit.lazy import LazyTableModel
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme


@dataclass(frozen=True)
class Line:
    no: int
    name: str


def _no(line: Line) -> str:
    return str(line.no)


def _number(line: Line) -> int:
    return line.no


def _name(line: Line) -> str:
    return line.name


COLUMNS = (Column("no", "No.", _no, right=True), Column("name", "Nama", _name, stretch=True))


@dataclass
class Ledger:
    """A book of ``size`` lines that notes what is asked of it."""

    size: int
    asked: list[tuple[int, int]] = field(default_factory=list)
    trouble: bool = False

    def _lines(self, words: tuple[str, ...], order: str, backwards: bool) -> list[Line]:
        if self.trouble:
            raise Trouble(Fault.FILE_LOCKED, path="buku")
        lines = [Line(n, f"surat {'genap' if n % 2 == 0 else 'ganjil'}") for n in range(1, self.size + 1)]
        lines = [line for line in lines if all(word in line.name for word in words)]
        if order == "name":
            lines.sort(key=lambda line: line.name, reverse=backwards)
        elif backwards:
            lines.reverse()
        return lines

    def count(self, words: tuple[str, ...]) -> int:
        return len(self._lines(words, "", False))

    def window(
        self, words: tuple[str, ...], order: str, backwards: bool, offset: int, limit: int
    ) -> Sequence[Line]:
        self.asked.append((offset, limit))
        return self._lines(words, order, backwards)[offset : offset + limit]

    def place_of(self, words: tuple[str, ...], order: str, backwards: bool, identity: Hashable) -> int:
        found = [line.no for line in self._lines(words, order, backwards)]
        return found.index(identity) if isinstance(identity, int) and identity in found else -1


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> RecordTable[Line]:  # noqa: ARG001 - the application's theme
    made: RecordTable[Line] = RecordTable(COLUMNS, identity=_number, model=LazyTableModel)
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


def model_of(table: RecordTable[Line]) -> LazyTableModel[Line]:
    assert isinstance(table.model, LazyTableModel)
    return table.model


def test_only_what_is_on_the_screen_is_read(table: RecordTable[Line], qtbot: QtBot) -> None:
    ledger = Ledger(100_000)
    with qtbot.waitExposed(table):
        table.show()
    model_of(table).set_source(ledger)
    table.view.viewport().repaint()
    assert table.count.text() == "100000 baris"
    assert {offset for offset, _limit in ledger.asked} == {0}
    ledger.asked.clear()
    table.view.scrollToBottom()
    table.view.viewport().repaint()
    assert ledger.asked
    assert all(offset > 99_000 for offset, _limit in ledger.asked)


def test_words_and_order_are_asked_of_the_source(table: RecordTable[Line]) -> None:
    model_of(table).set_source(Ledger(1_000))
    table.filter.setText("genap")
    assert table.count.text() == "500 dari 1000 baris"
    record = table.model.record(table.model.index(0, 0))
    assert record is not None
    assert record.no == 2
    table.filter.clear()
    table.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.model.data(table.model.index(0, 0)) == "1000"


def test_selection_follows_its_record_over_a_reading_anew(table: RecordTable[Line]) -> None:
    ledger = Ledger(1_000)
    model_of(table).set_source(ledger)
    assert table.select(700)
    ledger.size = 900
    model_of(table).reread()
    current = table.current()
    assert current is not None
    assert current.no == 700
    ledger.size = 600
    with_none: list[object] = []
    table.selected.connect(with_none.append)
    model_of(table).reread()
    assert table.current() is None
    assert with_none[-1] is None


def test_trouble_is_told_and_nothing_breaks(table: RecordTable[Line], qtbot: QtBot) -> None:
    ledger = Ledger(5_000)
    model_of(table).set_source(ledger)
    ledger.trouble = True
    told: list[str] = []
    model_of(table).failed.connect(told.append)
    assert table.model.data(table.model.index(4_000, 0)) is None
    assert told
    assert table.model.record(table.model.index(4_000, 0)) is None
    with qtbot.waitSignal(model_of(table).failed):
        model_of(table).reread()
    assert table.model.rowCount() == 0


def test_book_that_shrank_shows_empty_cells_until_it_is_read_anew(table: RecordTable[Line]) -> None:
    ledger = Ledger(5_000)
    model_of(table).set_source(ledger)
    ledger.size = 10
    assert table.model.data(table.model.index(4_999, 0)) is None
    assert table.model.data(table.model.index(3, 0)) == "4"


def test_lines_are_put_into_it_only_by_a_source(table: RecordTable[Line]) -> None:
    with pytest.raises(TypeError):
        table.set_records([Line(1, "a")])
