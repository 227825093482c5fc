"""What happens around the signature and after it: facts, stamp, dispatch, receipt."""

from datetime import datetime
from typing import Unpack

from sopdesk.domain import rules
from sopdesk.domain.events import EventKind
from sopdesk.services.entries import Answer, Case, DossierRef, When, record
from sopdesk.services.office import Office, office_day
from sopdesk.store.store import Unit


def facts(
    office: Office,
    dossier: DossierRef,
    given: rules.Data,
    *,
    by: str,
    now: datetime,
    at: datetime | None = None,
    step: int | None = None,
    action_id: str | None = None,
) -> Answer:
    """Record facts that a step asks for; ``given`` has the keys of ``dossier.FACT_KEYS``."""
    return record(
        office,
        dossier,
        EventKind.FACTS,
        lambda _unit, case: rules.facts(case.state, given),
        by=by,
        at=at,
        now=now,
        step=step,
        action_id=action_id,
    )


def stamp(office: Office, dossier: DossierRef, **when: Unpack[When]) -> Answer:
    """Log that the office's stamp is on the signature sheets."""
    return record(office, dossier, EventKind.STAMP, lambda _unit, case: rules.stamp(case.state), **when)


def dispatch(office: Office, dossier: DossierRef, to: str, **when: Unpack[When]) -> Answer:
    """Log the sending; it ends the agenda_kirim step, and with the last one the dossier."""

    def judge(unit: Unit, case: Case) -> rules.Data:
        data = rules.dispatch(case.sop, case.state, to)
        taken = case.state.number
        if taken is not None:
            line = unit.registers.line(taken.register, taken.year, taken.series, taken.urut, taken.sisipan)
            if line is not None:
                unit.registers.mark(line.id, sent_on=office_day(case.known, when["at"]))
        return data

    return record(office, dossier, EventKind.DISPATCH, judge, **when)


def receipt(office: Office, dossier: DossierRef, name: str, **when: Unpack[When]) -> Answer:
    """Log that the second sheet came back, signed by ``name``."""
    return record(
        office,
        dossier,
        EventKind.RECEIPT,
        lambda _unit, case: rules.receipt(case.state, name),
        **when,
        check=rules.check_seen,
    )
