"""Reminders and duties in the window: told once, in office hours, to who is there; duties are opened in time."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.reminder_file import FILE, Told, keep_told
from sopdesk.ui.desk import Changes
from sopdesk.ui.today import ledger, watch
from sopdesk.ui.today import tray as tray_room
from sopdesk.ui.today.desk import TODAY
from tests.services.desk import WIB
from tests.ui.main.office import AtWork, Clock, Codes, Start

DUE = datetime(2026, 11, 25, 8, 0, tzinfo=WIB)


def begun(work: AtWork) -> AtWork:
    """Until the reminders have begun, which is once the board is on the screen."""
    work.qtbot.waitUntil(lambda: bool(work.desk.today.ledger.stand.cards))
    return work


def toast(work: AtWork) -> str:
    said = work.shell.toaster.text
    work.shell.toaster.dismiss()
    return said


class TestReminders:
    """Quiet words at the bottom of the window."""

    def test_many_at_once_are_one_word_and_told_once(
        self, work: AtWork, clock: Clock, data_folder: Path
    ) -> None:
        begun(work)
        assert toast(work) == "1 jatuh tempo atau terlambat, 1 mendekati batas. Lihat Hari ini (Ctrl+T)."
        work.desk.tick()
        assert toast(work) == ""
        kept = json.loads((data_folder / FILE).read_text(encoding="utf-8"))["told"]
        assert len(kept) == 3, "what is late needs no word any more that it was close"
        clock.later(minutes=15)
        work.desk.tick()
        assert toast(work).startswith("LAKIP ")

    def test_the_next_start_tells_nothing_again(self, work: AtWork, start: Start) -> None:
        begun(work)
        assert toast(work)
        work.shell.close()
        again = begun(start())
        assert toast(again) == ""

    def test_a_clock_that_ran_ahead_has_told_nothing(self, work: AtWork, clock: Clock) -> None:
        begun(work)
        assert toast(work)
        right = clock.now
        clock.now = right.replace(year=2027, month=3, day=3)
        work.desk.tick()
        assert toast(work)
        clock.now = right.replace(hour=13, minute=30)
        work.desk.tick()
        assert toast(work).startswith("LAKIP "), "what has come due meanwhile, as if the clock had been right"

    def test_a_clock_that_ran_behind_for_a_while_has_forgotten_nothing(
        self, work: AtWork, start: Start, clock: Clock
    ) -> None:
        begun(work)
        assert toast(work)
        work.shell.close()
        right = clock.now
        clock.now = right.replace(year=2024, day=25)
        again = begun(start())
        again.desk.tick()
        assert toast(again) == ""
        clock.now = right
        again.desk.tick()
        assert toast(again) == ""

    def test_not_outside_office_hours(self, start: Start, clock: Clock, codes: Codes) -> None:
        assert codes.late
        clock.now = datetime(2026, 11, 23, 12, 20, tzinfo=WIB)
        work = begun(start())
        for hour in (12, 16, 17, 23):
            clock.now = clock.now.replace(hour=hour, minute=30)
            work.desk.tick()
            assert toast(work) == "", hour
        clock.now = datetime(2026, 11, 24, 7, 30, tzinfo=WIB)
        work.desk.tick()
        assert toast(work) != ""

    def test_not_while_nobody_is_there(self, work: AtWork) -> None:
        begun(work)
        toast(work)
        keep_told(work.desk.desk.office.folder, Told())
        work.desk.desk.sign_in("")
        work.desk.today.begin(opens=False)
        assert toast(work) == ""

    def test_a_pc_that_does_not_remind(self, start: Start, codes: Codes, data_folder: Path) -> None:
        assert codes.late
        (data_folder / FILE).write_text('{"on": false, "told": {}}', encoding="utf-8")
        work = begun(start())
        work.desk.tick()
        assert toast(work) == ""
        assert work.desk.today.watch.tray.icon is None
        (data_folder / FILE).write_text('{"on": true, "told": {}}', encoding="utf-8")
        work.desk.desk.tell(Changes(office=True))
        work.desk.tick()
        assert toast(work) != ""

    def test_a_word_that_can_be_undone_is_not_talked_over(self, work: AtWork, clock: Clock) -> None:
        begun(work)
        toast(work)
        clock.later(minutes=15)
        work.shell.toast("Berkas diserahkan.", print)
        work.desk.tick()
        assert toast(work) == "Berkas diserahkan."
        work.desk.tick()
        assert toast(work).startswith("LAKIP "), "a minute later it is told"

    def test_beside_the_clock_only_while_nobody_looks_at_the_window(
        self, work: AtWork, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun(work)
        toast(work)
        shown: list[str] = []
        today = work.desk.today

        def tell(words: str) -> bool:
            shown.append(words)
            return True

        monkeypatch.setattr(today.watch.tray, "tell", tell)
        other = QWidget()
        work.qtbot.addWidget(other)
        with work.qtbot.waitActive(other):
            other.show()
            other.activateWindow()
        clock.later(minutes=15)
        work.desk.tick()
        assert toast(work) == ""
        assert [words[:6] for words in shown] == ["LAKIP "]
        with work.qtbot.waitActive(work.shell):
            other.hide()
            today.watch.tray.opened.emit()
        assert work.panel.dossier == today.watch.newest[0].dossier

    def test_the_icon_comes_and_goes_with_the_window(
        self, work: AtWork, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tray = begun(work).desk.today.watch.tray
        tray.hide()
        monkeypatch.setattr(tray_room, "QSystemTrayIcon", Icon)
        monkeypatch.setattr(Icon, "available", False)
        tray.show()
        assert tray.icon is None, "no place beside the clock"
        assert not tray.tell("x")
        monkeypatch.setattr(Icon, "available", True)
        tray.show()
        icon: Any = tray.icon
        assert isinstance(icon, Icon)
        assert tray.tell("LAKIP jatuh tempo.")
        assert (icon.shown, icon.said) == (True, ["LAKIP jatuh tempo."])
        work.desk.today.set_counts(None)
        assert icon.tip == "SOP Desk"
        heard: list[bool] = []
        tray.opened.connect(partial(heard.append, True))
        icon.messageClicked.emit()
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
        assert heard == [True], "the menu of the icon opens by itself"
        icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
        assert heard == [True, True]
        work.shell.close()
        assert tray.icon is None
        assert not icon.shown


class Icon(QObject):
    """Stands in for an icon beside the clock, which no desktop of a test has."""

    available = True
    ActivationReason = QSystemTrayIcon.ActivationReason
    messageClicked = Signal()  # noqa: N815 - Qt's name
    activated = Signal(object)

    def __init__(self, _icon: object, parent: QObject) -> None:
        super().__init__(parent)
        self.shown = False
        self.said: list[str] = []
        self.tip = ""

    @classmethod
    def isSystemTrayAvailable(cls) -> bool:  # noqa: N802 - Qt's name
        return cls.available

    @classmethod
    def supportsMessages(cls) -> bool:  # noqa: N802 - Qt's name
        return cls.available

    def setContextMenu(self, menu: QMenu) -> None:  # noqa: N802 - Qt's name
        assert [action.text() for action in menu.actions()] == ["Buka SOP Desk"]

    def setToolTip(self, words: str) -> None:  # noqa: N802 - Qt's name
        self.tip = words

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def showMessage(self, _title: str, words: str, *_more: object) -> None:  # noqa: N802 - Qt's name
        self.said.append(words)


class TestDuties:
    """The program opens the dossier in time, and tells so."""

    def test_opens_in_time_and_tells(self, work: AtWork, clock: Clock) -> None:
        begun(work).desk.today.begin(opens=True)
        assert work.said == ""
        clock.now = DUE.replace(hour=7, minute=29)
        work.desk.tick()
        assert work.said == "", "not before the office opens"
        clock.now = DUE
        work.desk.tick()
        assert work.said.startswith("Berkas tugas berkala dibuka: RFK & TEPPA November 2026 (2026-0004-")
        code = work.said.split("(")[1].split(")")[0]
        assert work.cards()[code] == "pelaksana"
        work.shell.say("")
        clock.later(minutes=1)
        work.desk.tick()
        assert work.said == ""

    def test_a_window_without_rounds_only_reminds(self, work: AtWork, clock: Clock) -> None:
        begun(work)
        toast(work)
        clock.now = DUE
        work.desk.tick()
        assert work.said == ""
        assert "tugas berkala belum dimulai" in toast(work)

    def test_an_office_that_did_not_answer_is_asked_again(
        self, work: AtWork, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun(work).desk.today.begin(opens=True)

        def away(*_given: object) -> object:
            raise Trouble(Fault.SERVER_GONE, server="kantor")

        with monkeypatch.context() as away_for_a_while:
            away_for_a_while.setattr(ledger, "stand", away)
            clock.now = DUE
            work.desk.tick()
        clock.later(minutes=14)
        work.desk.tick()
        assert "RFK" not in work.said
        clock.later(minutes=1)
        work.desk.tick()
        assert work.said.startswith("Berkas tugas berkala dibuka: RFK & TEPPA November 2026")

    def test_a_trouble_is_told_once(
        self, work: AtWork, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_given: object, **_named: object) -> object:
            raise Trouble(Fault.DISK_FULL, path="D:")

        begun(work).desk.today.begin(opens=True)
        monkeypatch.setattr(watch, "open_due", full)
        clock.now = DUE
        work.desk.tick()
        assert "penuh" in work.shell.warning.text
        work.shell.warn("")
        work.desk.tick()
        assert work.shell.warning.text == ""


class TestMinute:
    """The minute asks no database."""

    def test_no_minute_reads(self, work: AtWork, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        begun(work)
        work.shell.tabs.show_key(TODAY)

        def asked(*_given: object) -> object:
            raise AssertionError("the database was asked")

        monkeypatch.setattr(ledger, "stand", asked)
        monkeypatch.setattr(ledger, "cards", asked)
        monkeypatch.setattr(work.desk.desk.office.store, "read", asked)
        for _ in range(5):
            clock.later(minutes=1)
            work.desk.tick()
        assert "terlambat" in work.shell.windowTitle()

    def test_a_handoff_reads_its_own_dossier_only(
        self, work: AtWork, codes: Codes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun(work)

        def whole(*_given: object) -> object:
            raise AssertionError("everything was read")

        monkeypatch.setattr(ledger, "stand", whole)
        desk = work.desk.desk
        dossier = work.id_of(codes.calm)
        desk.hand_on(dossier, step=1, at=desk.now())
        (card,) = [card for card in work.desk.today.ledger.stand.cards if card.id == dossier]
        assert card.step == 2


def test_the_title_counts_what_is_late(work: AtWork, clock: Clock) -> None:
    assert work.shell.windowTitle() == "SOP Desk (1 terlambat) – Kecamatan Karang Contoh"
    clock.later(hours=1)
    work.desk.tick()
    assert work.shell.windowTitle() == "SOP Desk (2 terlambat) – Kecamatan Karang Contoh"
    tabs = work.shell.tabs
    assert tabs.accessibleTabName(tabs.keys.index(TODAY)) == "Hari ini, 2 terlambat"
    QTest.keyClick(work.shell, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert tabs.current == TODAY
