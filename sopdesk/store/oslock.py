"""A lock on a file that the system itself lets go of when its program ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sopdesk.domain.errors import Fault, Trouble

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Be the only one inside, among all programs. Raises Trouble(FILE_LOCKED) at once where another is.

    The file stays: taking it away would let two hold locks of the same name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise Trouble(Fault.FILE_LOCKED, path=str(path.parent)) from error
        yield
    finally:
        os.close(handle)
