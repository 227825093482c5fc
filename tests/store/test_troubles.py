"""Which errors of the driver and the system are troubles of the environment, and which are bugs of ours."""

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.troubles import fault_of, told_as_trouble


def coded(kind: type[sqlite3.Error], code: int, words: str = "") -> sqlite3.Error:
    error = kind(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_FULL), Fault.DISK_FULL),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_BUSY_SNAPSHOT), Fault.FILE_LOCKED),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_PROTOCOL), Fault.FILE_LOCKED),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_READONLY_DBMOVED), Fault.FOLDER_READ_ONLY),
        (coded(sqlite3.DatabaseError, sqlite3.SQLITE_CORRUPT_INDEX), Fault.DATABASE_DAMAGED),
        (coded(sqlite3.DatabaseError, sqlite3.SQLITE_NOTADB), Fault.DATABASE_DAMAGED),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_IOERR_FSYNC), Fault.DISK_FULL),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_IOERR_SHORT_READ), Fault.DATABASE_DAMAGED),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_IOERR_READ), Fault.FOLDER_MISSING),
        (sqlite3.OperationalError("database is locked"), Fault.FILE_LOCKED),
        (sqlite3.DatabaseError("database disk image is malformed"), Fault.DATABASE_DAMAGED),
        (PermissionError(errno.EACCES, "no"), Fault.FOLDER_READ_ONLY),
        (OSError(errno.ENOSPC, "full"), Fault.DISK_FULL),
        (OSError(errno.EROFS, "read-only"), Fault.FOLDER_READ_ONLY),
        (OSError(errno.EIO, "gone"), Fault.FOLDER_MISSING),
        (FileNotFoundError(errno.ENOENT, "none"), Fault.FOLDER_MISSING),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_ERROR, "no such table: x"), Fault.DATABASE_DAMAGED),
        (coded(sqlite3.OperationalError, sqlite3.SQLITE_ERROR, 'near "x": syntax error'), None),
        (coded(sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT_UNIQUE), None),
        (ValueError("disk is full"), None),
    ],
)
def test_what_an_error_is(error: Exception, fault: Fault | None, tmp_path: Path) -> None:
    """Told by the code of the driver, by its words only where there is none; bare and wrapped alike."""
    assert fault_of(error) is fault
    wrapped = DBAPIError("SELECT 1", None, error)
    assert fault_of(wrapped) is (fault if isinstance(error, sqlite3.Error) else fault_of(error))
    raised: BaseException = wrapped if isinstance(error, sqlite3.Error) else error
    with pytest.raises(Trouble if fault else type(raised)) as found, told_as_trouble(tmp_path / "sopdesk.db"):
        raise raised
    if isinstance(found.value, Trouble):
        assert found.value.fault is fault
        assert found.value.data["path"] == str(tmp_path / "sopdesk.db")
        assert found.value.__cause__ is raised


def test_our_own_refusals_pass_through(tmp_path: Path) -> None:
    """A broken key is a bug of ours: it goes to the crash log as it is."""
    with pytest.raises(IntegrityError), told_as_trouble(tmp_path / "sopdesk.db"):
        raise IntegrityError("INSERT", None, sqlite3.IntegrityError("UNIQUE"))
