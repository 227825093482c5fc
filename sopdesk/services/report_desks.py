"""The reports of what stops the papers: returns with their reasons, and the time at each desk."""

from datetime import datetime
from typing import Final

from sopdesk.domain.report_sheets import Bar, Behind, Chart, Report, ReportColumn, ReportRow, Series
from sopdesk.domain.reports import Period, ReportKind
from sopdesk.services import report_figures
from sopdesk.services.office import Office
from sopdesk.services.report_words import BARS, HOUR, HOURS, TITLES, Words, grouped

PARTS: Final = (
    Series("di meja", "accent"),
    Series("menunggu diambil", "waspada"),
    Series("ditunda", "ditunda"),
    Series("di luar kantor", "luar"),
)


def returns_report(office: Office, period: Period, now: datetime, sop: str) -> Report:
    """The returns by step and reason, with the days they cost."""
    rows = report_figures.returns(office, period, now, sop)
    words = Words(office.look())
    made = tuple(
        ReportRow(
            (
                words.sop(row.sop, row.revision),
                words.step(row.sop, row.revision, row.step),
                row.reason,
                grouped(row.often),
                words.days(row.cost),
                words.time(row.cost // row.often),
                str(row.out) if row.out else "",
            ),
            (
                words.sop(row.sop, row.revision),
                row.step,
                row.reason.casefold(),
                row.often,
                row.cost,
                row.cost // row.often,
                row.out,
            ),
            Behind(sop=row.sop, revision=row.revision, step=row.step, reason=row.reason, returned=True),
        )
        for row in rows
    )
    reasons: dict[str, int] = {}
    costs: dict[str, int] = {}
    for row in rows:
        reasons[row.reason] = reasons.get(row.reason, 0) + row.often
        costs[row.reason] = costs.get(row.reason, 0) + row.cost
    bars = tuple(
        Bar(
            reason,
            (often,),
            f"{grouped(often)} kali, {words.days(costs[reason])} hari",
            Behind(sop=sop, reason=reason, returned=True),
        )
        for reason, often in sorted(reasons.items(), key=lambda each: (-each[1], each[0]))[:BARS]
    )
    whole, cost = sum(reasons.values()), sum(costs.values())
    told = f"{grouped(whole)} kali dikembalikan, bersama-sama {words.days(cost)} hari kerja sampai berkas kembali."
    return Report(
        ReportKind.RETURNS,
        TITLES[ReportKind.RETURNS],
        period.words,
        told if whole else "Tidak ada berkas yang dikembalikan dalam periode ini.",
        (
            ReportColumn("sop", "SOP", 12),
            ReportColumn("step", "Dikembalikan dari", 22),
            ReportColumn("reason", "Alasan", 26),
            ReportColumn("often", "Kali", 7, right=True, per=1),
            ReportColumn("cost", "Hari kerja", 10, right=True, per=words.day),
            ReportColumn("each", "Rata-rata", 13, right=True, per=HOUR, unit=HOURS),
            ReportColumn("out", "Belum kembali", 10, right=True, per=1),
        ),
        made,
        (Chart("Alasan pengembalian yang paling sering", (Series("kali dikembalikan", "accent"),), bars),)
        if bars
        else (),
        (
            "Hari kerja dihitung sejak dikembalikan sampai berkas tiba lagi di langkah yang mengembalikannya; "
            "yang belum kembali dihitung sampai sekarang.",
            words.day_note(),
        ),
        words.sop(sop) if sop else "",
    )


def desk_time_report(office: Office, period: Period, _now: datetime, sop: str) -> Report:
    """Where the time went: the split clock by desk."""
    rows = report_figures.desk_times(office, period, sop)
    words = Words(office.look())
    made = tuple(
        ReportRow(
            (
                words.desk(row.desk),
                grouped(row.visits),
                *(
                    words.days(part) if part else ""
                    for part in (row.at_desk, row.waiting, row.held, row.outside)
                ),
                "; ".join(f"{reason} {words.days(took)} hari" for reason, took in row.holds),
            ),
            (
                place,
                row.visits,
                row.at_desk,
                row.waiting,
                row.held,
                row.outside,
                -len(row.holds),
            ),
            Behind(sop=sop, desk=row.desk),
        )
        for place, row in enumerate(rows)
    )
    bars = tuple(
        Bar(
            words.desk(row.desk),
            (row.at_desk, row.waiting, row.held, row.outside),
            f"{words.days(row.at_desk + row.waiting + row.held + row.outside)} hari",
            Behind(sop=sop, desk=row.desk),
        )
        for row in rows
    )
    waiting = sum(row.waiting for row in rows)
    spent = sum(row.at_desk + row.waiting + row.held for row in rows)
    return Report(
        ReportKind.DESK_TIME,
        TITLES[ReportKind.DESK_TIME],
        period.words,
        f"Dari {words.days(spent)} hari kerja di kantor, {words.days(waiting)} hari berkas menunggu diambil."
        if spent
        else "Tidak ada langkah yang berakhir dalam periode ini.",
        (
            ReportColumn("desk", "Meja", 14),
            ReportColumn("visits", "Kunjungan", 9, right=True, per=1),
            ReportColumn("at_desk", "Di meja (hari)", 10, right=True, per=words.day),
            ReportColumn("waiting", "Menunggu (hari)", 11, right=True, per=words.day),
            ReportColumn("held", "Ditunda (hari)", 10, right=True, per=words.day),
            ReportColumn("outside", "Di luar (hari)", 10, right=True, per=words.day),
            ReportColumn("holds", "Alasan tunda", 36),
        ),
        made,
        (Chart("Hari kerja menurut keadaan berkas", PARTS, bars),) if bars else (),
        (
            "Dihitung dari kunjungan langkah yang berakhir dalam periode ini.",
            "Waktu di luar kantor tidak dibebankan kepada meja mana pun.",
            words.day_note(),
        ),
        words.sop(sop) if sop else "",
    )
