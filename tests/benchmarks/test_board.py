"""The board, a handoff and a minute, against raw SQL and bare list views."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from sopdesk import paths
from sopdesk.domain.sop import Kind
from sopdesk.services import queries
from sopdesk.services.office import Office
from sopdesk.services.views import Card
from sopdesk.ui.board.page import BoardPage
from sopdesk.ui.board.painting import CardDelegate
from sopdesk.ui.desk import Changes, Desk
from sopdesk.ui.kit.theme import Appearance, Theme, theme_of
from tests.benchmarks.bare_board import BareBoard
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare

SIZE = (1366, 620)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    try:
        return theme_of()
    except LookupError:
        made = Theme(paths.resources(), Appearance.LIGHT)
        made.install(qapp)
        return made


@pytest.fixture
def desk(big_office: Office, theme: Theme) -> Iterator[Desk]:  # noqa: ARG001 - the theme comes first
    made = Desk(big_office, lambda: NOW + timedelta(minutes=20))
    made.sign_in("Petugas")
    assert made.known.current
    yield made
    made.deleteLater()


def test_board(desk: Desk, theme: Theme) -> None:
    def ours() -> None:
        page = BoardPage(desk, theme)
        page.resize(*SIZE)
        page.refresh(Changes())
        page.show()
        page.grab()
        page.close()
        page.deleteLater()

    def bare() -> None:
        page = BareBoard(desk.office.store.path, theme)
        page.resize(*SIZE)
        page.show()
        page.grab()
        page.close()
        page.deleteLater()

    compare("board of 2,000 cards: query, models, paint", ours, bare, 2)


def test_a_board_takes_four_statements_at_most(desk: Desk) -> None:
    engine = desk.office.store.base.engine
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        queries.board(desk.office, NOW)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(said) <= 4, said


def _ready(desk: Desk) -> list[Card]:
    """Cards whose hand-on goes to another desk and asks nothing."""
    board = queries.board(desk.office, NOW)
    found = []
    for column in board.columns.values():
        for card in column:
            sop = desk.known.sop(card.sop, card.revision)
            step = sop.step(card.step)
            free = card.life == "running" and step.kind in (Kind.KERJA, Kind.KOREKSI, Kind.RAPAT)
            if free and not step.asks and sop.step(card.step + 1).desk is not step.desk:
                found.append(card)
    return found


def test_handoff(desk: Desk, theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    page = BoardPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(*SIZE)
    page.refresh(Changes())
    page.show()
    page.grab()
    bare_page = BareBoard(desk.office.store.path, theme)
    qtbot.addWidget(bare_page)
    bare_page.resize(*SIZE)
    bare_page.show()
    bare_page.grab()
    raw = sqlite3.connect(tmp_path / "raw.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}").close()
    raw.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT)")
    raw.execute("CREATE TABLE dossier (id INTEGER PRIMARY KEY, step INTEGER)")
    raw.execute("INSERT INTO dossier VALUES (1, 1)")
    cards = iter(_ready(desk))
    desk.changed.connect(page.refresh)

    def ours() -> None:
        card = next(cards)
        desk.hand_on(card.id, step=card.step, at=desk.now())
        page.grab()

    def bare() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO log (body) VALUES (?)", ("x" * 200,))
        raw.execute("UPDATE dossier SET step = step + 1")
        raw.execute("COMMIT")
        bare_page.models[0].move_first(bare_page.models[1])
        bare_page.grab()

    compare("handoff: click to both columns repainted", ours, bare, 2.5, waits=True)
    raw.close()


def test_minute(desk: Desk, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = BoardPage(desk, theme)
    qtbot.addWidget(page)
    page.resize(*SIZE)
    page.refresh(Changes())
    with qtbot.waitExposed(page):
        page.show()
    minutes = iter(range(1, 1000))
    painted = [0, 0]
    real = CardDelegate._paint_clock

    def paint(*given: Any) -> None:
        painted[0] += 1
        real(*given)

    monkeypatch.setattr(CardDelegate, "_paint_clock", paint)

    def ours() -> None:
        """What the minute's clock does, and what Qt then paints of it."""
        page.tick(NOW + timedelta(minutes=20 + next(minutes)))
        QCoreApplication.sendPostedEvents()

    def bare() -> None:
        before = painted[0]
        page.grab()
        painted[1] += painted[0] - before

    compare("a minute with 2,000 clocks", ours, bare, 1.2)
    # Both have painted: cards whose words were others, and all that are seen.
    assert 0 < painted[0] - painted[1] < painted[1]


_ONE_HANDOFF = """
import sys
from datetime import datetime
from pathlib import Path
from sopdesk.services import handoffs
from sopdesk.services.office import open_office
now = datetime.fromisoformat(sys.argv[2])
office = open_office(Path(sys.argv[1]), now)
with office.store.write() as unit:
    # The first write into a fresh WAL syncs its head too; a checkpoint comes once in a thousand pages.
    office.known(unit)
    unit.office.put_clerk("Petugas", active=True)
Path(sys.argv[1], "mark").write_text("x")
handoffs.hand_on(office, int(sys.argv[3]), by="Petugas", at=now, now=now)
Path(sys.argv[1], "done").write_text("x")
"""


def test_a_handoff_takes_exactly_one_fdatasync(desk: Desk, tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    copy = tmp_path / "kantor"
    shutil.copytree(desk.office.folder, copy)
    with sqlite3.connect(copy / "sopdesk.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    card = _ready(desk)[0]
    trace = tmp_path / "trace"
    done = subprocess.run(
        [
            strace, "-f", "-o", str(trace), "-e", "trace=fsync,fdatasync,openat",
            sys.executable, "-c", _ONE_HANDOFF, str(copy), desk.now().isoformat(), str(card.id),
        ],
        capture_output=True, text=True, check=False, cwd=paths.resources().parent,
    )  # fmt: skip
    if "ptrace" in done.stderr.lower():
        pytest.skip(f"strace may not look here: {done.stderr.strip()[:80]}")
    assert done.returncode == 0, done.stderr
    lines = trace.read_text().splitlines()
    begin = next(i for i, line in enumerate(lines) if "/mark" in line)
    end = next(i for i, line in enumerate(lines) if "/done" in line)
    synced = [line for line in lines[begin:end] if "sync(" in line]
    assert len(synced) == 1, synced
    assert "fdatasync" in synced[0]
