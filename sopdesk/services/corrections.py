"""Taking entries back: always by a counter-entry, nothing is edited or deleted (rules 8)."""

from datetime import datetime

from sopdesk.domain import rules
from sopdesk.domain.events import EventKind
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean_name
from sopdesk.services.entries import Answer, Case, DossierRef, record_counter
from sopdesk.services.office import Office
from sopdesk.services.rights import require
from sopdesk.services.sent_rows import taken_back
from sopdesk.store.store import Unit


def undo(
    office: Office,
    dossier: DossierRef,
    *,
    by: str,
    now: datetime,
    step: int | None = None,
    action_id: str | None = None,
) -> Answer:
    """Take back the newest effective entry: by the same clerk, within ten minutes, never a number."""
    return record_counter(
        office,
        dossier,
        EventKind.UNDO,
        lambda unit, case: _taken_back(unit, case, rules.undo(case.events, clean_name(by, field="by"), now)),
        by=by,
        now=now,
        step=step,
        action_id=action_id,
    )


def correct(
    office: Office,
    dossier: DossierRef,
    event: int,
    reason: str,
    *,
    by: str,
    now: datetime,
    step: int | None = None,
    action_id: str | None = None,
) -> Answer:
    """Take back the newest effective entry ``event`` with a reason, whoever logged it and whenever.

    Another's entry is the Sekcam's and the administrator's to take back.
    """
    clerk = clean_name(by, field="by")

    def judge(unit: Unit, case: Case) -> rules.Data:
        if not any(each.seq == event and each.by == clerk for each in case.events):
            require(case.known, clerk, Right.CORRECT_OTHERS, now=now)
        return _taken_back(unit, case, rules.correct(case.events, event, reason))

    return record_counter(
        office,
        dossier,
        EventKind.CORRECT,
        judge,
        by=by,
        now=now,
        step=step,
        action_id=action_id,
    )


def _taken_back(unit: Unit, case: Case, data: rules.Data) -> rules.Data:
    """The register forgets the day of a sending that is taken back, and the delivery book follows."""
    taken_back(unit, case, data)
    if data["of"] == EventKind.DISPATCH.value:
        letter = case.state.dispatched[-1].letter
        for line in unit.registers.of_dossier(case.row.id):
            if line.text == letter:
                unit.registers.mark(line.id, sent_on=None)
    return data
