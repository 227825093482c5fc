"""Rules 5–8: returns, skips, rounds, and taking entries back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.letters import LetterState
from sopdesk.domain.officials import Status
from sopdesk.domain.signing import Form
from sopdesk.domain.sop import Desk, Kind
from sopdesk.domain.visits import Life
from sopdesk.services.letter_states import letter_cards
from sopdesk.services.letters import letter_at_hand, save_form
from sopdesk.services.panel import at_hand, dossier_view
from sopdesk.store.letters import LetterRow
from tests.services.desk import OTHER, SOPS, Clerk, refused

# Written out from the rule, not read from the SOP files: where a return goes when nobody chooses.
DEFAULTS = {
    "renja": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7},
    "lakip": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7},
    "rfk": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7},
    "renstra": {5: 4, 6: 4, 9: 7, 10: 7, 11: 7, 12: 7, 13: 7, 15: 14, 16: 14},
    "rup": {4: 3, 5: 3, 8: 6, 9: 6, 10: 6, 11: 6},
    "balasan": {4: 3, 5: 3, 8: 6, 9: 6, 10: 6, 14: 6},
}
STEPS = [(sop, no) for sop in SOPS for no in range(1, {"renstra": 17, "rup": 12, "balasan": 15}.get(sop, 13))]


@pytest.mark.parametrize(("sop", "no"), STEPS)
def test_rule_05_return_from_every_step(clerk: Clerk, sop: str, no: int) -> None:
    """Without a choice it goes to the default, where the step has one; with one, to any earlier step."""
    clerk.start(sop, from_step=no)
    default = DEFAULTS[sop].get(no)
    if default is None:
        with refused(Rule.CANNOT_RETURN):
            clerk.give_back()
    else:
        assert clerk.give_back().step == default
        clerk.undo()
        assert clerk.state.step == no
    for wrong in (0, -1, no, no + 1, 99):
        with refused(Rule.CANNOT_RETURN, step=no):
            clerk.give_back(to_step=wrong)
    for to in range(1, no):
        answer = clerk.give_back(to_step=to)
        assert (answer.step, clerk.state.round) == (to, 2)
        clerk.undo()


@pytest.mark.parametrize("reason", ["", "  \n ", "\u200b"])
def test_rule_05_a_return_needs_a_reason(clerk: Clerk, reason: str) -> None:
    """One that can be read; the log keeps it as typed."""
    clerk.start("lakip", from_step=5)
    with refused(Rule.NEEDS_REASON):
        clerk.give_back(reason)
    clerk.give_back("  Tabel 3 <b>belum</b> cocok ")
    assert clerk.events[-1].text("reason") == "Tabel 3 <b>belum</b> cocok"


def test_rule_05_a_return_past_signature_and_paraf_makes_them_void_and_the_log_keeps_them(
    clerk: Clerk,
) -> None:
    """All gates close again; a paraf before the goal stays in force; the number stays with the letter."""
    clerk.start("lakip")
    clerk.to_step(12)
    number = clerk.number()
    clerk.stamp()
    entries = len(clerk.events)
    clerk.give_back(to_step=10)
    state = clerk.state
    assert state.parafs == {9}
    assert not state.signatures
    assert not state.stamped
    assert state.number is not None
    assert state.number.text == number.text
    assert len(clerk.events) == entries + 1
    clerk.hand_on()
    for deed in (clerk.stamp, clerk.number, clerk.dispatch):
        with refused(Rule.NEEDS_SIGNATURE):
            deed()
    clerk.hand_on()
    with refused(Rule.ALREADY_NUMBERED, text=number.text):
        clerk.number()
    with refused(Rule.NEEDS_STAMP):
        clerk.dispatch()
    clerk.stamp()
    clerk.dispatch()
    assert clerk.state.dispatched[0].letter == number.text


@pytest.mark.parametrize("entered", [1, 16])
def test_rule_05_a_paraf_before_the_first_letter_stands_when_the_papers_come_back_to_it(
    clerk: Clerk, entered: int
) -> None:
    """Renstra, sent already and returned to behind the paraf: the Camat can sign at once."""
    clerk.start("renstra", from_step=entered)
    clerk.to_step(16)
    parafs = {s.no for s in clerk.sop.steps if s.kind is Kind.PARAF}
    signs = next(s.no for s in clerk.sop.steps if s.kind is Kind.TANDA_TANGAN)
    clerk.give_back(to_step=signs)
    assert clerk.state.parafs == {n for n in parafs if n < signs} != set()
    assert not clerk.state.signatures
    clerk.hand_on()
    assert clerk.state.signatures == {signs}


def test_rule_05_a_return_within_bagian_umum_leaves_the_signature(clerk: Clerk) -> None:
    """Only what is returned past is void."""
    clerk.start("balasan")
    clerk.to_step(14)
    assert clerk.state.signatures == {10}
    clerk.give_back(to_step=12)
    assert clerk.state.signatures == {10}
    assert clerk.number().number == 1


def test_rule_05_renstra_from_outside(clerk: Clerk) -> None:
    """Back from BAPPEDA to the repair step, everything from there on is done once more, the sending too."""
    clerk.start("renstra")
    clerk.to_step(13)
    assert clerk.give_back().step == 7
    clerk.to_step(13)
    assert [d.step for d in clerk.state.dispatched] == [12, 12]
    assert len({d.letter for d in clerk.state.dispatched}) == 2


@pytest.mark.parametrize(("sop", "no"), STEPS)
def test_rule_06_what_may_be_skipped(clerk: Clerk, sop: str, no: int) -> None:
    """Work, meetings, outside: yes. Koreksi, paraf, signature, agenda_kirim: no, while others sign."""
    clerk.appoint("Camat Contoh", Desk.CAMAT)
    clerk.appoint("Sekcam Contoh", Desk.SEKCAM)
    clerk.appoint("Kasubbag Contoh", Desk.KASUBBAG)
    clerk.start(sop, from_step=no)
    kind = clerk.sop.step(no).kind
    if kind in (Kind.KERJA, Kind.RAPAT, Kind.LUAR):
        with refused(Rule.NEEDS_REASON):
            clerk.skip(" ")
        assert clerk.skip().step == no + 1
        assert clerk.state.visits[0].left_by is EventKind.SKIP
    else:
        with refused(Rule.CANNOT_SKIP, step=no, kind=kind.value):
            clerk.skip()


def test_rule_06_a_paraf_of_the_one_who_signs_may_be_skipped(clerk: Clerk) -> None:
    """A Sekcam who is Plt. Camat need not initial his own letter; the Kasubbag's paraf is still wanted."""
    sekcam = clerk.appoint("Sekcam Contoh", Desk.SEKCAM)
    clerk.appoint("Sekcam Contoh", Desk.CAMAT, Status.PLT, official=sekcam)
    clerk.appoint("Kasubbag Contoh", Desk.KASUBBAG)
    clerk.start("rup")
    clerk.to_step(8)
    with refused(Rule.CANNOT_SKIP, step=8):
        clerk.skip()
    clerk.hand_on()
    clerk.skip("Sekcam menandatangani sebagai Plt.")
    assert clerk.state.parafs == {8, 9}
    assert clerk.hand_on().step == 11


def test_rule_06_nobody_known_is_no_same_person(clerk: Clerk) -> None:
    """Where the office has named no officials, no paraf can be skipped."""
    clerk.start("rup", from_step=9)
    with refused(Rule.CANNOT_SKIP):
        clerk.skip()


def test_rule_07_rounds_and_putaran(clerk: Clerk) -> None:
    """A step counts its own visits; the card's putaran counts the returns."""
    clerk.start("lakip")
    clerk.to_step(5)
    clerk.give_back()
    clerk.to_step(9)
    clerk.give_back()
    clerk.to_step(11)
    clerk.give_back(to_step=4)
    state = clerk.state
    assert state.round == 4 == clerk.row.round
    assert state.visit.round == 3
    assert max(v.round for v in state.visits if v.step == 7) == 2
    assert max(v.round for v in state.visits if v.step == 1) == 1
    clerk.undo()
    assert clerk.state.round == 3 == clerk.row.round


def test_rule_08_undo_is_a_counter_entry_and_gives_back_what_was(clerk: Clerk) -> None:
    """Every kind of entry but a number can be taken back, and the state is as it was before it."""
    clerk.start("renstra")
    deeds: dict[str, Callable[[], object]] = {
        "hand_on": clerk.hand_on,
        "skip": clerk.skip,
        "hold": clerk.hold,
        "cancel": clerk.cancel,
        "retitle": lambda: clerk.retitle("Judul baru"),
        "facts": lambda: clerk.facts(hierarchy_initialled=True),
    }
    for name, deed in deeds.items():
        before, entries = clerk.state, len(clerk.events)
        deed()
        clerk.undo()
        assert clerk.state == before, name
        assert len(clerk.events) == entries + 2, name
    clerk.to_step(5)
    for name, deed in {"receive": clerk.receive, "return": clerk.give_back}.items():
        before = clerk.state
        deed()
        clerk.undo()
        assert clerk.state == before, name
    clerk.hold()
    before = clerk.state
    clerk.resume()
    clerk.undo()
    assert clerk.state == before
    clerk.resume()
    clerk.to_step(12)
    clerk.number()
    for name, deed in {"stamp": clerk.stamp, "dispatch": clerk.dispatch, "receipt": clerk.receipt}.items():
        before = clerk.state
        deed()
        clerk.undo()
        assert clerk.state == before, name
        deed()
    assert clerk.row.receipt_missing is False


def test_rule_08_undo_of_a_dispatch_takes_the_day_of_sending_off_the_register(clerk: Clerk) -> None:
    """The book says again that the letter was not sent."""
    clerk.start("lakip", from_step=12)
    number = clerk.number()
    clerk.stamp()
    clerk.dispatch()
    with clerk.office.store.read() as unit:
        line = unit.registers.line_by_id(number.line_id)
    assert line is not None
    assert line.sent_on == clerk.now.date()
    clerk.undo()
    with clerk.office.store.read() as unit:
        line = unit.registers.line_by_id(number.line_id)
    assert line is not None
    assert line.sent_on is None
    assert clerk.state.life is Life.RUNNING
    assert clerk.state.step == 12


def test_rule_08_undo_by_the_same_clerk_alone(clerk: Clerk) -> None:
    """Another clerk is told whose entry it is; blanks around a name make nobody another."""
    clerk.start("lakip")
    clerk.hand_on()
    with refused(Rule.CANNOT_UNDO, why="other_clerk", by=clerk.by):
        clerk.undo(by=OTHER)
    clerk.undo(by=f"  {clerk.by} ")
    assert clerk.state.step == 1


@pytest.mark.parametrize(("seconds", "may"), [(0, True), (600, True), (601, False)])
def test_rule_08_undo_within_ten_minutes_of_the_logging(clerk: Clerk, seconds: int, may: bool) -> None:
    """Counted from when it was logged, not from when it happened."""
    clerk.start("lakip")
    logged = clerk.later(hours=3)
    clerk.hand_on(at=logged - timedelta(hours=2))
    if may:
        clerk.undo(now=logged + timedelta(seconds=seconds))
        assert clerk.state.step == 1
    else:
        with refused(Rule.CANNOT_UNDO, why="too_late"):
            clerk.undo(now=logged + timedelta(seconds=seconds))


def test_rule_08_a_number_is_never_undone_nor_corrected(clerk: Clerk) -> None:
    """Neither the number nor its BATAL; and what lies before it is out of reach."""
    clerk.start("lakip", from_step=12)
    taken = clerk.number()
    with refused(Rule.CANNOT_UNDO, why="number", number=taken.text):
        clerk.undo()
    with refused(Rule.CANNOT_UNDO, why="number"):
        clerk.correct(clerk.state.last_seq)
    clerk.void(taken.number)
    with refused(Rule.CANNOT_UNDO, why="number"):
        clerk.undo()
    assert clerk.state.number is None
    assert clerk.number().number == 2


def test_rule_08_one_undo_after_the_other(clerk: Clerk) -> None:
    """Each takes the newest that still counts; a counter-entry itself is never the newest. The start goes last."""
    clerk.start("lakip")
    clerk.hand_on()
    clerk.hand_on()
    clerk.undo()
    clerk.undo()
    assert clerk.state.step == 1
    clerk.undo()
    assert clerk.state.life is Life.CANCELLED
    assert clerk.row.life == "cancelled"
    with refused(Rule.CANNOT_UNDO, why="nothing"):
        clerk.undo()
    assert [e.kind.value for e in clerk.events] == ["start", "hand_on", "hand_on", "undo", "undo", "undo"]


def test_rule_08_a_later_correction_counters_the_newest_effective_entry(clerk: Clerk) -> None:
    """Days later and by another, with a reason; an older entry, an unknown or a countered one is refused."""
    clerk.start("lakip")
    first = clerk.hand_on().event
    second = clerk.hand_on().event
    clerk.later(days=2)
    clerk.by = OTHER
    for wrong in (first, 999, 0):
        with refused(Rule.NOT_NEWEST, newest=second):
            clerk.correct(wrong)
    with refused(Rule.NEEDS_REASON):
        clerk.correct(second, "")
    clerk.correct(second)
    assert clerk.state.step == 2
    with refused(Rule.NOT_NEWEST, newest=first):
        clerk.correct(second)
    clerk.correct(first)
    assert clerk.state.step == 1
    assert len(clerk.events) == 5


def test_rule_08_a_void_number_leaves_its_line_and_is_not_given_again(clerk: Clerk) -> None:
    """BATAL with a reason stands in the book; the letter gets the next number and must be stamped anew."""
    clerk.start("lakip", from_step=12)
    clerk.number()
    clerk.stamp()
    with refused(Rule.NEEDS_REASON):
        clerk.void(1, " ")
    clerk.void(1, "Salah tulis")
    assert not clerk.state.stamped
    with refused(Rule.NUMBER_VOID):
        clerk.void(1)
    with refused(Rule.NUMBER_UNKNOWN, number=7):
        clerk.void(7)
    clerk.number()
    with clerk.office.store.read() as unit:
        lines = unit.registers.of_year("outgoing", 2026)
    assert [(x.urut, x.state, x.reason) for x in lines] == [(1, "void", "Salah tulis"), (2, "issued", "")]


def test_rule_06_the_sekcam_who_signs_a_n_needs_no_paraf_of_his_own(clerk: Clerk) -> None:
    clerk.appoint("Camat Contoh", Desk.CAMAT)
    clerk.appoint("Sekcam Contoh", Desk.SEKCAM)
    clerk.start("lakip")
    clerk.to_step(10)
    with refused(Rule.CANNOT_SKIP):
        clerk.skip()
    hand = letter_at_hand(clerk.office, clerk.row.id, now=clerk.now)
    filled = replace(hand.form, form=Form.AN, addressee_lines=("Kepala BAPPEDA",), addressee_place="Contoh")
    save_form(clerk.office, clerk.row.id, filled, by=clerk.by, now=clerk.now)
    assert clerk.skip().step == 11
    clerk.hand_on()
    signed = clerk.events[-1]
    assert signed.data["form"] == "an"
    official = signed.data["official"]
    assert isinstance(official, dict)
    assert official["name"] == "Sekcam Contoh"
    with refused(Rule.ALREADY_SIGNED):
        save_form(clerk.office, clerk.row.id, replace(filled, form=Form.LANGSUNG), by=clerk.by, now=clerk.now)
    assert save_form(clerk.office, clerk.row.id, filled, by=clerk.by, now=clerk.now).form.form is Form.AN


def test_rule_03_a_second_number_waits_while_the_first_letter_is_done_again(clerk: Clerk) -> None:
    clerk.start("renstra")
    clerk.to_step(16)
    second = clerk.number().text
    clerk.give_back(to_step=7)
    assert clerk.state.number is None
    clerk.to_step(12)
    third = clerk.number().text
    assert third != second
    clerk.stamp()
    clerk.dispatch()
    clerk.to_step(16)
    number = clerk.state.number
    assert number is not None
    assert number.text == second


def test_rule_05_a_numbered_letter_that_came_back_is_a_draft_until_it_is_signed_again(clerk: Clerk) -> None:
    """It can be corrected under its number; what is printed then is what was signed last."""
    clerk.start("lakip")
    clerk.to_step(12)
    number = clerk.number(day=clerk.now.date())
    office, dossier = clerk.office, clerk.row.id
    assert letter_at_hand(office, dossier, now=clerk.now).letter.state is LetterState.TERBIT
    clerk.give_back()
    hand = letter_at_hand(office, dossier, now=clerk.now)
    assert hand.letter.state is LetterState.KONSEP
    assert hand.letter.number is None
    assert [(x.state, x.number, x.day) for x in letter_cards(clerk.case, _letters(clerk))] == [
        ("konsep", number.text, None)
    ]
    save_form(
        office,
        dossier,
        replace(hand.form, addressee_lines=("Inspektur",), addressee_place="Contoh"),
        by=clerk.by,
        now=clerk.now,
    )
    clerk.to_step(12)
    signed = letter_at_hand(office, dossier, now=clerk.now).letter
    assert (signed.state, signed.number, signed.addressee_lines) == (
        LetterState.TERBIT,
        number.text,
        ("Inspektur",),
    )
    with refused(Rule.ALREADY_NUMBERED, text=number.text):
        save_form(office, dossier, hand.form, by=clerk.by, now=clerk.now)
    clerk.undo()
    assert letter_at_hand(office, dossier, now=clerk.now).letter.state is LetterState.SIAP


def _letters(clerk: Clerk) -> list[LetterRow]:
    with clerk.office.store.read() as unit:
        return unit.letters.of_dossier(clerk.row.id)


def test_rule_05_the_hierarchy_initials_again_what_came_back(clerk: Clerk) -> None:
    """Renstra's step 15 has a tick in place of parafs: a return makes it void as it would them."""
    clerk.start("renstra", from_step=14)
    clerk.hand_on()
    clerk.facts(hierarchy_initialled=True)
    clerk.give_back()
    clerk.hand_on()
    with refused(Rule.NEEDS_FACTS, ask="hierarchy_initialled"):
        clerk.hand_on()
    clerk.facts(hierarchy_initialled=True)
    assert clerk.hand_on().step == 16


def test_rule_08_a_waiting_number_that_is_made_void_leaves_its_letter(clerk: Clerk) -> None:
    """The second letter has no number then, and its card shows none."""
    clerk.start("renstra")
    clerk.to_step(16)
    second = clerk.number()
    clerk.give_back(to_step=7)
    clerk.void(second.number)
    assert [row.issued for row in _letters(clerk) if row.step == 16] == [None]
    clerk.to_step(16)
    assert clerk.state.number is None
    assert letter_cards(clerk.case, _letters(clerk))[-1].number == ""


def test_rule_08_a_name_typed_with_a_tab_is_the_same_clerk(clerk: Clerk) -> None:
    clerk.by = "Petugas\tSatu"
    clerk.start("lakip")
    clerk.hand_on()
    assert clerk.undo().step == 1


def test_a_stand_in_is_named_as_such(clerk: Clerk) -> None:
    clerk.appoint("Camat Contoh", Desk.CAMAT, Status.PLH)
    clerk.start("lakip", from_step=11)
    clerk.hand_on()
    view = dossier_view(clerk.office, clerk.row.id, clerk.now)
    assert view.log[0].words == "Ditandatangani oleh Camat Contoh (Plh.), diserahkan ke Bagian Umum"
    assert view.ladder[10].official == "Camat Contoh (Plh.)"


def test_the_addressee_of_a_letter_done_again_is_that_of_its_newest_form(clerk: Clerk) -> None:
    clerk.start("renstra")
    clerk.to_step(13)
    clerk.give_back(to_step=7)
    hand = letter_at_hand(clerk.office, clerk.row.id, now=clerk.now)
    again = replace(hand.form, addressee_lines=("Sekretaris Daerah",), addressee_place="Contoh")
    save_form(clerk.office, clerk.row.id, again, by=clerk.by, now=clerk.now)
    assert at_hand(clerk.office, clerk.row.id).addressee() == "Sekretaris Daerah"
