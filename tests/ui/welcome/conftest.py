"""An office that nobody has set up yet."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sopdesk.services.office import Office, open_office
from sopdesk.ui.desk import Desk
from tests.services.desk import copy_office, make_template

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=7), "WIB"))


def clock() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def office(template: Path, data_folder: Path) -> Iterator[Office]:
    opened = open_office(copy_office(template, data_folder), NOW)
    yield opened
    opened.close()


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Desk:
    assert qapp is not None
    return Desk(office, clock)
