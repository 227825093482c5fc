"""Create the office's tables, and forbid that an entry of the log is changed or removed."""

from alembic import op

from sopdesk.store.tables import metadata

revision = "0001"
down_revision = None

_APPEND_ONLY = """
CREATE TRIGGER log_no_{verb} BEFORE {VERB} ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""


def upgrade() -> None:
    """From nothing to the first schema."""
    # The first revision may follow the tables of the program: no released database is older than it.
    metadata.create_all(op.get_bind())
    for verb in ("update", "delete"):
        op.execute(_APPEND_ONLY.format(verb=verb, VERB=verb.upper()))
