"""The reports, in words, with their bars and with what stands behind each figure."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from sopdesk.domain.report_sheets import Report
from sopdesk.domain.reports import Period, ReportKind
from sopdesk.services.office import Office
from sopdesk.services.report_advice import advice_report
from sopdesk.services.report_compliance import by_desk, by_month, by_sop, by_step
from sopdesk.services.report_desks import desk_time_report, returns_report
from sopdesk.services.report_monitoring import monitoring_report
from sopdesk.services.report_totals import flow_report, lengths_report, open_report
from sopdesk.services.report_words import TITLES as TITLES


def report(office: Office, kind: ReportKind, period: Period, now: datetime, sop: str = "") -> Report:
    """A report over a period, of one SOP or of all. Raises Refused (the monitoring form asks for an SOP), Trouble."""
    return _MAKERS[kind](office, period, now, sop)


_Maker = Callable[[Office, Period, datetime, str], Report]
_MAKERS: Final[Mapping[ReportKind, _Maker]] = {
    ReportKind.SOP: by_sop,
    ReportKind.STEP: by_step,
    ReportKind.DESK: by_desk,
    ReportKind.MONTH: by_month,
    ReportKind.RETURNS: returns_report,
    ReportKind.DESK_TIME: desk_time_report,
    ReportKind.FLOW: flow_report,
    ReportKind.LENGTHS: lengths_report,
    ReportKind.OPEN: open_report,
    ReportKind.MONITORING: monitoring_report,
    ReportKind.ADVICE: advice_report,
}
