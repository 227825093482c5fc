"""An office that nobody has set up yet."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from sopdesk.services.office import Office
from sopdesk.ui.desk import Desk
from tests.services.desk import WIB

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)


def clock() -> datetime:
    return NOW


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Desk:
    assert qapp is not None
    return Desk(office, clock)
