"""Rules 9–12: times, what a dossier has, its code, and the RFK's first step of the year."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sopdesk.domain.codes import make_code, payload, read_scan
from sopdesk.domain.errors import Rule
from sopdesk.domain.events import Event
from sopdesk.domain.officials import Status
from sopdesk.domain.rules import logged_late
from sopdesk.domain.sop import Desk
from sopdesk.services.dossiers import Start
from sopdesk.services.handoffs import STANDIN_SIGNS
from sopdesk.services.office import PROFILE, Office, open_office, profile_value
from sopdesk.services.outlook import outlook
from sopdesk.services.panel import dossier_view, period_words
from sopdesk.services.queries import search
from sopdesk.services.settings import note
from tests.services.desk import CLERK, MONDAY, SOPS, WIB, Clerk, refused

MICROSECOND = timedelta(microseconds=1)


def set_profile(office: Office, **changes: Any) -> None:
    with office.store.write() as unit:
        known = office.known(unit)
        value = {**profile_value(known.profile), **changes}
        unit.office.put_setting(PROFILE, value)
        note(unit, PROFILE, {"value": value}, by=CLERK, now=unit.log.last_logged_at() or MONDAY)


TIMED = ["hand_on", "give_back", "skip", "hold", "cancel"]


@pytest.mark.parametrize("deed", TIMED)
def test_rule_09_two_minutes_ahead_of_the_clock_and_no_more(clerk: Clerk, deed: str) -> None:
    """At the limit it is taken, a microsecond later it is refused."""
    clerk.start("lakip", from_step=6 if deed == "give_back" else 2)
    limit = clerk.now + timedelta(minutes=2)
    with refused(Rule.TIME_IN_FUTURE, at=limit + MICROSECOND, now=clerk.now):
        getattr(clerk, deed)(at=limit + MICROSECOND)
    getattr(clerk, deed)(at=limit)
    assert clerk.state.last_at == limit


@pytest.mark.parametrize("deed", TIMED)
def test_rule_09_not_before_the_last_entry_that_counts(clerk: Clerk, deed: str) -> None:
    """The moment of the last entry itself is taken, a microsecond before it is refused."""
    clerk.start("lakip", from_step=6 if deed == "give_back" else 2)
    last = clerk.state.last_at
    with refused(Rule.TIME_BACKWARDS, at=last - MICROSECOND, last=last):
        getattr(clerk, deed)(at=last - MICROSECOND)
    getattr(clerk, deed)(at=last)
    assert clerk.state.last_at == last


def test_rule_09_both_limits_hold_for_a_start_and_for_numbers(clerk: Clerk) -> None:
    """A start cannot lie ahead; a number of a dossier keeps to the dossier's time on both sides."""
    with refused(Rule.TIME_IN_FUTURE):
        clerk.start("lakip", at=clerk.now + timedelta(minutes=2, seconds=1))
    clerk.start("lakip", from_step=12)
    with refused(Rule.TIME_BACKWARDS):
        clerk.number(at=clerk.state.last_at - MICROSECOND)
    with refused(Rule.TIME_IN_FUTURE):
        clerk.number(at=clerk.now + timedelta(minutes=2, seconds=1))
    assert clerk.number(at=clerk.state.last_at).number == 1


def test_rule_09_what_was_taken_back_no_longer_holds_time(clerk: Clerk) -> None:
    """After an undo the last effective entry counts again, not the one that was countered."""
    clerk.start("lakip")
    wrong = clerk.later(hours=2)
    clerk.hand_on(at=wrong)
    clerk.undo()
    right = wrong - timedelta(hours=1)
    clerk.hand_on(at=right)
    assert clerk.state.last_at == right


def test_rule_09_another_zone_is_the_same_moment(clerk: Clerk) -> None:
    """Times are compared as moments, however they are written."""
    clerk.start("lakip")
    with refused(Rule.TIME_BACKWARDS):
        clerk.hand_on(at=(clerk.state.last_at - MICROSECOND).astimezone(UTC))
    clerk.hand_on(at=clerk.state.last_at.astimezone(UTC))
    assert clerk.state.step == 2


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (15, False), (15.01, True), (300, True)])
def test_rule_09_logged_afterwards(clerk: Clerk, minutes: float, late: bool) -> None:
    """More than a quarter of an hour after it happened, the entry is marked *dicatat kemudian*."""
    clerk.start("lakip")
    at = clerk.now
    clerk.later(minutes=minutes)
    clerk.hand_on(at=at)
    newest = dossier_view(clerk.office, clerk.code, clerk.now).log[0]
    assert newest.kind == "hand_on"
    assert newest.late_entry is late
    assert logged_late(at, at + timedelta(minutes=minutes)) is late


def test_rule_09_a_pc_clock_behind_the_log_leaves_its_mark(clerk: Clerk) -> None:
    """An entry that is logged earlier than the one before it in the office says so for ever after."""

    def mark() -> object:
        with clerk.office.store.read() as unit:
            return list(unit.log.walk())[-1].body.get("clock_behind")

    clerk.start("lakip")
    first = clerk.code
    clerk.later(hours=5)
    clerk.start("rup")
    clerk.code = first
    deeds = (
        clerk.hand_on,
        lambda: clerk.number(dossier=None, at=None),
        lambda: clerk.void(1),
        lambda: clerk.start("lakip"),
        clerk.undo,
    )
    for deed in deeds:
        clerk.now -= timedelta(minutes=30)
        deed()
        assert mark() is True
    clerk.later(hours=9)
    clerk.start("rup")
    assert mark() is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x", "x"),
        ("  Laporan  ", "Laporan"),
        ("a" * 500, "a" * 500),
        (f"  {'a' * 500}\n", "a" * 500),
        ("a\x00b\tc", "a b c"),
    ],
)
def test_rule_10_titles_that_stand(clerk: Clerk, typed: str, kept: str) -> None:
    """1–500 characters after trimming."""
    clerk.start("lakip", typed)
    assert clerk.row.title == kept == clerk.state.title


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "a" * 501, None, 5])
def test_rule_10_titles_that_do_not(clerk: Clerk, typed: Any) -> None:
    """Nothing to see, or too long: refused, and no running number is used up."""
    with refused(Rule.BAD_TEXT, field="title", limit=500):
        clerk.start("lakip", typed)
    clerk.start("lakip", "Judul")
    assert clerk.row.running == 1


def test_rule_10_a_title_is_corrected_by_an_entry(clerk: Clerk) -> None:
    """Without moving the dossier's time; the old one stays in the log, and the search finds the new."""
    clerk.start("lakip", "Laporan 2O25")
    before = clerk.state.last_at
    clerk.later(hours=1)
    clerk.retitle(" Laporan 2025 ")
    assert clerk.row.title == "Laporan 2025"
    assert clerk.events[-1].text("was") == "Laporan 2O25"
    assert clerk.state.last_at == before
    assert [f.code for f in search(clerk.office, "laporan 2025")] == [clerk.code]
    assert search(clerk.office, "2O25") == []
    with refused(Rule.BAD_TEXT, field="title"):
        clerk.retitle(" ")


def test_rule_10_what_a_dossier_has(clerk: Clerk) -> None:
    """SOP and revision, title, period, owner, origin, deadline, addressees: all in the row and in the log."""
    clerk.start(
        "lakip",
        "LAKIP",
        period="2025",
        owner="Pelaksana Contoh",
        origin="disposition",
        origin_note="Disposisi Camat",
        deadline=date(2026, 7, 31),
        addressees=("Bupati", " ", "Inspektorat"),
    )
    row, first = clerk.row, clerk.events[0]
    assert (row.sop, row.revision, row.period, row.owner) == ("lakip", 1, "2025", "Pelaksana Contoh")
    assert row.origin == {"kind": "disposition", "note": "Disposisi Camat"}
    assert list(row.addressees) == ["Bupati", "Inspektorat"]
    # Until the end of that Friday's work.
    assert row.deadline is not None
    assert row.deadline == clerk.office.look().worktime.work_day(date(2026, 7, 31))[-1][1]
    assert row.deadline.astimezone(WIB).date() == date(2026, 7, 31)
    assert first.data["owner"] == "Pelaksana Contoh"
    assert first.data["addressees"] == ["Bupati", "Inspektorat"]
    assert first.data["deadline"] == row.deadline.astimezone(WIB).isoformat()


def test_rule_11_a_sheet_from_before_the_office_had_its_mark_opens_its_dossier(clerk: Clerk) -> None:
    """Its QR names no office, and its check character was reckoned without one."""
    set_profile(clerk.office, mark="")
    code = clerk.start("lakip").dossier
    set_profile(clerk.office, mark="KPB")
    assert [hit.code for hit in search(clerk.office, payload("", code))] == [code]
    with refused(Rule.OTHER_OFFICE, mark="XYZ"):
        search(clerk.office, payload("XYZ", code))


def test_rule_10_the_owner_is_the_clerk_unless_named(clerk: Clerk) -> None:
    """The Pelaksana who starts it."""
    clerk.start("lakip", owner="  ")
    assert clerk.row.owner == clerk.by


@pytest.mark.parametrize("period", ["", "2025", "2026-01", "2026-12", "2026-T1", "2026-t4", "2025-2029"])
def test_rule_10_periods(clerk: Clerk, period: str) -> None:
    """Year, month, quarter, the five years of a Renstra."""
    clerk.start("lakip", period=period)
    assert clerk.row.period == period.upper()


@pytest.mark.parametrize("period", ["2026", "2026-T1", "2025-2029"])
def test_rule_10_a_monthly_duty_has_its_deadline_from_a_month_alone(clerk: Clerk, period: str) -> None:
    """Any other period is kept, in words as elsewhere, and nothing falls due by it."""
    assert outlook(clerk.office, Start("rfk", "RFK", period=period), clerk.now).deadline is None
    clerk.start("rfk", period=period)
    assert clerk.row.deadline is None
    assert period_words(period) in {"2026", "triwulan 1 2026", "2025–2029"}


@pytest.mark.parametrize(
    "period",
    ["26", "2026-13", "2026-00", "2026-T5", "2029-2025", "0000-01", "9999-12", "٢٠٢٦", "2026\n", "x"],
)
def test_rule_10_no_periods(clerk: Clerk, period: str) -> None:
    """Refused with the field's name, not by a crash of the calendar."""
    if period == "2026\n":
        clerk.start("rfk", period=period)
        assert clerk.row.period == "2026"
        return
    with refused(Rule.BAD_VALUE, field="period"):
        clerk.start("rfk", period=period)


@pytest.mark.parametrize(
    "deadline",
    [date(9999, 12, 31), date(1, 1, 1), datetime(9999, 12, 31, tzinfo=WIB), datetime(1, 1, 1, tzinfo=UTC)],
)
def test_rule_10_a_deadline_beyond_the_calendar_is_refused(clerk: Clerk, deadline: Any) -> None:
    """A slip of the keyboard is no crash."""
    with refused(Rule.BAD_VALUE):
        clerk.start("lakip", deadline=deadline)


@pytest.mark.parametrize("no", [0, -1, 13, True, "3", 2.0])
def test_rule_10_part_way_start_needs_a_step_of_the_sop(clerk: Clerk, no: Any) -> None:
    """Only a whole number from 1 to the last step."""
    with refused(Rule.BAD_VALUE, field="from_step"):
        clerk.start("lakip", from_step=no)


STARTS = [
    (sop, no) for sop, last in zip(SOPS, (12, 12, 12, 16, 11, 14), strict=True) for no in range(1, last + 1)
]


@pytest.mark.parametrize(("sop", "no"), STARTS)
def test_rule_10_entered_under_way_at_any_step_it_can_be_finished(clerk: Clerk, sop: str, no: int) -> None:
    """Its earlier parafs and signature are taken as given, so that it comes to its end."""
    clerk.start(sop, from_step=no)
    assert clerk.state.began_at == no
    assert clerk.state.step == no
    clerk.to_end()
    assert clerk.row.life == "finished"


def test_rule_10_entered_under_way_what_is_assumed_and_what_not(clerk: Clerk) -> None:
    """In Renstra's step 14 the first letter is gone: its signature serves no second number."""
    clerk.start("renstra", from_step=14)
    with refused(Rule.NEEDS_SIGNATURE):
        clerk.number()
    clerk.start("renstra", from_step=12)
    assert clerk.state.signatures == {11}
    clerk.start("renstra", from_step=10)
    assert clerk.state.parafs == {9}
    assert not clerk.state.signatures


def test_rule_10_a_stand_in_who_signs_strategic_papers_is_warned_of(clerk: Clerk) -> None:
    """Renja by a Plt.: a warning that blocks nothing; LAKIP by the same: none."""
    clerk.appoint("Camat Pengganti", Desk.CAMAT, Status.PLT)
    clerk.start("renja", from_step=11)
    assert clerk.hand_on().warnings == (STANDIN_SIGNS,)
    assert clerk.state.step == 12
    clerk.start("lakip", from_step=11)
    assert clerk.hand_on().warnings == ()


def test_rule_11_code_is_year_running_number_and_check(clerk: Clerk) -> None:
    """The office's own number within the year in which the dossier began, by office time."""
    set_profile(clerk.office, mark="KPB")
    codes = []
    for moment in (
        datetime(2025, 12, 31, 16, 59, tzinfo=UTC),  # 23.59 of 31 December in WIB
        datetime(2025, 12, 31, 17, 0, tzinfo=UTC),  # midnight
        datetime(2026, 1, 5, 3, 0, tzinfo=UTC),
    ):
        clerk.start("lakip", at=moment)
        codes.append(clerk.code)
    assert [c[:9] for c in codes] == ["2025-0001", "2026-0001", "2026-0002"]
    assert [read_scan(c, "KPB").running for c in codes] == [1, 1, 2]


def test_rule_11_a_wrong_start_uses_no_number(clerk: Clerk) -> None:
    """What is refused is rolled back whole."""
    clerk.start("lakip")
    with refused(Rule.UNKNOWN_SOP):
        clerk.start("apbd")
    with refused(Rule.BAD_VALUE):
        clerk.start("lakip", from_step=99)
    clerk.start("lakip")
    assert clerk.row.running == 2


def test_rule_11_scans_of_our_own_and_of_others(clerk: Clerk) -> None:
    """The payload, the code, the code typed carelessly; another office's sheet is named; a slip is told."""
    set_profile(clerk.office, mark="KPB")
    clerk.start("lakip")
    code = clerk.code
    for typed in (
        code,
        code.lower(),
        f" {code.replace('-', ' ')} ",
        code.replace("-", ""),
        payload("KPB", code),
    ):
        clerk.code = typed
        assert clerk.row.code == code
        assert [f.code for f in search(clerk.office, typed)] == [code]
    clerk.code = payload("KAS", code)
    with refused(Rule.OTHER_OFFICE, mark="KAS"):
        clerk.hand_on()
    for wrong in (code[:-1] + ("A" if code[-1] != "A" else "B"), code.replace("0001", "0002")):
        clerk.code = wrong
        with refused(Rule.BAD_CODE, check=True):
            clerk.hand_on()
    for nothing in ("", "surat", "2026-0001", "SD:KPB:"):
        clerk.code = nothing
        with refused(Rule.BAD_CODE, check=False):
            clerk.hand_on()


def test_rule_11_a_code_from_before_the_mark_is_found(clerk: Clerk) -> None:
    """Setting the office's mark later makes no control sheet's printed code unreadable."""
    clerk.start("lakip")
    code = clerk.code
    set_profile(clerk.office, mark="KPB")
    for typed in (code, code.replace("-", " ").lower()):
        clerk.code = typed
        assert clerk.row.code == code
        assert [f.code for f in search(clerk.office, typed)] == [code]


def test_rule_11_unknown_dossiers(clerk: Clerk) -> None:
    """A number that was never given, by id or by a well-formed code."""
    clerk.code = str(make_code("", 2026, 77))
    with refused(Rule.UNKNOWN_DOSSIER):
        clerk.hand_on()
    clerk.code = 4242  # type: ignore[assignment]  # an id, as the screens have it
    with refused(Rule.UNKNOWN_DOSSIER):
        clerk.hand_on()


def months(clerk: Clerk) -> Iterator[tuple[str, int]]:
    for period in ("2026-01", "2026-02", "2026-12", "2027-01", "2027-02"):
        yield period, clerk.start("rfk", period=period).step


def test_rule_12_only_the_first_rfk_of_a_year_begins_with_the_disposition(clerk: Clerk) -> None:
    """January begins at step 1, the months after it at step 2, and the next January at 1 again."""
    assert dict(months(clerk)) == {"2026-01": 1, "2026-02": 2, "2026-12": 2, "2027-01": 1, "2027-02": 2}


def test_rule_12_a_cancelled_first_does_not_count(clerk: Clerk) -> None:
    """Then the next one is the year's first."""
    clerk.start("rfk", period="2026-01")
    clerk.cancel()
    assert clerk.start("rfk", period="2026-02").step == 1
    assert clerk.start("rfk", period="2026-03").step == 2


def test_rule_12_another_sop_does_not_count_and_a_choice_does(clerk: Clerk) -> None:
    """A LAKIP of the year leaves the RFK's first step; who chooses a step gets it."""
    clerk.start("lakip", period="2026")
    assert clerk.start("rfk", period="2026-01").step == 1
    assert clerk.start("rfk", period="2026-02", from_step=1).step == 1


@pytest.mark.parametrize(("day", "period"), [(1, "2026-06"), (3, "2026-06"), (4, "2026-07"), (31, "2026-07")])
def test_rule_12_a_month_is_assumed_from_the_day(clerk: Clerk, day: int, period: str) -> None:
    """Until the 3rd the report is that of the month before."""
    clerk.at(8, day=day)
    clerk.start("rfk")
    assert clerk.row.period == period


def test_rule_12_due_before_the_4th(clerk: Clerk) -> None:
    """The last working instant before the 4th of the next month: 4 August 2026 is a Tuesday."""
    clerk.start("rfk", period="2026-07")
    known = clerk.office.look()
    closing = known.worktime.work_day(date(2026, 8, 3))[-1][1]
    assert clerk.row.deadline == closing


def test_the_clock_of_the_tests_is_a_working_monday(office: Office) -> None:
    assert office.look().worktime.is_working(MONDAY)
    assert MONDAY.weekday() == 0


def test_rule_02_and_11_hold_across_processes(clerk: Clerk) -> None:
    """Another process that opens the same folder sees the same dossier and the next number."""
    clerk.start("lakip")
    again = open_office(clerk.office.folder, MONDAY)
    try:
        other = Clerk(again, now=clerk.now)
        other.start("rup")
        assert other.row.running == 2
        other.code = clerk.code
        assert [e.seq for e in other.events] == [e.seq for e in clerk.events]
        assert isinstance(other.events[0], Event)
    finally:
        again.close()
