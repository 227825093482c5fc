"""The dossier panel: one dossier with its ladder, log, letters and next actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sopdesk.domain import rules
from sopdesk.domain.clocks import Level, finish_by_plan, plan, read_term, spent, split, step_term
from sopdesk.domain.dates import clock_time, long_moment
from sopdesk.domain.dossier import State
from sopdesk.domain.events import Event, EventKind, countered
from sopdesk.domain.forecast import PastCase
from sopdesk.domain.sop import Kind, Step
from sopdesk.domain.span_words import span, words
from sopdesk.domain.visits import Visit, as_resumed
from sopdesk.services.dossiers import ORIGINS, suggested_addressees
from sopdesk.services.entries import Case, DossierRef, case_of, find, term_of
from sopdesk.services.faces import face
from sopdesk.services.forecast import forecast_of, outlasted_of, past_cases
from sopdesk.services.handoffs import same_person
from sopdesk.services.letter_states import current_sending, letter_cards
from sopdesk.services.letters import form_from, newest_letter, signing_form
from sopdesk.services.log_words import log_row, official_words
from sopdesk.services.offers import main_offer, other_offers
from sopdesk.services.office import Known, Office
from sopdesk.services.outlook import latest_start, leave_by
from sopdesk.services.periods import period_words as period_words
from sopdesk.services.queries import card_of
from sopdesk.services.report_advice import precheck_in
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import DossierView, LadderRow
from sopdesk.store.letters import LetterRow

_NATURES = {"sangat_segera": "Sangat segera", "segera": "Segera", "biasa": "Biasa", "": ""}


@dataclass(frozen=True, slots=True)
class AtHand:
    """A dossier as read once: its view at any later moment needs no query."""

    case: Case
    letters: list[LetterRow]
    past: tuple[PastCase, ...] = ()  # what a forecast rests on
    precheck: tuple[tuple[str, int], ...] = ()  # what came back most often: to look at before handing up

    def view(self, now: datetime) -> DossierView:
        """What the panel shows at ``now``."""
        return view_of(self.case, self.letters, now, self.past)

    def addressee(self) -> str:
        """To whom the letter on its way goes, as far as is known."""
        case = self.case
        if case.state.open:
            row = newest_letter(self.letters, current_sending(case.sop, case.state))
            if row is not None:
                return " ".join(form_from(row.form).addressee_lines)
        return next(iter((*case.row.addressees, *suggested_addressees(case.known, case.sop))), "")


def at_hand(office: Office, ref: DossierRef) -> AtHand:
    """The dossier with its log, state and letters. Raises Refused(UNKNOWN_DOSSIER …)."""
    with office.store.read() as unit:
        known = office.known(unit)
        case = case_of(unit, known, find(unit, known, ref))
        letters = [*unit.letters.of_dossier(case.row.id), *unit.letters.beside(case.row.id)]
        past = past_cases(office, unit, known, case.sop) if case.state.open else ()
        # Counted back from the dossier's own last entry: nobody who reads it needs to say what time it is.
        state = case.state
        look = precheck_in(unit, case.sop, state.step, state.last_at) if state.open else ()
        return AtHand(case, letters, past, look)


def dossier_view(office: Office, ref: DossierRef, now: datetime) -> DossierView:
    """What the panel shows. Raises Refused(UNKNOWN_DOSSIER …)."""
    return at_hand(office, ref).view(now)


def view_of(
    case: Case, letters: list[LetterRow], now: datetime, past: Sequence[PastCase] = ()
) -> DossierView:
    """The view of a dossier that is already at hand."""
    known, row, sop, state = case.known, case.row, case.sop, case.state
    card = card_of(known, row)
    term = term_of(known, sop, state)
    newest = rules.newest(case.events)
    gone = countered(case.events)
    entries = {event.seq: event for event in case.events}
    main = main_offer(sop, state)
    same = state.open and same_person(case, now, signing_form(letters, case))
    return DossierView(
        card=card,
        face=face(known.worktime, card, now),
        code=row.code,
        label=sop.label,
        sop_name=sop.nama,
        title=state.title,
        origin=_origin(row.origin),
        period=period_words(row.period),
        owner=row.owner,
        nature=_NATURES.get(row.nature, row.nature),
        addressees=tuple(row.addressees),
        started_at=known.local(row.started_at),
        clock_note=_clock_note(case, now),
        main=main,
        others=tuple(
            o for o in other_offers(sop, state, same_person=same) if main is None or o.deed != main.deed
        ),
        ladder=_ladder(case, now),
        log=tuple(log_row(known, sop, e, gone, entries) for e in reversed(case.events)),
        letters=letter_cards(case, letters),
        facts=dict(state.facts),
        finish_by_plan=_local(
            known, finish_by_plan(known.worktime, sop, state, now, term) if state.open else None
        ),
        forecast=forecast_of(known, past, state, now),
        outlasted=outlasted_of(known, past, state, now),
        deadline=_local(known, row.deadline),
        overdue=row.deadline is not None and known.worktime.is_late(now, row.deadline),
        latest_start=_local(known, latest_start(known, row, sop, state)),
        leave_by=_local(known, leave_by(known, row, sop, state)),
        kelengkapan=sop.step(state.step).kelengkapan,
        checklist=sop.checklist if rules.signed(state) else (),
        return_to=sop.step(state.step).return_to,
        undo_until=newest.logged_at + rules.UNDO_WITHIN if newest and _undoable(newest, now) else None,
        newest=newest.seq if newest else None,
    )


def _undoable(newest: Event, now: datetime) -> bool:
    fixed = newest.kind in (EventKind.NUMBER, EventKind.VOID_NUMBER)
    return not fixed and now - newest.logged_at <= rules.UNDO_WITHIN


def _local(known: Known, moment: datetime | None) -> datetime | None:
    return known.local(moment) if moment else None


def _origin(origin: Mapping[str, object]) -> str:
    words = ORIGINS.get(str(origin.get("kind")), "")
    note = str(origin.get("note") or "")
    return f"{words}: {note}" if note else words


def _clock_note(case: Case, now: datetime) -> str:
    state, known = case.state, case.known
    step = case.sop.step(state.step)
    since = known.local(state.visit.since)
    today = known.local(now).date()
    when = f"pukul {clock_time(since)}" if since.date() == today else long_moment(since)
    place = "di luar kantor" if state.desk.outside else f"di meja {DESKS[state.desk.value]}"
    if state.visit.waiting:
        place = f"menunggu diambil {DESKS[state.desk.value]}"
    standard = f" · mutu baku {step.waktu.lower()}" if step.waktu else ""
    return f"Langkah {step.no} dari {case.sop.last} · {place} sejak {when}{standard}"


def _ladder(case: Case, now: datetime) -> tuple[LadderRow, ...]:
    planned = dict(plan(case.known.worktime, case.sop, case.state))
    visits: dict[int, list[Visit]] = {}
    for visit in case.state.visits:
        visits.setdefault(visit.step, []).append(visit)
    officials = _officials(case)
    return tuple(
        _rung(case, step, visits.get(step.no, []), planned.get(step.no), officials.get(step.no, ""), now)
        for step in case.sop.steps
    )


def _officials(case: Case) -> dict[int, str]:
    gone = countered(case.events)
    found: dict[int, str] = {}
    for event in case.events:
        words = official_words(event)
        if words and event.seq not in gone and (no := event.number("step")):
            found[no] = words
    return found


def _rung(
    case: Case, step: Step, visits: list[Visit], planned: datetime | None, official: str, now: datetime
) -> LadderRow:
    worktime = case.known.worktime
    last = visits[-1] if visits else None
    return LadderRow(
        no=step.no,
        brief=step.brief,
        kegiatan=step.kegiatan,
        desk=step.desk,
        kind=step.kind,
        state=_rung_state(case.state, step, last),
        visits=len(visits),
        waktu=step.waktu,
        planned=step.waktu.lower() or "–",
        real=_spent_words(case, visits, now) if visits else "",
        level=_level(case, step, last, now),
        official=official,
        done_at=case.known.local(last.until) if last and last.until else None,
        planned_end=planned,
        split=split(worktime, last, now) if last else None,
    )


def _rung_state(state: State, step: Step, last: Visit | None) -> str:
    if last is None:
        return "before" if step.no < state.began_at else "ahead"
    if state.open and step.no == state.step:
        return "now"
    if step.no > state.step and state.open:
        return "again"  # it was there, and has to come there once more
    return "skipped" if last.left_by is EventKind.SKIP else "done"


def _spent_words(case: Case, visits: list[Visit], now: datetime) -> str:
    worktime = case.known.worktime
    days = sum(worktime.days_between(v.since, v.until or max(now, v.since)) for v in visits)
    if days >= 1 and len(visits) == 1:
        return words(worktime, visits[0].since, visits[0].until or max(now, visits[0].since))
    return span(int(days), timedelta()) if days >= 2 else span(0, spent(worktime, visits, now))


def _level(case: Case, step: Step, last: Visit | None, now: datetime) -> Level | None:
    if last is None or step.duration is None or step.kind is Kind.LUAR:
        return None
    term = step_term(case.known.worktime, as_resumed(last, now), step.duration)
    return read_term(case.known.worktime, term, last.until or now) if term else None
