"""Putting a backup back: checked whole first, what was there is kept, and the whole can be taken back."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.papers.progress import Progress
from sopdesk.services.backups import told_as_backup_trouble
from sopdesk.services.inspecting import facts_or_none, only_readable, side_of
from sopdesk.services.office import open_office
from sopdesk.services.rights import PINS, require
from sopdesk.services.server_restoring import kept_on_server, restore_on_server, undo_on_server
from sopdesk.services.settings import note
from sopdesk.services.unpacking import (
    NOBODY,
    RESTORE,
    RESTORE_UNDONE,
    left_behind,
    restored_body,
    unpack_office,
)
from sopdesk.services.unpacking import Kept as Kept
from sopdesk.store import archive
from sopdesk.store.migrate import migrate
from sopdesk.store.network import is_network_folder
from sopdesk.store.oslock import only_one
from sopdesk.store.snapshot import quiet, setting_of
from sopdesk.store.store import file_store, kept_on
from sopdesk.store.swap import (
    COMING,
    KEPT,
    LOCK,
    NOTE,
    Reached,
    exchange,
    is_pending,
    nowhere,
    recover,
    write_whole,
)
from sopdesk.store.swap import (
    clear_leftovers as clear_leftovers,
)


def restore(
    folder: Path,
    path: Path,
    *,
    by: str,
    now: datetime,
    password: str | None = None,
    progress: Progress | None = None,
    reached: Reached = nowhere,
) -> Kept | None:
    """Put the office of a backup in the place of the one in ``folder``, which is kept; None where none was there.

    No window may have the office open. The backup is checked whole before anything is touched; a power cut leaves
    the old office or the new one. Raises Refused, Trouble (FILE_LOCKED while another program has it open,
    DISK_FULL before anything is written), Cancelled.
    """
    if is_network_folder(folder):
        raise Trouble(Fault.NETWORK_FOLDER, path=str(folder))
    server = kept_on(folder)
    if server is not None:
        return restore_on_server(
            folder, server, path, by=by, now=now, password=password, progress=progress, reached=reached
        )
    _require_right(folder, by, now)
    with told_as_backup_trouble(folder / archive.DATABASE, restore=True), only_readable(path):
        folder.mkdir(parents=True, exist_ok=True)
        clear_leftovers(folder)
        recover(folder)
        with only_one(folder / LOCK):
            coming = folder / f"{COMING}{now.astimezone(UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
            try:
                _put_together(
                    folder, coming, path, password, by=by, now=now, progress=progress, reached=reached
                )
                return _take_place(folder, coming, backup=path.name, by=by, now=now, reached=reached)
            finally:
                if not is_pending(folder):
                    shutil.rmtree(coming, ignore_errors=True)


def undo_restore(
    folder: Path, name: str, *, by: str, now: datetime, reached: Reached = nowhere
) -> Kept | None:
    """Let the office come back that a restore took the place of; the restored one is kept in its turn.

    Raises Refused(CANNOT_UNDO_RESTORE), Trouble.
    """
    server = kept_on(folder)
    if server is not None:
        return undo_on_server(folder, server, name, by=by, now=now)
    place = folder / KEPT / name
    if name not in {kept.name for kept in kept_offices(folder)}:
        raise Refused(Rule.CANNOT_UNDO_RESTORE)
    _require_right(folder, by, now)
    with told_as_backup_trouble(folder / archive.DATABASE, restore=True):
        recover(folder)
        with only_one(folder / LOCK):
            if facts_or_none(place / archive.DATABASE) is not None:
                body: dict[str, object] = {
                    "kept": name,
                    "left": left_behind(folder / archive.DATABASE, place / archive.DATABASE),
                }
                _enter(place, RESTORE_UNDONE, body, by=by, now=now)
            return _take_place(folder, place, backup="", by=by, now=now, reached=reached)


def _require_right(folder: Path, by: str, now: datetime) -> None:
    """The office that would go says who may. One that cannot be read must be restorable by whoever is there."""
    own = folder / archive.DATABASE
    if facts_or_none(own) is None:
        return
    with suppress(ValueError):
        value = json.loads(setting_of(own, PINS) or "{}")
        if not (isinstance(value, dict) and value.get("on") is True):
            return
    try:
        office = open_office(folder, now)
    except (Refused, Trouble):
        return
    try:
        require(office.look(), by, Right.RESTORE, now=now)
    finally:
        office.close()


def kept_offices(folder: Path) -> list[Kept]:
    """The offices that restores took the place of, newest first. Raises Trouble where a server has them."""
    server = kept_on(folder)
    if server is not None:
        return kept_on_server(server)
    found = []
    for place in (folder / KEPT).glob("*"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads((place / NOTE).read_text(encoding="utf-8"))
            if (place / archive.DATABASE).is_file():
                newest = datetime.fromisoformat(said["newest"]) if said["newest"] else None
                at = datetime.fromisoformat(said["at"])
                found.append(Kept(place.name, at, said["by"], said["backup"], said["kecamatan"], newest))
    return sorted(found, key=lambda kept: (kept.at, kept.name), reverse=True)


def _put_together(
    folder: Path,
    coming: Path,
    path: Path,
    password: str | None,
    *,
    by: str,
    now: datetime,
    progress: Progress | None,
    reached: Reached,
) -> None:
    """The backup's office, complete and of this program's schema, in a folder of its own."""
    manifest, digest = unpack_office(
        folder, coming, path, password, now=now, progress=progress, reached=reached
    )
    copy = coming / archive.DATABASE
    left = left_behind(folder / archive.DATABASE, copy)
    _enter(coming, RESTORE, restored_body(path, digest, manifest, left), by=by, now=now)
    reached("entered")


def _enter(place: Path, kind: str, body: dict[str, object], *, by: str, now: datetime) -> None:
    migrate(place / archive.DATABASE, now)
    store = file_store(place / archive.DATABASE)
    try:
        with store.write() as unit:
            note(unit, kind, body, by=by or NOBODY, now=now)
    finally:
        store.close()
    quiet(place / archive.DATABASE)


def _take_place(
    folder: Path, coming: Path, *, backup: str, by: str, now: datetime, reached: Reached
) -> Kept | None:
    own = folder / archive.DATABASE
    # Refused here as long as any other program has the office open.
    quiet(own)
    here = side_of(own)
    keep = _free_place(folder, now)
    kept = None
    keep.mkdir(parents=True)
    if here is not None:
        kept = Kept(keep.name, now.astimezone(UTC), by or NOBODY, backup, here.kecamatan, here.newest)
        said = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(kept).items()}
        write_whole(keep / NOTE, json.dumps(said, ensure_ascii=False, indent=1).encode())
    try:
        exchange(folder, coming, keep, reached)
    except BaseException:
        if is_pending(folder):
            raise
        with suppress(OSError):
            (keep / NOTE).unlink(missing_ok=True)
            keep.rmdir()
        raise
    if kept is None:
        with suppress(OSError):
            keep.rmdir()
    return kept


def _free_place(folder: Path, now: datetime) -> Path:
    name = f"{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    place, count = folder / KEPT / name, 1
    while place.exists():
        count += 1
        place = folder / KEPT / f"{name}-{count}"
    return place
