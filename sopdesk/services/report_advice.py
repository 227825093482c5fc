"""What the log advises: standard times that are never or always kept, and what to look at before handing up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sopdesk.domain.duration import Duration
from sopdesk.domain.report_sheets import Bar, Behind, Chart, Report, ReportColumn, ReportRow, Series
from sopdesk.domain.reports import Compliance, Period, ReportKind, share_words
from sopdesk.domain.sop import Kind, Sop
from sopdesk.services import report_figures
from sopdesk.services.office import Office
from sopdesk.services.report_words import TITLES, Words, listed
from sopdesk.store.history import Asked
from sopdesk.store.store import Unit

SELDOM: Final = 20  # percent: at most so many within the standard time is never
LEAST_SELDOM: Final = 5  # visits that it takes to say so
LEAST_ALWAYS: Final = 10
QUANTILE: Final = 80  # percent of the visits that the proposed time would have been enough for
LOOSE: Final = 2  # so many times over the proposal, a standard time that is always kept is loose
NAMED: Final = 3  # cases that are named
REASONS: Final = 5
_LOOKED_BACK: Final = timedelta(days=365)
_MINUTE: Final = 60_000_000
_ROUND: Final = ((30, 5), (60, 10), (10**9, 30))  # minutes, up to so many, go up to whole so many


@dataclass(frozen=True, slots=True)
class Advice:
    """A step whose standard time does not fit, with a time that would have been enough for 80 % of ``runs``."""

    sop: str
    revision: int
    step: int
    runs: int
    kept: int
    quantile: int
    proposed: Duration
    cases: tuple[str, ...]  # codes of dossiers: the longest of those it rests on

    @property
    def seldom(self) -> bool:
        """Whether the standard time is hardly ever kept; else it is always kept and loose."""
        return 100 * self.kept <= SELDOM * self.runs


def quantile(values: Sequence[int], percent: int) -> int:
    """The smallest of the sorted ``values`` that is enough for so many percent of them."""
    return values[max(0, -(-len(values) * percent // 100) - 1)]


def proposed(amount: int, day: int) -> Duration:
    """A round time that is not below ``amount``: minutes, hours or whole days, as an SOP would have it."""
    if amount > day * 3 // 4:
        return Duration.parse(f"{-(-amount // day)} hari")
    minutes = max(1, -(-amount // _MINUTE))
    step = next(step for most, step in _ROUND if minutes <= most)
    hours, rest = divmod(-(-minutes // step) * step, 60)
    return Duration.parse(
        " ".join([*([f"{hours} jam"] if hours else []), *([f"{rest} menit"] if rest else [])])
    )


def advice(office: Office, period: Period, sop: str = "") -> tuple[Advice, ...]:
    """The steps of the SOPs in force whose standard time does not fit what was measured."""
    rows = report_figures.compliance(office, period, report_figures.BY_STEP, sop)
    with office.store.read() as unit:
        known = office.known(unit)
        words = Words(known)
        since, until = report_figures.bounds_of(known, period)
        found = []
        for row in rows:
            key, revision, no = str(row.key[0]), int(row.key[1]), int(row.key[2])
            current = known.current.get(key)
            if current is None or current.revision != revision or not _telling(row):
                continue
            asked = Asked(since, until, sop=key, revision=revision, step=no)
            found.append(_judged(unit, words, current, row, asked))
    return tuple(each for each in found if each is not None)


def _telling(row: Compliance) -> bool:
    if 100 * row.kept <= SELDOM * row.runs:
        return row.runs >= LEAST_SELDOM
    return row.late == 0 and row.runs >= LEAST_ALWAYS


def _judged(unit: Unit, words: Words, sop: Sop, row: Compliance, asked: Asked) -> Advice | None:
    no = asked.step or 0
    duration = sop.step(no).duration
    times: Sequence[Any] = unit.history.times(asked)
    if duration is None or not times:
        return None
    enough = quantile([each.counted for each in times], QUANTILE)
    fit = proposed(enough, words.day)
    if row.late == 0 and words.allowed(fit) * LOOSE > words.allowed(duration):
        return None
    # Late by the deadline's own calendar, yet enough by a middling day: nothing better can be proposed.
    if row.late and words.allowed(fit) <= words.allowed(duration):
        return None
    cases = tuple(dict.fromkeys(each.code for each in reversed(times)))[:NAMED]
    return Advice(sop.key, sop.revision, no, row.runs, row.kept, enough, fit, cases)


def precheck(office: Office, sop: str, step: int, now: datetime) -> tuple[tuple[str, int], ...]:
    """What came back most often in the last year, for the writer of the next draft; a reason with how often.

    Nothing where the step is no work that another desk looks at next.
    """
    with office.store.read() as unit:
        return precheck_in(unit, office.known(unit).sop(sop), step, now)


def precheck_in(unit: Unit, sop: Sop, step: int, now: datetime) -> tuple[tuple[str, int], ...]:
    """``precheck`` within an open unit."""
    if not before_koreksi(sop, step):
        return ()
    return tuple(unit.history.reasons(sop.key, now - _LOOKED_BACK, REASONS))


def before_koreksi(sop: Sop, step: int) -> bool:
    """Whether the step is work that a koreksi, a rapat or a paraf of another desk looks at next."""
    here = sop.step(step)
    if here.kind is not Kind.KERJA:
        return False
    later = next((s for s in sop.steps if s.no > step and s.desk is not here.desk), None)
    return later is not None and later.kind in (Kind.KOREKSI, Kind.RAPAT, Kind.PARAF)


def advice_report(office: Office, period: Period, now: datetime, sop: str) -> Report:
    """The advice as a report: proposed times, and the reasons to look for before handing up."""
    found = advice(office, period, sop)
    words = Words(office.look())
    back: dict[str, int] = {}
    for each in report_figures.returns(office, period, now, sop):
        back[each.reason] = back.get(each.reason, 0) + each.often
    reasons = sorted(back.items(), key=lambda each: (-each[1], each[0]))[:REASONS]
    rows = tuple(_row(words, each) for each in found)
    bars = tuple(
        Bar(reason, (often,), f"{often} kali", Behind(sop=sop, reason=reason, returned=True))
        for reason, often in reasons
    )
    seldom = sum(each.seldom for each in found)
    parts = [f"{seldom} langkah hampir tidak pernah dalam mutu bakunya"] * bool(seldom)
    parts += [f"{len(found) - seldom} langkah selalu jauh di bawahnya"] * (len(found) > seldom)
    told = f"{listed(parts)}."
    return Report(
        ReportKind.ADVICE,
        TITLES[ReportKind.ADVICE],
        period.words,
        told if found else "Tidak ada mutu baku yang perlu ditinjau menurut catatan periode ini.",
        (
            ReportColumn("sop", "SOP", 11),
            ReportColumn("step", "Langkah", 22),
            ReportColumn("waktu", "Mutu baku", 11, right=True),
            ReportColumn("found", "Temuan", 28),
            ReportColumn("proposed", "Usul waktu", 11, right=True),
            ReportColumn("cases", "Kasus terlama", 26),
        ),
        rows,
        (
            Chart(
                "Periksa sebelum diserahkan: alasan pengembalian tersering", (Series("kali", "accent"),), bars
            ),
        )
        if bars
        else (),
        (
            f"Usul waktu cukup untuk {QUANTILE} % kasus, dibulatkan ke atas.",
            f"Ditinjau bila paling banyak {SELDOM} % dari sedikitnya {LEAST_SELDOM} kasus tercapai, atau bila semua "
            f"dari sedikitnya {LEAST_ALWAYS} kasus tercapai dan setengah waktunya sudah cukup.",
            "Mutu baku diubah oleh kantor di editor SOP, sebagai revisi baru.",
            words.day_note(),
        ),
        words.sop(sop) if sop else "",
    )


def _row(words: Words, each: Advice) -> ReportRow:
    sop = words.known.sop(each.sop, each.revision)
    duration = sop.step(each.step).duration
    share = share_words(each.kept, each.runs)
    finding = f"{each.kept} dari {each.runs} tercapai ({share})"
    if not each.seldom:
        finding = f"semua {each.runs} tercapai, {QUANTILE} % dalam {words.time(each.quantile)}"
    return ReportRow(
        (
            words.sop(each.sop),
            words.step(each.sop, each.revision, each.step),
            sop.step(each.step).waktu.lower(),
            finding,
            str(each.proposed),
            listed(each.cases),
        ),
        (
            words.sop(each.sop),
            each.step,
            words.allowed(duration) if duration else 0,
            each.kept * 10_000 // each.runs,
            words.allowed(each.proposed),
            " ".join(each.cases),
        ),
        Behind(sop=each.sop, revision=each.revision, step=each.step, timed=True),
        "terlambat" if each.seldom else "accent",
    )
