"""Reminders: a simulated month, minute by minute, over many dossiers; and what is said."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from random import Random

import pytest

from sopdesk.domain.calendar import Calendar, Period
from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.presets import default_calendar, presets
from sopdesk.domain.sop import Desk
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.duties import DutyRow, Standing
from sopdesk.services.office import Known, Office
from sopdesk.services.queries import card_of
from sopdesk.services.reminder_file import FILE, Told, ToldBy, keep_told, read_told, with_told
from sopdesk.services.reminders import Cause, Reminder, reminders, together
from sopdesk.services.today import Stand, stand
from sopdesk.services.views import Card
from tests.domain.worktime_oracle import FIRST, Oracle, moment
from tests.services.desk import MONDAY, WIB, Clerk

# March 2026: Ramadan until the 19th with hours of its own, Nyepi, Idul Fitri with its days off around it.
BEGIN, END = ((day - FIRST).days * 1440 for day in (date(2026, 3, 1), date(2026, 4, 1)))
DOSSIERS = 40
TIMES = ("5 menit", "10 menit", "1 jam", "2 jam", "1 hari", "2-3 hari", "5 hari")


def hard_calendar() -> Calendar:
    ramadan = next(each for each in presets() if each.seasonal)
    period = Period("Ramadan", date(2026, 2, 18), date(2026, 3, 19), ramadan.week)
    return replace(default_calendar(), periods=(period,))


@dataclass(frozen=True)
class Spell:
    """How a card looks from one minute until another."""

    since: int
    until: int
    card: Card


def life_of(rng: Random, worktime: WorkingTime, pattern: Card, number: int) -> list[Spell]:
    """A dossier over the month: one visit after the other, some with a hold in between, some with a deadline."""
    card = pattern._replace(id=number, code=f"2026-{number:04d}-X")
    if rng.random() < 0.5:
        due = worktime.settle(moment(rng.randrange(BEGIN, END)))
        warn = worktime.settle(due - timedelta(days=rng.randrange(1, 6)))
        card = card._replace(deadline=due, deadline_warn=warn)
    found: list[Spell] = []
    at = BEGIN - rng.randrange(1, 8000)
    while at < END:
        end = at + rng.randrange(2, rng.choice([9, 60, 500, 3000, 12000]) + 1)
        duration = Duration.parse(rng.choice(TIMES))
        card = card._replace(
            since=moment(at),
            due=worktime.due(moment(at), duration),
            warn_from=worktime.warn_from(moment(at), duration),
            desk=Desk.BAPPEDA if rng.random() < 0.15 else rng.choice(list(Desk)[:5]),
        )
        assert card.due is not None
        assert card.warn_from is not None
        if rng.random() < 0.3 and end - at > 4:
            stop, go = sorted(rng.sample(range(at + 1, end), 2))
            found += [
                Spell(at, stop, card),
                Spell(stop, go, card._replace(life="held", hold_reason="Camat dinas luar")),
            ]
            left = worktime.remaining(moment(stop), card.due, Unit.MENIT)
            card = card._replace(due=worktime.extend(moment(go), left, Unit.MENIT))
            at = go
        found.append(Spell(at, end, card))
        at = end
    return found


def expected(lives: Iterable[list[Spell]], working: list[int]) -> dict[tuple[int, str, str], int]:
    """By dossier, clock and kind: the first working minute at which it is to be told, counted from a list of them."""
    found: dict[tuple[int, str, str], int] = {}

    def first(key: tuple[int, str, str], since: int, until: int) -> None:
        place = bisect_left(working, max(since, BEGIN))
        if place < len(working) and working[place] < min(until, END):
            found[key] = min(found.get(key, END), working[place])

    for spells in lives:
        for spell in spells:
            card = spell.card
            clocks = [("batas", card.deadline_warn, card.deadline)]
            if card.life == "running":
                clocks.append((card.since.isoformat(), card.warn_from, card.due))
            for clock, warn, due in clocks:
                if warn is not None and due is not None:
                    over = minute(due)
                    first((card.id, clock, "near"), max(spell.since, minute(warn)), min(spell.until, over))
                    first((card.id, clock, "due"), max(spell.since, over), spell.until)
    for number, clock, kind in list(found):
        # Who is told that it is late needs no word any more that it was close.
        if kind == "near" and found.get((number, clock, "due"), END) < found[(number, clock, "near")]:
            del found[(number, clock, "near")]
    return found


def minute(when: datetime) -> int:
    return ceil((when - moment(0)) / timedelta(minutes=1))


@pytest.fixture
def pattern(clerk: Clerk) -> Card:
    clerk.start()
    return card_of(clerk.case.known, clerk.row)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_month_minute_by_minute(office: Office, pattern: Card, seed: int) -> None:
    """None outside office hours, none twice, none missed, and each at the first minute at which it could be."""
    rng, calendar = Random(seed), hard_calendar()
    worktime = WorkingTime(calendar, WIB)
    known = replace(office.look(), calendar=calendar, worktime=worktime)
    lives = [life_of(rng, worktime, pattern, number) for number in range(1, DOSSIERS + 1)]
    working = Oracle(calendar).minutes
    starts: dict[int, list[Spell]] = defaultdict(list)
    for spell in (spell for spells in lives for spell in spells):
        starts[max(spell.since, BEGIN) if spell.until > BEGIN else -1].append(spell)

    told = Told()
    said: list[tuple[int, Reminder]] = []
    cards: dict[int, Card] = {}
    now_stand = Stand((), (), (), 5)
    for at in range(BEGIN, END):
        for spell in starts.get(at, ()):
            cards[spell.card.id] = spell.card
            now_stand = Stand(tuple(cards.values()), (), (), 5)
        if at in starts:
            now_stand = Stand(tuple(cards.values()), (), (), 5)
        found = reminders(known, now_stand, moment(at), told)
        if found:
            said += [(at, each) for each in found]
            told = with_told(told, found, moment(at))

    open_minutes = set(working)
    assert all(at in open_minutes for at, _each in said), "never outside office hours"
    keys = [each.key for _at, each in said]
    assert len(keys) == len(set(keys)), "never twice"
    got = {_identity(each): at for at, each in said}
    assert got == expected(lives, working), "none missed, none too late, none too early"
    assert {each.cause for _at, each in said} == {Cause.NEAR, Cause.DUE, Cause.OUTSIDE}
    assert len(said) > 300


def _identity(each: Reminder) -> tuple[int, str, str]:
    number, rest = each.key.split(":", 1)
    clock, kind = rest.rsplit(":", 1)
    if not clock.startswith("batas:"):
        clock = datetime.fromisoformat(clock).astimezone(WIB).isoformat()
    clock = clock[:5] if clock.startswith("batas:") else clock
    return int(number), clock, "near" if kind == Cause.NEAR else "due"


class TestWords:
    """What is said of each, and of many at a time."""

    def test_of_a_step(self, clerk: Clerk, pattern: Card) -> None:
        known = clerk.office.look()
        assert pattern.due is not None
        assert pattern.warn_from is not None
        (near,) = self.said(known, pattern, pattern.warn_from + timedelta(minutes=1))
        assert near.cause is Cause.NEAR
        assert near.words == f"LAKIP {pattern.code} di Pelaksana: sisa 1 jam 51 menit."
        (due,) = self.said(known, pattern, pattern.due + timedelta(hours=3))
        assert (due.cause, due.dossier) == (Cause.DUE, pattern.id)
        assert "terlambat" in due.words
        assert due.also == (near.key,)

    def test_of_the_dossiers_deadline(self, clerk: Clerk, pattern: Card) -> None:
        known = clerk.office.look()
        due = datetime(2026, 7, 10, 16, 30, tzinfo=WIB)
        held = pattern._replace(life="held", hold_reason="Camat dinas luar", deadline=due)
        held = held._replace(deadline_warn=due - timedelta(days=2))
        (near,) = self.said(known, held, due - timedelta(hours=2))
        assert near.words.endswith("batas waktu berkas sampai Jumat, 10 Juli 2026 pukul 16.30.")
        (late,) = self.said(known, held, due + timedelta(days=3, hours=-3))
        assert "lewat Jumat" in late.words

    def test_of_a_second_sheet(self, clerk: Clerk) -> None:
        clerk.start()
        clerk.to_end()
        ended = clerk.now
        days = stand(clerk.office, ended).receipt_days
        last = clerk.case.known.worktime.due(clerk.row.ended_at or ended, Duration.parse(f"{days} hari"))
        assert self.missing(clerk, last - timedelta(minutes=2)) == []
        (found,) = self.missing(clerk, last + timedelta(days=1))
        assert found.words.endswith("lembar 2 belum kembali sesudah 5 hari kerja.")
        clerk.now = last + timedelta(days=1)
        clerk.receipt()
        assert self.missing(clerk, last + timedelta(days=1, minutes=5)) == []

    def test_of_a_duty(self, office: Office) -> None:
        known, now = office.look(), MONDAY.replace(hour=9)
        row = DutyRow(
            "rfk",
            "RFK & TEPPA",
            "2026-06",
            "Juni 2026",
            now + timedelta(days=4),
            now + timedelta(days=1),
            now,
            Standing.DUE,
        )
        (first,) = reminders(known, Stand((), (), (row,), 5), now, ())
        (last,) = reminders(known, Stand((), (), (row,), 5), row.latest, ())
        assert first.words.startswith("RFK & TEPPA Juni 2026 belum dimulai")
        assert first.key != last.key
        assert last.also == (first.key,)
        assert reminders(known, Stand((), (), (row,), 5), now - timedelta(minutes=1), ()) == []
        done = replace(row, standing=Standing.RUNNING)
        assert reminders(known, Stand((), (), (done,), 5), row.latest, ()) == []

    def test_many_are_one_sentence(self) -> None:
        told = [Reminder(f"{n}", cause, "x") for n, cause in enumerate([Cause.NEAR, Cause.DUE, Cause.NEAR])]
        said = together(told)
        assert said == "1 jatuh tempo atau terlambat, 2 mendekati batas. Lihat Hari ini (Ctrl+T)."
        assert together(told[:1]) == "x"
        assert together([]) == ""

    @staticmethod
    def missing(clerk: Clerk, now: datetime) -> list[Reminder]:
        found = reminders(clerk.office.look(), stand(clerk.office, now), now, ())
        return [each for each in found if each.cause is Cause.RECEIPT]

    @staticmethod
    def said(known: Known, card: Card, now: datetime) -> list[Reminder]:
        return reminders(known, Stand((card,), (), (), 5), now, ())


class TestFile:
    """What is told is remembered over a restart; a file that cannot be read has told nothing."""

    def test_there_and_back(self, tmp_path: Path) -> None:
        now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
        told = with_told(Told(on=False), [Reminder("1:a", Cause.DUE, "x", 1, ("1:b",))], now)
        assert keep_told(tmp_path, told)
        again = read_told(tmp_path)
        assert again == told
        assert "1:b" in again
        assert "1:c" not in again

    def test_what_is_long_past_is_forgotten(self) -> None:
        now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
        told = with_told(Told(), [Reminder("1:a", Cause.DUE, "x")], now)
        assert "1:a" in with_told(told, (), now + timedelta(days=399))
        assert "1:a" not in with_told(told, (), now + timedelta(days=401))

    def test_what_a_clock_told_that_ran_ahead_is_told_again(self) -> None:
        now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
        told = with_told(Told(), [Reminder("1:a", Cause.DUE, "x")], now)
        assert "1:a" in ToldBy(told, now + timedelta(days=40))
        assert "1:a" in ToldBy(told, now - timedelta(hours=23)), (
            "put right by a little, it tells nothing twice"
        )
        assert "1:a" not in ToldBy(told, now - timedelta(days=40))
        assert "1:b" not in ToldBy(told, now)

    @pytest.mark.parametrize("text", ["", "[]", "{", '{"told": 1}', '{"told": {"a": "x"}}', "\x00"])
    def test_a_broken_file_has_told_nothing(self, tmp_path: Path, text: str) -> None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        assert read_told(tmp_path) == Told()

    def test_a_time_without_a_zone_is_left_out(self, tmp_path: Path) -> None:
        text = json.dumps(
            {"on": True, "told": {"a": "2026-11-23T08:00:00", "b": "2026-11-23T08:00:00+00:00"}}
        )
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        assert list(read_told(tmp_path).keys) == ["b"]

    def test_a_disk_that_refuses_stops_nobody(self, tmp_path: Path) -> None:
        assert not keep_told(tmp_path / "tidak-ada", Told())
