"""A copy of a database in use, and what a database file is by itself, whoever made it."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Refused, Rule, Trouble
from sopdesk.store.bases import Tell
from sopdesk.store.log import GENESIS
from sopdesk.store.migrate import known_revisions, revision_of
from sopdesk.store.troubles import told_as_trouble

_PAGES: Final = 1024  # a step: 4 MiB
_KEPT: Final = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}(?![a-z0-9])")
_NAMED_IN: Final = (
    ("log", "body"),
    ("setting", "value"),
    ("letter", "form"),
    ("letter", "issued"),
    ("attachment", "file"),
)
_COUNTED: Final = (
    ("dossiers", "dossier"),
    ("letters", "register_line"),
    ("entries", "log"),
    ("files", "attachment"),
)


@dataclass(frozen=True, slots=True)
class LogHead:
    """The newest entry of a log: its place and hash, and the hash of the very first, which tells offices apart."""

    seq: int
    hash: str
    first: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds; ``newest`` is when its newest entry was logged, in microseconds since 1970."""

    schema: str
    head: LogHead
    counts: dict[str, int]
    newest: int | None


def _opened(path: Path, timeout: float = 5) -> sqlite3.Connection:
    """A file that is there: a mere look at a folder must not leave an empty database in it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout)


def snapshot(path: Path, target: Path, tell: Tell) -> None:
    """Copy the database as of this moment, while others go on writing; ``tell`` hears pages.

    Raises Trouble.
    """
    with (
        told_as_trouble(path),
        closing(_opened(path, timeout=15)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.isolation_level = None
        # One view for all steps: without it every commit of another would begin the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=_PAGES, progress=lambda _s, left, whole: tell(whole - left, whole))
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")


def facts_of(path: Path, *, thorough: bool) -> Facts:
    """What is in a database that nobody else writes to; ``thorough`` also lets SQLite look through all of it.

    Raises Refused(BAD_BACKUP): ``why`` newer or damaged.
    """
    try:
        schema = revision_of(path)
        if schema is None:
            raise Refused(Rule.BAD_BACKUP, why="damaged")
        if schema not in known_revisions():
            raise Refused(Rule.BAD_BACKUP, why="newer")
        with closing(_opened(path)) as opened:
            if thorough:
                _look_through(opened)
            return Facts(schema, head_of(opened), _counts(opened), _newest(opened))
    except (sqlite3.Error, Trouble, ValueError):
        raise Refused(Rule.BAD_BACKUP, why="damaged") from None


def _look_through(opened: sqlite3.Connection) -> None:
    sound = [row[0] for row in opened.execute("PRAGMA quick_check(1)")] == ["ok"]
    if not sound or opened.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Refused(Rule.BAD_BACKUP, why="damaged")


def head_of(opened: sqlite3.Connection) -> LogHead:
    """The head of the log in an open database."""
    row = opened.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    first = opened.execute("SELECT hash FROM log ORDER BY seq LIMIT 1").fetchone()
    return LogHead(int(row[0]), str(row[1]), str(first[0])) if row and first else LogHead(0, GENESIS, "")


def _newest(opened: sqlite3.Connection) -> int | None:
    row = opened.execute("SELECT logged_at FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return int(row[0]) if row else None


def _tables(opened: sqlite3.Connection) -> set[str]:
    return {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _counts(opened: sqlite3.Connection) -> dict[str, int]:
    there = _tables(opened)
    return {
        name: int(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for name, table in _COUNTED
        if table in there
    }


def setting_of(path: Path, name: str) -> str:
    """The stored text of a setting; empty where it has none, or the file cannot be read."""
    try:
        with closing(_opened(path)) as opened:
            row = opened.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def named_files(path: Path) -> list[str]:
    """Every file of ``lampiran`` that the database names anywhere: in rows, settings, letters and the log."""
    found: set[str] = set()
    with told_as_trouble(path), closing(_opened(path)) as opened:
        there = _tables(opened)
        for table, column in _NAMED_IN:
            if table in there:
                for (text,) in opened.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
                    found.update(_KEPT.findall(str(text)))
    return sorted(found)


def shared_entries(one: Path, other: Path) -> int:
    """How many entries, from the first on, the logs of two databases have in common.

    0 where either cannot be read. A chain's hash holds for all before it, so that halving finds the place.
    """
    try:
        with closing(_opened(one)) as a, closing(_opened(other)) as b:
            return _shared(a, b)
    except sqlite3.Error:
        return 0


def _shared(a: sqlite3.Connection, b: sqlite3.Connection) -> int:
    low, high = 0, min(head_of(a).seq, head_of(b).seq)
    while low < high:
        middle = (low + high + 1) // 2
        found = [x.execute("SELECT hash FROM log WHERE seq = ?", (middle,)).fetchone() for x in (a, b)]
        if found[0] is not None and found[0] == found[1]:
            low = middle
        else:
            high = middle - 1
    return low


@dataclass(frozen=True, slots=True)
class After:
    """What was logged after a place of the log, backups aside: entries, dossiers that they touch, numbers taken."""

    entries: int
    dossiers: int
    numbers: int


def after(path: Path, seq: int) -> After:
    """What a database's log has after the entry ``seq``; nothing where it cannot be read."""
    asked = (
        "SELECT count(*), count(DISTINCT dossier_id), coalesce(sum(kind = 'number'), 0) FROM log "
        "WHERE seq > ? AND NOT (stream = 'office' AND kind = 'backup')"
    )
    try:
        with closing(_opened(path)) as opened:
            return After(*(int(n) for n in opened.execute(asked, (seq,)).fetchone()))
    except sqlite3.Error:
        return After(0, 0, 0)


def quiet(path: Path) -> None:
    """Gather the database into its one file, which only works where nobody else has it open.

    A damaged one stays as it is. Raises Trouble(FILE_LOCKED) where another program has it open.
    """
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=2)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise Trouble(Fault.FILE_LOCKED, path=str(path)) from error
    except sqlite3.DatabaseError:
        return
