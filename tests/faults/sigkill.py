"""``python3 -m tests.faults kills --kills 500``: kill the program in the middle of its work, again and again.

``--on postgresql`` does it to offices on a server, and kills all processes of the server as often as the program.

Turns of many kinds, each ended by SIGKILL at a random moment: ``sopdesk batch`` fed without a pause with every sort of
line, the same with ``sopdesk backup`` beside it, scans being attached, an old book being imported and taken out again,
a ``sopdesk restore``, an office of an older schema being upgraded, an office in a file being copied onto the server.
After every kill, before anything else is done:

- every answer that came out is in the office, with exactly what it said; every scan that was taken lies there whole;
- every line that was sent is there once or not at all, and is there once when it is sent again with its id; one of
  which the program said that nothing was written is not there;
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
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.services.importing import past_imports
from sopdesk.services.inspecting import inspect
from sopdesk.services.moving import move_to_server, use_server
from sopdesk.services.office import open_office
from sopdesk.services.restoring import kept_offices, undo_restore
from sopdesk.services.verification import Report, verify
from sopdesk.store.place import SETTING
from sopdesk.store.snapshot import facts_of
from tests.faults import grounds
from tests.faults.grounds import Files, OnServer, there_is_one
from tests.faults.kill_deeds import BOOK_LINES, BOOK_YEAR
from tests.faults.kill_work import LostError, Work, holds, open_there, owed_hold
from tests.faults.killing import GONE, ROOT, Process, Spans, killed, told

OLDER: Final = ROOT / "tests" / "data" / "schema-0001.db.gz"
IN_FLIGHT: Final = 6
OLDER_ENTRIES: Final = 995  # of the office in that file
FRESH_EVERY: Final = 20  # kills after which the next office begins, so that making a database is hit as well
STRIKES: Final = 0.4  # of the kills on a server: how many hit the server


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
    moves_cut_off: int = 0
    server_struck: int = 0
    told_gone: int = 0
    told_unsure: int = 0
    unsure_and_there: int = 0
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


def run_until_killed(
    work: Work, after: float, tally: Tally, *, late: bool = True, under: Files | None = None
) -> float:
    """Feed ``sopdesk batch``, what is owed first, and kill it ``after`` seconds; how long its first answer took.

    The time counts from its first answer where ``late``. Where ``under`` is given that is struck, not the program.
    """
    again = deque(work.owed)
    tally.sent_again += len(again)
    work.owed.clear()
    answers = 0
    work.may_fail = under is not None
    words = ("sopdesk", "batch", "--data", str(work.folder))
    with killed(after, *words, late=late, under=under) as process:
        try:
            while True:
                while len(work.owed) < IN_FLIGHT or again:
                    line = again.popleft() if again else work.next_line()
                    work.owed.append(line)
                    process.stdin.write(json.dumps(line).encode() + b"\n")  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                answers += read_answer(work, process)
        except (BrokenPipeError, EOFError):
            while True:
                try:
                    answers += read_answer(work, process)
                except EOFError:
                    break
    process.require_no_fall()
    work.may_fail = False
    work.owed.extend(again)
    tally.torn_answers += process.torn
    tally.killed_before_first_answer += not answers
    return process.first_word


def read_answer(work: Work, process: Process) -> int:
    """Take one answer; 1. Raises EOFError when no whole one is left."""
    work.take_answer(next(told(process)))
    return 1


def check(work: Work, tally: Tally) -> int:
    """Hold the office against everything that was ever promised; its restores. Raises LostError."""
    if not there_is_one(work.folder):  # killed before it came so far
        if work.answered:
            raise LostError("there is no office, and there were answers")
        return 0
    with closing(open_there(work.folder)) as office:
        # Whoever was killed while a server wrote for him has his turn to its end.
        with office.store.write():
            pass
        found = holds(work, office, work.answered, work.attached)
    tally.done_before_though_unanswered += owed_hold(work, found)
    tally.told_gone += len(work.undone)
    tally.told_unsure += len(work.unsure)
    tally.unsure_and_there += len(work.unsure & found.answers.keys())
    work.undone.clear()
    work.unsure.clear()
    tally.verified += 1
    tally.entries_verified += found.entries
    return found.restores


class Rounds:
    """The turns on one office."""

    def __init__(self, work: Work, ground: Files, tally: Tally, spans: Spans) -> None:
        self.work = work
        self.ground = ground
        self.tally = tally
        self.spans = spans
        self.chance = work.chance
        self.backups: list[Backup] = []
        self.books = 0  # how often the old book went in or out

    def _victim(self) -> Files | None:
        """What lies under the program where that is to be struck; None where it is the program itself."""
        strikes = isinstance(self.ground, OnServer) and self.chance.random() < STRIKES
        return self.ground if strikes else None

    def batch(self) -> None:
        """Lines alone: some of the kills while it starts, the others in the middle of its work."""
        late = self.chance.random() < 0.6
        after = self.chance.uniform(0.0, 0.9) if late else self.spans.start(self.chance.uniform(0.15, 1.2))
        under = self._victim()
        self.spans.started(run_until_killed(self.work, after, self.tally, late=late, under=under))
        check(self.work, self.tally)

    def beside(self) -> None:
        """A backup while lines are worked on; either may be cut off."""
        work = self.work
        begun = self._begin_backup()
        words = ("sopdesk", "backup", str(begun.path), "--data", str(work.folder), "--json")
        under = self._victim()
        with self.spans.cut(*words) as process:
            after = self.chance.uniform(0.2, 1.4)
            self.spans.started(run_until_killed(work, after, self.tally, under=under))
        cut_off = process.was_cut_off or (under is not None and process.returncode == GONE)
        there = there_is_one(work.folder)
        if cut_off or process.returncode == 0 or not (there and begun.answered):
            self._count_backup(begun, process.returncode)
        else:
            process.require_no_fall()
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

    def _count_backup(self, begun: Backup, ended: int) -> None:
        if ended == 0 or begun.path.exists():
            if not begun.path.exists():
                raise LostError(f"{begun.path.name} was told to be finished, and is not there")
            inspect(begun.path.parent / "lihat", begun.path)
            self.backups.append(begun)
            self.tally.backups += 1
        else:
            self.tally.backups_cut_off += 1

    def attach(self) -> None:
        """Scans, one after the other."""
        work, name = self.work, self.work.key()
        words = _deed("attach", work.folder, name)
        with (
            killed(self.chance.uniform(0.0, 0.8), *words, late=True, under=self._victim()) as process,
            suppress(EOFError),
        ):
            for said in told(process):
                work.attached.append(said["key"])
                self.tally.scans += 1
        process.require_no_fall()
        check(work, self.tally)

    def book(self) -> None:
        """An old book in and out again."""
        work = self.work
        standing = None
        words = _deed("import", work.folder, "buku")
        with (
            killed(self.chance.uniform(0.0, 1.0), *words, late=True, under=self._victim()) as process,
            suppress(EOFError),
        ):
            for said in told(process):
                standing = said["standing"]
                self.books += 1
                self.tally.imports += 1
        process.require_no_fall()
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
        with self.spans.cut(*words, under=self._victim()) as process:
            _, wrong = process.communicate()
        if process.returncode and not process.was_cut_off:
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
        left = self.ground.leftovers(work.folder)
        if left:
            raise LostError(f"the restore left {sorted(left)}")
        self.ground.forget_kept(work.folder)

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

    def _older(self) -> Path:
        """A folder with an office of the first schema in a file."""
        place = self.work.folder.parent / f"lama-{self.work.key()}"
        place.mkdir(parents=True)
        (place / "sopdesk.db").write_bytes(gzip.decompress(OLDER.read_bytes()))
        return place

    def move(self) -> None:
        """An office in a file that is copied onto the server; then it is there or here, and the copy can be made."""
        assert isinstance(self.ground, OnServer)
        place, address = self._older(), self.ground.address()
        open_office(place, datetime.now(UTC), local=True).close()
        with self.spans.cut(*_deed("move", place, address), under=self._victim()) as process:
            pass
        process.require_no_fall()
        cut_off = not (place / SETTING).exists()
        if process.returncode == 0 and cut_off:
            raise LostError("the copy was told to be done, and the server is not used")
        self.tally.moves_cut_off += cut_off
        if cut_off:
            with closing(open_office(place, datetime.now(UTC), new=False, local=True)) as office:
                _whole(verify(office), "the file that was being copied")
            try:
                move_to_server(place, address, by="Penata Server", now=datetime.now(UTC))
            except Refused as no:
                # Killed between the two: the office on the server is whole, and this PC did not yet know.
                if no.rule is not Rule.SERVER_TAKEN:
                    raise
                use_server(place, address)
        with closing(open_there(place, new=False)) as office:
            _whole(verify(office), "the office that came to the server")
        self.ground.clear(place)

    def upgrade(self) -> None:
        """An office of the first schema, opened by the program of today."""
        place = self._older()
        for _ in range(2):
            with self.spans.cut("sopdesk", "verify", "--data", str(place)) as process:
                _, wrong = process.communicate()
            if process.returncode > 0:
                raise LostError(f"the upgrade ended with {wrong!r}")
            self.tally.upgrades_cut_off += process.returncode < 0
        with closing(open_there(place, new=False)) as office:
            _whole(verify(office), "the office that was upgraded")
        for copy in place.glob("*-sebelum-*.db"):
            facts = facts_of(copy, thorough=True)
            if facts.counts["entries"] != OLDER_ENTRIES:
                raise LostError(f"{copy.name}, the copy of before the upgrade, has {facts}")
        shutil.rmtree(place)

    def _whole_backup(self) -> None:
        begun = self._begin_backup()
        words = ("sopdesk", "backup", str(begun.path), "--data", str(self.work.folder), "--json")
        done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, check=False)
        if done.returncode:
            raise LostError(f"the backup ended with {done.returncode}: {done.stderr!r}")
        self._count_backup(begun, 0)


def _deed(deed: str, folder: Path, name: str) -> tuple[str, ...]:
    return ("tests.faults.kill_deeds", deed, str(folder), name)


def _whole(report: Report, what: str) -> None:
    if not report.ok or report.counts["log"] < OLDER_ENTRIES:
        raise LostError(f"{what}: {report}")


KINDS: Final[tuple[tuple[str, Callable[[Rounds], None]], ...]] = (
    *(("batch", Rounds.batch),) * 8,
    *(("backup beside", Rounds.beside),) * 4,
    *(("attach", Rounds.attach),) * 3,
    *(("import", Rounds.book),) * 2,
    *(("restore", Rounds.restore),) * 2,
    ("upgrade", Rounds.upgrade),
)
ON_SERVER: Final = (*(kind for kind in KINDS if kind[0] != "upgrade"), ("move", Rounds.move))


def kinds_on(ground: Files) -> tuple[tuple[str, Callable[[Rounds], None]], ...]:
    """The kinds of turns there are, each as often as it comes in an office."""
    return ON_SERVER if isinstance(ground, OnServer) else KINDS


def run(kills: int, seed: int, place: Path, only: str = "", ground: Files | None = None) -> Tally:
    """Kill ``kills`` times in offices under ``place``, in every kind of turn or ``only`` one. Raises LostError."""
    ground = ground or Files()
    chance = random.Random(seed)
    tally = Tally()
    begun = time.monotonic()
    rounds: Rounds | None = None
    spans = Spans(chance)
    kinds = [kind for kind in kinds_on(ground) if only in ("", kind[0])]
    order: list[tuple[str, Callable[[Rounds], None]]] = []
    for turn in range(kills):
        if turn % FRESH_EVERY == 0:
            _put_away(rounds, tally)
            folder = place / str(turn) / "data"
            ground.lay(folder)
            rounds = Rounds(Work(folder, f"a{turn}", chance), ground, tally, spans)
            tally.offices += 1
            # Each kind comes in every office, in an order of its own; the first makes the office.
            order = chance.sample(kinds, len(kinds))
        assert rounds is not None
        name, play = order[turn % FRESH_EVERY % len(order)]
        tally.turns[name] += 1
        play(rounds)
        tally.kills += 1
    _put_away(rounds, tally)
    tally.server_struck = ground.strikes
    tally.seconds = round(time.monotonic() - begun, 1)
    return tally


def _put_away(rounds: Rounds | None, tally: Tally) -> None:
    if rounds is None:
        return
    answers = [answer for _, answer in rounds.work.answered.values()]
    tally.acknowledged += len(answers)
    tally.refused += sum(not answer["ok"] for answer in answers)
    tally.deeds.update(line["op"] for line, answer in rounds.work.answered.values() if answer["ok"])
    rounds.ground.clear(rounds.work.folder)
    shutil.rmtree(rounds.work.folder.parent, ignore_errors=True)


def main(argv: list[str] | None = None) -> int:
    """Run with ``argv``; the figures on standard output, 1 where something was lost."""
    options = argparse.ArgumentParser(
        prog="tests.faults.sigkill", description="Kill the program at its work."
    )
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--only", choices=sorted({name for name, _ in (*KINDS, *ON_SERVER)}), default="")
    grounds.add_choice(options)
    chosen = options.parse_args(argv)
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    for name in grounds.chosen(chosen.on):
        with tempfile.TemporaryDirectory() as place, grounds.ground_of(name) as ground:
            try:
                tally = run(chosen.kills, seed, Path(place), chosen.only, ground)
            except LostError as lost:
                print(f"lost (on {name}, seed {seed}): {lost}", file=sys.stderr)
                return 1
        print(json.dumps({"on": name, "seed": seed, **vars(tally)}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
