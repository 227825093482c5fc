"""What is said when the office's server cannot be reached, or will not have this PC."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sopdesk.domain.errors import Fault

Data = Mapping[str, Any]


def _address(data: Data) -> str:
    where = f"Alamat server di {data['file']}" if data.get("file") else "Alamat server"
    return f"{where} tidak dapat dipakai. Tulis seperti postgresql://nama:sandi@komputer:5432/sopdesk."


def _gone(data: Data) -> str:
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
    return (
        f"Server data {data.get('server', '')} menolak komputer ini. Periksa nama basis data, nama pengguna, "
        "dan kata sandi di pengaturan server."
    )


SERVER_FAULTS: Final[Mapping[Fault, Callable[[Data], str]]] = {
    Fault.SERVER_ADDRESS: _address,
    Fault.SERVER_GONE: _gone,
    Fault.SERVER_UNSURE: _unsure,
    Fault.SERVER_REFUSED: _refused,
}
