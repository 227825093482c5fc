"""The form that was half typed when the program died is there again, if one wants it."""

import json
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QWidget

from sopdesk.services.incoming import IncomingWish, register_incoming
from sopdesk.services.incoming_views import incoming_letter
from sopdesk.ui.agenda.incoming.dispose import DisposeDialog
from sopdesk.ui.agenda.incoming.entry import IncomingDialog
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.drafts import read_form
from sopdesk.ui.papers.issue import IssueDialog
from tests.ui.main.office import (
    AtWork,
    Codes,
    Start,
    at,
    bare_template,
    click,
    clock,
    codes,
    furnished,
    start,
    work,
)

__all__ = ["at", "bare_template", "clock", "codes", "furnished", "start", "work"]


def kept(folder: Path, name: str) -> Path:
    return folder / "isian" / f"{name}.json"


def fill(dialog: NewDossierDialog) -> None:
    click(dialog.sop.tiles["lakip"])
    dialog.title_field.editors[0].setFocus()
    dialog.title_field.set_value("")
    QTest.keyClicks(dialog.title_field.editors[0], "Judul setengah jadi")
    QTest.keyClicks(dialog.owner.line, " Dua")
    dialog.origin.editors[0].setFocus()


def lose(dialog: Dialog) -> None:
    """Write what is typed and die: nobody hears of an end."""
    assert dialog.draft is not None
    dialog.draft.write()
    dialog.blockSignals(True)
    dialog.hide()
    dialog.blockSignals(False)


def again(work: AtWork) -> NewDossierDialog:
    click(work.shell.header.new)
    return work.dialog(NewDossierDialog)


def test_it_is_kept_while_one_types_and_offered_to_the_next_start(
    work: AtWork, start: Start, data_folder: Path
) -> None:
    form = again(work)
    fill(form)
    typed = read_form(form.form) if form.form else {}
    work.qtbot.waitUntil(kept(data_folder, "berkas-baru").exists)
    assert form.draft is not None
    lose(form)
    work.shell.close()
    later = again(start())
    assert later.draft is not None
    assert later.draft.notice.text.startswith("Ada isian yang belum disimpan dari ")
    assert later.title_field.value() != "Judul setengah jadi"
    click(later.draft.notice.action)
    assert later.form is not None
    moments = {"Mulai"}  # nobody typed there: it is now, as ever
    now = read_form(later.form)
    assert {k: v for k, v in now.items() if k[1] not in moments} == {
        k: v for k, v in typed.items() if k[1] not in moments
    }
    assert later.sop.value() is not None
    assert later.title_field.value() == "Judul setengah jadi"
    assert not later.draft.offer.isVisible()
    click(later.action)
    assert not kept(data_folder, "berkas-baru").exists(), "it is saved"


def test_thrown_away_it_is_gone(work: AtWork, data_folder: Path) -> None:
    form = again(work)
    fill(form)
    lose(form)
    later = again(work)
    assert later.draft is not None
    click(later.draft.drop)
    assert not kept(data_folder, "berkas-baru").exists()
    assert not later.draft.offer.isVisible()
    later.reject()


def test_left_alone_it_is_offered_again(work: AtWork, data_folder: Path) -> None:
    form = again(work)
    fill(form)
    lose(form)
    again(work).reject()
    assert kept(data_folder, "berkas-baru").exists()
    later = again(work)
    assert later.draft is not None
    assert later.draft.offer.isVisible()
    later.draft.forget()
    later.reject()


def test_cancelled_it_is_gone(work: AtWork, data_folder: Path) -> None:
    form = again(work)
    fill(form)
    assert form.draft is not None
    form.draft.write()
    assert kept(data_folder, "berkas-baru").exists()
    click(form.cancel)
    assert not kept(data_folder, "berkas-baru").exists()


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"[]",
        b'{"at": 1, "fields": 3}',
        b'{"at": "x", "fields": [[1, "a", 0, {}]]}',
        b"\xff",
        b"[" * 99999,
    ],
)
def test_rubbish_is_no_draft(work: AtWork, data_folder: Path, rubbish: bytes) -> None:
    (data_folder / "isian").mkdir()
    kept(data_folder, "berkas-baru").write_bytes(rubbish)
    form = again(work)
    assert form.draft is not None
    assert not form.draft.offer.isVisible()
    form.reject()


def test_a_draft_of_another_form_is_passed_over(work: AtWork, data_folder: Path) -> None:
    (data_folder / "isian").mkdir()
    fields = [[0, "Tidak ada", 0, "x"], [99, "Judul berkas", 0, "y"], [2, "Judul berkas", 0, "z"]]
    place = kept(data_folder, "berkas-baru")
    place.write_text(json.dumps({"at": "kemarin", "fields": fields}), encoding="utf-8")
    form = again(work)
    assert form.draft is not None
    form.draft.use()
    form.reject()


def test_a_folder_that_is_gone_keeps_the_form(work: AtWork, data_folder: Path) -> None:
    form = again(work)
    fill(form)
    assert form.draft is not None
    away = data_folder.with_name("dicabut")
    data_folder.rename(away)
    form.draft.write()
    assert not data_folder.exists(), "a form makes no data folder"
    click(form.action)
    assert "Pastikan disk terpasang" in form.notice.text
    assert form.title_field.value() == "Judul setengah jadi"
    away.rename(data_folder)
    click(form.action)
    assert work.no_dialog()
    assert "Judul setengah jadi" in {
        entry.card.title for column in work.board.field.order for entry in column.model.entries
    }


def test_a_number_that_was_taken_is_no_draft(work: AtWork, data_folder: Path) -> None:
    """Offered again it would be taken a second time."""
    desk = work.desk.desk
    dialog = IssueDialog(desk, work.program.theme, parent=work.shell)
    dialog.open()
    QTest.keyClicks(dialog.addressee.line, "Bupati")
    QTest.keyClicks(dialog.subject.editors[0], "Undangan")
    QTest.keyClicks(dialog.code.line, "005")
    assert dialog.draft is not None
    dialog.draft.write()
    assert kept(data_folder, "nomor-0").exists()
    click(dialog.action)
    assert not kept(data_folder, "nomor-0").exists()
    dialog.close()


def test_the_next_letter_begins_without_the_one_before(work: AtWork, data_folder: Path) -> None:
    dialog = IncomingDialog(work.desk.desk, work.shell)
    dialog.open()
    fields = dialog.fields
    QTest.keyClicks(fields.party.line, "Dinas Contoh")
    QTest.keyClicks(fields.subject.editors[0], "Undangan rapat")
    assert dialog.draft is not None
    dialog.draft.write()
    assert "Dinas Contoh" in kept(data_folder, "surat-masuk").read_text(encoding="utf-8")
    click(dialog.again)
    assert not kept(data_folder, "surat-masuk").exists(), dialog.notice.text
    dialog.close()


def boxes(host: QWidget) -> list[QCheckBox]:
    return host.findChildren(QCheckBox)


def test_ticks_and_choices_come_back(work: AtWork, codes: Codes) -> None:
    """A disposition: its receivers are ticked, not typed."""
    assert codes
    desk = work.desk.desk
    wish = IncomingWish("Dinas Contoh", "Undangan", desk.now())
    answer = register_incoming(desk.office, wish, by=desk.clerk, now=desk.now())
    row = incoming_letter(desk.office, answer.line_id, now=desk.now())
    assert row is not None
    first = DisposeDialog(desk, row, work.shell)
    first.open()
    boxes(first.to)[0].click()
    boxes(first.told)[1].click()
    QTest.keyClicks(first.note.editors[0], "Segera")
    lose(first)
    later = DisposeDialog(desk, row, work.shell)
    later.open()
    assert later.draft is not None
    later.draft.use()
    assert (later.to.chosen(), later.told.value(), later.note.value()) == (
        first.to.chosen(),
        first.told.value(),
        "Segera",
    )
    assert later.to.chosen()
    later.reject()
