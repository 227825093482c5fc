"""Forecasts from the office's own past: what they rest on, what reading it costs, and how often they hold."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from sopdesk.domain.dossier import State, replay
from sopdesk.domain.forecast import LEAST_CASES, MOST_CASES, Range, forecast, past_case
from sopdesk.services.dossiers import Start
from sopdesk.services.forecast import days_words, outlasted_words, past_cases, range_words
from sopdesk.services.office import Office, open_office
from sopdesk.services.outlook import outlook
from sopdesk.services.panel import dossier_view
from sopdesk.services.sample import fill
from sopdesk.services.settings import save_calendar
from sopdesk.services.sop_views import experience_words, sop_now
from tests.services.desk import CLERK, WIB, Clerk, copy_office

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=WIB)


def at(day: int, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, 0, tzinfo=WIB)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (at(3), at(5), "Perkiraan selesai 3–5 Desember 2026 (dari 14 berkas)"),
        (at(3), at(3), "Perkiraan selesai Kamis, 3 Desember 2026 (dari 14 berkas)"),
        (at(30, 11), at(5), "Perkiraan selesai 30 November – 5 Desember 2026 (dari 14 berkas)"),
        (at(30), at(5, 1, 2027), "Perkiraan selesai 30 Desember 2026 – 5 Januari 2027 (dari 14 berkas)"),
    ],
)
def test_range_in_words(first: datetime, last: datetime, words: str) -> None:
    assert range_words(Range(first, last, 14)) == words


def finish(clerk: Clerk, count: int, sop: str = "balasan") -> None:
    for number in range(count):
        clerk.start(sop, f"Selesai {number}")
        clerk.to_end()
        clerk.later(minutes=5)


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """What is asked of the database while this lasts."""
    asked: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with office.store.read() as unit:
        engine = unit._connection.engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def test_nothing_is_said_before_there_are_enough_cases(clerk: Clerk) -> None:
    finish(clerk, LEAST_CASES - 1)
    clerk.start("balasan", "Berjalan")
    running = clerk.code
    assert dossier_view(clerk.office, running, clerk.now).forecast is None
    assert outlook(clerk.office, Start("balasan", ""), clerk.now).forecast is None
    finish(clerk, 1)
    found = dossier_view(clerk.office, running, clerk.now).forecast
    wanted = outlook(clerk.office, Start("balasan", ""), clerk.now).forecast
    assert wanted is not None
    assert wanted.cases == LEAST_CASES
    assert clerk.now < wanted.first <= wanted.last
    # It has lain longer already than any of the others took: the past says nothing about it any more.
    assert found is None


def test_what_has_outlasted_the_past_is_said(clerk: Clerk) -> None:
    finish(clerk, LEAST_CASES)
    answer = clerk.start("balasan", "Baru")
    view = dossier_view(clerk.office, answer.dossier, clerk.now)
    assert view.forecast is not None
    assert view.outlasted == (0, LEAST_CASES)
    clerk.later(days=30)
    view = dossier_view(clerk.office, answer.dossier, clerk.now)
    assert view.forecast is None
    assert view.outlasted == (LEAST_CASES, LEAST_CASES)
    assert outlasted_words((9, 10)) == "Sudah lebih lama daripada 9 dari 10 berkas sebelumnya"
    clerk.cancel()
    assert dossier_view(clerk.office, answer.dossier, clerk.now).outlasted is None


def test_tab_of_the_sop_tells_the_office_own_experience(clerk: Clerk) -> None:
    finish(clerk, LEAST_CASES)
    known, now = clerk.office.look(), clerk.now
    past = sop_now(clerk.office, "balasan", now).past
    wanted = outlook(clerk.office, Start("balasan", ""), now).forecast
    assert wanted is not None
    said = experience_words(known, known.sop("balasan"), past, now)
    assert said == f"Menurut {LEAST_CASES} berkas terakhir yang selesai: {days_words(wanted)}."
    assert experience_words(known, known.sop("balasan"), past[1:], now) == ""


def test_deadline_is_reckoned_back_from(clerk: Clerk) -> None:
    """Lakip to Friday, 24 July 2026: the steps one after the other, last to first."""
    answer = clerk.start("lakip", "LAKIP", deadline=date(2026, 7, 24))
    clerk.to_step(4)
    view = dossier_view(clerk.office, answer.dossier, clerk.now)
    sop, worktime = clerk.sop, clerk.office.look().worktime
    deadline = datetime(2026, 7, 24, 16, 30, tzinfo=WIB)
    durations = [step.duration for step in sop.steps if step.duration is not None]
    assert view.latest_start == worktime.chain_back(deadline, durations)[0]
    assert view.leave_by == worktime.chain_back(deadline, durations[4:])[0]
    assert not view.overdue
    assert (
        dossier_view(clerk.office, answer.dossier, datetime(2026, 7, 24, 17, 0, tzinfo=WIB)).overdue is False
    )
    assert dossier_view(clerk.office, answer.dossier, datetime(2026, 7, 27, 7, 31, tzinfo=WIB)).overdue


def test_other_sops_and_cancelled_dossiers_are_no_cases(clerk: Clerk) -> None:
    finish(clerk, LEAST_CASES)
    clerk.start("balasan", "Batal")
    clerk.cancel()
    with clerk.office.store.read() as unit:
        known = clerk.office.known(unit)
        assert len(past_cases(clerk.office, unit, known, known.sop("balasan"))) == LEAST_CASES
        assert past_cases(clerk.office, unit, known, known.sop("rup")) == ()


def test_past_is_read_once_and_then_only_what_ended_since(clerk: Clerk) -> None:
    finish(clerk, 3)
    office = clerk.office
    sop = office.look().sop("balasan")

    def logs_read() -> int:
        with statements(office) as asked, office.store.read() as unit:
            past_cases(office, unit, office.known(unit), sop)
        return sum("dossier_id IN" in statement for statement in asked)

    assert logs_read() == 1
    assert logs_read() == 0
    clerk.start("lakip", "Lain")
    assert logs_read() == 0  # nothing has ended
    kept = office.past[("balasan", sop.revision)].cases
    finish(clerk, 1)
    assert logs_read() == 1
    assert office.past[("balasan", sop.revision)].cases[1:] == kept
    value = office.look().calendar.to_json()
    value["off"] = []
    save_calendar(office, value, by=CLERK, now=clerk.now)
    assert logs_read() == 1
    assert len(office.past[("balasan", sop.revision)].cases) == 4


def test_correction_of_an_ended_dossier_is_read_anew(clerk: Clerk) -> None:
    finish(clerk, 2)
    office, sop = clerk.office, clerk.sop

    def cases() -> int:
        with office.store.read() as unit:
            return len(past_cases(office, unit, office.known(unit), sop))

    assert cases() == 2
    clerk.undo()
    assert cases() == 1


@pytest.mark.slow
def test_range_holds_as_often_as_it_says(template: Path, data_folder: Path) -> None:
    """Every dossier of a year is forecast, at its start and at each step, from those alone that had ended by then."""
    office = open_office(copy_office(template, data_folder), NOW)
    try:
        fill(office, years=1, scale=1.0, seed=5, now=NOW)
        tally: Counter[tuple[str, bool]] = Counter()
        worktime = office.look().worktime
        for key in ("rfk", "lakip", "rup", "balasan"):
            lives = finished(office, key)
            past = [past_case(worktime, state.visits, ended) for state, ended in lives]
            for state, ended in lives[-60:]:
                for visit in state.visits:
                    before = [case for case in past if case.ended <= visit.since][-MOST_CASES:]
                    found = forecast(worktime, before, visit.step, visit.round, visit.since, visit.since)
                    if found is not None:
                        place = "start" if visit is state.visits[0] else "on its way"
                        tally[(place, found.first <= ended <= found.last)] += 1
        for place in ("start", "on its way"):
            held, missed = tally[(place, True)], tally[(place, False)]
            assert held + missed > 100
            assert 0.7 < held / (held + missed) < 0.9, place
    finally:
        office.close()


def finished(office: Office, key: str) -> list[tuple[State, datetime]]:
    """Every finished dossier of an SOP and its end, in the order of the ends."""
    found = []
    with office.store.read() as unit:
        sop = office.known(unit).sop(key)
        for row in unit.dossiers.every():
            if row.sop == key and row.life == "finished" and row.ended_at is not None:
                found.append((replay(sop, unit.log.of_dossier(row.id)), row.ended_at))
    return sorted(found, key=ended_at)


def ended_at(pair: tuple[State, datetime]) -> datetime:
    return pair[1]
