"""Whether everything still adds up: file, log chain, caches, numbers, letters, attachments (rules 26)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.dossier import replay
from sopdesk.domain.events import Event, EventKind
from sopdesk.papers.progress import Progress, tell
from sopdesk.services import verify_deliveries, verify_numbers
from sopdesk.services.attachments import read_attachment
from sopdesk.services.classification import CLASSIFICATION
from sopdesk.services.entries import cache_of
from sopdesk.services.letter_log import DROPPED, FILLED, form_problems
from sopdesk.services.office import Known, Office
from sopdesk.services.verify_backups import RESTORES, backup_problems
from sopdesk.services.verify_classification import code_problems
from sopdesk.services.verify_files import file_problems
from sopdesk.services.verify_imports import import_problems
from sopdesk.services.verify_incoming import incoming_problems
from sopdesk.services.verify_numbers import NumberLog
from sopdesk.services.verify_papers import paper_problems
from sopdesk.services.verify_sops import sop_problems
from sopdesk.services.verify_users import USER_KINDS, user_problems
from sopdesk.store.dossiers import DossierRow
from sopdesk.store.log import GENESIS, REGISTER, Entry, entry_hash
from sopdesk.store.store import Unit

_MOST = 200
_TELL_EVERY = 200  # entries
_BOOK_KINDS = frozenset(
    {
        EventKind.DISPATCH,
        EventKind.RECEIPT,
        EventKind.ATTACH,
        EventKind.CORRECT_NUMBER,
        CLASSIFICATION,
        FILLED,
        DROPPED,
    }
)
_COLUMNS = {
    "code": "kode",
    "sop": "SOP",
    "revision": "revisi SOP",
    "period": "periode",
    "owner": "pelaksana",
    "nature": "sifat surat",
    "addressees": "alamat tujuan",
    "origin": "asal berkas",
    "incoming_id": "surat masuk yang dijawab",
    "title": "judul",
    "life": "keadaan",
    "step": "langkah",
    "desk": "meja",
    "round": "putaran",
    "waiting": "tanda menunggu diambil",
    "since": "waktu masuk langkah",
    "due": "jatuh tempo langkah",
    "warn_from": "awal peringatan langkah",
    "deadline_warn": "awal peringatan batas waktu",
    "hold_reason": "alasan tunda",
    "held_since": "awal tunda",
    "number_text": "nomor surat",
    "stamped": "tanda stempel",
    "receipt_missing": "tanda lembar 2",
    "ended_at": "waktu selesai",
    "last_at": "waktu catatan terakhir",
    "last_seq": "catatan terakhir",
    "search": "bahan pencarian",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``log_head`` is the hash of the newest entry, to compare with backups and printed books."""

    problems: tuple[str, ...]
    counts: dict[str, int]
    log_head: str

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(office: Office, progress: Progress | None = None) -> Report:
    """Check the whole office. Problems are Indonesian sentences that name the place; 200 at most.

    ``progress`` is told how many entries of the log were read; ``printing.Cancelled`` when it says to stop.
    """
    with office.store.read() as unit:
        problems = [f"Berkas database: {p}." for p in unit.integrity_problems()]
        if problems:
            return Report(tuple(problems), {}, "")
        known = office.known(unit)
        walk = _Walk(progress, unit.log.count() if progress else 0)
        for problem in (
            *walk.chain(unit),
            *_caches(unit, known, walk),
            *verify_numbers.problems(unit, walk.numbers, walk.events, walk.of_books),
            *_letters(unit),
            *form_problems(unit, walk.of_books),
            *paper_problems(office, unit, walk.of_books),
            *verify_deliveries.problems(unit, walk.of_books, walk.events),
            *incoming_problems(unit, walk.of_books),
            *file_problems(office, unit, walk.of_books),
            *import_problems(unit, walk.of_books, walk.numbers),
            *code_problems(unit, walk.of_books),
            *user_problems(unit, walk.of_books),
            *backup_problems(office, unit, walk.of_books),
            *sop_problems(known),
        ):
            problems.append(problem)
            if len(problems) >= _MOST:
                break
        if known.profile.logo and read_attachment(office, known.profile.logo) is None:
            problems.append("Gambar lambang daerah hilang atau berubah.")
        counts = {
            "log": walk.count,
            "dossiers": sum(unit.dossiers.counts().values()),
            "numbers": walk.numbers.count,
        }
        return Report(tuple(problems), counts, walk.head)


class _Walk:
    """One pass over the log: the chain is checked, the entries are sorted by what they speak of."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self._progress = progress
        self._whole = whole
        self.head = GENESIS
        self.count = 0
        self.events: dict[int, list[Event]] = {}
        self.numbers = NumberLog()
        # Entries that speak of the books, by kind: what the checks of dispositions, deliveries and files compare with.
        self.of_books: dict[str, list[Entry]] = {}

    def chain(self, unit: Unit) -> Iterator[str]:
        """Problems of the chain itself."""
        for entry in unit.log.walk():
            if self.count % _TELL_EVERY == 0:
                tell(self._progress, self.count, self._whole)
            self.count += 1
            if entry.seq != self.count:
                yield f"Catatan nomor {self.count} hilang dari log."
                self.count = entry.seq
            if entry_hash(self.head, entry) != entry.hash:
                yield f"Catatan nomor {entry.seq} tidak cocok dengan rantainya: isinya berubah."
            self.head = entry.hash
            self._sort(entry)

    def _sort(self, entry: Entry) -> None:
        if entry.stream == REGISTER or entry.kind in _BOOK_KINDS | RESTORES | USER_KINDS:
            self.of_books.setdefault(entry.kind, []).append(entry)
        # What cannot be read is a change that the chain has told already.
        if entry.dossier_id is not None and entry.kind in set(EventKind):
            event = Event(
                entry.seq, EventKind(entry.kind), entry.at, entry.logged_at, entry.actor, entry.body
            )
            self.events.setdefault(entry.dossier_id, []).append(event)
        self.numbers.take(entry)


def _caches(unit: Unit, known: Known, walk: _Walk) -> Iterator[str]:
    rows = {row.id: row for row in unit.dossiers.every()}
    for dossier_id in walk.events.keys() - rows.keys():
        yield f"Berkas nomor {dossier_id} ada di log tetapi tidak ada di daftar berkas."
    for row in rows.values():
        events = walk.events.get(row.id)
        if not events:
            yield f"Berkas {row.code} tidak punya catatan di log."
            continue
        yield from _of_dossier(known, row, events)
    counted, standing = (
        {row.year: row.running for row in sorted(rows.values(), key=_running)},
        unit.dossiers.standing(),
    )
    for year in sorted(counted.keys() | standing.keys()):
        if counted.get(year) != standing.get(year):
            yield f"Hitungan nomor berkas {year} tidak sama dengan daftar berkas."


def _running(row: DossierRow) -> int:
    return row.running


def _of_dossier(known: Known, row: DossierRow, events: list[Event]) -> Iterator[str]:
    try:
        sop = known.sop(row.sop, row.revision)
        state = replay(sop, events)
        cache = cache_of(known, row, sop, state)
        # As a moment: the office may have moved to another zone since.
        told = events[0].text("deadline")
        deadline = datetime.fromisoformat(told) if told else None
    except Exception as error:
        yield f"Catatan berkas {row.code} tidak dapat dibaca ({type(error).__name__})."
        return
    first = events[0].data
    fixed = {
        "code": row.code,
        "sop": row.sop,
        "revision": row.revision,
        "period": row.period,
        "owner": row.owner,
        "nature": row.nature,
        "addressees": list(row.addressees),
        "origin": row.origin,
        "incoming_id": row.incoming_id,
    }
    for name, value in fixed.items():
        if first.get(name) != value:
            yield f"Berkas {row.code}: {_COLUMNS[name]} tidak sama dengan catatan awalnya."
    if row.deadline != deadline:
        yield f"Berkas {row.code}: batas waktu tidak sama dengan catatan awalnya."
    if row.started_at != events[0].at:
        yield f"Berkas {row.code}: waktu mulai tidak sama dengan catatan awalnya."
    if not row.code.startswith(f"{row.year:04d}-{row.running:04d}-"):
        yield f"Berkas {row.code}: tahun atau nomor urutnya tidak sama dengan kodenya."
    for name, value in cache.items():
        # Of an ended dossier the warning is history: it does not follow the calendar any more.
        if getattr(row, name) != value and (state.open or name != "deadline_warn"):
            yield f"Berkas {row.code}: {_COLUMNS[name]} tidak sama dengan log."


def _letters(unit: Unit) -> Iterator[str]:
    """What a letter was issued with must be what the book says of its number."""
    lines = {line.id: line for line in unit.registers.of_letters()}
    for row in unit.letters.with_number():
        # A nota dinas has its number without a dossier.
        line = lines.get(row.line_id or 0) or unit.registers.line_by_id(row.line_id or 0)
        letter = row.issued.get("letter", {}) if isinstance(row.issued, dict) else {}
        same = line is not None and (letter.get("number"), letter.get("day")) == (
            line.text,
            line.date.isoformat(),
        )
        # A nota dinas may lie beside a dossier whose own letter bears another number.
        same = same and line is not None and (row.step is None or row.dossier_id == line.dossier_id)
        if not same:
            yield f"Surat dengan nomor {letter.get('number') or '–'} tidak sama dengan barisnya di buku agenda."
