"""The table of the reports: a row for each visit that has ended. A cache of the log, which ``verify`` compares."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from sopdesk.store.tables import KEY, metadata
from sopdesk.store.types import CanonicalJson, UtcTime

RETURNED = text("left_by = 'return'")

visit = Table(
    "visit",
    metadata,
    Column("dossier_id", KEY, ForeignKey("dossier.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("sop", String(30), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("desk", String(20), nullable=False),
    Column("round", Integer, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("received", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("month", Integer, nullable=False),
    Column("left_by", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("due", UtcTime, nullable=True),
    Column("late", Boolean, nullable=False),
    # Microseconds of working time.
    Column("over", BigInteger, nullable=False),
    Column("waiting", BigInteger, nullable=False),
    Column("at_desk", BigInteger, nullable=False),
    Column("held", BigInteger, nullable=False),
    Column("outside", BigInteger, nullable=False),
    Column("back_at", UtcTime, nullable=True),
    Column("cost", BigInteger, nullable=True),
    Column("holds", CanonicalJson, nullable=False),
    Index("ix_visit_until", "until"),
    Index("ix_visit_returned", "sop", "until", sqlite_where=RETURNED),
)
