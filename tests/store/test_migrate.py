"""Making, upgrading and refusing database files: real files, damaged in the ways that power cuts damage them."""

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sopdesk import paths
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.books import BookQuestion, window
from sopdesk.services.office import open_office
from sopdesk.services.verification import verify
from sopdesk.store import migrate as migrations
from sopdesk.store.engine import open_engine
from sopdesk.store.store import open_store
from sopdesk.store.tables import metadata
from tests.rights import as_nobody, folder_for_all

pytestmark = pytest.mark.sqlite
NOW = datetime(2026, 7, 6, 1, 0, tzinfo=UTC)


def make(folder: Path) -> Path:
    open_store(folder, NOW).close()
    return folder / "sopdesk.db"


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        for statement in statements:
            file.execute(statement)


def schema(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as file:
        return {(name, sql or "") for name, sql in file.execute("SELECT name, sql FROM sqlite_master")}


def test_a_fresh_folder_gets_the_newest_schema(data_folder: Path) -> None:
    path = make(data_folder / "baru" / "sekali")
    assert migrations.revision_of(path) == migrations.HEAD == migrations.known_revisions()[-1]
    assert {t for t, _ in schema(path)} >= set(metadata.tables)
    assert [p.name for p in path.parent.iterdir()] == ["sopdesk.db"]


def test_the_tables_of_the_program_are_those_of_the_migrations(data_folder: Path) -> None:
    """Alembic's own comparison: a column added in one place alone is found here."""
    path = make(data_folder)
    engine = open_engine(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    change(path, "ALTER TABLE dossier ADD COLUMN stray TEXT")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) != []
    engine.dispose()


def test_opening_again_changes_nothing(data_folder: Path) -> None:
    path = make(data_folder)
    before = path.read_bytes()
    make(data_folder)
    assert path.read_bytes() == before
    assert [p.name for p in data_folder.iterdir()] == ["sopdesk.db"]


@pytest.fixture
def older(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of the newest revision, a row in it, and a program that knows a later revision 0099."""
    path = make(data_folder)
    change(path, "INSERT INTO clerk (name, active) VALUES ('Petugas Satu', 1)")
    versions = data_folder.parent / "db" / "versions"
    versions.mkdir(parents=True)
    for name in ("env.py", *(f"versions/{p.name}" for p in (paths.migrations() / "versions").glob("0*.py"))):
        (versions.parent / name).write_bytes((paths.migrations() / name).read_bytes())
    (versions / "0099_add_colour.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        "revision = '0099'\ndown_revision = '0002'\n"
        "def upgrade():\n    op.add_column('clerk', sa.Column('colour', sa.Text()))\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(paths, "migrations", lambda: versions.parent)
    monkeypatch.setattr(migrations, "HEAD", "0099")
    return path


def test_an_upgrade_leaves_a_copy_of_what_was(older: Path) -> None:
    open_store(older.parent, NOW).close()
    assert migrations.revision_of(older) == "0099"
    copies = [p for p in older.parent.iterdir() if p.name.startswith("sopdesk-sebelum-")]
    assert [p.name for p in copies] == ["sopdesk-sebelum-0099-20260706-010000.db"]
    assert migrations.revision_of(copies[0]) == "0002"
    with closing(sqlite3.connect(copies[0])) as file:
        assert file.execute("SELECT name, active FROM clerk").fetchall() == [("Petugas Satu", 1)]
    with closing(sqlite3.connect(older)) as file:
        assert file.execute("SELECT name, active, colour FROM clerk").fetchall() == [
            ("Petugas Satu", 1, None)
        ]


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(older: Path) -> None:
    """Half an upgrade is worse than none: it is one transaction."""
    script = paths.migrations() / "versions" / "0099_add_colour.py"
    script.write_text(
        script.read_text(encoding="utf-8") + "    op.execute('INSERT INTO nowhere VALUES (1)')\n"
    )
    before = schema(older)
    with pytest.raises(Exception, match="nowhere"):
        open_store(older.parent, NOW)
    assert schema(older) == before
    assert migrations.revision_of(older) == "0002"


def test_a_database_of_a_newer_program_is_refused_and_untouched(data_folder: Path) -> None:
    path = make(data_folder)
    change(path, "UPDATE alembic_version SET version_num = '0999'")
    before = path.read_bytes()
    with pytest.raises(Trouble) as trouble:
        open_store(data_folder, NOW)
    assert trouble.value.fault is Fault.DATABASE_NEWER
    assert trouble.value.data["revision"] == "0999"
    assert path.read_bytes() == before


def garbage(path: Path) -> None:
    path.write_bytes(b"bukan basis data " * 999)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_to_the_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:16])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 20] = b"\xa5" * (4096 * 19)
    path.write_bytes(bytes(data))


def without_its_revision(path: Path) -> None:
    change(path, "DELETE FROM alembic_version")


def of_another_program(path: Path) -> None:
    path.unlink()
    change(path, "CREATE TABLE foto (nama TEXT)")


@pytest.mark.parametrize(
    "damage", [garbage, cut_in_half, cut_to_the_head, overwritten, without_its_revision, of_another_program]
)
def test_a_damaged_file_is_a_trouble_and_is_left_as_it_is(
    data_folder: Path, damage: Callable[[Path], None]
) -> None:
    """Not one byte is written to what somebody may still rescue."""
    path = make(data_folder)
    damage(path)
    before = path.read_bytes()
    with pytest.raises(Trouble) as trouble:
        open_office(data_folder, NOW)
    assert trouble.value.fault is Fault.DATABASE_DAMAGED
    assert trouble.value.data["path"] == str(path)
    assert path.read_bytes() == before


def test_an_unfinished_first_file_is_made_anew(data_folder: Path) -> None:
    """Power lost before the first commit leaves an empty file; there is nothing in it to lose."""
    data_folder.mkdir()
    (data_folder / "sopdesk.db").touch()
    open_store(data_folder, NOW).close()
    assert migrations.revision_of(data_folder / "sopdesk.db") == migrations.HEAD


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with folder_for_all() as folder:
        yield folder


def test_a_folder_that_cannot_be_written_to(open_folder: Path) -> None:
    """Empty, or with an office in it: told as read-only, not as a missing disk."""
    path = make(open_folder)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(Trouble) as trouble:
        open_office(open_folder, NOW)
    assert trouble.value.fault is Fault.FOLDER_READ_ONLY
    open_folder.chmod(0o755)
    path.unlink()
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(Trouble) as trouble:
        open_store(open_folder, NOW)
    assert trouble.value.fault is Fault.FOLDER_READ_ONLY
    open_folder.chmod(0o755)


def test_a_folder_that_cannot_be_made(open_folder: Path) -> None:
    open_folder.mkdir()
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(Trouble) as trouble:
        open_store(open_folder / "lebih" / "dalam", NOW)
    assert trouble.value.fault is Fault.FOLDER_READ_ONLY
    open_folder.chmod(0o755)


def test_a_file_in_the_place_of_the_folder(data_folder: Path) -> None:
    data_folder.write_text("x", encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        open_store(data_folder, NOW)
    assert trouble.value.fault is Fault.FOLDER_MISSING


@pytest.mark.parametrize("share", ["//server/kantor", "\\\\server\\kantor"])
def test_a_network_share_is_refused_before_anything_is_made(share: str) -> None:
    with pytest.raises(Trouble) as trouble:
        open_store(Path(share), NOW)
    assert trouble.value.fault is Fault.NETWORK_FOLDER


SAMPLES = sorted((Path(__file__).parent.parent / "data").glob("schema-*.db.gz"))


def test_every_older_schema_has_a_database_that_was_made_under_it() -> None:
    names = [p.name.removeprefix("schema-").removesuffix(".db.gz") for p in SAMPLES]
    assert names == [r for r in migrations.known_revisions() if r != migrations.HEAD]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_an_office_of_an_older_schema_goes_on(sample: Path, data_folder: Path) -> None:
    """An office at work under that schema: nothing of it changes, everything adds up, its books are searched."""
    data_folder.mkdir()
    path = data_folder / "sopdesk.db"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    with closing(sqlite3.connect(path)) as file:
        before = file.execute("SELECT seq, hash FROM log ORDER BY seq").fetchall()
        numbers = file.execute("SELECT text, party, state FROM register_line ORDER BY id").fetchall()
    office = open_office(data_folder, NOW)
    try:
        assert verify(office).problems == ()
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("SELECT seq, hash FROM log ORDER BY seq").fetchall() == before
            assert (
                file.execute("SELECT text, party, state FROM register_line ORDER BY id").fetchall() == numbers
            )
        text, party, _state = numbers[-1]
        asked = BookQuestion("outgoing", 2026, words=(party.split()[0].upper(), text))
        assert text in [row.text for row in window(office, asked, 0, 50)]
    finally:
        office.close()
