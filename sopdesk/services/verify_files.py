"""Whether every file that was added is there and is what it was, and every row of one is as the log says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sopdesk.domain.events import EventKind
from sopdesk.services.files import DELIVERY, DISPOSITION, DOSSIER, LINE, is_whole
from sopdesk.services.office import Office
from sopdesk.store.log import Entry
from sopdesk.store.store import Unit

_OWNERS: Final = {LINE: "surat", DOSSIER: "berkas", DELIVERY: "pengiriman", DISPOSITION: "disposisi"}
OfBooks = Mapping[str, Sequence[Entry]]


def file_problems(office: Office, unit: Unit, of_books: OfBooks) -> Iterator[str]:
    """Files and their rows against the log."""
    added: dict[int, Entry] = {}
    withdrawn: dict[int, str] = {}
    for entry in of_books.get(EventKind.ATTACH.value, ()):
        if "attached" in entry.body:
            withdrawn[int(str(entry.body["attached"]))] = str(entry.body.get("withdrawn"))
        else:
            added[entry.seq] = entry
    whole: dict[str, bool] = {}
    for row in unit.files.every():
        name = f"File {row.name} (lampiran {_OWNERS.get(row.owner, row.owner)} ke-{row.owner_id})"
        kept = added.pop(row.seq, None)
        if kept is None:
            yield f"{name} tidak ada di log."
            continue
        said = {key: kept.body.get(key) for key in ("owner", "owner_id", "name", "file", "size")}
        same = (
            said == {key: getattr(row, key) for key in said}
            and (row.actor, row.logged_at) == (kept.actor, kept.logged_at)
            and row.withdrawn == withdrawn.get(row.seq, "")
        )
        if not same:
            yield f"{name} tidak sama dengan log."
        if row.file not in whole:
            whole[row.file] = is_whole(office, row.file)
        if not whole[row.file]:
            yield f"{name} hilang atau berubah di folder lampiran."
    for entry in added.values():
        yield f"File {entry.body.get('name')} ada di log tetapi tidak ada di daftar lampiran."
