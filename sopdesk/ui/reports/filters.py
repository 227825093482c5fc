"""Above the reports: over which time, and of which SOP."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.dates import month_name
from sopdesk.domain.reports import Period, half, month, whole_year
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.tokens import Space

MONTH, HALF, YEAR, RANGE = "bulan", "semester", "tahun", "rentang"
_KINDS: Final = ((MONTH, "Bulan"), (HALF, "Semester"), (YEAR, "Tahun"), (RANGE, "Dari – sampai"))
_ALL: Final = ("", "Semua SOP")


class ReportFilters(QWidget):
    """``changed`` asks for another look."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._first_year = desk.today().year
        self._wanted = ""
        self._filled = (0, 0)  # year and month in which the periods were offered
        self.kind = ChoiceField("Periode", _KINDS, value=YEAR)
        self.part = ChoiceField("Waktu", [])
        self.first = DateField("Dari", today=desk.today)
        self.last = DateField("Sampai", today=desk.today)
        self.sop = ChoiceField("SOP", [_ALL])
        for choice in (self.kind, self.part, self.sop):
            choice.combo.setMinimumContentsLength(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.INSIDE)
        fields: tuple[tuple[Field, int], ...] = (
            (self.kind, 3),
            (self.part, 4),
            (self.first, 4),
            (self.last, 4),
            (self.sop, 4),
        )
        for field, share in fields:
            row.addWidget(field, share)
        self.kind.edited.connect(self._on_kind)
        for field, _share in fields[1:-1]:
            field.edited.connect(self.changed)
        self.sop.edited.connect(self._on_sop)
        self._on_year(None)

    def offer(self, first_year: int, *, needs_sop: bool) -> None:
        """Offer the years from then on; ``needs_sop`` where a report is of one SOP."""
        today = self._desk.today()
        if (first_year, today.year, today.month) != (self._first_year, *self._filled):
            self._first_year = first_year
            self._fill(self.part.value())
        sops = [(sop.key, sop.label) for sop in self._desk.known.current.values()]
        keys = [key for key, _ in sops]
        # A form of one SOP takes the first; the other reports go back to what the person chose.
        value = self._wanted if self._wanted in keys else (keys[0] if needs_sop and keys else "")
        self.sop.set_choices(sops if needs_sop else [_ALL, *sops], value)

    def of_time(self, on: bool) -> None:
        """Whether the report asks for a time at all."""
        for field in (self.kind, self.part, self.first, self.last):
            field.setEnabled(on)

    def chosen_sop(self) -> str:
        """The key of the SOP, empty for all of them."""
        return str(self.sop.value() or "")

    def period(self) -> Period | None:
        """The period, None while its days are not both there, or stand the wrong way round."""
        value = self.part.value()
        if self.kind.value() != RANGE:
            return value if isinstance(value, Period) else None
        first, last = self.first.settled(), self.last.settled()
        if first is None or last is None:
            return None
        try:
            return Period(first, last)
        except Refused:
            return None

    def _on_sop(self) -> None:
        self._wanted = self.chosen_sop()
        self.changed.emit()

    def _on_kind(self) -> None:
        self._on_year(None)
        if self.kind.value() == RANGE and self.first.settled() is None:
            today = self._desk.today()
            self.first.set_value(date(today.year, 1, 1))
            self.last.set_value(today)
        self.changed.emit()

    def _on_year(self, value: object) -> None:
        ranged = self.kind.value() == RANGE
        self.part.setVisible(not ranged)
        self.first.setVisible(ranged)
        self.last.setVisible(ranged)
        self._fill(value)

    def _fill(self, value: object) -> None:
        today = self._desk.today()
        self._filled = (today.year, today.month)
        choices = self._choices()
        values = [period for period, _ in choices]
        chosen = value if isinstance(value, Period) and value in values else (values[0] if values else None)
        self.part.set_choices([(period, words) for period, words in choices], chosen)

    def _choices(self) -> list[tuple[Period, str]]:
        today = self._desk.today()
        years = range(today.year, self._first_year - 1, -1)
        match self.kind.value():
            case "bulan":
                months = [
                    (y, m) for y in years for m in range(12, 0, -1) if (y, m) <= (today.year, today.month)
                ]
                return [(month(y, m), f"{month_name(m)} {y}") for y, m in months]
            case "semester":
                halves = [
                    (y, h) for y in years for h in (2, 1) if (y, h) <= (today.year, 1 + (today.month > 6))
                ]
                return [(half(y, h), f"Semester {'I' * h} {y}") for y, h in halves]
            case "tahun":
                return [(whole_year(y), str(y)) for y in years]
            case _:
                return []
