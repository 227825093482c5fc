"""Sheets under the scanner in the whole window: what is logged, what is told, what waits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from sopdesk.domain.codes import payload
from sopdesk.domain.step_codes import Action, make_step_code
from sopdesk.services.panel import at_hand
from sopdesk.ui.deeds.moves import HandOnDialog
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.scans.batch import BatchDialog
from tests.ui.main.office import AtWork, Codes, click
from tests.ui.scans.bursts import Hand, press, scan

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Scanner:
    """A scanner at the window of ``work``, and the clock that tells two bursts apart."""

    def __init__(self, work: AtWork) -> None:
        self.work = work
        self.seconds = 0.0
        work.shell.scans.moment = Hand()
        work.desk.scans.clock = self._clock

    def _clock(self) -> float:
        return self.seconds

    def code(self, dossier: str, step: int, action: Action) -> str:
        return make_step_code("KKC", 2026, int(dossier.split("-")[1]), step, action).digits

    def scan(self, text: str, *, later: float = 5, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        self.seconds += later
        # Into the window that is in front, as the system does it.
        dialogs = [d for d in self.work.shell.findChildren(QDialog) if d.isVisible()]
        front = dialogs[0] if dialogs else self.work.shell
        self.work.shell.scans.watch(front.windowHandle())
        scan(self.work.shell.scans, front, text, end)


@pytest.fixture
def scanner(work: AtWork) -> Scanner:
    return Scanner(work)


def step_of(work: AtWork, code: str) -> tuple[int, bool]:
    state = at_hand(work.desk.desk.office, code).case.state
    return state.step, state.visit.waiting


def test_receipt_and_handing_on_by_two_codes(work: AtWork, codes: Codes, scanner: Scanner) -> None:
    # The late one waits at the Kasubbag, step 5.
    assert step_of(work, codes.late) == (5, True)
    work.shell.header.search.line.setFocus()
    scanner.scan(scanner.code(codes.late, 5, Action.TERIMA))
    assert step_of(work, codes.late) == (5, False)
    assert work.shell.toaster.text == "Berkas diterima di meja Kasubbag pukul 10.30."
    assert work.panel.dossier == work.id_of(codes.late)
    assert work.shell.header.search.line.text() == ""
    work.clock.later(minutes=1)
    scanner.scan(scanner.code(codes.late, 5, Action.SERAH), end=None, later=10)
    work.qtbot.waitUntil(lambda: step_of(work, codes.late)[0] == 6)
    click(work.shell.toaster.button)
    assert step_of(work, codes.late) == (5, False)


def test_twice_within_three_seconds_is_once(work: AtWork, codes: Codes, scanner: Scanner) -> None:
    code = scanner.code(codes.calm, 1, Action.SERAH)
    scanner.scan(code)
    assert step_of(work, codes.calm)[0] == 2
    scanner.scan(code, later=2.9)
    assert work.shell.toaster.text == "Kode ini baru saja dipindai, jadi tidak dicatat lagi."
    assert work.said == ""
    # Later it is a code of the past, and says where the papers are.
    scanner.scan(code, later=3.1)
    assert work.said == (
        f"{codes.calm}: Langkah 1 sudah diserahkan. Berkas di langkah 2 (Mempelajari DPA), meja Pelaksana."
    )
    assert step_of(work, codes.calm)[0] == 2
    # And goes with the next scan.
    scanner.scan(payload("KKC", codes.calm))
    assert work.said == ""


def test_what_needs_an_answer_opens_its_dialog(work: AtWork, codes: Codes, scanner: Scanner) -> None:
    clerk_code = codes.late
    for step in range(5, 9):
        work.clock.later(minutes=1)
        scanner.scan(scanner.code(clerk_code, step, Action.SERAH))
    assert step_of(work, clerk_code)[0] == 9
    scanner.scan(scanner.code(clerk_code, 9, Action.SERAH))
    work.dialog(HandOnDialog).reject()
    assert step_of(work, clerk_code)[0] == 9


def test_a_wrong_digit_is_told_and_does_nothing(work: AtWork, codes: Codes, scanner: Scanner) -> None:
    code = scanner.code(codes.calm, 1, Action.SERAH)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    scanner.scan(wrong)
    assert "tidak cocok dengan angka periksanya" in work.said
    assert step_of(work, codes.calm)[0] == 1


def test_a_code_typed_into_the_search_box(work: AtWork, codes: Codes, scanner: Scanner) -> None:
    code = scanner.code(codes.late, 5, Action.TERIMA)
    grouped = f"{code[:4]} {code[4:9]} {code[9:11]} {code[11]} {code[12:]}"
    work.search(grouped, enter=False)
    assert work.desk.finder.words.text() == f"{codes.late}, langkah 5. Enter: Terima di meja Kasubbag."
    QTest.keyClick(work.shell.header.search.line, Qt.Key.Key_Return)
    assert step_of(work, codes.late) == (5, False)
    assert not work.desk.finder.isVisible()


def test_in_a_dialog_it_is_told_and_waits(work: AtWork, codes: Codes, scanner: Scanner) -> None:
    QTest.keyClick(work.shell, Qt.Key.Key_N, CTRL)
    dialog = work.dialog(NewDossierDialog)
    scanner.scan(scanner.code(codes.late, 5, Action.TERIMA))
    scanner.scan(scanner.code(codes.calm, 1, Action.SERAH))
    assert dialog.notice.text == "Kode yang dipindai dijalankan sesudah dialog ini ditutup."
    assert step_of(work, codes.late) == (5, True)
    dialog.reject()
    work.qtbot.waitUntil(lambda: step_of(work, codes.late) == (5, False))
    assert step_of(work, codes.calm)[0] == 2


class TestBatch:
    """*Terima banyak*: a pile of sheets, logged together."""

    def open(self, work: AtWork) -> BatchDialog:
        QTest.keyClick(work.shell, Qt.Key.Key_K, CTRL | SHIFT)
        return work.dialog(BatchDialog)

    def test_a_pile(self, work: AtWork, codes: Codes, scanner: Scanner) -> None:
        dialog = self.open(work)
        assert not dialog.action.isEnabled()
        scanner.scan(payload("KKC", codes.late))
        assert dialog.state.text == f"{codes.late}: Terima di meja Kasubbag"
        scanner.scan(scanner.code(codes.calm, 1, Action.SERAH))
        scanner.scan(payload("KKC", codes.near))
        assert dialog.state.text == f"{codes.near}: Berkas sudah diterima di meja Pelaksana."
        # The same sheet again, by its other code.
        scanner.scan(scanner.code(codes.late, 5, Action.TERIMA))
        assert dialog.state.text == "Kode ini sudah ada di daftar."
        assert [row.ready for row in dialog.rows] == [True, True, False]
        assert dialog.action.text() == "Catat 2 berkas"
        assert step_of(work, codes.late) == (5, True)
        click(dialog.action)
        assert (step_of(work, codes.late), step_of(work, codes.calm)[0]) == ((5, False), 2)
        assert [row.words.text() for row in dialog.rows] == [
            "Sudah diterima.",
            "Sudah diserahkan.",
            "Berkas sudah diterima di meja Pelaksana.",
        ]
        assert dialog.state.text == "2 dicatat, 1 belum: lihat sebabnya di daftar."
        click(dialog.rows[2].off)
        dialog.reject()
        assert work.no_dialog()

    def test_typed_by_hand_and_done(self, work: AtWork, codes: Codes, scanner: Scanner) -> None:
        dialog = self.open(work)
        scanner.work.shell.scans.moment = Hand(0.2)
        work.shell.scans.watch(dialog.windowHandle())
        press(dialog, codes.late)
        assert dialog.code.line.hasFocus()
        assert dialog.code.line.text() == ""
        press(dialog, "2026-0001-Q")
        assert dialog.rows[1].scan is None
        assert dialog.action.text() == "Catat 1 berkas"
        click(dialog.rows[1].off)
        QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        assert work.no_dialog()
        assert step_of(work, codes.late) == (5, False)
        assert work.shell.toaster.text.startswith("1 pindaian dicatat.")

    def test_what_was_scanned_is_not_thrown_away_by_one_key(
        self, work: AtWork, codes: Codes, scanner: Scanner
    ) -> None:
        dialog = self.open(work)
        scanner.scan(payload("KKC", codes.late))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert work.no_dialog()
        assert step_of(work, codes.late) == (5, True)

    def test_one_sheet_after_the_other_of_the_same_dossier(
        self, work: AtWork, codes: Codes, scanner: Scanner
    ) -> None:
        dialog = self.open(work)
        scanner.scan(scanner.code(codes.calm, 1, Action.SERAH))
        scanner.scan(scanner.code(codes.calm, 2, Action.SERAH))
        assert [row.ready for row in dialog.rows] == [True, False]
        click(dialog.action)
        assert work.no_dialog()
        assert step_of(work, codes.calm)[0] == 3
