"""How the office counts: one series or one per code, the limit of a jump, the form of a number in each register."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sopdesk.domain.codec import to_json
from sopdesk.domain.numbers import INCOMING, Numbering, SeriesMode, checked_numbering
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean_name
from sopdesk.services.office import Known, Office, bump
from sopdesk.services.rights import require
from sopdesk.store.log import OFFICE

NUMBERING = "numbering"


def numbering_of(known: Known) -> Numbering:
    """What the office has set; what is missing takes its default."""
    kept: Mapping[str, Any] = known.settings.get(NUMBERING) or {}
    standard = Numbering()
    return Numbering(
        series=SeriesMode(kept.get("series", standard.series)),
        jump_limit=int(kept.get("jump_limit", standard.jump_limit)),
        incoming_format=str(kept.get("incoming_format", standard.incoming_format)),
    )


def format_of(known: Known, register: str) -> str:
    """The form of a number in a register: the default text of rules 21 for a bare line of incoming letters too.

    A letter that is entered with what an agenda book says of it bears ``incoming_format`` from the beginning.
    """
    if register == INCOMING and known.settings.get(NUMBERING):
        return numbering_of(known).incoming_format
    return known.profile.number_format


def save_numbering(office: Office, numbering: Numbering, *, by: str, now: datetime) -> Numbering:
    """Set how the office counts; numbers that were given stay as they are. Raises Refused naming the field."""
    kept = checked_numbering(numbering)
    value = json.loads(to_json(kept))
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        unit.office.put_setting(NUMBERING, value)
        unit.log.append(
            OFFICE, NUMBERING, actor=clean_name(by, field="by"), at=now, now=now, body={"value": value}
        )
        bump(unit)
    return kept
