"""What is done after the signature, item by item: some of it the log knows, some only a person (norms 0.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.dossier import State
from sopdesk.domain.events import Event, EventKind, effective
from sopdesk.domain.sop import Sop

SIGNING = "signing"
KELENGKAPAN = "kelengkapan"


class Known(StrEnum):
    """What the log itself tells of a sending."""

    NUMBER = "number"
    STAMP = "stamp"
    SENT = "sent"
    BACK = "back"


# How the lists of the SOPs begin to say what the log knows.
_BY_WORDS = (
    ("nomor agenda", Known.NUMBER),
    ("cap stempel", Known.STAMP),
    ("kirim", Known.SENT),
    ("lembar kedua", Known.BACK),
    ("bukti terima", Known.BACK),
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. ``known`` is what the log tells of it, None where only a person can tick it."""

    text: str
    known: Known | None
    done: bool


def known_by(text: str) -> Known | None:
    """What of the log an item of an SOP's list speaks of."""
    folded = text.casefold()
    return next((known for words, known in _BY_WORDS if folded.startswith(words)), None)


def signing_list(sop: Sop, state: State, events: Sequence[Event], sending: int) -> tuple[Item, ...]:
    """The list of the letter that step ``sending`` sends. What came back past the signature is done anew."""
    sent = next((d for d in reversed(state.dispatched) if d.step == sending), None)
    # Sent and returned past the sending, it is on its way again.
    sent = None if sent is not None and state.open and state.step <= sending else sent
    told = {
        Known.NUMBER: sent is not None or (state.number is not None and state.number.sending == sending),
        Known.STAMP: sent is not None or state.stamped,
        Known.SENT: sent is not None,
        Known.BACK: sent is not None and not sent.receipt_missing,
    }
    ticked = ticks(events, SIGNING, sending, since=_last_return(events, sent.seq if sent else None))
    items = []
    for text in sop.checklist:
        known = known_by(text)
        items.append(Item(text, known, told[known] if known is not None else text in ticked))
    return tuple(items)


def step_list(texts: Sequence[str], events: Sequence[Event], step: int) -> tuple[Item, ...]:
    """The kelengkapan of a step; the ticks stay over its rounds."""
    ticked = ticks(events, KELENGKAPAN, step)
    return tuple(Item(text, None, text in ticked) for text in texts)


def ticks(events: Sequence[Event], which: str, place: int, since: int = 0) -> frozenset[str]:
    """The items that are ticked on a list; ``place`` is its step, ``since`` an entry before which none counts."""
    found: dict[str, bool] = {}
    for event in events:
        named = (event.text("list"), event.number("place"))
        if event.kind is EventKind.CHECK and event.seq > since and named == (which, place):
            found[event.text("item")] = event.data.get("done") is True
    return frozenset(text for text, done in found.items() if done)


def _last_return(events: Sequence[Event], sent: int | None) -> int:
    """The newest return that counts and came before the sending; 0 where there is none."""
    back = [e.seq for e in effective(events) if e.kind is EventKind.RETURN and (sent is None or e.seq < sent)]
    return back[-1] if back else 0
