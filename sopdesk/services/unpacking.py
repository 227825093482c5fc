"""The office of a backup, unpacked and ready to take the place of another; what is told of both."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sopdesk.papers.progress import Progress
from sopdesk.services.backups import Way, digest_of, require_head, require_space
from sopdesk.services.inspecting import database_of, facts_or_none, known_key, unheard
from sopdesk.store import archive
from sopdesk.store.archive import Manifest
from sopdesk.store.contents import FOLDER
from sopdesk.store.migrate import migrate
from sopdesk.store.snapshot import facts_of, shared_entries
from sopdesk.store.swap import Reached

RESTORE: Final = "restore"  # the kinds of the entries
RESTORE_UNDONE: Final = "restore_undone"
NOBODY: Final = "SOP Desk"


@dataclass(frozen=True, slots=True)
class Kept:
    """An office that a restore took the place of; ``name`` is its folder in ``sebelum-pulih``, or its schema."""

    name: str
    at: datetime
    by: str
    backup: str
    kecamatan: str
    newest: datetime | None


def unpack_office(
    folder: Path,
    coming: Path,
    path: Path,
    password: str | None,
    *,
    now: datetime,
    progress: Progress | None,
    reached: Reached,
) -> tuple[Manifest, str]:
    """Unpack a backup into ``coming``, of this program's schema; its manifest and the SHA-256 of its file.

    Raises Refused, Trouble, Cancelled, OSError.
    """
    with archive.opened(path, password, known_key(folder)) as inside:
        manifest = inside.manifest
        require_space(folder, manifest.size + database_of(inside).size)
        coming.mkdir()
        (coming / FOLDER).mkdir()
        reached("folder made")
        way = Way(progress, manifest.size)
        for member in manifest.members:
            inside.unpack(member, coming / member.name, way.moved)
    reached("unpacked")
    copy = coming / archive.DATABASE
    require_head(facts_of(copy, thorough=True), manifest)
    migrate(copy, now)
    for before in coming.glob("sopdesk-sebelum-*.db"):
        before.unlink()  # the backup itself is the copy of before
    digest, _size = digest_of(path, unheard)
    return manifest, digest


def restored_body(path: Path, digest: str, manifest: Manifest, left: dict[str, object]) -> dict[str, object]:
    """What the entry of a restore says."""
    return {
        "backup": path.name,
        "digest": digest,
        "made_at": manifest.made_at,
        "seq": manifest.head_seq,
        "hash": manifest.head_hash,
        "left": left,
    }


def left_behind(own: Path, coming: Path) -> dict[str, object]:
    """What the office that goes ended with, and how many entries it shares with the one that comes."""
    facts = facts_or_none(own)
    head = facts.head if facts else None
    return {
        "seq": head.seq if head else 0,
        "hash": head.hash if head else "",
        "shared": shared_entries(own, coming) if head else 0,
    }
