"""Where backups lie: the data folder's ``cadangan``, a second place that comes and goes, and what is found in them."""

import json
import os
import string
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.services.backups import ENDING
from sopdesk.store import archive
from sopdesk.store.archive import Manifest
from sopdesk.store.sealed import Key, key_of
from sopdesk.store.swap import write_whole
from sopdesk.store.troubles import told_as_trouble

FOLDER: Final = "cadangan"
MARKER: Final = ".sopdesk-cadangan"
OWN_FOLDER: Final = "Cadangan SOP Desk"  # made on a disk that was chosen by its root
_KEEPING: Final = "cadangan.json"
_MOST_FOUND: Final = 200
_USUAL_DAYS: Final = 3
_REMOVABLE: Final = 2  # DRIVE_REMOVABLE of GetDriveTypeW
# File systems that disks are formatted with, as Linux names them; the rest is the system's own.
_KINDS: Final = frozenset(
    {
        "vfat",
        "msdos",
        "exfat",
        "ntfs",
        "ntfs3",
        "fuseblk",
        "ext2",
        "ext3",
        "ext4",
        "xfs",
        "btrfs",
        "f2fs",
        "udf",
        "hfsplus",
    }
)
_TEXTS: Final = ("path", "within", "marker", "seen", "trouble", "key")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How this PC keeps backups; a file of the data folder, because another PC has other disks.

    ``path`` is where the second place was seen last, ``within`` its path on its disk, ``marker`` the word that was
    written there. ``key`` closes every backup of the round; it is as open as the data beside it. Times are ISO 8601.
    """

    path: str = ""
    within: str = ""
    marker: str = ""
    seen: str = ""
    trouble: str = ""
    key: str = ""
    warn_days: int = _USUAL_DAYS
    offered: tuple[str, ...] = ()

    @property
    def seen_at(self) -> datetime | None:
        """When the second place last took a backup."""
        with suppress(ValueError):
            return datetime.fromisoformat(self.seen) if self.seen else None
        return None

    @property
    def closing_key(self) -> Key | None:
        """The key of the office's backup password; None where it has none."""
        with suppress(ValueError):
            return Key.from_text(self.key) if self.key else None
        return None


def keeping(folder: Path) -> Keeping:
    """What this PC has set; a missing or broken file is the usual."""
    try:
        value = json.loads((folder / _KEEPING).read_text(encoding="utf-8"))
        texts = {name: str(value.get(name) or "") for name in _TEXTS}
        days = min(max(int(value.get("warn_days", _USUAL_DAYS)), 1), 60)
        return Keeping(**texts, warn_days=days, offered=tuple(str(each) for each in value.get("offered", ())))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Keeping()


def keep(folder: Path, value: Keeping) -> None:
    """Set it. Raises Trouble."""
    path = folder / _KEEPING
    with told_as_trouble(path):
        write_whole(path, json.dumps(asdict(value), ensure_ascii=False, indent=1).encode())
        if os.name == "posix":
            path.chmod(0o600)


def set_password(folder: Path, password: str) -> None:
    """Close the round's backups with this password from now on; an empty one leaves them open."""
    keep(folder, replace(keeping(folder), key=key_of(password).to_text() if password else ""))


def choose_second(folder: Path, place: Path, *, now: datetime) -> Path:
    """Make ``place`` the second place and write a marker there; the folder that is used.

    The root of a disk gets a folder of its own. Raises Trouble, Refused for the data folder itself.
    """
    inside = folder.resolve() in (place.resolve(), *place.resolve().parents)
    if inside:
        raise Refused(Rule.BAD_VALUE, field="second_place", reason="folder ini berada di dalam folder data")
    used = place / OWN_FOLDER if place.resolve() in _roots() else place
    marker = uuid.uuid4().hex
    with told_as_trouble(used / MARKER):
        used.mkdir(parents=True, exist_ok=True)
        write_whole(used / MARKER, json.dumps({"id": marker}).encode())
    root = _root_of(used)
    within = used.resolve().relative_to(root).as_posix()
    keep(
        folder,
        replace(
            keeping(folder), path=str(used), within=within, marker=marker, trouble="", seen=now.isoformat()
        ),
    )
    return used


def forget_second(folder: Path) -> None:
    """Have no second place any more; what lies there stays."""
    keep(folder, replace(keeping(folder), path="", within="", marker="", seen="", trouble=""))


def find_second(value: Keeping) -> Path | None:
    """The second place, wherever its disk is now; None while it is away."""
    if not value.path:
        return None
    for place in (Path(value.path), *(root / value.within for root in mounts())):
        try:
            said = json.loads((place / MARKER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(said, dict) and said.get("id") == value.marker:
            return place
    return None


def second(folder: Path) -> Path:
    """The second place that is there now. Raises Trouble(SECOND_PLACE)."""
    value = keeping(folder)
    found = find_second(value)
    if found is None:
        raise Trouble(Fault.SECOND_PLACE, why="away", path=value.path)
    return found


def mounts() -> list[Path]:
    """The disks that can be taken out: flash disks and their like, as they are plugged in now."""
    if sys.platform == "win32":
        import ctypes

        return list(_drives(ctypes.windll.kernel32.GetDriveTypeW))
    return list(_mounted(Path("/proc/self/mounts")))


def _mounted(table: Path) -> Iterator[Path]:
    try:
        lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        parts = line.split(" ")
        # The table writes spaces and the like as octal escapes.
        name = parts[1].encode("latin-1", "ignore").decode("unicode_escape") if len(parts) > 1 else ""
        name = name.encode("latin-1", "ignore").decode("utf-8", "replace")
        kind = parts[2] if len(parts) > 2 else ""
        if name.startswith(("/media/", "/run/media/", "/mnt/")) and kind in _KINDS:
            yield Path(name)


def _drives(kind_of: Callable[[str], int]) -> Iterator[Path]:
    """The drive letters that Windows calls removable and that have a disk in them; ``kind_of`` is its own word."""
    for letter in string.ascii_uppercase:
        root = f"{letter}:\\"
        with suppress(OSError):  # a disk that is locked or just being pulled out
            if kind_of(root) == _REMOVABLE and Path(root).exists():
                yield Path(root)


def _roots() -> set[Path]:
    return {root.resolve() for root in mounts()} | {Path(Path.home().anchor)}


def _root_of(place: Path) -> Path:
    """The root of the disk that a folder is on."""
    for part in (place.resolve(), *place.resolve().parents):
        if os.path.ismount(part):
            return part
    return Path(place.resolve().anchor)


def disk_to_offer(folder: Path) -> Path | None:
    """A flash disk that is plugged in, where there is no second place and it was not offered before."""
    value = keeping(folder)
    if value.path:
        return None
    return next((root for root in mounts() if str(root) not in value.offered), None)


def offered(folder: Path, disk: Path) -> None:
    """That disk was offered: once is enough."""
    value = keeping(folder)
    with suppress(Trouble):  # then it is offered again, which harms nobody
        keep(folder, replace(value, offered=tuple(dict.fromkeys((*value.offered, str(disk))))[-20:]))


@dataclass(frozen=True, slots=True)
class Found:
    """A backup file that is there; ``locked`` behind a password that is not at hand. Nothing of it is checked yet."""

    path: Path
    size: int
    manifest: Manifest
    locked: bool
    second: bool  # not in the data folder


def found_backups(folder: Path) -> list[Found]:
    """Every backup in the data folder, the second place and on the flash disks, newest first."""
    value = keeping(folder)
    own = folder / FOLDER
    places = [own]
    other = find_second(value)
    if other is not None:
        places.append(other)
    for root in mounts():
        places += [root, root / OWN_FOLDER]
    found: dict[Path, Found] = {}
    for place in dict.fromkeys(places):
        for each in backups_in(place, value.closing_key, second_place=place != own):
            found.setdefault(each.path.resolve(), each)
    return sorted(found.values(), key=lambda each: each.manifest.when, reverse=True)


def backups_in(place: Path, known: Key | None, *, second_place: bool = True) -> list[Found]:
    """The backups in one folder; files that are none are passed over."""
    found = []
    for path in _files(place):
        with suppress(OSError, Refused):
            manifest, locked = archive.read_about(path, known)
            found.append(Found(path, path.stat().st_size, manifest, locked, second_place))
    return found


def _files(place: Path) -> Sequence[Path]:
    try:
        named = sorted(
            (p for p in place.iterdir() if p.name.endswith(ENDING)), key=lambda p: p.name, reverse=True
        )
        return [path for path in named[:_MOST_FOUND] if path.is_file()]
    except OSError:
        return []
