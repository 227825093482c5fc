"""The forecast: an empirical range that keeps its promise for small samples, and says nothing without enough cases."""

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.duration import Unit
from sopdesk.domain.forecast import HIGH, LEAST_CASES, LOW, PastCase, forecast, past_case, quantile
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.sop import Desk
from sopdesk.domain.visits import Visit
from sopdesk.domain.worktime import WorkingTime
from tests.domain.worktime_oracle import WIB

WORKTIME = WorkingTime(default_calendar(), WIB)
MONDAY = datetime(2026, 7, 6, 7, 30, tzinfo=WIB)
ENDED = datetime(2026, 6, 1, 9, 0, tzinfo=WIB)

lengths = st.lists(
    st.integers(1, 400).map(lambda n: Fraction(n, 10)), min_size=LEAST_CASES, max_size=60, unique=True
)


def cases(days: list[Fraction]) -> list[PastCase]:
    return [PastCase(ENDED, {1: (each,)}) for each in days]


@given(lengths)
def test_range_is_passed_by_as_many_cases_as_it_says(days: list[Fraction]) -> None:
    """Of n + 1 exchangeable cases each is the new one in turn: eight in ten lie in the range of the others."""
    within = 0
    for place, day in enumerate(days):
        others = sorted(days[:place] + days[place + 1 :])
        within += quantile(others, LOW) <= day <= quantile(others, HIGH)
    # Between two neighbours the range is cut in proportion: two cases at either end may fall either way.
    assert abs(Fraction(within, len(days)) - (HIGH - LOW)) <= Fraction(2, len(days)) + Fraction(1, 10)


@given(lengths, st.fractions(0, 1), st.fractions(0, 1))
def test_quantiles_are_in_order_and_within_the_cases(
    days: list[Fraction], one: Fraction, other: Fraction
) -> None:
    ordered = sorted(days)
    low, high = sorted((quantile(ordered, one), quantile(ordered, other)))
    assert (quantile(ordered, min(one, other)), quantile(ordered, max(one, other))) == (low, high)
    assert ordered[0] <= low <= high <= ordered[-1]


def test_known_quantiles() -> None:
    ordered = [Fraction(n) for n in range(1, 10)]
    assert [quantile(ordered, Fraction(n, 10)) for n in (0, 1, 5, 9, 10)] == [1, 1, 5, 9, 9]
    assert quantile(ordered, Fraction(1, 4)) == Fraction(5, 2)


def test_range_lies_so_many_working_days_ahead() -> None:
    found = forecast(WORKTIME, cases([Fraction(n) for n in range(1, 20)]), 1, 1, MONDAY, MONDAY)
    assert found is not None
    assert found.cases == 19
    # The 2nd and the 18th of 19: 2 and 18 working days after Monday's opening, told as the end of the day before.
    assert found.first == datetime(2026, 7, 7, 16, 0, tzinfo=WIB)
    assert found.last == WORKTIME.extend(MONDAY, Fraction(18), Unit.HARI)


def test_what_was_quicker_than_this_one_already_says_nothing_more() -> None:
    days = [Fraction(n) for n in range(1, 31)]
    now = datetime(2026, 7, 20, 7, 30, tzinfo=WIB)  # ten working days on
    found = forecast(WORKTIME, cases(days), 1, 1, MONDAY, now)
    assert found is not None
    assert found.cases == 20
    fresh = forecast(WORKTIME, cases([day - 10 for day in days if day > 10]), 1, 1, now, now)
    assert found == fresh


def test_too_few_cases_say_nothing() -> None:
    days = [Fraction(n) for n in range(1, LEAST_CASES)]
    assert forecast(WORKTIME, cases(days), 1, 1, MONDAY, MONDAY) is None
    assert forecast(WORKTIME, cases([*days, Fraction(10)]), 1, 1, MONDAY, MONDAY) is not None
    assert forecast(WORKTIME, cases([*days, Fraction(10)]), 2, 1, MONDAY, MONDAY) is None
    late = MONDAY + timedelta(days=30)
    assert forecast(WORKTIME, cases([*days, Fraction(10)]), 1, 1, MONDAY, late) is None


def test_dossier_on_its_second_round_is_held_against_second_rounds() -> None:
    moments = [MONDAY + timedelta(days=n) for n in range(5)]
    steps = (1, 2, 1, 2)
    visits = [
        Visit(step, Desk.PELAKSANA, since, 1, waiting=False, until=until)
        for step, (since, until) in zip(steps, pairwise(moments), strict=True)
    ]
    case = past_case(WORKTIME, visits, moments[-1])
    assert dict(case.remained) == {1: (Fraction(4), Fraction(2)), 2: (Fraction(3), Fraction(1))}
    assert [case.from_step(1, n) for n in (1, 2, 3)] == [4, 2, 2]
    assert case.from_step(3, 1) is None
