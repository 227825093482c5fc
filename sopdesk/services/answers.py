"""Answers given before: the same action id is answered alike and does nothing (rules 2)."""

from collections.abc import Mapping
from typing import Any

from sopdesk.services.office import Office


def keep_refusal(office: Office, action_id: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Remember that the action was refused; what was answered first if another was quicker."""
    with office.store.write() as unit:
        before = unit.answer_of(action_id)
        if before is not None:
            return dict(before)
        unit.keep_answer(action_id, dict(answer))
        return dict(answer)
