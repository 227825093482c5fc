"""The connection to the office's SQLite file: WAL, every commit on the disk, writers one after the other."""

import random
import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import create_engine
from sqlalchemy.pool import QueuePool

WRITES = "sopdesk_writes"
_PATIENCE_MS: Final = 15_000
_ASK_AGAIN_S: Final = (0.0005, 0.004)


def open_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine on the SQLite file ``path``, which is created on first use.

    A connection with the execution option ``WRITES`` begins with BEGIN IMMEDIATE: the driver's own late locks
    made two writers see the same last number.
    """
    engine = create_engine(
        f"sqlite:///{path.as_posix()}",
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
        # What is written stands in no message: messages go to the book of crashes.
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": _PATIENCE_MS / 1000},
    )

    def on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={_PATIENCE_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            "temp_store=MEMORY",
            "cache_size=-16000",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    def on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            _begin_to_write(connection.connection.driver_connection)
        else:
            connection.exec_driver_sql("BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _begin_to_write(connection: Any) -> None:
    """Take the write lock, as one of several who wait for it.

    SQLite's own waiting sleeps longer each time, up to 100 ms: with eight programs at work whoever came last was
    served first, and one waited more than nine seconds. Who asks at an even pace has the same chance at every turn.
    Raises sqlite3.OperationalError after ``_PATIENCE_MS``.
    """
    until = time.monotonic() + _PATIENCE_MS / 1000
    connection.execute("PRAGMA busy_timeout=0").close()
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE").close()
                return
            except sqlite3.OperationalError as error:
                # The low byte is the kind of error, whatever made it so.
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(random.uniform(*_ASK_AGAIN_S))
    finally:
        connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}").close()
