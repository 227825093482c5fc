"""The dated periods of the calendar as a table."""

from sopdesk.domain.calendar import Period
from sopdesk.domain.dates import long_date
from sopdesk.services.calendars import week_words
from sopdesk.ui.kit.records import Column


def _name(period: Period) -> str:
    return period.name


def first_words(period: Period) -> str:
    """The first day, which tells one period from another."""
    return long_date(period.first)


def _last(period: Period) -> str:
    return long_date(period.last)


def _order(period: Period) -> object:
    return period.first


def _week(period: Period) -> str:
    return week_words(period.week)


COLUMNS: tuple[Column[Period], ...] = (
    Column("nama", "Nama", _name, width=240, bold=True, tip=_name),
    Column("mulai", "Mulai", first_words, sort=_order, width=150),
    Column("sampai", "Sampai", _last, sort=_order, width=150),
    Column("jam", "Jam kerja", _week, stretch=True, tip=_week),
)
