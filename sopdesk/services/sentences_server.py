"""What is said when the office's server cannot be reached, or will not have this PC."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sopdesk.domain.errors import Fault, Rule

Data = Mapping[str, Any]


def _address(data: Data) -> str:
    if data.get("moved"):
        return (
            f"Data di komputer ini sudah disalin ke server {data['moved']} dan berhenti di situ, tetapi alamat server "
            "itu tidak ada lagi di komputer ini. Isi lagi di pengaturan server."
        )
    where = f"Alamat server di {data['file']}" if data.get("file") else "Alamat server"
    return f"{where} tidak dapat dipakai. Tulis seperti postgresql://nama:sandi@komputer:5432/sopdesk."


def _gone(data: Data) -> str:
    if data.get("crowded"):
        return (
            f"Semua sambungan ke server data {data.get('server', '')} sedang terpakai, jadi tidak ada yang dicatat. "
            "Tunggu sebentar, lalu ulangi; kalau sering, tambah batas sambungan di server."
        )
    return (
        f"Server data {data.get('server', '')} tidak menjawab, jadi tidak ada yang dicatat. "
        "Periksa kabel jaringan dan komputer server, lalu ulangi."
    )


def _unsure(data: Data) -> str:
    return (
        f"Server data {data.get('server', '')} terputus tepat saat mencatat. Setelah tersambung lagi, "
        "lihat dulu apakah sudah tercatat sebelum mengulang."
    )


def _refused(data: Data) -> str:
    if data.get("encoding"):
        return (
            f"Basis data {data.get('server', '')} memakai pengodean {data['encoding']}, jadi tidak semua huruf dapat "
            "disimpan di sana. Buat basis data baru dengan ENCODING 'UTF8'."
        )
    return (
        f"Server data {data.get('server', '')} menolak komputer ini. Periksa nama basis data, nama pengguna, "
        "dan kata sandi di pengaturan server."
    )


def _copy(data: Data) -> str:
    return (
        f"Salinan di server {data.get('server', '')} tidak sama dengan data di komputer ini, jadi dibuang. "
        "Data di komputer ini tidak diubah. Jalankan Periksa data, lalu coba lagi."
    )


def _taken(data: Data) -> str:
    return (
        f"Server {data.get('server', '')} sudah berisi data kantor, jadi tidak ditimpa. "
        "Pakai data yang di server, atau buat basis data baru yang kosong."
    )


def _no_server(_data: Data) -> str:
    return "Kantor ini tidak memakai server. Data kantor ada di komputer ini."


def _left_behind(data: Data) -> str:
    return (
        f"Data di komputer ini sudah disalin ke server {data.get('server', '')} dan berhenti di situ, jadi tidak "
        "dipakai lagi. Buat cadangan dari data di server, lalu pulihkan ke folder data yang baru."
    )


def file_locked(data: Data) -> str:
    """Somebody else is writing, and takes long over it: another PC at the server, or another program."""
    if data.get("server"):
        return (
            f"Komputer lain sedang mencatat di server data {data['server']}, jadi catatan ini belum disimpan. "
            "Tunggu sebentar, lalu ulangi."
        )
    return (
        f"Data sedang dipakai program lain: {data.get('path')}. "
        "Tunggu sebentar atau tutup program itu, lalu ulangi."
    )


def server_full(data: Data) -> str:
    """The server's own disk."""
    return (
        f"Disk di komputer server data {data['server']} penuh, jadi tidak ada yang dicatat. "
        "Kosongkan sebagian ruang disk di komputer itu, lalu ulangi."
    )


SERVER_RULES: Final[Mapping[Rule, Callable[[Data], str]]] = {
    Rule.SERVER_TAKEN: _taken,
    Rule.NO_SERVER: _no_server,
    Rule.LEFT_BEHIND: _left_behind,
}
SERVER_FAULTS: Final[Mapping[Fault, Callable[[Data], str]]] = {
    Fault.SERVER_ADDRESS: _address,
    Fault.SERVER_GONE: _gone,
    Fault.SERVER_UNSURE: _unsure,
    Fault.SERVER_REFUSED: _refused,
    Fault.SERVER_COPY: _copy,
}
