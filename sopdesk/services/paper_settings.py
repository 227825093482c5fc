"""How single papers are laid out: margins of their own, the sheet of labels, the size of envelopes."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.codec import from_json, to_json
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.forms import EnvelopeSize, LabelSheet
from sopdesk.domain.layout import Layout
from sopdesk.domain.rights import Right
from sopdesk.services.office import LAYOUTS, Known, Office
from sopdesk.services.paper import TITLES
from sopdesk.services.rights import require
from sopdesk.services.settings import note

LABELS: Final = "label_sheet"
ENVELOPE: Final = "envelope"
# An envelope has its own size; labels lie on the office's paper as their sheet says.
WITH_LAYOUT: Final = tuple(name for name in TITLES if name != "amplop")


def own_layouts(known: Known) -> frozenset[str]:
    """The papers that have margins of their own."""
    value = known.settings.get(LAYOUTS)
    return frozenset(value) if isinstance(value, Mapping) else frozenset()


def save_paper_layout(office: Office, paper: str, layout: Layout | None, *, by: str, now: datetime) -> None:
    """Give a paper a layout of its own, or with None the office's again. Raises Refused(BAD_VALUE)."""
    if paper not in WITH_LAYOUT:
        raise Refused(Rule.BAD_VALUE, field="paper", value=paper)
    value = None if layout is None else json.loads(to_json(layout))
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        own: dict[str, Any] = dict(unit.office.settings().get(LAYOUTS) or {})
        own.pop(paper, None)
        if value is not None:
            own[paper] = value
        unit.office.put_setting(LAYOUTS, own)
        note(unit, LAYOUTS, {"paper": paper, "value": value}, by=by, now=now)


def label_sheet(known: Known) -> LabelSheet:
    """The sheet of labels that the office has."""
    value = known.settings.get(LABELS)
    return from_json(LabelSheet, json.dumps(value)) if value else LabelSheet()


def save_label_sheet(office: Office, sheet: LabelSheet, *, by: str, now: datetime) -> None:
    """Set the sheet of labels. Raises Refused where the labels do not fit on any paper of the office."""
    if not (5 <= sheet.width <= 200 and 5 <= sheet.height <= 300):
        raise Refused(Rule.BAD_VALUE, field="labels", low=5, high=300)
    wide = sheet.left + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap_x
    tall = sheet.top + sheet.rows * sheet.height + (sheet.rows - 1) * sheet.gap_y
    if wide > 215 or tall > 330:
        reason = f"label memerlukan {wide:.0f} × {tall:.0f} mm, kertas paling besar 215 × 330 mm"
        raise Refused(Rule.BAD_VALUE, field="labels", reason=reason)
    _set(office, LABELS, json.loads(to_json(sheet)), by=by, now=now)


def envelope_size(known: Known) -> EnvelopeSize:
    """The size of envelope that the office uses."""
    value = known.settings.get(ENVELOPE)
    return EnvelopeSize(value) if value in set(EnvelopeSize) else EnvelopeSize.DL


def save_envelope_size(office: Office, size: EnvelopeSize, *, by: str, now: datetime) -> None:
    """Set the size of envelope that the office uses."""
    _set(office, ENVELOPE, size.value, by=by, now=now)


def _set(office: Office, name: str, value: object, *, by: str, now: datetime) -> None:
    with office.store.write() as unit:
        require(office.known(unit), by, Right.OFFICE, now=now)
        unit.office.put_setting(name, value)
        note(unit, name, {"value": value}, by=by, now=now)
