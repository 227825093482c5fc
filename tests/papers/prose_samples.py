"""Letters that say something: one value of each. Names and numbers are invented."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

from PIL import Image, ImageDraw

from sopdesk.domain.correspondence import NotaDinas, SuratBiasa
from sopdesk.domain.layout import Family, Layout
from sopdesk.domain.letters import LetterState
from sopdesk.papers import nota_dinas, surat_biasa, surat_pengantar
from sopdesk.papers.pen import Rendered
from tests.papers.samples import KOP, ON_BEHALF, ROWS, SIGNER, letter

OPENING = (
    "Menindaklanjuti surat Kepala BAPPEDA Kabupaten Contoh Barat Nomor 000.7.2.4/118/BAPPEDA/2026 tanggal "
    "23 November 2026 hal permintaan data capaian kinerja triwulan III, dengan ini disampaikan hal-hal "
    "sebagai berikut:"
)
LIST = (
    "1. Data capaian kinerja kecamatan telah dihimpun dari seluruh seksi dan diperiksa kebenarannya oleh "
    "bendahara pengeluaran.\n2. Rincian capaian fisik dan keuangan terlampir.\n- Kekurangan data disusulkan."
)
CLOSING = "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."
BODY = (OPENING, LIST, CLOSING)


@cache
def stamp(mode: str = "RGBA", kind: str = "PNG", size: tuple[int, int] = (400, 400)) -> bytes:
    """A round stamp in purple."""
    drawn = Image.new("RGBA", size)
    pen = ImageDraw.Draw(drawn)
    for inset, wide in ((4, 12), (30, 5), (80, 5)):
        box = (inset, inset, size[0] - inset, size[1] - inset)
        pen.ellipse(box, outline=(90, 40, 160, 230), width=wide)
    if mode != "RGBA":
        paper = Image.new("RGBA", size, "white")
        paper.alpha_composite(drawn)
        drawn = paper.convert(mode)
    out = io.BytesIO()
    drawn.save(out, kind)
    return out.getvalue()


def ordinary(state: LetterState = LetterState.TERBIT, **changed: Any) -> SuratBiasa:
    values: dict[str, Any] = {
        "kop": KOP,
        "place": "Muara Contoh",
        "nature": "Biasa",
        "enclosure": "1 (satu) berkas",
        "subject": "Penyampaian data capaian kinerja triwulan III",
        "addressee_lines": ("Kepala BAPPEDA Kabupaten Contoh Barat",),
        "addressee_place": "Kota Contoh",
        "body": BODY,
        "signer": SIGNER,
        "copies_to": ("Bupati Contoh Barat di Kota Contoh", "Arsip"),
        "state": state,
        "day": date(2026, 12, 3),
        "number": "000.7.2.8/212/Kec.MC/2026",
        "dossier_code": "2026-0044-K",
        "scan": "KMC-2026-0044-K",
        "paraf_rows": ROWS,
    }
    return SuratBiasa(**{**values, **changed})


def note(state: LetterState = LetterState.TERBIT, **changed: Any) -> NotaDinas:
    values: dict[str, Any] = {
        "kop": KOP,
        "to": "Camat Muara Contoh",
        "sender": "Kepala Subbagian Keuangan, Perencanaan dan Pengendalian Program",
        "copies_to": ("Sekretaris Camat", "Arsip"),
        "nature": "Biasa",
        "enclosure": "1 (satu) berkas",
        "subject": "Konsep Rencana Kerja Kecamatan Muara Contoh Tahun 2027 untuk dimintakan paraf",
        "body": BODY,
        "signer": ON_BEHALF,
        "state": state,
        "day": date(2026, 12, 3),
        "number": "12/ND/2026",
    }
    return NotaDinas(**{**values, **changed})


def _in(family: Family, layout: Layout) -> Rendered:
    return surat_biasa.render(ordinary(), replace(layout, font=family))


LETTERS: dict[str, Callable[[Layout], Rendered]] = {
    "balasan-terbit": lambda layout: surat_biasa.render(ordinary(), layout, stamp()),
    "balasan-konsep-arsip": lambda layout: surat_biasa.render(
        ordinary(LetterState.KONSEP, archive=True, signer=ON_BEHALF), layout
    ),
    "balasan-panjang": lambda layout: surat_biasa.render(
        ordinary(LetterState.SIAP, body=BODY * 9, archive=True), layout
    ),
    "balasan-nomor": lambda layout: surat_biasa.render_overprint(ordinary(LetterState.SIAP), layout),
    "nota-dinas": lambda layout: nota_dinas.render(note(), layout),
    "nota-dinas-siap": lambda layout: nota_dinas.render(
        note(LetterState.SIAP, body=BODY * 5, copies_to=()), layout
    ),
    "surat-distempel": lambda layout: surat_pengantar.render(letter(), layout, stamp()),
} | {f"balasan-{family.value}": partial(_in, family) for family in Family if family is not Family.ARIMO}
