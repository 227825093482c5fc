"""Rules 1–4: moving on, what was seen, sending, and the gates, through the use cases on a real database."""

from typing import Any

import pytest

from sopdesk.domain.errors import Rule
from sopdesk.domain.sop import Desk, Kind
from sopdesk.domain.visits import Life
from sopdesk.services.entries import Answered
from sopdesk.services.office import open_office
from tests.services.desk import MONDAY, SOPS, Clerk, refused


@pytest.mark.parametrize("sop", SOPS)
def test_rule_01_hand_on_moves_at_once_and_waits_only_where_the_desk_changes(clerk: Clerk, sop: str) -> None:
    """From the first step to the last, the papers lie on the next step's desk the moment they are handed on."""
    clerk.start(sop, period="2026-06" if sop == "rfk" else "")
    steps = {s.no: s for s in clerk.sop.steps}
    while clerk.state.open:
        before = clerk.state
        clerk.one_step()
        after = clerk.state
        if not after.open:
            break
        assert after.step == before.step + 1
        assert after.desk is steps[after.step].desk
        assert after.visit.waiting is (after.desk is not before.desk)
        assert clerk.row.waiting is after.visit.waiting
    assert clerk.state.life is Life.FINISHED
    assert [v.step for v in clerk.state.visits] == [s for s in steps if s >= clerk.state.began_at]


def test_rule_01_receive_is_once_and_only_after_a_change_of_desk(clerk: Clerk) -> None:
    """Taking up is refused within a desk and a second time; between desks it is logged with its own time."""
    clerk.start("lakip")
    with refused(Rule.NOTHING_TO_RECEIVE, desk="pelaksana"):
        clerk.receive()
    clerk.hand_on()
    with refused(Rule.NOTHING_TO_RECEIVE):
        clerk.receive()
    clerk.to_step(5)
    taken = clerk.later(minutes=25)
    clerk.receive()
    assert clerk.state.visit.received == taken
    assert not clerk.state.visit.waiting
    with refused(Rule.NOTHING_TO_RECEIVE, desk="kasubbag"):
        clerk.receive()


def test_rule_01_papers_handed_on_without_receive_were_taken_up_when_they_came(clerk: Clerk) -> None:
    """A later hand-on stands for the receipt: nothing is charged as waiting."""
    clerk.start("lakip")
    clerk.to_step(5)
    came = clerk.state.visit.since
    clerk.later(hours=1)
    clerk.hand_on()
    assert clerk.state.visits[-2].received == came
    assert not clerk.state.visits[-2].waiting


ACTIONS: dict[str, dict[str, Any]] = {
    "hand_on": {},
    "receive": {},
    "give_back": {},
    "skip": {},
    "hold": {},
    "resume": {},
    "stamp": {},
    "dispatch": {},
    "cancel": {},
    "retitle": {"title": "Judul lain"},
    "number": {},
    "undo": {},
    "correct": {"event": 1},
    "receipt": {},
}


@pytest.mark.parametrize("action", ACTIONS)
def test_rule_02_an_action_on_what_was_seen_earlier_is_stale(clerk: Clerk, action: str) -> None:
    """Every action that carries the step of the screen is refused once the dossier stands elsewhere."""
    clerk.start("lakip")
    clerk.hand_on()
    entries = len(clerk.events)
    with refused(Rule.STALE, seen=1, step=2):
        getattr(clerk, action)(step=1, **ACTIONS[action])
    assert len(clerk.events) == entries


def test_rule_02_an_action_on_a_dossier_that_ended_meanwhile_is_stale(clerk: Clerk) -> None:
    """The same step number is no excuse when the dossier has ended there."""
    clerk.start("lakip")
    clerk.cancel()
    with refused(Rule.STALE, life="cancelled"):
        clerk.hand_on(step=1)
    with refused(Rule.ENDED):
        clerk.hand_on()


def test_rule_02_the_step_seen_at_may_be_left_out_or_right(clerk: Clerk) -> None:
    """With the right step, or none, the action goes through."""
    clerk.start("lakip")
    assert clerk.hand_on(step=1).step == 2
    assert clerk.hand_on().step == 3


def test_rule_02_the_same_id_does_nothing_and_answers_as_at_first(clerk: Clerk) -> None:
    """Sent again, in another process as well, an action is answered with the line that was given then."""
    first = clerk.start("lakip", action_id="a-1")
    done = clerk.hand_on(action_id="a-2")
    entries = len(clerk.events)
    again = open_office(clerk.office.folder, MONDAY)
    try:
        other = Clerk(again, now=clerk.now, code=clerk.code)
        with pytest.raises(Answered) as answered:
            other.hand_on(action_id="a-2")
        assert answered.value.answer == done.to_json()
        with pytest.raises(Answered) as answered:
            other.start("rup", "Judul yang lain sama sekali", action_id="a-1")
        assert answered.value.answer == first.to_json()
    finally:
        again.close()
    assert len(clerk.events) == entries
    assert clerk.state.step == 2


def test_rule_02_a_number_is_taken_once_for_an_id(clerk: Clerk) -> None:
    """The same id takes no second number."""
    first = clerk.number(dossier=None, at=None, action_id="n")
    with pytest.raises(Answered) as answered:
        clerk.number(dossier=None, at=None, action_id="n")
    assert answered.value.answer == first.to_json()
    assert clerk.number(dossier=None, at=None).number == 2


def test_rule_03_agenda_kirim_ends_by_dispatch_alone(clerk: Clerk) -> None:
    """Number, then stamp, then dispatch; a hand-on is refused at every stage of it."""
    clerk.start("renja")
    clerk.to_step(12)
    with refused(Rule.NEEDS_DISPATCH, step=12):
        clerk.hand_on()
    with refused(Rule.NEEDS_NUMBER, action="dispatch"):
        clerk.dispatch()
    with refused(Rule.NEEDS_NUMBER, action="stamp"):
        clerk.stamp()
    clerk.number()
    with refused(Rule.NEEDS_STAMP):
        clerk.dispatch()
    with refused(Rule.ALREADY_NUMBERED):
        clerk.number()
    clerk.stamp()
    with refused(Rule.ALREADY_STAMPED):
        clerk.stamp()
    with refused(Rule.NEEDS_DISPATCH):
        clerk.hand_on()
    clerk.dispatch()
    assert clerk.state.life is Life.FINISHED


def test_rule_03_the_last_dispatch_stops_the_clocks_until_lembar_2_is_back(clerk: Clerk) -> None:
    """Finished, due nowhere, with the mark of the missing second sheet; the receipt takes the mark away."""
    clerk.start("lakip")
    clerk.to_step(12)
    clerk.number()
    clerk.stamp()
    sent = clerk.now
    answer = clerk.dispatch()
    row = clerk.row
    assert answer.due is None
    assert (row.life, row.ended_at, row.due, row.receipt_missing) == ("finished", sent, None, True)
    with refused(Rule.ENDED, life="finished"):
        clerk.hold()
    clerk.later(days=3)
    clerk.receipt("Staf BAPPEDA")
    assert not clerk.row.receipt_missing
    assert clerk.row.ended_at == sent
    with refused(Rule.NOT_DISPATCHED):
        clerk.receipt("Staf BAPPEDA")


def test_rule_03_renstra_takes_two_numbers(clerk: Clerk) -> None:
    """After the first sending the gates begin anew: the second letter needs its own signature, number and stamp."""
    clerk.start("renstra", period="2025-2029")
    clerk.to_step(12)
    first = clerk.number()
    clerk.stamp()
    clerk.dispatch()
    assert clerk.state.step == 13
    assert clerk.state.desk is Desk.BAPPEDA
    assert clerk.state.open
    clerk.hand_on()
    for deed in (clerk.number, clerk.stamp, clerk.dispatch):
        with refused(Rule.NEEDS_SIGNATURE):
            deed()
    clerk.to_step(16)
    with refused(Rule.NEEDS_NUMBER):
        clerk.stamp()
    second = clerk.number()
    assert (first.number, second.number) == (1, 2)
    with refused(Rule.NEEDS_STAMP):
        clerk.dispatch()
    clerk.stamp()
    clerk.dispatch()
    assert [d.letter for d in clerk.state.dispatched] == [first.text, second.text]
    clerk.receipt("Penerima kedua")
    assert clerk.row.receipt_missing
    clerk.receipt("Penerima pertama")
    assert [d.recipients[0].name for d in clerk.state.dispatched] == ["Penerima pertama", "Penerima kedua"]
    assert not clerk.row.receipt_missing


def test_rule_03_surat_balasan_dispatches_only_at_its_last_step(clerk: Clerk) -> None:
    """Number and stamp may come at Bagian Umum's earlier steps; the sending only at step 14."""
    clerk.start("balasan")
    clerk.to_step(11)
    clerk.number()
    clerk.hand_on()
    clerk.stamp()
    with refused(Rule.WRONG_STEP, step=12):
        clerk.dispatch()
    clerk.to_step(14)
    clerk.dispatch()
    assert clerk.state.life is Life.FINISHED


@pytest.mark.parametrize("sop", SOPS)
def test_rule_04_no_number_stamp_or_dispatch_before_the_signature(clerk: Clerk, sop: str) -> None:
    """At every step up to the signature's own, all three are refused, and nothing is logged or counted."""
    clerk.start(sop, period="2026-06" if sop == "rfk" else "")
    signs = next(s.no for s in clerk.sop.steps if s.kind is Kind.TANDA_TANGAN)
    while clerk.state.step <= signs:
        for deed, name in ((clerk.number, "number"), (clerk.stamp, "stamp"), (clerk.dispatch, "dispatch")):
            with refused(Rule.NEEDS_SIGNATURE, action=name):
                deed()
        clerk.one_step()
    assert clerk.number().number == 1


@pytest.mark.parametrize("sop", SOPS)
def test_rule_04_no_signature_before_every_paraf(clerk: Clerk, sop: str) -> None:
    """A paraf that was made void by a return has to be given again, however the dossier came to the Camat."""
    clerk.start(sop, period="2026-06" if sop == "rfk" else "")
    parafs = [s.no for s in clerk.sop.steps if s.kind is Kind.PARAF]
    signs = next(s.no for s in clerk.sop.steps if s.kind is Kind.TANDA_TANGAN)
    clerk.to_step(signs)
    assert clerk.state.parafs == set(parafs)
    clerk.give_back(to_step=parafs[0])
    assert clerk.state.parafs == set()
    clerk.to_step(parafs[1])
    assert clerk.state.parafs == {parafs[0]}
    clerk.to_step(signs + 1)
    assert clerk.state.signatures == {signs}


def test_rule_04_renstra_15_asks_for_the_tick_of_the_hierarchy(clerk: Clerk) -> None:
    """The second signature has no paraf steps: it wants the tick, and a tick of ‘no’ is none."""
    clerk.start("renstra", from_step=14)
    clerk.hand_on()
    with refused(Rule.NEEDS_FACTS, ask="hierarchy_initialled", step=15):
        clerk.hand_on()
    clerk.facts(hierarchy_initialled=False)
    with refused(Rule.NEEDS_FACTS, ask="hierarchy_initialled"):
        clerk.hand_on()
    clerk.facts(hierarchy_initialled=True)
    assert clerk.hand_on().step == 16


@pytest.mark.parametrize("sop", ["lakip", "rfk"])
@pytest.mark.parametrize(
    ("financial", "physical", "passes"),
    [
        (50, 50, True),
        ("50,5", "50,50", True),
        (0, 0, True),
        (100, 100, True),
        (50, "50,01", True),
        ("50,01", 50, False),
        (100, 99, False),
    ],
)
def test_rule_04_percentages_at_the_kasubbag(
    clerk: Clerk, sop: str, financial: object, physical: object, passes: bool
) -> None:
    """Missing refuses, keuangan above fisik refuses, equal passes, to the last decimal."""
    clerk.start(sop, period="2026-06" if sop == "rfk" else "")
    clerk.to_step(9)
    with refused(Rule.NEEDS_FACTS, ask="percent", step=9):
        clerk.hand_on()
    clerk.facts(financial_percent=financial)
    with refused(Rule.NEEDS_FACTS, ask="percent"):
        clerk.hand_on()
    clerk.facts(physical_percent=physical)
    if passes:
        assert clerk.hand_on().step == 10
        return
    with refused(Rule.PERCENT):
        clerk.hand_on()
    assert clerk.state.step == 9
    assert clerk.give_back().step == 7


def test_rule_04_other_sops_ask_for_no_percentages(clerk: Clerk) -> None:
    """RUP passes the Kasubbag's paraf without any fact."""
    clerk.start("rup")
    clerk.to_step(8)
    assert clerk.hand_on().step == 9


@pytest.mark.parametrize(
    "value", [-1, "100,01", 101, "abc", "NaN", "inf", True, None, [], "", "1e-999999", "1" * 40]
)
def test_rule_04_a_percentage_is_a_number_from_0_to_100(clerk: Clerk, value: object) -> None:
    """Anything else is refused and leaves no entry."""
    clerk.start("lakip")
    with refused(Rule.BAD_VALUE):
        clerk.facts(financial_percent=value)
    assert len(clerk.events) == 1


def test_rule_04_renja_asks_for_programmes_outside_the_renstra(clerk: Clerk) -> None:
    """The question has to be answered; a yes needs the kegawatdaruratan reason, and one that can be seen."""
    clerk.start("renja")
    clerk.to_step(9)
    with refused(Rule.NEEDS_FACTS, ask="outside_renstra", reason_missing=False):
        clerk.hand_on()
    clerk.facts(outside_renstra=True)
    for reason in (None, "", "   ", "\u200b"):
        if reason is not None:
            clerk.facts(emergency_reason=reason)
        with refused(Rule.NEEDS_FACTS, ask="outside_renstra", reason_missing=True):
            clerk.hand_on()
    clerk.facts(emergency_reason="Jembatan putus")
    assert clerk.hand_on().step == 10


def test_rule_04_renja_within_the_renstra_needs_no_reason(clerk: Clerk) -> None:
    """A no is enough."""
    clerk.start("renja")
    clerk.to_step(9)
    clerk.facts(outside_renstra=False)
    assert clerk.hand_on().step == 10


def test_rule_04_a_skipped_paraf_does_not_skip_what_it_asks(clerk: Clerk) -> None:
    """The percentages are a condition of leaving the Kasubbag, whoever signs."""
    person = clerk.appoint("Pejabat Rangkap", Desk.KASUBBAG)
    clerk.appoint("Pejabat Rangkap", Desk.CAMAT, official=person)
    clerk.start("lakip")
    clerk.to_step(9)
    with refused(Rule.NEEDS_FACTS, ask="percent"):
        clerk.skip("Penanda tangan yang sama")
    clerk.facts(financial_percent=70, physical_percent=70)
    assert clerk.skip("Penanda tangan yang sama").step == 10
