"""The connection to the office's SQLite file: WAL, every commit on the disk, writers one after the other."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import create_engine
from sqlalchemy.pool import QueuePool

WRITES = "sopdesk_writes"
_PATIENCE_MS = 15_000


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
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine
