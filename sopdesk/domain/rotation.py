"""Which backups are kept: so many of the newest days, weeks and months, and always the newest good one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Made:
    """A backup file: ``when`` in office time, ``good`` once it was checked, ``ours`` where this office's own
    round made it."""

    name: str
    when: datetime
    good: bool
    ours: bool


def removable(found: Iterable[Made]) -> tuple[str, ...]:
    """The names that may go, oldest first.

    Of the newest seven days, four weeks and twelve months that have a good backup, the newest of each stays.
    What this office's round did not make is never named, nor is the newest good one; what is not good goes only
    where a newer good one stands.
    """
    ordered = sorted(found, key=lambda made: (made.when, made.name))
    own = [made for made in ordered if made.ours and made.good]
    kept = {made.name for made in _newest_of_each(own)}
    newest = next((made for made in reversed(ordered) if made.good), None)
    if newest is None:
        return ()
    kept.add(newest.name)
    return tuple(
        made.name
        for made in ordered
        if made.ours and made.name not in kept and (made.good or made.when < newest.when)
    )


def _newest_of_each(own: Sequence[Made]) -> Iterable[Made]:
    by_day: dict[object, Made] = {}
    by_week: dict[object, Made] = {}
    by_month: dict[object, Made] = {}
    for made in own:  # oldest first: the newest of a day, week or month is what stays
        day: date = made.when.date()
        by_day[day] = made
        by_week[day.isocalendar()[:2]] = made
        by_month[(day.year, day.month)] = made
    for groups, many in ((by_day, DAYS), (by_week, WEEKS), (by_month, MONTHS)):
        newest = sorted(groups.values(), key=lambda made: made.when, reverse=True)
        yield from newest[:many]
