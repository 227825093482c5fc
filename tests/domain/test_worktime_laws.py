"""Laws of working time over random calendars, and agreement with a count of single minutes."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.duration import Duration, Part, Unit
from sopdesk.domain.worktime import WorkingTime
from sopdesk.domain.worktime_explain import SegmentKind
from sopdesk.domain.worktime_plan import fits, plan_backward, plan_forward
from tests.domain.worktime_oracle import DAYS, NEAR, WIB, Oracle, calendars, moment

SECOND = timedelta(seconds=1)
slowly = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

minutes_near = st.integers(NEAR * 1440, (DAYS - NEAR) * 1440)
moments = st.builds(
    lambda minute, us: moment(minute) + timedelta(microseconds=us), minutes_near, st.integers(0, 59_999_999)
)
parts = st.builds(
    lambda amount, unit: Part(Fraction(amount), Fraction(amount), unit),
    st.integers(1, 12),
    st.sampled_from(Unit),
)
durations = st.lists(parts, min_size=1, max_size=4).map(lambda found: Duration(tuple(found)))


@pytest.mark.slow
@slowly
@given(calendars(), st.data())
def test_agrees_with_counting_minutes(calendar: Calendar, data: st.DataObject) -> None:
    worktime, oracle = WorkingTime(calendar, WIB), Oracle(calendar)
    # With the standing week worked on one weekday only, 120 days hold few working days.
    for _ in range(8):
        start = data.draw(st.integers(20 * 1440, 40 * 1440))
        end = data.draw(st.integers(start, 60 * 1440))
        assert worktime.between(moment(start), moment(end)) == timedelta(minutes=oracle.between(start, end))
        assert worktime.is_working(moment(start)) == (start in oracle.minutes)
        assert worktime.days_between(moment(start), moment(end)) == oracle.days_between(start, end)
        ahead, behind = oracle.between(end, DAYS * 1440), oracle.between(0, start)
        if ahead:
            amount = data.draw(st.integers(1, ahead))
            read = Duration.parse(f"{amount} menit")
            assert worktime.due(moment(end), read) == oracle.due_minutes(end, amount)
        if behind:
            amount = data.draw(st.integers(1, behind))
            read = Duration.parse(f"{amount} menit")
            assert worktime.latest_start(moment(start), read) == oracle.latest_start_minutes(start, amount)
        for days in (1, 2):
            read = Duration.parse(f"{days} hari")
            here = oracle.between(0, start) and sum(1 for day in oracle.by_day if day[0] >= start) > days
            if here:
                assert worktime.due(moment(start), read) == oracle.due_days(start, days)
            if sum(1 for day in oracle.by_day if day[-1] < start) >= days:
                assert worktime.latest_start(moment(start), read) == oracle.latest_start_days(start, days)


@slowly
@given(calendars(), moments, moments, durations)
def test_later_starts_are_never_due_earlier(
    calendar: Calendar, one: datetime, other: datetime, duration: Duration
) -> None:
    worktime = WorkingTime(calendar, WIB)
    first, second = sorted((one, other))
    assert worktime.due(first, duration) <= worktime.due(second, duration)
    assert worktime.latest_start(first, duration) <= worktime.latest_start(second, duration)
    assert worktime.warn_from(first, duration) <= worktime.due(first, duration)


@slowly
@given(calendars(), moments, durations)
def test_there_and_back(calendar: Calendar, start: datetime, duration: Duration) -> None:
    worktime = WorkingTime(calendar, WIB)
    opening = worktime.next_opening(start)
    back = worktime.latest_start(worktime.due(start, duration), duration)
    assert abs(worktime.between(opening, back)) <= SECOND
    if worktime.between(opening, back) == timedelta(0):
        assert back == opening


@slowly
@given(calendars(), moments, st.integers(1, 9), st.integers(1, 9), st.sampled_from(["hari", "minggu", "jam"]))
def test_amounts_of_one_unit_add_up(
    calendar: Calendar, start: datetime, one: int, other: int, unit: str
) -> None:
    worktime = WorkingTime(calendar, WIB)
    parted = worktime.due(start, Duration.parse(f"{one} {unit} {other} {unit}"))
    assert parted == worktime.due(start, Duration.parse(f"{one + other} {unit}"))
    stepped = [Duration.parse(f"{one} {unit}"), Duration.parse(f"{other} {unit}")]
    assert plan_forward(worktime, start, stepped)[-1] == parted


@slowly
@given(calendars(), moments, moments, moments)
def test_between_is_additive(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    worktime = WorkingTime(calendar, WIB)
    assert worktime.between(a, b) + worktime.between(b, c) == worktime.between(a, c)
    assert worktime.between(a, b) == -worktime.between(b, a)
    assert worktime.days_between(a, b) + worktime.days_between(b, c) == worktime.days_between(a, c)


@slowly
@given(calendars(), moments, moments, st.sampled_from(Unit))
def test_a_hold_keeps_what_was_left(calendar: Calendar, at: datetime, due: datetime, unit: Unit) -> None:
    worktime = WorkingTime(calendar, WIB)
    left = worktime.remaining(at, due, unit)
    assert worktime.extend(at, left, unit) == worktime.settle(due)
    resumed = at + timedelta(days=3)
    again = worktime.remaining(resumed, worktime.extend(resumed, left, unit), unit)
    assert abs(again - left) < Fraction(1, 10_000)


@slowly
@given(calendars(), moments, moments)
def test_segments_tile_the_span_and_work_adds_up(calendar: Calendar, one: datetime, other: datetime) -> None:
    worktime = WorkingTime(calendar, WIB)
    start, end = sorted((one, other))
    segments = worktime.explain(start, end)
    edges = [start, *(each.to for each in segments)]
    assert [each.from_ for each in segments] == edges[:-1]
    assert edges[-1] == end
    work = sum((s.to - s.from_ for s in segments if s.kind is SegmentKind.WORK), timedelta(0))
    assert work == worktime.between(start, end)


@slowly
@given(calendars(), moments, st.lists(durations, max_size=5))
def test_plans_meet(calendar: Calendar, start: datetime, steps: list[Duration]) -> None:
    worktime = WorkingTime(calendar, WIB)
    forward = plan_forward(worktime, start, steps)
    assert forward == sorted(forward)
    end = forward[-1] if forward else worktime.settle(start)
    backward = plan_backward(worktime, end, steps)
    assert backward == sorted(backward)
    assert len(backward) == len(steps)
    for begun, before in zip(backward, [start, *forward], strict=False):
        assert abs(worktime.between(begun, before)) <= SECOND
    assert fits(worktime, start, end + timedelta(days=40), steps)
    if steps:
        assert not fits(worktime, end + timedelta(days=40), end, steps)


@slowly
@given(calendars(), moments, durations, st.integers(-12, 14))
def test_the_zone_of_the_question_does_not_matter(
    calendar: Calendar, start: datetime, duration: Duration, offset: int
) -> None:
    worktime = WorkingTime(calendar, WIB)
    elsewhere = start.astimezone(timezone(timedelta(hours=offset)))
    assert worktime.due(elsewhere, duration) == worktime.due(start, duration)
    assert worktime.due(elsewhere, duration).utcoffset() == timedelta(hours=7)
    assert worktime.explain(elsewhere, start) == []
