"""The reports of a year in an office of ten, each beside raw SQL for the same figures over the same rows."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, time, timedelta

import pytest

from sopdesk.domain.reports import Period, whole_year
from sopdesk.services import report_figures
from sopdesk.services.office import Office, open_office
from sopdesk.store.types import to_microseconds
from tests.benchmarks.conftest import NOW
from tests.benchmarks.ratios import compare

GOAL = 1.5
YEAR = whole_year(2026)
_COUNTED = "waiting + at_desk + outside"
_RANKED = f"""
WITH ranked AS (
  SELECT {{keys}}, late, {_COUNTED} AS counted,
         row_number() OVER (PARTITION BY {{keys}} ORDER BY {_COUNTED}) AS place,
         count(*) OVER (PARTITION BY {{keys}}) AS n
  FROM visit WHERE until >= ? AND until < ? AND due IS NOT NULL {{inside}})
SELECT {{keys}}, max(n), sum(late), max(counted),
       max(CASE WHEN 2 * place IN (n, n + 1) THEN counted END),
       max(CASE WHEN 2 * place IN (n + 1, n + 2) THEN counted END)
FROM ranked GROUP BY {{keys}}
"""
_RETURNS = """
SELECT sop, revision, step, reason, count(*), sum(cost), sum(cost IS NULL) FROM visit
WHERE until >= ? AND until < ? AND left_by = 'return' GROUP BY sop, revision, step, reason
"""
_OUT = """
SELECT sop, revision, step, reason, until FROM visit
WHERE until >= ? AND until < ? AND left_by = 'return' AND back_at IS NULL
"""
_DESKS = """
SELECT desk, count(*), sum(waiting), sum(at_desk), sum(held), sum(outside) FROM visit
WHERE until >= ? AND until < ? GROUP BY desk
"""
_HOLDS = "SELECT desk, holds FROM visit WHERE until >= ? AND until < ? AND held > 0"
_MONTH = "strftime('%Y-%m', {column} / 1000000, 'unixepoch', '+7 hours')"
_STARTED = f"""
SELECT sop, {_MONTH.format(column="started_at")} AS month, count(*) FROM dossier
WHERE started_at >= ? AND started_at < ? GROUP BY sop, month
"""
_ENDED = f"""
SELECT sop, {_MONTH.format(column="ended_at")} AS month, life, count(*) FROM dossier
WHERE ended_at >= ? AND ended_at < ? GROUP BY sop, month, life
"""
_LENGTHS = """
SELECT d.id, d.sop, d.round, d.deadline, d.ended_at, sum(v.waiting + v.at_desk + v.held + v.outside)
FROM dossier d JOIN visit v ON v.dossier_id = d.id
WHERE d.ended_at >= ? AND d.ended_at < ? AND d.life = 'finished' GROUP BY d.id
"""


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """3,000 dossiers and 15,000 letters."""
    from sopdesk.services.sample import fill

    office = open_office(tmp_path_factory.mktemp("sepuluh"), NOW)
    fill(office, years=10, seed=1, now=NOW)
    yield office
    office.close()


@pytest.fixture(scope="module")
def raw(ten_years: Office) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(ten_years.folder / "sopdesk.db")) as connection:
        yield connection


def bounds(office: Office, period: Period = YEAR) -> tuple[int, int]:
    zone = office.look().profile.tz
    first, after = period.first, period.last + timedelta(days=1)
    begin, end = (to_microseconds(datetime.combine(day, time(), zone)) for day in (first, after))
    return begin, end


@pytest.mark.parametrize(
    ("by", "inside"),
    [
        (report_figures.BY_SOP, "AND desk <> 'bappeda'"),
        (report_figures.BY_STEP, ""),
        (report_figures.BY_DESK, "AND desk <> 'bappeda'"),
        (report_figures.BY_MONTH, "AND desk <> 'bappeda'"),
    ],
    ids=["SOP", "step", "desk", "month"],
)
def test_compliance_of_a_year(
    ten_years: Office, raw: sqlite3.Connection, by: tuple[str, ...], inside: str
) -> None:
    span = bounds(ten_years)
    statement = _RANKED.format(keys=", ".join(by), inside=inside)

    def bare() -> list[tuple[int, ...]]:
        return raw.execute(statement, span).fetchall()

    def ours() -> object:
        return report_figures.compliance(ten_years, YEAR, by)

    found = report_figures.compliance(ten_years, YEAR, by)
    assert {(*row.key, row.runs, row.late) for row in found} == {row[: len(by) + 2] for row in bare()}
    assert sum(row.runs for row in found) > 2000
    compare(f"report of a year: compliance by {by[-1]}", ours, bare, GOAL)


def _returned(raw: sqlite3.Connection, span: tuple[int, int]) -> object:
    return raw.execute(_RETURNS, span).fetchall(), raw.execute(_OUT, span).fetchall()


def _desks(raw: sqlite3.Connection, span: tuple[int, int]) -> object:
    sums: dict[str, dict[str, int]] = {}
    for desk, holds in raw.execute(_HOLDS, span):
        own = sums.setdefault(desk, {})
        for reason, took in json.loads(holds):
            own[reason] = own.get(reason, 0) + took
    return raw.execute(_DESKS, span).fetchall(), sums


def _flow(raw: sqlite3.Connection, span: tuple[int, int]) -> object:
    return raw.execute(_STARTED, span).fetchall(), raw.execute(_ENDED, span).fetchall()


def _lengths(raw: sqlite3.Connection, span: tuple[int, int]) -> object:
    by_sop: dict[str, list[int]] = {}
    for row in raw.execute(_LENGTHS, span):
        by_sop.setdefault(row[1], []).append(row[5])
    return {key: (sorted(took), max(took)) for key, took in by_sop.items()}


def _returns_of(office: Office) -> object:
    return report_figures.returns(office, YEAR, NOW)


def _desk_times_of(office: Office) -> object:
    return report_figures.desk_times(office, YEAR)


def _flow_of(office: Office) -> object:
    return report_figures.flow(office, YEAR)


def _lengths_of(office: Office) -> object:
    return report_figures.lengths(office, YEAR)


Raw = Callable[[sqlite3.Connection, tuple[int, int]], object]


@pytest.mark.parametrize(
    ("name", "asked", "bare"),
    [
        ("returns with their days", _returns_of, _returned),
        ("time by desk", _desk_times_of, _desks),
        ("begun and ended by month", _flow_of, _flow),
        ("how long dossiers took", _lengths_of, _lengths),
    ],
)
def test_other_reports_of_a_year(
    ten_years: Office, raw: sqlite3.Connection, name: str, asked: Callable[[Office], object], bare: Raw
) -> None:
    span = bounds(ten_years)

    def ours() -> object:
        return asked(ten_years)

    def beside() -> object:
        return bare(raw, span)

    compare(f"report of a year: {name}", ours, beside, GOAL)
