"""Rows that point to a row that is gone, in the words of the office."""

from collections.abc import Iterator, Mapping
from typing import Final

from sopdesk.services.findings import Finding, Room
from sopdesk.store.store import Unit

TABLE_WORDS: Final[Mapping[str, tuple[str, Room]]] = {
    "log": ("catatan", Room.LOG),
    "dossier": ("berkas", Room.DOSSIERS),
    "letter": ("surat", Room.LETTERS),
    "official": ("pejabat", Room.PEOPLE),
    "appointment": ("jabatan", Room.PEOPLE),
    "register_line": ("baris buku agenda", Room.NUMBERS),
    "line_change": ("perubahan baris buku agenda", Room.NUMBERS),
    "disposition": ("disposisi", Room.INCOMING),
    "delivery": ("baris buku ekspedisi", Room.DELIVERIES),
    "attachment": ("lampiran", Room.ATTACHMENTS),
    "year_close": ("penutupan buku", Room.NUMBERS),
    "book_import": ("impor buku lama", Room.IMPORTS),
}


def reference_problems(unit: Unit) -> Iterator[Finding]:
    """Each reference that leads nowhere, with the keys of both rows as the database has them."""
    for orphan in unit.orphans():
        what, room = TABLE_WORDS.get(orphan.table, (orphan.table, Room.FILE))
        onto = TABLE_WORDS.get(orphan.target, (orphan.target, Room.FILE))[0]
        key = "/".join(str(part) for part in orphan.key)
        meant = f"{onto} dengan tanda {orphan.meant}, yang tidak ada"
        yield Finding(f"{what.capitalize()} dengan tanda {key} menunjuk ke {meant}.", room)
