"""What an SOP answers about itself."""

import pytest

from sopdesk.domain.sop import Desk
from sopdesk.store.catalogue import shipped

RENSTRA = next(sop for sop in shipped() if sop.key == "renstra")


def test_steps_are_asked_for_by_their_number() -> None:
    assert [RENSTRA.step(no).no for no in range(1, RENSTRA.last + 1)] == list(range(1, 17))


@pytest.mark.parametrize("no", [0, 17, -1])
def test_a_step_that_is_not_there(no: int) -> None:
    with pytest.raises(IndexError):
        RENSTRA.step(no)


def test_only_bappeda_is_outside() -> None:
    assert [step.no for step in RENSTRA.steps if step.desk.outside] == [13]
    assert [desk for desk in Desk if desk.outside] == [Desk.BAPPEDA]
