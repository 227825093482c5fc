"""A damaged office: which backup is the newest good one, what it lacks, and what the damaged file still gives."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, Final

from sopdesk.domain.errors import Fault, Refused, Trouble
from sopdesk.domain.spreadsheet import Cell, Table
from sopdesk.papers.progress import Progress, tell
from sopdesk.services.agenda_views import state_words
from sopdesk.services.backup_places import Found, found_backups
from sopdesk.services.exporting import made_book
from sopdesk.services.field_names import FIELDS
from sopdesk.services.inspecting import inspect
from sopdesk.services.sentences import DESKS
from sopdesk.services.written_files import write_whole
from sopdesk.store import archive
from sopdesk.store.log import OFFICE
from sopdesk.store.salvage import Rows, read_rows
from sopdesk.store.troubles import told_as_trouble
from sopdesk.store.types import from_microseconds

FOLDER: Final = "selamat"
# There is no room to look it through, or somebody else does: it may well be good.
_NO_PLACE: Final = frozenset({Fault.DISK_FULL, Fault.FOLDER_READ_ONLY, Fault.FILE_LOCKED})
_TRIED: Final = 5  # backups; a disk on which so many are bad is not read through to the last one
_BOOKS: Final = {"outgoing": "Surat keluar", "incoming": "Surat masuk"}
_LIVES: Final = {"running": "Berjalan", "held": "Ditunda", "finished": "Selesai", "cancelled": "Dibatalkan"}


@dataclass(frozen=True, slots=True)
class Prospect:
    """What can be had back. ``backup`` was read through and is good; None where none is.

    ``entries``, ``dossiers`` and ``numbers`` count what was logged after it and is still to be read in the damaged
    file; ``newest`` is the newest of that, None where nothing is. ``bad`` are the backups that were passed over.
    """

    backup: Found | None
    entries: int
    dossiers: int
    numbers: int
    newest: datetime | None
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rescued:
    """The file that was written, and how much is in it; ``bad_pages`` could not be read wholly."""

    path: Path
    entries: int
    dossiers: int
    lines: int
    bad_pages: int


def prospect(folder: Path, progress: Progress | None = None) -> Prospect:
    """Look for the newest good backup of the damaged office in ``folder``; nothing is changed.

    Raises Cancelled, Trouble where the folder itself cannot be read, or has no room to look a backup through.
    """
    rows = _rows(folder, progress)
    good, bad = _newest_good(folder, progress)
    since = good.manifest.head_seq if good else 0
    late = [row for seq, row in rows.log.items() if seq > since and not _is_backup(row)]
    return Prospect(
        good,
        len(late),
        len({row["dossier_id"] for row in late if row["dossier_id"] is not None}),
        sum(row["kind"] == "number" for row in late),
        max((_moment(row["logged_at"]) for row in late), default=None),
        bad,
    )


def rescue(folder: Path, *, now: datetime, zone: tzinfo, progress: Progress | None = None) -> Rescued:
    """Write what the damaged database still holds as tables into ``selamat`` of the folder, beside all earlier ones.

    Raises Trouble, Cancelled.
    """
    rows = _rows(folder, progress)
    book = made_book(_tables(rows, zone), made=now.astimezone(zone))
    place = folder / FOLDER
    with told_as_trouble(place / FOLDER):
        place.mkdir(parents=True, exist_ok=True)
    path = _free_name(place, now.astimezone(zone))
    write_whole(path, book)
    return Rescued(path, len(rows.log), len(rows.dossier), len(rows.register_line), rows.bad_pages)


def _rows(folder: Path, progress: Progress | None) -> Rows:
    path = folder / archive.DATABASE

    def heard(done: int, whole: int) -> None:
        tell(progress, done, whole)

    with told_as_trouble(path):
        return read_rows(path, heard)


def _newest_good(folder: Path, progress: Progress | None) -> tuple[Found | None, tuple[str, ...]]:
    bad: list[str] = []
    for found in found_backups(folder)[:_TRIED]:
        try:
            inspect(folder, found.path, progress=progress)
        except (Refused, Trouble) as error:
            if isinstance(error, Trouble) and error.fault in _NO_PLACE:
                raise
            bad.append(found.path.name)
            continue
        return found, tuple(bad)
    return None, tuple(bad)


def _is_backup(row: Mapping[str, Any]) -> bool:
    return bool(row["stream"] == OFFICE and row["kind"] == "backup")


def _free_name(place: Path, moment: datetime) -> Path:
    stem = f"catatan-{moment:%Y%m%d-%H%M%S}"
    path, count = place / f"{stem}.xlsx", 1
    while path.exists():
        count += 1
        path = place / f"{stem}-{count}.xlsx"
    return path


def _tables(rows: Rows, zone: tzinfo) -> Sequence[Table]:
    codes = {key: row["code"] for key, row in rows.dossier.items()}
    return (
        Table(
            "Catatan",
            ("Nomor", "Waktu", "Dicatat", "Berkas", "Jenis", "Petugas", "Isi"),
            (_entry(row, codes, zone) for _seq, row in sorted(rows.log.items())),
        ),
        Table(
            "Berkas",
            ("Kode", "SOP", "Judul", "Keadaan", "Langkah", "Meja", "Nomor surat", "Mulai", "Jatuh tempo"),
            (_dossier(row, zone) for _key, row in sorted(rows.dossier.items())),
        ),
        Table(
            "Buku agenda",
            ("Buku", "Tahun", "Nomor", "Tanggal", "Isi singkat", "Pihak", "Keadaan", "Berkas", "Petugas"),
            (_line(row, codes) for row in sorted(rows.register_line.values(), key=_in_book)),
        ),
    )


def _in_book(row: Mapping[str, Any]) -> tuple[str, int, str, int, str]:
    return row["register"], row["year"], row["series"], row["urut"], row["sisipan"]


def _entry(row: Mapping[str, Any], codes: Mapping[int, str], zone: tzinfo) -> Sequence[Cell]:
    return (
        row["seq"],
        _when(row["at"], zone),
        _when(row["logged_at"], zone),
        codes.get(row["dossier_id"], row["dossier_id"]),
        row["kind"],
        row["actor"],
        _body(row["body"]),
    )


def _dossier(row: Mapping[str, Any], zone: tzinfo) -> Sequence[Cell]:
    return (
        row["code"],
        row["sop"],
        row["title"],
        _LIVES.get(row["life"], row["life"]),
        row["step"],
        DESKS.get(row["desk"], row["desk"]),
        row["number_text"],
        _when(row["started_at"], zone),
        _when(row["due"], zone),
    )


def _line(row: Mapping[str, Any], codes: Mapping[int, str]) -> Sequence[Cell]:
    return (
        _BOOKS.get(row["register"], row["register"]),
        row["year"],
        row["text"] or f"{row['urut']}{row['sisipan']}",
        row["date"],
        row["subject"],
        row["party"],
        state_words(row["state"], inserted=bool(row["sisipan"])),
        codes.get(row["dossier_id"], row["dossier_id"]),
        row["actor"],
    )


def _body(text: str) -> str:
    """What an entry says, as words; as it stands where it is no object of JSON."""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if not isinstance(body, dict):
        return text
    return "; ".join(_parts(body))


def _parts(body: Mapping[str, Any]) -> Iterator[str]:
    for key, value in body.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f"{FIELDS.get(key, key)}: {shown}"


def _moment(count: int) -> datetime:
    try:
        return from_microseconds(count)
    except OverflowError:  # of an overwritten page
        return datetime.min.replace(tzinfo=UTC)


def _when(count: int | None, zone: tzinfo) -> Cell:
    if count is None:
        return None
    try:
        return from_microseconds(count).astimezone(zone)
    except OverflowError:
        return count
