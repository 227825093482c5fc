"""The rule of one recurring duty: its limit, what a day off does to it, who does it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from sopdesk.domain import duties
from sopdesk.domain.dates import MONTHS, day_date
from sopdesk.domain.duties import Duty
from sopdesk.domain.errors import Refused
from sopdesk.domain.sop import PeriodKind
from sopdesk.services.office import Known
from sopdesk.services.periods import YEARS, period_words
from sopdesk.ui.kit.choice import ChoiceField
from sopdesk.ui.kit.field import Field
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField, NumberField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter

_EVERY = {
    PeriodKind.MONTH: "setiap bulan",
    PeriodKind.YEAR: "setiap tahun",
    PeriodKind.FIVE_YEARS: "setiap lima tahun",
}
_ON = ((True, "Dipantau"), (False, "Tidak dipantau"))
_OFF_DAYS = ((False, "Maju ke hari kerja sebelumnya"), (True, "Mundur ke hari kerja berikutnya"))
_MONTHS_AFTER = (
    (0, "bulan yang sama"),
    (1, "bulan berikutnya"),
    *((n, f"{n} bulan berikutnya") for n in range(2, 7)),
)
_YEARS_AFTER = (
    *((n, f"{-n} tahun sebelumnya") for n in (-3, -2)),
    (-1, "tahun sebelumnya"),
    (0, "tahun yang sama"),
    (1, "tahun berikutnya"),
    *((n, f"{n} tahun berikutnya") for n in (2, 3)),
)
_AHEAD = timedelta(days=6 * 366)


class DutyForm(QObject):
    """Its fields go into a form; ``changed`` when one was edited. ``day``: from which day the example is told."""

    changed = Signal()

    def __init__(self, form: Form, duty: Duty, label: str, day: date) -> None:
        super().__init__(form)
        self._duty = duty
        self._day = day
        monthly = duty.every is PeriodKind.MONTH
        self.on = ChoiceField("Tugas", _ON)
        self.day = NumberField("Tanggal batas", required=True, least=1, most=31)
        self.month = ChoiceField("Bulan", [(n, name) for n, name in enumerate(MONTHS, 1)])
        self.after = ChoiceField(
            "Sesudah periode" if monthly else "Dihitung dari tahun periode",
            _MONTHS_AFTER if monthly else _YEARS_AFTER,
        )
        self.forward = ChoiceField("Bila hari libur", _OFF_DAYS)
        self.owner = LineField("Pelaksana")
        self.first = NumberField(
            "Tahun pertama putaran", required=True, least=YEARS.start, most=YEARS.stop - 1
        )
        self.example = Label("", size=Letter.TABLE, ink="muted", wrap=True)
        form.add_heading(f"{label}, {_EVERY[duty.every]}")
        form.add_row(*([self.day, self.after] if monthly else [self.day, self.month, self.after]))
        last: list[Field] = [self.forward, self.owner]
        form.add_row(self.on, *last)
        if duty.every is PeriodKind.FIVE_YEARS:
            form.add(self.first)
        form.add_widget(self.example)
        for field in (self.on, self.day, self.month, self.after, self.forward, self.owner, self.first):
            field.edited.connect(self.changed)

    def show_duty(self, duty: Duty) -> None:
        """Show what is set."""
        self._duty = duty
        self.on.set_value(duty.on)
        self.day.set_number(Decimal(duty.day))
        self.month.set_value(duty.month or None)
        self.after.set_value(duty.after)
        self.forward.set_value(duty.forward)
        self.owner.set_value(duty.owner)
        self.first.set_number(Decimal(duty.first) if duty.first else None)

    def duty(self) -> Duty:
        """What is filled in; what is not yet keeps what was set."""
        before = self._duty
        day, first = self.day.number(), self.first.number()
        month, after = self.month.value(), self.after.value()
        return replace(
            before,
            on=self.on.value() is not False,
            day=int(day) if day is not None else before.day,
            month=month if isinstance(month, int) and before.every is not PeriodKind.MONTH else before.month,
            after=after if isinstance(after, int) else before.after,
            forward=self.forward.value() is True,
            first=int(first) if first is not None else before.first,
            owner=self.owner.value().strip(),
        )

    def tell(self, known: Known) -> None:
        """Say what the rule means for the next period."""
        rule = self.duty()
        if self.day.problem() or (rule.first and self.first.problem()):
            self.example.setText("")
            return
        try:
            coming = duties.periods(rule, self._day, self._day + _AHEAD)
            due = duties.deadline(known.worktime, rule, coming[0])
        except (Refused, IndexError):
            self.example.setText("")
            return
        self.example.setText(f"Berikutnya: {period_words(coming[0])}, paling lambat {day_date(due.date())}.")
