"""One office in a data folder takes the place of another, so that a power cut leaves either the one or the other.

What is to come lies complete in a folder of its own. A small journal says where, and where what was goes; from
the moment it is on the disk the exchange is finished by whoever opens the folder next.
"""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.oslock import only_one

JOURNAL: Final = "pemulihan.json"
LOCK: Final = "pemulihan.kunci"
COMING: Final = ".pulih-"  # begins the name of a folder in which an office is being put together
KEPT: Final = "sebelum-pulih"
NOTE: Final = "keterangan.json"  # in a kept folder: whose place was taken, when, by what
OFFICE: Final = (
    *("sopdesk.db", "sopdesk.db-wal", "sopdesk.db-shm", "sopdesk.db-journal"),
    *("lampiran", "tampilan.json", "cetak.json"),
)
Reached = Callable[[str], None]
"""Hears each point of the exchange by name: what a test cuts the power at."""


def nowhere(_point: str) -> None:
    """Listen to no point."""


def exchange(folder: Path, coming: Path, keep: Path, reached: Reached = nowhere) -> None:
    """Put what lies in ``coming`` in the place of the office, which goes to ``keep``; both are inside ``folder``.

    The caller holds the lock. Raises OSError, and then the old office stands as it stood.
    """
    keep.mkdir(parents=True, exist_ok=True)
    places = {"coming": coming.relative_to(folder).as_posix(), "keep": keep.relative_to(folder).as_posix()}
    flush_folder(coming)
    flush_folder(folder)
    reached("before the journal")
    _write(folder, {**places, "stage": "moving"})
    reached("journal written")
    try:
        _finish(folder, reached)
    except OSError:
        _go_back(folder)
        raise


def is_pending(folder: Path) -> bool:
    """Whether an exchange was begun and not finished."""
    return (folder / JOURNAL).exists()


def recover(folder: Path) -> bool:
    """Finish an exchange that was cut short; whether there was one.

    Raises Trouble(FILE_LOCKED) while another program is at it, OSError.
    """
    if not is_pending(folder):
        return False
    with only_one(folder / LOCK):
        if is_pending(folder):
            _finish(folder, nowhere)
    return True


def clear_leftovers(folder: Path) -> None:
    """Throw away what a restore that was cut short had unpacked; not while one is under way."""
    left = [place for place in folder.glob(f"{COMING}*") if place.is_dir()]
    if not left:
        return
    with suppress(Trouble, OSError), only_one(folder / LOCK):
        if not is_pending(folder):
            for place in left:
                shutil.rmtree(place, ignore_errors=True)


def _finish(folder: Path, reached: Reached) -> None:
    journal = _read(folder)
    coming, keep = folder / journal["coming"], folder / journal["keep"]
    if journal["stage"] == "moving":
        for name in OFFICE:
            if (folder / name).exists() and not (keep / name).exists():
                (folder / name).replace(keep / name)
                reached(f"moved {name}")
        flush_folder(keep)
        flush_folder(folder)
        _write(folder, {**journal, "stage": "placing"})
        reached("all moved")
    for name in OFFICE:
        if (coming / name).exists():
            (coming / name).replace(folder / name)
            reached(f"placed {name}")
    flush_folder(folder)
    reached("all placed")
    (folder / JOURNAL).unlink()
    flush_folder(folder)
    reached("journal gone")
    with suppress(OSError):  # only what is empty goes
        (coming / NOTE).unlink(missing_ok=True)
        coming.rmdir()


def _go_back(folder: Path) -> None:
    """The system refused to move a file: put back what was moved. Where even that fails the journal stays."""
    journal = _read(folder)
    if journal["stage"] != "moving":
        return  # the old office is away whole: the next opening finishes
    keep = folder / journal["keep"]
    with suppress(OSError):
        for name in OFFICE:
            if (keep / name).exists() and not (folder / name).exists():
                (keep / name).replace(folder / name)
        (folder / JOURNAL).unlink()


def _read(folder: Path) -> dict[str, str]:
    try:
        value = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
        journal = {name: str(value[name]) for name in ("coming", "keep", "stage")}
    except (ValueError, KeyError, TypeError) as error:
        raise Trouble(Fault.DATABASE_DAMAGED, path=str(folder / JOURNAL), detail="journal") from error
    inside = all(
        ".." not in Path(journal[n]).parts and not Path(journal[n]).is_absolute() for n in ("coming", "keep")
    )
    if not inside:
        raise Trouble(Fault.DATABASE_DAMAGED, path=str(folder / JOURNAL), detail="journal")
    return journal


def _write(folder: Path, journal: dict[str, str]) -> None:
    write_whole(folder / JOURNAL, json.dumps(journal).encode())
    flush_folder(folder)


def write_whole(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a small file so that it is there whole, on the disk, or not at all; ``mode`` is who may read it.

    Raises OSError.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}.baru")
    try:
        beside.unlink(missing_ok=True)
        with open(beside, "xb", opener=partial(os.open, mode=mode)) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def flush_folder(folder: Path) -> None:
    """Let the names in a folder be on the disk; Windows does that by itself."""
    if os.name != "posix" or not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some file systems of flash disks know no such thing
    finally:
        os.close(handle)
