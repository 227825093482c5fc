"""Putting a backup back onto a server: the office that was there is kept beside it, and can come back."""

import json
import os
import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.papers.progress import Progress
from sopdesk.services import shared_clock
from sopdesk.services.backups import told_as_backup_trouble
from sopdesk.services.inspecting import only_readable, own_database
from sopdesk.services.office import PROFILE, open_office, profile_from
from sopdesk.services.rights import require
from sopdesk.services.settings import note
from sopdesk.services.unpacking import (
    NOBODY,
    RESTORE,
    RESTORE_UNDONE,
    Kept,
    left_behind,
    restored_body,
    unpack_office,
)
from sopdesk.store import archive
from sopdesk.store.contents import FOLDER
from sopdesk.store.oslock import only_one
from sopdesk.store.place import Server
from sopdesk.store.store import Unit
from sopdesk.store.swap import COMING, LOCK, Reached, clear_leftovers


def restore_on_server(
    folder: Path,
    server: Server,
    path: Path,
    *,
    by: str,
    now: datetime,
    password: str | None,
    progress: Progress | None,
    reached: Reached,
) -> Kept | None:
    """As ``restoring.restore``, for the office on ``server``; ``folder`` is where this PC unpacks.

    The other PCs are told that their office was replaced. Raises Refused, Trouble, Cancelled.
    """
    from sopdesk.store.server_places import COMING as COMES
    from sopdesk.store.server_places import alone, bring_in, drop_coming  # late: it loads the server's driver

    _require_right(folder, by, now)
    with told_as_backup_trouble(folder / archive.DATABASE, restore=True), only_readable(path):
        folder.mkdir(parents=True, exist_ok=True)
        clear_leftovers(folder)
        with only_one(folder / LOCK), alone(server):
            coming = folder / f"{COMING}{now.astimezone(UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
            try:
                manifest, digest = unpack_office(
                    folder, coming, path, password, now=now, progress=progress, reached=reached
                )
                copy = coming / archive.DATABASE
                left = left_behind(own_database(folder, coming), copy)
                _send_files(folder, server, coming / FOLDER)
                bring_in(server, copy, _unheard)
                body = restored_body(path, digest, manifest, left)
                try:
                    return _exchange(server, COMES, RESTORE, body, backup=path.name, by=by, now=now)
                except BaseException:
                    drop_coming(server)
                    raise
            finally:
                shutil.rmtree(coming, ignore_errors=True)


def undo_on_server(folder: Path, server: Server, name: str, *, by: str, now: datetime) -> Kept | None:
    """As ``restoring.undo_restore``. Raises Refused(CANNOT_UNDO_RESTORE), Trouble."""
    from sopdesk.store.server_places import alone

    _require_right(folder, by, now)
    with alone(server):
        if name not in {kept.name for kept in kept_on_server(server)}:
            raise Refused(Rule.CANNOT_UNDO_RESTORE)
        return _exchange(server, name, RESTORE_UNDONE, {"kept": name, "left": {}}, backup="", by=by, now=now)


def kept_on_server(server: Server) -> list[Kept]:
    """The offices that restores took the place of, newest first. Raises Trouble."""
    from sopdesk.store.server_places import kept_there

    found = []
    for name, said in kept_there(server).items():
        try:
            value = json.loads(said)
            newest = datetime.fromisoformat(value["newest"]) if value["newest"] else None
            at = datetime.fromisoformat(value["at"])
            found.append(Kept(name, at, value["by"], value["backup"], value["kecamatan"], newest))
        except (ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda kept: (kept.at, kept.name), reverse=True)


def _exchange(
    server: Server,
    coming: str,
    kind: str,
    body: dict[str, object],
    *,
    backup: str,
    by: str,
    now: datetime,
) -> Kept | None:
    from sopdesk.store.server_places import KEPT, exchange, kept_there

    stem = f"{KEPT}{now.astimezone(UTC):%Y%m%d_%H%M%S}_"
    there = kept_there(server)
    keep = next(name for name in (f"{stem}{n}" for n in count(1)) if name not in there)
    kept: list[Kept] = []

    def remark(unit: Unit | None) -> str:
        profile = profile_from(unit.office.setting(PROFILE) or {} if unit else {})
        newest = unit.log.last_logged_at() if unit else None
        kept.append(Kept(keep, now.astimezone(UTC), by or NOBODY, backup, profile.kecamatan, newest))
        said = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(kept[0]).items()}
        return json.dumps(said, ensure_ascii=False)

    with exchange(server, coming, keep, remark) as (unit, left):
        if left is not None:
            # The newest word of it: others may have gone on while the backup was unpacked.
            told = body["left"] if isinstance(body["left"], dict) else {}
            body = {**body, "left": {**told, "seq": left[0], "hash": left[1]}}
        # By this PC's clock all that the others log next could seem to come before it.
        note(unit, kind, body, by=by or NOBODY, now=shared_clock.its_moment(unit, now))
    return kept[0] if kept else None


def _require_right(folder: Path, by: str, now: datetime) -> None:
    """The office that would go says who may; where there is none, whoever is there."""
    try:
        office = open_office(folder, now, new=False)
    except Trouble as trouble:
        if trouble.fault in (Fault.NO_OFFICE, Fault.DATABASE_DAMAGED):
            return
        raise
    try:
        require(office.look(), by, Right.RESTORE, now=now)
    except Trouble as trouble:
        # One that cannot be read must be restorable by whoever is there.
        if trouble.fault is not Fault.DATABASE_DAMAGED:
            raise
    finally:
        office.close()


def _send_files(folder: Path, server: Server, files: Path) -> None:
    from sopdesk.store.server_places import send_files

    send_files(server, folder, files)


def _unheard(_done: int, _whole: int) -> None:
    """Listen to no progress."""
