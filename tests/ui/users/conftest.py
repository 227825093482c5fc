"""The program at work in an office with PINs: whoever is there stands before the lock page."""

from pathlib import Path

import pytest

from sopdesk.services.office import open_office
from sopdesk.services.users import new_recovery
from tests.services.pins import ADMIN, with_pins
from tests.ui.main.office import (
    NOW,
    AtWork,
    Codes,
    Start,
    at,
    bare_template,
    clock,
    codes,
    furnished,
    start,
    work,
)

__all__ = ["at", "bare_template", "clock", "codes", "furnished", "start", "work"]


@pytest.fixture
def recovery(codes: Codes, data_folder: Path) -> str:
    """The office gets its users; the admin's recovery code."""
    assert codes
    office = open_office(data_folder, NOW)
    with_pins(office, NOW)
    code = new_recovery(office, ADMIN, by=ADMIN, now=NOW)
    office.close()
    return code


@pytest.fixture
def locked(recovery: str, start: Start) -> AtWork:
    assert recovery
    return start()
