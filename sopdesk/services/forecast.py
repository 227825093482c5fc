"""The office's own past for a forecast: read once, kept until a dossier of the SOP ends or the calendar changes."""

from collections.abc import Sequence
from datetime import datetime

from sopdesk.domain.dates import MONTHS, day_date
from sopdesk.domain.dossier import State, replay
from sopdesk.domain.forecast import MOST_CASES, Past, PastCase, Range, forecast, outlasted, past_case, way_of
from sopdesk.domain.sop import Sop
from sopdesk.services.office import Known, Office
from sopdesk.store.store import Unit

ABOUT = (
    "Dihitung dari berkas kantor ini yang sudah selesai dengan SOP yang sama: lamanya dari langkah ini sampai "
    "selesai, termasuk koreksi dan tunda. Delapan dari sepuluh berkas selesai dalam rentang itu."
)


def past_cases(office: Office, unit: Unit, known: Known, sop: Sop) -> tuple[PastCase, ...]:
    """The last finished dossiers of ``sop`` and of its revisions that go the same way, at most MOST_CASES.

    A click costs no query while the log stands still; one, and the log of what has ended since, while it grows.
    """
    key = (sop.key, sop.revision)
    kept = office.past.get(key)
    head, _hash = unit.log.head()
    if kept is not None and kept.head == head:
        return kept.cases
    way = way_of(sop)
    revisions = [n for (name, n), each in known.sops.items() if name == sop.key and way_of(each) == way]
    rows = unit.dossiers.finished_last(sop.key, revisions, MOST_CASES)
    # The calendar of another version would give other lengths; else only what has ended since is read.
    same = kept is not None and kept.version == known.version
    before = dict(zip(kept.read, kept.cases, strict=True)) if kept is not None and same else {}
    new = [row for row, seq in rows if (row, seq) not in before]
    logs = unit.log.of_dossiers(new) if new else {}
    cases = tuple(before.get(each) or _case(known, replay(sop, logs[each[0]])) for each in rows)
    office.past[key] = Past(head, known.version, tuple(rows), cases)
    return cases


def forecast_of(known: Known, cases: Sequence[PastCase], state: State, now: datetime) -> Range | None:
    """When an open dossier will be ready, in office time; None where too few others were like it."""
    if not state.open:
        return None
    visit = state.visit
    return forecast(known.worktime, cases, state.step, visit.round, visit.since, now)


def outlasted_of(
    known: Known, cases: Sequence[PastCase], state: State, now: datetime
) -> tuple[int, int] | None:
    """How many of the past dossiers an open one has outlasted at its step, and of how many; None for too few."""
    visit = state.visit
    return outlasted(known.worktime, cases, state.step, visit.round, visit.since, now) if state.open else None


def outlasted_words(found: tuple[int, int]) -> str:
    """``Sudah lebih lama daripada 54 dari 60 berkas sebelumnya``."""
    slower, cases = found
    return f"Sudah lebih lama daripada {slower} dari {cases} berkas sebelumnya"


def _case(known: Known, state: State) -> PastCase:
    return past_case(known.worktime, state.visits, state.visit.until or state.last_at)


def range_words(found: Range) -> str:
    """``Perkiraan selesai 3–5 Desember 2026 (dari 14 berkas)``; a single day with its name."""
    return f"Perkiraan selesai {days_words(found)} (dari {found.cases} berkas)"


def days_words(found: Range) -> str:
    """``3–5 Desember 2026``; a single day with its name."""
    first, last = found.first.date(), found.last.date()
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return day_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    begin = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{begin} – {end}" if first.year == last.year else f"{begin} {first.year} – {end}"
