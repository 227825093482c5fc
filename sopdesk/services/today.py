"""The queue of today, for a desk or a person: what is late, due, close, and what is about to arrive (product 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.domain.duration import Duration
from sopdesk.domain.officials import holder
from sopdesk.domain.rights import desks_of
from sopdesk.domain.sop import Desk
from sopdesk.services.duties import DutyRow, rows_in
from sopdesk.services.duty_rules import duty_settings
from sopdesk.services.faces import face, key_of, reading
from sopdesk.services.office import Known, Office, office_day
from sopdesk.services.queries import brief_card
from sopdesk.services.rights import user_of
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import Card

ARRIVING_DAYS: Final = 3  # working days ahead for which arrivals are foretold
_NEARLY: Final = Duration.parse(f"{ARRIVING_DAYS} hari")
_RECEIPTS_BACK: Final = timedelta(
    days=184
)  # a second sheet that has been missing for longer is in the ekspedisi book
_RECEIPTS_MOST: Final = 500


class Group(StrEnum):
    """Why a dossier is in the queue, the most pressing first."""

    LATE = "late"
    TODAY = "today"
    NEAR = "near"
    ARRIVING = "arriving"


GROUP_WORDS: Final[Mapping[Group, str]] = {
    Group.LATE: "Terlambat",
    Group.TODAY: "Jatuh tempo hari ini",
    Group.NEAR: "Mendekati batas",
    Group.ARRIVING: "Akan tiba",
}
_ORDER: Final = {group: place for place, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in the queue of ``desk``; of one that is yet to arrive, ``at`` says when by the plan.

    ``step`` and ``brief`` are those that wait at that desk.
    """

    card: Card
    group: Group
    desk: Desk
    step: int
    brief: str
    words: str
    level: Level
    at: datetime | None
    place: tuple[float, int]

    @property
    def key(self) -> tuple[int, str]:
        """What tells the line from every other."""
        return self.card.id, self.desk.value


@dataclass(frozen=True, slots=True)
class Stand:
    """What the office has under way, as read at one moment: the queue and the reminders are made from it.

    ``waiting`` are finished dossiers whose second sheet has not come back.
    """

    cards: tuple[Card, ...]
    waiting: tuple[Card, ...]
    duties: tuple[DutyRow, ...]
    receipt_days: int


def stand(office: Office, now: datetime) -> Stand:
    """Read it, at one moment."""
    with office.store.read() as unit:
        known = office.known(unit)
        ended = unit.dossiers.ended_lately(now - _RECEIPTS_BACK, _RECEIPTS_MOST)
        return Stand(
            tuple(brief_card(known, row) for row in unit.dossiers.under_way_briefly()),
            tuple(brief_card(known, row) for row in ended if row.receipt_missing),
            rows_in(unit, known, now),
            duty_settings(known).receipt_days,
        )


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose queue: the desks at which a dossier may lie, and its owner; None and empty are everybody's."""

    desks: frozenset[Desk] | None = None
    owner: str = ""

    def has(self, line: Line) -> bool:
        """Whether the line is in that queue."""
        if self.desks is not None and line.desk not in self.desks:
            return False
        return not self.owner or line.card.owner == self.owner


EVERYBODY: Final = Whose()


def queue(known: Known, cards: Iterable[Card], now: datetime, whose: Whose = EVERYBODY) -> tuple[Line, ...]:
    """The queue, most pressing first, then by time left: no query.

    What is on hold presses nobody until its own deadline has passed.
    """
    today = office_day(known, now)
    opening, soon = known.worktime.next_opening(now), known.worktime.due(now, _NEARLY)
    # To everybody each dossier is announced once, where it comes next; a desk is told of all that comes to it.
    most = 1 if whose == EVERYBODY else len(Desk)
    found: list[Line] = []
    for card in cards:
        here = _here(known, card, now, today)
        if here is not None:
            found.append(here)
        if card.life == "running":
            found += _arrivals(known, card, now, opening, soon)[:most]
    return tuple(sorted(filter(whose.has, found), key=_place))


def _place(line: Line) -> tuple[int, float, int]:
    return _ORDER[line.group], *line.place


def _here(known: Known, card: Card, now: datetime, today: object) -> Line | None:
    found = reading(known.worktime, card, now)
    if found.level is Level.TERLAMBAT:
        group = Group.LATE
    elif found.level in (Level.LUAR, Level.DITUNDA) or found.due is None:
        return None  # nobody in the office can hurry it
    elif known.local(found.due).date() == today:
        group = Group.TODAY
    elif found.level is Level.WASPADA:
        group = Group.NEAR
    else:
        return None
    words = face(known.worktime, card, now).words
    place = key_of(found, card)[1:]
    return Line(card, group, card.desk, card.step, card.brief, words, found.level, found.due, place)


def _arrivals(known: Known, card: Card, now: datetime, opening: datetime, soon: datetime) -> list[Line]:
    """Where the dossier comes next by the plan until ``soon``, each desk once.

    A step that is late already is reckoned to end now, or when the office opens next; a step without a standard
    time ends the forecast.
    """
    if card.due is None:
        return []
    sop = known.sops[(card.sop, card.revision)]
    at, found = max(card.due, opening), list[Line]()
    desk, seen = card.desk, {card.desk}
    for step in sop.steps[card.step :]:
        if at > soon:
            break
        if step.desk not in seen and step.desk is not desk:
            seen.add(step.desk)
            words = f"± {arrival_words(known, at, now)}"
            place = (at.timestamp(), card.id)
            group = Group.ARRIVING
            found.append(Line(card, group, step.desk, step.no, step.brief, words, Level.AMAN, at, place))
        desk = step.desk
        if step.duration is None:
            break
        at = known.worktime.due(at, step.duration)
    return found


def arrival_words(known: Known, at: datetime, now: datetime) -> str:
    """``10.40`` for today, else ``Selasa, 24/11 10.40``, in office time."""
    local = known.local(at)
    if local.date() == office_day(known, now):
        return f"hari ini {clock_time(local)}"
    return f"{day_name(local)}, {short_date(local)[:5]} {clock_time(local)}"


def counts(lines: Sequence[Line]) -> Mapping[Group, int]:
    """How many of each kind."""
    return {group: sum(line.group is group for line in lines) for group in Group}


@dataclass(frozen=True, slots=True)
class Choice:
    """A queue that can be chosen, with its words."""

    key: str
    words: str
    whose: Whose


def choices(known: Known, cards: Iterable[Card], now: datetime) -> tuple[Choice, ...]:
    """Everybody's queue, that of each desk, of each official, and of each clerk who owns a running dossier."""
    day = office_day(known, now)
    held: dict[str, set[Desk]] = {}
    names: dict[Desk, str] = {}
    for desk in Desk:
        post = holder(known.appointments, desk, day)
        if post is not None and not desk.outside:
            names[desk] = post.official.name
            held.setdefault(post.official.name, set()).add(desk)
    found = [Choice("", "Semua meja", EVERYBODY)]
    for desk in Desk:
        if not desk.outside:
            who = f" – {names[desk]}" if desk in names else ""
            desks = frozenset({desk})
            found.append(Choice(f"meja:{desk.value}", f"Meja {DESKS[desk.value]}{who}", Whose(desks)))
    for name, several in held.items():
        if len(several) > 1:
            # One who holds one desk has that desk's queue.
            found.append(Choice(f"pejabat:{name}", f"{name} (semua mejanya)", Whose(frozenset(several))))
    for owner in sorted({card.owner for card in cards}, key=str.casefold):
        whose = Whose(frozenset({Desk.PELAKSANA}), owner)
        found.append(Choice(f"pelaksana:{owner}", f"Pelaksana – {owner}", whose))
    return tuple(found)


def own_choice(known: Known, name: str, now: datetime) -> str:
    """The key of the queue that a user begins with: an official's own desk or desks, for others everybody's."""
    user, day = user_of(known, name), office_day(known, now)
    desks = desks_of(user, known.appointments, day) if user is not None else frozenset[Desk]()
    if not desks:
        return ""
    desk = min(desks)
    post = holder(known.appointments, desk, day)
    return f"pejabat:{post.official.name}" if post is not None and len(desks) > 1 else f"meja:{desk.value}"
