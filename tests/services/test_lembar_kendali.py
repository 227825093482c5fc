"""The control sheet says when each desk took the papers up and when it handed them on."""

from typing import Any

import pytest

from sopdesk.domain.letters import LembarKendali
from sopdesk.papers import lembar_kendali as drawn
from sopdesk.services import control_sheets
from tests.services.desk import Clerk


def test_a_row_has_the_times_of_its_own_desk(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets: list[LembarKendali] = []
    render = drawn.render

    def kept(sheet: LembarKendali, layout: Any) -> Any:
        sheets.append(sheet)
        return render(sheet, layout)

    monkeypatch.setattr(drawn, "render", kept)
    clerk.start("lakip", from_step=4)
    began = clerk.events[0].at
    handed = clerk.later(minutes=7)
    clerk.hand_on(at=handed)
    taken = clerk.later(minutes=5)
    clerk.receive(at=taken)
    control_sheets.lembar_kendali(clerk.office, clerk.row.id)
    fourth, fifth = sheets[0].steps[3:5]
    assert (fourth.received, fourth.sent) == (began, handed)
    assert (fifth.received, fifth.sent) == (taken, None)
