"""The four parts of the panel: ladder, log, letters, facts; and the explanation of the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.domain.events import EventKind
from sopdesk.domain.sop import Desk as Place
from sopdesk.services.note_forms import new_form
from sopdesk.services.notes import save_note
from sopdesk.services.orders import PaperOrder
from sopdesk.services.views import Deed
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.panel.panel import FACTS, LETTERS, LOG, DossierPanel
from sopdesk.ui.panel.why import WhyDialog
from tests.services.desk import CLERK, OTHER, Clerk
from tests.ui.deeds.office import click, opened


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, theme: Theme) -> DossierPanel:
    made = DossierPanel(desk, theme)
    qtbot.addWidget(made)
    made.resize(400, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def show(panel: DossierPanel, dossier: int, tab: int = 0) -> None:
    panel.tabs.setCurrentIndex(tab)
    panel.show_dossier(dossier)


def button(panel: DossierPanel, text: str) -> Button:
    found = [b for b in panel.findChildren(Button) if b.accessibleName() == text and b.isVisible()]
    assert len(found) == 1, text
    return found[0]


# The ladder


def test_rungs_say_where_each_step_stands(panel: DossierPanel, clerk: Clerk) -> None:
    clerk.appoint("Nama Sekretaris", Place.SEKCAM)
    dossier = clerk.start().dossier_id
    clerk.to_step(6)
    clerk.skip()
    clerk.to_step(11)
    clerk.give_back(to_step=7)
    show(panel, dossier)
    states = [rung.row.state for rung in panel.ladder.rungs]
    assert states == ["done"] * 5 + ["skipped", "now"] + ["again"] * 4 + ["ahead"]
    assert panel.ladder.rungs[5].accessibleName() == "Langkah 6: Pembahasan bersama (dilewati)"
    assert "putaran 2" in panel.ladder.rungs[6].accessibleName()
    assert "oleh Nama Sekretaris" in panel.ladder.rungs[9].accessibleDescription()
    assert panel.ladder.rungs[9].sizeHint().height() > panel.ladder.rungs[0].sizeHint().height()


def test_a_click_opens_the_words_of_the_sop(panel: DossierPanel, clerk: Clerk) -> None:
    show(panel, clerk.start().dossier_id)
    step = clerk.sop.step(1)
    click(panel.ladder.rungs[0])
    assert panel.ladder.detail.isVisible()
    assert panel.ladder.detail.kegiatan.text() == step.kegiatan
    assert f"Kelengkapan: {step.kelengkapan}" in panel.ladder.detail.facts.text()
    assert "Menurut rencana selesai" in panel.ladder.detail.times.text()
    click(panel.ladder.rungs[2])
    assert not panel.ladder.rungs[0].isChecked()
    assert panel.ladder.detail.kegiatan.text() == clerk.sop.step(3).kegiatan
    click(panel.ladder.rungs[2])
    assert not panel.ladder.detail.isVisible()


def test_the_split_clock_of_a_step(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    clerk.to_step(10)
    since = clerk.state.visit.since
    clerk.now = since + timedelta(minutes=20)
    clerk.receive()
    clerk.now = since + timedelta(minutes=50)
    show(panel, dossier)
    click(panel.ladder.rungs[9])
    assert "Menunggu diambil 20 menit · di meja 30 menit" in panel.ladder.detail.times.text()


def test_the_ladder_by_keys(panel: DossierPanel, clerk: Clerk) -> None:
    show(panel, clerk.start().dossier_id)
    first, second = panel.ladder.rungs[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert panel.ladder.detail.isVisible()


def test_what_is_open_stays_open_when_the_dossier_moves(
    panel: DossierPanel, desk: Desk, clerk: Clerk
) -> None:
    dossier = clerk.start().dossier_id
    show(panel, dossier)
    click(panel.ladder.rungs[0])
    desk.hand_on(dossier, step=1, at=clerk.now)
    assert panel.ladder.rungs[0].isChecked()
    assert "Selesai Senin" in panel.ladder.detail.times.text()
    assert panel.ladder.rungs[1].row.state == "now"


def test_the_step_at_hand_comes_into_sight(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    panel.resize(372, 480)
    dossier = clerk.start("renstra", "Renstra").dossier_id
    clerk.to_step(16)
    show(panel, dossier)

    def seen() -> None:
        now = panel.ladder.now()
        assert now is not None
        assert now.visibleRegion().boundingRect().height() == now.height()

    qtbot.waitUntil(seen)


# The log


def test_the_newest_entry_can_be_undone_by_its_clerk(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    clerk.hand_on()
    show(panel, dossier, LOG)
    assert [entry.words.text() for entry in panel.log.entries] == [
        "Langkah 1 selesai, lanjut ke langkah 2",
        "Berkas dimulai",
    ]
    for text, deed in (("Urungkan", Deed.UNDO), ("Koreksi…", Deed.CORRECT)):
        with qtbot.waitSignal(panel.offer_requested) as asked:
            click(button(panel, text))
        assert asked.args is not None
        assert asked.args[2].deed is deed


def test_others_and_later_only_a_correction(panel: DossierPanel, desk: Desk, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    show(panel, dossier, LOG)
    desk.sign_in(OTHER)
    assert [b.text() for b in panel.log.buttons] == ["Koreksi…"]
    desk.sign_in(CLERK)
    assert [b.text() for b in panel.log.buttons] == ["Urungkan", "Koreksi…"]
    panel.tick(clerk.now + timedelta(minutes=11))
    assert [b.text() for b in panel.log.buttons] == ["Koreksi…"]


def test_a_number_is_made_void_never_undone(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    clerk.to_step(12)
    clerk.number()
    show(panel, dossier, LOG)
    assert [b.text() for b in panel.log.buttons] == ["Batalkan nomor…"]


def test_what_was_taken_back_is_struck_through_and_said(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    clerk.hand_on()
    clerk.undo()
    show(panel, dossier, LOG)
    undone = panel.log.entries[1]
    assert undone.words.font().strikeOut()
    assert undone.accessibleName().count("tidak berlaku lagi") == 1
    assert not panel.log.entries[2].words.font().strikeOut()


def test_a_late_entry_and_its_reason_are_told(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    clerk.to_step(5)
    at = clerk.now
    clerk.later(hours=1)
    clerk.give_back("Angka <b>salah</b>", at=at)
    show(panel, dossier, LOG)
    said = [label.text() for label in panel.log.entries[0].findChildren(Label)]
    assert "Alasan: Angka <b>salah</b>" in said
    assert any(text.startswith("Dicatat kemudian, 23 November 2026 pukul") for text in said)


def test_a_long_log_comes_on_demand(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    for number in range(45):
        clerk.retitle(f"Judul {number}")
    show(panel, dossier, LOG)
    assert len(panel.log.entries) == 40
    click(button(panel, "Tampilkan semua 46 catatan"))
    assert len(panel.log.entries) == 46


# Letters and papers


def test_the_letter_tells_its_state(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    show(panel, dossier, LETTERS)
    with qtbot.waitSignal(panel.letter_requested) as asked:
        click(button(panel, "Isi surat…"))
    assert asked.args == [dossier, 12]
    clerk.to_step(12)
    text = clerk.number().text
    show(panel, dossier, LETTERS)
    assert text in " ".join(label.text() for label in panel.letters.boxes[0].findChildren(Label))
    with qtbot.waitSignal(panel.paper_requested) as asked:
        click(button(panel, "Nomor saja…"))
    assert asked.args == [dossier, "surat-pengantar", "tindih"]


def test_a_draft_prints_its_archive_copy(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    show(panel, dossier, LETTERS)
    first = panel.letters.boxes[0].findChildren(Button)[1]
    with qtbot.waitSignal(panel.paper_requested) as asked:
        click(first)
    assert asked.args == [dossier, "surat-pengantar", "arsip"]


def test_the_history_is_one_of_the_papers(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    show(panel, dossier, LETTERS)
    with qtbot.waitSignal(panel.paper_requested) as asked:
        click(button(panel, "Riwayat…"))
    assert asked.args == [dossier, "riwayat", ""]


def test_every_sheet_of_a_dossier_is_one_click_away(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start("balasan", "Permintaan data").dossier_id
    show(panel, dossier, LETTERS)
    wanted = {
        "Cetak…": ("surat-balasan", "arsip"),
        "Lembar kendali…": ("lembar-kendali", ""),
        "Cap paraf…": ("cap-paraf", ""),
        "Amplop…": ("amplop", ""),
        "Label…": ("label", ""),
    }
    for words, order in wanted.items():
        with qtbot.waitSignal(panel.paper_requested) as asked:
            click(button(panel, words))
        assert asked.args == [dossier, *order]


def test_a_note_beside_the_dossier_is_filled_in_and_printed(
    qtbot: QtBot, panel: DossierPanel, clerk: Clerk
) -> None:
    dossier = clerk.start().dossier_id
    show(panel, dossier, LETTERS)
    with qtbot.waitSignal(panel.note_requested) as asked:
        click(button(panel, "Nota dinas baru…"))
    assert asked.args == [dossier, None]
    form = replace(new_form(clerk.office.look(), clerk.now), subject="Usulan rapat")
    note = save_note(clerk.office, form, by=clerk.by, now=clerk.now, dossier=dossier)
    show(panel, dossier, LETTERS)
    assert panel.letters.boxes[1].accessibleName() == "Nota dinas: Usulan rapat"
    with qtbot.waitSignal(panel.note_requested) as asked:
        click(button(panel, "Isi nota dinas…"))
    assert asked.args == [dossier, note]
    with qtbot.waitSignal(panel.order_requested) as printed:
        click(panel.letters.boxes[1].findChildren(Button)[1])
    assert printed.args == [PaperOrder("nota-dinas", dossier, letter=note)]


# Facts


def test_facts_and_ticks_that_are_logged(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start("lakip", "LAKIP", period="2026", addressees=("Kepala BAPPEDA",)).dossier_id
    clerk.to_step(12)
    other = clerk.start("rup", "RUP").dossier_id
    show(panel, dossier, FACTS)
    said = {label.accessibleName() for label in panel.facts.findChildren(Label)}
    assert {"Periode: 2026", "Tujuan: Kepala BAPPEDA", "Keuangan: 80 %", "Fisik: 90 %"} <= said
    assert [tick.text() for tick in panel.facts.ticks][-2:] == [
        "Kirim sesuai tujuan",
        "Lembar kedua surat pengantar kembali",
    ]
    tick = panel.facts.ticks[0]
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert tick is panel.facts.ticks[0], "the keys stay where they are"
    assert not panel.facts.ticks[-1].isEnabled(), "the log itself knows"
    clerk.code = panel.view.code if panel.view else ""
    assert clerk.events[-1].kind is EventKind.CHECK
    panel.show_dossier(other)
    assert not any(each.isChecked() for each in panel.facts.ticks)
    panel.show_dossier(dossier)
    assert panel.facts.ticks[0].isChecked()


def test_what_was_sent_and_what_came_back(panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start("lakip", "LAKIP").dossier_id
    clerk.to_step(12)
    clerk.number()
    clerk.stamp()
    show(panel, dossier, FACTS)
    assert not panel.facts.sendings.isVisible()
    clerk.dispatch("", recipients=(("Kepala BAPPEDA", 2), ("Inspektur", 1)))
    clerk.receipt("Siti", told={"position": "Staf"})
    panel.show_dossier(dossier)
    said = [line.text() for line in panel.facts.sendings.lines]
    assert said[0].startswith("Dikirim ")
    assert said[2].startswith("No. 1 · Kepala BAPPEDA (2 rangkap): diterima Siti, Staf, ")
    assert said[3] == "No. 2 · Inspektur: lembar 2 ditunggu"


# Kenapa terlambat?


def test_the_link_explains_the_clock(qtbot: QtBot, panel: DossierPanel, clerk: Clerk) -> None:
    dossier = clerk.start().dossier_id
    clerk.to_step(10)
    clerk.later(hours=2)
    show(panel, dossier)
    with qtbot.waitSignal(panel.why_requested) as asked:
        click(panel.foot.why)
    assert asked.args == [dossier]
    dialog = opened(panel, WhyDialog)
    assert dialog.title.text() == "Kenapa terlambat?"
    assert "Mutu baku 5 menit." in dialog.head.text()
    rows = len(dialog.table.model.records)
    dialog.clock.combo.setFocus()
    QTest.keyClick(dialog.clock.combo, Qt.Key.Key_Home)
    assert dialog.clock.value() == "berkas"
    assert len(dialog.table.model.records) > rows
    assert dialog.head.text().startswith("Seluruh berkas.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
