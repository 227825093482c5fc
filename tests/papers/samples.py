"""One value of each paper. Names and numbers are invented."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from PIL import Image, ImageDraw

from sopdesk.domain.layout import Layout
from sopdesk.domain.letters import (
    AgendaKeluar,
    AgendaLine,
    CapParaf,
    KendaliStep,
    Kop,
    LembarKendali,
    LetterItem,
    LetterState,
    LineState,
    Signer,
    SuratPengantar,
)
from sopdesk.domain.step_codes import Action, make_step_code
from sopdesk.papers import agenda_keluar, lembar_kendali, paraf, surat_pengantar
from sopdesk.papers.pen import Rendered

WIB = timezone(timedelta(hours=7), "WIB")


def picture(kind: str, mode: str = "RGBA", size: tuple[int, int] = (100, 120)) -> bytes:
    shield = Image.new("RGBA", (100, 120))
    pen = ImageDraw.Draw(shield)
    pen.polygon([(4, 4), (96, 4), (96, 76), (50, 116), (4, 76)], outline="black", fill="white", width=4)
    pen.ellipse([30, 26, 70, 66], fill="black")
    out = io.BytesIO()
    if mode == "I;16":
        grey = Image.new("RGBA", shield.size, "white")
        grey.alpha_composite(shield)
        shield = grey.convert("L").convert("F").point(lambda shade: shade * 257).convert("I;16")
        shield.save(out, kind)
    else:
        shield.resize(size).convert(mode).save(out, kind)
    return out.getvalue()


KOP = Kop(
    "Contoh Barat",
    "Muara Contoh",
    ("Jalan Contoh Nomor 1, Muara Contoh, Kode Pos 74000", "Telepon (0000) 000000, pos-el kantor@example.id"),
    picture("PNG"),
)
ITEM = LetterItem(
    "Laporan Realisasi Fisik dan Keuangan (RFK) dan TEPPA Kecamatan Muara Contoh bulan November 2026",
    "1 (satu) berkas",
    "Dengan hormat disampaikan untuk diketahui dan diproses sebagaimana mestinya.",
)
SIGNER = Signer(
    ("CAMAT MUARA CONTOH,",), "NAMA CAMAT, S.IP., M.AP.", "Pembina (IV/a)", "19000101 190001 1 001"
)
ON_BEHALF = Signer(
    (
        "a.n. CAMAT MUARA CONTOH",
        "SEKRETARIS CAMAT,",
        "u.b.",
        "KEPALA SUBBAGIAN KEUANGAN, PERENCANAAN DAN PENGENDALIAN PROGRAM,",
    ),
    "NAMA KASUBBAG, S.E.",
    "Penata (III/c)",
)
ROWS = ("Sekretaris Kecamatan", "Kasubbag Keuangan, Perencanaan dan Pengendalian Program", "Pelaksana")


def letter(
    state: LetterState = LetterState.TERBIT,
    *,
    archive: bool = False,
    items: tuple[LetterItem, ...] = (ITEM,),
    signer: Signer = SIGNER,
    number: str = "000.7.2.8/212/Kec.MC/2026",
) -> SuratPengantar:
    return SuratPengantar(
        kop=KOP,
        place="Muara Contoh",
        addressee_lines=("Kepala BAPPEDA Kabupaten Contoh Barat",),
        addressee_place="Kota Contoh",
        items=items,
        signer=signer,
        state=state,
        day=date(2026, 12, 3),
        number=number,
        dossier_code="2026-0044-K",
        scan="KMC-2026-0044-K",
        archive=archive,
        paraf_rows=ROWS,
    )


def many_items(count: int) -> tuple[LetterItem, ...]:
    return tuple(
        LetterItem(f"Barang ke-{place} " + "dengan keterangan panjang " * (place % 4), f"{place} buku", "")
        for place in range(1, count + 1)
    )


def control_sheet(steps: int = 16) -> LembarKendali:
    kegiatan = (
        "Menerima disposisi untuk penyusunan laporan",
        "Mengumpulkan bahan laporan dari setiap seksi dan bendahara pengeluaran kecamatan",
        "Meneliti dan mengoreksi draf",
    )
    desks = ("Pelaksana", "Pelaksana", "Kasubbag")
    return LembarKendali(
        kop=KOP,
        dossier_code="2026-0044-K",
        title=ITEM.text,
        sop="RFK & TEPPA (08/SOP/XYZ, revisi 1)",
        period="November 2026",
        owner="Nama Pelaksana",
        origin="Disposisi tanggal 1 Desember 2026",
        addressee="Kepala BAPPEDA Kabupaten Contoh Barat",
        started=datetime(2026, 12, 1, 8, 0, tzinfo=WIB),
        due=datetime(2026, 12, 3, 16, 0, tzinfo=WIB),
        steps=tuple(
            KendaliStep(
                place,
                kegiatan[place % 3],
                desks[place % 3],
                "10 menit",
                datetime(2026, 12, 1, 8, 30, tzinfo=WIB) if place < 3 else None,
                datetime(2026, 12, 1, 14, 5, tzinfo=WIB) if place < 2 else None,
                "dibawa rapat" if place == 2 else "",
                receive_code=_step_code(place, Action.TERIMA) if place % 3 != 1 else "",
                send_code=_step_code(place, Action.SERAH),
            )
            for place in range(1, steps + 1)
        ),
        scan="SD:KMC:2026-0044-K",
    )


def _step_code(step: int, action: Action) -> str:
    return str(make_step_code("KMC", 2026, 44, step, action))


def book(count: int = 30) -> AgendaKeluar:
    states = {5: LineState.BATAL, 7: LineState.DICADANGKAN, 9: LineState.DI_LUAR}
    return AgendaKeluar(
        kop=KOP,
        year=2026,
        period="1 Januari s.d. 3 Desember 2026",
        lines=tuple(
            AgendaLine(
                "11.a" if place == 12 else str(place),
                f"000.7.2.8/{place}/Kec.MC/2026",
                date(2026, 1, 5) + timedelta(days=place % 300),
                "Kepala BAPPEDA Kabupaten Contoh Barat",
                f"Laporan Realisasi Fisik dan Keuangan Kecamatan Muara Contoh yang ke-{place}",
                date(2026, 12, 3) if place % 2 else None,
                "salah ketik" if place == 5 else "",
                states.get(place, LineState.TERBIT),
            )
            for place in range(1, count + 1)
        ),
        printed=datetime(2026, 12, 3, 10, 15, tzinfo=WIB),
        log_hash="0123456789abcdef" * 4,
    )


PAPERS: dict[str, Callable[[Layout], Rendered]] = {
    "surat-terbit": lambda layout: surat_pengantar.render(letter(), layout),
    "surat-siap": lambda layout: surat_pengantar.render(letter(LetterState.SIAP), layout),
    "surat-konsep-arsip": lambda layout: surat_pengantar.render(
        letter(LetterState.KONSEP, archive=True), layout
    ),
    "surat-panjang": lambda layout: surat_pengantar.render(
        letter(items=many_items(40), signer=ON_BEHALF, archive=True), layout
    ),
    "surat-nomor": lambda layout: surat_pengantar.render_overprint(letter(LetterState.SIAP), layout),
    "lembar-kendali": lambda layout: lembar_kendali.render(control_sheet(), layout),
    "agenda-keluar": lambda layout: agenda_keluar.render(book(), layout),
    "cap-paraf": lambda layout: paraf.render(CapParaf(ROWS), layout),
}
