"""An office of its own for every test: a copy of a database that was migrated once."""

import pytest

from sopdesk.services.office import Office
from tests.services.desk import Clerk


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office)
