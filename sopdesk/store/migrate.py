"""Bring a database to the schema of this program: a copy first, then Alembic, then a check."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store.engine import WRITES, open_engine

HEAD: Final = "0002"
_PATIENCE_S: Final = 15  # with another program that has the file for itself
# SHA-256 of what SQLite keeps, whatever its spaces, of the tables of that revision.
SCHEMA: Final = "ff978096a8c5b23664f599a7945e180dab6efa3be9a873f957645b3c785486de"


def revision_of(path: Path) -> str | None:
    """The schema revision of the file, None for a new one.

    Plain SQL, because importing Alembic costs a third of a second.

    Raises sqlite3.DatabaseError where the file is no database, Trouble(DATABASE_DAMAGED) where it holds tables
    but no word of their revision: a file of another program, or one that lost it, is not written to.
    """
    if not path.exists() or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            return None
        row = (
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if "alembic_version" in tables
            else None
        )
        if row is None:
            raise Trouble(Fault.DATABASE_DAMAGED, path=str(path), detail="no revision")
        return str(row[0])


def known_revisions() -> list[str]:
    """The revisions that this program knows, oldest first."""
    return sorted(f.name[:4] for f in (paths.migrations() / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def copy_database(path: Path, target: Path) -> None:
    """A whole copy of a database that may be in use, through SQLite's own backup; named so once it is whole."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    part.replace(target)


def migrate(path: Path, now: datetime) -> None:
    """Create or upgrade the database at ``path``.

    Before an upgrade a copy is left beside it, named by its revision and ``now``. Raises
    Trouble(DATABASE_NEWER) for a database of a newer program.
    """
    revision = revision_of(path)
    if revision == HEAD:
        return
    if revision is not None and revision not in known_revisions():
        raise Trouble(Fault.DATABASE_NEWER, path=str(path), revision=revision)
    if revision is not None:
        copy_database(path, path.with_name(f"{path.stem}-sebelum-{HEAD}-{now:%Y%m%d-%H%M%S}.db"))
    bring_up(path)


def bring_up(path: Path) -> None:
    """Let the file at ``path`` have the newest tables; where there is none, it is made. Raises the driver's errors."""
    # Foreign keys off: a batch rebuild of a table empties its children by cascade.
    engine = open_engine(path, foreign_keys=False)
    try:
        _upgrade(engine)
    finally:
        engine.dispose()


def _upgrade(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"foreign keys broken after the upgrade: {broken[:3]}")
