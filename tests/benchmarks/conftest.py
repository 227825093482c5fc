"""The office that the benchmarks work on, and the table at the end."""

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sopdesk.services.office import Office, open_office
from tests.benchmarks.ratios import TABLE

NOW = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
SIZES = {"small": (2000, 2000), "B": (2000, 100_000)}


@pytest.fixture(scope="session")
def big_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with 2,000 open dossiers and many closed ones."""
    from sopdesk.services.sample import fill

    named = os.environ.get("SOPDESK_BENCH_DATA")
    folder = Path(named) if named else tmp_path_factory.mktemp("besar") / "kantor"
    fresh = not (folder / "sopdesk.db").exists()
    office = open_office(folder, NOW)
    if fresh:
        opened, closed = SIZES[os.environ.get("SOPDESK_BENCH", "small")]
        fill(office, years=10, open_=opened, closed=closed, seed=1, now=NOW)
    yield office
    office.close()


@pytest.fixture
def moments() -> list[tuple[datetime, datetime]]:
    """A thousand spans of up to five years, the same in every run."""
    chance = random.Random(7)
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    starts = [begin + timedelta(minutes=chance.randrange(365 * 24 * 60)) for _ in range(1000)]
    return [(s, s + timedelta(minutes=chance.randrange(60 * 24 * 365))) for s in starts]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not TABLE:
        return
    terminalreporter.section("ratios to the bare platform")
    for m in TABLE:
        said = "met" if m.met else f"MISSED by {100 * (m.ratio / m.goal - 1):.0f} %"
        terminalreporter.write_line(
            f"{m.name:<46} {m.ratio:6.2f} × (goal {m.goal:g} ×, {said})  "
            f"ours {m.ours:9.3f} {m.unit}, bare {m.bare:9.3f} {m.unit}, {m.rounds} rounds"
        )
