"""An office of its own for every test: a copy of a database that was migrated once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.services.office import Office, open_office
from tests.services.desk import MONDAY, Clerk, copy_office, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def office(template: Path, data_folder: Path) -> Iterator[Office]:
    opened = open_office(copy_office(template, data_folder), MONDAY)
    yield opened
    opened.close()


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office)
