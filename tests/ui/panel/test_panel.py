"""The dossier panel by clicks and keys: it shows one dossier whole, and asks for what is pressed."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.domain.clocks import Level
from sopdesk.services.panel import AtHand, at_hand
from sopdesk.services.views import Deed, Offer
from sopdesk.store.store import Store
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.kit.tokens import Size, Space
from sopdesk.ui.panel.panel import FACTS, LETTERS, LOG, DossierPanel
from tests.services.desk import Clerk
from tests.ui.deeds.office import click

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, theme: Theme) -> DossierPanel:
    made = DossierPanel(desk, theme)
    qtbot.addWidget(made)
    made.resize(372, 620)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def started(
    clerk: Clerk, step: int = 1, sop: str = "lakip", title: str = "Laporan Kinerja 2026", **wish: Any
) -> int:
    answer = clerk.start(sop, title, **wish)
    clerk.to_step(step)
    return answer.dossier_id


def action(panel: DossierPanel, text: str) -> QAction:
    every = (*panel.buttons.more_menu.actions(), *panel.buttons.print_menu.actions())
    found = [act for act in every if text in act.text()]
    assert len(found) == 1, [act.text() for act in every]
    return found[0]


def test_says_what_it_is_for_before_a_dossier_is_chosen(panel: DossierPanel) -> None:
    assert panel.empty.isVisible()
    assert panel.dossier is None
    assert not panel.buttons.main.isVisible()


def test_an_unknown_dossier_is_a_sentence(panel: DossierPanel) -> None:
    panel.show_dossier(999)
    assert panel.empty.isVisible()
    assert "tidak ditemukan" in panel.empty.words.text()


def test_shows_the_dossier(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = started(clerk, 5, period="2026", origin="disposition", origin_note="Camat 9/11")
    clerk.give_back()
    panel.show_dossier(dossier)
    assert panel.label.text() == "LAKIP"
    assert panel.code.text() == f"· {clerk.code} · putaran 2"
    assert panel.title.text == "Laporan Kinerja 2026"
    assert panel.origin.text == "Disposisi: Camat 9/11"
    assert panel.clock.words.text.startswith("sisa ")
    assert panel.clock.note.text.startswith("Langkah 4 dari 12")
    assert panel.clock.level is Level.AMAN
    assert "(mutu baku)" in panel.foot.finish.text()


def test_main_button_asks_for_the_next_step(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = started(clerk, 10)
    panel.show_dossier(dossier)
    assert panel.buttons.main.text() == "Paraf, serahkan ke Camat"
    with qtbot.waitSignal(panel.offer_requested) as asked, qtbot.assertNotEmitted(panel.elsewhen_requested):
        click(panel.buttons.main)
    assert asked.args is not None
    assert asked.args[:2] == [dossier, 10]
    assert asked.args[2].deed is Deed.HAND_ON


def test_shift_asks_for_another_time(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 2))
    with qtbot.waitSignal(panel.elsewhen_requested), qtbot.assertNotEmitted(panel.offer_requested):
        click(panel.buttons.main, SHIFT)
    with qtbot.waitSignal(panel.elsewhen_requested):
        action(panel, "pada waktu lain").trigger()


def test_a_button_that_opens_a_dialog_says_so(panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 9))
    assert panel.buttons.main.text() == "Paraf, serahkan ke Sekcam…"
    panel.show_dossier(started(clerk, 2))
    assert panel.buttons.main.text() == "Selesai, lanjut ke langkah 3"


def test_the_way_back_and_the_menu(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 6))
    with qtbot.waitSignal(panel.offer_requested) as asked:
        click(panel.buttons.back)
    assert asked.args is not None
    assert asked.args[2] == Offer(Deed.RETURN, "Kembalikan", to_step=4)
    for text, deed in (
        ("Tunda…", Deed.HOLD),
        ("Lewati langkah…", Deed.SKIP),
        ("Batalkan berkas…", Deed.CANCEL),
    ):
        with qtbot.waitSignal(panel.offer_requested) as asked:
            action(panel, text).trigger()
        assert asked.args is not None
        assert asked.args[2].deed is deed


def test_the_first_step_has_no_way_back(panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk))
    assert not panel.buttons.back.isVisible()


def test_print_menu_names_each_paper(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = started(clerk)
    panel.show_dossier(dossier)
    with qtbot.waitSignal(panel.paper_requested) as asked:
        action(panel, "Lembar kendali").trigger()
    assert asked.args == [dossier, "lembar-kendali", ""]
    assert "Nomor dan tanggal saja" not in " ".join(a.text() for a in panel.buttons.print_menu.actions())
    clerk.to_step(12)
    clerk.number()
    panel.show_dossier(dossier)
    with qtbot.waitSignal(panel.paper_requested) as asked:
        action(panel, "Nomor dan tanggal saja").trigger()
    assert asked.args == [dossier, "surat-pengantar", "tindih"]


def test_the_menus_open_by_click(panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 2))
    for button, menu in (
        (panel.buttons.more, panel.buttons.more_menu),
        (panel.buttons.print, panel.buttons.print_menu),
    ):
        click(button)
        assert menu.isVisible()
        menu.close()


def test_long_words_get_a_row_of_their_own(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    def rows() -> int:
        return len({button.y() for button in (panel.buttons.main, panel.buttons.back, panel.buttons.print)})

    def one_row() -> bool:
        return rows() == 1

    def two_rows() -> bool:
        return rows() == 2

    panel.show_dossier(started(clerk, 10))
    qtbot.waitUntil(one_row)
    clerk.to_step(11)
    panel.show_dossier(panel.dossier or 0)
    assert panel.buttons.main.text() == "Tanda tangan, serahkan ke Bagian Umum"
    qtbot.waitUntil(two_rows)
    assert panel.buttons.main.y() < panel.buttons.back.y()
    assert panel.buttons.main.width() >= panel.buttons.main.sizeHint().width()
    panel.resize(600, 620)
    qtbot.waitUntil(one_row)
    panel.resize(330, 620)
    qtbot.waitUntil(two_rows)


def test_a_minute_later_the_words_are_others_without_a_query(
    panel: DossierPanel, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.show_dossier(started(clerk, 10))
    before = panel.clock.words.text
    monkeypatch.setattr(Store, "read", None)
    panel.tick(clerk.now + timedelta(hours=1))
    monkeypatch.undo()
    assert panel.clock.words.text != before
    assert panel.clock.level is Level.TERLAMBAT
    assert panel.foot.why.text() == "Kenapa terlambat?"
    now = panel.ladder.now()
    assert now is not None
    assert now.row.real.startswith("1 jam")


def test_only_changes_of_its_own_dossier_are_read(
    panel: DossierPanel, desk: Desk, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = started(clerk)
    dossier = started(clerk)
    panel.show_dossier(dossier)
    read: list[object] = []

    def counting(*given: Any) -> AtHand:
        read.append(given[1])
        return at_hand(*given)

    monkeypatch.setattr("sopdesk.ui.panel.panel.at_hand", counting)
    desk.tell(Changes(dossiers=frozenset({other})))
    desk.tell(Changes(registers=True))
    assert read == []
    desk.hand_on(dossier, step=1, at=clerk.now)
    assert read == [dossier]
    assert panel.view is not None
    assert panel.view.card.step == 2
    desk.tell(Changes())
    desk.tell(Changes(office=True))
    assert len(read) == 3


def test_number_made_void_in_the_book_is_seen(panel: DossierPanel, clerk: Clerk, desk: Desk) -> None:
    dossier = started(clerk, 12)
    taken = clerk.number()
    panel.show_dossier(dossier)
    assert panel.view is not None
    assert panel.view.card.number_text == taken.text
    desk.void_number(
        register="outgoing", year=taken.year, series="umum", number=taken.number, insert="", reason="Salah"
    )
    assert panel.view.card.number_text == ""


def test_overprint_is_for_the_letter_on_its_way(panel: DossierPanel, clerk: Clerk) -> None:
    """After the first letter of a Renstra went out, its number is no longer printed into a gap."""
    dossier = started(clerk, 12, "renstra")
    clerk.number()
    panel.show_dossier(dossier)
    assert _overprints(panel) == 1
    clerk.to_step(14)
    panel.show_dossier(dossier)
    assert _overprints(panel) == 0


def _overprints(panel: DossierPanel) -> int:
    return sum("saja" in action.text() for action in panel.buttons.print_menu.actions())


def test_an_old_beginning_is_named_with_its_date(panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 10))
    assert "sejak pukul 08." in panel.clock.note.text
    panel.tick(clerk.now + timedelta(days=3))
    assert "sejak 23 November 2026 pukul 08." in panel.clock.note.text


def test_all_tabs_are_seen_in_the_narrowest_panel(panel: DossierPanel, clerk: Clerk, theme: Theme) -> None:
    panel.show_dossier(started(clerk))
    for scale in (90, 100, 150):
        theme.set_scale(scale)
        least = theme.px(Size.PANEL_LEAST) - 2 * Space.INSIDE
        assert panel.tabs.sizeHint().width() <= least + Space.BETWEEN, "the last tab's own margin may be cut"


def test_a_hold_shows_its_reason_and_the_way_on(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = started(clerk, 10)
    clerk.hold("Sekcam dinas luar")
    panel.show_dossier(dossier)
    assert panel.clock.level is Level.DITUNDA
    assert panel.clock.words.text == "Ditunda"
    assert panel.clock.note.text.startswith("Sekcam dinas luar · ")
    assert panel.buttons.main.text() == "Lanjutkan berkas"


def test_an_ended_dossier(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = started(clerk)
    clerk.to_end()
    panel.show_dossier(dossier)
    assert panel.clock.level is Level.SELESAI
    assert panel.clock.note.text == "Lembar 2 belum kembali"
    assert panel.buttons.main.text() == "Catat lembar 2 kembali…"
    clerk.receipt()
    panel.show_dossier(dossier)
    assert not panel.buttons.main.isVisible()


@pytest.mark.parametrize(
    "title", ['<b>Renja</b> &amp; "kutip"', "Laporan 😀 مرحبا " + "kata " * 90, "x" * 500]
)
def test_titles_are_shown_as_typed_and_whole(panel: DossierPanel, clerk: Clerk, title: str) -> None:
    panel.show_dossier(started(clerk, title=title))
    assert panel.title.text == title.strip()
    assert panel.whole_title.isVisible() == (len(title) > 100)
    if len(title) > 100:
        clamped = panel.title.heightForWidth(panel.title.width())
        assert panel.title.toolTip()
        click(panel.whole_title)
        assert panel.title.heightForWidth(panel.title.width()) > 2 * clamped
        assert not panel.whole_title.isVisible()


def test_escape_and_the_cross_close(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk))
    with qtbot.waitSignal(panel.closed):
        click(panel.close_button)
    panel.buttons.main.setFocus()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel.buttons.main, Qt.Key.Key_Escape)


def test_every_control_is_named_and_reached_by_tab(panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 6))
    panel.close_button.setFocus()
    seen = []
    for _ in range(40):
        focused = panel.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    buttons = panel.buttons
    for widget in (buttons.main, buttons.back, buttons.print, buttons.more, panel.tabs, panel.foot.why):
        assert widget in seen
        assert widget.accessibleName()
    assert all(rung in seen for rung in panel.ladder.rungs)


def test_light_dark_and_large_without_a_restart(panel: DossierPanel, clerk: Clerk, theme: Theme) -> None:
    panel.show_dossier(started(clerk, 10))
    small = panel.ladder.rungs[0].sizeHint().height()
    light = panel.grab().toImage()
    theme.set_appearance(Appearance.DARK)
    dark = panel.grab().toImage()
    middle = light.width() // 2
    assert light.pixelColor(middle, 4).lightness() > 200 > 100 > dark.pixelColor(middle, 4).lightness()
    theme.set_scale(150)
    assert panel.ladder.rungs[0].sizeHint().height() > 1.3 * small


def test_tabs_are_filled_when_they_are_opened(panel: DossierPanel, clerk: Clerk) -> None:
    panel.show_dossier(started(clerk, 3))
    assert (panel.log.entries, panel.letters.boxes, panel.facts.ticks) == ([], [], [])
    for tab in (LOG, LETTERS, FACTS):
        click_tab(panel, tab)
    assert panel.log.entries
    assert panel.letters.boxes
    assert panel.facts.ticks


def click_tab(panel: DossierPanel, tab: int) -> None:
    QTest.mouseClick(panel.tabs, Qt.MouseButton.LeftButton, pos=panel.tabs.tabRect(tab).center())
    assert panel.tabs.currentIndex() == tab


def test_foot_says_what_the_past_and_the_deadline_say(panel: DossierPanel, clerk: Clerk) -> None:
    for number in range(10):
        clerk.start("balasan", f"Selesai {number}")
        clerk.to_end()
    dossier = clerk.start("balasan", "Berjalan", deadline=date(2026, 12, 30)).dossier_id
    panel.show_dossier(dossier)
    assert panel.foot.finish.text().startswith("Perkiraan selesai ")
    assert panel.foot.finish.text().endswith("(dari 10 berkas)")
    assert "Delapan dari sepuluh" in panel.foot.finish.toolTip()
    other = clerk.start("rup", "Rencana", deadline=date(2026, 12, 30)).dossier_id
    panel.show_dossier(other)
    assert panel.foot.finish.text().endswith("(mutu baku)")
    first, second = panel.foot.deadline.text().splitlines()
    assert first == "Batas waktu berkas: Rabu, 30 Desember 2026 pukul 16.00"
    assert second.startswith("Langkah ini selesai paling lambat ")
