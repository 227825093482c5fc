"""Books and overviews: one value of each. Names and numbers are invented."""

import itertools
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sopdesk.domain.book_values import AgendaMasuk, Book, BukuEkspedisi, DeliveryLine, IncomingLine
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import LineState
from sopdesk.domain.overviews import (
    BoardCard,
    BoardColumn,
    DaftarPagi,
    Fact,
    HistoryLine,
    HistoryStep,
    MorningLine,
    MorningPart,
    PapanCetak,
    Riwayat,
)
from sopdesk.papers import agenda_masuk, ekspedisi, pagi, papan, riwayat
from sopdesk.papers.pen import Rendered
from tests.papers.samples import ITEM, KOP, WIB

PRINTED = datetime(2026, 12, 3, 10, 15, tzinfo=WIB)
HASH = "0123456789abcdef" * 4
BOOK = Book(KOP, 2026, "1 Januari s.d. 3 Desember 2026", PRINTED, HASH)
_STATES = {5: LineState.BATAL, 7: LineState.DICADANGKAN, 9: LineState.DI_LUAR}
_DESKS = ("Pelaksana", "Kasubbag", "Sekcam", "Camat", "Bagian Umum", "BAPPEDA (luar)", "Selesai")


def incoming(count: int = 30) -> AgendaMasuk:
    return AgendaMasuk(
        BOOK,
        tuple(
            IncomingLine(
                urut="11.a" if place == 12 else str(place),
                received=date(2026, 1, 5) + timedelta(days=place % 300),
                number=f"005/{place}/BAPPEDA/2026",
                day=date(2026, 1, 3) + timedelta(days=place % 300) if place % 4 else None,
                sender="Kepala BAPPEDA Kabupaten Contoh Barat",
                subject=f"Undangan rapat koordinasi perencanaan kecamatan yang ke-{place}",
                code="000.7.2.4" if place % 2 else "",
                enclosure="1 berkas" if place % 3 else "",
                disposition="Sekcam; Kasubbag Keuangan" if place % 2 else "",
                note="salah catat" if place == 5 else "",
                state=_STATES.get(place, LineState.TERBIT),
            )
            for place in range(1, count + 1)
        ),
    )


def deliveries(count: int = 30) -> BukuEkspedisi:
    return BukuEkspedisi(
        BOOK,
        tuple(
            DeliveryLine(
                urut=str(place),
                sent=date(2026, 1, 5) + timedelta(days=place % 300),
                number=f"000.7.2.8/{place}/Kec.MC/2026",
                day=date(2026, 1, 4) + timedelta(days=place % 300),
                subject=f"Laporan Realisasi Fisik dan Keuangan yang ke-{place}",
                addressee="Kepala BAPPEDA Kabupaten Contoh Barat",
                copies=1 + place % 3,
                taken="Nama Penerima, staf\n4 Januari 2026 pukul 09.30" if place % 2 else "",
                state=_STATES.get(place, LineState.TERBIT),
            )
            for place in range(1, count + 1)
        ),
    )


def history(steps: int = 12, lines: int = 20) -> Riwayat:
    began = datetime(2026, 11, 2, 8, 0, tzinfo=WIB)
    kegiatan = (
        "Mengumpulkan bahan laporan dari setiap seksi dan bendahara pengeluaran kecamatan",
        "Meneliti dan mengoreksi draf",
    )
    words = (
        "Diserahkan ke Kasubbag (langkah 5)",
        "Dikembalikan ke Pelaksana (langkah 4)",
        "Diterima di meja Kasubbag",
    )
    return Riwayat(
        kop=KOP,
        dossier_code="2026-0044-K",
        title=ITEM.text,
        facts=(
            Fact("SOP", "RFK & TEPPA – Penyusunan laporan realisasi fisik dan keuangan"),
            Fact("Periode", "November 2026"),
            Fact("Sifat", ""),
            Fact("Keadaan", "Langkah 9 dari 12, Kasubbag: sisa 2 jam"),
        ),
        steps=tuple(
            HistoryStep(
                no=place,
                kegiatan=kegiatan[place % 2],
                desk=_DESKS[place % 2],
                planned="1 hari",
                real="1 hari 2 jam" if place < 9 else "",
                rounds=(2 if place == 4 else 1) if place < 9 else 0,
                official="Nama Kasubbag (Plt.)" if place == 8 else "",
                late=place == 4,
            )
            for place in range(1, steps + 1)
        ),
        lines=tuple(
            HistoryLine(
                at=began + timedelta(hours=5 * place),
                logged_at=began + timedelta(hours=5 * place + 3 * (place == 3)),
                words=f"{words[place % 3]}, peristiwa {place}",
                reason="Angka belum cocok dengan data bendahara" if place % 3 == 1 else "",
                by="Petugas Contoh",
                late_entry=place == 3,
                struck=place == 6,
            )
            for place in range(lines)
        ),
        printed=PRINTED,
        log_hash=HASH,
        scan="KMC-2026-0044-K",
    )


def card(place: int, level: str = "aman") -> BoardCard:
    return BoardCard(
        code=f"2026-{place:04d}-K",
        sop=("LAKIP", "RFK & TEPPA", "Renja", "Surat Balasan")[place % 4],
        title="Penyusunan laporan kinerja kecamatan " + "yang panjang sekali judulnya " * (place % 5),
        step=f"{1 + place % 12}/12 Mengumpulkan bahan",
        words={"terlambat": "terlambat 2 h 3 j", "ditunda": "ditunda: Camat dinas luar"}.get(
            level, "sisa 3 j"
        ),
        level=level,
    )


def board(*counts: int, chosen: str = "") -> PapanCetak:
    """A board with so many cards at each desk."""
    levels = ("terlambat", "waspada", "aman", "ditunda")
    at = iter(range(1, sum(counts) + 1))
    return PapanCetak(
        KOP,
        PRINTED,
        tuple(
            BoardColumn(desk, tuple(card(next(at), levels[n % 4]) for n in range(count)))
            for desk, count in zip(_DESKS, counts, strict=False)
        ),
        chosen,
    )


def morning(*counts: int, duties: int = 0, chosen: str = "Semua meja") -> DaftarPagi:
    """A morning list with so many lines under each heading."""
    at = itertools.count(1)
    parts = tuple(
        MorningPart(title, tuple(_pressing(next(at), level, words) for _ in range(count)))
        for (title, level, words), count in zip(_PRESSING, counts, strict=False)
    )
    told = tuple(
        f"RFK & TEPPA bulan ke-{n}: mulai paling lambat Kamis, 29 Oktober 2026 pukul 11.20"
        for n in range(1, duties + 1)
    )
    return DaftarPagi(KOP, PRINTED, chosen, parts, told)


_PRESSING = (
    ("Terlambat", "terlambat", "terlambat 2 h 3 j"),
    ("Jatuh tempo hari ini", "waspada", "sisa 25 m"),
    ("Mendekati batas", "waspada", "sisa 1 h 2 j"),
    ("Akan tiba", "", "± Selasa, 24/11 10.20"),
)


def _pressing(place: int, level: str, words: str) -> MorningLine:
    title = "Laporan RFK dan TEPPA bulan Oktober 2026" if place % 3 else "RUP tahun 2027"
    return MorningLine(f"2026-{place:04d}-K", title, "RFK & TEPPA", "Kasubbag: 5 Koreksi draf", words, level)


LISTS: dict[str, Callable[[Layout], Rendered]] = {
    "agenda-masuk": lambda layout: agenda_masuk.render(incoming(), layout),
    "agenda-masuk-kosong": lambda layout: agenda_masuk.render(incoming(0), layout),
    "ekspedisi": lambda layout: ekspedisi.render(deliveries(), layout),
    "riwayat": lambda layout: riwayat.render(history(), layout),
    "pagi": lambda layout: pagi.render(morning(4, 3, 1, 6, duties=2), layout),
    "pagi-kosong": lambda layout: pagi.render(morning(), layout),
    "papan": lambda layout: papan.render(board(22, 3, 1, 0, 2, 1, 4, chosen="Saringan: LAKIP"), layout),
}
