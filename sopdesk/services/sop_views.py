"""An SOP as its tab shows it: who signs it, what is running under it, how it fared, when its duty must begin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from statistics import median

from sopdesk.domain.clocks import Level
from sopdesk.domain.dates import day_moment, month_name
from sopdesk.domain.duration import Duration
from sopdesk.domain.duties import limit_day
from sopdesk.domain.forecast import PastCase, forecast
from sopdesk.domain.officials import Appointment
from sopdesk.domain.sop import Desk, Note, PeriodKind, Sop
from sopdesk.domain.span_words import span
from sopdesk.domain.worktime_plan import fits, plan_backward, plan_forward
from sopdesk.services.deadlines import month_deadline
from sopdesk.services.duty_rules import duty_of
from sopdesk.services.faces import reading
from sopdesk.services.forecast import days_words, past_cases
from sopdesk.services.office import Known, Office
from sopdesk.services.queries import card_of, ordered
from sopdesk.services.sop_times import Sum, day_minutes, sum_of
from sopdesk.services.views import Card
from sopdesk.store.dossiers import DossierRow

_STEPS = re.compile(r"langkah ([\d–, ]+)")


@dataclass(frozen=True, slots=True)
class SopNow:
    """The open dossiers of an SOP, late first, and how those fared that were finished this year."""

    cards: tuple[Card, ...]
    year: int
    finished: int
    median: str  # in words; empty while none was finished
    past: tuple[PastCase, ...] = ()  # what a forecast rests on


def sop_now(office: Office, key: str, now: datetime) -> SopNow:
    """What runs under the SOP ``key`` and what was finished this year. Raises Refused(UNKNOWN_SOP)."""
    with office.store.read() as unit:
        known = office.known(unit)
        known.sop(key)
        year = known.local(now).year
        rows: list[DossierRow] = unit.dossiers.under_way_of(key)
        past = past_cases(office, unit, known, known.sop(key))
        spans = unit.dossiers.finished_spans(key, datetime(year, 1, 1, tzinfo=known.profile.tz))
    cards = ordered(known, [card_of(known, row) for row in rows], now)
    return SopNow(tuple(cards), year, len(spans), median_words(known, spans), past)


def median_words(known: Known, spans: Sequence[tuple[datetime, datetime]]) -> str:
    """The median working time of dossiers from their start to their end; empty for none."""
    if not spans:
        return ""
    # By working days first: the minutes of a Friday are not those of a Monday.
    middle = median(known.worktime.days_between(start, end) for start, end in spans)
    days = int(middle)
    return span(days, timedelta(minutes=float((Fraction(middle) - days) * day_minutes(known.calendar.week))))


def late_and_warning(known: Known, cards: Sequence[Card], now: datetime) -> tuple[int, int]:
    """How many of the cards are late and how many near their deadline: no query."""
    levels = [reading(known.worktime, card, now).level for card in cards]
    return levels.count(Level.TERLAMBAT), levels.count(Level.WASPADA)


def signer_lines(known: Known, sop: Sop, now: datetime) -> tuple[str, ...]:
    """*Disahkan oleh*: the office title as the SOP has it, then the office's own Camat; nobody else's name ships."""
    written = sop.identity.disahkan_oleh.strip() if sop.identity else ""
    found = known.holder(Desk.CAMAT, now)
    if found is None:
        return (written,) if written else ()
    return (*((written,) if written else (_office_title(found),)), *_person(found))


def _office_title(post: Appointment) -> str:
    return f"{post.status.prefix}{post.title}"


def _person(post: Appointment) -> tuple[str, ...]:
    person = post.official
    nip = f"NIP. {person.nip.strip()}" if person.nip.strip() else ""
    return tuple(line for line in (person.name, person.rank.strip(), nip) if line)


def steps_of(place: str) -> frozenset[int]:
    """The steps that a note's place names: ``langkah 4–6, 9; lembar kerja 2`` gives 4, 5, 6 and 9."""
    found: set[int] = set()
    for part in place.split(";"):
        named = _STEPS.fullmatch(part.strip())
        for run in named[1].split(",") if named else ():
            first, _, last = run.strip().partition("–")
            if first.isdigit():
                found.update(range(int(first), int(last if last.isdigit() else first) + 1))
    return frozenset(found)


def notes_by_step(sop: Sop) -> Mapping[int, tuple[Note, ...]]:
    """The review notes of each step that has any."""
    found: dict[int, list[Note]] = {}
    for note in sop.notes:
        for no in steps_of(note.place):
            found.setdefault(no, []).append(note)
    return {no: tuple(notes) for no, notes in found.items()}


def finish_words(known: Known, sop: Sop, now: datetime) -> str:
    """When a dossier started now would end by mutu baku, in a sentence; empty for an SOP without times."""
    durations = _durations(sop, frozenset())
    if not durations:
        return ""
    end = known.local(plan_forward(known.worktime, now, durations)[-1])
    outside = any(step.desk.outside and step.duration for step in sop.steps)
    said = f"Bila dimulai sekarang, menurut mutu baku selesai {day_moment(end)}"
    unlisted = known.worktime.warnings(now, end)
    return (
        said
        + (", termasuk waktu di luar kantor" if outside else "")
        + "."
        + (f" {unlisted_words(unlisted)}" if unlisted else "")
    )


def experience_words(known: Known, sop: Sop, past: Sequence[PastCase], now: datetime) -> str:
    """When one started now would end by the office's own past, in a sentence; empty for too few cases."""
    first = next(step.no for step in sop.steps if step.no not in sop.first_of_year_only)
    found = forecast(known.worktime, past, first, 1, now, now)
    if found is None:
        return ""
    return f"Menurut {found.cases} berkas terakhir yang selesai: {days_words(found)}."


def unlisted_words(years: Sequence[int]) -> str:
    """That the days off of these years are not filled in."""
    return f"Hari libur tahun {' dan '.join(map(str, years))} belum diisi."


@dataclass(frozen=True, slots=True)
class DutyMonth:
    """A monthly duty: its period, when it is due, and when to start at the latest.

    ``first_start`` is that of the year's first dossier, which has more steps (rules 12). ``fits`` says whether the
    time is enough from the 1st of the month in which it is due; ``days`` are the working days from the 1st on.
    """

    period: str
    words: str
    due: datetime
    days: int
    start: datetime
    first_start: datetime
    fits: bool
    started: bool
    unlisted: tuple[int, ...]


def duty_months(office: Office, key: str, now: datetime, months: int = 12) -> tuple[DutyMonth, ...]:
    """The next months of a monthly SOP with standard times; none for any other. Raises Refused(UNKNOWN_SOP)."""
    with office.store.read() as unit:
        known = office.known(unit)
        sop = known.sop(key)
        usual = _durations(sop, frozenset(sop.first_of_year_only))
        if sop.period is not PeriodKind.MONTH or not usual:
            return ()
        periods = _next_periods(known, sop, now, months)
        started = unit.dossiers.periods(key, periods)
    return tuple(_duty(known, sop, period, usual, period in started) for period in periods)


def _next_periods(known: Known, sop: Sop, now: datetime, months: int) -> list[str]:
    local = known.local(now)
    # A month is still to be reported until its deadline is over.
    count = local.year * 12 + local.month - 2 - duty_of(known, sop).after
    while month_deadline(known, sop, _period(count)) < now:
        count += 1
    return [_period(count + ahead) for ahead in range(months)]


def _period(count: int) -> str:
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _duty(known: Known, sop: Sop, period: str, usual: list[Duration], started: bool) -> DutyMonth:
    worktime = known.worktime
    due = month_deadline(known, sop, period)
    last = limit_day(duty_of(known, sop), period)
    first = datetime(last.year, last.month, 1, tzinfo=known.profile.tz)
    full = _durations(sop, frozenset())
    first_start = plan_backward(worktime, due, full)[0]
    return DutyMonth(
        period=period,
        words=f"{month_name(int(period[5:]))} {period[:4]}",
        due=known.local(due),
        days=worktime.working_days(first.date(), last),
        start=known.local(plan_backward(worktime, due, usual)[0]),
        first_start=known.local(first_start),
        fits=fits(worktime, first, due, usual),
        started=started,
        unlisted=tuple(worktime.warnings(first_start, due)),
    )


def duty_words(known: Known, sop: Sop, months: Sequence[DutyMonth]) -> str:
    """Whether the duty can be done between the 1st and its limit, as a sentence."""
    week_days = known.calendar.week.working_days
    need = sum(
        (sum_of(d, week_days) for d in _durations(sop, frozenset(sop.first_of_year_only))), Sum()
    ).words
    good = [month.words for month in months if month.fits]
    if not months:
        return ""
    between = f"antara tanggal 1 dan {duty_of(known, sop).day}"
    if good:
        return f"Waktu baku {need} muat {between} hanya untuk laporan {', '.join(good)}."
    return (
        f"Waktu baku {need} tidak pernah muat {between}, jadi laporan harus dimulai pada bulan "
        "yang dilaporkan, sebelum angka akhir bulan ada."
    )


def _durations(sop: Sop, without: frozenset[int]) -> list[Duration]:
    return [s.duration for s in sop.steps if s.duration is not None and s.no not in without]
