"""``python3 -m tests.faults.sigkill --kills 200``: kill the program in the middle of its work, again and again.

``sopdesk batch`` is fed without a pause and killed (SIGKILL) at random moments: while it starts, while it makes its
database, between a commit and its answer. After every kill, before anything else is done:

- every answer that came out is in the database, with exactly what it said;
- every line that was sent is there once or not at all, and is there once when it is sent again with its id;
- ``verify`` finds nothing.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.services.office import open_office
from sopdesk.services.verification import verify

ROOT: Final = Path(__file__).resolve().parent.parent.parent
IN_FLIGHT: Final = 6
FRESH_EVERY: Final = 20  # kills after which the next office begins, so that making a database is hit as well
AT: Final = "2026-07-06T09:00:00+07:00"
Line = dict[str, Any]


class LostError(Exception):
    """What was promised is not there, or is there twice; the text says what."""


@dataclass
class Tally:
    """What was done and seen."""

    kills: int = 0
    offices: int = 0
    killed_before_first_answer: int = 0
    acknowledged: int = 0
    refused: int = 0
    torn_answers: int = 0
    sent_again: int = 0
    done_before_though_unanswered: int = 0
    verified: int = 0
    entries_verified: int = 0
    seconds: float = 0.0


@dataclass
class Work:
    """One office: what was sent to it, what it answered, what it still owes."""

    folder: Path
    name: str
    chance: random.Random
    count: int = 0
    codes: list[str] = field(default_factory=list)
    owed: deque[Line] = field(default_factory=deque)  # sent, without an answer
    answered: dict[str, tuple[Line, Line]] = field(default_factory=dict)

    def next_line(self) -> Line:
        """Another line, with an id and with the id in what it leaves behind."""
        self.count += 1
        key = f"{self.name}-{self.count}"
        line: Line = {"id": key, "by": "Petugas Satu"}
        what = self.chance.random()
        if what < 0.25 or not self.codes:
            sop = self.chance.choice(("lakip", "rup", "renstra"))
            return line | {"op": "start", "sop": sop, "title": key, "at": AT}
        code = self.chance.choice(self.codes[-40:])
        if what < 0.55:
            said = {"register": "outgoing", "subject": key, "addressee": "Bupati", "date": "2026-07-06"}
            return line | {"op": "number"} | said
        if what < 0.9:
            return line | {"op": "hand_on", "dossier": code, "at": AT, "note": key}
        return line | {"op": "stamp", "dossier": code, "at": AT}  # refused: nothing is signed

    def take_answer(self, answer: Line) -> None:
        """The answer to the line that is owed longest."""
        line = self.owed.popleft()
        self.answered[line["id"]] = (line, answer)
        if answer.get("ok") and line["op"] == "start":
            self.codes.append(answer["dossier"])


def run_until_killed(work: Work, after: float, tally: Tally) -> None:
    """Feed the program, what is owed first, and kill it ``after`` seconds."""
    again = deque(work.owed)
    tally.sent_again += len(again)
    work.owed.clear()
    answers = 0
    command = [sys.executable, "-m", "sopdesk", "batch", "--data", str(work.folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        killer = threading.Timer(after, process.kill)
        killer.start()
        try:
            while True:
                while len(work.owed) < IN_FLIGHT or again:
                    line = again.popleft() if again else work.next_line()
                    work.owed.append(line)
                    process.stdin.write(json.dumps(line).encode() + b"\n")  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                answers += read_answer(work, process, tally)
        except (BrokenPipeError, EOFError):
            while True:
                try:
                    answers += read_answer(work, process, tally)
                except EOFError:
                    break
        finally:
            killer.join()
            with suppress(BrokenPipeError):  # what is still in the buffer has no reader
                process.stdin.close()  # type: ignore[union-attr]
    work.owed.extend(again)
    tally.kills += 1
    tally.killed_before_first_answer += not answers


def read_answer(work: Work, process: "subprocess.Popen[bytes]", tally: Tally) -> int:
    """Take one answer; 1. Raises EOFError when no whole one is left."""
    raw = process.stdout.readline()  # type: ignore[union-attr]
    if not raw.endswith(b"\n"):
        tally.torn_answers += bool(raw)
        raise EOFError
    work.take_answer(json.loads(raw))
    return 1


def traces(folder: Path) -> tuple[dict[str, int], dict[str, Line], dict[int, Line], dict[str, Line]]:
    """How often each id left its trace, the stored answers, the log by place, the register by subject."""
    if not (folder / "sopdesk.db").exists():  # killed before it came so far
        return {}, {}, {}, {}
    with closing(sqlite3.connect(folder / "sopdesk.db")) as file:
        file.row_factory = sqlite3.Row
        tables = {r["name"] for r in file.execute("SELECT name FROM sqlite_master")}
        if "log" not in tables:
            return {}, {}, {}, {}
        times: dict[str, int] = {}
        log: dict[int, Line] = {}
        for row in file.execute("SELECT seq, kind, body FROM log"):
            body = json.loads(row["body"])
            key = {"start": "title", "number": "subject", "hand_on": "note"}.get(row["kind"], "")
            log[row["seq"]] = {"kind": row["kind"], "key": body.get(key)}
            if body.get(key):
                times[body[key]] = times.get(body[key], 0) + 1
        stored = {r["id"]: json.loads(r["answer"]) for r in file.execute("SELECT id, answer FROM action")}
        lines = {r["subject"]: dict(r) for r in file.execute("SELECT subject, urut, text FROM register_line")}
        return times, stored, log, lines


def check(work: Work, tally: Tally) -> None:
    """Hold the database against everything that was ever answered. Raises LostError."""
    times, stored, log, lines = traces(work.folder)
    for key, (line, answer) in work.answered.items():
        wanted = 1 if answer["ok"] else 0
        if times.get(key, 0) != wanted:
            raise LostError(f"{line} was answered {answer}, and is there {times.get(key, 0)} times")
        if stored.get(key) != answer:
            raise LostError(f"{line} was answered {answer}, and the database remembers {stored.get(key)}")
        if "event" in answer and log[answer["event"]]["key"] != key:
            raise LostError(f"{line} was answered {answer}, and entry {answer['event']} is another")
        if "number" in answer and (lines[key]["urut"], lines[key]["text"]) != (
            answer["number"],
            answer["text"],
        ):
            raise LostError(f"{line} was answered {answer}, and the book says {lines[key]}")
    for line in work.owed:
        there = times.get(line["id"], 0)
        if there > 1 or (there == 1) is not bool(stored.get(line["id"], {}).get("ok")):
            raise LostError(f"{line} had no answer, and is there {there} times")
        tally.done_before_though_unanswered += line["id"] in stored
    if work.folder.exists():
        office = open_office(work.folder, datetime.now(UTC))
        try:
            report = verify(office)
        finally:
            office.close()
        if not report.ok:
            raise LostError(f"verify: {report.problems}")
        tally.verified += 1
        tally.entries_verified += report.counts["log"]


def run(kills: int, seed: int, place: Path) -> Tally:
    """Kill ``kills`` times in offices under ``place``. Raises LostError."""
    chance = random.Random(seed)
    tally = Tally()
    begun = time.monotonic()
    work = Work(place / "0", "a0", chance)
    refused = acknowledged = 0
    for turn in range(kills):
        if turn % FRESH_EVERY == 0:
            acknowledged += len(work.answered)
            refused += sum(not answer["ok"] for _, answer in work.answered.values())
            work = Work(place / str(turn), f"a{turn}", chance)
            tally.offices += 1
        # Half of the kills while it starts (about half a second), half in the middle of its work.
        run_until_killed(work, chance.uniform(0.1, 0.7) if turn % 2 else chance.uniform(0.5, 1.5), tally)
        check(work, tally)
    tally.acknowledged = acknowledged + len(work.answered)
    tally.refused = refused + sum(not answer["ok"] for _, answer in work.answered.values())
    tally.seconds = round(time.monotonic() - begun, 1)
    return tally


def main(argv: list[str] | None = None) -> int:
    """Run with ``argv``; the figures on standard output, 1 where something was lost."""
    options = argparse.ArgumentParser(
        prog="tests.faults.sigkill", description="Kill the program at its work."
    )
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=None)
    chosen = options.parse_args(argv)
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    with tempfile.TemporaryDirectory() as place:
        try:
            tally = run(chosen.kills, seed, Path(place))
        except LostError as lost:
            print(f"lost (seed {seed}): {lost}", file=sys.stderr)
            return 1
    print(json.dumps({"seed": seed, **asdict(tally)}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
