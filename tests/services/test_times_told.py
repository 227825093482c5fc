"""A refusal that names times names them as the office's clock shows them, whatever zone the PC hands in."""

from datetime import UTC, timedelta

from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.sentences import sentence
from tests.services.desk import Clerk, refused


def test_times_of_a_refusal_are_in_office_time(clerk: Clerk) -> None:
    clerk.start()
    clerk.now = clerk.now.astimezone(UTC)
    with refused(Rule.TIME_BACKWARDS) as no:
        clerk.hand_on(at=clerk.now - timedelta(hours=1))
    assert (no.data["at"].hour, no.data["last"].hour) == (7, 8)
    with refused(Rule.TIME_IN_FUTURE) as no:
        clerk.hand_on(at=clerk.now + timedelta(hours=1))
    assert "pukul 09.01" in sentence(Refused(Rule.TIME_IN_FUTURE, **no.data))


def test_so_does_a_start(clerk: Clerk) -> None:
    clerk.now = clerk.now.astimezone(UTC)
    with refused(Rule.TIME_IN_FUTURE) as no:
        clerk.start(at=clerk.now + timedelta(hours=1))
    assert no.data["now"].hour == 8
