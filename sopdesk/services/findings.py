"""What a check of the data finds: a sentence that names the row, where it lies, and since when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Room(StrEnum):
    """Where something was found, in the words of the office."""

    FILE = "Berkas database"
    LOG = "Log"
    DOSSIERS = "Berkas"
    LETTERS = "Surat"
    NUMBERS = "Buku agenda"
    INCOMING = "Surat masuk dan disposisi"
    DELIVERIES = "Buku ekspedisi"
    ATTACHMENTS = "Lampiran"
    IMPORTS = "Buku lama"
    SETTINGS = "Pengaturan"
    PEOPLE = "Pejabat dan petugas"
    SOPS = "SOP"
    BACKUPS = "Cadangan"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem. ``words`` are an Indonesian sentence that names the row.

    ``after`` is when the program itself last wrote what differs: it was changed later than that. None where that
    cannot be known.
    """

    words: str
    room: Room = Room.FILE
    after: datetime | None = None
