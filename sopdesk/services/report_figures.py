"""The figures of the reports, asked of the visits that have ended; what is under way is asked of the dossiers."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sopdesk.domain.reports import (
    Compliance,
    DeskTime,
    Lengths,
    MonthFlow,
    OpenDossier,
    Period,
    Returned,
    median,
    middle,
)
from sopdesk.domain.sop import Desk
from sopdesk.services.faces import face
from sopdesk.services.history import ready, stale
from sopdesk.services.office import Known, Office
from sopdesk.services.queries import brief_card
from sopdesk.store.history import Asked
from sopdesk.store.store import Unit

OUTSIDE: Final = tuple(desk.value for desk in Desk if desk.outside)
BY_SOP: Final = ("sop",)
BY_STEP: Final = ("sop", "revision", "step")
BY_DESK: Final = ("desk",)
BY_MONTH: Final = ("month",)
_MICROSECOND: Final = timedelta(microseconds=1)
_ORDER: Final[Mapping[str, int]] = {desk.value: place for place, desk in enumerate(Desk)}


def bounds_of(known: Known, period: Period) -> tuple[datetime, datetime]:
    """The first moment of the period, and the first after it."""
    tz = known.profile.tz
    return (
        datetime.combine(period.first, time(), tz),
        datetime.combine(period.last + timedelta(days=1), time(), tz),
    )


@contextmanager
def _asking(office: Office) -> Iterator[tuple[Unit, Known]]:
    with office.store.read() as unit:
        if not stale(unit):
            yield unit, office.known(unit)
            return
    ready(office)
    with office.store.read() as unit:
        yield unit, office.known(unit)


def compliance(office: Office, period: Period, by: tuple[str, ...], sop: str = "") -> tuple[Compliance, ...]:
    """How the standard times were kept by ``by``. Only by step the steps outside the office are counted too."""
    with _asking(office) as (unit, known):
        since, until = bounds_of(known, period)
        asked = Asked(since, until, sop=sop, no_desks=() if by == BY_STEP else OUTSIDE)
        found = [
            Compliance(tuple(row[: len(by)]), row.runs, int(row.late), median(row.low, row.high), row.longest)
            for row in unit.history.compliance(asked, by)
        ]
        place = _places(known)
        return tuple(sorted(found, key=lambda each: tuple(place(part) for part in each.key)))


def returns(office: Office, period: Period, now: datetime, sop: str = "") -> tuple[Returned, ...]:
    """The returns of the period by step and reason, the dearest first."""
    with _asking(office) as (unit, known):
        since, until = bounds_of(known, period)
        asked = Asked(since, until, sop=sop)
        rows = unit.history.returns(asked)
        waits: dict[tuple[Any, ...], int] = {}
        if any(row.out for row in rows):
            for row in unit.history.not_back(asked):
                key = (row.sop, row.revision, row.step, row.reason)
                took = known.worktime.between(row.until, max(now, row.until)) // _MICROSECOND
                waits[key] = waits.get(key, 0) + took
        found = [
            Returned(
                row.sop,
                row.revision,
                row.step,
                row.reason,
                row.often,
                int(row.cost) + waits.get((row.sop, row.revision, row.step, row.reason), 0),
                int(row.out),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda r: (-r.cost, -r.often, r.sop, r.revision, r.step, r.reason)))


def desk_times(office: Office, period: Period, sop: str = "") -> tuple[DeskTime, ...]:
    """How the time of the visits was spent, by desk in the order of approval."""
    with _asking(office) as (unit, known):
        since, until = bounds_of(known, period)
        asked = Asked(since, until, sop=sop)
        rows = unit.history.desks(asked)
        holds: dict[str, dict[str, int]] = {}
        if any(row.held for row in rows):
            for row in unit.history.holds(asked):
                sums = holds.setdefault(row.desk, {})
                for reason, took in row.holds:
                    sums[reason] = sums.get(reason, 0) + took
        found = [
            DeskTime(
                row.desk,
                row.often,
                int(row.waiting),
                int(row.at_desk),
                int(row.held),
                int(row.outside),
                tuple(sorted(holds.get(row.desk, {}).items(), key=lambda each: (-each[1], each[0]))),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda each: _ORDER.get(each.desk, len(_ORDER))))


def flow(office: Office, period: Period, sop: str = "") -> tuple[MonthFlow, ...]:
    """How many dossiers were begun and ended in each month of the period."""
    with _asking(office) as (unit, known):
        bounds = _month_bounds(known, period)
        started: dict[int, int] = {}
        for row in unit.history.started(bounds, sop):
            started[row.part] = started.get(row.part, 0) + row.often
        ended: dict[tuple[int, str], int] = {}
        for row in unit.history.ended(bounds, sop):
            ended[row.part, row.life] = ended.get((row.part, row.life), 0) + row.often
        return tuple(
            MonthFlow(
                year,
                number,
                started.get(part, 0),
                ended.get((part, "finished"), 0),
                ended.get((part, "cancelled"), 0),
            )
            for part, (year, number) in enumerate(period.months)
        )


def first_year(office: Office, now: datetime) -> int:
    """The year in which the office's first dossier was begun; this year where there is none."""
    with office.store.read() as unit:
        years = unit.dossiers.standing()
        return min([*years, office.known(unit).local(now).year])


def _month_bounds(known: Known, period: Period) -> list[datetime]:
    first, last = bounds_of(known, period)
    tz = known.profile.tz
    inner = [datetime.combine(date(year, number, 1), time(), tz) for year, number in period.months[1:]]
    return [first, *inner, last]


def lengths(office: Office, period: Period, sop: str = "") -> tuple[Lengths, ...]:
    """The dossiers finished in the period, by SOP."""
    with _asking(office) as (unit, known):
        since, until = bounds_of(known, period)
        by_sop: dict[str, list[Any]] = {}
        for row in unit.history.lengths(since, until, sop):
            by_sop.setdefault(row.sop, []).append(row)
        place = _places(known)
        return tuple(_lengths(known, key, by_sop[key]) for key in sorted(by_sop, key=place))


def _lengths(known: Known, sop: str, rows: list[Any]) -> Lengths:
    took = sorted(int(row.length) for row in rows)
    missed = [row for row in rows if row.missed is not None]
    due = sum(row.promised for row in rows)
    return Lengths(
        sop=sop,
        finished=len(rows),
        rounds=sum(row.round for row in rows),
        most_rounds=max(row.round for row in rows),
        median=middle(took),
        longest=took[-1],
        with_deadline=due,
        in_time=due - sum(known.worktime.is_late(row.ended, row.missed) for row in missed),
    )


def open_dossiers(office: Office, now: datetime, sop: str = "") -> tuple[OpenDossier, ...]:
    """What is under way, the oldest first."""
    with office.store.read() as unit:
        known = office.known(unit)
        rows = [row for row in unit.dossiers.under_way_briefly() if not sop or row.sop == sop]
        begun = unit.history.begun()
    found = []
    for row in rows:
        stands = face(known.worktime, brief_card(known, row), now)
        between = known.worktime.between
        found.append(
            OpenDossier(
                row.id,
                row.code,
                row.sop,
                row.revision,
                row.title,
                row.step,
                known.sop(row.sop, row.revision).step(row.step).desk.value,
                between(begun[row.id], max(now, begun[row.id])) // _MICROSECOND,
                between(row.since, max(now, row.since)) // _MICROSECOND,
                stands.level.value,
                stands.words,
                row.round,
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.age, each.id)))


def _places(known: Known) -> Callable[[str | int], tuple[int, str | int]]:
    sops = {key: place for place, key in enumerate(known.current)}

    def place(part: str | int) -> tuple[int, str | int]:
        if isinstance(part, int):
            return (part, "")
        return (sops.get(part, _ORDER.get(part, len(sops))), part)

    return place
