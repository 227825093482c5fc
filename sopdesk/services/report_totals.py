"""The reports of whole dossiers: begun and ended by month, how long they took, what is open and how old."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from sopdesk.domain.dates import long_moment
from sopdesk.domain.report_sheets import (
    Bar,
    Behind,
    Chart,
    Report,
    ReportColumn,
    ReportRow,
    Series,
    Tone,
    Which,
)
from sopdesk.domain.reports import OpenDossier, Period, ReportKind, share_words
from sopdesk.services import report_figures
from sopdesk.services.office import Office
from sopdesk.services.report_words import HOUR, HOURS, TITLES, Words, grouped, month_words, short_month

_FLOW: Final = (Series("dimulai", "accent"), Series("selesai", "aman"))
_AGES: Final = (5, 10, 20, 40)  # working days
_LEVELS: Final[dict[str, Tone]] = {"terlambat": "terlambat", "waspada": "waspada"}


def flow_report(office: Office, period: Period, now: datetime, sop: str) -> Report:
    """How many dossiers were begun, finished and cancelled, month by month, as far as months have begun."""
    known = office.look()
    today = known.local(now)
    rows = [
        row
        for row in report_figures.flow(office, period, sop)
        if (row.year, row.month) <= (today.year, today.month) or row.started or row.finished or row.cancelled
    ]
    words = Words(known)
    begun, done = sum(r.started for r in rows), sum(r.finished for r in rows)
    gone = sum(r.cancelled for r in rows)
    any_ = begun + done + gone
    made = tuple(
        ReportRow(
            (
                month_words(row.year * 100 + row.month),
                grouped(row.started),
                grouped(row.finished),
                str(row.cancelled) if row.cancelled else "",
                _more(row.started - row.finished - row.cancelled),
            ),
            (
                row.year * 100 + row.month,
                row.started,
                row.finished,
                row.cancelled,
                row.started - row.finished - row.cancelled,
            ),
            Behind(Which.FLOW, sop=sop, month=row.year * 100 + row.month),
        )
        for row in rows
    )
    bars = tuple(
        Bar(
            short_month(row.year, row.month),
            (row.started, row.finished),
            behind=Behind(Which.FLOW, sop=sop, month=row.year * 100 + row.month),
        )
        for row in rows
    )
    return Report(
        ReportKind.FLOW,
        TITLES[ReportKind.FLOW],
        period.words,
        f"{grouped(begun)} berkas dimulai, {grouped(done)} selesai, {grouped(gone)} dibatalkan."
        if any_
        else "Tidak ada berkas yang dimulai atau selesai dalam periode ini.",
        (
            ReportColumn("month", "Bulan", 20),
            ReportColumn("started", "Dimulai", 10, right=True, per=1),
            ReportColumn("finished", "Selesai", 10, right=True, per=1),
            ReportColumn("cancelled", "Dibatalkan", 10, right=True, per=1),
            ReportColumn("more", "Pertambahan", 12, right=True, per=1),
        ),
        made if any_ else (),
        (Chart("Berkas per bulan", _FLOW, bars, upright=True, beside=True),) if any_ else (),
        ("Pertambahan adalah yang dimulai dikurangi yang selesai dan yang dibatalkan.",),
        words.sop(sop) if sop else "",
    )


def lengths_report(office: Office, period: Period, _now: datetime, sop: str) -> Report:
    """How long the finished dossiers took, with their rounds, by SOP."""
    rows = report_figures.lengths(office, period, sop)
    words = Words(office.look())
    made = tuple(
        ReportRow(
            (
                words.sop(row.sop),
                grouped(row.finished),
                words.time(row.median),
                words.time(row.longest),
                f"{10 * row.rounds // row.finished / 10:.1f}".replace(".", ","),
                str(row.most_rounds),
                f"{row.in_time} dari {row.with_deadline}" if row.with_deadline else "",
            ),
            (
                place,
                row.finished,
                row.median,
                row.longest,
                row.rounds * 1000 // row.finished,
                row.most_rounds,
                row.in_time * 10_000 // row.with_deadline if row.with_deadline else -1,
            ),
            Behind(Which.ENDED, sop=row.sop, life="finished"),
        )
        for place, row in enumerate(rows)
    )
    bars = tuple(
        Bar(
            words.sop(row.sop),
            (row.median,),
            words.time(row.median),
            Behind(Which.ENDED, sop=row.sop, life="finished"),
        )
        for row in rows
    )
    finished, due = sum(r.finished for r in rows), sum(r.with_deadline for r in rows)
    in_time = sum(r.in_time for r in rows)
    share = share_words(in_time, due)
    kept = f" {grouped(in_time)} dari {grouped(due)} yang berbatas waktu selesai tepat waktu ({share})."
    return Report(
        ReportKind.LENGTHS,
        TITLES[ReportKind.LENGTHS],
        period.words,
        f"{grouped(finished)} berkas selesai.{kept if due else ''}"
        if rows
        else "Tidak ada berkas yang selesai dalam periode ini.",
        (
            ReportColumn("sop", "SOP", 18),
            ReportColumn("finished", "Selesai", 9, right=True, per=1),
            ReportColumn("median", "Median lama", 13, right=True, per=HOUR, unit=HOURS),
            ReportColumn("longest", "Terlama", 13, right=True, per=HOUR, unit=HOURS),
            ReportColumn("rounds", "Putaran rata-rata", 11, right=True, per=1000),
            ReportColumn("most", "Putaran terbanyak", 11, right=True, per=1),
            ReportColumn("in_time", "Tepat batas waktu", 13, right=True),
        ),
        made,
        (Chart("Median lama berkas, waktu kerja", (Series("median", "accent"),), bars),) if bars else (),
        (
            "Lama berkas dihitung dalam waktu kerja dari mulai sampai selesai; tunda dan waktu di luar ikut terhitung.",
            words.day_note(),
        ),
        words.sop(sop) if sop else "",
    )


def open_report(office: Office, _period: Period, now: datetime, sop: str) -> Report:
    """What is under way, and how old it is."""
    rows = report_figures.open_dossiers(office, now, sop)
    words = Words(office.look())
    made = tuple(
        ReportRow(
            (
                row.code,
                words.sop(row.sop, row.revision),
                row.title,
                words.step(row.sop, row.revision, row.step),
                words.desk(row.desk),
                words.time(row.age),
                words.time(row.here),
                row.words,
            ),
            (
                row.code,
                words.sop(row.sop),
                row.title.casefold(),
                row.step,
                words.desk(row.desk),
                row.age,
                row.here,
                row.words,
            ),
            Behind(Which.OPEN, dossier=row.id),
            _LEVELS.get(row.level),
        )
        for row in rows
    )
    late = sum(row.level == "terlambat" for row in rows)
    told = (
        f"{grouped(len(rows))} berkas terbuka, {grouped(late)} terlambat; yang tertua {words.time(rows[0].age)}."
        if rows
        else ""
    )
    return Report(
        ReportKind.OPEN,
        TITLES[ReportKind.OPEN],
        f"Keadaan {_standing(words, now)}",
        told or "Tidak ada berkas yang terbuka.",
        (
            ReportColumn("code", "Kode", 12),
            ReportColumn("sop", "SOP", 11),
            ReportColumn("title", "Judul", 21),
            ReportColumn("step", "Langkah", 20),
            ReportColumn("desk", "Meja", 12),
            ReportColumn("age", "Umur", 11, right=True, per=HOUR, unit=HOURS),
            ReportColumn("here", "Di langkah ini", 12, right=True, per=HOUR, unit=HOURS),
            ReportColumn("stands", "Keadaan", 16),
        ),
        made,
        (_ages(words, rows),) if rows else (),
        ("Umur dihitung dalam waktu kerja sejak berkas dimulai.", words.day_note()),
        words.sop(sop) if sop else "",
    )


def _more(number: int) -> str:
    sign = "+" if number > 0 else "−" if number else ""
    return f"{sign}{grouped(abs(number))}"


def _standing(words: Words, now: datetime) -> str:
    return f"per {long_moment(words.known.local(now))}"


def _ages(words: Words, rows: Sequence[OpenDossier]) -> Chart:
    bounds = [n * words.day for n in _AGES]
    labels = [f"sampai {_AGES[0]} hari"]
    labels += [f"lebih dari {a} sampai {b} hari" for a, b in pairwise(_AGES)]
    labels.append(f"lebih dari {_AGES[-1]} hari")
    counts = [[0, 0] for _ in labels]
    for row in rows:
        place = sum(row.age > bound for bound in bounds)
        counts[place][row.level == "terlambat"] += 1
    bars = tuple(
        Bar(label, (fine, late), f"{fine + late} berkas" + (f", {late} terlambat" if late else ""))
        for label, (fine, late) in zip(labels, counts, strict=True)
    )
    return Chart(
        "Umur berkas terbuka", (Series("tidak terlambat", "accent"), Series("terlambat", "terlambat")), bars
    )
