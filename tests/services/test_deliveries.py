"""The delivery book: a line for each addressee, receipts, wrong entries taken back, and what ``verify`` finds."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sopdesk.domain.errors import After, Rule
from sopdesk.domain.sendings import MOST_RECIPIENTS
from sopdesk.services import approvals, deliveries, renumbering, reserving
from sopdesk.services.office import Office
from sopdesk.services.register_lines import LineRef
from sopdesk.services.verification import verify
from sopdesk.store.deliveries import DeliveryQuestion, DeliveryRow
from tests.services.desk import MONDAY, OTHER, Clerk, refused

THREE = (("Kepala BAPPEDA", 2), ("Inspektur", 1), ("Kepala Dinas Kominfo", 1))


@pytest.fixture
def clerk(office: Office) -> Clerk:
    return Clerk(office)


def book(office: Office) -> list[DeliveryRow]:
    with office.store.read() as unit:
        return unit.deliveries.every()


def row(office: Office, urut: int) -> DeliveryRow:
    return next(r for r in book(office) if r.urut == urut)


def ready(clerk: Clerk, sop: str = "lakip") -> None:
    """Up to where nothing but the sending is left."""
    clerk.start(sop)
    clerk.to_step(clerk.sop.last)
    clerk.number()
    clerk.stamp()


def sent(clerk: Clerk, *recipients: tuple[str, int], **more: Any) -> None:
    ready(clerk)
    clerk.dispatch("", recipients=recipients or THREE, **more)


def line(clerk: Clerk, **given: Any) -> int:
    return clerk.number(dossier=None, at=None, **given).line_id


def send(clerk: Clerk, line_id: int, *recipients: tuple[str, int], **more: Any) -> deliveries.DeliveryAnswer:
    given = {"by": clerk.by, "at": clerk.now, "now": clerk.now, **more}
    return deliveries.send_line(clerk.office, line_id, recipients or (("Lurah", 1),), **given)


def back(clerk: Clerk, *ids: int, name: str = "Siti", **more: Any) -> deliveries.DeliveryAnswer:
    given = {"by": clerk.by, "at": clerk.now, "now": clerk.now, **more}
    return deliveries.receive(clerk.office, ids, name, **given)


def test_a_sending_writes_a_line_for_each_addressee(clerk: Clerk, office: Office) -> None:
    sent(clerk, method="kurir")
    rows = book(office)
    assert [(r.year, r.urut, r.addressee, r.copies, r.state, r.method) for r in rows] == [
        (2026, 1, "Kepala BAPPEDA", 2, "out", "kurir"),
        (2026, 2, "Inspektur", 1, "out", "kurir"),
        (2026, 3, "Kepala Dinas Kominfo", 1, "out", "kurir"),
    ]
    assert {r.letter for r in rows} == {clerk.state.dispatched[0].letter}
    assert {r.dossier_id for r in rows} == {clerk.row.id}
    assert rows[0].subject == "Surat pengantar"
    assert verify(office).problems == ()


def test_the_book_counts_on_over_dossiers_and_begins_anew_each_year(clerk: Clerk, office: Office) -> None:
    sent(clerk, ("A", 1))
    sent(clerk, ("B", 1))
    clerk.now = datetime(2027, 1, 4, 9, 0, tzinfo=MONDAY.tzinfo)
    sent(clerk, ("C", 1))
    assert [(r.year, r.urut, r.addressee) for r in book(office)] == [
        (2026, 1, "A"),
        (2026, 2, "B"),
        (2027, 1, "C"),
    ]
    with office.store.read() as unit:
        assert unit.deliveries.years() == [2027, 2026]


def test_one_addressee_is_enough(clerk: Clerk, office: Office) -> None:
    ready(clerk)
    clerk.dispatch("Kepala BAPPEDA")
    assert [(r.addressee, r.copies) for r in book(office)] == [("Kepala BAPPEDA", 1)]


@pytest.mark.parametrize(
    ("recipients", "rule", "field"),
    [
        ((("A", 0),), Rule.BAD_VALUE, "copies"),
        ((("A", 1000),), Rule.BAD_VALUE, "copies"),
        ((("A", True),), Rule.BAD_VALUE, "copies"),
        ((("A", 1), ("a", 2)), Rule.BAD_VALUE, "recipients"),
        ((("  ", 1),), Rule.BAD_TEXT, "to"),
        (tuple((f"Desa {n}", 1) for n in range(MOST_RECIPIENTS + 1)), Rule.BAD_VALUE, "recipients"),
        (("A",), Rule.BAD_VALUE, "recipients"),
        ("AB", Rule.BAD_VALUE, "recipients"),
    ],
)
def test_recipients_that_cannot_be_are_refused_and_take_no_number(
    clerk: Clerk, office: Office, recipients: Any, rule: Rule, field: str
) -> None:
    ready(clerk)
    with refused(rule, field=field):
        clerk.dispatch("", recipients=recipients)
    assert book(office) == []
    clerk.dispatch("", recipients=THREE)
    assert [r.urut for r in book(office)] == [1, 2, 3]


def test_a_receipt_that_names_no_line_closes_the_first_open_one(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    clerk.receipt("Andi")
    assert clerk.row.receipt_missing
    assert [(r.name, r.at is not None) for r in clerk.state.dispatched[0].recipients] == [
        ("Andi", True),
        ("", False),
        ("", False),
    ]
    clerk.receipt("Budi", told={"line": (2026, 3), "position": "Kasubbag Umum", "note": "lewat loket"})
    assert row(office, 3).state == "back"
    assert (row(office, 3).receiver, row(office, 3).position, row(office, 3).note) == (
        "Budi",
        "Kasubbag Umum",
        "lewat loket",
    )
    assert row(office, 2).state == "out"
    clerk.receipt("Citra")
    assert not clerk.row.receipt_missing
    with refused(Rule.NOT_DISPATCHED):
        clerk.receipt("Dewi")
    assert verify(office).problems == ()


def test_a_line_is_received_once(clerk: Clerk) -> None:
    sent(clerk)
    clerk.receipt("Andi", told={"line": (2026, 2)})
    with refused(Rule.NOT_DISPATCHED):
        clerk.receipt("Andi", told={"line": (2026, 2)})
    with refused(Rule.NOT_DISPATCHED):
        clerk.receipt("Andi", told={"line": (2026, 9)})


def test_the_sheets_come_back_in_any_order_of_their_days(clerk: Clerk, office: Office) -> None:
    """What counts for the dossier is when the sheet came back; the sheet says when the letter was taken."""
    sent(clerk)
    gone = clerk.state.dispatched[0].at
    clerk.later(days=3)
    clerk.receipt("Andi", told={"received": clerk.now})
    clerk.receipt("Budi", told={"received": gone + timedelta(hours=2)})
    assert row(office, 2).received_at == gone + timedelta(hours=2)
    with refused(Rule.TIME_BACKWARDS, after=After.SENDING):
        clerk.receipt("Citra", told={"received": gone - timedelta(minutes=2)})
    with refused(Rule.TIME_IN_FUTURE):
        clerk.receipt("Citra", told={"received": clerk.now + timedelta(hours=1)})
    assert verify(office).problems == ()


def test_an_undone_sending_keeps_its_lines_void(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    clerk.undo()
    assert [(r.state, r.reason) for r in book(office)] == [("void", "Pengiriman diurungkan")] * 3
    assert verify(office).problems == ()
    clerk.dispatch("", recipients=THREE)
    assert [r.urut for r in book(office) if r.state == "out"] == [4, 5, 6]
    assert verify(office).problems == ()


def test_a_corrected_sending_says_why(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    clerk.later(hours=1)
    clerk.correct(clerk.events[-1].seq, "Salah alamat", by=OTHER)
    assert {(r.state, r.reason) for r in book(office)} == {("void", "Salah alamat")}
    assert verify(office).problems == ()


def test_an_undone_receipt_waits_again(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    clerk.receipt("Andi", told={"line": (2026, 2), "position": "Staf", "note": "x"})
    clerk.undo()
    found = row(office, 2)
    assert (found.state, found.receiver, found.position, found.note, found.received_at) == (
        "out",
        "",
        "",
        "",
        None,
    )
    assert clerk.row.receipt_missing
    assert verify(office).problems == ()


def test_several_sheets_at_once_over_dossiers_and_plain_letters(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    code = clerk.code
    plain = send(clerk, line(clerk), ("Camat Arut", 1))
    sent(clerk, ("D", 1))
    clerk.later(hours=1)
    answer = back(clerk, *(row(office, n).id for n in (1, 3, 4, 5)), told={"position": "Kurir"})
    assert answer.numbers == (1, 3, 4, 5)
    assert len(answer.dossiers) == 2
    assert [r.urut for r in book(office) if r.state == "out"] == [2]
    assert plain.ids == (row(office, 4).id,)
    assert not clerk.row.receipt_missing
    clerk.code = code
    assert clerk.row.receipt_missing
    assert verify(office).problems == ()


def test_several_at_once_are_all_or_none(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    back(clerk, row(office, 2).id)
    before = book(office)
    with refused(Rule.NOT_DISPATCHED):
        back(clerk, row(office, 1).id, row(office, 2).id)
    with refused(Rule.BAD_TEXT, field="name"):
        back(clerk, row(office, 1).id, name=" ")
    with refused(Rule.BAD_VALUE, field="delivery"):
        back(clerk, row(office, 1).id, 99)
    assert book(office) == before
    assert verify(office).problems == ()


def test_a_letter_of_the_register_alone_can_be_sent(clerk: Clerk, office: Office) -> None:
    line_id = line(clerk, subject="Undangan rapat", addressee="Lurah")
    answer = send(clerk, line_id, ("Lurah Karang Mulya", 1), ("Lurah Amin Jaya", 2), method="pos")
    assert answer.to_json()["deliveries"] == [1, 2]
    with office.store.read() as unit:
        found = unit.registers.line_by_id(line_id)
    assert found is not None
    assert found.sent_on == clerk.now.date()
    assert {r.letter for r in book(office)} == {found.text}
    assert {r.subject for r in book(office)} == {"Undangan rapat"}
    assert verify(office).problems == ()


def outside_sent(clerk: Clerk) -> None:
    """Number 1 was used outside the program, and its letter left before anybody said what it is."""
    day = clerk.now.date()
    reserving.record_outside(clerk.office, "outgoing", 1, day, reason="Buku lama", by=clerk.by, now=clerk.now)
    with clerk.office.store.read() as unit:
        bare = unit.registers.line("outgoing", day.year, "umum", 1, "")
    assert bare is not None
    send(clerk, bare.id)


def test_a_letter_sent_under_its_bare_number_is_named_later(clerk: Clerk, office: Office) -> None:
    outside_sent(clerk)
    answer = clerk.number(dossier=None, at=None, number=1)
    assert [(each.letter, each.line_id) for each in book(office)] == [(answer.text, answer.line_id)]
    assert verify(office).problems == ()


def test_a_number_whose_letter_left_is_no_other_letters(clerk: Clerk, office: Office) -> None:
    outside_sent(clerk)
    line(clerk)
    ref = LineRef("outgoing", 2026, 2)
    with refused(Rule.NUMBER_TAKEN, number=1):
        renumbering.correct_number(office, ref, 1, reason="Salah ketik", by=clerk.by, now=clerk.now)
    clerk.start("lakip")
    clerk.to_step(clerk.sop.last)
    with refused(Rule.NUMBER_TAKEN, number=1):
        clerk.number(number=1)
    assert clerk.number().number == 3
    assert verify(office).problems == ()


def test_what_cannot_be_sent_from_the_register(clerk: Clerk, office: Office) -> None:
    ready(clerk)
    of_dossier = clerk.state.number
    assert of_dossier is not None
    with office.store.read() as unit:
        mine = unit.registers.line("outgoing", 2026, "umum", of_dossier.urut, "")
    assert mine is not None
    with refused(Rule.BAD_VALUE, field="number"):
        send(clerk, mine.id)
    void = line(clerk)
    clerk.void(2)
    with refused(Rule.NUMBER_VOID):
        send(clerk, void)
    with refused(Rule.BAD_VALUE, field="number"):
        send(clerk, 999)
    with refused(Rule.BAD_VALUE, field="method"):
        send(clerk, line(clerk), method="merpati")
    with refused(Rule.TIME_IN_FUTURE):
        send(clerk, line(clerk), at=clerk.now + timedelta(hours=1))
    assert book(office) == []


def test_a_wrong_sending_and_a_wrong_receipt_are_taken_back(clerk: Clerk, office: Office) -> None:
    line_id = line(clerk)
    one, two = send(clerk, line_id, ("A", 1), ("B", 1)).ids
    back(clerk, one)
    with refused(Rule.BAD_VALUE, field="delivery"):
        deliveries.take_back(office, two, "Salah", by=clerk.by, now=clerk.now)
    deliveries.take_back(office, one, "Salah nama", by=clerk.by, now=clerk.now)
    assert {r.state for r in book(office)} == {"out"}
    with refused(Rule.NEEDS_REASON):
        deliveries.take_back(office, one, "", by=clerk.by, now=clerk.now)
    again = send(clerk, line_id, ("C", 1)).ids[0]
    deliveries.take_back(office, again, "Dobel", by=clerk.by, now=clerk.now)
    with office.store.read() as unit:
        kept = unit.registers.line_by_id(line_id)
        assert kept is not None
        assert kept.sent_on is not None
    deliveries.take_back(office, two, "Belum dikirim", by=clerk.by, now=clerk.now)
    assert [(r.state, r.reason) for r in book(office)] == [
        ("void", "Belum dikirim"),
        ("void", "Belum dikirim"),
        ("void", "Dobel"),
    ]
    with office.store.read() as unit:
        line_ = unit.registers.line_by_id(line_id)
        assert line_ is not None
        assert line_.sent_on is None
    with refused(Rule.BAD_VALUE, field="delivery"):
        deliveries.take_back(office, two, "Lagi", by=clerk.by, now=clerk.now)
    assert verify(office).problems == ()


def test_a_dossiers_line_is_corrected_in_the_dossier(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    with refused(Rule.BAD_VALUE, field="delivery"):
        deliveries.take_back(office, row(office, 1).id, "Salah", by=clerk.by, now=clerk.now)


def test_the_same_action_id_sends_once(clerk: Clerk, office: Office) -> None:
    from sopdesk.services.entries import Answered

    line_id = line(clerk)
    first = send(clerk, line_id, action_id="a1")
    with pytest.raises(Answered) as again:
        send(clerk, line_id, action_id="a1")
    assert again.value.answer == first.to_json()
    back(clerk, first.ids[0], action_id="a2")
    with pytest.raises(Answered):
        back(clerk, first.ids[0], action_id="a2")
    assert len(book(office)) == 1


def test_a_sending_of_an_older_program_has_one_recipient_and_no_line(clerk: Clerk, office: Office) -> None:
    from sopdesk.domain import rules
    from sopdesk.domain.events import EventKind
    from sopdesk.services.entries import record

    ready(clerk)

    def old(_unit: object, case: Any) -> dict[str, object]:
        data = rules.dispatch(case.sop, case.state, "Kepala BAPPEDA")
        del data["recipients"]
        return data

    record(office, clerk.code, EventKind.DISPATCH, old, by=clerk.by, at=clerk.now, now=clerk.now)
    assert [(r.to, r.copies, r.line) for r in clerk.state.dispatched[0].recipients] == [
        ("Kepala BAPPEDA", 1, (0, 0))
    ]
    clerk.receipt("Andi")
    assert not clerk.row.receipt_missing
    assert book(office) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE delivery SET addressee = 'Orang lain' WHERE urut = 1", "Baris 1 di buku ekspedisi 2026"),
        ("UPDATE delivery SET copies = 9 WHERE urut = 2", "Baris 2 di buku ekspedisi 2026"),
        ("UPDATE delivery SET state = 'back', receiver = 'X' WHERE urut = 2", "Baris 2 di buku ekspedisi"),
        ("UPDATE delivery SET receiver = 'Lain' WHERE urut = 1", "Baris 1 di buku ekspedisi 2026"),
        ("UPDATE delivery SET letter = '000' WHERE urut = 3", "Baris 3 di buku ekspedisi 2026"),
        ("UPDATE delivery SET line_id = NULL WHERE urut = 3", "Baris 3 di buku ekspedisi 2026"),
        ("DELETE FROM delivery WHERE urut = 2", "ada di log tetapi tidak ada di buku"),
        (
            "INSERT INTO delivery (year, urut, letter, subject, addressee, copies, sent_at, state, search,"
            " actor, logged_at, seq) SELECT 2026, 9, letter, subject, addressee, 1, sent_at, 'out', search,"
            " actor, logged_at, seq FROM delivery WHERE urut = 1",
            "Baris 9 di buku ekspedisi 2026 tidak ada di log",
        ),
        ("UPDATE counter SET last = 2 WHERE name = 'delivery'", "melebihi hitungan terakhir, 2"),
    ],
)
def test_verify_finds_what_was_changed_behind_its_back(
    clerk: Clerk, office: Office, change: str, said: str
) -> None:
    sent(clerk)
    clerk.receipt("Andi")
    send(clerk, line(clerk))
    assert verify(office).problems == ()
    with office.store.write() as unit:
        unit._connection.exec_driver_sql(change)
    assert any(said in problem for problem in verify(office).problems)


def test_the_day_of_a_plain_letter_is_verified(clerk: Clerk, office: Office) -> None:
    send(clerk, line(clerk))
    with office.store.write() as unit:
        unit._connection.exec_driver_sql("UPDATE register_line SET sent_on = NULL")
    assert any("Tanggal kirim nomor" in problem for problem in verify(office).problems)


def test_windows_on_the_book(clerk: Clerk, office: Office) -> None:
    sent(clerk)
    send(clerk, line(clerk, subject="Undangan"), ("Lurah", 1))
    with office.store.read() as unit:
        d = unit.deliveries
        assert d.count(DeliveryQuestion()) == 4
        assert d.count(DeliveryQuestion(year=2025)) == 0
        assert [r.urut for r in d.window(DeliveryQuestion(words=("undangan",)), 0, 9)] == [4]
        assert [r.urut for r in d.window(DeliveryQuestion(words=("3", "kominfo")), 0, 9)] == [3]
        assert [r.urut for r in d.window(DeliveryQuestion(backwards=True), 1, 2)] == [3, 2]
        assert [r.urut for r in d.window(DeliveryQuestion(order="addressee"), 0, 9)] == [2, 1, 3, 4]
        assert d.place_of(DeliveryQuestion(order="addressee"), 1) == 1
        assert d.place_of(DeliveryQuestion(states=("back",)), 1) is None
        assert d.count(DeliveryQuestion(first=clerk.now + timedelta(hours=1))) == 0
        assert [r.urut for r in d.out()] == [1, 2, 3, 4]


def test_the_dossier_receipt_by_the_old_way_still_works(clerk: Clerk, office: Office) -> None:
    sent(clerk, ("A", 1))
    approvals.receipt(office, clerk.code, "Andi", by=clerk.by, at=clerk.now, now=clerk.now)
    assert row(office, 1).receiver == "Andi"
