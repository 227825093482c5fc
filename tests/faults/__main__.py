"""``python3 -m tests.faults``: names the tests of faults and runs them; ``--help`` says more.

Each room runs by its name as well: ``python3 -m tests.faults damage folder``. ``kills``, ``crowd`` and ``large`` run
at their full size here, and as a sample in the tests of everything.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.faults.grounds import BOTH, POSTGRESQL, SQLITE

ROOT: Final = Path(__file__).resolve().parent.parent.parent
ROOMS: Final[dict[str, tuple[str, ...]]] = {
    "damage": (
        "tests/faults/test_no_office.py",
        "tests/faults/test_single_bytes.py",
        "tests/services/test_backups.py",
        "tests/faults/test_looking.py",
        "tests/store/test_salvage.py",
        "tests/store/test_troubles.py",
        "tests/ui/backups/test_damage.py",
    ),
    "folder": (
        "tests/faults/test_lost_file.py",
        "tests/faults/test_missing_attachment.py",
        "tests/ui/main/test_forms_in_trouble.py",
        "tests/ui/main/test_opening.py",
    ),
    "disk": ("tests/faults/test_disk.py",),
    "settings": (
        "tests/faults/test_spoiled_settings.py",
        "tests/faults/test_window_files.py",
        "tests/ui/main/test_damaged_settings.py",
    ),
    "forms": ("tests/ui/deeds/test_drafts.py",),
    "crashes": (
        "tests/faults/test_crash_book.py",
        "tests/faults/test_crash_text.py",
        "tests/ui/main/test_crash.py",
    ),
    "clock": (
        "tests/faults/test_zone.py",
        "tests/ui/agenda/test_clock_note.py",
        "tests/ui/deeds/test_deeds.py",
        "tests/ui/settings/test_clock.py",
    ),
    "memory": ("tests/faults/test_memory.py",),
    "printer": ("tests/cups/test_print_out.py",),
    "kills": ("tests/faults/test_sigkill.py", "tests/faults/test_restore_kills.py"),
    "crowd": ("tests/faults/test_eight_at_new_year.py", "tests/faults/test_eight_at_work.py"),
    "odd": (
        "tests/cli/test_batch_odd.py",
        "tests/faults/test_batch_fields.py",
        "tests/faults/test_odd_files.py",
    ),
    "proof": ("tests/faults/test_every_column.py",),
    "server": (
        "tests/faults/server/test_crowd.py",
        "tests/faults/server/test_gone.py",
        "tests/faults/server/test_kills.py",
        "tests/faults/server/test_line.py",
        "tests/faults/server/test_server_disk.py",
        "tests/faults/server/test_turns.py",
    ),
    "large": ("tests/faults/test_large_backup.py",),
}
"""Which tests are of which kind of fault; a file of this folder that is missing here is told by a test."""
USUAL_KILLS: Final = 500
USUAL_SECONDS: Final = 120
LARGE: Final = {"SOPDESK_LARGE_BACKUP": "2000"}  # megabytes of attachments
USUAL_POINTS: Final = 50


def main(argv: Sequence[str]) -> int:
    """Run the rooms that are named, or all; the exit code is that of the worst."""
    reader = argparse.ArgumentParser(prog="python3 -m tests.faults")
    reader.add_argument(
        "rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}; all when none is named"
    )
    reader.add_argument("--list", action="store_true", help="name the rooms and their tests, and run nothing")
    reader.add_argument(
        "--kills",
        type=int,
        default=USUAL_KILLS,
        help="SIGKILLs in the middle of work after the tests (0: none)",
    )
    reader.add_argument(
        "--seconds",
        type=int,
        default=USUAL_SECONDS,
        help="how long eight programs work on one office after the tests (0: not at all)",
    )
    reader.add_argument(
        "--points",
        type=int,
        default=USUAL_POINTS,
        help="points of a working day at which a small disk fills up, after the tests (0: none)",
    )
    reader.add_argument(
        "--on",
        choices=(SQLITE, POSTGRESQL, BOTH),
        default=BOTH,
        help="which database lies under kills and crowd; without a PostgreSQL server both is the file alone",
    )
    wanted = reader.parse_args(argv)
    unknown = [room for room in wanted.rooms if room not in ROOMS]
    if unknown:
        reader.error(f"no such room: {', '.join(unknown)}")
    rooms = wanted.rooms or list(ROOMS)
    if wanted.list:
        for room in rooms:
            print(room, *ROOMS[room], sep="\n  ")
        return 0
    files = [file for room in rooms if room != "large" for file in ROOMS[room]]
    worst = _run(["-m", "pytest", "-q", *files]) if files else 0
    if "large" in rooms:
        worst = _run(["-m", "pytest", "-q", "-s", *ROOMS["large"]]) or worst  # its figures are what one wants
    if "kills" in rooms and wanted.kills:
        worst = _run(["-m", "tests.faults.sigkill", "--kills", str(wanted.kills), "--on", wanted.on]) or worst
    if "crowd" in rooms and wanted.seconds:
        worst = (
            _run(["-m", "tests.faults.crowd", "--seconds", str(wanted.seconds), "--on", wanted.on]) or worst
        )
    if "disk" in rooms and wanted.points:
        worst = _run(["-m", "tests.faults.disk", "--points", str(wanted.points)]) or worst
    return worst


def _run(arguments: Sequence[str]) -> int:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=LARGE | os.environ, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
