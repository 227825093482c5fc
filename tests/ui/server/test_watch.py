"""Other PCs at work, a server that is gone and comes back, and clocks that differ: whole programs, a real server."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store import server_base
from sopdesk.store.server_base import ServerBase
from sopdesk.ui.agenda.page import AgendaPage
from sopdesk.ui.deeds.new_dossier import NewDossierDialog
from sopdesk.ui.kit.button import IconButton
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.main.switchboard import AGENDA
from sopdesk.ui.server.watch import AGAIN, BACK, ServerWatch
from tests import postgres
from tests.ui.main.office import NOW, At, AtWork, Clock, Codes, button_of, click

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


def test_a_handoff_at_another_pc_is_on_the_board_by_itself(
    shared: tuple[Path, Path], codes: Codes, at: At, qtbot: QtBot
) -> None:
    here, there = at(shared[0]), at(shared[1])
    before = steps(here)[codes.near]
    assert steps(there)[codes.near] == before
    qtbot.waitUntil(lambda: line_of(here).heard and line_of(there).heard)
    dossier = there.id_of(codes.near)
    line_of(here)._poll.stop()  # not found by looking now and then
    there.desk.desk.hand_on(dossier, step=2, at=NOW)
    qtbot.waitUntil(lambda: steps(here)[codes.near] != before)
    assert steps(here) == steps(there)


def test_a_server_that_is_gone_is_told_in_one_place_and_what_is_shown_stays(
    shared: tuple[Path, Path],
    codes: Codes,
    server: postgres.Cluster,
    at: At,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
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
        work.shell.refresh_requested.emit()
        assert steps(work) == before
        assert work.panel.dossier == near
        with monkeypatch.context() as patch:
            # Nobody waits for what is known to be gone: it is not even tried.
            patch.setattr(server_base, "connect_to", pytest.fail)
            with pytest.raises(Trouble) as found:
                work.desk.desk.hand_on(near, step=2, at=NOW)
        assert found.value.fault is Fault.SERVER_GONE
        assert work.no_dialog()
    finally:
        server.start()
    click(button_of(line.bar, AGAIN))
    qtbot.waitUntil(lambda: not line.bar.isVisible())
    assert work.shell.toaster.accessibleName() == BACK
    work.desk.desk.hand_on(near, step=2, at=NOW)
    assert steps(work) != before
    assert work.panel.dossier == near
    assert work.shell.status.words.text() == "Tersimpan"


def test_what_was_typed_stays_until_the_server_is_back(
    shared: tuple[Path, Path], server: postgres.Cluster, at: At, qtbot: QtBot
) -> None:
    work = at(shared[0])
    line = line_of(work)
    qtbot.waitUntil(lambda: line.heard)
    click(work.shell.header.new)
    dialog = work.dialog(NewDossierDialog)
    click(dialog.sop.tiles["lakip"])
    dialog.title_field.set_value("")
    QTest.keyClicks(dialog.title_field.editors[0], "Diketik saat server mati")
    server.stop("immediate")
    try:
        qtbot.waitUntil(line.bar.isVisible)
        click(dialog.action)
        assert "tidak menjawab" in dialog.notice.text
        assert dialog.title_field.value() == "Diketik saat server mati"
        assert work.shell.status.words.text() == "Tidak tersambung"
    finally:
        server.start()
    qtbot.waitUntil(lambda: not line.bar.isVisible())
    before = len(steps(work))
    click(dialog.action)
    assert len(steps(work)) == before + 1


def test_what_was_stored_after_all_is_shown(
    shared: tuple[Path, Path], codes: Codes, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = at(shared[0])
    line = line_of(work)
    qtbot.waitUntil(lambda: line.heard)
    before = steps(work)[codes.near]
    real = ServerBase.commit

    def cut_short(base: ServerBase, connection: Connection) -> None:
        monkeypatch.setattr(ServerBase, "commit", real)
        real(base, connection)
        raise Trouble(Fault.SERVER_UNSURE, server=base.name)

    near = work.id_of(codes.near)
    monkeypatch.setattr(ServerBase, "commit", cut_short)
    with pytest.raises(Trouble) as found:
        work.desk.desk.hand_on(near, step=2, at=NOW)
    assert found.value.fault is Fault.SERVER_UNSURE
    qtbot.waitUntil(lambda: steps(work)[codes.near] == before + 1)
    assert not line.bar.isVisible()


def test_pages_that_were_never_read_do_not_say_that_there_is_nothing(
    shared: tuple[Path, Path], server: postgres.Cluster, at: At, qtbot: QtBot
) -> None:
    work = at(shared[0])
    line = line_of(work)
    qtbot.waitUntil(lambda: line.heard)
    server.stop("immediate")
    try:
        qtbot.waitUntil(line.bar.isVisible)
        work.shell.tabs.show_key(AGENDA)
        page = work.shell.body.page(AGENDA)
        said = page.findChild(EmptyState)
        assert isinstance(said, EmptyState)
        assert "tidak menjawab" in said.words.text()
    finally:
        server.start()
    qtbot.waitUntil(lambda: not line.bar.isVisible())
    click(button_of(page, "Coba lagi"))
    assert page.findChild(AgendaPage) is not None


def test_the_servers_clock_counts_and_a_clock_that_is_wrong_is_told_once(
    shared: tuple[Path, Path], at: At, clock: Clock, clocks_differ: bool, qtbot: QtBot
) -> None:
    assert clocks_differ
    clock.now = datetime.now(UTC) - timedelta(minutes=7, seconds=30)
    work = at(shared[0])
    line = line_of(work)
    qtbot.waitUntil(lambda: line.heard)
    assert line.clock_bar.text == (
        "Jam komputer ini 7 menit lebih lambat dari jam server; yang dicatat jam server."
    )
    assert abs(work.desk.desk.now() - datetime.now(UTC)) < timedelta(seconds=20)
    click(line.clock_bar.findChildren(IconButton)[0])
    line._on_apart(timedelta(minutes=7, seconds=31))
    assert not line.clock_bar.isVisible()
    line._on_apart(timedelta(seconds=1))
    assert work.desk.desk.now() == clock.now
    line._on_apart(timedelta(minutes=-9))
    assert "9 menit lebih cepat" in line.clock_bar.text
