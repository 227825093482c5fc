"""The office's tables on a PostgreSQL server: made whole at their newest revision, upgraded by Alembic after that."""

from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, String, Table, Text, TypeDecorator, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store import book_tables as book_tables  # their tables join those of metadata
from sopdesk.store import history_tables as history_tables
from sopdesk.store.migrate import HEAD, known_revisions
from sopdesk.store.server_contents import make_room
from sopdesk.store.server_troubles import server_fault_of
from sopdesk.store.tables import metadata

SCHEMA_NAME: Final = "sopdesk"
CHANNEL: Final = "sopdesk"  # what tells the other PCs of a new entry
# One writer at a time, as with the file: what is read in a unit of writing stays true until it ends.
ONE_WRITER: Final = text("SELECT pg_advisory_xact_lock(7230681)")
_ONE_AT_A_TIME: Final = text("SELECT pg_advisory_xact_lock(7230682)")
_TABLES: Final = text(f"SELECT tablename FROM pg_tables WHERE schemaname = '{SCHEMA_NAME}'")
_TURNS: Final = 12  # times that somebody waits for it, each as long as the connection's ``lock_timeout``
_GUARDS: Final = (
    """
CREATE FUNCTION log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log is append-only'; END $$
""",
    "CREATE TRIGGER log_no_update BEFORE UPDATE ON log FOR EACH ROW EXECUTE FUNCTION log_append_only()",
    "CREATE TRIGGER log_no_delete BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION log_append_only()",
    "CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION log_append_only()",
    f"""
CREATE FUNCTION log_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('{CHANNEL}', NEW.seq::text); RETURN NULL; END $$
""",
    "CREATE TRIGGER log_told AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION log_told()",
)
_TRIGGERS: Final = frozenset({"log_no_update", "log_no_delete", "log_no_truncate", "log_told"})


def revision_on(connection: Connection) -> str | None:
    """The schema revision of the office on a server; None where there is none yet.

    Raises Trouble(DATABASE_DAMAGED) for a schema of that name without it.
    """
    # One question of the rows there are: to_regclass answers from what its connection remembers, and between two
    # questions another PC may come to its end.
    there = connection.execute(_TABLES).scalars().all()
    if not there:
        return None
    if "alembic_version" not in there:
        raise Trouble(Fault.DATABASE_DAMAGED, path=SCHEMA_NAME, detail="no revision")
    found = connection.execute(text(f"SELECT version_num FROM {SCHEMA_NAME}.alembic_version")).scalar()
    if found is None:
        raise Trouble(Fault.DATABASE_DAMAGED, path=SCHEMA_NAME, detail="no revision")
    return str(found)


def migrate_server(engine: Engine, shown: str, *, new: bool = True) -> None:
    """Create (where ``new``) or upgrade the office on a server, while no other PC does.

    Raises Trouble(DATABASE_NEWER, NO_OFFICE), and DBAPIError where another PC does not come to its end.
    """
    with engine.connect() as connection, connection.begin():
        revision = revision_on(connection)
    if revision == HEAD:
        return
    if revision is not None and revision not in known_revisions():
        raise Trouble(Fault.DATABASE_NEWER, path=shown, revision=revision)
    if revision is None and not new:
        raise Trouble(Fault.NO_OFFICE, path=shown)
    for left in reversed(range(_TURNS)):
        try:
            _bring_up(engine)
            return
        except DBAPIError as error:
            # Another PC is at it, which takes the longer the more the office has.
            if not left or server_fault_of(error) is not Fault.FILE_LOCKED:
                raise


def _bring_up(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin():
        connection.execute(_ONE_AT_A_TIME)
        revision = revision_on(connection)
        if revision is None:
            make_room(connection)
            make_tables(connection, SCHEMA_NAME)
            make_guards(connection)
        elif revision != HEAD:
            # Who writes looks at the revision once it is his turn.
            connection.execute(ONE_WRITER)
            _upgrade(connection)


def make_tables(connection: Connection, schema: str) -> None:
    """Make every table of an office in ``schema``, which is made too; the transaction's search path leads there.

    Raises the database's own errors.
    """
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    connection.execute(text(f"SET LOCAL search_path TO {schema}"))
    for table in metadata.sorted_tables:
        connection.execute(text(_create(table, connection)))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            where = index.dialect_options["sqlite"]["where"]
            condition = "" if where is None else f" WHERE {where}"
            connection.execute(text(f"{CreateIndex(index).compile(connection)}{condition}"))
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": HEAD})


def make_guards(connection: Connection) -> None:
    """Let nothing of the log be changed or removed from now on, and tell the other PCs of what is added."""
    for guard in _GUARDS:
        connection.exec_driver_sql(guard)


def measure(connection: Connection) -> None:
    """Let the server count rows that came all at once.

    Until it does so by itself it plans as if the tables were empty, and a look through them outlasts all patience.
    """
    for table in metadata.sorted_tables:
        connection.execute(text(f"ANALYZE {table.name}"))


def _create(table: Table, connection: Connection) -> str:
    made = str(CreateTable(table).compile(connection))
    for column in table.columns:
        if _is_text(column):
            # Text is put in the same order everywhere, whatever language the server's owner chose.
            spec = str(CreateColumn(column).compile(connection)).strip()
            made = made.replace(f"\t{spec}", f'\t{spec} COLLATE "C"', 1)
    return made


def _is_text(column: Column[Any]) -> bool:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return isinstance(kind, (String, Text))


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def problems_of(connection: Connection) -> list[str]:
    """Whether tables, columns and guards are those that the program made."""
    found = inspect(connection)
    here = {name: {c["name"] for c in columns} for (_s, name), columns in found.get_multi_columns().items()}
    wrong = [
        f"tabel {table.name} bukan yang dibuat program"
        for table in metadata.sorted_tables
        if here.get(table.name) != {c.name for c in table.columns}
    ]
    guards = connection.execute(
        text("SELECT tgname FROM pg_trigger WHERE tgrelid = 'log'::regclass AND tgenabled = 'O'")
    ).scalars()
    if not set(guards) >= _TRIGGERS:
        wrong.append("penjaga catatan sudah dilepas")
    return wrong
