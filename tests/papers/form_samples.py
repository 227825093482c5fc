"""One value of each form and overview. Names and numbers are invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sopdesk.domain.forms import (
    Address,
    Amplop,
    CapAgenda,
    DispositionBlock,
    EnvelopeSize,
    LabelSheet,
    LembarDisposisi,
    TandaTerima,
    Tick,
)
from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import Signer
from sopdesk.domain.overviews import BeritaAcara, MapCamat, MapLine
from sopdesk.papers import (
    amplop,
    berita_acara,
    cap_agenda,
    disposisi,
    label,
    map_camat,
    penggaris,
    tanda_terima,
)
from sopdesk.papers.pen import Rendered
from tests.papers.samples import KOP, ON_BEHALF, SIGNER, WIB

RECEIVERS = (
    "Sekretaris Kecamatan (NAMA SEKCAM, S.Sos.)",
    "Kasi Pemerintahan (NAMA KASI SATU, S.IP.)",
    "Kasi Pemberdayaan Masyarakat dan Desa (NAMA KASI DUA, S.E.)",
    "Kasi Ketenteraman dan Ketertiban Umum (NAMA KASI TIGA)",
    "Kasubbag Keuangan, Perencanaan dan Pengendalian Program (NAMA KASUBBAG, S.E.)",
    "Kasubbag Umum dan Kepegawaian (NAMA KASUBBAG DUA)",
    "Pelaksana (NAMA PELAKSANA)",
)
INSTRUCTIONS = (
    "Tanggapan dan saran",
    "Proses lebih lanjut",
    "Koordinasi/konfirmasikan",
    "Siapkan bahan",
    "Wakili/hadiri",
    "Untuk diketahui",
    "Arsipkan",
)
SUBJECT = "Permintaan Laporan Realisasi Fisik dan Keuangan (RFK) dan TEPPA bulan November 2026"


def ticks(words: tuple[str, ...], *on: int) -> tuple[Tick, ...]:
    return tuple(Tick(text, place in on) for place, text in enumerate(words))


def disposition(subject: str = SUBJECT) -> LembarDisposisi:
    return LembarDisposisi(
        kop=KOP,
        sender="Badan Perencanaan Pembangunan Daerah Kabupaten Contoh Barat",
        letter_number="000.7.2.8/431/BAPPEDA/2026",
        letter_day=date(2026, 11, 30),
        subject=subject,
        received=date(2026, 12, 1),
        agenda_number="312",
        natures=ticks(("Sangat segera", "Segera", "Rahasia"), 1),
        first=DispositionBlock(
            ticks(RECEIVERS, 0, 4),
            ticks(INSTRUCTIONS, 1),
            "Susun dan sampaikan draf kepada saya sebelum rapat koordinasi.",
            "Kamis, 3 Desember 2026 pukul 16.00",
            SIGNER,
            date(2026, 12, 1),
        ),
        code="000.7.2.8",
        enclosure="1 (satu) berkas",
        scan="KMC-M-2026-312",
    )


def blank_disposition() -> LembarDisposisi:
    return replace(
        disposition(),
        kop=replace(KOP, logo=None, address_lines=()),
        first=DispositionBlock((), ()),
        code="",
        enclosure="",
        scan="",
        letter_day=None,
    )


def second_level() -> LembarDisposisi:
    return replace(
        disposition(),
        second=DispositionBlock(ticks(RECEIVERS[4:], 0), ticks(INSTRUCTIONS, 0, 1), signer=ON_BEHALF),
    )


def receipt() -> TandaTerima:
    return TandaTerima(
        kop=KOP,
        giver="Badan Perencanaan Pembangunan Daerah Kabupaten Contoh Barat",
        letter_number="000.7.2.8/431/BAPPEDA/2026",
        letter_day=date(2026, 11, 30),
        subject=SUBJECT,
        taker="Camat Muara Contoh",
        items="1 (satu) berkas",
        received=datetime(2026, 12, 1, 9, 5, tzinfo=WIB),
        receiver="NAMA PENERIMA",
        position="Petugas agenda",
        reference="Agenda masuk 312/2026",
        place="Muara Contoh",
    )


def blank_receipt() -> TandaTerima:
    return TandaTerima(replace(KOP, logo=None), "Warga", "", None, SUBJECT)


ADDRESS = Address(
    ("Yth. Kepala Badan Perencanaan Pembangunan Daerah", "Kabupaten Contoh Barat", "Jalan Contoh Nomor 2"),
    "Kota Contoh",
    "000.7.2.8/212/Kec.MC/2026",
    "SEGERA",
)
LONG_ADDRESS = Address(("W" * 190, "Jalan " * 25), "K" * 160, "9" * 160, "RAHASIA " * 20)


def envelope(size: EnvelopeSize, *addresses: Address) -> Amplop:
    return Amplop(KOP, size, addresses)


def addresses(count: int) -> tuple[Address, ...]:
    return tuple(
        Address(
            (f"Kepala Desa Contoh ke-{place}", "Kecamatan Muara Contoh"),
            "Tempat" if place % 2 else "",
            f"005/{place}/Kec.MC/2026" if place % 3 else "",
            "RAHASIA" if place % 5 == 0 else "",
        )
        for place in range(1, count + 1)
    )


def stamp() -> CapAgenda:
    return CapAgenda("KECAMATAN MUARA CONTOH", date(2026, 12, 1), "312", "000.7.2.8")


def signing_list(count: int) -> MapCamat:
    return MapCamat(
        KOP,
        "Camat Muara Contoh (NAMA CAMAT, S.IP., M.AP.)",
        datetime(2026, 12, 3, 7, 45, tzinfo=WIB),
        tuple(
            MapLine(
                f"2026-00{place:02d}-K",
                SUBJECT if place != 4 else f"{SUBJECT} " * 5,
                "RFK & TEPPA",
                "Surat pengantar kepada Kepala BAPPEDA Kabupaten Contoh Barat",
                f"{place} jam 20 menit",
                "3 Desember 2026 pukul 16.00" if place % 2 else "",
                late=place % 5 == 1,
                note="Rangkap tiga" if place == 3 else "",
            )
            for place in range(1, count + 1)
        ),
    )


def minutes(rows: int = 6, signers: int = 2, witnesses: int = 1) -> BeritaAcara:
    return BeritaAcara(
        KOP,
        "BERITA ACARA PENUTUPAN BUKU AGENDA SURAT KELUAR TAHUN 2026",
        "000.5/213/Kec.MC/2026",
        "Pada hari ini, Kamis tanggal tiga puluh satu Desember tahun dua ribu dua puluh enam, kami yang bertanda "
        "tangan di bawah ini menutup buku agenda surat keluar Kecamatan Muara Contoh dengan keterangan sebagai "
        "berikut:",
        (
            "Nomor terakhir yang dikeluarkan adalah 212, tertanggal 30 Desember 2026.",
            "Nomor sisipan sebanyak 3 (tiga) dan nomor yang dibatalkan sebanyak 2 (dua), masing-masing dengan "
            "alasan sebagaimana tercantum dalam daftar di bawah ini.",
            "Nomor yang dicadangkan dan tidak dipakai telah dilepas.",
        ),
        ("Nomor urut", "Nomor surat", "Keadaan", "Alasan"),
        tuple(
            (
                str(place * 7),
                f"000.7.2.8/{place * 7}/Kec.MC/2026",
                "batal" if place % 2 else "sisipan",
                "Salah ketik tanggal surat; surat dibuat kembali dengan nomor berikutnya"
                if place % 3
                else "",
            )
            for place in range(1, rows + 1)
        ),
        "Demikian berita acara ini dibuat dengan sebenarnya untuk dapat dipergunakan sebagaimana mestinya.",
        "Muara Contoh",
        date(2026, 12, 31),
        (ON_BEHALF, Signer(("Petugas agenda,",), "NAMA PETUGAS"), Signer(("Saksi,",), ""))[:signers],
        (SIGNER, ON_BEHALF)[:witnesses],
        "0123456789abcdef" * 4,
    )


FORMS: dict[str, Callable[[Layout], Rendered]] = {
    "disposisi": lambda layout: disposisi.render((disposition(),), layout),
    "disposisi-lanjutan": lambda layout: disposisi.render((second_level(),), layout),
    "disposisi-kosong": lambda layout: disposisi.render(
        (blank_disposition(), disposition("X" * 500)), layout
    ),
    "disposisi-setengah": lambda layout: disposisi.render((second_level(),), layout, half=True),
    "tanda-terima": lambda layout: tanda_terima.render((receipt(),), layout),
    "tanda-terima-kosong": lambda layout: tanda_terima.render(
        (blank_receipt(), replace(receipt(), subject="X" * 500), receipt()), layout
    ),
    "amplop": lambda layout: amplop.render(envelope(EnvelopeSize.DL, ADDRESS, LONG_ADDRESS), layout),
    "amplop-folio": lambda layout: amplop.render(envelope(EnvelopeSize.FOLIO, ADDRESS), layout),
    "label": lambda layout: label.render(
        (*addresses(13), ADDRESS, LONG_ADDRESS), LabelSheet(skip=3, outline=True), layout
    ),
    "cap-agenda": lambda layout: cap_agenda.render(stamp(), layout),
    "penggaris": penggaris.render,
    "berita-acara": lambda layout: berita_acara.render(minutes(), layout),
    "berita-acara-panjang": lambda layout: berita_acara.render(minutes(40, 3, 2), layout),
    "map-camat": lambda layout: map_camat.render(signing_list(40), layout),
    "map-camat-kosong": lambda layout: map_camat.render(signing_list(0), layout),
}
