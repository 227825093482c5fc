"""How the reports say amounts, steps and desks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Final

from sopdesk.domain.dates import month_name
from sopdesk.domain.duration import Duration
from sopdesk.domain.reports import ReportKind
from sopdesk.domain.span_words import span
from sopdesk.services.office import Known
from sopdesk.services.sentences import DESKS
from sopdesk.services.sop_times import day_minutes, sum_of

_MINUTE: Final = 60_000_000  # microseconds
COUNTED: Final = "Dihitung dari langkah yang berakhir dalam periode ini, tanpa waktu tunda."

HOUR: Final = 60 * _MINUTE  # microseconds; what time is saved in
HOURS: Final = "jam kerja"
BARS: Final = 8  # of a chart, at most
TITLES: Final[Mapping[ReportKind, str]] = {
    ReportKind.SOP: "Kepatuhan mutu baku per SOP",
    ReportKind.STEP: "Kepatuhan mutu baku per langkah",
    ReportKind.DESK: "Kepatuhan mutu baku per meja",
    ReportKind.MONTH: "Kepatuhan mutu baku per bulan",
    ReportKind.RETURNS: "Pengembalian menurut langkah dan alasan",
    ReportKind.DESK_TIME: "Waktu per meja",
    ReportKind.FLOW: "Berkas dimulai dan selesai",
    ReportKind.LENGTHS: "Lama dan putaran berkas",
    ReportKind.OPEN: "Berkas terbuka menurut umur",
    ReportKind.MONITORING: "Formulir pemantauan SOP",
    ReportKind.ADVICE: "Saran dari catatan",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The office's words; a ``hari`` is a middling day of the standing week."""

    known: Known

    @property
    def day(self) -> int:
        """Microseconds of a middling working day."""
        return int(day_minutes(self.known.calendar.week) * _MINUTE)

    def time(self, amount: int) -> str:
        """``3 jam 20 menit``; from a working day on ``4,5 hari``."""
        if amount < self.day:
            return span(0, timedelta(microseconds=amount))
        return f"{self.days(amount)} hari"

    def days(self, amount: int) -> str:
        """Working days with one place behind the comma: ``4,5``."""
        tenths = round(Fraction(10 * amount, self.day))
        return f"{grouped(tenths // 10)},{tenths % 10}" if tenths % 10 else grouped(tenths // 10)

    def day_note(self) -> str:
        """What the office's ``hari`` is in these figures."""
        return f"1 hari = {span(0, timedelta(microseconds=self.day))} kerja."

    def allowed(self, duration: Duration) -> int:
        """The upper bound of a standard time, in microseconds of middling working days."""
        whole = sum_of(duration, self.known.calendar.week.working_days)
        return int(whole.days_high * self.day + whole.minutes_high * _MINUTE)

    def sop(self, key: str, revision: int | None = None) -> str:
        """The short name of an SOP, with its revision where that is not the one in force."""
        found = self.known.current.get(key)
        if found is None:
            return key
        old = revision is not None and revision != found.revision
        return f"{found.label} (revisi {revision})" if old else found.label

    def step(self, key: str, revision: int, no: int) -> str:
        """``5. Koreksi Kasubbag``."""
        sop = self.known.sops.get((key, revision))
        return f"{no}. {sop.step(no).brief}" if sop else f"{no}."

    def waktu(self, key: str, revision: int, no: int) -> str:
        """The standard time of a step as the SOP has it."""
        sop = self.known.sops.get((key, revision))
        return sop.step(no).waktu.lower() if sop else ""

    def desk(self, key: str) -> str:
        """The name of a desk."""
        return DESKS.get(key, key)


def grouped(number: int) -> str:
    """``1.234``."""
    return f"{number:,}".replace(",", ".")


def month_words(month: int) -> str:
    """``Juli 2026`` of 202607."""
    return f"{month_name(month % 100)} {month // 100}"


def short_month(year: int, number: int) -> str:
    """``Jul 26``."""
    return f"{month_name(number)[:3]} {year % 100:02d}"


def listed(parts: Sequence[str]) -> str:
    """``a, b dan c``."""
    return " dan ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)
