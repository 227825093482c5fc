"""The page Hari ini: whose queue, why, the duties below, the list for the morning."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sopdesk.domain.sop import Desk
from sopdesk.services.orders import PaperOrder
from sopdesk.services.today import Group
from sopdesk.ui.desk import Changes
from sopdesk.ui.main.later import Later
from sopdesk.ui.papers.dialog import PaperDialog
from sopdesk.ui.today.columns import DUTIES
from sopdesk.ui.today.desk import TODAY
from sopdesk.ui.today.page import DUTY, QUEUE, TodayPage
from tests.services.desk import CLERK
from tests.services.pins import KASUBBAG, PETUGAS, SEKCAM, with_pins
from tests.ui.main.office import AtWork, Clock, Codes, click


@pytest.fixture
def page(work: AtWork) -> TodayPage:
    click(work.shell.header.today)
    later = work.shell.body.page(TODAY)
    assert isinstance(later, Later)
    found = later.page
    assert isinstance(found, TodayPage)
    return found


def choose(page: TodayPage, words: str) -> None:
    """As a person does: go to the box and press the first letters."""
    combo = page.whose.combo
    combo.setFocus()
    combo.setCurrentIndex(combo.findText(words, Qt.MatchFlag.MatchStartsWith))
    combo.activated.emit(combo.currentIndex())


def test_by_desk_and_by_owner(page: TodayPage, codes: Codes) -> None:
    choose(page, "Meja Kasubbag")
    assert {line.desk for line in page.lines} == {Desk.KASUBBAG}
    assert codes.late in {line.card.code for line in page.lines}
    assert codes.near not in {line.card.code for line in page.lines if line.group is not Group.ARRIVING}
    choose(page, f"Pelaksana – {CLERK}")
    assert {line.desk for line in page.lines} == {Desk.PELAKSANA}
    assert [line.card.code for line in page.lines if line.group is Group.TODAY] == [codes.near]
    choose(page, "Meja Camat")
    assert not [line for line in page.lines if line.group is not Group.ARRIVING]


def test_a_pill_shows_its_own_and_pressed_again_all(page: TodayPage, codes: Codes) -> None:
    whole = len(page.table.model.records)
    click(page.pills[Group.LATE])
    assert [line.card.code for line in page.table.model.records] == [codes.late]
    assert page.pills[Group.LATE].isChecked()
    click(page.pills[Group.LATE])
    assert len(page.table.model.records) == whole > 1
    assert not page.pills[Group.NEAR].isVisible(), "what there is none of has no pill"


def test_the_open_page_follows_the_clock_and_the_work(
    page: TodayPage, work: AtWork, clock: Clock, codes: Codes
) -> None:
    clock.later(hours=1)
    work.desk.tick()
    assert [line.group for line in page.lines[:2]] == [Group.LATE, Group.LATE]
    work.desk.desk.hold(work.id_of(codes.near), "Camat dinas luar", step=2, at=clock.now)
    assert [line.card.code for line in page.lines if line.group is Group.LATE] == [codes.late]


def test_a_minute_leaves_the_row_selected(page: TodayPage, work: AtWork, clock: Clock, codes: Codes) -> None:
    near = next(line for line in page.lines if line.card.code == codes.near)
    page.table.select(near.key)
    clock.later(minutes=5)
    work.desk.tick()
    current = page.table.current()
    assert current is not None
    assert current.card.code == codes.near


def test_a_duty_is_begun_by_its_button_once(page: TodayPage, work: AtWork) -> None:
    page.bar.setCurrentIndex(DUTY)
    assert not page.whose.isVisible()
    assert not page.start.isEnabled(), "nothing is selected"
    assert page.duties.select("rfk:2026-11")
    click(page.start)
    row = page.duties.current()
    assert row is not None
    assert row.dossier_id == work.panel.dossier
    assert not page.start.isEnabled()
    assert work.shell.toaster.text == f"Berkas RFK & TEPPA November 2026 dimulai: {row.code}."
    page.duties.select("rfk:2026-12")
    assert page.start.isEnabled()
    page.bar.setCurrentIndex(QUEUE)
    assert page.whose.isVisible()


def test_a_duty_in_a_year_without_its_days_off_says_so(page: TodayPage) -> None:
    (column,) = (each for each in DUTIES if each.key == "keadaan")
    told = {row.key: column.text(row) for row in page.duties.model.records}
    assert told["renstra:2030-2034"] == "belum waktunya · Hari libur tahun 2030 belum diisi."
    assert told["rfk:2026-12"] == "belum waktunya"


def test_nobody_begins_nothing(page: TodayPage, work: AtWork) -> None:
    work.desk.desk.sign_in("")
    page.bar.setCurrentIndex(DUTY)
    page.duties.select("rfk:2026-11")
    click(page.start)
    assert "Ctrl+L" in page.notice.text
    assert work.desk.panel is None


def test_who_may_not_begin_it_is_told_so_before(page: TodayPage, work: AtWork) -> None:
    desk = work.desk.desk
    with_pins(desk.office, desk.now())
    page.bar.setCurrentIndex(DUTY)
    assert page.duties.select("rfk:2026-11")
    desk.sign_in(KASUBBAG)
    desk.tell(Changes(office=True))
    assert not page.start.isEnabled(), "the papers begin at another desk"
    assert page.start.toolTip() != ""
    assert "Buka berkas" not in page.start.toolTip()
    desk.sign_in(PETUGAS)
    assert page.start.isEnabled()
    assert "Buka berkas" in page.start.toolTip()


def test_an_official_who_comes_in_sees_the_own_desk_first(page: TodayPage, work: AtWork) -> None:
    desk = work.desk.desk
    with_pins(desk.office, desk.now())
    desk.tell(Changes(office=True))
    assert page.whose.value() == ""
    desk.sign_in(KASUBBAG)
    assert page.whose.value() == "meja:kasubbag"
    assert page.lines
    assert {line.desk for line in page.lines} == {Desk.KASUBBAG}
    choose(page, "Semua meja")
    desk.tell(Changes(office=True))
    assert page.whose.value() == "", "what was chosen stays"
    desk.sign_in(SEKCAM)
    assert page.whose.value() == "meja:sekcam"
    desk.sign_in(PETUGAS)
    assert page.whose.value() == "", "a petugas works for every desk"


def test_the_dossier_of_a_duty_opens(page: TodayPage, work: AtWork) -> None:
    page.bar.setCurrentIndex(DUTY)
    page.duties.select("rfk:2026-11")
    QTest.keyClick(page.duties.view, Qt.Key.Key_Return)
    assert work.desk.panel is None, "there is none yet"
    click(page.start)
    opened = work.panel.dossier
    click(work.panel.close_button)
    page.duties.select("rfk:2026-11")
    QTest.keyClick(page.duties.view, Qt.Key.Key_Return)
    assert work.panel.dossier == opened


def test_the_morning_list_is_that_of_the_queue(page: TodayPage, work: AtWork) -> None:
    orders: list[PaperOrder] = []
    page.paper_requested.connect(orders.append)
    click(page.print)
    work.dialog(PaperDialog).reject()
    choose(page, "Meja Kasubbag")
    click(page.print)
    work.dialog(PaperDialog).reject()
    assert orders == [PaperOrder("pagi"), PaperOrder("pagi", option="meja:kasubbag")]


def test_next_day_says_the_day(page: TodayPage, work: AtWork, clock: Clock) -> None:
    assert page.day.text() == "Senin, 23 November 2026"
    clock.now += timedelta(days=1)
    work.desk.tick()
    assert page.day.text() == "Selasa, 24 November 2026"


@pytest.mark.parametrize("width", [880, 1366, 1900])
def test_the_choice_and_the_button_stand_beside_each_other(page: TodayPage, width: int) -> None:
    page._theme.set_scale(150)
    page.setFixedWidth(width)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert page.whose.combo.mapTo(page, page.whose.combo.rect().bottomRight()).x() < page.print.x()
    assert page.print.width() >= page.print.sizeHint().width()
    assert page.day.geometry().right() < page.whose.x()
