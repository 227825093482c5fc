"""Other PCs at work, a server that is gone and comes back, and clocks that differ: whole programs, a real server."""

from pathlib import Path
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from sopdesk.ui.server.watch import AGAIN, BACK, ServerWatch
from tests import postgres
from tests.ui.main.office import NOW, AtWork, Codes, button_of, click
from tests.ui.server.conftest import At

pytestmark = [
    pytest.mark.skipif(bool(postgres.lacking()), reason=postgres.lacking()),
    pytest.mark.skipif(postgres.is_wanted(), reason="begins with a file"),
]


def line_of(work: AtWork) -> ServerWatch:
    found = work.desk.desk.findChild(ServerWatch)
    assert isinstance(found, ServerWatch)
    return found


def steps(work: AtWork) -> dict[str, int]:
    """The code of each card on the board, and the step it is at."""
    return {e.card.code: e.card.step for column in work.board.field.order for e in column.model.entries}


def test_a_handoff_at_another_pc_is_on_the_board_within_a_second(
    shared: tuple[Path, Path], codes: Codes, at: At, qtbot: QtBot
) -> None:
    here, there = at(shared[0]), at(shared[1])
    before = steps(here)[codes.near]
    assert steps(there)[codes.near] == before
    qtbot.waitUntil(lambda: line_of(here).heard and line_of(there).heard)
    dossier = there.id_of(codes.near)
    begun = monotonic()
    there.desk.desk.hand_on(dossier, step=2, at=NOW)
    qtbot.waitUntil(lambda: steps(here)[codes.near] != before, timeout=3000)
    assert monotonic() - begun < 1
    assert steps(here) == steps(there)


def test_a_server_that_is_gone_is_told_in_one_place_and_what_is_shown_stays(
    shared: tuple[Path, Path], codes: Codes, server: postgres.Cluster, at: At, qtbot: QtBot
) -> None:
    work = at(shared[0])
    line = line_of(work)
    qtbot.waitUntil(lambda: line.heard)
    near = work.id_of(codes.near)
    work.desk.open_dossier(near)
    before = steps(work)
    server.stop("immediate")
    try:
        qtbot.waitUntil(line.bar.isVisible)
        assert "tidak menjawab sejak 10.30" in line.bar.text
        work.desk.tick()
        work.come_back()
        work.desk._on_refresh()
        assert steps(work) == before
        assert work.panel.dossier == near
        begun = monotonic()
        with pytest.raises(Exception, match="server_gone"):
            work.desk.desk.hand_on(1, step=2, at=NOW)
        assert monotonic() - begun < 0.1  # nobody waits for what is known to be gone
        assert work.no_dialog()
    finally:
        server.start()
    click(button_of(line.bar, AGAIN))
    qtbot.waitUntil(lambda: not line.bar.isVisible())
    assert work.shell.toaster.accessibleName() == BACK
    work.desk.desk.hand_on(near, step=2, at=NOW)
    assert steps(work) != before
