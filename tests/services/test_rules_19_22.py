"""Rules 19–22: words, answer deadlines, register numbers."""

from datetime import date, datetime, timedelta

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.services.faces import face
from sopdesk.services.queries import cards, register
from tests.behind import behind
from tests.services.desk import WIB, Clerk, refused
from tests.services.test_rules_09_12 import set_profile


def july(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=WIB)


def test_rule_19_words_on_a_card_are_short(clerk: Clerk) -> None:
    """Over a working day in days by position; on the card as ``1 h 2 j``, elsewhere in full."""
    clerk.start("lakip", from_step=4)  # 5 hari
    known = clerk.office.look()
    card = cards(clerk.office, [clerk.row.id])[0]
    shown = face(known.worktime, card, july(9, 14, 30))
    assert shown.words == "sisa 1 h 2 j"
    assert shown.sentence == "sisa 1 hari 2 jam"


@pytest.mark.parametrize(
    ("nature", "start", "due"),
    [
        ("sangat_segera", july(6, 9), july(7, 9)),
        ("segera", july(6, 9), july(8, 9)),
        ("biasa", july(6, 9), july(13, 9)),
        ("", july(6, 9), july(13, 9)),
        # By the wall clock into closed hours: the last working instant before.
        ("sangat_segera", july(10, 14), july(10, 16, 30)),
        ("segera", july(9, 14), july(10, 16, 30)),
        ("sangat_segera", july(5, 20), july(6, 16)),
    ],
)
def test_rule_20_answer_deadlines(clerk: Clerk, nature: str, start: datetime, due: datetime) -> None:
    """24 and 48 hours by the wall clock, or 5 hari of work."""
    clerk.now = start
    clerk.start("balasan", nature=nature)
    assert clerk.row.deadline == due
    assert clerk.row.nature == (nature or "biasa")
    assert clerk.row.due is None
    assert clerk.answers[-1].due == due


def test_rule_20_only_an_answer_has_a_nature_of_its_own(clerk: Clerk) -> None:
    """A LAKIP gets no deadline by it, and an unknown nature is refused."""
    clerk.start("lakip", nature="segera")
    assert clerk.row.deadline is None
    with refused(Rule.BAD_VALUE, field="nature"):
        clerk.start("balasan", nature="kilat")


def test_rule_20_a_deadline_that_is_told_goes_before_the_nature(clerk: Clerk) -> None:
    """The office's own word."""
    clerk.start("balasan", nature="segera", deadline=date(2026, 7, 17))
    assert clerk.row.deadline == july(17, 16, 30)


def test_rule_21_numbers_count_in_register_year_and_series(clerk: Clerk) -> None:
    """Four independent countings; the series ``umum`` is the one that nobody names."""
    clerk.start("lakip", from_step=12)

    def take(**given: object) -> int:
        return clerk.number(dossier=None, at=None, **given).number

    assert [take(), take(), take(series="umum")] == [1, 2, 3]
    assert [take(register="incoming"), take(register="incoming")] == [1, 2]
    assert [take(series="SPT"), take(series="SPT")] == [1, 2]
    assert [take(day=date(2027, 1, 4)), take(day=date(2027, 1, 4))] == [1, 2]
    assert take() == 4
    with refused(Rule.BAD_VALUE, field="register"):
        take(register="keluar")


def test_rule_21_the_text_of_a_number(clerk: Clerk) -> None:
    """``{kode}/{urut}/{unit}/{tahun}`` with the SOP's code, the given one, or the office's general code."""
    set_profile(clerk.office, unit_code="Kec.PB")
    clerk.start("rfk", period="2026-06", from_step=12)
    assert clerk.number().text == "000.7.2.8/1/Kec.PB/2026"
    assert clerk.number(dossier=None, at=None).text == "000/2/Kec.PB/2026"
    assert clerk.number(dossier=None, at=None, code="400.14").text == "400.14/3/Kec.PB/2026"
    codes = {
        "renja": "000.7.2.4",
        "lakip": "000.8.6.3",
        "renstra": "000.7.2.2",
        "rup": "000.3.1",
        "balasan": "000.7.3",
    }
    known = clerk.office.look()
    assert {key: known.current[key].letter_code for key in codes} == codes


def test_rule_21_a_number_stands_in_the_register_with_all_it_is(clerk: Clerk) -> None:
    """Who, when, for which dossier and what for."""
    clerk.start("lakip", from_step=12)
    taken = clerk.number(subject=" LAKIP 2025 ", addressee="Bupati")
    line = register(clerk.office, "outgoing", 2026)[0]
    assert (line.urut, line.insert, line.subject, line.party) == (1, "", "LAKIP 2025", "Bupati")
    assert (line.dossier, line.by, line.state, line.text) == (clerk.code, clerk.by, "issued", taken.text)
    assert line.sent_on is None
    clerk.stamp()
    clerk.dispatch()
    assert register(clerk.office, "outgoing", 2026)[0].sent_on == date(2026, 7, 6)


def test_rule_22_the_year_is_that_of_the_letters_date(clerk: Clerk) -> None:
    """Not that of the day on which it is logged."""
    clerk.start("lakip", from_step=12)
    answer = clerk.number(dossier=None, at=None, day=date(2025, 12, 30))
    assert (answer.year, answer.number) == (2025, 1)
    assert answer.text.endswith("/2025")


def test_rule_22_a_date_before_the_last_is_refused_unless_inserted(clerk: Clerk) -> None:
    """The same day is no earlier; a void one still holds its date; nothing is used up by a refusal."""
    clerk.start("lakip", from_step=12)

    def take(day: int, **given: object) -> tuple[int, str | None]:
        answer = clerk.number(dossier=None, at=None, day=date(2026, 7, day), **given)
        return answer.number, answer.insert

    assert [take(6), take(6), take(8)] == [(1, None), (2, None), (3, None)]
    with refused(Rule.DATE_BEFORE_LAST, date=date(2026, 7, 7), last=date(2026, 7, 8), number=3):
        take(7)
    clerk.void(3)
    with refused(Rule.DATE_BEFORE_LAST):
        take(7)
    with refused(Rule.NEEDS_REASON):
        take(7, insert_after=2)
    assert take(7, insert_after=2, reason="Surat tertinggal") == (2, "a")
    assert take(7, insert_after=2, reason="Satu lagi") == (2, "b")
    assert take(8) == (4, None)
    lines = register(clerk.office, "outgoing", 2026)
    assert [line.shown for line in lines] == ["1", "2", "2.a", "2.b", "3", "4"]
    assert lines[2].reason == "Surat tertinggal"
    assert lines[2].text == "000/2.a/Kec/2026"


@pytest.mark.parametrize("after", [0, 4, -1, True, "2"])
def test_rule_22_an_inserted_number_stands_behind_one_that_was_given(clerk: Clerk, after: object) -> None:
    """Anything else is unknown; so is every number of a year with none."""
    clerk.start("lakip", from_step=12)
    for _ in range(3):
        clerk.number(dossier=None, at=None)
    with refused(Rule.NUMBER_UNKNOWN):
        clerk.number(dossier=None, at=None, insert_after=after, reason="Sisipan")
    with refused(Rule.NUMBER_UNKNOWN, year=2024):
        clerk.number(dossier=None, at=None, day=date(2024, 5, 1), insert_after=1, reason="Sisipan")


def test_rule_22_after_the_year_is_closed_only_inserted_numbers(clerk: Clerk) -> None:
    """A closed book takes no next number; another year's is open."""
    clerk.start("lakip", from_step=12)
    clerk.number(dossier=None, at=None)
    with behind(clerk.office) as database:
        database.execute("UPDATE series SET closed = TRUE WHERE year = 2026")
    with refused(Rule.YEAR_CLOSED, year=2026):
        clerk.number(dossier=None, at=None)
    answer = clerk.number(dossier=None, at=None, insert_after=1, reason="Terlambat dicatat")
    assert (answer.number, answer.insert) == (1, "a")
    assert clerk.number(dossier=None, at=None, day=date(2027, 1, 4)).number == 1


def test_rule_22_inserted_marks_go_on_after_z(clerk: Clerk) -> None:
    """The 27th is aa, and the book keeps their order."""
    clerk.start("lakip", from_step=12)
    clerk.number(dossier=None, at=None)
    given = [clerk.number(dossier=None, at=None, insert_after=1, reason="x").insert for _ in range(28)]
    assert given[:2] + given[25:] == ["a", "b", "z", "aa", "ab"]
    assert [line.insert for line in register(clerk.office, "outgoing", 2026)] == ["", *given]


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2200, 1, 1)])
def test_rule_22_a_date_out_of_the_world_is_refused(clerk: Clerk, day: date) -> None:
    """Before it can make a register of its own."""
    with refused(Rule.BAD_VALUE, field="date"):
        clerk.number(dossier=None, at=None, day=day)


def test_rule_22_a_refused_number_of_a_dossier_leaves_no_gap(clerk: Clerk) -> None:
    """The register's count, the log and the dossier are rolled back together."""
    clerk.start("lakip", from_step=12)
    set_profile(clerk.office, unit_code="u" * 90)  # with the code longer than a letter can print
    with refused(Rule.BAD_TEXT):
        clerk.number()
    set_profile(clerk.office, unit_code="Kec")
    assert clerk.number().number == 1
    assert clerk.now > july(6, 8) + timedelta(minutes=1)
