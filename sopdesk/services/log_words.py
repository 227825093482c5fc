"""Entries of a dossier's log, in words."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sopdesk.domain import rules
from sopdesk.domain.dates import long_moment
from sopdesk.domain.events import Event, EventKind
from sopdesk.domain.officials import Status
from sopdesk.domain.sendings import dispatched_of
from sopdesk.domain.sop import Kind, Sop
from sopdesk.services.letter_forms import KIND_WORDS, NOTE
from sopdesk.services.office import Known
from sopdesk.services.sentences import DESKS, percent
from sopdesk.services.views import LogRow

_NAMED = 3  # recipients
LETTER_WORDS = {**KIND_WORDS, NOTE: "Nota dinas"}
_COUNTERS = frozenset({EventKind.UNDO, EventKind.CORRECT})


def log_row(
    known: Known, sop: Sop, event: Event, gone: Collection[int], entries: Mapping[int, Event]
) -> LogRow:
    """One entry as the panel and the command line show it; ``entries`` are the dossier's, by their number."""
    return LogRow(
        seq=event.seq,
        kind=event.kind.value,
        words=_counter(sop, event, entries) if event.kind in _COUNTERS else _WORDS[event.kind](sop, event),
        reason=event.text("reason") or event.text("withdrawn") or event.text("note"),
        by=event.by,
        at=known.local(event.at),
        logged_at=known.local(event.logged_at),
        late_entry=rules.logged_late(event.at, event.logged_at),
        countered=event.seq in gone,
        step=event.number("step"),
    )


def _desk(sop: Sop, no: int | None) -> str:
    return DESKS[sop.step(no).desk.value] if no and 1 <= no <= sop.last else "meja lain"


def official_words(event: Event) -> str:
    """Who approved: the name, and a stand-in's capacity behind it; empty where the office had not said."""
    official: Any = event.data.get("official")
    if not isinstance(official, dict) or not official.get("name"):
        return ""
    status = Status(str(official.get("status", Status.DEFINITIF)))
    return f"{official['name']} ({status.prefix.strip()})" if status.prefix else str(official["name"])


def _official(event: Event) -> str:
    words = official_words(event)
    return f" oleh {words}" if words else ""


def _start(_sop: Sop, event: Event) -> str:
    step = event.number("step") or 1
    return "Berkas dimulai" if step == 1 else f"Berkas dicatat mulai langkah {step}"


def _hand_on(sop: Sop, event: Event) -> str:
    no, to = event.number("step") or 1, event.number("to") or 1
    kind = sop.step(no).kind
    if kind is Kind.PARAF:
        return f"Diparaf{_official(event)}, diserahkan ke {_desk(sop, to)}"
    if kind is Kind.TANDA_TANGAN:
        return f"Ditandatangani{_official(event)}, diserahkan ke {_desk(sop, to)}"
    if sop.step(no).desk is sop.step(min(to, sop.last)).desk:
        return f"Langkah {no} selesai, lanjut ke langkah {to}"
    return f"Diserahkan ke {_desk(sop, to)} (langkah {to})"


def _facts(_sop: Sop, event: Event) -> str:
    said = []
    data = event.data
    if "financial_percent" in data:
        said.append(f"capaian keuangan {percent(data['financial_percent'])}")
    if "physical_percent" in data:
        said.append(f"capaian fisik {percent(data['physical_percent'])}")
    if "outside_renstra" in data:
        said.append(
            "ada program di luar Renstra" if data["outside_renstra"] else "semua program ada dalam Renstra"
        )
    if data.get("emergency_reason"):
        said.append(f"kegawatdaruratan: {data['emergency_reason']}")
    if data.get("hierarchy_initialled"):
        said.append("paraf hierarki lengkap")
    return f"Data berkas: {', '.join(said)}" if said else "Data berkas dicatat"


def _counter(sop: Sop, event: Event, entries: Mapping[int, Event]) -> str:
    word = "Diurungkan" if event.kind is EventKind.UNDO else "Dikoreksi"
    no = event.number("event") or 0
    meant = entries.get(no)
    if meant is None or meant.kind in _COUNTERS:
        return f"{word}: catatan nomor {no}"
    # Nobody sees the numbers of the entries, so the entry itself is named.
    return f"{word}: {_WORDS[meant.kind](sop, meant)}"


def _dispatch(_sop: Sop, event: Event) -> str:
    told = dispatched_of(event, 0).recipients
    names = [f"{r.to} ({r.copies} rangkap)" if r.copies > 1 else r.to for r in told[:_NAMED]]
    more = f" dan {len(told) - _NAMED} tujuan lain" if len(told) > _NAMED else ""
    return f"Surat {event.text('letter')} dikirim ke {', '.join(names)}{more}"


def _receipt(_sop: Sop, event: Event) -> str:
    position = f", {event.text('position')}" if event.text("position") else ""
    return f"Lembar 2 kembali, diterima oleh {event.text('name')}{position}"


def _check(_sop: Sop, event: Event) -> str:
    word = "Ditandai sudah" if event.data.get("done") is True else "Tanda dihapus"
    return f"{word}: {event.text('item')}"


def _return(sop: Sop, event: Event) -> str:
    return f"Dikembalikan ke {_desk(sop, event.number('to'))} (langkah {event.number('to')})"


def _print(_sop: Sop, event: Event) -> str:
    if event.text("how") == "hand":
        return "Nomor dan tanggal ditulis tangan pada lembar bertanda tangan"
    if event.text("how") == "pdf":
        return f"Disimpan sebagai PDF: {event.text('paper')}"
    again = "Dicetak ulang" if event.data.get("again") else "Dicetak"
    return f"{again}: {event.text('paper')}"


def _letter(_sop: Sop, event: Event) -> str:
    what = LETTER_WORDS.get(event.text("name"), "Surat")
    return f"{what} diisi: {event.text('subject')}" if event.text("subject") else f"{what} diisi"


def _correct_number(_sop: Sop, event: Event) -> str:
    was: Any = event.data.get("was")
    before = str(was.get("text", "")) if isinstance(was, Mapping) else ""
    if before == event.text("text"):
        return f"Baris nomor {before} di buku agenda dibetulkan"
    return f"Nomor dibetulkan: {event.text('text')}, semula {before}"


def _deadline(_sop: Sop, event: Event) -> str:
    now, was = _moment(event.text("deadline")), _moment(event.text("was"))
    if not now:
        return f"Batas waktu dihapus, semula {was}"
    return f"Batas waktu {now}, semula {was}" if was else f"Batas waktu {now}"


def _moment(text: str) -> str:
    return long_moment(datetime.fromisoformat(text)) if text else ""


_WORDS: dict[EventKind, Callable[[Sop, Event], str]] = {
    EventKind.START: _start,
    EventKind.HAND_ON: _hand_on,
    EventKind.RECEIVE: lambda sop, e: f"Diterima di meja {_desk(sop, e.number('step'))}",
    EventKind.FACTS: _facts,
    EventKind.RETURN: _return,
    EventKind.SKIP: lambda _s, e: f"Langkah {e.number('step')} dilewati",
    EventKind.HOLD: lambda _s, _e: "Berkas ditunda",
    EventKind.RESUME: lambda _s, _e: "Berkas dilanjutkan",
    EventKind.NUMBER: lambda _s, e: f"Nomor diambil: {e.text('text')}",
    EventKind.VOID_NUMBER: lambda _s, e: f"Nomor dibatalkan (BATAL): {e.text('text')}",
    EventKind.CORRECT_NUMBER: _correct_number,
    EventKind.STAMP: lambda _s, _e: "Distempel",
    EventKind.DISPATCH: _dispatch,
    EventKind.RECEIPT: _receipt,
    EventKind.CANCEL: lambda _s, _e: "Berkas dibatalkan",
    EventKind.TITLE: lambda _s, e: f"Judul dibetulkan, semula: {e.text('was')}",
    EventKind.DEADLINE: _deadline,
    EventKind.PRINT: _print,
    EventKind.NOTE: lambda _s, _e: "Catatan",
    EventKind.CHECK: _check,
    EventKind.LETTER: _letter,
    EventKind.ATTACH: lambda _s, e: (
        f"File dicabut: {e.text('name')}" if e.text("withdrawn") else f"File ditambahkan: {e.text('name')}"
    ),
}
