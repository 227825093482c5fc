"""How a story of the sample office becomes deeds in time: reckoned backward from the moment it is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from random import Random

from sopdesk.domain.duration import Duration, Unit
from sopdesk.domain.events import EventKind
from sopdesk.domain.sop import Ask, Kind, Sop
from sopdesk.domain.worktime import WorkingTime

_PACE = 0.6  # of the standard time that a step of a story usually takes
_NO_STANDARD = Duration.parse("40 menit")  # what a step without mutu baku takes
FACTS: Mapping[Ask, Mapping[str, object]] = {
    Ask.PERCENT: {"financial_percent": "81,5", "physical_percent": "86"},
    Ask.OUTSIDE_RENSTRA: {"outside_renstra": False},
    Ask.HIERARCHY_INITIALLED: {"hierarchy_initialled": True},
}


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier of the sample office: how far it came, and what happened on its way.

    ``to`` is the step it lies at (0: sent, ``ended`` working days ago); ``gone`` is the share of that step's
    standard time that has passed. ``paces``, ``returns`` and ``holds`` are by the step at which they happen.
    """

    sop: str
    title: str
    owner: str
    to: int = 0
    gone: float = 0.4
    first: int = 1
    period: str = ""
    nature: str = ""
    origin: str = "disposition"
    origin_note: str = ""
    addressee: str = ""
    paces: Mapping[int, float] = field(default_factory=dict)
    returns: Mapping[int, str] = field(default_factory=dict)
    holds: Mapping[int, str] = field(default_factory=dict)
    held: str = ""
    wanted: str = ""  # why it must be done by a day of its own, a working week after that was said
    waiting: bool = False
    sending: int = 0  # of the last step: 1 has its number, 2 its stamp too
    ended: float = 3.0
    receipt: str = ""
    cancelled: str = ""
    undone: int = 0  # a step that was handed on too early and taken back
    late_entry: int = 0  # a step whose hand-on was logged an hour and a half later


@dataclass(frozen=True, slots=True)
class Span:
    """Working time: days, and minutes."""

    days: Fraction = Fraction(0)
    minutes: Fraction = Fraction(0)

    def __mul__(self, share: float) -> "Span":
        part = Fraction(share).limit_denominator(1000)
        return Span(self.days * part, self.minutes * part)


def span_of(duration: Duration | None, week_days: int) -> Span:
    """A step's standard time, or what a step without one takes."""
    days = minutes = Fraction(0)
    for part in (duration or _NO_STANDARD).parts:
        match part.unit:
            case Unit.MENIT:
                minutes += part.high
            case Unit.JAM:
                minutes += part.high * 60
            case Unit.HARI:
                days += part.high
            case Unit.MINGGU:
                days += part.high * week_days
    return Span(days, minutes)


def earlier(worktime: WorkingTime, moment: datetime, span: Span) -> datetime:
    """The moment that lies ``span`` of working time before ``moment``."""
    if span.minutes:
        moment = worktime.extend(moment, -span.minutes, Unit.MENIT)
    if span.days:
        moment = worktime.extend(moment, -span.days, Unit.HARI)
    return moment


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done, ``after`` so much working time since the deed before."""

    kind: EventKind
    after: Span
    step: int
    data: Mapping[str, object] = field(default_factory=dict)
    logged_later: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A deed with its time."""

    deed: Deed
    at: datetime


def dated(worktime: WorkingTime, sop: Sop, story: Story, now: datetime, chance: Random) -> list[Dated]:
    """The deeds of a story with their times, the first first, so that it stands at ``now`` as it is told."""
    deeds = list(_deeds(sop, story, worktime.calendar.week.working_days, chance))
    moment = earlier(worktime, now, _since_last(sop, story, deeds, worktime.calendar.week.working_days))
    found = []
    for deed in reversed(deeds):
        moment = moment.replace(second=0, microsecond=0)
        found.append(Dated(deed, moment))
        moment = earlier(worktime, moment, deed.after)
    return found[::-1]


def _since_last(sop: Sop, story: Story, deeds: Sequence[Deed], week_days: int) -> Span:
    if story.to == 0:
        return Span(days=Fraction(story.ended).limit_denominator(100))
    # What was done at the last step took a part of the time there.
    stood = deeds[-1].kind not in _MOVES
    return span_of(sop.step(story.to).duration, week_days) * (story.gone * ((1 - _PART) if stood else 1))


_PART = 0.3
_MOVES = frozenset({EventKind.START, EventKind.HAND_ON, EventKind.RETURN, EventKind.DISPATCH})


def _deeds(sop: Sop, story: Story, week_days: int, chance: Random) -> Iterator[Deed]:
    nothing = Span()
    yield Deed(EventKind.START, nothing, story.first)
    step, desk, returned = story.first, sop.step(story.first).desk, set[int]()
    while True:
        row = sop.step(step)
        last = step == story.to and not set(story.returns) - returned
        whole = span_of(row.duration, week_days)
        pace = story.paces.get(step, _PACE) * chance.uniform(0.85, 1.15)
        if last:
            yield from _standing(story, step, whole * (story.gone * _PART), came=row.desk is not desk)
            return
        left = whole * pace
        if row.desk is not desk:
            part = Fraction(25) if left.days else min(left.minutes, Fraction(12))
            yield Deed(EventKind.RECEIVE, Span(minutes=part), step)
            left = Span(left.days, max(left.minutes - part, Fraction(0)))
        desk = row.desk
        if step in story.holds:
            yield Deed(EventKind.HOLD, left * 0.5, step, {"reason": story.holds[step]})
            yield Deed(EventKind.RESUME, Span(days=Fraction(1), minutes=Fraction(70)), step)
            left = left * 0.5
        if step in story.returns and step not in returned:
            returned.add(step)
            yield Deed(EventKind.RETURN, left, step, {"reason": story.returns[step]})
            step = row.return_to or 1
            continue
        yield from _leave(sop, story, step, left)
        if step == sop.last:
            if story.receipt:
                yield _receipt(story, step)
            return
        if row.kind is Kind.AGENDA_KIRIM and story.receipt:
            yield _receipt(story, step + 1)
        step += 1


def _receipt(story: Story, step: int) -> Deed:
    return Deed(
        EventKind.RECEIPT, Span(days=Fraction(1), minutes=Fraction(35)), step, {"name": story.receipt}
    )


def _standing(story: Story, step: int, whole: Span, *, came: bool) -> Iterator[Deed]:
    """What was done at the step where the dossier lies, ``whole`` together."""
    done: list[tuple[EventKind, Mapping[str, object]]] = []
    if came and not story.waiting:
        done.append((EventKind.RECEIVE, {}))
    if story.held:
        done.append((EventKind.HOLD, {"reason": story.held}))
    if story.cancelled:
        done.append((EventKind.CANCEL, {"reason": story.cancelled}))
    if story.wanted:
        done.append((EventKind.DEADLINE, {"reason": story.wanted}))
    if story.sending > 0:
        done += [(EventKind.LETTER, {}), (EventKind.NUMBER, {})]
    if story.sending > 1:
        done.append((EventKind.STAMP, {}))
    for kind, data in done:
        yield Deed(kind, whole * (1 / len(done)), step, data)


def _leave(sop: Sop, story: Story, step: int, left: Span) -> Iterator[Deed]:
    row = sop.step(step)
    if row.kind is Kind.AGENDA_KIRIM:
        yield Deed(EventKind.NUMBER, left * 0.4, step)
        yield Deed(EventKind.STAMP, left * 0.2, step)
        yield Deed(EventKind.DISPATCH, left * 0.4, step)
        return
    for ask in row.asks:
        yield Deed(EventKind.FACTS, left, step, FACTS[ask])
        left = Span()
    if story.undone == step:
        yield Deed(EventKind.HAND_ON, left * 0.5, step)
        yield Deed(EventKind.UNDO, Span(minutes=Fraction(4)), step)
        left = left * 0.5
    yield Deed(EventKind.HAND_ON, left, step, logged_later=story.late_entry == step)
