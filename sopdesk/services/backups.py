"""Making a backup: one file with database, attachments and settings, reopened and checked before it counts."""

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sopdesk import __version__
from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean_name
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.office import Known, Office
from sopdesk.services.rights import require
from sopdesk.store import archive
from sopdesk.store.archive import Manifest
from sopdesk.store.contents import FOLDER
from sopdesk.store.log import OFFICE
from sopdesk.store.sealed import Key as Key
from sopdesk.store.sealed import key_of as key_of
from sopdesk.store.snapshot import Facts, facts_of, named_files
from sopdesk.store.swap import flush_folder
from sopdesk.store.troubles import told_as_trouble
from sopdesk.store.types import from_microseconds

ENDING: Final = ".sopdesk"
BACKUP: Final = "backup"  # the kind of the entry
PART: Final = ".part"
CLOSING, DAILY, ASKED, TO_FILE = "closing", "daily", "asked", "file"
ROUND_REASONS: Final = frozenset({CLOSING, DAILY, ASKED})
_SPARE: Final = 20_000_000  # bytes that a disk keeps free


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that counts: it was read again and found whole. ``digest`` is the file's SHA-256."""

    path: Path
    digest: str
    size: int
    manifest: Manifest


class Way:
    """How far the work is, in bytes; ``moved`` raises Cancelled once it is to stop."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress = progress
        self.whole = max(whole, 1)
        self.done = 0

    def moved(self, count: int) -> None:
        """So many bytes more went by."""
        self.done = min(self.done + count, self.whole)
        tell(self._progress, self.done, self.whole)

    def part_of(self, share: int) -> "Pages":
        """For work that counts in pages, and is ``share`` bytes of the whole."""
        return Pages(self, share)


class Pages:
    """Pages of a part of the way."""

    def __init__(self, way: Way, share: int) -> None:
        self._way, self._share, self._told = way, share, 0

    def __call__(self, done: int, whole: int) -> None:
        """So many pages of the whole are done."""
        now = self._share * done // max(whole, 1)
        self._way.moved(max(now - self._told, 0))
        self._told = max(now, self._told)


def backup_name(known: Known, now: datetime) -> str:
    """``SOPDesk-<kecamatan>-<YYYYMMDD-HHMMSS>.sopdesk``, in office time and letters that every system takes."""
    return f"SOPDesk-{slug(known.profile.kecamatan)}-{known.local(now):%Y%m%d-%H%M%S}{ENDING}"


def slug(name: str) -> str:
    """A name in letters that every file system takes; ``kantor`` where none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:40] or "kantor"


def make_backup(
    office: Office,
    target: Path,
    *,
    by: str,
    now: datetime,
    reason: str = TO_FILE,
    key: Key | None = None,
    progress: Progress | None = None,
) -> Made:
    """Write the office to ``target`` and enter that in the log; others may go on working meanwhile.

    Raises Trouble (disk full, read-only, gone, damaged database), Refused where ``target`` is there already,
    Cancelled. Then nothing is left of it, except that a whole backup stays where only its entry could not be made.
    """
    clerk = clean_name(by, field="by")
    known = office.look()
    if target.exists():
        raise Refused(Rule.BAD_VALUE, field="backup_file", reason=f"{target.name} sudah ada")
    part = target.with_name(f"{target.name}{PART}")
    copy = target.with_name(f".{target.name}.db{PART}")
    with ExitStack() as leftovers:
        for scrap in (part, copy, copy.with_name(f"{copy.name}-journal")):
            leftovers.callback(_drop, scrap)
        with told_as_backup_trouble(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            _drop(part)
            _drop(copy)
            size, attached = office.store.base.size(), office.contents.size()
            require_space(target.parent, 2 * size + attached)
            way = Way(progress, 4 * size + 2 * attached)
            office.store.base.snapshot(copy, way.part_of(size))
            facts = _facts(copy, office)
            made = _pack(office, known, copy, part, facts, key, way, by=clerk, now=now, reason=reason)
            _drop(copy)
            _check(part, copy, key, made, way)
            digest, whole = digest_of(part, way.moved)
            way.moved(way.whole)
            part.replace(target)
            flush_folder(target.parent)
    body = {
        "file": target.name,
        "digest": digest,
        "seq": made.head_seq,
        "hash": made.head_hash,
        "reason": reason,
        "counts": dict(made.counts),
    }
    with office.store.write() as unit:
        require(office.known(unit), by, Right.BACKUP, now=now)
        # No bump: nothing that the office has set is another now.
        unit.log.append(OFFICE, BACKUP, actor=clerk, at=now, now=now, body=body)
    return Made(target, digest, whole, made)


def _facts(copy: Path, office: Office) -> Facts:
    try:
        return facts_of(copy, thorough=True)
    except Refused as no:
        # A damaged office makes no good backup, and the good ones of before must not be rotated away by it.
        raise Trouble(Fault.DATABASE_DAMAGED, path=office.store.name, detail="backup") from no


def _pack(
    office: Office,
    known: Known,
    copy: Path,
    part: Path,
    facts: Facts,
    key: Key | None,
    way: Way,
    *,
    by: str,
    now: datetime,
    reason: str,
) -> Manifest:
    profile = known.profile
    newest = from_microseconds(facts.newest) if facts.newest is not None else None
    made = Manifest(
        format=archive.FORMAT,
        program=__version__,
        schema=facts.schema,
        kabupaten=profile.kabupaten,
        kecamatan=profile.kecamatan,
        mark=profile.mark,
        made_at=now.astimezone(UTC).isoformat(),
        reason=reason,
        by=by,
        counts=facts.counts,
        newest=newest.isoformat() if newest else "",
        head_seq=facts.head.seq,
        head_hash=facts.head.hash,
        first_hash=facts.head.first,
    )
    missing: list[str] = []
    changed: list[str] = []
    with archive.packing(part, key, made.about(), way.moved) as into:
        with copy.open("rb") as database:
            into.add(archive.DATABASE, database, packed=True)
        for name in named_files(copy):
            with ExitStack() as stack:
                try:
                    source = stack.enter_context(office.contents.opened(name))
                except OSError:
                    missing.append(name)
                    continue
                member = into.add(f"{FOLDER}/{name}", source, packed=False)
            if member.sha256 != name[:64]:
                changed.append(name)
        for name in archive.SETTINGS:
            with suppress(FileNotFoundError), (office.folder / name).open("rb") as source:
                into.add(name, source, packed=True)
        made = replace(made, missing=tuple(missing), changed=tuple(changed), members=tuple(into.members))
        into.finish(made)
    return made


def _check(part: Path, copy: Path, key: Key | None, made: Manifest, way: Way) -> None:
    """Read what was written: every hash, the database by SQLite's own look, its head against the manifest."""
    try:
        with archive.opened(part, known=key) as inside:
            if inside.manifest != made:
                raise Refused(Rule.BAD_BACKUP, why="damaged")
            inside.check(way.moved, but=(archive.DATABASE,))
            database = next(m for m in inside.manifest.members if m.name == archive.DATABASE)
            inside.unpack(database, copy, way.moved)
        require_head(facts_of(copy, thorough=True), made)
    except Refused as no:
        # What the disk gives back is not what it was given.
        raise Trouble(Fault.BACKUP_FAILED, path=str(part.parent), detail=str(no.data.get("why"))) from no


def require_head(facts: Facts, manifest: Manifest) -> None:
    """Raise Refused(BAD_BACKUP) where the database's log does not end as the manifest says."""
    head = facts.head
    same = (head.seq, head.hash, head.first, facts.schema) == (
        manifest.head_seq,
        manifest.head_hash,
        manifest.first_hash,
        manifest.schema,
    )
    if not same:
        raise Refused(Rule.BAD_BACKUP, why="damaged")


def digest_of(path: Path, moved: archive.Moved) -> tuple[str, int]:
    """SHA-256 and size of a file, read a piece at a time."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        while piece := source.read(archive.PIECE):
            digest.update(piece)
            size += len(piece)
            moved(0)
    return digest.hexdigest(), size


def require_space(folder: Path, needed: int) -> None:
    """Raise Trouble(DISK_FULL) with what is needed and what is free, where the disk has less. Raises OSError."""
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        raise Trouble(Fault.DISK_FULL, path=str(folder), needed=needed + _SPARE, free=free)


@contextmanager
def told_as_backup_trouble(target: Path, *, restore: bool = False) -> Iterator[None]:
    """Raise Trouble in place of errors of the environment; of a full disk it is said what did not come about."""
    try:
        with told_as_trouble(target):
            yield
    except Trouble as trouble:
        if trouble.fault is Fault.DISK_FULL and "needed" not in trouble.data:
            what = {"restore" if restore else "backup": True}
            raise Trouble(Fault.DISK_FULL, path=str(target.parent), **what) from trouble
        raise


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
