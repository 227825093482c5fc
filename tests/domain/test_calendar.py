"""The calendar as values and as JSON; what is not a calendar is refused with its place."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from sopdesk.domain.calendar import WEEKDAYS, Calendar, DayOff, ExtraDay, Interval, Period, Week
from sopdesk.domain.errors import Refused, Rule
from tests.domain.worktime_oracle import calendars

WEEK = {"mon": ["07:30-12:00", "13:00-16:00"], "fri": ["07:30-11:30", "13:00-16:30"]}
WHOLE: dict[str, Any] = {
    "week": WEEK,
    "periods": [
        {"name": "Ramadan", "from": "2026-02-18", "to": "2026-03-19", "week": {"mon": ["08:00-15:00"]}}
    ],
    "off": [{"date": "2026-03-19", "name": "Nyepi"}],
    "extra": [{"date": "2026-03-21", "hours": ["08:00-12:00"], "name": "Lembur"}],
}


def test_reads_the_form_of_the_command_line() -> None:
    read = Calendar.from_json(WHOLE)
    assert read.week.days[0] == (Interval(450, 720), Interval(780, 960))
    assert read.week.days[1] == ()
    assert read.week.working_days == 2
    assert read.periods[0].first == date(2026, 2, 18)
    assert read.off == (DayOff(date(2026, 3, 19), "Nyepi"),)
    assert read.extra == (ExtraDay(date(2026, 3, 21), (Interval(480, 720),), "Lembur"),)
    assert read.listed_years == {2026}


def test_writes_all_seven_days() -> None:
    written = Calendar.from_json(WHOLE).to_json()
    assert list(written) == ["week", "periods", "off", "extra"]
    assert written["week"] == {**{day: [] for day in WEEKDAYS}, **WEEK}
    assert written["off"] == WHOLE["off"]
    assert written["extra"] == WHOLE["extra"]


@settings(deadline=None, max_examples=60)
@given(calendars())
def test_json_carries_everything(calendar: Calendar) -> None:
    assert Calendar.from_json(json.loads(json.dumps(calendar.to_json()))) == calendar


def test_only_the_week_is_needed_and_midnight_can_end_a_day() -> None:
    read = Calendar.from_json({"week": {"sun": ["00:00-24:00"]}})
    assert read.week.days[6] == (Interval(0, 1440),)
    assert str(read.week.days[6][0]) == "00:00-24:00"
    assert read.listed_years == frozenset()


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        ({"week": {}}, "week", "tidak mempunyai jam kerja"),
        ({"week": {"mon": []}}, "week", "tidak mempunyai jam kerja"),
        ({"week": {"senin": ["08:00-12:00"]}}, "week", "tidak dikenal"),
        ({"week": {"mon": ["12:00-08:00"]}}, "week.mon", "berakhir sebelum mulai"),
        ({"week": {"mon": ["08:00-08:00"]}}, "week.mon", "berakhir sebelum mulai"),
        ({"week": {"mon": ["08:00-12:00", "11:00-13:00"]}}, "mon", "bertumpuk"),
        ({"week": {"mon": ["13:00-14:00", "08:00-12:00"]}}, "mon", "tidak berurutan"),
        ({"week": {"mon": ["08:00-24:01"]}}, "week.mon", "di luar"),
        ({"week": {"mon": ["08:60-12:00"]}}, "week.mon", "di luar"),
        ({"week": {"mon": ["pagi"]}}, "week.mon", "tidak terbaca"),
        ({"week": {"mon": [8]}}, "week.mon", "tidak terbaca"),
        ({"week": {"mon": "08:00-12:00"}}, "week.mon", "bukan daftar"),
        ({"week": []}, "week", "bukan objek"),
        ({"extras": []}, "kalender", "'extras' tidak dikenal"),
        ({"off": {}}, "off", "bukan daftar"),
        ({"off": ["2026-01-01"]}, "off[0]", "bukan objek"),
        ({"off": [{"date": "1 Januari", "name": "x"}]}, "off[0]", "'date'"),
        ({"off": [{"name": "x"}]}, "off[0]", "'date'"),
        ({"off": [{"date": "2026-01-01", "name": 7}]}, "off[0]", "nama"),
        ({"off": [{"date": "2026-01-01", "name": "x" * 201}]}, "off[0]", "nama"),
        ({"off": [{"date": "1899-12-31"}]}, "1899-12-31", "di luar tahun"),
        ({"extra": [{"date": "2026-01-03", "hours": []}]}, "extra 2026-01-03", "harus mempunyai jam"),
        ({"extra": [{"date": "2026-01-03", "hours": ["8:00-9:00"]}] * 2}, "extra", "dua kali"),
        ({"periods": [{**WHOLE["periods"][0], "to": "2026-02-17"}]}, "Ramadan", "mendahului"),
        ({"periods": [{**WHOLE["periods"][0], "week": None}]}, "periods[0].week", "bukan objek"),
        ({"periods": [{**WHOLE["periods"][0], "to": "2201-01-01"}]}, "2201-01-01", "di luar tahun"),
        ({"periods": [*WHOLE["periods"], {**WHOLE["periods"][0], "from": "2026-03-19", "to": "2026-03-20"}]},
         "periods", "bertumpuk"),
    ],
)  # fmt: skip
def test_refuses_what_is_no_calendar(change: dict[str, object], place: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        Calendar.from_json({**WHOLE, **change})
    assert refused.value.rule is Rule.BAD_CALENDAR
    assert refused.value.data["place"] == place
    assert reason in str(refused.value.data["reason"])


@pytest.mark.parametrize("value", [None, [], "kalender", {}, {"off": []}])
def test_refuses_a_whole_that_is_none(value: object) -> None:
    with pytest.raises(Refused) as refused:
        Calendar.from_json(value)
    assert refused.value.data["place"] == "kalender"


def test_values_made_by_hand_are_checked_too() -> None:
    with pytest.raises(Refused):
        Week(((Interval(480, 720),),))
    with pytest.raises(Refused):
        Week(((Interval(480, 1441),), (), (), (), (), (), ()))
    with pytest.raises(Refused):
        Period("", date(2026, 2, 2), date(2026, 2, 1), Calendar.from_json({"week": WEEK}).week)


def test_names_are_kept_as_text_that_can_be_stored() -> None:
    """Half a surrogate pair, as JSON can write it, fits no database; a control character no label."""
    week = {"mon": ["08:00-16:00"]}
    read = Calendar.from_json({"week": week, "off": [{"date": "2026-01-02", "name": " Hari\ud800\0 <b>\n"}]})
    assert read.off[0].name == "Hari   <b>"
