"""The whole program, with its rounds of backups, on an office with a day's work in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.theme import Theme
from tests.ui.main.office import AtWork, Clock, bare_template, clock, codes, furnished

__all__ = ["bare_template", "clock", "codes", "furnished"]
Begin = Callable[[Path], AtWork]


@pytest.fixture
def begin(qtbot: QtBot, theme: Theme, clock: Clock) -> Iterator[Begin]:
    """Starts the program as a clerk does: it makes backups by itself."""
    begun: list[AtWork] = []

    def one(folder: Path) -> AtWork:
        made = AtWork(qtbot, theme, folder, clock, rounds=True)
        begun.append(made)
        made.show()
        qtbot.waitUntil(lambda: made.program.backups is not None or bool(made.trouble))
        return made

    yield one
    for made in begun:
        # A test that failed leaves a window that would begin a backup when it is closed.
        if made.program.backups is not None:
            made.program.backups.stop()
        for dialog in made.shell.findChildren(QDialog):
            dialog.hide()
        made.shell.close()
