"""The page of settings: sections, unsaved text, the profile and its letterhead."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from sopdesk.services import dossiers
from sopdesk.services.attachments import read_attachment
from sopdesk.services.office import Office, open_office
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.settings.clerks import ClerksSection
from sopdesk.ui.settings.look import LookSection
from sopdesk.ui.settings.page import LeaveQuestion, SettingsPage
from sopdesk.ui.settings.paper import PaperSection
from sopdesk.ui.settings.profile import ProfileSection, has_colour
from sopdesk.ui.settings.profile_form import initials
from tests.ui.settings.conftest import CLERK, NOW, clock, opened

LEFT = Qt.MouseButton.LeftButton


def press(button: QPushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def profile_of(page: SettingsPage) -> ProfileSection:
    section = opened(page, "profil")
    assert isinstance(section, ProfileSection)
    return section


def asked() -> LeaveQuestion:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LeaveQuestion)
    return dialog


def picture(path: Path, colour: QColor) -> Path:
    image = QImage(40, 48, QImage.Format.Format_RGB32)
    image.fill(colour)
    assert image.save(str(path))
    return path


def test_profile_is_shown_and_saved_with_one_click(qtbot: QtBot, page: SettingsPage, office: Office) -> None:
    section = profile_of(page)
    assert section.places.kecamatan.value() == "Karang Contoh"
    assert not section.save.isEnabled()
    section.places.place.focus()
    QTest.keyClick(section.places.place.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(section.places.place.line, "Contoh Jaya")
    with qtbot.waitSignal(page.done) as said:
        press(section.save)
    assert said.args == ["Profil kantor disimpan."]
    assert office.look().profile.place == "Contoh Jaya"
    assert office.look().profile.address_lines == ("Jalan Contoh Nomor 1",)
    assert not section.dirty


def test_refusal_stands_at_its_field_and_keeps_what_was_typed(page: SettingsPage, office: Office) -> None:
    dossiers.start(office, dossiers.Start("renja", "Renja"), by=CLERK, at=NOW, now=NOW)
    section = profile_of(page)
    QTest.keyClicks(section.places.mark.line, "X")
    press(section.save)
    assert "Tanda kantor" in section.places.mark.error
    assert section.places.mark.value() == "KKCX"
    assert section.dirty
    assert office.look().profile.mark == "KKC"


def test_wrong_fields_are_not_sent(page: SettingsPage, office: Office) -> None:
    section = profile_of(page)
    section.places.place.line.selectAll()
    QTest.keyClick(section.places.place.line, Qt.Key.Key_Delete)
    section.places.kabupaten.line.selectAll()
    QTest.keyClick(section.places.kabupaten.line, Qt.Key.Key_Delete)
    press(section.save)
    assert section.places.place.error == "Wajib diisi."
    assert section.places.kabupaten.error == "Wajib diisi."
    assert section.places.kabupaten.line.hasFocus()
    assert office.look().profile.kabupaten == "Contoh Raya"


def test_logo_goes_through_the_file_dialog_into_the_data_folder(
    page: SettingsPage, office: Office, tmp_path: Path
) -> None:
    section = profile_of(page)
    file = picture(tmp_path / "lambang.png", QColor(Qt.GlobalColor.black))
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    press(section.choose)
    dialog = section.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.close()
    assert section.remove.isVisible()
    press(section.save)
    name = office.look().profile.logo
    assert read_attachment(office, name) == file.read_bytes()
    press(section.remove)
    press(section.save)
    assert office.look().profile.logo == ""


def test_a_file_that_is_no_picture_is_refused(page: SettingsPage, tmp_path: Path) -> None:
    section = profile_of(page)
    file = tmp_path / "surat.png"
    file.write_bytes(b"bukan gambar")
    section.take_logo(file)
    assert "surat.png" in section.notice.text
    assert not section.dirty
    section.take_logo(tmp_path / "tidak-ada.png")
    assert "tidak-ada.png" in section.notice.text


def test_coloured_logo_gets_advice(page: SettingsPage, tmp_path: Path) -> None:
    section = profile_of(page)
    section.take_logo(picture(tmp_path / "warna.png", QColor(Qt.GlobalColor.red)))
    assert "berwarna" in section.advice.text()
    grey = picture(tmp_path / "abu.png", QColor(Qt.GlobalColor.gray))
    assert not has_colour(grey.read_bytes())
    section.take_logo(grey)
    assert "berwarna" not in section.advice.text()


def test_letterhead_preview_follows_what_is_typed(page: SettingsPage) -> None:
    section = profile_of(page)
    section.view.draw()
    before = section.view.sheet.picture.copy()
    assert not before.isNull()
    QTest.keyClicks(section.places.kecamatan.line, " Baru")
    section.view.draw()
    assert section.view.sheet.picture != before
    shape = section.view.sheet.width() / section.view.sheet.height()
    assert shape == pytest.approx(215 / 75, rel=0.02)


def test_initials() -> None:
    assert (initials("Pangkalan Banteng"), initials("Arut"), initials("😀")) == ("PB", "AR", "")


def test_leaving_unsaved_text_asks_and_stays(page: SettingsPage) -> None:
    section = profile_of(page)
    QTest.keyClicks(section.places.place.line, " B")
    page.show_section("kertas")
    assert page.current == "profil"
    assert page.list.currentRow() == 0
    assert page.list.item(0).text().endswith("•")
    press(asked().cancel)
    assert page.current == "profil"
    assert section.places.place.value() == "Karang Contoh B"


def test_a_click_elsewhere_leaves_the_row_of_what_is_shown_chosen(qtbot: QtBot, page: SettingsPage) -> None:
    section = profile_of(page)
    QTest.keyClicks(section.places.place.line, " B")
    other = page.list.visualItemRect(page.list.item(3)).center()
    QTest.mouseClick(page.list.viewport(), LEFT, pos=other)
    press(asked().cancel)
    qtbot.waitUntil(page.list.item(0).isSelected)
    assert [item.text() for item in page.list.selectedItems()] == [page.list.item(0).text()]
    assert page.current == "profil"


def test_leaving_can_save_or_drop(page: SettingsPage, office: Office) -> None:
    section = profile_of(page)
    QTest.keyClicks(section.places.place.line, " B")
    page.show_section("kertas")
    press(asked().action)
    assert page.current == "kertas"
    assert office.look().profile.place == "Karang Contoh B"
    section = profile_of(page)
    QTest.keyClicks(section.places.place.line, " C")
    page.show_section("kertas")
    press(asked().drop)
    assert page.current == "kertas"
    assert section.places.place.value() == "Karang Contoh B"
    assert not page.list.item(0).text().endswith("•")


def test_window_does_not_close_over_unsaved_text(page: SettingsPage) -> None:
    section = profile_of(page)
    QTest.keyClicks(section.places.place.line, " B")
    page.close()
    assert page.isVisible()
    press(asked().drop)
    assert not page.isVisible()


def test_wrong_text_is_not_left_behind_by_saving(page: SettingsPage) -> None:
    section = profile_of(page)
    section.places.place.line.selectAll()
    QTest.keyClick(section.places.place.line, Qt.Key.Key_Delete)
    page.show_section("kertas")
    press(asked().action)
    assert page.current == "profil"
    assert section.places.place.error


def test_cancel_button_brings_back_what_is_saved(page: SettingsPage) -> None:
    section = profile_of(page)
    QTest.keyClicks(section.places.place.line, " B")
    press(section.revert)
    assert section.places.place.value() == "Karang Contoh"
    assert not section.dirty


def test_nobody_at_the_desk_cannot_save(page: SettingsPage, desk: Desk, office: Office) -> None:
    section = profile_of(page)
    desk.sign_in("")
    QTest.keyClicks(section.places.place.line, " B")
    press(section.save)
    assert "petugas" in section.notice.text
    assert section.dirty
    assert office.look().profile.place == "Karang Contoh"


def test_ctrl_enter_saves(page: SettingsPage, office: Office) -> None:
    section = profile_of(page)
    section.places.place.line.setFocus()
    QTest.keyClick(section.places.place.line, Qt.Key.Key_End)
    QTest.keyClicks(section.places.place.line, " B")
    QTest.keyClick(section.places.place.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.look().profile.place == "Karang Contoh B"


def test_paper_is_saved_and_wrong_margins_are_not(page: SettingsPage, office: Office) -> None:
    section = opened(page, "kertas")
    assert isinstance(section, PaperSection)
    QTest.keyClick(section.paper.combo, Qt.Key.Key_Down)
    section.sides["left"].line.selectAll()
    QTest.keyClicks(section.sides["left"].line, "60")
    press(section.save)
    assert section.sides["left"].error == "Paling banyak 45."
    section.sides["left"].line.selectAll()
    QTest.keyClicks(section.sides["left"].line, "27,5")
    press(section.save)
    kept = office.look().settings["layout"]
    assert (kept["paper"], kept["left"]) == ("a4", 27.5)
    section.view.draw()
    assert section.view.sheet.height() / section.view.sheet.width() == pytest.approx(297 / 210, rel=0.01)


def test_look_holds_at_once(page: SettingsPage, theme: Theme) -> None:
    section = opened(page, "tampilan")
    assert isinstance(section, LookSection)
    section.colours[Appearance.DARK].click()
    assert theme.dark
    section.scale.setFocus()
    QTest.keyClick(section.scale, Qt.Key.Key_Right)
    assert theme.scale == 110
    assert section.shown.text() == "110 %"
    press(section.usual)
    assert theme.scale == 100
    theme.set_appearance(Appearance.LIGHT)
    assert section.colours[Appearance.LIGHT].isChecked()


def test_clerks_are_added_and_taken_off(qtbot: QtBot, page: SettingsPage, desk: Desk) -> None:
    section = opened(page, "petugas")
    assert isinstance(section, ClerksSection)
    QTest.keyClicks(section.name.line, "  Siti   <b>Contoh</b> ")
    with qtbot.waitSignal(page.done):
        QTest.keyClick(section.name.line, Qt.Key.Key_Return)
    assert section.acts.clerks() == [CLERK, "Siti <b>Contoh</b>"]
    QTest.keyClicks(section.name.line, CLERK.lower())
    press(section.add)
    assert "sudah ada" in section.name.error
    section.give_up()
    section.table.select(CLERK)
    press(section.drop)
    assert section.acts.clerks() == ["Siti <b>Contoh</b>"]
    assert desk.clerk == CLERK


def test_change_by_another_program_shows_but_spares_typed_text(page: SettingsPage, desk: Desk) -> None:
    section = profile_of(page)
    desk_profile = desk.known.profile
    section.acts.save_profile(replace(desk_profile, place="Tempat Lain"))
    assert section.places.place.value() == "Tempat Lain"
    QTest.keyClicks(section.places.place.line, " X")
    section.acts.save_profile(replace(desk_profile, place="Tempat Ketiga"))
    assert section.places.place.value() == "Tempat Lain X"


def test_sample_office_offers_its_end(qtbot: QtBot, data_folder: Path, theme: Theme) -> None:
    open_office(data_folder, NOW).close()
    office = open_office(data_folder / "contoh", NOW)
    page = SettingsPage(Desk(office, clock), theme)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    try:
        assert page.sample.isVisible()
        press(page.sample.action)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Buang data contoh")
        with qtbot.waitSignal(page.sample_left):
            press(button)
    finally:
        office.close()


def test_real_office_offers_no_such_thing(page: SettingsPage) -> None:
    assert not page.sample.isVisible()


@pytest.mark.parametrize(
    "key",
    ["profil", "pejabat", "petugas", "jam_kerja", "kertas", "kata", "stempel", "tampilan", "tentang"],
)
def test_every_control_can_be_read_out(page: SettingsPage, key: str) -> None:
    section = opened(page, key)
    unnamed = [
        f"{type(widget).__name__} {widget.objectName()}"
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
        for widget in section.findChildren(kind)
        if widget.isVisible()
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        and not widget.objectName().startswith("qt_")
        and type(widget).__name__ not in ("QTableCornerButton", "QToolButton", "QAbstractButton")
    ]
    assert unnamed == []
