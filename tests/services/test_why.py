"""Kenapa terlambat? Every minute between is told, each day off by its name, and the sums agree with the clock."""

from datetime import datetime, timedelta

import pytest

from sopdesk.domain.clocks import step_term
from sopdesk.domain.dates import day_moment
from sopdesk.domain.span_words import span
from sopdesk.services.settings import save_calendar
from sopdesk.services.views import Why
from sopdesk.services.why import OVER, WHOLE, clocks, why, worst_clock
from tests.services.desk import WIB, Clerk


def told(clerk: Clerk, clock: str = "") -> Why:
    found = why(clerk.case, clerk.now, clock)
    for one, following in zip(found.lines, found.lines[1:], strict=False):
        assert one.to == following.from_, "no minute may be left out"
    return found


def counted(found: Why, clerk: Clerk) -> timedelta:
    worktime = clerk.case.known.worktime
    return sum((worktime.between(x.from_, x.to) for x in found.lines if x.counted), timedelta())


def late_at_sekcam(clerk: Clerk) -> None:
    """LAKIP at the Sekcam's paraf, whose mutu baku is five minutes."""
    clerk.start()
    clerk.to_step(10)


def test_a_late_step_is_cut_where_it_was_taken_up_and_where_it_fell_due(clerk: Clerk) -> None:
    late_at_sekcam(clerk)
    since = clerk.state.visit.since
    clerk.now = since + timedelta(minutes=2)
    clerk.receive()
    clerk.now = since + timedelta(hours=2)
    found = told(clerk)
    assert found.title == "Kenapa terlambat?"
    assert [x.words for x in found.lines] == [
        "Menunggu diambil Sekcam",
        "Di meja Sekcam",
        "Di meja Sekcam, lewat batas",
    ]
    assert [x.span for x in found.lines] == ["2 menit", "3 menit", "1 jam 55 menit"]
    assert "Mutu baku 5 menit." in found.head
    assert found.head.endswith("Terlambat 1 jam 55 menit.")
    assert found.total == "Dihitung 2 jam kerja."
    assert not found.warnings


def test_nights_breaks_and_weekends_are_told_and_not_counted(clerk: Clerk) -> None:
    late_at_sekcam(clerk)
    since = clerk.state.visit.since
    clerk.now = since + timedelta(days=7)
    found = told(clerk)
    words = {x.words for x in found.lines if not x.counted}
    assert words == {"Di luar jam kerja", "Istirahat", "Akhir pekan"}
    assert counted(found, clerk) == clerk.case.known.worktime.between(since, clerk.now)
    assert found.total.endswith("yaitu 5 hari.")


def test_each_day_off_is_named(clerk: Clerk) -> None:
    calendar = clerk.office.look().calendar.to_json()
    off = calendar["off"]
    assert isinstance(off, list)
    calendar["off"] = [*off, {"date": "2026-07-08", "name": "Hari jadi kabupaten"}]
    save_calendar(clerk.office, calendar, by=clerk.by, now=clerk.now)
    late_at_sekcam(clerk)
    clerk.at(9, day=9)
    assert "Libur: Hari jadi kabupaten" in [x.words for x in told(clerk).lines]


def test_a_hold_stops_the_step_and_not_the_dossier(clerk: Clerk) -> None:
    late_at_sekcam(clerk)
    since = clerk.state.visit.since
    clerk.now = since + timedelta(minutes=2)
    clerk.hold("Sekcam dinas luar")
    clerk.now = since + timedelta(minutes=62)
    clerk.resume()
    clerk.now = since + timedelta(minutes=72)
    step = told(clerk, str(len(clerk.state.visits) - 1))
    stopped = [x for x in step.lines if x.words == "Ditunda: Sekcam dinas luar"]
    assert len(stopped) == 1
    assert not stopped[0].counted
    assert stopped[0].to - stopped[0].from_ == timedelta(minutes=60)
    assert counted(step, clerk) == timedelta(minutes=12)
    assert "bergeser karena ditunda" in step.head
    assert step.head.endswith("Terlambat 7 menit.")
    assert step.total == "Dihitung 12 menit kerja. Ditunda 1 jam, tidak dihitung."
    whole = told(clerk, WHOLE)
    assert any("ditunda: Sekcam dinas luar" in x.words and x.counted for x in whole.lines)


def test_a_hold_that_lasts_makes_nothing_late(clerk: Clerk) -> None:
    clerk.start("lakip")
    since = clerk.state.visit.since
    clerk.later(hours=1)
    clerk.hold("Camat dinas luar")
    began = clerk.state.visit.holds[-1].since
    clerk.now = datetime(2026, 7, 10, 9, 0, tzinfo=WIB)
    found = told(clerk, "0")
    assert found.title == "Perhitungan waktu"
    whole = clerk.case.known.worktime
    left = timedelta(hours=7, minutes=30) - whole.between(since, began)
    assert found.head.endswith(f"Sisa {span(0, left)}.")
    assert "(bila dilanjutkan sekarang)" in found.head
    assert not any(x.words.endswith(OVER) for x in found.lines)
    clerk.resume(at=clerk.now)
    resumed = clerk.case.row.due
    assert resumed is not None
    assert day_moment(clerk.case.known.local(resumed)) in found.head


def test_late_words_agree_with_the_clock_of_the_step(clerk: Clerk) -> None:
    late_at_sekcam(clerk)
    clerk.later(days=3)
    case = clerk.case
    step = case.sop.step(10)
    term = step_term(case.known.worktime, case.state.visit, step.duration)
    assert term is not None
    found = told(clerk)
    over = sum(
        (case.known.worktime.between(x.from_, x.to) for x in found.lines if x.words.endswith("lewat batas")),
        timedelta(),
    )
    assert over == case.known.worktime.between(term.due, clerk.now)


def test_the_dossier_is_explained_by_desks_from_its_start(clerk: Clerk) -> None:
    late_at_sekcam(clerk)
    clerk.give_back(to_step=7)
    clerk.later(hours=1)
    found = told(clerk, WHOLE)
    assert found.lines[0].from_ == clerk.state.visits[0].since
    assert found.lines[-1].to == clerk.now
    assert any(x.words.startswith("Langkah 10, Sekcam") for x in found.lines)
    assert found.lines[-1].words.startswith("Langkah 7, Pelaksana")


def test_the_clocks_are_the_dossier_and_each_visit(clerk: Clerk) -> None:
    late_at_sekcam(clerk)
    clerk.give_back(to_step=7)
    keys = clocks(clerk.case)
    assert keys[0] == (WHOLE, "Seluruh berkas")
    assert keys[1][1] == "Langkah 7: Memperbaiki draf, putaran 2"
    assert len(keys) == 1 + len(clerk.state.visits)
    for key, _words in keys:
        assert told(clerk, key).lines
    with pytest.raises(KeyError):
        why(clerk.case, clerk.now, "99")


def test_the_clock_on_the_card_is_explained_first(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data", nature="segera")
    assert worst_clock(clerk.case, clerk.now) == WHOLE, "no mutu baku: the answer's deadline shows"
    found = told(clerk)
    assert found.title == "Perhitungan waktu"
    assert "Batas waktu berkas." in found.head
    clerk.later(days=4)
    assert told(clerk).title == "Kenapa terlambat?"


def test_a_step_without_standard_time_says_so(clerk: Clerk) -> None:
    clerk.start("balasan", "Permintaan data")
    clerk.later(hours=1)
    found = told(clerk, "0")
    assert "Langkah ini tidak punya mutu baku." in found.head
    assert "Jatuh tempo" not in found.head


def test_an_ended_dossier_is_explained_up_to_its_end(clerk: Clerk) -> None:
    clerk.start()
    clerk.to_end()
    ended = clerk.state.visits[-1].until
    clerk.later(days=30)
    found = told(clerk)
    assert found.lines[-1].to == ended
    assert "Selesai " in found.head


def test_a_year_without_days_off_is_a_warning(clerk: Clerk) -> None:
    clerk.now = datetime(2031, 3, 3, 8, 0, tzinfo=WIB)
    late_at_sekcam(clerk)
    clerk.later(hours=3)
    assert found_year(told(clerk)) == ["2031"]


def found_year(found: Why) -> list[str]:
    return [words.split("tahun ")[1].split(" ")[0] for words in found.warnings]
