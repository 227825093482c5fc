"""The row of fields above the register: year, series, state, words, dates; together they are a question to the book."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.dates import day_in
from sopdesk.domain.numbers import OUTGOING, NumberState
from sopdesk.services.books import BookQuestion
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.tokens import Space

ALL_SERIES = ""
_STATES = (
    ("", "Semua keadaan"),
    (NumberState.ISSUED.value, "Terbit"),
    (NumberState.VOID.value, "BATAL"),
    (NumberState.RESERVED.value, "Dicadangkan"),
    (NumberState.OUTSIDE.value, "Di luar aplikasi"),
    (NumberState.CORRECTED.value, "Dibetulkan"),
)


class AgendaFilters(QWidget):
    """``year_chosen`` needs the year's sums; ``changed`` and ``words_changed`` only another look at the lines."""

    year_chosen = Signal(int)
    changed = Signal()
    words_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.year = ChoiceField("Tahun", [])
        self.year.combo.setMinimumContentsLength(5)
        self.series = ChoiceField("Seri", [(ALL_SERIES, "Semua seri")], value=ALL_SERIES)
        self.state = ChoiceField("Keadaan", _STATES, value="")
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
            (self.state, 3),
            (self.words, 6),
            (self.first, 4),
            (self.last, 4),
        ):
            row.addWidget(field, share)
        self.series.hide()
        self.year.combo.activated.connect(self._on_year)
        self.series.edited.connect(self.changed)
        self.state.edited.connect(self.changed)
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
        self.state.set_value("")
        self.first.set_value(None)
        self.last.set_value(None)
        self.words.set_value("")
        self.changed.emit()

    def chosen_series(self) -> str:
        """The series chosen; empty for all."""
        return str(self.series.value() or ALL_SERIES)

    def question(self, year: int) -> BookQuestion:
        """What is asked of the book of ``year``, but for the words. A date that is still being typed sets no limit."""
        state = str(self.state.value() or "")
        return BookQuestion(
            OUTGOING,
            year,
            series=self.chosen_series(),
            first=self.first.settled(),
            last=self.last.settled(),
            states=(state,) if state else (),
        )

    def _on_year(self) -> None:
        year = self.year.value()
        if isinstance(year, int):
            self.year_chosen.emit(year)

    def _day_of_year(self) -> date:
        """Today, in the year that is shown: a date typed without a year belongs to that book."""
        today, year = self._desk.today(), self.year.value()
        return day_in(year, today) if isinstance(year, int) else today
