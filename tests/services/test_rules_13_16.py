"""Rules 13–16 and 18: step clocks per visit, holds, the dossier's own deadline, which clock a card shows.

All due times are worked out by hand: Monday to Thursday 7.30–12.00 and 13.00–16.00, Friday 7.30–11.30 and
13.00–16.30, every day 450 minutes; 6 to 17 July 2026 has no day off.
"""

from datetime import datetime, timedelta

import pytest

from sopdesk.domain.clocks import Level, Split, hold_unit, split
from sopdesk.domain.duration import Duration, Unit
from sopdesk.services.faces import reading
from sopdesk.services.facts import dossier_facts
from sopdesk.services.panel import dossier_view
from sopdesk.services.queries import board, cards
from tests.services.desk import WIB, Clerk


def july(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=WIB)


def level(clerk: Clerk, now: datetime) -> tuple[Level, bool]:
    found = reading(clerk.office.look().worktime, cards(clerk.office, [clerk.row.id])[0], now)
    return found.level, found.of_dossier


def test_rule_13_each_visit_gets_the_whole_mutu_baku(clerk: Clerk) -> None:
    """RUP 6 (2 jam), left after an hour and come back to: again 2 jam from then; the total over visits is kept."""
    clerk.start("rup", from_step=6)  # Monday 8.00
    assert clerk.row.due == july(6, 10)
    clerk.at(9)
    clerk.hand_on()
    clerk.hand_on()
    clerk.at(14)
    clerk.give_back()
    assert clerk.state.visit.round == 2
    assert clerk.row.due == july(6, 16)
    worktime = clerk.office.look().worktime
    visits = [v for v in clerk.state.visits if v.step == 6]
    assert [worktime.between(v.since, v.until or july(6, 15)) for v in visits] == [timedelta(hours=1)] * 2


def test_rule_13_the_dossier_clock_never_restarts(clerk: Clerk) -> None:
    """Its deadline stays what it was at the start, through returns, holds and waits."""
    clerk.start("balasan", nature="segera")
    first = clerk.row.deadline
    clerk.to_step(5)
    clerk.give_back()
    clerk.hold()
    clerk.later(days=1)
    clerk.resume()
    clerk.to_step(9)
    clerk.give_back()
    assert first is not None
    assert clerk.row.deadline == first


def test_rule_14_a_step_in_days_keeps_its_share_over_a_hold(clerk: Clerk) -> None:
    """1 hari from Monday 8.00, held Monday 10.00 to Wednesday 9.00 with 330 of 450 minutes left: Wednesday 15.30."""
    clerk.start("lakip", from_step=1)
    assert clerk.row.due == july(7, 8)
    clerk.at(10)
    clerk.hold("Camat dinas luar")
    assert (clerk.row.life, clerk.row.hold_reason, clerk.row.held_since) == (
        "held",
        "Camat dinas luar",
        july(6, 10),
    )
    clerk.at(9, day=8)
    clerk.resume()
    assert (clerk.row.life, clerk.row.hold_reason, clerk.row.held_since) == ("running", "", None)
    # 2 hours of Monday's day are gone at the hold; by position a whole day less 120/450 is left.
    assert clerk.row.due == july(8, 15, 30)


def test_rule_14_a_step_in_minutes_keeps_its_minutes(clerk: Clerk) -> None:
    """LAKIP 9 (30 menit) from 8.00, held at 8.20 with 10 left, resumed on Friday at 11.25: due at 13.05."""
    clerk.start("lakip", from_step=9)
    clerk.at(8, 20)
    clerk.hold()
    clerk.at(11, 25, day=10)
    clerk.resume()
    assert clerk.row.due == july(10, 13, 5)


def test_rule_14_two_holds_in_one_visit_add_up(clerk: Clerk) -> None:
    """2 jam from 8.00: held 8.30–9.00 and 9.30–10.30 moves the due time by an hour and a half."""
    clerk.start("rup", from_step=6)
    for begins, ends in (((8, 30), (9, 0)), ((9, 30), (10, 30))):
        clerk.at(*begins)
        clerk.hold()
        clerk.at(*ends)
        clerk.resume()
    assert clerk.row.due == july(6, 11, 30)


def test_rule_14_who_was_late_before_the_hold_is_as_late_after_it(clerk: Clerk) -> None:
    """2 jam from 8.00, held at 11.00 (an hour late), resumed Tuesday 10.00: was due at 9.00."""
    clerk.start("rup", from_step=6)
    clerk.at(11)
    clerk.hold()
    clerk.at(10, day=7)
    clerk.resume()
    assert clerk.row.due == july(7, 9)
    assert level(clerk, july(7, 10))[0] is Level.TERLAMBAT


def test_rule_14_a_hold_over_closed_hours_moves_nothing(clerk: Clerk) -> None:
    """From the closing on Friday to the opening on Monday no time is left behind and none is won."""
    clerk.at(16, day=10)
    clerk.start("rup", from_step=6)
    before = clerk.row.due
    clerk.at(16, 30)
    clerk.hold()
    clerk.at(7, 30, day=13)
    clerk.resume()
    assert clerk.row.due == before == july(13, 9)


def test_rule_14_while_a_hold_lasts_the_clock_stands_still_everywhere(clerk: Clerk) -> None:
    """RUP 7 (5 menit), held after two of them from Monday 8.02 to Thursday 9.00: three minutes are left."""
    clerk.start("rup", from_step=7)
    clerk.at(8, 2)
    clerk.hold("Listrik padam")
    clerk.at(9, day=9)
    view = dossier_view(clerk.office, clerk.code, clerk.now)
    assert next(rung.level for rung in view.ladder if rung.no == 7) is Level.AMAN
    facts = dossier_facts(clerk.office, clerk.code, clerk.now)
    assert facts["clocks"]["step"]["level"] == "aman"
    assert facts["steps"][6]["visits"][0]["late"] is False
    # Then Kasubbag 10 menit, Sekcam 1 hari, Camat 15 menit, Bagian Umum 5 menit.
    assert view.finish_by_plan == july(10, 9, 0) + timedelta(minutes=3 + 10 + 15 + 5)


def test_rule_14_the_dossiers_deadline_does_not_move(clerk: Clerk) -> None:
    """A hold excuses no law."""
    clerk.start("balasan", nature="biasa")
    before = clerk.row.deadline
    clerk.hold()
    clerk.later(days=3)
    clerk.resume()
    assert before is not None
    assert clerk.row.deadline == before


def test_rule_14_the_unit_of_a_hold_is_the_steps_own() -> None:
    """Day shares as soon as a part is in hari or minggu, minutes else."""
    units = {"30 menit": Unit.MENIT, "2 jam": Unit.MENIT, "1 hari": Unit.HARI, "2 minggu": Unit.HARI}
    units |= {"2 jam 30 menit": Unit.MENIT, "1 hari 2 jam": Unit.HARI, "2-3 hari": Unit.HARI}
    assert {text: hold_unit(Duration.parse(text)) for text in units} == units


def test_rule_14_waiting_counts_against_the_receiving_step_and_is_shown_apart(clerk: Clerk) -> None:
    """Handed over at 9.00, taken up at 10.00, held 10.30–11.30, read at 14.00."""
    clerk.start("lakip", from_step=8)
    clerk.at(9)
    clerk.hand_on()
    assert clerk.row.due == july(6, 9, 30)
    clerk.at(10)
    clerk.receive()
    assert clerk.row.due == july(6, 9, 30)
    clerk.at(10, 30)
    clerk.hold()
    clerk.at(11, 30)
    clerk.resume()
    hour = timedelta(hours=1)
    parts = split(clerk.office.look().worktime, clerk.state.visit, july(6, 14))
    assert parts == Split(waiting=hour, at_desk=2 * hour, held=hour, outside=timedelta())
    assert parts.total == 4 * hour


def test_rule_14_a_hold_while_waiting_is_a_hold_and_no_wait(clerk: Clerk) -> None:
    """Handed over at 9.00, held 9.30–11.00, taken up at 11.30: one hour waited, one and a half held."""
    clerk.start("lakip", from_step=8)
    clerk.at(9)
    clerk.hand_on()
    clerk.at(9, 30)
    clerk.hold()
    clerk.at(11)
    clerk.resume()
    clerk.at(11, 30)
    clerk.receive()
    parts = split(clerk.office.look().worktime, clerk.state.visit, july(6, 12))
    assert parts == Split(
        timedelta(hours=1), timedelta(minutes=30), timedelta(hours=1, minutes=30), timedelta()
    )


def test_rule_14_time_outside_is_charged_to_no_desk(clerk: Clerk) -> None:
    """BAPPEDA has a clock for reminding, which accuses nobody, however long it takes."""
    clerk.start("renstra", from_step=13)
    assert clerk.row.due is not None
    assert level(clerk, july(6, 8) + timedelta(days=200)) == (Level.LUAR, False)
    parts = split(clerk.office.look().worktime, clerk.state.visit, july(6, 16))
    assert parts == Split(timedelta(), timedelta(), timedelta(), outside=timedelta(hours=7))


def test_rule_15_the_worst_clock_shows_and_is_named(clerk: Clerk) -> None:
    """2 jam from Monday 8.00 against a deadline at 9.00: the dossier's until the step is late too, and earlier."""
    clerk.start("rup", from_step=6, deadline=july(6, 11))
    assert level(clerk, july(6, 8, 30)) == (Level.AMAN, False)
    assert level(clerk, july(6, 9, 45)) == (Level.WASPADA, False)
    assert level(clerk, july(6, 10, 1)) == (Level.TERLAMBAT, False)
    clerk.at(10, 30)
    clerk.give_back(to_step=3)  # 1 hari: safe itself
    assert level(clerk, july(6, 10, 40)) == (Level.WASPADA, True)
    assert level(clerk, july(6, 11, 1)) == (Level.TERLAMBAT, True)
    clerk.hold()
    assert level(clerk, july(6, 10, 50)) == (Level.DITUNDA, False)
    assert level(clerk, july(6, 11, 1)) == (Level.TERLAMBAT, True)


def test_rule_15_the_board_puts_late_first_then_by_time_left(clerk: Clerk) -> None:
    """Four dossiers on one desk: two late, the longest late first, then by due time; no clock comes last."""
    order = {}
    for name, sop, step in (
        ("day", "lakip", 7),
        ("none", "balasan", 6),
        ("hours", "rup", 6),
        ("minutes", "lakip", 8),
    ):
        clerk.at(8)
        clerk.start(sop, name, from_step=step, **({"nature": "biasa"} if sop == "balasan" else {}))
        order[name] = clerk.row.due or clerk.row.deadline
    shown = [c.title for column in board(clerk.office, july(6, 12)).columns.values() for c in column]
    assert shown == ["minutes", "hours", "day", "none"]
    later = [c.title for column in board(clerk.office, july(6, 9)).columns.values() for c in column]
    assert later == ["minutes", "hours", "day", "none"]
    assert sorted(order, key=lambda n: order[n] or july(31, 0)) == ["minutes", "hours", "day", "none"]


def test_rule_16_late_means_working_time_has_gone_by(clerk: Clerk) -> None:
    """Due at a closing: not late all night, late from the first working microsecond of the next day."""
    clerk.at(14)
    clerk.start("rup", from_step=6)
    assert clerk.row.due == july(6, 16)
    assert level(clerk, july(6, 16))[0] is Level.WASPADA
    assert level(clerk, july(7, 7, 30))[0] is Level.WASPADA
    assert level(clerk, july(7, 7, 30) + timedelta(microseconds=1))[0] is Level.TERLAMBAT


@pytest.mark.parametrize("moment", [july(4, 10), july(5, 23), july(6, 7)])
def test_rule_16_a_start_in_closed_hours_begins_at_the_opening(clerk: Clerk, moment: datetime) -> None:
    """2 jam, begun on Saturday, Sunday night or Monday before work: due on Monday at 9.30."""
    clerk.now = moment
    clerk.start("rup", from_step=6)
    assert clerk.row.due == july(6, 9, 30)


def test_rule_16_due_is_stored_to_the_microsecond(clerk: Clerk) -> None:
    """Nothing is rounded to the minute between the clock and the card."""
    clerk.now = july(6, 8) + timedelta(seconds=7, microseconds=123_457)
    answer = clerk.start("rup", from_step=6)
    assert clerk.row.due == july(6, 10) + timedelta(seconds=7, microseconds=123_457)
    assert answer.due == clerk.row.due


def test_rule_18_the_warning_begins_at_three_quarters(clerk: Clerk) -> None:
    """2 jam: after 90 minutes; 1 hari: at the position three quarters on; 2-3 hari: at two."""
    clerk.start("rup", from_step=6)
    assert clerk.row.warn_from == july(6, 9, 30)
    clerk.at(8)
    clerk.start("lakip", from_step=7)
    # 30 minutes into the day and 337.5 more: 367.5 of 450.
    assert clerk.row.warn_from == july(6, 14, 37) + timedelta(seconds=30)
    clerk.at(8)
    clerk.start("renstra", from_step=14)
    assert (clerk.row.warn_from, clerk.row.due) == (july(8, 8), july(9, 8))


def test_rule_18_a_hold_moves_the_warning_with_the_deadline(clerk: Clerk) -> None:
    """Held before the warning began, it begins as much later."""
    clerk.start("rup", from_step=6)
    clerk.at(9)
    clerk.hold()
    clerk.at(10)
    clerk.resume()
    assert (clerk.row.warn_from, clerk.row.due) == (july(6, 10, 30), july(6, 11))
