"""Each figure of the reports agrees with a second count from the raw log, also after a new calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sopdesk.domain.calendar import DayOff
from sopdesk.domain.reports import (
    Compliance,
    DeskTime,
    Lengths,
    MonthFlow,
    Period,
    Returned,
    half,
    whole_year,
)
from sopdesk.services import history, report_figures, settings
from sopdesk.services.office import Office, open_office
from sopdesk.services.sample import fill
from sopdesk.services.verification import verify
from sopdesk.store.history import Asked
from tests.services.desk import CLERK, MONDAY, WIB, Clerk, copy_office
from tests.services.report_oracle import Life, Minutes, Stay, ended, lives, middle

NOW = datetime(2026, 7, 3, 1, 0, tzinfo=UTC)
PERIODS = (whole_year(2025), whole_year(2026), half(2026, 1), Period(date(2026, 2, 17), date(2026, 3, 24)))
SOPS = ("", "rfk")


@pytest.fixture(scope="module")
def worked(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year and a half of a small office, and after it what the sample never does; copied for each test."""
    folder = copy_office(template, tmp_path_factory.mktemp("laporan") / "data")
    office = open_office(folder, NOW)
    try:
        fill(office, years=2, scale=0.05, seed=4, now=NOW)
        _odd_lives(office)
    finally:
        office.close()
    return folder / "sopdesk.db"


def _odd_lives(office: Office) -> None:
    """Undone, taken back, outside, held over a weekend, returned twice, skipped, cancelled, entered late."""
    clerk = Clerk(office)
    clerk.start("renstra", "Renstra lama", period="2026-2030", from_step=12)
    clerk.one_step()
    clerk.at(10, 30, day=8)
    clerk.one_step()
    clerk.start("lakip", "LAKIP bolak-balik", period="2025")
    clerk.later(hours=3)
    clerk.hand_on()
    clerk.undo()
    clerk.hand_on(at=clerk.now - timedelta(minutes=40))  # logged late
    clerk.to_step(5)
    clerk.at(15, 0, day=10)  # a Friday
    clerk.hold("Listrik padam")
    clerk.at(9, 0, day=13)
    clerk.resume()
    clerk.give_back("Data belum lengkap")
    clerk.later(hours=2)
    clerk.hand_on()
    clerk.receive(at=clerk.now + timedelta(minutes=1), now=clerk.now + timedelta(minutes=1))
    clerk.later(minutes=30)
    clerk.give_back("Salah ketik", to_step=2)
    clerk.at(8, 0, day=15)
    clerk.hand_on()
    clerk.hold("Camat dinas luar")
    clerk.at(9, 0, day=16)
    clerk.resume()
    clerk.skip()
    clerk.start("rup", "RUP batal", period="2026")
    clerk.later(hours=1)
    clerk.hand_on()
    clerk.hold("Menunggu DPA")
    clerk.later(hours=2)
    clerk.cancel()
    clerk.start("rfk", "Salah mulai", period="2026-06")
    clerk.undo()
    clerk.start("rup", "RUP dikembalikan", period="2027")
    clerk.to_step(5)
    clerk.give_back("Lampiran kurang")


@pytest.fixture
def used(worked: Path, data_folder: Path) -> "Callable[[], Office]":
    """Opens an office of one's own with that work in it."""
    copy_office(worked, data_folder)

    def opened() -> Office:
        return open_office(data_folder, NOW)

    return opened


AFTER = MONDAY + timedelta(days=14)


def second_count(office: Office) -> tuple[list[Life], Minutes]:
    known = office.look()
    minutes = Minutes(known.calendar, date(2023, 1, 1), date(2027, 12, 31))
    return lives(office, dict(known.sops), minutes), minutes


def key_of(stay: Stay, by: tuple[str, ...]) -> tuple[str | int, ...]:
    return tuple(getattr(stay, name) for name in by)


def compliance(found: list[Life], period: Period, by: tuple[str, ...], sop: str) -> set[Compliance]:
    groups: dict[tuple[str | int, ...], list[Stay]] = {}
    for stay in ended(found, period.first, period.last, sop):
        if stay.timed and (by == report_figures.BY_STEP or stay.desk != "bappeda"):
            groups.setdefault(key_of(stay, by), []).append(stay)
    return {
        Compliance(
            key,
            len(stays),
            sum(stay.late for stay in stays),
            middle([stay.counted for stay in stays]),
            max(stay.counted for stay in stays),
        )
        for key, stays in groups.items()
    }


def returns(found: list[Life], period: Period, sop: str, minutes: Minutes, now: datetime) -> set[Returned]:
    groups: dict[tuple[str, int, int, str], list[Stay]] = {}
    for stay in ended(found, period.first, period.last, sop):
        if stay.left_by == "return":
            groups.setdefault((stay.sop, stay.revision, stay.step, stay.reason), []).append(stay)
    return {
        Returned(
            *key,
            often=len(stays),
            cost=sum(minutes.between(stay.until or now, stay.back_at or now) for stay in stays),
            out=sum(stay.back_at is None for stay in stays),
        )
        for key, stays in groups.items()
    }


def desk_times(found: list[Life], period: Period, sop: str, minutes: Minutes) -> set[DeskTime]:
    groups: dict[str, list[Stay]] = {}
    for stay in ended(found, period.first, period.last, sop):
        groups.setdefault(stay.desk, []).append(stay)
    made = set()
    for desk, stays in groups.items():
        holds: dict[str, int] = {}
        for stay in stays:
            # What is outside is outside, whatever it waited for there.
            for since, until, reason in stay.holds if desk != "bappeda" else []:
                assert until is not None
                holds[reason] = holds.get(reason, 0) + minutes.between(since, until)
        by_length = tuple(sorted(holds.items(), key=lambda each: (-each[1], each[0])))
        made.add(
            DeskTime(
                desk,
                len(stays),
                sum(stay.waiting for stay in stays),
                sum(stay.at_desk for stay in stays),
                sum(stay.held for stay in stays),
                sum(stay.outside for stay in stays),
                by_length,
            )
        )
    return made


def flow(found: list[Life], period: Period, sop: str) -> list[MonthFlow]:
    rows = []
    for year, month in period.months:

        def here(moment: datetime | None, year: int = year, month: int = month) -> bool:
            local = moment.astimezone(WIB).date() if moment else None
            return (
                local is not None
                and (local.year, local.month) == (year, month)
                and (period.first <= local <= period.last)
            )

        own = [life for life in found if not sop or life.sop == sop]
        rows.append(
            MonthFlow(
                year,
                month,
                sum(here(life.started) for life in own),
                sum(here(life.ended) and life.state == "finished" for life in own),
                sum(here(life.ended) and life.state == "cancelled" for life in own),
            )
        )
    return rows


def lengths(found: list[Life], period: Period, sop: str, minutes: Minutes) -> set[Lengths]:
    groups: dict[str, list[Life]] = {}
    for life in found:
        local = life.ended.astimezone(WIB).date() if life.ended else None
        inside = local is not None and period.first <= local <= period.last
        if life.state == "finished" and inside and (not sop or life.sop == sop):
            groups.setdefault(life.sop, []).append(life)
    made = set()
    for key, own in groups.items():
        took = [minutes.between(life.started, life.ended or life.started) for life in own]
        due = [life for life in own if life.deadline]
        in_time = sum(not late(life, minutes) for life in due)
        made.add(
            Lengths(
                key,
                len(own),
                sum(1 + life.returns for life in own),
                max(1 + life.returns for life in own),
                middle(took),
                max(took),
                len(due),
                in_time,
            )
        )
    return made


def late(life: Life, minutes: Minutes) -> bool:
    assert life.deadline is not None
    assert life.ended is not None
    whole = life.deadline.replace(second=0, microsecond=0)
    if minutes.worked(life.ended) <= minutes.worked(whole):
        return False
    # A deadline may lie within a minute, which the end, on a whole minute, is then past or not.
    next_minute = whole + timedelta(minutes=1)
    return whole == life.deadline or life.ended >= next_minute


def test_every_figure_is_that_of_a_second_count_from_the_raw_log(used: "Callable[[], Office]") -> None:
    office = used()
    try:
        found, minutes = second_count(office)
        told = 0
        for period in PERIODS:
            for sop in SOPS:
                for by in (
                    report_figures.BY_SOP,
                    report_figures.BY_STEP,
                    report_figures.BY_DESK,
                    report_figures.BY_MONTH,
                ):
                    ours = report_figures.compliance(office, period, by, sop)
                    assert set(ours) == compliance(found, period, by, sop), (period, sop, by)
                    told += len(ours)
                back = report_figures.returns(office, period, AFTER, sop)
                assert set(back) == returns(found, period, sop, minutes, AFTER)
                desks = report_figures.desk_times(office, period, sop)
                assert set(desks) == desk_times(found, period, sop, minutes)
                assert list(report_figures.flow(office, period, sop)) == flow(found, period, sop)
                done = report_figures.lengths(office, period, sop)
                assert set(done) == lengths(found, period, sop, minutes)
                told += len(back) + len(desks) + len(done)
        assert told > 200, "there was hardly anything to compare"
        whole = whole_year(2026)
        assert any(row.out for row in report_figures.returns(office, whole, AFTER))
        assert all(
            getattr(sum_, part)
            for part, sum_ in zip(
                ("waiting", "at_desk", "held", "outside"),
                (report_figures.desk_times(office, whole)[n] for n in (1, 0, 0, -1)),
                strict=True,
            )
        )
    finally:
        office.close()


def test_what_is_open_is_as_old_as_a_second_count_says(used: "Callable[[], Office]") -> None:
    office = used()
    try:
        found, minutes = second_count(office)
        open_ = [life for life in found if life.ended is None]
        ours = {row.id: row for row in report_figures.open_dossiers(office, AFTER)}
        assert set(ours) == {life.id for life in open_}
        for life in open_:
            row, last = ours[life.id], life.stays[-1]
            assert (row.age, row.here) == (
                minutes.between(life.started, AFTER),
                minutes.between(last.since, AFTER),
            )
            assert (row.step, row.desk, row.rounds) == (last.step, last.desk, 1 + life.returns)
        ages = [row.age for row in report_figures.open_dossiers(office, AFTER)]
        assert ages == sorted(ages, reverse=True)
        assert len(ages) > 3
    finally:
        office.close()


def test_the_visits_kept_entry_by_entry_are_those_of_a_fresh_count(used: "Callable[[], Office]") -> None:
    office = used()
    try:
        with office.store.read() as unit:
            kept = unit.history.every()
        with office.store.write() as unit:
            history.rebuild(unit, office.known(unit))
        with office.store.read() as unit:
            assert unit.history.every() == kept
        assert sum(map(len, kept.values())) > 800
        assert verify(office).problems == ()
    finally:
        office.close()


@pytest.mark.parametrize("at_once", [400, 0], ids=["at once", "before the next report"])
def test_a_day_off_in_the_past_counts_at_once(
    used: "Callable[[], Office]", monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(history, "_AT_ONCE", at_once)
    office = used()
    try:
        period = whole_year(2026)
        before = set(report_figures.compliance(office, period, report_figures.BY_STEP))
        calendar = office.look().calendar
        with_day = {**calendar.to_json()}
        off = [*calendar.off, DayOff(date(2026, 3, 4), "Hari lokal"), DayOff(date(2026, 7, 13), "Hari lokal")]
        with_day["off"] = [{"date": each.day.isoformat(), "name": each.name} for each in off]
        settings.save_calendar(office, with_day, by=CLERK, now=AFTER)
        assert history.is_stale(office) == (at_once == 0)
        found, minutes = second_count(office)
        for by in (report_figures.BY_STEP, report_figures.BY_DESK):
            assert set(report_figures.compliance(office, period, by)) == compliance(found, period, by, "")
        assert set(report_figures.desk_times(office, period)) == desk_times(found, period, "", minutes)
        assert set(report_figures.compliance(office, period, report_figures.BY_STEP)) != before
        assert not history.is_stale(office)
        assert verify(office).problems == ()
    finally:
        office.close()


def test_a_calendar_that_says_the_same_touches_nothing(
    used: "Callable[[], Office]", monkeypatch: pytest.MonkeyPatch
) -> None:
    office = used()
    try:
        calendar = office.look().calendar
        value = {**calendar.to_json()}
        free = calendar.off[0]
        value["off"] = [
            {
                "date": each.day.isoformat(),
                "name": f"{each.name} (diganti nama)" if each == free else each.name,
            }
            for each in calendar.off
        ]
        monkeypatch.setattr(history, "_AT_ONCE", -1)  # whatever is touched would be left for later
        settings.save_calendar(office, value, by=CLERK, now=AFTER)
        assert not history.is_stale(office)
    finally:
        office.close()


def test_another_zone_counts_the_months_anew(used: "Callable[[], Office]") -> None:
    from dataclasses import replace

    office = used()
    try:
        profile = office.look().profile
        settings.save_profile(office, replace(profile, zone="WIT"), by=CLERK, now=AFTER)
        assert history.is_stale(office)
        assert verify(office).problems == ()
        report_figures.compliance(office, whole_year(2026), report_figures.BY_MONTH)
        assert not history.is_stale(office)
        assert verify(office).problems == ()
    finally:
        office.close()


def test_a_changed_visit_is_told_by_verify(used: "Callable[[], Office]") -> None:
    office = used()
    try:
        with office.store.write() as unit:
            unit._connection.exec_driver_sql(
                "UPDATE visit SET late = NOT late WHERE dossier_id = 3 AND place = 0"
            )
        problems = verify(office).problems
        assert len(problems) == 1
        assert "kunjungan" in problems[0]
    finally:
        office.close()


def test_the_work_of_a_rebuild_can_be_stopped(used: "Callable[[], Office]") -> None:
    from sopdesk.services.printing import Cancelled

    office = used()
    try:
        with office.store.write() as unit:
            history.mark_stale(unit)
        with office.store.read() as unit:
            before = len(unit.history.every())
        with pytest.raises(Cancelled):
            history.ready(office, lambda _done, _whole: False)
        assert history.is_stale(office)
        with office.store.read() as unit:
            assert len(unit.history.every()) == before
    finally:
        office.close()


def test_a_period_outside_every_visit_tells_nothing(used: "Callable[[], Office]") -> None:
    office = used()
    try:
        empty = whole_year(2019)
        assert report_figures.compliance(office, empty, report_figures.BY_SOP) == ()
        assert report_figures.returns(office, empty, AFTER) == ()
        with office.store.read() as unit:
            since, until = report_figures.bounds_of(office.look(), empty)
            assert list(unit.history.behind(Asked(since, until), 10)) == []
    finally:
        office.close()


def test_a_mark_that_cannot_be_read_only_means_that_all_is_counted_anew(
    used: "Callable[[], Office]",
) -> None:
    office = used()
    try:
        with office.store.write() as unit:
            unit._connection.exec_driver_sql("DELETE FROM setting WHERE name = 'visits_stale'")
            unit._connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('visits_stale', '{')")
        assert history.is_stale(office)
        assert report_figures.compliance(office, whole_year(2026), report_figures.BY_SOP)
        assert not history.is_stale(office)
        assert verify(office).problems == ()
    finally:
        office.close()
