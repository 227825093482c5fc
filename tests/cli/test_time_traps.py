"""``sopdesk time`` against minutes counted one by one, at the moments at which a clock goes wrong."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import sopdesk
from tests.domain.trap_calendar import MOMENTS, TRAPS, trap

MINUTES = {"5 menit": 5, "10 menit": 10, "1 jam": 60, "2 jam": 120, "7 jam 30 menit": 450, "40 jam": 2400}
DAYS = {"1 hari": 1, "2 hari": 2, "2-3 hari": 3, "5 hari": 5, "2 minggu": 10}
SPANS = (
    timedelta(minutes=1),
    timedelta(hours=1, minutes=5),
    timedelta(hours=20),
    timedelta(days=4),
    timedelta(days=26),
)


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kalender") / "kalender.json"
    file.write_text(json.dumps(TRAPS.to_json()), encoding="utf-8")
    return file


def ask(calendar: Path, questions: Sequence[Mapping[str, object]]) -> list[dict[str, Any]]:
    lines = "".join(json.dumps(question) + "\n" for question in questions).encode()
    told = sopdesk("time", "--stdin", "--calendar", calendar, stdin=lines)
    assert told.code == 0, told.err
    return told.lines


def near(answer: str, wanted: datetime) -> bool:
    """Laws hold to one second (rules 16)."""
    return abs(datetime.fromisoformat(answer) - wanted) < timedelta(seconds=1)


@pytest.mark.parametrize("name", MOMENTS)
def test_due_is_that_of_a_minute_by_minute_count(calendar: Path, name: str) -> None:
    oracle, at = trap(name)
    here = oracle.minute(at)
    wanted = {text: oracle.due_minutes(here, count) for text, count in MINUTES.items()}
    wanted |= {text: oracle.due_days(here, count) for text, count in DAYS.items()}
    answers = ask(calendar, [{"due": {"start": at.isoformat(), "duration": text}} for text in wanted])
    assert [
        text for text, answer in zip(wanted, answers, strict=True) if not near(answer["due"], wanted[text])
    ] == []


@pytest.mark.parametrize("name", MOMENTS)
def test_latest_start_is_that_of_a_minute_by_minute_count(calendar: Path, name: str) -> None:
    oracle, at = trap(name)
    here = oracle.minute(at)
    wanted = {text: oracle.latest_start_minutes(here, count) for text, count in MINUTES.items()}
    wanted |= {text: oracle.latest_start_days(here, count) for text, count in DAYS.items() if count <= 5}
    questions = [{"latest_start": {"deadline": at.isoformat(), "duration": text}} for text in wanted]
    answers = ask(calendar, questions)
    assert [
        text for text, answer in zip(wanted, answers, strict=True) if not near(answer["start"], wanted[text])
    ] == []


@pytest.mark.parametrize("name", MOMENTS)
def test_minutes_between_are_counted_one_by_one(calendar: Path, name: str) -> None:
    oracle, at = trap(name)
    questions = [{"between": {"start": at.isoformat(), "end": (at + span).isoformat()}} for span in SPANS]
    wanted = [oracle.between(oracle.minute(at), oracle.minute(at + span)) for span in SPANS]
    answers = ask(calendar, questions)
    assert [answer["minutes"] for answer in answers] == wanted
    for answer, count in zip(answers, wanted, strict=True):
        worked = [s for s in answer["segments"] if s["kind"] == "work"]
        lengths = [datetime.fromisoformat(s["to"]) - datetime.fromisoformat(s["from"]) for s in worked]
        assert sum(lengths, timedelta()) == timedelta(minutes=count)


def test_year_without_a_list_is_told_where_it_is_touched_and_nowhere_else(calendar: Path) -> None:
    told = {}
    for name in MOMENTS:
        _oracle, at = trap(name)
        (answer,) = ask(calendar, [{"due": {"start": at.isoformat(), "duration": "5 hari"}}])
        told[name] = "2028" in str(answer.get("warnings", ""))
    assert {name for name, said in told.items() if said} == {"over New Year", "in the year without a list"}
