"""What happens around the signature and after it: facts, stamp, dispatch, receipt."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from sopdesk.domain import rules
from sopdesk.domain.checklist import SIGNING, signing_list
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.sendings import Receipt, clean_method
from sopdesk.services.entries import (
    Action,
    Answer,
    Case,
    DossierRef,
    When,
    check_time,
    locally,
    record,
    record_in,
    remark,
    stop_if_answered,
)
from sopdesk.services.office import Office, office_day
from sopdesk.services.sent_rows import add_rows, line_of_letter, numbered, receipt_came, rows_of
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


def dispatch(
    office: Office,
    dossier: DossierRef,
    to: str = "",
    *,
    recipients: Sequence[tuple[str, int]] | None = None,
    method: str = "",
    done: Sequence[str] = (),
    **when: Unpack[When],
) -> Answer:
    """Log the sending; it ends the agenda_kirim step, and with the last one the dossier.

    ``recipients`` are pairs of a name and a number of copies, without them ``to`` gets one copy; each gets a line
    of the delivery book. ``method`` is one of ``sendings.METHODS`` or empty; ``done`` are items of the list after
    the signature that are ticked with it.
    """
    how = clean_method(method)

    def judge(unit: Unit, case: Case) -> rules.Data:
        data = rules.dispatch(case.sop, case.state, to, recipients)
        line = line_of_letter(unit, case)
        told = numbered(unit, case.known, data["recipients"], when["at"])
        said = {**data, "recipients": told, "subject": line.subject if line else case.state.title}
        return {**said, "method": how} if how else said

    def then(unit: Unit, case: Case, event: Event) -> None:
        line = line_of_letter(unit, case)
        if line is not None:
            unit.registers.mark(line.id, sent_on=office_day(case.known, event.at))
        rows = rows_of(
            dict(event.data),
            seq=event.seq,
            by=event.by,
            at=event.at,
            now=event.logged_at,
            dossier_id=case.row.id,
            line=(line.id, line.date) if line else None,
        )
        add_rows(unit, rows)
        for item in signing_list(case.sop, case.state, case.events, case.state.step):
            if item.text in done and item.known is None and not item.done:
                tick: rules.Data = {
                    "list": SIGNING,
                    "place": case.state.step,
                    "item": item.text,
                    "done": True,
                }
                remark(unit, case, EventKind.CHECK, tick, by=event.by, now=event.logged_at)

    return record(office, dossier, EventKind.DISPATCH, judge, **when, then=then)


def receipt(
    office: Office,
    dossier: DossierRef,
    name: str,
    *,
    told: Receipt | None = None,
    **when: Unpack[When],
) -> Answer:
    """Log that a second sheet came back, signed by ``name``; ``told`` is what else it says and whose it is."""
    with office.store.write() as unit:
        stop_if_answered(unit, when.get("action_id"))
        action = receipt_action(name, told or {}, at=when["at"], now=when["now"], step=when.get("step"))
        return record_in(
            unit, office, dossier, action, by=when["by"], now=when["now"], action_id=when.get("action_id")
        )


def receipt_action(
    name: str, told: Receipt, *, at: datetime, now: datetime, step: int | None = None
) -> Action:
    """The receipt of a dossier's sending, to be recorded within an open unit."""

    def judge(_unit: Unit, case: Case) -> rules.Data:
        received = told.get("received")
        if received is not None:
            check_time(case.known, received, now)
        with locally(case.known):
            return rules.receipt(case.state, name, **told)

    def then(unit: Unit, case: Case, event: Event) -> None:
        receipt_came(unit, case.row.id, dict(event.data), seq=event.seq, at=event.at)

    return Action(
        EventKind.RECEIPT,
        judge,
        at=at,
        step=step,
        check=rules.check_seen,
        then=then,
    )
