"""Whatever an office does with its numbers, none is given twice, none is lost, and ``verify`` is content."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopdesk.domain.errors import Refused
from sopdesk.domain.numbers import NumberState
from sopdesk.domain.spreadsheet import Table
from sopdesk.exchange import csv_out
from sopdesk.services import importing, renumbering, reserving
from sopdesk.services.gaps import integrity
from sopdesk.services.numbering import NumberAnswer, NumberWish, take_number, void_number
from sopdesk.services.office import Office, open_office
from sopdesk.services.queries import register
from sopdesk.services.register_lines import LineRef
from sopdesk.services.renumbering import Mending
from sopdesk.services.verification import verify
from sopdesk.services.year_closing import close_year
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit
from tests.services.desk import CLERK, MONDAY, copy_office

FIRST = date(2026, 12, 28)
NOW = MONDAY.replace(year=2027, month=1, day=8)
BOOK = ("No. urut", "Nomor surat", "Tanggal surat", "Ditujukan kepada", "Isi singkat", "Keterangan")
Deed = tuple[str, int, int]


class PowerCutError(Exception):
    """The transaction does not end."""


class Life:
    """Does what it is told, and keeps which numbers letters were given."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.given: dict[tuple[int, int, str], int] = {}  # to how many letters
        self.left: set[tuple[int, int, str]] = set()  # numbers that must never be a letter's again
        self.imports: list[int] = []

    def do(self, deed: Deed) -> None:
        name, number, day = deed
        try:
            getattr(self, name)(number, FIRST + timedelta(days=day))
        except (Refused, PowerCutError):
            return

    def _taken(self, answer: NumberAnswer) -> None:
        place = (answer.year, answer.number, answer.insert or "")
        assert place not in self.left, f"{place} was void or corrected"
        assert place not in self.given, f"{place} was given before"
        self.given[place] = answer.line_id

    def _leave(self, place: tuple[int, int, str]) -> None:
        self.left.add(place)
        self.given.pop(place, None)

    def _wish(self, day: date, **asked: Any) -> NumberAnswer:
        wish = NumberWish("outgoing", "Hal", "Tujuan", day, reason="Alasan", **asked)
        return take_number(self.office, wish, by=CLERK, now=NOW)

    def take(self, _number: int, day: date) -> None:
        self._taken(self._wish(day))

    def insert(self, number: int, day: date) -> None:
        self._taken(self._wish(day, insert_after=number))

    def written(self, number: int, day: date) -> None:
        self._taken(self._wish(day, number=number, confirmed=number % 2 == 0))

    def use(self, number: int, day: date) -> None:
        self._taken(self._wish(day, reserved=number))

    def cut(self, number: int, day: date) -> None:
        """The power goes after the number was taken and before it is on the disk."""

        def then(_unit: Unit, _answer: NumberAnswer) -> None:
            raise PowerCutError

        wish = NumberWish("outgoing", "Hal", "Tujuan", day, reason="Alasan", number=number or None)
        take_number(self.office, wish, by=CLERK, now=NOW, then=then)

    def reserve(self, number: int, day: date) -> None:
        reserving.reserve(
            self.office, "outgoing", day, person="Kasi", reason="Nanti", count=number % 3 + 1, by=CLERK, now=NOW
        )  # fmt: skip

    def release(self, number: int, day: date) -> None:
        ref = LineRef("outgoing", day.year, number)
        reserving.release(self.office, ref, reason="Batal", by=CLERK, now=NOW)
        self._leave((day.year, number, ""))

    def outside(self, number: int, day: date) -> None:
        reserving.record_outside(self.office, "outgoing", number, day, reason="Lama", by=CLERK, now=NOW)

    def void(self, number: int, day: date) -> None:
        void_number(
            self.office, register="outgoing", year=day.year, number=number, reason="Salah", by=CLERK, now=NOW
        )
        self._leave((day.year, number, ""))

    def correct(self, number: int, day: date) -> None:
        ref = LineRef("outgoing", day.year, number)
        answer = renumbering.correct_number(
            self.office, ref, number + day.day % 9 - 3, reason="Salah", by=CLERK, now=NOW
        )
        self._leave((day.year, number, ""))
        self._taken(answer)

    def amend(self, number: int, day: date) -> None:
        ref, mending = LineRef("outgoing", day.year, number), Mending(subject=f"Hal {number}", day=day)
        renumbering.amend_line(self.office, ref, mending, reason="Salah", by=CLERK, now=NOW)

    def close(self, _number: int, day: date) -> None:
        close_year(self.office, "outgoing", day.year, by=CLERK, now=NOW)

    def bring(self, number: int, day: date) -> None:
        """An old book comes in behind the last number, with a hole before it or not."""
        with self.office.store.read() as unit:
            standing = unit.registers.series("outgoing", day.year, "umum")
        first = (standing.last if standing else 0) + 1 + number % 2
        written = max(day, standing.last_date if standing else day).strftime("%d/%m/%Y")
        urut = [str(first), f"{first}.a", str(first + 1 + number % 3)][: number % 4 + 1]
        void = "BATAL" if number % 5 == 0 else ""
        rows = tuple((n, f"005/{n}/Kec", written, "Tujuan", "Hal", void) for n in urut)
        book = importing.read_book(csv_out.render(Table("Agenda", BOOK, rows)), "buku.csv")
        choice = importing.propose(book, "outgoing", NOW.date())
        done = importing.import_book(self.office, book, choice, by=CLERK, now=NOW)
        self.imports.append(done.id)
        for line in self._imported(done.id):
            if line.state == NumberState.ISSUED:
                self.given[line.year, line.urut, line.sisipan] = line.id

    def unbring(self, number: int, _day: date) -> None:
        if not self.imports:
            return
        which = self.imports[-1 - number % len(self.imports)]
        lines = self._imported(which)
        importing.undo_import(self.office, which, by=CLERK, now=NOW)
        self.imports.remove(which)
        for line in lines:
            place = (line.year, line.urut, line.sisipan)
            assert place not in self.left, f"{place} was void or corrected"
            self.given.pop(place, None)

    def _imported(self, import_id: int) -> list[LineRow]:
        with self.office.store.read() as unit:
            return unit.imports.lines(import_id)


NAMES = ("take", "take", "insert", "written", "use", "cut", "reserve", "release", "outside", "void", "correct",
         "amend", "close", "bring", "unbring")  # fmt: skip
DEEDS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 14), st.integers(0, 7)), min_size=1, max_size=40
)


@pytest.mark.slow
@given(DEEDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_number_twice_and_none_without_an_explanation(template: Path, deeds: list[Deed]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = open_office(copy_office(template, Path(folder) / "data"), NOW)
        try:
            life = Life(office)
            for deed in deeds:
                life.do(deed)
            _judge(life)
        finally:
            office.close()


def _judge(life: Life) -> None:
    assert verify(life.office).problems == ()
    for year in (2026, 2027):
        report = integrity(life.office, "outgoing", year)
        assert report.whole
        lines = register(life.office, "outgoing", year)
        issued = {
            (row.year, row.urut, row.insert): row.id for row in lines if row.state == NumberState.ISSUED
        }
        assert issued == {place: line for place, line in life.given.items() if place[0] == year}
        plain = [row for row in lines if not row.insert]
        assert [row.urut for row in plain] == list(range(1, len(plain) + 1))
        days = [row.date for row in plain]
        assert days == sorted(days)


def test_the_life_reaches_every_deed(office: Office) -> None:
    """The random lives above mean something: in this one each deed succeeds."""
    life = Life(office)
    done: list[str] = []
    for name, number, day in (
        ("take", 0, 0), ("reserve", 1, 0), ("use", 2, 0), ("insert", 1, 1), ("written", 6, 1), ("outside", 8, 2),
        ("release", 3, 0), ("void", 1, 2), ("correct", 6, 0), ("amend", 4, 1), ("bring", 2, 6), ("unbring", 0, 0),
        ("close", 0, 0),
    ):  # fmt: skip
        act: Callable[[int, date], None] = getattr(life, name)
        act(number, FIRST + timedelta(days=day))
        done.append(name)
    life.do(("cut", 0, 7))
    assert {*done, "cut"} == set(NAMES)
    _judge(life)
