"""``python3 -m tests.faults kills --kills 500``: kill the program in the middle of its work, again and again.

Turns of many kinds, each ended by SIGKILL at a random moment: ``sopdesk batch`` fed without a pause with every sort of
line, the same with ``sopdesk backup`` beside it, scans being attached, an old book being imported and taken out again,
a ``sopdesk restore``, an office of an older schema being upgraded. After every kill, before anything else is done:

- every answer that came out is in the office, with exactly what it said; every scan that was taken lies there whole;
- every line that was sent is there once or not at all, and is there once when it is sent again with its id;
- an import is there whole or not at all; a backup that has its name is whole, and has what was promised before it;
- a restore has left the one office or the other, and taken back it gives the first one again;
- ``verify`` finds nothing.
"""

import argparse
import gzip
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sopdesk.services.importing import past_imports
from sopdesk.services.inspecting import inspect
from sopdesk.services.restoring import kept_offices, undo_restore
from sopdesk.services.verification import verify
from sopdesk.store.snapshot import facts_of
from sopdesk.store.swap import KEPT, LOCK, clear_leftovers
from tests.faults.kill_deeds import BOOK_LINES, BOOK_YEAR
from tests.faults.kill_work import Line, LostError, Work, holds, open_there, owed_hold, there_is_one

ROOT: Final = Path(__file__).resolve().parent.parent.parent
OLDER: Final = ROOT / "tests" / "data" / "schema-0001.db.gz"
IN_FLIGHT: Final = 6
OLDER_ENTRIES: Final = 995  # of the office in that file
USUAL: Final = frozenset(
    {"sopdesk.db", "sopdesk.db-wal", "sopdesk.db-shm", "lampiran", "catatan", KEPT, LOCK}
)
FRESH_EVERY: Final = 20  # kills after which the next office begins, so that making a database is hit as well


@dataclass
class Tally:
    """What was done and seen."""

    kills: int = 0
    turns: Counter[str] = field(default_factory=Counter)
    offices: int = 0
    killed_before_first_answer: int = 0
    acknowledged: int = 0
    refused: int = 0
    deeds: Counter[str] = field(default_factory=Counter)  # of the acknowledged
    torn_answers: int = 0
    sent_again: int = 0
    done_before_though_unanswered: int = 0
    scans: int = 0
    imports: int = 0
    backups: int = 0
    backups_cut_off: int = 0
    restores_cut_off: int = 0
    restores_done: int = 0
    upgrades_cut_off: int = 0
    verified: int = 0
    entries_verified: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Backup:
    """A backup that came about, and how much had been promised when it was begun."""

    path: Path
    answered: int
    attached: int
    restores: int
    undone: int


class Process(subprocess.Popen[bytes]):
    """A program that is killed ``after`` seconds, counted from its first word where ``late``."""

    def __init__(self, after: float, *argv: str, late: bool) -> None:
        pipe = subprocess.PIPE
        self._begun = time.monotonic()
        self.first_word = 0.0  # seconds until it came; 0 before
        super().__init__([sys.executable, "-m", *argv], cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)
        self._killer = threading.Timer(after, self.kill)
        self._doomed = False
        if not late:
            self.doom()

    def doom(self) -> None:
        """Let the time run."""
        if not self._doomed:
            self._doomed = True
            self._killer.start()

    def spoke(self) -> None:
        """It has said something."""
        self.first_word = self.first_word or time.monotonic() - self._begun
        self.doom()

    def end(self) -> None:
        """Wait for its end, by itself or by the kill."""
        self.doom()
        if self.poll() is None:
            self._killer.join()
        self._killer.cancel()
        with suppress(BrokenPipeError):  # what is still in the buffer has no reader
            self.stdin.close()  # type: ignore[union-attr]


@contextmanager
def killed(after: float, *argv: str, late: bool = False) -> Iterator[Process]:
    """A program that has ended when this does."""
    with Process(after, *argv, late=late) as process:
        try:
            yield process
        finally:
            process.end()


def run_until_killed(work: Work, after: float, tally: Tally, *, late: bool = True) -> float:
    """Feed ``sopdesk batch``, what is owed first, and kill it ``after`` seconds; how long its first answer took.

    The time counts from its first answer where ``late``.
    """
    again = deque(work.owed)
    tally.sent_again += len(again)
    work.owed.clear()
    answers = 0
    with killed(after, "sopdesk", "batch", "--data", str(work.folder), late=late) as process:
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
    work.owed.extend(again)
    tally.killed_before_first_answer += not answers
    return process.first_word


def read_answer(work: Work, process: Process, tally: Tally) -> int:
    """Take one answer; 1. Raises EOFError when no whole one is left."""
    work.take_answer(next(told(process, tally)))
    return 1


def told(process: Process, tally: Tally) -> Iterator[Line]:
    """What a program says, a line at a time. Raises EOFError at its end, whole or torn."""
    while True:
        raw = process.stdout.readline()  # type: ignore[union-attr]
        if not raw.endswith(b"\n"):
            tally.torn_answers += bool(raw)
            raise EOFError
        process.spoke()
        yield json.loads(raw)


def check(work: Work, tally: Tally) -> int:
    """Hold the office against everything that was ever promised; its restores. Raises LostError."""
    if not there_is_one(work.folder):  # killed before it came so far
        if work.answered:
            raise LostError("there is no office, and there were answers")
        return 0
    office = open_there(work.folder)
    try:
        found = holds(work, office, work.answered, work.attached)
    finally:
        office.close()
    tally.done_before_though_unanswered += owed_hold(work, found)
    tally.verified += 1
    tally.entries_verified += found.entries
    return found.restores


class Spans:
    """How long each command takes when it is let be, on the machine of the day: kills must fall within."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._seconds: dict[str, float] = {}

    def start(self, share: float) -> float:
        """That share of what ``sopdesk batch`` needs until its first answer."""
        return share * self._seconds.get("batch", 0.7)

    def started(self, seconds: float) -> None:
        """How long it needed; 0 where it did not come so far."""
        self._seconds["batch"] = seconds or self._seconds.get("batch", 0.7) * 1.3

    @contextmanager
    def cut(self, *argv: str) -> Iterator[Process]:
        """A command that is killed somewhere within its time, rarely just after it; it has ended when this does."""
        name = argv[1]
        whole = self._seconds.get(name, 1.0)
        begun = time.monotonic()
        ended: list[float] = []
        with killed(self._chance.uniform(0.25, 1.1) * whole, *argv) as process:

            def wait() -> None:
                process.wait()
                ended.append(time.monotonic() - begun)

            # Whoever wants the command cut may be at other work when it ends.
            waiter = threading.Thread(target=wait)
            waiter.start()
            try:
                yield process
            finally:
                waiter.join()
        self._seconds[name] = ended[0] if process.returncode == 0 else whole * 1.3


class Rounds:
    """The turns on one office."""

    def __init__(self, work: Work, tally: Tally, spans: Spans) -> None:
        self.work = work
        self.tally = tally
        self.spans = spans
        self.chance = work.chance
        self.backups: list[Backup] = []
        self.books = 0  # how often the old book went in or out

    def batch(self) -> None:
        """Lines alone: some of the kills while it starts, the others in the middle of its work."""
        late = self.chance.random() < 0.6
        after = self.chance.uniform(0.0, 0.9) if late else self.spans.start(self.chance.uniform(0.15, 1.2))
        self.spans.started(run_until_killed(self.work, after, self.tally, late=late))
        check(self.work, self.tally)

    def beside(self) -> None:
        """A backup while lines are worked on; either may be cut off."""
        work = self.work
        begun = self._begin_backup()
        words = ("sopdesk", "backup", str(begun.path), "--data", str(work.folder), "--json")
        with self.spans.cut(*words) as process:
            self.spans.started(run_until_killed(work, self.chance.uniform(0.2, 1.4), self.tally))
        self._count_backup(begun, process.returncode, there=there_is_one(work.folder))
        check(work, self.tally)

    def _begin_backup(self) -> Backup:
        work = self.work
        path = work.folder.parent / f"{work.key()}.sopdesk"
        restores = undone = 0
        if there_is_one(work.folder):
            office = open_there(work.folder)
            try:
                with office.store.read() as unit:
                    restores = len(unit.log.newest_of("restore"))
                    undone = len(unit.log.newest_of("restore_undone"))
            finally:
                office.close()
        return Backup(path, len(work.answered), len(work.attached), restores, undone)

    def _count_backup(self, begun: Backup, ended: int, *, there: bool) -> None:
        if ended == 0 or begun.path.exists():
            if not begun.path.exists():
                raise LostError(f"{begun.path.name} was told to be finished, and is not there")
            inspect(begun.path.parent / "lihat", begun.path)
            self.backups.append(begun)
            self.tally.backups += 1
        elif ended < 0:
            self.tally.backups_cut_off += 1
        elif there and begun.answered:
            raise LostError(f"the backup ended with {ended}")

    def attach(self) -> None:
        """Scans, one after the other."""
        work, name = self.work, self.work.key()
        words = _deed("attach", work, name)
        with killed(self.chance.uniform(0.0, 0.8), *words, late=True) as process, suppress(EOFError):
            for said in told(process, self.tally):
                work.attached.append(said["key"])
                self.tally.scans += 1
        check(work, self.tally)

    def book(self) -> None:
        """An old book in and out again."""
        work = self.work
        standing = None
        words = _deed("import", work, "buku")
        with killed(self.chance.uniform(0.0, 1.0), *words, late=True) as process, suppress(EOFError):
            for said in told(process, self.tally):
                standing = said["standing"]
                self.books += 1
                self.tally.imports += 1
        check(work, self.tally)
        if not there_is_one(work.folder):
            return
        office = open_there(work.folder)
        try:
            done = past_imports(office)
            with office.store.read() as unit:
                lines = len(unit.registers.of_year("outgoing", BOOK_YEAR))
        finally:
            office.close()
        stands = any(not each.undone for each in done)
        if lines != (BOOK_LINES if stands else 0):
            raise LostError(f"of the old book {lines} lines are there")
        times = sum(2 if each.undone else 1 for each in done)
        if times not in (self.books, self.books + 1) or (
            times == self.books and standing not in (None, stands)
        ):
            raise LostError(f"the old book was told to have gone in or out {self.books} times, not {times}")
        self.books = times

    def restore(self) -> None:
        """The newest backup in the place of the office; what then stands is taken back."""
        if not there_is_one(self.work.folder):
            self.batch()
            return
        if not self.backups:
            self._whole_backup()
        work, backup = self.work, self.chance.choice(self.backups)
        before = check(work, self.tally)
        words = ("sopdesk", "restore", str(backup.path), "--data", str(work.folder), "--json")
        with self.spans.cut(*words) as process:
            _, wrong = process.communicate()
        if process.returncode > 0:
            raise LostError(f"the restore ended with {wrong!r}")
        new = self._is_restored(backup)
        if process.returncode == 0 and not new:
            raise LostError("the restore was told to be done, and is not")
        self.tally.restores_done += new
        self.tally.restores_cut_off += process.returncode != 0
        if new:
            kept = kept_offices(work.folder)
            undo_restore(work.folder, kept[0].name, by="Penata Berkas", now=datetime.now(UTC))
        if check(work, self.tally) != before:
            raise LostError("the office that was there before has become another")
        clear_leftovers(work.folder)
        left = {path.name for path in work.folder.iterdir()} - USUAL
        journal = work.folder / "sopdesk.db-journal"
        if journal.exists() and journal.read_bytes()[:1] in (b"", b"\0"):
            left.discard(journal.name)  # begun and never filled: SQLite takes such a one for none
        if left:
            raise LostError(f"the restore left {sorted(left)}")
        shutil.rmtree(work.folder / KEPT, ignore_errors=True)

    def _is_restored(self, backup: Backup) -> bool:
        """Whether the backup's office is there now; it is held against what had been promised before the backup."""
        work = self.work
        office = open_there(work.folder, new=False)
        try:
            with office.store.read() as unit:
                restores = len(unit.log.newest_of("restore"))
                undone = len(unit.log.newest_of("restore_undone"))
            if not kept_offices(work.folder):
                return False
            if restores != backup.restores + 1 or undone != backup.undone:
                raise LostError("neither the office of the backup is there nor the one of before")
            owed, work.owed = work.owed, deque()  # a backup knows nothing of them
            try:
                answered = dict(list(work.answered.items())[: backup.answered])
                holds(work, office, answered, work.attached[: backup.attached])
            finally:
                work.owed = owed
        finally:
            office.close()
        return True

    def upgrade(self) -> None:
        """An office of the first schema, opened by the program of today."""
        place = self.work.folder.parent / f"lama-{self.work.key()}"
        place.mkdir(parents=True)
        (place / "sopdesk.db").write_bytes(gzip.decompress(OLDER.read_bytes()))
        for _ in range(2):
            with self.spans.cut("sopdesk", "verify", "--data", str(place)) as process:
                _, wrong = process.communicate()
            if process.returncode > 0:
                raise LostError(f"the upgrade ended with {wrong!r}")
            self.tally.upgrades_cut_off += process.returncode < 0
        office = open_there(place, new=False)
        try:
            report = verify(office)
        finally:
            office.close()
        if not report.ok or report.counts["log"] < OLDER_ENTRIES:
            raise LostError(f"the upgrade left {report}")
        for copy in place.glob("*-sebelum-*.db"):
            facts = facts_of(copy, thorough=True)
            if facts.counts["entries"] != OLDER_ENTRIES:
                raise LostError(f"{copy.name}, the copy of before the upgrade, has {facts}")
        shutil.rmtree(place)

    def _whole_backup(self) -> None:
        begun = self._begin_backup()
        words = ("sopdesk", "backup", str(begun.path), "--data", str(self.work.folder), "--json")
        done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, check=False)
        self._count_backup(begun, done.returncode, there=True)


def _deed(deed: str, work: Work, name: str) -> tuple[str, ...]:
    return ("tests.faults.kill_deeds", deed, str(work.folder), name)


KINDS: Final[tuple[tuple[str, Callable[[Rounds], None]], ...]] = (
    *(("batch", Rounds.batch),) * 8,
    *(("backup beside", Rounds.beside),) * 4,
    *(("attach", Rounds.attach),) * 3,
    *(("import", Rounds.book),) * 2,
    *(("restore", Rounds.restore),) * 2,
    ("upgrade", Rounds.upgrade),
)


def run(kills: int, seed: int, place: Path, only: str = "") -> Tally:
    """Kill ``kills`` times in offices under ``place``, in every kind of turn or ``only`` one. Raises LostError."""
    chance = random.Random(seed)
    tally = Tally()
    begun = time.monotonic()
    rounds: Rounds | None = None
    spans = Spans(chance)
    kinds = [kind for kind in KINDS if only in ("", kind[0])]
    order: list[tuple[str, Callable[[Rounds], None]]] = []
    for turn in range(kills):
        if turn % FRESH_EVERY == 0:
            _put_away(rounds, tally)
            rounds = Rounds(Work(place / str(turn) / "data", f"a{turn}", chance), tally, spans)
            tally.offices += 1
            # Each kind comes in every office, in an order of its own; the first makes the office.
            order = chance.sample(kinds, len(kinds))
        assert rounds is not None
        name, play = order[turn % FRESH_EVERY % len(order)]
        tally.turns[name] += 1
        play(rounds)
        tally.kills += 1
    _put_away(rounds, tally)
    tally.seconds = round(time.monotonic() - begun, 1)
    return tally


def _put_away(rounds: Rounds | None, tally: Tally) -> None:
    if rounds is None:
        return
    answers = [answer for _, answer in rounds.work.answered.values()]
    tally.acknowledged += len(answers)
    tally.refused += sum(not answer["ok"] for answer in answers)
    tally.deeds.update(line["op"] for line, answer in rounds.work.answered.values() if answer["ok"])
    shutil.rmtree(rounds.work.folder.parent, ignore_errors=True)


def main(argv: list[str] | None = None) -> int:
    """Run with ``argv``; the figures on standard output, 1 where something was lost."""
    options = argparse.ArgumentParser(
        prog="tests.faults.sigkill", description="Kill the program at its work."
    )
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", choices=sorted({name for name, _ in KINDS}), default="")
    chosen = options.parse_args(argv)
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    with tempfile.TemporaryDirectory() as place:
        try:
            tally = run(chosen.kills, seed, Path(place), chosen.only)
        except LostError as lost:
            print(f"lost (seed {seed}): {lost}", file=sys.stderr)
            return 1
    print(json.dumps({"seed": seed, **vars(tally)}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
