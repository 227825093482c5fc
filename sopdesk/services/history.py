"""The visits that have ended, kept as a cache of the log (rules 26): entry by entry, and made anew when needed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.dossier import State, replay
from sopdesk.domain.events import COUNTERS, Event, EventKind
from sopdesk.domain.sop import Sop
from sopdesk.domain.visit_facts import LEAVES, Left, VisitFact, fact_of, left_visits
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.calendars import faces
from sopdesk.services.office import Known, Office
from sopdesk.store.dossiers import DossierRow
from sopdesk.store.store import Unit

STALE: Final = "visits_stale"
"""A setting: the visits are to be written from the log before they are next asked."""
_AT_ONCE: Final = (
    400  # dossiers that are reckoned anew while a calendar is saved; more wait for the next report
)
_A_WRITE: Final = 5000  # visits
_TELL_EVERY: Final = 100  # dossiers
_MOVES: Final = LEAVES | COUNTERS


def facts_of(known: Known, dossier_id: int, sop: Sop, lefts: Sequence[Left]) -> list[VisitFact]:
    """The figures of a dossier's visits."""
    return [fact_of(known.worktime, sop, dossier_id, left) for left in lefts]


def keep_visits(
    unit: Unit, known: Known, row: DossierRow, sop: Sop, before: State, after: State, events: Sequence[Event]
) -> None:
    """Bring the visits of a dossier to what they are after the last of ``events``, which were all there are."""
    if events[-1].kind not in _MOVES:
        return
    old = left_visits(before, events[:-1])
    new = left_visits(after, events)
    if len(new) < len(old):
        unit.history.cut(row.id, len(new))
    changed = [left for left in new if left.place >= len(old) or old[left.place] != left]
    unit.history.put(facts_of(known, row.id, sop, changed))


def recount(unit: Unit, known: Known, before: Calendar) -> None:
    """After a new calendar: the visits on which it tells, at once; where they are many, before the next report."""
    span = _changed(known, before)
    if span is None:
        return
    ids = unit.history.touching(*span, _AT_ONCE + 1)
    if len(ids) > _AT_ONCE:
        unit.office.put_setting(STALE, True)
        return
    for row in unit.dossiers.some(ids):
        sop = known.sop(row.sop, row.revision)
        events = unit.log.of_dossier(row.id)
        unit.history.put(facts_of(known, row.id, sop, left_visits(replay(sop, events), events)))


def _changed(known: Known, before: Calendar) -> tuple[datetime, datetime] | None:
    """From when to when the two calendars differ, a day wider on both sides; None where they never do."""
    after = known.calendar
    zone = known.profile.tz
    always = datetime(1900, 1, 2, tzinfo=zone), datetime(2199, 12, 30, tzinfo=zone)
    if after.week != before.week:
        return always
    days = set()
    for one, other in ((before, after), (after, before)):
        days |= {each.day for each in set(one.off) - set(other.off)}
        days |= {each.day for each in set(one.extra) - set(other.extra)}
        for period in set(one.periods) - set(other.periods):
            days |= {period.first, period.last}
    if not days:
        return None
    first, last = min(days), max(days)
    # A day that was only given another name changes no figure.
    differs = any(
        a.hours != b.hours for a, b in zip(faces(before, first, last), faces(after, first, last), strict=True)
    )
    if not differs:
        return None
    return (
        datetime.combine(first - timedelta(days=1), time(), zone),
        datetime.combine(last + timedelta(days=2), time(), zone),
    )


def mark_stale(unit: Unit) -> None:
    """Say that every visit is to be reckoned anew: the office has moved to another zone."""
    unit.office.put_setting(STALE, True)


def stale(unit: Unit) -> bool:
    """Whether the visits are to be written from the log first; a mark that cannot be read says so too."""
    return bool(unit.office.setting(STALE, spoiled=True))


def is_stale(office: Office) -> bool:
    """Whether ``ready`` has work to do that may take long."""
    with office.store.read() as unit:
        return stale(unit)


def ready(office: Office, progress: Progress | None = None) -> None:
    """See that the visits are what the log says; most often there is nothing to do.

    ``progress`` is told of the dossiers done. Raises Cancelled where it says to stop, Trouble.
    """
    if not is_stale(office):
        return
    with office.store.write() as unit:
        if stale(unit):
            rebuild(unit, office.known(unit), progress)


def rebuild(unit: Unit, known: Known, progress: Progress | None = None) -> None:
    """Write every visit from the log. Raises Cancelled where ``progress`` says to stop."""
    unit.history.clear()
    rows = {row.id: row for row in unit.dossiers.every()}
    events: dict[int, list[Event]] = {key: [] for key in rows}
    for entry in unit.log.walk():
        if entry.dossier_id in events and entry.kind in set(EventKind):
            events[entry.dossier_id].append(
                Event(entry.seq, EventKind(entry.kind), entry.at, entry.logged_at, entry.actor, entry.body)
            )
    facts: list[VisitFact] = []
    for done, (key, row) in enumerate(rows.items()):
        if done % _TELL_EVERY == 0:
            tell(progress, done, len(rows))
        if events[key]:
            sop = known.sop(row.sop, row.revision)
            own = events.pop(key)
            facts += facts_of(known, key, sop, left_visits(replay(sop, own), own))
        if len(facts) >= _A_WRITE:
            unit.history.add_many(facts)
            facts = []
    unit.history.add_many(facts)
    unit.office.put_setting(STALE, False)


def visit_problems(
    kept: Mapping[int, Sequence[VisitFact]],
    known: Known,
    row: DossierRow,
    sop: Sop,
    state: State,
    events: Sequence[Event],
) -> Iterator[str]:
    """Where the visits of a dossier are not what its log says."""
    if list(kept.get(row.id, ())) != facts_of(known, row.id, sop, left_visits(state, events)):
        yield f"Berkas {row.code}: catatan kunjungan untuk laporan tidak sama dengan log."
