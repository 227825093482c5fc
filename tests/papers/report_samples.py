"""Printed reports with hard content: long words, many rows, columns that stand, nothing at all."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sopdesk.domain.layout import Layout
from sopdesk.domain.report_papers import FormLine, KenapaTerlambat, Laporan, Pemantauan, WhySegment
from sopdesk.domain.report_sheets import Bar, Chart, Report, ReportColumn, ReportRow, Series
from sopdesk.domain.reports import ReportKind
from sopdesk.papers import kenapa_terlambat, laporan, pemantauan
from sopdesk.papers.pen import Rendered
from tests.papers.samples import KOP
from tests.services.desk import WIB

PRINTED = datetime(2026, 11, 23, 10, 30, tzinfo=WIB)
HASH = "0f" * 32
KEPT = (Series("dalam mutu baku", "aman"), Series("terlambat", "terlambat"))
PARTS = (
    Series("di meja", "accent"),
    Series("menunggu diambil", "waspada"),
    Series("ditunda", "ditunda"),
    Series("di luar kantor", "luar"),
)


def report(rows: int) -> Report:
    columns = (
        ReportColumn("step", "Langkah", 30),
        ReportColumn("runs", "Selesai", 9, right=True),
        ReportColumn("share", "Bagian", 8, right=True),
        ReportColumn("holds", "Alasan tunda", 36),
    )
    made = tuple(
        ReportRow(
            (
                f"{n}. Memperbaiki draf & <b>menyerahkan</b> kembali",
                str(1000 - n),
                f"{n % 100} %",
                "Menunggu bahan dari PPTK 12,5 hari; Listrik padam 3 hari" if n % 3 == 0 else "",
            ),
            (n, 1000 - n, n % 100, ""),
        )
        for n in range(1, rows + 1)
    )
    bars = tuple(
        Bar(
            f"{n}. Langkah yang namanya panjang sekali sampai tidak muat di tempatnya",
            (9 - n, n),
            f"{n} dari 9",
        )
        for n in range(1, 9)
    )
    split = (
        Bar("Pelaksana", (700, 40, 90, 0), "83 hari"),
        Bar("Camat", (80, 60, 10, 0), "15 hari"),
        Bar("BAPPEDA", (0, 0, 0, 300), "30 hari"),
    )
    return Report(
        ReportKind.STEP,
        "Kepatuhan mutu baku per langkah",
        "Semester I 2026",
        f"{rows} langkah selesai.",
        columns,
        made,
        (
            Chart("Langkah yang paling jarang tepat waktu", KEPT, bars, whole=True),
            Chart("Waktu per meja", PARTS, split),
        ),
        (
            "Dihitung dari langkah yang berakhir dalam periode ini, tanpa waktu tunda.",
            "1 hari = 7 jam 30 menit kerja.",
        ),
        "LAKIP",
    )


def months() -> Report:
    series = (Series("dimulai", "accent"), Series("selesai", "aman"))
    bars = tuple(Bar(f"B{n}", (3 * n % 14, 2 * n % 9)) for n in range(1, 25))
    whole = tuple(Bar(f"B{n}", (n, 12 - n), f"{100 * n // 12} %") for n in range(1, 13))
    base = report(0)
    return Report(
        ReportKind.FLOW,
        "Berkas dimulai dan selesai",
        "Tahun 2026",
        "24 bulan dengan huruf yang tidak ada: ☃.",
        base.columns,
        (),
        (
            Chart("Berkas per bulan", series, bars, upright=True, beside=True),
            Chart("Bagian tepat waktu", KEPT, whole, upright=True, whole=True),
        ),
    )


def value(made: Report) -> Laporan:
    return Laporan(KOP, made, PRINTED, HASH)


def form(lines: int = 14) -> Pemantauan:
    return Pemantauan(
        KOP,
        "Penyusunan Laporan Akuntabilitas Kinerja Instansi Pemerintah (LAKIP)",
        "Nomor 07/SOP/BTG",
        "Semester II 2026",
        tuple(
            FormLine(
                n,
                "Pelaksana menyerahkan draf dan matrik kepada Kasubbag untuk dikoreksi & dikembalikan bila perlu;",
                ("Berjalan baik", "Tidak berjalan baik", "")[n % 3],
                f"{n} kasus, 2 dalam mutu baku (20 %); median 3 jam, terlama 2,1 hari; dikembalikan 3 kali.",
            )
            for n in range(1, lines + 1)
        ),
        ("Berjalan baik: sedikitnya 80 % selesai dalam mutu baku.", "1 hari = 7 jam 30 menit kerja."),
        ("SOP mudah dipahami oleh pelaksananya", "SOP masih diperlukan"),
        PRINTED,
        HASH,
    )


def explained(segments: int, brief: int) -> KenapaTerlambat:
    def part(n: int) -> WhySegment:
        return WhySegment(
            f"Sen 06/07/2026 08.{n % 60:02d} – Rab 08/07/2026 16.00",
            f"Langkah {n}, Di meja Kasubbag, lewat batas",
            "7 jam 30 menit",
            over=True,
        )

    return KenapaTerlambat(
        KOP,
        "2026-0041-V",
        "Penyusunan Laporan Akuntabilitas Kinerja tahun 2025 dengan judul yang panjang sekali",
        "Kenapa terlambat?",
        "Langkah 16: Agenda, stempel, kirim. Mulai Jumat, 20 November 2026 pukul 16.20. Mutu baku 5 menit.",
        tuple(map(part, range(segments))),
        tuple(map(part, range(brief))),
        "Dihitung 115 jam 10 menit kerja. Ditunda 3 jam, tidak dihitung.",
        ("Daftar hari libur tahun 2028 belum diisi, jadi hari liburnya ikut dihitung sebagai hari kerja.",),
        PRINTED,
        HASH,
    )


def _laporan(made: Report, layout: Layout) -> Rendered:
    return laporan.render(value(made), layout)


def _form(layout: Layout) -> Rendered:
    return pemantauan.render(form(), layout)


def _why(segments: int, brief: int, layout: Layout) -> Rendered:
    return kenapa_terlambat.render(explained(segments, brief), layout)


REPORTS: Mapping[str, Callable[[Layout], Rendered]] = {
    "laporan": partial(_laporan, report(40)),
    "laporan-bulan": partial(_laporan, months()),
    "pemantauan": _form,
    "kenapa-terlambat": partial(_why, 12, 6),
    "kenapa-terlambat-panjang": partial(_why, 400, 45),
}
