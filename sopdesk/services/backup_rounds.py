"""The round of backups: one a day and one at closing, here and in the second place; old ones are taken away."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.domain.rotation import Made as Rotated
from sopdesk.domain.rotation import removable
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.backup_places import FOLDER, Found, Keeping, backups_in, find_second, keep, keeping
from sopdesk.services.backups import (
    ASKED,
    BACKUP,
    DAILY,
    PART,
    ROUND_REASONS,
    Made,
    backup_name,
    digest_of,
    make_backup,
    require_space,
    told_as_backup_trouble,
)
from sopdesk.services.office import Known, Office
from sopdesk.store import archive
from sopdesk.store.log import OFFICE
from sopdesk.store.oslock import only_one
from sopdesk.store.swap import flush_folder

SECOND_DAYS: Final = 7
_LOCK: Final = ".kunci"
NOBODY: Final = "SOP Desk"  # who stands in the log where nobody is signed in


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did. ``made`` is None where nothing had changed; ``second`` is the copy's place, None without
    one, and ``trouble`` why the second place did not get it."""

    made: Made | None
    second: Path | None = None
    trouble: Trouble | None = None
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How the backups stand. ``days`` are working days since the last good one; ``second_away`` when the second
    place was last seen, where that is too long ago; ``second_trouble`` why it did not take the last one."""

    last: datetime | None
    days: int
    old: bool
    second: str
    second_here: bool
    second_away: datetime | None
    second_trouble: str = ""


def run_round(
    office: Office,
    *,
    by: str,
    now: datetime,
    reason: str = ASKED,
    progress: Progress | None = None,
) -> Round:
    """Make a backup where there is something new, copy it to the second place, take old ones away.

    Raises Trouble, Cancelled; FILE_LOCKED while another round is at it. What goes wrong in the second place is told
    in the answer: the backup in the data folder stands.
    """
    own = office.folder / FOLDER
    with told_as_backup_trouble(own):
        own.mkdir(parents=True, exist_ok=True)
    with only_one(own / _LOCK):
        _clear(own)
        known, value = office.look(), keeping(office.folder)
        made: Made | None = None
        if reason == ASKED or is_news(office):
            made = make_backup(
                office,
                _free_name(own, known, now),
                by=by or NOBODY,
                now=now,
                reason=reason,
                key=value.closing_key,
                progress=progress,
            )
        second, trouble = _to_second(office.folder, own, now, progress)
        first = _first(office)
        removed = rotate(own, known, first)
        if second is not None:
            removed += rotate(second, known, first)
    return Round(made, second, trouble, removed)


def is_news(office: Office) -> bool:
    """Whether something was logged since the newest backup, or there is none in the data folder; with a server the
    other PCs' count too."""
    with office.store.read() as unit:
        seq, _hash = unit.log.head()
        newest = unit.log.some([seq])
    if not newest:
        return False  # an office in which nothing was ever done
    if newest[0].kind == BACKUP and newest[0].stream == OFFICE:
        # On a server it is as good at any of the PCs: else five of them would make five of the same at closing.
        there = office.folder / FOLDER / str(newest[0].body.get("file"))
        return not (office.store.on_server or there.is_file())
    return True


def is_due(office: Office, now: datetime) -> bool:
    """Whether the day has no backup yet, and there is something new."""
    known = office.look()
    if not known.profile.set_up:
        return False
    last = last_good(office)
    today = known.local(now).date()
    if last is not None and known.local(last.manifest.when).date() == today:
        return False
    there = _elsewhere(office, frozenset({DAILY}))
    return (there is None or known.local(there).date() != today) and is_news(office)


def _elsewhere(office: Office, reasons: frozenset[str]) -> datetime | None:
    """When any PC of an office on a server last made a backup for one of these reasons."""
    if not office.store.on_server:
        return None
    with office.store.read() as unit:
        entries = unit.log.newest_of(BACKUP)
    return next((each.logged_at for each in entries if each.body.get("reason") in reasons), None)


def last_good(office: Office) -> Found | None:
    """The newest backup of this office's round in the data folder."""
    own = backups_in(office.folder / FOLDER, keeping(office.folder).closing_key, second_place=False)
    return max((f for f in own if _is_ours(f, _first(office))), key=lambda f: f.manifest.when, default=None)


def standing(office: Office, now: datetime) -> Standing:
    """How the backups stand now. Looks at the disks: not for the window's own thread on every tick."""
    known, value = office.look(), keeping(office.folder)
    last = last_good(office)
    made = [
        each for each in (last.manifest.when if last else None, _elsewhere(office, ROUND_REASONS)) if each
    ]
    when = known.local(max(made)) if made else None
    here = known.local(now).date()
    begun = when.date() if when else _begun(office, known)
    days = working_days(known, begun, here) if begun is not None else 0
    seen = value.seen_at
    found = find_second(value)
    away = seen if found is None and seen is not None and now - seen > timedelta(days=SECOND_DAYS) else None
    return Standing(when, days, days > value.warn_days, value.path, found is not None, away, value.trouble)


def working_days(known: Known, since: date, until: date) -> int:
    """How many days with working hours came after ``since``, up to ``until``; more than 60 are not counted."""
    count, day = 0, since
    while day < until and count < 60 and (until - since).days < 400:
        day += timedelta(days=1)
        count += bool(known.worktime.work_day(day))
    return count if (until - since).days < 400 else 60


def rotate(place: Path, known: Known, first: str) -> tuple[str, ...]:
    """Take away what the rotation lets go in one folder; the names. What cannot be removed stays."""
    found = backups_in(place, None)
    made = [
        Rotated(each.path.name, known.local(each.manifest.when), good=True, ours=_is_ours(each, first))
        for each in found
    ]
    gone = []
    for name in removable(made):
        with suppress(OSError):
            (place / name).unlink()
            gone.append(name)
    return tuple(gone)


def _is_ours(found: Found, first: str) -> bool:
    manifest = found.manifest
    return bool(first) and manifest.first_hash == first and manifest.reason in ROUND_REASONS


def _first(office: Office) -> str:
    with office.store.read() as unit:
        return unit.log.hashes([1]).get(1, "")


def _begun(office: Office, known: Known) -> date | None:
    with office.store.read() as unit:
        entries = unit.log.some([1])
    return known.local(entries[0].logged_at).date() if entries else None


def _free_name(own: Path, known: Known, now: datetime) -> Path:
    # The clock may have been set back, or two rounds asked for within a second.
    while (target := own / backup_name(known, now)).exists():
        now += timedelta(seconds=1)
    return target


def _clear(place: Path) -> None:
    """Throw away what a round that was cut short had begun; the caller is the only one here."""
    for pattern in (f"SOPDesk-*{PART}", f".SOPDesk-*{PART}*"):
        for left in place.glob(pattern):
            with suppress(OSError):
                left.unlink()


def _to_second(
    folder: Path, own: Path, now: datetime, progress: Progress | None
) -> tuple[Path | None, Trouble | None]:
    value = keeping(folder)
    if not value.path:
        return None, None
    place = find_second(value)
    if place is None:
        return None, Trouble(Fault.SECOND_PLACE, why="away", path=value.path)
    newest = max(backups_in(own, None), key=lambda each: each.manifest.when, default=None)
    try:
        if newest is not None and not (place / newest.path.name).exists():
            _clear(place)
            copy_checked(newest.path, place / newest.path.name, progress)
    except Trouble as trouble:
        why = {Fault.DISK_FULL: "full", Fault.FOLDER_READ_ONLY: "read_only"}.get(trouble.fault, "gone")
        _remember(folder, replace(value, trouble=why))
        return None, Trouble(Fault.SECOND_PLACE, why=why, path=str(place))
    _remember(folder, replace(value, path=str(place), seen=now.isoformat(), trouble=""))
    return place, None


def _remember(folder: Path, value: Keeping) -> None:
    with suppress(Trouble):  # the backup stands, whether it is noted here or not
        keep(folder, value)


def copy_checked(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy a backup, read the copy again, and only then give it its name. Raises Trouble, Cancelled."""
    part = target.with_name(f"{target.name}{PART}")
    with told_as_backup_trouble(target):
        whole = source.stat().st_size
        require_space(target.parent, whole)
        try:
            _copy(source, part, whole, progress)
            if digest_of(part, _unheard) != digest_of(source, _unheard):
                raise Trouble(Fault.BACKUP_FAILED, path=str(target.parent))
            part.replace(target)
            flush_folder(target.parent)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def _copy(source: Path, part: Path, whole: int, progress: Progress | None) -> None:
    done = 0
    with source.open("rb") as from_, part.open("wb") as into:
        while piece := from_.read(archive.PIECE):
            into.write(piece)
            done += len(piece)
            tell(progress, done, whole)
        into.flush()
        os.fsync(into.fileno())


def _unheard(_count: int) -> None:
    return
