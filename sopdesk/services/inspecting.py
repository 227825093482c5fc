"""What is in a backup, every byte of it read, beside what is in the data folder; nothing is changed."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.papers.progress import Progress
from sopdesk.services.backup_places import keeping
from sopdesk.services.backups import Way, digest_of, require_head, require_space, told_as_backup_trouble
from sopdesk.services.office import PROFILE
from sopdesk.store import archive
from sopdesk.store.archive import Manifest, Opened
from sopdesk.store.oslock import only_one
from sopdesk.store.sealed import Key
from sopdesk.store.snapshot import After, Facts, after, facts_of, setting_of, shared_entries
from sopdesk.store.store import kept_on, open_server_store
from sopdesk.store.swap import COMING, LOCK, recover
from sopdesk.store.types import from_microseconds

_UNREADABLE: Final = b"what the server has cannot be read"


@dataclass(frozen=True, slots=True)
class Side:
    """An office in short; ``newest`` is when its newest entry was logged, None where it has none."""

    kecamatan: str
    mark: str
    newest: datetime | None
    counts: dict[str, int]
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is in a backup beside what is here. ``here`` is None where there is no office yet.

    ``shared`` counts the entries that both have; ``lost`` is what only this office has, ``gained`` only the backup.
    """

    path: Path
    size: int
    digest: str
    manifest: Manifest
    there: Side
    here: Side | None
    shared: int
    lost: After
    gained: After


def inspect(
    folder: Path, path: Path, *, password: str | None = None, progress: Progress | None = None
) -> Comparison:
    """Read a backup through, every byte, and set it beside the office in ``folder``; nothing is changed.

    Raises Refused(BAD_BACKUP, BACKUP_PASSWORD), Trouble, Cancelled.
    """
    with told_as_backup_trouble(folder / archive.DATABASE, restore=True), only_readable(path):
        folder.mkdir(parents=True, exist_ok=True)
        recover(folder)
        with (
            only_one(folder / LOCK),
            archive.opened(path, password, known_key(folder)) as inside,
        ):
            manifest = inside.manifest
            with _place_for(folder, manifest) as scratch:
                way = Way(progress, manifest.size)
                inside.check(way.moved, but=(archive.DATABASE,))
                copy = scratch / archive.DATABASE
                inside.unpack(database_of(inside), copy, way.moved)
                facts = facts_of(copy, thorough=True)
                require_head(facts, manifest)
                own = own_database(folder, scratch)
                here = side_of(own)
                shared = shared_entries(own, copy)
                there = side_of(copy)
                lost, gained = after(own, shared), after(copy, shared)
        digest, size = digest_of(path, unheard)
    if there is None:
        raise Refused(Rule.BAD_BACKUP, why="damaged", backup=path.name)
    return Comparison(path, size, digest, manifest, there, here, shared, lost, gained)


def own_database(folder: Path, scratch: Path) -> Path:
    """The office's own database as a file that can be read, put into ``scratch`` where it is on a server.

    There may be none; one that cannot be read there is a file that cannot be read. Raises Trouble.
    """
    server = kept_on(folder)
    if server is None:
        return folder / archive.DATABASE
    path = scratch / "sini.db"
    try:
        with closing(open_server_store(server, folder, new=False)) as store:
            store.base.snapshot(path, _unheard_rows)
    except Trouble as trouble:
        if trouble.fault is Fault.DATABASE_DAMAGED:
            path.write_bytes(_UNREADABLE)
        elif trouble.fault is not Fault.NO_OFFICE:
            raise
    return path


def _unheard_rows(_done: int, _whole: int) -> None:
    """Listen to no progress."""


def side_of(path: Path) -> Side | None:
    """The office in a database file, as it stands and whatever its schema; None where there is no file.

    A file that cannot be read is a side that is not ``readable``.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return None
    facts = facts_or_none(path)
    if facts is None:
        return Side("", "", None, {}, readable=False)
    profile: dict[str, Any] = {}
    with suppress(ValueError):
        read = json.loads(setting_of(path, PROFILE) or "{}")
        profile = read if isinstance(read, dict) else {}
    newest = from_microseconds(facts.newest) if facts.newest is not None else None
    return Side(str(profile.get("kecamatan", "")), str(profile.get("mark", "")), newest, facts.counts)


def facts_or_none(path: Path) -> Facts | None:
    """What is in a database; None where it cannot be read."""
    try:
        return facts_of(path, thorough=False) if path.is_file() else None
    except Refused:
        return None


def known_key(folder: Path) -> Key | None:
    """The key that opens the office's own backups, where it has a password."""
    return keeping(folder).closing_key


def database_of(inside: Opened) -> archive.Member:
    """The database among the members."""
    return next(m for m in inside.manifest.members if m.name == archive.DATABASE)


@contextmanager
def _place_for(folder: Path, manifest: Manifest) -> Iterator[Path]:
    """A folder to unpack the database of a backup into, gone when the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    size = next((m.size for m in manifest.members if m.name == archive.DATABASE), 0)
    require_space(folder, size)
    scratch = folder / f"{COMING}lihat-{os.getpid()}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def only_readable(path: Path) -> Iterator[None]:
    """Name the backup in what is refused. Raises Trouble(FILE_UNREADABLE) where it cannot be opened at all."""
    if not path.is_file():
        raise Trouble(Fault.FILE_UNREADABLE, file=path.name)
    try:
        yield
    except Refused as no:
        if no.rule is Rule.BAD_BACKUP and "backup" not in no.data:
            raise Refused(Rule.BAD_BACKUP, **{**no.data, "backup": path.name}) from no
        raise


def unheard(_count: int) -> None:
    """Listen to no progress."""
