"""Twenty kills on every run of the tests; ``python3 -m tests.faults kills`` does as many as one wants."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from sopdesk.services.dossiers import Start, start
from tests.faults import sigkill
from tests.faults.kill_deeds import now
from tests.faults.kill_work import LostError, Work, clerk_of, open_there


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a timer's kill comes too late there to hit the start")
def test_nothing_answered_is_lost_and_nothing_is_done_twice(tmp_path: Path) -> None:
    """The kills must have hit work in progress, or the test has shown nothing."""
    tally = sigkill.run(20, 7, tmp_path)
    assert tally.kills == 20
    assert tally.turns == Counter(name for name, _ in sigkill.KINDS)
    assert tally.verified >= 19
    # Few enough for a machine that is busy with other tests.
    assert tally.acknowledged > 30
    assert len(tally.deeds) >= 5
    assert tally.sent_again > 10
    assert tally.scans > 0
    assert tally.imports > 0
    assert tally.backups + tally.backups_cut_off >= 4
    assert tally.restores_cut_off + tally.restores_done >= 1


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """An office in which lines were worked on until a kill."""
    work = Work(tmp_path / "data", "t", random.Random(1))
    sigkill.run_until_killed(work, 0.5, sigkill.Tally())
    sigkill.check(work, sigkill.Tally())
    assert any(answer["ok"] for _, answer in work.answered.values())
    return work


def test_a_loss_is_noticed(work: Work) -> None:
    """An answer that the office does not know, and one that says another thing than the office, are both found."""
    key, (line, answer) = next((k, v) for k, v in work.answered.items() if v[1]["ok"])
    work.answered["never-sent"] = ({**line, "id": "never-sent"}, answer)
    with pytest.raises(LostError, match="never-sent"):
        sigkill.check(work, sigkill.Tally())
    del work.answered["never-sent"]
    work.answered[key] = (line, {**answer, "event": 1, "number": 99})
    with pytest.raises(LostError):
        sigkill.check(work, sigkill.Tally())


def test_a_deed_that_is_there_twice_is_noticed(work: Work) -> None:
    key = next(key for key, (line, answer) in work.answered.items() if answer["ok"] and line["op"] == "start")
    office = open_there(work.folder)
    try:
        start(office, Start("lakip", key), by=clerk_of(key), at=now(), now=now())
    finally:
        office.close()
    with pytest.raises(LostError, match="is there 2 times"):
        sigkill.check(work, sigkill.Tally())


def test_a_scan_that_is_gone_is_noticed(work: Work) -> None:
    work.attached.append("t-999999")
    with pytest.raises(LostError, match="t-999999"):
        sigkill.check(work, sigkill.Tally())
