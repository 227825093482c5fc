"""Pages that scroll."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.text import Label


def _shown(qtbot: QtBot, page: ScrollPage) -> None:
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()


def test_no_line_of_wrapped_words_is_cut_on_a_narrow_page(qtbot: QtBot) -> None:
    page = ScrollPage()
    part = QWidget()
    column = QVBoxLayout(part)
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    told = [Label("Senin, 30 November 2026 pukul 15.14, sisa 4 hari 7 jam", wrap=True) for _ in range(6)]
    for place, label in enumerate(told):
        grid.addWidget(Label("Batas"), place, 0)
        grid.addWidget(label, place, 1)
    column.addLayout(grid)
    page.add(part)
    page.resize(240, 200)
    _shown(qtbot, page)
    qtbot.waitUntil(lambda: part.height() >= part.heightForWidth(part.width()))
    assert [label.height() >= label.heightForWidth(label.width()) for label in told] == [True] * 6


def test_parts_of_a_high_page_stand_at_its_top(qtbot: QtBot) -> None:
    page = ScrollPage()
    first, second = Label("Satu"), Label("Dua")
    page.add(first)
    page.add(second)
    page.resize(300, 600)
    _shown(qtbot, page)
    assert first.height() == first.sizeHint().height()
    assert second.geometry().bottom() < 100
