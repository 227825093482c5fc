"""What the database driver says, as troubles of the environment."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from sopdesk.domain.errors import Fault, Trouble

# Of the errors of reading and writing: a file that ends too early, and a disk that answers no more. The rest come
# while writing, where a disk without room is the usual reason.
_CUT = (sqlite3.SQLITE_IOERR_SHORT_READ,)
_GONE = (
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_FSTAT,
    sqlite3.SQLITE_IOERR_ACCESS,
    sqlite3.SQLITE_IOERR_CLOSE,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
)
_MISSING = ("no such table", "no such column", "malformed database schema")

_SIGNS = (
    (sqlite3.SQLITE_FULL, "database or disk is full", Fault.DISK_FULL),
    (sqlite3.SQLITE_READONLY, "readonly database", Fault.FOLDER_READ_ONLY),
    (sqlite3.SQLITE_BUSY, "database is locked", Fault.FILE_LOCKED),
    (sqlite3.SQLITE_LOCKED, "table is locked", Fault.FILE_LOCKED),
    # Said after ten seconds in which another program held even the locks of readers.
    (sqlite3.SQLITE_PROTOCOL, "locking protocol", Fault.FILE_LOCKED),
    (sqlite3.SQLITE_CORRUPT, "malformed", Fault.DATABASE_DAMAGED),
    (sqlite3.SQLITE_CORRUPT, "could not decode", Fault.DATABASE_DAMAGED),
    (sqlite3.SQLITE_NOTADB, "not a database", Fault.DATABASE_DAMAGED),
    (sqlite3.SQLITE_CANTOPEN, "unable to open", Fault.FOLDER_MISSING),
    (sqlite3.SQLITE_IOERR, "disk i/o error", Fault.DISK_FULL),
    (sqlite3.SQLITE_PERM, "permission", Fault.FOLDER_READ_ONLY),
)


def fault_of(error: BaseException) -> Fault | None:
    """Which trouble an error of the driver or the system is; None if it is an error of ours."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        if code in _CUT:
            return Fault.DATABASE_DAMAGED
        if code in _GONE:
            return Fault.FOLDER_MISSING
        primary = None if code is None else code & 0xFF
        words = str(error).lower()
        # The file says that it is of this program's schema, which has them: its schema was spoiled.
        if primary in (None, sqlite3.SQLITE_ERROR) and words.startswith(_MISSING):
            return Fault.DATABASE_DAMAGED
        return next((f for c, sign, f in _SIGNS if primary == c or (primary is None and sign in words)), None)
    if isinstance(error, PermissionError):
        return Fault.FOLDER_READ_ONLY
    if isinstance(error, OSError):
        return {28: Fault.DISK_FULL, 122: Fault.DISK_FULL, 30: Fault.FOLDER_READ_ONLY}.get(
            error.errno or 0, Fault.FOLDER_MISSING
        )
    return None


def _is_closed_to_writing(folder: Path) -> bool:
    """SQLite says only that it cannot open a file which it was not allowed to make."""
    effective = os.access in os.supports_effective_ids
    return folder.is_dir() and not os.access(folder, os.W_OK, effective_ids=effective)


def _takes_no_file(folder: Path) -> bool:
    """Whether the disk has become one that is only read, as a failing flash disk does: SQLite tells it from a full
    one no more than from a broken one."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return False
    except OSError as error:
        return fault_of(error) is Fault.FOLDER_READ_ONLY


@contextmanager
def told_as_trouble(path: Path) -> Iterator[None]:
    """Raise Trouble (data ``path``, ``detail``) in place of errors that the environment causes."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        fault = fault_of(error)
        if fault is None:
            raise
        if fault is Fault.FOLDER_MISSING and _is_closed_to_writing(path.parent):
            fault = Fault.FOLDER_READ_ONLY
        if fault is Fault.DISK_FULL and _takes_no_file(path.parent):
            fault = Fault.FOLDER_READ_ONLY
        raise Trouble(fault, path=str(path), detail=str(getattr(error, "orig", error))) from error
