"""An office with a desk in it, for the tests of the panel and the deeds; its clock moves only when told."""

from datetime import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sopdesk.services.office import Office
from sopdesk.services.panel import dossier_view
from sopdesk.services.views import Deed, DossierView, Offer
from sopdesk.ui.desk import Desk
from tests.services.desk import WIB, Clerk

NOW = datetime(2026, 11, 23, 10, 30, 17, tzinfo=WIB)
START = datetime(2026, 11, 23, 8, 0, tzinfo=WIB)
D = TypeVar("D", bound=QWidget)


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office, now=START)


@pytest.fixture
def desk(office: Office, clerk: Clerk) -> Desk:
    """The window's adapter; its time is the clerk's."""

    def now() -> datetime:
        return clerk.now

    made = Desk(office, now)
    made.sign_in(clerk.by)
    return made


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """What dialogs stand over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1200, 700)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


def click(button: QWidget, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press with the mouse, as a person does: only what is shown and enabled can be pressed."""
    assert button.isVisible(), f"{button.accessibleName()} is not shown"
    assert button.isEnabled(), f"{button.accessibleName()} is disabled"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, modifier)


def write(editor: QWidget, text: str) -> None:
    """Type over what stands in a line."""
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, text)


def opened(host: QWidget, kind: type[D]) -> D:
    """The one dialog of that kind that is open."""
    found = [dialog for dialog in host.findChildren(kind) if dialog.isVisible()]
    assert len(found) == 1, [
        type(dialog).__name__ for dialog in host.findChildren(QWidget) if dialog.isWindow()
    ]
    return found[0]


def view(desk: Desk, dossier: int) -> DossierView:
    return dossier_view(desk.office, dossier, desk.now())


def offer_of(desk: Desk, dossier: int, deed: Deed) -> Offer:
    """The offer that the panel makes now."""
    seen = view(desk, dossier)
    return next(offer for offer in (seen.main, *seen.others) if offer is not None and offer.deed is deed)
