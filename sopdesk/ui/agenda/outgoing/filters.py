"""The row of fields above the register: year, series, words, dates. All of it filters what is already read."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.services.views import RegisterRow
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.tokens import Space

ALL_SERIES = ""


class AgendaFilters(QWidget):
    """``year_chosen`` needs another read; ``changed`` and ``words_changed`` only another look at the lines."""

    year_chosen = Signal(int)
    changed = Signal()
    words_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.year = ChoiceField("Tahun", [])
        self.year.combo.setMinimumContentsLength(5)
        self.series = ChoiceField("Seri", [(ALL_SERIES, "Semua seri")], value=ALL_SERIES)
        self.words = LineField("Cari dalam buku", placeholder="Nomor, tujuan, isi, alasan …")
        self.words.line.setClearButtonEnabled(True)
        self.first = DateField("Dari tanggal", today=self._day_of_year)
        self.last = DateField("Sampai tanggal", today=self._day_of_year)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSIDE)
        for field, share in (
            (self.year, 2),
            (self.series, 3),
            (self.words, 7),
            (self.first, 4),
            (self.last, 4),
        ):
            row.addWidget(field, share)
        self.series.hide()
        self.year.combo.activated.connect(self._on_year)
        self.series.edited.connect(self.changed)
        self.words.line.textChanged.connect(self.words_changed)
        for field in (self.first, self.last):
            field.edited.connect(self.changed)

    def offer(self, years: list[int], year: int, series: list[str]) -> None:
        """Offer these years and series; a series that is still there stays chosen."""
        self.year.set_choices([(each, str(each)) for each in years], year)
        chosen = self.series.value()
        names = [(ALL_SERIES, "Semua seri"), *((name, name) for name in series)]
        self.series.set_choices(names, chosen if chosen in series else ALL_SERIES)
        self.series.setVisible(len(series) > 1)

    def clear(self) -> None:
        """Show every line of the year."""
        self.series.set_value(ALL_SERIES)
        self.first.set_value(None)
        self.last.set_value(None)
        self.words.set_value("")
        self.changed.emit()

    def chosen_series(self) -> str:
        """The series chosen; empty for all."""
        return str(self.series.value() or ALL_SERIES)

    def test(self) -> Callable[[RegisterRow], bool] | None:
        """Whether a line is of that series and between those dates; None where nothing is asked.

        A date that is still being typed sets no limit.
        """
        series, first, last = self.chosen_series(), _read(self.first), _read(self.last)
        if not series and first is None and last is None:
            return None
        return partial(_passes, series, first or date.min, last or date.max)

    def _on_year(self) -> None:
        year = self.year.value()
        if isinstance(year, int):
            self.year_chosen.emit(year)

    def _day_of_year(self) -> date:
        """Today, in the year that is shown: a date typed without a year belongs to that book."""
        today, year = self._desk.today(), self.year.value()
        return (
            date(year, today.month, min(today.day, 28))
            if isinstance(year, int) and year != today.year
            else today
        )


def _passes(series: str, first: date, last: date, row: RegisterRow) -> bool:
    return (not series or row.series == series) and first <= row.date <= last


def _read(field: DateField) -> date | None:
    return None if field.problem() else field.value()
