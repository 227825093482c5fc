"""The tables of the registers: lines, series, dispositions, deliveries, files, closed years, imports."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from sopdesk.store.tables import KEY, metadata
from sopdesk.store.types import CanonicalJson, Day, UtcTime

_NONE = text("''")

series = Table(
    "series",
    metadata,
    Column("register", String(12), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("series", String(40), primary_key=True),
    Column("last", Integer, nullable=False),
    Column("last_date", Day, nullable=False),
    Column("closed", Boolean, nullable=False, server_default=false()),
)

register_line = Table(
    "register_line",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("register", String(12), nullable=False),
    Column("year", Integer, nullable=False),
    Column("series", String(40), nullable=False),
    Column("urut", Integer, nullable=False),
    Column("sisipan", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("date", Day, nullable=False),
    Column("code", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("dossier_id", KEY, ForeignKey("dossier.id"), nullable=True),
    Column("step", Integer, nullable=True),
    Column("sent_on", Day, nullable=True),
    Column("actor", Text, nullable=False),
    Column("logged_at", UtcTime, nullable=False),
    Column("seq", KEY, ForeignKey("log.seq"), nullable=False),
    # Of an incoming letter: its own number and date, when it came, by when it must be answered, what became of it.
    Column("ref", Text, nullable=False, server_default=_NONE),
    Column("ref_date", Day, nullable=True),
    Column("nature", String(20), nullable=False, server_default=_NONE),
    Column("enclosure", Text, nullable=False, server_default=_NONE),
    Column("note", Text, nullable=False, server_default=_NONE),
    Column("received_at", UtcTime, nullable=True),
    Column("answer_due", UtcTime, nullable=True),
    Column("disposed", String(12), nullable=False, server_default=_NONE),
    # Of both registers: the import that it came with, and its words, case folded, for the search.
    Column("import_id", KEY, nullable=True),
    Column("search", Text, nullable=False, server_default=_NONE),
    UniqueConstraint("register", "year", "series", "urut", "sisipan"),
    Index("ix_register_line_register_year_date", "register", "year", "date", "urut", "sisipan"),
    # The sums of a year are read from this index alone.
    Index("ix_register_line_sums", "register", "year", "series", "state", "sisipan", "urut"),
    Index(
        "ix_register_line_dossier_id",
        "dossier_id",
        sqlite_where=text("dossier_id IS NOT NULL"),
    ),
    Index(
        "ix_register_line_waiting",
        "disposed",
        "id",
        sqlite_where=text("disposed = 'waiting'"),
    ),
)

# Which entries changed a line after the one that made it: its history is read without a walk through the log.
line_change = Table(
    "line_change",
    metadata,
    Column("line_id", KEY, ForeignKey("register_line.id"), primary_key=True, autoincrement=False),
    Column("seq", KEY, ForeignKey("log.seq"), primary_key=True, autoincrement=False),
)

disposition = Table(
    "disposition",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("line_id", KEY, ForeignKey("register_line.id"), nullable=False),
    Column("parent_id", KEY, ForeignKey("disposition.id"), nullable=True),
    Column("giver", CanonicalJson, nullable=False),
    Column("receivers", CanonicalJson, nullable=False),
    Column("instructions", CanonicalJson, nullable=False),
    Column("note", Text, nullable=False),
    Column("deadline", UtcTime, nullable=True),
    Column("at", UtcTime, nullable=False),
    Column("done_at", UtcTime, nullable=True),
    Column("withdrawn", Text, nullable=False, server_default=_NONE),
    Column("actor", Text, nullable=False),
    Column("logged_at", UtcTime, nullable=False),
    Column("seq", KEY, ForeignKey("log.seq"), nullable=False),
    Column("search", Text, nullable=False, server_default=_NONE),
    Index("ix_disposition_line_id", "line_id"),
    Index("ix_disposition_at", "at"),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("urut", Integer, nullable=False),
    Column("dossier_id", KEY, ForeignKey("dossier.id"), nullable=True),
    Column("line_id", KEY, ForeignKey("register_line.id"), nullable=True),
    Column("letter", Text, nullable=False),
    Column("letter_date", Day, nullable=True),
    Column("subject", Text, nullable=False),
    Column("addressee", Text, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("sent_at", UtcTime, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False, server_default=_NONE),
    Column("receiver", Text, nullable=False, server_default=_NONE),
    Column("position", Text, nullable=False, server_default=_NONE),
    Column("received_at", UtcTime, nullable=True),
    Column("search", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("logged_at", UtcTime, nullable=False),
    Column("seq", KEY, ForeignKey("log.seq"), nullable=False),
    Column("receipt_seq", KEY, nullable=True),
    Column("method", String(20), nullable=False, server_default=_NONE),
    Column("note", Text, nullable=False, server_default=_NONE),
    UniqueConstraint("year", "urut"),
    Index(
        "ix_delivery_dossier_id",
        "dossier_id",
        sqlite_where=text("dossier_id IS NOT NULL"),
    ),
    Index(
        "ix_delivery_line_id",
        "line_id",
        sqlite_where=text("line_id IS NOT NULL"),
    ),
    Index(
        "ix_delivery_out",
        "state",
        "id",
        sqlite_where=text("state = 'out'"),
    ),
)

attachment = Table(
    "attachment",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("owner", String(12), nullable=False),
    Column("owner_id", KEY, nullable=False),
    Column("name", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("size", KEY, nullable=False),
    Column("withdrawn", Text, nullable=False, server_default=_NONE),
    Column("actor", Text, nullable=False),
    Column("logged_at", UtcTime, nullable=False),
    Column("seq", KEY, ForeignKey("log.seq"), nullable=False),
    Index("ix_attachment_owner_owner_id", "owner", "owner_id"),
)

party = Table(
    "party",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("used_at", UtcTime, nullable=False),
)

year_close = Table(
    "year_close",
    metadata,
    Column("register", String(12), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("body", CanonicalJson, nullable=False),
    Column("seq", KEY, ForeignKey("log.seq"), nullable=False),
)

book_import = Table(
    "book_import",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("register", String(12), nullable=False),
    Column("file", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("lines", Integer, nullable=False),
    Column("body", CanonicalJson, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("seq", KEY, ForeignKey("log.seq"), nullable=False),
    Column("undone_seq", KEY, nullable=True),
)

classification = Table(
    "classification",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("hidden", Boolean, nullable=False, server_default=false()),
)
