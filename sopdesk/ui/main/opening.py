"""Opening the office behind the window: one window for each data folder, and the sample office."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.paths import SAMPLE, is_sample, mark_sample
from sopdesk.services.office import open_office
from sopdesk.services.shared_clock import clock_of
from sopdesk.ui.desk import Desk


def open_desk(folder: Path, clock: Callable[[], datetime]) -> tuple[Desk, QLockFile]:
    """The office's adapter, and the lock that keeps a second window off it.

    Raises Trouble: ALREADY_RUNNING, what ``open_office`` raises, and DATABASE_DAMAGED.
    """
    # Before the database is touched: opening it may upgrade it, which no other window may be in the middle of.
    with suppress(OSError):  # told better by the opening itself
        folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "jendela.lock"))
    lock.setStaleLockTime(0)  # only a lock of a process that is gone is stale, however old it is
    locked = lock.tryLock(0)
    if not locked and lock.error() is QLockFile.LockError.LockFailedError:
        raise Trouble(Fault.ALREADY_RUNNING, path=str(folder))
    try:
        office = open_office(folder, clock(), local=is_sample(folder))
        try:
            clock = clock_of(office, clock)
        except BaseException:
            office.close()
            raise
    except BaseException:
        lock.unlock()
        raise
    if not locked:
        office.close()
        raise Trouble(Fault.FOLDER_READ_ONLY, path=str(folder))
    desk = Desk(office, clock)
    try:
        desk.today()  # reads what the office has set: where that fails, no screen has been built upon it
    except BaseException:
        desk.leave()
        lock.unlock()
        raise
    return desk, lock


def make_sample(folder: Path, now: datetime) -> Path:
    """Make the sample office in a folder of its own inside ``folder``; that folder."""
    from sopdesk.services.sample import make_sample_office

    place = folder / SAMPLE
    shutil.rmtree(place, ignore_errors=True)
    mark_sample(place)
    office = open_office(place, now, local=True)
    try:
        make_sample_office(office, now)
    finally:
        office.close()
    return place


def drop_sample(folder: Path) -> Path:
    """Throw the sample office away; the folder of the real one."""
    if is_sample(folder):
        shutil.rmtree(folder, ignore_errors=True)
        return folder.parent
    return folder
