"""``python3 -m tests``: sets up what is missing and runs all tests; arguments go to pytest as they are."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sopdesk import provision

ROOT = Path(__file__).resolve().parent.parent

_TOGETHER = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
FAULTS = "tests/faults/server"
"""What needs a server, and puts one up itself."""
ON_SERVER = ("tests/store", "tests/services", "tests/cli", "tests/faults/test_every_column.py")
"""What runs a second time, on PostgreSQL."""


def main(argv: list[str]) -> int:
    """Run pytest on ``argv``, or on everything.

    The tests with a real mouse and real keys get a display of their own, and the benchmarks run alone, after the
    rest has left the cores to them.
    """
    if argv:
        return _pytest(argv)
    benchmarks = ROOT / "tests" / "benchmarks"
    worst = _pytest(
        [
            *_TOGETHER,
            "--durations=25",
            "--benchmark-disable",
            f"--ignore={benchmarks}",
            f"--ignore={FAULTS}",
        ]
    )
    if shutil.which("xvfb-run"):
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"]
        worst = (
            _pytest(
                ["tests/ui/board/test_mouse.py", "tests/ui/scans/test_real_keys.py"],
                screen,
                {"SOPDESK_TEST_DISPLAY": "1", "QT_QPA_PLATFORM": "xcb"},
            )
            or worst
        )
    worst = _on_server() or worst
    if any(benchmarks.glob("test_*.py")):
        worst = _pytest([str(benchmarks)]) or worst
    return worst


def _on_server() -> int:
    """The same tests of store, use cases and command line with each office on a PostgreSQL server."""
    from tests import postgres  # late: it needs what ``ensure`` has set up

    lacking = postgres.lacking()
    if lacking:
        print(f"not run on PostgreSQL: {lacking}")
        return 0
    with postgres.cluster() as server:
        told = {postgres.WANTED: "postgresql", postgres.SERVER: server.url("postgres")}
        return _pytest([*_TOGETHER, *ON_SERVER, FAULTS], extra=told)


def _pytest(arguments: list[str], before: Sequence[str] = (), extra: Mapping[str, str] | None = None) -> int:
    command = [*before, sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | dict(extra or {}), check=False).returncode


if __name__ == "__main__":
    provision.ensure("tests", provision.TESTS)
    sys.exit(main(sys.argv[1:]))
