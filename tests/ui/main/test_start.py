"""What the start does before the board is on the screen, counted: what it loads, asks the database and builds."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection, Engine, event

from sopdesk import paths
from sopdesk.services import handoffs
from sopdesk.services.office import open_office
from sopdesk.ui.main.later import Later
from tests import postgres
from tests.services.desk import CLERK, copy_office
from tests.ui.main.office import NOW, AtWork, Codes

_START = """
import os, sys
from datetime import datetime
from pathlib import Path
from sopdesk.ui.main.app import Program, make_application, remembered_theme
folder, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
program = Program(remembered_theme(make_application(sys.argv[:1]), folder), folder, lambda: now)
program.show()
program.open()
program.opened.board.grab()
print(sum(column.model.rowCount() for column in program.opened.board.field.order))
print(*sys.modules)
sys.stdout.flush()
os._exit(0)
"""

# Each is the door of a room that many others lie behind.
ROOMS = (
    "domain.letters", "domain.forms", "domain.overviews", "domain.reports", "domain.report_sheets",
    "services.views", "services.panel", "services.entries", "services.handoffs", "services.numbering",
    "services.letters", "services.printing", "services.paper_orders", "services.today", "services.duties",
    "services.scans", "store.books", "store.bulk", "store.history", "store.registers", "store.snapshot",
    "store.server_base", "ui.deeds.dialog", "ui.deeds.new_dossier", "ui.panel.panel", "ui.papers.dialog",
    "ui.reports.page", "ui.scans.batch", "ui.settings.page", "ui.settings.acts", "ui.sops.page",
    "ui.agenda.page", "ui.today.page", "ui.today.watch",
)  # fmt: skip


@pytest.mark.skipif(postgres.is_wanted(), reason="an office on a server has its driver loaded")
def test_board_is_there_before_any_other_room_is_loaded(
    furnished: tuple[Path, Codes], tmp_path: Path
) -> None:
    database, _codes = furnished
    told = subprocess.run(
        [sys.executable, "-c", _START, str(copy_office(database, tmp_path)), NOW.isoformat()],
        capture_output=True, encoding="utf-8", check=True, cwd=paths.resources().parent,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    cards, modules = told.stdout.splitlines()
    assert int(cards) == 3
    loaded = set(modules.split())
    assert {f"sopdesk.{room}" for room in ROOMS} & loaded == set()
    assert {"sopdesk.ui.board.page", "sopdesk.services.queries"} <= loaded


def test_no_page_is_built_before_it_is_looked_at(work: AtWork) -> None:
    shell = work.shell
    pages = [shell.body.page(key) for key in shell.tabs.keys if key != "papan"]
    assert len(pages) > 3
    for page in pages:
        assert isinstance(page, Later)
        assert page.findChildren(QWidget) == []
    shell.tabs.show_key("laporan")
    assert shell.body.page("laporan").findChildren(QWidget) != []


@pytest.fixture
def said() -> Iterator[list[str]]:
    """What every database is told from here on."""
    heard: list[str] = []

    def note(_c: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            heard.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield heard
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.skipif(postgres.is_wanted(), reason="a server is asked for its clock and its locks as well")
def test_handoff_takes_eight_statements(codes: Codes, data_folder: Path, said: list[str]) -> None:
    """The first of them looks whether the office has gone to a server meanwhile."""
    office = open_office(data_folder, NOW)
    try:
        office.look()
        said.clear()
        handoffs.hand_on(office, codes.near, by=CLERK, at=NOW, now=NOW)
        assert len(said) == 8, said
    finally:
        office.close()
