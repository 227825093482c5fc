"""The reports a second time: plain loops over the raw log, working time counted minute by minute.

Nothing here asks the program what a visit is, how long it took or whether it was late.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.duration import Unit
from sopdesk.domain.sop import Sop
from sopdesk.services.office import Office
from tests.behind import behind
from tests.domain.worktime_oracle import _open_minutes
from tests.services.desk import WIB

MINUTE = 60_000_000  # microseconds


class Minutes:
    """Every working minute of some years, one by one; moments are whole minutes."""

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        self.first = first
        self.days = [
            frozenset(_open_minutes(calendar, first + timedelta(n))) for n in range((last - first).days + 1)
        ]
        self.before, self.counted = [0], [0]
        for open_ in self.days:
            self.before.append(self.before[-1] + len(open_))
            self.counted.append(self.counted[-1] + bool(open_))

    def _spot(self, moment: datetime) -> tuple[int, int]:
        local = moment.astimezone(WIB)
        assert (local.second, local.microsecond) == (0, 0), "the oracle knows whole minutes only"
        return (local.date() - self.first).days, local.hour * 60 + local.minute

    def worked(self, moment: datetime) -> int:
        """Working minutes up to a moment."""
        day, minute = self._spot(moment)
        return self.before[day] + sum(1 for each in self.days[day] if each < minute)

    def between(self, start: datetime, end: datetime) -> int:
        """Microseconds of working time."""
        return (self.worked(end) - self.worked(start)) * MINUTE

    def position(self, moment: datetime) -> Fraction:
        """Working days up to a moment, with the share of its own day."""
        day, minute = self._spot(moment)
        share = Fraction(0)
        if self.days[day]:
            share = Fraction(sum(1 for each in self.days[day] if each < minute), len(self.days[day]))
        return self.counted[day] + share


@dataclass
class Stay:
    """A visit as the raw log tells it."""

    dossier: int
    sop: str
    revision: int
    step: int
    desk: str
    round: int
    since: datetime
    received: datetime | None
    until: datetime | None = None
    left_by: str = ""
    reason: str = ""
    back_at: datetime | None = None
    holds: list[tuple[datetime, datetime | None, str]] = field(default_factory=list)
    # In microseconds, once it has ended.
    waiting: int = 0
    at_desk: int = 0
    held: int = 0
    outside: int = 0
    timed: bool = False
    late: bool = False

    @property
    def counted(self) -> int:
        return self.waiting + self.at_desk + self.outside

    @property
    def month(self) -> int:
        assert self.until is not None
        local = self.until.astimezone(WIB)
        return local.year * 100 + local.month


@dataclass
class Life:
    """A dossier as the raw log tells it."""

    id: int
    sop: str
    started: datetime
    deadline: datetime | None
    stays: list[Stay]
    ended: datetime | None = None
    state: str = "running"
    returns: int = 0


def lives(office: Office, sops: dict[tuple[str, int], Sop], minutes: Minutes) -> list[Life]:
    """Every dossier of the office, read behind the program's back."""
    with behind(office, guarded=True) as database:
        rows = database.execute(
            "SELECT seq, dossier_id, kind, at, body FROM log WHERE dossier_id IS NOT NULL ORDER BY seq"
        )
    logs: dict[int, list[tuple[int, str, datetime, dict[str, object]]]] = {}
    for seq, dossier, kind, at, body in rows:
        when = datetime.fromtimestamp(at // 1_000_000, UTC) + timedelta(microseconds=at % 1_000_000)
        logs.setdefault(dossier, []).append((seq, kind, when, json.loads(body)))
    return [life for key, log in logs.items() if (life := _life(key, log, sops, minutes)) is not None]


def _life(
    key: int,
    log: list[tuple[int, str, datetime, dict[str, object]]],
    sops: dict[tuple[str, int], Sop],
    minutes: Minutes,
) -> Life | None:
    undone = {body["event"] for _seq, kind, _at, body in log if kind in ("undo", "correct")}
    if log[0][0] in undone:
        return None
    _seq, _kind, began, first = log[0]
    sop = sops[str(first["sop"]), int(str(first["revision"]))]
    told = first.get("deadline")
    life = Life(key, sop.key, began, datetime.fromisoformat(str(told)) if told else None, [])
    _enter(life, sop, int(str(first.get("step") or 1)), began, moved=False)
    for seq, kind, at, body in log[1:]:
        if seq in undone:
            continue
        here = life.stays[-1]
        if kind == "receive":
            here.received = at
        elif kind == "hold":
            here.holds.append((at, None, str(body["reason"])))
            life.state = "held"
        elif kind == "resume":
            _resume(here, at)
            life.state = "running"
        elif kind in ("hand_on", "skip", "return", "dispatch", "cancel"):
            _leave(here, at, kind, str(body.get("reason") or ""), sop, minutes)
            life.state = "running"
            if kind == "cancel" or (kind == "dispatch" and here.step == len(sop.steps)):
                life.ended, life.state = at, "cancelled" if kind == "cancel" else "finished"
                continue
            life.returns += kind == "return"
            step = int(str(body["to"])) if kind == "return" else here.step + 1
            _enter(life, sop, step, at, moved=sop.steps[step - 1].desk.value != here.desk)
    _backs(life)
    return life


def _enter(life: Life, sop: Sop, step: int, at: datetime, *, moved: bool) -> None:
    desk = sop.steps[step - 1].desk.value
    again = sum(1 for stay in life.stays if stay.step == step)
    life.stays.append(Stay(life.id, sop.key, sop.revision, step, desk, again + 1, at, None if moved else at))


def _resume(stay: Stay, at: datetime) -> None:
    if stay.holds and stay.holds[-1][1] is None:
        since, _none, reason = stay.holds[-1]
        stay.holds[-1] = (since, at, reason)


def _leave(stay: Stay, at: datetime, kind: str, reason: str, sop: Sop, minutes: Minutes) -> None:
    _resume(stay, at)
    stay.until, stay.left_by, stay.reason = at, kind, reason
    stay.received = stay.received or stay.since
    _split(stay, minutes)
    duration = sop.steps[stay.step - 1].duration
    if duration is None or kind in ("skip", "cancel"):
        return
    stay.timed = True
    days = [part for part in duration.parts if part.unit in (Unit.HARI, Unit.MINGGU)]
    assert len(duration.parts) == 1, "no shipped SOP mixes units in one step"
    measure = minutes.position if days else minutes.worked
    factor = {Unit.MENIT: 1, Unit.JAM: 60, Unit.HARI: 1, Unit.MINGGU: 5}[duration.parts[0].unit]
    due = Fraction(measure(stay.since)) + duration.parts[0].high * factor
    for since, until, _reason in stay.holds:
        assert until is not None
        due += Fraction(measure(until)) - Fraction(measure(since))
    stay.late = Fraction(measure(at)) > due


def _split(stay: Stay, minutes: Minutes) -> None:
    """Each working minute of the visit goes to one of the four."""
    assert stay.until is not None
    assert stay.received is not None
    if stay.desk == "bappeda":
        stay.outside = minutes.between(stay.since, stay.until)
        return
    edges = sorted(
        {stay.since, stay.until, stay.received, *(m for s, u, _r in stay.holds for m in (s, u or s))}
    )
    for begin, end in pairwise(edges):
        took = minutes.between(begin, end)
        if any(since <= begin and until is not None and end <= until for since, until, _r in stay.holds):
            stay.held += took
        elif end <= stay.received:
            stay.waiting += took
        else:
            stay.at_desk += took


def _backs(life: Life) -> None:
    for place, stay in enumerate(life.stays):
        if stay.left_by == "return":
            later = next((s for s in life.stays[place + 1 :] if s.step >= stay.step), None)
            stay.back_at = later.since if later else life.ended


def ended(found: list[Life], first: date, last: date, sop: str = "") -> Iterator[Stay]:
    """The visits that ended in a period."""
    for life in found:
        for stay in life.stays:
            if stay.until is None or (sop and stay.sop != sop):
                continue
            if first <= stay.until.astimezone(WIB).date() <= last:
                yield stay


def middle(values: list[int]) -> int:
    """The median, rounded down."""
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) // 2
