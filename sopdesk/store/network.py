"""Whether a folder is on another computer: SQLite's WAL needs memory that all who have the file open share."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

_SHARE: Final = ("\\\\", "//")
_LOCAL_FORMS: Final = ("\\\\?\\", "\\\\.\\")  # how Windows also writes a path of this computer
_UNC_FORM: Final = "\\\\?\\UNC\\"
_DRIVE: Final = re.compile(r"^(?:\\\\\?\\)?([A-Za-z]:)")
_REMOTE: Final = 4  # DRIVE_REMOTE of GetDriveTypeW
_MOUNTS: Final = Path("/proc/self/mounts")
_FAR: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs"),
        *("fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "fuse.gvfsd-fuse"),
        *("fuse.smbnetfs", "fuse.curlftpfs", "fuse.s3fs"),
    }
)


def is_network_folder(folder: Path) -> bool:
    """Whether ``folder``, which need not be there yet, is on a network share, under whatever name it is reached."""
    if is_share(str(folder)):
        return True
    try:
        real = os.path.realpath(folder)  # a link, and on Windows a mapped drive, leads to its target
    except OSError:
        real = str(folder)
    if is_share(real):
        return True
    if sys.platform == "win32":
        import ctypes

        return on_remote_drive(real, ctypes.windll.kernel32.GetDriveTypeW)
    try:
        return on_far_mount(real, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return False


def is_share(path: str) -> bool:
    """Whether ``path`` names a share (UNC)."""
    if path.upper().startswith(_UNC_FORM):
        return True
    return path.startswith(_SHARE) and not path.startswith(_LOCAL_FORMS)


def on_remote_drive(path: str, kind_of: Callable[[str], int]) -> bool:
    """Whether the drive of a Windows path is a share with a letter; ``kind_of`` is ``GetDriveTypeW``."""
    found = _DRIVE.match(path)
    return found is not None and kind_of(f"{found[1]}\\") == _REMOTE


def on_far_mount(path: str, mounts: str) -> bool:
    """Whether the file system that ``path`` is on comes over a network; ``mounts`` is the text of /proc/mounts."""
    longest, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _plain(fields[1])
        # Of two on one point the later one covers the other.
        if _is_under(path, point) and len(point) >= len(longest):
            longest, kind = point, fields[2]
    return kind in _FAR


def _plain(field: str) -> str:
    """A mount point without the octal escapes for spaces and the like."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _is_under(path: str, point: str) -> bool:
    return point == "/" or path == point or path.startswith(f"{point}/")
