"""The queue of today: groups, arrivals by the plan, whose it is, and the paper of the morning."""

from datetime import date, datetime, timedelta

import pytest

from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Rule
from sopdesk.domain.officials import Status
from sopdesk.domain.sop import Desk
from sopdesk.services.morning_papers import PAGI
from sopdesk.services.orders import PaperOrder
from sopdesk.services.paper_orders import make
from sopdesk.services.today import (
    ARRIVING_DAYS,
    EVERYBODY,
    Group,
    Line,
    Whose,
    choices,
    counts,
    queue,
    stand,
)
from tests.papers import reading
from tests.services.desk import WIB, Clerk, refused


def lines(clerk: Clerk, whose: Whose = EVERYBODY) -> list[Line]:
    return list(queue(clerk.office.look(), stand(clerk.office, clerk.now).cards, clerk.now, whose))


def groups(clerk: Clerk, whose: Whose = EVERYBODY) -> list[tuple[str, Group, Desk]]:
    return [(line.card.code, line.group, line.desk) for line in lines(clerk, whose)]


def here(clerk: Clerk) -> list[tuple[str, Group]]:
    return [(code, group) for code, group, _desk in groups(clerk) if group is not Group.ARRIVING]


class TestGroups:
    """Late, due today, near its limit; what has time is in no group, what is held presses nobody."""

    def test_each_in_its_group_the_most_pressing_first(self, clerk: Clerk) -> None:
        # LAKIP 1 takes a day, RUP 1 too: at 8.00 due tomorrow at 8.00.
        clerk.start("lakip", "Laporan yang lama")
        old = clerk.code
        clerk.now += timedelta(hours=3)
        clerk.start("rup", "Rencana yang dekat")
        near = clerk.code
        clerk.now += timedelta(hours=2)
        assert here(clerk) == [], "all have time until tomorrow"
        clerk.now += timedelta(hours=3)
        # 16.00, the closing: the old one warns since 15.something, due tomorrow.
        assert here(clerk) == [(old, Group.NEAR)]
        clerk.now = datetime(2026, 7, 7, 7, 45, tzinfo=WIB)
        assert here(clerk) == [(old, Group.TODAY), (near, Group.TODAY)]
        clerk.now = datetime(2026, 7, 7, 9, 0, tzinfo=WIB)
        assert here(clerk) == [(old, Group.LATE), (near, Group.TODAY)]
        found = lines(clerk)
        assert found[0].words.startswith("terlambat")
        assert counts(found)[Group.LATE] == 1
        clerk.code = old
        clerk.hold()
        assert here(clerk) == [(near, Group.TODAY)]

    def test_what_is_held_is_late_once_its_own_deadline_has_passed(self, clerk: Clerk) -> None:
        clerk.start("lakip", "Laporan yang ditunda", deadline=date(2026, 7, 8))
        clerk.hold()
        clerk.now = datetime(2026, 7, 8, 15, 0, tzinfo=WIB)
        assert groups(clerk) == []
        # The window's title and the board count it, and a reminder sends people here.
        clerk.now = datetime(2026, 7, 9, 9, 0, tzinfo=WIB)
        assert [(code, group) for code, group, _desk in groups(clerk)] == [(clerk.code, Group.LATE)]

    def test_what_is_outside_presses_nobody_but_its_own_deadline(self, clerk: Clerk) -> None:
        clerk.start("renstra", "Renstra", from_step=13)
        clerk.now += timedelta(days=120)
        assert here(clerk) == []


class TestArrivals:
    """Where a dossier comes next, by the plan, within three working days."""

    def test_when_the_plan_says(self, clerk: Clerk) -> None:
        clerk.start("rup", "RUP 2027", from_step=8)  # Kasubbag 10 m, Sekcam 1 h, Camat 15 m, Bagian Umum
        known, card = clerk.office.look(), stand(clerk.office, clerk.now).cards[0]
        every = known.sop("rup").steps[7:]
        planned = known.worktime.chain(card.since, [s.duration for s in every if s.duration])
        found = {
            line.desk: line.at
            for desk in Desk
            for line in lines(clerk, Whose(frozenset({desk})))
            if line.group is Group.ARRIVING
        }
        assert found == {Desk.SEKCAM: planned[0], Desk.CAMAT: planned[1], Desk.BAGIAN_UMUM: planned[2]}
        told = [line.desk for line in lines(clerk) if line.group is Group.ARRIVING]
        assert told == [Desk.SEKCAM], "everybody is told of the next desk only"

    def test_no_further_than_three_days(self, clerk: Clerk) -> None:
        clerk.start("lakip", "LAKIP")  # the draft alone takes five days
        clerk.to_step(4)
        soon = clerk.office.look().worktime.due(clerk.now, Duration.parse(f"{ARRIVING_DAYS} hari"))
        assert all(line.at is not None and line.at <= soon for line in lines(clerk))
        assert not [line for line in lines(clerk) if line.desk is Desk.KASUBBAG]
        due = stand(clerk.office, clerk.now).cards[0].due
        assert due is not None
        clerk.now = clerk.office.look().worktime.latest_start(due, Duration.parse("2 hari"))
        (found,) = [line for line in lines(clerk) if line.desk is Desk.KASUBBAG]
        assert (found.group, found.step, found.at) == (Group.ARRIVING, 5, due)

    def test_what_is_late_is_reckoned_to_end_now(self, clerk: Clerk) -> None:
        clerk.start("rup", "RUP 2027", from_step=8)
        clerk.now += timedelta(days=2)
        (found,) = [line for line in lines(clerk) if line.group is Group.ARRIVING]
        assert found.at == clerk.now

    def test_what_is_late_in_the_evening_arrives_when_the_office_opens(self, clerk: Clerk) -> None:
        clerk.start("rup", "RUP 2027", from_step=8)
        clerk.now = (clerk.now + timedelta(days=2)).replace(hour=20, minute=52)
        (found,) = [line for line in lines(clerk) if line.group is Group.ARRIVING]
        assert found.at == clerk.office.look().worktime.next_opening(clerk.now) > clerk.now
        assert found.words.endswith("07.30")
        assert "hari ini" not in found.words

    def test_without_standard_times_nothing_is_foretold(self, clerk: Clerk) -> None:
        clerk.start("balasan", "Balasan")
        assert [line for line in lines(clerk) if line.group is Group.ARRIVING] == []


class TestWhose:
    """By desk, by an official with several desks, by the owner."""

    def test_desks_officials_and_owners(self, clerk: Clerk) -> None:
        person = clerk.appoint("Sari Contoh", Desk.SEKCAM)
        clerk.appoint("Sari Contoh", Desk.CAMAT, Status.PLT, person)
        clerk.appoint("Budi Contoh", Desk.KASUBBAG)
        clerk.start("rup", "RUP", owner="Ani Contoh", from_step=9)
        offered = {
            c.key: c for c in choices(clerk.office.look(), stand(clerk.office, clerk.now).cards, clerk.now)
        }
        assert offered["meja:kasubbag"].words == "Meja Kasubbag – Budi Contoh"
        assert offered["pejabat:Sari Contoh"].whose.desks == frozenset({Desk.SEKCAM, Desk.CAMAT})
        assert "pejabat:Budi Contoh" not in offered, "one desk is one queue"
        assert offered["pelaksana:Ani Contoh"].whose == Whose(frozenset({Desk.PELAKSANA}), "Ani Contoh")
        assert "meja:bappeda" not in offered
        clerk.now += timedelta(days=2)
        both = groups(clerk, offered["pejabat:Sari Contoh"].whose)
        assert [desk for _code, _group, desk in both] == [Desk.SEKCAM, Desk.CAMAT]
        assert groups(clerk, offered["meja:kasubbag"].whose) == []
        assert groups(clerk, offered["pelaksana:Ani Contoh"].whose) == []

    def test_an_owners_queue_holds_the_owners_own(self, clerk: Clerk) -> None:
        for owner in ("Ani Contoh", "Budi Contoh"):
            clerk.start("rup", f"RUP {owner}", owner=owner)
        clerk.now += timedelta(days=2)
        whose = Whose(frozenset({Desk.PELAKSANA}), "Ani Contoh")
        assert [line.card.owner for line in lines(clerk, whose)] == ["Ani Contoh"]


class TestPaper:
    """The morning list says the same as the page."""

    def test_every_line_of_the_queue_is_printed(self, clerk: Clerk) -> None:
        clerk.start("rup", "Rencana Umum Pengadaan", from_step=8)
        clerk.now += timedelta(hours=4)
        (page,) = reading.pages(make(clerk.office, PaperOrder(PAGI), clerk.now).pdf)
        text = " ".join(page.text.split())
        assert "Terlambat (1)" in text
        assert "Akan tiba (1)" in text
        assert clerk.code in text
        assert "Kasubbag: 8" in text
        assert "Semua meja" in text
        assert "Renja 2027: mulai paling lambat Rabu, 1 Juli 2026" in text, "a duty that nobody has begun"

    def test_of_one_desk(self, clerk: Clerk) -> None:
        clerk.start("rup", "Rencana Umum Pengadaan", from_step=8)
        (page,) = reading.pages(make(clerk.office, PaperOrder(PAGI, option="meja:camat"), clerk.now).pdf)
        assert "Meja Camat" in page.text
        assert "Terlambat" not in page.text

    @pytest.mark.parametrize("option", ["meja:bappeda", "x", "pelaksana:"])
    def test_a_queue_that_is_none_is_refused(self, clerk: Clerk, option: str) -> None:
        with refused(Rule.BAD_VALUE, field="option"):
            make(clerk.office, PaperOrder(PAGI, option=option), clerk.now)
