"""A themed application for every test of the window."""

from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sopdesk.ui.kit.theme import Appearance, Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """Waits for the thing itself: what comes late on a busy machine is not wrong."""

    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE_MS)  # noqa: N815 - Qt's names
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE_MS)  # noqa: N815
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)  # noqa: N815
    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In the place of pytest-qt's own, which gives up after five seconds."""
    assert qapp
    return PatientBot(request)


@pytest.fixture(scope="session")
def _installed(qapp: QApplication) -> Theme:
    theme = Theme(RESOURCES, Appearance.LIGHT)
    theme.install(qapp)
    return theme


@pytest.fixture(autouse=True)
def theme(_installed: Theme) -> Iterator[Theme]:
    """The program's theme, light and at 100 % again after each test."""
    yield _installed
    _installed.set_appearance(Appearance.LIGHT)
    _installed.set_scale(100)


@pytest.fixture
def resources() -> Path:
    """The folder of what ships with the program."""
    return RESOURCES
