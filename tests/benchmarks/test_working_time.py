"""Working time against a per-date table with running sums and bisection, which knows neither rules nor exactness."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta, timezone

from sopdesk.domain.duration import Duration
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.worktime import WorkingTime
from tests.benchmarks.ratios import compare

WIB = timezone(timedelta(hours=7))
EPOCH = datetime(2020, 1, 1, tzinfo=WIB)


class BareTable:
    """The least that can answer: seconds of work before each day, and the intervals of each day."""

    def __init__(self, worktime: WorkingTime) -> None:
        self.opens: list[int] = []
        self.sums: list[int] = []
        total = 0
        for number in range(366 * 11):
            for begin, end in worktime.work_day(date(2020, 1, 1) + timedelta(number)):
                self.opens.append(int((begin - EPOCH).total_seconds()))
                self.sums.append(total)
                total += int((end - begin).total_seconds())
                self.opens.append(int((end - EPOCH).total_seconds()))
                self.sums.append(total)

    def worked(self, moment: datetime) -> int:
        at = int((moment - EPOCH).total_seconds())
        place = bisect_right(self.opens, at) - 1
        return self.sums[place] + (at - self.opens[place] if place % 2 == 0 else 0)

    def between(self, start: datetime, end: datetime) -> int:
        return self.worked(end) - self.worked(start)

    def due(self, start: datetime, seconds: int) -> datetime:
        wanted = self.worked(start) + seconds
        place = bisect_right(self.sums, wanted) - 1
        return EPOCH + timedelta(seconds=self.opens[place] + wanted - self.sums[place])


WORKTIME = WorkingTime(default_calendar(), WIB)
BARE = BareTable(WORKTIME)


def test_between(moments: list[tuple[datetime, datetime]]) -> None:
    compare(
        "between, 1,000 spans",
        lambda: [WORKTIME.between(a, b) for a, b in moments],
        lambda: [BARE.between(a, b) for a, b in moments],
        3,
    )


def test_due(moments: list[tuple[datetime, datetime]]) -> None:
    duration = Duration.parse("3 jam")
    compare(
        "due, 1,000 starts",
        lambda: [WORKTIME.due(a, duration) for a, _b in moments],
        lambda: [BARE.due(a, 3 * 3600) for a, _b in moments],
        3,
    )


def test_five_years_cost_no_more_than_a_day() -> None:
    begin = datetime(2021, 1, 4, 2, tzinfo=UTC)
    day, years = begin + timedelta(days=1), begin + timedelta(days=5 * 365)
    compare(
        "between over 5 years against a day, 2,000 times",
        lambda: [WORKTIME.between(begin, years) for _ in range(2000)],
        lambda: [WORKTIME.between(begin, day) for _ in range(2000)],
        1.5,
    )


def test_five_thousand_timers(moments: list[tuple[datetime, datetime]]) -> None:
    now = datetime(2026, 1, 5, 3, tzinfo=UTC)
    dues = [b for _a, b in moments] * 5
    compare(
        "5,000 timers: time left",
        lambda: [WORKTIME.between(now, d) for d in dues],
        lambda: [BARE.between(now, d) for d in dues],
        2,
    )
