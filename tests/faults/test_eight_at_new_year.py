"""Eight programs take numbers in both registers over New Year; some are late, some are cut off in the middle."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sopdesk import paths
from sopdesk.domain.numbers import INCOMING, OUTGOING
from sopdesk.services.gaps import integrity
from sopdesk.services.office import open_office
from sopdesk.services.queries import register
from sopdesk.services.verification import verify
from tests.services.desk import WIB, copy_office

ROOT = paths.resources().parent
PROCESSES, EACH = 8, 200
NOW = datetime(2027, 1, 4, 15, 0, tzinfo=WIB)

_PROGRAM = """
import json, random, sys
from datetime import date, datetime, timedelta
from pathlib import Path
from sopdesk.domain.errors import Refused, Rule
from sopdesk.services import reserving
from sopdesk.services.numbering import NumberWish, take_number, void_number
from sopdesk.services.office import open_office

class Cut(Exception):
    pass

def cut(unit, answer):
    raise Cut

folder, now, me, each = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
office = open_office(folder, now)
chance = random.Random(me)
by = f"Petugas {me}"
# Every other program is still in the old year for most of its work: its letters are dated in December.
old = me % 2 == 0
taken, refusals, cuts = [], 0, 0
print("ready", flush=True)
sys.stdin.readline()
done = 0
while done < each:
    late = done * 6 // each if not old else min(done * 3 // each, 1)
    day = date(2026, 12, 30) + timedelta(days=late)
    register = chance.choice(("incoming", "outgoing"))
    wish = NumberWish(register, f"Hal {me}-{done}", "Tujuan", day)
    what = chance.random()
    try:
        if what < 0.12:
            try:
                take_number(office, wish, by=by, now=now, then=cut)
            except Cut:
                cuts += 1
            continue
        if what < 0.15:
            span = reserving.reserve(office, register, day, person=by, reason="Nanti", by=by, now=now)
            taken.append([register, span.year, span.first, ""])
        else:
            answer = take_number(office, wish, by=by, now=now)
            taken.append([register, answer.year, answer.number, answer.insert or ""])
            if what > 0.97:
                void_number(office, register=register, year=answer.year, number=answer.number,
                            reason="Salah", by=by, now=now)
    except Refused as no:
        if no.rule is not Rule.DATE_BEFORE_LAST:
            raise
        # Another program has gone on to a later day: what is left is an inserted number.
        refusals += 1
        after = int(no.data["number"])
        inserted = NumberWish(register, wish.subject, wish.addressee, day, insert_after=after, reason="Menyusul")
        answer = take_number(office, inserted, by=by, now=now)
        taken.append([register, answer.year, answer.number, answer.insert or ""])
    done += 1
office.close()
print(json.dumps({"taken": taken, "refusals": refusals, "cuts": cuts}), flush=True)
"""


@pytest.mark.slow
def test_eight_programs_over_new_year(template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    copy_office(template, folder)
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(folder), NOW.isoformat(), str(me), str(EACH)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for me in range(PROCESSES)
    ]
    told: list[dict[str, Any]] = []
    try:
        for runner in runners:
            assert runner.stdout is not None
            assert runner.stdout.readline() == "ready\n", runner.communicate()[1]
        for runner in runners:
            assert runner.stdin is not None
            runner.stdin.write("go\n")
            runner.stdin.flush()
        for runner in runners:
            out, wrong = runner.communicate(timeout=900)
            assert runner.returncode == 0, wrong
            told.append(json.loads(out))
    finally:
        for runner in runners:
            runner.kill()
            runner.communicate()
    _judge(folder, told)


def _judge(folder: Path, told: list[dict[str, Any]]) -> None:
    taken = Counter(tuple(place) for each in told for place in each["taken"])
    assert sum(taken.values()) == PROCESSES * EACH
    assert not [place for place, count in taken.items() if count > 1]
    # The test means something: work was cut off, days overlapped, and both years of both registers were used.
    assert sum(each["cuts"] for each in told) > PROCESSES
    assert sum(each["refusals"] for each in told) > 0
    office = open_office(folder, NOW)
    try:
        assert verify(office).problems == ()
        found = set()
        for name in (INCOMING, OUTGOING):
            for year in (2026, 2027):
                assert integrity(office, name, year).whole
                lines = register(office, name, year)
                plain = [line for line in lines if not line.insert]
                assert [line.urut for line in plain] == list(range(1, len(plain) + 1))
                days = [line.date for line in plain]
                assert days == sorted(days)
                assert {day.year for day in days} == {year}
                assert date(2026, 12, 30) <= min(days)
                found |= {(name, year, line.urut, line.insert) for line in lines}
        assert found == set(taken)
    finally:
        office.close()
