"""The half-yearly monitoring form of an SOP, filled in beforehand from what was measured; the judging stays human."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.report_sheets import Bar, Behind, Chart, Report, ReportColumn, ReportRow, Series
from sopdesk.domain.reports import Compliance, Period, ReportKind, Returned, share_words
from sopdesk.domain.rights import Right
from sopdesk.domain.sop import Step
from sopdesk.services import report_figures
from sopdesk.services.office import Known, Office
from sopdesk.services.report_words import TITLES, Words, listed
from sopdesk.services.rights import require
from sopdesk.services.settings import note

MONITORING: Final = "monitoring"
GOOD: Final = "Berjalan baik"
NOT_GOOD: Final = "Tidak berjalan baik"
_KEPT: Final = (Series("dalam mutu baku", "aman"), Series("terlambat", "terlambat"))
_REASONS: Final = 2
# Asked at least once a year, each with yes or no.
EVALUATION: Final = (
    "SOP mudah dipahami oleh pelaksananya",
    "Urutan langkah masih sesuai dengan pekerjaan yang sebenarnya",
    "Pembagian tugas tiap meja sudah jelas",
    "Mutu baku waktu dapat dipenuhi dalam keadaan biasa",
    "Kelengkapan dan output tiap langkah tersedia saat dibutuhkan",
    "Tidak ada langkah yang rangkap atau dapat dihilangkan",
    "Dasar hukum dan keterkaitan SOP masih berlaku",
    "SOP masih diperlukan",
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which share in percent a step goes well, and how many visits it takes to say anything."""

    good: int = 80
    least: int = 5

    @property
    def words(self) -> str:
        """How the form judges."""
        return (
            f"{GOOD}: sedikitnya {self.good} % selesai dalam mutu baku. "
            f"Dinilai bila ada sedikitnya {self.least} kasus."
        )


@dataclass(frozen=True, slots=True)
class MonitoringLine:
    """A row of the form: what was measured, and what follows from the thresholds; ``verdict`` may be empty."""

    step: Step
    verdict: str
    note: str
    compliance: Compliance | None
    returned: int


def thresholds_of(known: Known) -> Thresholds:
    """What the office has set."""
    value: Any = known.settings.get(MONITORING)
    if not isinstance(value, Mapping):
        return Thresholds()
    standard = Thresholds()
    return Thresholds(int(value.get("good", standard.good)), int(value.get("least", standard.least)))


def save_thresholds(office: Office, wish: Thresholds, *, by: str, now: datetime) -> Thresholds:
    """Set how the form judges. Raises Refused: BAD_VALUE outside 1–100 percent and 1–1000 visits, FORBIDDEN."""
    for name, value, most in (("good", wish.good, 100), ("least", wish.least, 1000)):
        if not 1 <= value <= most:
            raise Refused(Rule.BAD_VALUE, field=name, value=value)
    with office.store.write() as unit:
        require(office.known(unit), by, Right.REPORTS, now=now)
        value_ = {"good": wish.good, "least": wish.least}
        unit.office.put_setting(MONITORING, value_)
        note(unit, MONITORING, {"value": value_}, by=by, now=now)
    return wish


def monitoring_lines(
    office: Office, period: Period, now: datetime, sop: str
) -> tuple[tuple[MonitoringLine, ...], int]:
    """The form's rows for the SOP in force; and how many visits ran under its other revisions. Raises Refused."""
    known = office.look()
    found = known.sop(sop)
    rows = report_figures.compliance(office, period, report_figures.BY_STEP, sop)
    own = {int(row.key[2]): row for row in rows if row.key[1] == found.revision}
    others = sum(row.runs for row in rows if row.key[1] != found.revision)
    back: dict[int, list[Returned]] = {}
    for each in report_figures.returns(office, period, now, sop):
        if each.revision == found.revision:
            back.setdefault(each.step, []).append(each)
    words, limits = Words(known), thresholds_of(known)
    lines = tuple(_line(words, limits, step, own.get(step.no), back.get(step.no, [])) for step in found.steps)
    return lines, others


def _line(
    words: Words, limits: Thresholds, step: Step, row: Compliance | None, back: list[Returned]
) -> MonitoringLine:
    returned = sum(each.often for each in back)
    said, verdict = [], ""
    if step.duration is None:
        said.append("Tanpa mutu baku")
    elif row is None:
        said.append("Tidak ada kasus")
    else:
        said.append(
            f"{row.runs} kasus, {row.kept} dalam mutu baku ({share_words(row.kept, row.runs)}); "
            f"median {words.time(row.median)}, terlama {words.time(row.longest)}"
        )
        if row.runs < limits.least:
            said.append("belum cukup untuk dinilai")
        else:
            verdict = GOOD if 100 * row.kept >= limits.good * row.runs else NOT_GOOD
    if returned:
        often = sorted(back, key=lambda each: (-each.often, each.reason))[:_REASONS]
        reasons = listed([f"{each.reason} {each.often}" for each in often])
        said.append(f"dikembalikan {returned} kali: {reasons}")
    return MonitoringLine(step, verdict, "; ".join(said) + ".", row, returned)


def monitoring_report(office: Office, period: Period, now: datetime, sop: str) -> Report:
    """The form as a report. Raises Refused(UNKNOWN_SOP) without an SOP."""
    known = office.look()
    found = known.sop(sop)
    lines, others = monitoring_lines(office, period, now, sop)
    words, limits = Words(known), thresholds_of(known)
    rows = tuple(
        ReportRow(
            (str(line.step.no), line.step.kegiatan, line.step.waktu.lower(), line.verdict, line.note),
            (line.step.no, line.step.kegiatan.casefold(), line.step.no, line.verdict, line.note),
            Behind(sop=sop, revision=found.revision, step=line.step.no),
            "terlambat" if line.verdict == NOT_GOOD else "aman" if line.verdict else None,
        )
        for line in lines
    )
    bars = tuple(
        Bar(
            f"{line.step.no}. {line.step.brief}",
            (line.compliance.kept, line.compliance.late),
            f"{share_words(line.compliance.kept, line.compliance.runs)} dari {line.compliance.runs}",
            Behind(sop=sop, revision=found.revision, step=line.step.no, timed=True),
        )
        for line in lines
        if line.compliance is not None
    )
    bad = [str(line.step.no) for line in lines if line.verdict == NOT_GOOD]
    good = sum(line.verdict == GOOD for line in lines)
    told = f"{good} langkah berjalan baik, {len(bad)} tidak{f': langkah {listed(bad)}' if bad else ''}."
    if not good and not bad:
        told = "Belum ada langkah yang cukup kasusnya untuk dinilai."
    notes = [
        "Penilaian diisi dari waktu yang tercatat dan boleh diubah; tindakan dan paraf diisi oleh penilai.",
        words.day_note(),
    ]
    if others:
        notes.append(f"{others} kunjungan menurut revisi lain dari SOP ini tidak dinilai di sini.")
    return Report(
        ReportKind.MONITORING,
        TITLES[ReportKind.MONITORING],
        period.words,
        told,
        (
            ReportColumn("no", "No", 5, right=True, per=1),
            ReportColumn("kegiatan", "Prosedur", 34),
            ReportColumn("waktu", "Mutu baku", 10),
            ReportColumn("verdict", "Penilaian", 14),
            ReportColumn("note", "Catatan hasil penilaian", 37),
        ),
        rows,
        (Chart("Bagian yang selesai dalam mutu baku", _KEPT, bars, whole=True),) if bars else (),
        tuple(notes),
        words.sop(sop),
        limits.words,
    )
