"""The files of an office on a server: in pieces, in a schema that every office which was ever there shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection, TextClause, text

from sopdesk.store.bases import Base
from sopdesk.store.contents import FOLDER, PIECE, PieceFile, coming, hash_of

SCHEMA: Final = "sopdesk_lampiran"
_MAKE: Final = (
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    f"""
CREATE TABLE IF NOT EXISTS {SCHEMA}.content (
    file TEXT COLLATE "C" NOT NULL,
    piece INTEGER NOT NULL,
    data BYTEA NOT NULL,
    CONSTRAINT pk_content PRIMARY KEY (file, piece)
)
""",
)
_ADD: Final = text(f"INSERT INTO {SCHEMA}.content (file, piece, data) VALUES (:file, :piece, :data)")
_REMOVE: Final = text(f"DELETE FROM {SCHEMA}.content WHERE file = :file")
_HAS: Final = text(f"SELECT 1 FROM {SCHEMA}.content WHERE file = :file AND piece = 0")
_TURN: Final = text("SELECT pg_advisory_xact_lock(7230683, hashtext(:file))")
_PIECE: Final = text(f"SELECT data FROM {SCHEMA}.content WHERE file = :file AND piece = :piece")
_HASH: Final = text(
    f"SELECT encode(sha256(string_agg(data, ''::bytea ORDER BY piece)), 'hex') "
    f"FROM {SCHEMA}.content WHERE file = :file"
)
_SIZE: Final = text(f"SELECT coalesce(sum(length(data)), 0) FROM {SCHEMA}.content")


def make_room(connection: Connection) -> None:
    """Make the table of pieces where there is none."""
    for statement in _MAKE:
        connection.execute(text(statement))


class ServerContents:
    """What is on the server counts; the folder of this PC holds copies of what was used here."""

    def __init__(self, base: Base, folder: Path) -> None:
        self._base = base
        self._folder = folder / FOLDER

    def path(self, name: str) -> Path:
        """The copy on this PC. Raises FileNotFoundError where the server has no such file, Trouble."""
        place = self._folder / name
        if place.is_file():
            with place.open("rb") as file:
                if hash_of(file) == name[:64]:
                    return place
        with self.opened(name) as source, coming(self._folder, name) as out:
            while piece := source.read(PIECE):
                out.write(piece)
        return place

    def keep(self, name: str) -> None:
        """Send it to the server, once: all of it or nothing. Raises OSError, Trouble."""
        with (self._folder / name).open("rb") as source:
            self.take(name, source)

    def take(self, name: str, source: BinaryIO) -> None:
        """The same from any source. Raises OSError, Trouble."""
        with self._connected() as connection:
            self._ask(connection, _TURN, file=name)
            if self._ask(connection, _HASH, file=name) == name[:64]:
                return
            # What was spoiled there is mended by what comes.
            self._ask(connection, _REMOVE, file=name)
            place = 0
            while piece := source.read(PIECE):
                self._ask(connection, _ADD, file=name, piece=place, data=piece)
                place += 1
            with self._base.told():
                connection.commit()

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """From the server. Raises FileNotFoundError, Trouble."""
        with self._connected() as connection:
            if self._ask(connection, _HAS, file=name) is None:
                raise FileNotFoundError(name)
            with BufferedReader(PieceFile(self._pieces(connection, name)), PIECE) as file:
                yield file

    def is_whole(self, name: str) -> bool:
        """As the server itself reads it. Raises Trouble."""
        with self._connected() as connection:
            return bool(self._ask(connection, _HASH, file=name) == name[:64])

    def size(self) -> int:
        """Of all that was ever kept on the server. Raises Trouble."""
        with self._connected() as connection:
            return int(self._ask(connection, _SIZE))

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._base.told():
            connection = self._base.engine.connect()
        with connection:
            yield connection

    def _ask(self, connection: Connection, statement: TextClause, **values: object) -> Any:
        # Only this: what a local disk says while a file goes by is not the server's.
        with self._base.told():
            result = connection.execute(statement, values)
            return result.scalar() if result.returns_rows else None

    def _pieces(self, connection: Connection, name: str) -> Iterator[bytes]:
        place = 0
        while (data := self._ask(connection, _PIECE, file=name, piece=place)) is not None:
            yield bytes(data)
            place += 1
