"""A morning in the whole window: find, hand on, take back, filter, look at what others logged."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from sopdesk.domain.codes import payload
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk as Place
from sopdesk.services import queries, settings
from sopdesk.services.office import Office, open_office
from sopdesk.services.today import Group
from sopdesk.services.views import Card
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.desk import Changes
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.tokens import State
from sopdesk.ui.main.later import Later
from sopdesk.ui.main.switchboard import AGENDA, BOARD, SETTINGS
from sopdesk.ui.settings.about import AboutSection
from sopdesk.ui.sops.page import SopPage
from sopdesk.ui.today import ledger
from sopdesk.ui.today.desk import TODAY
from sopdesk.ui.today.page import TodayPage
from tests.cli.running import batch
from tests.services.desk import CLERK, Clerk
from tests.ui.main.office import AtWork, Clock, Codes, button_of, click
from tests.ui.scans.bursts import Hand, scan

CTRL = Qt.KeyboardModifier.ControlModifier


def step_of(work: AtWork, code: str) -> int:
    (card,) = queries.cards(work.desk.desk.office, [work.id_of(code)])
    return card.step


def at_the_card(work: AtWork, code: str) -> QWidget:
    """Put the keys on a card, as a click on it does."""
    column = work.board.field.column_of(work.id_of(code))
    assert column is not None
    row = column.model.row_of(work.id_of(code))
    place = column.view.visualRect(column.model.index(row)).center()
    QTest.mouseClick(column.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    return column.view


class TestSearch:
    """The box finds, opens and refuses."""

    def test_words_show_hits_and_enter_opens_the_first(self, work: AtWork, codes: Codes) -> None:
        work.search("pengadaan", enter=False)
        finder = work.desk.finder
        assert finder.isVisible()
        assert finder.list.count() == 1
        assert codes.calm in finder.list.item(0).text()
        QTest.keyClick(work.shell.header.search.line, Qt.Key.Key_Return)
        assert work.panel.dossier == work.id_of(codes.calm)
        assert not finder.isVisible()
        assert work.shell.header.search.line.text() == ""
        assert work.board.selected() == [work.id_of(codes.calm)]

    def test_a_hit_is_chosen_by_arrows(self, work: AtWork, codes: Codes) -> None:
        work.search("laporan kinerja", enter=False)
        finder = work.desk.finder
        assert finder.list.count() == 2
        QTest.keyClick(work.shell.header.search.line, Qt.Key.Key_Down)
        assert finder.list.hasFocus()
        QTest.keyClick(finder.list, Qt.Key.Key_Down)
        QTest.keyClick(finder.list, Qt.Key.Key_Return)
        assert work.panel.dossier == work.id_of(codes.late), "the newest stands first"

    def test_a_hit_is_chosen_by_the_mouse(self, work: AtWork, codes: Codes) -> None:
        work.search("yang lama", enter=False)
        shown = work.desk.finder.list
        place = shown.visualItemRect(shown.item(0)).center()
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        assert work.panel.dossier == work.id_of(codes.late)

    def test_escape_goes_back_to_the_words_and_then_away(self, work: AtWork) -> None:
        work.search("laporan", enter=False)
        line, finder = work.shell.header.search.line, work.desk.finder
        QTest.keyClick(line, Qt.Key.Key_Down)
        QTest.keyClick(finder.list, Qt.Key.Key_Escape)
        assert line.hasFocus()
        assert line.text() == "laporan"
        assert not finder.isVisible()
        QTest.keyClick(line, Qt.Key.Key_Escape)
        assert line.text() == ""

    def test_the_hits_go_when_the_clerk_goes_on_elsewhere(self, work: AtWork, codes: Codes) -> None:
        work.search("laporan", enter=False)
        assert work.desk.finder.isVisible()
        at_the_card(work, codes.calm)
        assert not work.desk.finder.isVisible()

    def test_nothing_found_while_typing_and_on_enter(self, work: AtWork) -> None:
        work.search("<b>tidak ada</b>", enter=False)
        assert work.desk.finder.words.text() == "Belum ada yang cocok."
        QTest.keyClick(work.shell.header.search.line, Qt.Key.Key_Return)
        assert "<b>tidak ada</b>" in work.said
        assert work.desk.panel is None

    @pytest.mark.parametrize("written", ["{}", "{} ", " {}", "lower"])
    def test_a_code_opens(self, work: AtWork, codes: Codes, written: str) -> None:
        work.search(codes.calm.lower() if written == "lower" else written.format(codes.calm))
        assert work.panel.dossier == work.id_of(codes.calm)

    def test_a_payload_of_this_office_opens(self, work: AtWork, codes: Codes) -> None:
        work.search(payload("KKC", codes.near))
        assert work.panel.dossier == work.id_of(codes.near)

    def test_another_offices_sheet_is_named(self, work: AtWork, codes: Codes) -> None:
        work.search(payload("ABC", codes.near))
        assert "kantor lain" in work.said
        assert "ABC" in work.said
        assert work.desk.panel is None

    def test_a_wrong_check_character(self, work: AtWork, codes: Codes) -> None:
        wrong = codes.calm[:-1] + ("A" if codes.calm[-1] != "A" else "B")
        work.search(wrong)
        assert "huruf periksanya tidak cocok" in work.said
        assert work.shell.header.search.line.text() == wrong, "what was typed can be mended"
        assert work.desk.panel is None

    def test_a_trouble_while_typing_is_said(self, work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
        def locked(*_given: object) -> list[object]:
            raise Trouble(Fault.FILE_LOCKED, path="D:")

        monkeypatch.setattr(queries, "search", locked)
        work.search("laporan", enter=False)
        assert "dipakai program lain" in work.said

    @pytest.mark.parametrize("rubbish", ["https://contoh.example/x", "SD:KKC:XYZ", "0000000000"])
    def test_a_burst_of_a_scanner(self, work: AtWork, codes: Codes, rubbish: str) -> None:
        """Wherever the keys are; what it cannot be is said."""
        tabs, watch = work.shell.tabs, work.shell.scans
        watch.moment = Hand()  # a busy machine would tear it
        tabs.setFocus()
        assert tabs.hasFocus()
        scan(watch, tabs, rubbish)
        assert rubbish in work.said
        assert work.desk.panel is None
        assert tabs.hasFocus()
        scan(watch, tabs, payload("KKC", codes.calm))
        assert work.panel.dossier == work.id_of(codes.calm)


class TestToday:
    """What is late, close, or due today; the rest is left out."""

    def test_late_first_and_opens(self, work: AtWork, codes: Codes) -> None:
        click(work.shell.header.today)
        page = today_page(work)
        assert [(line.card.code, line.group) for line in page.lines[:2]] == [
            (codes.late, Group.LATE),
            (codes.near, Group.TODAY),
        ]
        assert {line.group for line in page.lines[2:]} <= {Group.ARRIVING}
        page.table.select(page.lines[0].key)
        QTest.keyClick(page.table.view, Qt.Key.Key_Return)
        assert work.panel.dossier == work.id_of(codes.late)

    def test_by_keys(self, work: AtWork) -> None:
        QTest.keyClick(work.shell, Qt.Key.Key_T, CTRL)
        assert work.shell.tabs.current == TODAY
        assert today_page(work).isVisible()

    def test_what_is_held_presses_nobody(self, work: AtWork, codes: Codes) -> None:
        desk = work.desk.desk
        for code, step in ((codes.late, 5), (codes.near, 2)):
            desk.hold(work.id_of(code), "Camat dinas luar", step=step, at=desk.now())
        click(work.shell.header.today)
        page = today_page(work)
        assert {line.card.code for line in page.lines} <= {codes.calm}
        desk.resume(work.id_of(codes.late), step=5, at=desk.now())
        assert page.lines[0].card.code == codes.late, "the open page follows"

    def test_a_trouble_is_said(self, work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
        def locked(*_given: object) -> object:
            raise Trouble(Fault.FILE_LOCKED, path="D:")

        work.desk.today.stop()
        monkeypatch.setattr(ledger, "stand", locked)
        click(work.shell.header.today)
        page = work.shell.body.page(TODAY)
        assert isinstance(page, Later)
        assert isinstance(page.page, EmptyState)
        assert "dipakai program lain" in page.page.words.text()
        monkeypatch.undo()
        click(button_of(page, "Coba lagi"))
        assert today_page(work).isVisible()


def today_page(work: AtWork) -> TodayPage:
    later = work.shell.body.page(TODAY)
    assert isinstance(later, Later)
    page = later.page
    assert isinstance(page, TodayPage)
    return page


class TestCounts:
    """The pills and the counts on the tabs tell of the board, also from behind another tab."""

    def test_pills_and_tabs(self, work: AtWork) -> None:
        header, tabs = work.shell.header, work.shell.tabs
        assert (header.late.text(), header.warning.text(), header.running.text()) == (
            "1 terlambat",
            "1 waspada",
            "3 berjalan",
        )
        place = tabs.keys.index
        assert tabs.accessibleTabName(place("lakip")) == "LAKIP, 1 terlambat"
        assert tabs.accessibleTabName(place("rup")).endswith(", 1 berkas")
        assert "," not in tabs.accessibleTabName(place("renstra"))

    def test_pills_filter_the_board(self, work: AtWork, codes: Codes) -> None:
        work.shell.tabs.show_key(AGENDA)
        header = work.shell.header
        click(header.late)
        assert work.shell.tabs.current == BOARD
        assert work.shown() == {codes.late}
        click(header.warning)
        assert work.shown() == {codes.near}
        click(header.running)
        assert work.shown() == {codes.late, codes.near, codes.calm}

    def test_time_goes_by_behind_another_tab(self, work: AtWork, clock: Clock) -> None:
        work.shell.tabs.show_key(SETTINGS)
        clock.later(hours=1)
        work.desk.tick()
        assert work.shell.header.late.text() == "2 terlambat"
        assert not work.shell.header.warning.isVisible()
        assert work.shell.status.clock.text() == "Senin, 23 November 2026, 11.30 WIB"

    def test_status_line(self, work: AtWork) -> None:
        status = work.shell.status
        assert status.clock.text() == "Senin, 23 November 2026, 10.30 WIB"
        assert status.hours.text().startswith("Jam kerja 07.30–")
        assert status.words.text() == "Tersimpan"

    def test_a_day_off_is_told(self, work: AtWork, clock: Clock) -> None:
        clock.later(days=6)
        work.desk.tick()
        assert work.shell.status.hours.text() == "Hari ini kantor libur"


class TestHandingOn:
    """From the panel's main button to the toast and back."""

    def test_main_button_then_undo(self, work: AtWork, codes: Codes) -> None:
        work.search(codes.calm)
        assert step_of(work, codes.calm) == 1
        words = work.panel.buttons.main.text()
        click(work.panel.buttons.main)
        assert step_of(work, codes.calm) == 2
        assert work.panel.buttons.main.text() != words
        assert work.panel.view is not None
        assert work.panel.view.card.step == 2
        toaster = work.shell.toaster
        assert toaster.isVisible()
        assert toaster.text
        click(toaster.button)
        assert step_of(work, codes.calm) == 1
        assert work.panel.view.card.step == 1
        assert work.panel.buttons.main.text() == words
        assert toaster.text
        assert not toaster.button.isVisible(), "taking back is not taken back"

    def test_undo_by_keys(self, work: AtWork, codes: Codes) -> None:
        work.search(codes.calm)
        click(work.panel.buttons.main)
        QTest.keyClick(work.shell, Qt.Key.Key_Z, CTRL)
        assert step_of(work, codes.calm) == 1

    def test_undo_too_late_says_so(self, work: AtWork, codes: Codes, clock: Clock) -> None:
        work.search(codes.calm)
        click(work.panel.buttons.main)
        clock.later(minutes=11)
        click(work.shell.toaster.button)
        assert "10 menit" in work.said
        assert step_of(work, codes.calm) == 2

    def test_a_handoff_that_changes_the_desk_moves_the_card(self, work: AtWork, codes: Codes) -> None:
        desk = work.desk.desk
        dossier = work.id_of(codes.calm)
        for step in (1, 2):
            desk.hand_on(dossier, step=step, at=desk.now())
        work.search(codes.calm)
        assert work.cards()[codes.calm] == "pelaksana"
        click(work.panel.buttons.main)
        assert work.cards()[codes.calm] == "kasubbag"
        assert work.board.selected() == [dossier]

    def test_what_somebody_else_did_meanwhile_is_refused_and_shown(self, work: AtWork, codes: Codes) -> None:
        work.search(codes.calm)
        logged_elsewhere(codes.calm, work.clock)
        click(work.panel.buttons.main)
        assert "berpindah ke langkah 2" in work.said
        assert step_of(work, codes.calm) == 2
        assert work.panel.view is not None
        assert work.panel.view.card.step == 2, "it is shown where it stands now"
        click(work.panel.buttons.main)
        assert step_of(work, codes.calm) == 3
        assert not work.said, "what was refused is done now"

    def test_the_warning_of_a_stand_in_stays_until_it_is_closed(self, work: AtWork, codes: Codes) -> None:
        office = Clerk(work.desk.desk.office, now=work.clock.now - timedelta(days=1))
        office.appoint("Nama Pengganti", Place.CAMAT, Status.PLT)
        dossier = office.start("renja", title="Renja yang ditandatangani Plt.").dossier_id
        office.to_step(11)
        work.desk.desk.tell(Changes(office=True))
        work.desk.open_dossier(dossier)
        click(work.panel.buttons.main)
        warning = work.shell.warning
        assert "Plt. atau Plh." in warning.text
        work.search(codes.calm)
        logged_elsewhere(codes.calm, work.clock)
        for _refused_then_done in range(2):
            click(work.panel.buttons.main)
        assert work.shell.toaster.isVisible()
        assert warning.isVisible()
        assert "Plt. atau Plh." in warning.text

    def test_a_new_dossier_opens_beside_the_board(self, work: AtWork) -> None:
        click(work.shell.header.new)
        dialog = work.dialog(NewDossierDialog)
        click(dialog.sop.tiles["renja"])
        click(dialog.action)
        view = work.panel.view
        assert view is not None
        assert view.code in work.cards()
        assert work.shell.header.running.text() == "4 berjalan"
        assert view.code in work.shell.toaster.text
        click(work.shell.toaster.button)
        assert view.code not in work.cards(), "a start is taken back too"

    def test_the_panel_closes(self, work: AtWork, codes: Codes) -> None:
        work.search(codes.calm)
        click(work.panel.close_button)
        assert work.desk.panel is None
        assert work.shell.body.panel is None
        work.search(codes.late)
        assert work.panel.dossier == work.id_of(codes.late)


def logged_elsewhere(code: str, clock: Clock) -> None:
    """What ``sopdesk batch`` logs in a process of its own."""
    (answer,) = batch(
        {"op": "hand_on", "dossier": code, "by": CLERK, "at": clock.now.isoformat()}, now=clock.now
    )
    assert answer["ok"], answer


class TestNews:
    """What another program logged is seen on coming back, or by F5."""

    def test_coming_back(self, work: AtWork, codes: Codes) -> None:
        work.search(codes.calm)
        for _ in range(3):
            logged_elsewhere(codes.calm, work.clock)
        assert work.cards()[codes.calm] == "pelaksana"
        work.come_back()

        def moved() -> bool:
            return work.cards()[codes.calm] == "kasubbag"

        work.qtbot.waitUntil(moved)
        assert work.panel.view is not None
        assert work.panel.view.card.step == 4

    def test_f5(self, work: AtWork, codes: Codes) -> None:
        for _ in range(3):
            logged_elsewhere(codes.calm, work.clock)
        QTest.keyClick(work.shell, Qt.Key.Key_F5)
        assert work.cards()[codes.calm] == "kasubbag"

    def test_nothing_new_reads_nothing_again(
        self, work: AtWork, codes: Codes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One dossier moved: one card is read again, never the whole board."""
        read: list[int] = []
        real = queries.cards

        def counted(office: Office, ids: Sequence[int]) -> list[Card]:
            read.append(len(ids))
            return real(office, ids)

        def whole(*_given: object, **_named: object) -> None:
            raise AssertionError("the whole board is read")

        monkeypatch.setattr(queries, "cards", counted)
        monkeypatch.setattr(queries, "board", whole)
        work.desk.news.look()
        assert read == []
        logged_elsewhere(codes.calm, work.clock)
        work.desk.news.look()
        work.desk.news.look()
        assert read == [1]

    def test_what_the_office_set_elsewhere(self, work: AtWork) -> None:
        office = open_office(work.program.folder, work.clock.now)
        profile = replace(office.look().profile, kecamatan="Nama Baru")
        settings.save_profile(office, profile, by=CLERK, now=work.clock.now)
        office.close()
        work.desk.news.look()
        assert work.desk.desk.known.profile.kecamatan == "Nama Baru"
        assert "Nama Baru" in work.shell.windowTitle()

    def test_a_trouble_is_said(self, work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone(*_given: object) -> object:
            raise Trouble(Fault.FOLDER_MISSING, path="D:")

        monkeypatch.setattr(work.desk.news, "_newest", gone)
        work.desk.news.look()
        assert "tidak dapat dibuka" in work.said


class TestPages:
    """Each tab builds its page when it is first looked at."""

    def test_every_tab_opens(self, work: AtWork) -> None:
        tabs = work.shell.tabs
        for place, key in enumerate(tabs.keys, 1):
            if place <= 9:
                QTest.keyClick(work.shell, Qt.Key(Qt.Key.Key_0.value + place), CTRL)
            else:
                tabs.show_key(key)
            assert tabs.current == key
            assert work.shell.body.page(key).isVisible()
        assert work.said == ""

    def test_a_dossier_opens_from_the_page_of_its_sop(self, work: AtWork, codes: Codes) -> None:
        work.shell.tabs.show_key("lakip")
        page = work.shell.body.page("lakip").findChild(SopPage)
        assert isinstance(page, SopPage)
        page.dossier_opened.emit(work.id_of(codes.late))
        assert work.panel.dossier == work.id_of(codes.late)

    def test_about_leads_to_its_section(self, work: AtWork) -> None:
        work.shell.about_requested.emit()
        assert work.shell.tabs.current == SETTINGS
        section = work.shell.body.page(SETTINGS).findChild(AboutSection)
        assert isinstance(section, AboutSection)
        assert section.isVisible()
        assert work.said == ""

    def test_a_missing_guide_says_where_it_should_be(
        self, work: AtWork, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr("sopdesk.paths.guide", lambda: tmp_path / "panduan")
        QTest.keyClick(work.shell, Qt.Key.Key_F1)
        assert str(tmp_path / "panduan") in work.said

    def test_state_of_a_pill_is_a_level(self, work: AtWork) -> None:
        work.shell.state_chosen.emit(State.WASPADA)
        assert work.board.filters.near.isChecked()


def test_the_minute_hand_goes(work: AtWork, clock: Clock) -> None:
    """The window tells the time by itself; nobody has to press anything."""
    clock.later(minutes=1)
    timer = work.desk._minute
    assert timer.isActive()
    assert 0 < timer.interval() <= 60_000
    timer.timeout.emit()
    assert "10.31" in work.shell.status.clock.text()


def test_the_panel_rests_on_the_settings_and_comes_back(work: AtWork, codes: Codes) -> None:
    near, calm = work.id_of(codes.near), work.id_of(codes.calm)
    work.desk.open_dossier(near)
    panel = work.panel
    work.shell.tabs.show_key(SETTINGS)
    assert not panel.isVisible()
    work.shell.tabs.show_key(AGENDA)
    assert work.panel.dossier == near
    work.shell.tabs.show_key(SETTINGS)
    work.desk.open_dossier(calm)  # by the search, say
    assert work.panel.dossier == calm
    work.shell.tabs.show_key(BOARD)
    QTest.keyClick(work.shell.body, Qt.Key.Key_Escape)
    assert work.shell.body.panel is None
    work.shell.tabs.show_key(SETTINGS)
    work.shell.tabs.show_key(BOARD)
    assert work.shell.body.panel is None
