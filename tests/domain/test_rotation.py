"""Which backups go: laws over any heap of them, and one year told day by day."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.rotation import DAYS, MONTHS, WEEKS, Made, removable

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
HEAPS = st.lists(
    st.builds(
        Made,
        name=st.uuids().map(str),
        when=st.integers(0, 900 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
        good=st.booleans(),
        ours=st.booleans(),
    ),
    max_size=60,
    unique_by=lambda made: made.name,
)


@given(HEAPS)
def test_what_is_not_ours_and_the_newest_good_one_stay(heap: list[Made]) -> None:
    gone = set(removable(heap))
    assert gone <= {made.name for made in heap if made.ours}
    good = [made for made in heap if made.good]
    if good:
        assert max(good, key=lambda made: (made.when, made.name)).name not in gone
    else:
        assert gone == set()


@given(HEAPS)
def test_the_newest_days_weeks_and_months_keep_their_newest(heap: list[Made]) -> None:
    gone = set(removable(heap))
    own = sorted((m for m in heap if m.ours and m.good), key=lambda m: (m.when, m.name), reverse=True)
    for key, many in (
        (lambda m: m.when.date(), DAYS),
        (lambda m: m.when.date().isocalendar()[:2], WEEKS),
        (lambda m: (m.when.year, m.when.month), MONTHS),
    ):
        groups = list(dict.fromkeys(key(made) for made in own))[:many]
        for group in groups:
            assert next(made for made in own if key(made) == group).name not in gone


@given(HEAPS)
def test_so_many_at_most_stay_and_a_second_round_takes_nothing(heap: list[Made]) -> None:
    gone = set(removable(heap))
    left = [made for made in heap if made.name not in gone]
    assert sum(made.ours and made.good for made in left) <= DAYS + WEEKS + MONTHS
    assert removable(left) == ()


@given(HEAPS)
def test_a_bad_one_goes_only_where_a_newer_good_one_stands(heap: list[Made]) -> None:
    by_name = {made.name: made for made in heap}
    newest = max((made.when for made in heap if made.good), default=None)
    for name in removable(heap):
        if not by_name[name].good:
            assert newest is not None
            assert by_name[name].when < newest


def test_two_years_of_evenings() -> None:
    """Each evening one is made and the round goes: seven days, then weeks, then months are there."""
    there: list[Made] = []
    for day in range(730):
        when = NOW - timedelta(days=729 - day)
        there.append(Made(f"{when:%Y%m%d}", when, good=True, ours=True))
        gone = set(removable(there))
        there = [made for made in there if made.name not in gone]
    ages = [(NOW - made.when).days for made in reversed(there)]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    # Sundays of the weeks before, then the last days of the months before.
    assert ages[7:10] == [8, 15, 23]
    assert len(there) == DAYS + (WEEKS - 2) + (MONTHS - 1)  # this week and month have theirs among the days
    assert [(made.when.month, made.when.day) for made in there][:3] == [(12, 31), (1, 31), (2, 28)]
