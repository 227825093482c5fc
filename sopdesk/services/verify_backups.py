"""Whether the log still holds what the backups say that it held: the one way to see a cleanly cut tail (rules 26)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sopdesk.services.backup_places import Found, found_backups
from sopdesk.services.office import Office
from sopdesk.services.unpacking import RESTORE, RESTORE_UNDONE
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

RESTORES: Final = frozenset({RESTORE, RESTORE_UNDONE})


def backup_problems(office: Office, unit: Unit, of_books: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    """Backups whose newest entry is not in the log, where no restore explains it."""
    known = found_backups(office.folder)
    first = unit.log.hashes([1]).get(1, "")
    mine = [
        each
        for each in known
        # On a flash disk other offices may keep theirs.
        if not each.second or (first and each.manifest.first_hash == first)
    ]
    there = unit.log.hashes(sorted({each.manifest.head_seq for each in mine}))
    restores = [entry for kind in sorted(RESTORES) for entry in of_books.get(kind, ())]
    for each in mine:
        seq = each.manifest.head_seq
        if seq > 0 and there.get(seq) != each.manifest.head_hash and not _is_explained(each, restores):
            yield (
                f"Cadangan {each.path.name} menyimpan catatan nomor {seq} yang tidak ada lagi di log: "
                "catatan dihapus atau diubah sesudah cadangan itu dibuat."
            )


def _is_explained(found: Found, restores: Sequence[Entry]) -> bool:
    """A restore left that office behind, with all that it logged after what both share."""
    for entry in restores:
        left = entry.body.get("left")
        shared = left.get("shared") if isinstance(left, dict) else None
        if (
            isinstance(shared, int)
            and found.manifest.head_seq > shared
            and found.manifest.when <= entry.logged_at
        ):
            return True
    return False
