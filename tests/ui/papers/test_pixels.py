"""PDF pages as pictures, and the column in which they are read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sopdesk.services.control_sheets import lembar_kendali
from sopdesk.services.printing import cap_paraf, letter_paper
from sopdesk.ui.kit.theme import Appearance, Theme
from sopdesk.ui.papers.pixels import Pages
from sopdesk.ui.papers.preview import Preview
from sopdesk.ui.papers.view import Fit, PageView
from tests.ui.papers.desk_for_papers import NOW, Counter


def letter(counter: Counter, step: int = 3, copy: str = "lembar") -> bytes:
    return letter_paper(counter.office, counter.dossier(step), now=NOW, copy=copy).pdf


def ink(picture: QImage) -> int:
    """How many dots of a grid are darker than the middle."""
    return sum(
        QColor(picture.pixel(x, y)).lightness() < 128
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )


def test_pages_have_the_size_of_f4(counter: Counter) -> None:
    pages = Pages(letter(counter))
    assert len(pages) == 2
    assert pages.millimetres(0) == pytest.approx((215, 330), abs=0.2)


def test_picture_has_the_dots_that_were_asked_for(counter: Counter) -> None:
    picture = Pages(letter(counter)).picture(0, 100)
    assert picture.width() == pytest.approx(215 / 25.4 * 100, abs=1)
    assert picture.height() == pytest.approx(330 / 25.4 * 100, abs=1)
    assert ink(picture) > 300
    assert QColor(picture.pixel(2, 2)) == QColor(Qt.GlobalColor.white)


def test_picture_outlives_its_file(counter: Counter) -> None:
    picture = Pages(letter(counter)).picture(0, 50)
    other = Pages(cap_paraf(counter.office, now=NOW).pdf).picture(0, 50)
    assert ink(picture) != ink(other)


@pytest.fixture
def view(qtbot: QtBot, counter: Counter) -> PageView:
    view = PageView("Pratinjau")
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    view.set_pages(Pages(letter(counter)))
    view.grab()
    return view


def test_page_is_as_wide_as_its_room(view: PageView) -> None:
    assert view.fit is Fit.WIDTH
    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() > 400
    before = view.zoom
    view.resize(700, 400)
    assert view.zoom > before


def test_only_pages_on_screen_are_drawn(view: PageView) -> None:
    assert view.drawn == [0]
    view.go_to(2)
    view.grab()
    assert view.drawn == [0, 1]
    assert view.page == 2
    view.go_to(1)
    view.grab()
    assert view.drawn == [0, 1], "what was drawn once is kept"


def test_whole_page_has_no_bar(view: PageView) -> None:
    view.set_fit(Fit.PAGE)
    assert view.zoom < 50
    view.set_zoom(100)
    assert view.zoom == 100
    assert view.fit is Fit.FIXED


def test_bar_has_no_handle_where_nothing_is_hidden(view: PageView) -> None:
    bar = view.verticalScrollBar()
    assert bar.isEnabled()
    view.resize(view.width(), 4000)
    assert bar.maximum() == 0
    assert not bar.isEnabled()


@pytest.mark.parametrize("plus", [Qt.Key.Key_Plus, Qt.Key.Key_Equal])
def test_keys_zoom(view: PageView, plus: Qt.Key) -> None:
    view.set_zoom(100)
    QTest.keyClick(view, plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == 110
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == 90
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.fit is Fit.WIDTH


def test_end_key_reads_the_last_page(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.page_changed) as told:
        QTest.keyClick(view, Qt.Key.Key_End)
    assert told.args == [2, 2]
    assert view.accessibleDescription() == "Halaman 2 dari 2"


def test_zoom_never_leaves_its_limits(view: PageView) -> None:
    for _ in range(20):
        view.zoom_in()
    assert view.zoom == 300
    for _ in range(20):
        view.zoom_out()
    assert view.zoom == 25


def test_new_pages_of_the_same_size_keep_the_place(view: PageView, counter: Counter) -> None:
    view.verticalScrollBar().setValue(333)
    view.set_pages(Pages(letter(counter, step=12)))
    assert view.verticalScrollBar().value() == 333
    view.set_pages(Pages(cap_paraf(counter.office, now=NOW).pdf))
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_paper_is_white_in_both_palettes(view: PageView, theme: Theme, appearance: Appearance) -> None:
    theme.set_appearance(appearance)
    seen = view.grab().toImage()
    assert seen.pixelColor(60, 40) == QColor(Qt.GlobalColor.white)
    assert seen.pixelColor(4, 4) == theme.colour("track")


def test_bar_tells_zoom_and_pages(qtbot: QtBot, counter: Counter) -> None:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(600, 500)
    preview.show()
    qtbot.waitExposed(preview)
    preview.show_pdf(lembar_kendali(counter.office, counter.dossier()).pdf)
    assert preview.count.text().startswith("Halaman 1 dari ")
    assert preview.width_fit.isChecked()
    QTest.mouseClick(preview.page_fit, Qt.MouseButton.LeftButton)
    assert preview.page_fit.isChecked()
    assert not preview.width_fit.isChecked()
    QTest.mouseClick(preview.true_size, Qt.MouseButton.LeftButton)
    assert preview.true_size.text() == "100 %"
    QTest.mouseClick(preview.larger, Qt.MouseButton.LeftButton)
    assert preview.true_size.text() == "110 %"
    QTest.mouseClick(preview.smaller, Qt.MouseButton.LeftButton)
    QTest.mouseClick(preview.smaller, Qt.MouseButton.LeftButton)
    assert preview.true_size.text() == "90 %"
    assert {preview.smaller.accessibleName(), preview.larger.accessibleName()} == {"Perkecil", "Perbesar"}
