"""The shipped calendars against two independent sources and the counts of the office's norms."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from lokal.holidays import get_holidays

from sopdesk import paths
from sopdesk.domain.calendar import Calendar, DayOff
from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.presets import days_off, default_calendar, preset, presets
from sopdesk.domain.worktime import WorkingTime
from sopdesk.domain.worktime_plan import fits, plan_backward
from tests.domain.worktime_oracle import WIB, moment

YEARS = (2025, 2026, 2027)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("category", "joint"), [("public", False), ("government", True)])
def test_days_off_agree_with_holidays(year: int, category: str, joint: bool) -> None:
    theirs = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
    ours = {each.day: each.name for each in days_off() if each.day.year == year and each.joint == joint}
    assert ours == dict(theirs)


@pytest.mark.parametrize("year", [2026, 2027])
def test_days_off_agree_with_the_joint_decree(year: int) -> None:
    theirs = {
        (date.fromisoformat(str(each.date)), each.type != "libur_nasional")
        for each in get_holidays(year).holidays
    }
    assert {(each.day, each.joint) for each in days_off() if each.day.year == year} == theirs


@pytest.mark.parametrize(("key", "counts"), [("umum-5", (237, 240, 242)), ("umum-6", (288, 291, 291))])
def test_working_days_of_the_years(key: str, counts: tuple[int, ...]) -> None:
    off = tuple(DayOff(each.day, each.name) for each in days_off())
    worktime = WorkingTime(Calendar(preset(key).week, off=off), WIB)
    assert tuple(worktime.working_days(date(y, 1, 1), date(y, 12, 31)) for y in YEARS) == counts


@pytest.mark.parametrize(
    ("key", "minutes"), [("umum-5", 2250), ("umum-6", 2280), ("ramadan-5", 1950), ("ramadan-6", 1980)]
)
def test_net_weeks(key: str, minutes: int) -> None:
    assert sum(b - a for hours in preset(key).week.days for a, b in hours) == minutes


def test_presets_have_names_and_sources() -> None:
    assert [each.name for each in presets()] == [
        "Umum 5 hari", "Umum 6 hari", "Ramadan 5 hari", "Ramadan 6 hari",
    ]  # fmt: skip
    assert [each.seasonal for each in presets()] == [False, False, True, True]
    assert all(each.source for each in presets())
    with pytest.raises(KeyError):
        preset("tujuh-hari")


def test_the_default_calendar() -> None:
    calendar = default_calendar()
    assert calendar.periods == ()
    assert calendar.extra == ()
    assert calendar.listed_years == {2025, 2026, 2027}
    assert Calendar.from_json(calendar.to_json()) == calendar


RFK_AMOUNTS = (1, 1, 1, 1, 1, 1, 5, 10, 10, 10, 5)
RFK_UNITS = ["hari"] * 3 + ["jam"] * 3 + ["menit"] * 5
RFK = [Duration.parse(f"{n} {unit}") for n, unit in zip(RFK_AMOUNTS, RFK_UNITS, strict=True)]


@pytest.mark.parametrize(
    ("month", "last", "without", "with_disposition", "open_days"),
    [
        ("2026-03", "2026-03-03", "2026-02-26", "2026-02-25", 2),
        ("2026-05", "2026-04-30", "2026-04-27", "2026-04-24", 0),
        ("2026-06", "2026-06-03", "2026-05-26", "2026-05-25", 2),
        ("2026-11", "2026-11-03", "2026-10-29", "2026-10-28", 2),
        ("2026-12", "2026-12-03", "2026-11-30", "2026-11-27", 3),
        ("2027-01", "2026-12-31", "2026-12-28", "2026-12-23", 0),
        ("2027-06", "2027-06-03", "2027-05-28", "2027-05-27", 2),
        ("2027-10", "2027-10-01", "2027-09-28", "2027-09-27", 1),
    ],
)
def test_rfk_must_begin_before_the_month(
    month: str, last: str, without: str, with_disposition: str, open_days: int
) -> None:
    worktime = WorkingTime(default_calendar(), WIB)
    first = date.fromisoformat(f"{month}-01")
    deadline = moment(0) + (first + timedelta(days=3) - moment(0).date())  # the 4th, 00.00
    assert worktime.settle(deadline).date() == date.fromisoformat(last)
    assert plan_backward(worktime, deadline, RFK)[0].date() == date.fromisoformat(without)
    began = plan_backward(worktime, deadline, [Duration.parse("1 hari"), *RFK])[0]
    assert began.date() == date.fromisoformat(with_disposition)
    assert worktime.working_days(first, first + timedelta(days=2)) == open_days
    assert not fits(worktime, deadline - timedelta(days=3), deadline, RFK)


@pytest.mark.parametrize("name", ["presets.json", "days-off.json"])
@pytest.mark.parametrize(
    "text",
    [None, "", "[]", "[" * 100_000, '{"presets": [{}], "days": [{}]}', '{"presets": 1, "days": 1}'],
    ids=list("012345"),
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, text: str | None) -> None:
    folder = tmp_path / "calendar"
    shutil.copytree(paths.resources() / "calendar", folder)
    assert presets(folder) == presets()
    presets.cache_clear()
    days_off.cache_clear()
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        (presets if name == "presets.json" else days_off)(folder)
    assert trouble.value.fault is Fault.RESOURCE_DAMAGED
    assert str(trouble.value.data["path"]).endswith(name)
