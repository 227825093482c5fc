"""Sendings of a letter: to whom, how many copies, and which second sheets came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from sopdesk.domain.errors import After, Refused, Rule
from sopdesk.domain.events import Event
from sopdesk.domain.text import NAME_LIMIT, REASON_LIMIT, clean, clean_name

MOST_RECIPIENTS = 60
MOST_COPIES = 999


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who gets the letter. ``year`` and ``urut`` are its line in the delivery book, 0 where it has none.

    ``name``, ``position`` and ``at`` are those of the receipt; ``at`` is None while the second sheet is out.
    """

    to: str
    copies: int = 1
    year: int = 0
    urut: int = 0
    name: str = ""
    position: str = ""
    at: datetime | None = None

    @property
    def line(self) -> tuple[int, int]:
        """Its place in the delivery book."""
        return self.year, self.urut


@dataclass(frozen=True, slots=True)
class Dispatched:
    """A sending, and the receipts that came back (lembar 2)."""

    seq: int
    step: int
    letter: str  # its number
    at: datetime
    recipients: tuple[Recipient, ...]

    @property
    def to(self) -> str:
        """The first recipient."""
        return self.recipients[0].to

    @property
    def receipt_missing(self) -> bool:
        """Whether a second sheet is still out."""
        return any(r.at is None for r in self.recipients)


def dispatched_of(event: Event, step: int) -> Dispatched:
    """The sending that an entry tells. One of an older program names one addressee and no line of the book."""
    told = event.data.get("recipients")
    found = tuple(_recipient(each) for each in told) if isinstance(told, Sequence) and told else ()
    return Dispatched(
        event.seq, step, event.text("letter"), event.at, found or (Recipient(event.text("to")),)
    )


def _recipient(told: object) -> Recipient:
    values = told if isinstance(told, Mapping) else {}
    copies, year, urut = (int(values.get(key, 0)) for key in ("copies", "year", "urut"))
    return Recipient(str(values.get("to", "")), copies, year, urut)


def with_receipt(sendings: Sequence[Dispatched], event: Event) -> tuple[Dispatched, ...]:
    """The sendings after a receipt: of the line that it names, else of the first open one of the newest sending."""
    found = open_place(sendings, line_of(event.data))
    if found is None:
        return tuple(sendings)
    place, which = found
    sent = sendings[place]
    recipients = list(sent.recipients)
    recipients[which] = replace(
        recipients[which],
        name=event.text("name"),
        position=event.text("position"),
        at=received_at(event),
    )
    after = list(sendings)
    after[place] = replace(sent, recipients=tuple(recipients))
    return tuple(after)


def received_at(event: Event) -> datetime:
    """When the letter was taken, as the second sheet says; else when the entry says that it came back."""
    told = event.text("received_at")
    return datetime.fromisoformat(told) if told else event.at


def line_of(told: Mapping[str, object]) -> tuple[int, int] | None:
    """The line of the delivery book that an entry names."""
    named = told.get("delivery")
    if not isinstance(named, Mapping):
        return None
    return int(str(named.get("year", 0))), int(str(named.get("urut", 0)))


def open_place(sendings: Sequence[Dispatched], line: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """Which sending, and which of its recipients, a receipt belongs to; None where none is waited for."""
    for place in range(len(sendings) - 1, -1, -1):
        for which, recipient in enumerate(sendings[place].recipients):
            if recipient.at is None and line in (None, recipient.line):
                return place, which
    return None


def clean_recipients(to: object, wish: object) -> list[dict[str, object]]:
    """Recipients as the log keeps them: those of ``wish`` (pairs of name and copies), else ``to`` alone.

    Raises Refused(BAD_TEXT, BAD_VALUE).
    """
    if wish is not None and (isinstance(wish, str) or not isinstance(wish, Sequence)):
        raise Refused(Rule.BAD_VALUE, field="recipients", value=wish)
    pairs = [_pair(each) for each in wish] if wish else [(clean_name(to, field="to"), 1)]
    if len(pairs) > MOST_RECIPIENTS:
        raise Refused(Rule.BAD_VALUE, field="recipients", low=1, high=MOST_RECIPIENTS)
    seen: set[str] = set()
    for name, _copies in pairs:
        if name.casefold() in seen:
            raise Refused(Rule.BAD_VALUE, field="recipients", reason=f"“{name}” tertulis dua kali")
        seen.add(name.casefold())
    return [{"to": name, "copies": copies} for name, copies in pairs]


def _pair(given: object) -> tuple[str, int]:
    if isinstance(given, str) or not isinstance(given, Sequence) or len(given) != 2:
        raise Refused(Rule.BAD_VALUE, field="recipients", value=given)
    copies = given[1]
    if isinstance(copies, bool) or not isinstance(copies, int) or not 1 <= copies <= MOST_COPIES:
        raise Refused(Rule.BAD_VALUE, field="copies", low=1, high=MOST_COPIES)
    return clean_name(given[0], field="to"), copies


class Receipt(TypedDict):
    """What a second sheet says beside the name: position, a word, when the letter was taken.

    ``line`` is the year and number in the delivery book; without it the receipt is that of the first recipient
    of the newest sending whose sheet is still out.
    """

    position: NotRequired[str]
    note: NotRequired[str]
    received: NotRequired[datetime | None]
    line: NotRequired[tuple[int, int] | None]


def receipt_of(sendings: Sequence[Dispatched], name: object, **told: Unpack[Receipt]) -> dict[str, object]:
    """What the entry of a receipt says. Raises Refused(NOT_DISPATCHED, TIME_BACKWARDS, BAD_TEXT)."""
    found = open_place(sendings, told.get("line"))
    if found is None:
        raise Refused(Rule.NOT_DISPATCHED)
    sent = sendings[found[0]]
    data = receipt_data(sent.at, name, **told)
    recipient = sent.recipients[found[1]]
    if recipient.urut:
        data["delivery"] = {"year": recipient.year, "urut": recipient.urut}
    return data


def receipt_data(sent_at: datetime, name: object, **told: Unpack[Receipt]) -> dict[str, object]:
    """What any receipt says of itself; the letter left at ``sent_at``. Raises Refused(TIME_BACKWARDS, BAD_TEXT)."""
    received = told.get("received")
    # People write the minute; the log has seconds.
    if received is not None and received < sent_at.replace(second=0, microsecond=0):
        raise Refused(Rule.TIME_BACKWARDS, at=received, last=sent_at, after=After.SENDING)
    data: dict[str, object] = {"name": clean_name(name)}
    position = clean(told.get("position", ""), field="position", limit=NAME_LIMIT, empty=True)
    note = clean(told.get("note", ""), field="note", limit=REASON_LIMIT, lines=True, empty=True)
    if position:
        data["position"] = position
    if note:
        data["note"] = note
    if received is not None:
        data["received_at"] = received.isoformat()
    return data


METHODS = ("kurir", "pos", "jasa", "diambil", "elektronik")  # how a letter leaves


def clean_method(method: object) -> str:
    """How the letter leaves; empty where nobody said. Raises Refused(BAD_VALUE)."""
    if method in METHODS or method == "":
        return str(method)
    raise Refused(Rule.BAD_VALUE, field="method", value=method)
