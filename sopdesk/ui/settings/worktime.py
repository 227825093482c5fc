"""Jam kerja dan hari libur: one draft of the calendar, saved whole."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from sopdesk.domain.calendar import Calendar, Period
from sopdesk.domain.presets import Preset, presets
from sopdesk.domain.rights import Right
from sopdesk.services.calendar_change import Shift, shifts_words
from sopdesk.services.calendars import clashes, read_calendar, unlisted_year
from sopdesk.services.days_import import days_words, read_days, taken
from sopdesk.services.importing import open_book
from sopdesk.ui.desk import Desk
from sopdesk.ui.errors import Refused, Trouble
from sopdesk.ui.kit.button import Button, Kind
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.scroll import ScrollPage
from sopdesk.ui.kit.table import RecordTable
from sopdesk.ui.kit.text import Label
from sopdesk.ui.kit.theme import Theme
from sopdesk.ui.kit.tokens import Space
from sopdesk.ui.settings.day_dialogs import PeriodDialog
from sopdesk.ui.settings.days_file import DaysFileDialog
from sopdesk.ui.settings.days_tab import DaysTab
from sopdesk.ui.settings.period_columns import COLUMNS, first_words
from sopdesk.ui.settings.section import Section
from sopdesk.ui.settings.shifts import ShiftsDialog
from sopdesk.ui.settings.week_editor import WeekEditor


class WorktimeSection(Section):
    """Three tabs on one draft: the standing week, periods that replace it, days off and extra days."""

    def __init__(self, desk: Desk, _theme: Theme) -> None:
        super().__init__(
            desk,
            "Jam kerja dan hari libur",
            "Dasar semua batas waktu. Jam berhenti di luar jam kerja; hari dihitung sebagai hari kerja.",
            scrolls=False,
        )
        self._calendar = desk.known.calendar
        self.missing = Notice("", Tone.WARNING, action="Buka tahun itu")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Bagian jam kerja")
        self.week = WeekEditor()
        self.days = DaysTab(desk.today, self._calendar)
        empty = EmptyState(
            "calendar",
            "Tidak ada periode khusus",
            "Tambahkan periode Ramadan tiap tahun menurut surat edaran, dengan jam kerjanya sendiri.",
        )
        self.periods: RecordTable[Period] = RecordTable(
            COLUMNS, identity=first_words, name="Periode khusus", empty=empty, filtered=False, unit="periode"
        )
        self.add_period = Button("Tambah periode…", icon="plus")
        self.change_period = Button("Ubah…")
        self.drop_period = Button("Hapus")
        self.take_file = Button("Impor kalender…", Kind.LINK)
        self.take_file.set_tip("Membaca file JSON kalender dan mengganti seluruh isian di sini")
        self._shifts: tuple[Shift, ...] = ()
        self.tabs.addTab(self._week_tab(), "Pola mingguan")
        self.tabs.addTab(self._period_tab(), "Periode khusus")
        self.tabs.addTab(self.days, "Hari libur")
        self.body.addWidget(self.missing)
        self.body.addWidget(self.tabs, 1)
        self.tabs.setCornerWidget(self.take_file)
        self._connect()
        self.guard(
            Right.CALENDAR,
            self.week,
            self.add_period,
            self.change_period,
            self.drop_period,
            self.take_file,
            self.days.add_off,
            self.days.add_extra,
            self.days.drop,
            self.days.restore,
        )

    def load(self) -> None:
        """Show the calendar that is saved."""
        self._show(self.desk.known.calendar)

    def read_problem(self) -> bool:
        """Whether the hours of the week are wrong."""
        problem = self.week.problem()
        if problem:
            self.notice.say(problem, Tone.ERROR)
            self.tabs.setCurrentIndex(0)
            self.week.focus_wrong()
        return bool(problem)

    def store(self) -> str:
        """Save the calendar; the deadlines of running dossiers follow."""
        self.acts.save_calendar(self._drawn())
        return f"Jam kerja disimpan. {shifts_words(self._shifts)}"

    def submit(self) -> bool:
        """Save, at once where no deadline moves; else show first which ones do."""
        self.notice.say("")
        if self.read_problem():
            return False
        if not self.acts.by:
            return super().submit()
        try:
            self._shifts = self.acts.calendar_shifts(self._drawn())
        except (Refused, Trouble) as error:
            self.fail(error)
            return False
        if not self._shifts:
            return super().submit()
        dialog = ShiftsDialog(self._shifts, self.desk.now(), self)
        dialog.confirmed.connect(self._on_agreed)
        dialog.open()
        return False

    def _on_agreed(self) -> None:
        super().submit()

    def _drawn(self) -> Calendar:
        return replace(self._calendar, week=self.week.week())

    def take(self, file: Path) -> None:
        """Show the calendar of a file, or take its list of days off; nothing is saved yet."""
        self.notice.say("")
        try:
            if file.suffix.casefold() != ".json":
                self._take_days(file)
                return
            calendar = read_calendar(file)
        except (Refused, Trouble) as error:
            self.fail(error)
            return
        self._show(calendar)
        self.touch()
        self.notice.say(f"Kalender dari {file.name} ditampilkan. Periksa, lalu simpan.", Tone.INFO)

    def _take_days(self, file: Path) -> None:
        reading = read_days(self._calendar, open_book(file), self.desk.today())
        if reading.refused:
            DaysFileDialog(file.name, reading, self).open()
            return
        said = days_words(file.name, reading)
        if reading.year is not None:
            self._calendar = taken(self._calendar, reading)
            self.days.set_calendar(self._calendar)
            self._say()
            self.tabs.setCurrentWidget(self.days)
            self.days.show_year(reading.year)
            self.touch()
            said = f"{said} Periksa, lalu simpan."
        self.notice.say(said, Tone.INFO)

    def _show(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.week.set_week(calendar.week)
        self.days.set_calendar(calendar)
        self._tell()
        self._say()

    def _say(self) -> None:
        calendar = self._calendar
        self.periods.set_records(sorted(calendar.periods, key=lambda each: each.first))
        year = unlisted_year(calendar, self.desk.today())
        odd = clashes(calendar)
        self.missing.action.setVisible(year is not None)
        if year is not None:
            self.missing.say(f"Kalender {year} belum diisi. Isi hari liburnya agar batas waktu tepat.")
        else:
            self.missing.say(" ".join(odd[:2]))
        self._on_period(self.periods.current())

    def _week_tab(self) -> QWidget:
        page = ScrollPage(surface=True)
        page.column.setContentsMargins(0, Space.AROUND, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        row.addWidget(Label("Mulai dari pola:", ink="muted"))
        self.presets: list[Button] = []
        for preset in presets():
            if not preset.seasonal:
                button = Button(preset.name)
                button.set_tip(preset.source)
                button.clicked.connect(partial(self._on_preset, preset))
                row.addWidget(button)
                self.presets.append(button)
        row.addStretch(1)
        page.column.addLayout(row)
        page.add(self.week)
        return page

    def _period_tab(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, Space.AROUND, 0, 0)
        column.setSpacing(Space.BETWEEN)
        row = QHBoxLayout()
        row.setSpacing(Space.BETWEEN)
        for button in (self.add_period, self.change_period, self.drop_period):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.periods, 1)
        return page

    def _connect(self) -> None:
        self.week.edited.connect(self.touch)
        self.days.changed.connect(self._on_days)
        self.tabs.currentChanged.connect(self._on_tab)
        self.missing.action_requested.connect(self._on_missing)
        self.add_period.clicked.connect(self._on_add_period)
        self.change_period.clicked.connect(self._on_change_period)
        self.drop_period.clicked.connect(self._on_drop_period)
        self.periods.activated.connect(self._on_change_period)
        self.periods.selected.connect(self._on_period)
        self.take_file.clicked.connect(self._on_file)
        self.days.file_requested.connect(self._on_days_file)
        QShortcut(QKeySequence("Del"), self.periods.view).activated.connect(self._on_drop_period)

    def _on_preset(self, preset: Preset) -> None:
        self.week.set_week(preset.week)
        self.touch()

    def _on_tab(self) -> None:
        # The month shows the hours that stand in the week, saved or not.
        if self.tabs.currentWidget() is self.days and not self.week.problem():
            self._calendar = replace(self._calendar, week=self.week.week())
            self.days.set_calendar(self._calendar)

    def _on_days(self, calendar: object) -> None:
        if isinstance(calendar, Calendar):
            self._calendar = calendar
            self._say()
            self.touch()

    def _on_missing(self) -> None:
        year = unlisted_year(self._calendar, self.desk.today())
        if year is not None:
            self.tabs.setCurrentWidget(self.days)
            self.days.show_year(year)

    def _on_period(self, record: object) -> None:
        self.change_period.setEnabled(record is not None)
        self.drop_period.setEnabled(record is not None)

    def _on_add_period(self) -> None:
        dialog = PeriodDialog(self.desk.today, self, self._calendar)
        dialog.chosen.connect(partial(self._on_period_chosen, None))
        dialog.open()

    def _on_change_period(self) -> None:
        period = self.periods.current()
        if period is not None:
            dialog = PeriodDialog(self.desk.today, self, self._calendar, period)
            dialog.chosen.connect(partial(self._on_period_chosen, period))
            dialog.open()

    def _on_drop_period(self) -> None:
        chosen = self.periods.chosen()
        if chosen:
            self._set_periods(tuple(each for each in self._calendar.periods if each not in chosen))

    def _on_period_chosen(self, old: Period | None, new: object) -> None:
        if isinstance(new, Period):
            kept = tuple(each for each in self._calendar.periods if each is not old)
            self._set_periods((*kept, new))
            self.periods.select(first_words(new))

    def _set_periods(self, periods: tuple[Period, ...]) -> None:
        self._calendar = replace(self._calendar, periods=periods)
        self.days.set_calendar(self._calendar)
        self._say()
        self.touch()

    def _on_file(self) -> None:
        self._choose("Impor kalender kerja", "Kalender (*.json)")

    def _on_days_file(self) -> None:
        self._choose("Impor hari libur", "Daftar hari libur (*.csv *.xlsx *.txt)")

    def _choose(self, title: str, kinds: str) -> None:
        dialog = QFileDialog(self, title, str(Path.home()))
        dialog.setNameFilter(kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _on_file_chosen(self, name: str) -> None:
        self.take(Path(name))
