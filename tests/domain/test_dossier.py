"""A dossier's state from its log: pure properties over random lives, with the rules alone, no database."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopdesk.domain import rules
from sopdesk.domain.dossier import State, replay
from sopdesk.domain.errors import Refused
from sopdesk.domain.events import Event, EventKind, countered, effective
from sopdesk.domain.sop import Kind, Sop
from sopdesk.store.catalogue import shipped

START = datetime(2026, 7, 6, 8, 0, tzinfo=timezone(timedelta(hours=7)))
SOPS = shipped()
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["hand_on"] * 6 + ["return", "skip", "hold", "resume", "receive", "finish_step"]),
        st.integers(1, 16),
    ),
    min_size=1,
    max_size=40,
)
FACTS: rules.Data = {
    "financial_percent": 1,
    "physical_percent": 1,
    "outside_renstra": False,
    "hierarchy_initialled": True,
}


def entry(events: list[Event], kind: EventKind, data: rules.Data) -> Event:
    moment = START + timedelta(minutes=len(events))
    return Event(len(events) + 1, kind, moment, moment, "x", data)


def begin(sop: Sop, step: int) -> list[Event]:
    return [entry([], EventKind.START, rules.start(sop, "Berkas", step))]


def do(sop: Sop, events: list[Event], deed: str, to: int) -> list[Event]:
    """One deed judged by the rules; the same events where it is refused."""
    state = replay(sop, events)

    def then(kind: EventKind, data: rules.Data) -> list[Event]:
        return [*events, entry(events, kind, data)]

    try:
        match deed:
            case "hand_on":
                if sop.step(state.step).asks and not state.facts:
                    return then(EventKind.FACTS, rules.facts(state, FACTS))
                return then(EventKind.HAND_ON, rules.hand_on(sop, state))
            case "return":
                return then(EventKind.RETURN, rules.give_back(sop, state, to, "Sebab"))
            case "skip":
                return then(EventKind.SKIP, rules.skip(sop, state, "Sebab", same_person=to % 2 == 0))
            case "hold":
                return then(EventKind.HOLD, rules.hold(state, "Sebab"))
            case "resume":
                return then(EventKind.RESUME, rules.resume(state))
            case "receive":
                return then(EventKind.RECEIVE, rules.receive(state))
            case _:
                if state.number is None:
                    said = {
                        "register": "outgoing",
                        "year": 2026,
                        "series": "umum",
                        "number": len(events),
                        "insert": "",
                    }
                    return then(
                        EventKind.NUMBER, {**rules.number(state), **said, "text": f"000/{len(events)}"}
                    )
                if not state.stamped:
                    return then(EventKind.STAMP, rules.stamp(state))
                return then(EventKind.DISPATCH, rules.dispatch(sop, state, "Bupati"))
    except Refused:
        return events


@given(st.sampled_from(SOPS), st.integers(1, 16), DEEDS)
def test_laws_of_every_life(sop: Sop, first: int, deeds: list[tuple[str, int]]) -> None:
    """After every entry: one visit runs, times go forward, signatures rest on parafs, an undo takes all of it back."""
    events = begin(sop, min(first, sop.last))
    before: State | None = None
    for deed, to in deeds:
        was = replay(sop, events)
        after = do(sop, events, deed, to)
        if after is events:
            continue
        events, before = after, was
        state = replay(sop, events)
        assert [v.until is None for v in state.visits] == [False] * (len(state.visits) - 1) + [state.open]
        for earlier, later in zip(state.visits, state.visits[1:], strict=False):
            assert earlier.until == later.since
            assert earlier.since <= later.since
            assert earlier.received is not None
        assert all(
            s in (h.step for h in state.visits) or s < state.began_at for s in state.parafs | state.signatures
        )
        assert all(s < state.step for s in state.parafs | state.signatures)
        for signature in state.signatures:
            previous = max(
                (s.no for s in sop.steps if s.no < signature and s.kind is Kind.TANDA_TANGAN), default=0
            )
            wanted = {s.no for s in sop.steps if previous < s.no < signature and s.kind is Kind.PARAF}
            assert wanted <= state.parafs
        assert state.round == 1 + sum(e.kind is EventKind.RETURN for e in events)
        assert sum(v.step == state.step for v in state.visits) == state.visit.round
        undo = entry(events, EventKind.UNDO, {"event": events[-1].seq, "of": "", "step": None})
        assert replay(sop, [*events, undo]) == before
        remark = entry(events, EventKind.PRINT, {"paper": "Surat"})
        assert replay(sop, [*events, remark]) == state


def test_a_log_begins_with_its_start() -> None:
    with pytest.raises(ValueError, match="start"):
        replay(SOPS[0], [])
    with pytest.raises(ValueError, match="start"):
        replay(SOPS[0], [replace(begin(SOPS[0], 1)[0], kind=EventKind.HOLD)])


def test_countered_and_effective() -> None:
    """Counter-entries, what they counter, prints and notes count for nothing."""
    kinds = [
        EventKind.START,
        EventKind.HAND_ON,
        EventKind.UNDO,
        EventKind.PRINT,
        EventKind.NOTE,
        EventKind.HOLD,
    ]
    events: list[Event] = []
    for kind in kinds:
        events.append(entry(events, kind, {"event": 2} if kind is EventKind.UNDO else {}))
    assert countered(events) == {2}
    assert [e.seq for e in effective(events)] == [1, 6]


def test_numbers_and_texts_of_an_entry_are_what_they_say() -> None:
    """A truth value is no number, and nothing is a text but text."""
    event = entry([], EventKind.NOTE, {"a": True, "b": 3, "c": "x", "d": None})
    assert [event.number(k) for k in "abcd"] == [None, 3, None, None]
    assert [event.text(k) for k in "abcd"] == ["", "", "x", ""]
