"""Spans in words (rules 19)."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.presets import default_calendar
from sopdesk.domain.span_words import clock_words, span, words
from sopdesk.domain.worktime import WorkingTime
from tests.domain.test_worktime_laws import moments
from tests.domain.worktime_oracle import WIB, calendars

OFFICE = WorkingTime(default_calendar(), WIB)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("start", "end", "long", "short"),
    [
        ("2026-11-23 08:00", "2026-11-23 08:25", "25 menit", "25 m"),
        ("2026-11-23 08:00", "2026-11-23 10:10", "2 jam 10 menit", "2 j 10 m"),
        ("2026-11-23 08:00", "2026-11-23 10:00:59", "2 jam", "2 j"),
        ("2026-11-23 08:00", "2026-11-23 08:00:59", "kurang dari 1 menit", "< 1 m"),
        ("2026-11-23 08:00", "2026-11-23 08:00", "0 menit", "0 m"),
        ("2026-11-23 08:00", "2026-11-24 10:00", "1 hari 2 jam", "1 h 2 j"),
        ("2026-11-23 08:00", "2026-11-24 10:05", "1 hari 2 jam 5 menit", "1 h 2 j"),
        ("2026-11-23 08:00", "2026-11-24 08:05", "1 hari 5 menit", "1 h"),
        ("2026-11-23 07:30", "2026-11-23 16:00", "1 hari", "1 h"),
        ("2026-11-20 15:00", "2026-11-23 08:00", "2 jam", "2 j"),
        ("2026-11-19 08:00", "2026-12-03 08:00", "10 hari", "10 h"),
    ],
)
def test_words(start: str, end: str, long: str, short: str) -> None:
    assert words(OFFICE, at(start), at(end)) == long
    assert words(OFFICE, at(end), at(start)) == long
    assert words(OFFICE, at(start), at(end), short=True) == short


@pytest.mark.parametrize(
    ("now", "said", "short"),
    [
        ("2026-11-23 09:35", "sisa 25 menit", "sisa 25 m"),
        ("2026-11-23 09:59:30", "sisa kurang dari 1 menit", "sisa < 1 m"),
        ("2026-11-23 10:00", "jatuh tempo", "jatuh tempo"),
        ("2026-11-23 10:00:01", "terlambat kurang dari 1 menit", "terlambat < 1 m"),
        ("2026-11-23 13:10", "terlambat 2 jam 10 menit", "terlambat 2 j 10 m"),
    ],
)
def test_clock(now: str, said: str, short: str) -> None:
    assert clock_words(OFFICE, at(now), at("2026-11-23 10:00")) == said
    assert clock_words(OFFICE, at(now), at("2026-11-23 10:00"), short=True) == short


def test_nothing_becomes_late_overnight() -> None:
    assert clock_words(OFFICE, at("2026-11-23 05:00"), at("2026-11-20 16:30")) == "jatuh tempo"


def test_a_span_of_its_own() -> None:
    assert span(3, timedelta(hours=1, minutes=1)) == "3 hari 1 jam 1 menit"


def test_a_microsecond_lost_to_rounding_is_no_lost_minute() -> None:
    start, end = at("2026-11-23 08:00"), at("2026-11-23 10:00") - timedelta(microseconds=1)
    assert words(OFFICE, start, end) == "2 jam"


@settings(deadline=None, max_examples=100)
@given(calendars(), moments)
def test_a_deadline_of_days_is_said_as_those_days(calendar: Calendar, start: datetime) -> None:
    worktime = WorkingTime(calendar, WIB)
    for days in (1, 2, 7):
        due = worktime.due(start, Duration.parse(f"{days} hari"))
        assert clock_words(worktime, start, due) == f"sisa {days} hari"


@settings(deadline=None)
@given(calendars(), moments, moments, st.sampled_from([3, 1000, 10**7]))
def test_elapsed_is_days_rounded_down_and_what_is_between_after_them(
    calendar: Calendar, one: datetime, other: datetime, near: int
) -> None:
    worktime = WorkingTime(calendar, WIB)
    start, end = min(one, other), max(one, other)
    days, rest = worktime.elapsed(start, end, near)
    assert days == (worktime.days_between(start, end) + Fraction(1, near)) // 1
    begun = worktime.extend(start, Fraction(days), Unit.HARI) if days else start
    assert rest == max(worktime.between(begun, end), timedelta(0))
