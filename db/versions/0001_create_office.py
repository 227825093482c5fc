"""Create the office's tables, and forbid that an entry of the log is changed or removed."""

from alembic import op

revision = "0001"
down_revision = None

# Written out, not made from the program's tables: those go on, and offices with this schema exist.
_TABLES = (
    """
CREATE TABLE action (
    id TEXT NOT NULL,
    answer TEXT NOT NULL,
    CONSTRAINT pk_action PRIMARY KEY (id)
)
""",
    """
CREATE TABLE clerk (
    name TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_clerk PRIMARY KEY (name)
)
""",
    """
CREATE TABLE counter (
    name VARCHAR(20) NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_counter PRIMARY KEY (name, year)
)
""",
    """
CREATE TABLE dossier (
    id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    running INTEGER NOT NULL,
    code VARCHAR(20) NOT NULL,
    sop VARCHAR(30) NOT NULL,
    revision INTEGER NOT NULL,
    period VARCHAR(20) NOT NULL,
    owner TEXT NOT NULL,
    origin TEXT NOT NULL,
    nature VARCHAR(20) NOT NULL,
    addressees TEXT NOT NULL,
    deadline BIGINT,
    deadline_warn BIGINT,
    started_at BIGINT NOT NULL,
    title TEXT NOT NULL,
    life VARCHAR(12) NOT NULL,
    step INTEGER NOT NULL,
    desk VARCHAR(20) NOT NULL,
    round INTEGER NOT NULL,
    waiting BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    due BIGINT,
    warn_from BIGINT,
    hold_reason TEXT NOT NULL,
    held_since BIGINT,
    number_text TEXT NOT NULL,
    stamped BOOLEAN NOT NULL,
    receipt_missing BOOLEAN NOT NULL,
    ended_at BIGINT,
    last_at BIGINT NOT NULL,
    last_seq INTEGER NOT NULL,
    search TEXT NOT NULL,
    CONSTRAINT pk_dossier PRIMARY KEY (id),
    CONSTRAINT uq_dossier_year_running UNIQUE (year, running),
    CONSTRAINT uq_dossier_code UNIQUE (code)
)
""",
    """CREATE INDEX ix_dossier_ended_at ON dossier (ended_at) WHERE ended_at IS NOT NULL""",
    """CREATE INDEX ix_dossier_open ON dossier (desk, id) WHERE life IN ('running', 'held')""",
    """CREATE INDEX ix_dossier_sop_period ON dossier (sop, period)""",
    """
CREATE TABLE official (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    nip TEXT NOT NULL,
    rank TEXT NOT NULL,
    CONSTRAINT pk_official PRIMARY KEY (id)
)
""",
    """
CREATE TABLE series (
    register VARCHAR(12) NOT NULL,
    year INTEGER NOT NULL,
    series VARCHAR(40) NOT NULL,
    last INTEGER NOT NULL,
    last_date DATE NOT NULL,
    closed BOOLEAN DEFAULT 0 NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY (register, year, series)
)
""",
    """
CREATE TABLE setting (
    name VARCHAR(40) NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
)
""",
    """
CREATE TABLE sop (
    "key" VARCHAR(30) NOT NULL,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_sop PRIMARY KEY ("key", revision)
)
""",
    """
CREATE TABLE appointment (
    id INTEGER NOT NULL,
    official_id INTEGER NOT NULL,
    desk VARCHAR(20) NOT NULL,
    title TEXT NOT NULL,
    status VARCHAR(12) NOT NULL,
    begins DATE NOT NULL,
    ends DATE,
    decree TEXT NOT NULL,
    CONSTRAINT pk_appointment PRIMARY KEY (id),
    CONSTRAINT fk_appointment_official_id FOREIGN KEY(official_id) REFERENCES official (id)
)
""",
    """CREATE INDEX ix_appointment_desk ON appointment (desk)""",
    """
CREATE TABLE log (
    seq INTEGER NOT NULL,
    stream VARCHAR(20) NOT NULL,
    dossier_id INTEGER,
    kind VARCHAR(30) NOT NULL,
    at BIGINT NOT NULL,
    logged_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    body TEXT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    CONSTRAINT pk_log PRIMARY KEY (seq),
    CONSTRAINT fk_log_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id)
)
""",
    """CREATE INDEX ix_log_dossier_id_seq ON log (dossier_id, seq) WHERE dossier_id IS NOT NULL""",
    """
CREATE TABLE register_line (
    id INTEGER NOT NULL,
    register VARCHAR(12) NOT NULL,
    year INTEGER NOT NULL,
    series VARCHAR(40) NOT NULL,
    urut INTEGER NOT NULL,
    sisipan VARCHAR(8) NOT NULL,
    text TEXT NOT NULL,
    date DATE NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    party TEXT NOT NULL,
    state VARCHAR(12) NOT NULL,
    reason TEXT NOT NULL,
    dossier_id INTEGER,
    step INTEGER,
    sent_on DATE,
    actor TEXT NOT NULL,
    logged_at BIGINT NOT NULL,
    seq INTEGER NOT NULL,
    CONSTRAINT pk_register_line PRIMARY KEY (id),
    CONSTRAINT uq_register_line_register_year_series_urut_sisipan UNIQUE (register, year, series, urut, sisipan),
    CONSTRAINT fk_register_line_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
    CONSTRAINT fk_register_line_seq FOREIGN KEY(seq) REFERENCES log (seq)
)
""",
    """CREATE INDEX ix_register_line_dossier_id ON register_line (dossier_id) WHERE dossier_id IS NOT NULL""",
    """CREATE INDEX ix_register_line_register_year_date ON register_line (register, year, date, urut, sisipan)""",
    """
CREATE TABLE letter (
    id INTEGER NOT NULL,
    dossier_id INTEGER,
    step INTEGER,
    kind VARCHAR(30) NOT NULL,
    form TEXT NOT NULL,
    issued TEXT,
    line_id INTEGER,
    CONSTRAINT pk_letter PRIMARY KEY (id),
    CONSTRAINT fk_letter_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id),
    CONSTRAINT fk_letter_line_id FOREIGN KEY(line_id) REFERENCES register_line (id)
)
""",
    """CREATE INDEX ix_letter_dossier_id ON letter (dossier_id)""",
)

_APPEND_ONLY = """
CREATE TRIGGER log_no_{verb} BEFORE {VERB} ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""


def upgrade() -> None:
    """From nothing to the first schema."""
    for statement in _TABLES:
        op.execute(statement)
    for verb in ("update", "delete"):
        op.execute(_APPEND_ONLY.format(verb=verb, VERB=verb.upper()))
