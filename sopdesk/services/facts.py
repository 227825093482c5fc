"""Dossiers as flat facts for the command line: the names are English words, the values plain JSON."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sopdesk.domain.clocks import (
    finish_by_plan,
    plan,
    read_term,
    spent,
    split,
    step_term,
)
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event, EventKind, countered
from sopdesk.domain.forecast import PastCase, Range
from sopdesk.domain.visits import Visit, as_resumed
from sopdesk.services.entries import Case, DossierRef, case_of, find, term_of
from sopdesk.services.faces import reading
from sopdesk.services.forecast import forecast_of, past_cases
from sopdesk.services.letter_states import letter_cards
from sopdesk.services.office import Known, Office
from sopdesk.services.outlook import latest_start
from sopdesk.services.queries import card_of
from sopdesk.services.views import Card
from sopdesk.store.letters import LetterRow

Facts = dict[str, Any]
_OPEN = ("running", "held")


def dossier_list(office: Office, now: datetime, *, sop: str = "", state: str = "") -> list[Facts]:
    """Every dossier, oldest first; only of ``sop`` or in ``state`` where named. Raises Refused(UNKNOWN_SOP)."""
    with office.store.read() as unit:
        known = office.known(unit)
        if sop:
            known.sop(sop)
        rows = unit.dossiers.every()
    cards = (card_of(known, r) for r in rows if (not sop or r.sop == sop) and (not state or r.life == state))
    return [_flat(known, card, now) for card in cards]


def _flat(known: Known, card: Card, now: datetime) -> Facts:
    is_open = card.life in _OPEN
    due = (card.due or card.deadline) if is_open else None
    return {
        "code": card.code,
        "sop": card.sop,
        "revision": card.revision,
        "title": card.title,
        "state": card.life,
        "step": card.step,
        "desk": card.desk.value,
        "round": card.round,
        "due": _iso(known, due),
        "late": is_open and reading(known.worktime, card, now).late,
        "held": card.life == "held",
    }


def dossier_facts(office: Office, ref: DossierRef, now: datetime) -> Facts:
    """One dossier with its steps, clocks, log and letters. Raises Refused as ``entries.find``."""
    with office.store.read() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, ref))
        letters = unit.letters.of_dossier(case.row.id)
        past = past_cases(office, unit, known, case.sop) if case.state.open else ()
    row = case.row
    gone = countered(case.events)
    return {
        **_flat(known, card_of(known, row), now),
        "period": row.period,
        "owner": row.owner,
        "origin": dict(row.origin),
        "addressees": list(row.addressees),
        "facts": dict(case.state.facts),
        "steps": _steps(case, now),
        "clocks": _clocks(case, now, past),
        "log": [_entry(case, event, gone) for event in case.events],
        "letters": _letters(case, letters),
    }


def _iso(known: Known, moment: datetime | None) -> str | None:
    return known.local(moment).isoformat() if moment else None


def _minutes(span: timedelta) -> float:
    found = round(span / timedelta(minutes=1), 3)
    return int(found) if found.is_integer() else found


def _steps(case: Case, now: datetime) -> list[Facts]:
    planned = dict(plan(case.known.worktime, case.sop, case.state))
    made = []
    for step in case.sop.steps:
        visits = [v for v in case.state.visits if v.step == step.no]
        made.append(
            {
                "no": step.no,
                "kegiatan": step.kegiatan,
                "desk": step.desk.value,
                "kind": step.kind.value,
                "waktu": step.waktu,
                "planned_end": _iso(case.known, planned.get(step.no)),
                "minutes": _minutes(spent(case.known.worktime, visits, now)),
                "visits": [_visit(case, visit, now) for visit in visits],
            }
        )
    return made


def _visit(case: Case, visit: Visit, now: datetime) -> Facts:
    known = case.known
    duration = case.sop.step(visit.step).duration
    term = step_term(known.worktime, visit, duration)
    counted = step_term(known.worktime, as_resumed(visit, now), duration)
    parts = split(known.worktime, visit, now)
    until = visit.until or now
    # What is due at no desk of the office is never late there; it only reminds.
    late = counted is not None and not visit.desk.outside and known.worktime.is_late(until, counted.due)
    return {
        "round": visit.round,
        "since": _iso(known, visit.since),
        "received": _iso(known, visit.received),
        "until": _iso(known, visit.until),
        "ended_by": visit.left_by.value if visit.left_by else None,
        "due": _iso(known, term.due) if term else None,
        "warn_from": _iso(known, term.warn_from) if term else None,
        "late": late,
        "minutes": {
            "waiting": _minutes(parts.waiting),
            "at_desk": _minutes(parts.at_desk),
            "held": _minutes(parts.held),
            "outside": _minutes(parts.outside),
        },
        "holds": [
            {"since": _iso(known, h.since), "until": _iso(known, h.until), "reason": h.reason}
            for h in visit.holds
        ],
    }


def _clocks(case: Case, now: datetime, past: Sequence[PastCase]) -> Facts:
    known, state, row = case.known, case.state, case.row
    term = term_of(known, case.sop, state)
    counted = step_term(known.worktime, as_resumed(state.visit, now), case.sop.step(state.step).duration)
    found = reading(known.worktime, card_of(known, row), now) if state.open else None
    ended = None if state.open else state.visit.until
    began = state.visits[0].since
    return {
        "step": {
            "due": _iso(known, term.due),
            "warn_from": _iso(known, term.warn_from),
            "level": read_term(known.worktime, counted, now).value,
        }
        if term and counted
        else None,
        "dossier": {
            "started": _iso(known, began),
            "ended": _iso(known, ended),
            "minutes": _minutes(known.worktime.between(began, ended or max(now, began))),
            "deadline": _iso(known, row.deadline),
            "warn_from": _iso(known, row.deadline_warn),
            "finish_by_plan": _iso(
                known, finish_by_plan(known.worktime, case.sop, state, now, term) if state.open else None
            ),
            "latest_start": _iso(known, latest_start(known, row, case.sop, state)),
            "forecast": _forecast(known, forecast_of(known, past, state, now)),
        },
        "shown": {
            "level": found.level.value,
            "due": _iso(known, found.due),
            "of": "dossier" if found.of_dossier else "step",
        }
        if found
        else None,
    }


def _forecast(known: Known, found: Range | None) -> Facts | None:
    if found is None:
        return None
    return {"from": _iso(known, found.first), "to": _iso(known, found.last), "cases": found.cases}


def _entry(case: Case, event: Event, gone: frozenset[int]) -> Facts:
    step = event.number("step")
    return {
        "event": event.seq,
        "kind": event.kind.value,
        "step": step,
        "from": _desk(case, step),
        "to": _to(case, event),
        "by": event.by,
        "at": _iso(case.known, event.at),
        "logged_at": _iso(case.known, event.logged_at),
        "reason": event.text("reason") or None,
        "countered": event.seq in gone,
    }


def _desk(case: Case, no: int | None) -> str | None:
    return case.sop.step(no).desk.value if no is not None and 1 <= no <= case.sop.last else None


def _to(case: Case, event: Event) -> str | None:
    """The desk that the papers went to, or whom a letter was sent to."""
    if event.kind is EventKind.DISPATCH:
        return event.text("to")
    return _desk(case, event.number("to"))


def _letters(case: Case, rows: Sequence[LetterRow]) -> list[Facts]:
    return [
        {
            "id": card.id,
            "kind": card.kind,
            "title": card.title,
            "state": card.state,
            "number": card.number or None,
            "date": _day(card.day),
            "step": card.step,
        }
        for card in letter_cards(case, list(rows))
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def letter_place(office: Office, letter_id: int) -> tuple[str, int]:
    """The code of the dossier that the letter belongs to, and the step that sends it.

    Raises Refused(UNKNOWN_LETTER).
    """
    with office.store.read() as unit:
        row = unit.letters.get(letter_id)
        dossier = unit.dossiers.get(row.dossier_id) if row and row.dossier_id else None
    if row is None or dossier is None or row.step is None:
        raise Refused(Rule.UNKNOWN_LETTER, letter=letter_id)
    return dossier.code, row.step
