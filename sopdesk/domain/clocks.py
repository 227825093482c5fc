"""The clocks of a dossier, computed from its visits when asked (rules 13–18). Nothing here ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from sopdesk.domain.dossier import State
from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.sop import Sop
from sopdesk.domain.visits import Visit, as_resumed
from sopdesk.domain.worktime import WARN_SHARE, WorkingTime


class Level(StrEnum):
    """How a clock stands; never told by colour alone."""

    AMAN = "aman"
    WASPADA = "waspada"
    TERLAMBAT = "terlambat"
    DITUNDA = "ditunda"
    LUAR = "luar"
    TANPA = "tanpa"  # nothing is due
    SELESAI = "selesai"
    BATAL = "batal"


@dataclass(frozen=True, slots=True)
class Term:
    """A clock's deadline, and when its warning begins."""

    due: datetime
    warn_from: datetime


def hold_unit(duration: Duration) -> Unit:
    """The unit in which a hold keeps what was left: day shares, or minutes (rules 14)."""
    in_days = any(part.unit in (Unit.HARI, Unit.MINGGU) for part in duration.parts)
    return Unit.HARI if in_days else Unit.MENIT


def step_term(worktime: WorkingTime, visit: Visit, duration: Duration | None) -> Term | None:
    """The deadline of a visit: the whole mutu baku from its beginning, moved on by each hold that has ended.

    None where the step has no standard time. While a hold lasts, the term is the one before it.
    """
    if duration is None:
        return None
    due = worktime.due(visit.since, duration)
    warn = worktime.warn_from(visit.since, duration)
    unit = hold_unit(duration)
    for hold in visit.holds:
        if hold.until is not None:
            due = worktime.extend(hold.until, worktime.remaining(hold.since, due, unit), unit)
            warn = worktime.extend(hold.until, worktime.remaining(hold.since, warn, unit), unit)
    return Term(due, warn)


def deadline_term(worktime: WorkingTime, started: datetime, deadline: datetime) -> Term:
    """The dossier's own deadline, settled into working time; it warns when three quarters of the time are gone."""
    due = worktime.settle(deadline)
    whole = worktime.remaining(started, due, Unit.MENIT)
    share = Fraction(whole) * WARN_SHARE if whole > 0 else Fraction(0)
    return Term(due, worktime.extend(started, share, Unit.MENIT))


@dataclass(frozen=True, slots=True)
class Split:
    """How the working time of a visit was spent; ``outside`` is charged to no desk."""

    waiting: timedelta
    at_desk: timedelta
    held: timedelta
    outside: timedelta

    @property
    def total(self) -> timedelta:
        """All of it."""
        return self.waiting + self.at_desk + self.held + self.outside


def split(worktime: WorkingTime, visit: Visit, now: datetime) -> Split:
    """The split clock of a visit up to its end, or up to ``now``."""
    end = visit.until or max(now, visit.since)
    if visit.desk.outside:
        nothing = timedelta(0)
        return Split(nothing, nothing, nothing, worktime.between(visit.since, end))
    held = timedelta(0)
    held_waiting = timedelta(0)
    taken_up = visit.received or end
    for hold in visit.holds:
        until = min(hold.until or end, end)
        held += worktime.between(hold.since, until)
        if hold.since < taken_up:
            held_waiting += worktime.between(hold.since, min(until, taken_up))
    waiting = worktime.between(visit.since, min(taken_up, end)) - held_waiting
    total = worktime.between(visit.since, end)
    return Split(waiting, total - waiting - held, held, timedelta(0))


def spent(worktime: WorkingTime, visits: Sequence[Visit], now: datetime) -> timedelta:
    """Working time of several visits together, holds included."""
    return sum((worktime.between(v.since, v.until or max(now, v.since)) for v in visits), timedelta(0))


def plan(worktime: WorkingTime, sop: Sop, state: State) -> list[tuple[int, datetime]]:
    """When each step of the dossier would end by mutu baku, one after the other from its start.

    Steps without a standard time are left out.
    """
    steps = [s for s in sop.steps if s.no >= state.began_at and s.duration is not None]
    ends = worktime.chain(state.visits[0].since, [s.duration for s in steps if s.duration is not None])
    return [(s.no, end) for s, end in zip(steps, ends, strict=True)]


def finish_by_plan(
    worktime: WorkingTime, sop: Sop, state: State, now: datetime, term: Term | None
) -> datetime | None:
    """When the dossier ends if every step from here on takes its mutu baku; None without standard times.

    The step at hand ends at its deadline, or now when it is late already; one on hold as if it were resumed now.
    """
    if term and state.visit.holds:
        term = step_term(worktime, as_resumed(state.visit, now), sop.step(state.step).duration)
    rest = [s.duration for s in sop.steps if s.no > state.step and s.duration is not None]
    begin = max(term.due, now) if term else now
    if not rest:
        return begin if term else None
    return worktime.chain(begin, rest)[-1]


class Reading(NamedTuple):
    """What a card shows: ``due`` is the clock that is worst, ``of_dossier`` whether that is the dossier's own.

    A tuple, because a board of thousands is read at a stroke.
    """

    level: Level
    due: datetime | None = None
    of_dossier: bool = False

    @property
    def late(self) -> bool:
        """Whether it is late."""
        return self.level is Level.TERLAMBAT


def read_term(worktime: WorkingTime, term: Term, now: datetime) -> Level:
    """How one clock stands at ``now``."""
    return level_at(worktime, term.due, term.warn_from, now)


def level_at(worktime: WorkingTime, due: datetime, warn_from: datetime, now: datetime) -> Level:
    """The same of a deadline and the beginning of its warning."""
    if worktime.is_late(now, due):
        return Level.TERLAMBAT
    return Level.WASPADA if now >= warn_from else Level.AMAN


_WORSE = (Level.AMAN, Level.WASPADA, Level.TERLAMBAT)


def read(
    worktime: WorkingTime,
    now: datetime,
    *,
    step: Term | None,
    dossier: Term | None,
    held: bool = False,
    outside: bool = False,
) -> Reading:
    """The worst of step clock and dossier deadline (rules 15).

    A held or outside step's own clock accuses nobody; the dossier's deadline still shows when it is passed.
    """
    own = Reading(read_term(worktime, step, now), step.due) if step else None
    whole = Reading(read_term(worktime, dossier, now), dossier.due, of_dossier=True) if dossier else None
    if held or outside:
        if whole and whole.late:
            return whole
        return Reading(Level.DITUNDA if held else Level.LUAR, step.due if step else None)
    candidates = [r for r in (own, whole) if r is not None and r.due is not None]
    if not candidates:
        return Reading(Level.TANPA)
    return min(candidates, key=lambda r: (-_WORSE.index(r.level), r.due))
