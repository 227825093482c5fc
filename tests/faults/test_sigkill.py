"""Twenty kills on every run of the tests; ``python3 -m tests.faults.sigkill`` does as many as one wants."""

import random
import sys
from pathlib import Path

import pytest

from tests.faults import sigkill


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a timer's kill comes too late there to hit the start")
def test_nothing_answered_is_lost_and_nothing_is_done_twice(tmp_path: Path) -> None:
    """The kills must have hit work in progress, or the test has shown nothing."""
    tally = sigkill.run(20, 7, tmp_path)
    assert tally.kills == tally.verified == 20
    assert tally.acknowledged > 200
    assert tally.refused > 0
    assert tally.sent_again > 20


def test_a_loss_is_noticed(tmp_path: Path) -> None:
    """An answer that the database does not know, and a line that is there twice, are both found."""
    work = sigkill.Work(tmp_path / "data", "t", random.Random(1))
    sigkill.run_until_killed(work, 2.0, tally := sigkill.Tally())
    sigkill.check(work, tally)
    assert tally.verified == 1
    key, (line, answer) = next((k, v) for k, v in work.answered.items() if v[1]["ok"])
    work.answered["never-sent"] = ({**line, "id": "never-sent"}, answer)
    with pytest.raises(sigkill.LostError, match="never-sent"):
        sigkill.check(work, tally)
    del work.answered["never-sent"]
    work.answered[key] = (line, {**answer, "event": 1, "number": 99})
    with pytest.raises(sigkill.LostError):
        sigkill.check(work, tally)
