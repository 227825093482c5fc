"""Bringing an old book in by hand: each step clicked through, nothing written before the last."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.domain.old_book_columns import BookColumn as C
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out
from sopdesk.services import importing
from sopdesk.services.office import Office
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.imports.button import ImportButton
from sopdesk.ui.imports.columns_step import column_name
from sopdesk.ui.imports.dialog import ImportDialog
from sopdesk.ui.imports.history import HistoryDialog
from sopdesk.ui.imports.report_step import REFUSED, SKIPPED
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.remembered import Remembered
from tests.services.desk import CLERK, WIB

LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)
HEAD = ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat")
GOOD = (
    ("1", "005/1/Kec/2025", "02/01/2025", "Para Kades", "Undangan rapat"),
    ("3", "005/3/Kec/2025", "03/01/2025", "Para Lurah", "Laporan"),
)
BAD = ("4", "", "35/01/2025", "Para Lurah", "Tanggal salah")


@pytest.fixture
def desk(office: Office) -> Desk:
    made = Desk(office, NOW.astimezone)
    made.sign_in(CLERK)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path) -> Iterator[ImportDialog]:
    made = ImportDialog(desk, OUTGOING, Remembered(tmp_path / "ingatan.json"), window)
    with qtbot.waitExposed(made):
        made.open()
    yield made
    if isValid(made):
        made.done(0)
    window.close()


def saved(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Path:
    path = folder / "agenda-2025.csv"
    path.write_bytes(csv_out.render(Table("Agenda", head, rows)))
    return path


def press(dialog: ImportDialog) -> None:
    QTest.mouseClick(dialog.action, LEFT)


def at_report(dialog: ImportDialog, path: Path) -> None:
    dialog.take(path)
    press(dialog)
    press(dialog)
    assert dialog.report is not None
    assert dialog.steps.currentWidget() is dialog.report


def states(dialog: ImportDialog) -> list[tuple[int, str]]:
    assert dialog.report is not None
    return [(row.number, row.state) for row in dialog.report.table.model.records]


def count(desk: Desk) -> int:
    with desk.office.store.read() as unit:
        return len(unit.registers.of_year(OUTGOING, 2025))


def test_good_book_comes_in_with_four_clicks(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    assert not dialog.action.isEnabled()
    assert dialog.focusWidget() is dialog.choose
    QTest.mouseClick(dialog.choose, LEFT)
    asked = next(d for d in dialog.findChildren(QFileDialog) if d.isVisible())
    asked.fileSelected.emit(str(saved(tmp_path, *GOOD)))
    asked.close()
    assert dialog.file.text() == "agenda-2025.csv"
    assert dialog.focusWidget() is dialog.action
    press(dialog)
    assert dialog.columns is not None
    assert dialog.columns.fields[C.SUBJECT].value() == 4
    assert dialog.columns.year.value() == "2025"
    assert dialog.columns.preview.model.records[0].text(C.PARTY) == "Para Kades"
    press(dialog)
    assert dialog.report is not None
    assert dialog.report.words.text() == "2 surat akan diimpor"
    assert "tahun 2025: 2 (1 nomor)" in dialog.report.gaps.text
    assert dialog.action.text() == "Impor 2 surat"
    assert count(desk) == 0
    told: list[object] = []
    desk.changed.connect(told.append)
    with qtbot.waitSignal(dialog.imported):
        press(dialog)
    assert count(desk) == 3
    assert told == [Changes(registers=True)]


def test_refused_row_stops_everything_until_it_is_left_out(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    at_report(dialog, saved(tmp_path, *GOOD, BAD))
    assert dialog.report is not None
    assert states(dialog) == [(4, REFUSED)]
    assert dialog.report.table.model.records[0].words == "Tanggal “35/01/2025” tidak terbaca."
    assert not dialog.action.isEnabled()
    assert not dialog.report.hint.isHidden()
    dialog.report.table.select((4, REFUSED, "Tanggal “35/01/2025” tidak terbaca."))
    QTest.mouseClick(dialog.report.skip, LEFT)
    assert states(dialog) == [(4, SKIPPED)]
    assert dialog.action.isEnabled()
    assert dialog.report.hint.isHidden()
    dialog.report.table.view.selectAll()
    QTest.mouseClick(dialog.report.unskip, LEFT)
    assert states(dialog) == [(4, REFUSED)]
    dialog.report.table.view.selectAll()
    QTest.mouseClick(dialog.report.skip, LEFT)
    with qtbot.waitSignal(dialog.imported) as told:
        press(dialog)
    assert told.args is not None
    assert told.args[0].lines == 2
    assert count(desk) == 3


def test_columns_are_changed_by_hand(dialog: ImportDialog, tmp_path: Path) -> None:
    head = ("A", "B", "C", "D", "E")
    dialog.take(saved(tmp_path, *GOOD, head=head))
    press(dialog)
    step = dialog.columns
    assert step is not None
    press(dialog)
    assert dialog.steps.currentWidget() is step, "needed columns are missing"
    assert step.fields[C.DATE].error
    for name, place in {C.URUT: 0, C.DATE: 2, C.SUBJECT: 4}.items():
        step.fields[name].set_value(place)
        step.fields[name].edited.emit()
    step.head.set_value("1")
    step.head.edited.emit()
    assert [row.number for row in step.preview.model.records] == [2, 3]
    assert step.preview.model.records[0].text(C.SUBJECT) == "Undangan rapat"
    step.year.set_value("2025")
    press(dialog)
    assert dialog.report is not None
    assert "2 surat akan diimpor" in dialog.report.words.text()
    QTest.mouseClick(dialog.back, LEFT)
    assert dialog.steps.currentWidget() is step
    assert step.fields[C.SUBJECT].value() == 4


def test_file_that_is_no_table_is_told_and_another_can_be_chosen(
    dialog: ImportDialog, tmp_path: Path
) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"PK rusak")
    dialog.take(tmp_path / "rusak.xlsx")
    assert "rusak.xlsx tidak dapat dipakai" in dialog.notice.text
    assert not dialog.action.isEnabled()
    dialog.take(saved(tmp_path, *GOOD))
    assert dialog.notice.text == ""
    assert dialog.action.isEnabled()


def test_number_taken_meanwhile_is_told_in_the_report(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = saved(tmp_path, *GOOD)
    at_report(dialog, path)
    book = importing.open_book(path)
    importing.import_book(
        desk.office, book, importing.propose(book, OUTGOING, desk.today()), by=CLERK, now=desk.now()
    )
    press(dialog)
    qtbot.waitUntil(lambda: bool(dialog.notice.text))
    assert "2 baris ditolak" in dialog.notice.text
    assert [state for _, state in states(dialog)] == [REFUSED, REFUSED]
    assert not dialog.action.isEnabled()


def test_nobody_at_the_desk_imports_nothing(dialog: ImportDialog, desk: Desk, tmp_path: Path) -> None:
    at_report(dialog, saved(tmp_path, *GOOD))
    desk.sign_in("")
    press(dialog)
    assert "Ctrl+L" in dialog.notice.text
    assert count(desk) == 0


def test_closing_in_the_middle_leaves_nothing(dialog: ImportDialog, desk: Desk, tmp_path: Path) -> None:
    rows = [(str(n), "", f"{1 + n // 100:02d}/01/2025", "A", "Isi") for n in range(1, 2000)]
    at_report(dialog, saved(tmp_path, *rows))
    press(dialog)
    sheet = next(s for s in dialog.findChildren(ProgressSheet) if s.isVisible())
    dialog.done(0)
    assert count(desk) in (0, 1999)
    sheet.finish()


def test_history_takes_an_import_back(qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path) -> None:
    book = importing.open_book(saved(tmp_path, *GOOD))
    made = importing.import_book(
        desk.office, book, importing.propose(book, OUTGOING, desk.today()), by=CLERK, now=desk.now()
    )
    button = ImportButton(desk, None, window)
    button.show()
    QTest.mouseClick(button, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Impor buku lama…", "Riwayat impor…"]
    menu.actions()[1].trigger()
    menu.close()
    history = window.findChild(HistoryDialog)
    assert history is not None
    assert not history.undo.isEnabled()
    history.table.select(made.id)
    QTest.mouseClick(history.undo, LEFT)
    question = next(q for q in history.findChildren(Question) if q.isVisible())
    with qtbot.waitSignals([button.done, desk.changed]):
        question.confirm()
    assert count(desk) == 0
    assert history.table.model.records[0].undone
    history.table.view.selectAll()
    assert not history.undo.isEnabled()
    history.accept()


def test_book_that_was_open_is_the_one_that_is_offered(desk: Desk, window: QWidget) -> None:
    button = ImportButton(desk, None, window)
    button.register = INCOMING
    dialog = button.bring_in()
    assert dialog.register.value() == INCOMING
    dialog.reject()


def test_title_in_the_file_says_more_than_the_tab_that_was_open(dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "lama.csv"
    path.write_text("BUKU AGENDA SURAT MASUK 2025\nNo,Pengirim,Perihal\n1,Camat,Undangan\n", encoding="utf-8")
    assert dialog.register.value() == OUTGOING
    dialog.take(path)
    assert dialog.register.value() == INCOMING
    dialog.register.set_value(OUTGOING)
    press(dialog)
    assert dialog.columns is not None
    assert dialog.columns.choice().register == OUTGOING, "the clerk has the last word"


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (59, "BH")])
def test_columns_have_the_names_of_the_spreadsheet(place: int, name: str) -> None:
    assert column_name(place) == name
