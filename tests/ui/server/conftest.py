"""Two PCs of one office on a real server."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sopdesk.services import shared_clock
from sopdesk.services.moving import move_to_server, use_server
from tests.services.desk import CLERK
from tests.ui.main.office import NOW, at, bare_template, clock, codes, furnished

__all__ = ["at", "bare_template", "clock", "codes", "furnished"]


@pytest.fixture
def shared(codes: object, address: str, data_folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The data folders of two PCs, whose office is on the server."""
    assert codes
    move_to_server(data_folder, address, by=CLERK, now=NOW)
    other = tmp_path / "komputer-dua"
    use_server(other, address)
    return data_folder, other


@pytest.fixture
def clocks_differ() -> bool:
    """Asked for by a test of the clocks themselves."""
    return True


@pytest.fixture(autouse=True)
def _clocks_agree(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the tests' own clock counts."""
    if "clocks_differ" not in request.fixturenames:
        monkeypatch.setattr(shared_clock, "apart_from", _none)
        monkeypatch.setattr(shared_clock.SharedClock, "set_apart", _ignored)


def _none(_office: object, _own: Callable[[], datetime]) -> timedelta:
    return timedelta(0)


def _ignored(_clock: object, _apart: timedelta) -> None:
    return
