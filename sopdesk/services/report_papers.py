"""The reports on paper: any report, the monitoring form, and why a clock is late."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LINE_LIMIT, TEXT_LIMIT
from sopdesk.domain.report_papers import FormLine, KenapaTerlambat, Laporan, Pemantauan, WhySegment
from sopdesk.domain.reports import Period, ReportKind, half, month, whole_year
from sopdesk.domain.span_words import span
from sopdesk.papers.progress import Progress
from sopdesk.services.letters import layout_of
from sopdesk.services.office import Known, Office
from sopdesk.services.orders import PaperOrder
from sopdesk.services.panel import at_hand
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.services.report_monitoring import EVALUATION, monitoring_lines, thresholds_of
from sopdesk.services.report_words import Words
from sopdesk.services.reports import report
from sopdesk.services.views import Why, WhyLine
from sopdesk.services.why import OVER, why

LAPORAN, PEMANTAUAN, KENAPA = "laporan", "pemantauan", "kenapa-terlambat"
_HALVES: Final = {"1": 1, "2": 2}
# Closed hours that say nothing of their own: left out where segments are joined.
_SILENT: Final = ("Istirahat", "Di luar jam kerja", "Akhir pekan")


def laporan(office: Office, order: PaperOrder, now: datetime, progress: Progress | None) -> Paper:
    """The report that the order's option names, ``NAME`` or ``NAME:SOP``. Raises Refused, Cancelled."""
    from sopdesk.papers import laporan as drawn

    known = office.look()
    name, _, sop = order.option.partition(":")
    if name not in {kind.value for kind in ReportKind}:
        raise Refused(Rule.BAD_VALUE, field="option", value=order.option)
    if sop:
        known.sop(sop)
    period = _period(known, order, now)
    value = Laporan(
        kop_of(office, known),
        report(office, ReportKind(name), period, now, sop),
        known.local(now),
        _head(office),
    )
    made = drawn.render(value, layout_of(known, LAPORAN), progress)
    file = f"laporan-{name}-{period.first:%Y-%m-%d}.pdf"
    return Paper(LAPORAN, value.report.title, made.pdf, made.missing, file_name=file)


def pemantauan(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """The monitoring form of the SOP in the order's option, ``SOP``, or of a half-year ``SOP:1``. Raises Refused."""
    from sopdesk.papers import pemantauan as drawn

    known = office.look()
    key, _, part = order.option.partition(":")
    sop = known.sop(key)
    if part and part not in _HALVES:
        raise Refused(Rule.BAD_VALUE, field="option", value=order.option)
    if part:
        period = half(_year(known, order, now), _HALVES[part])
    elif order.first is None and order.year is None:
        today = known.local(now)
        period = half(today.year, 1 if today.month <= 6 else 2)
    else:
        period = _period(known, order, now)
    lines, others = monitoring_lines(office, period, now, key)
    notes = [thresholds_of(known).words, Words(known).day_note()]
    if others:
        notes.append(f"{others} kunjungan menurut revisi lain dari SOP ini tidak dinilai di sini.")
    value = Pemantauan(
        kop=kop_of(office, known),
        sop=sop.nama,
        number=f"Nomor {sop.nomor}" if sop.nomor else "",
        period=period.words,
        lines=tuple(
            FormLine(
                line.step.no, line.step.kegiatan[: 2 * TEXT_LIMIT], line.verdict, line.note[: 2 * TEXT_LIMIT]
            )
            for line in lines
        ),
        notes=tuple(notes),
        evaluation=EVALUATION,
        printed=known.local(now),
        log_hash=_head(office),
    )
    made = drawn.render(value, layout_of(known, PEMANTAUAN))
    file = f"pemantauan-{key}-{period.first:%Y-%m-%d}.pdf"
    return Paper(PEMANTAUAN, title_of(PEMANTAUAN), made.pdf, made.missing, file_name=file)


def kenapa_terlambat(office: Office, order: PaperOrder, now: datetime, _progress: Progress | None) -> Paper:
    """Why a clock of the order's dossier is late; ``option`` is its key, by default the one on the card."""
    from sopdesk.papers import kenapa_terlambat as drawn

    if order.dossier is None:
        raise Refused(Rule.BAD_VALUE, field="paper", value=order.name)
    case = at_hand(office, order.dossier).case
    known = case.known
    try:
        told = why(case, now, order.option)
    except KeyError:
        raise Refused(Rule.BAD_VALUE, field="option", value=order.option) from None
    value = KenapaTerlambat(
        kop=kop_of(office, known),
        code=case.row.code,
        title=case.state.title[:TEXT_LIMIT],
        heading=told.title[:LINE_LIMIT],
        head=told.head,
        segments=tuple(map(_segment, told.lines)) or (WhySegment("–", "Belum ada waktu kerja.", ""),),
        brief=tuple(_joined(known, told)),
        total=told.total,
        warnings=told.warnings,
        printed=known.local(now),
        log_hash=_head(office),
    )
    made = drawn.render(value, layout_of(known, KENAPA))
    return Paper(KENAPA, title_of(KENAPA), made.pdf, made.missing, file_name=f"{KENAPA}-{case.row.code}.pdf")


def _head(office: Office) -> str:
    with office.store.read() as unit:
        return unit.log.head()[1]


def _year(known: Known, order: PaperOrder, now: datetime) -> int:
    return order.year if order.year is not None else known.local(now).year


def _period(known: Known, order: PaperOrder, now: datetime) -> Period:
    if order.first is not None or order.last is not None:
        return Period(order.first or date(known.local(now).year, 1, 1), order.last or known.local(now).date())
    year = _year(known, order, now)
    if not 2000 <= year <= 2199:
        raise Refused(Rule.BAD_VALUE, field="year", value=year)
    if order.month is None:
        return whole_year(year)
    if not 1 <= order.month <= 12:
        raise Refused(Rule.BAD_VALUE, field="month", value=order.month)
    return month(year, order.month)


def _moment(moment: datetime) -> str:
    return f"{day_name(moment.date())[:3]} {short_date(moment.date())} {clock_time(moment)}"


def _when(begin: datetime, end: datetime) -> str:
    return f"{_moment(begin)} – {clock_time(end) if end.date() == begin.date() else _moment(end)}"


def _segment(line: WhyLine) -> WhySegment:
    return WhySegment(_when(line.from_, line.to), line.words, line.span, line.words.endswith(OVER))


def _joined(known: Known, told: Why) -> Iterator[WhySegment]:
    """Segments of the same kind over nights, breaks and weekends as one; days off keep their names."""
    rows: list[tuple[datetime, datetime, str, timedelta, bool]] = []
    for line in told.lines:
        if not line.counted and line.words.startswith(_SILENT):
            continue
        took = known.worktime.between(line.from_, line.to) if line.counted else timedelta(0)
        if rows and rows[-1][2] == line.words:
            begin, _end, words, sum_, counted = rows[-1]
            rows[-1] = (begin, line.to, words, sum_ + took, counted)
        else:
            rows.append((line.from_, line.to, line.words, took, line.counted))
    for begin, end, words, took, counted in rows:
        yield WhySegment(_when(begin, end), words, span(0, took) if counted else "", words.endswith(OVER))
