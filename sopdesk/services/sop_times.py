"""How the standard times of an SOP add up: each step on one axis, the whole in the SOP's own units."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from sopdesk.domain.calendar import Week
from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.sop import Sop

_MINUTES: Final[Mapping[Unit, int]] = {Unit.MENIT: 1, Unit.JAM: 60}
_HOUR: Final = 60
_NONE: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Working days and minutes of working time, each from low to high; the two never turn into one another."""

    days_low: Fraction = _NONE
    days_high: Fraction = _NONE
    minutes_low: Fraction = _NONE
    minutes_high: Fraction = _NONE

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.days_low + other.days_low,
            self.days_high + other.days_high,
            self.minutes_low + other.minutes_low,
            self.minutes_high + other.minutes_high,
        )

    def __bool__(self) -> bool:
        return bool(self.days_high or self.minutes_high)

    @property
    def words(self) -> str:
        """``9 hari 3 jam 15 menit``; a range as ``25–26 hari``; empty for nothing."""
        said = [_range(self.days_low, self.days_high, "hari")] if self.days_high else []
        if self.minutes_low != self.minutes_high:
            said.append(_range(self.minutes_low, self.minutes_high, "menit"))
        elif self.minutes_high:
            hours, minutes = divmod(self.minutes_high, _HOUR)
            said += [f"{hours} jam"] * bool(hours) + [f"{_figure(minutes)} menit"] * bool(minutes)
        return " ".join(said)

    def length(self, day: Fraction, *, low: bool = False) -> Fraction:
        """The length in days on a drawing, with a day of so many minutes."""
        days, minutes = (self.days_low, self.minutes_low) if low else (self.days_high, self.minutes_high)
        return days + minutes / day


def _range(low: Fraction, high: Fraction, unit: str) -> str:
    shown = _figure(low) if low == high else f"{_figure(low)}–{_figure(high)}"
    return f"{shown} {unit}"


def _figure(number: Fraction) -> str:
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(number):.3f}".rstrip("0").rstrip(".").replace(".", ",")


def sum_of(duration: Duration, week_days: int) -> Sum:
    """A duration as a sum; ``1 minggu`` is so many working days (rules 17)."""
    whole = Sum()
    for part in duration.parts:
        if part.unit in _MINUTES:
            factor = _MINUTES[part.unit]
            whole += Sum(minutes_low=part.low * factor, minutes_high=part.high * factor)
        else:
            factor = week_days if part.unit is Unit.MINGGU else 1
            whole += Sum(days_low=part.low * factor, days_high=part.high * factor)
    return whole


@dataclass(frozen=True, slots=True)
class StepTime:
    """A step on the axis, in shares from 0 to 1: from ``start`` surely to ``low``, at most to ``high``.

    ``so_far`` is the sum up to its end in words. Outside the office it takes none of the axis.
    """

    start: float
    low: float
    high: float
    so_far: str
    outside: bool


@dataclass(frozen=True, slots=True)
class SopTimes:
    """``steps`` by number, without those that have no standard time; the totals in words, empty for none."""

    steps: Mapping[int, StepTime]
    total: str
    outside: str
    week_days: int  # what a minggu was counted as; 0 where the SOP names none


def day_minutes(week: Week) -> Fraction:
    """The minutes of a working day in the middle of that week, for drawings and rough figures."""
    minutes = sum(part.end - part.start for hours in week.days for part in hours)
    return Fraction(minutes, week.working_days)


def sop_times(sop: Sop, week: Week) -> SopTimes:
    """How the times of ``sop`` add up in an office with that standing week. Outside time is summed apart."""
    day = day_minutes(week)
    timed = [
        (step, sum_of(step.duration, week.working_days)) for step in sop.steps if step.duration is not None
    ]
    total = sum((time for step, time in timed if not step.desk.outside), Sum())
    outside = sum((time for step, time in timed if step.desk.outside), Sum())
    whole = total.length(day)
    so_far = Sum()
    placed: dict[int, StepTime] = {}
    for step, time in timed:
        start = so_far.length(day)
        if not step.desk.outside:
            so_far += time
        ends = (
            (start, start) if step.desk.outside else (start + time.length(day, low=True), so_far.length(day))
        )
        shares = [float(place / whole) if whole else 0.0 for place in (start, *ends)]
        placed[step.no] = StepTime(shares[0], shares[1], shares[2], so_far.words, step.desk.outside)
    weeks = any(
        part.unit is Unit.MINGGU
        for step, _ in timed
        for part in (step.duration.parts if step.duration else ())
    )
    return SopTimes(placed, total.words, outside.words, week.working_days if weeks else 0)
