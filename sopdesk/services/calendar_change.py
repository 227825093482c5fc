"""Before another working calendar is saved: which running deadlines it moves, from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.domain.dossier import replay
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Sop
from sopdesk.services.caches import cache_of
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require
from sopdesk.services.settings import with_calendar
from sopdesk.store.dossiers import DossierRow

OWN = "Batas waktu berkas"
_AT_ONCE: Final = 200  # dossiers whose entries are read in one go


@dataclass(frozen=True, slots=True)
class Shift:
    """A deadline that moves: of the step at hand, or (``what`` is OWN) of the dossier. Times are office times."""

    dossier: int
    code: str
    title: str
    what: str
    was: datetime
    now: datetime

    @property
    def own(self) -> bool:
        """Whether it is the dossier's own deadline."""
        return self.what == OWN

    @property
    def later(self) -> bool:
        """Whether there is more time than before."""
        return self.now > self.was


def calendar_shifts(office: Office, calendar: Calendar, *, by: str, now: datetime) -> tuple[Shift, ...]:
    """What moves when ``calendar`` is saved, the nearest deadline first; nothing is changed.

    Raises Refused(NOT_ALLOWED) for who may not save it.
    """
    with office.store.read() as unit:
        known = office.known(unit)
        require(known, by, Right.CALENDAR, now=now)
        if calendar == known.calendar:
            return ()
        wanted = with_calendar(known, calendar)
        found: list[Shift] = []
        rows = unit.dossiers.under_way()
        for place in range(0, len(rows), _AT_ONCE):
            some = rows[place : place + _AT_ONCE]
            events = unit.log.of_dossiers([row.id for row in some])
            for row in some:
                sop = known.sop(row.sop, row.revision)
                state = replay(sop, events[row.id])
                found += _of_dossier(known, row, sop, cache_of(wanted, row, sop, state))
    return tuple(sorted(found, key=_order))


def _of_dossier(known: Known, row: DossierRow, sop: Sop, cache: dict[str, object]) -> Iterator[Shift]:
    step = f"Langkah {row.step}: {sop.step(row.step).brief}"
    for name, what, was in (("due", step, row.due), ("deadline", OWN, row.deadline)):
        becomes = cache[name]
        if was is not None and isinstance(becomes, datetime) and becomes != was:
            yield Shift(row.id, row.code, row.title, what, known.local(was), known.local(becomes))


def _order(shift: Shift) -> tuple[datetime, int, str]:
    return (shift.was, shift.dossier, shift.what)


def shift_moment(moment: datetime) -> str:
    """``Kamis, 26/02/2026 10.20``."""
    return f"{day_name(moment)}, {short_date(moment)} {clock_time(moment)}"


def shifts_words(shifts: tuple[Shift, ...]) -> str:
    """How many deadlines move, of how many dossiers, as a sentence."""
    if not shifts:
        return "Tidak ada batas waktu yang bergeser."
    later = sum(shift.later for shift in shifts)
    parts = [f"{count} {word}" for count, word in ((later, "mundur"), (len(shifts) - later, "maju")) if count]
    dossiers = len({shift.dossier for shift in shifts})
    return f"{len(shifts)} batas waktu pada {dossiers} berkas bergeser: {' dan '.join(parts)}."
