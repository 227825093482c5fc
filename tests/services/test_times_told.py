"""A refusal that names times names them as the office's clock shows them, whatever zone the PC hands in."""

from datetime import UTC, timedelta

import pytest

from sopdesk.domain.errors import Refused
from sopdesk.services.sentences import sentence
from tests.services.desk import Clerk


def test_a_time_that_goes_backwards(clerk: Clerk) -> None:
    clerk.start()
    clerk.now = clerk.now.astimezone(UTC)
    with pytest.raises(Refused) as no:
        clerk.hand_on(at=clerk.now - timedelta(hours=1))
    words = sentence(no.value)
    assert "pukul 07.01 lebih awal" in words
    assert "pukul 08.00. Betulkan" in words


def test_a_time_that_is_still_to_come(clerk: Clerk) -> None:
    clerk.now = clerk.now.astimezone(UTC)
    with pytest.raises(Refused) as no:
        clerk.start(at=clerk.now + timedelta(hours=1))
    assert "pukul 09.00 belum terjadi; jam komputer menunjukkan 6 Juli 2026 pukul 08.00" in sentence(no.value)
