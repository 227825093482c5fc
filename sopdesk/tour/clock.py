"""The tour's own clock: it stands still until told, and knows the office's hours."""

from datetime import datetime
from fractions import Fraction

from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.sample_plan import span_of


class OfficeClock:
    """What time it is on the tour. Call it to be told."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """The time now."""
        return self.moment

    def work(self, worktime: WorkingTime, duration: Duration | None, share: float) -> None:
        """Let ``share`` of a standard time go by in the office's hours; it never ends outside them."""
        part = span_of(duration, worktime.calendar.week.working_days) * share
        self.moment = worktime.extend(self.moment, part.days, Unit.HARI)
        # At least a minute, so that no two deeds fall together.
        self.minutes(worktime, part.minutes + 1)

    def minutes(self, worktime: WorkingTime, minutes: Fraction | int) -> None:
        """Let so many working minutes go by."""
        self.moment = worktime.next_opening(worktime.extend(self.moment, Fraction(minutes), Unit.MENIT))
