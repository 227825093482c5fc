"""The bar keeps cards back without asking the database, and says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sopdesk.domain.clocks import Level
from sopdesk.domain.sop import Desk as Place
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.ui.board.entry import Filter
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.board.print_order import order_of
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.tokens import State
from tests.ui.board.conftest import CAMAT, KASUBBAG, NOW, PELAKSANA, SEKCAM, Case, Statements, column, titles

Make = Callable[[], BoardPage]


@pytest.fixture
def page(cases: Case, make_page: Make, statements: Statements) -> BoardPage:
    cases.start("lakip", "Laporan Kinerja", 9, before=timedelta(minutes=90))
    cases.start("lakip", "Laporan Lain", 9, before=timedelta(minutes=25))
    cases.start("rup", "Pengadaan", 9, owner="Rina Wulandari")
    cases.start("balasan", "Undangan <b>rapat</b> & makan", 2)
    made = make_page()
    statements.sent.clear()
    return made


def shown(page: BoardPage) -> set[str]:
    return {title for c in page.field.order for title in titles(page, c.lane)}


ALL = {"Laporan Kinerja", "Laporan Lain", "Pengadaan", "Undangan <b>rapat</b> & makan"}


def test_chips_of_sops(page: BoardPage, statements: Statements) -> None:
    page.filters.chip("lakip").click()
    assert shown(page) == {"Laporan Kinerja", "Laporan Lain"}
    page.filters.chip("rup").click()
    assert shown(page) == {"Laporan Kinerja", "Laporan Lain", "Pengadaan"}
    assert column(page, PELAKSANA).head.words == "0 dari 1 berkas"
    assert column(page, PELAKSANA).view.empty_words == "1 berkas tidak tampak karena saringan."
    page.filters.clear.click()
    assert shown(page) == ALL
    assert not page.filters.clear.isVisible()
    assert statements.sent == []


@pytest.mark.parametrize(
    ("words", "titles_shown"),
    [
        ("laporan", {"Laporan Kinerja", "Laporan Lain"}),
        ("LAIN lap", {"Laporan Lain"}),
        ("rina", {"Pengadaan"}),
        ("<b>rapat</b> &", {"Undangan <b>rapat</b> & makan"}),
        ("2026-0003", {"Pengadaan"}),
        ("tidak ada", set()),
        ("   ", ALL),
    ],
)
def test_words_over_the_loaded_cards(
    page: BoardPage, words: str, titles_shown: set[str], statements: Statements
) -> None:
    QTest.keyClicks(page.filters.line, words)
    assert shown(page) == titles_shown
    assert statements.sent == []


def test_official_of_the_desk_is_found(cases: Case, make_page: Make) -> None:
    cases.start("rup", "Di Sekcam", 9)
    cases.start("rup", "Di Camat", 10)
    cases.clerk(1).appoint("Contoh Pejabat", Place.SEKCAM)
    page = make_page()
    QTest.keyClicks(page.filters.line, "contoh pejabat")
    assert shown(page) == {"Di Sekcam"}


def test_only_late_or_only_near(page: BoardPage) -> None:
    page.filters.late.click()
    assert shown(page) == {"Laporan Kinerja"}
    page.filters.near.click()
    assert shown(page) == {"Laporan Lain"}
    assert not page.filters.late.isChecked()
    page.filters.near.click()
    assert shown(page) == ALL


def test_pills_of_the_head_choose_the_level(page: BoardPage) -> None:
    page.show_state(State.TERLAMBAT)
    assert shown(page) == {"Laporan Kinerja"}
    assert page.filters.late.isChecked()
    page.show_state(Level.WASPADA)
    assert shown(page) == {"Laporan Lain"}
    page.show_state(None)
    assert shown(page) == ALL


def test_card_that_becomes_late_comes_into_the_filtered_board(page: BoardPage) -> None:
    page.show_state(Level.TERLAMBAT)
    page.tick(NOW + timedelta(minutes=10))
    assert titles(page, KASUBBAG) == ["Laporan Kinerja", "Laporan Lain"]
    page.show_state(Level.WASPADA)
    assert titles(page, KASUBBAG) == []


def test_handoff_out_of_sight_is_counted_and_not_shown(page: BoardPage, cases: Case, desk: Desk) -> None:
    page.filters.chip("lakip").click()
    desk.hand_on(cases.ids["Pengadaan"], step=9, at=NOW)
    assert titles(page, CAMAT) == []
    assert column(page, CAMAT).head.words == "0 dari 1 berkas"
    assert column(page, SEKCAM).head.words == "0 berkas"
    page.filters.reset()
    assert titles(page, CAMAT) == ["Pengadaan"]


def test_mark_outlives_the_filter(page: BoardPage, cases: Case) -> None:
    page.select(cases.ids["Laporan Lain"])
    page.filters.chip("lakip").click()
    assert page.selected() == [cases.ids["Laporan Lain"]]


def test_escape_empties_and_down_goes_to_the_cards(page: BoardPage) -> None:
    line = page.filters.line
    line.setFocus()
    QTest.keyClicks(line, "laporan")
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert column(page, KASUBBAG).view.hasFocus()
    assert len(page.selected()) == 1
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert shown(page) == ALL


def test_bar_goes_on_in_the_next_line(page: BoardPage) -> None:
    page.resize(1366, 620)
    one = page.filters.heightForWidth(1366)
    assert page.filters.heightForWidth(500) > one
    names = [chip.accessibleName() for chip in (page.filters.chip("lakip"), page.filters.late)]
    assert names == ["LAKIP", "Terlambat"]


def test_what_is_seen_is_what_is_printed(page: BoardPage, cases: Case) -> None:
    asked: list[PaperOrder] = []
    page.board_paper_requested.connect(asked.append)
    page.filters.print.click()
    page.filters.chip("lakip").click()
    page.filters.chip("rup").click()
    page.filters.late.click()
    QTest.keyClicks(page.filters.line, "Laporan kinerja")
    page.filters.print.click()
    page.filters.reset()
    QTest.keyClicks(page.filters.line, "tidak ada")
    page.filters.print.click()
    whole, some, none = asked
    assert whole == PaperOrder("papan")
    assert some.ids == (cases.ids["Laporan Kinerja"],)
    assert some.option == "Saringan: LAKIP / RUP · terlambat · “laporan kinerja”"
    assert (none.ids, none.option) == ((), "Saringan: “tidak ada”")


def test_a_long_filter_is_told_as_far_as_the_paper_has_room() -> None:
    order = order_of(Filter(words=("kata" * 60,)), {}, [1])
    assert len(order.option) <= 160
    assert order.option.endswith("…")
