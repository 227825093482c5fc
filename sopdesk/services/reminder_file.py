"""What this PC has told already, and whether it tells at all: a small file of the data folder."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Trouble
from sopdesk.services.reminders import Reminder
from sopdesk.services.written_files import write_whole

FILE: Final = "pengingat.json"
# Longer than any hold or leave after which the same visit could be open again.
_KEPT: Final = timedelta(days=400)
# A clock that is put right by less tells nothing twice; what one told that ran further ahead was not so yet.
_AHEAD: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """``keys`` with when each was told; ``on`` says whether this PC reminds."""

    on: bool = True
    keys: Mapping[str, datetime] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self.keys


def read_told(folder: Path) -> Told:
    """What the file says; a missing or broken one has told nothing."""
    try:
        value = json.loads((folder / FILE).read_text(encoding="utf-8"))
        keys = {str(key): datetime.fromisoformat(str(at)) for key, at in value.get("told", {}).items()}
        return Told(value.get("on") is not False, {k: at for k, at in keys.items() if at.tzinfo})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Told()


@dataclass(frozen=True, slots=True)
class ToldBy:
    """What was told by ``now``: not what a clock told that ran far ahead and has been put right since."""

    told: Told
    now: datetime

    def __contains__(self, key: object) -> bool:
        at = self.told.keys.get(str(key))
        return at is not None and at - self.now < _AHEAD


def with_told(told: Told, said: Iterable[Reminder], now: datetime) -> Told:
    """With these told too; what is long past is forgotten."""
    kept = {key: at for key, at in told.keys.items() if now - at < _KEPT}
    for each in said:
        kept |= dict.fromkeys((each.key, *each.also), now)
    return Told(told.on, kept)


def keep_told(folder: Path, told: Told) -> bool:
    """Write it, whole or not at all; False where the disk refuses, which is no reason to stop a clerk."""
    value = {"on": told.on, "told": {key: at.astimezone(UTC).isoformat() for key, at in told.keys.items()}}
    try:
        write_whole(folder / FILE, json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode())
    except Trouble:
        return False
    return True
