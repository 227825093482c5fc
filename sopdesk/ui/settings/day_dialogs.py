"""Small forms of the calendar: a day off, an extra working day, a dated period. They change only the draft."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.calendar import Calendar, DayOff, ExtraDay, Hours, Period
from sopdesk.domain.dates import short_date
from sopdesk.domain.presets import presets
from sopdesk.ui.errors import Refused, sentence
from sopdesk.ui.kit.button import Button
from sopdesk.ui.kit.dialog import Dialog
from sopdesk.ui.kit.form import Form
from sopdesk.ui.kit.lines import LineField
from sopdesk.ui.kit.moment import DateField
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.tokens import Letter, Space
from sopdesk.ui.settings.week_editor import DayHours, WeekEditor

_NAME = 200
_LONGEST = 31  # days off entered at once; more is a slip of the year


class DayOffDialog(Dialog):
    """``chosen`` carries the new days off as a tuple: one, or those of a span."""

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget, day: date | None = None) -> None:
        super().__init__("Tambah hari libur", parent, action="Tambah")
        self.first = DateField("Tanggal", today, day, required=True)
        self.last = DateField("Sampai", today, note="Kosongkan untuk satu hari.")
        self.name = LineField(
            "Nama",
            required=True,
            limit=_NAME,
            placeholder="mis. Hari jadi kabupaten",
            note="Tampil bila waktu dijelaskan.",
        )
        form = Form()
        form.add_row(self.first, self.last)
        form.add(self.name)
        self.set_form(form)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        first = self.first.value()
        last = self.last.value() or first
        if first is None or last is None:
            return
        if last < first:
            self.last.set_error("Mendahului tanggal awal.")
            self.last.focus()
            return
        count = (last - first).days + 1
        if count > _LONGEST:
            self.last.set_error(f"{count} hari sekaligus terlalu banyak; paling banyak {_LONGEST}.")
            self.last.focus()
            return
        days = tuple(DayOff(first + timedelta(days=n), self.name.value()) for n in range(count))
        self.chosen.emit(days)
        self.accept()


class ExtraDayDialog(Dialog):
    """A day worked by exception, with its own hours; ``chosen`` carries it."""

    chosen = Signal(object)

    def __init__(
        self, today: Callable[[], date], parent: QWidget, calendar: Calendar, day: date | None = None
    ) -> None:
        super().__init__("Tambah hari kerja", parent, action="Tambah")
        self._taken = {each.day for each in calendar.extra}
        self.day = DateField("Tanggal", today, day, required=True)
        self.name = LineField("Alasan", limit=_NAME, placeholder="mis. Pengganti cuti bersama")
        self.hours = DayHours("Jam kerja", 2)
        self.hours.fill(_monday(calendar))
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        for line in self.hours.lines:
            row.addWidget(line)
            line.textEdited.connect(self._on_hours)
        row.addWidget(self.hours.words, 1)
        form = Form()
        form.add(self.day)
        form.add_widget(Label("Mulai, istirahat, lanjut, pulang", bold=True, size=Letter.TABLE))
        form.add_widget(part)
        form.add(self.name)
        self.set_form(form)
        self.hours.tell()
        self.confirmed.connect(self._on_confirmed)

    def _on_hours(self) -> None:
        self.hours.tell()
        self._on_edited()

    def _on_confirmed(self) -> None:
        day = self.day.value()
        if day is None:
            return
        if day in self._taken:
            self.day.set_error(f"{short_date(day)} sudah menjadi hari kerja tambahan.")
            self.day.focus()
            return
        if problem := self.hours.tell():
            self.fail(f"Jam kerja: {problem}")
            return
        try:
            extra = ExtraDay(day, self.hours.hours(), self.name.value())
        except Refused as error:
            self.fail(sentence(error))
            return
        self.chosen.emit(extra)
        self.accept()


class PeriodDialog(Dialog):
    """A period with hours of its own, such as Ramadan; ``chosen`` carries it."""

    chosen = Signal(object)

    def __init__(
        self,
        today: Callable[[], date],
        parent: QWidget,
        calendar: Calendar,
        period: Period | None = None,
    ) -> None:
        title = "Tambah periode khusus" if period is None else "Ubah periode khusus"
        super().__init__(title, parent, action="Tambah" if period is None else "Pakai", wide=True)
        self._others = tuple(each for each in calendar.periods if each is not period)
        self.name = LineField(
            "Nama", "Ramadan" if period is None else period.name, required=True, limit=_NAME
        )
        self.first = DateField("Mulai", today, period.first if period else None, required=True)
        self.last = DateField("Sampai", today, period.last if period else None, required=True)
        self.week = WeekEditor()
        seasonal = [each for each in presets() if each.seasonal]
        six = calendar.week.working_days > 5
        fitting = seasonal[-1] if six else seasonal[0]
        self.week.set_week(period.week if period else fitting.week)
        form = Form()
        form.add_row(self.name, self.first, self.last)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.BETWEEN)
        row.addWidget(Label("Jam kerja dalam periode ini:", bold=True, size=Letter.TABLE))
        self.offers: list[Button] = []
        for each in seasonal:
            button = Button(each.name)
            button.set_tip(each.source)
            button.setProperty("preset", each.key)
            button.clicked.connect(self._on_preset)
            row.addWidget(button)
            self.offers.append(button)
        row.addStretch(1)
        form.add_widget(part)
        form.add_widget(self.week)
        self.set_form(form)
        self.week.edited.connect(self._on_edited)
        self.confirmed.connect(self._on_confirmed)

    def _on_preset(self) -> None:
        button = self.sender()
        for each in presets():
            if button is not None and button.property("preset") == each.key:
                self.week.set_week(each.week)
                self._on_edited()

    def _on_confirmed(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        if last < first:
            self.last.set_error("Mendahului tanggal mulai.")
            self.last.focus()
            return
        other = next((each for each in self._others if first <= each.last and each.first <= last), None)
        if other is not None:
            self.first.set_error(
                f"Bertumpuk dengan {other.name}, {short_date(other.first)} – {short_date(other.last)}."
            )
            self.first.focus()
            return
        if problem := self.week.problem():
            self.fail(problem)
            self.week.focus_wrong()
            return
        self.chosen.emit(Period(self.name.value(), first, last, self.week.week()))
        self.accept()


def _monday(calendar: Calendar) -> Hours:
    return next((hours for hours in calendar.week.days if hours), ())
