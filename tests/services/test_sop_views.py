"""The SOP tab's records: sums of standard times, who signs, what runs, and when a monthly duty must begin."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Rule
from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk
from sopdesk.services.office import Office
from sopdesk.services.sop_times import Sum, sop_times, sum_of
from sopdesk.services.sop_views import (
    DutyMonth,
    duty_months,
    duty_words,
    finish_words,
    late_and_warning,
    median_words,
    notes_by_step,
    signer_lines,
    sop_now,
    steps_of,
)
from tests.services.desk import MONDAY, SOPS, WIB, Clerk, refused

# The sums that the norms give for the source's own times; two weeks of Renstra are ten working days.
TOTALS = {
    "renja": "9 hari 3 jam 15 menit",
    "lakip": "10 hari 3 jam",
    "rfk": "4 hari 3 jam 40 menit",
    "renstra": "25–26 hari 2 jam 25 menit",
    "rup": "3 hari 6 jam 35 menit",
    "balasan": "",
}


@pytest.mark.parametrize("key", SOPS)
def test_standard_times_add_up_as_the_norms_say(office: Office, key: str) -> None:
    known = office.look()
    times = sop_times(known.sop(key), known.calendar.week)
    assert times.total == TOTALS[key]
    assert times.outside == ("30 hari" if key == "renstra" else "")
    assert times.week_days == (5 if key == "renstra" else 0)


@pytest.mark.parametrize("key", [key for key in SOPS if TOTALS[key]])
def test_steps_follow_one_another_on_the_axis_to_its_end(office: Office, key: str) -> None:
    known = office.look()
    times = sop_times(known.sop(key), known.calendar.week)
    inside = [time for time in times.steps.values() if not time.outside]
    assert inside[0].start == 0
    assert inside[-1].high == pytest.approx(1)
    assert inside[-1].so_far == TOTALS[key]
    for before, after in pairwise(inside):
        assert before.high == pytest.approx(after.start)
        assert after.start < after.low <= after.high


def test_time_outside_the_office_takes_none_of_the_axis(office: Office) -> None:
    known = office.look()
    steps = sop_times(known.sop("renstra"), known.calendar.week).steps
    assert steps[13].outside
    assert steps[13].start == steps[13].low == steps[13].high == steps[12].high
    assert steps[13].so_far == steps[12].so_far


def test_range_ends_surely_before_it_ends_at_most(office: Office) -> None:
    known = office.look()
    ranged = sop_times(known.sop("renstra"), known.calendar.week).steps[14]
    assert (ranged.low - ranged.start) / (ranged.high - ranged.start) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("90 menit", "1 jam 30 menit"),
        ("1-2 jam", "60–120 menit"),
        ("1,5 hari 30 menit", "1,5 hari 30 menit"),
        ("2 minggu", "12 hari"),
        ("500 minggu 3000 hari", "6000 hari"),
    ],
)
def test_sums_keep_their_own_units(text: str, words: str) -> None:
    assert sum_of(Duration.parse(text), 6).words == words


def test_sum_of_nothing_says_nothing() -> None:
    assert not Sum()
    assert Sum().words == ""
    assert Sum(minutes_low=Fraction(30), minutes_high=Fraction(30)).length(Fraction(60)) == Fraction(1, 2)


def test_dossier_begun_now_ends_by_the_steps_one_after_the_other(office: Office) -> None:
    known = office.look()
    # Monday 6 July 2026, 8.00: four days on is Friday 8.00, then 3 h 40 min; Friday's break begins at 11.00.
    said = finish_words(known, known.sop("rfk"), MONDAY)
    end = known.worktime.chain(MONDAY, [s.duration for s in known.sop("rfk").steps if s.duration])[-1]
    assert said == (
        f"Bila dimulai sekarang, menurut mutu baku selesai Jumat, 10 Juli 2026 pukul {end.astimezone(WIB):%H.%M}."
    )
    assert finish_words(known, known.sop("balasan"), MONDAY) == ""
    assert "termasuk waktu di luar kantor" in finish_words(known, known.sop("renstra"), MONDAY)


def test_year_without_days_off_is_told(office: Office) -> None:
    known = office.look()
    said = finish_words(known, known.sop("renja"), datetime(2031, 3, 3, 8, tzinfo=WIB))
    assert said.endswith("Hari libur tahun 2031 belum diisi.")


# Norms 0, remark 4: due on; working days on 1–3; latest start without and with step 1.
NORMS = {
    "2026-02": ("2026-03-03", 2, "2026-02-26", "2026-02-25"),
    "2026-04": ("2026-04-30", 0, "2026-04-27", "2026-04-24"),
    "2026-05": ("2026-06-03", 2, "2026-05-26", "2026-05-25"),
    "2026-10": ("2026-11-03", 2, "2026-10-29", "2026-10-28"),
    "2026-11": ("2026-12-03", 3, "2026-11-30", "2026-11-27"),
    "2026-12": ("2026-12-31", 0, "2026-12-28", "2026-12-23"),
    "2027-05": ("2027-06-03", 2, "2027-05-28", "2027-05-27"),
    "2027-09": ("2027-10-01", 1, "2027-09-28", "2027-09-27"),
}


@pytest.fixture
def months(office: Office) -> dict[str, DutyMonth]:
    found = duty_months(office, "rfk", datetime(2026, 2, 10, 8, tzinfo=WIB), 24)
    return {month.period: month for month in found}


@pytest.mark.parametrize("period", NORMS)
def test_latest_start_is_that_of_the_norms(months: dict[str, DutyMonth], period: str) -> None:
    month = months[period]
    said = (f"{month.due:%F}", month.days, f"{month.start:%F}", f"{month.first_start:%F}")
    assert said == NORMS[period]


def test_monthly_report_never_fits_between_the_first_and_the_third(
    office: Office, months: dict[str, DutyMonth]
) -> None:
    assert not any(month.fits for month in months.values())
    known = office.look()
    said = duty_words(known, known.sop("rfk"), tuple(months.values()))
    assert said.startswith("Waktu baku 3 hari 3 jam 40 menit tidak pernah muat antara tanggal 1 dan 3")


def test_month_in_which_it_fits_is_named(office: Office, months: dict[str, DutyMonth]) -> None:
    known = office.look()
    good = replace(months["2026-11"], fits=True)
    said = duty_words(known, known.sop("rfk"), (months["2026-10"], good))
    assert (
        said
        == "Waktu baku 3 hari 3 jam 40 menit muat antara tanggal 1 dan 3 hanya untuk laporan November 2026."
    )


def test_month_before_is_still_listed_until_its_limit(office: Office) -> None:
    at_limit = duty_months(office, "rfk", datetime(2026, 7, 3, 16, 0, tzinfo=WIB), 1)
    after = duty_months(office, "rfk", datetime(2026, 7, 4, 8, 0, tzinfo=WIB), 1)
    assert [month.period for month in at_limit + after] == ["2026-06", "2026-07"]
    january = duty_months(office, "rfk", datetime(2026, 1, 2, 8, 0, tzinfo=WIB), 2)
    assert [month.words for month in january] == ["Desember 2025", "Januari 2026"]


def test_month_whose_dossier_was_started_is_marked(office: Office, clerk: Clerk) -> None:
    clerk.start("rfk", "RFK Juni", period="2026-06")
    clerk.start("rfk", "RFK Agustus", period="2026-08")
    clerk.cancel()
    clerk.start("lakip", "LAKIP", period="2026")
    ahead = {m.period: m.started for m in duty_months(office, "rfk", clerk.now, 4)}
    assert ahead == {"2026-07": False, "2026-08": False, "2026-09": False, "2026-10": False}
    assert [m.started for m in duty_months(office, "rfk", datetime(2026, 7, 2, 8, tzinfo=WIB), 1)] == [True]


@pytest.mark.parametrize("key", ["renja", "balasan"])
def test_sop_that_is_no_monthly_duty_has_no_months(office: Office, key: str) -> None:
    assert duty_months(office, key, MONDAY) == ()
    assert duty_words(office.look(), office.look().sop(key), ()) == ""


def test_running_dossiers_are_those_of_the_sop_late_first(office: Office, clerk: Clerk) -> None:
    clerk.start("rfk", "Baru")
    clerk.start("lakip", "Lain")
    clerk.start("rfk", "Selesai")
    clerk.to_end()
    clerk.start("rfk", "Batal")
    clerk.cancel()
    late = Clerk(office, now=clerk.now)
    late.start("rfk", "Terlambat", from_step=8)
    shown = sop_now(office, "rfk", late.later(hours=2))
    assert [card.title for card in shown.cards] == ["Terlambat", "Baru"]
    assert (shown.year, shown.finished) == (2026, 1)
    assert late_and_warning(office.look(), shown.cards, late.now) == (1, 0)


def test_figures_of_a_year_without_finished_dossiers_are_empty(office: Office, clerk: Clerk) -> None:
    clerk.start("rfk", "Tahun lalu")
    clerk.to_end()
    shown = sop_now(office, "rfk", datetime(2027, 1, 4, 8, tzinfo=WIB))
    assert (shown.year, shown.finished, shown.median) == (2027, 0, "")


def test_unknown_sop_is_refused(office: Office) -> None:
    with refused(Rule.UNKNOWN_SOP):
        sop_now(office, "tidak-ada", MONDAY)
    with refused(Rule.UNKNOWN_SOP):
        duty_months(office, "tidak-ada", MONDAY)


def test_median_is_the_middle_one_in_working_time(office: Office) -> None:
    known = office.look()
    spans = [(MONDAY, MONDAY + timedelta(days=days)) for days in (1, 2, 4)]
    assert median_words(known, spans) == "2 hari"
    # From Monday to the Wednesday of the week after lie seven working days, not nine.
    assert median_words(known, [(MONDAY, MONDAY + timedelta(days=9))]) == "7 hari"
    assert median_words(known, []) == ""


def test_office_title_of_the_source_stands_before_the_office_own_camat(office: Office, clerk: Clerk) -> None:
    known = office.look()
    assert signer_lines(known, known.sop("renja"), MONDAY) == ("Camat Pangkalan Banteng Kab. Ktw. Barat",)
    assert signer_lines(known, known.sop("rfk"), MONDAY) == ()
    clerk.appoint("Nama Camat", Desk.CAMAT, Status.PLT)
    known = office.look()
    assert signer_lines(known, known.sop("rfk"), MONDAY) == ("Plt. Camat", "Nama Camat")
    assert signer_lines(known, known.sop("renja"), MONDAY)[1:] == ("Nama Camat",)


@pytest.mark.parametrize(
    ("place", "steps"),
    [
        ("langkah 12", {12}),
        ("langkah 4–6, 9", {4, 5, 6, 9}),
        ("lembar kerja 7; langkah 7; daftar pelayanan 6", {7}),
        ("lembar kerja 5–7", set()),
        ("langkah", set()),
        ("identitas", set()),
    ],
)
def test_steps_are_read_from_a_note_s_place(place: str, steps: set[int]) -> None:
    assert steps_of(place) == steps


@pytest.mark.parametrize("key", SOPS)
def test_every_note_of_a_step_is_found_at_that_step(office: Office, key: str) -> None:
    sop = office.look().sop(key)
    found = notes_by_step(sop)
    assert set(found) <= {step.no for step in sop.steps}
    for note in sop.notes:
        named = [no for no, notes in found.items() if note in notes]
        assert bool(named) == ("langkah " in note.place), note
