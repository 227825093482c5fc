"""Advice from the log, the monitoring form, and the words of figures."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.reports import Period, ReportKind, half, middle, month, share_words, whole_year
from sopdesk.services import report_advice, report_monitoring
from sopdesk.services.office import Office
from sopdesk.services.report_behind import behind
from sopdesk.services.report_words import Words
from sopdesk.services.reports import report
from tests.services.desk import CLERK, Clerk, refused

YEAR = whole_year(2026)
MINUTE = 60_000_000
DAY = 450 * MINUTE


def _through(clerk: Clerk, count: int, *, minutes: int) -> None:
    """So many RFK, each of whose step 5 (1 jam) takes so long and the rest a minute."""
    clerk.now = clerk.now.replace(hour=8, minute=0)
    for n in range(count):
        clerk.start("rfk", f"RFK {n}", period=f"2026-{n % 12 + 1:02d}", from_step=5)
        clerk.later(minutes=minutes)
        clerk.hand_on()
        clerk.now = (clerk.now + timedelta(days=1)).replace(hour=8, minute=0)
        while clerk.now.weekday() > 4:
            clerk.later(days=1)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=40), st.integers(1, 100))
def test_a_quantile_is_the_smallest_that_is_enough(values: list[int], percent: int) -> None:
    found = report_advice.quantile(sorted(values), percent)
    enough = [v for v in values if 100 * sum(w <= v for w in values) >= percent * len(values)]
    assert found == min(enough)


@given(st.integers(1, 40 * DAY))
def test_a_proposed_time_is_round_and_enough(amount: int) -> None:
    made = report_advice.proposed(amount, DAY)
    (part, *more) = made.parts
    length = sum(
        int(p.high) * {"menit": MINUTE, "jam": 60 * MINUTE, "hari": DAY}[p.unit.value] for p in made.parts
    )
    assert length >= amount
    assert length <= max(2 * amount, amount + DAY)
    if part.unit.value == "hari":
        assert not more
    elif length >= 60 * MINUTE:
        assert length % (30 * MINUTE) == 0
    else:
        assert length % (5 * MINUTE) == 0


@pytest.mark.parametrize("values", [[3], [1, 2], [1, 2, 4], [5, 1, 9, 3]])
def test_the_middle(values: list[int]) -> None:
    import statistics

    assert middle(sorted(values)) == int(statistics.median(values))


def test_a_time_that_is_never_kept_gets_a_better_one(office: Office) -> None:
    clerk = Clerk(office)
    _through(clerk, 4, minutes=100)
    assert report_advice.advice(office, YEAR) == ()  # too few to say so
    _through(clerk, 1, minutes=110)
    (found,) = report_advice.advice(office, YEAR)
    assert (found.sop, found.step, found.runs, found.kept, found.seldom) == ("rfk", 5, 5, 0, True)
    assert str(found.proposed) == "2 jam"
    assert found.cases[0] == clerk.code  # the longest
    assert len(found.cases) == 3
    told = report(office, ReportKind.ADVICE, YEAR, clerk.now)
    assert told.rows[0].cells[3:5] == ("0 dari 5 tercapai (0 %)", "2 jam")
    assert report_advice.advice(office, YEAR, "lakip") == ()


def test_a_time_that_is_always_kept_and_far_too_long_gets_a_shorter_one(office: Office) -> None:
    clerk = Clerk(office)
    _through(clerk, 9, minutes=12)
    assert report_advice.advice(office, YEAR) == ()
    _through(clerk, 1, minutes=12)
    (found,) = report_advice.advice(office, YEAR)
    assert (found.step, found.runs, found.kept, found.seldom) == (5, 10, 10, False)
    assert str(found.proposed) == "15 menit"
    _through(clerk, 1, minutes=90)
    assert report_advice.advice(office, YEAR) == ()  # not always any more


def test_the_form_judges_by_its_thresholds(office: Office) -> None:
    clerk = Clerk(office)
    _through(clerk, 4, minutes=30)
    _through(clerk, 1, minutes=100)
    lines, others = report_monitoring.monitoring_lines(office, YEAR, clerk.now, "rfk")
    assert others == 0
    assert len(lines) == 12
    assert lines[4].verdict == report_monitoring.GOOD  # 80 %, to the point
    assert lines[4].note.startswith(
        "5 kasus, 4 dalam mutu baku (80 %); median 31 menit, terlama 1 jam 41 menit"
    )
    assert (lines[0].verdict, lines[0].note) == ("", "Tidak ada kasus.")
    report_monitoring.save_thresholds(office, report_monitoring.Thresholds(81, 5), by=CLERK, now=clerk.now)
    assert (
        report_monitoring.monitoring_lines(office, YEAR, clerk.now, "rfk")[0][4].verdict
        == "Tidak berjalan baik"
    )
    report_monitoring.save_thresholds(office, report_monitoring.Thresholds(81, 6), by=CLERK, now=clerk.now)
    line = report_monitoring.monitoring_lines(office, YEAR, clerk.now, "rfk")[0][4]
    assert (line.verdict, "belum cukup" in line.note) == ("", True)
    for wrong in (report_monitoring.Thresholds(0, 5), report_monitoring.Thresholds(80, 1001)):
        with refused(Rule.BAD_VALUE):
            report_monitoring.save_thresholds(office, wrong, by=CLERK, now=clerk.now)
    with refused(Rule.UNKNOWN_SOP):
        report(office, ReportKind.MONITORING, YEAR, clerk.now)
    untimed, _ = report_monitoring.monitoring_lines(office, YEAR, clerk.now, "balasan")
    assert {each.note for each in untimed} == {"Tanpa mutu baku."}


def test_amounts_in_words(office: Office) -> None:
    words = Words(office.look())
    assert words.day == DAY
    assert words.time(200 * MINUTE) == "3 jam 20 menit"
    assert words.time(DAY) == "1 hari"
    assert words.time(DAY * 9 // 2) == "4,5 hari"
    assert words.days(DAY * 12345 // 10) == "1.234,5"
    assert words.day_note() == "1 hari = 7 jam 30 menit kerja."
    assert (share_words(999, 1000), share_words(0, 0)) == ("99 %", "")


def test_periods() -> None:
    assert half(2026, 2) == Period(date(2026, 7, 1), date(2026, 12, 31))
    assert [p.words for p in (month(2026, 2), half(2026, 1), whole_year(2026))] == [
        "Februari 2026",
        "Semester I 2026",
        "Tahun 2026",
    ]
    odd = Period(date(2025, 12, 30), date(2026, 2, 1))
    assert odd.words == "30 Desember 2025 sampai 1 Februari 2026"
    assert Period(odd.last, odd.last).words == "1 Februari 2026"
    assert odd.months == ((2025, 12), (2026, 1), (2026, 2))
    for first, last in (
        (date(2026, 2, 1), date(2026, 1, 31)),
        (date(1999, 12, 31), date(2000, 1, 1)),
        (date(2000, 1, 1), date(2026, 1, 1)),
    ):
        with pytest.raises(Refused):
            Period(first, last)


def test_reports_of_an_empty_office(office: Office) -> None:
    now = datetime(2026, 7, 6, 1, 0, tzinfo=UTC)
    for kind in ReportKind:
        found = report(office, kind, YEAR, now, "lakip" if kind is ReportKind.MONITORING else "")
        assert found.empty == (kind is not ReportKind.MONITORING), kind
        assert found.charts == ()
        assert found.told.endswith(".")


def test_behind_a_month_is_all_that_began_or_ended_in_it(clerk: Clerk) -> None:
    clerk.start("rup", "RUP tahun 2026", period="2026", from_step=11)
    through = clerk.code
    clerk.start("rup", "RUP tahun 2027", period="2027")
    open_ = clerk.code
    clerk.now = clerk.now.replace(month=8, day=3)
    clerk.code = through
    clerk.to_end()
    found = report(clerk.office, ReportKind.FLOW, YEAR, clerk.now, "")
    told = {row.cells[0]: row for row in found.rows}
    codes = {}
    for name in ("Juli 2026", "Agustus 2026"):
        asked = told[name].behind
        assert asked is not None
        rows = behind(clerk.office, YEAR, asked, clerk.now)
        codes[name] = sorted(row.code for row in rows)
    assert [told[name].order[1:4] for name in codes] == [(2, 0, 0), (0, 1, 0)]
    assert codes == {"Juli 2026": sorted([through, open_]), "Agustus 2026": [through]}
