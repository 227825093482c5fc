"""The columns of a report, and of what stands behind a figure, for the table of every list."""

from functools import partial
from typing import Final

from sopdesk.domain.report_sheets import BehindRow, Report, ReportColumn, ReportRow
from sopdesk.domain.spreadsheet import Cell
from sopdesk.services.report_words import HOUR, HOURS
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.tokens import ColourName

_PIXELS: Final = 9  # for one part of the width
_LETTER: Final = 7  # of a column's title, in the middle
_PAD: Final = 26


def columns_of(report: Report) -> tuple[Column[ReportRow], ...]:
    """The report's own columns; the widest one with words takes what is left."""
    words = [column.share for column in report.columns if not column.right]
    widest = max(words, default=0)
    stretched = next((c.key for c in report.columns if not c.right and c.share == widest), "")
    return tuple(
        Column(
            column.key,
            column.title,
            partial(_cell, place),
            sort=partial(_order, place),
            width=max(column.share * _PIXELS, len(column.title) * _LETTER + _PAD),
            right=column.right,
            stretch=column.key == stretched,
            ink=_ink if column.key in ("share", "verdict", "stands", "found") else None,
            saved=partial(_saved, column, place) if column.per else None,
            saved_title=column.saved_title,
        )
        for place, column in enumerate(report.columns)
    )


def _cell(place: int, row: ReportRow) -> str:
    return row.cells[place]


def _saved(column: ReportColumn, place: int, row: ReportRow) -> Cell:
    return column.saved(row.cells[place], row.order[place])


def _order(place: int, row: ReportRow) -> int | str:
    return row.order[place]


def _ink(row: ReportRow) -> ColourName | None:
    return row.tone


def identity(row: ReportRow) -> tuple[str, ...]:
    """A row is told from the others by what it is about and what it says."""
    return row.cells


def _code(row: BehindRow) -> str:
    return row.code


def _title(row: BehindRow) -> str:
    return row.title


def _what(row: BehindRow) -> str:
    return row.what


def _since(row: BehindRow) -> str:
    return row.since


def _until(row: BehindRow) -> str:
    return row.until


def _took(row: BehindRow) -> str:
    return row.took


def _stood(row: BehindRow) -> str:
    return row.stood


def _hours(row: BehindRow) -> Cell:
    return _TOOK.saved(row.took, row.order[2])


def _late(row: BehindRow) -> ColourName | None:
    return "terlambat" if row.late else None


def _by(place: int, row: BehindRow) -> str | int:
    return row.order[place]


_TOOK: Final = ReportColumn("took", "Waktu kerja", right=True, per=HOUR, unit=HOURS)
BEHIND: Final[tuple[Column[BehindRow], ...]] = (
    Column("code", "Kode", _code, width=110),
    Column("title", "Judul", _title, width=190),
    Column("what", "Langkah", _what, width=190),
    Column("since", "Masuk", _since, sort=partial(_by, 0), width=124, right=True),
    Column("until", "Selesai", _until, sort=partial(_by, 1), width=124, right=True),
    Column(
        "took",
        _TOOK.title,
        _took,
        sort=partial(_by, 2),
        width=108,
        right=True,
        saved=_hours,
        saved_title=_TOOK.saved_title,
    ),
    Column("stood", "Keadaan", _stood, width=220, stretch=True, ink=_late),
)


def behind_identity(row: BehindRow) -> tuple[int, str, str, str]:
    """One dossier may have come to a step more than once."""
    return row.dossier_id, row.what, row.since, row.until
