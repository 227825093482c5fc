"""Penomoran: a clerk sets the form of numbers, how they are counted, and how far they may jump."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from sopdesk.domain.numbers import Numbering, SeriesMode
from sopdesk.services.number_settings import numbering_of
from sopdesk.services.office import Office
from sopdesk.ui.desk import Changes
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.settings.numbering import NumberingSection
from sopdesk.ui.settings.page import NUMBERING, SettingsPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(page: SettingsPage) -> NumberingSection:
    page.show_section(NUMBERING)
    found = page.section(NUMBERING)
    assert isinstance(found, NumberingSection)
    return found


def retype(field: LineField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)


def test_the_example_follows_what_is_typed(section: NumberingSection) -> None:
    assert section.outgoing.format.line.accessibleDescription() == (
        "Contoh: 000/12/Kec.KC/2026 · sisipan: 000/12.a/Kec.KC/2026"
    )
    retype(section.outgoing.format, "{urut:3}/{unit}/{bulan_romawi}")
    assert section.outgoing.format.line.accessibleDescription().startswith("Contoh: 012/Kec.KC/XI")
    assert section.outgoing.figures.combo.currentText() == "Tiga angka: 012"
    retype(section.general, "045")
    retype(section.incoming.format, "{kode}-{urut}")
    assert section.incoming.format.line.accessibleDescription().startswith("Contoh: 045-12 ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("{kode}/{nomor}", "Huruf 8: {nomor} tidak dikenal."),
        ("{kode}/{tahun}", "{urut} belum ada."),
        ("{urut}/{unit", "Huruf 8: kurung { belum ditutup."),
        ("{urut}/unit}", "Huruf 12: kurung } tanpa pasangan."),
        ("{urut}/{tahun:4}", "Huruf 8: {tahun:4} tidak dikenal."),
    ],
)
def test_a_mistake_is_told_with_its_place(
    section: NumberingSection, office: Office, typed: str, said: str
) -> None:
    retype(section.outgoing.format, typed)
    QTest.mouseClick(section.save, LEFT)
    assert section.outgoing.format.error == said
    assert office.look().profile.number_format == "{kode}/{urut}/{unit}/{tahun}"


def test_leading_noughts_and_tokens_are_put_in_by_a_choice(section: NumberingSection) -> None:
    section.outgoing.figures.combo.setFocus()
    for _ in range(2):
        QTest.keyClick(section.outgoing.figures.combo, Qt.Key.Key_Down)
    assert section.outgoing.value() == "{kode}/{urut:3}/{unit}/{tahun}"
    QTest.keyClick(section.outgoing.figures.combo, Qt.Key.Key_Home)
    assert section.outgoing.value() == "{kode}/{urut}/{unit}/{tahun}"
    retype(section.incoming.format, "{urut}/")
    token = next(b for b in section.incoming.tokens.findChildren(QPushButton) if b.text() == "Tahun")
    QTest.mouseClick(token, LEFT)
    assert section.incoming.value() == "{urut}/{tahun}"
    assert section.dirty


def test_all_of_it_is_saved_together(
    section: NumberingSection, office: Office, page: SettingsPage, qtbot: QtBot
) -> None:
    retype(section.outgoing.format, "{kode}/{urut:4}/{unit}")
    retype(section.incoming.format, "SM-{urut}")
    retype(section.general, "045")
    retype(section.jump, "25")
    section.series.combo.setFocus()
    QTest.keyClick(section.series.combo, Qt.Key.Key_Down)
    told: list[object] = []
    section.desk.changed.connect(told.append)
    with qtbot.waitSignal(page.done) as said:
        QTest.mouseClick(section.save, LEFT)
    assert said.args == ["Penomoran disimpan."]
    assert told == [Changes(office=True)]
    known = office.look()
    assert numbering_of(known) == Numbering(SeriesMode.PER_CODE, 25, "SM-{urut}")
    assert (known.profile.number_format, known.profile.general_code) == ("{kode}/{urut:4}/{unit}", "045")
    assert not section.dirty
    with office.store.read() as unit:
        assert [e.kind for e in unit.log.walk()][-2:] == ["numbering", "profile"]


def test_a_limit_out_of_bounds_stays_at_its_field(section: NumberingSection, office: Office) -> None:
    retype(section.jump, "0")
    QTest.mouseClick(section.save, LEFT)
    assert section.jump.error == "Paling sedikit 1."
    assert numbering_of(office.look()) == Numbering()
