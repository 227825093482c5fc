"""Make room for both agenda books: incoming letters, dispositions, deliveries, files, closed years, imports."""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "ALTER TABLE dossier ADD COLUMN incoming_id INTEGER",
    "CREATE INDEX ix_dossier_incoming_id ON dossier (incoming_id) WHERE incoming_id IS NOT NULL",
    "ALTER TABLE letter ADD COLUMN made_at BIGINT",
    """ALTER TABLE clerk ADD COLUMN roles TEXT DEFAULT '["admin","agenda","petugas"]' NOT NULL""",
    "ALTER TABLE clerk ADD COLUMN official_id INTEGER",
    "ALTER TABLE clerk ADD COLUMN pin TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE clerk ADD COLUMN recovery TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE clerk ADD COLUMN failures INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE clerk ADD COLUMN locked_until BIGINT",
    "ALTER TABLE register_line ADD COLUMN ref TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE register_line ADD COLUMN ref_date DATE",
    "ALTER TABLE register_line ADD COLUMN nature VARCHAR(20) DEFAULT '' NOT NULL",
    "ALTER TABLE register_line ADD COLUMN enclosure TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE register_line ADD COLUMN note TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE register_line ADD COLUMN received_at BIGINT",
    "ALTER TABLE register_line ADD COLUMN answer_due BIGINT",
    "ALTER TABLE register_line ADD COLUMN disposed VARCHAR(12) DEFAULT '' NOT NULL",
    "ALTER TABLE register_line ADD COLUMN import_id INTEGER",
    "ALTER TABLE register_line ADD COLUMN search TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX ix_register_line_sums ON register_line (register, year, series, state, sisipan, urut)",
    "CREATE INDEX ix_register_line_waiting ON register_line (disposed, id) WHERE disposed = 'waiting'",
    """
CREATE TABLE line_change (
    line_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_line_change PRIMARY KEY (line_id, seq),
    CONSTRAINT fk_line_change_line_id FOREIGN KEY(line_id) REFERENCES register_line (id),
    CONSTRAINT fk_line_change_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    # Until now a line was only ever changed by being made void.
    """
INSERT INTO line_change (line_id, seq)
SELECT line.id, entry.seq
FROM log AS entry
JOIN register_line AS line
  ON line.register = json_extract(entry.body, '$.register')
 AND line.year = json_extract(entry.body, '$.year')
 AND line.series = json_extract(entry.body, '$.series')
 AND line.urut = json_extract(entry.body, '$.number')
 AND line.sisipan = json_extract(entry.body, '$.insert')
WHERE entry.kind = 'void_number'
""",
    """
CREATE TABLE disposition (
    id INTEGER NOT NULL,
    line_id INTEGER NOT NULL,
    parent_id INTEGER,
    giver TEXT NOT NULL,
    receivers TEXT NOT NULL,
    instructions TEXT NOT NULL,
    note TEXT NOT NULL,
    deadline BIGINT,
    at BIGINT NOT NULL,
    done_at BIGINT,
    withdrawn TEXT DEFAULT '' NOT NULL,
    actor TEXT NOT NULL,
    logged_at BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    search TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_disposition PRIMARY KEY (id),
    CONSTRAINT fk_disposition_line_id FOREIGN KEY(line_id) REFERENCES register_line (id),
    CONSTRAINT fk_disposition_parent_id FOREIGN KEY(parent_id) REFERENCES disposition (id),
    CONSTRAINT fk_disposition_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    "CREATE INDEX ix_disposition_at ON disposition (at)",
    "CREATE INDEX ix_disposition_line_id ON disposition (line_id)",
    """
CREATE TABLE delivery (
    id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    urut INTEGER NOT NULL,
    dossier_id INTEGER,
    line_id INTEGER,
    letter TEXT NOT NULL,
    letter_date DATE,
    subject TEXT NOT NULL,
    addressee TEXT NOT NULL,
    copies INTEGER NOT NULL,
    sent_at BIGINT NOT NULL,
    state VARCHAR(12) NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    receiver TEXT DEFAULT '' NOT NULL,
    position TEXT DEFAULT '' NOT NULL,
    received_at BIGINT,
    search TEXT NOT NULL,
    actor TEXT NOT NULL,
    logged_at BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    receipt_seq INTEGER,
    method VARCHAR(20) DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_delivery PRIMARY KEY (id),
    CONSTRAINT uq_delivery_year_urut UNIQUE (year, urut),
    CONSTRAINT fk_delivery_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
    CONSTRAINT fk_delivery_line_id FOREIGN KEY(line_id) REFERENCES register_line (id),
    CONSTRAINT fk_delivery_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    "CREATE INDEX ix_delivery_dossier_id ON delivery (dossier_id) WHERE dossier_id IS NOT NULL",
    "CREATE INDEX ix_delivery_line_id ON delivery (line_id) WHERE line_id IS NOT NULL",
    "CREATE INDEX ix_delivery_out ON delivery (state, id) WHERE state = 'out'",
    """
CREATE TABLE attachment (
    id INTEGER NOT NULL,
    owner VARCHAR(12) NOT NULL,
    owner_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    size INTEGER NOT NULL,
    withdrawn TEXT DEFAULT '' NOT NULL,
    actor TEXT NOT NULL,
    logged_at BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_attachment PRIMARY KEY (id),
    CONSTRAINT fk_attachment_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    "CREATE INDEX ix_attachment_owner_owner_id ON attachment (owner, owner_id)",
    """
CREATE TABLE party (
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    CONSTRAINT pk_party PRIMARY KEY (folded)
)
""",
    """
CREATE TABLE year_close (
    register VARCHAR(12) NOT NULL,
    year INTEGER NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    body TEXT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_year_close PRIMARY KEY (register, year),
    CONSTRAINT fk_year_close_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    """
CREATE TABLE book_import (
    id INTEGER NOT NULL,
    register VARCHAR(12) NOT NULL,
    file TEXT NOT NULL,
    digest VARCHAR(64) NOT NULL,
    lines INTEGER NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    seq INTEGER NOT NULL,
    undone_seq INTEGER,
    CONSTRAINT pk_book_import PRIMARY KEY (id),
    CONSTRAINT fk_book_import_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    """
CREATE TABLE classification (
    code VARCHAR(40) NOT NULL,
    name TEXT NOT NULL,
    hidden BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_classification PRIMARY KEY (code)
)
""",
    """
CREATE TABLE visit (
    dossier_id INTEGER NOT NULL,
    place INTEGER NOT NULL,
    sop VARCHAR(30) NOT NULL,
    revision INTEGER NOT NULL,
    step INTEGER NOT NULL,
    desk VARCHAR(20) NOT NULL,
    round INTEGER NOT NULL,
    since BIGINT NOT NULL,
    received BIGINT NOT NULL,
    until BIGINT NOT NULL,
    month INTEGER NOT NULL,
    left_by VARCHAR(12) NOT NULL,
    reason TEXT NOT NULL,
    due BIGINT,
    late BOOLEAN NOT NULL,
    over BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    at_desk BIGINT NOT NULL,
    held BIGINT NOT NULL,
    outside BIGINT NOT NULL,
    back_at BIGINT,
    cost BIGINT,
    holds TEXT NOT NULL,
    CONSTRAINT pk_visit PRIMARY KEY (dossier_id, place),
    CONSTRAINT fk_visit_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
)
""",
    "CREATE INDEX ix_visit_until ON visit (until)",
    "CREATE INDEX ix_visit_returned ON visit (sop, until) WHERE left_by = 'return'",
    "CREATE INDEX ix_dossier_started_at ON dossier (started_at)",
    # The visits of older years are written from the log when the first report is asked for.
    "INSERT INTO setting (name, value) SELECT 'visits_stale', 'true' WHERE EXISTS (SELECT 1 FROM dossier)",
)


def upgrade() -> None:
    """What stands in the books already is found by its words, and its parties are offered again."""
    for statement in _STATEMENTS:
        op.execute(statement)
    connection = op.get_bind()
    lines = connection.execute(
        text("SELECT id, text, subject, party, code, reason, logged_at FROM register_line ORDER BY logged_at")
    ).all()
    for line in lines:
        words = (line.text, line.subject, line.party, line.code, line.reason)
        connection.execute(
            text("UPDATE register_line SET search = :words WHERE id = :id"),
            {"words": " ".join(w for w in words if w).casefold(), "id": line.id},
        )
        connection.execute(
            text("INSERT OR REPLACE INTO party (folded, name, used_at) VALUES (:folded, :name, :used_at)"),
            {"folded": line.party.casefold(), "name": line.party, "used_at": line.logged_at},
        )
