"""Users, their roles and PINs: who may come in, and what changes it. No PIN and nothing made of one is logged."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.pins import CODE_LENGTH, CODE_SIGNS, checked_pin, delay, plain_code
from sopdesk.domain.rights import EVERY_ROLE, Right, Role, User
from sopdesk.domain.text import clean
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import IDLE_RANGE, PINS, PinRules, pin_rules, require, user_of
from sopdesk.services.settings import note
from sopdesk.store.pins import closed, mark, matches
from sopdesk.store.store import Unit
from sopdesk.store.users import Secrets

NAME_LIMIT: Final = 80
USER, PIN, RECOVERY = "clerk", "pin", "recovery"  # kinds of entries


def users(office: Office) -> tuple[User, ...]:
    """Every user, also those who have left, by name."""
    return office.look().users


def save_user(
    office: Office,
    name: str,
    *,
    by: str,
    now: datetime,
    roles: Iterable[Role] | None = None,
    active: bool = True,
    official_id: int | None = None,
) -> User:
    """Add a user or change one; roles None: those that the user has, of a new one all that need no appointment.

    Where PINs are asked for, a new one without a word about roles is a petugas, and somebody must stay an
    administrator with a PIN: Refused(LAST_ADMIN). Raises Refused naming the field.
    """
    kept = " ".join(clean(name, field="name", limit=NAME_LIMIT).split())
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.USERS, now=now)
        before = user_of(known, kept)
        mine = frozenset(roles) if roles is not None else _roles(known, before)
        if official_id is not None and all(each.id != official_id for each in unit.office.officials()):
            raise Refused(Rule.BAD_VALUE, field="official", value=official_id)
        after = User(kept, mine, active, official_id, before.has_pin if before else False)
        _keep_an_admin(known, after)
        unit.users.put(kept, roles=mine, active=active, official_id=official_id)
        said = {"name": kept, "active": active, "roles": sorted(mine), "official": official_id}
        note(unit, USER, said, by=by or kept, now=now)
    return after


def save_clerk(office: Office, name: str, *, by: str, now: datetime, active: bool = True) -> str:
    """Add a name, or take it off the list that is offered; the name as it is kept. Roles stay as they are."""
    found = user_of(office.look(), name)
    official = found.official_id if found else None
    return save_user(office, name, by=by, now=now, active=active, official_id=official).name


def _roles(known: Known, before: User | None) -> frozenset[Role]:
    if before is not None:
        return before.roles
    return frozenset({Role.PETUGAS}) if pin_rules(known).on else EVERY_ROLE


def _keep_an_admin(known: Known, after: User) -> None:
    if not pin_rules(known).on:
        return
    others = [each for each in known.users if each.name != after.name]
    if not any(each.is_admin and each.has_pin for each in (*others, after)):
        raise Refused(Rule.LAST_ADMIN, name=after.name)


def set_pins(office: Office, wanted: PinRules, *, by: str, now: datetime) -> None:
    """Ask for PINs or no longer. To begin, ``by`` must be an administrator with a PIN: nobody locks themselves out.

    Raises Refused: NO_ADMIN_PIN, BAD_VALUE for a time that is no whole number from 1 to 120 minutes.
    """
    low, high = IDLE_RANGE
    if not low <= wanted.idle <= high:
        raise Refused(Rule.BAD_VALUE, field="idle", low=low, high=high)
    with office.store.write() as unit:
        known = office.known(unit)
        require(known, by, Right.USERS, now=now)
        user = user_of(known, by)
        if wanted.on and not (user and user.is_admin and user.has_pin):
            raise Refused(Rule.NO_ADMIN_PIN, name=by)
        unit.office.put_setting(PINS, asdict(wanted))
        note(unit, PINS, {"value": asdict(wanted)}, by=by, now=now)


def set_pin(office: Office, name: str, pin: str, *, by: str, now: datetime, old: str = "") -> None:
    """Set a user's PIN: one's own with the old one, another's as administrator. Waiting times end with it.

    Raises Refused: BAD_PIN, NO_USER, NOT_ALLOWED; for a wrong old PIN as ``sign_in``.
    """
    made = closed(checked_pin(pin))
    known = office.look()
    user = _user(known, name)
    own = user.name == " ".join(by.split())
    if own and user.has_pin and pin_rules(known).on:
        _try(office, user.name, old, PIN, now)
    with office.store.write() as unit:
        if not own:
            require(office.known(unit), by, Right.USERS, now=now)
        unit.users.keep(user.name, pin=made, failures=0, locked_until=None)
        note(unit, PIN, {"name": user.name, "mark": mark(made)}, by=by, now=now)


def sign_in(office: Office, name: str, pin: str, *, now: datetime) -> User:
    """Who comes in with this PIN; without PINs whoever is named.

    Raises Refused: NO_USER, NO_PIN, WRONG_PIN and PIN_WAIT with the ``seconds`` that nothing is listened to. Every
    try is counted in the database before it is looked at: no restart and no second window brings new ones.
    """
    known = office.look()
    user = _user(known, name)
    if pin_rules(known).on:
        _try(office, user.name, pin, PIN, now)
    return user


def waits(office: Office, name: str, *, now: datetime) -> int:
    """For how many whole seconds no PIN of this user is listened to."""
    with office.store.read() as unit:
        held = unit.users.secrets(name)
    return _seconds(_left(held, now)) if held else 0


def new_recovery(office: Office, name: str, *, by: str, now: datetime) -> str:
    """A new recovery code of one's own, to be printed and locked away; the one before counts no more.

    For administrators: the others' PINs are set anew by these. Raises Refused.
    """
    code, kept = _new_code()
    with office.store.write() as unit:
        known = office.known(unit)
        user = _user(known, name)
        if user.name != " ".join(by.split()) or Role.ADMIN not in user.roles:
            raise Refused(Rule.BAD_RECOVERY, why="own")
        require(known, by, Right.USERS, now=now)
        _keep_recovery(unit, user.name, kept, by=by, now=now)
    return code


def recover(office: Office, name: str, code: str, pin: str, *, now: datetime) -> str:
    """Set the PIN anew by the printed code, which is used up by that; the next code, to be printed.

    Raises Refused: BAD_PIN, BAD_RECOVERY where the user has no code, else as ``sign_in``.
    """
    made = closed(checked_pin(pin))
    user = _user(office.look(), name)
    _try(office, user.name, plain_code(code), RECOVERY, now)
    next_code, kept = _new_code()
    with office.store.write() as unit:
        unit.users.keep(user.name, pin=made, failures=0, locked_until=None)
        said = {"name": user.name, "mark": mark(made), "recovered": True}
        note(unit, PIN, said, by=user.name, now=now)
        _keep_recovery(unit, user.name, kept, by=user.name, now=now)
    return next_code


def has_recovery(office: Office, name: str) -> bool:
    """Whether a printed code can bring this user in."""
    with office.store.read() as unit:
        held = unit.users.secrets(name)
    return held is not None and bool(held.recovery)


def _user(known: Known, name: str) -> User:
    found = user_of(known, name)
    if found is None or not found.active:
        raise Refused(Rule.NO_USER, name=name)
    return found


def _new_code() -> tuple[str, str]:
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    return code, closed(code)


def _keep_recovery(unit: Unit, name: str, kept: str, *, by: str, now: datetime) -> None:
    unit.users.keep(name, recovery=kept)
    note(unit, RECOVERY, {"name": name, "mark": mark(kept)}, by=by, now=now)


def _try(office: Office, name: str, secret: str, which: str, now: datetime) -> None:
    kept, failures = _count(office, name, which, now)
    if not matches(kept, secret):
        raise Refused(Rule.WRONG_PIN, which=which, seconds=_seconds(delay(failures)))
    with office.store.write() as unit:
        unit.users.keep(name, failures=0, locked_until=None)


def _count(office: Office, name: str, which: str, now: datetime) -> tuple[str, int]:
    """Enter a try; the closed secret to look at, and how many tries there were on end. Raises Refused."""
    with office.store.write() as unit:
        held = unit.users.secrets(name)
        kept = (held.recovery if which == RECOVERY else held.pin) if held else ""
        if held is None or not kept:
            no = Rule.BAD_RECOVERY if which == RECOVERY else Rule.NO_PIN
            raise Refused(no, name=name, why="none")
        left = _left(held, now)
        if not left:
            failures = held.failures + 1
            wait = delay(failures)
            unit.users.keep(name, failures=failures, locked_until=now + wait if wait else None)
            return kept, failures
        if held.locked_until is not None and held.locked_until - now > left:
            # The PC's clock was set back: the wait is told by the new clock from here on.
            unit.users.keep(name, locked_until=now + left)
    raise Refused(Rule.PIN_WAIT, name=name, seconds=_seconds(left))


def _left(held: Secrets, now: datetime) -> timedelta:
    if held.locked_until is None:
        return timedelta(0)
    return max(timedelta(0), min(held.locked_until - now, delay(held.failures)))


def _seconds(span: timedelta) -> int:
    return -(-span // timedelta(seconds=1))
