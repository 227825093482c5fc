"""Starting a dossier: everything has a good beginning, nothing typed is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.profile import Profile
from sopdesk.services.disposition_lists import Person
from sopdesk.services.dispositions import DispositionWish, give
from sopdesk.services.duty_rules import duty_settings, save_duties
from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.settings import save_profile
from sopdesk.services.users import save_clerk
from sopdesk.ui.deeds.deeds import Deeds
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.notice import Notice
from sopdesk.ui.kit.theme import Theme
from tests.services.desk import Clerk
from tests.ui.deeds.office import click, opened, view, write

ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def deeds(desk: Desk, theme: Theme, host: QWidget, clerk: Clerk) -> Iterator[Deeds]:
    profile = Profile(kabupaten="Contoh", kecamatan="Contoh Utara", mark="CU", place="Contoh")
    save_profile(desk.office, profile, by=clerk.by, now=clerk.now)
    desk.tell(Changes(office=True))
    yield Deeds(desk, theme, host)
    for dialog in host.findChildren(NewDossierDialog):
        dialog.hide()


def note_done(told: list[tuple[str, int, bool]], words: str, dossier: int, undoable: bool) -> None:
    told.append((words, dossier, undoable))


def new(deeds: Deeds, host: QWidget, key: str = "") -> NewDossierDialog:
    deeds.start_new(key)
    return opened(host, NewDossierDialog)


def test_two_things_are_enough(qtbot: QtBot, deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    dialog = new(deeds, host)
    click(dialog.action)
    assert dialog.sop.error == "Wajib diisi."
    click(dialog.sop.tiles["lakip"])
    assert dialog.title_field.value() == "LAKIP tahun 2026"
    assert dialog.addressee.value() == "Kepala BAPPEDA Kabupaten Contoh"
    told: list[tuple[str, int, bool]] = []
    deeds.done.connect(partial(note_done, told))
    with qtbot.waitSignal(deeds.opened) as opens:
        click(dialog.action)
    assert opens.args is not None
    assert not dialog.isVisible()
    dossier = opens.args[0]
    shown = view(desk, dossier)
    assert (shown.card.step, shown.period, shown.owner) == (1, "2026", clerk.by)
    assert shown.origin == "Disposisi"
    assert shown.addressees == ("Kepala BAPPEDA Kabupaten Contoh",)
    assert told == [(f"Berkas {shown.code} dimulai.", dossier, True)]


def test_the_title_follows_sop_and_period_until_it_is_typed(deeds: Deeds, host: QWidget) -> None:
    dialog = new(deeds, host, "renja")
    assert dialog.title_field.value() == "Renja tahun 2027"
    QTest.keyClick(dialog.period.year, Qt.Key.Key_Down)
    assert dialog.title_field.value() == "Renja tahun 2028"
    QTest.keyClicks(dialog.title_field.paper, "Perubahan ")
    click(dialog.sop.tiles["rup"])
    assert dialog.title_field.value() == "Perubahan Renja tahun 2028"
    dialog.title_field.set_value("")
    dialog.title_field.edited.emit()
    click(dialog.sop.tiles["lakip"])
    assert dialog.title_field.value() == "LAKIP tahun 2026"


@pytest.mark.parametrize(
    ("key", "period"), [("rfk", "2026-11"), ("renstra", "2026-2030"), ("rup", "2027"), ("balasan", "")]
)
def test_each_sop_has_its_period(deeds: Deeds, host: QWidget, key: str, period: str) -> None:
    dialog = new(deeds, host, key)
    assert dialog.period.value() == period
    assert dialog.period.isVisible() == bool(period)
    assert dialog.period.month.isVisible() == (key == "rfk")
    assert dialog.period.until.isVisible() == (key == "renstra")


def test_in_the_first_days_of_a_month_the_report_is_of_the_last_one(
    deeds: Deeds, clerk: Clerk, host: QWidget
) -> None:
    clerk.now = clerk.now.replace(year=2027, month=1, day=3)
    assert new(deeds, host, "rfk").period.value() == "2026-12"


def test_a_later_limit_keeps_the_last_month_for_longer(deeds: Deeds, clerk: Clerk, host: QWidget) -> None:
    assert clerk.now.day == 23
    found = duty_settings(clerk.office.look())
    rules = tuple(replace(duty, day=28) if duty.sop == "rfk" else duty for duty in found.duties)
    save_duties(clerk.office, replace(found, duties=rules), by=clerk.by, now=clerk.now)
    assert new(deeds, host, "rfk").period.value() == "2026-10"


def test_rfk_says_that_it_cannot_fit_into_the_first_days(deeds: Deeds, clerk: Clerk, host: QWidget) -> None:
    clerk.start("rfk", "RFK Januari", period="2026-01")
    dialog = new(deeds, host, "rfk")
    assert "Batas waktu Kamis, 3 Desember 2026 pukul 16.00." in dialog.outlook.text
    assert "tidak muat antara tanggal 1 dan batas waktunya" in dialog.outlook.text
    assert "Mulai paling lambat Senin, 30 November 2026 pukul 11.20." in dialog.outlook.text


def test_the_answer_deadline_follows_the_nature(deeds: Deeds, desk: Desk, host: QWidget) -> None:
    dialog = new(deeds, host, "balasan")
    assert dialog.outlook.text == "Jawaban paling lambat Senin, 30 November 2026 pukul 08.00."
    QTest.keyClick(dialog.nature.combo, Qt.Key.Key_End)
    assert dialog.outlook.text == "Jawaban paling lambat Selasa, 24 November 2026 pukul 08.00."
    QTest.keyClicks(dialog.title_field.paper, "Permintaan data")
    click(dialog.action)
    assert view(desk, 1).nature == "Sangat segera"
    assert view(desk, 1).deadline is not None


def test_a_deadline_that_is_too_near_is_said_before(deeds: Deeds, desk: Desk, host: QWidget) -> None:
    dialog = new(deeds, host, "lakip")
    assert "Batas waktu" not in dialog.outlook.text
    write(dialog.deadline.line, "24/11")
    assert "Seharusnya dimulai paling lambat" in dialog.outlook.text
    write(dialog.deadline.line, "bukan")
    click(dialog.action)
    assert "Bukan tanggal" in dialog.deadline.error
    write(dialog.deadline.line, "24 november")
    click(dialog.action)
    deadline = view(desk, 1).deadline
    assert deadline is not None
    assert (deadline.day, deadline.hour) == (24, 16), "that day's closing"


def test_already_under_way(deeds: Deeds, desk: Desk, host: QWidget) -> None:
    dialog = new(deeds, host, "lakip")
    assert not dialog.from_step.isVisible()
    click(dialog.more)
    assert dialog.from_step.isVisible()
    QTest.keyClick(dialog.from_step.combo, Qt.Key.Key_End)
    click(dialog.action)
    assert view(desk, 1).card.step == 12


def test_another_time_and_another_clerk(deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget) -> None:
    save_clerk(desk.office, "Rekan Kerja", by=clerk.by, now=clerk.now)
    dialog = new(deeds, host, "lakip")
    write(dialog.owner.line, "rek")
    completer = dialog.owner.line.completer()
    assert completer.currentCompletion() == "Rekan Kerja"
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    write(dialog.owner.line, "Rekan Kerja")
    popup.hide()
    write(dialog.at.date_line, "20/11")
    write(dialog.at.time_line, "1330")
    click(dialog.action)
    shown = view(desk, 1)
    assert (shown.owner, shown.started_at.day, shown.started_at.hour) == ("Rekan Kerja", 20, 13)


def test_a_start_in_the_future_is_said_at_its_field(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    dialog = new(deeds, host, "lakip")
    write(dialog.at.date_line, "24/11")
    click(dialog.action)
    assert "belum terjadi" in dialog.at.error
    assert dialog.isVisible()
    clerk.now += timedelta(days=2)
    click(dialog.action)
    assert view(desk, 1).card.step == 1


@pytest.mark.parametrize("title", ['<b>tebal</b> &amp; "kutip"', "😀🏛️ Laporan", "مرحبا بالعالم", "x" * 500])
def test_titles_are_kept_as_typed(deeds: Deeds, desk: Desk, host: QWidget, title: str) -> None:
    dialog = new(deeds, host, "lakip")
    dialog.title_field.paper.setPlainText(title)
    click(dialog.action)
    assert view(desk, 1).title == title


def test_a_title_too_long_stays_to_be_shortened(deeds: Deeds, host: QWidget) -> None:
    dialog = new(deeds, host, "lakip")
    dialog.title_field.paper.setPlainText("kata " * 2000)
    click(dialog.action)
    assert dialog.title_field.error == "Terlalu panjang: 9999 huruf, paling banyak 500."
    assert len(dialog.title_field.value()) == 9999


def test_what_the_rules_refuse_is_said_at_its_field(deeds: Deeds, host: QWidget) -> None:
    dialog = new(deeds, host, "lakip")
    dialog.title_field.paper.setPlainText("\u200b\u200b")
    click(dialog.action)
    assert dialog.title_field.error == "Judul belum diisi. Isilah lalu ulangi."
    assert dialog.isVisible()


def test_escape_asks_before_it_throws_away(deeds: Deeds, host: QWidget) -> None:
    dialog = new(deeds, host, "lakip")
    QTest.keyClicks(dialog.origin_note.line, "Camat 9/11")
    QTest.keyClick(dialog, ESCAPE)
    assert dialog.isVisible()
    assert dialog.origin_note.value() == "Camat 9/11"
    QTest.keyClick(dialog, ESCAPE)
    assert not dialog.isVisible()


def test_large_letters_on_a_small_screen_scroll(deeds: Deeds, host: QWidget, theme: Theme) -> None:
    theme.set_scale(150)
    dialog = new(deeds, host, "rfk")
    room = dialog.screen().availableGeometry()
    assert dialog.height() <= room.height()
    assert dialog.action.isVisible()
    write(dialog.deadline.line, "bukan")
    click(dialog.action)
    assert not dialog.deadline.line.visibleRegion().isEmpty(), "the wrong field comes into sight"


def test_a_letter_fills_the_dialog_in(
    qtbot: QtBot, deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    wish = IncomingWish(
        "Dinas Sosial", "Permintaan data", clerk.now, ref="460/7", nature="segera", ref_date=clerk.now.date()
    )
    line = register_incoming(desk.office, wish, by=clerk.by, now=clerk.now).line_id
    receivers = (Person("Sekcam"),)
    give(desk.office, DispositionWish(line, receivers), by=clerk.by, at=clerk.now, now=clerk.now)
    deeds.start_from_letter(line)
    dialog = opened(host, NewDossierDialog)
    sop = dialog.sop.value()
    assert sop is not None
    assert sop.key == "balasan"
    assert dialog.title_field.value() == "Balasan permintaan data"
    assert dialog.addressee.value() == "Dinas Sosial"
    assert dialog.nature.value() == "segera"
    assert not dialog.origin.isEnabled()
    assert dialog.origin_note.value() == f"Camat {clerk.now:%d/%m/%Y}, agenda masuk 1/{clerk.now.year}"
    # Another SOP has a title of its own; back at the answer the letter's comes back.
    click(dialog.sop.tiles["rup"])
    assert dialog.title_field.value().startswith("RUP")
    click(dialog.sop.tiles["balasan"])
    assert dialog.title_field.value() == "Balasan permintaan data"
    with qtbot.waitSignal(deeds.opened) as told:
        click(dialog.action)
    with desk.office.store.read() as unit:
        row = unit.dossiers.get(told.args[0])
    assert row is not None
    assert row.incoming_id == line
    assert row.origin["incoming"]["ref"] == "460/7"
    assert row.origin["kind"] == "disposition"
    deeds.start_from_letter(line)
    again = opened(host, NewDossierDialog)
    assert any(notice.text.endswith(f"sudah ada berkas {row.code}.") for notice in again.findChildren(Notice))


def test_a_long_letter_leaves_room_for_the_dossier(
    deeds: Deeds, desk: Desk, clerk: Clerk, host: QWidget
) -> None:
    subject = "Balasan " + "atas permintaan data capaian kinerja " * 13
    wish = IncomingWish("Dinas " + "Pemberdayaan " * 11, subject.strip(), clerk.now)
    line = register_incoming(desk.office, wish, by=clerk.by, now=clerk.now).line_id
    deeds.start_from_letter(line)
    dialog = opened(host, NewDossierDialog)
    said = next(n.text for n in dialog.findChildren(Notice) if n.text.startswith("Menindaklanjuti"))
    assert len(said) < 260
    assert said.endswith("…")
    assert dialog.title_field.value() == subject.strip(), "what is an answer already is not named so twice"
    dialog.reject()
