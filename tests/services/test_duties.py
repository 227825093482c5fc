"""Recurring duties: their limits, what stands, and the dossiers that the program opens in time, one for each period."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sopdesk.domain import duties
from sopdesk.domain.calendar import DayOff
from sopdesk.domain.duties import Duty
from sopdesk.domain.errors import Fault, Rule, Trouble
from sopdesk.domain.profile import Profile
from sopdesk.domain.sop import PeriodKind
from sopdesk.services import settings
from sopdesk.services.calendars import with_off
from sopdesk.services.duties import (
    PROGRAM,
    DutyRow,
    Opened,
    Standing,
    duty_rows,
    open_due,
    open_one,
    opened_words,
)
from sopdesk.services.duty_rules import duty_of, duty_settings, save_duties, shipped_duties
from sopdesk.services.office import Office, bump, open_office
from sopdesk.services.verification import verify
from tests.services.desk import CLERK, WIB, Clerk, refused
from tests.services.pins import with_pins

BEGAN = datetime(2026, 1, 5, 8, 0, tzinfo=WIB)
NOVEMBER = datetime(2026, 11, 9, 8, 0, tzinfo=WIB)


def at(day: str, hour: str = "08:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}:00+07:00")


@pytest.fixture
def set_up(office: Office) -> Office:
    """An office that began on the first Monday of 2026."""
    return began(office, BEGAN)


@pytest.fixture
def november(office: Office) -> Office:
    """An office that began on 9 November 2026."""
    return began(office, NOVEMBER)


def began(office: Office, now: datetime) -> Office:
    profile = Profile(kabupaten="Contoh", kecamatan="Contoh", place="Contoh", unit_code="KC", mark="KC")
    settings.save_profile(office, profile, by=CLERK, now=now)
    return office


def alive(office: Office, now: datetime) -> None:
    """Somebody was at work: else the PC's clock would seem to have leapt ahead."""
    with office.store.write() as unit:
        settings.note(unit, "alive", {}, by=CLERK, now=now)


def row_of(office: Office, now: datetime, sop: str, period: str) -> DutyRow:
    return next(r for r in duty_rows(office, now) if (r.sop, r.period) == (sop, period))


class TestRules:
    """The limit of a period, and the periods of a limit."""

    # Norms 0.4: the last working day before the 4th, and the morning by which RFK must begin, without step 1.
    @pytest.mark.parametrize(
        ("due", "last", "latest", "first"),
        [
            ("2026-03", "2026-03-03", "2026-02-26", "2026-02-25"),
            ("2026-05", "2026-04-30", "2026-04-27", "2026-04-24"),
            ("2026-06", "2026-06-03", "2026-05-26", "2026-05-25"),
            ("2026-11", "2026-11-03", "2026-10-29", "2026-10-28"),
            ("2026-12", "2026-12-03", "2026-11-30", "2026-11-27"),
            ("2027-01", "2026-12-31", "2026-12-28", "2026-12-23"),
        ],
    )
    def test_rfk_by_the_norms(self, set_up: Office, due: str, last: str, latest: str, first: str) -> None:
        year, month = int(due[:4]), int(due[5:])
        period = f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"
        known = set_up.look()
        rule = duty_of(known, known.sop("rfk"))
        assert duties.deadline(known.worktime, rule, period).date() == date.fromisoformat(last)
        before = datetime.fromisoformat(f"{last}T08:00:00+07:00") - timedelta(days=20)
        assert row_of(set_up, before, "rfk", period).latest.date() == date.fromisoformat(first)
        Clerk(set_up, now=before).start("rfk", "RFK yang pertama", period=f"{period[:4]}-01")
        assert row_of(set_up, before, "rfk", period).latest.date() == date.fromisoformat(latest)

    def test_a_limit_that_moves_forward_follows_the_calendar(self, set_up: Office) -> None:
        clerk = Clerk(set_up, now=at("2026-04-20"))
        kept = duty_settings(set_up.look())
        (rfk,) = (duty for duty in kept.duties if duty.sop == "rfk")
        own = replace(kept, duties=(replace(rfk, forward=True),))
        save_duties(set_up, own, by=CLERK, now=clerk.now)
        clerk.code = open_one(set_up, "rfk", "2026-04", by=CLERK, now=clerk.now).dossier
        # 3 May 2026 is a Sunday; then the Monday after it becomes a day off, and ceases to be one.
        assert clerk.row.deadline == at("2026-05-04", "16:00")
        before = set_up.look().calendar
        monday = with_off(before, [DayOff(date(2026, 5, 4), "Hari jadi")])
        for calendar, due in ((monday, at("2026-05-05", "16:00")), (before, at("2026-05-04", "16:00"))):
            settings.save_calendar(set_up, calendar.to_json(), by=CLERK, now=clerk.now)
            assert clerk.row.deadline == due
            assert row_of(set_up, clerk.now, "rfk", "2026-04").deadline == due
        assert verify(set_up).problems == ()

    def test_only_the_first_month_of_a_year_to_come_has_the_disposition(self, set_up: Office) -> None:
        Clerk(set_up, now=at("2026-12-10")).start("rfk", "RFK yang lama", period="2026-01")
        # Due Wednesday 3 February and Wednesday 3 March 2027, 4 and 3 hari 3 jam 40 menit before.
        latest = {p: row_of(set_up, at("2026-12-11"), "rfk", p).latest for p in ("2027-01", "2027-02")}
        assert latest == {"2027-01": at("2027-01-28", "11:20"), "2027-02": at("2027-02-26", "11:20")}

    @pytest.mark.parametrize(
        ("sop", "period", "day"),
        [
            ("lakip", "2026", "2027-02-28"),
            ("lakip", "2027", "2028-02-29"),
            ("renja", "2027", "2026-07-14"),
            ("rup", "2027", "2027-01-29"),
            ("renstra", "2025-2029", "2025-08-31"),
            ("rfk", "2026-12", "2027-01-03"),
        ],
    )
    def test_shipped_limits(self, sop: str, period: str, day: str) -> None:
        rule = next(duty for duty in shipped_duties().duties if duty.sop == sop)
        limit = date.fromisoformat(day)
        assert duties.limit_day(rule, period) == limit
        assert duties.periods(rule, limit, limit) == [period]
        assert period not in duties.periods(rule, limit + timedelta(days=1), limit + timedelta(days=20))

    def test_a_day_off_moves_the_limit_back_or_forward(self, set_up: Office) -> None:
        worktime = set_up.look().worktime
        rule = Duty("rfk", PeriodKind.MONTH, 3)
        # 3 May 2026 is a Sunday, and the two days before it are days off.
        assert duties.deadline(worktime, rule, "2026-04") == at("2026-04-30", "16:00")
        assert duties.deadline(worktime, replace(rule, forward=True), "2026-04") == at("2026-05-04", "16:00")
        assert duties.deadline(worktime, replace(rule, forward=True), "2026-10") == at("2026-11-03", "16:00")

    def test_no_period_is_lost_between_two_days(self) -> None:
        for rule in shipped_duties().duties:
            whole = duties.periods(rule, date(2025, 1, 1), date(2035, 12, 31))
            halves = [
                *duties.periods(rule, date(2025, 1, 1), date(2030, 6, 17)),
                *duties.periods(rule, date(2030, 6, 18), date(2035, 12, 31)),
            ]
            assert whole == halves
            assert len(set(whole)) == len(whole) > 1

    @pytest.mark.parametrize(
        ("rule", "day", "period"),
        [
            ({}, "2026-11-03", "2026-10"),
            ({}, "2026-11-04", "2026-11"),
            ({}, "2027-01-01", "2026-12"),
            ({"day": 10}, "2026-11-10", "2026-10"),
            ({"day": 10}, "2026-11-11", "2026-11"),
            ({"day": 25, "after": 0}, "2026-11-25", "2026-11"),
            ({"day": 25, "after": 0}, "2026-11-26", "2026-12"),
            ({"day": 31, "after": 0}, "2027-02-28", "2027-02"),
            ({"day": 5, "after": 2}, "2026-11-06", "2026-10"),
        ],
    )
    def test_the_month_that_a_day_is_about(self, rule: dict[str, int], day: str, period: str) -> None:
        duty = replace(Duty("rfk", PeriodKind.MONTH, 3), **rule)  # type: ignore[arg-type] # numbers all of them
        assert duties.month_about(duty, date.fromisoformat(day)) == period


class TestOpening:
    """In time, once, and nothing that the office does not want."""

    def test_opens_two_working_days_before_the_latest_start(self, november: Office) -> None:
        row = row_of(november, at("2026-11-20"), "rfk", "2026-11")
        # With step 1, the year's first: latest on Friday the 27th.
        assert (row.latest.date(), row.opens) == (date(2026, 11, 27), at("2026-11-25", "07:30"))
        assert open_due(november, now=at("2026-11-25", "07:29")) == ()
        (opened,) = open_due(november, now=at("2026-11-25", "07:30"), clerk=CLERK)
        assert (opened.row.sop, opened.row.period) == ("rfk", "2026-11")
        clerk = Clerk(november, code=opened.answer.dossier)
        assert clerk.row.deadline == at("2026-12-03", "16:00")
        assert clerk.row.origin == {"kind": "duty", "note": "dibuka oleh program"}
        assert (clerk.row.owner, clerk.events[0].by) == (CLERK, PROGRAM)
        assert clerk.row.title == "Laporan RFK dan TEPPA bulan November 2026"
        assert opened.answer.dossier in opened_words((opened,))
        assert open_due(november, now=at("2026-11-25", "07:31")) == ()
        assert verify(november).ok

    def test_from_the_second_month_on_without_step_1(self, set_up: Office) -> None:
        found = {}
        for day in ("2026-01-28", "2026-02-25", "2026-03-30"):
            for opened in open_due(set_up, now=at(day)):
                if opened.row.sop == "rfk":
                    found[opened.row.period] = opened.answer.step
        assert found == {"2026-01": 1, "2026-02": 2, "2026-03": 2}

    def test_a_year_of_an_office_opens_each_duty_once(self, set_up: Office) -> None:
        """Day by day; the clock of the office is never left longer than the night."""
        clerk = Clerk(set_up)
        seen: list[tuple[str, str]] = []
        day = BEGAN
        while day < at("2027-03-05"):
            for opened in open_due(set_up, now=day):
                assert opened.row.opens <= day <= opened.row.latest
                seen.append((opened.row.sop, opened.row.period))
                clerk.code, clerk.now = opened.answer.dossier, day
                clerk.cancel()
            day += timedelta(days=1)
            alive(set_up, day)
        assert sorted(seen) == sorted(
            [
                *(("rfk", f"2026-{month:02d}") for month in range(1, 13)),
                ("rfk", "2027-01"),
                ("rfk", "2027-02"),
                ("lakip", "2025"),
                ("lakip", "2026"),
                ("renja", "2027"),
                ("rup", "2026"),
                ("rup", "2027"),
            ]
        )

    def test_nothing_from_before_the_office_began(self, office: Office) -> None:
        now = at("2026-12-04")
        began(office, now)
        periods = {(row.sop, row.period) for row in duty_rows(office, now)}
        assert ("rfk", "2026-11") not in periods, "its limit was the day before"
        assert ("rfk", "2026-12") in periods
        assert open_due(office, now=now) == ()

    def test_an_office_that_is_not_set_up_gets_none(self, office: Office) -> None:
        assert open_due(office, now=at("2026-11-25")) == ()
        with office.store.read() as unit:
            assert unit.dossiers.counts() == {}

    def test_started_by_hand_is_started(self, november: Office) -> None:
        Clerk(november, now=at("2026-11-20")).start("rfk", "RFK November", period="2026-11")
        assert row_of(november, at("2026-11-25"), "rfk", "2026-11").standing is Standing.RUNNING
        assert open_due(november, now=at("2026-11-25")) == ()

    def test_without_a_period_it_may_be_the_one(self, set_up: Office) -> None:
        Clerk(set_up, now=at("2027-02-01")).start("lakip", "LAKIP")
        row = row_of(set_up, at("2027-02-15"), "lakip", "2026")
        assert row.standing is Standing.UNCLEAR
        assert "lakip" not in {each.row.sop for each in open_due(set_up, now=at("2027-02-15"))}

    def test_what_was_cancelled_is_not_opened_again_but_may_be_by_hand(self, november: Office) -> None:
        now = at("2026-11-25")
        (opened,) = open_due(november, now=now)
        clerk = Clerk(november, now=now, code=opened.answer.dossier)
        clerk.cancel()
        assert open_due(november, now=at("2026-11-26")) == ()
        answer = open_one(november, "rfk", "2026-11", by=CLERK, now=at("2026-11-26"))
        with refused(Rule.DUTY_STARTED, dossier=answer.dossier):
            open_one(november, "rfk", "2026-11", by=CLERK, now=at("2026-11-26"))

    @pytest.mark.parametrize("period", ["2026", "2026-13", "", "2026-1", "x", "2026-011"])
    def test_a_period_of_another_kind_is_refused(self, set_up: Office, period: str) -> None:
        with refused(Rule.BAD_VALUE, field="period"):
            open_one(set_up, "rfk", period, by=CLERK, now=at("2026-11-26"))

    def test_a_round_that_does_not_begin_there_is_refused(self, set_up: Office) -> None:
        with refused(Rule.BAD_VALUE, field="period"):
            open_one(set_up, "renstra", "2026-2030", by=CLERK, now=at("2026-11-26"))

    def test_two_windows_at_once_open_one(self, november: Office) -> None:
        """Two programs of their own on one data folder, at the same moment."""
        others = [open_office(november.folder, at("2026-11-25")) for _ in range(4)]
        try:
            with ThreadPoolExecutor(4) as pool:
                found = list(pool.map(_open_at_once, others))
        finally:
            for other in others:
                other.close()
        assert sum(len(each) for each in found) == 1
        assert [r.period for r in duty_rows(november, at("2026-11-25")) if r.dossier_id] == ["2026-11"]

    @pytest.mark.parametrize(("now", "why"), [("2026-11-20", "behind"), ("2027-11-25", "ahead")])
    def test_a_clock_that_may_be_wrong_opens_nothing(self, set_up: Office, now: str, why: str) -> None:
        alive(set_up, at("2026-11-24") if why == "behind" else BEGAN)
        wrong = at(now)
        if why == "behind":
            save_duties(
                set_up, replace(duty_settings(set_up.look()), ahead=9), by=CLERK, now=at("2026-11-24")
            )
        assert any(row.standing is Standing.DUE for row in duty_rows(set_up, wrong))
        assert open_due(set_up, now=wrong) == ()

    def test_with_pins_the_program_opens_and_strangers_do_not(self, november: Office) -> None:
        with_pins(november, NOVEMBER)
        assert len(open_due(november, now=at("2026-11-25"))) == 1
        with refused(Rule.NOT_ALLOWED):
            open_one(november, "lakip", "2026", by="Orang Lain", now=at("2026-11-25"))


def _open_at_once(office: Office) -> tuple[Opened, ...]:
    return open_due(office, now=at("2026-11-25"))


class TestSettings:
    """What the office sets of its duties."""

    def test_a_changed_rule_moves_what_comes(self, set_up: Office) -> None:
        found = duty_settings(set_up.look())
        rules = tuple(replace(d, day=10, owner="Budi") if d.sop == "rfk" else d for d in found.duties)
        save_duties(set_up, replace(found, ahead=0, duties=rules), by=CLERK, now=BEGAN)
        row = row_of(set_up, at("2026-11-20"), "rfk", "2026-11")
        assert (row.deadline, row.opens.date()) == (at("2026-12-10", "16:00"), row.latest.date())
        by_hand = Clerk(set_up, now=at("2026-11-20"))
        by_hand.start("rfk", "RFK Oktober", period="2026-10")
        assert by_hand.row.deadline == at("2026-11-10", "16:00"), "also one that is started by hand"
        early = Clerk(set_up, now=at("2026-11-09"))
        early.start("rfk", "RFK tanpa bulan")
        assert early.row.period == "2026-10", "its limit has not passed yet"
        answer = open_one(set_up, "rfk", "2026-11", by=CLERK, now=at("2026-11-20"))
        by_hand.code = answer.dossier
        assert (by_hand.row.owner, by_hand.row.deadline) == ("Budi", at("2026-12-10", "16:00"))
        with set_up.store.read() as unit:
            assert [e.kind for e in unit.log.walk()].count("duties") == 1
        assert verify(set_up).problems == ()

    def test_off_is_off(self, november: Office) -> None:
        found = duty_settings(november.look())
        rules = tuple(replace(duty, on=duty.sop != "rfk") for duty in found.duties)
        save_duties(november, replace(found, duties=rules), by=CLERK, now=NOVEMBER)
        assert "rfk" not in {row.sop for row in duty_rows(november, at("2026-11-25"))}
        assert open_due(november, now=at("2026-11-25")) == ()
        save_duties(november, replace(found, opens=False), by=CLERK, now=BEGAN)
        assert row_of(november, at("2026-11-25"), "rfk", "2026-11").standing is Standing.DUE
        assert open_due(november, now=at("2026-11-25")) == ()

    @pytest.mark.parametrize(
        ("field", "change"),
        [
            ("duty_day", {"day": 0}),
            ("duty_day", {"day": 32}),
            ("duty_after", {"after": 13}),
            ("duty", {"every": PeriodKind.YEAR, "month": 2}),
        ],
    )
    def test_a_rule_that_makes_no_sense_is_refused(
        self, set_up: Office, field: str, change: dict[str, int]
    ) -> None:
        found = duty_settings(set_up.look())
        rules = tuple(replace(d, **change) if d.sop == "rfk" else d for d in found.duties)  # type: ignore[arg-type]
        with refused(Rule.BAD_VALUE, field=field):
            save_duties(set_up, replace(found, duties=rules), by=CLERK, now=BEGAN)
        with refused(Rule.BAD_VALUE, field="ahead"):
            save_duties(set_up, replace(found, ahead=31), by=CLERK, now=BEGAN)

    def test_a_damaged_row_is_told(self, set_up: Office) -> None:
        with set_up.store.write() as unit:
            unit.office.put_setting("duties", {"ahead": "dua"})
            bump(unit)
        with pytest.raises(Trouble) as found:
            duty_settings(set_up.look())
        assert found.value.fault is Fault.DATABASE_DAMAGED

    def test_a_broken_file_of_the_program_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "duties.json").write_text(json.dumps({"ahead": 2}), encoding="utf-8")
        with pytest.raises(Trouble) as found:
            shipped_duties(tmp_path)
        assert found.value.fault is Fault.RESOURCE_DAMAGED
