"""What is said when a file of another program, or an import of an old book, is refused."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain.errors import Rule

Data = Mapping[str, Any]


def _bad_file(data: Data) -> str:
    return f"File {data.get('file')} tidak dapat dipakai: {data.get('reason')}. Periksa filenya atau pilih file lain."


def _import_refused(data: Data) -> str:
    return (
        f"Impor belum dijalankan: {data.get('lines')} baris ditolak. "
        "Betulkan barisnya di file, atau pilih Lewati baris ini, lalu ulangi."
    )


def _cannot_undo_import(data: Data) -> str:
    match data.get("why"):
        case "undone":
            return "Impor ini sudah dibatalkan."
        case "closed":
            return f"Buku agenda tahun {data.get('year')} sudah ditutup, jadi impornya tidak dapat dibatalkan lagi."
        case "used":
            return (
                f"Nomor {data.get('number')} dari impor ini sudah dipakai untuk berkas, disposisi, atau kiriman, "
                "jadi impornya tidak dapat dibatalkan lagi."
            )
        case _:
            return (
                f"Buku agenda tahun {data.get('year')} sudah diisi lagi sesudah impor ini, "
                "jadi impornya tidak dapat dibatalkan. Batalkan nomor yang keliru satu per satu."
            )


EXCHANGE_RULES: Mapping[Rule, Callable[[Data], str]] = {
    Rule.BAD_FILE: _bad_file,
    Rule.IMPORT_REFUSED: _import_refused,
    Rule.CANNOT_UNDO_IMPORT: _cannot_undo_import,
}
