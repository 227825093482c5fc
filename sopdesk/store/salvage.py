"""What the pages of a damaged database still hold: rows read straight from its leaves, without SQLite.

SQLite gives up a whole table for one bad page, and a whole file for a bad head. Here each page stands for itself
(https://www.sqlite.org/fileformat2.html): its cells are read as records, and a record is a row of the table whose
columns it fits. Nothing is written.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Integer, String, Table, Text

from sopdesk.store import book_tables, tables
from sopdesk.store.bases import Tell
from sopdesk.store.types import CanonicalJson, Day, UtcTime

Row = dict[str, Any]
_USUAL_PAGE: Final = 4096
_LEAF: Final = 0x0D  # of a table
_MAGIC: Final = b"SQLite format 3\0"
_WAL_MAGICS: Final = (0x377F0682, 0x377F0683)
_SIZES: Final = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_CELLS_MOST: Final = 20_000_000  # bytes of one record; more is a length that was overwritten
_WANTED: Final = (tables.log, tables.dossier, book_tables.register_line)
_VERSION: Final = {"log": "", "dossier": "last_seq", "register_line": "seq"}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that could be read, by their key; ``bad_pages`` counts leaves that were not wholly readable."""

    log: dict[int, Row] = field(default_factory=dict)
    dossier: dict[int, Row] = field(default_factory=dict)
    register_line: dict[int, Row] = field(default_factory=dict)
    bad_pages: int = 0


def read_rows(path: Path, tell: Tell) -> Rows:
    """Every row that is still there of the log, the dossiers and the registers; ``tell`` hears pages.

    What waits beside the file is read as well. Raises OSError.
    """
    pages = _Pages(path)
    found: dict[str, dict[int, Row]] = {table.name: {} for table in _WANTED}
    bad = 0
    for number in range(1, pages.count + 1):
        if number % 256 == 0:
            tell(number, pages.count)
        page = pages.page(number)
        start = 100 if number == 1 else 0
        if len(page) < start + 8 or page[start] != _LEAF:
            continue
        whole = True
        for key, record in _cells(pages, page, start):
            if record is None:
                whole = False
                continue
            for table in _WANTED:
                row = _row(table, key, record)
                if row is not None:
                    _keep(found[table.name], _VERSION[table.name], key, row)
                    break
        bad += not whole
    tell(pages.count, pages.count)
    return Rows(found["log"], found["dossier"], found["register_line"], bad)


def _keep(rows: dict[int, Row], version: str, key: int, row: Row) -> None:
    """A page that was given free still holds rows as they once were: the younger one is kept."""
    old = rows.get(key)
    if old is None or (version and (row[version] or 0) >= (old[version] or 0)):
        rows[key] = row


class _Pages:
    """The file's pages, each in its newest version: as written, or as it waits in the file beside."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes() if path.is_file() else b""
        beside = path.with_name(f"{path.name}-wal")
        waiting = beside.read_bytes() if beside.is_file() else b""
        self.size = self._page_size(waiting)
        self._newer = dict(_frames(waiting, self.size))
        self.count = max(-(-len(self._bytes) // self.size), max(self._newer, default=0))
        reserved = self._bytes[20] if self._bytes[:16] == _MAGIC else 0
        self.usable = self.size - reserved

    def _page_size(self, waiting: bytes) -> int:
        told = int.from_bytes(self._bytes[16:18]) if self._bytes[:16] == _MAGIC else 0
        if not told and len(waiting) >= 32:
            told = int.from_bytes(waiting[8:12])
        told = 65536 if told == 1 else told
        return told if 512 <= told <= 65536 and told & (told - 1) == 0 else _USUAL_PAGE

    def page(self, number: int) -> bytes:
        """A page, from 1; what is cut off is missing at its end."""
        newer = self._newer.get(number)
        return newer if newer is not None else self._bytes[(number - 1) * self.size : number * self.size]


def _frames(waiting: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages of whole transactions that wait beside the file, oldest first."""
    if len(waiting) < 32 or int.from_bytes(waiting[:4]) not in _WAL_MAGICS:
        return
    salts = waiting[16:24]
    open_ones: list[tuple[int, bytes]] = []
    for place in range(32, len(waiting) - size - 23, size + 24):
        head = waiting[place : place + 24]
        if head[8:16] != salts:
            return  # from here on it is of an earlier round
        open_ones.append((int.from_bytes(head[:4]), waiting[place + 24 : place + 24 + size]))
        if int.from_bytes(head[4:8]):
            yield from open_ones
            open_ones = []


def _cells(pages: _Pages, page: bytes, start: int) -> Iterator[tuple[int, list[Any] | None]]:
    """Key and values of each cell; None for the values of one that cannot be read."""
    count = int.from_bytes(page[start + 3 : start + 5])
    for place in range(min(count, (len(page) - start - 8) // 2)):
        at = int.from_bytes(page[start + 8 + 2 * place : start + 10 + 2 * place])
        try:
            length, at = _varint(page, at)
            key, at = _varint(page, at)
            yield key, _record(_payload(pages, page, at, length))
        except (IndexError, ValueError, struct.error):
            yield 0, None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9


def _payload(pages: _Pages, page: bytes, at: int, length: int) -> bytes:
    """A cell's content, gathered from the pages that it runs over. Raises ValueError."""
    if not 2 <= length <= _CELLS_MOST:
        raise ValueError("length")
    usable = pages.usable
    if length <= usable - 35:
        found = page[at : at + length]
    else:
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        here = here if here <= usable - 35 else least
        found = page[at : at + here]
        following = int.from_bytes(page[at + here : at + here + 4])
        while len(found) < length and 0 < following <= pages.count:
            more = pages.page(following)
            following = int.from_bytes(more[:4])
            if len(more) < 5:
                break
            found += more[4 : min(usable, 4 + length - len(found))]
    if len(found) != length:
        raise ValueError("cut")
    return found


def _record(data: bytes) -> list[Any]:
    """The values of a record. Raises ValueError, IndexError."""
    end, at = _varint(data, 0)
    if end > len(data):
        raise ValueError("head")
    kinds = []
    while at < end:
        kind, at = _varint(data, at)
        kinds.append(kind)
    at, values = end, []
    for kind in kinds:
        size = _SIZES[kind] if kind in _SIZES else (kind - 12) // 2
        if kind in (10, 11) or at + size > len(data):
            raise ValueError("kind")
        values.append(_value(kind, data[at : at + size]))
        at += size
    return values


def _value(kind: int, data: bytes) -> Any:
    if kind == 0:
        return None
    if kind <= 6:
        return int.from_bytes(data, signed=True)
    if kind == 7:
        return struct.unpack(">d", data)[0]
    if kind in (8, 9):
        return kind - 8
    return data.decode("utf-8") if kind % 2 else data


def _row(table: Table, key: int, record: list[Any]) -> Row | None:
    """The record as a row of the table; None where it does not fit its columns."""
    columns = list(table.columns)
    if len(record) != len(columns):
        return None
    row: Row = {}
    for column, held in zip(columns, record, strict=True):
        # An integer key is the row's own number, and the record leaves its place empty.
        value = key if column.primary_key and held is None else held
        if column.primary_key and (value != key or key < 1):
            return None
        if value is None:
            if not column.nullable:
                return None
        elif not isinstance(value, _python_type(column.type)):
            return None
        row[column.name] = value
    return row


def _python_type(kind: object) -> type:
    if isinstance(kind, (String, Text, CanonicalJson, Day)):
        return str
    if isinstance(kind, (Integer, BigInteger, Boolean, UtcTime)):
        return int
    raise TypeError(kind)
