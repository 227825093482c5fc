"""May this person do this? Asked in every use case, so that window, command line and batch refuse alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.events import EventKind
from sopdesk.domain.rights import FREE, Right, User, allows, desks_of
from sopdesk.domain.sop import Desk
from sopdesk.services.office import Known, office_day

PINS: Final = "pins"
IDLE_MINUTES: Final = 10
IDLE_RANGE: Final = (1, 120)
# What is logged in a dossier without being the work of its desk.
_OF_ENTRY: Final[Mapping[EventKind, Right]] = {
    EventKind.STAMP: Right.STAMP,
    EventKind.DISPATCH: Right.DISPATCH,
    EventKind.RECEIPT: Right.DISPATCH,
}


@dataclass(frozen=True, slots=True)
class PinRules:
    """Whether PINs are asked for, and after how many minutes without a key or a click the window locks."""

    on: bool = False
    idle: int = IDLE_MINUTES


def pin_rules(known: Known) -> PinRules:
    """What the office has set; PINs are off by default."""
    value: Any = known.settings.get(PINS)
    if not isinstance(value, Mapping):
        return PinRules()
    idle = value.get("idle")
    return PinRules(value.get("on") is True, idle if type(idle) is int else IDLE_MINUTES)


def user_of(known: Known, name: str) -> User | None:
    """The user of that name, also one who has left."""
    wanted = " ".join(name.split())
    return next((each for each in known.users if each.name == wanted), None)


def may(known: Known, by: str, right: Right, *, now: datetime, desk: Desk | None = None) -> bool:
    """Whether ``by`` has the right now, at ``desk`` where it is done at one. Without PINs everybody has every right."""
    if right in FREE or not pin_rules(known).on:
        return True
    user = user_of(known, by)
    return user is not None and _has(known, user, right, now, desk)


def who_may(known: Known, right: Right, *, now: datetime, desk: Desk | None = None) -> tuple[str, ...]:
    """The names of those who have the right now; where PINs are asked for, of those with a PIN if there are any."""
    held = [user for user in known.users if _has(known, user, right, now, desk)]
    able = [user for user in held if user.has_pin] if pin_rules(known).on else held
    return tuple(user.name for user in able or held)


def require(known: Known, by: str, right: Right, *, now: datetime, desk: Desk | None = None) -> None:
    """Raise Refused(NOT_ALLOWED), which says who may, where ``by`` has not the right."""
    if not may(known, by, right, now=now, desk=desk):
        raise refusal(known, right, now=now, desk=desk)


def refusal(known: Known, right: Right, *, now: datetime, desk: Desk | None = None) -> Refused:
    """What somebody without the right is told."""
    names = list(who_may(known, right, now=now, desk=desk))
    return Refused(Rule.NOT_ALLOWED, right=right.value, desk=desk.value if desk else "", who_may=names)


def right_of(kind: EventKind) -> Right:
    """The right that an entry of a dossier asks for."""
    return _OF_ENTRY.get(kind, Right.LOG)


def _has(known: Known, user: User, right: Right, now: datetime, desk: Desk | None) -> bool:
    return allows(right, user, desks_of(user, known.appointments, office_day(known, now)), desk)
