"""Mulai paling lambat: the next months of a monthly SOP, reckoned back from their limit."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import clock_time, day_name, short_date
from sopdesk.services.sop_views import DutyMonth, unlisted_words
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.records import Column
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import ColourName, Letter, Size

_ABOUT = (
    "Dihitung mundur dari batas setiap bulan menurut mutu baku. Langkah 1 (disposisi) hanya untuk "
    "berkas pertama setiap tahun."
)

_ROWS = 8


def _identity(month: DutyMonth) -> str:
    return month.period


def _words(month: DutyMonth) -> str:
    return month.words


def _period(month: DutyMonth) -> str:
    return month.period


def moment_words(moment: datetime) -> str:
    """``Kamis, 26/02/2026 10.20``."""
    return f"{day_name(moment)}, {short_date(moment)} {clock_time(moment)}"


def _due(month: DutyMonth) -> str:
    return moment_words(month.due)


def _due_order(month: DutyMonth) -> datetime:
    return month.due


def _days(month: DutyMonth) -> str:
    return str(month.days)


def _start(month: DutyMonth) -> str:
    return moment_words(month.start)


def _start_order(month: DutyMonth) -> datetime:
    return month.start


def _first(month: DutyMonth) -> str:
    return moment_words(month.first_start)


def _first_order(month: DutyMonth) -> datetime:
    return month.first_start


def _note(month: DutyMonth) -> str:
    return unlisted_words(month.unlisted) if month.unlisted else ""


class DutyPage(ScrollPage):
    """The sentence on whether the duty fits, and the table of months."""

    def __init__(
        self, months: Sequence[DutyMonth], said: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._now = now
        self.notice = Notice(said, Tone.WARNING if not any(month.fits for month in months) else Tone.INFO)
        self.table: RecordTable[DutyMonth] = RecordTable(
            (
                Column("bulan", "Laporan bulan", _words, sort=_period, width=140, bold=True),
                Column(
                    "mulai",
                    "Mulai paling lambat",
                    _start,
                    sort=_start_order,
                    width=190,
                    right=True,
                    bold=True,
                ),
                Column("berkas", "Berkas", self._state, width=190, icon=self._icon, ink=self._ink),
                Column("batas", "Batas", _due, sort=_due_order, width=176, right=True),
                Column("hari", "Hari kerja sejak tgl 1", _days, width=130, right=True),
                Column("pertama", "Dengan langkah 1", _first, sort=_first_order, width=180, right=True),
                Column("catatan", "Catatan", _note, width=160, stretch=True),
            ),
            identity=_identity,
            name="mulai-paling-lambat",
            filtered=False,
            unit="bulan",
        )
        self.table.view.setAccessibleName("Mulai paling lambat")
        self.add(self.notice)
        self.add(Label(_ABOUT, size=Letter.TABLE, ink="muted", wrap=True))
        self.column.addWidget(self.table, 1)
        self.table.set_records(months)
        theme_of(self).changed.connect(self._on_letters_changed)
        self._on_letters_changed()

    def tick(self, now: datetime) -> None:
        """Say anew what should have begun."""
        self._now = now
        self.table.view.viewport().update()

    def _on_letters_changed(self) -> None:
        # Half a year at a look, even where the letters are large: the page scrolls rather than the table.
        self.table.setMinimumHeight(theme_of(self).px(Size.TABLE_ROW * _ROWS))

    def _late(self, month: DutyMonth) -> bool:
        return not month.started and self._now > month.start

    def _state(self, month: DutyMonth) -> str:
        if month.started:
            return "sudah dimulai"
        return "belum, sudah waktunya" if self._late(month) else "belum waktunya"

    def _icon(self, month: DutyMonth) -> str:
        return "check" if month.started else "circle-alert" if self._late(month) else ""

    def _ink(self, month: DutyMonth) -> ColourName | None:
        return "aman" if month.started else "terlambat" if self._late(month) else "muted"
