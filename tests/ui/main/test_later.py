"""A page that is built when it is first looked at, also where the disk fails at that moment."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.sentences import sentence
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.main.later import Later


def test_a_page_that_cannot_be_built_says_why_and_is_built_when_asked_again(qtbot: QtBot) -> None:
    trouble = Trouble(Fault.FOLDER_MISSING, path="sopdesk.db")
    troubles = [trouble, trouble]
    done = QLabel("jadi")

    def build() -> QWidget:
        half = QWidget()
        QLabel("belum jadi", half)
        if troubles:
            raise troubles.pop()
        return done

    later = Later(build)
    qtbot.addWidget(later)
    with qtbot.waitExposed(later):
        later.show()
    for _ in range(2):
        page = later.page
        assert isinstance(page, EmptyState)
        assert page.isVisible()
        assert page.words.text() == sentence(trouble)
        QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    assert later.page is done
    assert done.isVisible()
    assert not any(page.isVisible() for page in later.findChildren(EmptyState))


def test_a_bug_in_a_page_is_told_and_the_window_lives_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: heard.append(error))

    def build() -> QWidget:
        QLabel("belum jadi", QWidget())
        raise ZeroDivisionError

    later = Later(build)
    qtbot.addWidget(later)
    with qtbot.waitExposed(later):
        later.show()
    page = later.page
    assert isinstance(page, EmptyState)
    assert page.words.text().startswith("Terjadi kesalahan pada program.")
    assert [type(error) for error in heard] == [ZeroDivisionError]
