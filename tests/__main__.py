"""``python3 -m tests``: sets up what is missing and runs all tests; arguments go to pytest as they are."""

import subprocess
import sys
from pathlib import Path

from sopdesk import provision

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str]) -> int:
    """Run pytest on ``argv``, or on everything: the benchmarks alone, after the rest has left the cores to them."""
    if argv:
        return _pytest(argv)
    benchmarks = ROOT / "tests" / "benchmarks"
    worst = _pytest(["-n", "2", "--dist", "loadfile", "--benchmark-disable", f"--ignore={benchmarks}"])
    if any(benchmarks.glob("test_*.py")):
        worst = _pytest([str(benchmarks)]) or worst
    return worst


def _pytest(arguments: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    provision.ensure("tests", provision.TESTS)
    sys.exit(main(sys.argv[1:]))
