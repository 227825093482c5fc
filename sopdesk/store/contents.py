"""What is in the files that an office keeps, by their names, which are their hashes: in a folder or on a server."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import BinaryIO, Final, Protocol, cast

FOLDER: Final = "lampiran"
PIECE: Final = 1 << 20  # bytes


class Contents(Protocol):
    """The files of an office."""

    def path(self, name: str) -> Path:
        """Where the file lies on this PC, fetched first where that takes a server. Raises OSError, Trouble."""
        ...

    def keep(self, name: str) -> None:
        """Let the file, whole on this PC's disk, be there for every PC. Raises OSError, Trouble."""
        ...

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """The file to read from where it counts. Raises OSError (FileNotFoundError too), Trouble."""
        ...

    def is_whole(self, name: str) -> bool:
        """Whether it is there, where it counts, and is what it was. Raises Trouble."""
        ...

    def size(self) -> int:
        """How many bytes all of them take together. Raises Trouble."""
        ...


class FolderContents:
    """Files that lie in the office's data folder and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def path(self, name: str) -> Path:
        """In the folder."""
        return self._folder / name

    def keep(self, name: str) -> None:
        """It is there already."""

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Raises OSError."""
        return self.path(name).open("rb")

    def is_whole(self, name: str) -> bool:
        """False also where it cannot be read."""
        try:
            with self.opened(name) as file:
                return hash_of(file) == name[:64]
        except OSError:
            return False

    def size(self) -> int:
        """0 where there is no such folder."""
        try:
            return sum(entry.stat().st_size for entry in os.scandir(self._folder) if entry.is_file())
        except OSError:
            return 0


def hash_of(file: BinaryIO) -> str:
    """SHA-256 of all that is still to be read, in hexadecimal."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


class PieceFile(io.RawIOBase):
    """Pieces that come one after the other, read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """As a raw file does."""
        into = memoryview(cast("bytearray", buffer))
        while not self._left:
            found = next(self._pieces, None)
            if found is None:
                return 0
            self._left = found
        count = min(len(into), len(self._left))
        into[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


@contextmanager
def coming(folder: Path, name: str) -> Iterator[BinaryIO]:
    """A file of ``folder`` that bears its name once the block has ended well. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{name}.{os.getpid()}-{get_ident()}.part"
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(folder / name)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
