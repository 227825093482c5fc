"""Surat masuk: letters are entered, corrected, passed on, withdrawn; everything adds up with the log."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sopdesk.domain.clocks import Level
from sopdesk.domain.errors import After, Rule
from sopdesk.domain.sop import Desk
from sopdesk.services import parties
from sopdesk.services.answer_times import AnswerTimes, save_answer_times
from sopdesk.services.books import BookQuestion, count
from sopdesk.services.disposition_lists import (
    INSTRUCTIONS,
    OTHERS,
    Person,
    giver_of,
    instructions,
    receivers,
    save_lists,
)
from sopdesk.services.dispositions import DispositionWish, finish, give, not_needed, withdraw
from sopdesk.services.dossiers import Start
from sopdesk.services.entries import Answered
from sopdesk.services.incoming import (
    IncomingWish,
    amend_incoming,
    known_twice,
    line_of_number,
    register_incoming,
    wish_of,
)
from sopdesk.services.incoming_views import (
    DispositionQuestion,
    IncomingRow,
    disposition_count,
    disposition_window,
    dispositions_of,
    incoming_letter,
    incoming_window,
)
from sopdesk.services.office import Office
from sopdesk.services.outlook import outlook
from sopdesk.services.queries import register
from sopdesk.services.reserving import reserve
from sopdesk.services.verification import verify
from sopdesk.services.year_closing import close_year
from sopdesk.store.log import REGISTER, Entry
from tests.behind import behind
from tests.services.desk import CLERK, WIB, Clerk, refused

SENDER = "Dinas Kependudukan dan Pencatatan Sipil"
SEKCAM = Person("Sekretaris Kecamatan", "Kenanga Contoh", "sekcam")
KASUBBAG = Person("Kasubbag Umum", "", "kasubbag")


def letter(clerk: Clerk, **told: Any) -> int:
    """A letter that came now; its line's id."""
    chosen = {"sender": SENDER, "subject": "Permintaan data", "received_at": clerk.now, **told}
    answer = register_incoming(clerk.office, IncomingWish(**chosen), by=clerk.by, now=clerk.now)
    clerk.later(minutes=1)
    return answer.line_id


def passed_on(clerk: Clerk, line: int, **told: Any) -> int:
    """A disposition given now; its id."""
    wish = DispositionWish(line, told.pop("receivers", (SEKCAM,)), **told)
    answer = give(clerk.office, wish, by=clerk.by, at=clerk.now, now=clerk.now)
    clerk.later(minutes=1)
    return answer.id


def row(clerk: Clerk, line: int) -> IncomingRow:
    found = incoming_letter(clerk.office, line, now=clerk.now)
    assert found is not None
    return found


def entries(office: Office) -> list[Entry]:
    with office.store.read() as unit:
        return [entry for entry in unit.log.walk() if entry.stream == REGISTER]


def behind_its_back(office: Office, statement: str) -> None:
    with behind(office) as database:
        database.execute(statement)


def test_a_letter_takes_the_next_number_and_keeps_all_that_was_typed(clerk: Clerk) -> None:
    letter(clerk)
    line = letter(
        clerk,
        subject="  Undangan <b>rapat</b> & lain-lain  ",
        ref="005/12/Set/2026",
        ref_date=date(2026, 7, 3),
        nature="segera",
        code="005",
        enclosure="1 berkas",
        note="Dibawa kurir",
    )
    found = row(clerk, line)
    assert (found.shown, found.agenda, found.date) == ("2", "2/2026", date(2026, 7, 6))
    assert found.subject == "Undangan <b>rapat</b> & lain-lain"
    assert (found.ref, found.ref_date, found.code) == ("005/12/Set/2026", date(2026, 7, 3), "005")
    assert (found.enclosure, found.note, found.disposition) == (
        "1 berkas",
        "Dibawa kurir",
        "Belum didisposisi",
    )
    # Segera: 48 hours by the wall clock from the receipt on Monday at 8.01.
    assert found.answer_due == datetime(2026, 7, 8, 8, 1, tzinfo=WIB)
    assert (found.level, found.answer) == (Level.AMAN, "sisa 1 hari 7 jam 29 menit")
    assert verify(clerk.office).problems == ()


def test_a_letter_of_no_nature_waits_for_no_answer_and_a_secret_one_neither(clerk: Clerk) -> None:
    for nature in ("", "rahasia"):
        found = row(clerk, letter(clerk, nature=nature))
        assert (found.answer_due, found.level, found.answer) == (None, None, "")
    assert row(clerk, letter(clerk, nature="biasa")).answer_due is not None


def test_the_year_is_that_of_the_receipt_and_days_do_not_go_back(clerk: Clerk) -> None:
    clerk.now = datetime(2026, 12, 31, 15, 0, tzinfo=WIB)
    letter(clerk)
    clerk.now = datetime(2027, 1, 4, 8, 0, tzinfo=WIB)
    # Received in the old year, entered in the new one: the old book goes on.
    old = row(clerk, letter(clerk, received_at=datetime(2026, 12, 31, 15, 30, tzinfo=WIB)))
    new = row(clerk, letter(clerk))
    assert [(found.year, found.urut) for found in (old, new)] == [(2026, 2), (2027, 1)]
    with refused(Rule.DATE_BEFORE_LAST, number=1):
        letter(clerk, received_at=datetime(2027, 1, 3, 8, 0, tzinfo=WIB))
    with refused(Rule.TIME_IN_FUTURE):
        letter(clerk, received_at=clerk.now + timedelta(hours=1))
    with refused(Rule.NEEDS_REASON):
        letter(clerk, insert_after=1)
    found = row(clerk, letter(clerk, insert_after=1, reason="Tertinggal di meja"))
    assert (found.shown, found.reason) == ("1.a", "Tertinggal di meja")
    with refused(Rule.NUMBER_UNKNOWN, number=9):
        letter(clerk, insert_after=9, reason="Salah")
    assert verify(clerk.office).problems == ()


def test_a_reserved_number_whose_line_was_corrected_waits_for_no_disposition_yet(clerk: Clerk) -> None:
    day, kept = clerk.now.date(), "Surat menyusul"
    reserve(clerk.office, "incoming", day, person="Kasi", reason=kept, by=CLERK, now=clerk.now)
    line = line_of_number(clerk.office, day.year, 1)
    at = clerk.now
    amend_incoming(clerk.office, line, IncomingWish(SENDER, "Permintaan data", at), by=CLERK, now=at)
    assert row(clerk, line).disposed == ""
    assert verify(clerk.office).problems == ()
    clerk.number(dossier=None, at=None, register="incoming", reserved=1, subject="Undangan")
    found = row(clerk, line)
    assert (found.subject, found.received_at) == ("Undangan", at)
    assert verify(clerk.office).problems == ()


def test_a_closed_year_takes_no_letter_though_only_another_series_was_counted_in_it(clerk: Clerk) -> None:
    clerk.number(dossier=None, at=None, register="incoming", series="rahasia", day=date(2025, 12, 30))
    close_year(clerk.office, "incoming", 2025, by=CLERK, now=clerk.now)
    with refused(Rule.YEAR_CLOSED, year=2025):
        letter(clerk, received_at=datetime(2025, 12, 31, 9, tzinfo=WIB))
    assert verify(clerk.office).problems == ()


@pytest.mark.parametrize(
    ("told", "rule", "field"),
    [
        ({"sender": " "}, Rule.BAD_TEXT, "sender"),
        ({"sender": "x" * 161}, Rule.BAD_TEXT, "sender"),
        ({"subject": ""}, Rule.BAD_TEXT, "subject"),
        ({"subject": "x" * 501}, Rule.BAD_TEXT, "subject"),
        ({"ref": "x" * 161}, Rule.BAD_TEXT, "ref"),
        ({"nature": "kilat"}, Rule.BAD_VALUE, "nature"),
        ({"ref_date": date(2026, 7, 7)}, Rule.BAD_VALUE, "ref_date"),
        ({"ref_date": date(1026, 7, 7)}, Rule.BAD_VALUE, "ref_date"),
        ({"enclosure": "x" * 161}, Rule.BAD_TEXT, "enclosure"),
        ({"code": "x" * 31}, Rule.BAD_TEXT, "code"),
    ],
)
def test_what_is_wrong_is_named_and_takes_no_number(
    clerk: Clerk, told: dict[str, Any], rule: Rule, field: str
) -> None:
    with refused(rule, field=field):
        letter(clerk, **told)
    assert register(clerk.office, "incoming", 2026) == []
    assert row(clerk, letter(clerk)).urut == 1


def test_the_same_action_again_takes_no_second_number(clerk: Clerk) -> None:
    wish = IncomingWish(SENDER, "Undangan", clerk.now)
    register_incoming(clerk.office, wish, by=CLERK, now=clerk.now, action_id="a-1")
    with pytest.raises(Answered) as again:
        register_incoming(clerk.office, wish, by=CLERK, now=clerk.now, action_id="a-1")
    assert again.value.answer["number"] == 1
    assert len(register(clerk.office, "incoming", 2026)) == 1


def test_a_correction_leaves_its_trace_and_the_number(clerk: Clerk) -> None:
    line = letter(clerk, ref="12/A", nature="biasa")
    before = row(clerk, line)
    (found,) = register(clerk.office, "incoming", 2026)
    wish = wish_of(found, clerk.office.look())
    amend_incoming(clerk.office, line, wish, by=CLERK, now=clerk.now)
    assert len(entries(clerk.office)) == 1  # nothing changed, nothing said
    better = IncomingWish(
        "Dinas Sosial", wish.subject, wish.received_at, ref="12/B", nature="sangat_segera", note="Salah baca"
    )
    amend_incoming(clerk.office, line, better, by="Petugas Dua", now=clerk.now)
    after = row(clerk, line)
    assert (after.shown, after.party, after.ref) == (before.shown, "Dinas Sosial", "12/B")
    assert after.answer_due is not None
    assert before.answer_due is not None
    assert after.answer_due < before.answer_due
    trace = entries(clerk.office)[-1]
    assert trace.actor == "Petugas Dua"
    changed: Any = trace.body["changed"]
    assert changed["party"] == [SENDER, "Dinas Sosial"]
    assert changed["ref"] == ["12/A", "12/B"]
    assert "subject" not in changed
    assert verify(clerk.office).problems == ()
    # What it says now is what is found.
    asked = BookQuestion("incoming", 2026, words=("sosial", "12/b"))
    assert [r.id for r in incoming_window(clerk.office, asked, 0, 9, now=clerk.now)] == [line]
    with refused(Rule.BAD_VALUE, field="received_at"):
        amend_incoming(
            clerk.office,
            line,
            IncomingWish(SENDER, "x", wish.received_at - timedelta(days=1)),
            by=CLERK,
            now=clerk.now,
        )
    clerk.void(1, register="incoming")
    with refused(Rule.NUMBER_VOID):
        amend_incoming(clerk.office, line, better, by=CLERK, now=clerk.now)


def test_a_letter_that_came_twice_is_told(clerk: Clerk) -> None:
    line = letter(clerk, ref="005 / 12 / Set")
    office = clerk.office
    found = known_twice(office, SENDER.upper(), "005/12/SET")
    assert found is not None
    assert found.id == line
    assert known_twice(office, SENDER, "005/12/SET", but=line) is None
    assert known_twice(office, "Dinas lain", "005/12/SET") is None
    assert known_twice(office, SENDER, "005/13/SET") is None
    assert known_twice(office, SENDER, "") is None
    clerk.void(1, register="incoming")
    assert known_twice(office, SENDER, "005/12/SET") is None


def test_names_come_back_while_they_are_typed(clerk: Clerk) -> None:
    for sender in ("Kepala Desa Contoh Jaya", "Dinas Sosial", "Desa Contoh Makmur", "dinas sosial"):
        letter(clerk, sender=sender)
    clerk.later(days=1)
    letter(clerk, sender="Kantor 100%_Desa")
    office = clerk.office
    assert parties.suggest(office, "des") == [
        "Desa Contoh Makmur",
        "Kepala Desa Contoh Jaya",
        "Kantor 100%_Desa",
    ]
    assert parties.suggest(office, "contoh DESA jaya") == ["Kepala Desa Contoh Jaya"]
    assert parties.suggest(office, "%") == ["Kantor 100%_Desa"]
    assert parties.suggest(office, "tidak ada") == []
    # The newest spelling, once; without words the newest first.
    assert parties.suggest(office, "", 2) == ["Kantor 100%_Desa", "dinas sosial"]
    assert parties.suggest(office, "sosial") == ["dinas sosial"]


def test_a_disposition_goes_down_the_desks(clerk: Clerk) -> None:
    clerk.appoint("Jati Contoh", Desk.CAMAT)
    line = letter(clerk)
    first = passed_on(
        clerk,
        line,
        receivers=(SEKCAM, KASUBBAG, SEKCAM),
        instructions=("Siapkan bahan", "Siapkan bahan"),
        note="Segera\nditindaklanjuti",
        deadline=date(2026, 7, 8),
    )
    second = passed_on(clerk, line, receivers=(KASUBBAG,), parent=first)
    top, below = dispositions_of(clerk.office, line, now=clerk.now)
    assert (top.id, below.id, below.depth, below.parent_id) == (first, second, 1, first)
    assert (
        top.giver
        == giver_of(clerk.office.look(), date(2026, 7, 6))
        == Person("Camat", "Jati Contoh", "camat")
    )
    assert below.giver == SEKCAM  # who got it passes it on
    assert top.receivers == (SEKCAM, KASUBBAG)
    assert (top.instructions, top.note) == (("Siapkan bahan",), "Segera\nditindaklanjuti")
    assert top.deadline == datetime(2026, 7, 8, 16, 0, tzinfo=WIB)
    assert row(clerk, line).disposition == "Sekretaris Kecamatan, Kasubbag Umum"
    with refused(Rule.BAD_VALUE, field="disposition"):
        withdraw(clerk.office, first, "Salah", by=CLERK, now=clerk.now)
    with refused(Rule.NEEDS_REASON):
        withdraw(clerk.office, second, " ", by=CLERK, now=clerk.now)
    for disposition in (second, first):
        withdraw(clerk.office, disposition, "Salah orang", by=CLERK, now=clerk.now)
    assert row(clerk, line).disposed == "waiting"
    assert [d.state for d in dispositions_of(clerk.office, line, now=clerk.now)] == ["withdrawn", "withdrawn"]
    with refused(Rule.BAD_VALUE, field="disposition"):
        withdraw(clerk.office, first, "Lagi", by=CLERK, now=clerk.now)
    with refused(Rule.BAD_VALUE, field="parent"):
        passed_on(clerk, line, parent=first)
    assert verify(clerk.office).problems == ()


def test_what_a_disposition_may_not_be(clerk: Clerk) -> None:
    line = letter(clerk)
    other = letter(clerk)
    given = passed_on(clerk, other)
    with refused(Rule.BAD_TEXT, field="receivers"):
        passed_on(clerk, line, receivers=())
    with refused(Rule.BAD_TEXT, field="receivers"):
        passed_on(clerk, line, receivers=(Person(),))
    with refused(Rule.BAD_VALUE, field="parent"):
        passed_on(clerk, line, parent=given)
    with refused(Rule.BAD_VALUE, field="deadline"):
        passed_on(clerk, line, deadline=date(2026, 7, 3))
    with refused(Rule.BAD_VALUE, field="incoming"):
        passed_on(clerk, 99)
    with refused(Rule.TIME_BACKWARDS, after=After.ARRIVAL):
        early = clerk.now - timedelta(hours=2)
        give(clerk.office, DispositionWish(line, (SEKCAM,)), by=CLERK, at=early, now=clerk.now)
    outgoing = clerk.number(dossier=None)
    with refused(Rule.BAD_VALUE, field="incoming"):
        passed_on(clerk, outgoing.line_id)
    clerk.void(1, register="incoming")
    with refused(Rule.NUMBER_VOID):
        passed_on(clerk, line)
    assert row(clerk, line).disposed == "waiting"


def test_a_letter_that_needs_no_disposition(clerk: Clerk) -> None:
    line = letter(clerk, nature="biasa")
    with refused(Rule.NEEDS_REASON):
        not_needed(clerk.office, line, "", by=CLERK, now=clerk.now)
    answer = not_needed(clerk.office, line, "Hanya tembusan", by=CLERK, now=clerk.now)
    assert answer.disposed == "not_needed"
    found = row(clerk, line)
    assert (found.disposition, found.answer) == ("Tidak perlu", "")
    (view,) = dispositions_of(clerk.office, line, now=clerk.now)
    assert (view.state, view.note, view.to) == ("none", "Hanya tembusan", "")
    with refused(Rule.BAD_VALUE, field="disposition"):
        not_needed(clerk.office, line, "Lagi", by=CLERK, now=clerk.now)
    passed_on(clerk, line)  # it was needed after all
    assert row(clerk, line).disposed == "given"
    other = letter(clerk)
    passed_on(clerk, other)
    with refused(Rule.BAD_VALUE, field="disposition"):
        not_needed(clerk.office, other, "Terlambat", by=CLERK, now=clerk.now)
    assert verify(clerk.office).problems == ()


def test_the_list_of_dispositions_knows_what_is_open_and_late(clerk: Clerk) -> None:
    first, second = letter(clerk, subject="Rapat"), letter(clerk, subject="Banjir")
    a = passed_on(clerk, first, deadline=date(2026, 7, 6))
    b = passed_on(clerk, second, receivers=(KASUBBAG,), note="Cek lapangan")
    not_needed(clerk.office, letter(clerk), "Tembusan", by=CLERK, now=clerk.now)
    clerk.later(days=1)

    def ids(**asked: Any) -> list[int]:
        question = DispositionQuestion(clerk.now, **asked)
        found = [view.id for view in disposition_window(clerk.office, question, 0, 9)]
        assert disposition_count(clerk.office, question) == len(found)
        return found

    assert ids(state="open") == [b, a]
    assert ids(state="overdue") == [a]
    assert ids(desk="kasubbag") == [b]
    assert ids(words=("BANJIR", "lapangan")) == [b]
    assert ids(words=("kenanga",)) == [a]
    assert len(ids()) == 3
    assert ids(year=2025) == []
    finish(clerk.office, a, by=CLERK, at=clerk.now, now=clerk.now)
    assert (ids(state="open"), ids(state="done")) == ([b], [a])
    finish(clerk.office, a, by=CLERK, at=clerk.now, now=clerk.now, done=False)
    assert ids(state="overdue") == [a]
    assert verify(clerk.office).problems == ()
    clerk.void(1, register="incoming")
    assert ids(state="open") == [b]


def test_a_letter_that_was_dealt_with_waits_for_no_answer(clerk: Clerk) -> None:
    line = letter(clerk, nature="biasa")
    given = passed_on(clerk, line)
    waiting = BookQuestion("incoming", 2026, unanswered=True)
    assert count(clerk.office, waiting) == 1
    finish(clerk.office, given, by=CLERK, at=clerk.now, now=clerk.now)
    assert (row(clerk, line).level, row(clerk, line).answer) == (Level.SELESAI, "selesai")
    assert count(clerk.office, waiting) == 0
    withdraw(clerk.office, given, "Salah", by=CLERK, now=clerk.now)
    assert count(clerk.office, waiting) == 1


def test_a_dossier_takes_over_what_the_letter_says(clerk: Clerk) -> None:
    clerk.at(9, 0)
    line = letter(clerk, ref="005/9", ref_date=date(2026, 7, 2), nature="segera")
    passed_on(clerk, line)
    clerk.later(days=1)
    wish = Start("balasan", "", incoming=line)
    assert outlook(clerk.office, wish, clerk.now).deadline == datetime(2026, 7, 8, 9, 0, tzinfo=WIB)
    clerk.start("balasan", "", incoming=line)
    started = clerk.row
    assert (started.title, started.nature, started.addressees) == ("Permintaan data", "segera", [SENDER])
    # From the registered receipt, not from the start a day later (rules 20).
    assert started.deadline == datetime(2026, 7, 8, 9, 0, tzinfo=WIB)
    assert started.incoming_id == line
    assert started.origin["kind"] == "disposition"
    assert started.origin["incoming"] == {
        "line": line,
        "agenda": "1/2026",
        "ref": "005/9",
        "ref_date": "2026-07-02",
        "sender": SENDER,
        "subject": "Permintaan data",
        "nature": "segera",
        "received": "2026-07-06T02:00:00+00:00",
    }
    found = row(clerk, line)
    assert (found.dossier, found.dossier_id) == (started.code, started.id)
    assert verify(clerk.office).problems == ()
    waiting = BookQuestion("incoming", 2026, unanswered=True)
    assert len(incoming_window(clerk.office, waiting, 0, 9, now=clerk.now)) == 1
    clerk.to_end()
    assert row(clerk, line).answer == "dijawab"
    assert incoming_window(clerk.office, waiting, 0, 9, now=clerk.now) == []
    (view,) = dispositions_of(clerk.office, line, now=clerk.now)
    assert view.state == "done"


def test_what_is_typed_for_the_dossier_wins_over_the_letter(clerk: Clerk) -> None:
    line = letter(clerk, nature="rahasia")
    clerk.start("balasan", "Balasan resmi", incoming=line, nature="biasa", addressees=("Bupati",))
    assert (clerk.row.title, clerk.row.nature, clerk.row.addressees) == ("Balasan resmi", "biasa", ["Bupati"])
    clerk.start("rup", "RUP 2027", incoming=line)
    assert (clerk.row.nature, clerk.row.addressees) == ("", [])
    clerk.cancel()
    assert row(clerk, line).dossier != clerk.code  # a cancelled dossier deals with nothing
    clerk.void(1, register="incoming")
    with refused(Rule.NUMBER_VOID):
        clerk.start("balasan", "Lagi", incoming=line)
    assert verify(clerk.office).problems == ()


def test_the_office_sets_its_own_times_and_lists(clerk: Clerk) -> None:
    office = clerk.office
    save_answer_times(office, AnswerTimes(12, 36, 3), by=CLERK, now=clerk.now)
    assert row(clerk, letter(clerk, nature="biasa")).answer_due == datetime(2026, 7, 9, 8, 0, tzinfo=WIB)
    clerk.start("balasan", "Balasan", nature="segera")
    assert clerk.row.deadline == datetime(2026, 7, 7, 16, 0, tzinfo=WIB)  # 36 hours end at 20.01
    for wrong in (AnswerTimes(0), AnswerTimes(biasa_days=61)):
        with refused(Rule.BAD_VALUE):
            save_answer_times(office, wrong, by=CLERK, now=clerk.now)
    assert instructions(office.look()) == INSTRUCTIONS
    assert [p.title for p in receivers(office.look(), clerk.now.date())] == list(OTHERS)
    clerk.appoint("Kenanga Contoh", Desk.SEKCAM)
    clerk.appoint("Jati Contoh", Desk.CAMAT)
    save_lists(office, ["Untuk diketahui", "Untuk diketahui"], ["Kasi Satu"], by=CLERK, now=clerk.now)
    assert instructions(office.look()) == ("Untuk diketahui",)
    # The Camat gives dispositions and gets none.
    assert [p.words for p in receivers(office.look(), clerk.now.date())] == [
        "Sekcam (Kenanga Contoh)",
        "Kasi Satu",
    ]
    with refused(Rule.BAD_VALUE, field="instructions"):
        save_lists(office, [], [], by=CLERK, now=clerk.now)
    with refused(Rule.BAD_TEXT, field="instruction"):
        save_lists(office, ["x" * 61], [], by=CLERK, now=clerk.now)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE register_line SET ref = 'lain'", "isinya tidak sama dengan log"),
        ("UPDATE register_line SET ref_date = '2026-07-01'", "isinya tidak sama dengan log"),
        ("UPDATE register_line SET nature = 'biasa'", "isinya tidak sama dengan log"),
        ("UPDATE register_line SET answer_due = 1", "isinya tidak sama dengan log"),
        ("UPDATE register_line SET received_at = 1", "isinya tidak sama dengan log"),
        ("UPDATE register_line SET enclosure = 'x'", "isinya tidak sama dengan log"),
        ("UPDATE register_line SET disposed = 'not_needed'", "tanda disposisinya tidak sama"),
        ("UPDATE register_line SET search = ''", "bahan pencariannya tidak sama"),
        ("UPDATE disposition SET note = 'lain' WHERE id = 1", "tidak sama dengan log"),
        ("UPDATE disposition SET receivers = '[]' WHERE id = 2", "tidak sama dengan log"),
        ("UPDATE disposition SET deadline = 1 WHERE id = 1", "tidak sama dengan log"),
        ("UPDATE disposition SET at = 1 WHERE id = 1", "tidak sama dengan log"),
        ("UPDATE disposition SET done_at = 1 WHERE id = 1", "tidak sama dengan log"),
        ("UPDATE disposition SET withdrawn = '' WHERE id = 2", "tidak sama dengan log"),
        ("UPDATE disposition SET parent_id = NULL WHERE id = 2", "tidak sama dengan log"),
        ("UPDATE disposition SET search = 'x' WHERE id = 1", "tidak sama dengan log"),
        ("UPDATE disposition SET seq = 1 WHERE id = 1", "tidak ada di log"),
        ("DELETE FROM disposition WHERE id = 2", "ada di log tetapi tidak ada di daftar disposisi"),
        ("UPDATE dossier SET incoming_id = 2", "surat masuk yang dijawab tidak sama"),
    ],
)
def test_a_change_behind_the_programs_back_is_found(clerk: Clerk, change: str, said: str) -> None:
    line = letter(clerk, ref="12", nature="segera")
    letter(clerk)
    first = passed_on(clerk, line)
    second = passed_on(clerk, line, receivers=(KASUBBAG,), parent=first)
    withdraw(clerk.office, second, "Salah", by=CLERK, now=clerk.now)
    clerk.start("balasan", "Balasan", incoming=line)
    assert verify(clerk.office).problems == ()
    behind_its_back(clerk.office, change)
    assert any(said in problem for problem in verify(clerk.office).problems), verify(clerk.office).problems


def test_a_disposition_that_nobody_gave_is_found(clerk: Clerk) -> None:
    line = letter(clerk)
    passed_on(clerk, line)
    behind_its_back(
        clerk.office,
        "INSERT INTO disposition SELECT 9, line_id, parent_id, giver, receivers, instructions, note, deadline, at,"
        " done_at, withdrawn, actor, logged_at, seq, search FROM disposition",
    )
    assert any("tidak ada di log" in problem for problem in verify(clerk.office).problems)


def test_nothing_is_left_of_a_letter_that_could_not_be_written(clerk: Clerk, monkeypatch: Any) -> None:
    """The number, the line, the name and the entry stand together or not at all."""
    from sopdesk.store.parties import Parties

    def fails(_self: Parties, _name: str, _at: datetime) -> None:
        raise RuntimeError("power cut")

    letter(clerk)
    monkeypatch.setattr(Parties, "use", fails)
    with pytest.raises(RuntimeError):
        letter(clerk)
    monkeypatch.undo()
    assert row(clerk, letter(clerk)).urut == 2
    assert verify(clerk.office).problems == ()


def test_an_old_number_without_details_is_shown_and_can_be_passed_on(clerk: Clerk) -> None:
    """Lines that an earlier version or ``batch`` entered with a number alone."""
    answer = clerk.number(register="incoming", dossier=None, addressee="Bupati")
    found = row(clerk, answer.line_id)
    assert (found.received_at, found.disposed, found.disposition) == (None, "", "")
    assert verify(clerk.office).problems == ()
    passed_on(clerk, answer.line_id)
    wish = IncomingWish("Bupati", "Surat", clerk.now, ref="1")
    amend_incoming(clerk.office, answer.line_id, wish, by=CLERK, now=clerk.now)
    assert row(clerk, answer.line_id).ref == "1"
    assert verify(clerk.office).problems == ()


def test_reading_a_window_costs_the_same_whatever_the_lines(clerk: Clerk) -> None:
    from tests.ui.agenda.test_outgoing import statements

    for _ in range(12):
        passed_on(clerk, letter(clerk))
    costs = []
    for limit in (2, 12):
        with statements(clerk.office) as said:
            assert (
                len(incoming_window(clerk.office, BookQuestion("incoming", 2026), 0, limit, now=clerk.now))
                == limit
            )
        costs.append(len(said))
    assert costs[0] == costs[1]
