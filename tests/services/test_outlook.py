"""What a new dossier can reckon with, before it is started."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.services.dossiers import Start
from sopdesk.services.duty_rules import duty_settings, save_duties
from sopdesk.services.outlook import outlook
from tests.services.desk import WIB, Clerk, refused


def test_without_deadline_the_end_by_mutu_baku_is_told(clerk: Clerk) -> None:
    found = outlook(clerk.office, Start("lakip", ""), clerk.now)
    assert (found.first_step, found.deadline, found.latest_start) == (1, None, None)
    assert found.fits
    clerk.start()
    steps = clerk.sop.steps
    chain = clerk.case.known.worktime.chain(
        clerk.state.visits[0].since, [s.duration for s in steps if s.duration]
    )
    assert found.finish == chain[-1]


def test_latest_start_is_where_it_stops_fitting(clerk: Clerk) -> None:
    wish = Start("lakip", "", deadline=date(2026, 7, 31))
    found = outlook(clerk.office, wish, clerk.now)
    assert found.fits
    assert found.latest_start is not None
    assert outlook(clerk.office, wish, found.latest_start).fits
    assert not outlook(clerk.office, wish, found.latest_start + timedelta(minutes=10)).fits


def test_rfk_never_fits_into_the_first_days_of_a_month(clerk: Clerk) -> None:
    clerk.start("rfk", "RFK Januari", period="2026-01")
    found = outlook(clerk.office, Start("rfk", "", period="2026-07"), clerk.now)
    assert found.first_step == 2, "only the first of a year has the disposition"
    assert found.deadline == datetime(2026, 8, 3, 16, 0, tzinfo=WIB)
    assert found.in_month is False
    assert found.fits
    late = outlook(clerk.office, Start("rfk", "", period="2026-07"), datetime(2026, 8, 1, 8, tzinfo=WIB))
    assert not late.fits


def test_a_long_time_fits_into_its_month(clerk: Clerk) -> None:
    found = outlook(clerk.office, Start("rfk", "", period="2026-07", from_step=9), clerk.now)
    assert found.in_month is True


def test_a_limit_within_the_month_itself_leaves_all_of_it(clerk: Clerk) -> None:
    kept = duty_settings(clerk.office.look())
    (rfk,) = (duty for duty in kept.duties if duty.sop == "rfk")
    own = replace(kept, duties=(replace(rfk, day=25, after=0),))
    save_duties(clerk.office, own, by=clerk.by, now=clerk.now)
    found = outlook(clerk.office, Start("rfk", "", period="2026-07"), clerk.now)
    assert found.deadline == datetime(2026, 7, 24, 16, 30, tzinfo=WIB)
    assert found.in_month is True


def test_what_a_person_begins_as_a_duty_has_its_limit(clerk: Clerk) -> None:
    # LAKIP of 2026: 28 February 2027 is a Sunday.
    friday = datetime(2027, 2, 26, 16, 30, tzinfo=WIB)
    found = outlook(clerk.office, Start("lakip", "", period="2026", origin="duty"), clerk.now)
    assert found.deadline == friday
    clerk.start("lakip", period="2026", origin="duty")
    assert clerk.row.deadline == friday
    clerk.start("lakip", period="2026", origin="duty", deadline=date(2027, 1, 15))
    assert clerk.row.deadline == datetime(2027, 1, 15, 16, 30, tzinfo=WIB), "what was said goes before"
    for wish in ({"period": ""}, {"period": "2026-T1"}):
        clerk.start("lakip", origin="duty", **wish)
        assert clerk.row.deadline is None
    clerk.start("lakip", period="2026", origin="by_hand")
    assert clerk.row.deadline is None


@pytest.mark.parametrize(("nature", "days"), [("sangat_segera", 1), ("segera", 2), ("biasa", 7)])
def test_the_answer_is_due_by_its_nature(clerk: Clerk, nature: str, days: int) -> None:
    found = outlook(clerk.office, Start("balasan", "", nature=nature), clerk.now)
    assert found.deadline == clerk.now + timedelta(days=days)
    assert found.finish is None


def test_what_a_start_would_refuse_is_refused(clerk: Clerk) -> None:
    with refused(Rule.BAD_VALUE, field="period"):
        outlook(clerk.office, Start("lakip", "", period="26"), clerk.now)
    with refused(Rule.UNKNOWN_SOP):
        outlook(clerk.office, Start("lain", ""), clerk.now)
