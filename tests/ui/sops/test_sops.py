"""The tab of an SOP: the clerk reads its steps, sees which dossiers lie where, and opens one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.forecast import LEAST_CASES
from sopdesk.domain.sop import Desk as SopDesk
from sopdesk.domain.sop_file import to_file_text
from sopdesk.services.office import Office, bump
from sopdesk.services.sop_times import StepTime
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import State
from sopdesk.ui.sops import page as module
from sopdesk.ui.sops.bar import TimeBar
from sopdesk.ui.sops.duty import DutyPage
from sopdesk.ui.sops.notes import NotesPage
from sopdesk.ui.sops.page import DUTY, IDENTITY, NOTES, SERVICE, STEPS, WORKSHEET, SopPage
from sopdesk.ui.sops.steps import StepRow, StepTable
from tests.services.desk import SOPS, Clerk
from tests.ui.sops.conftest import NOW, Opener


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """What is said to the database in the block."""
    said: list[str] = []

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(office.store.base.engine, "before_cursor_execute", note)
    yield said
    event.remove(office.store.base.engine, "before_cursor_execute", note)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def steps_of(page: SopPage) -> StepTable:
    section = page.section(STEPS)
    assert isinstance(section, StepTable)
    return section


def row_of(page: SopPage, no: int) -> StepRow:
    return steps_of(page).rows[no - 1]


def codes_at(page: SopPage, no: int) -> list[str]:
    return [pill.text() for pill in row_of(page, no).chips.pills]


@pytest.mark.parametrize("key", SOPS)
def test_steps_stand_word_for_word(opened: Opener, office: Office, key: str) -> None:
    page = opened(key)
    sop = office.look().sop(key)
    assert page.title.text() == sop.nama
    for step, row in zip(sop.steps, steps_of(page).rows, strict=True):
        wanted = [step.kegiatan, step.kelengkapan, step.output, step.keterangan]
        cells = (row.kegiatan, row.kelengkapan, row.output, row.keterangan)
        assert [cell.text() for cell in cells] == [text or "–" for text in wanted]
        assert all(cell.textFormat() is Qt.TextFormat.PlainText for cell in cells)
        assert (step.waktu or "–") in texts(row.time)


def test_sum_and_finish_are_told_above_the_table(opened: Opener) -> None:
    page = opened("renstra")
    table = steps_of(page)
    assert table.total.text() == "Jumlah mutu baku 25–26 hari 2 jam 25 menit, ditambah 30 hari di BAPPEDA"
    assert "1 minggu dihitung 5 hari kerja." in table.note.text()
    assert "tidak dihitung sebagai waktu kantor" in texts(table.rows[12].time)
    assert "jumlah 25–26 hari 2 jam 25 menit" in texts(table.rows[15].time)


def test_sop_without_times_says_what_decides_instead(opened: Opener) -> None:
    page = opened("balasan")
    table = steps_of(page)
    assert not table.total.isVisible()
    assert table.note.text().startswith("SOP ini tidak menetapkan mutu baku waktu.")
    assert not table.findChildren(TimeBar)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("renja", (STEPS, IDENTITY, WORKSHEET, SERVICE, NOTES)),
        ("rfk", (STEPS, IDENTITY, WORKSHEET, SERVICE, NOTES, DUTY)),
        ("renstra", (STEPS, IDENTITY, WORKSHEET, NOTES)),
        ("balasan", (STEPS, SERVICE, NOTES)),
    ],
)
def test_only_what_the_sop_has_is_offered(opened: Opener, key: str, wanted: tuple[str, ...]) -> None:
    assert opened(key).sections == wanted


def test_every_section_is_reached_by_the_arrow_keys(opened: Opener) -> None:
    page = opened("rfk")
    page.bar.setFocus()
    seen = []
    for _ in page.sections:
        seen.append(page.bar.tabText(page.bar.currentIndex()))
        QTest.keyClick(page.bar, Qt.Key.Key_Right)
    assert seen == [
        "Langkah",
        "Identitas",
        "Lembar kerja",
        "Pelayanan",
        "Catatan penelaahan (25)",
        "Mulai paling lambat",
    ]
    assert page.findChild(DutyPage) is not None


def test_identity_worksheet_and_service_show_every_text(opened: Opener, office: Office) -> None:
    page = opened("lakip")
    sop = office.look().sop("lakip")
    assert sop.identity is not None
    assert sop.worksheet is not None
    shown = texts(page.section(IDENTITY))
    for item in (
        *sop.identity.dasar_hukum,
        *sop.identity.kualifikasi,
        *sop.identity.peringatan,
        sop.identity.unit,
    ):
        assert item in shown
    shown = texts(page.section(WORKSHEET))
    for line in sop.worksheet.steps:
        assert line.text in shown
    shown = texts(page.section(SERVICE))
    for text in sop.service or ():
        assert text in shown


def test_second_page_of_renstra_stands_below_the_first(opened: Opener, office: Office) -> None:
    page = opened("renstra")
    shown = texts(page.section(IDENTITY))
    (other,) = office.look().sop("renstra").other_pages
    assert shown.count("09/SOP/BTG") == 2
    assert shown.index("Halaman lain dalam naskah") < shown.index(other.nama)


def test_signer_is_the_office_own_camat(opened: Opener, clerk: Clerk, desk: Desk) -> None:
    page = opened("rfk")
    page.section(IDENTITY)
    clerk.appoint("Nama <b>Camat</b>", SopDesk.CAMAT)
    desk.tell(Changes(office=True))
    assert "Camat\nNama <b>Camat</b>" in texts(page.section(IDENTITY))


def test_dossiers_stand_at_their_steps_and_open_on_click(opened: Opener, clerk: Clerk, qtbot: QtBot) -> None:
    clerk.start("renja", "Pertama")
    clerk.to_step(4)
    first = clerk.row
    clerk.start("renja", "Kedua")
    clerk.start("lakip", "Lain")
    page = opened("renja")
    assert codes_at(page, 4) == ["0001"]
    assert codes_at(page, 1) == ["0002"]
    assert codes_at(page, 2) == []
    assert page.running.text() == "2 berjalan"
    with qtbot.waitSignal(page.dossier_opened) as told:
        QTest.mouseClick(row_of(page, 4).chips.pills[0], Qt.MouseButton.LeftButton)
    assert told.args == [first.id]
    chip = row_of(page, 1).chips.pills[0]
    chip.setFocus()
    with qtbot.waitSignal(page.dossier_opened):
        QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.accessibleName().startswith("Kedua, ")


def test_many_dossiers_of_a_step_are_in_the_menu_of_the_last_mark(
    opened: Opener, clerk: Clerk, qtbot: QtBot
) -> None:
    for number in range(30):
        clerk.start("renja", f"Berkas & surat {number} " + "panjang " * 40, from_step=5)
    page = opened("renja")
    chips = row_of(page, 5).chips
    shown = len(chips.pills)
    assert 0 < shown < 13
    assert chips.more.text() == f"+{30 - shown}"
    assert chips.more.geometry().right() <= chips.width()
    QTest.mouseClick(chips.more, Qt.MouseButton.LeftButton)
    (menu,) = chips.findChildren(QMenu, "berkas-lain")
    assert len(menu.actions()) == 30 - shown
    assert "&&" in menu.actions()[0].text()
    with qtbot.waitSignal(page.dossier_opened) as told:
        menu.actions()[-1].trigger()
    menu.close()
    assert told.args == [clerk.row.id]


def test_handoff_moves_the_mark_and_reads_only_that_dossier(
    opened: Opener, clerk: Clerk, office: Office, desk: Desk
) -> None:
    clerk.start("renja", "Berpindah")
    page = opened("renja")
    desk.hand_on(clerk.row.id, step=1, at=clerk.now)
    assert codes_at(page, 1) == []
    assert codes_at(page, 2) == ["0001"]
    clerk.now = NOW
    clerk.start("lakip", "Lain")
    with statements(office) as said:
        page.refresh(Changes(dossiers=frozenset({clerk.row.id})))
        told = [statement for statement in said if "FROM dossier" in statement]
    assert all("dossier.id IN" in statement for statement in told[-1:])
    assert page.running.text() == "1 berjalan"


def test_finished_dossier_leaves_and_is_counted(opened: Opener, clerk: Clerk, desk: Desk) -> None:
    clerk.start("rfk", "RFK")
    page = opened("rfk")
    assert "0 selesai tahun 2026 · median lama –" in page.facts.text()
    clerk.to_end()
    desk.tell(Changes(dossiers=frozenset({clerk.row.id})))
    assert page.running.text() == "0 berjalan"
    assert "1 selesai tahun 2026 · median lama" in page.facts.text()
    assert not page.facts.text().endswith("–")


def test_the_experience_counts_what_has_just_ended(opened: Opener, clerk: Clerk, desk: Desk) -> None:
    for n in range(LEAST_CASES - 1):
        clerk.start("rfk", f"RFK {n}")
        clerk.to_end()
    clerk.start("rfk", "RFK")
    page = opened("rfk")
    before = " ".join(texts(page.section(STEPS)))
    assert f"{LEAST_CASES} berkas" not in before
    clerk.to_end()
    desk.tell(Changes(dossiers=frozenset({clerk.row.id})))
    assert f"{LEAST_CASES} berkas" in " ".join(texts(page.section(STEPS)))


def test_minute_makes_a_dossier_late_without_a_query(opened: Opener, clerk: Clerk, office: Office) -> None:
    clerk.now = NOW - timedelta(minutes=2)
    clerk.start("renja", "Lima menit", from_step=8)
    page = opened("renja")
    (chip,) = row_of(page, 8).chips.pills
    assert not page.late.isVisible()
    assert chip.sizeHint() == chip.size()
    with statements(office) as said:
        page.tick(NOW + timedelta(minutes=30))
    assert said == []
    assert page.late.isVisible()
    assert page.late.text() == "1 terlambat"
    assert chip._state is State.TERLAMBAT
    assert "terlambat" in chip.accessibleName()


def test_hidden_page_reads_when_it_is_shown(made: Opener, office: Office, qtbot: QtBot, clerk: Clerk) -> None:
    with statements(office) as said:
        page = made("renja")
        page.refresh(Changes(dossiers=frozenset({1})))
        page.tick(NOW)
    assert said == []
    clerk.start("renja", "Berkas")
    with qtbot.waitExposed(page):
        page.show()
    assert codes_at(page, 1) == ["0001"]
    page.hide()
    clerk.hand_on()
    with statements(office) as said:
        page.refresh(Changes(dossiers=frozenset({clerk.row.id})))
        asked = [s for s in said if "dossier.life IN" in s]
    assert asked == []
    page.show()
    assert codes_at(page, 2) == ["0001"]


def test_new_dossier_is_asked_for_with_this_sop(opened: Opener, qtbot: QtBot) -> None:
    page = opened("rup")
    with qtbot.waitSignal(page.new_requested) as told:
        QTest.mouseClick(page.begin, Qt.MouseButton.LeftButton)
    assert told.args == ["rup"]


def test_notes_of_a_step_are_one_click_away_and_lead_back(opened: Opener) -> None:
    page = opened("rfk")
    QTest.mouseClick(row_of(page, 12).notes, Qt.MouseButton.LeftButton)
    section = page.findChild(NotesPage)
    assert section is not None
    assert section.isVisible()
    shown = section.shown()
    assert section.head.text() == f"{len(shown)} catatan untuk langkah 12"
    assert any("mengandatangani" in note.text for note in shown)
    assert all("langkah" in note.place for note in shown)
    QTest.mouseClick(section.all, Qt.MouseButton.LeftButton)
    assert len(section.shown()) == 25
    assert not section.all.isVisible()
    section.step_requested.emit(12)
    table = steps_of(page)
    assert table.isVisible()
    assert table.verticalScrollBar().value() > 0


def test_duty_says_that_it_never_fits(opened: Opener, clerk: Clerk, desk: Desk) -> None:
    page = opened("rfk")
    duty = page.section(DUTY)
    assert isinstance(duty, DutyPage)
    assert "tidak pernah muat antara tanggal 1 dan 3" in duty.notice.text
    first = duty.table.model.records[0]
    assert (first.words, f"{first.start:%F}") == ("November 2026", "2026-11-30")
    assert duty.table.model.index(0, 2).data() == "belum waktunya"
    duty.tick(NOW + timedelta(days=8))
    assert duty.table.model.index(0, 2).data() == "belum, sudah waktunya"
    clerk.start("rfk", "RFK November", period="2026-11")
    desk.tell(Changes(dossiers=frozenset({clerk.row.id})))
    duty = page.section(DUTY)
    assert isinstance(duty, DutyPage)
    assert duty.table.model.index(0, 2).data() == "sudah dimulai"


def test_new_revision_is_drawn_anew_where_the_clerk_was(
    opened: Opener, office: Office, clerk: Clerk, desk: Desk
) -> None:
    clerk.start("rup", "Revisi lama")
    clerk.to_step(11)
    page = opened("rup")
    page.section(NOTES)
    sop = office.look().sop("rup")
    steps = (*sop.steps[:6], *(replace(step, no=step.no - 1) for step in sop.steps[7:]))
    assert sop.identity is not None
    named = replace(sop.identity, nama="RUP baru")
    newer = replace(sop, revision=2, nama="RUP baru", identity=named, steps=steps, notes=())
    with office.store.write() as unit:
        unit.office.add_sop("rup", 2, to_file_text(newer))
        bump(unit)
    desk.tell(Changes(office=True))
    assert page.title.text() == "RUP baru"
    assert "revisi 2" in page.facts.text()
    assert page.bar.tabText(page.bar.currentIndex()) == "Catatan penelaahan (0)"
    assert "Tidak ada catatan" in texts(page.section(NOTES))
    # The old dossier is at a step that the new table no longer has: it lies at the last.
    assert codes_at(page, 10) == ["0001"]
    assert "revisi 1" in row_of(page, 10).chips.pills[0].toolTip()


def test_narrow_place_puts_the_details_below(opened: Opener, theme: Theme) -> None:
    page = opened("renja")
    row = row_of(page, 4)
    assert row.kelengkapan.isVisible()
    assert not row.details.isVisible()
    theme.set_scale(150)
    page.resize(994, 560)
    assert not row.kelengkapan.isVisible()
    assert row.details.isVisible()
    assert row.step.kelengkapan in row.details.text()
    table = steps_of(page)
    inside = table.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= table.viewport().width()


@pytest.mark.parametrize(
    ("time", "wanted"),
    [
        (StepTime(0.5, 0.75, 0.75, "", False), [("accent_soft", 0, 100), ("accent", 100, 50)]),
        (
            StepTime(0.5, 0.6, 0.75, "", False),
            [("accent_soft", 0, 100), ("accent", 100, 20), ("waspada", 120, 30)],
        ),
        (StepTime(0.0, 0.001, 0.001, "", False), [("accent_soft", 0, 0), ("accent", 0, 4)]),
        (StepTime(0.999, 1.0, 1.0, "", False), [("accent_soft", 0, 196), ("accent", 196, 4)]),
        (StepTime(1.0, 1.0, 1.0, "", True), [("accent_soft", 0, 192), ("luar", 192, 8)]),
    ],
)
def test_bar_shows_the_step_within_the_whole(
    qtbot: QtBot, time: StepTime, wanted: list[tuple[str, int, int]]
) -> None:
    bar = TimeBar(time, "1 hari")
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    found = [(name, round(box.left()), round(box.width())) for name, box in bar.spans()]
    assert found == wanted


def test_trouble_is_told_and_mended_by_the_next_look(
    made: Opener, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_given: object) -> None:
        raise Trouble(Fault.FILE_LOCKED, path="sopdesk.db")

    page = made("renja")
    with monkeypatch.context() as broken:
        broken.setattr(module, "sop_now", locked)
        with qtbot.waitExposed(page):
            page.show()
        assert "sedang dipakai program lain" in page.notice.text
        assert page.notice.isVisible()
    page.hide()
    page.show()
    assert not page.notice.isVisible()
    assert page.running.text() == "0 berjalan"
    assert desk.clerk
