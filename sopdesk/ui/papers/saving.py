"""A PDF file on the clerk's disk: whole or not at all."""

import errno
import re
from pathlib import Path

from sopdesk.domain.errors import Fault, Trouble

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120


def safe_name(name: str) -> str:
    """A file name that every system takes, ending in ``.pdf``."""
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    stem = _UNSAFE.sub("-", stem).strip(" .-")[:_LONGEST].rstrip(" .")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"surat-{stem}".rstrip("-")
    return f"{stem}.pdf"


def save_pdf(path: Path, pdf: bytes) -> None:
    """Write the file; an older one stays as it is unless the new one is whole.

    Raises Trouble (FOLDER_MISSING, FOLDER_READ_ONLY, FILE_LOCKED, DISK_FULL).
    """
    beside = path.with_name(f"{path.name}.baru")
    try:
        beside.write_bytes(pdf)
        beside.replace(path)
    except OSError as error:
        _drop(beside)
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
