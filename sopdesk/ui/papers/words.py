"""What is said of a paper beside its preview."""

from collections.abc import Sequence
from typing import Final

from sopdesk.services.printing import ARCHIVE, OVERPRINT, SHEETS
from sopdesk.ui.kit.tokens import State
from sopdesk.ui.papers.printers import PrintWish

COPIES: Final = (
    (SHEETS, "Lembar 1 dan 2", "Lembar 1 untuk penerima, lembar 2 ditandatangani penerima lalu kembali."),
    (ARCHIVE, "Rangkap arsip", "Satu rangkap dengan cap paraf hierarki, disimpan di kantor."),
    (
        OVERPRINT,
        "Nomor dan tanggal saja",
        "Masukkan lembar yang sudah ditandatangani ke pencetak dengan arah yang sama. Hanya nomor dan tanggal "
        "yang dicetak, tepat pada tempat kosongnya.",
    ),
)

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
