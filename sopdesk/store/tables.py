"""The tables. The log is the truth; what ``dossier`` holds beside it is a cache that ``verify`` compares.

Those of the registers are in ``book_tables``.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from sopdesk.store.types import CanonicalJson, Day, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts rows only in a column that is INTEGER to the letter; PostgreSQL wants more room.
KEY = BigInteger().with_variant(Integer, "sqlite")

# Written out: SQLite takes the index of open dossiers only for a condition that it reads before the values come.
# Partial indexes are told to SQLite alone; naming another database here would load its dialect at every start.
OPEN = text("life IN ('running', 'held')")

log = Table(
    "log",
    metadata,
    Column("seq", KEY, primary_key=True, autoincrement=False),
    Column("stream", String(20), nullable=False),
    Column("dossier_id", KEY, ForeignKey("dossier.id"), nullable=True),
    Column("kind", String(30), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("logged_at", UtcTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("body", CanonicalJson, nullable=False),
    Column("hash", String(64), nullable=False),
    Index(
        "ix_log_dossier_id_seq",
        "dossier_id",
        "seq",
        sqlite_where=text("dossier_id IS NOT NULL"),
    ),
)

action = Table(
    "action",
    metadata,
    Column("id", Text, primary_key=True),
    Column("answer", CanonicalJson, nullable=False),
)

dossier = Table(
    "dossier",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("running", Integer, nullable=False),
    Column("code", String(20), nullable=False, unique=True),
    Column("sop", String(30), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("period", String(20), nullable=False),
    Column("owner", Text, nullable=False),
    Column("origin", CanonicalJson, nullable=False),
    Column("nature", String(20), nullable=False),
    Column("addressees", CanonicalJson, nullable=False),
    Column("deadline", UtcTime, nullable=True),  # a cache too: where the calendar puts the limit of the log
    Column("deadline_warn", UtcTime, nullable=True),
    Column("started_at", UtcTime, nullable=False),
    # From here on: a cache of what the log says.
    Column("title", Text, nullable=False),
    Column("life", String(12), nullable=False),
    Column("step", Integer, nullable=False),
    Column("desk", String(20), nullable=False),
    Column("round", Integer, nullable=False),
    Column("waiting", Boolean, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("due", UtcTime, nullable=True),
    Column("warn_from", UtcTime, nullable=True),
    Column("hold_reason", Text, nullable=False),
    Column("held_since", UtcTime, nullable=True),
    Column("number_text", Text, nullable=False),
    Column("stamped", Boolean, nullable=False),
    Column("receipt_missing", Boolean, nullable=False),
    Column("ended_at", UtcTime, nullable=True),
    Column("last_at", UtcTime, nullable=False),
    Column("last_seq", KEY, nullable=False),
    Column("search", Text, nullable=False),
    # The line of the incoming letter that it answers. Not a cache: its first entry says so too. No foreign key:
    # lines point to dossiers, and tables that point both ways cannot be made one after the other.
    Column("incoming_id", KEY, nullable=True),
    UniqueConstraint("year", "running"),
    Index(
        "ix_dossier_open",
        "desk",
        "id",
        sqlite_where=OPEN,
    ),
    Index(
        "ix_dossier_ended_at",
        "ended_at",
        sqlite_where=text("ended_at IS NOT NULL"),
    ),
    Index("ix_dossier_sop_period", "sop", "period"),
    Index("ix_dossier_started_at", "started_at"),
    Index(
        "ix_dossier_incoming_id",
        "incoming_id",
        sqlite_where=text("incoming_id IS NOT NULL"),
    ),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

letter = Table(
    "letter",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("dossier_id", KEY, ForeignKey("dossier.id"), nullable=True),
    Column("step", Integer, nullable=True),  # the agenda_kirim step that sends it
    Column("kind", String(30), nullable=False),
    Column("form", CanonicalJson, nullable=False),
    Column("issued", CanonicalJson, nullable=True),  # its values, kept when the number is in place
    Column("line_id", KEY, ForeignKey("register_line.id"), nullable=True),
    Column("made_at", UtcTime, nullable=True),
    Index("ix_letter_dossier_id", "dossier_id"),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", CanonicalJson, nullable=False),
)

official = Table(
    "official",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("nip", Text, nullable=False),
    Column("rank", Text, nullable=False),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("official_id", KEY, ForeignKey("official.id"), nullable=False),
    Column("desk", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("begins", Day, nullable=False),
    Column("ends", Day, nullable=True),
    Column("decree", Text, nullable=False),
    Index("ix_appointment_desk", "desk"),
)

clerk = Table(
    "clerk",
    metadata,
    Column("name", Text, primary_key=True),
    Column("active", Boolean, nullable=False),
    # A name without an administrator's word is everything but an official: no PINs are asked for then.
    Column("roles", CanonicalJson, nullable=False, server_default='["admin","agenda","petugas"]'),
    Column("official_id", KEY, nullable=True),
    Column("pin", Text, nullable=False, server_default=""),  # Argon2id with its salt, as one text
    Column("recovery", Text, nullable=False, server_default=""),  # likewise
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("locked_until", UtcTime, nullable=True),
)

sop = Table(
    "sop",
    metadata,
    Column("key", String(30), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)
