"""Why a register has the numbers it has: every line that is no plain letter, with reason, person and time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sopdesk.domain.events import EventKind
from sopdesk.domain.numbers import NumberState, shown
from sopdesk.domain.sop_places import spans
from sopdesk.services.agenda_views import SeriesSum, state_words, sums_of
from sopdesk.services.import_rows import IMPORT_GAP, IMPORT_LINE
from sopdesk.services.office import Known, Office
from sopdesk.services.register_lines import OUTSIDE, RESERVE
from sopdesk.store.log import Entry
from sopdesk.store.registers import LineRow
from sopdesk.store.store import Unit


@dataclass(frozen=True, slots=True)
class Special:
    """A line that needs a word of explanation, or several in a row with the same one.

    ``shown`` is ``12.a`` or ``1–57``; ``line_id`` that of the first; ``whose`` for whom, or what the letter is about.
    """

    line_id: int
    series: str
    shown: str
    state: str
    words: str
    reason: str
    whose: str
    day: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """A series of a year: what it comes to, what is explained, what is not (as people list numbers)."""

    sums: SeriesSum
    special: tuple[Special, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Integrity:
    """Whether every number of a register's year is accounted for; ``closed_at`` where the year is closed."""

    register: str
    year: int
    series: tuple[SeriesReport, ...]
    closed_at: datetime | None
    closed_by: str

    @property
    def whole(self) -> bool:
        """Whether no number lacks its explanation."""
        return not any(each.missing for each in self.series)


def integrity(office: Office, register: str, year: int) -> Integrity:
    """The report of a year. Raises Trouble."""
    with office.store.read() as unit:
        known = office.known(unit)
        closing = unit.numbers.closing(register, year)
        reports = reports_of(unit, known, register, year)
    return Integrity(
        register,
        year,
        reports,
        known.local(closing.at) if closing else None,
        closing.actor if closing else "",
    )


def reports_of(unit: Unit, known: Known, register: str, year: int) -> tuple[SeriesReport, ...]:
    """The series of a year within a transaction."""
    special = grouped(known, _told(unit, unit.numbers.special(register, year)))
    return tuple(
        SeriesReport(total, tuple(s for s in special if s.series == total.series), spans(total.missing))
        for total in sums_of(unit, register, year)
    )


_Told = tuple[LineRow, str, datetime]  # a line, who gave it its state, and when


def _told(unit: Unit, lines: Sequence[LineRow]) -> list[_Told]:
    """Who gave each line its state is told by the newest entry about it."""
    changed = {line.id: unit.numbers.changes_of(line.id) for line in lines if line.state in _CHANGED}
    newest = {line_id: seqs[-1] for line_id, seqs in changed.items() if seqs}
    entries = {e.seq: e for e in _entries(unit, sorted(set(newest.values())))}
    found = []
    for line in lines:
        entry = entries.get(newest.get(line.id, 0))
        found.append((line, entry.actor, entry.logged_at) if entry else (line, line.actor, line.logged_at))
    return found


_CHANGED = frozenset({NumberState.VOID, NumberState.CORRECTED})
_AT_ONCE = 500  # values of one statement


def _entries(unit: Unit, seqs: Sequence[int]) -> Iterable[Entry]:
    for first in range(0, len(seqs), _AT_ONCE):
        yield from unit.log.some(seqs[first : first + _AT_ONCE])


def grouped(known: Known, told: Sequence[_Told]) -> list[Special]:
    """Lines in the order of the book, runs with one explanation drawn together."""
    runs: list[list[_Told]] = []
    for each in told:
        if runs and _continues(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return [_special(known, run) for run in runs]


def _continues(before: _Told, after: _Told) -> bool:
    one, other = before[0], after[0]
    same = ("series", "state", "reason", "party", "subject", "seq")
    return (
        not (one.sisipan or other.sisipan)
        and other.urut == one.urut + 1
        and all(getattr(one, name) == getattr(other, name) for name in same)
        and before[1:] == after[1:]
    )


def _special(known: Known, run: Sequence[_Told]) -> Special:
    (first, by, at), last = run[0], run[-1][0]
    whose = " – ".join(part for part in (first.party, first.subject) if part)
    return Special(
        first.id,
        first.series,
        shown(first.urut, first.sisipan) if first is last else f"{first.urut}–{last.urut}",
        first.state,
        state_words(first.state, inserted=bool(first.sisipan)),
        first.reason,
        whose,
        first.date,
        by,
        known.local(at),
    )


@dataclass(frozen=True, slots=True)
class LineEvent:
    """An entry of the log that made or changed a line, in words."""

    at: datetime
    by: str
    words: str
    reason: str


def line_history(office: Office, line_id: int) -> tuple[LineEvent, ...]:
    """How a line came to say what it says, oldest first; empty for a line that is not there."""
    with office.store.read() as unit:
        known = office.known(unit)
        line = unit.registers.line_by_id(line_id)
        if line is None:
            return ()
        entries = unit.log.some([line.seq, *unit.numbers.changes_of(line_id)])
    return tuple(LineEvent(known.local(e.logged_at), e.actor, _words(line, e), _reason(e)) for e in entries)


def _reason(entry: Entry) -> str:
    return str(entry.body.get("reason") or "")


def _words(line: LineRow, entry: Entry) -> str:
    body = entry.body
    match entry.kind:
        case EventKind.NUMBER:
            fills = {"reserved": "Nomor cadangan dipakai", "outside": "Surat dari luar aplikasi dicatat"}
            return f"{fills.get(str(body.get('fills')), 'Nomor diambil')}: {body.get('text')}"
        case EventKind.VOID_NUMBER:
            return (
                "Cadangan dilepas, nomor menjadi BATAL"
                if body.get("released")
                else "Nomor dibatalkan (BATAL)"
            )
        case EventKind.CORRECT_NUMBER:
            return _correction(line, body)
        case k if k in (IMPORT_LINE, IMPORT_GAP):
            return "Dari impor buku lama"
        case k if k == RESERVE:
            return f"Dicadangkan untuk {body.get('party')}"
        case k if k == OUTSIDE:
            first, last = body.get("first"), body.get("last")
            which = f"nomor {first}" if first == last else f"nomor {first}–{last}"
            return f"Dicatat sebagai dipakai di luar aplikasi ({which})"
        case _ if isinstance(body.get("changed"), dict):
            return f"Dibetulkan: {_changes(body['changed'])}"
        case _:
            return "Dicatat"


_FIELDS = (
    ("text", "nomor surat"),
    ("date", "tanggal"),
    ("party", "tujuan"),
    ("subject", "isi"),
    ("code", "kode"),
)


def _correction(line: LineRow, body: Mapping[str, Any]) -> str:
    was = body.get("was")
    if not isinstance(was, dict):
        return "Dibetulkan"
    place = (was.get("number"), was.get("insert"))
    if place != (body.get("number"), body.get("insert")):
        if place == (line.urut, line.sisipan):
            return f"Surat dipindahkan ke nomor {body.get('text')}; nomor ini tidak dipakai lagi"
        return f"Menerima surat yang semula tercatat dengan nomor {was.get('text')}"
    told = [f"{words} semula “{was.get(n)}”" for n, words in _FIELDS if was.get(n) != body.get(n)]
    return f"Dibetulkan: {', '.join(told)}"


def _changes(changed: object) -> str:
    if not isinstance(changed, dict):
        return ""
    names = {"ref": "nomor surat", "ref_date": "tanggal surat", **dict(_FIELDS), "party": "pengirim"}
    return ", ".join(
        f"{names.get(str(name), 'rincian')} semula “{pair[0] or '–'}”"
        for name, pair in changed.items()
        if isinstance(pair, list) and pair
    )
