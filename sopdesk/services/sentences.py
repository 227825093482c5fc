"""What the program says to people when a rule refuses or the environment fails: one clear sentence each."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sopdesk.domain.dates import long_date, long_moment, short_date
from sopdesk.domain.errors import After, Fault, Refused, Rule, Trouble
from sopdesk.services.field_names import FIELDS
from sopdesk.services.sentences_backup import BACKUP_RULES, backup_failed, disk_full, second_place
from sopdesk.services.sentences_exchange import EXCHANGE_RULES
from sopdesk.services.sentences_numbers import NUMBER_RULES
from sopdesk.services.sentences_server import SERVER_FAULTS, SERVER_RULES, file_locked
from sopdesk.services.sentences_users import USER_RULES
from sopdesk.services.sentences_wording import template_mistake

Data = Mapping[str, Any]

DESKS = {
    "pelaksana": "Pelaksana",
    "kasubbag": "Kasubbag",
    "sekcam": "Sekcam",
    "camat": "Camat",
    "bagian_umum": "Bagian Umum",
    "bappeda": "BAPPEDA",
}


def sentence(error: Refused | Trouble) -> str:
    """The sentence for people: what is the matter and what to do."""
    if isinstance(error, Refused):
        return _RULES[error.rule](error.data)
    return _FAULTS[error.fault](error.data)


def field_name(field: object) -> str:
    """The name of a field as people know it."""
    return FIELDS.get(str(field), str(field))


def moment(value: object) -> str:
    """A date or a time in words."""
    if isinstance(value, datetime):
        return long_moment(value)
    return long_date(value) if isinstance(value, date) else str(value)


def percent(value: object) -> str:
    """A percentage with a decimal comma."""
    return f"{Decimal(str(value)):f}".replace(".", ",") + " %"


def _shown(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”" if text else "kosong"


def _text(data: Data) -> str:
    name = field_name(data.get("field"))
    if data.get("reason") == "empty":
        return f"{name} belum diisi. Isilah lalu ulangi."
    if data.get("reason") == "long" or (data.get("limit") is not None and data.get("reason") is None):
        return f"{name} terlalu panjang. Ringkaslah sampai paling banyak {data.get('limit')} huruf."
    return f"{name} harus berupa teks."


def _value(data: Data) -> str:
    name = field_name(data.get("field"))
    if "low" in data:
        return f"{name} harus antara {data['low']} dan {data['high']}. Betulkan isinya."
    return f"{name} tidak dapat dipakai: {data.get('reason') or _shown(data.get('value'))}. Betulkan isinya."


def _facts(data: Data) -> str:
    if data.get("ask") == "percent":
        return (
            "Capaian keuangan dan capaian fisik belum diisi. Isilah keduanya sebelum berkas diparaf Kasubbag."
        )
    if data.get("ask") == "outside_renstra":
        if data.get("reason_missing"):
            return "Ada program di luar Renstra. Tuliskan alasan kegawatdaruratannya sebelum berkas diparaf Kasubbag."
        return "Jawab dahulu apakah ada program di luar Renstra, sebelum berkas diparaf Kasubbag."
    return "Pastikan dahulu bahwa paraf hierarki sudah lengkap, lalu beri tanda sebelum Camat menandatangani."


def _undo(data: Data) -> str:
    match data.get("why"):
        case "number":
            return f"Nomor {data.get('number')} tidak dapat diurungkan. Gunakan Batalkan nomor (BATAL) bila keliru."
        case "other_clerk":
            return f"Catatan terakhir dibuat oleh {data.get('by')}. Hanya pembuatnya yang dapat mengurungkan."
        case "too_late":
            return "Sudah lewat 10 menit. Gunakan Koreksi dengan alasan untuk membetulkan catatan ini."
        case _:
            return "Tidak ada catatan yang dapat diurungkan."


def _signature(data: Data) -> str:
    what = {"number": "diberi nomor", "stamp": "distempel", "dispatch": "dikirim"}
    return (
        f"Surat belum ditandatangani Camat, jadi belum dapat {what.get(str(data.get('action')), 'diproses')}."
    )


def _ended(data: Data) -> str:
    if data.get("life") == "cancelled":
        return "Berkas ini sudah dibatalkan. Mulailah berkas baru bila perlu."
    return "Berkas ini sudah selesai, jadi tidak dapat diubah lagi."


def _code(data: Data) -> str:
    code = _shown(data.get("text"))
    if not data.get("check"):
        return f"{code} bukan kode berkas. Pindai lembar kendali atau ketik kodenya."
    if data.get("step"):
        return (
            f"Kode {code} tidak cocok dengan angka periksanya: salah ketik, atau lembar kendali kantor lain. "
            "Periksa angkanya, lalu ketik ulang."
        )
    return f"Kode {code} salah ketik: huruf periksanya tidak cocok. Ketik ulang kode pada lembar kendali."


def _stale(data: Data) -> str:
    if data.get("life") not in ("running", "held"):
        return "Berkas ini baru saja berakhir. Tampilan sudah diperbarui, periksa kembali."
    return (
        f"Berkas sudah berpindah ke langkah {data.get('step')}, sedangkan yang terlihat langkah {data.get('seen')}. "
        "Periksa kembali sebelum melanjutkan."
    )


_AFTER: dict[Any, str] = {
    After.ENTRY: "catatan terakhir berkas ini",
    After.SENDING: "waktu surat dikirim",
    After.ARRIVAL: "waktu surat diterima",
    After.DISPOSITION: "waktu disposisi yang mendahuluinya",
}


def _folder(data: Data) -> str:
    lines: Any = data.get("lines") or ()
    told = " ".join(f"Berkas {code}: {sentence(no)}" for code, no in lines[:3])
    more = f" Dan {len(lines) - 3} berkas lain." if len(lines) > 3 else ""
    return f"Isi map belum dicatat sama sekali. {told}{more}"


_RULES: dict[Rule, Callable[[Data], str]] = {
    Rule.STALE: _stale,
    Rule.HELD: lambda d: f"Berkas sedang ditunda: {d.get('reason')}. Lanjutkan dahulu berkas ini.",
    Rule.NOT_HELD: lambda _d: "Berkas tidak sedang ditunda.",
    Rule.ENDED: _ended,
    Rule.NOT_DISPATCHED: lambda _d: "Tidak ada kiriman yang masih menunggu lembar 2.",
    Rule.WRONG_STEP: lambda d: (
        f"Langkah {d.get('step')} bukan langkah pengiriman. Serahkan dahulu ke langkah berikut."
    ),
    Rule.NOTHING_TO_RECEIVE: lambda d: (
        f"Berkas sudah berada di meja {DESKS.get(str(d.get('desk')), '')}, tidak perlu diterima lagi."
    ),
    Rule.NEEDS_DISPATCH: lambda _d: (
        "Langkah ini diakhiri dengan pengiriman: beri nomor, stempel, lalu catat Kirim."
    ),
    Rule.NEEDS_SIGNATURE: _signature,
    Rule.NEEDS_PARAF: lambda d: f"Paraf belum lengkap: {d.get('brief')} (langkah {d.get('step')}) belum ada.",
    Rule.NEEDS_NUMBER: lambda _d: "Surat belum bernomor. Ambil nomor agenda dahulu.",
    Rule.NEEDS_STAMP: lambda _d: "Surat belum distempel. Catat stempel dahulu, lalu kirim.",
    Rule.NEEDS_FACTS: _facts,
    Rule.NEEDS_REASON: lambda _d: "Alasan belum diisi. Tuliskan alasannya lalu ulangi.",
    Rule.PERCENT: lambda d: (
        f"Capaian keuangan {percent(d['financial'])} lebih tinggi dari capaian fisik {percent(d['physical'])}. "
        "Periksa kembali angkanya atau kembalikan berkas untuk diperbaiki."
    ),
    Rule.ALREADY_SIGNED: lambda _d: (
        "Surat sudah ditandatangani, jadi bentuk penandatanganannya tidak dapat diubah lagi. "
        "Kembalikan berkas bila harus ditandatangani pejabat lain."
    ),
    Rule.ALREADY_NUMBERED: lambda d: f"Surat ini sudah bernomor {d.get('text')}.",
    Rule.ALREADY_STAMPED: lambda _d: "Stempel surat ini sudah dicatat.",
    Rule.CANNOT_RETURN: lambda d: (
        f"Berkas hanya dapat dikembalikan ke langkah sebelum langkah {d.get('step')}. Pilih langkah tujuan."
    ),
    Rule.CANNOT_SKIP: lambda d: f"Langkah {d.get('step')} tidak boleh dilewati menurut SOP.",
    Rule.CANNOT_UNDO: _undo,
    Rule.NOT_NEWEST: lambda _d: "Hanya catatan terakhir yang masih berlaku yang dapat dikoreksi.",
    Rule.TIME_BACKWARDS: lambda d: (
        f"Waktu {moment(d['at'])} lebih awal dari {_AFTER[d.get('after') or After.ENTRY]}, {moment(d['last'])}. "
        "Betulkan waktunya."
    ),
    Rule.TIME_IN_FUTURE: lambda d: (
        f"Waktu {moment(d['at'])} belum terjadi; jam komputer menunjukkan {moment(d['now'])}. "
        "Betulkan waktunya atau periksa jam komputer."
    ),
    Rule.DATE_BEFORE_LAST: lambda d: (
        f"Nomor {d.get('number')} sudah bertanggal {short_date(d['last'])}. "
        "Untuk tanggal yang lebih awal gunakan nomor sisipan dengan alasan."
    ),
    Rule.YEAR_CLOSED: lambda d: (
        f"Buku agenda tahun {d.get('year')} sudah ditutup. Hanya nomor sisipan yang masih dapat."
    ),
    Rule.NUMBER_UNKNOWN: lambda d: f"Nomor {d.get('number')} tidak ada di buku agenda tahun {d.get('year')}.",
    Rule.NUMBER_VOID: lambda d: f"Nomor {d.get('text')} sudah dibatalkan: {d.get('reason')}.",
    **NUMBER_RULES,
    **USER_RULES,
    **EXCHANGE_RULES,
    **BACKUP_RULES,
    **SERVER_RULES,
    Rule.BAD_TEXT: _text,
    Rule.BAD_VALUE: _value,
    Rule.BAD_INPUT: lambda d: (
        f"Baris ini tidak dapat dibaca: {d.get('why') or 'bukan perintah yang dikenal'}."
    ),
    Rule.BAD_CODE: _code,
    Rule.OTHER_OFFICE: lambda d: (
        f"Lembar kendali ini milik kantor lain (tanda {d.get('mark')}), bukan berkas kantor ini."
    ),
    Rule.BAD_CALENDAR: lambda d: f"Kalender kerja tidak dapat dipakai ({d.get('place')}): {d.get('reason')}.",
    Rule.BAD_SOP: lambda d: (
        f"Berkas SOP {d.get('file')} rusak pada baris {d.get('line')}: {d.get('reason')}."
    ),
    Rule.BAD_TEMPLATE: template_mistake,
    Rule.STAMP_TOO_EARLY: lambda _d: (
        "Stempel pindaian hanya untuk surat yang sudah ditandatangani dan bernomor. Cetak surat ini tanpa stempel."
    ),
    Rule.NO_STAMP: lambda _d: (
        "Kantor ini belum menyimpan gambar stempel. Tambahkan di Pengaturan, bagian Stempel, atau cetak tanpa stempel."
    ),
    Rule.UNKNOWN_DOSSIER: lambda d: f"Berkas {_shown(d.get('dossier'))} tidak ditemukan.",
    Rule.UNKNOWN_SOP: lambda d: f"SOP {_shown(d.get('sop'))} tidak dikenal.",
    Rule.UNKNOWN_LETTER: lambda _d: "Surat ini belum dibuat. Isi dahulu suratnya.",
    Rule.OFFICE_INCOMPLETE: lambda d: (
        f"Data kantor belum lengkap: {d.get('missing')}. Lengkapi di Pengaturan."
    ),
    Rule.FOLDER: _folder,
    Rule.DUTY_STARTED: lambda d: f"Berkas {d.get('label')} {d.get('period')} sudah ada: {d.get('dossier')}.",
}

_FAULTS: dict[Fault, Callable[[Data], str]] = {
    Fault.FOLDER_READ_ONLY: lambda d: (
        f"Data tidak dapat disimpan karena folder hanya dapat dibaca: {d.get('path')}. "
        "Minta izin tulis kepada pengelola komputer, lalu ulangi."
    ),
    Fault.FOLDER_MISSING: lambda d: (
        f"Folder data tidak dapat dibuka: {d.get('path')}. Pastikan disk terpasang, lalu ulangi."
    ),
    Fault.NO_OFFICE: lambda d: (
        f"Di folder ini tidak ada data kantor: {d.get('path')}. Periksa foldernya, lalu ulangi."
    ),
    Fault.DISK_FULL: disk_full,
    Fault.FILE_LOCKED: file_locked,
    Fault.DATABASE_NEWER: lambda _d: (
        "Data ini dibuat oleh SOP Desk yang lebih baru. Pasang versi terbaru untuk membukanya; data tidak diubah."
    ),
    Fault.DATABASE_DAMAGED: lambda d: (
        f"Data rusak dan tidak dibuka agar tidak bertambah rusak: {d.get('path')}. Pulihkan dari cadangan terakhir."
    ),
    Fault.DATABASE_REPLACED: lambda d: (
        f"Data kantor diganti dengan salinan lain selagi SOP Desk terbuka: {d.get('path')}. "
        "Tutup SOP Desk, buka lagi, lalu periksa catatan terakhir."
    ),
    Fault.ALREADY_RUNNING: lambda _d: (
        "SOP Desk sudah terbuka di komputer ini. Gunakan jendela yang sudah ada."
    ),
    Fault.NETWORK_FOLDER: lambda d: (
        f"Folder jaringan dapat merusak data SOP Desk: {d.get('path')}. Pilih folder di komputer ini; "
        "untuk beberapa komputer, pakai server data."
    ),
    **SERVER_FAULTS,
    Fault.PRINTER: lambda d: (
        f"Pencetak {d['name']} tidak siap. Periksa pencetak lalu cetak lagi, atau simpan PDF."
        if d.get("name")
        else "Pencetak tidak ditemukan. Pasang pencetak lalu cetak lagi, atau simpan PDF."
    ),
    Fault.FILE_UNREADABLE: lambda d: (
        f"File tidak dapat dibaca: {d.get('file') or d.get('path')}. Pilih file lain."
    ),
    Fault.ATTACHMENT_CHANGED: lambda d: (
        f"File {d.get('file') or d.get('path')} hilang atau berubah sejak disimpan, jadi tidak dibuka. "
        "Pulihkan dari cadangan, atau tambahkan lagi dari aslinya."
    ),
    Fault.RESOURCE_DAMAGED: lambda d: (
        f"Ada bagian program yang hilang atau rusak: {d.get('file') or d.get('path')}. Pasang ulang SOP Desk."
    ),
    Fault.OUT_OF_MEMORY: lambda _d: (
        "Memori komputer tidak cukup, jadi pekerjaan ini tidak selesai. Tutup program lain, lalu ulangi; "
        "untuk buku atau laporan, coba satu bulan saja."
    ),
    Fault.UNFORESEEN: lambda _d: (
        "Ada kesalahan pada program, jadi pekerjaan ini tidak selesai. Ulangi; bila terjadi lagi, kirimkan file "
        "catatan/sopdesk.log kepada pengelola."
    ),
    Fault.BACKUP_FAILED: backup_failed,
    Fault.SECOND_PLACE: second_place,
}
