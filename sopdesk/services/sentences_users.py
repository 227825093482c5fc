"""What people are told about rights, PINs and recovery codes."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sopdesk.domain.errors import Rule
from sopdesk.domain.rights import TABLE, Reach, Right, Role

Data = Mapping[str, Any]

ROLES: Final[Mapping[Role, str]] = {
    Role.PETUGAS: "petugas",
    Role.AGENDA: "petugas agenda",
    Role.PEJABAT: "pejabat",
    Role.ADMIN: "admin",
}
DEEDS: Final[Mapping[Right, str]] = {
    Right.LOG: "mencatat berkas ini",
    Right.PRINT: "mencetak",
    Right.BACKUP: "membuat cadangan",
    Right.NUMBERS: "mengambil atau membatalkan nomor",
    Right.STAMP: "mencatat stempel",
    Right.DISPATCH: "mencatat pengiriman surat",
    Right.REGISTERS: "mengisi buku agenda",
    Right.CLOSE_YEAR: "menutup buku tahunan",
    Right.REPORTS: "mengubah laporan",
    Right.CORRECT_OTHERS: "mengoreksi catatan orang lain",
    Right.OFFICE: "mengubah pengaturan kantor",
    Right.OFFICIALS: "mengubah daftar pejabat",
    Right.CALENDAR: "mengubah kalender kerja",
    Right.SOPS: "mengubah SOP",
    Right.USERS: "mengubah petugas dan PIN",
    Right.BACKUP_PLACE: "mengubah pengaturan cadangan",
    Right.RESTORE: "memulihkan cadangan",
}
_NAMED: Final = 6
_MINUTE: Final = 60


def wait_words(seconds: int) -> str:
    """``40 detik``, ``5 menit``, ``4 menit 20 detik``."""
    minutes, rest = divmod(seconds, _MINUTE)
    parts = [f"{minutes} menit"] if minutes else []
    if rest or not parts:
        parts.append(f"{rest} detik")
    return " ".join(parts)


def role_words(right: Right) -> str:
    """Who has the right, as a list: ``petugas agenda atau admin``."""
    found = []
    for role, reach in TABLE[right].items():
        if reach is Reach.OWN:
            found.append("pejabat di mejanya sendiri")
        elif reach is Reach.SEKCAM:
            found.append("Sekcam")
        elif reach is Reach.ALL:
            found.append(ROLES[role])
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} atau {found[-1]}"


def _not_allowed(data: Data) -> str:
    if data.get("right") not in set(Right):
        return f"Tindakan ini hanya untuk {data.get('who') or 'petugas yang berwenang'}."
    right = Right(data["right"])
    said = f"Hanya {role_words(right)} yang dapat {DEEDS[right]}"
    names = [str(name) for name in data.get("who_may") or ()]
    more = f" dan {len(names) - _NAMED} lainnya" if len(names) > _NAMED else ""
    return f"{said}: {', '.join(names[:_NAMED])}{more}." if names else f"{said}."


def _wrong(data: Data) -> str:
    what = "Kode pemulihan" if data.get("which") == "recovery" else "PIN"
    seconds = data.get("seconds") or 0
    return (
        f"{what} salah. Coba lagi sesudah {wait_words(seconds)}." if seconds else f"{what} salah. Coba lagi."
    )


def _no_recovery(data: Data) -> str:
    if data.get("why") == "own":
        return "Kode pemulihan hanya dapat dibuat oleh admin untuk dirinya sendiri."
    return f"{data.get('name')} tidak punya kode pemulihan. Minta admin mengatur PIN baru."


USER_RULES: Final[Mapping[Rule, Callable[[Data], str]]] = {
    Rule.NOT_ALLOWED: _not_allowed,
    Rule.NO_USER: lambda d: f"{d.get('name') or 'Nama itu'} tidak ada di daftar petugas.",
    Rule.NO_PIN: lambda d: (
        f"{d.get('name')} belum punya PIN. Minta admin mengaturnya di Pengaturan, bagian Petugas."
    ),
    Rule.WRONG_PIN: _wrong,
    Rule.PIN_WAIT: lambda d: (
        f"Terlalu banyak PIN yang salah. Tunggu {wait_words(int(d.get('seconds') or 0))}, lalu coba lagi."
    ),
    Rule.BAD_PIN: lambda d: (
        "PIN ini terlalu mudah ditebak. Pilih angka yang tidak berurutan dan tidak sama semua."
        if d.get("why") == "easy"
        else "PIN terdiri atas 4 sampai 8 angka."
    ),
    Rule.BAD_RECOVERY: _no_recovery,
    Rule.LAST_ADMIN: lambda d: (
        f"{d.get('name')} adalah admin terakhir yang punya PIN. Tetapkan dahulu admin lain beserta PIN-nya."
    ),
    Rule.NO_ADMIN_PIN: lambda _d: (
        "PIN hanya dapat dinyalakan oleh admin yang sudah punya PIN. Atur dahulu peran dan PIN Anda."
    ),
}
