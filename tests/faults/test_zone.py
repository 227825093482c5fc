"""The PC's own time zone changes nothing: the office's decides."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopdesk.services.office import Office
from tests.services.backup_office import furnish

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    sys.platform == "win32", reason="the zone of a process is not set by its surroundings there"
)
def test_another_zone_of_the_pc_tells_the_same(office: Office) -> None:
    """In New York it is still yesterday, in Kiritimati already tomorrow."""
    furnish(office, scans=0)
    office.close()
    told = []
    for zone in ("UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Jakarta"):
        env = {**os.environ, "TZ": zone}
        for argv in (("dossier", "list"), ("register", "outgoing", "--year", "2026"), ("calendar", "show")):
            done = subprocess.run(
                [sys.executable, "-m", "sopdesk", *argv, "--json"],
                cwd=ROOT,
                env=env,
                capture_output=True,
                encoding="utf-8",
                check=True,
            )
            told.append((argv, _still(json.loads(done.stdout))))
    for argv, said in told:
        assert [other for same, other in told if same == argv] == [said] * 4
    assert any(said for argv, said in told if argv == ("dossier", "list"))


def _still(said: object) -> object:
    """Without what the passing minute changes."""
    if isinstance(said, list):
        return [_still(each) for each in said]
    if isinstance(said, dict):
        return {k: _still(v) for k, v in said.items() if k not in ("late", "level")}
    return said
