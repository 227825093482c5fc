"""What a database file tells of itself before SQLite opens it: SQLite takes an empty file for a new database, and
throws away the entries that wait beside it."""

import os
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Trouble

_MAGIC: Final = b"SQLite format 3\0"
_WAITING: Final = "-wal"  # what SQLite adds to the name of a database for what is not yet in it
# What only an office at work leaves in its folder. Not the log of crashes nor the window's own file: a program that
# was killed while it made its first database has those.
_WORK: Final = ("lampiran", "cadangan", "sebelum-pulih")
_DATA: Final = ("lampiran",)  # what nothing but the database gives a meaning; backups also wait for a new PC


def require_whole(path: Path) -> None:
    """Raise Trouble(DATABASE_DAMAGED) for an empty, cut or missing database in a folder where an office was at work.

    Raises OSError.
    """
    waiting = path.with_name(path.name + _WAITING)
    unsaved = waiting.is_file() and waiting.stat().st_size > 0
    size = path.stat().st_size if path.is_file() else None
    if size is None:
        if unsaved or _holds(path.parent, _DATA):
            raise Trouble(Fault.DATABASE_DAMAGED, path=str(path), detail="missing")
    elif size == 0:
        if unsaved or _holds(path.parent, _WORK):
            raise Trouble(Fault.DATABASE_DAMAGED, path=str(path), detail="empty")
    # While something waits beside the file, the file itself may be in the middle of growing.
    elif not unsaved and is_cut(path):
        raise Trouble(Fault.DATABASE_DAMAGED, path=str(path), detail="cut")


def is_cut(path: Path) -> bool:
    """Whether the file is shorter than its own head says. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(100)
        size = os.fstat(file.fileno()).st_size
    if len(head) < 100 or head[:16] != _MAGIC:
        return False  # told by SQLite itself
    page = int.from_bytes(head[16:18]) or 0
    pages = int.from_bytes(head[28:32])
    counted = head[24:28] == head[92:96]  # else an old program wrote it, and the count means nothing
    return counted and size < pages * (65536 if page == 1 else page)


def _holds(folder: Path, names: tuple[str, ...]) -> bool:
    return any(any((folder / name).iterdir()) for name in names if (folder / name).is_dir())
