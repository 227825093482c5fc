"""A dossier's period in words."""

from sopdesk.domain.dates import month_name
from sopdesk.services.dossiers import is_month


def period_words(period: str) -> str:
    """A period in words: ``November 2026``, ``2027``, ``2025–2029``, ``triwulan 2 2026``."""
    if is_month(period):
        return f"{month_name(int(period[5:]))} {period[:4]}"
    if len(period) == 7:
        return f"triwulan {period[6]} {period[:4]}"
    return period.replace("-", "–")
