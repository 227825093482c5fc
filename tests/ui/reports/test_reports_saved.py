"""What a report leaves the window as, and how it stands where letters are large."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.report_sheets import ReportColumn
from sopdesk.domain.reports import ReportKind
from sopdesk.domain.spreadsheet import Cell
from sopdesk.services.report_words import HOUR
from sopdesk.ui.kit.export import wish_of
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.reports.page import ReportsPage
from sopdesk.ui.reports.sheet import ReportSheet


def saved(table: RecordTable[Any]) -> list[dict[str, Cell]]:
    """The rows of the file under its heads."""
    wish = wish_of(table.model, table.view, "laporan", "xlsx")
    return [dict(zip(wish.titles, row, strict=True)) for row in wish.rows()]


def rows(page: ReportsPage, kind: ReportKind) -> list[dict[str, Cell]]:
    page.show_kind(kind)
    assert page.sheet.table is not None
    return saved(page.sheet.table)


def test_times_and_shares_are_numbers_with_their_unit_in_the_head(shown: ReportsPage) -> None:
    (first, second) = rows(shown, ReportKind.SOP)
    assert first["SOP"] == "LAKIP"
    assert (second["Selesai"], second["Dalam mutu baku"], second["Bagian (%)"]) == (1, 1, 100)
    assert second["Terlambat"] == 0, "none is a number too, though the screen shows a dash"
    assert shown.sheet.table is not None
    said = shown.sheet.table.model.records[0].cells[-1]
    assert said.endswith(" hari")
    hours = first["Terlama (jam kerja)"]
    assert isinstance(hours, float)
    assert hours / 7.5 == pytest.approx(float(said.removesuffix(" hari").replace(",", ".")), abs=0.06)
    (back,) = rows(shown, ReportKind.RETURNS)
    assert back["Kali"] == 2
    assert back["Rata-rata (jam kerja)"] == pytest.approx(5 / 6, abs=0.02), "fifty minutes each"
    (open_,) = rows(shown, ReportKind.OPEN)
    assert isinstance(open_["Umur (jam kerja)"], int | float)
    assert isinstance(open_["Keadaan"], str)


def test_what_was_not_measured_is_empty_and_words_stay_words() -> None:
    column = ReportColumn("took", "Lama", per=HOUR, unit="jam kerja")
    assert column.saved_title == "Lama (jam kerja)"
    assert column.saved("", -1) is None
    assert column.saved("", 0) == 0
    assert column.saved("1,5 jam", 3 * HOUR // 2) == 1.5
    assert column.saved("2 jam", 2 * HOUR) == 2
    assert ReportColumn("who", "Meja").saved("Camat", 3) == "Camat"


def test_the_dossiers_behind_have_hours_and_moments(shown: ReportsPage) -> None:
    shown.show_kind(ReportKind.FLOW)
    sheet = shown.sheet
    assert sheet.table is not None
    july = next(row for row in sheet.table.model.records if row.cells[0] == "Juli 2026")
    sheet.behind_requested.emit(july.behind)
    (lakip,) = (row for row in saved(sheet.behind) if "LAKIP" in str(row["Judul"]))
    assert isinstance(lakip["Masuk"], datetime)
    assert isinstance(lakip["Selesai"], datetime)
    hours = lakip["Waktu kerja (jam kerja)"]
    assert isinstance(hours, float | int)
    assert 2 < hours < (lakip["Selesai"] - lakip["Masuk"]) / timedelta(hours=1)


def _seen(sheet: ReportSheet) -> bool:
    """Whether the picture is seen whole."""
    (chart,) = sheet.charts
    return chart.visibleRegion().boundingRect() == chart.rect()


def test_large_letters_let_the_page_scroll_and_keep_the_bars(
    shown: ReportsPage, theme: Theme, qtbot: QtBot
) -> None:
    theme.set_scale(150)
    shown.resize(1366, 600)
    shown.show_kind(ReportKind.FLOW)
    sheet = shown.sheet
    assert sheet.table is not None
    qtbot.waitUntil(partial(_seen, sheet))
    bar = sheet.leaf.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: not sheet.notes.visibleRegion().isEmpty())
    view = sheet.table.view
    assert view.viewport().height() >= 3 * view.rowHeight(0)
    theme.set_scale(100)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert sheet.notes.visibleRegion().boundingRect().height() == sheet.notes.height()


def test_the_border_stays_where_it_was_moved_while_entries_come_in(shown: ReportsPage) -> None:
    shown.show_kind(ReportKind.FLOW)
    sheet = shown.sheet
    before = sheet.body.sizes()
    sheet.body.setSizes([before[0] - 20, before[1] + 20])
    moved = sheet.body.sizes()
    assert moved != before
    assert sheet.report is not None
    sheet.tell(sheet.report)
    assert sheet.body.sizes() == moved
