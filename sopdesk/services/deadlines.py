"""By when a dossier must be done: by a person's word, by the letter that it answers, or by its duty."""

from datetime import date, datetime, time, timedelta
from typing import Final

from sopdesk.domain.dossier import State
from sopdesk.domain.duties import duty_limit, is_of
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.limits import Limit
from sopdesk.domain.rules import Data
from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.domain.text import clean_reason
from sopdesk.domain.worktime_plan import Nature
from sopdesk.services.answer_times import answer_times
from sopdesk.services.duty_rules import duty_of, duty_settings
from sopdesk.services.entries import Answer, Case, DossierRef, record
from sopdesk.services.office import Known, Office
from sopdesk.services.periods import YEARS, is_month

Given = datetime | date | None
OF_DUTY: Final = "duty"  # the origin of a dossier that is a recurring duty's


def limit_of(
    known: Known, sop: Sop, given: Given | Limit, period: str, nature: str, at: datetime, origin: str = ""
) -> Limit | None:
    """The deadline of a dossier that begins. Raises Refused(BAD_VALUE).

    ``at`` is when the letter that is answered was received, else when the dossier begins (rules 20).
    """
    if isinstance(given, Limit):
        return given
    if given is not None:
        return given_limit(known, given)
    if nature and sop.answer_by_nature:
        return _answer(known, nature, at)
    if sop.period is PeriodKind.MONTH and is_month(period):
        return _month(known, sop, period)
    if origin == OF_DUTY:
        # What a person began as the duty is held to the same limit as what the program opens.
        rules = (duty for duty in duty_settings(known).duties if duty.sop == sop.key)
        return next(
            (duty_limit(known.profile.tz, duty, period) for duty in rules if is_of(duty, period)), None
        )
    return None


def given_limit(known: Known, given: datetime | date) -> Limit:
    """A moment that somebody named; a day lasts until its end. Raises Refused(BAD_VALUE)."""
    if given.year not in YEARS:
        raise Refused(Rule.BAD_VALUE, field="deadline", value=given.isoformat())
    if isinstance(given, datetime):
        return Limit(given)
    return Limit(datetime.combine(given + timedelta(days=1), time(), known.profile.tz))


def month_deadline(known: Known, sop: Sop, period: str) -> datetime:
    """The last working instant of a monthly duty for ``period`` (YYYY-MM), by the office's rule."""
    return _month(known, sop, period).due(known.worktime)


def _month(known: Known, sop: Sop, period: str) -> Limit:
    return duty_limit(known.profile.tz, duty_of(known, sop), period)


def _answer(known: Known, nature: str, received: datetime) -> Limit | None:
    times = answer_times(known)
    match nature:
        case Nature.BIASA:
            return Limit(received, f"{times.biasa_days} hari")
        case Nature.SEGERA:
            return Limit(received + timedelta(hours=times.segera_hours))
        case Nature.SANGAT_SEGERA:
            return Limit(received + timedelta(hours=times.sangat_segera_hours))
        case _:
            return None


def set_deadline(
    office: Office,
    dossier: DossierRef,
    given: Given,
    reason: str,
    *,
    by: str,
    now: datetime,
    step: int | None = None,
    action_id: str | None = None,
) -> Answer:
    """Set, move or (None) take away the deadline of an open dossier, by an entry with a reason.

    Raises Refused (ENDED, BAD_VALUE, NEEDS_REASON …), Trouble, Answered.
    """

    def judge(_unit: object, case: Case) -> Data:
        return _moved(case.known, case.state, given, reason)

    return record(
        office,
        dossier,
        EventKind.DEADLINE,
        judge,
        by=by,
        at=None,
        now=now,
        step=step,
        action_id=action_id,
    )


def _moved(known: Known, state: State, given: Given, reason: str) -> Data:
    if not state.open:
        raise Refused(Rule.ENDED, life=state.life.value)
    limit = given_limit(known, given) if given is not None else None
    due, was = (each.due(known.worktime) if each else None for each in (limit, state.limit))
    if due == was:
        raise Refused(Rule.BAD_VALUE, field="deadline", reason="sama dengan batas waktu sekarang")
    return {
        "step": state.step,
        "deadline": _text(due),
        "limit": limit.to_json() if limit else None,
        "was": _text(was),
        "reason": clean_reason(reason),
    }


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
