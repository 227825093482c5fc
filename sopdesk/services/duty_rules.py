"""What the office sets of its recurring duties: each one's limit, how early its dossier is opened, who does it."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from sopdesk import paths
from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.duties import Duty
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.domain.text import NAME_LIMIT, clean
from sopdesk.services.office import Known, Office
from sopdesk.services.periods import YEARS
from sopdesk.services.settings import put_setting

DUTIES: Final = "duties"
AHEAD: Final = (0, 30)  # working days
RECEIPT_DAYS: Final = (1, 60)
_MONTHS_AFTER: Final = (0, 12)
_YEARS_AFTER: Final = (-3, 3)
# Of a monthly SOP that no rule names: before the 4th, as the source says of its own.
_USUAL: Final = Duty("", PeriodKind.MONTH, 3)


@dataclass(frozen=True, slots=True)
class DutySettings:
    """``ahead``: working days before the latest start at which a dossier is opened; ``opens``: whether the program
    does that by itself; ``receipt_days``: working days after which a second sheet that has not come back is told of."""

    ahead: int
    receipt_days: int
    opens: bool
    duties: tuple[Duty, ...]


@cache
def shipped_duties(folder: Path | None = None) -> DutySettings:
    """What ships. Raises Trouble(RESOURCE_DAMAGED)."""
    path = (folder or paths.resources()) / "duties.json"
    try:
        return from_json(DutySettings, path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, file=path.name) from error


def duty_settings(known: Known) -> DutySettings:
    """What is in force; of SOPs that the office does not have, nothing. Raises Trouble(DATABASE_DAMAGED)."""
    found = shipped_duties()
    value: Any = known.settings.get(DUTIES)
    if value is not None:
        try:
            kept = from_json(DutySettings, json.dumps(value))
        except ValueError as error:
            # Nothing but this program writes the settings, and it writes none that it cannot read.
            raise Trouble(Fault.DATABASE_DAMAGED, path=DUTIES, detail="settings") from error
        own = {duty.sop for duty in kept.duties}
        found = replace(kept, duties=(*kept.duties, *(d for d in found.duties if d.sop not in own)))
    return replace(found, duties=tuple(duty for duty in found.duties if duty.sop in known.current))


def duty_of(known: Known, sop: Sop) -> Duty:
    """The rule by which a dossier of a monthly SOP is due, whether the program opens it or not."""
    found = (duty for duty in duty_settings(known).duties if duty.sop == sop.key)
    return next(found, replace(_USUAL, sop=sop.key))


def save_duties(office: Office, wish: DutySettings, *, by: str, now: datetime) -> DutySettings:
    """Set them; what is opened already keeps its deadline. Raises Refused(BAD_VALUE) naming the field."""
    _within("ahead", wish.ahead, AHEAD)
    _within("receipt_days", wish.receipt_days, RECEIPT_DAYS)
    kept = replace(wish, duties=tuple(_checked(office.look(), duty) for duty in wish.duties))
    put_setting(office, DUTIES, json.loads(to_json(kept)), by=by, now=now)
    return kept


def _checked(known: Known, duty: Duty) -> Duty:
    sop = known.sop(duty.sop)
    if sop.period is not duty.every:
        raise Refused(Rule.BAD_VALUE, field="duty", value=duty.every.value)
    _within("duty_day", duty.day, (1, 31))
    if duty.every is PeriodKind.MONTH:
        _within("duty_after", duty.after, _MONTHS_AFTER)
    else:
        _within("duty_month", duty.month, (1, 12))
        _within("duty_after", duty.after, _YEARS_AFTER)
    if duty.every is PeriodKind.FIVE_YEARS:
        _within("duty_first", duty.first, (YEARS.start, YEARS.stop - 1))
    return replace(duty, owner=clean(duty.owner, field="owner", limit=NAME_LIMIT, empty=True))


def _within(field: str, value: int, span: tuple[int, int]) -> None:
    if not span[0] <= value <= span[1]:
        raise Refused(Rule.BAD_VALUE, field=field, low=span[0], high=span[1])
