"""What moves or stops a dossier: hand on, receive, return, skip, hold, resume."""

from datetime import datetime
from typing import Unpack

from sopdesk.domain import rules
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.officials import Status
from sopdesk.domain.signing import Form
from sopdesk.domain.sop import Desk, Kind
from sopdesk.services.entries import Action, Answer, Case, DossierRef, When, record
from sopdesk.services.issuing import freeze_again
from sopdesk.services.letters import SIGNING_DESKS, signing_form
from sopdesk.services.office import Office
from sopdesk.store.store import Unit

STANDIN_SIGNS = "strategic_signed_by_standin"


def hand_on(office: Office, dossier: DossierRef, *, note: str = "", **when: Unpack[When]) -> Answer:
    """Hand the papers on; in a paraf or signature step that is the approval by the desk's official of ``at``."""
    action = hand_on_action(when["at"], note=note)
    return record(
        office, dossier, action.kind, action.judge, **when, warnings=action.warnings, then=action.then
    )


def hand_on_action(at: datetime, *, note: str = "", step: int | None = None) -> Action:
    """``hand_on`` to be recorded within an open unit; ``step`` is where the dossier was seen."""

    def judge(unit: Unit, case: Case) -> rules.Data:
        data = rules.hand_on(case.sop, case.state, note=note)
        kind = case.sop.step(case.state.step).kind
        if kind is Kind.PARAF:
            data["official"] = official_of(case, case.state.desk, at)
        elif kind is Kind.TANDA_TANGAN:
            form = _form(unit, case)
            data["official"] = official_of(case, SIGNING_DESKS[form][-1], at)
            data["form"] = form.value
        return data

    def warn(case: Case) -> tuple[str, ...]:
        if case.sop.strategic and case.sop.step(case.state.step).kind is Kind.TANDA_TANGAN:
            holds = case.known.holder(case.state.desk, at)
            if holds and holds.status in (Status.PLT, Status.PLH):
                return (STANDIN_SIGNS,)
        return ()

    return Action(EventKind.HAND_ON, judge, at=at, step=step, warnings=warn, then=_signed)


def _signed(unit: Unit, case: Case, event: Event) -> None:
    if case.sop.step(case.state.step).kind is Kind.TANDA_TANGAN:
        freeze_again(unit, case, by=event.by, now=event.logged_at)


def _form(unit: Unit, case: Case) -> Form:
    return signing_form(unit.letters.of_dossier(case.row.id), case)


def official_of(case: Case, desk: Desk, at: datetime) -> dict[str, object] | None:
    """Who held the desk then, as it goes into the log; None where the office has not said."""
    holds = case.known.holder(desk, at)
    if holds is None:
        return None
    return {
        "id": holds.official.id,
        "name": holds.official.name,
        "title": holds.title,
        "status": holds.status.value,
    }


def receive(office: Office, dossier: DossierRef, **when: Unpack[When]) -> Answer:
    """Take the papers up at the desk that they were handed to."""
    return record(office, dossier, EventKind.RECEIVE, lambda _unit, case: rules.receive(case.state), **when)


def give_back(
    office: Office, dossier: DossierRef, reason: str, *, to_step: int | None = None, **when: Unpack[When]
) -> Answer:
    """Return the papers for correction, by default to the step that the SOP names."""
    action = give_back_action(when["at"], reason, to_step=to_step)
    return record(office, dossier, action.kind, action.judge, **when)


def give_back_action(
    at: datetime, reason: str, *, to_step: int | None = None, step: int | None = None
) -> Action:
    """``give_back`` to be recorded within an open unit; ``step`` is where the dossier was seen."""

    def judge(_unit: Unit, case: Case) -> rules.Data:
        return rules.give_back(case.sop, case.state, to_step, reason)

    return Action(EventKind.RETURN, judge, at=at, step=step)


def same_person(case: Case, at: datetime, form: Form) -> bool:
    """Whether the desk's official of that day is the one who signs: as Plt., or a.n. by the letter's ``form``."""
    here = case.known.holder(case.state.desk, at)
    signs = case.known.holder(SIGNING_DESKS[form][-1], at)
    return here is not None and signs is not None and here.official.id == signs.official.id


def skip(office: Office, dossier: DossierRef, reason: str, **when: Unpack[When]) -> Answer:
    """Skip the step with a reason, where the SOP allows it."""
    return record(
        office,
        dossier,
        EventKind.SKIP,
        lambda unit, case: rules.skip(
            case.sop, case.state, reason, same_person=same_person(case, when["at"], _form(unit, case))
        ),
        **when,
    )


def hold(office: Office, dossier: DossierRef, reason: str, **when: Unpack[When]) -> Answer:
    """Stop the step's clock for a stated reason."""
    return record(office, dossier, EventKind.HOLD, lambda _unit, case: rules.hold(case.state, reason), **when)


def resume(office: Office, dossier: DossierRef, **when: Unpack[When]) -> Answer:
    """Let a held dossier's step clock run on."""
    return record(office, dossier, EventKind.RESUME, lambda _unit, case: rules.resume(case.state), **when)
