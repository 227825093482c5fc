"""How backups are spoken of on screens."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from sopdesk.domain.dates import long_moment, short_date
from sopdesk.domain.errors import Fault, Trouble
from sopdesk.services.backup_places import Found
from sopdesk.services.backup_rounds import Round, Standing
from sopdesk.services.inspecting import Comparison
from sopdesk.services.sentences_backup import size_words
from sopdesk.ui.errors import sentence


@dataclass(frozen=True, slots=True)
class RestoreWish:
    """Put that backup back, opened by that password."""

    path: Path
    password: str = ""


@dataclass(frozen=True, slots=True)
class UndoWish:
    """Let the office of that folder in ``sebelum-pulih`` come back."""

    name: str


def standing_word(standing: Standing) -> str:
    """The word in the status line."""
    if standing.last is None:
        return "Belum ada cadangan"
    return f"Cadangan terakhir {short_date(standing.last.date())} {standing.last:%H.%M}"


def warning(standing: Standing) -> str:
    """What the head of the window says; empty when all is well."""
    if standing.old and standing.last is not None:
        return (
            f"Cadangan terakhir sudah {standing.days} hari kerja yang lalu. "
            "Buat cadangan: menu Berkas, Cadangkan sekarang."
        )
    if standing.old:
        return "Data kantor ini belum pernah dicadangkan. Buat cadangan: menu Berkas, Cadangkan sekarang."
    if standing.second_away is not None:
        return (
            f"Tempat cadangan kedua terakhir terlihat {short_date(standing.second_away.date())}. "
            "Pasang flash disk-nya agar cadangan disalin ke sana."
        )
    if standing.second_trouble:
        return sentence(Trouble(Fault.SECOND_PLACE, why=standing.second_trouble, path=standing.second))
    return ""


def round_words(done: Round) -> str:
    """What a round did, for the toast or the section."""
    if done.made is None:
        return "Tidak ada yang baru sejak cadangan terakhir."
    words = f"Cadangan selesai dan sudah diperiksa, {size_words(done.made.size)}."
    if done.second is not None:
        words += f" Salinannya ada di {done.second}."
    if done.trouble is not None:
        words += f" {sentence(done.trouble)}"
    lost = len(done.made.manifest.missing) + len(done.made.manifest.changed)
    if lost:
        words += f" {lost} lampiran hilang atau berubah di folder data; periksa di Tentang, Periksa data."
    return words


def disk_words(disk: Path) -> str:
    """A disk as its owner knows it: its label, and where it is."""
    label = QStorageInfo(str(disk)).name()
    place = disk.name or str(disk)
    return f"{label} ({place})" if label and label != place else place


def found_words(found: Found, when: datetime) -> str:
    """A line of the list of backups; ``when`` in office time."""
    manifest = found.manifest
    parts = [
        long_moment(when),
        f"Kecamatan {manifest.kecamatan or '–'}",
        size_words(found.size),
        str(found.path.parent) if found.second else "di komputer ini",
    ]
    if found.locked:
        parts.append("dengan kata sandi")
    return " · ".join(parts)


def judgement(found: Comparison) -> tuple[str, bool]:
    """In plain words what a restore does to what is here, and whether something would be lost by it."""
    lost, gained = found.lost, found.gained
    if found.here is None or (not found.here.kecamatan and found.here.readable and not lost.dossiers):
        return "Di komputer ini belum ada data kantor. Cadangan ini akan menjadi datanya.", False
    if not found.here.readable:
        return (
            "Data di komputer ini rusak dan tidak dapat dibaca. Data itu disimpan terpisah; "
            "yang dipakai sesudahnya adalah isi cadangan.",
            False,
        )
    if found.shared == 0:
        return (
            f"Cadangan ini dari kantor lain. Data Kecamatan {found.here.kecamatan or '–'} di komputer ini diganti "
            "seluruhnya dan disimpan terpisah.",
            True,
        )
    if lost.entries and gained.entries:
        return (
            f"Keduanya pernah sama, lalu berjalan sendiri-sendiri. {_counted(lost)} di komputer ini tidak ada "
            f"di cadangan dan tidak terlihat lagi; {gained.entries} catatan di cadangan tidak ada di sini.",
            True,
        )
    if lost.entries:
        return (
            f"Data di komputer ini lebih baru. {_counted(lost)} yang dibuat sesudah cadangan tidak terlihat lagi.",
            True,
        )
    if gained.entries:
        return (
            f"Cadangan ini lebih baru: {gained.entries} catatan lebih banyak daripada di komputer ini.",
            False,
        )
    return "Isi cadangan sama dengan data di komputer ini.", False


def _counted(lost: object) -> str:
    entries, dossiers, numbers = (getattr(lost, name, 0) for name in ("entries", "dossiers", "numbers"))
    words = f"{entries} catatan"
    if dossiers:
        words += f" pada {dossiers} berkas"
    if numbers:
        words += f", termasuk {numbers} nomor surat,"
    return words
