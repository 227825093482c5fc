"""A card's face at a moment: pure reckoning from the card's own times, no query."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Final

from sopdesk.domain.clocks import Level, Reading, Term, level_at, read
from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.domain.duration import Unit
from sopdesk.domain.span_words import elapsed, same_until, span
from sopdesk.domain.worktime import WorkingTime
from sopdesk.services.board_views import Card, Face

_ALWAYS: Final = datetime.max.replace(tzinfo=UTC)
BAR_STEPS: Final = 250
"""So many steps of a card's bar are told apart: more than it has pixels."""
_SOON: Final = timedelta(seconds=1)  # a day's end that is reckoned by positions is exact to less than this


def reading(worktime: WorkingTime, card: Card, now: datetime) -> Reading:
    """The worst clock of an open card."""
    due, warn, deadline, own_warn = card.due, card.warn_from, card.deadline, card.deadline_warn
    if card.life == "running" and not card.desk.outside:
        # Most cards have one clock, and a board reads two thousand of them: nothing to compare.
        if deadline is None and due is not None and warn is not None:
            return Reading(level_at(worktime, due, warn, now), due)
        if due is None and deadline is not None and own_warn is not None:
            return Reading(level_at(worktime, deadline, own_warn, now), deadline, of_dossier=True)
    step = Term(due, warn) if due and warn else None
    own = Term(deadline, own_warn) if deadline and own_warn else None
    return read(worktime, now, step=step, dossier=own, held=card.life == "held", outside=card.desk.outside)


def face(worktime: WorkingTime, card: Card, now: datetime) -> Face:
    """What the card shows at ``now``."""
    if card.life == "finished":
        return _finished(card, worktime)
    if card.life == "cancelled":
        return Face(Level.BATAL, "dibatalkan", "Berkas dibatalkan", 1.0, of_dossier=False, until=_ALWAYS)
    found = reading(worktime, card, now)
    share = _share(worktime, card, found, now)
    match found.level:
        case Level.DITUNDA:
            return Face(
                Level.DITUNDA,
                f"ditunda: {card.hold_reason}",
                f"Ditunda: {card.hold_reason}",
                share,
                of_dossier=False,
                until=_ALWAYS if card.held_since else None,
            )
        case Level.LUAR:
            brief, sentence, changes = _outside(worktime, card, now)
            return Face(Level.LUAR, brief, sentence, share, of_dossier=False, until=changes)
        case Level.TANPA:
            days, rest = elapsed(worktime, card.since, now)
            until = same_until(worktime, card.since, now, days, rest) if now > card.since else None
            spent = f"sudah {span(days, rest, short=True)}"
            return Face(Level.TANPA, spent, "Tanpa mutu baku", 0.0, of_dossier=False, until=until)
    due = found.due or now
    days, rest = elapsed(worktime, now, due)
    left = span(days, rest, short=True)
    if days or rest:
        which = "sisa" if due > now else "terlambat"
        brief, sentence = f"{which} {left}", f"{which} {span(days, rest)}"
    else:
        brief = sentence = "jatuh tempo"
    if found.of_dossier:
        brief = _deadline_words(worktime, found.level, now, due, left)
    # What is not late yet has a bar that grows with every minute.
    until = same_until(worktime, due, now, days, rest) if found.late else None
    return Face(found.level, brief, sentence, share, found.of_dossier, until)


def _deadline_words(worktime: WorkingTime, level: Level, now: datetime, due: datetime, left: str) -> str:
    """The dossier's own deadline, named as such in the room that a card has."""
    if level is Level.TERLAMBAT:
        return f"batas lewat {left}"
    if level is Level.AMAN and due - now > timedelta(days=1):
        day = due.astimezone(worktime.zone)
        return f"s.d. {day_name(day)}, {short_date(day)[:5]}"
    return f"batas {left} lagi" if due > now else "jatuh tempo"


def _finished(card: Card, worktime: WorkingTime) -> Face:
    ended = card.ended_at.astimezone(worktime.zone) if card.ended_at else None
    when = f"{short_date(ended)[:5]} {clock_time(ended)}" if ended else ""
    mark = "lembar 2 belum kembali" if card.receipt_missing else f"selesai {when}"
    return Face(Level.SELESAI, mark, f"Selesai {when}".strip(), 1.0, of_dossier=False, until=_ALWAYS)


def _outside(worktime: WorkingTime, card: Card, now: datetime) -> tuple[str, str, datetime]:
    """What is said of papers that are outside, short and whole, and until when."""
    gone = int(worktime.days_between(card.since, max(now, card.since)) // 1)
    until = worktime.extend(card.since, Fraction(gone + 1), Unit.HARI) - _SOON
    if card.due is None:
        return f"di luar {gone} hari", f"Di luar kantor {gone} hari", until
    # Working time is never faster than the clock on the wall.
    until = min(until, now + worktime.between(card.since, card.due) / BAR_STEPS)
    whole = round(worktime.days_between(card.since, card.due))
    return f"di luar {gone}/{whole} hari", f"Di luar kantor {gone} dari {whole} hari", until


def _share(worktime: WorkingTime, card: Card, found: Reading, now: datetime) -> float:
    if found.level is Level.TERLAMBAT:
        return 1.0
    if found.due is None:
        return 0.0
    until = card.held_since if card.life == "held" and card.held_since else now
    whole = worktime.between(card.since, found.due)
    gone = worktime.between(card.since, max(until, card.since))
    return min(1.0, max(0.0, gone / whole)) if whole > timedelta(0) else 1.0


RANK: Final = {
    Level.TERLAMBAT: 0,
    Level.WASPADA: 1,
    Level.AMAN: 1,
    Level.LUAR: 2,
    Level.TANPA: 3,
    Level.DITUNDA: 4,
}
"""Where a clock of that level stands in its column (rules 15): late first, what has no clock last."""


def order_key(worktime: WorkingTime, card: Card, now: datetime) -> tuple[int, float, int]:
    """Late first, then by time left (rules 15); what has no clock comes last."""
    return key_of(reading(worktime, card, now), card)


def key_of(found: Reading, card: Card) -> tuple[int, float, int]:
    """The same for a clock that has been read already."""
    due = found.due.timestamp() if found.due else float("inf")
    return RANK[found.level], due, card.id
