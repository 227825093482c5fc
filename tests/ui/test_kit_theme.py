"""The theme: switched while the program runs, everything follows."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit import tokens
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.icons import Icons
from sopdesk.ui.kit.pill import Pill
from sopdesk.ui.kit.stylesheet import PAINTED, stylesheet
from sopdesk.ui.kit.theme import Appearance, Theme, theme_of
from sopdesk.ui.kit.tokens import State


def colours_in(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


def test_shipped_font_is_the_one_shown(theme: Theme) -> None:
    assert tokens.FAMILY in QFontDatabase.families()
    assert QFontInfo(theme.font()).family() == tokens.FAMILY
    assert QFontMetrics(theme.font(bold=True)).horizontalAdvance("Serahkan") > QFontMetrics(
        theme.font()
    ).horizontalAdvance("Serahkan")


def test_figures_have_one_width(theme: Theme) -> None:
    metrics = QFontMetrics(theme.font())
    assert len({metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("dark", [False, True])
def test_main_button_is_painted_in_the_accent(qtbot: QtBot, theme: Theme, dark: bool) -> None:
    button = Button("Serahkan", Kind.MAIN)
    qtbot.addWidget(button)
    button.show()
    theme.set_appearance(Appearance.DARK if dark else Appearance.LIGHT)
    palette = tokens.DARK if dark else tokens.LIGHT
    other = tokens.LIGHT if dark else tokens.DARK
    assert palette.accent in colours_in(button)
    assert other.accent not in colours_in(button)


def test_pill_is_repainted_when_the_palette_changes(qtbot: QtBot, theme: Theme) -> None:
    pill = Pill("3 terlambat", State.TERLAMBAT)
    qtbot.addWidget(pill)
    pill.show()
    assert tokens.LIGHT.terlambat_soft in colours_in(pill)
    theme.set_appearance(Appearance.DARK)
    assert tokens.DARK.terlambat_soft in colours_in(pill)


def test_scale_makes_controls_larger_and_says_so_once(qtbot: QtBot, theme: Theme) -> None:
    button = Button("Serahkan")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint()
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(150)
    assert button.sizeHint().height() == theme.px(tokens.Size.CONTROL) == 51
    assert button.sizeHint().width() > before.width()
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scale(400)
    assert theme.scale == tokens.SCALE_MOST


def test_theme_is_found_from_any_widget(qtbot: QtBot, theme: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert theme_of(widget) is theme


def test_arrows_and_ticks_have_the_palettes_colours(resources: Path) -> None:
    icons = Icons(resources / "icons")
    for folder, palette in (("terang", tokens.LIGHT), ("gelap", tokens.DARK)):
        shipped = {path.stem for path in (resources / "icons" / folder).glob("*.svg")}
        assert shipped == set(PAINTED)
        for name, (source, colour) in PAINTED.items():
            painted = (resources / "icons" / folder / f"{name}.svg").read_bytes()
            assert painted == icons.tinted(source, palette.hex(colour))


def test_sheet_leaves_no_name_unfilled(resources: Path) -> None:
    sheet = stylesheet(tokens.LIGHT, 100, resources / "icons" / "terang")
    assert "@" not in sheet.replace(str(resources), "")
    assert sheet != stylesheet(tokens.DARK, 100, resources / "icons" / "gelap")


def test_every_icon_renders_in_the_colour_asked(resources: Path, theme: Theme) -> None:
    assert len(theme.icons.names()) >= 40
    for name in theme.icons.names():
        image = theme.icons.pixmap(name, "#FF0000", 16, 2.0).toImage()
        inks = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        solid = {ink.name() for ink in inks if ink.alpha() == 255}
        assert solid == {"#ff0000"}, name
    with pytest.raises(FileNotFoundError):
        theme.icons.pixmap("tidak-ada", "#FF0000", 16)
    assert (resources / "icons" / "LICENSE.txt").is_file()
    assert (resources / "fonts" / "source-sans-3" / "OFL.txt").is_file()


def test_qt_speaks_indonesian(qapp: QApplication, resources: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(resources / "i18n" / "qtbase_id.qm"))
    assert translator.translate("QPlatformTheme", "Save") == "Simpan"
    assert qapp is not None


def test_qt_gives_back_every_none_it_takes(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 drops one reference of None for each call and aborts in the end."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for turn in range(500):
        label.setText(str(turn))
    assert abs(sys.getrefcount(None) - before) < 100
