"""A dossier's period: as it is given, and in words."""

import re
from datetime import date
from typing import Final

from sopdesk.domain.dates import month_name
from sopdesk.domain.duties import Duty, month_about
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.sop import PeriodKind, Sop

YEARS: Final = range(1900, 2200)  # what the working calendar knows
_PERIOD = re.compile(r"(?P<year>\d{4})(-(0[1-9]|1[0-2])|-T[1-4]|-(?P<last>\d{4}))?\Z", re.ASCII)


def is_month(period: str) -> bool:
    """Whether a period is a month; a quarter (``2026-T2``) is as long."""
    return len(period) == 7 and period[5:].isdigit()


def period_of(sop: Sop, given: str, day: date, duty: Duty) -> str:
    """The period of a dossier begun on ``day``, as given or as the SOP's month falls by its rule.

    Raises Refused(BAD_VALUE).
    """
    period = given.strip().upper() if isinstance(given, str) else "?"
    if period:
        found = _PERIOD.match(period)
        years = [int(year) for year in (found["year"], found["last"]) if year] if found else []
        if not years or years != sorted(years) or not all(year in YEARS for year in years):
            raise Refused(Rule.BAD_VALUE, field="period", value=given)
    if not period and sop.period is PeriodKind.MONTH:
        return month_about(duty, day)
    return period


def period_words(period: str) -> str:
    """A period in words: ``November 2026``, ``2027``, ``2025–2029``, ``triwulan 2 2026``."""
    if is_month(period):
        return f"{month_name(int(period[5:]))} {period[:4]}"
    if len(period) == 7:
        return f"triwulan {period[6]} {period[:4]}"
    return period.replace("-", "–")
