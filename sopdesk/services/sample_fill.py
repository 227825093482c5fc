"""Years of an office's work in minutes: the rules judge each deed, the rows are written by the thousand."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from fractions import Fraction
from functools import cache
from heapq import heappop, heappush
from random import Random

from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.office import Office
from sopdesk.services.sample_books import Books
from sopdesk.services.sample_going import Going
from sopdesk.services.sample_lives import (
    DOSSIERS_A_YEAR,
    LETTERS_A_YEAR,
    OPEN_AT_ONCE,
    Life,
    Sort,
    life,
    minutes_of,
)
from sopdesk.services.sample_plan import Span, earlier
from sopdesk.services.sample_setup import sample_calendar, set_up

Progress = Callable[[int, int], bool]

_A_WRITE = 20_000  # entries in one transaction
_TOLD_EVERY = 500
_YEAR = timedelta(days=365, hours=6)
_LATE_ENTRIES = 0.03


def fill(
    office: Office,
    *,
    years: int,
    scale: float = 1.0,
    open_: int | None = None,
    closed: int | None = None,
    seed: int = 1,
    now: datetime,
    progress: Progress | None = None,
) -> None:
    """Fill an empty office with ``years`` of work up to the day before ``now``.

    ``scale`` 1 is 1,500 letters and 300 dossiers a year, ``open_`` and ``closed`` set the numbers of dossiers
    exactly; what is more than the years can hold comes from old books and has a short log. The same seed on the
    same day gives the same log to the byte. ``progress`` is told of the dossiers done and may stop it; what is
    made by then stands. Raises Refused(BAD_VALUE) for an office that has dossiers, Trouble.
    """
    with office.store.read() as unit:
        if unit.log.count():
            raise Refused(Rule.BAD_VALUE, field="data", value=str(office.folder))
    zone = office.look().profile.tz
    worktime = WorkingTime(sample_calendar(), zone)
    end = worktime.settle(datetime.combine(now.astimezone(zone).date(), time(), zone))
    begin = end - years * _YEAR
    usual = round(years * (LETTERS_A_YEAR + DOSSIERS_A_YEAR) * scale)
    under_way = min(round(OPEN_AT_ONCE * scale), usual) if open_ is None else open_
    done = max(usual - under_way, 0) if closed is None else closed
    from_books = max(done - usual, 0)
    sorts = [Sort.OPEN] * under_way + [Sort.CLOSED] * (done - from_books) + [Sort.OLD_BOOK] * from_books
    _Filling(office, worktime, begin, end, seed).run(sorts, progress)


@cache
def _minutes(count: int) -> Duration:
    return Duration.parse(f"{count} menit")


class _Filling:
    """One office being filled."""

    def __init__(
        self, office: Office, worktime: WorkingTime, begin: datetime, end: datetime, seed: int
    ) -> None:
        self._office = office
        self._worktime = worktime
        self._begin = begin
        self._end = end
        self._seed = seed
        known = office.look()
        self._sops = dict(known.current)
        days = worktime.calendar.week.working_days
        self._heap: list[tuple[datetime, int, Going]] = []
        self._minutes = {key: minutes_of(sop, days) for key, sop in self._sops.items()}

    def run(self, sorts: list[Sort], progress: Progress | None) -> None:
        """Make the dossiers of these sorts."""
        starts = sorted((self._starts(number, sort), number, sort) for number, sort in enumerate(sorts))
        first = starts[0][0] if starts else self._begin
        set_up(self._office, earlier(self._worktime, min(first, self._begin), Span(days=Fraction(1))))
        books = Books(self._office)
        done = 0
        for going in self._in_order(starts, books):
            if not going.over:
                continue
            done += 1
            if books.waiting >= _A_WRITE:
                books.write()
            if progress is not None and done % _TOLD_EVERY == 0 and not progress(done, len(sorts)):
                break
        for _when, _number, going in self._heap:
            going.rest(books)
        books.write()
        books.close()

    def _in_order(self, starts: list[tuple[datetime, int, Sort]], books: Books) -> Iterator[Going]:
        """Do every deed of every dossier in the order in which they are logged."""
        for start, number, sort in starts:
            while self._heap and self._heap[0][0] <= start:
                yield self._next(books)
            going = self._going(number, sort, start)
            heappush(self._heap, (going.logged, number, going))
        while self._heap:
            yield self._next(books)

    def _next(self, books: Books) -> Going:
        _when, number, going = heappop(self._heap)
        going.step_on(books)
        if not going.over:
            heappush(self._heap, (going.logged, number, going))
        return going

    def _chance(self, number: int) -> Random:
        return Random(f"{self._seed}:{number}")

    def _life(self, number: int, sort: Sort) -> tuple[Life, Random]:
        chance = self._chance(number)
        return life(self._sops, self._minutes, sort, chance), chance

    def _starts(self, number: int, sort: Sort) -> datetime:
        told, chance = self._life(number, sort)
        length = told.moves[-1].minutes
        if sort is Sort.OPEN:
            return self._back(self._end, length + told.rest)
        # Its last deed lies anywhere in the office's years.
        last = self._begin + (self._end - self._begin) * chance.random()
        return self._back(last, length)

    def _back(self, moment: datetime, minutes: int) -> datetime:
        back = earlier(self._worktime, moment, Span(minutes=Fraction(minutes)))
        return back.replace(second=0, microsecond=0)

    def _going(self, number: int, sort: Sort, start: datetime) -> Going:
        told, chance = self._life(number, sort)
        times = [self._worktime.due(start, _minutes(m.minutes)) if m.minutes else start for m in told.moves]
        logged: list[datetime] = []
        for at in times:
            late = timedelta(minutes=95 if chance.random() < _LATE_ENTRIES else 1)
            soonest = max(logged[-1], at + late) if logged else at + late
            logged.append(max(at, min(soonest, self._end)))
        return Going(told, self._sops[told.sop], times, logged)
