"""A themed application for every test of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sopdesk.ui.kit.theme import Appearance, Theme

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


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
