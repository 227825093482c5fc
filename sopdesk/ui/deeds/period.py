"""The period that a dossier is about: a year, a month, or five years."""

from datetime import date

from PySide6.QtWidgets import QComboBox

from sopdesk.domain.dates import MONTHS
from sopdesk.domain.duties import month_about
from sopdesk.domain.sop import PeriodKind, Sop
from sopdesk.services.duty_rules import duty_of
from sopdesk.services.office import Known
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.text import Label

_BEFORE, _AFTER = 8, 8  # years offered around this one
_SPAN = 4  # 2025–2029: five years, both named
_HALF = 6


class PeriodField(Field):
    """Fits itself to the SOP; ``value`` is the text that a dossier keeps, e.g. ``2026-11``."""

    def __init__(self, known: Known, today: date) -> None:
        super().__init__("Periode")
        self._known = known
        self._today = today
        self._kind: PeriodKind | None = None
        self.month = QComboBox()
        self.month.addItems(MONTHS)
        self.year = QComboBox()
        self._years = list(range(today.year - _BEFORE, today.year + _AFTER + 1))
        self.year.addItems([str(year) for year in self._years])
        self.until = Label("")
        self.add_editor(self.month, 3)
        self.add_editor(self.year, 2)
        self.month.setAccessibleName("Bulan")
        self.year.setAccessibleName("Tahun")
        self._row.addWidget(self.until, 3)
        self.month.activated.connect(self._on_edited)
        self.year.activated.connect(self._on_year)

    def show_for(self, sop: Sop | None) -> None:
        """Offer the period that ``sop`` usually has now; hide where it has none."""
        self._kind = sop.period if sop else None
        self.setVisible(self._kind is not None)
        if sop is None or self._kind is None:
            return
        today = self._today
        year, month = today.year, today.month
        if self._kind is PeriodKind.MONTH:
            year, month = map(int, month_about(duty_of(self._known, sop), today).split("-"))
        elif self._kind is PeriodKind.YEAR:
            year += _usual(sop.key, today)
        self.year.setCurrentIndex(self._years.index(year))
        self.month.setCurrentIndex(month - 1)
        self.month.setVisible(self._kind is PeriodKind.MONTH)
        self.until.setVisible(self._kind is PeriodKind.FIVE_YEARS)
        self._tell_until()

    def value(self) -> str:
        """The period as a dossier keeps it; empty where the SOP has none."""
        year = self._year()
        match self._kind:
            case PeriodKind.MONTH:
                return f"{year:04d}-{self.month.currentIndex() + 1:02d}"
            case PeriodKind.FIVE_YEARS:
                return f"{year:04d}-{year + _SPAN:04d}"
            case PeriodKind.YEAR:
                return f"{year:04d}"
        return ""

    def focus(self) -> None:
        """Go to the first part that is shown."""
        first = self.month if self._kind is PeriodKind.MONTH else self.year
        first.setFocus()

    def _year(self) -> int:
        return self._years[max(0, self.year.currentIndex())]

    def _tell_until(self) -> None:
        self.until.setText(f"sampai {self._year() + _SPAN}")

    def _on_year(self) -> None:
        self._tell_until()
        self._on_edited()


def _usual(key: str, today: date) -> int:
    """How far from this year the dossier's year usually is.

    A work plan is made for the year to come; a report of performance in the first half year tells of the last one;
    procurement is planned for the coming year once the year is half gone.
    """
    early = today.month <= _HALF
    return {"renja": 1, "lakip": -1 if early else 0, "rup": 0 if early else 1}.get(key, 0)
