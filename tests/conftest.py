"""What every test stands on: no display, no user's folder, a steady locale, and no window left behind."""

import os

# Before Qt or the C library is loaded: both read their surroundings once.
os.environ["LC_ALL"] = "C.UTF-8"
if os.environ.get("SOPDESK_TEST_DISPLAY") != "1":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from sopdesk.services.office import Office
    from tests import postgres

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
# On a server each example costs a database of its own; the rules themselves were tried on files before.
settings.register_profile("ci-server", settings.get_profile("ci"), max_examples=50)
_CI = "ci-server" if os.environ.get("SOPDESK_TEST_DATABASE") == "postgresql" else "ci"
settings.load_profile(_CI if os.environ.get("CI") else "dev")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests come first: begun last, one of them would keep a single core busy at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    # Tests of the file itself have nothing to say of a server.
    if on_server():
        for item in items:
            if item.get_closest_marker("sqlite") is not None:
                item.add_marker(pytest.mark.skip(reason="of the SQLite file itself"))


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """An empty folder for the office's data; the program under test finds it by itself."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, _on_server: None) -> Path:
    """The database of an office that nobody has worked in: migrated once, copied for each test."""
    from tests.services.desk import make_template  # late: tests of the domain need no database

    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def office(template: Path, data_folder: Path) -> Iterator["Office"]:
    """An office of its own, opened in ``data_folder``."""
    from sopdesk.services.office import open_office
    from tests.services.desk import MONDAY, copy_office

    opened = open_office(copy_office(template, data_folder), MONDAY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def server() -> Iterator["postgres.Cluster"]:
    """A PostgreSQL server that runs; a test may stop it, and starts it again."""
    from tests import postgres

    with postgres.cluster() as found:
        yield found


@pytest.fixture
def address(server: "postgres.Cluster", tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own on ``server``."""
    with server.database(f"kantor_{abs(hash(tmp_path))}") as found:
        yield found


@pytest.fixture(scope="session", autouse=True)
def _on_server() -> Iterator[None]:
    """In a run on PostgreSQL each folder's office is a database of the server, unless it is asked for as a file."""
    if not on_server():
        yield
        return
    from sopdesk.services import shared_clock
    from sopdesk.store import store
    from tests import postgres

    address = os.environ.get(postgres.SERVER)
    with ExitStack() as opened:
        offices = postgres.Offices(address or opened.enter_context(postgres.cluster()).url("postgres"))
        patch = opened.enter_context(pytest.MonkeyPatch.context())
        opened.callback(offices.close)
        patch.setattr(postgres, "OFFICES", offices)
        patch.setattr(store, "server_of", offices.server_for)
        # The tests' own clock counts, not the server's.
        patch.setattr(shared_clock, "apart_from", lambda _office, _own: timedelta(0))
        patch.setattr(shared_clock, "its_moment", lambda _unit, now: now)
        yield


@pytest.fixture(autouse=True)
def _databases_gone(tmp_path: Path) -> Iterator[None]:
    """What a test made in its own folder is gone after it."""
    yield
    if on_server():
        from tests import postgres

        postgres.OFFICES.drop(tmp_path)


def on_server() -> bool:
    """Whether this run puts its offices on a PostgreSQL server."""
    return os.environ.get("SOPDESK_TEST_DATABASE") == "postgresql"


@pytest.fixture(autouse=True)
def _own_folders(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may read or write the folders of the person who runs it."""
    monkeypatch.setenv("SOPDESK_DATA", str(data_folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))


@pytest.fixture(autouse=True)
def _no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A dialog that a test forgot would be clicked by the next one."""
    before = _open_windows()
    yield
    left = _open_windows() - before
    assert not left, f"windows left open by {request.node.nodeid}: {sorted(left)}"


def _open_windows() -> set[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    return {f"{type(widget).__name__} {id(widget):#x}" for widget in widgets.QApplication.topLevelWidgets()
            if widget.isVisible()}  # fmt: skip
