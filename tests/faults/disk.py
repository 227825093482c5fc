"""``python3 -m tests.faults.disk --points 50``: a working day on a disk that fills up, at one deed after the other.

The office lies on a small disk of its own. Before one deed of the day another program's file takes the room but for a
few pages. What the deed then does is one of two things: it is done, or the clerk reads that the disk is full. While the
disk is full the day goes on as well as it can, and what is there can be read. Once there is room again:

- everything that was acknowledged is there, and ``verify`` finds nothing;
- the deed that was refused is done by doing it again, and so is the rest of the day.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services import queries
from sopdesk.services.sentences import sentence
from sopdesk.services.verification import verify
from tests.faults.day import ORDER, Day

_SIZE: Final = "24m"
_PAGES: Final = (0, 0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 120)
"""Pages of the disk, of 4 KiB, that are left to a deed."""
_WHILE_FULL: Final = 4  # deeds that are tried before room is made
_WORDS: Final = ("Disk penuh", "Ruang disk tidak cukup")
UNMOUNTABLE: Final = "this machine lets nobody mount a small disk"


class LostError(Exception):
    """What was acknowledged is not there, or the clerk was told something else; the text says what."""


class NoDiskError(Exception):
    """No small disk can be mounted here: that takes root."""


@dataclass
class Tally:
    """What was done and seen."""

    points: int = 0
    acknowledged: int = 0
    told_full: int = 0
    done_on_a_full_disk: int = 0
    refused_deeds: dict[str, int] = field(default_factory=dict)
    verified: int = 0
    seconds: float = 0.0


@contextmanager
def small_disk(size: str = _SIZE) -> Iterator[Path]:
    """A disk of its own, taken away again whatever happens. Raises NoDiskError."""
    place = Path(tempfile.mkdtemp(prefix="sopdesk-disk-"))
    asked = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(asked, check=False, capture_output=True).returncode != 0:
        place.rmdir()
        raise NoDiskError(UNMOUNTABLE)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


@contextmanager
def filled(disk: Path, pages: int) -> Iterator[None]:
    """Leave so many pages of room; all of it is there again afterwards."""
    filler = disk / "penuh"
    try:
        with filler.open("wb") as file:
            found = os.statvfs(disk)
            os.posix_fallocate(file.fileno(), 0, max((found.f_bavail - pages) * found.f_frsize, 1))
        yield
    finally:
        filler.unlink()


def tried(day: Day, deed: str, tally: Tally) -> bool:
    """Whether the deed was done; else it was refused with the right sentence. Raises LostError."""
    try:
        day.do(deed)
    except Trouble as trouble:
        said = str(trouble.data.get("said") or sentence(trouble))
        if trouble.fault is not Fault.DISK_FULL or not any(words in said for words in _WORDS):
            raise LostError(f"{deed} on a full disk said: {trouble.fault}: {said}") from trouble
        tally.told_full += 1
        tally.refused_deeds[deed] = tally.refused_deeds.get(deed, 0) + 1
        return False
    return True


def read(day: Day) -> None:
    """What is there can be read; an office that has still to be opened tells why not. Raises LostError."""
    held = day.is_open
    try:
        queries.board(day.office, day.now)
    except Trouble as trouble:
        # The database lays a small file beside itself when it is opened.
        if held or trouble.fault is not Fault.DISK_FULL:
            raise LostError(f"cannot be read on a full disk: {trouble.fault}") from trouble


def check(day: Day, tally: Tally) -> None:
    """Hold the office against all that was acknowledged. Raises LostError."""
    if lost := day.lost():
        raise LostError(f"acknowledged and not there: {lost}")
    report = verify(day.office)
    if not report.ok:
        raise LostError(f"verify: {report.problems}")
    tally.verified += 1


def one_day(disk: Path, source: Path, at: int, pages: int, tally: Tally) -> None:
    """A day whose disk is full but for ``pages`` at the deed numbered ``at``. Raises LostError."""
    day = Day(disk / "data", source)
    try:
        for deed in ("start", *ORDER[:at]):  # one dossier is of yesterday
            day.do(deed)
        ahead = list(ORDER[at:])
        with filled(disk, pages):
            left = [deed for deed in ahead[:_WHILE_FULL] if not tried(day, deed, tally)]
            tally.done_on_a_full_disk += min(_WHILE_FULL, len(ahead)) - len(left)
            read(day)
            # As the PC is switched off in the evening, with the disk still full.
            day.close()
        check(day, tally)
        for deed in (*left, *ahead[_WHILE_FULL:]):
            day.do(deed)
        check(day, tally)
    finally:
        day.close()
        shutil.rmtree(day.folder, ignore_errors=True)
    tally.points += 1
    tally.acknowledged += len(day.kept)


def places(points: int) -> list[int]:
    """At which deed of the day each disk is full: spread over the day, and again from its beginning."""
    return [point * len(ORDER) // min(points, len(ORDER)) % len(ORDER) for point in range(points)]


def run(points: int, seed: int) -> Tally:
    """So many days, each with its disk full at another deed. Raises LostError, NoDiskError."""
    chance = random.Random(seed)
    tally = Tally()
    begun = time.monotonic()
    with small_disk() as disk, tempfile.TemporaryDirectory() as source:
        for at in places(points):
            pages = chance.choice(_PAGES)
            try:
                one_day(disk, Path(source), at, pages, tally)
            except (LostError, AssertionError) as lost:
                raise LostError(f"full at {ORDER[at]} (deed {at}), {pages} pages left: {lost}") from lost
    tally.seconds = round(time.monotonic() - begun, 1)
    return tally


def main(argv: list[str] | None = None) -> int:
    """Run with ``argv``; the figures on standard output, 1 where something was lost."""
    options = argparse.ArgumentParser(prog="tests.faults.disk", description="Work on a disk that fills up.")
    options.add_argument("--points", type=int, default=50)
    options.add_argument("--seed", type=int, default=None)
    chosen = options.parse_args(argv)
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    try:
        tally = run(chosen.points, seed)
    except NoDiskError as none:
        print(f"not run: {none}", file=sys.stderr)
        return 0
    except LostError as lost:
        print(f"lost (seed {seed}): {lost}", file=sys.stderr)
        return 1
    print(json.dumps({"seed": seed, **asdict(tally)}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
