"""Kode klasifikasi: lists, own entries, the codes of the SOPs, and a file of codes."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sopdesk.domain.classification import Code
from sopdesk.services import classification
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.settings.code_dialogs import CodeDialog, CodeFileDialog, SopCodesDialog
from sopdesk.ui.settings.codes import CodesSection
from sopdesk.ui.settings.page import CODES, SettingsPage
from tests.ui.settings.conftest import opened

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(page: SettingsPage) -> CodesSection:
    found = opened(page, CODES)
    assert isinstance(found, CodesSection)
    return found


def shown(section: CodesSection) -> dict[str, Code]:
    return {code.code: code for code in section.table.model.records}


def test_list_that_is_chosen_is_shown_and_offered(section: CodesSection, desk: Desk) -> None:
    assert "000.7.2.4" in shown(section)
    assert "050.13" not in shown(section)
    section.lists.set_value("2012")
    section.lists.edited.emit()
    assert "050.13" in shown(section)
    assert "000.7.2.4" not in shown(section)
    assert classification.name_of(desk.office, "050.13") == "Bappeda"


def test_own_code_is_added_and_found(section: CodesSection, desk: Desk) -> None:
    QTest.mouseClick(section.add, LEFT)
    dialog = section.findChild(CodeDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.code.line, "000.7.2.4")
    QTest.keyClicks(dialog.name.line, "Lagi")
    QTest.mouseClick(dialog.action, LEFT)
    assert dialog.code.error == "Kode klasifikasi tidak dapat dipakai: 000.7.2.4 sudah ada. Betulkan isinya."
    dialog.code.set_value("000.7.2.99")
    QTest.mouseClick(dialog.action, LEFT)
    assert shown(section)["000.7.2.99"] == Code("000.7.2.99", "Lagi", "own")
    current = section.table.current()
    assert current is not None
    assert current.code == "000.7.2.99"
    assert classification.search(desk.office, "Lagi")[0].code == "000.7.2.99"


def test_shipped_code_is_renamed_hidden_offered_again_and_put_back(section: CodesSection, desk: Desk) -> None:
    section.table.select("000.5")
    assert not section.back.isEnabled()
    QTest.mouseClick(section.change, LEFT)
    dialog = section.findChild(CodeDialog)
    assert dialog is not None
    assert dialog.code.line.isReadOnly()
    dialog.name.set_value("Tata arsip lama")
    QTest.mouseClick(dialog.action, LEFT)
    assert shown(section)["000.5"] == Code("000.5", "Tata arsip lama", "own")
    section.table.select("000.5")
    QTest.mouseClick(section.hide_, LEFT)
    assert "000.5" not in shown(section)
    assert classification.search(desk.office, "Tata arsip lama") == []
    QTest.mouseClick(section.hidden, LEFT)
    section.table.select("000.5")
    assert section.hide_.text() == "Tawarkan lagi"
    QTest.mouseClick(section.hide_, LEFT)
    section.table.select("000.5")
    QTest.mouseClick(section.back, LEFT)
    assert shown(section)["000.5"] == Code("000.5", "Kearsipan", "2022")


def test_code_of_an_sop_is_set_and_cleared(section: CodesSection, desk: Desk) -> None:
    QTest.mouseClick(section.sops, LEFT)
    dialog = section.findChild(SopCodesDialog)
    assert dialog is not None
    assert list(dialog.fields) == list(desk.known.current)
    QTest.keyClicks(dialog.fields["lakip"].line, "061")
    dialog.fields["lakip"].popup.hide()
    QTest.mouseClick(dialog.action, LEFT)
    assert classification.code_for(desk.known, desk.known.sop("lakip")) == "061"
    assert classification.code_for(desk.known, desk.known.sop("renja")) == "000.7.2.4"


def test_codes_of_the_sops_fit_a_low_screen_with_large_letters(section: CodesSection, theme: Theme) -> None:
    theme.set_scale(150)
    QTest.mouseClick(section.sops, LEFT)
    dialog = section.findChild(SopCodesDialog)
    assert dialog is not None
    assert dialog.minimumSizeHint().height() < 768
    dialog.reject()


def test_file_of_codes_is_shown_before_it_is_taken(
    qtbot: QtBot, section: CodesSection, tmp_path: Path
) -> None:
    path = tmp_path / "kode.csv"
    path.write_text("Kode;Uraian\n000.9.9;Khusus\n000 8;Salah\n", encoding="utf-8")
    QTest.mouseClick(section.file, LEFT)
    asked = next(d for d in section.findChildren(QFileDialog) if d.isVisible())
    asked.fileSelected.emit(str(path))
    asked.close()
    dialog = next(d for d in section.findChildren(CodeFileDialog) if d.isVisible())
    assert "1 baris ditolak" in dialog.words.text()
    assert not dialog.action.isEnabled()
    dialog.reject()
    assert "000.9.9" not in shown(section)
    path.write_text("Kode;Uraian\n000.9.9;Khusus\n000.9.8;Istimewa\n", encoding="utf-8")
    section.take(path)
    dialog = next(d for d in section.findChildren(CodeFileDialog) if d.isVisible())
    assert dialog.action.text() == "Impor 2 kode"
    with qtbot.waitSignal(section.done) as told:
        QTest.mouseClick(dialog.action, LEFT)
    assert told.args == ["2 kode klasifikasi diimpor."]
    assert shown(section)["000.9.8"].name == "Istimewa"


def test_file_that_is_no_table_is_told(section: CodesSection, tmp_path: Path) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"PK")
    section.take(tmp_path / "rusak.xlsx")
    assert "rusak.xlsx tidak dapat dipakai" in section.notice.text


def test_nobody_changes_nothing(section: CodesSection, desk: Desk) -> None:
    desk.sign_in("")
    section.table.select("000.5")
    QTest.mouseClick(section.hide_, LEFT)
    assert "Ctrl+L" in section.notice.text
    assert "000.5" in shown(section)
    QTest.mouseClick(section.add, LEFT)
    assert section.findChild(CodeDialog) is None
    section.lists.set_value("2012")
    section.lists.edited.emit()
    assert section.lists.value() == "2022"
