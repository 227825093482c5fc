"""*Kenapa terlambat?*: a dossier's clocks explained segment by segment, in working time (product 4)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sopdesk.domain.clocks import plan, step_term
from sopdesk.domain.dates import day_moment
from sopdesk.domain.span_words import clock_words, span, words
from sopdesk.domain.visits import Visit, as_resumed
from sopdesk.domain.worktime import WorkingTime
from sopdesk.domain.worktime_explain import Segment, SegmentKind
from sopdesk.services.entries import Case
from sopdesk.services.faces import reading
from sopdesk.services.queries import card_of
from sopdesk.services.sentences import DESKS
from sopdesk.services.views import Why, WhyLine

WHOLE = "berkas"
OVER = ", lewat batas"  # ends the words of what came after the deadline
_LATE = "Kenapa terlambat?"
_OTHERWISE = "Perhitungan waktu"
_MOVED = " (bergeser karena ditunda)"
_IF_RESUMED = " (bila dilanjutkan sekarang)"


def clocks(case: Case) -> tuple[tuple[str, str], ...]:
    """The clocks that can be explained, each a key with its words: the dossier's own, then visits, newest first."""
    found = [(WHOLE, "Seluruh berkas")]
    for place in range(len(case.state.visits) - 1, -1, -1):
        visit = case.state.visits[place]
        again = f", putaran {visit.round}" if visit.round > 1 else ""
        found.append((str(place), f"Langkah {visit.step}: {case.sop.step(visit.step).brief}{again}"))
    return tuple(found)


def worst_clock(case: Case, now: datetime) -> str:
    """The key of the clock that the card shows at ``now`` (rules 15)."""
    if not case.state.open:
        return WHOLE
    found = reading(case.known.worktime, card_of(case.known, case.row), now)
    return WHOLE if found.of_dossier else str(len(case.state.visits) - 1)


def why(case: Case, now: datetime, clock: str = "") -> Why:
    """A clock up to its end or to ``now``: every segment with why it counted or not, and the sums.

    ``clock`` is a key of ``clocks``, by default the one that the card shows. Raises KeyError for another key.
    """
    key = clock or worst_clock(case, now)
    names = dict(clocks(case))
    name = names[key]
    told = _whole(case, now) if key == WHOLE else _visit(case, case.state.visits[int(key)], now)
    worktime = case.known.worktime
    lines = tuple(_lines(worktime, told))
    late = told.due is not None and worktime.is_late(told.end, told.due)
    listed = [*worktime.warnings(told.start, max(told.end, told.due or told.end))]
    return Why(
        title=_LATE if late else _OTHERWISE,
        head=" ".join([f"{name}.", *_head(case, told)]),
        lines=lines,
        total=_total(worktime, told, lines),
        warnings=tuple(
            f"Daftar hari libur tahun {year} belum diisi, jadi hari liburnya ikut dihitung sebagai hari kerja."
            for year in listed
        ),
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    """A span to explain; ``place`` says where the papers were, ``stops`` are the holds that stop this clock.

    ``moved`` says why ``due`` is not where the standard time alone would have it.
    """

    start: datetime
    end: datetime
    due: datetime | None
    standard: str
    place: Callable[[datetime], str]
    stops: Sequence[tuple[datetime, datetime, str]]
    cuts: Sequence[datetime]
    ended: bool
    moved: str = ""


def _visit(case: Case, visit: Visit, now: datetime) -> _Clock:
    step = case.sop.step(visit.step)
    end = visit.until or max(now, visit.since)
    # While a hold lasts the clock stands still: a deadline that went by meanwhile accuses nobody.
    term = step_term(case.known.worktime, as_resumed(visit, end), step.duration)
    lasts = bool(visit.holds) and visit.holds[-1].until is None
    moved = _IF_RESUMED if lasts else _MOVED if visit.holds else ""
    desk = DESKS[visit.desk.value]
    taken_up = visit.received or end

    def place(moment: datetime) -> str:
        if visit.desk.outside:
            return f"Di luar kantor, {desk}"
        return f"Menunggu diambil {desk}" if moment < taken_up else f"Di meja {desk}"

    stops = [(h.since, min(h.until or end, end), h.reason) for h in visit.holds]
    due = term.due if term else None
    cuts = [taken_up, *(m for since, until, _ in stops for m in (since, until)), *([due] if due else [])]
    standard = f"Mutu baku {step.waktu.lower()}." if step.duration else "Langkah ini tidak punya mutu baku."
    return _Clock(visit.since, end, due, standard, place, stops, cuts, visit.until is not None, moved)


def _whole(case: Case, now: datetime) -> _Clock:
    visits = case.state.visits
    start = visits[0].since
    end = max(now, start) if case.state.open else (visits[-1].until or case.state.last_at)
    due = case.row.deadline
    standard = "Batas waktu berkas."
    if due is None:
        ends = plan(case.known.worktime, case.sop, case.state)
        due = ends[-1][1] if ends else None
        standard = (
            "Batasnya mutu baku semua langkah berturut-turut."
            if ends
            else "Berkas ini tidak punya batas waktu."
        )

    def place(moment: datetime) -> str:
        visit = next((v for v in reversed(visits) if v.since <= moment), visits[0])
        held = next((h for h in visit.holds if h.since <= moment < (h.until or end)), None)
        stopped = f", ditunda: {held.reason}" if held else ""
        return f"Langkah {visit.step}, {DESKS[visit.desk.value]}{stopped}"

    holds = [m for v in visits for h in v.holds for m in (h.since, h.until or end)]
    cuts = [*(v.since for v in visits), *holds, *([due] if due else [])]
    return _Clock(start, end, due, standard, place, (), cuts, not case.state.open)


def _lines(worktime: WorkingTime, told: _Clock) -> Iterator[WhyLine]:
    for segment in worktime.explain(told.start, told.end):
        if segment.kind is not SegmentKind.WORK:
            yield WhyLine(segment.from_, segment.to, False, _closed(segment), "")
            continue
        begin = segment.from_
        inside = sorted({cut for cut in told.cuts if segment.from_ < cut < segment.to})
        for stop in (*inside, segment.to):
            yield _worked(
                worktime, told, begin.astimezone(worktime.zone), stop.astimezone(worktime.zone), segment
            )
            begin = stop


def _worked(
    worktime: WorkingTime, told: _Clock, begin: datetime, stop: datetime, segment: Segment
) -> WhyLine:
    reason = next((r for since, until, r in told.stops if since <= begin < until), None)
    if reason is not None:
        return WhyLine(begin, stop, False, f"Ditunda: {reason}", "")
    named = f" ({segment.name})" if segment.name else ""
    over = OVER if told.due is not None and begin >= told.due else ""
    return WhyLine(
        begin, stop, True, f"{told.place(begin)}{named}{over}", span(0, worktime.between(begin, stop))
    )


def _closed(segment: Segment) -> str:
    match segment.kind:
        case SegmentKind.OFF:
            return f"Libur: {segment.name}"
        case SegmentKind.WEEKEND:
            return "Akhir pekan"
        case SegmentKind.PERIOD:
            return f"{segment.name}: jam kerja lebih pendek"
        case SegmentKind.BREAK:
            return "Istirahat"
        case _:
            return "Di luar jam kerja"


def _head(case: Case, told: _Clock) -> Iterator[str]:
    known = case.known
    yield f"Mulai {day_moment(known.local(told.start))}."
    yield told.standard
    if told.due is None:
        return
    yield f"Jatuh tempo {day_moment(known.local(told.due))}{told.moved}."
    stand = clock_words(known.worktime, told.end, told.due)
    if told.ended:
        yield f"Selesai {day_moment(known.local(told.end))}, {stand}."
    else:
        yield f"{stand[0].upper()}{stand[1:]}."


def _total(worktime: WorkingTime, told: _Clock, lines: Sequence[WhyLine]) -> str:
    counted = sum((worktime.between(x.from_, x.to) for x in lines if x.counted), timedelta(0))
    said = span(0, counted)
    if not told.stops and worktime.days_between(told.start, told.end) >= 1:
        # Holes cannot be told in whole days; without any, days are what a mutu baku in hari is held against.
        return f"Dihitung {said} kerja, yaitu {words(worktime, told.start, told.end)}."
    held = sum((worktime.between(since, until) for since, until, _ in told.stops), timedelta(0))
    stopped = f" Ditunda {span(0, held)}, tidak dihitung." if held else ""
    return f"Dihitung {said} kerja.{stopped}"
