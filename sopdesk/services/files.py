"""Scans and other files of letters, dossiers, dispositions and deliveries, kept under the hash of what is in them."""

import errno
import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.domain.events import EventKind
from sopdesk.domain.rights import Right
from sopdesk.domain.text import clean, clean_name, clean_reason
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.entries import marked
from sopdesk.services.office import Office
from sopdesk.services.rights import require
from sopdesk.store.contents import FOLDER, PIECE, FolderContents, hash_of
from sopdesk.store.files import DELIVERY as DELIVERY
from sopdesk.store.files import DISPOSITION as DISPOSITION
from sopdesk.store.files import DOSSIER as DOSSIER
from sopdesk.store.files import LINE as LINE
from sopdesk.store.files import FileRow
from sopdesk.store.log import DOSSIER as DOSSIER_STREAM
from sopdesk.store.log import REGISTER
from sopdesk.store.store import Unit

LARGEST: Final = 100 * 1024 * 1024  # bytes: a scanned budget of some hundred pages
EXTENSIONS: Final = (
    *("pdf", "png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp", "heic"),
    *("doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp"),
    *("zip", "rar", "7z", "eml", "msg", "p7s"),
)
NAME_LIMIT = 255
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_LEFT_S = 24 * 60 * 60
_CHANGING = "masih berubah selagi disalin; tunggu sampai selesai dipindai, lalu coba lagi"
_KEPT = re.compile(r"[0-9a-f]{64}\.(" + "|".join(EXTENSIONS) + r")\Z")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as screens list it; ``size`` in bytes, ``withdrawn`` the reason for which it counts no more."""

    id: int
    name: str
    size: int
    by: str
    logged_at: datetime
    withdrawn: str = ""


def add_file(
    office: Office,
    owner: str,
    owner_id: int,
    source: Path,
    *,
    by: str,
    now: datetime,
    progress: Progress | None = None,
) -> int:
    """Copy a file into the data folder and enter it; its id. What the owner has already is entered once only.

    ``progress`` is told the bytes copied and the whole; ``Cancelled`` where it says to stop.
    Raises Refused for a kind or size that is not kept, Trouble where it cannot be read or written.
    """
    clerk = clean_name(by, field="by")
    name = clean(source.name, field="file", limit=NAME_LIMIT)
    extension = source.suffix.lower().removeprefix(".")
    if extension not in EXTENSIONS:
        raise Refused(Rule.BAD_VALUE, field="file", reason=f"jenis .{extension[:12]} tidak disimpan")
    with office.store.read() as unit:
        _check_owner(unit, owner, owner_id)
        require(office.known(unit), by, right_for(owner), now=now)
    kept, size = _copied(office, source, extension, progress)
    office.contents.keep(kept)
    with office.store.write() as unit:
        _check_owner(unit, owner, owner_id)
        require(office.known(unit), by, right_for(owner), now=now)
        for row in unit.files.of_owner(owner, owner_id):
            if row.file == kept and not row.withdrawn:
                return row.id
        body = {"owner": owner, "owner_id": owner_id, "name": name, "file": kept, "size": size}
        seq = _log(unit, owner, owner_id, body, by=clerk, now=now)
        return unit.files.add({**body, "withdrawn": "", "actor": clerk, "logged_at": now, "seq": seq})


def files_of(office: Office, owner: str, owner_id: int) -> list[KeptFile]:
    """The files of an owner, in the order in which they came, withdrawn ones at the end."""
    with office.store.read() as unit:
        return listed(unit.files.of_owner(owner, owner_id))


def files_of_dossier(office: Office, dossier_id: int) -> list[KeptFile]:
    """The files of the letter that a dossier answers: its scan is at hand wherever the dossier is."""
    with office.store.read() as unit:
        row = unit.dossiers.get(dossier_id)
        if row is None or row.incoming_id is None:
            return []
        return [f for f in listed(unit.files.of_owner(LINE, row.incoming_id)) if not f.withdrawn]


def listed(rows: list[FileRow]) -> list[KeptFile]:
    """Rows as screens list them."""
    found = [KeptFile(r.id, r.name, r.size, r.actor, r.logged_at, r.withdrawn) for r in rows]
    return sorted(found, key=lambda each: bool(each.withdrawn))


def withdraw_file(office: Office, file_id: int, reason: str, *, by: str, now: datetime) -> None:
    """Take a file off the list with a reason; it stays in the data folder. Raises Refused, Trouble."""
    clerk, why = clean_name(by, field="by"), clean_reason(reason)
    with office.store.write() as unit:
        row = _row(unit, file_id)
        require(office.known(unit), by, right_for(row.owner), now=now)
        if row.withdrawn:
            raise Refused(Rule.BAD_VALUE, field="file", reason=f"sudah dicabut: {row.withdrawn[:100]}")
        body = {
            "owner": row.owner,
            "owner_id": row.owner_id,
            "name": row.name,
            "file": row.file,
            "withdrawn": why,
            "attached": row.seq,
        }
        _log(unit, row.owner, row.owner_id, body, by=clerk, now=now)
        unit.files.withdraw(file_id, why)


def path_of(office: Office, file_id: int) -> Path:
    """Where a file lies, once it was seen to be what it was when it came.

    Raises Refused for an unknown id, Trouble: ATTACHMENT_CHANGED where it is gone or another, DISK_FULL where this
    PC has no room for a copy of what is on the server.
    """
    with office.store.read() as unit:
        row = _row(unit, file_id)
    place = office.folder / FOLDER / row.file
    if _KEPT.match(row.file):
        try:
            path = office.contents.path(row.file)
            with path.open("rb") as file:
                if hash_of(file) == row.file[:64]:
                    return path
        except OSError as error:
            if error.errno in _FULL:
                raise Trouble(Fault.DISK_FULL, path=str(place)) from error
    raise Trouble(Fault.ATTACHMENT_CHANGED, file=row.name, path=str(place))


def is_whole(office: Office, kept: str) -> bool:
    """Whether the file kept under that name is there, where it counts, and is what it was. Raises Trouble."""
    return _KEPT.match(kept) is not None and office.contents.is_whole(kept)


def size_words(size: int) -> str:
    """``320 KB`` or ``1,4 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + " MB"


def _row(unit: Unit, file_id: int) -> FileRow:
    row = unit.files.get(file_id)
    if row is None:
        raise Refused(Rule.BAD_VALUE, field="file", value=file_id)
    return row


def right_for(owner: str) -> Right:
    """Who may add and withdraw files of such an owner."""
    return Right.REGISTERS if owner == LINE else Right.LOG


def _check_owner(unit: Unit, owner: str, owner_id: int) -> None:
    if not unit.files.owner_stands(owner, owner_id):
        raise Refused(Rule.BAD_VALUE, field="owner_of_file", value=f"{owner} {owner_id}")


def _log(unit: Unit, owner: str, owner_id: int, body: dict[str, Any], *, by: str, now: datetime) -> int:
    of_dossier = owner == DOSSIER
    return unit.log.append(
        DOSSIER_STREAM if of_dossier else REGISTER,
        EventKind.ATTACH.value,
        actor=by,
        at=now,
        now=now,
        body=marked(unit, now, body),
        dossier_id=owner_id if of_dossier else None,
    )


def _copied(office: Office, source: Path, extension: str, progress: Progress | None) -> tuple[str, int]:
    """The name under which the file is kept, and its size: on the disk when this returns."""
    folder = office.folder / FOLDER
    try:
        if not source.is_file():
            raise OSError(source)
        whole = source.stat().st_size
        reading = source.open("rb")
    except OSError as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=source.name) from error
    with reading:
        if not 0 < whole <= LARGEST:
            why = "kosong" if not whole else f"lebih dari {LARGEST // 1024 // 1024} MB"
            raise Refused(Rule.BAD_VALUE, field="file", reason=f"{source.name[:60]} {why}")
        part = folder / f"{os.getpid()}-{id(reading)}.part"
        try:
            folder.mkdir(exist_ok=True)
            digest, size = _stream(reading, part, whole, progress)
            _sweep(folder, part)
            if size != whole:
                # A scanning program that still writes it: half a scan would lie in the folder for good.
                raise Refused(Rule.BAD_VALUE, field="file", reason=_CHANGING)
            name = f"{digest}.{extension}"
            if (folder / name).exists() and FolderContents(office.folder).is_whole(name):
                return name, size
            part.replace(folder / name)
            _sync_folder(folder)
        except OSError as error:
            full = error.errno in _FULL
            raise Trouble(Fault.DISK_FULL if full else Fault.FOLDER_READ_ONLY, path=str(folder)) from error
        finally:
            # Where the folder itself is gone, the cause has been told already.
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return name, size


def _sweep(folder: Path, part: Path) -> None:
    """Remove what a copying left that was cut off by a power cut, a day ago or more; another may be at work now."""
    today = part.stat().st_mtime
    for left in folder.glob("*.part"):
        with suppress(OSError):
            if today - left.stat().st_mtime > _LEFT_S:
                left.unlink()


def _stream(reading: Any, part: Path, whole: int, progress: Progress | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with part.open("wb") as out:
        while piece := _read(reading, part):
            digest.update(piece)
            size += len(piece)
            # A file that grows while it is read has no end that anybody checked.
            if size > LARGEST:
                raise Refused(Rule.BAD_VALUE, field="file", reason="terlalu besar")
            tell(progress, size, whole)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _read(reading: Any, part: Path) -> bytes:
    try:
        piece: bytes = reading.read(PIECE)
    except OSError as error:
        # A memory stick that was pulled out: the source fails, not the data folder.
        raise Trouble(Fault.FILE_UNREADABLE, file=str(getattr(reading, "name", part.name))) from error
    return piece


def _sync_folder(folder: Path) -> None:
    """The name of the file too is to be there after a power cut; Windows keeps it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
