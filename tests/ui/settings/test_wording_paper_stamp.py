"""Susunan kata, Kertas dan cetakan, Stempel: what is typed is seen, checked, saved, and can be taken back."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.forms import EnvelopeSize
from sopdesk.domain.layout import Layout
from sopdesk.services import paper_settings, wording
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Known, Office
from sopdesk.services.paper_orders import PaperOrder
from sopdesk.services.stamps import stamp_setting
from sopdesk.ui.settings.page import SettingsPage
from sopdesk.ui.settings.paper import PaperSection
from sopdesk.ui.settings.stamp import StampSection
from sopdesk.ui.settings.wording import WordingSection
from tests.ui.settings.conftest import opened
from tests.ui.settings.test_profile_and_page import press

OPENING = "surat-balasan.pembuka"
CONTROL = Qt.KeyboardModifier.ControlModifier


def is_own(known: Known, name: str) -> bool:
    """Whether the office has put its own text in the place of the shipped one."""
    return wording.text_of(known, name) != wording.shipped_wordings()[name].text


def words_of(page: SettingsPage) -> WordingSection:
    section = opened(page, "kata")
    assert isinstance(section, WordingSection)
    return section


def paper_of(page: SettingsPage) -> PaperSection:
    section = opened(page, "kertas")
    assert isinstance(section, PaperSection)
    return section


def stamp_of(page: SettingsPage) -> StampSection:
    section = opened(page, "stempel")
    assert isinstance(section, StampSection)
    return section


def go(section: WordingSection, name: str) -> None:
    section.list.setCurrentRow(list(wording.shipped_wordings()).index(name))


def write(section: WordingSection, text: str) -> None:
    paper = section.editor.paper
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(paper, text)


def choose(section: PaperSection, name: str) -> None:
    values = [value for value, _ in section._subjects()]
    section.subject.combo.setFocus()
    section.subject.combo.setCurrentIndex(values.index(name))
    section.subject.combo.activated.emit(values.index(name))


# Susunan kata


def test_words_are_seen_on_the_paper_saved_and_reset(
    qtbot: QtBot, page: SettingsPage, office: Office
) -> None:
    section = words_of(page)
    go(section, OPENING)
    assert section.editor.value() == wording.shipped_wordings()[OPENING].text
    assert not section.reset.isEnabled()
    before = section.preview.view._pages
    write(section, "Menjawab surat {nomor}:")
    qtbot.waitUntil(lambda: section.preview.view._pages is not before)
    press(section.save)
    assert wording.text_of(office.look(), OPENING) == "Menjawab surat {nomor}:"
    press(section.reset)
    press(section.save)
    assert not is_own(office.look(), OPENING)
    assert not section.dirty


def test_a_mistake_stands_at_its_place_and_is_not_saved(page: SettingsPage, office: Office) -> None:
    section = words_of(page)
    go(section, OPENING)
    write(section, "Surat {nomer} kami")
    press(section.save)
    assert section.editor.error.startswith("Baris 1, huruf 7: isian “nomer” tidak dikenal.")
    assert section.editor.paper.textCursor().position() == 6
    assert len(section.editor.paper.extraSelections()) == 1
    assert section.dirty
    assert not is_own(office.look(), OPENING)
    write(section, "Surat {nomor} kami")
    press(section.save)
    assert is_own(office.look(), OPENING)
    assert section.editor.paper.extraSelections() == []


def test_what_is_wrong_is_in_sight_on_a_low_screen(page: SettingsPage) -> None:
    page.window().resize(1366, 620)
    section = words_of(page)
    go(section, OPENING)
    write(section, "Surat {nomer} kami")
    press(section.save)
    editor = section.editor
    assert editor.visibleRegion().boundingRect().bottom() == editor.rect().bottom()


def test_a_mistake_in_another_wording_is_gone_to(page: SettingsPage) -> None:
    section = words_of(page)
    go(section, OPENING)
    write(section, "Surat {nomor")
    go(section, "nota-dinas.penutup")
    write(section, "Demikian.")
    press(section.save)
    assert section.chosen.name == OPENING
    assert "belum ditutup" in section.editor.error


def test_what_is_typed_stays_while_another_wording_is_looked_at(page: SettingsPage, office: Office) -> None:
    section = words_of(page)
    go(section, OPENING)
    write(section, "Pertama {nomor}")
    go(section, "nota-dinas.penutup")
    write(section, "Demikian.")
    assert [section.list.item(r).text().endswith("•") for r in range(section.list.count())].count(True) == 2
    go(section, OPENING)
    assert section.editor.value() == "Pertama {nomor}"
    press(section.save)
    known = office.look()
    assert wording.text_of(known, OPENING) == "Pertama {nomor}"
    assert wording.text_of(known, "nota-dinas.penutup") == "Demikian."


def test_cancel_gives_up_every_wording(page: SettingsPage) -> None:
    section = words_of(page)
    go(section, OPENING)
    write(section, "Pertama {nomor}")
    press(section.revert)
    assert section.editor.value() == wording.shipped_wordings()[OPENING].text
    assert not section.dirty


def test_a_value_is_put_in_where_the_cursor_stands(page: SettingsPage) -> None:
    section = words_of(page)
    go(section, OPENING)
    write(section, "Surat ")
    button = next(b for b in section.tokens.findChildren(QPushButton) if b.property("token") == "pengirim")
    press(button)
    assert section.editor.value() == "Surat {pengirim}"
    assert section.editor.error == ""


def test_an_empty_wording_is_refused(page: SettingsPage, office: Office) -> None:
    section = words_of(page)
    go(section, OPENING)
    section.editor.paper.setFocus()
    QTest.keyClick(section.editor.paper, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(section.editor.paper, Qt.Key.Key_Delete)
    press(section.save)
    assert "kosong" in section.editor.error
    assert not is_own(office.look(), OPENING)


# Kertas dan cetakan


def test_one_paper_is_laid_out_for_itself_and_follows_the_office_again(
    page: SettingsPage, office: Office
) -> None:
    section = paper_of(page)
    choose(section, "lembar-kendali")
    assert not section.form.isEnabled()
    section.own.setChecked(True)
    assert not section.subject.isEnabled(), "what is typed belongs to this paper"
    section.sides["left"].line.selectAll()
    QTest.keyClicks(section.sides["left"].line, "33")
    press(section.save)
    assert layout_of(office.look(), "lembar-kendali").left == 33
    assert layout_of(office.look()) == Layout()
    assert section.subject.isEnabled()
    choose(section, "")
    assert section.sides["left"].value() == "25"
    choose(section, "lembar-kendali")
    assert section.sides["left"].value() == "33"
    section.own.setChecked(False)
    press(section.save)
    assert paper_settings.own_layouts(office.look()) == frozenset()


def test_envelope_and_labels_are_set(page: SettingsPage, office: Office) -> None:
    section = paper_of(page)
    choose(section, "amplop")
    assert section.form.isHidden()
    QTest.keyClick(section.envelope.combo, Qt.Key.Key_Down)
    press(section.save)
    assert paper_settings.envelope_size(office.look()) is EnvelopeSize.KABINET
    choose(section, "label")
    section.labels.columns.line.selectAll()
    QTest.keyClicks(section.labels.columns.line, "3")
    press(section.save)
    assert "memerlukan" in section.labels.columns.error, "three labels of that width fit on no paper"
    section.labels.lengths["width"].line.selectAll()
    QTest.keyClicks(section.labels.lengths["width"].line, "60")
    press(section.save)
    sheet = paper_settings.label_sheet(office.look())
    assert (sheet.columns, sheet.width) == (3, 60)


def test_the_ruler_page_is_asked_for(qtbot: QtBot, page: SettingsPage) -> None:
    section = paper_of(page)
    with qtbot.waitSignal(page.paper_requested) as asked:
        press(section.ruler)
    assert asked.args == [PaperOrder("penggaris")]


# Stempel


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "cap.png"
    Image.new("RGBA", (120, 120), (90, 0, 120, 140)).save(file)
    return file


def test_a_picture_is_kept_with_its_diameter_and_taken_away(
    page: SettingsPage, office: Office, picture: Path
) -> None:
    section = stamp_of(page)
    assert not section.drop.isEnabled()
    section.take_picture(picture)
    section.diameter.line.selectAll()
    QTest.keyClicks(section.diameter.line, "70")
    press(section.save)
    assert section.diameter.error == "Paling banyak 60."
    section.diameter.line.selectAll()
    QTest.keyClicks(section.diameter.line, "40")
    press(section.save)
    kept = stamp_setting(office.look())
    assert kept.diameter == 40
    assert (office.folder / "lampiran" / kept.picture).read_bytes() == picture.read_bytes()
    press(section.drop)
    press(section.save)
    assert stamp_setting(office.look()).picture == ""


def test_a_file_that_is_no_picture_is_refused(page: SettingsPage, office: Office, tmp_path: Path) -> None:
    section = stamp_of(page)
    file = tmp_path / "cap.png"
    file.write_text("bukan gambar", encoding="utf-8")
    section.take_picture(file)
    assert "bukan gambar" in section.notice.text
    section.take_picture(tmp_path / "hilang.png")
    assert "hilang.png" in section.notice.text
    assert not section.dirty
    assert stamp_setting(office.look()).picture == ""
