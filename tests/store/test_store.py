"""The store: column types, append-only log and its chain, keys, one writer at a time, troubles of the disk."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.store import engine as engines
from sopdesk.store import tables
from sopdesk.store.bulk import Rows
from sopdesk.store.log import GENESIS, OFFICE, Entry, entry_hash
from sopdesk.store.orphans import Orphan
from sopdesk.store.store import Store, Unit, open_store
from sopdesk.store.types import canonical_json, from_microseconds, to_microseconds
from tests.behind import BROKEN_RULES, behind
from tests.store.conftest import NOW

DOUBLE = "(?i)unique constraint"  # as SQLite and as PostgreSQL put it
DANGLING = "(?i)foreign key constraint"
ROOT = Path(__file__).resolve().parent.parent.parent
AWARE = st.datetimes(
    min_value=NOW.replace(1900, tzinfo=None),
    max_value=NOW.replace(2199, tzinfo=None),
    timezones=st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


def line(unit: Unit, urut: int, sisipan: str = "", seq: int | None = None) -> dict[str, object]:
    if seq is None:
        seq = unit.log.append(OFFICE, "number", actor="x", at=NOW, now=NOW, body={})
    return {
        "register": "outgoing",
        "year": 2026,
        "series": "umum",
        "urut": urut,
        "sisipan": sisipan,
        "text": "t",
        "date": date(2026, 7, 6),
        "code": "000",
        "subject": "s",
        "party": "p",
        "state": "issued",
        "reason": "",
        "actor": "x",
        "logged_at": NOW,
        "seq": seq,
    }


@given(AWARE)
def test_a_time_comes_back_to_the_microsecond(moment: datetime) -> None:
    """Whatever its zone: the same moment, in UTC, and an order that the database can sort by."""
    back = from_microseconds(to_microseconds(moment))
    assert back == moment
    assert back.tzinfo is UTC
    assert to_microseconds(moment + timedelta(microseconds=1)) == to_microseconds(moment) + 1


def test_a_time_without_a_zone_is_never_stored(store: Store) -> None:
    with pytest.raises(Exception, match="without a zone"), store.write() as unit:
        unit.log.append(OFFICE, "note", actor="x", at=NOW.replace(tzinfo=None), now=NOW, body={})
    with store.read() as unit:
        assert unit.log.count() == 0


def test_columns_give_back_what_was_put_in(store: Store) -> None:
    """A moment with microseconds in another zone, and a body of every JSON kind, through the file."""
    moment = datetime(2026, 7, 6, 8, 1, 2, 345678, tzinfo=timezone(timedelta(hours=8)))
    body = {"teks": "é “kutip” 😀\n", "n": 12, "ya": True, "kosong": None, "daftar": [1, {"a": "b"}]}
    with store.write() as unit:
        unit.log.append(OFFICE, "note", actor="x", at=moment, now=NOW, body=body)
    with store.read() as unit:
        entry = next(unit.log.walk())
    assert (entry.at, entry.at.tzinfo, entry.logged_at, entry.body) == (moment, UTC, NOW, body)


@given(JSON)
def test_canonical_json_is_one_text_for_one_value(value: object) -> None:
    text = canonical_json(value)
    assert canonical_json(json.loads(text)) == text
    if isinstance(value, dict):
        assert canonical_json(dict(reversed(value.items()))) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object()])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical_json(value)


def append(store: Store, many: int = 3) -> None:
    with store.write() as unit:
        for n in range(many):
            unit.log.append(OFFICE, "note", actor="x", at=NOW + timedelta(seconds=n), now=NOW, body={"n": n})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET actor = 'y' WHERE seq = 2",
        "DELETE FROM log WHERE seq = 3",
        "UPDATE log SET body = body",
        "DELETE FROM log",
    ],
)
def test_the_log_is_append_only_for_every_program(store: Store, statement: str) -> None:
    """Not by our code's good manners: the database itself refuses."""
    append(store)
    with behind(store, guarded=True) as database:
        before = database.execute("SELECT * FROM log ORDER BY seq")
        with pytest.raises(BROKEN_RULES, match="append-only"):
            database.execute(statement)
        assert database.execute("SELECT * FROM log ORDER BY seq") == before


def test_each_hash_covers_the_one_before_and_every_column(store: Store) -> None:
    """Computed here anew from the rows as the database holds them."""
    append(store)
    with behind(store, guarded=True) as database:
        rows = database.execute(
            "SELECT seq, stream, dossier_id, kind, at, logged_at, actor, body, hash FROM log ORDER BY seq"
        )
    head = GENESIS
    for *columns, body, found in rows:
        covered = json.dumps(
            [head, *columns, json.loads(body)], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        head = hashlib.sha256(covered.encode()).hexdigest()
        assert found == head
    with store.read() as unit:
        assert unit.log.head() == (3, head)
    assert len({row[-1] for row in rows}) == 3


def test_entry_follows_the_newest_whoever_added_that(store: Store) -> None:
    """Its place is known from an earlier look, and entries by the thousand have come between."""
    append(store)
    with store.write() as unit:
        assert unit.log.last_logged_at() == NOW
        rows = Rows()
        rows.entries += [Entry(seq, OFFICE, None, "note", NOW, NOW, "x", {"n": seq}, "") for seq in (4, 5, 6)]
        unit.bulk.write(rows)
        for n in (7, 8):
            assert unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={"n": n}) == n
    with store.read() as unit:
        head = GENESIS
        for entry in unit.log.walk():
            head = entry_hash(head, entry)
            assert entry.hash == head
        assert unit.log.head() == (8, head)


def test_what_raises_leaves_nothing(store: Store) -> None:
    """The entry, the counter and the number go back together."""

    def fails() -> None:
        with store.write() as unit:
            unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={})
            unit.registers.take("outgoing", 2026, "umum", date(2026, 7, 6))
            unit.dossiers.next_running(2026)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with store.write() as unit:
        assert unit.log.count() == 0
        assert unit.registers.take("outgoing", 2026, "umum", date(2026, 7, 6)) == 1
        assert unit.dossiers.next_running(2026) == 1


def test_numbers_are_unique_in_the_database_itself(store: Store) -> None:
    with store.write() as unit:
        first = line(unit, 1)
        unit.registers.add(first)
        unit.registers.add(line(unit, 1, "a"))
    with pytest.raises(IntegrityError, match=DOUBLE), store.write() as unit:
        unit.registers.add(line(unit, 1))
    with pytest.raises(IntegrityError, match=DANGLING), store.write() as unit:
        unit.registers.add(line(unit, 2, seq=999))
    with store.write() as unit:
        unit.keep_answer("satu", {"ok": True})
    with pytest.raises(IntegrityError, match=DOUBLE), store.write() as unit:
        unit.keep_answer("satu", {"ok": False})
    with store.read() as unit:
        assert unit.answer_of("satu") == {"ok": True}
        assert unit.answer_of("dua") is None


@pytest.mark.sqlite
def test_every_commit_is_on_the_disk(store: Store) -> None:
    """WAL with FULL: a power cut after the answer loses nothing."""
    with store.read() as unit:
        settings = {
            name: unit._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_reader_sees_one_moment(store: Store) -> None:
    """What is written meanwhile appears only in the next reading; the reader stands in nobody's way."""
    append(store)
    with store.read() as unit:
        assert unit.log.count() == 3
        append(store)
        assert unit.log.count() == 3
    with store.read() as unit:
        assert unit.log.count() == 6


def test_a_second_writer_waits_its_turn(store: Store) -> None:
    """It is patient while another writes, and comes after it."""
    entered, order = threading.Event(), []

    def second() -> None:
        entered.set()
        with store.write() as unit:
            order.append("second")
            unit.log.append(OFFICE, "note", actor="b", at=NOW, now=NOW, body={})

    with store.write() as unit:
        other = threading.Thread(target=second)
        other.start()
        assert entered.wait(60)
        other.join(0.2)
        assert other.is_alive()
        unit.log.append(OFFICE, "note", actor="a", at=NOW, now=NOW, body={})
        order.append("first")
    other.join(60)
    assert order == ["first", "second"]
    with store.read() as unit:
        assert [e.actor for e in unit.log.walk()] == ["a", "b"]


@pytest.mark.sqlite
def test_patience_has_an_end(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is told that the file is in use; nothing is half done."""
    monkeypatch.setattr(engines, "_PATIENCE_MS", 50)
    store = open_store(data_folder, NOW)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble) as trouble, store.write():
            raise AssertionError("entered while another writes")
        other.execute("ROLLBACK")
    assert trouble.value.fault is Fault.FILE_LOCKED
    append(store)
    store.close()


@pytest.mark.sqlite
@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited otherwise there")
def test_a_full_disk_is_a_trouble_and_loses_nothing(store: Store) -> None:
    """The system refuses to let the file grow, as a full disk does; afterwards everything is as before."""
    import resource

    append(store)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = sum(p.stat().st_size for p in store.path.parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(Trouble) as trouble, store.write() as unit:
            unit.log.append(OFFICE, "note", actor="x", at=NOW, now=NOW, body={"big": "x" * 3_000_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert trouble.value.fault is Fault.DISK_FULL
    with store.write() as unit:
        assert unit.log.count() == 3
        assert unit.integrity_problems() == []
    append(store)


TAKER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tests.store.conftest import NOW
from tests.store.test_store import line
from sopdesk.store.store import open_store
store = open_store(Path(sys.argv[1]), NOW)
print("ready", flush=True)
sys.stdin.readline()
for turn in range(int(sys.argv[2])):
    try:
        with store.write() as unit:
            number = unit.registers.take("outgoing", 2026, "umum", date(2026, 7, 6))
            unit.registers.add(line(unit, number))
            if turn % 5 == 4:
                raise LookupError
    except LookupError:
        continue
    print(number, flush=True)
store.close()
"""


@pytest.mark.slow
def test_eight_processes_take_numbers_without_gap_or_double(store: Store, data_folder: Path) -> None:
    """100 tries each, every fifth rolled back after its number was taken: 640 numbers, 1 to 640, each once."""
    command = [sys.executable, "-c", TAKER, str(data_folder), "100"]
    takers = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(8)
    ]
    for taker in takers:
        assert taker.stdout is not None
        assert taker.stdout.readline() == "ready\n"
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("go\n")
        taker.stdin.flush()
    given = [int(n) for taker in takers for n in taker.communicate(timeout=300)[0].split()]
    assert [taker.returncode for taker in takers] == [0] * 8
    assert sorted(given) == list(range(1, 641))
    assert max(Counter(given).values()) == 1
    with store.read() as unit:
        assert [x.urut for x in unit.registers.of_year("outgoing", 2026)] == sorted(given)
        standing = unit.registers.series("outgoing", 2026, "umum")
        assert standing is not None
        assert standing.last == 640
        assert unit.log.count() == 640
        assert unit.integrity_problems() == []


def test_a_broken_reference_is_found(store: Store) -> None:
    """A line whose entry is gone: it is named by its table and key."""
    with store.write() as unit:
        unit.registers.add(line(unit, 1))
    with behind(store) as database:
        database.execute("DELETE FROM log")
    with store.read() as unit:
        assert unit.integrity_problems() == []
        assert unit.orphans() == [Orphan("register_line", (1,), "seq", "log", 1)]


def test_only_sqlites_own_column_counts_rows(store: Store) -> None:
    """A plain insert without an id gets one: the key is INTEGER to the letter."""
    with store.write() as unit:
        unit._connection.execute(insert(tables.official), {"name": "a", "nip": "", "rank": ""})
        assert unit._connection.execute(select(tables.official.c.id)).scalars().all() == [1]
