"""What the office sets of its backups; each change is in the log, the place and the key are this PC's own."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean
from sopdesk.services.backup_places import choose_second, forget_second, keep, keeping, set_password
from sopdesk.services.office import Office
from sopdesk.services.rights import require
from sopdesk.services.settings import note

LEAST_PASSWORD: Final = 8  # letters
_PLACE, _PASSWORD, _DAYS = "backup_place", "backup_password", "backup_warning"


def use_second(office: Office, place: Path, *, by: str, now: datetime) -> Path:
    """Copy every backup to ``place`` from now on; the folder that is used. Raises Refused, Trouble."""
    require(office.look(), by, Right.BACKUP_PLACE, now=now)
    used = choose_second(office.folder, place, now=now)
    with office.store.write() as unit:
        note(unit, _PLACE, {"path": str(used)}, by=by, now=now)
    return used


def drop_second(office: Office, *, by: str, now: datetime) -> None:
    """Have no second place any more; the backups there stay."""
    require(office.look(), by, Right.BACKUP_PLACE, now=now)
    forget_second(office.folder)
    with office.store.write() as unit:
        note(unit, _PLACE, {"path": ""}, by=by, now=now)


def protect(office: Office, password: str, *, by: str, now: datetime) -> None:
    """Close backups with this password from now on; an empty one leaves them open. Raises Refused, Trouble."""
    require(office.look(), by, Right.BACKUP_PLACE, now=now)
    typed = clean(password, field="password", limit=200, empty=True)
    if typed and len(typed) < LEAST_PASSWORD:
        raise Refused(Rule.BAD_VALUE, field="password", reason=f"kurang dari {LEAST_PASSWORD} huruf")
    set_password(office.folder, typed)
    with office.store.write() as unit:
        note(unit, _PASSWORD, {"set": bool(typed)}, by=by, now=now)


def warn_after(office: Office, days: int, *, by: str, now: datetime) -> None:
    """Warn when the last good backup is older than so many working days. Raises Refused(BAD_VALUE)."""
    require(office.look(), by, Right.BACKUP_PLACE, now=now)
    if not 1 <= days <= 60:
        raise Refused(Rule.BAD_VALUE, field="warn_days", low=1, high=60)
    keep(office.folder, replace(keeping(office.folder), warn_days=days))
    with office.store.write() as unit:
        note(unit, _DAYS, {"days": days}, by=by, now=now)
