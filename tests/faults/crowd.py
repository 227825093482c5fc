"""``python3 -m tests.faults crowd --seconds 120``: eight programs work on one office, as fast as they can.

``--on postgresql`` puts the office on a server, as several PCs have it.
Afterwards what each was promised is held against the office: no deed is lost, none is there twice, no number twice or
missing, no dossier moved from a step at which it was not seen; ``verify`` finds nothing. Nobody met a trouble.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.dossier import State, apply, replay
from sopdesk.domain.events import COUNTERS
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.services.dossiers import Start, start
from sopdesk.services.gaps import integrity
from sopdesk.services.office import Office, open_office
from sopdesk.services.settings import reasons, save_profile
from sopdesk.services.verification import verify
from tests.faults import grounds
from tests.faults.crowd_deeds import REASONS_EACH, clerk_of

ROOT: Final = Path(__file__).resolve().parent.parent.parent
CLERKS: Final = 8
SHARED: Final = 40  # dossiers that all have before them


class WrongError(Exception):
    """What was promised does not hold; the text says what."""


def run(folder: Path, seconds: float) -> dict[str, Any]:
    """Let eight work; the figures. Raises WrongError."""
    now = datetime.now(UTC)
    office = open_office(folder, now)
    profile = replace(office.look().profile, kabupaten="Contoh", kecamatan="Uji", place="Uji", mark="UJI")
    save_profile(office, profile, by="Penata", now=now)
    for number in range(SHARED):
        start(office, Start("renstra", f"Bersama {number}"), by="Penata", at=now, now=now)
    office.close()
    told = _let_work(folder, seconds)
    office = open_office(folder, datetime.now(UTC))
    try:
        judge(office, told)
    finally:
        office.close()
    return figures(told, seconds)


def _let_work(folder: Path, seconds: float) -> list[dict[str, Any]]:
    outs = [folder.parent / f"petugas-{me}.json" for me in range(CLERKS)]
    runners = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.crowd_deeds", str(folder), str(me), str(seconds), str(out)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for me, out in enumerate(outs)
    ]
    try:
        for runner in runners:
            if runner.stdout is None or runner.stdout.readline() != "ready\n":
                raise WrongError(runner.communicate()[1])
        for runner in runners:
            assert runner.stdin is not None
            runner.stdin.write("go\n")
            runner.stdin.flush()
        for runner in runners:
            _, wrong = runner.communicate(timeout=seconds + 120)
            if runner.returncode:
                raise WrongError(wrong)
    finally:
        for runner in runners:
            runner.kill()
            runner.communicate()
    return [json.loads(out.read_text(encoding="utf-8")) for out in outs]


def judge(office: Office, told: list[dict[str, Any]]) -> None:
    """Hold the office against what the eight were promised. Raises WrongError."""
    troubles = [trouble for each in told for trouble in each["troubles"]]
    if troubles:
        raise WrongError(f"{len(troubles)} deeds met a trouble: {troubles[:5]}")
    problems = verify(office).problems
    if problems:
        raise WrongError(f"verify: {problems[:5]}")
    with office.store.read() as unit:
        logged = Counter(entry.actor for entry in unit.log.walk())
    for me, each in enumerate(told):
        if logged[clerk_of(me)] != sum(each["done"].values()):
            raise WrongError(
                f"{clerk_of(me)} did {each['done']}, and {logged[clerk_of(me)]} entries are there"
            )
    for what in ("taken", "handed", "receipts", "dispositions", "appointments"):
        twice = [x for x, n in Counter(_flat(x) for each in told for x in each[what]).items() if n > 1]
        if twice:
            raise WrongError(f"promised twice, {what}: {twice[:5]}")
    _judge_numbers(office, {tuple(place) for each in told for place in each["taken"]})
    _judge_dossiers(office, [tuple(x) for each in told for x in each["handed"]])
    kept = set(reasons(office.look(), "hold"))
    wanted = {f"Sebab {me}-{n}" for me in range(CLERKS) for n in range(REASONS_EACH)}
    if not wanted <= kept:
        raise WrongError(f"reasons lost: {wanted - kept}")
    posts = {post.id for post in office.look().appointments}
    if posts != {post for each in told for post in each["appointments"]}:
        raise WrongError("posts of officials were lost")


def _flat(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told


def _judge_numbers(office: Office, taken: set[tuple[Any, ...]]) -> None:
    found = set()
    for register in (INCOMING, OUTGOING):
        for year in sorted({place[1] for place in taken if place[0] == register}):
            if not integrity(office, register, year).whole:
                raise WrongError(f"{register} {year} has gaps")
            with office.store.read() as unit:
                lines = unit.registers.of_year(register, year)
            found |= {(register, year, line.urut, line.sisipan) for line in lines}
            plain = sorted(line.urut for line in lines if not line.sisipan)
            if plain != list(range(1, len(plain) + 1)):
                raise WrongError(f"{register} {year} does not count from 1 to {len(plain)}")
    if found != taken:
        raise WrongError(
            f"numbers lost {sorted(taken - found)[:5]}, never promised {sorted(found - taken)[:5]}"
        )


def _judge_dossiers(office: Office, handed: list[tuple[Any, ...]]) -> None:
    """Each hand-over was made from the step at which its clerk had seen the dossier."""
    seen_at = {event: (dossier, step) for dossier, step, event in handed}
    known = office.look()
    with office.store.read() as unit:
        for dossier in sorted({dossier for dossier, _, _ in handed}):
            row = unit.dossiers.get(dossier)
            if row is None:
                raise WrongError(f"dossier {dossier} is gone")
            sop, events = known.sop(row.sop, row.revision), unit.log.of_dossier(dossier)
            state: State = replay(sop, events[:1])
            for event in events[1:]:
                if event.kind in COUNTERS:
                    raise WrongError("nobody took anything back")
                if event.seq in seen_at and seen_at.pop(event.seq) != (dossier, state.step):
                    raise WrongError(
                        f"entry {event.seq} moved dossier {dossier} from step {state.step}, not seen there"
                    )
                state = apply(sop, state, event)
    if seen_at:
        raise WrongError(f"hand-overs lost: {seen_at}")


def figures(told: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """What there is to report: deeds a second, refusals, how long a clerk waited."""
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for each in told:
        done.update(each["done"])
        refused.update(each["refused"])
    waits = sorted(wait for each in told for wait in each["waits"])
    return {
        "seconds": seconds,
        "deeds": sum(done.values()),
        "deeds_a_second": round(sum(done.values()) / seconds, 1),
        "least_and_most_of_a_clerk": [f([sum(e["done"].values()) for e in told]) for f in (min, max)],
        "wait_ms": {
            "median": round(statistics.median(waits) * 1000, 1),
            "p99": round(waits[int(len(waits) * 0.99)] * 1000, 1),
            "worst": round(waits[-1] * 1000, 1),
        },
        "done": dict(done),
        "refused": dict(refused),
    }


def main(argv: list[str] | None = None) -> int:
    """Run with ``argv``; the figures on standard output, 1 where something does not hold."""
    options = argparse.ArgumentParser(prog="tests.faults.crowd", description="Eight programs at one office.")
    options.add_argument("--seconds", type=float, default=120)
    grounds.add_choice(options)
    chosen = options.parse_args(argv)
    for name in grounds.chosen(chosen.on):
        with tempfile.TemporaryDirectory() as place, grounds.ground_of(name) as ground:
            folder = Path(place) / "data"
            ground.lay(folder)
            try:
                found = run(folder, chosen.seconds)
            except WrongError as wrong:
                print(f"wrong, on {name}: {wrong}", file=sys.stderr)
                return 1
        print(json.dumps({"on": name, **found}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
