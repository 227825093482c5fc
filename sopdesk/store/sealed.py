"""A file behind a password: Argon2id makes the key, AES-256-GCM closes the pieces, both from ``cryptography``.

The pieces follow the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age and Tink do: every
piece has its own nonce of counter and last-flag, so that none can be changed, moved, left out or cut off unseen.
"""

import base64
import io
import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from sopdesk.domain.errors import Refused, Rule

MAGIC: Final = b"SOPDESK TERKUNCI 1\n"
_PIECE: Final = 1 << 20  # bytes of plain text in each piece but the last
_TAG: Final = 16
_HEAD_LIMIT: Final = 1 << 16
# RFC 9106's second recommended choice: 64 MiB, three passes, four lanes.
_MEMORY_KIB: Final = 65_536
_PASSES: Final = 3
_LANES: Final = 4


@dataclass(frozen=True, slots=True)
class Key:
    """What a password becomes. It is kept beside the office's own open data, the password itself nowhere."""

    salt: bytes
    secret: bytes

    def to_text(self) -> str:
        """The key as the settings file keeps it."""
        return base64.b64encode(self.salt + self.secret).decode("ascii")

    @classmethod
    def from_text(cls, text: str) -> "Key":
        """The key out of the settings file. ValueError where the text is none."""
        raw = base64.b64decode(text, validate=True)
        if len(raw) != 48:
            raise ValueError("a key has 48 bytes")
        return cls(raw[:16], raw[16:])


def key_of(password: str, salt: bytes | None = None) -> Key:
    """The key of a password; with a new salt where none is given. Takes a moment and 64 MiB on purpose."""
    return _stretched(password, salt or os.urandom(16), _PASSES, _LANES, _MEMORY_KIB)


def _stretched(password: str, salt: bytes, passes: int, lanes: int, memory: int) -> Key:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # late: most offices have no password

    made = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    return Key(salt, made.derive(password.encode("utf-8")))


def _derived(key: Key, salt: bytes, purpose: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, salt, b"SOP Desk " + purpose).derive(key.secret)


class _Closer:
    """Closes and opens piece after piece with the file's own key."""

    def __init__(self, key: Key, salt: bytes, head: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(_derived(key, salt, b"isi", 32))
        self._head = head

    def close(self, place: int, last: bool, plain: bytes) -> bytes:
        return self._cipher.encrypt(_nonce(place, last), plain, self._head)

    def open(self, place: int, last: bool, sealed: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(_nonce(place, last), sealed, self._head)
        except InvalidTag:
            raise Refused(Rule.BAD_BACKUP, why="damaged") from None


def _nonce(place: int, last: bool) -> bytes:
    return struct.pack(">3xQB", place, last)


class SealedWriter(io.RawIOBase):
    """Takes plain bytes, writes closed ones; ``about`` can be read by everybody, and changed by nobody."""

    def __init__(self, out: BinaryIO, key: Key, about: Mapping[str, Any]) -> None:
        super().__init__()
        salt = os.urandom(16)
        head = json.dumps(
            {
                "kdf": {"name": "argon2id", "passes": _PASSES, "lanes": _LANES, "memory_kib": _MEMORY_KIB},
                "salt": key.salt.hex(),
                "file": salt.hex(),
                "check": _derived(key, salt, b"periksa", 16).hex(),
                "about": dict(about),
            }
        ).encode()
        self._out = out
        self._closer = _Closer(key, salt, head)
        self._held = bytearray()
        self._place = 0
        out.write(MAGIC + struct.pack(">I", len(head)) + head)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes; whole pieces go on at once."""
        self._held += data
        while len(self._held) > _PIECE:
            self._put(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece; what is behind it stays open."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        self._out.write(self._closer.close(self._place, last, plain))
        self._place += 1


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the pieces."""

    raw: bytes
    start: int
    salt: bytes
    file: bytes
    check: bytes
    passes: int
    lanes: int
    memory: int
    about: Mapping[str, Any]


def is_sealed(source: BinaryIO) -> bool:
    """Whether the file is one behind a password; the place in it is at its beginning again."""
    source.seek(0)
    found = source.read(len(MAGIC)) == MAGIC
    source.seek(0)
    return found


def read_head(source: BinaryIO) -> Head:
    """The head of such a file. Raises Refused(BAD_BACKUP) where it is damaged."""
    source.seek(len(MAGIC))
    try:
        (length,) = struct.unpack(">I", source.read(4))
        if length > _HEAD_LIMIT:
            raise ValueError(length)
        raw = source.read(length)
        value = json.loads(raw)
        kdf = value["kdf"]
        head = Head(
            raw=raw,
            start=len(MAGIC) + 4 + length,
            salt=bytes.fromhex(value["salt"]),
            file=bytes.fromhex(value["file"]),
            check=bytes.fromhex(value["check"]),
            passes=int(kdf["passes"]),
            lanes=int(kdf["lanes"]),
            memory=int(kdf["memory_kib"]),
            about=dict(value["about"]),
        )
        # The head is a stranger's word until the first piece is opened: it may not ask for a day or all memory.
        good = 1 <= head.passes <= 10 and 1 <= head.lanes <= 16 and 8 * head.lanes <= head.memory <= 262_144
        if kdf["name"] != "argon2id" or not good or min(len(head.salt), len(head.file)) < 8:
            raise ValueError("kdf")
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(Rule.BAD_BACKUP, why="damaged") from None
    return head


def opened_by(head: Head, password: str | None, known: Key | None) -> Key:
    """The key that opens the file: of the password, or the one the office keeps.

    Raises Refused(BACKUP_PASSWORD): ``why`` needed or wrong.
    """
    if password:
        key = _stretched(password, head.salt, head.passes, head.lanes, head.memory)
    elif known is not None and known.salt == head.salt:
        key = known
    else:
        raise Refused(Rule.BACKUP_PASSWORD, why="needed")
    if _derived(key, head.file, b"periksa", 16) != head.check:
        raise Refused(Rule.BACKUP_PASSWORD, why="wrong" if password else "needed")
    return key


class SealedReader(io.RawIOBase):
    """Gives the plain bytes, from any place, a piece in memory at a time. Raises Refused(BAD_BACKUP)."""

    def __init__(self, source: BinaryIO, head: Head, key: Key) -> None:
        super().__init__()
        self._source = source
        self._start = head.start
        self._closer = _Closer(key, head.file, head.raw)
        whole = source.seek(0, io.SEEK_END) - head.start
        self._last, rest = divmod(max(whole - 1, 0), _PIECE + _TAG)
        if rest + 1 < _TAG or whole < _TAG:
            raise Refused(Rule.BAD_BACKUP, why="cut")
        self._size = whole - (self._last + 1) * _TAG
        self._at = 0
        self._held = (-1, b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the plain bytes."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def tell(self) -> int:
        """The place in the plain bytes."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from one piece."""
        if self._at >= self._size:
            return 0
        place, within = divmod(self._at, _PIECE)
        data = self._piece(place)[within : within + len(buffer)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _piece(self, place: int) -> bytes:
        if self._held[0] != place:
            self._source.seek(self._start + place * (_PIECE + _TAG))
            sealed = self._source.read(_PIECE + _TAG)
            self._held = (place, self._closer.open(place, place == self._last, sealed))
        return self._held[1]
