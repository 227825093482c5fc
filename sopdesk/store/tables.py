"""The tables. The log is the truth; what ``dossier`` holds beside it is a cache that ``verify`` compares."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
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

from sopdesk.store.types import CanonicalJson, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts rows only in a column that is INTEGER to the letter; PostgreSQL wants more room.
_Key = BigInteger().with_variant(Integer, "sqlite")

# Written out: SQLite takes the index of open dossiers only for a condition that it reads before the values come.
# Partial indexes are told to SQLite alone; naming another database here would load its dialect at every start.
OPEN = text("life IN ('running', 'held')")

log = Table(
    "log",
    metadata,
    Column("seq", _Key, primary_key=True, autoincrement=False),
    Column("stream", String(20), nullable=False),
    Column("dossier_id", _Key, ForeignKey("dossier.id"), nullable=True),
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
    Column("id", _Key, primary_key=True),
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
    Column("deadline", UtcTime, nullable=True),
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
    Column("last_seq", _Key, nullable=False),
    Column("search", Text, nullable=False),
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
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("register", String(12), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("series", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
    Column("last_date", Date, nullable=False),
    Column("closed", Boolean, nullable=False, server_default=text("0")),
)

register_line = Table(
    "register_line",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("register", String(12), nullable=False),
    Column("year", Integer, nullable=False),
    Column("series", String(40), nullable=False),
    Column("urut", Integer, nullable=False),
    Column("sisipan", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("code", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("dossier_id", _Key, ForeignKey("dossier.id"), nullable=True),
    Column("step", Integer, nullable=True),
    Column("sent_on", Date, nullable=True),
    Column("actor", Text, nullable=False),
    Column("logged_at", UtcTime, nullable=False),
    Column("seq", _Key, ForeignKey("log.seq"), nullable=False),
    UniqueConstraint("register", "year", "series", "urut", "sisipan"),
    Index("ix_register_line_register_year_date", "register", "year", "date", "urut", "sisipan"),
    Index(
        "ix_register_line_dossier_id",
        "dossier_id",
        sqlite_where=text("dossier_id IS NOT NULL"),
    ),
)

letter = Table(
    "letter",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("dossier_id", _Key, ForeignKey("dossier.id"), nullable=True),
    Column("step", Integer, nullable=True),  # the agenda_kirim step that sends it
    Column("kind", String(30), nullable=False),
    Column("form", CanonicalJson, nullable=False),
    Column("issued", CanonicalJson, nullable=True),  # its values, kept when the number is in place
    Column("line_id", _Key, ForeignKey("register_line.id"), nullable=True),
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
    Column("id", _Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("nip", Text, nullable=False),
    Column("rank", Text, nullable=False),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("official_id", _Key, ForeignKey("official.id"), nullable=False),
    Column("desk", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("begins", Date, nullable=False),
    Column("ends", Date, nullable=True),
    Column("decree", Text, nullable=False),
    Index("ix_appointment_desk", "desk"),
)

clerk = Table(
    "clerk",
    metadata,
    Column("name", Text, primary_key=True),
    Column("active", Boolean, nullable=False),
)

sop = Table(
    "sop",
    metadata,
    Column("key", String(30), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)
