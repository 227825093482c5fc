"""Laporan: what is chosen is told, drawn, printed, and leads to the dossiers behind it."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from sopdesk.domain.report_sheets import Bar, Chart, Series
from sopdesk.domain.reports import ReportKind, half, month
from sopdesk.services import history
from sopdesk.services.office import Office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.report_monitoring import Thresholds, thresholds_of
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.progress import ProgressSheet
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.reports.chart import ChartView
from sopdesk.ui.reports.filters import HALF, MONTH, RANGE, ReportFilters
from sopdesk.ui.reports.page import ReportsPage
from sopdesk.ui.reports.thresholds import ThresholdsDialog
from tests.services.desk import WIB, Clerk
from tests.services.pins import PETUGAS, SEKCAM, with_pins
from tests.ui.reports.conftest import NOW

LEFT = Qt.MouseButton.LeftButton


def cells(page: ReportsPage) -> list[tuple[str, ...]]:
    assert page.sheet.table is not None
    return [row.cells for row in page.sheet.table.model.records]


def click_row(page: ReportsPage, row: int, *, twice: bool = False) -> None:
    assert page.sheet.table is not None
    view = page.sheet.table.view
    place = view.visualRect(page.sheet.table.model.index(row, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    if twice:
        QTest.mouseDClick(view.viewport(), LEFT, pos=place)


def choose(combo: QComboBox, words: str) -> None:
    """As a person does: open the list, take an entry."""
    row = combo.findText(words)
    assert row >= 0, words
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def pick(page: ReportsPage, kind: ReportKind) -> None:
    """Click it in the list at the left."""
    rows = [page.list.item(n) for n in range(page.list.count())]
    (item,) = (each for each in rows if each.data(Qt.ItemDataRole.UserRole) == kind.value)
    QTest.mouseClick(page.list.viewport(), LEFT, pos=page.list.visualItemRect(item).center())
    assert page.kind is kind


def test_every_report_is_told_and_drawn(shown: ReportsPage) -> None:
    told = set()
    for kind in ReportKind:
        pick(shown, kind)
        assert shown.sheet.report is not None
        assert shown.sheet.report.kind is kind
        assert shown.title.text() == shown.sheet.report.title
        assert shown.told.text().endswith(".")
        if kind is not ReportKind.ADVICE:
            assert cells(shown), kind
        # The form is of the first SOP, of which there was no dossier.
        assert bool(shown.sheet.charts) == (kind is not ReportKind.MONITORING)
        told.add(shown.told.text())
    assert len(told) >= 8


def test_the_rows_say_what_happened(shown: ReportsPage) -> None:
    pick(shown, ReportKind.RETURNS)
    (row,) = cells(shown)
    assert row[:4] == ("LAKIP", "5. Koreksi Kasubbag", "Salah ketik", "2")
    pick(shown, ReportKind.FLOW)
    july = next(row for row in cells(shown) if row[0] == "Juli 2026")
    assert july[1:3] == ("2", "1")
    pick(shown, ReportKind.OPEN)
    (row,) = cells(shown)
    assert row[2] == "RUP tahun 2026"
    assert not shown.filters.part.isEnabled()


@pytest.mark.usefixtures("theme")
def test_a_month_that_begins_is_offered_to_an_open_window(qtbot: QtBot, office: Office) -> None:
    now = [datetime(2026, 12, 31, 10, 0, tzinfo=WIB)]
    filters = ReportFilters(Desk(office, partial(now.__getitem__, 0)))
    qtbot.addWidget(filters)
    choose(filters.kind.combo, "Bulan")
    now[0] += timedelta(days=4)
    filters.offer(2026, needs_sop=False)
    assert filters.period() == month(2026, 12), "what was chosen stays"
    choose(filters.part.combo, "Januari 2027")
    assert filters.period() == month(2027, 1)


def test_another_period_and_sop(shown: ReportsPage) -> None:
    before = cells(shown)
    assert [row[0] for row in before] == ["LAKIP", "RUP"]
    choose(shown.filters.sop.combo, "RUP")
    assert [row[0] for row in cells(shown)] == ["RUP"]
    choose(shown.filters.sop.combo, "Semua SOP")
    choose(shown.filters.kind.combo, "Bulan")
    assert shown.filters.period() == month(2026, 7)
    assert cells(shown) == before
    choose(shown.filters.part.combo, "Juni 2026")
    assert cells(shown) == []
    assert shown.sheet.table is not None
    assert shown.sheet.table.empty.isVisible()
    assert not shown.sheet.look.isVisible()
    choose(shown.filters.kind.combo, "Semester")
    assert shown.filters.period() == half(2026, 2)
    choose(shown.filters.kind.combo, "Dari – sampai")
    assert shown.filters.first.isVisible()
    assert not shown.filters.part.isVisible()
    assert cells(shown) == before
    shown.filters.last.set_value(date(2025, 1, 1))
    shown.filters.last.edited.emit()
    assert "tidak boleh mendahului" in shown.notice.text
    assert not shown.print.isEnabled()
    assert shown.order() is None
    assert {MONTH, HALF, RANGE} == {"bulan", "semester", "rentang"}


def test_from_a_row_to_the_dossiers_and_back(shown: ReportsPage, qtbot: QtBot, clerk: Clerk) -> None:
    pick(shown, ReportKind.RETURNS)
    assert not shown.sheet.look.isEnabled()
    click_row(shown, 0)
    assert shown.sheet.look.isEnabled()
    QTest.mouseClick(shown.sheet.look, LEFT)
    assert shown.sheet.is_behind
    behind = shown.sheet.behind
    assert [row.title for row in behind.model.records] == ["LAKIP tahun 2025"] * 2
    assert all("dikembalikan: Salah ketik" in row.stood for row in behind.model.records)
    assert "Koreksi Kasubbag" in shown.sheet.what.text()
    assert behind.view.hasFocus()
    place = behind.view.visualRect(behind.model.index(1, 1)).center()
    QTest.mouseClick(behind.view.viewport(), LEFT, pos=place)
    with qtbot.waitSignal(shown.dossier_opened) as opened:
        QTest.keyClick(behind.view, Qt.Key.Key_Return)
    found = clerk.office.store
    with found.read() as unit:
        row = unit.dossiers.get(opened.args[0])
    assert row is not None
    assert row.title == "LAKIP tahun 2025"
    QTest.mouseClick(shown.sheet.back, LEFT)
    assert not shown.sheet.is_behind
    click_row(shown, 0, twice=True)
    assert shown.sheet.is_behind
    pick(shown, ReportKind.SOP)
    assert not shown.sheet.is_behind


@pytest.mark.parametrize("kind", [k for k in ReportKind if k is not ReportKind.OPEN])
def test_the_dossiers_behind_a_figure_are_as_many_as_it_says(shown: ReportsPage, kind: ReportKind) -> None:
    pick(shown, kind)
    counted = {"runs", "often", "visits", "started", "finished"}
    assert shown.sheet.report is not None
    places = [n for n, c in enumerate(shown.sheet.report.columns) if c.key in counted]
    for row, told in enumerate(cells(shown)):
        click_row(shown, row, twice=True)
        assert shown.sheet.is_behind
        if places:
            assert shown.sheet.behind.model.total == int(told[places[0]]), told
        QTest.mouseClick(shown.sheet.back, LEFT)


def test_a_bar_leads_to_its_dossiers_too(shown: ReportsPage) -> None:
    pick(shown, ReportKind.RETURNS)
    (chart,) = shown.sheet.charts
    (place,) = chart.places()
    QTest.mouseMove(chart, place.center().toPoint())
    QTest.mouseClick(chart, LEFT, pos=place.center().toPoint())
    assert shown.sheet.is_behind
    assert shown.sheet.behind.model.total == 2
    QTest.mouseClick(shown.sheet.back, LEFT)
    QTest.mouseClick(chart, LEFT, pos=QPoint(3, 3))  # the title
    assert not shown.sheet.is_behind


def test_an_open_dossier_opens_itself(shown: ReportsPage, qtbot: QtBot, clerk: Clerk) -> None:
    pick(shown, ReportKind.OPEN)
    with qtbot.waitSignal(shown.dossier_opened) as opened:
        click_row(shown, 0, twice=True)
    assert opened.args == [clerk.row.id]


def test_print_asks_for_the_paper_of_what_is_shown(shown: ReportsPage, qtbot: QtBot) -> None:
    pick(shown, ReportKind.STEP)
    choose(shown.filters.sop.combo, "LAKIP")
    year = (date(2026, 1, 1), date(2026, 12, 31))
    with qtbot.waitSignal(shown.paper_requested) as asked:
        QTest.mouseClick(shown.print, LEFT)
    assert asked.args == [
        PaperOrder("laporan", option="kepatuhan-langkah:lakip", first=year[0], last=year[1])
    ]
    pick(shown, ReportKind.MONITORING)
    with qtbot.waitSignal(shown.paper_requested) as asked:
        QTest.mouseClick(shown.print, LEFT)
    assert asked.args == [PaperOrder("pemantauan", option="lakip", first=year[0], last=year[1])]


def test_the_form_of_one_sop_leaves_the_choice_of_all_alone(shown: ReportsPage) -> None:
    pick(shown, ReportKind.MONITORING)
    assert shown.filters.chosen_sop() == "renja"
    assert shown.filters.sop.combo.findText("Semua SOP") < 0
    pick(shown, ReportKind.SOP)
    assert shown.filters.chosen_sop() == ""


def test_thresholds_are_seen_and_changed(shown: ReportsPage, office: Office, qtbot: QtBot) -> None:
    pick(shown, ReportKind.MONITORING)
    choose(shown.filters.sop.combo, "LAKIP")
    assert "80 %" in shown.sheet.notes.text()
    assert {row[3] for row in cells(shown)} == {""}  # one case is not enough
    QTest.mouseClick(shown.judge, LEFT)
    (dialog,) = shown.findChildren(ThresholdsDialog)
    dialog.good.line.selectAll()
    QTest.keyClicks(dialog.good.line, "101")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.good.error
    assert dialog.isVisible()
    dialog.good.line.selectAll()
    QTest.keyClicks(dialog.good.line, "70")
    dialog.least.line.selectAll()
    QTest.keyClicks(dialog.least.line, "1")
    with qtbot.waitSignal(shown.done):
        QTest.mouseClick(dialog.action, LEFT)
    assert thresholds_of(office.look()) == Thresholds(70, 1)
    assert {"Berjalan baik", "Tidak berjalan baik"} == {row[3] for row in cells(shown)}
    assert "70 %" in shown.sheet.notes.text()
    assert shown.judge.isVisible()
    pick(shown, ReportKind.SOP)
    assert not shown.judge.isVisible()


def test_who_may_only_look_may_not_change_how_the_form_judges(
    shown: ReportsPage, office: Office, desk: Desk
) -> None:
    with_pins(office, NOW)
    desk.tell(Changes(office=True))
    desk.sign_in(PETUGAS)
    pick(shown, ReportKind.MONITORING)
    assert cells(shown)
    assert not shown.judge.isEnabled()
    assert shown.print.isEnabled()
    desk.sign_in(SEKCAM)
    assert shown.judge.isEnabled()


def test_an_entry_of_a_dossier_is_counted_at_once(shown: ReportsPage, clerk: Clerk, desk: Desk) -> None:
    pick(shown, ReportKind.STEP)
    before = len(cells(shown))
    answer = clerk.hand_on()
    desk.tell(Changes(dossiers=frozenset({answer.dossier_id})))
    assert len(cells(shown)) == before + 1
    desk.tell(Changes(registers=True))
    assert len(cells(shown)) == before + 1


@pytest.mark.usefixtures("clerk")
def test_visits_that_are_stale_are_counted_beside_the_window(
    page: ReportsPage, office: Office, qtbot: QtBot
) -> None:
    with office.store.write() as unit:
        unit.history.clear()
        history.mark_stale(unit)
    with qtbot.waitExposed(page):
        page.show()
    (sheet,) = page.findChildren(ProgressSheet)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished):
        pass
    assert not history.is_stale(office)
    assert [row[0] for row in cells(page)] == ["LAKIP", "RUP"]


def test_an_empty_office_says_what_this_place_is_for(page: ReportsPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    for kind in ReportKind:
        pick(page, kind)
        assert page.told.text().startswith(("Tidak ada", "Belum ada")), page.told.text()
        if kind is not ReportKind.MONITORING:
            assert page.sheet.table is not None
            assert page.sheet.table.empty.isVisible()
            assert page.sheet.charts == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("upright", [False, True])
def test_a_chart_is_painted_in_the_colours_of_the_palette(
    qtbot: QtBot, theme: Theme, dark: bool, upright: bool
) -> None:
    theme.set_appearance(Appearance.DARK if dark else Appearance.LIGHT)
    series = (Series("satu", "aman"), Series("dua", "luar"))
    bars = (Bar("A", (3, 1), "75 %"), Bar("B", (0, 4), "0 %"))
    view = ChartView(Chart("Contoh", series, bars, upright=upright, whole=True))
    qtbot.addWidget(view)
    view.resize(600, view.sizeHint().height())
    picture = view.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(view.height() // 3, picture.height(), 3)
    }
    assert {theme.colour("aman").name(), theme.colour("luar").name()} <= seen
    second = view.places()[1].toRect()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(second.left(), second.right(), 2)
        for y in range(second.top(), second.bottom(), 2)
    }
    assert theme.colour("aman").name() not in colours
    assert view.accessibleDescription() == "A: 3 satu, 1 dua; B: 4 dua"


def test_the_scale_of_columns_ends_above_the_longest() -> None:
    for amount, top in ((1, 4), (4, 4), (5, 8), (90, 120), (176, 200), (2000, 2000), (2001, 4000)):
        bars = (Bar("A", (amount, 1)),)
        chart = Chart("C", (Series("a", "accent"), Series("b", "aman")), bars, upright=True, beside=True)
        assert chart.top == top


@pytest.mark.parametrize(("width", "beside"), [(850, False), (1366, True)])
def test_large_letters_beside_a_panel_leave_title_and_buttons_whole(
    shown: ReportsPage, theme: Theme, width: int, beside: bool
) -> None:
    theme.set_scale(150)
    shown.setFixedWidth(width)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    for button in (shown.sheet.look, shown.print):
        assert button.width() >= button.sizeHint().width()
        assert (button.y() < shown.title.geometry().bottom()) is beside
    assert shown.title.height() >= shown.title.heightForWidth(shown.title.width())
