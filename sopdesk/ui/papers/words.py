"""What is said of a paper beside its preview."""

from collections.abc import Mapping, Sequence
from typing import Final

from sopdesk.domain.forms import EnvelopeSize
from sopdesk.services.printing import (
    ARCHIVE,
    NOTA_DINAS,
    OVERPRINT,
    SHEETS,
    SURAT_BALASAN,
    SURAT_PENGANTAR,
)
from sopdesk.ui.kit.tokens import State
from sopdesk.ui.papers.printers import PrintWish

ENVELOPES: Final = {
    EnvelopeSize.DL: "DL, panjang (220 × 110 mm)",
    EnvelopeSize.KABINET: "Kabinet (230 × 110 mm)",
    EnvelopeSize.C5: "C5, setengah folio (229 × 162 mm)",
    EnvelopeSize.FOLIO: "Folio, cokelat besar (350 × 240 mm)",
}
_ARCHIVE: Final = (ARCHIVE, "Rangkap arsip", "Satu rangkap dengan cap paraf hierarki, disimpan di kantor.")
_OVERPRINT: Final = (
    OVERPRINT,
    "Nomor dan tanggal saja",
    "Masukkan lembar yang sudah ditandatangani ke pencetak dengan arah yang sama. Hanya nomor dan tanggal "
    "yang dicetak, tepat pada tempat kosongnya.",
)
# What can be printed of a paper, by its name: the copy's key, its name, and what it is for.
COPIES: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    SURAT_PENGANTAR: (
        (SHEETS, "Lembar 1 dan 2", "Lembar 1 untuk penerima, lembar 2 ditandatangani penerima lalu kembali."),
        _ARCHIVE,
        _OVERPRINT,
    ),
    SURAT_BALASAN: (
        (SHEETS, "Lembar surat", "Yang dikirim kepada penerima."),
        _ARCHIVE,
        _OVERPRINT,
    ),
    NOTA_DINAS: (
        ("konsep", "Konsep", "Bertanda KONSEP, untuk dikoreksi."),
        ("siap", "Siap tanda tangan", "Bersih, dengan tempat kosong untuk nomor dan tanggal."),
    ),
    "disposisi": (
        ("", "Dua lembar pada satu kertas", "Lembar untuk surat dan lembar arsip, dipotong di tengah."),
        ("setengah", "Kertas setengah", "Tiap lembar pada kertas setengah F4."),
    ),
    "amplop": tuple((size.value, words, "") for size, words in ENVELOPES.items()),
}
# A choice that one paper alone knows, by its name: what it is called, and what can be chosen.
OPTIONS: Final[Mapping[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "disposisi": (
        "Isi lembar",
        (
            ("", "Terisi sesuai disposisi"),
            ("kosong", "Kosong, untuk ditulis tangan"),
            ("lanjutan", "Dengan disposisi tingkat kedua"),
        ),
    ),
}
COPY_WORDS: Final = {"amplop": "Ukuran amplop", "disposisi": "Kertas"}


STATES: Final[dict[str, tuple[str, State | None, str]]] = {
    "konsep": ("Konsep", State.WASPADA, "Bertanda KONSEP melintang halaman, belum untuk ditandatangani."),
    "siap": ("Siap tanda tangan", State.LUAR, "Bersih, dengan tempat kosong untuk nomor dan tanggal."),
    "terbit": ("Terbit", State.AMAN, "Sudah bernomor dan bertanggal."),
}
_NAMED: Final = 6


def missing_words(missing: Sequence[str]) -> str:
    """Which characters print as □ (rules 24); empty for none."""
    if not missing:
        return ""
    named = ", ".join(f"{c} (U+{ord(c[0]):04X})" for c in missing[:_NAMED] if c)
    more = f" dan {len(missing) - _NAMED} lainnya" if len(missing) > _NAMED else ""
    return f"Tidak ada pada huruf cetak, dicetak sebagai □: {named}{more}."


def wish_words(wish: PrintWish, paper: str) -> str:
    """How it will be printed, printer first."""
    return f"{wish.printer or 'Pencetak belum dipilih'}\n{wish.copies} rangkap · {paper}"


def spooled_words(printer: str, again: bool) -> str:
    """What is said once the printer's queue has it."""
    return f"Dikirim ke pencetak {printer}{' (dicetak ulang)' if again else ''}."


def queue_words(halted: object) -> str:
    """What to do when no paper comes out; ``halted``: the queue stands still, and has kept the sheets."""
    if halted:
        return (
            "Pencetak sedang berhenti: periksa kertas, tinta, dan kabelnya. Lembar ini menunggu di antreannya "
            "dan keluar sendiri sesudah pencetak jalan lagi."
        )
    return "Bila kertas tidak keluar, periksa pencetak lalu cetak lagi."
