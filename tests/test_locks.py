"""The locks: whole, hashed, in step with pyproject.toml, and of no particular index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = [Requirement(line) for line in PROJECT["dependencies"]]
DEV = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]


def entries(name: str) -> dict[str, tuple[str, list[str]]]:
    """Version and hashes of each package in a lock."""
    text = (ROOT / ".lock" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = {}
    for line in lines:
        pinned = re.match(r"([a-z0-9-]+)==(\S+)", line)
        assert pinned, f"not pinned: {line[:60]}"
        found[pinned[1]] = (pinned[2], re.findall(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)", line))
    return found


@pytest.mark.parametrize(("name", "wanted"), [("run.txt", RUN), ("dev.txt", RUN + DEV)])
def test_lock_answers_pyproject(name: str, wanted: list[Requirement]) -> None:
    """If this fails, pyproject.toml has changed: run ``.lock/make``."""
    locked = entries(name)
    for requirement in wanted:
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), requirement


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    assert [package for package, (_, hashes) in entries(name).items() if not hashes] == []
    assert "://" not in (ROOT / ".lock" / name).read_text(encoding="utf-8")


def test_one_environment_serves_both() -> None:
    dev = entries("dev.txt")
    assert {package: dev.get(package) for package in entries("run.txt")} == entries("run.txt")


def test_qt_is_one_that_lives_on_python_3_11() -> None:
    """6.12.0 aborts there after some 5,700 calls."""
    version, hashes = entries("run.txt")["pyside6-essentials"]
    assert tuple(int(part) for part in version.split(".")) < (6, 12)
    assert len(hashes) >= 3  # Linux, Windows, macOS
