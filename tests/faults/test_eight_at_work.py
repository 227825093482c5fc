"""Eight programs at one office: ten seconds of it; ``python3 -m tests.faults crowd`` lets them work two minutes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sopdesk.domain.numbers import OUTGOING
from sopdesk.services.office import Office, open_office
from tests.faults import crowd, crowd_deeds


@pytest.mark.slow
def test_nothing_is_lost_or_done_twice_and_each_has_its_turn(tmp_path: Path) -> None:
    found = crowd.run(tmp_path / "data", 8)
    least, most = found["least_and_most_of_a_clerk"]
    assert least * 3 > most
    # They have met: what one did was stale for another, and two wanted the same.
    assert set(found["done"]) == {way.__name__ for way, _ in crowd_deeds.DEEDS}
    assert {"hand_on stale", "receipt not_dispatched"} <= set(found["refused"])


@pytest.fixture
def office(tmp_path: Path) -> Any:
    opened = open_office(tmp_path / "data", datetime.now(UTC))
    yield opened
    opened.close()


def told(office: Office) -> list[dict[str, Any]]:
    """What one clerk says after a few deeds; the other seven did nothing."""
    clerk = crowd_deeds.Clerk(office, 0, [])
    clerk.number()
    clerk.incoming()
    each: dict[str, Any] = {
        "done": {"number": 1, "incoming": 1},
        "troubles": [],
        "taken": clerk.taken,
        "handed": [],
        "receipts": [],
        "dispositions": [],
        "appointments": [],
    }
    for me in range(crowd.CLERKS):
        for _ in range(crowd_deeds.REASONS_EACH):
            clerk.keep_reason()
        clerk.me, clerk.kept = me + 1, 0
    reasons = crowd.CLERKS * crowd_deeds.REASONS_EACH
    each["done"] |= {"begin": reasons, "hold": reasons}
    return [each]


def test_what_holds_is_let_pass(office: Office) -> None:
    crowd.judge(office, told(office))


@pytest.mark.parametrize(
    "wrong",
    [
        {"troubles": ["number file_locked after 15.0 s"]},
        {"done": {"number": 2, "incoming": 1}},
        {"taken": [(OUTGOING, 2026, 99, "")]},
        {"receipts": [[2026, 1], [2026, 1]]},
        {"handed": [(1, 1, 99)]},
        {"appointments": [5]},
    ],
)
def test_what_does_not_hold_is_found(office: Office, wrong: dict[str, Any]) -> None:
    promised = told(office)
    promised[0].update(wrong)
    with pytest.raises(crowd.WrongError):
        crowd.judge(office, promised)
