"""The main window: every part by keys and clicks, and what it remembers."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.button import IconButton
from sopdesk.ui.kit.remembered import Remembered
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.kit.tokens import State
from sopdesk.ui.shell.menus import MenuName
from sopdesk.ui.shell.shortcuts import ShortcutSheet
from sopdesk.ui.shell.window import Shell

CTRL = Qt.KeyboardModifier.ControlModifier
PAGES = (
    ("papan", "Papan", False),
    ("renja", "Renja", True),
    ("rfk", "RFK & TEPPA", False),
    ("agenda", "Agenda", True),
)


def make(qtbot: QtBot, theme: Theme, path: Path) -> Shell:
    shell = Shell(theme, Remembered(path), "SOP Desk – Kecamatan Contoh")
    qtbot.addWidget(shell)
    for key, title, parted in PAGES:
        shell.add_page(key, title, QPushButton(title), parted=parted)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


@pytest.fixture
def shell(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Shell:
    return make(qtbot, theme, tmp_path / "jendela.json")


def test_tabs_by_click_and_by_keys(qtbot: QtBot, shell: Shell) -> None:
    assert shell.tabs.current == "papan"
    with qtbot.waitSignal(shell.tab_changed, check_params_cb=lambda key: key == "rfk"):
        QTest.mouseClick(shell.tabs, Qt.MouseButton.LeftButton, pos=shell.tabs.tabRect(2).center())
    assert shell.body.page("rfk").isVisible()
    QTest.keyClick(shell, Qt.Key.Key_4, CTRL)
    assert shell.tabs.current == "agenda"
    QTest.keyClick(shell, Qt.Key.Key_Tab, CTRL)
    assert shell.tabs.current == "papan"
    QTest.keyClick(shell, Qt.Key.Key_Tab, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert shell.tabs.current == "agenda"
    assert not shell.body.page("papan").isVisible()


def test_a_count_widens_its_tab_and_is_read_out(shell: Shell) -> None:
    before = shell.tabs.tabRect(2).width()
    shell.tabs.set_count("rfk", 12, late=True)
    assert shell.tabs.tabRect(2).width() > before
    assert shell.tabs.accessibleTabName(2) == "RFK & TEPPA, 12 terlambat"
    shell.tabs.set_count("rfk", None)
    assert shell.tabs.tabRect(2).width() == before


def test_a_removed_page_takes_its_tab_along(shell: Shell) -> None:
    shell.tabs.show_key("renja")
    shell.remove_page("renja")
    assert list(shell.tabs.keys) == ["papan", "rfk", "agenda"]
    assert shell.body.page(shell.tabs.current).isVisible()
    shell.add_page("lakip", "LAKIP", QWidget(), before="agenda")
    assert list(shell.tabs.keys) == ["papan", "rfk", "lakip", "agenda"]


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_N, CTRL, "new_dossier_requested"),
        (Qt.Key.Key_T, CTRL, "today_requested"),
        (Qt.Key.Key_L, CTRL, "clerk_requested"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "refresh_requested"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "guide_requested"),
    ],
)
def test_wishes_by_keys(
    qtbot: QtBot, shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    with qtbot.waitSignal(getattr(shell, signal)):
        QTest.keyClick(shell, key, modifier)


def test_wishes_by_clicks(qtbot: QtBot, shell: Shell) -> None:
    shell.header.set_counts(3, 4, 11)
    header = shell.header
    for button, signal in (
        (header.new, shell.new_dossier_requested),
        (header.today, shell.today_requested),
        (header.clerk, shell.clerk_requested),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    for pill, state in (
        (header.late, State.TERLAMBAT),
        (header.warning, State.WASPADA),
        (header.running, None),
    ):
        with qtbot.waitSignal(shell.state_chosen) as chosen:
            QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
        assert chosen.args == [state]


def test_no_pill_for_nothing(shell: Shell) -> None:
    shell.header.set_counts(0, 0, 5)
    assert not shell.header.late.isVisible()
    assert not shell.header.warning.isVisible()
    assert shell.header.running.text() == "5 berjalan"


def test_search_by_keys(qtbot: QtBot, shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    line = shell.header.search.line
    assert line.hasFocus()
    with qtbot.waitSignal(shell.search_changed):
        QTest.keyClicks(line, "2026-0041")
    with qtbot.waitSignal(shell.search_requested) as asked:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == ["2026-0041"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.hasFocus()


def test_panel_opens_beside_the_page_and_its_width_comes_back(
    qtbot: QtBot, shell: Shell, theme: Theme, tmp_path: Path
) -> None:
    panel = QWidget()
    shell.body.set_panel(panel)
    assert panel.isVisible()
    assert shell.body.page("papan").isVisible()
    shell.body.setSizes([shell.width() - 500, 500])
    width = shell.body.sizes()[1]
    shell.body.set_panel(None)
    assert shell.body.panel is None
    shell.tabs.show_key("agenda")
    shell.close()
    again = make(qtbot, theme, tmp_path / "jendela.json")
    again.body.set_panel(QWidget())
    assert again.body.sizes()[1] == width
    assert again.tabs.current == "agenda"


def test_look_is_chosen_in_the_menu_and_remembered(
    qtbot: QtBot, shell: Shell, theme: Theme, tmp_path: Path
) -> None:
    look = next(action for action in shell.menus.menu(MenuName.TAMPILAN).actions() if action.menu())
    menu = look.menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if "Gelap" in action.text().replace("&", "")).trigger()
    assert theme.dark
    QTest.keyClick(shell, Qt.Key.Key_Plus, CTRL)
    assert theme.scale == 110
    assert Remembered(tmp_path / "jendela.json").number("scale") == 110, "a power cut closes no window"
    shell.close()
    theme.set_appearance(Appearance.LIGHT)
    theme.set_scale(100)
    make(qtbot, theme, tmp_path / "jendela.json")
    assert theme.dark
    assert theme.scale == 110


def test_an_empty_menu_is_not_shown_until_a_screen_fills_it(shell: Shell) -> None:
    menu = shell.menus.menu(MenuName.CETAK)
    assert not menu.menuAction().isVisible()
    asked: list[str] = []
    shell.menus.add(MenuName.CETAK, "&Cetak papan…", lambda: asked.append("papan"), "Ctrl+P")
    assert menu.menuAction().isVisible()
    QTest.keyClick(shell, Qt.Key.Key_P, CTRL)
    assert asked == ["papan"]
    assert ("Ctrl+P", "Cetak papan…") in dict(shell.menus.groups())["Cetak"]


def test_question_mark_shows_every_shortcut_once(qtbot: QtBot, shell: Shell) -> None:
    shell.body.page("papan").setFocus()
    QTest.keyClick(shell.body.page("papan"), Qt.Key.Key_Question)
    sheet = shell.findChild(ShortcutSheet)
    assert isinstance(sheet, ShortcutSheet)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.finished):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    keys = [key for title, rows in shell.menus.groups() if title != "Isian" for key, _ in rows]
    assert len(keys) == len(set(keys))


def test_menu_letters_are_told_apart(shell: Shell) -> None:
    for name in MenuName:
        letters = [
            action.text()[action.text().index("&") + 1].lower()
            for action in shell.menus.menu(name).actions()
            if "&" in action.text()
        ]
        assert len(letters) == len(set(letters)), name


def test_banner_and_status(shell: Shell) -> None:
    shell.say("Jam komputer lebih awal daripada catatan terakhir.")
    assert shell.notice.isVisible()
    shell.say("")
    assert not shell.notice.isVisible()
    shell.set_status("Senin, 23 November 2026, 10.30 WIB", "Jam kerja 07.30–16.00", ["Tersimpan"])
    assert shell.status.clock.text() == "Senin, 23 November 2026, 10.30 WIB"
    assert shell.status.words.text() == "Tersimpan"


def test_toast_offers_undo_over_the_page(shell: Shell) -> None:
    done: list[bool] = []
    shell.toast("Berkas diserahkan ke Sekcam pukul 10.15.", lambda: done.append(True))
    QTest.mouseClick(shell.toaster.button, Qt.MouseButton.LeftButton)
    assert done == [True]


@pytest.mark.parametrize("scale", [90, 100, 150])
def test_header_and_tabs_fit_the_smallest_office_screen(shell: Shell, theme: Theme, scale: int) -> None:
    shell.header.set_counts(13, 24, 111)
    shell.header.set_clerk("Pelaksana 1")
    theme.set_scale(scale)
    shell.resize(1366, 700)
    assert shell.width() == 1366
    assert shell.header.minimumSizeHint().width() <= 1366


def test_a_long_name_keeps_its_beginning_and_is_whole_in_the_tooltip(shell: Shell, theme: Theme) -> None:
    name = "Contoh Nama Petugas Yang Panjang Sekali Dengan Gelar, S.STP., M.Si."
    shell.header.set_clerk(name)
    shell.resize(1366, 700)
    for scale in (100, 150):
        theme.set_scale(scale)
        shown = shell.header.clerk.text()
        assert shown.startswith("Petugas: Contoh Nama")
        assert shown.endswith("…")
        assert shell.header.clerk.width() >= shell.header.clerk.sizeHint().width(), "nothing is cut"
        assert name in shell.header.clerk.toolTip()
        assert name in shell.header.clerk.accessibleName()
    shell.header.set_clerk("Pelaksana 1")
    assert shell.header.clerk.text() == "Petugas: Pelaksana 1"
    assert "Pelaksana 1" not in shell.header.clerk.toolTip()


def test_a_warning_stays_until_it_is_closed(shell: Shell) -> None:
    shell.warn("Periksa kewenangan pejabat.")
    shell.say("Berkas ini sudah berpindah.")
    shell.say("")
    shell.toast("Berkas diserahkan.")
    assert shell.warning.isVisible()
    assert shell.warning.text == "Periksa kewenangan pejabat."
    QTest.mouseClick(shell.warning.findChildren(IconButton)[-1], Qt.MouseButton.LeftButton)
    assert not shell.warning.isVisible()


def test_a_tooltip_shows_marks_as_typed(shell: Shell) -> None:
    shell.header.today.set_tip("Surat <Camat> & Sekcam\nhari ini")
    assert shell.header.today.toolTip() == "<qt>Surat &lt;Camat&gt; &amp; Sekcam<br>hari ini</qt>"
