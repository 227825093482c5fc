"""Files that leave the program for a place that the clerk chose: whole or not at all."""

import errno
import os
import re
import tempfile
from pathlib import Path

from sopdesk.domain.errors import Fault, Trouble

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120


def safe_name(name: str, suffix: str = "pdf") -> str:
    """A file name that every system takes, ending in ``.suffix``."""
    stem = name[: -len(suffix) - 1] if name.lower().endswith(f".{suffix}") else name
    stem = _UNSAFE.sub("-", stem).strip(" .-")[:_LONGEST].rstrip(" .")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"surat-{stem}".rstrip("-")
    return f"{stem}.{suffix}"


def write_whole(path: Path, content: bytes) -> None:
    """Write the file; an older one stays as it is unless the new one is whole and on the disk.

    Raises Trouble (FOLDER_MISSING, FOLDER_READ_ONLY, FILE_LOCKED, DISK_FULL).
    """
    try:
        if path.exists() and not path.is_file():
            # A pipe or a device is written into: a file put in its place would be its end.
            path.write_bytes(content)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp hides its file from everybody else; a paper is as readable as any other file here.
            mask = os.umask(0)
            os.umask(mask)
            beside.chmod(0o666 & ~mask)
            beside.replace(path)
        except BaseException:
            _drop(beside)
            raise
    except OSError as error:
        raise Trouble(_fault(path, error), path=str(path)) from error


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # what could not be written can often not be removed either


def _fault(path: Path, error: OSError) -> Fault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault.DISK_FULL
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EINVAL) or not path.parent.is_dir():
        return Fault.FOLDER_MISSING
    # Windows refuses to replace a file that another program shows.
    if isinstance(error, PermissionError) and path.is_file():
        return Fault.FILE_LOCKED
    return Fault.FOLDER_READ_ONLY
