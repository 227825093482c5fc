"""Cards stand in the column of their desk, late first, and move one by one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.domain.clocks import Level
from sopdesk.services import queries
from sopdesk.services.faces import reading
from sopdesk.services.views import Board, Counts
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.deeds import acts
from sopdesk.ui.desk import Changes, Desk
from tests.ui.board.conftest import (
    CAMAT,
    KASUBBAG,
    NOW,
    PELAKSANA,
    SEKCAM,
    UMUM,
    Case,
    Clock,
    Statements,
    column,
    titles,
)

Make = Callable[[], BoardPage]


def test_each_card_is_on_its_desk(cases: Case, make_page: Make) -> None:
    cases.start("lakip", "Draf", 2)
    cases.start("lakip", "Koreksi", 5)
    cases.start("rup", "Paraf", 9)
    cases.start("rup", "Tanda tangan", 10)
    page = make_page()
    assert titles(page, PELAKSANA) == ["Draf"]
    assert titles(page, KASUBBAG) == ["Koreksi"]
    assert titles(page, SEKCAM) == ["Paraf"]
    assert titles(page, CAMAT) == ["Tanda tangan"]
    assert column(page, CAMAT).head.accessibleName() == "Camat: 1 berkas · 1 terlambat"


def test_late_first_then_by_time_left(cases: Case, make_page: Make) -> None:
    cases.start("lakip", "Masih lama", 9, before=timedelta(minutes=2))
    cases.start("lakip", "Terlambat sedikit", 9, before=timedelta(minutes=40))
    cases.start("lakip", "Hampir", 9, before=timedelta(minutes=25))
    cases.start("lakip", "Terlambat lama", 9, before=timedelta(minutes=90))
    page = make_page()
    assert titles(page, KASUBBAG) == ["Terlambat lama", "Terlambat sedikit", "Hampir", "Masih lama"]
    assert column(page, KASUBBAG).head.words == "4 berkas · 2 terlambat"


def test_load_takes_few_statements_whatever_the_number(
    cases: Case, make_page: Make, desk: Desk, statements: Statements
) -> None:
    for number in range(12):
        cases.start("lakip", f"Berkas {number}", number % 3 + 1)
    _ = desk.known
    statements.sent.clear()
    page = make_page()
    asked = [s for s in statements.sent if s.lstrip().upper().startswith("SELECT")]
    assert 1 <= len(asked) <= 4
    statements.sent.clear()
    page.grab()
    page.tick(NOW + timedelta(minutes=1))
    page.grab()
    assert statements.sent == []


def test_handoff_moves_one_row_and_keeps_the_rest(
    cases: Case, make_page: Make, desk: Desk, qtbot: QtBot
) -> None:
    going = cases.start("rup", "Pergi", 9)
    for number in range(12):
        cases.start("rup", f"Tinggal {number}", 10)
    page = make_page()
    target = column(page, CAMAT)
    staying = cases.ids["Tinggal 11"]
    page.select(staying)
    scrolled = target.view.verticalScrollBar().value()
    assert scrolled > 0
    with qtbot.assertNotEmitted(target.model.modelReset), qtbot.waitSignal(target.model.rowsInserted):
        desk.hand_on(going, step=9, at=NOW)
    assert titles(page, SEKCAM) == []
    assert "Pergi" in titles(page, CAMAT)
    assert page.selected() == [staying]
    assert abs(target.view.verticalScrollBar().value() - scrolled) <= target.view.sizeHintForRow(0)


def test_mark_and_keys_follow_the_card_that_was_marked(cases: Case, make_page: Make, desk: Desk) -> None:
    going = cases.start("rup", "Pergi", 9)
    cases.start("rup", "Tinggal", 9)
    page = make_page()
    page.select(going)
    column(page, SEKCAM).view.setFocus()
    desk.hand_on(going, step=9, at=NOW)
    assert page.selected() == [going]
    assert column(page, CAMAT).view.hasFocus()
    assert column(page, SEKCAM).view.chosen() == []


def test_finished_goes_to_selesai_and_cancelled_away(cases: Case, make_page: Make, desk: Desk) -> None:
    sent = cases.start("rup", "Terkirim", 11)
    gone = cases.start("rup", "Salah", 2)
    clerk = cases.clerk(sent)
    clerk.number()
    clerk.stamp()
    clerk.now = NOW
    page = make_page()
    assert titles(page, UMUM) == ["Terkirim"]
    acts.dispatch(desk, sent, [("Kepala BAPPEDA", 1)], step=11, at=NOW + timedelta(minutes=1))
    desk.cancel(gone, "Salah SOP", step=2, at=NOW)
    assert titles(page, UMUM) == []
    assert titles(page, None) == ["Terkirim"]
    assert column(page, None).model.face(0).words == "lembar 2 belum kembali"
    assert titles(page, PELAKSANA) == []
    page.tick(NOW + queries.DONE_FOR + timedelta(days=1))
    assert titles(page, None) == []


def test_tick_sorts_what_has_become_late(cases: Case, make_page: Make, qtbot: QtBot) -> None:
    cases.start("lakip", "Terlambat", 9, before=timedelta(minutes=90))
    cases.start("lakip", "Segera lewat", 9, before=timedelta(minutes=25))
    page = make_page()
    told: list[Counts] = []
    page.counts_changed.connect(told.append)
    model = column(page, KASUBBAG).model
    assert model.face(1).words == "sisa 5 m"
    page.tick(NOW + timedelta(minutes=2))
    assert model.face(1).words == "sisa 3 m"
    assert told == []
    with qtbot.assertNotEmitted(model.modelReset):
        page.tick(NOW + timedelta(minutes=10))
    assert model.face(1).words == "terlambat 5 m"
    assert (told[-1].late, told[-1].warning) == (2, 0)


def test_tick_into_the_warning(cases: Case, make_page: Make) -> None:
    cases.start("lakip", "Masih aman", 9, before=timedelta(minutes=2))
    page = make_page()
    told: list[Counts] = []
    page.counts_changed.connect(told.append)
    page.tick(NOW + timedelta(minutes=20))
    assert told == []
    page.tick(NOW + timedelta(minutes=21))
    assert [counts.warning for counts in told] == [1]


def test_no_mark_is_left_where_the_marked_card_was(cases: Case, make_page: Make, desk: Desk) -> None:
    gone = cases.start("rup", "Salah", 9)
    cases.start("rup", "Tinggal", 9)
    page = make_page()
    page.select(gone)
    desk.cancel(gone, "Salah SOP", step=9, at=NOW)
    assert titles(page, SEKCAM) == ["Tinggal"]
    assert page.selected() == []


def test_tick_backwards_is_reckoned_too(cases: Case, make_page: Make) -> None:
    cases.start("lakip", "Baru lewat", 9, before=timedelta(minutes=32))
    page = make_page()
    model = column(page, KASUBBAG).model
    assert model.level(0) is Level.TERLAMBAT
    page.tick(NOW - timedelta(minutes=20))
    assert model.level(0) is Level.AMAN


def _counted(desk: Desk, board: Board) -> Counts:
    """Every clock read anew, one card after the other."""
    levels = [
        (card.sop, reading(desk.known.worktime, card, NOW).level)
        for column in board.columns.values()
        for card in column
    ]
    late = [sop for sop, level in levels if level is Level.TERLAMBAT]
    running = [sop for sop, _level in levels]
    warning = sum(level is Level.WASPADA for _sop, level in levels)
    by_sop = {key: (running.count(key), late.count(key)) for key in desk.known.current}
    return Counts(len(levels), len(late), warning, by_sop)


def test_counts_are_those_of_the_services(cases: Case, make_page: Make, desk: Desk) -> None:
    for number in range(8):
        cases.start("lakip", f"R{number}", 9, before=timedelta(minutes=10 * number + 1))
    cases.start("balasan", "B", 3)
    page = make_page()
    told: list[Counts] = []
    page.counts_changed.connect(told.append)
    cases.start("lakip", "L", 2)
    page.refresh(Changes())
    board = queries.board(desk.office, NOW)
    assert told == [_counted(desk, board)]
    assert told[0].running == 10
    assert told[0].late > 0


def test_change_from_another_program_keeps_mark_and_scroll(cases: Case, make_page: Make) -> None:
    for number in range(14):
        cases.start("rup", f"Berkas {number}", 10, before=timedelta(minutes=number + 20))
    page = make_page()
    view = column(page, CAMAT).view
    page.select(cases.ids["Berkas 0"])
    scrolled = view.verticalScrollBar().value()
    cases.start("rup", "Baru", 9)
    page.refresh(Changes())
    assert titles(page, SEKCAM) == ["Baru"]
    assert page.selected() == [cases.ids["Berkas 0"]]
    assert view.verticalScrollBar().value() == scrolled > 0


def test_void_number_is_seen_on_its_card(cases: Case, make_page: Make, desk: Desk) -> None:
    dossier = cases.start("rup", "Bernomor", 11)
    answer = cases.clerk(dossier).number()
    page = make_page()
    assert column(page, UMUM).model.card(0).number_text == answer.text
    desk.void_number(
        register="outgoing", year=2026, series="umum", number=answer.number, insert="", reason="Salah alamat"
    )
    assert column(page, UMUM).model.card(0).number_text == ""


def test_empty_office_offers_the_first_action(make_page: Make, cases: Case, qtbot: QtBot) -> None:
    page = make_page()
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.new_requested):
        page.empty.action.click()
    cases.start("lakip", "Pertama")
    page.refresh(Changes())
    assert not page.empty.isVisible()
    assert column(page, CAMAT).view.empty_words == "Tidak ada yang menunggu tanda tangan."


def test_hidden_page_reads_nothing_before_it_is_shown(
    desk: Desk, theme: object, qtbot: QtBot, cases: Case, statements: Statements
) -> None:
    cases.start("lakip", "Satu")
    statements.sent.clear()
    page = BoardPage(desk, theme)  # type: ignore[arg-type]  # the fixture's own type is the kit's
    qtbot.addWidget(page)
    page.tick(NOW)
    assert statements.sent == []
    with qtbot.waitExposed(page):
        page.show()
    assert titles(page, PELAKSANA) == ["Satu"]


@pytest.mark.parametrize("scale", [90, 100, 150])
def test_measures_grow_with_the_letters(cases: Case, make_page: Make, theme: object, scale: int) -> None:
    cases.start("lakip", "Satu")
    page = make_page()
    page.resize(1000, 600)
    theme.set_scale(scale)  # type: ignore[attr-defined]  # as above
    view = column(page, PELAKSANA).view
    low, high = {90: (100, 117), 100: (116, 120), 150: (140, 180)}[scale]
    assert low <= view.sizeHintForRow(0) - 8 <= high
    widths = {c.width() for c in page.field.order}
    assert len(widths) == 1
    shown = page.field.viewport().width() / widths.pop()
    assert {90: 6, 100: 6, 150: 4}[scale] <= shown < 8


def test_clock_of_the_desk_is_the_one_shown(cases: Case, make_page: Make, clock: Clock) -> None:
    cases.start("lakip", "Paraf", 9, before=timedelta(minutes=5))
    clock.now = NOW + timedelta(minutes=5)
    page = make_page()
    assert column(page, KASUBBAG).model.face(0).words == "sisa 20 m"
