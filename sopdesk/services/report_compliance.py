"""The reports of compliance: how the standard times were kept by SOP, step, desk and month."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sopdesk.domain.report_sheets import Bar, Behind, Chart, Report, ReportColumn, ReportRow, Series
from sopdesk.domain.reports import Compliance, Period, ReportKind, share_words
from sopdesk.domain.sop import Desk
from sopdesk.services import report_figures
from sopdesk.services.office import Office
from sopdesk.services.report_words import (
    BARS,
    COUNTED,
    HOUR,
    HOURS,
    TITLES,
    Words,
    grouped,
    month_words,
    short_month,
)

KEPT: Final = (Series("dalam mutu baku", "aman"), Series("terlambat", "terlambat"))
_DESKS: Final = [desk.value for desk in Desk]
_COMPLIANCE: Final = (
    ReportColumn("runs", "Selesai", 9, right=True, per=1),
    ReportColumn("kept", "Dalam mutu baku", 12, right=True, per=1),
    ReportColumn("share", "Bagian", 8, right=True, per=100, unit="%"),
    ReportColumn("late", "Terlambat", 10, right=True, per=1),
    ReportColumn("median", "Median", 13, right=True, per=HOUR, unit=HOURS),
    ReportColumn("longest", "Terlama", 13, right=True, per=HOUR, unit=HOURS),
)


def compliance_words(row: Compliance, words: Words) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The cells that every report of compliance has, and what they are ordered by."""
    kept = row.kept
    cells = (
        grouped(row.runs),
        grouped(kept),
        share_words(kept, row.runs),
        grouped(row.late) if row.late else "",
        words.time(row.median),
        words.time(row.longest),
    )
    return cells, (row.runs, kept, kept * 10_000 // row.runs, row.late, row.median, row.longest)


def _told(rows: Sequence[Compliance]) -> str:
    runs, kept = sum(r.runs for r in rows), sum(r.kept for r in rows)
    if not runs:
        return "Tidak ada langkah bermutu baku yang selesai dalam periode ini."
    return f"{grouped(kept)} dari {grouped(runs)} langkah selesai dalam mutu bakunya, yaitu {share_words(kept, runs)}."


def _worst(rows: Sequence[Compliance]) -> list[Compliance]:
    """The rows for the bars: where there are too many, those that were late, kept least first."""
    if len(rows) <= BARS:
        return list(rows)
    late = sorted((row for row in rows if row.late), key=_least_kept)
    return late[:BARS] or sorted(rows, key=_most_runs)[:BARS]


def _least_kept(row: Compliance) -> tuple[int, int, tuple[str | int, ...]]:
    return row.kept * 10_000 // row.runs, -row.runs, row.key


def _most_runs(row: Compliance) -> tuple[int, tuple[str | int, ...]]:
    return -row.runs, row.key


def _bar(row: Compliance, label: str, behind: Behind) -> Bar:
    words = f"{share_words(row.kept, row.runs)} dari {grouped(row.runs)}"
    return Bar(label, (row.kept, row.late), words, behind)


def by_sop(office: Office, period: Period, _now: datetime, sop: str) -> Report:
    """How the standard times were kept by SOP."""
    rows = report_figures.compliance(office, period, report_figures.BY_SOP, sop)
    words = Words(office.look())

    def lead(row: Compliance) -> tuple[tuple[str, ...], tuple[int | str, ...], Behind]:
        key = str(row.key[0])
        return (words.sop(key),), (words.sop(key),), Behind(sop=key, timed=True, inside=True)

    columns = (ReportColumn("sop", "SOP", 20),)
    bars = tuple(_bar(row, words.sop(str(row.key[0])), lead(row)[2]) for row in rows)
    return _compliance(ReportKind.SOP, period, rows, words, columns, lead, bars, sop)


def by_step(office: Office, period: Period, _now: datetime, sop: str) -> Report:
    """How they were kept by step."""
    rows = report_figures.compliance(office, period, report_figures.BY_STEP, sop)
    words = Words(office.look())

    def lead(row: Compliance) -> tuple[tuple[str, ...], tuple[int | str, ...], Behind]:
        key, revision, no = str(row.key[0]), int(row.key[1]), int(row.key[2])
        cells = (words.sop(key, revision), words.step(key, revision, no), words.waktu(key, revision, no))
        allowed = words.known.sop(key, revision).step(no).duration
        order = (cells[0], no, words.allowed(allowed) if allowed else 0)
        return cells, order, Behind(sop=key, revision=revision, step=no, timed=True)

    columns = (
        ReportColumn("sop", "SOP", 12),
        ReportColumn("step", "Langkah", 24),
        ReportColumn("waktu", "Mutu baku", 12, right=True),
    )
    bars = tuple(_bar(row, " ".join(lead(row)[0][:2]), lead(row)[2]) for row in _worst(rows))
    title = "Langkah yang paling jarang tepat waktu" if len(rows) > BARS and any(r.late for r in rows) else ""
    return _compliance(ReportKind.STEP, period, rows, words, columns, lead, bars, sop, title)


def by_desk(office: Office, period: Period, _now: datetime, sop: str) -> Report:
    """How they were kept by desk."""
    rows = report_figures.compliance(office, period, report_figures.BY_DESK, sop)
    words = Words(office.look())

    def lead(row: Compliance) -> tuple[tuple[str, ...], tuple[int | str, ...], Behind]:
        desk = str(row.key[0])
        return (words.desk(desk),), (_DESKS.index(desk),), Behind(sop=sop, desk=desk, timed=True)

    bars = tuple(_bar(row, words.desk(str(row.key[0])), lead(row)[2]) for row in rows)
    return _compliance(
        ReportKind.DESK, period, rows, words, (ReportColumn("desk", "Meja", 20),), lead, bars, sop
    )


def by_month(office: Office, period: Period, _now: datetime, sop: str) -> Report:
    """How they were kept by month."""
    rows = report_figures.compliance(office, period, report_figures.BY_MONTH, sop)
    words = Words(office.look())

    def lead(row: Compliance) -> tuple[tuple[str, ...], tuple[int | str, ...], Behind]:
        number = int(row.key[0])
        return (month_words(number),), (number,), Behind(sop=sop, month=number, timed=True, inside=True)

    bars = tuple(
        Bar(
            short_month(int(row.key[0]) // 100, int(row.key[0]) % 100),
            (row.kept, row.late),
            share_words(row.kept, row.runs),
            lead(row)[2],
        )
        for row in rows
    )
    columns = (ReportColumn("month", "Bulan", 20),)
    return _compliance(ReportKind.MONTH, period, rows, words, columns, lead, bars, sop, upright=True)


_Lead = Callable[[Compliance], tuple[tuple[str, ...], tuple[int | str, ...], Behind]]


def _compliance(
    kind: ReportKind,
    period: Period,
    rows: Sequence[Compliance],
    words: Words,
    columns: tuple[ReportColumn, ...],
    lead: _Lead,
    bars: tuple[Bar, ...],
    sop: str,
    caption: str = "",
    *,
    upright: bool = False,
) -> Report:
    made = []
    for row in rows:
        cells, order, behind = lead(row)
        figures, by = compliance_words(row, words)
        made.append(ReportRow(cells + figures, order + by, behind))
    chart = Chart(caption or "Bagian yang selesai dalam mutu baku", KEPT, bars, upright=upright, whole=True)
    notes = [COUNTED, words.day_note()]
    if kind is ReportKind.STEP:
        notes.insert(
            1, "Langkah di luar kantor dihitung di sini saja, tidak per SOP, per meja, dan per bulan."
        )
    else:
        notes.insert(1, "Waktu di luar kantor tidak dibebankan kepada meja mana pun.")
    return Report(
        kind,
        TITLES[kind],
        period.words,
        _told(rows),
        columns + _COMPLIANCE,
        tuple(made),
        (chart,) if bars else (),
        tuple(notes),
        words.sop(sop) if sop else "",
    )
