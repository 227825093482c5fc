"""A card is dragged with the mouse of a real display, as a clerk does it."""

import os
import shutil
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QProcess
from pytestqt.qtbot import QtBot

from sopdesk.services.views import Deed
from sopdesk.ui.board.page import BoardPage
from tests.ui.board.conftest import CAMAT, SEKCAM, Case, column, titles

pytestmark = pytest.mark.skipif(
    os.environ.get("SOPDESK_TEST_DISPLAY") != "1"
    or not os.environ.get("DISPLAY")
    or not shutil.which("xdotool"),
    reason="a drag with the mouse needs a display (SOPDESK_TEST_DISPLAY=1) and xdotool",
)


def carry(start: QPoint, end: QPoint) -> QProcess:
    """Press at one place of the screen, and let go at the other."""
    between = (start + end) / 2
    pause = ["sleep", "0.1"]
    words = ["mousemove", f"{start.x()}", f"{start.y()}", *pause, "mousedown", "1", *pause]
    for point in (start + QPoint(12, 4), between, end - QPoint(4, 4), end):
        words += ["mousemove", f"{point.x()}", f"{point.y()}", *pause]
    process = QProcess()
    process.start("xdotool", [*words, "mouseup", "1"])
    return process


def test_card_carried_to_the_next_desk(cases: Case, make_page: Callable[[], BoardPage], qtbot: QtBot) -> None:
    dossier = cases.start("rup", "Satu", 9)
    cases.start("rup", "Dua", 10)
    page = make_page()
    page.move(0, 0)
    source, target = column(page, SEKCAM), column(page, CAMAT)
    view = source.view
    start = view.viewport().mapToGlobal(view.visualRect(source.model.index(0)).center())
    signs: set[str] = set()

    def on_dragged(_point: QPoint) -> None:
        signs.add(target.sign.words)

    target.dragged_at.connect(on_dragged)
    with qtbot.waitSignal(page.offer_requested) as asked:
        process = carry(start, target.mapToGlobal(target.rect().center()))
    assert asked.args[:2] == [dossier, 9]
    assert asked.args[2].deed is Deed.HAND_ON
    assert signs == {"Lepas di sini: paraf, serahkan ke Camat"}
    assert target.sign.words == ""
    assert titles(page, SEKCAM) == ["Satu"]
    assert process.state() is QProcess.ProcessState.NotRunning or process.waitForFinished()


def test_card_carried_where_the_sop_forbids(
    cases: Case, make_page: Callable[[], BoardPage], qtbot: QtBot
) -> None:
    cases.start("rup", "Satu", 9)
    page = make_page()
    page.move(0, 0)
    source = column(page, SEKCAM)
    wrong = page.field.order[4]
    start = source.view.viewport().mapToGlobal(source.view.visualRect(source.model.index(0)).center())
    with (
        qtbot.assertNotEmitted(page.offer_requested),
        qtbot.waitSignal(source.view.drag_ended),
        qtbot.waitSignal(wrong.dragged_at),
    ):
        process = carry(start, wrong.mapToGlobal(wrong.rect().center()))
    assert process.state() is QProcess.ProcessState.NotRunning or process.waitForFinished()
    assert titles(page, SEKCAM) == ["Satu"]
    assert page.notice.text == "Berkas tidak dipindahkan. Menurut SOP, langkah berikut ada di Camat."
