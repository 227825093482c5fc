"""Whether every dossier is where its log says that it is (rules 26)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sopdesk.domain.dossier import replay
from sopdesk.domain.events import Event
from sopdesk.domain.visit_facts import VisitFact
from sopdesk.services.entries import cache_of
from sopdesk.services.findings import Finding, Room
from sopdesk.services.history import stale, visit_problems
from sopdesk.services.office import Known
from sopdesk.store.dossiers import DossierRow
from sopdesk.store.store import Unit

_AT_ONCE: Final = 500  # dossiers whose visits are read together
_COUNTED: Final = frozenset({"dossier", "delivery"})
Events = Mapping[int, Sequence[Event]]

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
    "deadline": "batas waktu",
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


def dossier_problems(unit: Unit, known: Known, log: Events) -> Iterator[Finding]:
    """Each dossier against its entries; the running numbers of the years against the dossiers."""
    rows = {row.id: row for row in unit.dossiers.every()}
    for dossier_id in log.keys() - rows.keys():
        code = log[dossier_id][0].text("code") or f"nomor {dossier_id}"
        words = f"Berkas {code} ada di log tetapi tidak ada di daftar berkas."
        yield Finding(words, Room.DOSSIERS, log[dossier_id][-1].logged_at)
    # Those that wait to be reckoned anew are wrong by design, until the next report.
    waits = stale(unit)
    every = list(rows.values())
    for place in range(0, len(every), _AT_ONCE):
        some = every[place : place + _AT_ONCE]
        kept = None if waits else unit.history.every(some[0].id, some[-1].id)
        for row in some:
            events = log.get(row.id)
            if not events:
                yield Finding(f"Berkas {row.code} tidak punya catatan di log.", Room.DOSSIERS)
                continue
            for words in _of_dossier(known, row, events, kept):
                yield Finding(words, Room.DOSSIERS, events[-1].logged_at)
    counted, standing = (
        {row.year: row.running for row in sorted(rows.values(), key=_running)},
        unit.dossiers.standing(),
    )
    for year in sorted(counted.keys() | standing.keys()):
        if counted.get(year) != standing.get(year):
            yield Finding(f"Hitungan nomor berkas {year} tidak sama dengan daftar berkas.", Room.DOSSIERS)
    for name in sorted(unit.dossiers.counters() - _COUNTED):
        yield Finding(f"Hitungan “{name}” bukan dari program ini.", Room.DOSSIERS)


def _running(row: DossierRow) -> int:
    return row.running


def _of_dossier(
    known: Known, row: DossierRow, events: Sequence[Event], kept: Mapping[int, Sequence[VisitFact]] | None
) -> Iterator[str]:
    try:
        sop = known.sop(row.sop, row.revision)
        state = replay(sop, events)
        cache = cache_of(known, row, sop, state)
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
    if row.started_at != events[0].at:
        yield f"Berkas {row.code}: waktu mulai tidak sama dengan catatan awalnya."
    if not row.code.startswith(f"{row.year:04d}-{row.running:04d}-"):
        yield f"Berkas {row.code}: tahun atau nomor urutnya tidak sama dengan kodenya."
    for name, value in cache.items():
        # Of an ended dossier the warning is history: it does not follow the calendar any more.
        if getattr(row, name) != value and (state.open or name != "deadline_warn"):
            yield f"Berkas {row.code}: {_COLUMNS[name]} tidak sama dengan log."
    if kept is not None:
        yield from visit_problems(kept, known, row, sop, state, events)
