"""Alembic's way into the office's database; the program hands it a connection."""

from alembic import context

from sopdesk.store import book_tables, history_tables  # noqa: F401 - their tables join those of metadata
from sopdesk.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=False,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
