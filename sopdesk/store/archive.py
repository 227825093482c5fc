"""A backup as a file: a ZIP64 that any zip program opens, or the same behind a password (``sealed``)."""

import errno
import hashlib
import io
import json
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.store.contents import PIECE as PIECE
from sopdesk.store.place import DATABASE as DATABASE
from sopdesk.store.sealed import Key, SealedReader, SealedWriter, is_sealed, opened_by, read_head

FORMAT: Final = 1
SETTINGS: Final = ("tampilan.json", "cetak.json")
MANIFEST: Final = "manifest.json"
_NAME: Final = re.compile(r"sopdesk\.db|tampilan\.json|cetak\.json|lampiran/[0-9a-f]{64}\.[a-z0-9]{1,8}")
_MANIFEST_LIMIT: Final = 64 << 20
_ENCRYPTED: Final = 1
Moved = Callable[[int], None]
"""Called with the bytes that went by; whoever wants it stopped raises."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup; ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``made_at`` and ``newest`` are ISO 8601; ``missing`` are attachments that
    were named but not there, ``changed`` those that were not what they had been."""

    format: int
    program: str
    schema: str
    kabupaten: str
    kecamatan: str
    mark: str
    made_at: str
    reason: str
    by: str
    counts: Mapping[str, int]
    newest: str
    head_seq: int
    head_hash: str
    first_hash: str
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def when(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def size(self) -> int:
        """How many bytes its members take, unpacked."""
        return sum(member.size for member in self.members)

    def about(self) -> dict[str, Any]:
        """What may be read of it without its password: no member, no count."""
        names = (
            *("format", "program", "schema", "kabupaten", "kecamatan", "mark", "made_at", "reason"),
            *("head_seq", "head_hash", "first_hash"),
        )
        return {name: getattr(self, name) for name in names}


def manifest_of(value: object) -> Manifest:
    """The manifest in its JSON form. Raises Refused(BAD_BACKUP): ``why`` newer or damaged."""
    try:
        if not isinstance(value, dict):
            raise TypeError
        if int(value["format"]) > FORMAT:
            raise Refused(Rule.BAD_BACKUP, why="newer")
        known = {f.name for f in fields(Manifest)}
        kept = {k: v for k, v in value.items() if k in known}
        kept["members"] = tuple(
            Member(str(m["name"]), int(m["size"]), str(m["sha256"])) for m in value.get("members", ())
        )
        for name in ("missing", "changed"):
            kept[name] = tuple(str(each) for each in value.get(name, ()))
        kept["counts"] = {str(k): int(v) for k, v in dict(value.get("counts", {})).items()}
        for name in ("by", "newest"):
            kept.setdefault(name, "")
        made = Manifest(**kept)
        texts = (made.program, made.schema, made.kecamatan, made.head_hash, made.first_hash)
        if not all(isinstance(text, str) for text in texts) or made.when.tzinfo is None:
            raise TypeError
        int(made.head_seq)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(Rule.BAD_BACKUP, why="damaged") from None
    return made


class Packing:
    """Fills one backup; ``moved`` hears every byte."""

    def __init__(self, out: zipfile.ZipFile, moved: Moved) -> None:
        self._zip = out
        self._moved = moved
        self.members: list[Member] = []

    def add(self, name: str, source: BinaryIO, *, packed: bool) -> Member:
        """Copy a file in, a piece at a time; ``packed`` makes it smaller."""
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as into:
            while piece := source.read(PIECE):
                into.write(piece)
                digest.update(piece)
                size += len(piece)
                self._moved(len(piece))
        member = Member(name, size, digest.hexdigest())
        self.members.append(member)
        return member

    def finish(self, manifest: Manifest) -> None:
        """Put the manifest in: the last thing."""
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
        entry = zipfile.ZipInfo(MANIFEST, date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (stat.S_IFREG | 0o644) << 16
        self._zip.writestr(entry, text)


@contextmanager
def packing(path: Path, key: Key | None, about: Mapping[str, Any], moved: Moved) -> Iterator[Packing]:
    """A new file to fill; it is on the disk when the block ends. Raises OSError."""
    with path.open("xb") as raw:
        sealed = None if key is None else SealedWriter(raw, key, about)
        with zipfile.ZipFile(cast("Any", sealed or raw), "w", compresslevel=1) as out:
            yield Packing(out, moved)
        if sealed is not None:
            sealed.finish()
        raw.flush()
        os.fsync(raw.fileno())


class Opened:
    """A backup that can be read: its manifest is known, its members are not looked at yet."""

    def __init__(self, inside: zipfile.ZipFile, path: Path) -> None:
        self._zip = inside
        self._path = path
        self.manifest = _read_manifest(inside, path)
        _compare_names(inside, self.manifest)

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The member, a piece at a time; what is read is checked at its end. Raises Refused(BAD_BACKUP)."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(member.name) as source:
                while piece := source.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
                    if size > member.size:
                        break
                    yield piece
        except _BROKEN as error:
            raise _told(error, self._path) from None
        if (size, digest.hexdigest()) != (member.size, member.sha256):
            raise Refused(Rule.BAD_BACKUP, why="damaged")

    def check(self, moved: Moved, *, but: Sequence[str] = ()) -> None:
        """Read every member through, except those named. Raises Refused(BAD_BACKUP)."""
        for member in self.manifest.members:
            if member.name not in but:
                for piece in self.pieces(member):
                    moved(len(piece))

    def unpack(self, member: Member, target: Path, moved: Moved) -> None:
        """Write a member to a file of its own, on the disk when this returns. Raises Refused(BAD_BACKUP), OSError."""
        with target.open("xb") as out:
            for piece in self.pieces(member):
                out.write(piece)
                moved(len(piece))
            out.flush()
            os.fsync(out.fileno())


_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OverflowError),
    *(struct.error, OSError),
)


def _told(error: Exception, path: Path) -> Refused | Trouble:
    # An impossible place in the file is damage; any other refusal is the disk's.
    if isinstance(error, OSError) and error.errno != errno.EINVAL:
        return Trouble(Fault.FILE_UNREADABLE, file=path.name, path=str(path))
    return Refused(Rule.BAD_BACKUP, why="damaged")


@contextmanager
def opened(path: Path, password: str | None = None, known: Key | None = None) -> Iterator[Opened]:
    """A backup to read. Raises Refused(BAD_BACKUP, BACKUP_PASSWORD), OSError where it cannot be reached."""
    with path.open("rb") as raw:
        source: io.IOBase = raw
        if is_sealed(raw):
            head = read_head(raw)
            manifest_of(head.about)  # a newer program's is told before its password is asked
            source = io.BufferedReader(SealedReader(raw, head, opened_by(head, password, known)))
        elif not zipfile.is_zipfile(raw):
            raise Refused(Rule.BAD_BACKUP, why="cut" if _begins_as_zip(raw) else "foreign")
        try:
            inside = zipfile.ZipFile(cast("Any", source))
        except _BROKEN as error:
            raise _told(error, path) from None
        with inside:
            yield Opened(inside, path)


def _begins_as_zip(raw: BinaryIO) -> bool:
    raw.seek(0)
    return raw.read(4) == b"PK\x03\x04"


def read_about(path: Path, known: Key | None = None) -> tuple[Manifest, bool]:
    """What a backup says of itself, and whether it is behind a password that is not at hand.

    Nothing of it is checked. Raises Refused(BAD_BACKUP), OSError.
    """
    with path.open("rb") as raw:
        if is_sealed(raw):
            head = read_head(raw)
            if known is None or known.salt != head.salt:
                return manifest_of(head.about), True
    try:
        with opened(path, known=known) as inside:
            return inside.manifest, False
    except Refused as no:
        if no.rule is not Rule.BACKUP_PASSWORD:
            raise
        with path.open("rb") as raw:
            return manifest_of(read_head(raw).about), True


def _read_manifest(inside: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        entry = inside.getinfo(MANIFEST)
    except KeyError:
        raise Refused(Rule.BAD_BACKUP, why="foreign") from None
    try:
        with inside.open(entry) as source:
            text = source.read(_MANIFEST_LIMIT + 1)
        if len(text) > _MANIFEST_LIMIT:
            raise Refused(Rule.BAD_BACKUP, why="damaged")
        return manifest_of(json.loads(text))
    except (*_BROKEN, RecursionError) as error:
        raise _told(error, path) from None


def _compare_names(inside: zipfile.ZipFile, manifest: Manifest) -> None:
    """Nothing may be in it but what a backup holds, once, as plain files: what a stranger packed is not unpacked."""
    names = [entry.filename for entry in inside.infolist() if entry.filename != MANIFEST]
    for entry in inside.infolist():
        mode = entry.external_attr >> 16
        odd = stat.S_IFMT(mode) not in (0, stat.S_IFREG) or entry.flag_bits & _ENCRYPTED
        if odd or (entry.filename != MANIFEST and not _NAME.fullmatch(entry.filename)):
            raise Refused(Rule.BAD_BACKUP, why="unsafe", file=entry.filename[:80])
    told = [member.name for member in manifest.members]
    if DATABASE not in told or sorted(told) != sorted(names) or len(set(told)) != len(told):
        raise Refused(Rule.BAD_BACKUP, why="damaged")
