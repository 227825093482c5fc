"""The dossiers and letters of the sample office: what a visitor should find at every desk."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sopdesk.domain.dates import month_name
from sopdesk.services.sample_plan import Story
from sopdesk.services.sample_setup import DRAFTER, SECOND_DRAFTER

RECEIVER = "Penerima di BAPPEDA"


def stories(today: date) -> list[Story]:
    """Every dossier, whatever the day on which the sample is made."""
    return [*_yearly(today), *_monthly(today), *_answers()]


def _yearly(today: date) -> list[Story]:
    year = today.year
    return [
        Story(
            "lakip",
            f"LAKIP tahun {year - 1}",
            DRAFTER,
            ended=9,
            receipt=RECEIVER,
            period=f"{year - 1}",
            holds={3: "Menunggu bahan dari PPTK"},
        ),
        Story(
            "lakip",
            f"LAKIP tahun {year}",
            DRAFTER,
            to=4,
            gone=0.5,
            period=f"{year}",
            origin_note="Camat",
            late_entry=2,
        ),
        Story(
            "renja",
            f"Renja tahun {year}",
            SECOND_DRAFTER,
            ended=14,
            receipt=RECEIVER,
            period=f"{year}",
            returns={5: "Angka tidak sesuai bukti"},
        ),
        Story("renja", f"Renja tahun {year + 1}", SECOND_DRAFTER, to=6, gone=0.86, period=f"{year + 1}"),
        Story(
            "renja",
            f"Perubahan Renja tahun {year}",
            DRAFTER,
            to=11,
            gone=0.5,
            held="Camat dinas luar",
            wanted="Diminta BAPPEDA untuk rapat perubahan anggaran",
            period=f"{year}",
        ),
        Story(
            "renstra",
            f"Renstra tahun {year - 1}–{year + 4}",
            DRAFTER,
            to=13,
            gone=0.45,
            period=f"{year - 1}-{year + 4}",
            receipt=RECEIVER,
            paces={4: 0.9},
        ),
        Story(
            "renstra",
            f"Perubahan Renstra tahun {year - 3}–{year + 2}",
            SECOND_DRAFTER,
            ended=6,
            receipt=RECEIVER,
            period=f"{year - 3}-{year + 2}",
            returns={11: "Lampiran kurang"},
            paces={4: 1.2},
        ),
        Story("rup", f"RUP tahun {year}", SECOND_DRAFTER, ended=1.3, period=f"{year}"),
        Story("rup", f"Perubahan RUP tahun {year}", DRAFTER, to=9, gone=0.87, period=f"{year}"),
        Story("rup", f"RUP tahun {year + 1}", SECOND_DRAFTER, to=2, gone=1.9, period=f"{year + 1}"),
    ]


def _monthly(today: date) -> list[Story]:
    months = []
    month = today.replace(day=1)
    for _ in range(4):
        months.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    this, last, second, third = months

    def of(month: date) -> Story:
        # The first of a year begins at its disposition, the others at step 2 (rules 12).
        first = 1 if month is third or month.month == 1 else 2
        title = f"Laporan RFK dan TEPPA bulan {month_name(month.month)} {month.year}"
        return Story("rfk", title, DRAFTER, first=first, period=f"{month:%Y-%m}", origin="duty")

    wrong = {9: "Angka tidak sesuai bukti"}
    return [
        replace(of(third), ended=24.0, receipt=RECEIVER),
        replace(of(second), ended=4.0, returns=wrong),
        replace(of(last), to=10, gone=1.6, returns=wrong, late_entry=7),
        replace(of(this), to=5, gone=0.55, waiting=True),
    ]


def _answer(title: str, owner: str, addressee: str, *, letter: int, nature: str = "biasa") -> Story:
    note = f"Camat, agenda masuk {letter}"
    return Story("balasan", title, owner, nature=nature, addressee=addressee, origin_note=note)


def _answers() -> list[Story]:
    return [
        replace(
            _answer("Balasan permohonan data kependudukan", DRAFTER, "Kepala Dinas Contoh", letter=11),
            ended=2,
            receipt="Penerima di Dinas Contoh",
        ),
        replace(
            _answer(
                "Balasan undangan rapat koordinasi",
                SECOND_DRAFTER,
                "Sekretaris Daerah",
                letter=9,
                nature="segera",
            ),
            ended=0.6,
        ),
        replace(
            _answer("Balasan permintaan data UMKM", DRAFTER, "Kepala Dinas Contoh", letter=14),
            to=3,
        ),
        replace(
            _answer(
                "Balasan permintaan data bencana",
                SECOND_DRAFTER,
                "Kepala Badan Contoh",
                letter=12,
                nature="sangat_segera",
            ),
            to=5,
            paces={2: 9.0, 3: 6.0},
        ),
        replace(
            _answer("Balasan permohonan rekomendasi kegiatan", DRAFTER, "Ketua Panitia Contoh", letter=10),
            to=8,
            waiting=True,
            undone=6,
        ),
        replace(
            _answer("Balasan konfirmasi batas desa", SECOND_DRAFTER, "Kepala Desa Contoh", letter=8),
            to=9,
            returns={9: "Salah ketik"},
        ),
        replace(
            _answer(
                "Balasan permohonan izin pemakaian aula", DRAFTER, "Ketua Karang Taruna Contoh", letter=13
            ),
            to=10,
            waiting=True,
        ),
        replace(
            _answer(
                "Balasan permintaan personel upacara", SECOND_DRAFTER, "Komandan Koramil Contoh", letter=7
            ),
            to=10,
            gone=0.6,
        ),
        replace(
            _answer("Balasan klarifikasi aset tanah", DRAFTER, "Kepala BPKAD", letter=15, nature="segera"),
            to=12,
        ),
        replace(
            _answer("Balasan permohonan narasumber", SECOND_DRAFTER, "Kepala Puskesmas Contoh", letter=6),
            to=14,
            sending=2,
        ),
        replace(
            _answer("Balasan surat yang tercatat dua kali", DRAFTER, "Kepala Dinas Contoh", letter=5),
            to=2,
            gone=12.0,
            cancelled="Dicatat dua kali",
        ),
    ]


INCOMING = (
    ("Sekretariat Daerah", "Undangan rapat koordinasi camat"),
    ("BAPPEDA", "Permintaan bahan Musrenbang kecamatan"),
    ("Dinas Contoh", "Permohonan data kependudukan"),
    ("Desa Contoh Jaya", "Permohonan fasilitasi batas desa"),
    ("Desa Contoh Makmur", "Usulan kegiatan gotong royong"),
    ("Puskesmas Contoh", "Permohonan narasumber"),
    ("Koramil Contoh", "Permintaan personel upacara"),
    ("Desa Contoh Lestari", "Konfirmasi batas desa"),
    ("Sekretariat Daerah", "Undangan rapat koordinasi"),
    ("Panitia Contoh", "Permohonan rekomendasi kegiatan"),
    ("Dinas Contoh", "Permohonan data kependudukan per desa"),
    ("Badan Contoh", "Permintaan data bencana"),
    ("Karang Taruna Contoh", "Permohonan izin pemakaian aula"),
    ("Dinas Contoh", "Permintaan data UMKM"),
    ("BPKAD", "Klarifikasi aset tanah"),
)

OUTGOING = (
    ("005", "Kepala Desa se-Kecamatan Contoh", "Undangan rapat koordinasi desa"),
    ("400.10.2", "Kepala Desa Contoh Jaya", "Fasilitasi batas desa"),
    ("005", "Kepala Desa se-Kecamatan Contoh", "Undangan Musrenbang kecamatan"),
    ("000.7.1", "Kepala BAPPEDA Kabupaten Contoh Raya", "Penyampaian hasil Musrenbang"),
    ("800.1.11", "Kepala BKPSDM Kabupaten Contoh Raya", "Daftar hadir pegawai"),
    ("300.1", "Kepala Desa se-Kecamatan Contoh", "Imbauan ketertiban umum"),
    ("005", "Pegawai Kecamatan Contoh", "Undangan apel pagi"),
    ("100.3.4", "Bagian Pemerintahan Setda", "Laporan penyelenggaraan pemerintahan"),
    ("400.9", "Kepala Dinas Contoh", "Rekomendasi penerima bantuan"),
)


def letter_moments(begin: datetime, end: datetime, count: int) -> list[datetime]:
    """``count`` moments spread over the time from ``begin`` to ``end``."""
    return [begin + (end - begin) * (i + 1) / (count + 1) for i in range(count)]
