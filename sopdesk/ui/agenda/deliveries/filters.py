"""The row of fields above the delivery book: year, words, days, and the second sheets that are not back."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.dates import day_in
from sopdesk.services.delivery_views import OUT, DeliveryQuestion, between
from sopdesk.ui.desk import Desk
from sopdesk.ui.kit.button import Check
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size, Space


class DeliveryFilters(QWidget):
    """``changed`` asks for another look at the book; ``words_changed`` carries what was typed."""

    changed = Signal()
    words_changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.year = ChoiceField("Tahun", [])
        self.year.combo.setMinimumContentsLength(5)
        self.words = LineField("Cari dalam buku", placeholder="Nomor, tujuan, isi, penerima …")
        self.words.line.setClearButtonEnabled(True)
        self.first = DateField("Dikirim dari", today=self._day_of_year)
        self.last = DateField("Sampai", today=self._day_of_year)
        self.out = Check("Lembar 2 belum kembali")
        self.out.setToolTip("Dari semua tahun, yang terlama dahulu")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSIDE)
        for field, share in ((self.year, 2), (self.words, 7), (self.first, 4), (self.last, 4)):
            row.addWidget(field, share)
        self.out.setMinimumHeight(theme_of(self).px(Size.CONTROL))
        row.addWidget(self.out, 0, Qt.AlignmentFlag.AlignBottom)
        self.year.edited.connect(self.changed)
        self.words.line.textChanged.connect(self.words_changed)
        self.out.toggled.connect(self._on_out)
        for field in (self.first, self.last):
            field.edited.connect(self.changed)

    def offer(self, years: list[int], year: int) -> None:
        """Offer these years."""
        self.year.set_choices([(each, str(each)) for each in years], year)

    def clear(self) -> None:
        """Show every line of the year."""
        self.first.set_value(None)
        self.last.set_value(None)
        self.words.set_value("")
        self.out.setChecked(False)
        self.changed.emit()

    def chosen_year(self) -> int:
        """The year that is shown."""
        year = self.year.value()
        return year if isinstance(year, int) else self._desk.today().year

    def question(self) -> DeliveryQuestion:
        """What is asked, words aside. A date that is still being typed sets no limit."""
        days = between(self._desk.known, self.first.settled(), self.last.settled())
        # A sheet that was not back at New Year is still waited for.
        year = None if self.out.isChecked() else self.chosen_year()
        states = (OUT,) if self.out.isChecked() else ()
        return DeliveryQuestion(year=year, states=states, first=days["first"], last=days["last"])

    def _day_of_year(self) -> date:
        """Today, in the year that is shown: a date typed without a year belongs to that book."""
        return day_in(self.chosen_year(), self._desk.today())

    def _on_out(self, on: bool) -> None:
        self.year.setEnabled(not on)
        self.changed.emit()
