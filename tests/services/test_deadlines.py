"""The dossier's own deadline: set, moved and taken away by entries, and where another calendar puts it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sopdesk.domain.calendar import Calendar, DayOff, ExtraDay
from sopdesk.domain.dossier import replay
from sopdesk.domain.errors import Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.limits import Limit
from sopdesk.services.calendar_change import OWN, calendar_shifts, shifts_words
from sopdesk.services.deadlines import set_deadline
from sopdesk.services.office import CALENDAR, Office
from sopdesk.services.panel import dossier_view
from sopdesk.services.settings import DEADLINES, save_calendar
from sopdesk.services.verification import verify
from tests.services.desk import CLERK, WIB, Clerk, refused

FRIDAY = date(2026, 7, 24)
FAR = datetime(2027, 1, 1, tzinfo=WIB)
END_OF_FRIDAY = datetime(2026, 7, 24, 16, 30, tzinfo=WIB)


def put(clerk: Clerk, day: date | datetime | None, reason: str = "Surat edaran") -> None:
    set_deadline(clerk.office, clerk.code, day, reason, by=CLERK, now=clerk.now)
    clerk.now += timedelta(minutes=1)


def with_days(office: Office, *days: date) -> Calendar:
    calendar = office.look().calendar
    return replace(calendar, off=(*calendar.off, *(DayOff(day, "Libur setempat") for day in days)))


def save(clerk: Clerk, calendar: Calendar) -> None:
    save_calendar(clerk.office, calendar.to_json(), by=CLERK, now=clerk.now)


def test_deadline_is_set_moved_and_taken_away_by_entries(clerk: Clerk) -> None:
    clerk.start("lakip")
    assert clerk.row.deadline is None
    put(clerk, FRIDAY)
    assert clerk.row.deadline == END_OF_FRIDAY
    assert clerk.row.deadline_warn is not None
    put(clerk, datetime(2026, 7, 22, 10, 0, tzinfo=WIB), "Permintaan pimpinan")
    assert clerk.row.deadline == datetime(2026, 7, 22, 10, 0, tzinfo=WIB)
    put(clerk, None, "Salah berkas")
    row = clerk.row
    assert row.deadline is None
    assert row.deadline_warn is None
    words = [row.words for row in dossier_view(clerk.office, clerk.code, clerk.now).log[:3]]
    assert words == [
        "Batas waktu dihapus, semula 22 Juli 2026 pukul 10.00",
        "Batas waktu 22 Juli 2026 pukul 10.00, semula 24 Juli 2026 pukul 16.30",
        "Batas waktu 24 Juli 2026 pukul 16.30",
    ]
    assert verify(clerk.office).problems == ()


def test_deadline_taken_back_is_the_one_before(clerk: Clerk) -> None:
    clerk.start("lakip", deadline=FRIDAY)
    put(clerk, date(2026, 7, 31))
    clerk.undo()
    assert clerk.row.deadline == END_OF_FRIDAY


def test_setting_a_deadline_moves_no_clock(clerk: Clerk) -> None:
    clerk.start("lakip")
    before = clerk.row
    clerk.later(hours=2)
    put(clerk, FRIDAY)
    assert (clerk.row.due, clerk.row.since, clerk.row.last_at) == (before.due, before.since, before.last_at)
    clerk.now = before.last_at.astimezone(WIB) + timedelta(hours=3)
    clerk.hand_on(at=before.last_at + timedelta(hours=1))


@pytest.mark.parametrize(
    ("day", "reason", "rule"),
    [
        (FRIDAY, "", Rule.NEEDS_REASON),
        (date(1899, 1, 1), "x", Rule.BAD_VALUE),
        (date(2026, 7, 17), "x", Rule.BAD_VALUE),  # the one that it has
    ],
)
def test_what_is_no_other_deadline_is_refused(clerk: Clerk, day: date, reason: str, rule: Rule) -> None:
    clerk.start("lakip", deadline=date(2026, 7, 17))
    with refused(rule):
        put(clerk, day, reason)
    assert clerk.row.deadline == datetime(2026, 7, 17, 16, 30, tzinfo=WIB)


def test_ended_dossier_takes_no_deadline(clerk: Clerk) -> None:
    clerk.start("lakip")
    clerk.cancel()
    with refused(Rule.ENDED):
        put(clerk, FRIDAY)


def test_other_calendar_tells_first_what_it_moves_and_moves_just_that(clerk: Clerk) -> None:
    clerk.start("lakip", "Laporan Kinerja", deadline=FRIDAY)
    own = clerk.code
    clerk.start("balasan", "Jawaban", nature="biasa")
    answer = clerk.code
    clerk.start("rup", "Tidak bergeser", from_step=5)
    calendar = with_days(clerk.office, date(2026, 7, 7), FRIDAY)
    before = {code: Clerk(clerk.office, code=code).row for code in (own, answer)}
    told = calendar_shifts(clerk.office, calendar, by=CLERK, now=clerk.now)
    assert [(s.code, s.what, s.was, s.now) for s in told] == [
        (own, "Langkah 1: Menerima disposisi", before[own].due, datetime(2026, 7, 8, 8, 0, tzinfo=WIB)),
        (
            answer,
            OWN,
            before[answer].deadline,
            datetime(2026, 7, 14, 8, 1, tzinfo=WIB),
        ),
        (own, OWN, END_OF_FRIDAY, datetime(2026, 7, 23, 16, 0, tzinfo=WIB)),
    ]
    assert shifts_words(told) == "3 batas waktu pada 2 berkas bergeser: 2 mundur dan 1 maju."
    assert Clerk(clerk.office, code=own).row == before[own]  # told, not done
    save(clerk, calendar)
    for shift in told:
        row = Clerk(clerk.office, code=shift.code).row
        assert shift.now == (row.deadline if shift.own else row.due)
    assert calendar_shifts(clerk.office, calendar, by=CLERK, now=clerk.now) == ()
    assert verify(clerk.office).problems == ()


def test_calendar_is_one_entry_that_names_the_deadlines_it_moved(clerk: Clerk) -> None:
    clerk.start("lakip", deadline=FRIDAY)
    with clerk.office.store.read() as unit:
        before = unit.log.count()
    save(clerk, with_days(clerk.office, FRIDAY))
    with clerk.office.store.read() as unit:
        assert unit.log.count() == before + 1
        (entry,) = unit.log.newest_of(CALENDAR, 1)
    assert entry.body[DEADLINES] == {str(clerk.row.id): "2026-07-23T16:00:00+07:00"}
    save(clerk, with_days(clerk.office, date(2026, 12, 30)))
    with clerk.office.store.read() as unit:
        (entry,) = unit.log.newest_of(CALENDAR, 1)
    assert DEADLINES not in entry.body


def test_month_that_gets_a_working_day_gets_its_limit_back(clerk: Clerk) -> None:
    """1 to 3 August 2026: Saturday and Sunday first; a Sunday that is worked is then the 2nd."""
    clerk.start("rfk", "RFK Juli", period="2026-07")
    assert clerk.row.deadline == datetime(2026, 8, 3, 16, 0, tzinfo=WIB)
    save(clerk, with_days(clerk.office, date(2026, 8, 3)))
    assert clerk.row.deadline == datetime(2026, 7, 31, 16, 30, tzinfo=WIB)
    calendar = clerk.office.look().calendar
    extra = ExtraDay(date(2026, 8, 2), calendar.week.days[0], "Pengganti")
    save(clerk, replace(calendar, extra=(extra,)))
    assert clerk.row.deadline == datetime(2026, 8, 2, 16, 0, tzinfo=WIB)
    assert verify(clerk.office).problems == ()


def test_ended_dossier_keeps_what_it_was_held_to_and_verify_agrees(clerk: Clerk) -> None:
    clerk.start("lakip", deadline=FRIDAY)
    save(clerk, with_days(clerk.office, FRIDAY))
    clerk.cancel()
    held_to = clerk.row.deadline
    save(clerk, with_days(clerk.office, date(2026, 7, 23)))
    assert clerk.row.deadline == held_to == datetime(2026, 7, 23, 16, 0, tzinfo=WIB)
    assert verify(clerk.office).problems == ()
    with clerk.office.store.write() as unit:
        unit.dossiers.refresh(clerk.row.id, {"deadline": FAR})
    (problem,) = verify(clerk.office).problems
    assert clerk.code in problem
    assert "batas waktu" in problem


def test_start_before_this_rule_keeps_its_deadline(clerk: Clerk) -> None:
    """Entries of older versions have the deadline alone: it stands as it was told."""
    clerk.start("lakip", deadline=FRIDAY)
    (first,) = clerk.events
    assert first.kind is EventKind.START
    assert first.data["deadline"] == END_OF_FRIDAY.isoformat()
    assert first.data["limit"] == {"at": "2026-07-24T17:00:00+00:00"}
    old = replace(first, data={key: value for key, value in first.data.items() if key != "limit"})
    state = replay(clerk.sop, [old])
    assert state.limit == Limit(END_OF_FRIDAY)


def test_verify_knows_a_deadline_that_came_back_under_a_calendar_of_its_own_time(clerk: Clerk) -> None:
    """Set anew, the calendar changed, set back, ended, the calendar changed again: no entry ever told that moment."""
    clerk.start("lakip", deadline=FRIDAY)
    put(clerk, date(2026, 7, 31))
    save(clerk, with_days(clerk.office, FRIDAY))
    clerk.undo()
    assert clerk.row.deadline == datetime(2026, 7, 23, 16, 0, tzinfo=WIB)
    clerk.cancel()
    save(clerk, with_days(clerk.office, date(2026, 7, 23)))
    assert verify(clerk.office).problems == ()
