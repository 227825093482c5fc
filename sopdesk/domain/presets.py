"""The calendars that ship: presets of weekly patterns and the national days off (resources/calendar)."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from sopdesk import paths
from sopdesk.domain.calendar import Calendar, DayOff, Week
from sopdesk.domain.errors import Fault, Refused, Trouble

UMUM_5: Final = "umum-5"


@dataclass(frozen=True, slots=True)
class Preset:
    """A weekly pattern to start from. ``seasonal``: meant for a dated period, not as the standing week."""

    key: str
    name: str
    seasonal: bool
    source: str
    week: Week


@dataclass(frozen=True, slots=True)
class ShippedDay:
    """A national day off; ``joint`` for cuti bersama."""

    day: date
    name: str
    joint: bool


@cache
def presets(folder: Path | None = None) -> tuple[Preset, ...]:
    """The weekly patterns that ship, the default first. ``Trouble(RESOURCE_DAMAGED)`` for a broken file."""
    path = (folder or paths.resources() / "calendar") / "presets.json"
    try:
        return tuple(
            Preset(
                key=entry["key"],
                name=entry["name"],
                seasonal={"standing": False, "period": True}[entry["use"]],
                source=entry["source"],
                week=Week.from_json(entry["week"], entry["key"]),
            )
            for entry in json.loads(path.read_text(encoding="utf-8"))["presets"]
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError, Refused) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, path=str(path)) from error


@cache
def days_off(folder: Path | None = None) -> tuple[ShippedDay, ...]:
    """The national days off that ship, by date. ``Trouble(RESOURCE_DAMAGED)`` for a broken file."""
    path = (folder or paths.resources() / "calendar") / "days-off.json"
    try:
        return tuple(
            ShippedDay(
                day=date.fromisoformat(entry["date"]),
                name=entry["name"],
                joint={"nasional": False, "cuti_bersama": True}[entry["kind"]],
            )
            for entry in json.loads(path.read_text(encoding="utf-8"))["days"]
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Trouble(Fault.RESOURCE_DAMAGED, path=str(path)) from error


def preset(key: str) -> Preset:
    """The preset with this key. ``KeyError`` for another."""
    return {each.key: each for each in presets()}[key]


def default_calendar() -> Calendar:
    """What holds before an office is set up: *Umum 5 hari* and the shipped days off, no Ramadan period."""
    return Calendar(week=preset(UMUM_5).week, off=tuple(DayOff(each.day, each.name) for each in days_off()))
