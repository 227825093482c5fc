"""The sample office stands on any day; a filled office is the same for the same seed, and verifies."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest

from sopdesk.domain.clocks import Level
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.rules import logged_late
from sopdesk.domain.sop import Desk
from sopdesk.services import queries
from sopdesk.services.faces import reading
from sopdesk.services.facts import dossier_list
from sopdesk.services.office import Office, open_office
from sopdesk.services.sample import fill, make_sample_office
from sopdesk.services.verification import verify
from tests.services.desk import copy_office

# A working morning, the first day of a year, a Sunday evening, the month of fasting, a Friday's break.
MOMENTS = [
    "2026-07-08T10:20:00+07:00",
    "2026-01-02T09:00:00+07:00",
    "2026-11-22T22:00:00+07:00",
    "2026-03-11T07:31:00+07:00",
    "2027-04-30T05:10:00+00:00",
]


@contextmanager
def sample(template: Path, folder: Path, now: datetime) -> Iterator[Office]:
    office = open_office(copy_office(template, folder), now)
    try:
        make_sample_office(office, now)
        yield office
    finally:
        office.close()


def logs(office: Office) -> list[list[Event]]:
    with office.store.read() as unit:
        return [unit.log.of_dossier(row.id) for row in unit.dossiers.every()]


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_every_desk_has_work_of_every_kind(template: Path, data_folder: Path, moment: str) -> None:
    now = datetime.fromisoformat(moment)
    with sample(template, data_folder, now) as office:
        known = office.look()
        board = queries.board(office, now)
        cards = [card for column in board.columns.values() for card in column]
        levels = Counter(reading(known.worktime, card, now).level for card in cards)
        facts = dossier_list(office, now)
        assert all(board.columns[desk] for desk in Desk)
        assert levels[Level.TERLAMBAT] >= 3
        assert levels[Level.WASPADA] >= 2
        assert levels[Level.AMAN] >= 5
        assert levels[Level.DITUNDA] == levels[Level.LUAR] == 1
        assert {fact["sop"] for fact in facts} == set(known.current)
        assert Counter(fact["state"] for fact in facts) == {
            "running": 15,
            "held": 1,
            "finished": 8,
            "cancelled": 1,
        }
        assert sum(card.round > 1 for card in cards) >= 2
        assert verify(office).problems == ()


def test_the_log_reads_like_that_of_a_real_office(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    with sample(template, data_folder, now) as office:
        with office.store.read() as unit:
            entries = list(unit.log.walk())
        moments = [entry.logged_at for entry in entries]
        assert moments == sorted(moments)
        assert moments[-1] <= now
        assert not any("clock_behind" in entry.body for entry in entries)
        kinds = Counter(event.kind for log in logs(office) for event in log)
        wanted = {
            k
            for k in EventKind
            if k
            not in (
                EventKind.CORRECT,
                EventKind.CORRECT_NUMBER,
                EventKind.NOTE,
                EventKind.TITLE,
                EventKind.SKIP,
                EventKind.CHECK,
                EventKind.ATTACH,
            )
        }
        assert wanted - {EventKind.VOID_NUMBER} <= set(kinds)  # the void one is no dossier's
        assert sum(logged_late(event.at, event.logged_at) for log in logs(office) for event in log) >= 2


def test_its_register_has_a_void_and_an_inserted_number_and_no_gap(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    with sample(template, data_folder, now) as office:
        lines = queries.register(office, "outgoing", 2026)
        assert [line.shown for line in lines if line.state == "void"] == ["9"]
        assert [line.shown for line in lines if "." in line.shown] == ["13.a"]
        assert [int(line.shown) for line in lines if "." not in line.shown] == list(range(1, 21))
        assert len(queries.register(office, "incoming", 2026)) == 15


def test_a_plh_holds_a_desk_and_nip_are_impossible(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    with sample(template, data_folder, now) as office:
        known = office.look()
        acting = known.holder(Desk.SEKCAM, now)
        assert acting is not None
        assert acting.status.prefix == "Plh. "
        for appointment in known.appointments:
            nip = appointment.official.nip
            assert (len(nip), nip[4:6], nip[12:14]) == (18, "00", "00")
            assert "Contoh" in appointment.official.name


def test_ramadan_hours_hold_in_the_sample(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    with sample(template, data_folder, now) as office:
        hours = office.look().worktime.work_day(date(2026, 3, 11))
        assert [f"{opening:%H:%M}" for opening, _closing in hours] == ["08:00", "12:30"]


def head(template: Path, folder: Path, now: str, *, seed: int) -> str:
    moment = datetime.fromisoformat(now)
    office = open_office(copy_office(template, folder), moment)
    try:
        fill(office, years=1, open_=7, closed=60, seed=seed, now=moment)
        return verify(office).log_head
    finally:
        office.close()


def test_the_same_seed_gives_the_same_log_to_the_byte(template: Path, tmp_path: Path) -> None:
    morning, evening = "2026-07-08T08:00:00+07:00", "2026-07-08T20:00:00+07:00"
    first = head(template, tmp_path / "a", morning, seed=3)
    assert head(template, tmp_path / "b", evening, seed=3) == first
    assert head(template, tmp_path / "c", morning, seed=4) != first


@pytest.mark.parametrize(("open_", "closed"), [(0, 12), (9, 0), (30, 400)])
def test_the_numbers_of_dossiers_are_exact(
    template: Path, data_folder: Path, open_: int, closed: int
) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    office = open_office(copy_office(template, data_folder), now)
    try:
        fill(office, years=1, open_=open_, closed=closed, seed=2, now=now)
        states = Counter(fact["state"] for fact in dossier_list(office, now))
        assert states["running"] + states["held"] == open_
        assert states["finished"] + states["cancelled"] == closed
        assert verify(office).problems == ()
    finally:
        office.close()


def test_what_the_years_cannot_hold_comes_from_old_books(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    office = open_office(copy_office(template, data_folder), now)
    try:
        fill(office, years=1, scale=0.05, open_=0, closed=300, seed=2, now=now)
        short = [log for log in logs(office) if (log[0].number("step") or 0) >= 8]
        assert len(short) >= 300 - 90 - 2  # the first RFK of a year begins at its beginning
        assert sum(map(len, short)) / len(short) < 12
        assert verify(office).problems == ()
    finally:
        office.close()


def test_a_filled_office_goes_on_working(template: Path, data_folder: Path) -> None:
    from sopdesk.services import dossiers, numbering

    now = datetime.fromisoformat(MOMENTS[0])
    office = open_office(copy_office(template, data_folder), now)
    try:
        fill(office, years=1, open_=5, closed=50, seed=2, now=now)
        lines = queries.register(office, "outgoing", 2026)
        wish = numbering.NumberWish("outgoing", "Undangan", "Kepala Desa Contoh", now.date())
        taken = numbering.take_number(office, wish, by="Petugas Contoh", now=now)
        assert taken.number == len(lines) + 1
        codes = {fact["code"] for fact in dossier_list(office, now)}
        new = dossiers.start(office, dossiers.Start("rup", "RUP"), by="Petugas Contoh", at=now, now=now)
        assert new.dossier not in codes
        assert verify(office).problems == ()
    finally:
        office.close()


def test_an_office_with_work_in_it_is_not_filled(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    with sample(template, data_folder, now) as office:
        with pytest.raises(Refused) as refused:
            fill(office, years=1, now=now)
        assert refused.value.rule is Rule.BAD_VALUE


def test_stopped_half_way_it_still_verifies(template: Path, data_folder: Path) -> None:
    now = datetime.fromisoformat(MOMENTS[0])
    office = open_office(copy_office(template, data_folder), now)
    told: list[tuple[int, int]] = []

    def stop(done: int, whole: int) -> bool:
        told.append((done, whole))
        return False

    try:
        fill(office, years=1, seed=2, now=now, progress=stop)
        report = verify(office)
        assert told == [(500, 1800)]
        assert report.problems == ()
        assert 500 < report.counts["dossiers"] < 1000
    finally:
        office.close()
