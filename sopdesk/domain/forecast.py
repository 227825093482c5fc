"""When a dossier will be ready, judged by the office's own past: an empirical range, nothing fitted, no chance.

A finished dossier of the same SOP tells how many working days went by from its coming to a step until its end,
with every return, wait and hold in between. For a dossier that stands at that step these lengths, less what it
has spent there already, are the sample; cases that took less than that say nothing about it any more. The range
lies between two quantiles of the sample, of the kind that keeps its promise for small ones: the next case of the
same sort falls within it with the probability of the range itself (``position = share × (cases + 1)``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final

from sopdesk.domain.duration import Unit
from sopdesk.domain.sop import Sop
from sopdesk.domain.visits import Visit
from sopdesk.domain.worktime import WorkingTime

LEAST_CASES: Final = 10
MOST_CASES: Final = 60
LOW: Final = Fraction(1, 10)
HIGH: Final = Fraction(9, 10)
_GRAIN: Final = 10**6  # parts of a working day: lengths are rounded to them, so that sums stay small


@dataclass(frozen=True, slots=True)
class PastCase:
    """A finished dossier: for each step, the working days from each coming to it until the dossier's end."""

    ended: datetime
    remained: Mapping[int, tuple[Fraction, ...]]

    def from_step(self, step: int, visit: int) -> Fraction | None:
        """The length from the ``visit``-th coming (from 1) to ``step``, else from the last one; None if never there."""
        found = self.remained.get(step)
        return found[min(visit, len(found)) - 1] if found else None


@dataclass(frozen=True, slots=True)
class Past:
    """The finished dossiers of an SOP as they were read, when the log's newest entry was ``head``.

    ``version`` is that of the office's settings; ``read`` names each case: the dossier and its newest entry.
    """

    head: int
    version: int
    read: tuple[tuple[int, int], ...]
    cases: tuple[PastCase, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """From when to when a dossier will be ready, eight times out of ten, and on how many cases that rests."""

    first: datetime
    last: datetime
    cases: int


def way_of(sop: Sop) -> tuple[tuple[str, str], ...]:
    """What revisions must have in common for their dossiers to be compared: desk and kind of every step."""
    return tuple((step.desk.value, step.kind.value) for step in sop.steps)


def past_case(worktime: WorkingTime, visits: Sequence[Visit], ended: datetime) -> PastCase:
    """A finished dossier, from its visits, oldest first."""
    end = worktime.position(ended)
    remained: dict[int, tuple[Fraction, ...]] = {}
    for visit in visits:
        length = _rough(end - worktime.position(visit.since))
        remained[visit.step] = (*remained.get(visit.step, ()), length)
    return PastCase(ended, remained)


def forecast(
    worktime: WorkingTime, cases: Iterable[PastCase], step: int, visit: int, since: datetime, now: datetime
) -> Range | None:
    """The range for a dossier that came to ``step`` for the ``visit``-th time at ``since`` and is still there.

    None where fewer than LEAST_CASES past dossiers tell anything.
    """
    spent = _spent(worktime, since, now)
    left = sorted(length - spent for length in _lengths(cases, step, visit) if length > spent)
    if len(left) < LEAST_CASES:
        return None
    low, high = (worktime.extend(now, quantile(left, share), Unit.HARI) for share in (LOW, HIGH))
    return Range(low, high, len(left))


def outlasted(
    worktime: WorkingTime, cases: Iterable[PastCase], step: int, visit: int, since: datetime, now: datetime
) -> tuple[int, int] | None:
    """How many past dossiers had ended from that step on in the time that this one has spent there, and of how many.

    None where there are fewer than LEAST_CASES.
    """
    spent = _spent(worktime, since, now)
    lengths = _lengths(cases, step, visit)
    return (sum(length <= spent for length in lengths), len(lengths)) if len(lengths) >= LEAST_CASES else None


def _lengths(cases: Iterable[PastCase], step: int, visit: int) -> list[Fraction]:
    return [length for case in cases if (length := case.from_step(step, visit)) is not None]


def _spent(worktime: WorkingTime, since: datetime, now: datetime) -> Fraction:
    return _rough(max(worktime.days_between(since, now), Fraction(0)))


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """The value below which ``share`` of a further case's outcomes fall; ``ordered`` is not empty.

    Between two values in proportion; beyond the ends the first or last value.
    """
    place = share * (len(ordered) + 1)
    below = place.numerator // place.denominator
    if below < 1:
        return ordered[0]
    if below >= len(ordered):
        return ordered[-1]
    return ordered[below - 1] + (place - below) * (ordered[below] - ordered[below - 1])


def _rough(days: Fraction) -> Fraction:
    return Fraction(round(days * _GRAIN), _GRAIN)
