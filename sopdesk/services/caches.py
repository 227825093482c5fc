"""The cache columns of a dossier: what its log adds up to, kept beside it so that the board is fast (rules 26)."""

from typing import Any

from sopdesk.domain.clocks import Term, deadline_term, step_term
from sopdesk.domain.dossier import State
from sopdesk.domain.sop import Sop
from sopdesk.services.office import Known
from sopdesk.store.dossiers import DossierRow


def term_of(known: Known, sop: Sop, state: State) -> Term | None:
    """The step clock's term of an open dossier."""
    if not state.open:
        return None
    return step_term(known.worktime, state.visit, sop.step(state.step).duration)


def cache_of(known: Known, row: DossierRow, sop: Sop, state: State) -> dict[str, Any]:
    """The cache columns of a dossier: what its log adds up to."""
    term = term_of(known, sop, state)
    visit = state.visit
    held = visit.holds[-1] if state.life.value == "held" else None
    deadline = row.deadline
    if state.open:
        # By the calendar of today; what has ended keeps what it was held to.
        deadline = state.limit.due(known.worktime) if state.limit else None
    own = deadline and deadline_term(known.worktime, row.started_at, deadline)
    return {
        "title": state.title,
        "life": state.life.value,
        "step": state.step,
        "desk": state.desk.value,
        "round": state.round,
        "waiting": visit.waiting and state.open,
        "since": visit.since,
        "due": term.due if term else None,
        "warn_from": term.warn_from if term else None,
        "deadline": deadline,
        "deadline_warn": own.warn_from if own else None,
        "hold_reason": held.reason if held else "",
        "held_since": held.since if held else None,
        "number_text": _number_text(state),
        "stamped": state.stamped,
        "receipt_missing": state.receipt_missing and state.life.value != "cancelled",
        "ended_at": None if state.open else visit.until,
        "last_at": state.last_at,
        "last_seq": state.last_seq,
        "search": search_text(sop, row, state),
    }


def search_text(sop: Sop, row: DossierRow, state: State) -> str:
    """What a search looks through, case folded."""
    sent = (d.letter for d in state.dispatched)
    number = state.number.text if state.number else ""
    texts = (row.code, sop.label, state.title, row.period, *row.addressees, number, *sent)
    return " ".join(t for t in texts if t).casefold()


def _number_text(state: State) -> str:
    if state.number:
        return state.number.text
    return state.dispatched[-1].letter if state.dispatched and not state.open else ""
