"""Reserved, outside, corrected and amended numbers, and the year that is closed over them (rules 21, 22)."""

from datetime import date, datetime

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.numbers import Numbering, SeriesMode
from sopdesk.services import renumbering, reserving
from sopdesk.services.agenda_views import agenda, sums_words, whole_words
from sopdesk.services.gaps import integrity, line_history
from sopdesk.services.letters import letter_at_hand
from sopdesk.services.next_number import next_number
from sopdesk.services.number_settings import save_numbering
from sopdesk.services.panel import dossier_view
from sopdesk.services.queries import register
from sopdesk.services.register_lines import LineRef
from sopdesk.services.renumbering import Mending
from sopdesk.services.reserving import SpanAnswer
from sopdesk.services.verification import verify
from sopdesk.services.views import RegisterRow
from sopdesk.services.year_closing import close_year, closed_year, hindrances
from tests.behind import behind
from tests.services.desk import CLERK, OTHER, WIB, Clerk, refused
from tests.services.test_rules_09_12 import set_profile


def ref(number: int, insert: str = "", *, year: int = 2026, series: str = "umum") -> LineRef:
    return LineRef("outgoing", year, number, series, insert)


def take(clerk: Clerk, **given: object) -> int:
    return clerk.number(dossier=None, at=None, **given).number


def reserve(clerk: Clerk, count: int = 1, **given: object) -> SpanAnswer:
    chosen: dict[str, object] = {"person": "Kasi Pemerintahan", "reason": "Surat menyusul", **given}
    day = chosen.pop("day", clerk.now.date())
    assert isinstance(day, date)
    return reserving.reserve(clerk.office, "outgoing", day, count=count, by=clerk.by, now=clerk.now, **chosen)  # type: ignore[arg-type]


def outside(clerk: Clerk, upto: int, **given: object) -> SpanAnswer:
    chosen: dict[str, object] = {"reason": "Dicatat di buku lama", **given}
    day = chosen.pop("day", clerk.now.date())
    assert isinstance(day, date)
    return reserving.record_outside(clerk.office, "outgoing", upto, day, by=clerk.by, now=clerk.now, **chosen)  # type: ignore[arg-type]


def release(clerk: Clerk, number: int, reason: str = "Surat tidak jadi") -> str:
    return reserving.release(clerk.office, ref(number), reason=reason, by=clerk.by, now=clerk.now).state


def correct(clerk: Clerk, number: int, to: int, **given: object) -> str:
    chosen: dict[str, object] = {"reason": "Salah ketik", **given}
    return renumbering.correct_number(
        clerk.office, ref(number), to, by=clerk.by, now=clerk.now, **chosen  # type: ignore[arg-type]
    ).text  # fmt: skip


def amend(clerk: Clerk, number: int, **said: object) -> str:
    mending = Mending(**said)  # type: ignore[arg-type]
    return renumbering.amend_line(
        clerk.office, ref(number), mending, reason="Salah catat", by=clerk.by, now=clerk.now
    ).text


def rows(clerk: Clerk, year: int = 2026) -> dict[str, RegisterRow]:
    return {row.shown: row for row in register(clerk.office, "outgoing", year)}


def states(clerk: Clerk) -> list[tuple[str, str]]:
    return [(row.shown, row.state) for row in rows(clerk).values()]


def sound(clerk: Clerk) -> None:
    assert verify(clerk.office).problems == ()
    assert all(each.sums.whole for each in integrity(clerk.office, "outgoing", 2026).series)


# Reserved


def test_a_reserved_number_waits_and_is_used(clerk: Clerk) -> None:
    take(clerk)
    assert reserve(clerk, 2) == SpanAnswer(2026, "umum", 2, 3, "reserved")
    assert take(clerk) == 4
    assert [s for _n, s in states(clerk)] == ["issued", "reserved", "reserved", "issued"]
    assert (rows(clerk)["2"].party, rows(clerk)["2"].subject) == ("Kasi Pemerintahan", "")
    clerk.start("lakip", from_step=12)
    clerk.by = OTHER
    answer = clerk.number(reserved=3, code="005")
    assert (answer.number, answer.text, clerk.state.number and clerk.state.number.urut) == (
        3,
        "005/3/Kec/2026",
        3,
    )
    row = rows(clerk)["3"]
    assert (row.state, row.dossier, row.reason, row.by) == ("issued", clerk.code, "", OTHER)
    assert [e.words for e in line_history(clerk.office, row.id)] == [
        "Dicadangkan untuk Kasi Pemerintahan",
        "Nomor cadangan dipakai: 005/3/Kec/2026",
    ]
    with refused(Rule.NUMBER_TAKEN, number=3):
        take(clerk, reserved=3)
    with refused(Rule.NUMBER_UNKNOWN, number=9):
        take(clerk, reserved=9)
    assert take(clerk) == 5
    sound(clerk)


def test_a_reserved_number_keeps_the_order_of_the_days(clerk: Clerk) -> None:
    take(clerk, day=date(2026, 7, 1))
    reserve(clerk, day=date(2026, 7, 2))
    take(clerk, day=date(2026, 7, 6))
    with refused(Rule.DATE_BEFORE_LAST, number=1, last=date(2026, 7, 1)):
        take(clerk, reserved=2, day=date(2026, 6, 30))
    with refused(Rule.DATE_AFTER_NEXT, number=3, next=date(2026, 7, 6)):
        take(clerk, reserved=2, day=date(2026, 7, 7))
    assert take(clerk, reserved=2, day=date(2026, 7, 3)) == 2
    sound(clerk)


@pytest.mark.parametrize("way", ["reserved", "number"])
def test_the_next_number_is_not_older_than_a_reserved_one_before_it(clerk: Clerk, way: str) -> None:
    reserve(clerk, 2, day=date(2026, 7, 2))
    assert take(clerk, **{way: 2}, day=date(2026, 7, 6)) == 2
    assert next_number(clerk.office, "outgoing", 2026).last_date == date(2026, 7, 6)
    with refused(Rule.DATE_BEFORE_LAST, number=2, last=date(2026, 7, 6)):
        take(clerk, day=date(2026, 7, 3))
    assert take(clerk, reserved=1, day=date(2026, 7, 3)) == 1
    assert take(clerk, day=date(2026, 7, 6)) == 3
    sound(clerk)


def test_a_corrected_number_that_was_reserved_last_keeps_the_order_of_the_days(clerk: Clerk) -> None:
    take(clerk, day=date(2026, 7, 1))
    reserve(clerk, day=date(2026, 7, 1))
    correct(clerk, 1, to=2)
    amend(clerk, 2, day=date(2026, 7, 6))
    with refused(Rule.DATE_BEFORE_LAST, number=2, last=date(2026, 7, 6)):
        take(clerk, day=date(2026, 7, 3))
    sound(clerk)


def test_a_released_number_is_void_with_its_reason(clerk: Clerk) -> None:
    reserve(clerk)
    assert release(clerk, 1) == "void"
    assert (rows(clerk)["1"].state, rows(clerk)["1"].reason) == ("void", "Surat tidak jadi")
    with refused(Rule.NUMBER_VOID):
        release(clerk, 1)
    assert take(clerk) == 2
    with refused(Rule.NUMBER_TAKEN):
        release(clerk, 2)
    with refused(Rule.NUMBER_TAKEN):
        take(clerk, reserved=1)
    assert line_history(clerk.office, rows(clerk)["1"].id)[1].words == "Cadangan dilepas, nomor menjadi BATAL"
    sound(clerk)


def test_reserving_names_person_and_reason_and_few_at_a_time(clerk: Clerk) -> None:
    with refused(Rule.BAD_TEXT, field="person"):
        reserve(clerk, person="")
    with refused(Rule.NEEDS_REASON):
        reserve(clerk, reason="")
    for count in (0, 11, 6000):
        with refused(Rule.BAD_VALUE, field="count"):
            reserve(clerk, count)
    assert reserve(clerk, 10).last == 10
    with refused(Rule.DATE_BEFORE_LAST):
        reserve(clerk, day=date(2026, 7, 1))


# Written by hand, and used outside


def test_the_number_on_the_paper_is_the_next_or_a_small_jump(clerk: Clerk) -> None:
    assert take(clerk, number=1) == 1
    assert states(clerk) == [("1", "issued")]
    with refused(Rule.NEEDS_REASON):
        take(clerk, number=4)
    assert states(clerk) == [("1", "issued")]
    assert take(clerk, number=4, reason="Dipakai sebelum ada aplikasi") == 4
    assert states(clerk) == [("1", "issued"), ("2", "outside"), ("3", "outside"), ("4", "issued")]
    assert rows(clerk)["2"].reason == "Dipakai sebelum ada aplikasi"
    assert rows(clerk)["4"].reason == ""
    with refused(Rule.NUMBER_TAKEN, number=1):
        take(clerk, number=1)
    for odd in (0, -1, 10**8):
        with refused(Rule.BAD_VALUE, field="number"):
            take(clerk, number=odd)
    with refused(Rule.BAD_VALUE, field="number"):
        take(clerk, number=5, reserved=2)
    assert take(clerk) == 5
    sound(clerk)


def test_a_long_jump_is_asked_for_again(clerk: Clerk) -> None:
    """OpenSID's 255 typed for 355: what follows would jump too."""
    take(clerk)
    with refused(Rule.NUMBER_JUMP, next=2, wanted=13, gap=11, most=None):
        take(clerk, number=13, reason="Lama")
    assert take(clerk, number=12, reason="Lama") == 12
    assert take(clerk, number=100, reason="Lama", confirmed=True) == 100
    with refused(Rule.NUMBER_JUMP, most=5000):
        take(clerk, number=9000, reason="Lama", confirmed=True)
    save_numbering(clerk.office, Numbering(jump_limit=2), by=CLERK, now=clerk.now)
    with refused(Rule.NUMBER_JUMP, gap=3):
        take(clerk, number=104, reason="Lama")
    sound(clerk)


def test_a_letter_from_outside_finds_its_line(clerk: Clerk) -> None:
    outside(clerk, 3)
    assert take(clerk, number=2, subject="Surat lama") == 2
    row = rows(clerk)["2"]
    assert (row.state, row.subject, row.text) == ("issued", "Surat lama", "000/2/Kec/2026")
    assert line_history(clerk.office, row.id)[-1].words.startswith("Surat dari luar aplikasi dicatat")
    assert take(clerk) == 4
    sound(clerk)


def test_an_office_that_begins_in_the_middle_of_the_year(clerk: Clerk) -> None:
    with refused(Rule.NUMBER_JUMP, gap=57):
        outside(clerk, 57)
    assert outside(clerk, 57, confirmed=True) == SpanAnswer(2026, "umum", 1, 57, "outside")
    with refused(Rule.NUMBER_TAKEN, number=57):
        outside(clerk, 57)
    assert take(clerk) == 58
    (series,) = integrity(clerk.office, "outgoing", 2026).series
    assert [(s.shown, s.words, s.reason, s.by) for s in series.special] == [
        ("1–57", "Di luar aplikasi", "Dicatat di buku lama", CLERK)
    ]
    with clerk.office.store.read() as unit:
        assert unit.log.count() == 2
    sound(clerk)


# Corrected


def test_a_mistyped_number_moves_with_its_letter(clerk: Clerk) -> None:
    clerk.start("lakip")
    clerk.to_end()
    assert correct(clerk, 1, 4) == "000.8.6.3/4/Kec/2026"
    assert states(clerk) == [("1", "corrected"), ("2", "outside"), ("3", "outside"), ("4", "issued")]
    assert (rows(clerk)["1"].dossier, rows(clerk)["1"].sent_on) == ("", None)
    assert (rows(clerk)["4"].dossier, rows(clerk)["4"].sent_on) == (clerk.code, date(2026, 7, 6))
    assert clerk.row.number_text == "000.8.6.3/4/Kec/2026"
    assert clerk.state.dispatched[0].letter == "000.8.6.3/4/Kec/2026"
    assert letter_at_hand(clerk.office, clerk.code, now=clerk.now).letter.number == "000.8.6.3/4/Kec/2026"
    with clerk.office.store.read() as unit:
        assert {row.letter for row in unit.deliveries.every()} == {"000.8.6.3/4/Kec/2026"}
    with refused(Rule.NUMBER_CORRECTED):
        clerk.void(1)
    with refused(Rule.NUMBER_CORRECTED):
        correct(clerk, 1, 9)
    with refused(Rule.NUMBER_TAKEN):
        take(clerk, number=1)
    with refused(Rule.CANNOT_UNDO, why="number"):
        clerk.undo()
    assert take(clerk) == 5
    sound(clerk)


def test_a_correction_goes_to_a_line_that_waits(clerk: Clerk) -> None:
    reserve(clerk)
    clerk.start("lakip", from_step=12)
    clerk.number()
    correct(clerk, 2, 1)
    assert states(clerk) == [("1", "issued"), ("2", "corrected")]
    assert clerk.state.number is not None
    assert (clerk.state.number.urut, clerk.state.number.text) == (1, "000.8.6.3/1/Kec/2026")
    clerk.stamp()
    clerk.dispatch()
    assert rows(clerk)["1"].sent_on == date(2026, 7, 6)
    history = line_history(clerk.office, rows(clerk)["2"].id)
    assert [e.words for e in history] == [
        "Nomor diambil: 000.8.6.3/2/Kec/2026",
        "Surat dipindahkan ke nomor 000.8.6.3/1/Kec/2026; nomor ini tidak dipakai lagi",
    ]
    sound(clerk)


def test_what_cannot_be_corrected(clerk: Clerk) -> None:
    take(clerk)
    take(clerk, day=date(2026, 7, 8))
    with refused(Rule.NUMBER_TAKEN, number=2):
        correct(clerk, 1, 2)
    with refused(Rule.DATE_BEFORE_LAST):
        correct(clerk, 1, 3)  # the letter's date lies before the last one given
    with refused(Rule.BAD_VALUE, field="number"):
        correct(clerk, 2, 2)
    with refused(Rule.NEEDS_REASON):
        correct(clerk, 2, 3, reason=" ")
    with refused(Rule.NUMBER_JUMP):
        correct(clerk, 2, 99)
    reserve(clerk, day=date(2026, 7, 8))
    with refused(Rule.BAD_VALUE, field="number"):
        correct(clerk, 3, 4)
    assert [s for _n, s in states(clerk)] == ["issued", "issued", "reserved"]


def test_what_a_line_says_is_mended_with_a_trace(clerk: Clerk) -> None:
    clerk.start("lakip", from_step=12)
    clerk.number(subject="LAKIP 2024")
    text = amend(clerk, 1, subject="LAKIP 2025", party="Inspektur", code="700.1", day=date(2026, 7, 5))
    assert text == "700.1/1/Kec/2026"
    row = rows(clerk)["1"]
    assert (row.subject, row.party, row.code, row.date) == (
        "LAKIP 2025",
        "Inspektur",
        "700.1",
        date(2026, 7, 5),
    )
    assert clerk.row.number_text == text
    letter = letter_at_hand(clerk.office, clerk.code, now=clerk.now).letter
    assert (letter.number, letter.day) == (text, date(2026, 7, 5))
    made = line_history(clerk.office, row.id)[-1]
    assert made.words == (
        "Dibetulkan: nomor surat semula “000.8.6.3/1/Kec/2026”, tanggal semula “2026-07-06”, "
        "tujuan semula “Kepala BAPPEDA”, isi semula “LAKIP 2024”, kode semula “000.8.6.3”"
    )
    assert (made.reason, made.by) == ("Salah catat", CLERK)
    with refused(Rule.BAD_VALUE, field="subject"):
        amend(clerk, 1, subject="LAKIP 2025")
    with refused(Rule.BAD_VALUE, field="date"):
        amend(clerk, 1, day=date(2025, 7, 6))
    sound(clerk)


def test_the_dossier_tells_of_a_correction(clerk: Clerk) -> None:
    clerk.start("lakip", from_step=12)
    clerk.number()
    amend(clerk, 1, subject="Hal lain")
    correct(clerk, 1, 2)
    log = dossier_view(clerk.office, clerk.code, clerk.now).log
    assert [(row.words, row.reason) for row in log if row.kind == "correct_number"] == [
        ("Nomor dibetulkan: 000.8.6.3/2/Kec/2026, semula 000.8.6.3/1/Kec/2026", "Salah ketik"),
        ("Baris nomor 000.8.6.3/1/Kec/2026 di buku agenda dibetulkan", "Salah catat"),
    ]


def test_a_slip_of_the_last_day_no_longer_closes_the_book(clerk: Clerk) -> None:
    take(clerk, day=date(2026, 7, 6))
    take(clerk, day=date(2026, 12, 31))
    with refused(Rule.DATE_BEFORE_LAST):
        take(clerk)
    with refused(Rule.DATE_BEFORE_LAST, number=1):
        amend(clerk, 2, day=date(2026, 7, 1))
    amend(clerk, 2, day=date(2026, 7, 6))
    with refused(Rule.DATE_AFTER_NEXT, number=2):
        amend(clerk, 1, day=date(2026, 7, 7))
    assert take(clerk) == 3
    sound(clerk)


def test_a_text_of_another_form_only_changes_its_code(clerk: Clerk) -> None:
    take(clerk, code="005")
    set_profile(clerk.office, number_format="{urut}/{kode}", unit_code="Kec")
    assert amend(clerk, 1, code="027") == "027/1/Kec/2026"
    assert amend(clerk, 1, subject="Lain") == "027/1/Kec/2026"
    sound(clerk)


# Series


def test_one_series_for_each_code(clerk: Clerk) -> None:
    save_numbering(clerk.office, Numbering(SeriesMode.PER_CODE), by=CLERK, now=clerk.now)
    assert [take(clerk, code="005", series=""), take(clerk, code="027", series="")] == [1, 1]
    assert take(clerk, code="005", series="") == 2
    assert take(clerk, series="") == 1  # the office's general code
    assert [s.series for s in agenda(clerk.office, "outgoing", 2026).sums] == ["000", "005", "027"]
    hint = next_number(clerk.office, "outgoing", 2026, code="005")
    assert (hint.urut, hint.series) == (3, "005")
    sound(clerk)


def test_letters_that_come_count_in_one_series_whatever_their_code(clerk: Clerk) -> None:
    save_numbering(clerk.office, Numbering(SeriesMode.PER_CODE), by=CLERK, now=clerk.now)
    came = [clerk.number(dossier=None, at=None, register="incoming", code=code) for code in ("005", "027")]
    assert [(each.series, each.number) for each in came] == [("umum", 1), ("umum", 2)]
    hint = next_number(clerk.office, "incoming", 2026, code="005")
    assert (hint.urut, hint.series) == (3, "umum")
    sound(clerk)


@pytest.mark.parametrize("limit", [0, -1, 5001])
def test_a_jump_limit_that_is_none(clerk: Clerk, limit: int) -> None:
    with refused(Rule.BAD_VALUE, field="jump_limit"):
        save_numbering(clerk.office, Numbering(jump_limit=limit), by=CLERK, now=clerk.now)


def test_incoming_numbers_have_a_form_of_their_own(clerk: Clerk) -> None:
    assert clerk.number(dossier=None, at=None, register="incoming").text == "000/1/Kec/2026"
    save_numbering(clerk.office, Numbering(incoming_format="SM-{urut:3}/{tahun}"), by=CLERK, now=clerk.now)
    assert clerk.number(dossier=None, at=None, register="incoming").text == "SM-002/2026"
    with refused(Rule.BAD_VALUE, field="incoming_format", reason="huruf 1: {nomor} tidak dikenal"):
        save_numbering(clerk.office, Numbering(incoming_format="{nomor}"), by=CLERK, now=clerk.now)
    sound(clerk)


# The year's end


def at_new_year(clerk: Clerk) -> Clerk:
    clerk.now = datetime(2027, 1, 5, 9, tzinfo=WIB)
    return clerk


def test_a_year_is_closed_when_every_number_is_explained(clerk: Clerk) -> None:
    for _ in range(3):
        take(clerk)
    clerk.void(2)
    reserve(clerk, 2)
    with refused(Rule.YEAR_RUNNING, year=2026):
        close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    at_new_year(clerk)
    with refused(Rule.YEAR_UNEXPLAINED, reserved=["4–5"], missing=[]):
        close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    release(clerk, 4)
    take(clerk, reserved=5, day=date(2026, 7, 6))
    assert take(clerk, day=date(2026, 12, 31)) == 6  # a letter of the old year, until it is closed
    assert hindrances(clerk.office, "outgoing", 2026, clerk.now) is None
    closed = close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    (series,) = closed.series
    assert (series.last, series.lines, series.issued, series.void) == (6, 6, 4, 2)
    assert [each[:2] for each in series.special] == [("2", "void"), ("4", "void")]
    with clerk.office.store.read() as unit:
        assert closed.head in {entry.hash for entry in unit.log.walk()}
    assert closed_year(clerk.office, "outgoing", 2026) == closed
    found = integrity(clerk.office, "outgoing", 2026)
    assert (found.closed_by, found.whole) == (CLERK, True)
    sound(clerk)


def test_after_the_closing_only_inserted_numbers(clerk: Clerk) -> None:
    take(clerk, day=date(2026, 12, 30))
    take(clerk, day=date(2026, 12, 30))
    outside(clerk, 3, day=date(2026, 12, 30))
    at_new_year(clerk)
    close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    last = {"day": date(2026, 12, 31)}
    for wish in ({}, {"series": "baru"}, {"number": 9, "reason": "x"}, {"number": 3}):
        with refused(Rule.YEAR_CLOSED, year=2026):
            take(clerk, **last, **wish)
    with refused(Rule.YEAR_CLOSED):
        reserve(clerk, 1, day=last["day"])
    with refused(Rule.YEAR_CLOSED):
        outside(clerk, 9, day=last["day"])
    with refused(Rule.YEAR_CLOSED):
        correct(clerk, 1, 9)
    with refused(Rule.YEAR_CLOSED):
        amend(clerk, 1, day=date(2026, 12, 29))
    with refused(Rule.YEAR_CLOSED):
        close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    answer = clerk.number(dossier=None, at=None, insert_after=2, reason="Terlambat dicatat", **last)
    assert (answer.number, answer.insert) == (2, "a")
    amend(clerk, 1, subject="Isi yang benar")
    clerk.void(2, "Salah isi")
    assert take(clerk) == 1  # the new year's first
    assert take(clerk, register="incoming", **last) == 1  # the other register is open
    sound(clerk)


def test_what_cannot_be_closed(clerk: Clerk) -> None:
    with refused(Rule.BAD_VALUE, field="year"):
        close_year(clerk.office, "outgoing", 2025, by=CLERK, now=clerk.now)
    with refused(Rule.BAD_VALUE, field="register"):
        close_year(clerk.office, "keluar", 2025, by=CLERK, now=clerk.now)
    assert closed_year(clerk.office, "outgoing", 2025) is None


def test_sums_tell_every_state(clerk: Clerk) -> None:
    outside(clerk, 2)
    take(clerk)
    reserve(clerk)
    correct(clerk, 3, 5)
    (total,) = agenda(clerk.office, "outgoing", 2026).sums
    assert sums_words(total) == (
        "5 nomor · 0 batal · 0 sisipan · 1 dicadangkan · 2 dipakai di luar aplikasi · 1 dibetulkan"
        " · terakhir 000/5/Kec/2026"
    )
    assert whole_words(total) == "Nomor 1–5 lengkap, termasuk 1 dicadangkan dengan alasan."


# Verification


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_line SET state = 'void' WHERE urut = 1",
        "UPDATE register_line SET state = 'issued' WHERE urut = 4",
        "UPDATE register_line SET party = 'Orang lain' WHERE urut = 2",
        "UPDATE register_line SET reason = 'x' WHERE urut = 4",
        "UPDATE register_line SET dossier_id = NULL WHERE urut = 5",
        "UPDATE register_line SET subject = 'x' WHERE urut = 5",
        "UPDATE register_line SET search = '' WHERE urut = 5",
        "UPDATE register_line SET actor = 'x' WHERE urut = 3",
        "DELETE FROM register_line WHERE urut = 1",
        "DELETE FROM line_change WHERE seq = (SELECT max(seq) FROM line_change)",
        "UPDATE series SET last_date = '2026-07-01' WHERE register = 'outgoing'",
        "UPDATE series SET closed = FALSE",
        "UPDATE series SET last = 9",
        "UPDATE year_close SET actor = 'x'",
        "UPDATE year_close SET body = replace(body, '\"void\":1', '\"void\":0')",
        "DELETE FROM year_close",
    ],
)
def test_what_was_changed_behind_the_programs_back_is_found(clerk: Clerk, change: str) -> None:
    clerk.start("lakip", from_step=12)
    outside(clerk, 1)
    reserve(clerk, 2)
    release(clerk, 3)
    clerk.number()
    correct(clerk, 4, 5)
    take(clerk, reserved=2)
    at_new_year(clerk)
    close_year(clerk.office, "outgoing", 2026, by=CLERK, now=clerk.now)
    assert verify(clerk.office).problems == ()
    with behind(clerk.office) as database:
        database.execute(change)
    assert verify(clerk.office).problems
