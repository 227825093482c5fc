"""What is said when a backup cannot be made, read or put back."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain.errors import Rule
from sopdesk.services.sentences_server import server_full

Data = Mapping[str, Any]
_GIGA = 1_000_000_000
_MEGA = 1_000_000


def size_words(count: int) -> str:
    """A number of bytes as people say it."""
    if count >= _GIGA:
        return f"{count / _GIGA:.1f} GB".replace(".", ",")
    return f"{max(1, round(count / _MEGA))} MB"


def _bad_backup(data: Data) -> str:
    name = f"File cadangan {data['backup']}" if data.get("backup") else "File cadangan ini"
    match data.get("why"):
        case "newer":
            return f"{name} dibuat oleh SOP Desk yang lebih baru. Pasang versi terbaru untuk memulihkannya."
        case "foreign":
            return f"{name} bukan cadangan SOP Desk. Pilih file yang berakhiran .sopdesk."
        case "unsafe":
            return (
                f"{name} berisi nama file yang bukan milik cadangan ({data.get('file')}), jadi tidak dibuka."
            )
        case "cut":
            return f"{name} terpotong: sebagian isinya hilang. Salin ulang filenya atau pilih cadangan lain."
        case _:
            return f"{name} rusak, jadi tidak dipulihkan. Data sekarang tidak diubah. Pilih cadangan lain."


def _password(data: Data) -> str:
    if data.get("why") == "wrong":
        return "Kata sandi cadangan ini tidak cocok. Ketik lagi; huruf besar dan kecil dibedakan."
    return "Cadangan ini memakai kata sandi. Ketik kata sandinya untuk membuka."


def _cannot_undo(_data: Data) -> str:
    return "Data sebelum pemulihan tidak ditemukan lagi, jadi pemulihan tidak dapat dibatalkan."


BACKUP_RULES: Mapping[Rule, Callable[[Data], str]] = {
    Rule.BAD_BACKUP: _bad_backup,
    Rule.BACKUP_PASSWORD: _password,
    Rule.CANNOT_UNDO_RESTORE: _cannot_undo,
}


def disk_full(data: Data) -> str:
    """A disk that is full, or would be."""
    if data.get("needed"):
        return (
            f"Ruang disk tidak cukup di {data.get('path')}: perlu {size_words(int(data['needed']))}, "
            f"tersisa {size_words(int(data.get('free') or 0))}. Kosongkan sebagian ruang disk, lalu ulangi."
        )
    if data.get("restore"):
        return (
            f"Disk penuh, jadi cadangan belum dipulihkan: {data.get('path')}. Data sekarang tidak diubah. "
            "Kosongkan sebagian ruang disk, lalu ulangi."
        )
    if data.get("backup"):
        return (
            f"Disk penuh, jadi cadangan belum dibuat: {data.get('path')}. "
            "Kosongkan sebagian ruang disk, lalu ulangi."
        )
    if data.get("server"):
        return server_full(data)
    return f"Disk penuh, jadi catatan belum tersimpan: {data.get('path')}. Kosongkan sebagian ruang disk, lalu ulangi."


def backup_failed(data: Data) -> str:
    """A backup that did not come back from the disk as it was written."""
    return (
        f"Cadangan di {data.get('path')} tidak lolos pemeriksaan, jadi tidak disimpan. Disk itu mungkin rusak: "
        "periksa disknya atau pilih tempat cadangan lain."
    )


def second_place(data: Data) -> str:
    """The second place cannot take the backup."""
    why = {
        "away": "tidak terpasang",
        "full": "penuh",
        "read_only": "hanya dapat dibaca",
        "gone": "terlepas sebelum selesai",
    }
    return (
        f"Tempat cadangan kedua {why.get(str(data.get('why')), 'tidak dapat dipakai')}: {data.get('path')}. "
        "Cadangan di komputer ini sudah dibuat."
    )
