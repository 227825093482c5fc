"""The clocks of dossiers at the moments at which a clock goes wrong, against minutes counted one by one."""

from datetime import datetime, timedelta

import pytest

from sopdesk.domain.clocks import spent, split
from sopdesk.domain.duration import Unit
from sopdesk.domain.sop import Step
from sopdesk.services.office import Office
from sopdesk.services.panel import dossier_view
from sopdesk.services.settings import save_calendar
from tests.domain.trap_calendar import MOMENTS, SPRING, TRAPS, trap
from tests.domain.worktime_oracle import WIB, Oracle
from tests.services.desk import CLERK, Clerk

_SECOND = timedelta(seconds=1)


@pytest.fixture
def trapped(office: Office) -> Office:
    """An office with the calendar of the traps."""
    save_calendar(office, TRAPS.to_json(), by=CLERK, now=datetime(2026, 1, 5, 8, 0, tzinfo=WIB))
    return office


def counted_due(oracle: Oracle, start: datetime, step: Step) -> datetime:
    """When the step is due, counted; every standard time here is one number and one unit."""
    assert step.duration is not None
    (part,) = step.duration.parts
    here, count = oracle.minute(start), int(part.high)
    if part.unit in (Unit.HARI, Unit.MINGGU):
        return oracle.due_days(here, count * (5 if part.unit is Unit.MINGGU else 1))
    return oracle.due_minutes(here, count * (60 if part.unit is Unit.JAM else 1))


def same(found: datetime | None, wanted: datetime) -> bool:
    return found is not None and abs(found - wanted) < _SECOND


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("step", [1, 5, 8])
def test_handoff_at_a_trap_starts_the_clock_that_is_counted(trapped: Office, name: str, step: int) -> None:
    oracle, at = trap(name)
    clerk = Clerk(trapped, now=at - timedelta(days=1))
    clerk.start("rfk", "RFK", from_step=step, at=clerk.now)
    clerk.now = at
    if step == 8:
        clerk.hand_on()
    else:
        # Also a clock that begins with the dossier itself.
        clerk.start("rfk", "RFK kedua", from_step=step)
    here = clerk.sop.step(clerk.state.step)
    assert same(clerk.row.due, counted_due(oracle, at, here))
    later = at + timedelta(days=3)
    assert split(trapped.look().worktime, clerk.state.visit, later).total == timedelta(
        minutes=oracle.between(oracle.minute(at), oracle.minute(later))
    )


def test_hold_over_a_weekend_gives_back_what_was_left(trapped: Office) -> None:
    monday, friday = datetime(2026, 4, 13, 9, 10, tzinfo=WIB), datetime(2026, 4, 10, 10, 5, tzinfo=WIB)
    # A step of days keeps the share of a day, one of hours its minutes (rules 14).
    for sop, step in (("lakip", 4), ("rfk", 5)):
        begun = datetime(2026, 4, 10, 9, 30, tzinfo=WIB)
        clerk = Clerk(trapped, now=begun)
        clerk.start(sop, "Ditunda", from_step=step)
        due = counted_due(SPRING, begun, clerk.sop.step(step))
        clerk.now = friday
        clerk.hold()
        clerk.now = monday
        clerk.resume()
        held, resumed = SPRING.minute(friday), SPRING.minute(monday)
        if sop == "lakip":
            wanted = SPRING.due_share(resumed, SPRING.days_between(held, SPRING.minute(due)))
        else:
            wanted = SPRING.due_minutes(resumed, SPRING.between(held, SPRING.minute(due)))
        assert same(clerk.row.due, wanted)
        times = split(trapped.look().worktime, clerk.state.visit, monday)
        assert times.held == timedelta(minutes=SPRING.between(held, resumed))
        assert times.at_desk == timedelta(minutes=SPRING.between(SPRING.minute(begun), held))


def test_twice_returned_each_visit_has_the_whole_time_and_the_total_all_of_it(trapped: Office) -> None:
    clerk = Clerk(trapped, now=datetime(2026, 3, 16, 14, 20, tzinfo=WIB))
    clerk.start("lakip", "Dikembalikan dua kali", from_step=7)
    moves = (
        datetime(2026, 3, 17, 9, 0, tzinfo=WIB),  # Ramadan; then nine days of feast
        datetime(2026, 3, 26, 8, 15, tzinfo=WIB),
        datetime(2026, 3, 27, 12, 0, tzinfo=WIB),  # in Friday's break
        datetime(2026, 3, 30, 7, 5, tzinfo=WIB),
    )
    for number, at in enumerate(moves):
        clerk.now = at
        clerk.give_back(to_step=7) if number % 2 else clerk.hand_on()
    visits = [visit for visit in clerk.state.visits if visit.step == 7]
    begun = [datetime(2026, 3, 16, 14, 20, tzinfo=WIB), moves[1], moves[3]]
    assert [visit.since for visit in visits] == begun
    assert same(clerk.row.due, counted_due(SPRING, moves[3], clerk.sop.step(7)))
    now = datetime(2026, 3, 31, 10, 0, tzinfo=WIB)
    ends = [moves[0], moves[2], now]
    total = sum(SPRING.between(SPRING.minute(a), SPRING.minute(b)) for a, b in zip(begun, ends, strict=True))
    assert spent(trapped.look().worktime, visits, now) == timedelta(minutes=total)
    assert clerk.state.round == 3


def test_dossier_begun_outside_is_charged_to_no_desk(trapped: Office) -> None:
    begun = datetime(2026, 2, 16, 10, 0, tzinfo=WIB)  # a day of joint leave
    clerk = Clerk(trapped, now=begun)
    clerk.start("renstra", "Di BAPPEDA", from_step=13)
    assert same(clerk.row.due, counted_due(SPRING, begun, clerk.sop.step(13)))
    now = datetime(2026, 3, 31, 15, 0, tzinfo=WIB)
    times = split(trapped.look().worktime, clerk.state.visit, now)
    nothing = timedelta(0)
    assert (times.waiting, times.at_desk, times.held) == (nothing, nothing, nothing)
    assert times.outside == timedelta(minutes=SPRING.between(SPRING.minute(begun), SPRING.minute(now)))
    assert dossier_view(trapped, clerk.code, now).face.level.value == "luar"
