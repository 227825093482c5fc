"""Deeds by clicks and keys: at once where nothing is asked, else a dialog that loses nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk as Place
from sopdesk.services.settings import reasons
from sopdesk.services.views import Deed, Offer
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.deeds.dialog import DeedDialog
from sopdesk.ui.deeds.many import ManyDialog
from sopdesk.ui.deeds.moves import CorrectDialog, HandOnDialog, ReturnDialog, StopDialog, TitleDialog
from sopdesk.ui.deeds.sending import DispatchDialog, ReceiptDialog
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.dialog import Question
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.papers.issue import IssueDialog
from tests.services.desk import OTHER, Clerk
from tests.ui.deeds.office import click, offer_of, opened, view, write

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Heard:
    """What the deeds told."""

    done: list[tuple[str, int, bool]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    def on_done(self, words: str, dossier: int, undoable: bool) -> None:
        self.done.append((words, dossier, undoable))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def deeds(desk: Desk, theme: Theme, host: QWidget, heard: Heard) -> Iterator[Deeds]:
    made = Deeds(desk, theme, host)
    made.done.connect(heard.on_done)
    made.refused.connect(heard.refused.append)
    made.warned.connect(heard.warned.append)
    yield made
    for dialog in host.findChildren(DeedDialog):
        dialog.hide()


def started(clerk: Clerk, step: int = 1, sop: str = "lakip", **wish: Any) -> int:
    answer = clerk.start(sop, "Laporan Kinerja 2026", **wish)
    clerk.to_step(step)
    return answer.dossier_id


def kinds(clerk: Clerk) -> list[str]:
    return [event.kind.value for event in clerk.events]


# At once


def test_hand_on_is_one_click(deeds: Deeds, desk: Desk, clerk: Clerk, heard: Heard) -> None:
    dossier = started(clerk, 4)
    clerk.at(10, 15)
    deeds.perform(dossier, 4, offer_of(desk, dossier, Deed.HAND_ON))
    assert heard.done == [("Berkas diserahkan ke Kasubbag pukul 10.15.", dossier, True)]
    assert clerk.state.step == 5


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (1, "Langkah 1 selesai pukul 10.15, lanjut ke langkah 2."),
        (10, "Diparaf, berkas diserahkan ke Camat pukul 10.15."),
        (11, "Ditandatangani, berkas diserahkan ke Bagian Umum pukul 10.15."),
    ],
)
def test_each_way_of_handing_on_has_its_words(
    deeds: Deeds, desk: Desk, clerk: Clerk, heard: Heard, step: int, words: str
) -> None:
    dossier = started(clerk, step)
    clerk.at(10, 15)
    deeds.perform(dossier, step, offer_of(desk, dossier, Deed.HAND_ON))
    assert heard.done[0][0] == words


def test_undo_takes_it_back(deeds: Deeds, desk: Desk, clerk: Clerk, heard: Heard) -> None:
    dossier = started(clerk, 4)
    deeds.perform(dossier, 4, offer_of(desk, dossier, Deed.HAND_ON))
    deeds.undo(dossier)
    assert clerk.state.step == 4
    assert heard.done[1] == ("Catatan terakhir diurungkan. Berkas di langkah 4, Pelaksana.", dossier, False)
    deeds.perform(dossier, 4, Offer(Deed.UNDO, "Urungkan"))
    assert clerk.state.step == 3, "the entry before it is the newest now"


def test_undo_of_another_is_refused_in_words(deeds: Deeds, desk: Desk, clerk: Clerk, heard: Heard) -> None:
    dossier = started(clerk, 2)
    desk.sign_in(OTHER)
    deeds.undo(dossier)
    assert heard.refused == [
        "Catatan terakhir dibuat oleh Petugas Satu. Hanya pembuatnya yang dapat mengurungkan."
    ]


def test_a_stale_click_does_nothing(deeds: Deeds, desk: Desk, clerk: Clerk, heard: Heard) -> None:
    dossier = started(clerk, 2)
    offer = offer_of(desk, dossier, Deed.HAND_ON)
    clerk.hand_on()
    deeds.perform(dossier, 2, offer)
    assert clerk.state.step == 3
    assert "sudah berpindah ke langkah 3" in heard.refused[0]


def test_receive_hold_and_resume(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard) -> None:
    dossier = started(clerk, 5)
    clerk.at(10)
    deeds.perform(dossier, 5, offer_of(desk, dossier, Deed.RECEIVE))
    assert heard.done[-1][0] == "Berkas diterima di meja Kasubbag pukul 10.00."
    deeds.perform(dossier, 5, offer_of(desk, dossier, Deed.HOLD))
    dialog = opened(host, StopDialog)
    click(next(b for b in dialog.reason.buttons if b.text() == "Menunggu DPA"))
    click(dialog.action)
    assert clerk.state.visit.holds[-1].reason == "Menunggu DPA"
    assert heard.done[-1][0] == "Berkas ditunda pukul 10.00."
    deeds.perform(dossier, 5, offer_of(desk, dossier, Deed.RESUME))
    assert heard.done[-1][0] == "Berkas dilanjutkan pukul 10.00."


def test_plt_who_signs_is_warned_and_not_blocked(
    deeds: Deeds, desk: Desk, clerk: Clerk, heard: Heard
) -> None:
    clerk.appoint("Nama Pengganti", Place.CAMAT, Status.PLT)
    dossier = started(clerk, 11, "renja")
    deeds.perform(dossier, 11, offer_of(desk, dossier, Deed.HAND_ON))
    assert clerk.state.step == 12
    assert len(heard.warned) == 1
    assert "Plt. atau Plh." in heard.warned[0]


# What a step asks


def test_percentages_are_checked_while_typing(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard
) -> None:
    dossier = started(clerk, 9)
    deeds.perform(dossier, 9, offer_of(desk, dossier, Deed.HAND_ON))
    dialog = opened(host, HandOnDialog)
    financial, physical = dialog.asks.financial, dialog.asks.physical
    QTest.keyClicks(financial.line, "91,5")
    assert financial.error == ""
    QTest.keyClicks(physical.line, "90")
    assert "lebih tinggi dari capaian fisik" in financial.error
    before = kinds(clerk)
    click(dialog.action)
    assert dialog.isVisible()
    assert financial.value() == "91,5"
    assert kinds(clerk) == before, "nothing may be logged of what is wrong"
    write(physical.line, "91,5")
    assert financial.error == "", "equal passes"
    click(dialog.action)
    assert not dialog.isVisible()
    assert clerk.state.facts["financial_percent"] == "91.5"
    assert heard.done[0][0].startswith("Diparaf, berkas diserahkan ke Sekcam")


def test_facts_already_known_are_not_logged_twice(
    qtbot: QtBot, deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 9)
    clerk.facts(financial_percent="80.50", physical_percent=90)
    deeds.perform(dossier, 9, offer_of(desk, dossier, Deed.HAND_ON))
    dialog = opened(host, HandOnDialog)
    assert dialog.asks.financial.value() == "80,5"
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert clerk.state.step == 10
    assert kinds(clerk).count("facts") == 1


def test_a_programme_outside_the_renstra_needs_its_reason(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 9, "renja")
    deeds.perform(dossier, 9, offer_of(desk, dossier, Deed.HAND_ON))
    dialog = opened(host, HandOnDialog)
    click(dialog.action)
    assert dialog.asks.outside.error == "Wajib diisi."
    assert not dialog.asks.emergency.isVisible()
    QTest.keyClick(dialog.asks.outside.combo, Qt.Key.Key_End)
    assert dialog.asks.emergency.isVisible()
    click(dialog.action)
    assert dialog.asks.emergency.error == "Wajib diisi."
    QTest.keyClicks(dialog.asks.emergency.paper, "Banjir")
    click(dialog.action)
    assert clerk.state.facts["emergency_reason"] == "Banjir"
    assert clerk.state.step == 10


def test_the_hierarchy_is_ticked_before_the_second_signature(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 15, "renstra")
    deeds.perform(dossier, 15, offer_of(desk, dossier, Deed.HAND_ON))
    dialog = opened(host, HandOnDialog)
    click(dialog.action)
    assert "Beri tanda" in dialog.asks.hierarchy.error
    QTest.keyClick(dialog.asks.hierarchy.check_box, Qt.Key.Key_Space)
    click(dialog.action)
    assert clerk.state.step == 16


def test_facts_alone(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard) -> None:
    dossier = started(clerk, 9)
    deeds.perform(dossier, 9, offer_of(desk, dossier, Deed.FACTS))
    dialog = opened(host, HandOnDialog)
    write(dialog.asks.financial.line, "10")
    write(dialog.asks.physical.line, "20")
    click(dialog.action)
    assert clerk.state.step == 9
    assert clerk.state.facts["physical_percent"] == "20"
    assert heard.done[0][0] == "Data berkas dicatat."


# Another time


def test_at_another_time_as_people_type_it(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard
) -> None:
    dossier = started(clerk, 4)
    clerk.at(9, day=25)
    deeds.perform_at(dossier, 4, offer_of(desk, dossier, Deed.HAND_ON))
    dialog = opened(host, HandOnDialog)
    assert dialog.when is not None
    write(dialog.when.date_line, "kemarin")
    write(dialog.when.time_line, "1430")
    assert dialog.note is not None
    QTest.keyClicks(dialog.note.paper, "dititipkan")
    click(dialog.action)
    newest = view(desk, dossier).log[0]
    assert (newest.at.day, newest.at.hour, newest.at.minute) == (24, 14, 30)
    assert newest.late_entry
    assert newest.reason == "dititipkan"
    assert heard.done[0][0] == "Berkas diserahkan ke Kasubbag 24 November 2026 pukul 14.30."


def test_a_wrong_time_is_said_at_its_field(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    dossier = started(clerk, 6)
    clerk.at(10)
    deeds.perform(dossier, 6, offer_of(desk, dossier, Deed.RETURN))
    dialog = opened(host, ReturnDialog)
    when = dialog.when
    assert when is not None
    QTest.keyClicks(dialog.reason.paper, "Angka belum cocok")
    for typed, said in (("0700", "lebih awal"), ("1700", "belum terjadi"), ("99", "Bukan pukul")):
        write(when.time_line, typed)
        click(dialog.action)
        assert said in when.error
        assert dialog.isVisible()
        assert "pukul 01" not in when.error, "times are told in office time"
    assert dialog.reason.value() == "Angka belum cocok"
    write(when.time_line, "0955")
    click(dialog.action)
    assert clerk.state.step == 4


def test_the_minute_of_the_last_entry_is_after_it(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 5)
    clerk.now = clerk.now.replace(second=40)
    clerk.receive()
    last = desk.known.local(clerk.state.last_at)
    clerk.later(minutes=30)
    deeds.perform_at(dossier, 5, offer_of(desk, dossier, Deed.HAND_ON))
    dialog = opened(host, HandOnDialog)
    assert dialog.when is not None
    write(dialog.when.time_line, f"{last:%H%M}")
    click(dialog.action)
    assert clerk.state.step == 6
    assert clerk.state.last_at == last


def test_an_untouched_time_is_the_moment_of_the_click(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 4)
    deeds.perform_at(dossier, 4, offer_of(desk, dossier, Deed.HAND_ON))
    clerk.later(minutes=7)
    click(opened(host, HandOnDialog).action)
    assert clerk.state.last_at == clerk.now


@pytest.mark.parametrize("deed", [Deed.RECEIVE, Deed.RESUME])
def test_small_deeds_at_another_time(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, deed: Deed
) -> None:
    dossier = started(clerk, 5)
    if deed is Deed.RESUME:
        clerk.hold()
    at = clerk.now
    clerk.later(hours=1)
    deeds.perform_at(dossier, 5, offer_of(desk, dossier, deed))
    dialog = opened(host, DeedDialog)
    assert dialog.when is not None
    write(dialog.when.time_line, f"{at:%H%M}")
    click(dialog.action)
    assert clerk.state.last_at == at


# Reasons


def test_return_asks_where_to_and_why(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard
) -> None:
    dossier = started(clerk, 10)
    clerk.at(10)
    deeds.perform(dossier, 10, offer_of(desk, dossier, Deed.RETURN))
    dialog = opened(host, ReturnDialog)
    assert dialog.to_step.value() == 7
    click(dialog.action)
    assert dialog.reason.error == "Wajib diisi."
    assert dialog.reason.paper.hasFocus() or not dialog.isActiveWindow()
    QTest.keyClicks(dialog.reason.paper, "Halaman 3 terbalik")
    QTest.keyClick(dialog.to_step.combo, Qt.Key.Key_Home)
    assert dialog.to_step.value() == 9
    QTest.keyClick(dialog.to_step.combo, Qt.Key.Key_End)
    click(dialog.action)
    assert clerk.state.step == 1
    assert heard.done[-1][0] == "Berkas dikembalikan ke Pelaksana, langkah 1, pukul 10.00."
    assert reasons(desk.office.look(), "return")[0] == "Halaman 3 terbalik"


def test_a_reason_typed_once_is_offered_next_time(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 6)
    for _ in range(2):
        deeds.perform(dossier, 6, offer_of(desk, dossier, Deed.HOLD))
        dialog = opened(host, StopDialog)
        if dialog.reason.buttons[0].text() == "Kertas habis":
            dialog.reject()
            return
        QTest.keyClicks(dialog.reason.paper, "Kertas habis")
        click(dialog.action)
        clerk.resume()
    pytest.fail("the reason was not offered")


def test_cancel_is_never_preselected(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard
) -> None:
    dossier = started(clerk, 2)
    deeds.perform(dossier, 2, offer_of(desk, dossier, Deed.CANCEL))
    dialog = opened(host, StopDialog)
    assert not dialog.action.isDefault()
    assert dialog.focusWidget() is not dialog.action
    QTest.keyClicks(dialog.reason.paper, "Salah memilih SOP")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "what was typed is not thrown away at once"
    assert dialog.reason.value() == "Salah memilih SOP"
    click(dialog.action)
    assert not clerk.state.open
    assert "dibatalkan" in heard.done[0][0]


def test_skip(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    dossier = started(clerk, 2)
    deeds.perform(dossier, 2, offer_of(desk, dossier, Deed.SKIP))
    dialog = opened(host, StopDialog)
    click(dialog.reason.buttons[0])
    click(dialog.action)
    assert clerk.state.step == 3


@pytest.mark.parametrize("title", ["Judul <b>baru</b> &amp; 😀", "مرحبا بالعالم"])
def test_title_is_kept_as_typed(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, title: str) -> None:
    dossier = started(clerk, 2)
    deeds.perform(dossier, 2, offer_of(desk, dossier, Deed.TITLE))
    dialog = opened(host, TitleDialog)
    dialog.words.set_value("x" * 10_000)
    click(dialog.action)
    assert "10000 huruf" in dialog.words.error
    assert len(dialog.words.value()) == 10_000
    dialog.words.set_value(title)
    click(dialog.action)
    assert clerk.state.title == title


def test_correct_takes_back_what_another_logged(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 3)
    desk.sign_in(OTHER)
    deeds.perform(dossier, 3, Offer(Deed.CORRECT, "Koreksi"))
    dialog = opened(host, CorrectDialog)
    assert "Langkah 2 selesai" in dialog.reason.editors[0].accessibleDescription()
    click(dialog.reason.buttons[0])
    click(dialog.action)
    assert clerk.state.step == 2


# Number, stamp, sending


def test_from_number_to_receipt(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard) -> None:
    dossier = started(clerk, 12, addressees=("Kepala BAPPEDA",))
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.NUMBER))
    opened(host, IssueDialog).reject()
    clerk.number()
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.STAMP))
    assert clerk.state.stamped
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.DISPATCH))
    dialog = opened(host, DispatchDialog)
    assert dialog.to.value() == [("Kepala BAPPEDA", 1)]
    assert next(tick.text() for tick in dialog.ticks) == "Salin berkas ke CD"
    assert not any(tick.isChecked() for tick in dialog.ticks), "they remind, and never block"
    click(dialog.action)
    assert not clerk.state.open
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.RECEIPT))
    receipt = opened(host, ReceiptDialog)
    click(receipt.action)
    assert receipt.name.error == "Wajib diisi."
    QTest.keyClicks(receipt.name.line, "Penerima")
    click(receipt.action)
    assert not clerk.state.receipt_missing
    assert [words.split(",")[0].split(" pukul")[0] for words, _, _ in heard.done] == [
        "Stempel dicatat",
        "Surat dikirim",
        "Lembar 2 kembali",
    ]


def test_void_keeps_the_number_in_the_book(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard
) -> None:
    dossier = started(clerk, 12)
    text = clerk.number().text
    seen: list[Any] = []
    desk.changed.connect(seen.append)
    deeds.perform(dossier, 12, offer_of(desk, dossier, Deed.VOID_NUMBER))
    dialog = opened(host, CorrectDialog)
    click(dialog.reason.buttons[0])
    click(dialog.action)
    assert clerk.state.number is None
    assert heard.done == [(f"Nomor {text} dibatalkan.", dossier, False)]
    assert any(dossier in changes.dossiers and changes.registers for changes in seen)


# The clock of the PC, and trouble


def test_a_clock_behind_the_log_asks_first(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    other = started(clerk, 3)
    del other
    behind = clerk.now - timedelta(hours=2)
    dossier = started(clerk, 1, at=behind - timedelta(hours=1))
    clerk.now = behind
    offer = offer_of(desk, dossier, Deed.HAND_ON)
    deeds.perform(dossier, 1, offer)
    question = opened(host, Question)
    assert "Jam komputer tampak mundur" in question.title.text()
    click(question.cancel)
    assert view(desk, dossier).card.step == 1
    deeds.perform(dossier, 1, offer)
    click(opened(host, Question).action)
    assert view(desk, dossier).card.step == 2


def test_a_clock_a_year_ahead_asks_once_a_day(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, qtbot: QtBot
) -> None:
    dossier = started(clerk, 1)
    right = clerk.now
    clerk.now = right + timedelta(days=59)
    with qtbot.waitSignal(deeds.number_requested):
        deeds.take_number()
    clerk.now = right + timedelta(days=365)
    for _ in range(2):
        deeds.take_number()
        question = opened(host, Question)
        assert question.title.text() == "Apakah jam komputer benar?"
        click(question.cancel)
    deeds.take_number()
    with qtbot.waitSignal(deeds.number_requested):
        click(opened(host, Question).action)
    with qtbot.waitSignal(deeds.number_requested):
        deeds.take_number()
    clerk.now += timedelta(days=1)
    deeds.take_number()
    click(opened(host, Question).cancel)
    deeds.perform(dossier, 1, offer_of(desk, dossier, Deed.HAND_ON))
    click(opened(host, Question).action)
    assert view(desk, dossier).card.step == 2
    with qtbot.waitSignal(deeds.number_requested):
        deeds.take_number()


def test_a_number_of_its_own_waits_for_the_clock_too(
    deeds: Deeds, clerk: Clerk, host: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(deeds.number_requested):
        deeds.take_number()
    started(clerk, 3)
    clerk.now -= timedelta(hours=2)
    with qtbot.assertNotEmitted(deeds.number_requested):
        deeds.take_number()
    with qtbot.waitSignal(deeds.number_requested):
        click(opened(host, Question).action)


def test_an_unknown_dossier_is_a_sentence(deeds: Deeds, heard: Heard) -> None:
    deeds.perform(999, 1, Offer(Deed.HAND_ON, "Serahkan"))
    deeds.undo(999)
    assert len(heard.refused) == 2
    assert all("tidak ditemukan" in words for words in heard.refused)


def test_stale_in_a_dialog_keeps_what_was_typed(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dossier = started(clerk, 6)
    deeds.perform(dossier, 6, offer_of(desk, dossier, Deed.RETURN))
    dialog = opened(host, ReturnDialog)
    QTest.keyClicks(dialog.reason.paper, "Angka belum cocok")
    clerk.hand_on()
    click(dialog.action)
    assert "sudah berpindah ke langkah 7" in dialog.notice.text
    assert dialog.reason.value() == "Angka belum cocok"


# Several together


def test_several_are_handed_on_together(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget, heard: Heard
) -> None:
    first, second = started(clerk, 4), started(clerk, 2, "rup")
    deeds.perform_many([(first, 4), (second, 2), (first, 4)])
    dialog = opened(host, ManyDialog)
    assert dialog.action.text() == "Serahkan 2 berkas"
    click(dialog.action)
    assert not dialog.isVisible()
    assert (view(desk, first).card.step, view(desk, second).card.step) == (5, 3)
    assert heard.done == [("2 berkas diserahkan. Masing-masing dapat diurungkan di Catatan waktu.", 0, False)]


def test_each_of_several_shows_its_own_result(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    asks, stale, good = started(clerk, 9), started(clerk, 2), started(clerk, 2, "rup")
    deeds.perform_many([(asks, 9), (stale, 1), (good, 2), (999, 1)])
    dialog = opened(host, ManyDialog)
    said = [line.words.text() for line in dialog.lines]
    assert said[0].startswith("Perlu diisi dahulu")
    assert "tidak ditemukan" in said[3]
    assert dialog.action.text() == "Serahkan 2 berkas"
    click(dialog.action)
    assert dialog.isVisible()
    said = [line.words.text() for line in dialog.lines]
    assert "sudah berpindah ke langkah 2" in said[1]
    assert said[2] == "Sudah diserahkan."
    assert [view(desk, each).card.step for each in (asks, stale, good)] == [9, 2, 3]
    assert dialog.action.text() == "Serahkan 1 berkas", "what was refused can be tried again"
    dialog.reject()


def test_when_nothing_is_left_the_dialog_only_closes(deeds: Deeds, clerk: Clerk, host: QWidget) -> None:
    asks, good = started(clerk, 9), started(clerk, 2)
    deeds.perform_many([(asks, 9), (good, 2)])
    dialog = opened(host, ManyDialog)
    click(dialog.action)
    assert dialog.action.text() == "Tutup"
    assert not dialog.cancel.isVisible()
    assert not dialog.when.isVisible()
    click(dialog.action)
    assert not dialog.isVisible()


def test_several_with_nothing_to_hand_on(deeds: Deeds, clerk: Clerk, host: QWidget) -> None:
    dossier = started(clerk, 12)
    deeds.perform_many([(dossier, 12)])
    dialog = opened(host, ManyDialog)
    assert not dialog.action.isEnabled()
    assert dialog.lines[0].words.text() == "Langkah berikutnya bukan penyerahan: buka berkasnya."
    dialog.reject()
