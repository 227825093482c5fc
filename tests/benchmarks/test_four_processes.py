"""Four windows that take numbers at the same moment: no gap, no double, and nobody waits long."""

import json
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from sopdesk import paths
from sopdesk.services import queries
from sopdesk.services.office import open_office
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare_amounts

ROOT = paths.resources().parent
PROCESSES, EACH, ROUNDS = 4, 25, 7
LONGEST_S = 2.0

_OURS = """
import json, sys, time
from datetime import date, datetime
from pathlib import Path
from sopdesk.services.numbering import NumberWish, take_number
from sopdesk.services.office import open_office
now = datetime.fromisoformat(sys.argv[2])
office = open_office(Path(sys.argv[1]), now)
office.look()
wish = NumberWish("outgoing", "Hal", "Tujuan", date(2026, 11, 23))
def take():
    return take_number(office, wish, by="Petugas", now=now).number
"""

_BARE = """
import json, sqlite3, sys, time
raw = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=15)
raw.execute("PRAGMA synchronous=FULL").close()
def take():
    raw.execute("BEGIN IMMEDIATE")
    (last,) = raw.execute("UPDATE counter SET last = last + 1 RETURNING last").fetchone()
    raw.execute("INSERT INTO line (urut, text) VALUES (?, ?)", (last, f"000/{last}/Kec/2026"))
    raw.execute("INSERT INTO log (body) VALUES (?)", (f'{{"number": {last}}}',))
    raw.execute("COMMIT")
    return last
"""

# The four stand at the line until all have come, and are told to go together.
_RUN = """
print("ready", flush=True)
sys.stdin.readline()
taken = []
for _ in range(int(sys.argv[3])):
    begin = time.perf_counter()
    number = take()
    taken.append((number, time.perf_counter() - begin))
print(json.dumps(taken), flush=True)
"""


def _race(code: str, place: Path) -> list[tuple[int, float]]:
    """Numbers taken by four processes at once, each with the seconds that it took."""
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", code + _RUN, str(place), NOW.isoformat(), str(EACH)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    found: list[tuple[int, float]] = []
    try:
        for runner in runners:
            assert runner.stdout is not None
            assert runner.stdout.readline() == "ready\n"
        for runner in runners:
            assert runner.stdin is not None
            runner.stdin.write("go\n")
            runner.stdin.flush()
        for runner in runners:
            out, _ = runner.communicate(timeout=120)
            assert runner.returncode == 0
            found += [(int(number), float(took)) for number, took in json.loads(out)]
    finally:
        for runner in runners:
            runner.kill()
            runner.communicate()
    return found


def _middle(taken: Sequence[tuple[int, float]]) -> float:
    return statistics.median(took for _number, took in taken) * 1000


def test_four_processes_take_numbers(tmp_path: Path) -> None:
    folder, raw_file = tmp_path / "kantor", tmp_path / "raw.db"
    open_office(folder, NOW).close()
    raw = sqlite3.connect(raw_file, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=WAL",
        "CREATE TABLE counter (year INTEGER PRIMARY KEY, last INTEGER)",
        "CREATE TABLE line (id INTEGER PRIMARY KEY, urut INTEGER, text TEXT)",
        "CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT)",
        "INSERT INTO counter VALUES (2026, 0)",
    ):
        raw.execute(statement).close()
    raw.close()
    ours: list[tuple[int, float]] = []
    ratios: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        mine, bare = _race(_OURS, folder), _race(_BARE, raw_file)
        ours += mine
        ratios.append((_middle(mine), _middle(bare)))
    assert sorted(number for number, _took in ours) == list(range(1, ROUNDS * PROCESSES * EACH + 1))
    office = open_office(folder, NOW)
    try:
        lines = queries.register(office, "outgoing", 2026)
    finally:
        office.close()
    assert [line.urut for line in lines] == list(range(1, ROUNDS * PROCESSES * EACH + 1))
    longest = max(took for _number, took in ours)
    assert longest <= LONGEST_S, f"somebody waited {longest:.2f} s for a number"
    one, other = sorted(ratios, key=lambda pair: pair[0] / pair[1])[ROUNDS // 2]
    compare_amounts("four processes: the median wait for a number", one, other, 3, "ms", ROUNDS)
