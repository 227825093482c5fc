"""Recurring duties: which periods are to be done, and the dossiers that the program opens for them in time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sopdesk.domain import duties
from sopdesk.domain.dates import day_moment
from sopdesk.domain.duration import Duration
from sopdesk.domain.duties import Duty
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.rules import leaps_ahead, runs_behind
from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.domain.text import clean_name
from sopdesk.domain.worktime_plan import plan_backward
from sopdesk.services.deadlines import OF_DUTY
from sopdesk.services.dossiers import Start, start_in, suggested_addressees, suggested_title
from sopdesk.services.duty_rules import DutySettings, duty_settings
from sopdesk.services.entries import Answer
from sopdesk.services.office import Known, Office
from sopdesk.services.periods import period_words
from sopdesk.store.store import Unit

PROGRAM: Final = "SOP Desk"  # who opens a dossier that nobody opened
# What was missed for longer was done on paper or not at all: it is shown, and a person decides.
_MISSED: Final = timedelta(days=31)
_SHOWN_BACK: Final = timedelta(days=62)
_SHOWN_AHEAD: Final = timedelta(days=6 * 366)
_COMING: Final = {PeriodKind.MONTH: 3}  # periods that are shown ahead; of the others one


class Standing(StrEnum):
    """How a period of a duty stands."""

    LATER = "later"
    DUE = "due"  # its dossier is to be opened
    UNCLEAR = "unclear"  # a dossier without a period may be the one
    MISSED = "missed"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


STANDING_WORDS: Final = {
    Standing.LATER: "belum waktunya",
    Standing.DUE: "belum dimulai",
    Standing.UNCLEAR: "periksa: ada berkas tanpa periode",
    Standing.MISSED: "terlewat",
    Standing.RUNNING: "berjalan",
    Standing.FINISHED: "selesai",
    Standing.CANCELLED: "dibatalkan",
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A period of a duty, all times in office time. ``opens``: from when on its dossier is opened.

    ``unlisted`` are the years on the way whose days off nobody has filled in.
    """

    sop: str
    label: str
    period: str
    words: str
    deadline: datetime
    latest: datetime
    opens: datetime
    standing: Standing
    dossier_id: int | None = None
    code: str = ""
    unlisted: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from every other."""
        return f"{self.sop}:{self.period}"

    @property
    def wants_start(self) -> bool:
        """Whether a person may open its dossier now."""
        return self.standing not in (Standing.RUNNING, Standing.FINISHED)


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that was opened for a duty."""

    row: DutyRow
    answer: Answer


def duty_rows(office: Office, now: datetime) -> tuple[DutyRow, ...]:
    """What is to be done, by the limit: what was missed lately, what is due, and what comes next of each duty."""
    with office.store.read() as unit:
        return rows_in(unit, office.known(unit), now)


def rows_in(unit: Unit, known: Known, now: datetime) -> tuple[DutyRow, ...]:
    """``duty_rows`` within an open unit."""
    settings = duty_settings(known)
    began = unit.log.first_logged_at() or now
    found: list[DutyRow] = []
    for duty in settings.duties:
        if duty.on:
            found += _of_duty(unit, known, settings, duty, began, now)
    return tuple(sorted(found, key=_by_deadline))


def _by_deadline(row: DutyRow) -> tuple[datetime, str]:
    return row.deadline, row.sop


def _of_duty(
    unit: Unit, known: Known, settings: DutySettings, duty: Duty, began: datetime, now: datetime
) -> list[DutyRow]:
    sop, today = known.sop(duty.sop), known.local(now).date()
    since = max(today - _SHOWN_BACK, known.local(began).date())
    wanted = duties.periods(duty, since, min(today + _SHOWN_AHEAD, date(2200, 1, 1)))
    past = [period for period in wanted if duties.limit_day(duty, period) < today]
    coming = wanted[len(past) :][: _COMING.get(duty.every, 1)]
    return _rows(unit, known, settings, duty, sop, (*past, *coming), began, now)


def _rows(
    unit: Unit,
    known: Known,
    settings: DutySettings,
    duty: Duty,
    sop: Sop,
    periods: Sequence[str],
    began: datetime,
    now: datetime,
) -> list[DutyRow]:
    held: dict[str, tuple[int, str, str]] = {}
    for period, dossier, code, life in unit.dossiers.of_periods(sop.key, periods):
        # The newest that was not cancelled stands for the period.
        if life != "cancelled" or period not in held:
            held[period] = (dossier, code, life)
    nameless = [row for row in unit.dossiers.under_way_of(sop.key) if not row.period]
    found: list[DutyRow] = []
    for period in periods:
        due = duties.deadline(known.worktime, duty, period)
        # What comes after one that is still ahead is not its year's first, though none was started yet.
        later = any(row.standing is Standing.LATER and row.period[:4] == period[:4] for row in found)
        latest = _latest(known, unit, sop, period, due, later=later)
        opens = duties.opens_at(known.worktime, latest, settings.ahead)
        row = DutyRow(
            sop=sop.key,
            label=sop.label,
            period=period,
            words=period_words(period),
            deadline=due,
            latest=latest,
            opens=opens,
            standing=Standing.LATER,
            unlisted=tuple(known.worktime.warnings(opens, due)),
        )
        found.append(_standing(row, held.get(period), bool(nameless), began, now))
    return found


def _latest(known: Known, unit: Unit, sop: Sop, period: str, due: datetime, *, later: bool) -> datetime:
    """``later``: another period of the year comes first, so the year's first dossier is not this one (rules 12)."""
    # Asked only of an SOP whose first dossier of the year has more steps.
    once = frozenset(sop.first_of_year_only)
    without = once if once and (later or unit.dossiers.any_started(sop.key, period[:4])) else frozenset[int]()
    durations: list[Duration] = [s.duration for s in sop.steps if s.duration and s.no not in without]
    return plan_backward(known.worktime, due, durations)[0] if durations else due


def _standing(
    row: DutyRow, held: tuple[int, str, str] | None, nameless: bool, began: datetime, now: datetime
) -> DutyRow:
    lives = {"finished": Standing.FINISHED, "cancelled": Standing.CANCELLED}
    if held is not None:
        dossier, code, life = held
        standing = lives.get(life, Standing.RUNNING)
    else:
        dossier, code = None, ""
        standing = Standing.LATER
        if now >= row.opens:
            standing = Standing.UNCLEAR if nameless else Standing.DUE
        if row.deadline < began or now - row.deadline > _MISSED:
            standing = Standing.MISSED
    return replace(row, standing=standing, dossier_id=dossier, code=code)


def open_due(office: Office, *, now: datetime, clerk: str = "") -> tuple[Opened, ...]:
    """Open the dossier of every duty that is to be begun and has none, in the program's own name.

    ``clerk`` does what has no owner of its own. Nothing is opened where the office does not want it, or while the
    PC's clock is behind the log or so far past it that it may be wrong (rules 9). Raises Trouble.
    """
    known = office.look()
    if not known.profile.set_up or not duty_settings(known).opens:
        return ()
    if not any(row.standing is Standing.DUE for row in duty_rows(office, now)):
        return ()
    with office.store.write() as unit:
        # Read again: another window may have been quicker, and there is one writer at a time.
        known = office.known(unit)
        newest = unit.log.last_logged_at()
        if runs_behind(newest, now) or leaps_ahead(newest, now):
            return ()
        due = [row for row in rows_in(unit, known, now) if row.standing is Standing.DUE]
        rules = {duty.sop: duty for duty in duty_settings(known).duties}
        opened = []
        for row in due:
            wish = _wish(known, rules[row.sop], row, clerk, "dibuka oleh program")
            answer = start_in(unit, known, wish, by=PROGRAM, at=now, now=now, right=None)
            opened.append(Opened(row, answer))
    return tuple(opened)


def open_one(office: Office, sop: str, period: str, *, by: str, now: datetime) -> Answer:
    """Open the dossier of one period before its time, or of one that was missed or cancelled.

    Raises Refused (NOT_ALLOWED, UNKNOWN_SOP, BAD_VALUE for a period that is none of the duty's, DUTY_STARTED).
    """
    clerk = clean_name(by, field="by")
    with office.store.write() as unit:
        known = office.known(unit)
        settings = duty_settings(known)
        duty = next((each for each in settings.duties if each.sop == known.sop(sop).key), None)
        if duty is None or not duties.is_of(duty, period):
            raise Refused(Rule.BAD_VALUE, field="period", value=period)
        (row,) = _rows(unit, known, settings, duty, known.sop(sop), (period,), now, now)
        if not row.wants_start:
            raise Refused(Rule.DUTY_STARTED, label=row.label, period=row.words, dossier=row.code)
        wish = _wish(known, duty, row, clerk)
        return start_in(unit, known, wish, by=clerk, at=now, now=now)


def _wish(known: Known, duty: Duty, row: DutyRow, by: str, how: str = "") -> Start:
    sop = known.sop(row.sop)
    return Start(
        sop=row.sop,
        title=suggested_title(known, sop, row.period) or f"{row.label} {row.words}",
        period=row.period,
        deadline=duties.duty_limit(known.profile.tz, duty, row.period),
        owner=duty.owner or by,
        origin=OF_DUTY,
        origin_note=how,
        addressees=tuple(suggested_addressees(known, sop)),
    )


def opened_words(opened: Sequence[Opened]) -> str:
    """What people are told of dossiers that the program opened; empty for none."""
    said = [
        f"{each.row.label} {each.row.words} ({each.answer.dossier}), batas {day_moment(each.row.deadline)}"
        for each in opened
    ]
    if not said:
        return ""
    return f"Berkas tugas berkala dibuka: {'; '.join(said)}."
