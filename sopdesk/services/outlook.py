"""What a dossier that is about to start can reckon with: its deadline, its end, whether it fits (product 4)."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.dossier import State
from sopdesk.domain.duties import limit_day
from sopdesk.domain.forecast import Range, forecast
from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.domain.worktime_plan import fits, plan_backward, plan_forward
from sopdesk.services.deadlines import limit_of
from sopdesk.services.dossiers import Start, first_step_of, from_letter, period_of
from sopdesk.services.duty_rules import duty_of
from sopdesk.services.forecast import past_cases
from sopdesk.services.incoming_lines import incoming_line
from sopdesk.services.office import Known, Office
from sopdesk.store.dossiers import DossierRow


@dataclass(frozen=True, slots=True)
class Outlook:
    """``finish`` by mutu baku from the start; ``latest_start`` to keep the deadline; all in office time.

    ``in_month``: of a monthly duty, whether its steps fit between the first of the month of its limit and the deadline.
    None where a question has no answer: no deadline, no standard times.
    """

    first_step: int
    deadline: datetime | None
    finish: datetime | None
    latest_start: datetime | None
    fits: bool
    in_month: bool | None
    forecast: Range | None = None


def outlook(office: Office, wish: Start, at: datetime) -> Outlook:
    """What ``wish``, started at ``at``, can reckon with. Raises Refused for what a start would refuse."""
    with office.store.read() as unit:
        known = office.known(unit)
        sop = known.sop(wish.sop)
        letter = incoming_line(unit, wish.incoming) if wish.incoming is not None else None
        if letter is not None:
            wish = from_letter(sop, wish, letter)
        period = period_of(sop, wish.period, known.local(at).date(), duty_of(known, sop))
        first = first_step_of(unit, sop, wish, period) or 1
        past = past_cases(office, unit, known, sop)
    worktime = known.worktime
    received = (letter.received_at if letter else None) or at
    limit = limit_of(known, sop, wish.deadline, period, wish.nature, received, wish.origin)
    deadline = limit.due(worktime) if limit else None
    durations = [s.duration for s in sop.steps if s.no >= first and s.duration is not None]
    in_month: bool | None = None
    if deadline is not None and durations and sop.period is PeriodKind.MONTH and wish.deadline is None:
        last = limit_day(duty_of(known, sop), period)
        first_day = datetime(last.year, last.month, 1, tzinfo=worktime.zone)
        in_month = fits(worktime, worktime.next_opening(first_day), deadline, durations)
    return Outlook(
        first_step=first,
        deadline=deadline,
        finish=plan_forward(worktime, at, durations)[-1] if durations else None,
        latest_start=plan_backward(worktime, deadline, durations)[0] if deadline and durations else None,
        fits=deadline is None or fits(worktime, at, deadline, durations),
        in_month=in_month,
        forecast=forecast(worktime, past, first, 1, at, at),
    )


def latest_start(known: Known, row: DossierRow, sop: Sop, state: State) -> datetime | None:
    """When the dossier had to begin at the latest to keep its deadline by mutu baku; None without either."""
    return _back(known, row, sop, state.began_at)


def leave_by(known: Known, row: DossierRow, sop: Sop, state: State) -> datetime | None:
    """When the step at hand must be done for the rest to keep the deadline by mutu baku; None without either."""
    return _back(known, row, sop, state.step + 1) if state.open else None


def _back(known: Known, row: DossierRow, sop: Sop, first: int) -> datetime | None:
    durations = [s.duration for s in sop.steps if s.no >= first and s.duration is not None]
    if row.deadline is None or not durations:
        return None
    return plan_backward(known.worktime, row.deadline, durations)[0]
