"""Dates and times as people write and type them."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain import dates

TODAY = date(2026, 11, 23)


def test_written_forms() -> None:
    assert dates.long_date(TODAY) == "23 November 2026"
    assert dates.day_date(TODAY) == "Senin, 23 November 2026"
    assert dates.short_date(date(2026, 3, 5)) == "05/03/2026"
    assert dates.clock_time(time(9, 5, 59)) == "09.05"
    assert dates.clock_time(datetime(2026, 1, 1, 10, 30, tzinfo=timezone(timedelta(hours=7)))) == "10.30"
    moment = datetime(2026, 11, 23, 9, 5, 59, tzinfo=timezone(timedelta(hours=7)))
    assert dates.long_moment(moment) == "23 November 2026 pukul 09.05"
    assert dates.day_moment(moment) == "Senin, 23 November 2026 pukul 09.05"
    assert [dates.roman_month(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]
    assert dates.month_name(5) == "Mei"


@pytest.mark.parametrize("month", [0, 13, -1])
def test_no_such_month(month: int) -> None:
    with pytest.raises(ValueError, match="not a month"):
        dates.month_name(month)
    with pytest.raises(ValueError, match="not a month"):
        dates.roman_month(month)


@pytest.mark.parametrize(
    "text",
    ["5/3", "5/3/26", "05/03/2026", "5-3-2026", "5.3.2026", "5 maret", "5 MAR 2026", "5 mar. 26",
     "2026-03-05",     "  5   Maret  2026 ", "Kamis, 5 Maret 2026", "kamis,5/3", "5-mar-2026"],
)  # fmt: skip
def test_typed_dates(text: str) -> None:
    assert dates.parse_date(text, TODAY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "days"), [("kemarin", -1), ("Hari Ini", 0), ("hari  ini", 0), ("besok", 1), ("lusa", 2)]
)
def test_near_days(text: str, days: int) -> None:
    assert dates.parse_date(text, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    "text",
    ["", "5", "31/2", "29/2/2027", "32 maret", "5 ma", "5 foo", "5 march", "Jumat, 5 Maret 2026",
     "besok, 5/3",     "5/3/202", "1899-12-31", "1/1/2201", "2026-13-01", "5/3/2026 10", "٥/٣", "0/3"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        dates.parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "month"),
    [("agt", 8), ("ags", 8), ("agu", 8), ("nop", 11), ("nopember", 11), ("peb", 2), ("mei", 5)],
)
def test_other_spellings(text: str, month: int) -> None:
    assert dates.parse_date(f"1 {text}", TODAY) == date(2026, month, 1)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_what_we_write_we_read(day: date) -> None:
    for text in (dates.long_date(day), dates.day_date(day), dates.short_date(day), day.isoformat()):
        assert dates.parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1430", time(14, 30)), ("14.30", time(14, 30)), ("14:30", time(14, 30)), ("9", time(9)),
     ("930", time(9, 30)),     ("0", time(0)), ("7.05", time(7, 5)), (" 23:59 ", time(23, 59))],
)  # fmt: skip
def test_typed_times(text: str, expected: time) -> None:
    assert dates.parse_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "24", "2400", "9.5", "9:60", "12345", "-1", "sembilan", "14.30.00", "٩"]
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        dates.parse_time(text)


@pytest.mark.parametrize(
    ("year", "day", "there"),
    [(2026, date(2026, 11, 30), date(2026, 11, 30)), (2025, date(2026, 11, 23), date(2025, 11, 23)),
     (2025, date(2024, 2, 29), date(2025, 2, 28)), (2025, date(2026, 12, 31), date(2025, 12, 28))],
)  # fmt: skip
def test_a_day_in_another_year(year: int, day: date, there: date) -> None:
    assert dates.day_in(year, day) == there
