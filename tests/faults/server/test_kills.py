"""Ten kills of the program and of the server; ``python3 -m tests.faults kills --on postgresql`` does more."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopdesk.domain.errors import Fault
from tests import postgres
from tests.faults import sigkill
from tests.faults.grounds import OnServer
from tests.faults.kill_work import LostError, Work


@pytest.fixture(scope="module")
def ground() -> Iterator[OnServer]:
    with postgres.cluster(durable=True) as server:
        yield OnServer(server)


@pytest.mark.slow
def test_nothing_answered_is_lost_and_nothing_is_done_twice(ground: OnServer, tmp_path: Path) -> None:
    """The kills must have hit work in progress, or the test has shown nothing."""
    tally = sigkill.run(10, 3, tmp_path, ground=ground)
    assert tally.kills == 10
    assert tally.verified >= 8
    assert tally.acknowledged > 15  # few enough for a machine that is busy with other tests
    assert tally.server_struck >= 1
    assert tally.torn_answers + tally.sent_again > 0


@pytest.fixture
def work(ground: OnServer, tmp_path: Path) -> Iterator[Work]:
    """An office in which lines were worked on until the server was struck."""
    folder = tmp_path / "data"
    ground.lay(folder)
    work = Work(folder, "t", random.Random(1))
    sigkill.run_until_killed(work, 0.6, sigkill.Tally(), under=ground)
    yield work
    ground.clear(folder)


def test_who_was_told_that_nothing_was_written_can_rely_on_it(work: Work) -> None:
    """And one of whom the office knows all the same is found."""
    sigkill.check(work, sigkill.Tally())
    key, (line, _) = next((k, v) for k, v in work.answered.items() if v[1]["ok"])
    del work.answered[key]
    work.owed.appendleft(line)
    work.undone.add(key)
    with pytest.raises(LostError, match="told to be undone"):
        sigkill.check(work, sigkill.Tally())


def test_a_trouble_that_nobody_caused_is_a_loss(work: Work) -> None:
    work.owed.appendleft({"id": "t-x", "op": "start"})
    with pytest.raises(LostError, match="met a trouble"):
        work.take_answer({"ok": False, "code": Fault.SERVER_GONE.value})
    work.may_fail = True
    work.owed.appendleft({"id": "t-y", "op": "start"})
    with pytest.raises(LostError, match="met a trouble"):
        work.take_answer({"ok": False, "code": Fault.FILE_LOCKED.value})
